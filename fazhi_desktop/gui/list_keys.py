"""Search fields above a list: the arrow keys typed into the field move in the list."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTreeWidget, QWidget

from fazhi_desktop.gui.guard import guarded

KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class ListKeys(QObject):
    """Hands the arrow keys of `field` to `listing`; lives as long as the field."""

    def __init__(self, field: QWidget, listing: QTreeWidget) -> None:
        super().__init__(field)
        self._listing = listing
        field.installEventFilter(self)

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in KEYS:
            QApplication.sendEvent(self._listing, event)
            return True
        return super().eventFilter(watched, event)
