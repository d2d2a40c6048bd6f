"""总览: what to do next, who has sent, how far every chapter is, and when the report is due."""

from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
)

from fazhi_desktop.core.completion import deadlines
from fazhi_desktop.core.records import Key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.returns import ReturnRow, returns_of
from fazhi_desktop.gui.commands import command
from fazhi_desktop.gui.icons import SIZE
from fazhi_desktop.gui.next_steps import Step, next_steps
from fazhi_desktop.gui.page import Page
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.progress_marks import heading_mark, state_icon, wrong_headings
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import CHECKING, Session
from fazhi_desktop.gui.status import due_words
from fazhi_desktop.gui.tab_book import short_title
from fazhi_desktop.gui.theme import dress

STATE_WORDS = {"complete": "已完成", "partial": "进行中", "empty": "未开始"}
RETURN_STATES = {
    "sent": ("circle-check", "已报"),
    "waiting": ("circle", "未报"),
    "late": ("alert-circle", "逾期未报"),
    "problem": ("alert-triangle", "有误"),
}
CODE, SPOKEN = 0x100, 11
"""`Qt.ItemDataRole.UserRole` and `AccessibleTextRole`."""


class OverviewPage(Page):
    """The tab 总览."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(session, services)
        self.form = services.forms.fill(self, "overview")
        self._steps: list[_StepRow] = []
        self._bars: list[tuple[QPushButton, QProgressBar, QLabel, QLabel]] = []
        header = self.form.returns.header()
        for column in (0, 1, 3, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.form.returns.itemActivated.connect(self._go_to_department)
        self.form.remind.clicked.connect(self._copy_reminder)
        session.findings_changed.connect(self._note_findings)

    def refresh(self, _keys: frozenset[Key] | None, _initiator: object) -> None:
        self._show_cards()
        self._show_steps()
        self._show_returns()
        self._show_chapters()

    def focus_first(self) -> None:
        pending = next((row for row in self._steps if row.state != "complete"), None)
        if pending is not None:
            pending.button.setFocus()

    def _note_findings(self) -> None:
        if self.isVisible():
            self.refresh(None, None)
        else:
            self._all_stale = True

    def _show_cards(self) -> None:
        report, form, today = self.session.report, self.form, self.session.clock().date()
        for deadline, value, words in zip(
            deadlines(report), (form.due, form.public_day), (form.due_words, form.public_words), strict=True
        ):
            left = due_words(deadline.left(today), deadline.day)
            year = "" if left else f"{deadline.day.year}年"
            value.setText(f"{year}{deadline.day.month}月{deadline.day.day}日")
            words.setText(f"{deadline.words}截止" + (f"，{left}" if left else ""))
        whole = self.session.completion[0]
        form.percent.setText(f"{whole.percent} %")
        form.percent_words.setText(
            f"指标 {whole.filled}/{whole.needed}，正文 {whole.texts}/{whole.texts_needed} 节"
        )
        hard, soft = self.session.finding_counts()
        form.hard.setText(str(hard) if self.session.checked else "—")
        form.hard_words.setText(f"处必须改，另有 {soft} 处可说明" if self.session.checked else CHECKING)

    def _show_steps(self) -> None:
        steps = next_steps(self.session)
        for place, step in enumerate(steps):
            current = (
                all(earlier.state == "complete" for earlier in steps[:place]) and step.state != "complete"
            )
            if place == len(self._steps):
                row = _StepRow(self, current=current)
                self._steps.append(row)
                self.form.steps_layout.insertWidget(place, row)
            self._steps[place].show_step(place + 1, step, self.services, current=current)

        width = max(row.button.sizeHint().width() for row in self._steps)
        for row in self._steps:
            row.button.setMinimumWidth(width)

    def do(self, step: Step) -> None:
        """Do what a step's button says."""
        if step.command:
            wanted = command(step.command)
            if wanted is not None:
                wanted.run(self.session, self.services)
        elif step.place is not None:
            self.services.jump(step.place)

    def _show_returns(self) -> None:
        report, icons, listing = self.session.report, self.services.icons, self.form.returns
        colours = {
            "sent": icons.colours.done,
            "waiting": icons.colours.strong,
            "late": icons.colours.error,
            "problem": icons.colours.warning,
        }
        rows = returns_of(report, self.session.clock().date(), self.session.required)
        listing.clear()
        for row in rows:
            icon, words = RETURN_STATES[row.state]
            owed, name = owed_words(row), row.department or "（没写科室）"
            item = QTreeWidgetItem(
                [name, words, _files_words(row), (row.time or "").replace("T", " ")[5:16], owed]
            )
            item.setIcon(1, icons.icon(icon, colours[row.state]))
            item.setToolTip(4, _owed_names(report, row))
            item.setToolTip(2, "\n".join(row.files))
            item.setData(0, CODE, row.owes[0] if row.owes else "")
            item.setData(0, SPOKEN, f"{name}，{words}，{owed}")
            listing.addTopLevelItem(item)
        sent = sum(row.state == "sent" for row in rows)
        self.form.returns_title.setText(f"科室报送　{sent}/{len(rows)}")
        self.form.no_returns.setVisible(not any(row.file for row in rows))
        self.form.remind.setEnabled(any(_is_reminded(row) for row in rows))

    def _show_chapters(self) -> None:
        report, done, wrong = self.session.report, self.session.completion, wrong_headings(self.session)
        chapters = report.children.get(0, ())
        for place, chapter in enumerate(chapters):
            if place == len(self._bars):
                self._add_bar()
            button, bar, percent, words = self._bars[place]
            state = done[chapter.id]
            button.setText(f" {report.number_of(chapter)}、{short_title(chapter)}")
            icon, told = heading_mark(state, self.services.icons, wrong=chapter.id in wrong)
            button.setIcon(icon)
            button.setToolTip(f"{chapter.heading}\n{told}")
            button.setProperty("node", chapter.id)
            bar.setValue(state.percent)
            percent.setText(f"{state.percent} %")
            numbers = f"指标 {state.filled}/{state.needed}　" if state.needed else ""
            words.setText(f"{numbers}正文 {state.texts}/{state.texts_needed}")
        for place, widgets in enumerate(self._bars):
            for widget in widgets:
                widget.setVisible(place < len(chapters))

    def _add_bar(self) -> None:
        button, bar, percent, words = QPushButton(), QProgressBar(), QLabel(), QLabel()
        button.setProperty("look", "plain")
        button.clicked.connect(lambda: self.services.jump(Place(node=int(button.property("node")))))
        bar.setTextVisible(False)
        bar.setMinimumWidth(48)
        for label in (percent, words):
            label.setProperty("role", "quiet")
        percent.setProperty("side", "right")
        grid: QGridLayout = self.form.chapters_layout
        row = len(self._bars)
        grid.addWidget(button, row, 0)
        grid.addWidget(bar, row, 1)
        grid.addWidget(percent, row, 2)
        grid.addWidget(words, row, 3)
        grid.setColumnStretch(1, 1)
        self._bars.append((button, bar, percent, words))

    def _go_to_department(self, item: QTreeWidgetItem, _column: int) -> None:
        code = item.data(0, CODE)
        if code:
            self.services.jump(Place("table", code=code))

    def _copy_reminder(self) -> None:
        """Put a list of who still owes what on the clipboard (催报)."""
        from PySide6.QtGui import QGuiApplication

        report = self.session.report
        rows = returns_of(report, self.session.clock().date(), self.session.required)
        lines = [f"{row.department}：{_owed_names(report, row)}" for row in rows if _is_reminded(row)]
        QGuiApplication.clipboard().setText(
            f"{report.year}年度法治政府建设情况报告尚缺数据：\n" + "\n".join(lines)
        )
        self.session.said.emit(f"已复制 {len(lines)} 个科室的催报清单，可以粘贴到通知中。")


