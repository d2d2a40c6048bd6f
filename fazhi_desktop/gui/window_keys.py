"""The window's shortcuts inside text fields.

On Linux a text field keeps Ctrl+E and some more to itself, for moving and deleting as terminals do; 导出
would do nothing there while the caret is in a field.
"""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from fazhi_desktop.gui.guard import guarded

TEXT_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)


class WindowKeys(QObject):
    """Lets the shortcuts of some actions through the text field of the window that has the focus."""

    def __init__(self, window: QWidget, actions: Iterable[QAction]) -> None:
        super().__init__(window)
        self._window = window
        self._keys = {keys.toString() for action in actions for keys in action.shortcuts()}
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)

    def _watch(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, TEXT_FIELDS):
            before.removeEventFilter(self)
        if isinstance(now, TEXT_FIELDS) and now.window() is self._window:
            now.installEventFilter(self)

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination()).toString()
            if pressed in self._keys:
                event.ignore()
                return True
        return super().eventFilter(watched, event)
