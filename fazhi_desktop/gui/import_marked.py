"""Asks where a marked copy of a workbook goes, and has it written."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from fazhi_desktop.importing.plan import FilePlan


def ask_marked(parent: QWidget, file: FilePlan, accept: Callable[[FilePlan, Path], None]) -> None:
    """Ask where the marked copy of a file goes."""
    dialog = QFileDialog(parent, "导出标记副本", str(Path(file.path).parent), "Excel 表格 (*.xlsx)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "导出副本")
    dialog.selectFile(f"{Path(file.file).stem}（问题标记）.xlsx")
    dialog.fileSelected.connect(lambda name: accept(file, Path(name)))
    dialog.open()


def write_marked(file: FilePlan, path: Path) -> None:
    """Write the marked copy; raises EnvironmentFault."""
    from fazhi_desktop.export.files import replace_file
    from fazhi_desktop.export.marked import Marked, render_marked

    problems = [Marked(entry.severity, entry.message, entry.sheet, entry.cell) for entry in file.problems]
    sheets = [
        (sheet.name or "", sheet.shown)
        for sheet in (file.workbook.sheets if file.workbook else ())
        if sheet.shown
    ]
    replace_file(path, render_marked(file.file, problems, sheets))
