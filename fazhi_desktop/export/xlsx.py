"""附表 as a workbook: every value with its sources, real numbers, no formulas, A4 landscape."""

import re
from typing import Any

from fazhi_desktop.core.formulas import parse_formula
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value, as_json_number
from fazhi_desktop.document.annex import QUALIFIER_WORDS, change, departments
from fazhi_desktop.export.workbooks import Ruler, Written, clean, landscape, put, rule

_COLUMNS = (
    ("编码", 9, "left"),
    ("指标", 26, "left"),
    ("单位", 9, "center"),
    ("{year}年", 11, "right"),
    ("修饰", 6, "center"),
    ("{last}年", 11, "right"),
    ("增减", 16, "right"),
    ("分子", 9, "right"),
    ("分母", 9, "right"),
    ("状态", 8, "center"),
    ("来源科室", 14, "left"),
    ("来源", 44, "left"),
)
"""Heading, width in characters and alignment of each column."""
_STATES = {"value": "已填", "not_applicable": "不适用", "missing": "待填"}
HEADER_ROW = 2
MEANINGS = "口径"
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def render_xlsx(report: Report) -> bytes:
    """The workbook of all indicators that this body reports; text cells are text whatever they begin with."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "附表"
    sheet.append([f"{report.body.short}{report.year}年度法治政府建设指标附表"])
    sheet.append([name.format(year=report.year, last=report.year - 1) for name, *_ in _COLUMNS])
    for place, row in enumerate(rows(report), HEADER_ROW + 1):
        for column, value in enumerate(row, 1):
            put(sheet.cell(place, column), value)
    _decorate(sheet)
    _page(sheet)
    _add_meanings(book.create_sheet(MEANINGS), report)
    return clean(book)


def _add_meanings(sheet: Any, report: Report) -> None:
    """What every indicator of the first sheet counts."""
    found = meanings(report)
    for place, row in enumerate((("编码", "指标", "口径", "公式"), *found), 1):
        for column, value in enumerate(row, 1):
            put(sheet.cell(place, column), value)
    rule(sheet, range(1, len(found) + 2), 4)
    landscape(sheet, title_row=1, widths=(9, 26, 90, 40))
    sheet.freeze_panes = "A2"


def _decorate(sheet: Any) -> None:
    """Fonts, rules and alignment: title over all columns, grey header, section names bold."""
    from openpyxl.styles import Alignment, Font

    ruler = Ruler()
    for place, row in enumerate(sheet.iter_rows(min_row=HEADER_ROW), HEADER_ROW):
        head, section = place == HEADER_ROW, row[0].value is None
        font = "黑体" if head or section else "宋体"
        for cell, (*_, side) in zip(row, _COLUMNS, strict=True):
            ruler.draw(cell, "center" if head else side, font=font, grey=head)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_COLUMNS))
    sheet["A1"].font = Font(name="黑体", size=16)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height = 30


def meanings(report: Report) -> list[list[Written]]:
    """The rows of the sheet 口径: what an indicator counts, and how it follows from others."""
    made: list[list[Written]] = []
    for code, *_ in rows(report):
        if code is not None:
            indicator = report.catalogue[str(code)]
            formula = (
                parse_formula(indicator.formula).in_words(report.catalogue.name) if indicator.formula else ""
            )
            made.append([code, indicator.name, indicator.definition, formula])
    return [[_cell(entry) for entry in row] for row in made]


def rows(report: Report) -> list[list[Written]]:
    """The rows below the header, one an indicator, under a row for each section of the catalogue."""
    reported = set(report.reported)
    made: list[list[Written]] = []
    for section, indicators in report.catalogue.sections().items():
        shown = [
            entry
            for entry in indicators
            if entry.code in reported or report.value(entry.code).state != "missing"
        ]
        if shown:
            made.append([None, section, *[None] * (len(_COLUMNS) - 2)])
        for indicator in shown:
            value, last = report.value(indicator.code), report.last_year(indicator.code)
            made.append(
                [
                    indicator.code,
                    indicator.name,
                    value.unit or indicator.unit,
                    _number(value),
                    QUALIFIER_WORDS[value.qualifier] or None,
                    _number(last),
                    change(value, last) or None,
                    as_json_number(value.numerator),
                    as_json_number(value.denominator),
                    _STATES[value.state],
                    "、".join(departments(report, indicator, value)) or None,
                    "；".join(source.place() for source in value.sources if not source.superseded) or None,
                ]
            )
    return [[_cell(entry) for entry in row] for row in made]


def _cell(entry: Written) -> Written:
    """An entry without characters that a workbook refuses; no text is None."""
    return _REFUSED.sub("", entry) or None if isinstance(entry, str) else entry


def _number(value: Value) -> Written:
    if value.high is not None:
        return value.shown
    return as_json_number(value.number) if value.state == "value" else None


def _page(sheet: Any) -> None:
    landscape(sheet, title_row=HEADER_ROW, widths=[width for _, width, _ in _COLUMNS])
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
