"""Once the window stands: starts the checks, and loads what the first chapter or table would else wait for.

All of it a piece at a time, so that whatever the clerk does meanwhile comes first.
"""

from collections.abc import Callable, Iterator
from importlib import import_module

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from fazhi_desktop.gui.session import Session

PAUSE_MS = 5
CHECKS = ("checking.findings", "checking.rules", "checking.engine", "checking.kinds", "gui.checks_live")
PAGES = ("gui.chips", "gui.editor", "gui.flow", "gui.chapter_page", "gui.table_view", "gui.indicator_table")


def warm(window: QWidget, session: Session) -> None:
    """Do it all, piece by piece; it ends with the window."""
    left = _pieces(window, session)
    timer = QTimer(window)
    timer.setInterval(PAUSE_MS)

    def go_on() -> None:
        piece = next(left, None)
        if piece is None:
            timer.deleteLater()
        else:
            piece()

    timer.timeout.connect(go_on)
    timer.start()


def _pieces(window: QWidget, session: Session) -> Iterator[Callable[[], object]]:
    for name in CHECKS:
        yield lambda name=name: import_module(f"fazhi_desktop.{name}")

    def check() -> None:
        from fazhi_desktop.gui.checks_live import live_checks

        live_checks(session)

    def namespace() -> object:
        from PySide6.QtCore import Qt

        return Qt

    yield check
    yield namespace
    yield window.style  # and with it every class of styles
    for name in PAGES:
        yield lambda name=name: import_module(f"fazhi_desktop.{name}")
