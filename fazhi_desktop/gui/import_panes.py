"""The pages 问题 and 原表 of the import dialog, and what it says of registers."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.gui.columns import RIGHT, numbers_right, set_widths
from fazhi_desktop.gui.import_marked import ask_marked, write_marked
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.theme import Colours
from fazhi_desktop.gui.value_text import full_text
from fazhi_desktop.importing.plan import FilePlan, ImportPlan
from fazhi_desktop.importing.register_rows import MOST_ROWS, registers_of

PLACE = Qt.ItemDataRole.UserRole
MARKS = {"error": "! ", "warning": "△ ", "info": "· "}
_OPENED = 3
_TOLD = ("newer_version", "replay", "same_as_last_year")
SHEET_HINT = (
    "蓝底是表头，绿底是要导入或已有的数字，黄底的没有导入，灰字没有读。"
    "表头认错了，就拖选（或按住 Shift 用方向键选）表头各行，再按右边的按钮。"
)


class ProblemsPane:
    """What could not be read or needs a look, gravest first; leads to the cell, and to a marked copy."""

    def __init__(
        self, form: Any, services: Services, go_to: Callable[[int, str | None, str | None], None]
    ) -> None:
        self._form, self._services, self._go_to = form, services, go_to
        self._files: list[tuple[int, FilePlan]] = []
        form.problems.currentItemChanged.connect(lambda item, _before: self._show_whole(item))
        form.problems.itemActivated.connect(lambda item, _column: go_to(*item.data(0, PLACE)))
        form.marked.clicked.connect(self._ask_marked)
        header = form.problems.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        set_widths(header, {1: 8, 2: 11})

    def show(self, files: list[tuple[int, FilePlan]]) -> None:
        """List the problems of some files of the plan, each with its place there."""
        self._files, listing = files, self._form.problems
        listing.clear()
        for place, file in files:
            for problem in sorted(file.problems, key=lambda entry: list(MARKS).index(entry.severity)):
                where = "·".join(part for part in (problem.sheet, problem.cell) if part)
                item = QTreeWidgetItem([MARKS[problem.severity] + problem.message, where, file.file])
                item.setToolTip(0, problem.message)
                item.setToolTip(2, file.file)
                item.setData(0, PLACE, (place, problem.sheet, problem.cell))
                listing.addTopLevelItem(item)
        self._show_whole(listing.topLevelItem(0))
        tabs = self._form.tabs
        tabs.setTabText(tabs.indexOf(self._form.problems_tab), f"问题 {listing.topLevelItemCount()}")
        self._form.marked.setEnabled(len(files) == 1 and bool(files[0][1].problems))

    def _show_whole(self, item: QTreeWidgetItem | None) -> None:
        """The chosen problem in full, since the list shows its first words only."""
        hint = "双击或回车到原表的那一格。"
        self._form.problems_hint.setText(f"{item.text(0)}\n{hint}" if item else "没有问题。")

    def _ask_marked(self) -> None:
        if self._files:
            ask_marked(self._form.marked.window(), self._files[0][1], self.write_marked)

    def write_marked(self, file: FilePlan, path: Path) -> None:
        """Write a copy of the workbook with its problems marked."""
        try:
            write_marked(file, path)
        except FazhiError as error:
            self._services.messages.failed(error)
        else:
            self._form.waiting.setText(f"标记副本已存为 {path}，可以发回科室修改。")


class SheetPane:
    """The workbook as it came; header rows can be set by hand (`read_again(sheet, rows)`)."""

    def __init__(
        self, form: Any, colours: Colours, read_again: Callable[[str, tuple[int, int]], None]
    ) -> None:
        self._form, self._read_again = form, read_again
        self._file: FilePlan | None = None
        form.sheet.start(colours)
        form.sheets.currentIndexChanged.connect(lambda _: self._show_sheet())
        form.header.clicked.connect(self._use_header)

    def show(self, file: FilePlan | None) -> None:
        """Offer the visible sheets of a file."""
        self._file, sheets = file, self._form.sheets
        blocked = sheets.blockSignals(True)
        sheets.clear()
        workbook = file.workbook if file is not None else None
        for sheet in workbook.sheets if workbook else ():
            if not sheet.hidden:
                sheets.addItem(sheet.name or "表", sheet)
        sheets.blockSignals(blocked)
        self._show_sheet()

    def show_cell(self, sheet: str | None, cell: str | None) -> None:
        """Put the cursor on a cell."""
        sheets = self._form.sheets
        names = [sheets.itemData(place).name for place in range(sheets.count())]
        if sheet in names:
            sheets.setCurrentIndex(names.index(sheet))
        self._form.sheet.mark(cell)

    def _show_sheet(self) -> None:
        sheet = self._form.sheets.currentData()
        self._form.sheet.show_sheet(sheet, self._file)
        hint = SHEET_HINT if sheet is not None else "在左边选一个文件，这里显示它的原表。"
        if self._file is not None and sheet is None:
            hint = self._file.message or "这个文件没有可以显示的工作表。"
        self._form.sheet_hint.setText(hint)
        self._form.header.setEnabled(sheet is not None and self._file is not None and bool(self._file.sha256))

    def _use_header(self) -> None:
        rows, sheet = self._form.sheet.chosen_rows(), self._form.sheets.currentData()
        if rows is None or sheet is None:
            self._form.sheet_hint.setText("请先拖选表头所在的各行，或按住 Shift 用方向键选。")
        else:
            self._read_again(sheet.name or "", rows)


class SumsPane:
    """Numbers that several files or cells make up together, each with its shares and where they come from."""

    def __init__(self, form: Any) -> None:
        self._form = form
        form.sums.itemExpanded.connect(_list_shares)
        numbers_right(form.sums, 1)
        header = form.sums.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        set_widths(header, {0: 16, 1: 7})

    def show(self, plan: ImportPlan) -> None:
        """List the sums of a plan as they stand now."""
        listing = self._form.sums
        listing.clear()
        for code, value in plan.outcomes().items():
            parts = [source for source in value.sources if not source.superseded]
            if len(parts) < 2:
                continue
            files = len({part.file for part in parts})
            origin = f"{len(parts)} 个部分之和，来自 {files} 个文件"
            head = QTreeWidgetItem([f"{plan.catalogue.name(code)}（{code}）", full_text(value), origin])
            head.setTextAlignment(1, RIGHT)
            head.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            head.setData(0, PLACE, parts)
            listing.addTopLevelItem(head)
        if listing.topLevelItemCount() <= _OPENED:
            listing.expandAll()
        count, tabs = listing.topLevelItemCount(), self._form.tabs
        place = tabs.indexOf(self._form.sums_tab)
        tabs.setTabText(place, f"合计 {count}")
        tabs.setTabVisible(place, bool(count))


def _list_shares(head: QTreeWidgetItem) -> None:
    """The shares of a sum, listed when they are asked for: there may be thousands."""
    for part in (not head.childCount() and head.data(0, PLACE)) or ():
        share = QTreeWidgetItem([part.part or "", part.number or "未写数字", part.place()])
        share.setToolTip(2, part.place())
        share.setTextAlignment(1, RIGHT)
        head.addChild(share)


class FilePane:
    """What one file is: a newer version, read by what was learned; its registers and the columns they lose.

    `read_again(headings)` reads the file with these columns of persons kept.
    """

    def __init__(self, form: Any, read_again: Callable[[list[str]], None]) -> None:
        self._form, self._read_again = form, read_again
        self._boxes: list[QCheckBox] = []

    def show(self, file: FilePlan | None) -> None:
        """Say what is to be known of a file; nothing for an ordinary one."""
        for box in self._boxes:
            self._form.file_bar.removeWidget(box)
            box.deleteLater()
        self._boxes = []
        found = list(registers_of(file.workbook, file.file)) if file and file.sha256 else []
        words = [problem.message for problem in file.problems if problem.code in _TOLD] if file else []
        words += [_rows_words(name, len(register.rows)) for name, register in found]
        columns = {
            column.heading: column.role == "kept"
            for _, register in found
            for column in register.columns
            if column.role in ("personal", "kept")
        }
        if columns:
            words.append("含个人信息的列不存，勾选的保留：")
        self._form.file_words.setText("".join(words))
        self._form.file_box.setVisible(bool(words))
        for heading, kept in columns.items():
            box = QCheckBox(heading)
            box.setChecked(kept)
            box.toggled.connect(lambda _on: self._choose())
            self._form.file_bar.addWidget(box)
            self._boxes.append(box)

    def _choose(self) -> None:
        self._read_again([box.text() for box in self._boxes if box.isChecked()])


def _rows_words(name: str, rows: int) -> str:
    if rows > MOST_ROWS:
        return f"台账“{name}”有 {rows} 行，只计入指标，不逐行保存。"
    return f"台账“{name}”的 {rows} 行同时存入“数据 › 台账”。"
