"""Input methods: nothing is saved, checked or formatted while composing, and nothing is lost."""

from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


class Composition:
    """Follows what an input method is composing in one widget."""

    def __init__(self) -> None:
        self.preedit = ""

    @property
    def active(self) -> bool:
        """Whether a word is being composed."""
        return bool(self.preedit)

    def follow(self, event: QInputMethodEvent) -> None:
        """Take note of an event; call it before the widget handles the event."""
        self.preedit = event.preeditString()

    def finish(self, widget: QWidget) -> None:
        """Put what is being composed into the widget as text, through the input method where it answers."""
        if not self.preedit:
            return
        method = QGuiApplication.inputMethod()
        if QApplication.focusWidget() is widget:
            method.commit()
        if self.preedit:
            event = QInputMethodEvent("", [])
            event.setCommitString(self.preedit)
            self.preedit = ""
            QApplication.sendEvent(widget, event)
            method.reset()
