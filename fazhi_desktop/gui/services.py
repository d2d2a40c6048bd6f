"""What pages and dialogs share besides the session."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fazhi_desktop import paths
from fazhi_desktop.assembly import Resources
from fazhi_desktop.foreign import make_gate
from fazhi_desktop.gui.forms import Forms
from fazhi_desktop.gui.icons import Icons
from fazhi_desktop.gui.messages import Messages
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.preferences import Preferences
from fazhi_desktop.gui.readers import Readers
from fazhi_desktop.gui.renderer import Renderer
from fazhi_desktop.gui.tasks import Tasks
from fazhi_desktop.store.gate import Gate

if TYPE_CHECKING:
    from fazhi_desktop.gui.page import Page


def _nowhere(_: object) -> None:
    return


def _renderer() -> Renderer:
    return Renderer(paths.resources())


@dataclass(eq=False, repr=False)
class Services:
    """The window's services, put together by `app`; the window puts itself and its own methods in.

    Attributes:
        open_path: opens another workspace in a window of its own, see `Program.open_path`.
        window: parent of dialogs. A dialog is shown by `dialog.open()`, never `exec`.
        jump: goes to a place.
        shown: gives the page that is shown.
        renderer: makes pages, files and charts; one for all windows.
        gate: lets workspaces in.
        readers: reads files in a child process; one for all windows.
        say_pages: puts words like 第 4 页/12 into the status bar.
    """

    resources: Resources
    forms: Forms
    icons: Icons
    messages: Messages
    preferences: Preferences
    tasks: Tasks
    open_path: Callable[..., bool]
    window: QWidget | None = None
    jump: Callable[[Place], None] = _nowhere
    shown: "Callable[[], Page | None]" = lambda: None
    say_pages: Callable[[str], None] = _nowhere
    renderer: Renderer = field(default_factory=_renderer)
    readers: Readers = field(default_factory=Readers)
    gate: Gate = field(default_factory=make_gate)
