"""The table of differences of an import."""

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView

from fazhi_desktop.core.report import Report
from fazhi_desktop.gui.columns import RIGHT
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.import_rows import ImportRow
from fazhi_desktop.gui.theme import Colours
from fazhi_desktop.gui.value_text import full_text

HEADS = ("状态", "指标", "表中名称", "原数", "本表", "上年", "出处")
NUMBERS = (3, 4, 5)
NARROWEST, WIDEST = 4.4, 9.6
"""Of their columns, in Chinese characters."""
STATE, STATE_LETTERS = 0, 6.6
SOURCE = 6
SAID_BELOW, SMALL = (5, SOURCE), 54
"""Columns that a table of less than so many characters goes without."""
WORDS_SHARE, SMALL_SHARE = {1: 0.4, 2: 0.3}, {1: 0.54, 2: 0.44}
"""What the columns of words take of the room that numbers leave."""
MOST_MEASURED = 300
"""Rows whose numbers decide how wide their columns are; thousands would hold the window."""
_Index = QModelIndex | QPersistentModelIndex
_ORDER = {
    "conflict": 0,
    "unsure": 1,
    "refused": 2,
    "changed": 3,
    "new": 4,
    "share": 4,
    "same": 5,
    "unknown": 6,
    "part": 7,
    "period": 8,
}


class ImportModel(QAbstractTableModel):
    """Rows of a plan."""

    def __init__(self, report: Report, colours: Colours) -> None:
        super().__init__()
        self._report, self._colours = report, colours
        self.rows: list[ImportRow] = []

    def show_rows(self, rows: list[ImportRow]) -> None:
        """Replace all rows; those the clerk must decide come first."""
        self.beginResetModel()
        self.rows = sorted(rows, key=lambda row: (row.place, _ORDER[row.first]))
        self.endResetModel()

    def renew(self) -> None:
        """Something was settled, which may touch other rows too."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(HEADS) - 1))

    @guarded(int)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.rows)

    @guarded(int)
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(HEADS)

    @guarded()
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in NUMBERS:
            return int(RIGHT)
        return None

    @guarded()
    def data(self, index: _Index, role: int = 0) -> object:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in NUMBERS:
            return int(RIGHT)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, index.column())
        return None

    def _text(self, row: ImportRow, column: int) -> str:
        code = row.code
        if column == 0:
            return row.words
        if column == 1:
            doubt = "？" if row.decision.fact.code is None and code else ""
            return f"{self._report.catalogue.name(code)}{doubt}（{code}）" if code else "—"
        if column == 2:
            return row.decision.fact.label
        if column == 3:
            before = None if row.first == "share" else row.decision.existing
            existing = before or (self._report.value(code) if code else None)
            return full_text(existing) if existing is not None and existing.state != "missing" else ""
        if column == 4:
            return row.new
        if column == 5:
            before = self._report.value(code, -1) if code else None
            return full_text(before) if before is not None and before.state != "missing" else ""
        return row.source

    def _colour(self, row: ImportRow, column: int) -> QColor | None:
        if column == 0:
            if row.settled or row.first in ("new", "share"):
                return QColor(self._colours.done)
            if row.first in ("conflict", "refused"):
                return QColor(self._colours.error)
            return QColor(
                self._colours.warning if row.first in ("unsure", "changed") else self._colours.secondary
            )
        quiet = not row.decision.stored and not row.open
        return QColor(self._colours.secondary) if quiet else None


class ColumnsFit(QObject):
    """Fits the columns of a view whenever its room or its rows change; lives as long as the view.

    Numbers stand in full, the words share the rest, so that nothing scrolls sideways. The last column takes
    what is left. Where the screen is small, what the line below the table says anyway gives way to the names.
    """

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._wanted = dict.fromkeys(NUMBERS, 0)
        view.viewport().installEventFilter(self)

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def measure(self) -> None:
        """Look how wide the numbers of the first rows are, and fit."""
        width, model = self._view.fontMetrics().horizontalAdvance, self._view.model()
        for column in NUMBERS:
            shown = [model.index(row, column) for row in range(min(model.rowCount(), MOST_MEASURED))]
            widest = max(shown, key=lambda index: width(index.data() or ""), default=QModelIndex())
            self._wanted[column] = self._view.sizeHintForIndex(widest).width()
        self._fit()

    def _fit(self) -> None:
        header = self._view.horizontalHeader()
        letter, room = self._view.fontMetrics().horizontalAdvance("中"), self._view.viewport().width()
        for column in SAID_BELOW:
            header.setSectionHidden(column, room < SMALL * letter)
        least, most = round(NARROWEST * letter), round(WIDEST * letter)
        widths = {STATE: round(STATE_LETTERS * letter)}
        widths |= {column: min(max(width, least), most) for column, width in self._wanted.items()}
        rest = room - sum(width for column, width in widths.items() if not header.isSectionHidden(column))
        shares = SMALL_SHARE if header.isSectionHidden(SOURCE) else WORDS_SHARE
        widths |= {column: round(share * rest) for column, share in shares.items()}
        for column, width in widths.items():
            header.resizeSection(column, width)
