"""Opening a workspace in the window, whether it is known or looked through first."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.gui.main_window import MainWindow


def next_window(program: Program, qtbot: QtBot, act: Callable[[], object]) -> MainWindow:
    """Do something that opens a window on a workspace, and wait for it."""
    before = set(program.windows)

    def fresh() -> list[MainWindow]:
        return [made for made in program.windows if isinstance(made, MainWindow) and made not in before]

    act()
    qtbot.waitUntil(lambda: bool(fresh()), timeout=20000)
    return fresh()[0]


def window_on(program: Program, qtbot: QtBot, path: Path) -> MainWindow:
    """A window on a workspace."""
    return next_window(program, qtbot, lambda: program.open_path(path))


def box_on(window: QWidget, qtbot: QtBot) -> QMessageBox:
    """The first message that comes."""
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=20000)
    return window.findChildren(QMessageBox)[0]
