"""Quiet work off the main thread where only the latest request counts: pages, checks, pictures."""

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

Work = Callable[[], Any]


class Latest(QObject):
    """Does one piece of work at a time; a new request replaces the one that still waits.

    Signals:
        done(result), failed(error): on the main thread, for every request that was not replaced.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: Thread | None = None
        self._waiting: Work | None = None

    @property
    def busy(self) -> bool:
        """Whether something runs or waits."""
        return self._thread is not None

    def ask(self, work: Work) -> None:
        """Do `work` as soon as the running one has ended."""
        if self._thread is not None:
            self._waiting = work
            return
        piece = _Piece(QCoreApplication.instance())
        piece.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        piece.ended.connect(piece.deleteLater, Qt.ConnectionType.QueuedConnection)
        self._thread = Thread(target=piece.run, args=(work,))
        self._thread.start()

    def stop(self) -> None:
        """Forget what waits and let what runs come to its end."""
        self._waiting = None
        if self._thread is not None:
            self._thread.join()

    def _end(self, result: Any, error: BaseException | None) -> None:
        self._thread = None
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.ask(waiting)
        if error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(result)


class _Piece(QObject):
    """One piece of work. It outlives the page that asked, which is closed without waiting for it.

    Signals:
        ended(result, error): from the worker's thread.
    """

    ended = Signal(object, object)

    def run(self, work: Work) -> None:
        """Do the work and hand its result over; on the worker's thread."""
        try:
            result, error = work(), None
        except BaseException as raised:
            result, error = None, raised
        with suppress(RuntimeError):  # the program has ended meanwhile
            self.ended.emit(result, error)
