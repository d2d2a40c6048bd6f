"""The mouse wheel scrolls; it never changes what a box says."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from fazhi_desktop.gui.guard import guarded


class StillWheel(QObject):
    """An event filter that hands the wheel over a box of choices on to the page around it."""

    def hold(self, *boxes: QWidget) -> None:
        """Keep the wheel from these boxes."""
        for box in boxes:
            box.installEventFilter(self)

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)
