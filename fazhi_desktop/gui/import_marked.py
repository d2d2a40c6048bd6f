"""A marked copy of a department's workbook, to send back: what could not be taken is coloured and explained.

Made from the texts the reader handed over, never from the file itself, which this process does not open.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from fazhi_desktop.gui.import_sheet import cell_place
from fazhi_desktop.importing.facts import Problem
from fazhi_desktop.importing.plan import FilePlan

_FILLS = {"error": "F9D6D2", "warning": "FCE8B2", "info": "E8EEF8"}
_WORDS = {"error": "必须改", "warning": "请核对", "info": "说明"}
_LIST = "问题清单"
_HEADS = ("序号", "性质", "工作表", "单元格", "问题")
_WIDTHS = (6, 10, 16, 10, 90)
_LONGEST_NAME = 31


def ask_marked(parent: QWidget, file: FilePlan, accept: Callable[[FilePlan, Path], None]) -> None:
    """Ask where the marked copy of a file goes."""
    dialog = QFileDialog(parent, "导出标记副本", "", "Excel 表格 (*.xlsx)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "导出副本")
    dialog.selectFile(f"{Path(file.file).stem}（问题标记）.xlsx")
    dialog.fileSelected.connect(lambda name: accept(file, Path(name)))
    dialog.open()


def write_marked(file: FilePlan, path: Path) -> None:
    """Write the marked copy; raises EnvironmentFault."""
    from fazhi_desktop.export.files import replace_file

    replace_file(path, marked_copy(file))


def marked_copy(file: FilePlan) -> bytes:
    """The workbook as bytes: first the list of problems, then the sheets with the cells marked."""
    from openpyxl import Workbook

    from fazhi_desktop.export.workbooks import clean

    book: Any = Workbook()
    _write_list(book.active, file)
    for number, sheet in enumerate(file.workbook.sheets if file.workbook else (), 1):
        if sheet.shown:
            name = (sheet.name or f"表{number}")[:_LONGEST_NAME]
            made = book.create_sheet(name if name != _LIST else f"{name}（原表）")
            _write_sheet(made, sheet.shown)
            _mark(
                made, [problem for problem in file.problems if problem.sheet == sheet.name and problem.cell]
            )
    return clean(book)


def _write_list(sheet: Any, file: FilePlan) -> None:
    from fazhi_desktop.export.workbooks import landscape, put, rule

    sheet.title = _LIST
    put(sheet["A1"], f"《{file.file}》需要核对的地方")
    for column, words in enumerate(_HEADS, 1):
        put(sheet.cell(2, column), words)
    for row, problem in enumerate(file.problems, 3):
        texts = (row - 2, _WORDS[problem.severity], problem.sheet, problem.cell, problem.message)
        for column, text in enumerate(texts, 1):
            put(sheet.cell(row, column), text)
    rule(sheet, range(2, len(file.problems) + 3), len(_HEADS))
    landscape(sheet, title_row=2, widths=_WIDTHS)


def _write_sheet(sheet: Any, shown: tuple[tuple[str, ...], ...]) -> None:
    from fazhi_desktop.export.workbooks import put

    for row, texts in enumerate(shown, 1):
        for column, text in enumerate(texts, 1):
            if text:
                put(sheet.cell(row, column), _written(text))


def _written(text: str) -> str | int | float:
    """A number as a number, so that it can be mended there; text without control characters."""
    plain = text.replace(",", "")
    if plain.isascii() and plain.replace(".", "", 1).removeprefix("-").isdigit():
        return float(plain) if "." in plain else int(plain)
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n")


def _mark(sheet: Any, problems: list[Problem]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    for problem in problems:
        place = cell_place(problem.cell)
        if place is None:
            continue
        cell = sheet.cell(place[0] + 1, place[1] + 1)
        cell.fill = PatternFill("solid", fgColor=_FILLS[problem.severity])
        before = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(f"{before}{problem.message}", "审核")
