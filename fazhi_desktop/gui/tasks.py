"""Long work off the main thread, with words, a bar and a cancel in the status line."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from fazhi_desktop.core.progress import Cancelled, Progress

Work = Callable[[Progress], Any]


class Task(QObject):
    """One running piece of work.

    Signals:
        progressed(done, total, words): on the main thread.
        finished(): after exactly one of the callbacks ran, or after a cancel.
    """

    progressed = Signal(int, int, str)
    finished = Signal()
    _ended = Signal(object, object)

    def __init__(self, words: str, parent: QObject) -> None:
        super().__init__(parent)
        self.words = words
        self.cancelled = False
        self.on_done: Callable[[Any], object] | None = None
        self.on_failed: Callable[[BaseException], None] | None = None
        from PySide6.QtCore import Qt

        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next step; no callback runs then."""
        self.cancelled = True

    def run(self, work: Work) -> None:
        """Do the work; called on a worker thread, or at once by the synchronous runner."""
        progress = Progress(self.progressed.emit, lambda: self.cancelled)
        try:
            result, error = work(progress), None
        except BaseException as raised:
            result, error = None, raised
        self._ended.emit(result, error)

    def _end(self, result: Any, error: BaseException | None) -> None:
        try:
            if self.cancelled or isinstance(error, Cancelled):
                return
            if error is None and self.on_done is not None:
                self.on_done(result)
            elif error is not None and self.on_failed is not None:
                self.on_failed(error)
        finally:
            self.finished.emit()
            self.deleteLater()


class _Runnable(QRunnable):
    def __init__(self, task: Task, work: Work) -> None:
        super().__init__()
        self._task, self._work = task, work

    def run(self) -> None:
        self._task.run(self._work)


class Tasks(QObject):
    """Starts tasks on a pool; `synchronous` runs them at once, for tests.

    Signals:
        started(Task): for the status line.
    """

    started = Signal(object)

    def __init__(
        self,
        on_failed: Callable[[BaseException], None],
        *,
        synchronous: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._on_failed = on_failed
        self._synchronous = synchronous
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: set[Task] = set()

    def run(
        self,
        words: str,
        work: Work,
        on_done: Callable[[Any], object],
        on_failed: Callable[[BaseException], None] | None = None,
        *,
        asker: QObject | None = None,
    ) -> Task:
        """Do `work(progress)` elsewhere, then call one of the callbacks on the main thread.

        Without `on_failed` a FazhiError is shown as a message and anything else as a crash. `asker` is the
        dialog that waits for the result: closing it cancels the work.
        """
        task = Task(words, self)
        task.on_done, task.on_failed = on_done, on_failed or self._on_failed
        if asker is not None:
            asker.destroyed.connect(task.cancel)
        self._running.add(task)
        task.finished.connect(lambda: self._running.discard(task))
        self.started.emit(task)
        if self._synchronous:
            task.run(work)
        else:
            self._pool.start(_Runnable(task, work))
        return task

    def stop(self, milliseconds: int = 3000) -> bool:
        """Cancel everything and wait, before the window closes; False where something still runs."""
        for task in tuple(self._running):
            task.cancel()
        return self._pool.waitForDone(milliseconds)
