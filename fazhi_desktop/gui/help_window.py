"""帮助 › 使用手册: the manual in a window of its own, at the place that belongs to what is being done."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from fazhi_desktop import manual
from fazhi_desktop.gui.forms import Forms
from fazhi_desktop.gui.icons import Icons
from fazhi_desktop.gui.screens import open_with
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

TAB_FORMS = {"chapter": "chapter_page", "table": "indicator_table"}
"""Forms of the tabs whose id is not the form's name."""
SIDE_WIDTH = 300
PICTURE_WIDTH = 660
FIRST = "start"
_PLACE = Qt.ItemDataRole.UserRole


def open_help(_session: Session, services: Services) -> None:
    """Show the manual at the tab that is shown."""
    tab = str(getattr(getattr(services.window, "book", None), "current_id", "")).partition(":")[0]
    services.forms.show_help(TAB_FORMS.get(tab, tab))


class HelpWindow(QWidget):
    """The manual: contents or what was found on the left, the page on the right."""

    def __init__(self, forms: Forms, icons: Icons, folder: Path) -> None:
        super().__init__()
        self.form = forms.fill(self, "help")
        self._folder = folder
        self._pages = {page.name: page for page in manual.load_manual(folder)}
        self._history: list[tuple[str, str]] = []
        self._page = ""
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        form, colours = self.form, icons.colours
        form.text.document().setDocumentMargin(24)
        form.text.document().setDefaultStyleSheet(
            f"h1, h2, h3, a {{ color: {colours.accent}; }} th {{ background-color: {colours.side}; }}"
            f"pre, code {{ background-color: {colours.side}; }}"
            f"blockquote {{ background-color: {colours.side}; }}"
            "p, li, td, th { line-height: 150%; } .picture { line-height: 100%; }"
        )
        open_with(self, self.width(), self.height())
        form.panes.setSizes([SIDE_WIDTH, self.width() - SIDE_WIDTH])
        form.panes.setStretchFactor(1, 1)
        self._connect()
        self.list_contents()

    def show_anchor(self, anchor: str) -> None:
        """Show the heading of this id, the first page where there is none."""
        page = manual.place_of(tuple(self._pages.values()), anchor)
        self.show_place(page or next(iter(self._pages)), anchor if page else "")

    def show_place(self, page: str, anchor: str) -> None:
        """Show a page at a heading."""
        if self._page:
            self._history.append((self._page, ""))
        self._show(page, anchor)

    def go_back(self) -> None:
        """Show what was shown before."""
        if self._history:
            self._show(*self._history.pop())

    def search(self, words: str) -> None:
        """List where the words stand; without words the contents."""
        if not words.strip():
            self.list_contents()
            return
        listing = self.form.contents
        listing.clear()
        hits = manual.search(tuple(self._pages.values()), words)
        for hit in hits:
            item = QTreeWidgetItem([f"{hit.heading}\n{hit.excerpt}"])
            item.setToolTip(0, hit.excerpt)
            item.setData(0, _PLACE, (hit.page, hit.anchor))
            listing.addTopLevelItem(item)
        if not hits:
            none = QTreeWidgetItem([f"手册中没有“{words.strip()}”。可以换一个词，或清空查找看目录。"])
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            listing.addTopLevelItem(none)

    def list_contents(self) -> None:
        """List pages and their sections."""
        listing = self.form.contents
        listing.clear()
        for page in self._pages.values():
            parent = QTreeWidgetItem([page.title])
            parent.setData(0, _PLACE, (page.name, ""))
            listing.addTopLevelItem(parent)
            for number, block in enumerate(page.blocks):
                if block.kind == "heading" and block.level == 2:
                    child = QTreeWidgetItem([manual.plain(block.lines[0])])
                    child.setData(0, _PLACE, (page.name, manual.heading_anchor(block, number)))
                    parent.addChild(child)
        self._mark_page()

    def _connect(self) -> None:
        form = self.form
        form.words.textChanged.connect(self.search)
        form.contents.currentItemChanged.connect(lambda item, _: self._open(item))
        form.contents.itemActivated.connect(lambda item, _: self._open(item))
        form.text.anchorClicked.connect(self._follow)
        form.back.clicked.connect(self.go_back)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(form.words.setFocus)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)

    def _open(self, item: QTreeWidgetItem | None) -> None:
        place = item.data(0, _PLACE) if item else None
        if place:
            self.show_place(*place)
            words = self.form.words.text().split()
            if words:
                self.form.text.find(words[0])

    def _follow(self, link: QUrl) -> None:
        self.show_place(link.path() or self._page, link.fragment())

    def _show(self, page: str, anchor: str) -> None:
        text = self.form.text
        if page != self._page:
            self._page = page
            self._draw_pictures(page)
            text.setHtml(manual.page_html(self._pages[page], width=PICTURE_WIDTH))
            self._mark_page()
        if anchor:
            text.scrollToAnchor(anchor)
        else:
            text.verticalScrollBar().setValue(0)
        self.form.back.setEnabled(bool(self._history))

    def _draw_pictures(self, page: str) -> None:
        """Scale the page's pictures smoothly; QTextDocument would leave out pixels."""
        ratio = self.devicePixelRatioF()
        for block in self._pages[page].blocks:
            if block.kind == "picture":
                image = QImage(str(self._folder / block.path)).scaledToWidth(
                    round(PICTURE_WIDTH * ratio), Qt.TransformationMode.SmoothTransformation
                )
                image.setDevicePixelRatio(ratio)
                self.form.text.document().addResource(
                    QTextDocument.ResourceType.ImageResource, QUrl(block.path), image
                )

    def _mark_page(self) -> None:
        """Open the page's entry in the contents, without going anywhere."""
        listing = self.form.contents
        blocked = listing.blockSignals(True)
        for number in range(listing.topLevelItemCount()):
            item = listing.topLevelItem(number)
            place = item.data(0, _PLACE)
            item.setExpanded(bool(place) and place[0] == self._page)
        listing.blockSignals(blocked)
