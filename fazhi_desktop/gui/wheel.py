"""The mouse wheel scrolls; it never changes what a box says."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

from fazhi_desktop.gui.guard import guarded


class ChoiceBox(QComboBox):
    """A box of choices that hands the wheel on to the page around it."""

    @guarded()
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
