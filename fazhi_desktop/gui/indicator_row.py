"""One indicator in a form: name, value field, unit, last year, source and what is wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QMenu, QSizePolicy, QWidget

from fazhi_desktop.core.breaks import restated_name
from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.report import Report
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.theme import dress
from fazhi_desktop.gui.value_field import ValueField
from fazhi_desktop.gui.value_text import (
    SOURCE_ICONS,
    SOURCE_WORDS,
    field_text,
    formula_text,
    full_text,
    main_source,
    yearly_change,
)

FIELD_WIDTH, UNIT_WIDTH = 104, 58


class IndicatorRow(QFrame):
    """A row of the form; it can be given another indicator.

    Signals:
        chosen(code): its field has the keyboard.
        moved(row, by): to the field before or after.
        above_wanted(row), calculator_wanted(row), detail_wanted(code)
        block_pasted(row, rows): cells of a spreadsheet for this row and those that follow.
    """

    chosen = Signal(str)
    moved = Signal(object, int)
    above_wanted = Signal(object)
    detail_wanted = Signal(str)
    calculator_wanted = Signal(object)
    block_pasted = Signal(object, object)

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._services = session, services
        self.code = ""
        self.name, self.unit, self.source, self.mark = QLabel(), QLabel(), QLabel(), QLabel()
        self.past, self.message = QLabel(), QLabel()
        self.field = ValueField(self._submit)
        self._place()
        self._connect()

    def current_code(self) -> str:
        """The indicator of the row."""
        return self.code

    def show_indicator(self, code: str) -> None:
        """Show another indicator, or the same one with what it is now."""
        if code != self.code:
            self.field.finish()
            self.code = code
            self.field.show_stored("")
            self.field.restore()
        report = self._session.report
        indicator, value, past = report.catalogue[code], report.value(code), report.value(code, -1)
        self.name.setText(indicator.name)
        self.name.setToolTip(describe(indicator, report))
        own = bool(value.shown) and value.unit != indicator.unit  # the field says it: 24人, not 24人 名
        self.unit.setText("" if own else indicator.unit)
        self.field.setAccessibleName(
            f"{indicator.name}（{indicator.unit}）" if indicator.unit else indicator.name
        )
        self.field.setReadOnly(not entry.editable(self._session, indicator))
        self.field.setPlaceholderText("" if indicator.input else "自动计算")
        self.field.show_stored(field_text(value, indicator))
        change = yearly_change(report, code)
        last = full_text(past) if past.state != "missing" else ""
        again = "（更正）" if restated_name(code) in report.values.get(report.year, {}) else ""
        parts = f"　{value.numerator}/{value.denominator}" if value.numerator else ""
        noted = "　有附注" if code in report.notes else ""
        before = f"　上年 {last}{again}　{change}".rstrip() if last else ""
        self.past.setText(f"{code}{parts}{before}{noted}")
        self.past.setToolTip(report.notes[code].text if noted else "")
        self._show_source()
        self._show_finding()

    def choose(self, *, selected: bool) -> None:
        """Look like the row that the panel below describes."""
        dress(self, "selected", "true" if selected else "false")

    def add_actions(self, menu: QMenu) -> None:
        """Entries for the context menu of the field."""
        menu.addSeparator()
        menu.addAction("来源、用处、历史、附注…\tF4", lambda: self.detail_wanted.emit(self.code))
        menu.addAction("历年数据…\tShift+F4", self._show_years)
        writable = not self.field.isReadOnly()
        before = self._session.report.value(self.code, -1)
        if writable and before.state == "value":
            indicator = self._session.report.catalogue[self.code]
            text = field_text(before, indicator)
            menu.addAction(f"与上年相同（{text}）", lambda: self._take(text))
        was = self._session.moved.get(self.code, "")
        if writable and was:
            menu.addAction(f"确认变动（原为{was}）", lambda: self._session.accept_moved(self.code))
        if writable:
            menu.addAction("与上一项相同\tCtrl+D", lambda: self.above_wanted.emit(self))
            menu.addAction("填“不适用”", lambda: self._take("不适用"))
            menu.addAction("填“暂缺”", lambda: self._take("暂缺"))
            menu.addAction("计算…\tCtrl+=", lambda: self.calculator_wanted.emit(self))

    def _show_years(self) -> None:
        from fazhi_desktop.gui.trend import TrendDialog

        self._session.flush()
        TrendDialog(self._session, self._services, self.code).open()

    def _take(self, text: str) -> None:
        self.field.setText(text)
        self.field.submit()

    def take_text(self, text: str) -> None:
        """Put a text into the field and store it."""
        if not self.field.isReadOnly():
            self._take(text)

    def _submit(self, text: str) -> str:
        try:
            remarks = entry.enter(self._session, self.code, text)
        except BadInput as refusal:
            return refusal.message
        indicator = self._session.report.catalogue[self.code]
        self.field.stored = field_text(self._session.report.value(self.code), indicator)
        for remark in remarks:
            self._session.said.emit(remark)
        return ""

    def _show_source(self) -> None:
        value = self._session.report.value(self.code)
        source = main_source(value)
        colours = self._services.icons.colours
        if source is None:
            name, words = "circle-dashed", "未填"
        else:
            name, words = SOURCE_ICONS[source.kind], SOURCE_WORDS[source.kind]
        ratio = self.devicePixelRatioF()
        self.source.setPixmap(self._services.icons.pixmap(name, colours.secondary, 16, ratio))
        detail = f"{words}：{source.place()}" if source else words
        if entry.overridden(value):
            detail += "（已替换导入值，原值保留）"
        self.source.setToolTip(detail)
        self.field.setAccessibleDescription(detail)

    def _show_finding(self) -> None:
        found = self._session.findings_of(self.code)
        hard = any(finding.severity == "hard" for finding in found)
        icons = self._services.icons
        if found:
            name, colour = (
                ("alert-circle", icons.colours.error) if hard else ("alert-triangle", icons.colours.warning)
            )
            self.mark.setPixmap(icons.pixmap(name, colour, 16, self.devicePixelRatioF()))
        else:
            self.mark.clear()
        sentence = found[0].message if found else ""
        self.mark.setToolTip(sentence)
        self.mark.setAccessibleName(sentence)
        if not self.field.pending:
            self._show_message(sentence, "error" if hard else "warning")

    def _judge(self, sentence: str) -> None:
        if sentence:
            self._show_message(sentence + "按 Esc 恢复原值。", "error")
        else:
            self._show_finding()

    def _show_message(self, sentence: str, role: str) -> None:
        if self.message.text() == sentence and self.message.property("role") == role:
            return
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        dress(self.message, "role", role)

    def _place(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 6, 8, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self.name.setWordWrap(True)
        self.name.setMinimumWidth(60)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.field.setFixedWidth(FIELD_WIDTH)
        self.unit.setFixedWidth(UNIT_WIDTH)
        self.unit.setWordWrap(True)
        self.unit.setProperty("role", "quiet")
        self.past.setProperty("role", "quiet")
        self.message.setWordWrap(True)
        self.message.setVisible(False)
        self.source.setFixedWidth(16)
        self.mark.setFixedWidth(16)
        for column, widget in enumerate((self.name, self.field, self.unit, self.source)):
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.past, 1, 0, 1, 3)
        grid.addWidget(self.mark, 1, 3)
        grid.addWidget(self.message, 2, 0, 1, 4)
        grid.setColumnStretch(0, 1)

    def _connect(self) -> None:
        self.field.entered.connect(lambda: self.chosen.emit(self.code))
        self.field.moved.connect(lambda by: self.moved.emit(self, by))
        self.field.above_wanted.connect(lambda: self.above_wanted.emit(self))
        self.field.calculator_wanted.connect(lambda: self.calculator_wanted.emit(self))
        self.field.undo_wanted.connect(self._session.undo)
        self.field.redo_wanted.connect(self._session.redo)
        self.field.block_pasted.connect(lambda rows: self.block_pasted.emit(self, rows))
        self.field.judged.connect(self._judge)
        self.field.menu_wanted.connect(self.add_actions)
        self._session.flush_requested.connect(self.field.finish)

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        super().mousePressEvent(event)


def describe(indicator: Indicator, report: Report) -> str:
    """口径, formula and suppliers, for a tool tip."""
    lines = [f"{indicator.code} {indicator.name}" + (f"（{indicator.unit}）" if indicator.unit else "")]
    if indicator.definition:
        lines.append(f"口径：{indicator.definition}")
    if indicator.formula:
        lines.append(f"公式：{formula_text(indicator, report)}")
    if indicator.departments:
        lines.append(f"来源科室：{'、'.join(indicator.departments)}")
    return "<p>" + "<br>".join(lines) + "</p>"
