"""A marked copy of a department's workbook, to send back: what could not be taken is coloured and explained.

Made from the texts a reader handed over, never from the file itself, which this process does not open.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fazhi_desktop.export.workbooks import clean, landscape, put, rule

_FILLS = {"error": "F9D6D2", "warning": "FCE8B2", "info": "E8EEF8"}
_WORDS = {"error": "必须改", "warning": "请核对", "info": "说明"}
_LIST = "问题清单"
_HEADS = ("序号", "性质", "工作表", "单元格", "问题")
_WIDTHS = (6, 10, 16, 10, 90)
_LONGEST_NAME = 31
_ADDRESS = re.compile(r"[A-Z]{1,3}\d{1,7}")
_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")

Texts = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Marked:
    """One problem; severity is error, warning or info, sheet and cell where it stands."""

    severity: str
    message: str
    sheet: str | None = None
    cell: str | None = None


def render_marked(file: str, problems: Sequence[Marked], sheets: Sequence[tuple[str, Texts]]) -> bytes:
    """The workbook as bytes: first the list of problems, then the sheets with the cells marked."""
    from openpyxl import Workbook

    book: Any = Workbook()
    _write_list(book.active, file, problems)
    for name, texts in sheets:
        made = book.create_sheet(_sheet_name(name))
        _write_sheet(made, texts)
        _mark(made, [problem for problem in problems if problem.sheet == name and problem.cell])
    return clean(book)


def _sheet_name(name: str) -> str:
    plain = _FORBIDDEN.sub("_", name)[: _LONGEST_NAME - 4]
    return f"{plain}（原表）" if plain == _LIST else plain


def _write_list(sheet: Any, file: str, problems: Sequence[Marked]) -> None:
    sheet.title = _LIST
    put(sheet["A1"], f"《{file}》需要核对的地方")
    for column, words in enumerate(_HEADS, 1):
        put(sheet.cell(2, column), words)
    for row, problem in enumerate(problems, 3):
        texts = (row - 2, _WORDS[problem.severity], problem.sheet, problem.cell, problem.message)
        for column, text in enumerate(texts, 1):
            put(sheet.cell(row, column), text)
    rule(sheet, range(2, len(problems) + 3), len(_HEADS))
    landscape(sheet, title_row=2, widths=_WIDTHS)


def _write_sheet(sheet: Any, texts: Texts) -> None:
    for row, cells in enumerate(texts, 1):
        for column, text in enumerate(cells, 1):
            if text:
                put(sheet.cell(row, column), _written(text))


def _written(text: str) -> str | int | float:
    """A number as a number, so that it can be mended there; text without control characters."""
    plain = text.replace(",", "")
    if plain.isascii() and plain.replace(".", "", 1).removeprefix("-").isdigit():
        return float(plain) if "." in plain else int(plain)
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n")


def _mark(sheet: Any, problems: Sequence[Marked]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    for problem in problems:
        if problem.cell is None or not _ADDRESS.fullmatch(problem.cell):
            continue
        cell = sheet[problem.cell]
        cell.fill = PatternFill("solid", fgColor=_FILLS[problem.severity])
        before = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(f"{before}{problem.message}", "审核")
