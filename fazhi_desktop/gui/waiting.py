"""A dialog over a task during which nothing may be changed: words, a bar, and 停止."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from fazhi_desktop.core.edits import Edit
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.tasks import Task, Work

Refuse = Callable[[FazhiError], object]


def run_waiting(
    services: Services, words: str, work: Work, done: Callable[[Any], object], refuse: Refuse | None = None
) -> Task:
    """Do work elsewhere while the window is held; an expected error goes to `refuse`, or is shown."""

    def failed(error: BaseException) -> None:
        if refuse is not None and isinstance(error, FazhiError):
            refuse(error)
        else:
            services.messages.failed(error)

    task = services.tasks.run(words, work, done, failed)
    wait_for(services, task)
    return task


def back_up(
    session: Session,
    services: Services,
    reason: str,
    then: Callable[[], object],
    refuse: Refuse | None = None,
    *,
    step: Edit | None = None,
) -> None:
    """Back the workspace up elsewhere, then go on; where it fails or is stopped nothing more is done.

    `step` is the edit that `then` applies.
    """
    session.flush()
    try:
        work = session.store.backing_up(reason, step=step)
    except FazhiError as error:
        (refuse or services.messages.failed)(error)
    else:
        run_waiting(services, "正在备份", work, lambda _: then(), refuse)


def wait_for(services: Services, task: Task, stop: Callable[[], object] | None = None) -> None:
    """Hold the window until a task has ended, or was stopped; `stop` stops what does not ask by itself."""
    dialog = WaitingDialog(services, task)
    if stop is not None:
        dialog.stopped.connect(stop)
    dialog.open()


def is_waited_for(window: QWidget) -> bool:
    """Whether a window is held by something that has not ended yet."""
    return any(dialog.isVisible() for dialog in window.findChildren(WaitingDialog))


class WaitingDialog(QDialog):
    """Shows where a task is; closing it asks the task to stop, and only the task's end takes it away.

    Signals:
        stopped(): the clerk does not want to wait.
    """

    stopped = Signal()

    def __init__(self, services: Services, task: Task) -> None:
        super().__init__(services.window)
        self._task = task
        self.form = services.forms.fill(self, "waiting")
        self.setWindowTitle(f"{self.windowTitle()}：{task.words}")  # the words below tell of its steps
        self.form.words.setText(f"{task.words}……")
        stop = self.form.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        stop.setText("停止")
        stop.setAutoDefault(False)  # Enter, typed on from before, stops nothing
        self.form.buttons.rejected.connect(self.reject)
        task.progressed.connect(self._advance)
        task.finished.connect(self._end)

    def reject(self) -> None:
        """Ask the task to stop."""
        self._task.cancel()
        self.stopped.emit()
        self.form.words.setText("正在停止……")

    def _advance(self, done: int, total: int, words: str) -> None:
        self.form.bar.setRange(0, total)
        self.form.bar.setValue(done)
        if not self._task.cancelled:
            self.form.words.setText(f"{words}……")

    def _end(self) -> None:
        super().reject()
        self.deleteLater()
