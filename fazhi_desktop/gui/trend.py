"""数据 › 历年数据: one indicator over the years, changed definitions, and last year restated."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QHeaderView, QSizePolicy, QTreeWidgetItem

from fazhi_desktop.core.breaks import Break, restated_name, set_break
from fazhi_desktop.core.errors import BadInput, FazhiError
from fazhi_desktop.core.series import Point, restate, series
from fazhi_desktop.core.typed import read_typed
from fazhi_desktop.gui.charts import Picture, copy_picture, drawn, toggle_figure
from fazhi_desktop.gui.columns import RIGHT, numbers_right, set_widths
from fazhi_desktop.gui.focus_actions import current_code
from fazhi_desktop.gui.import_pick import PickIndicatorDialog
from fazhi_desktop.gui.latest import Latest
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_text import change_words, field_text, full_text

_YEAR = Qt.ItemDataRole.UserRole
_CHART = QSize(788, 220)


def open_trend(session: Session, services: Services) -> None:
    """Show the years of the indicator that has the keyboard."""
    code = current_code(QApplication.focusWidget())
    if code:
        TrendDialog(session, services, code).open()
    else:
        session.said.emit("请先选中一个指标或正文中的联动数字，再按 Shift+F4。")


class TrendDialog(QDialog):
    """One indicator over all years; each button stores one edit."""

    def __init__(self, session: Session, services: Services, code: str) -> None:
        super().__init__(services.window)
        self._session, self._services, self.code = session, services, code
        self.form = form = services.forms.fill(self, "trend")
        self.setWindowTitle(f"历年数据 {code}")
        form.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        numbers_right(form.years, 1)
        header = form.years.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        set_widths(header, {0: 5, 1: 8.6, 2: 8, 3: 5})
        self._drawn: Picture | None = None
        self._work = Latest(self)
        self._work.done.connect(self._show_picture)
        self._work.failed.connect(self._show_fault)
        self._connect()
        self._refuse("")
        self._fill()

    def _connect(self) -> None:
        form = self.form
        form.years.currentItemChanged.connect(lambda *_: self._show_cut())
        form.store_cut.clicked.connect(self.store_cut)
        form.pick.clicked.connect(self._pick)
        form.restate.clicked.connect(self.restate)
        form.take_back.clicked.connect(self.take_back)
        form.copy.clicked.connect(self._copy)
        form.put.clicked.connect(self._put)
        form.close_button.clicked.connect(self.accept)
        for field in (form.note, form.old, form.value, form.why):
            field.textEdited.connect(lambda _: self._refuse(""))
        form.note.returnPressed.connect(self.store_cut)
        form.old.returnPressed.connect(self.store_cut)
        form.why.returnPressed.connect(self.restate)

    # showing

    def _fill(self) -> None:
        """Show what is stored now, with the year chosen before."""
        form, report = self.form, self._session.report
        indicator, chosen = report.catalogue[self.code], self._year() or report.year
        form.name.setText(
            f"{self.code} {indicator.name}" + (f"（{indicator.unit}）" if indicator.unit else "")
        )
        tree = form.years
        blocked = tree.blockSignals(True)
        tree.clear()
        before: Point | None = None
        for point in series(report, self.code):
            change = change_words(point.value, before.value, indicator) if before and point.comparable else ""
            remarks = "；".join(point.remarks)
            item = QTreeWidgetItem(
                [
                    f"{point.year}",
                    full_text(point.value),
                    change,
                    self._state(point),
                    remarks,
                ]
            )
            item.setData(0, _YEAR, point.year)
            item.setToolTip(4, remarks)
            item.setTextAlignment(1, RIGHT)
            tree.addTopLevelItem(item)
            if point.year == chosen:
                tree.setCurrentItem(item)
            before = point
        tree.blockSignals(blocked)
        self._show_cut()
        self._show_restated()
        self._draw()

    def _state(self, point: Point) -> str:
        if point.final:
            return "已定稿"
        return "未定稿" if point.year in self._session.store.years else "无报告"

    def _year(self) -> int:
        item = self.form.years.currentItem()
        return int(item.data(0, _YEAR)) if item else 0

    def _show_cut(self) -> None:
        """What is said of the chosen year."""
        form, year = self.form, self._year()
        cut = next(
            (cut for cut in self._session.report.breaks.get(self.code, ()) if cut.since == year),
            Break(self.code, year),
        )
        form.note_label.setText(f"{year} 年起口径变化(&B)")
        form.note.setText(cut.note)
        form.old.setText("、".join(cut.old))
        for widget in (form.note, form.old, form.pick, form.store_cut):
            widget.setEnabled(self._session.editable)

    def _show_restated(self) -> None:
        """Last year's number as this year's report states it."""
        form, report = self.form, self._session.report
        stored = report.values.get(report.year, {}).get(restated_name(self.code))
        indicator, last = report.catalogue[self.code], report.values.get(report.year - 1, {}).get(self.code)
        said = f"原报 {full_text(last)}" if last else "原未报"
        form.again_head.setText(
            f"在 {report.year} 年报告中更正 {report.year - 1} 年的数（{said}，原报告不改）"
        )
        form.value.setText(field_text(stored, indicator) if stored else "")
        form.unit.setText(indicator.unit)
        form.why.setText(next((source.note or "" for source in stored.sources), "") if stored else "")
        writable = self._session.editable and indicator.input
        for widget in (form.value, form.why, form.restate):
            widget.setEnabled(writable)
        form.take_back.setEnabled(writable and stored is not None)

    def _draw(self) -> None:
        from fazhi_desktop.document.charts import chart_spec, trend_plan

        report, renderer = self._session.report, self._services.renderer
        spec = chart_spec(report, trend_plan(report, self.code))
        self.form.picture.setText(spec.empty or "正在画图…")
        self._show_use(spec.id)
        if not spec.empty:
            self._work.ask(lambda: drawn(renderer, spec))

    def _show_picture(self, picture: Picture) -> None:
        self._drawn = picture
        ratio = self.devicePixelRatioF()
        shown = QPixmap.fromImage(picture.shown).scaled(
            _CHART * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self.form.picture.setPixmap(shown)
        self.form.picture.setAccessibleName(picture.spec.alt)
        self.form.picture.setToolTip(picture.spec.alt)
        self._show_use(picture.spec.id)

    def _show_use(self, name: str) -> None:
        used = name in self._session.report.head.figures
        self.form.put.setText("移出报告" if used else "放入报告")
        self.form.put.setEnabled(self._session.editable and (used or self._drawn is not None))
        self.form.copy.setEnabled(self._drawn is not None)

    def _show_fault(self, error: object) -> None:
        self.form.picture.setText(error.message if isinstance(error, FazhiError) else "图没有画成。")

    def _refuse(self, sentence: str) -> None:
        """Say why nothing was stored; '' takes the sentence away."""
        self.form.fault.setText(sentence)
        self.form.fault.setVisible(bool(sentence))

    # storing

    def store_cut(self) -> None:
        """Keep what is said of the chosen year."""
        form, report = self.form, self._session.report
        try:
            old = self._codes(form.old.text())
        except BadInput as refusal:
            self._refuse(refusal.message)
            form.old.setFocus()
            return
        cut = Break(self.code, self._year(), form.note.text().strip(), old)
        if self._session.apply(set_break(cut, report.catalogue.name(self.code), self._session.store.get)):
            self._fill()

    def _codes(self, text: str) -> tuple[str, ...]:
        """The codes of a list; raises BadInput."""
        codes = tuple(dict.fromkeys(filter(None, re.split(r"[、，,；;\s]+", text.strip()))))
        for code in codes:
            if code not in self._session.report.catalogue:
                raise BadInput(f"没有编码为“{code}”的指标，请按“选择…”查找。")
            if code == self.code:
                raise BadInput(f"{code} 不能代替它自己，请写以前用的指标编码。")
        return codes

    def _pick(self) -> None:
        def take(code: str) -> None:
            known = self.form.old.text().strip()
            self.form.old.setText(f"{known}、{code}" if known else code)

        name = self._session.report.catalogue.name(self.code)
        PickIndicatorDialog(self._session, self._services, f"{name}的旧指标", (), take).open()

    def restate(self) -> None:
        """State last year's number anew in this year's report."""
        form, session = self.form, self._session
        indicator = session.report.catalogue[self.code]
        try:
            if not form.value.text().strip():
                raise BadInput("请写更正后的数；不再更正请按“取消更正”。")
            now = session.clock().isoformat(timespec="seconds")
            typed = read_typed(indicator, form.value.text(), now=now)
            step = restate(session.report, self.code, typed.value, form.why.text(), session.store.get)
        except BadInput as refusal:
            self._refuse(refusal.message)
            return
        if session.apply(step):
            self._fill()

    def take_back(self) -> None:
        """Read last year's number from last year's report again."""
        session = self._session
        if session.apply(restate(session.report, self.code, None, "", session.store.get)):
            self._fill()

    def _copy(self) -> None:
        if self._drawn is not None:
            copy_picture(self._session, self._drawn)

    def _put(self) -> None:
        if self._drawn is not None:
            toggle_figure(self._session, self._drawn.spec)
            self._show_use(self._drawn.spec.id)
