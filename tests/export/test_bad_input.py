"""What nobody should write and somebody does: set without overlap or loss in every format, or named."""

import itertools
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from matplotlib.figure import Figure as Canvas

from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from fazhi_desktop.document.elements import clean, width_in_characters
from fazhi_desktop.document.styles import POINTS_PER_MM
from fazhi_desktop.document.tree import Cell, Column, Document, Figure, Paragraph, Run, Table
from fazhi_desktop.export.exporter import FORMATS, Exporter
from fazhi_desktop.export.html import render_html
from fazhi_desktop.export.readback import check_docx, check_html, check_pdf, check_txt
from fazhi_desktop.export.txt import render_txt
from tests.document.specimen import report, styles
from tests.export.pages import PdfPage, pdf_pages

PAGE = styles().page
STEP = PAGE.text_height / PAGE.lines
LONG_TITLE = ("柳口镇人民政府关于全面推进依法行政加强矛盾纠纷多元预防调处化解机制建设" * 4)[:117] + "的报告"
LONG_HEADING = "坚持和加强党对法治政府建设工作的全面领导，健全工作机制，" * 3 + "持续用力"
RARE = "喆堃璟镕𠮷㎡"
UNKNOWN = "\U0001f600\u1820"
PASTED = (
    "从PDF粘贴的\ufb01le与⽂件⼯作，控\x07制\x00符\u200b零\ufeff宽\u202e反向，"
    "分解的e\u0301与a\u0359，\uf9e9屋。"
)


def with_node(old: Report, number: int, **changes: object) -> Report:
    nodes = tuple(replace(n, **changes) if n.id == number else n for n in old.nodes)  # type: ignore[arg-type]
    return replace(old, nodes=nodes)


BAD: dict[str, Report] = {
    "title of 120 characters": replace(report(), head=replace(report().head, title=LONG_TITLE)),
    "heading of four lines": with_node(report(), 2, heading=LONG_HEADING),
    "chapter heading of four lines": with_node(report(), 5, heading=LONG_HEADING),
    "empty chapter": with_node(with_node(report(), 6, paragraphs=()), 4, paragraphs=("　 ", "")),
    "no chapter at all": replace(report(), nodes=()),
    "characters no font has": with_node(report(), 4, paragraphs=(f"姓名{RARE}和{UNKNOWN}。",)),
    "pasted from a PDF": with_node(report(), 4, heading=PASTED, paragraphs=(PASTED, PASTED)),
    "a word longer than a line": with_node(report(), 4, paragraphs=("网址" + "a1/" * 60 + "。", "9" * 200)),
}


@pytest.mark.parametrize("edition", ["submit", "public"])
@pytest.mark.parametrize("case", BAD)
def test_every_format_holds_it_whole(exporter: Exporter, case: str, edition: str, tmp_path: Path) -> None:
    result = exporter.export(BAD[case], tmp_path, FORMATS, edition, draft=True)  # type: ignore[arg-type]
    assert {file.format for file in result.files} == set(FORMATS)


def text_pages(exporter: Exporter, case: str) -> list[PdfPage]:
    """The pages without 附表, whose lines are closer."""
    document = exporter.document(BAD[case], "public", draft=False)
    blocks = tuple(block for block in document.blocks if not isinstance(block, Table))
    return pdf_pages(exporter.render_pdf(replace(document, blocks=blocks)))


@pytest.mark.parametrize("case", BAD)
def test_no_line_overlaps_another_or_leaves_the_text_area(exporter: Exporter, case: str) -> None:
    for page in text_pages(exporter, case):
        lines = page.inside(PAGE)
        assert all(b.middle - a.middle > 0.9 * STEP for a, b in itertools.pairwise(lines))
        for line in lines:  # the empty half of a mark at either end of a line may stand over
            assert PAGE.left - line.left < (3 if line.text[0] in "（“《〔" else 0.5)
            assert line.right - PAGE.left - PAGE.text_width < (3 if line.text[-1] in "，。、；：）" else 0.5)


def test_the_long_heading_takes_four_lines_and_stays_with_its_text(exporter: Exporter) -> None:
    assert width_in_characters(LONG_HEADING) > 3 * PAGE.characters - 2
    page = next(
        page for page in text_pages(exporter, "heading of four lines")
        if any("坚持和加强党" in line.text for line in page.lines)
    )  # fmt: skip
    texts = [line.text for line in page.inside(PAGE)]
    first = next(at for at, text in enumerate(texts) if text.startswith("（一）坚持"))
    assert "持续用力" in texts[first + 3]
    assert texts[first + 4].startswith("各科室")


