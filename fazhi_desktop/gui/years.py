"""文件 › 新建年度, 报告 › 定稿: from one year to the next, and closing a year."""

from PySide6.QtWidgets import QDialog

from fazhi_desktop.assembly import check_year
from fazhi_desktop.core.begin import is_as_made
from fazhi_desktop.core.edits import Edit
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.finalising import finalise as seal
from fazhi_desktop.core.finalising import is_intact, unlock
from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.gui.checks_live import live_checks
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.line_dialog import LineDialog
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.waiting import back_up
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
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "new_year")
        form = self.form
        for year in reversed(session.store.years):
            form.source.addItem(f"{year} 年度", year)
        form.source.setCurrentIndex(max(0, form.source.findData(session.year)))
        form.source.currentIndexChanged.connect(self._warn)
        form.year.setText(str(session.store.years[-1] + 1))
        name_buttons(form.buttons, "新建年度")
        form.year.textChanged.connect(form.fault.clear)
        form.buttons.accepted.connect(self._make)
        form.buttons.rejected.connect(self.reject)
        form.year.selectAll()
        form.year.setFocus()
        self._warn()

    def _warn(self) -> None:
        """Say so where the numbers of the year chosen may still move."""
        year = self.form.source.currentData()
        is_open = self._session.store.report(year).head.state != "final"
        self.form.open_source.setText(
            f"{year} 年度还没有定稿，它的数字以后若有改动，新年度里的上年数跟着变。" if is_open else ""
        )
        self.form.open_source.setVisible(is_open)

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
        except FazhiError as error:
            self._refuse(error)
            return

        def carry_out() -> None:
            if session.apply(step):
                self.accept()
                session.set_year(int(text))
                session.said.emit(f"已新建 {text} 年度，文字沿用，指标值待填。")

        back_up(session, self._services, "新建年度前", carry_out, self._refuse, step=step)

    def _refuse(self, error: FazhiError) -> None:
        self.form.fault.setText(error.message)


def show_read(session: Session, services: Services, year: int) -> None:
    """After a report was read: last year's is for the year at hand, which stays in the window."""
    if year in (session.year, session.year - 1):
        session.reload()
    else:
        session.set_year(year)
    session.said.emit(f"已读入 {year} 年度报告，可用 Ctrl+Z 一步撤销。")
    if year == session.year - 1 and is_as_made(session.report, services.resources.templates.values()):
        services.messages.ask(
            f"{session.year} 年度的提纲和正文沿用 {year} 年度的吗？",
            "沿用",
            lambda: _carry_over(session, year),
            detail=f"{session.year} 年度还是新建时的样子。沿用以后各章照 {year} 年度的写法，数字留空待填，"
            "上年的时间和数字会标出来。可以撤销。",
            refuse="不沿用",
            dangerous=False,
        )


def _carry_over(session: Session, year: int) -> None:
    from fazhi_desktop.core.rollforward import carry_over

    if session.apply(carry_over(session.store.report(year), session.report)):
        session.said.emit(f"已沿用 {year} 年度的提纲和正文，指标值待填。")


def finalise(session: Session, services: Services) -> None:
    """Close the year, or open a closed one again with a reason, after asking."""
    if session.store.readonly:
        services.messages.inform(session.locked_reason)
        return
    if session.report.head.state == "final":
        ask_reason(session, services).open()
        return
    session.flush()
    findings = live_checks(session).full()
    hard = [finding.message for finding in findings if finding.severity == "hard"]
    explained = session.report.explanations
    soft = [
        finding.message
        for finding in findings
        if finding.severity == "soft" and finding.fingerprint not in explained
    ]
    try:
        step = seal(session.report, hard, soft)
    except FazhiError as error:
        services.messages.choose(error.message, [("看问题", lambda: services.jump(Place("checks")))])
        return
    services.messages.ask(
        f"把 {session.year} 年度报告定稿？",
        "定稿",
        lambda: close_year(session, services, step),
        detail="定稿后全部内容只能查看，并留下校验码，事后改动看得出来。先自动备份。",
    )


def close_year(session: Session, services: Services, step: Edit) -> None:
    """Lock the year and keep a backup of it."""
    if not session.apply(step):
        return
    session.said.emit(f"{session.year} 年度已定稿，校验码 {session.report.head.sealed[:12]}。")

    def refuse(error: FazhiError) -> None:
        services.messages.warn(f"已定稿，但定稿备份没有成功：{error.message}")

    back_up(session, services, FINAL, lambda: None, refuse)


def ask_reason(session: Session, services: Services) -> LineDialog:
    """The dialog that asks why a closed year is opened again; says whether it is as it was sealed."""
    code = session.report.head.sealed[:12]
    intact = is_intact(session.report)
    state = (
        f"校验码 {code}，内容与定稿时一致。" if intact else f"内容与定稿时的校验码 {code} 不符，请先核对！"
    )

    def reopen(reason: str) -> None:
        try:
            step = unlock(session.report, reason)
        except FazhiError as error:
            services.messages.warn(error.message)
            return
        if session.apply(step):
            session.said.emit(f"{session.year} 年度已取消定稿，改完请再次定稿。")

    label = f"{state}\n为什么要取消定稿？理由会记入修改记录。"
    return LineDialog(services, f"取消 {session.year} 年度的定稿", label, "", "取消定稿", reopen)
