"""The right pane of a chapter: the indicators of the chosen heading as a form."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from fazhi_desktop.core.completion import indicators_of
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from fazhi_desktop.gui.block_paste import plan
from fazhi_desktop.gui.indicator_row import IndicatorRow
from fazhi_desktop.gui.paste_report import carry_out
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.table_model import Column


class SectionForm(QScrollArea):
    """Rows of indicators, reused from heading to heading.

    Signals:
        chosen(code): the row that has the keyboard changed.
        detail_wanted(code), calculator_wanted(row)
        stepped_out(by): over the last (1) or the first (-1) field.
    """

    _session: Session
    _services: Services

    chosen = Signal(str)
    detail_wanted = Signal(str)
    calculator_wanted = Signal(object)
    stepped_out = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[IndicatorRow] = []
        self._used = 0
        self.code = ""
        self._inside = QWidget()
        self._inside.setProperty("pane", "side")
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(0, 0, 0, 8)
        self._layout.setSpacing(0)
        self._empty = QLabel(
            "这里没有要填的指标。章下面有节的，请在左边选一节；在正文中按 Ctrl+K 可以插入任何指标的数字。"
        )
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "quiet")
        self._empty.setContentsMargins(12, 12, 12, 12)
        self._layout.addWidget(self._empty)
        self._layout.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def use(self, session: Session, services: Services) -> None:
        """Say where values come from and go to; once."""
        self._session, self._services = session, services

    @property
    def rows(self) -> list[IndicatorRow]:
        """The rows that are shown."""
        return self._rows[: self._used]

    def show_codes(self, codes: tuple[str, ...]) -> None:
        """Show these indicators, or bring them up to date."""
        same = codes == tuple(row.code for row in self.rows)
        for place, code in enumerate(codes):
            row = self._row(place)
            row.show_indicator(code)
            if not row.isVisibleTo(self._inside):
                row.setVisible(True)
        for row in self._rows[len(codes) : self._used]:
            row.field.finish()
            row.setVisible(False)
        self._used = len(codes)
        self._empty.setVisible(not codes)
        if not same:
            self.verticalScrollBar().setValue(0)
            self._choose(codes[0] if codes else "")

    def go_to(self, code: str) -> bool:
        """Put the keyboard into an indicator's field; False where it is not shown."""
        for row in self.rows:
            if row.code == code:
                row.field.setFocus(Qt.FocusReason.OtherFocusReason)
                row.field.selectAll()
                self._reveal(row)
                return True
        return False

    def point_at(self, code: str) -> None:
        """Make an indicator the chosen one and bring it into view; the keyboard stays where it is."""
        self._choose(code)
        for row in self.rows:
            if row.code == code:
                self._reveal(row)

    def current_code(self) -> str:
        """The indicator that was chosen last."""
        return self.code

    def _row(self, place: int) -> IndicatorRow:
        while place >= len(self._rows):
            row = IndicatorRow(self._session, self._services, self._inside)
            row.chosen.connect(self._choose)
            row.moved.connect(self._move)
            row.above_wanted.connect(self._take_above)
            row.detail_wanted.connect(self.detail_wanted)
            row.calculator_wanted.connect(self.calculator_wanted)
            row.block_pasted.connect(self._paste)
            self._layout.insertWidget(len(self._rows), row)
            self._rows.append(row)
        return self._rows[place]

    def _choose(self, code: str) -> None:
        self.code = code
        for row in self._rows:
            row.choose(selected=row.code == code and bool(code))
            if row.code == code and row.field.hasFocus():
                self._reveal(row)
        self.chosen.emit(code)

    def _move(self, row: IndicatorRow, by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < self._used:
            self.rows[place].field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.stepped_out.emit(by)

    def _take_above(self, row: IndicatorRow) -> None:
        place = self.rows.index(row)
        if place > 0:
            row.take_text(self.rows[place - 1].field.text())

    def _paste(self, row: IndicatorRow, cells: list[list[str]]) -> None:
        """Lay a column of a spreadsheet over the fields from one on, as one step."""
        rows = self.rows[self.rows.index(row) :]
        row.field.restore()
        locked = {entry.code: "由系统计算" if entry.field.isReadOnly() else "" for entry in rows}
        made = plan(self._session, list(locked), (Column.NOW,), cells, lambda code, _: locked[code])
        carry_out(self._session, self._services, made)

    def _reveal(self, row: IndicatorRow) -> None:
        top = row.mapTo(self._inside, QPoint(0, 0)).y()
        self.ensureVisible(0, top + row.height(), 0, 8)
        self.ensureVisible(0, top, 0, 8)


def codes_below(report: Report, node: Node) -> tuple[str, ...]:
    """Indicators of a heading and all below it; a chapter with sections shows its own only."""
    own = indicators_of(report, node)
    children = report.children.get(node.id, ())
    if node.level == 1 and children:
        return own
    below = (code for child in children for code in codes_below(report, child))
    return tuple(dict.fromkeys((*own, *below)))


def next_to_fill(report: Report, ids: Sequence[int], here: Node, by: int) -> Node | None:
    """The heading after (1) or before (-1) one that has indicators of its own; None where there is none.

    `ids` are the headings in reading order; those around and below `here` show the same indicators.
    """
    place = ids.index(here.id)
    for node_id in ids[place + 1 :] if by > 0 else ids[:place][::-1]:
        node = report.node(node_id)
        if node is None or node in report.path(here) or here in report.path(node):
            continue
        if codes_below(report, node):
            return node
    return None
