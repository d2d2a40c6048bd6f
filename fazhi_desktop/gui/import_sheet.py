"""A sheet as it came, with header, numbers and what was not read marked."""

import re

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from fazhi_desktop.gui.columns import RIGHT
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.theme import Colours
from fazhi_desktop.importing.plan import FilePlan
from fazhi_desktop.importing.structure import Sheet

_Index = QModelIndex | QPersistentModelIndex
_CELL = re.compile(r"([A-Z]+)(\d+)")


def cell_place(address: str | None) -> tuple[int, int] | None:
    """Row and column from 0 of an address like C7."""
    found = _CELL.match(address or "")
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def column_name(column: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class SheetModel(QAbstractTableModel):
    """The first rows of a sheet with the part each cell plays: header, taken, open, label, ignored."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self._sheet: Sheet | None = None
        self._parts: dict[tuple[int, int], str] = {}
        self._header: set[int] = set()
        self._body: set[int] = set()

    def show_sheet(self, sheet: Sheet | None, file: FilePlan | None) -> None:
        """Show another sheet."""
        self.beginResetModel()
        self._sheet, self._parts = sheet, {}
        self._header, self._body = set(), set()
        if sheet is not None:
            self._sort_cells(sheet, file)
        self.endResetModel()

    def _sort_cells(self, sheet: Sheet, file: FilePlan | None) -> None:
        for block in (*sheet.tables, *sheet.registers):
            self._header |= set(block.header_rows)
        for table in sheet.tables:
            self._body |= set(table.body_rows)
            for number in table.numbers:
                if place := cell_place(number.cell):
                    self._parts[place] = "refused" if number.fault else "open"
        for register in sheet.registers:
            self._body |= set(register.row_numbers)
        for decision in file.decisions if file else ():
            place = cell_place(decision.fact.cell) if decision.fact.sheet == sheet.name else None
            if place is not None and (decision.stored or decision.why == "same"):
                self._parts[place] = "taken"

    def part(self, row: int, column: int) -> str:
        """What a cell is: header, taken, open, refused, label or ignored."""
        if (row, column) in self._parts:
            return self._parts[row, column]
        if row in self._header:
            return "header"
        return "label" if row in self._body else "ignored"

    @guarded(int)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() or self._sheet is None else len(self._sheet.shown)

    @guarded(int)
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        if parent.isValid() or self._sheet is None:
            return 0
        return max((len(row) for row in self._sheet.shown), default=0)

    @guarded()
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return column_name(section) if orientation == Qt.Orientation.Horizontal else str(section + 1)
        return None

    @guarded()
    def data(self, index: _Index, role: int = 0) -> object:
        if self._sheet is None:
            return None
        row = self._sheet.shown[index.row()]
        text = row[index.column()] if index.column() < len(row) else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        part = self.part(index.row(), index.column())
        if role == Qt.ItemDataRole.BackgroundRole:
            tints = {
                "header": self._colours.tint,
                "taken": "#E6F2EA",
                "open": self._colours.warning_tint,
                "refused": self._colours.error_tint,
            }
            return QBrush(QColor(tints[part])) if part in tints and text else None
        if role == Qt.ItemDataRole.ForegroundRole and part == "ignored":
            return QColor(self._colours.strong)
        if role == Qt.ItemDataRole.TextAlignmentRole and part in ("taken", "open", "refused"):
            return int(RIGHT)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return {
                "header": "表头",
                "taken": "将导入的数字",
                "open": "没有导入的数字",
                "refused": "不能读的数字",
                "label": "名称",
                "ignored": "没有读",
            }[part]
        return None


class SheetView(QTableView):
    """Shows a sheet; rows chosen on the row numbers can become the header."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: SheetModel | None = None
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().setDefaultSectionSize(96)

    def start(self, colours: Colours) -> None:
        """Use the window's colours."""
        self._model = SheetModel(colours)
        self.setModel(self._model)

    def show_sheet(self, sheet: Sheet | None, file: FilePlan | None) -> None:
        """Show a sheet, None for nothing."""
        if self._model is None:
            return
        self.clearSpans()
        self._model.show_sheet(sheet, file)
        if sheet is not None:
            columns = self._model.columnCount()
            for top, left, bottom, right in sheet.merges[:200]:
                if bottom < len(sheet.shown) and right < columns and (bottom > top or right > left):
                    self.setSpan(top, left, bottom - top + 1, right - left + 1)
            self._fit_columns(sheet)

    def _fit_columns(self, sheet: Sheet) -> None:
        merged = {
            (row, column)
            for top, left, bottom, right in sheet.merges
            if right > left
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        metrics = QFontMetrics(QApplication.font())
        for column in range(min(40, self._model.columnCount() if self._model else 0)):
            texts = [
                row[column]
                for place, row in enumerate(sheet.shown[:60])
                if column < len(row) and (place, column) not in merged
            ]
            wide = max((metrics.horizontalAdvance(text[:16]) for text in texts), default=0)
            self.setColumnWidth(column, max(56, min(240, wide + 28)))

    def mark(self, cell: str | None) -> None:
        """Put the cursor on a cell."""
        place = cell_place(cell)
        if place is not None and self._model is not None and place[0] < self._model.rowCount():
            index = self._model.index(*place)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def chosen_rows(self) -> tuple[int, int] | None:
        """First and last of the rows chosen whole or by several cells, from 0; a single cell chooses none."""
        cells = self.selectionModel().selectedIndexes()
        if len(cells) < 2 and not self.selectionModel().selectedRows():
            return None
        rows = [index.row() for index in cells]
        return min(rows), max(rows)
