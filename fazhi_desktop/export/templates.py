"""Blank workbooks for the departments (收数表), recognised by hidden IDs whatever they are renamed to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.errors import WrongUsage
from fazhi_desktop.core.records import Department
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.template_ids import FIELD, MARK, NAME, SHEET, UNIT, VERSION
from fazhi_desktop.export.files import make_folder, write_new
from fazhi_desktop.export.names import free_path, safe
from fazhi_desktop.export.workbooks import clean, landscape, put, rule

_COLUMNS = (NAME, UNIT, FIELD, "上年数", "口径", "备注")
_WIDTHS = (28, 11, 13, 13, 58, 20)
_HEADER_ROW = 4
_FORM = "收数表"
_HELP = (
    "填写说明：数字按实填写，可写“720余”“约16”；率填百分数，如 99.77；"
    "没有发生填 0，没有此项职责填“不适用”，还没有数的填“暂缺”。"
)


def export_templates(report: Report, folder: Path, department: str | None = None) -> tuple[Path, ...]:
    """One workbook for each department that owes indicators, or for one of them.

    An existing name gets （2）. Raises WrongUsage for an unknown department or one that owes nothing.
    """
    chosen = _departments(report, department)
    make_folder(folder)
    written: list[Path] = []
    for entry in chosen:
        path = free_path(folder, safe(f"{_FORM}（{entry.name}）{report.year}年"), "xlsx")
        write_new(path, render_template(report, entry))
        written.append(path)
    return tuple(written)


def _departments(report: Report, name: str | None) -> list[Department]:
    owing = [entry for entry in report.departments if _owed(report, entry)]
    if name is None:
        return owing
    chosen = [entry for entry in owing if name in (entry.name, *entry.aliases)]
    if not chosen:
        known = "、".join(entry.name for entry in owing)
        raise WrongUsage(f"没有名为“{name}”的科室，或它没有要报的指标。可选：{known}。")
    return chosen


def _owed(report: Report, department: Department) -> list[Indicator]:
    reported = set(report.reported)
    return [report.catalogue[code] for code in department.indicators if code in reported]


def render_template(report: Report, department: Department) -> bytes:
    """The workbook of one department: definition and last year's value beside each field."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = _FORM
    owed = _owed(report, department)
    put(sheet["A1"], f"{report.body.short}{report.year}年度法治政府建设{_FORM}")
    put(sheet["A2"], f"填报单位：{department.name}        填报人：                填表日期：")
    put(sheet["A3"], _HELP)
    for column, name in enumerate(_COLUMNS, 1):
        put(sheet.cell(_HEADER_ROW, column), name)
    for row, indicator in enumerate(owed, _HEADER_ROW + 1):
        last = report.last_year(indicator.code)
        texts = (
            indicator.name,
            indicator.unit,
            None,
            last.worded or None,
            indicator.definition or None,
            None,
        )
        for column, text in enumerate(texts, 1):
            put(sheet.cell(row, column), text)
    rule(sheet, range(_HEADER_ROW, _HEADER_ROW + 1 + len(owed)), len(_COLUMNS))
    _head(sheet)
    _fields(sheet, owed)
    landscape(sheet, title_row=_HEADER_ROW, widths=_WIDTHS)
    sheet.freeze_panes = f"B{_HEADER_ROW + 1}"
    _ids(book, report.year, department.name, owed)
    return clean(book)


def _head(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font

    for row, size in ((1, 16), (2, 10), (3, 10)):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_COLUMNS))
        cell = sheet.cell(row, 1)
        cell.font = Font(name="黑体" if row == 1 else "宋体", size=size)
        cell.alignment = Alignment(
            horizontal="center" if row == 1 else "left", vertical="center", wrap_text=True
        )
    sheet.row_dimensions[1].height, sheet.row_dimensions[3].height = 30, 28


def _fields(sheet: Any, owed: Sequence[Indicator]) -> None:
    """Only the fields can be typed into; lists offer the accepted units and the words for no number."""
    from openpyxl.styles import PatternFill, Protection
    from openpyxl.worksheet.datavalidation import DataValidation

    free, yellow = Protection(locked=False), PatternFill("solid", fgColor="FFF9E5")
    words = DataValidation(type="list", formula1='"0,不适用,暂缺"', allow_blank=True, showErrorMessage=False)
    words.promptTitle, words.prompt, words.showInputMessage = "填写", "填数字，或从列表中选择", True
    sheet.add_data_validation(words)
    sheet["A2"].protection = free
    for row, indicator in enumerate(owed, _HEADER_ROW + 1):
        for column in "BCF":
            sheet[f"{column}{row}"].protection = free
        sheet[f"C{row}"].fill = yellow
        if indicator.units:
            units = ",".join(dict.fromkeys((indicator.unit, *indicator.units)))
            choice = DataValidation(type="list", formula1=f'"{units}"', allow_blank=False)
            choice.error, choice.errorTitle = "请从列表中选择单位", "单位"
            sheet.add_data_validation(choice)
            choice.add(f"B{row}")
    words.add(f"C{_HEADER_ROW + 1}:C{_HEADER_ROW + len(owed)}")
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _ids(book: Any, year: int, department: str, owed: Sequence[Indicator]) -> None:
    hidden = book.create_sheet(SHEET)
    hidden.sheet_state = "hidden"
    hidden.append([MARK, VERSION, "department", department, "year", str(year)])
    for row, indicator in enumerate(owed, _HEADER_ROW + 1):
        hidden.append([_FORM, f"C{row}", indicator.code])