def test_characters_are_named_with_their_place_and_font(exporter: Exporter) -> None:
    document = exporter.document(BAD["characters no font has"], "public", draft=False)
    named = {entry.char: entry for entry in exporter.fonts.missing(document)}
    assert set(RARE + UNKNOWN) <= set(named)
    assert all(named[char].font for char in RARE)
    assert all(not named[char].font and "U+" in named[char].sentence() for char in UNKNOWN)
    assert "姓名" in named["喆"].place


def test_what_a_pdf_leaves_in_a_text_is_taken_out_and_nothing_else() -> None:
    assert clean(PASTED) == "从PDF粘贴的file与文件工作，控制符零宽反向，分解的é与a，里屋。"
    kept = "检查3,039件，占96.1%　〔2024〕3号，10:30，ＡＢ１２"
    assert clean(kept) == kept


def picture(wide: float, high: float) -> bytes:
    canvas = Canvas((wide, high), facecolor="#336699")
    buffer = BytesIO()
    canvas.savefig(buffer, format="png", dpi=40)
    return buffer.getvalue()


@pytest.mark.parametrize("size", [(40, 4), (3, 40), (30, 30)])
def test_a_picture_is_never_larger_than_the_text_area(exporter: Exporter, size: tuple[int, int]) -> None:
    figure = Figure(1, "图样", "数据来源：某", "替代文字", image=picture(*size), width=900.0)
    document = Document((), "public", (Paragraph((Run("前文。"),)), figure, Paragraph((Run("后文。"),))))
    data = exporter.render_pdf(document)
    check_pdf(data, document, PAGE)
    boxes = [entry.get_bounds() for sheet in pypdfium2.PdfDocument(data)
             for entry in sheet.get_objects(filter=[3], max_depth=9)]  # fmt: skip
    assert len(boxes) == 1
    (left, bottom, right, top), unit = boxes[0], POINTS_PER_MM
    assert left / unit > PAGE.left - 0.1
    assert right / unit < PAGE.left + PAGE.text_width + 0.1
    assert bottom / unit > PAGE.bottom
    assert (PAGE.height - top / unit) > PAGE.top - 0.1
    assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.02)
    check_docx(exporter.render_docx(document), document)
    check_html(render_html(document, styles(), exporter.painter.svg), document)
    check_txt(render_txt(document), document)


def wide_table() -> Document:
    columns = tuple(Column(225 / 12) for _ in range(12))
    header = (tuple(Cell(f"第{place}栏名称") for place in range(12)),)
    rows = tuple(
        tuple(Cell(f"{row}行{place}" if place else f"第{row}行的单元格文字要折成几行") for place in range(12))
        for row in range(500)
    )
    table = Table(columns, header, rows, "附表", ("注：五百行十二栏。",), landscape=True)
    return Document(("宽表",), "public", (Paragraph((Run("前文。"),)), table, Paragraph((Run("后文。"),))))


def test_a_table_of_500_rows_and_12_columns_is_whole_in_every_format(exporter: Exporter) -> None:
    document = wide_table()
    data = exporter.render_pdf(document)
    check_pdf(data, document, PAGE)
    check_docx(exporter.render_docx(document), document)
    check_html(render_html(document, styles(), exporter.painter.svg), document)
    check_txt(render_txt(document), document)
    sheets = [sheet for sheet in pypdfium2.PdfDocument(data) if sheet.get_width() > sheet.get_height()]
    texts = ["".join(sheet.get_textpage().get_text_range().split()) for sheet in sheets]
    assert len(texts) > 30
    assert all("第11栏名称" in text for text in texts)
    rows = [int(text.split("行11")[-2].split("行10")[-1]) for text in texts]
    assert rows == sorted(set(rows))
    assert rows[-1] == 499


def test_a_report_of_a_hundred_pages_is_whole(exporter: Exporter, tmp_path: Path) -> None:
    text = "各科室对照年度计划逐项推进落实，全年检查{{E02}}件，及时研究解决难点堵点问题。" * 9
    chapters = tuple(
        Node(number, 0, number, 1, f"第{number}章的标题", paragraphs=(text,) * 9) for number in range(1, 21)
    )
    long = replace(report(), nodes=chapters)
    result = exporter.export(long, tmp_path, ("pdf", "docx", "html", "txt"), "submit", draft=False)
    pages = next(file.pages for file in result.files if file.format == "pdf")
    assert pages is not None
    assert pages >= 100
    assert pages % 2 == 0
