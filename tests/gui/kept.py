"""A window that goes from test to test of a module as long as each leaves it as it was."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fazhi_desktop.core.records import KINDS, Key, Record
from fazhi_desktop.gui.main_window import MainWindow

_MOST_STEPS = 20


class Kept:
    """Hands on one window, and makes another where a test changed what cannot be taken back.

    Put back are steps (undone), dialogs and menus (deleted) and the tab; compared are all records,
    the year, the settings, size and state of the window, and what other windows there are.
    """

    def __init__(self, make: Callable[[], AbstractContextManager[MainWindow]]) -> None:
        self._make = make
        self._stack = ExitStack()
        self._window: MainWindow | None = None
        self._children: set[QObject] = set()
        self._step: str | None = None
        self._made: tuple[object, ...] = ()

    def take(self) -> MainWindow:
        """The window, on its first tab, as it was made."""
        if self._window is not None and not _is_active(self._window):
            self.close()
        if self._window is None:
            window = self._window = self._stack.enter_context(self._make())
            self._children = set(window.children())
            self._step = window.session.store.undo_label
            self._made = _state(window)
        return self._window

    def give_back(self) -> None:
        """After a test: put the window back, or close it."""
        window = self._window
        if window is None or not self._put_back(window):
            self.close()

    def close(self) -> None:
        """Close the window."""
        self._window = None
        self._stack.close()

    def _put_back(self, window: MainWindow) -> bool:
        if not shiboken6.isValid(window) or not window.isVisible():
            return False
        for child in window.children():
            if isinstance(child, QWidget) and child.isWindow() and child not in self._children:
                child.deleteLater()
        session = window.session
        session.flush()
        for _ in range(_MOST_STEPS):
            if session.store.undo_label in {self._step, None} or not session.undo():
                break
        window.book.page("overview")  # which ends editing in place, too
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return _state(window) == self._made


def _is_active(window: MainWindow) -> bool:
    """Whether the window has the keyboard, or takes it."""
    window.activateWindow()
    return QTest.qWaitForWindowActive(window, 2000)


def _state(window: MainWindow) -> tuple[object, ...]:
    session, settings = window.session, window.services.preferences._settings
    records: dict[str, dict[Key, Record]] = {kind: dict(session.store._all(kind)) for kind in KINDS}
    return (
        records,
        session.store.undo_label,
        session.year,
        {key: settings.value(key) for key in settings.allKeys()},
        window.geometry(),
        bytes(window.saveState().data()),
        {entry for entry in QApplication.topLevelWidgets() if entry.isVisible()},
    )
