"""催报清单 as a workbook: who has not sent, what is still owed, until when."""

from datetime import date
from pathlib import Path
from typing import Any

from fazhi_desktop.core.report import Report
from fazhi_desktop.core.returns import ReturnRow, returns_of
from fazhi_desktop.export.files import make_folder, write_new
from fazhi_desktop.export.names import free_path, safe
from fazhi_desktop.export.workbooks import clean, landscape, put, rule

_COLUMNS = ("序号", "科室", "联系人", "联系电话", "状态", "应报日期", "缺报项数", "缺报指标", "已报文件")
_WIDTHS = (6, 18, 12, 16, 10, 13, 10, 60, 36)
_STATES = {"sent": "已报", "late": "逾期未报", "waiting": "未报", "problem": "有误"}


def export_reminders(report: Report, folder: Path, today: date) -> Path:
    """Write the list beside existing ones; returns its path. Raises EnvironmentFault."""
    make_folder(folder)
    path = free_path(folder, safe(f"{report.body.short}{report.year}年度报送催报清单"), "xlsx")
    write_new(path, render_reminders(report, today))
    return path


def render_reminders(report: Report, today: date) -> bytes:
    """The list of departments with something open, those that are late first."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "催报清单"
    rows = sorted(returns_of(report, today), key=lambda row: (row.state != "late", row.state == "sent"))
    put(
        sheet["A1"],
        f"{report.body.short}{report.year}年度法治政府建设报送催报清单（{today:%Y}年{today.month}月{today.day}日）",
    )
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(_COLUMNS))
    for column, name in enumerate(_COLUMNS, 1):
        put(sheet.cell(2, column), name)
    for place, row in enumerate((row for row in rows if row.owes or row.state != "sent"), 1):
        for column, text in enumerate((place, *_texts(report, row)), 1):
            put(sheet.cell(place + 2, column), text)
    rule(sheet, range(2, sheet.max_row + 1), len(_COLUMNS))
    landscape(sheet, title_row=2, widths=_WIDTHS)
    return clean(book)


def _texts(report: Report, row: ReturnRow) -> tuple[str | int | None, ...]:
    department = next((entry for entry in report.departments if entry.name == row.department), None)
    return (
        row.department,
        department.contact if department else None,
        department.telephone if department else None,
        _STATES[row.state],
        row.due or None,
        len(row.owes),
        "、".join(report.catalogue.name(code) for code in row.owes) or None,
        row.file,
    )
