"""报告 › 新建年度, 定稿: from one year to the next, and closing a year."""

from dataclasses import replace

from PySide6.QtWidgets import QDialog

from fazhi_desktop.assembly import check_year
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.core.records import report_key
from fazhi_desktop.gui.checks_live import live_checks
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.store.backup import FINAL


def open_new_year(session: Session, services: Services) -> None:
    """Ask for the next year."""
    if session.store.readonly:
        services.messages.inform(session.locked_reason)
        return
    NewYearDialog(session, services).open()


class NewYearDialog(QDialog):
    """Rolls an earlier year forward and shows the new one."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session = session
        self.form = services.forms.fill(self, "new_year")
        form = self.form
        for year in reversed(session.store.years):
            form.source.addItem(f"{year} 年度", year)
        form.source.setCurrentIndex(max(0, form.source.findData(session.year)))
        form.year.setText(str(session.store.years[-1] + 1))
        name_buttons(form.buttons, "新建年度")
        form.year.textChanged.connect(form.fault.clear)
        form.buttons.accepted.connect(self._make)
        form.buttons.rejected.connect(self.reject)
        form.year.selectAll()
        form.year.setFocus()

    def _make(self) -> None:
        from fazhi_desktop.core.rollforward import roll_forward

        form, session = self.form, self._session
        text = normalise(form.year.text()).removesuffix("年度").removesuffix("年")
        if not (text.isascii() and text.isdigit()):
            form.fault.setText(
                f"年度“{form.year.text()}”看不懂，请写四位数字，如 {session.store.years[-1] + 1}。"
            )
            return
        try:
            check_year(int(text))
            step = roll_forward(
                session.store.report(form.source.currentData()), int(text), years=session.store.years
            )
            session.store.backup("新建年度前")
        except FazhiError as error:
            form.fault.setText(error.message)
            return
        if session.apply(step):
            self.accept()
            session.set_year(int(text))
            session.said.emit(f"已新建 {text} 年度，文字沿用，指标值待填。")


def finalise(session: Session, services: Services) -> None:
    """Close the year, or open a closed one again, after asking."""
    if session.store.readonly:
        services.messages.inform(session.locked_reason)
        return
    if session.report.head.state == "final":
        services.messages.ask(
            f"取消 {session.year} 年度的定稿？",
            "取消定稿",
            lambda: _reopen(session),
            detail="取消后可以继续修改，改完请再次定稿。",
        )
        return
    live_checks(session).full()
    hard, soft = session.finding_counts()
    if hard:
        services.messages.choose(
            f"还有 {hard} 处必须改，不能定稿。", [("看问题", lambda: services.jump(Place("checks")))]
        )
        return
    detail = "定稿后全部内容只能查看，先自动备份。"
    if soft:
        detail = f"还有 {soft} 处可说明的问题没有写说明。{detail}"
    services.messages.ask(
        f"把 {session.year} 年度报告定稿？", "定稿", lambda: _close(session, services), detail=detail
    )


def _close(session: Session, services: Services) -> None:
    if not _set_state(session, "final"):
        return
    try:
        session.store.backup(FINAL)
    except FazhiError as error:
        services.messages.warn(f"已定稿，但定稿备份没有成功：{error.message}")


def _reopen(session: Session) -> None:
    _set_state(session, "draft")


def _set_state(session: Session, state: str) -> bool:
    label = "定稿" if state == "final" else "取消定稿"
    head = replace(session.report.head, state="final" if state == "final" else "draft")
    return session.change(f"{label} {session.year} 年度", [(report_key(session.year), head)])
