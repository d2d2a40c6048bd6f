"""预览: the pages of the exported PDF, following every change."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.records import Key
from fazhi_desktop.gui.focus_actions import current_code
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.latest import Latest
from fazhi_desktop.gui.page import Page
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.preview_menu import page_menu
from fazhi_desktop.gui.preview_paint import Drawn, draw
from fazhi_desktop.gui.preview_places import Spot, chapter_pages, field_of, spot_at, spot_of, spots
from fazhi_desktop.gui.preview_view import Fit, PageView
from fazhi_desktop.gui.prints import NAMES, open_prints
from fazhi_desktop.gui.renderer import Pages
from fazhi_desktop.gui.screens import open_with
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

if TYPE_CHECKING:
    from fazhi_desktop.document.tree import Edition

FITS: tuple[tuple[Fit, str], ...] = (
    ("width", "适合宽度"),
    ("page", "整页"),
    ("real", "实际大小"),
    ("free", "100 %"),
)
THUMBNAIL = 96
THUMBNAIL_PAUSE_MS = 300
"""Rest before thumbnails are drawn anew, so that the page that is read comes first."""


def show_in_preview(session: Session, services: Services) -> None:
    """Show on the page what has the keyboard."""
    from PySide6.QtWidgets import QApplication

    widget = QApplication.focusWidget()
    code = current_code(widget)
    node: int | None = None
    while widget is not None:
        if isinstance(widget, Page):
            chosen = getattr(widget, "current_node", None)
            found = chosen() if callable(chosen) else None
            node = getattr(found, "id", None)
        widget = widget.parentWidget()
    session.flush()
    services.jump(Place("preview", node=node, code=code or None))


class PreviewPage(Page):
    """The pages, with thumbnails, zoom and the way back to the field."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(session, services)
        services.forms.register(PageView)
        self.form = services.forms.fill(self, "preview")
        self.view: PageView = self.form.view
        self.view.start(services.renderer)
        self._setting = Latest(self)
        self._thumbnails = Latest(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(THUMBNAIL_PAUSE_MS)
        self._spots: list[Spot] = []
        self._wanted: Place | None = None
        self._draft = self._fonts_named = False
        self._print_wanted: tuple[int, ...] | None = None  # the pages, all where there are none
        self._dialog: QWidget | None = None
        self._dress()
        self._connect()

    # showing

    def refresh(self, keys: frozenset[Key] | None, initiator: object) -> None:
        if keys is None:
            self._fill_chapters()
        hard, _ = self.session.finding_counts()
        self._draft = bool(hard)
        report, renderer, draft = self.session.report, self.services.renderer, self._draft
        shown: str = self.form.edition.currentData()
        edition: Edition = "public" if shown == "public" else "submit"
        if self.view.pages is None:
            self._say("正在排版…")
        checking = shown == "checking"
        self._setting.ask(lambda: renderer.pages(report, edition, draft=draft, checking=checking))

    def show_place(self, place: Place) -> None:
        """Mark where a field or text is printed; waits for pages that are being set."""
        self._wanted = place
        if not self._setting.busy:
            self._go_to_wanted()

    def focus_first(self) -> None:
        self.view.setFocus()

    def _show_pages(self, pages: Pages) -> None:
        self._spots = spots(pages.places)
        self._say("")
        chapter = self.form.chapter.currentData()
        shown = (
            chapter_pages(self._spots, self.session.report, chapter, len(pages.sizes)) if chapter else None
        )
        self.view.show_pages(pages, shown or None)
        self._fill_thumbnails()
        self._say_page()
        self._name_fonts()
        self._go_to_wanted()
        self._open_print()

    def _name_fonts(self) -> None:
        """Say once which fonts of the standard this machine lacks."""
        if self._fonts_named:
            return
        self._fonts_named = True
        lacking = self.services.renderer.substituted()
        if lacking:
            self.session.said.emit(
                f"本机缺 {len(lacking)} 种公文字体，页面用相近的字体代替，字的位置不变。见“帮助 › 环境检查”。"
            )

    def _show_fault(self, error: object) -> None:
        if isinstance(error, FazhiError):
            self._say(error.message)
        elif isinstance(error, BaseException):
            self.services.messages.failed(error)

    def _say(self, words: str) -> None:
        self.form.words.setText(words)
        self.form.words.setVisible(bool(words))

    def _go_to_wanted(self) -> None:
        place, self._wanted = self._wanted, None
        if place is None or (place.code is None and place.node is None):
            return
        spot = spot_of(self._spots, place)
        if spot is None:
            self.session.said.emit("页面上没有这一项：正文和附表都没有用到它。")
            return
        if spot.page not in self.view.shown:
            self.form.chapter.setCurrentIndex(0)
        self.view.mark(spot.page, spot.rectangle)

    def _say_page(self) -> None:
        pages = self.view.pages
        if pages is None or self.view.current < 0:
            return
        number, total = self.view.current + 1, len(pages.sizes)
        self.form.total.setText(f"/ {total} 页")
        if not self.form.number.hasFocus():
            self.form.number.setText(str(number))
        row = self.view.shown.index(self.view.current) if self.view.current in self.view.shown else -1
        blocked = self.form.thumbnails.blockSignals(True)
        self.form.thumbnails.setCurrentRow(row)
        self.form.thumbnails.blockSignals(blocked)
        if self.isVisible():
            self.services.say_pages(f"第 {number} 页/{total}")

    def _say_scale(self) -> None:
        real = self.screen().physicalDotsPerInch() / 72 if self.screen() else 96 / 72
        words = f"{round(self.view.scale / real * 100)} %"
        blocked = self.form.fit.blockSignals(True)
        self.form.fit.setItemText(self.form.fit.findData("free"), words)
        self.form.fit.setToolTip(f"现在是 {words}")
        self.form.fit.setCurrentIndex(self.form.fit.findData(self.view.fit))
        self.form.fit.blockSignals(blocked)

    # thumbnails

    def _fill_thumbnails(self) -> None:
        names, pages = self.form.thumbnails, self.view.pages
        if pages is None:
            return
        blocked = names.blockSignals(True)
        while names.count() > len(self.view.shown):
            names.takeItem(names.count() - 1)
        for row, page in enumerate(self.view.shown):
            if row >= names.count():
                item = QListWidgetItem()
                item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
                item.setSizeHint(names.gridSize())
                names.addItem(item)
            names.item(row).setText(str(page + 1))
            names.item(row).setData(Qt.ItemDataRole.AccessibleTextRole, f"第 {page + 1} 页")
        names.blockSignals(blocked)
        self._rest.start()

    def _draw_thumbnail(self, row: int) -> None:
        pages, shown = self.view.pages, self.view.shown
        if pages is None or row >= len(shown) or not self.form.thumbnails.isVisible():
            return
        page, renderer, pdf = shown[row], self.services.renderer, pages.pdf
        scale = THUMBNAIL / max(pages.sizes[page]) * 1.25 * self.devicePixelRatioF()
        self._thumbnails.ask(lambda: (row, *draw(renderer, pdf, page, scale)))

    def _show_thumbnail(self, result: tuple[int, int, Drawn]) -> None:
        row, _, drawn = result
        if self.view.pages is None or drawn.pdf is not self.view.pages.pdf:
            return
        item = self.form.thumbnails.item(row)
        if item is not None:
            item.setIcon(_framed(drawn.image, self.devicePixelRatioF()))
        self._draw_thumbnail(row + 1)

    # choosing

    def _dress(self) -> None:
        form, icons = self.form, self.services.icons
        for shown, words in NAMES.items():
            form.edition.addItem(words, shown)
        for fit, words in FITS:
            form.fit.addItem(words, fit)
        for button, icon in (
            (form.larger, "plus"),
            (form.smaller, "chevron-down"),
            (form.previous, "chevron-up"),
            (form.next, "chevron-down"),
            (form.print, "printer"),
            (form.prints, "history"),
            (form.apart, "external-link"),
        ):
            button.setIcon(icons.icon(icon))
        form.smaller.setIcon(icons.icon("minus"))
        high = round(THUMBNAIL * 1.25)
        form.thumbnails.setIconSize(QSize(high, high))
        form.thumbnails.setGridSize(QSize(128, high + 36))
        form.parts.setSizes([150, 1200])
        form.parts.setStretchFactor(0, 0)
        form.parts.setStretchFactor(1, 1)

    def _fill_chapters(self) -> None:
        box, report = self.form.chapter, self.session.report
        before = box.currentData()
        blocked = box.blockSignals(True)
        box.clear()
        box.addItem("全部章", 0)
        for chapter in report.children.get(0, ()):
            box.addItem(f"只看{report.number_of(chapter)}、", chapter.id)
        box.setCurrentIndex(max(0, box.findData(before)))
        box.blockSignals(blocked)

    def _connect(self) -> None:
        form, view = self.form, self.view
        self._setting.done.connect(self._show_pages)
        self._setting.failed.connect(self._show_fault)
        self._thumbnails.done.connect(self._show_thumbnail)
        self._rest.timeout.connect(lambda: self._draw_thumbnail(0))
        self.session.findings_changed.connect(self._follow_findings)
        view.page_changed.connect(lambda _: self._say_page())
        view.scale_changed.connect(self._say_scale)
        view.clicked.connect(self._jump)
        view.menu_wanted.connect(self._show_menu)
        form.thumbnails.currentRowChanged.connect(self._go_to_row)
        form.edition.currentIndexChanged.connect(lambda _: self.refresh(frozenset(), None))
        form.chapter.currentIndexChanged.connect(self._choose_chapter)
        form.two.toggled.connect(lambda on: view.set_columns(2 if on else 1))
        form.grid.toggled.connect(lambda on: view.set_grid(shown=on))
        form.side.toggled.connect(self._show_side)
        form.fit.activated.connect(lambda _: view.set_fit(form.fit.currentData()))
        form.larger.clicked.connect(lambda: view.zoom(1.2))
        form.smaller.clicked.connect(lambda: view.zoom(1 / 1.2))
        form.previous.clicked.connect(lambda: self._step(-1))
        form.next.clicked.connect(lambda: self._step(1))
        form.number.returnPressed.connect(self._go_to_number)
        form.print.clicked.connect(lambda: self.print_when_ready())
        form.prints.clicked.connect(lambda: open_prints(self.session, self.services))
        form.apart.clicked.connect(self.open_apart)

    def _follow_findings(self) -> None:
        hard, _ = self.session.finding_counts()
        if bool(hard) == self._draft:
            return
        if self.isVisible():
            self.refresh(frozenset(), None)
        else:
            self._all_stale = True

    def _choose_chapter(self, _index: int) -> None:
        if self.view.pages is not None:
            self._show_pages(self.view.pages)

    def _go_to_row(self, row: int) -> None:
        if 0 <= row < len(self.view.shown):
            self.view.go_to(self.view.shown[row])

    def _go_to_number(self) -> None:
        text = self.form.number.text().strip()
        pages = self.view.pages
        if pages is None:
            return
        if not text.isdigit() or not 1 <= int(text) <= len(pages.sizes):
            self.session.said.emit(f"没有第“{text}”页，请写 1 至 {len(pages.sizes)}。")
            return
        if int(text) - 1 not in self.view.shown:
            self.form.chapter.setCurrentIndex(0)
        self.view.go_to(int(text) - 1)
        self.view.setFocus()

    def _step(self, by: int) -> None:
        shown = self.view.shown
        if self.view.current in shown:
            row = shown.index(self.view.current) + by * self.view.columns
            self._go_to_row(max(0, min(row, len(shown) - 1)))

    def _show_side(self, shown: bool) -> None:
        self.form.thumbnails.setVisible(shown)
        self._rest.start()

    def _jump(self, page: int, x: float, y: float) -> None:
        spot = spot_at(self._spots, page, x, y)
        if spot is not None:
            self.services.jump(field_of(spot, self.session.report))

    def _show_menu(self, page: int, x: float, y: float, where: QPoint) -> None:
        menu = page_menu(self, page, spot_at(self._spots, page, x, y))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def print_when_ready(self, kind: str = "", only: tuple[int, ...] = ()) -> None:
        """Show the system's print dialog, as soon as the pages are set; see `printing.open_print`."""
        self.session.flush()
        if kind:
            self.form.edition.setCurrentIndex(self.form.edition.findData(kind))
        self._print_wanted = only
        if not self._setting.busy:
            self._open_print()

    def _open_print(self) -> None:
        from fazhi_desktop.gui import printing

        only = self._print_wanted
        if only is not None and self.view.pages is not None:
            self._print_wanted, kind = None, self.form.edition.currentData()
            self._dialog = printing.ask(self.session, self.services, self.view, kind, only)

    def open_apart(self) -> QWidget:
        """A second preview in a window of its own, to look at while typing."""
        window = QWidget(self.services.window, Qt.WindowType.Window)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.setWindowTitle(f"预览 - {self.session.report.body.short}{self.session.year}年度")
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        page = PreviewPage(self.session, self.services)
        page.form.side.setChecked(False)
        page.form.apart.hide()
        layout.addWidget(page)
        open_with(window, 760, 680)
        window.show()
        return window

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say_page()
        self._rest.start()

    @guarded()
    def hideEvent(self, event: QHideEvent) -> None:
        self.services.say_pages("")
        super().hideEvent(event)


def _framed(image: QImage, ratio: float) -> QPixmap:
    """A thumbnail with the border of a sheet."""
    from PySide6.QtGui import QColor, QPainter

    picture = QPixmap.fromImage(image)
    painter = QPainter(picture)
    painter.setPen(QColor("#8F959E"))
    painter.drawRect(0, 0, picture.width() - 1, picture.height() - 1)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
