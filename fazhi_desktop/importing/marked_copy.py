"""The workbook with its problems marked, to be sent back to the department that sent it."""

import io
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from fazhi_desktop.importing.facts import Problem
from fazhi_desktop.importing.grids import place_of
from fazhi_desktop.importing.plan import FilePlan

_HEAD = ("工作表", "单元格", "程度", "问题")
_WORDS = {"error": "必须更正", "warning": "请核对", "info": "说明"}
_FILL = {"error": "FFF4CCCC", "warning": "FFFFF2CC", "info": "FFDDEBF7"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def marked_copy(file: FilePlan) -> bytes:
    """An .xlsx with the sheets as read, problem cells coloured and commented, and a list of all problems.

    Made anew from what was read (first rows of each sheet, personal data masked): nothing of the file itself,
    no formula and no macro goes back.
    """
    from openpyxl import Workbook

    book = Workbook()
    listing: Any = book.active
    listing.title = "问题清单"
    _write_list(listing, file)
    by_cell: dict[tuple[str | None, str], list[Problem]] = defaultdict(list)
    for problem in file.problems:
        if problem.cell:
            by_cell[problem.sheet, problem.cell].append(problem)
    for number, sheet in enumerate(file.workbook.sheets if file.workbook else (), 1):
        if sheet.hidden:
            continue
        name = _FORBIDDEN.sub("_", sheet.name or f"表{number}")[:28] or f"表{number}"
        page: Any = book.create_sheet(name if name not in book.sheetnames else f"{name}_{number}")
        _write_sheet(page, sheet.shown, sheet.merges)
        for (sheet_name, cell), problems in by_cell.items():
            if sheet_name == sheet.name:
                _mark(page, cell, problems)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_list(page: Any, file: FilePlan) -> None:
    from openpyxl.styles import Alignment, Font

    page.append([f"《{_text(file.file)}》读取时发现的问题，请更正后重新报送。"])
    page.append(list(_HEAD))
    for problem in file.problems:
        page.append(
            [
                _text(problem.sheet or ""),
                problem.cell or "",
                _WORDS.get(problem.severity, ""),
                _text(problem.message),
            ]
        )
    page["A1"].font = Font(bold=True)
    for column, width in zip("ABCD", (16, 10, 10, 90), strict=True):
        page.column_dimensions[column].width = width
        page[f"{column}2"].font = Font(bold=True)
    for row in page.iter_rows(min_row=3, min_col=4, max_col=4):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")


def _write_sheet(
    page: Any, rows: Sequence[Sequence[str]], merges: Sequence[tuple[int, int, int, int]]
) -> None:
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                cell = page.cell(number, column)
                cell.value = _number(text)
                cell.data_type = "n" if isinstance(cell.value, int | float) else "s"
    for top, left, bottom, right in merges:
        if bottom < len(rows) and (bottom > top or right > left) and right < 200:
            page.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )


def _mark(page: Any, address: str, problems: Sequence[Problem]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    row, column = place_of(address)
    cell = page.cell(row + 1, column + 1)
    if type(cell).__name__ == "MergedCell":
        return
    worst = min((problem.severity for problem in problems), key=("error", "warning", "info").index)
    cell.fill = PatternFill("solid", fgColor=_FILL[worst])
    cell.comment = Comment(
        "\n".join(_text(problem.message) for problem in problems), "审核", width=320, height=120
    )


def _number(text: str) -> str | int | float:
    if re.fullmatch(r"-?(0|[1-9]\d{0,14})", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d{1,12}\.\d{1,6}", text) else _text(text)


def _text(text: str) -> str:
    """Text that a spreadsheet takes as text: no control characters; the cell type keeps formulas out."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)[:32_000]
