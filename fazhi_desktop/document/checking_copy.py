"""核稿稿: the report with a number at each linked figure, the list of their sources, and a place to sign."""

from collections.abc import Iterator
from dataclasses import replace

from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Source
from fazhi_desktop.document.annex import departments, written
from fazhi_desktop.document.styles import Styles
from fazhi_desktop.document.titles import report_title
from fazhi_desktop.document.tree import (
    AnnexTitle,
    Block,
    Cell,
    Column,
    Document,
    PageBreak,
    Paragraph,
    Row,
    Table,
)

CHECKING = "核稿稿"
LEDGER = "数据来源台账"
REMARKS = 22.0
"""Millimetres at the right of the text for the reviewer's remarks."""
_HEADER = ("序号", "编码", "指标", "数值", "科室", "文件", "工作表", "单元格")
_WIDTHS = (12.0, 22.0, 42.0, 24.0, 28.0, 57.0, 22.0, 18.0)
_SIGNERS = ("填表人", "审核人", "负责人")


def checking_copy(document: Document, report: Report, styles: Styles) -> Document:
    """The document as a 核稿稿; figures keep one number wherever they stand. Never an edition for sending."""
    numbers: dict[str, int] = {}
    room = 1 - REMARKS / styles.page.text_width

    def narrowed(lines: tuple[str, ...]) -> tuple[str, ...]:
        return report_title(report, styles, "".join(lines), room=room)

    blocks: list[Block] = [
        replace(block, lines=narrowed(block.lines))
        if isinstance(block, AnnexTitle)
        else _numbered(block, numbers)
        for block in document.blocks
    ]
    rows = tuple(row for link, number in numbers.items() for row in _rows(report, link, number))
    columns = tuple(Column(width, "center" if not place else "left") for place, width in enumerate(_WIDTHS))
    ledger = Table(columns, (tuple(Cell(text) for text in _HEADER),), rows, landscape=True)
    sources: list[Block] = [AnnexTitle("附", (LEDGER,)), ledger] if rows else []
    return replace(
        document,
        title=narrowed(document.title),
        blocks=(*blocks, *sources, PageBreak(), _sign_off()),
        draft="　".join(filter(None, (document.draft, CHECKING))),
        masthead=None,
        colophon=None,
        remarks=REMARKS,
    )


def _numbered(block: Block, numbers: dict[str, int]) -> Block:
    if not isinstance(block, Paragraph):
        return block
    runs = tuple(
        replace(run, note=numbers.setdefault(run.link, len(numbers) + 1)) if run.link else run
        for run in block.runs
    )
    return replace(block, runs=runs)


def _rows(report: Report, link: str, number: int) -> Iterator[Row]:
    """One row a source; a figure without one still has its row."""
    code, _, offset = link.partition("@")
    value = report.value(code, int(offset or 0))
    indicator = report.catalogue.get(code)
    name = (
        f"{report.year + int(offset)}年{report.catalogue.name(code)}"
        if offset
        else report.catalogue.name(code)
    )
    owners = "、".join(departments(report, indicator, value)) if indicator else ""
    sources = [source for source in value.sources if not source.superseded] or [None]
    for place, source in enumerate(sources):
        head = (str(number), code, name, f"{written(value)}{value.unit}") if not place else ("", "", "", "")
        yield tuple(Cell(text) for text in (*head, *_origin(source, owners)))


def _origin(source: Source | None, owners: str) -> tuple[str, str, str, str]:
    if source is None:
        return owners, "没有来源", "", ""
    if source.kind != "cell":
        return source.department or owners, source.place(), "", ""
    return source.department or owners, source.file or "", source.sheet or "", source.cell or "多格"


def _sign_off() -> Table:
    columns = (Column(30.0, "center"), Column(63.0), Column(63.0))
    rows = tuple((Cell(signer), Cell("签名："), Cell("日期：　　　　年　　月　　日")) for signer in _SIGNERS)
    return Table(columns, ((Cell("核稿签字", span=3),),), rows)
