"""Quiet work off the main thread where only the latest request counts: pages, checks, pictures."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

Work = Callable[[], Any]


class Latest(QObject):
    """Does one piece of work at a time; a new request replaces the one that still waits.

    Signals:
        done(result), failed(error): on the main thread, for every request that was not replaced.
    """

    done = Signal(object)
    failed = Signal(object)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._busy = False
        self._waiting: Work | None = None
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether something runs or waits."""
        return self._busy

    def ask(self, work: Work) -> None:
        """Do `work` as soon as the running one has ended."""
        if self._busy:
            self._waiting = work
            return
        self._busy = True
        self._pool.start(_Piece(self, work))

    def stop(self) -> None:
        """Forget what waits and let what runs come to its end."""
        self._waiting = None
        self._pool.waitForDone()

    def _end(self, result: Any, error: BaseException | None) -> None:
        self._busy = False
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.ask(waiting)
        if error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(result)

    def run(self, work: Work) -> None:
        """Do the work and hand its result over; on the worker thread."""
        try:
            result, error = work(), None
        except BaseException as raised:
            result, error = None, raised
        with suppress(RuntimeError):  # the page is gone, and nobody waits for the result any more
            self._ended.emit(result, error)


class _Piece(QRunnable):
    def __init__(self, owner: Latest, work: Work) -> None:
        super().__init__()
        self._owner, self._work = owner, work

    def run(self) -> None:
        self._owner.run(self._work)