def _files_words(row: ReturnRow) -> str:
    """How many there are of several, and the latest file."""
    return (f"{len(row.files)} 份，最近 " if len(row.files) > 1 else "") + (row.file or "")


def owed_words(row: ReturnRow) -> str:
    """What a department still owes, in a few words."""
    optional = f"可选 {len(row.optional)} 项" if row.optional else ""
    if row.needed:
        return f"还差 {len(row.needed)} 项" + (f"，{optional}" if optional else "")
    return f"已齐，{optional}" if optional and row.file else optional or "已齐"


def _owed_names(report: Report, row: ReturnRow) -> str:
    """Names of what a department owes, needed ones first, at most twelve optional ones."""
    name = report.catalogue.name
    needed = "、".join(name(code) for code in row.needed)
    optional = "、".join(name(code) for code in row.optional[:12])
    more = f"等 {len(row.optional)} 项" if len(row.optional) > 12 else ""
    return needed + (f"（可选：{optional}{more}）" if optional else "")


def _is_reminded(row: ReturnRow) -> bool:
    """Whether a department is asked: it owes what is needed, or has sent nothing."""
    return bool(row.needed or (row.owes and not row.file))


class _StepRow(QFrame):
    """One step: number, state, words, button."""

    def __init__(self, page: OverviewPage, *, current: bool) -> None:
        super().__init__()
        self._page = page
        self.state = "empty"
        self.mark, self.title, self.words, self.button = QLabel(), QLabel(), QLabel(), QPushButton()
        self.mark.setFixedWidth(20)
        self.title.setProperty("role", "head")
        self.words.setProperty("role", "quiet")
        self.words.setWordWrap(True)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.words)
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 5, 8, 5)
        grid.setHorizontalSpacing(8)
        grid.addWidget(self.mark, 0, 0)
        grid.addLayout(texts, 0, 1)
        grid.addWidget(self.button, 0, 2)
        grid.setColumnStretch(1, 1)
        self.button.setAutoDefault(True)  # Enter presses it, as in a dialog
        self.button.clicked.connect(self._do)
        self._step: Step | None = None
        self.setProperty("selected", "true" if current else "false")

    def show_step(self, number: int, step: Step, services: Services, *, current: bool) -> None:
        """Show a step; the first one that is not done stands out."""
        self._step, self.state = step, step.state
        self.mark.setPixmap(state_icon(step.state, services.icons).pixmap(SIZE))
        self.mark.setToolTip(STATE_WORDS[step.state])
        self.title.setText(f"{number}. {step.title}　{STATE_WORDS[step.state]}")
        self.words.setText(step.words)
        self.button.setText(step.verb)
        self.button.setAccessibleName(f"{step.title}：{step.verb}")
        self.button.setDefault(current)
        dress(self, "selected", "true" if current else "false")

    def _do(self) -> None:
        if self._step is not None:
            self._page.do(self._step)
