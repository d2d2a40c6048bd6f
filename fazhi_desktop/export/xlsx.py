"""附表 as a workbook: every value with its sources, real numbers, no formulas, A4 landscape."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value, as_json_number
from fazhi_desktop.document.annex import QUALIFIER_WORDS, change, departments

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLUMNS = (("编码", 8), ("指标", 26), ("单位", 9), ("{year}年", 11), ("修饰", 6), ("{last}年", 11), ("增减", 16), ("分子", 9),
            ("分母", 9), ("状态", 8), ("来源科室", 14), ("来源", 44))
_STATES = {"value": "已填", "not_applicable": "不适用", "missing": "待填"}
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - openpyxl wants naive times
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
HEADER_ROW = 2

Written = str | int | float | None


def render_xlsx(report: Report) -> bytes:
    """The workbook of all indicators that this body reports; text cells are text whatever they begin with."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "附表"
    line = Side(style="thin")
    border, wrap = Border(left=line, right=line, top=line, bottom=line), Alignment(vertical="center", wrap_text=True)
    sheet.append([f"{report.body.short}{report.year}年度法治政府建设指标附表"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_COLUMNS))
    sheet["A1"].font, sheet["A1"].alignment = Font(name="黑体", size=16), Alignment(horizontal="center")
    sheet.append([name.format(year=report.year, last=report.year - 1) for name, _ in _COLUMNS])
    for cell in sheet[HEADER_ROW]:
        cell.font, cell.border = Font(name="黑体", size=10), border
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.fill = PatternFill("solid", fgColor="E6E6E6")
    for row in rows(report):
        for place, value in enumerate(row, 1):
            cell = sheet.cell(sheet.max_row + (place == 1), place)
            _write(cell, value)
            cell.font, cell.border, cell.alignment = Font(name="宋体", size=10), border, wrap
    _page(sheet)
    return _clean(book)


def rows(report: Report) -> list[list[Written]]:
    """The rows below the header, one an indicator, under a row for each section of the catalogue."""
    reported = set(report.reported)
    made: list[list[Written]] = []
    for section, indicators in report.catalogue.sections().items():
        shown = [entry for entry in indicators
                 if entry.code in reported or report.value(entry.code).state != "missing"]
        if shown:
            made.append([None, section, *[None] * (len(_COLUMNS) - 2)])
        for indicator in shown:
            value, last = report.value(indicator.code), report.value(indicator.code, -1)
            made.append([
                indicator.code, indicator.name, value.unit or indicator.unit, _number(value),
                QUALIFIER_WORDS[value.qualifier] or None, _number(last), change(value, last) or None,
                as_json_number(value.numerator), as_json_number(value.denominator), _STATES[value.state],
                "、".join(departments(report, indicator, value)) or None,
                "；".join(source.place() for source in value.sources if not source.superseded) or None])
    return made


def _number(value: Value) -> Written:
    if value.high is not None:
        return value.shown
    return as_json_number(value.number) if value.state == "value" else None


def _write(cell: Any, value: Written) -> None:
    """A number as a number, everything else as text that no program takes for a formula."""
    if isinstance(value, str):
        cell.value = _printable(value)
        cell.data_type = "s"
        if value[:1] in "=+-@＝＋－＠":
            cell.quotePrefix = True
            cell.number_format = "@"
    else:
        cell.value = value


def _printable(text: str) -> str:
    return "".join(char for char in text if char >= " " or char in "\t\n")


def _page(sheet: "Worksheet") -> None:
    from openpyxl.utils import get_column_letter

    for place, (_, width) in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(_COLUMNS))}{sheet.max_row}"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.page_margins.left = sheet.page_margins.right = 0.5


def _clean(book: Any) -> bytes:
    """The workbook without author and times, so that the same values give the same bytes."""
    properties = book.properties
    properties.creator, properties.lastModifiedBy = None, None
    properties.created = properties.modified = _EPOCH
    raw = BytesIO()
    book.save(raw)
    clean = BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(info, _without_times(name, old.read(name)))
    return clean.getvalue()


def _without_times(name: str, data: bytes) -> bytes:
    import re

    if name == "docProps/core.xml":
        return re.sub(rb"<dcterms:(created|modified)[^>]*>.*?</dcterms:\1>|<dc:creator[^>]*>.*?</dc:creator>", b"", data)
    return re.sub(rb"<Application>.*?</Application>", b"", data) if name == "docProps/app.xml" else data
