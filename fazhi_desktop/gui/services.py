"""What pages and dialogs share besides the session."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from fazhi_desktop.assembly import Resources
from fazhi_desktop.gui.forms import Forms
from fazhi_desktop.gui.icons import Icons
from fazhi_desktop.gui.messages import Messages
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.preferences import Preferences
from fazhi_desktop.gui.tasks import Tasks


@dataclass
class Services:
    """The window's services, put together by `app`.

    Attributes:
        window: parent of dialogs. A dialog is shown by `dialog.open()`, never `exec`.
        jump: goes to a place.
        open_path: opens another workspace in this process.
    """

    resources: Resources
    forms: Forms
    icons: Icons
    messages: Messages
    preferences: Preferences
    tasks: Tasks
    window: QWidget
    jump: Callable[[Place], None]
    open_path: Callable[[Path], None]
