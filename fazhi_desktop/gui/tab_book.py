"""The tabs: 总览, one per chapter, and the pages of `page.PAGES`; a page is made when first shown."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QTabBar, QTabWidget, QVBoxLayout, QWidget

from fazhi_desktop.core.outline import chinese_number
from fazhi_desktop.core.records import ROLE_NAMES, Key, Node
from fazhi_desktop.gui.page import PAGES, Page
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.progress_marks import heading_mark, wrong_headings
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

LONGEST_TITLE = 7


@dataclass(eq=False, repr=False)
class _Tab:
    id: str
    title: str
    tip: str
    make: Callable[[], Page]
    holder: QWidget
    node: int = 0
    page: Page | None = None


class _Bar(QTabBar):
    """Tabs of which the chapters' give way where the window is narrow; the short titles stay whole."""

    def minimumTabSizeHint(self, index: int) -> QSize:
        return super().minimumTabSizeHint(index) if self.tabData(index) else self.tabSizeHint(index)


class TabBook(QObject):
    """Keeps a QTabWidget in step with the chapters of the session's report."""

    def __init__(self, tabs: QTabWidget, session: Session, services: Services) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._session = session
        self._services = services
        self._book: list[_Tab] = []
        tabs.setTabBar(_Bar())
        tabs.tabBar().setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        tabs.tabBar().setExpanding(False)
        tabs.setUsesScrollButtons(True)

    def build(self) -> None:
        """Make the tabs, or bring them to the chapters as they are now; pages that stay are kept."""
        wanted = self._wanted()
        if [(tab.id, tab.title) for tab in wanted] == [(tab.id, tab.title) for tab in self._book]:
            return
        current = self.current_id or "overview"
        kept = {tab.id: tab for tab in self._book}
        blocked = self._tabs.blockSignals(True)
        self._tabs.clear()
        self._book = [self._kept(tab, kept.pop(tab.id, None)) for tab in wanted]
        for tab in kept.values():
            tab.holder.deleteLater()
        for tab in self._book:
            self._tabs.addTab(tab.holder, tab.title)
            self._tabs.tabBar().setTabData(self._tabs.count() - 1, tab.node)
            self._tabs.setTabToolTip(self._tabs.count() - 1, tab.tip)
        self.show_progress()
        self._tabs.blockSignals(blocked)
        ids = [tab.id for tab in self._book]
        self._tabs.setCurrentIndex(ids.index(current) if current in ids else 0)
        self.ready()

    def ready(self) -> None:
        """Make the current page if this is its first time."""
        index = self._tabs.currentIndex()
        if 0 <= index < len(self._book):
            self._page(self._book[index])

    @property
    def current_id(self) -> str:
        """Id of the tab that is shown: overview, chapter:3, table, …"""
        index = self._tabs.currentIndex()
        return self._book[index].id if 0 <= index < len(self._book) else ""

    @property
    def current_page(self) -> Page | None:
        """The page that is shown."""
        index = self._tabs.currentIndex()
        return self._book[index].page if 0 <= index < len(self._book) else None

    @property
    def current_chapter(self) -> Node | None:
        """The chapter whose page is shown."""
        if self.current_id.startswith("chapter:"):
            return self._session.report.node(int(self.current_id.removeprefix("chapter:")))
        return None

    def ids(self) -> list[str]:
        """Ids of all tabs, in order."""
        return [tab.id for tab in self._book]

    def page(self, tab_id: str) -> Page | None:
        """Show a tab and give its page; None for an unknown id."""
        for index, tab in enumerate(self._book):
            if tab.id == tab_id:
                self._tabs.setCurrentIndex(index)
                return self._page(tab)
        return None

    def jump(self, place: Place) -> None:
        """Go to a place."""
        page = self.page(place.page or self._chapter_id(place))
        if page is not None:
            page.ensure_fresh()
            page.show_place(place)

    def step(self, by: int) -> None:
        """Go to the next or the previous tab."""
        count = self._tabs.count()
        if count:
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + by) % count)

    def mark(self, tab_id: str, mark: str) -> None:
        """Put a mark behind a tab's title, '' for none."""
        for index, tab in enumerate(self._book):
            if tab.id == tab_id:
                self._tabs.setTabText(index, f"{tab.title} {mark}".rstrip())

    def show_progress(self) -> None:
        """Mark every chapter's tab with how far the chapter is, in shape and in words."""
        wrong, done = wrong_headings(self._session), self._session.completion
        for index, tab in enumerate(self._book):
            if tab.node and tab.node in done:
                icon, words = heading_mark(done[tab.node], self._services.icons, wrong=tab.node in wrong)
                self._tabs.setTabIcon(index, icon)
                self._tabs.setTabToolTip(index, f"{tab.tip}\n{words}")

    def _page(self, tab: _Tab) -> Page:
        if tab.page is None:
            tab.page = tab.make()
            layout = QVBoxLayout(tab.holder)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.addWidget(tab.page)
            tab.page.show()
        return tab.page

    def _kept(self, tab: _Tab, before: _Tab | None) -> _Tab:
        if before is None:
            return tab
        tab.holder.deleteLater()
        tab.holder, tab.page = before.holder, before.page
        return tab

    def _wanted(self) -> list[_Tab]:
        fixed = [
            (
                entry.before_chapters,
                _Tab(entry.id, entry.title, entry.title, self._maker(entry.make), QWidget()),
            )
            for entry in PAGES
        ]
        chapters = [
            self._chapter_tab(place, node)
            for place, node in enumerate(self._session.report.children.get(0, ()))
        ]
        return [
            *(tab for first, tab in fixed if first),
            *chapters,
            *(tab for first, tab in fixed if not first),
        ]

    def _maker(self, make: Callable[[Session, Services], Page]) -> Callable[[], Page]:
        return lambda: make(self._session, self._services)

    def _chapter_tab(self, place: int, node: Node) -> _Tab:
        number = chinese_number(place + 1)
        return _Tab(
            f"chapter:{node.id}",
            f"{number}、{short_title(node)}",
            f"{number}、{node.heading}",
            lambda: self._made_chapter(node.id),
            QWidget(),
            node.id,
        )

    def _made_chapter(self, node_id: int) -> Page:
        from fazhi_desktop.gui.chapter_page import ChapterPage

        return ChapterPage(self._session, self._services, node_id)

    def _chapter_id(self, place: Place) -> str:
        report = self._session.report
        chapters = report.children.get(0, ())
        if place.node == 0 and chapters:
            return f"chapter:{chapters[0].id}"
        node = report.node(place.node) if place.node else None
        if node is None and place.code:
            return "table"
        return f"chapter:{report.path(node)[0].id}" if node else ""


def short_title(node: Node) -> str:
    """A chapter's title short enough for a tab: its role's name, or the start of its heading."""
    if len(node.heading) <= LONGEST_TITLE:
        return node.heading
    if node.role != "free":
        return ROLE_NAMES[node.role]
    return node.heading[: LONGEST_TITLE - 1] + "…"


def touches_outline(keys: frozenset[Key]) -> bool:
    """Whether a change can alter the tabs."""
    return any(key.kind in {"node", "report"} for key in keys)
