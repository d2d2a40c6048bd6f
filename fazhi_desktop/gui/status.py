"""The status line: how far the report is, what is missing, what is running, and how long until it is due."""

from datetime import date

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QStatusBar, QToolButton

from fazhi_desktop.core.completion import deadlines
from fazhi_desktop.core.returns import returns_of
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import CHECKING, Session
from fazhi_desktop.gui.tasks import Task

SHOWN_AFTER_MS = 300
LONG_PAST = 92
MARGIN = 8


class ElidedLabel(QLabel):
    """A line of words that never makes the window wider; what is cut off stands in its tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if not self.text():
            return
        from PySide6.QtCore import Qt

        inside = self.contentsRect().adjusted(MARGIN, 0, -MARGIN, 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        QPainter(self).drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class StatusLine(QObject):
    """Fills a QStatusBar and keeps it in step with the session."""

    def __init__(self, bar: QStatusBar, session: Session, services: Services) -> None:
        super().__init__(bar)
        self._bar = bar
        self._session = session
        self.completion = self._button("完成情况，按回车到总览")
        self.returns = self._button("未报科室，按回车到总览")
        self.findings = self._button("审核问题，按回车到审核")
        self.words = ElidedLabel()
        self.progress = QProgressBar()
        self.progress.setFixedWidth(160)
        self.progress.setTextVisible(False)
        self.cancel = QToolButton()
        self.cancel.setText("取消")
        self.due = QLabel()
        self.pages = QLabel()
        for widget in (self.completion, self.returns, self.findings):
            bar.addWidget(widget)
        bar.addWidget(self.words, 1)
        for widget in (self.progress, self.cancel, self.due, self.pages):
            bar.addPermanentWidget(widget)
        self._task: Task | None = None
        self._task_words = ""
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SHOWN_AFTER_MS)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(12000)
        self._show_task(shown=False)
        self._wait.timeout.connect(lambda: self._show_task(shown=True))
        self._fade.timeout.connect(lambda: self.words.setText(""))
        self.cancel.clicked.connect(self._cancel)
        services.tasks.started.connect(self.follow)

    def refresh(self) -> None:
        """Read the session anew."""
        report, today = self._session.report, self._session.clock().date()
        self.completion.setText(f"完成 {self._session.completion[0].percent} %")
        open_returns = sum(row.state in {"waiting", "late"} for row in returns_of(report, today))
        self.returns.setText(f"未报科室 {open_returns}")
        hard, soft = self._session.finding_counts()
        self.findings.setText(f"必须改 {hard}　可说明 {soft}" if self._session.checked else CHECKING)
        self.due.setText(due_words(deadlines(report)[0].left(today), deadlines(report)[0].day))

    def say(self, sentence: str) -> None:
        """Show a short remark for some seconds."""
        self.words.setText(sentence)
        self._fade.start()

    def follow(self, task: Task) -> None:
        """Show the progress of a task."""
        self._task = task
        self.progress.setRange(0, 0)
        self._say_task(task.words)
        self._fade.stop()
        self._wait.start()
        task.progressed.connect(self._advance)
        task.finished.connect(lambda: self._done(task))

    def _advance(self, done: int, total: int, words: str) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self._say_task(words)

    def _say_task(self, words: str) -> None:
        self._task_words = words
        self.words.setText(words)

    def _done(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self._wait.stop()
            self._show_task(shown=False)
            if task.cancelled:
                self.say("已取消，没有改动。")
            elif self.words.text() == self._task_words:  # else its end has said something
                self.words.setText("")

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._say_task("正在取消…")

    def _show_task(self, *, shown: bool) -> None:
        self.progress.setVisible(shown)
        self.cancel.setVisible(shown)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button


def due_words(left: int, day: date) -> str:
    """Days until something is due, in words; '' once it is long past."""
    name = f"{day.month}月{day.day}日"
    if left > 0:
        return f"距{name}还有 {left} 天"
    if left == 0:
        return f"今天是{name}，最后一天"
    return f"已过{name} {-left} 天" if -left <= LONG_PAST else ""
