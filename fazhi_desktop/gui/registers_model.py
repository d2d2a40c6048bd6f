"""The rows of one register (台账) as an editable table; every change is one edit."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from fazhi_desktop.core.records import Key, Record, RegisterRow
from fazhi_desktop.gui.columns import RIGHT
from fazhi_desktop.gui.dates import read_date
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.session import Session

FIXED = (("date", "日期"), ("type", "类型"), ("result", "结果"), ("amount", "金额"), ("persons", "人数"))
MOST_COLUMNS = 40
_Index = QModelIndex | QPersistentModelIndex


def row_key(year: int, row: RegisterRow) -> Key:
    """Key of a register's row."""
    return Key("row", year, f"{row.register}/{row.id}")


class RegisterModel(QAbstractTableModel):
    """One register of one year. The last line is empty: typing there adds a row.

    Attributes:
        rows: those that are shown; `every` has the others too.
        facets: by `column_key`, the texts of which a row that is shown has one.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.register = ""
        self.every: list[RegisterRow] = []
        self.rows: list[RegisterRow] = []
        self.facets: dict[str, frozenset[str]] = {}
        self.free: list[str] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None

    def show_register(self, register: str) -> None:
        """Show another register, or the same anew."""
        self.beginResetModel()
        if register != self.register:
            self.free, self._sorted, self.facets = [], None, {}
        self.register = register
        self.every = [
            row
            for row in self._session.store.of_kind(RegisterRow, self._session.year)
            if row.register == register
        ]
        self.every.sort(key=lambda row: row.id)
        found = dict.fromkeys(heading for row in self.every for heading, _ in row.free)
        self.free = list(dict.fromkeys([*found, *self.free]))[:MOST_COLUMNS]
        self.rows = self._passing(self.facets)
        if self._sorted is not None:
            self._order()
        self.endResetModel()

    # reading

    @guarded(int)
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        if parent.isValid() or not self.register:
            return 0
        return len(self.rows) + (self._session.editable and not self.facets)

    @guarded(int)
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(FIXED) + len(self.free)

    @guarded()
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if section < len(self.rows) else "＋"
        return self.heading(section)

    def heading(self, column: int) -> str:
        """Words over a column."""
        return FIXED[column][1] if column < len(FIXED) else self.free[column - len(FIXED)]

    def text(self, row: RegisterRow, column: int) -> str:
        """What stands in a cell."""
        if column < len(FIXED):
            return str(getattr(row, FIXED[column][0]))
        return dict(row.free).get(self.free[column - len(FIXED)], "")

    def column_key(self, column: int) -> str:
        """What a column is called, whatever columns come and go before it."""
        return FIXED[column][0] if column < len(FIXED) else f"/{self.heading(column)}"

    def counts(self, column: int) -> Counter[str]:
        """Rows of each text of a column, among those that pass the facets of the other columns."""
        others = {key: texts for key, texts in self.facets.items() if key != self.column_key(column)}
        return Counter(self.text(row, column) for row in self._passing(others))

    def choose(self, column: int, texts: Collection[str]) -> None:
        """Show only rows that have one of the texts in a column; all where there are none."""
        self.facets.pop(self.column_key(column), None)
        if texts:
            self.facets[self.column_key(column)] = frozenset(texts)
        self.show_register(self.register)

    def choose_all(self) -> None:
        """Show every row."""
        self.facets.clear()
        self.show_register(self.register)

    def _passing(self, facets: Mapping[str, frozenset[str]]) -> list[RegisterRow]:
        columns = {self.column_key(column): column for column in range(len(FIXED) + len(self.free))}
        wanted = [(columns[key], texts) for key, texts in facets.items() if key in columns]
        return [row for row in self.every if all(self.text(row, column) in texts for column, texts in wanted)]

    @guarded()
    def data(self, index: _Index, role: int = 0) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(self.rows[index.row()], index.column()) if index.row() < len(self.rows) else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (3, 4):
            return int(RIGHT)
        return None

    @guarded(lambda: Qt.ItemFlag.NoItemFlags)
    def flags(self, index: _Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        return plain | Qt.ItemFlag.ItemIsEditable if self._session.editable else plain

    # changing

    @guarded(bool)
    def setData(self, index: _Index, value: object, role: int = 0) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        return self.put(index.row(), index.column(), [[str(value)]], "填写台账")

    def put(self, top: int, left: int, block: Sequence[Sequence[str]], label: str) -> bool:
        """Lay a block of texts over the table from a cell on, new rows added below; one edit."""
        next_id = max((row.id for row in self.every), default=0) + 1
        if self.facets and top + len(block) > len(self.rows):
            return self._refuse_new()
        changed: list[RegisterRow] = []
        for step, texts in enumerate(block):
            place = top + step
            known = place < len(self.rows)
            row = self.rows[place] if known else RegisterRow(self.register, next_id)
            filled = self._filled(row, left, texts)
            if filled is None:
                return False
            if not known and filled == row:
                continue
            next_id += not known
            changed.append(filled)
        return self._write(label, changed)

    def clear(self, cells: Iterable[tuple[int, int]]) -> bool:
        """Empty cells, given as row and column; one edit."""
        changed: dict[int, RegisterRow] = {}
        for place, column in cells:
            row = changed.get(place) or (self.rows[place] if place < len(self.rows) else None)
            if row is not None:
                changed[place] = self._filled(row, column, [""]) or row
        return self._write("清空台账", (row for place, row in changed.items() if row != self.rows[place]))

    def unify(self, columns: Mapping[int, Mapping[str, str]]) -> int:
        """Write other texts in place of some, by column, in every row; one edit. Returns the rows changed."""
        changed: list[RegisterRow] = []
        for row in self.every:
            made = row
            for column, texts in columns.items():
                if (text := self.text(row, column)) in texts:
                    made = self._filled(made, column, [texts[text]]) or made
            changed += [made] if made != row else []
        return len(changed) if self._write("统一台账写法", changed) else 0

    def _refuse_new(self) -> bool:
        self._session.said.emit("筛选时不能添加行，没有保存。请先“清除筛选”。")
        return False

    def _filled(self, row: RegisterRow, left: int, texts: Sequence[str]) -> RegisterRow | None:
        """The row with texts from a column on; None after a refusal that was said."""
        for step, written in enumerate(texts):
            column, text = left + step, " ".join(written.split())
            if column >= self.columnCount():
                break
            if column == 0 and text:
                day = read_date(text, year=self._session.year)
                if day is None:
                    self._session.said.emit(
                        f"“{text}”不是日期，没有保存。请写成 {self._session.year}-03-05 或 3月5日。"
                    )
                    return None
                text = day
            if column < len(FIXED):
                row = replace(row, **{FIXED[column][0]: text})
            else:
                heading = self.free[column - len(FIXED)]
                others = [pair for pair in row.free if pair[0] != heading]
                row = replace(row, free=(*others, (heading, text)) if text else tuple(others))
        return row

    def _write(self, label: str, rows: Iterable[RegisterRow]) -> bool:
        changes: list[tuple[Key, Record | None]] = [(row_key(self._session.year, row), row) for row in rows]
        return bool(changes) and self._session.change(f"{label}“{self.register}”", changes)

    def delete(self, places: Iterable[int]) -> bool:
        """Delete rows; one edit."""
        chosen = [self.rows[place] for place in sorted(set(places)) if place < len(self.rows)]
        changes: list[tuple[Key, Record | None]] = [
            (row_key(self._session.year, row), None) for row in chosen
        ]
        return bool(changes) and self._session.change(f"删除台账 {len(chosen)} 行", changes)

    def insert(self, place: int) -> bool:
        """Put an empty row before a place; the rows from there on move down by one number."""
        if self.facets:
            return self._refuse_new()
        year = self._session.year
        before = sorted(self.rows, key=lambda row: row.id)
        target = self.rows[place].id if place < len(self.rows) else (before[-1].id + 1 if before else 1)
        changes: dict[Key, Record | None] = {}
        for row in reversed([row for row in before if row.id >= target]):
            changes[row_key(year, replace(row, id=row.id + 1))] = replace(row, id=row.id + 1)
        made = RegisterRow(self.register, target)
        changes[row_key(year, made)] = made
        return self._session.change(f"插入台账行“{self.register}”", changes.items())

    def add_column(self, heading: str) -> None:
        """A further column; it is kept once something stands in it."""
        if heading not in self.free and len(self.free) < MOST_COLUMNS:
            self.beginResetModel()
            self.free.append(heading)
            self.endResetModel()

    @guarded()
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._sorted = (column, order) if column >= 0 else None
        self._order()
        self.endResetModel()

    def _order(self) -> None:
        column, order = self._sorted or (-1, Qt.SortOrder.AscendingOrder)
        descending = order == Qt.SortOrder.DescendingOrder
        if column < 0:
            self.rows.sort(key=lambda row: row.id)
        else:
            self.rows.sort(key=lambda row: _sort_key(self.text(row, column)), reverse=descending)


def _sort_key(text: str) -> tuple[int, float, str]:
    """Numbers by size, then words, blanks last."""
    if not text:
        return (2, 0.0, "")
    try:
        return (0, float(text.replace(",", "")), "")
    except ValueError:
        return (1, 0.0, text)
