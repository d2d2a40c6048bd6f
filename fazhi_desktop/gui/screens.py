"""Sizes of windows on the screen that there is."""

from PySide6.QtWidgets import QWidget

FRAME_WIDTH, FRAME_HEIGHT = 8, 40
"""What the system's frame and title bar take."""


def open_with(window: QWidget, width: int, height: int) -> None:
    """Give a window its first size, no larger than its screen: at 150 % a screen holds less."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width() - FRAME_WIDTH), min(height, room.height() - FRAME_HEIGHT))
