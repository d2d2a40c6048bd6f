"""A line of a form that takes room only while it says something."""

from PySide6.QtWidgets import QLabel, QWidget


class Remark(QLabel):
    """A fault or a hint; empty, it leaves no gap."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hide()

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setVisible(bool(text))

    def clear(self) -> None:
        self.setText("")
