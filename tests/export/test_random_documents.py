"""Documents made at random are exported to every format and read back whole."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi_desktop.document.charts import ChartSpec, Series
from fazhi_desktop.document.tree import (
    AnnexTitle,
    Block,
    Cell,
    Colophon,
    Column,
    Document,
    Figure,
    Heading,
    Masthead,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Table,
)
from fazhi_desktop.export.exporter import Exporter
from fazhi_desktop.export.html import render_html
from fazhi_desktop.export.readback import check_docx, check_html, check_pdf, check_txt
from fazhi_desktop.export.txt import render_txt
from tests.document.specimen import styles

pytestmark = pytest.mark.no_cover

ALPHABET = (
    "法治政府建设情况年度报告依法行政执法监督案件处罚人次喆堃"
    "，。、；：“”（）《》—…·％%0123456789.:-/abcXYZ#$*_<>&'\"\\@[]{} 　"
)
texts = st.text(ALPHABET, min_size=1, max_size=300).map(str.strip).filter(bool)
short = st.text(ALPHABET, min_size=1, max_size=12).map(str.strip).filter(bool)
runs = st.lists(st.builds(Run, texts, st.sampled_from(["", "E02", "E02@-1"])), min_size=1, max_size=4).map(
    tuple
)
headings = st.integers(1, 4).flatmap(
    lambda level: st.builds(Heading, st.just(level), st.just("（一）"), short)
)
numbers = st.one_of(st.none(), st.decimals(0, 10**6, allow_nan=False, places=2))
leads = st.builds(Heading, st.just(3), st.just("1."), short)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 7))
    row = st.lists(
        st.builds(Cell, st.text(ALPHABET, max_size=20).map(str.strip)), min_size=count, max_size=count
    )
    landscape = draw(st.booleans())
    width = (225 if landscape else 156) / count
    header = tuple(Cell(f"栏{place}") for place in range(count))
    body = tuple(tuple(cells) for cells in draw(st.lists(row, max_size=40)))
    return Table((Column(width),) * count, (header,), body, draw(short), (draw(short),), landscape)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """A chart; numbered afterwards."""
    names = tuple(draw(st.lists(st.sampled_from(["检查", "处罚", "许可", "强制"]), min_size=1, unique=True)))
    values = tuple(draw(st.lists(numbers, min_size=len(names), max_size=len(names))))
    labels = tuple("" if number is None else f"{number}余件" for number in values)
    spec = ChartSpec("any", "counts", "图样", names, (Series("2023年", values, labels),), "件", "", "")
    return Figure(0, draw(short), draw(short), draw(short), spec)


blocks: st.SearchStrategy[Block] = st.one_of(
    headings,
    figures(),
    st.builds(Paragraph, runs, st.one_of(st.none(), leads)),
    tables(),
    st.builds(Signature, short, short, st.booleans()),
    st.builds(AnnexTitle, st.just("附件"), st.just(("名称",))),
    st.just(PageBreak()),
)


def numbered(document: Document) -> Document:
    """The document with its figures counted, as every report's are."""
    count = itertools.count(1)
    return replace(
        document,
        blocks=tuple(
            replace(block, number=next(count)) if isinstance(block, Figure) else block
            for block in document.blocks
        ),
    )


left_out = st.one_of(st.just(""), short)
mastheads = st.builds(Masthead, left_out, left_out, left_out, left_out, left_out, left_out)
documents = st.builds(
    Document,
    title=st.lists(short, max_size=3).map(tuple),
    edition=st.sampled_from(["public", "submit"]),
    blocks=st.lists(blocks, max_size=12).map(tuple),
    draft=st.sampled_from(["", "草稿"]),
    masthead=st.one_of(st.none(), mastheads),
    colophon=st.one_of(st.none(), st.builds(Colophon, left_out, left_out, left_out)),
).map(numbered)


def whole_in_every_format(exporter: Exporter, document: Document) -> None:
    """Export to every format, read back, and once more for the same bytes."""
    pdf = exporter.render_pdf(document)
    check_pdf(pdf, document, styles().page)
    docx = exporter.render_docx(document)
    check_docx(docx, document)
    check_html(render_html(document, styles(), exporter.painter.svg), document)
    check_txt(render_txt(document), document)
    assert exporter.render_docx(document) == docx
    assert exporter.render_pdf(document) == pdf


@settings(max_examples=25, deadline=None, derandomize=True)
@given(document=documents)
def test_random_documents_come_back_whole(exporter: Exporter, document: Document) -> None:
    whole_in_every_format(exporter, document)
