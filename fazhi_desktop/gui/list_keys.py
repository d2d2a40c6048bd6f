"""Search fields above a list: the arrow keys typed into the field move in the list, Enter may go there."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from fazhi_desktop.gui.guard import guarded

KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListKeys(QObject):
    """Hands the arrow keys of `field` to `listing`; lives as long as the field.

    With `enters`, Enter goes to the list: where a filter is typed it must not press the dialog's button.
    """

    def __init__(self, field: QWidget, listing: QAbstractItemView, *, enters: bool = False) -> None:
        super().__init__(field)
        self._listing, self._enters = listing, enters
        field.installEventFilter(self)

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in KEYS:
                QApplication.sendEvent(self._listing, event)
                return True
            if self._enters and event.key() in ENTER:
                self._listing.setFocus()
                return True
        return super().eventFilter(watched, event)
