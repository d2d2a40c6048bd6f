"""What a tab of the window is, and the list of all tabs and commands that other modules plug in."""

from importlib import import_module
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import Key
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session


class Page(QWidget):
    """A tab. It refreshes while it is seen; what changed meanwhile is made up for when it is shown.

    Subclasses implement `refresh` and, where they can be jumped to, `show_place`.
    """

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.services = services
        self._stale: set[Key] | None = None
        self._all_stale = True
        session.changed.connect(self._note_change)
        session.year_changed.connect(self._note_year)

    def refresh(self, keys: frozenset[Key] | None, initiator: object) -> None:
        """Show the session's report anew: what `keys` touch, or all where they are None."""
        raise NotImplementedError

    def show_place(self, place: Place) -> None:
        """Go to a place on this page."""

    def place(self, page_id: str) -> Place:
        """Where the clerk is on this page, to come back to; `page_id` is the page's own."""
        return Place(page_id)

    def step_finding(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) finding on this page; False where it leads away from here."""
        return False

    def focus_first(self) -> None:
        """Put the keyboard where work on this page starts."""
        self.setFocus()

    def ensure_fresh(self) -> None:
        """Refresh now if anything changed since the last time."""
        if self._all_stale:
            self._all_stale, self._stale = False, None
            self.refresh(None, None)
        elif self._stale:
            keys, self._stale = frozenset(self._stale), None
            self.refresh(keys, None)

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        self.ensure_fresh()
        super().showEvent(event)

    def _note_change(self, keys: frozenset[Key], initiator: object) -> None:
        if self.isVisible() and not self._all_stale:
            self.refresh(keys, initiator)
        else:
            self._stale = (self._stale or set()) | keys

    def _note_year(self, _year: int) -> None:
        self._all_stale = True
        if self.isVisible():
            self.ensure_fresh()


@frozen
class PageEntry:
    """A tab besides the chapters: `factory` names a Page subclass taking (session, services) in `module`."""

    id: str
    title: str
    module: str
    factory: str
    before_chapters: bool = False

    def make(self, session: Session, services: Services) -> Page:
        """Load the module and make the page."""
        made: Any = getattr(import_module(self.module), self.factory)
        return made(session, services)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", "总览", "fazhi_desktop.gui.overview", "OverviewPage", before_chapters=True),
    PageEntry("table", "指标总表", "fazhi_desktop.gui.indicator_table", "IndicatorTablePage"),
    PageEntry("charts", "图表", "fazhi_desktop.gui.charts", "ChartsPage"),
    PageEntry("checks", "审核", "fazhi_desktop.gui.checks", "ChecksPage"),
    PageEntry("preview", "预览", "fazhi_desktop.gui.preview", "PreviewPage"),
)


@frozen
class Command:
    """A menu entry that another module answers: `function(session, services)` in `module`.

    Attributes:
        toolbar: also a button of the tool bar; `commands.MENUS` says where it stands in the menus.
        writes: greyed out while nothing may be changed.
    """

    id: str
    text: str
    module: str
    function: str
    shortcut: str = ""
    icon: str = ""
    toolbar: bool = False
    writes: bool = False

    def run(self, session: Session, services: Services) -> None:
        """Write what is being typed, load the module and do it."""
        session.flush()
        getattr(import_module(self.module), self.function)(session, services)
