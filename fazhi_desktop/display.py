"""The way from the command line to the window, where there is a screen."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

from fazhi_desktop.core.errors import WrongUsage


def has_display() -> bool:
    """Whether a window can be shown here."""
    if os.name == "nt" or sys.platform == "darwin" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(path: Path | None, ready: Callable[[], object] | None = None) -> int:
    """The window, on a workspace where one is given; returns the exit code of the program.

    `ready` is called as soon as the window answers.
    """
    if not has_display():
        raise WrongUsage("没有图形界面，窗口不能打开。请在桌面上运行，或用 fazhi --help 查看命令。")
    gc.disable()  # nothing made at the start becomes garbage
    from fazhi_desktop import app

    return app.run(path.absolute() if path is not None else None, ready)
