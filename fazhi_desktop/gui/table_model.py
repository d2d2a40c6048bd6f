"""The model of the table of all indicators: groups, values of two years, change, source and state."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.completion import wanted_codes
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.values import Value
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.icons import Icons
from fazhi_desktop.gui.indicator_row import describe
from fazhi_desktop.gui.insert_dialog import matches
from fazhi_desktop.gui.next_steps import CHANGED, NEEDED, large_change
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_text import SOURCE_ICONS, SOURCE_WORDS, field_text, main_source, yearly_change

Index = QModelIndex | QPersistentModelIndex
CODE_ROLE = int(Qt.ItemDataRole.UserRole)


class Column(IntEnum):
    """The columns, from the left."""

    CODE = 0
    NAME = 1
    NOW = 2
    UNIT = 3
    PARTS = 4
    PAST = 5
    CHANGE = 6
    SOURCE = 7
    STATE = 8


HEADERS = ("编码", "指标", "今年", "单位", "分子/分母", "上年", "增减", "来源", "状态")
FILTERS = ("全部", NEEDED, "未填", "有问题", "已替换导入值", CHANGED)
NUMBERS = (Column.NOW, Column.PAST, Column.PARTS, Column.CHANGE)
"""Columns whose cells and headings stand on the right."""
OFFSETS = {Column.NOW: 0, Column.PARTS: 0, Column.PAST: -1}


@dataclass(frozen=True)
class Row:
    """A row: a group's title, or an indicator."""

    title: str = ""
    code: str = ""


@dataclass(frozen=True)
class Refusal:
    """What was typed into a cell and why it was not taken."""

    text: str
    sentence: str


class TableModel(QAbstractTableModel):
    """Rows of the session's catalogue, filtered and sorted.

    Signals:
        refused(code, sentence): something typed was not taken; the stored value stands.
    """

    refused = Signal(str, str)

    def __init__(self, session: Session, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._icons = session, icons
        self._words: list[str] = []
        self._only = FILTERS[0]
        self._needed: frozenset[str] = frozenset()
        self._sorting: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self.rows: list[Row] = []
        self.refusals: dict[tuple[str, int], Refusal] = {}

    # what is shown

    def filter(self, text: str, only: str) -> None:
        """Show what fits all words of a text and one of FILTERS."""
        self._words, self._only = text.casefold().split(), only
        self.rebuild()

    def rebuild(self) -> None:
        """Read the session's catalogue anew."""
        self.beginResetModel()
        self.rows = self._made()
        self.endResetModel()

    def refresh(self) -> None:
        """Values changed, rows did not."""
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(HEADERS) - 1))

    @guarded()
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorting = (column, order)
        self.rebuild()

    def row_of(self, code: str) -> int:
        """Row of an indicator, -1 where it is not shown."""
        return next((place for place, row in enumerate(self.rows) if row.code == code), -1)

    def _made(self) -> list[Row]:
        report = self._session.report
        hidden = set(report.body.not_reported)
        self._needed = wanted_codes(report, self._session.required)
        column, order = self._sorting
        shown = {
            title: [entry.code for entry in indicators if entry.code not in hidden and self._fits(entry)]
            for title, indicators in report.catalogue.sections().items()
        }
        if column < 0:
            return [
                row
                for title, codes in shown.items()
                if codes
                for row in (Row(title=title), *(Row(code=code) for code in codes))
            ]
        codes = [code for codes in shown.values() for code in codes]
        key: Callable[[str], tuple[bool, Any]] = lambda code: self._sort_key(code, column)  # noqa: E731
        present = sorted(
            (code for code in codes if key(code)[0]),
            key=lambda code: key(code)[1],
            reverse=order == Qt.SortOrder.DescendingOrder,
        )
        return [Row(code=code) for code in (*present, *(code for code in codes if not key(code)[0]))]

    def _fits(self, indicator: Indicator) -> bool:
        if not matches(indicator, self._words):
            return False
        value = self._session.report.value(indicator.code)
        if self._only == NEEDED:
            return value.state == "missing" and indicator.code in self._needed
        if self._only == FILTERS[2]:
            return value.state == "missing" and indicator.input
        if self._only == FILTERS[3]:
            return bool(self._session.findings_of(indicator.code)) or (indicator.code, 0) in self.refusals
        if self._only == FILTERS[4]:
            return entry.overridden(value)
        if self._only == CHANGED:
            return large_change(self._session.report, indicator.code)
        return True

    def _sort_key(self, code: str, column: int) -> tuple[bool, Any]:
        report = self._session.report
        if column in (Column.NOW, Column.PAST):
            number = report.number(code, OFFSETS[Column(column)])
            return number is not None, number
        if column == Column.CHANGE:
            new, old = report.number(code), report.last_year(code).decimal
            known = new is not None and bool(old)
            return known, (new - old) / old if known and new is not None and old else 0
        text = self._text(code, Column(column))
        return bool(text), text

    # Qt's side

    @guarded(int)
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    @guarded(int)
    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(HEADERS)

    @guarded()
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            if section in (Column.NOW, Column.PAST):
                return f"{self._session.year + OFFSETS[Column(section)]}年"
            return HEADERS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return _alignment(section)
        return None

    @guarded(lambda: Qt.ItemFlag.NoItemFlags)
    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.rows[index.row()]
        if not row.code:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return (
            flags | Qt.ItemFlag.ItemIsEditable if self.why_locked(row.code, index.column()) == "" else flags
        )

    def why_locked(self, code: str, column: int) -> str:
        """Why a cell takes no input, '' where it does."""
        indicator = self._session.report.catalogue[code]
        if column not in OFFSETS:
            return f"“{HEADERS[column]}”列不能填写"
        if not self._session.editable:
            return self._session.locked_reason
        if not indicator.input:
            return f"{code} {indicator.name}由系统计算"
        if column == Column.PARTS and indicator.kind != "rate":
            return f"{code} {indicator.name}不是比率，没有分子和分母"
        if column == Column.PAST and (self._session.year - 1) in self._session.store.years:
            return (
                f"{self._session.year - 1} 年已有报告，请切换到该年度修改；要在本年报告里更正，请按 Shift+F4"
            )
        return ""

    @guarded()
    def data(self, index: Index, role: int = 0) -> Any:
        row, column = self.rows[index.row()], Column(index.column())
        if not row.code:
            return self._title_data(row, column, role)
        if role == CODE_ROLE:
            return row.code
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            refusal = self.refusals.get((row.code, column))
            return refusal.text if refusal else self._text(row.code, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row.code, column)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(row.code, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row.code, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self._session.report.catalogue.name(row.code)
            return f"{name} {HEADERS[column]} {self._text(row.code, column) or '空'}"
        return None

    @guarded(bool)
    def setData(self, index: Index, value: Any, role: int = 0) -> bool:
        row, column = self.rows[index.row()], Column(index.column())
        if role not in (0, Qt.ItemDataRole.EditRole) or column not in OFFSETS or not row.code:
            return False
        text = str(value)
        self.refusals.pop((row.code, column), None)
        if text == self._text(row.code, column):
            self.refresh()
            return True
        try:
            remarks = entry.enter(self._session, row.code, text, offset=OFFSETS[column])
        except BadInput as refusal:
            self.refuse(row.code, column, text, refusal.message)
            return False
        for remark in remarks:
            self._session.said.emit(remark)
        return True

    def refuse(self, code: str, column: int, text: str, sentence: str) -> None:
        """Keep what was typed beside the stored value until it is mended or dropped."""
        self.refusals[code, column] = Refusal(text, sentence)
        self.refresh()
        self.refused.emit(code, sentence)

    def drop_refusals(self) -> None:
        """Show the stored values again."""
        self.refusals.clear()
        self.refresh()

    # cells

    def _text(self, code: str, column: Column) -> str:
        report = self._session.report
        indicator, value = report.catalogue[code], report.value(code)
        if column == Column.CODE:
            return code
        if column == Column.NAME:
            return indicator.name
        if column == Column.UNIT:
            return indicator.unit
        if column in (Column.NOW, Column.PAST):
            return field_text(report.value(code, OFFSETS[column]), indicator)
        if column == Column.PARTS:
            return f"{value.numerator}/{value.denominator}" if value.numerator and value.denominator else ""
        if column == Column.CHANGE:
            return yearly_change(report, code)
        if column == Column.SOURCE:
            return self._source_text(value)
        return self._state(code, value, indicator)

    def _source_text(self, value: Value) -> str:
        source = main_source(value)
        if source is None:
            return ""
        extra = "（替换导入值）" if entry.overridden(value) else ""
        return (source.place() if source.kind == "cell" else SOURCE_WORDS[source.kind]) + extra

    def _state(self, code: str, value: Value, indicator: Indicator) -> str:
        refusal = next((refusal for (refused, _), refusal in self.refusals.items() if refused == code), None)
        if refusal is not None:
            return refusal.sentence
        findings = self._session.findings_of(code)
        if findings:
            return ("必须改：" if findings[0].severity == "hard" else "可说明：") + findings[0].message
        if value.state == "missing":
            return ("暂缺" if value.sources else "未填") if indicator.input else "待计算"
        return "不适用" if value.state == "not_applicable" else "已填"

    def _tip(self, code: str, column: Column) -> str:
        if column in (Column.CODE, Column.NAME):
            return describe(self._session.report.catalogue[code], self._session.report)
        return self._text(code, column)

    def _icon(self, code: str, column: Column) -> Any:
        colours = self._icons.colours
        if column == Column.SOURCE:
            source = main_source(self._session.report.value(code))
            return self._icons.icon(SOURCE_ICONS[source.kind], colours.secondary) if source else None
        if column != Column.STATE:
            return None
        findings = self._session.findings_of(code)
        if any(refused == code for refused, _ in self.refusals) or (
            findings and findings[0].severity == "hard"
        ):
            return self._icons.icon("alert-circle", colours.error)
        if findings:
            return self._icons.icon("alert-triangle", colours.warning)
        missing = self._session.report.value(code).state == "missing"
        return self._icons.icon(
            "circle" if missing else "circle-check", colours.strong if missing else colours.done
        )

    def _colour(self, code: str, column: Column) -> Any:
        colours = self._icons.colours
        if (code, column) in self.refusals:
            return QBrush(QColor(colours.error))
        if column in (Column.NAME, Column.NOW):
            return None
        return QBrush(QColor(colours.secondary))

    def _title_data(self, row: Row, column: Column, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and column == Column.CODE:
            return row.title
        if role == Qt.ItemDataRole.BackgroundRole:
            return QBrush(QColor(self._icons.colours.side))
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return None


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return Qt.AlignmentFlag.AlignVCenter | side
