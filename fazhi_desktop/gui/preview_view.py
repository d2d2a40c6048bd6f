"""The scrolling view of pages: one or two beside each other, drawn from the PDF off the main thread."""

from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.latest import Latest
from fazhi_desktop.gui.preview_paint import Drawn, draw, paint_grid, paint_mark
from fazhi_desktop.gui.renderer import Pages, Renderer

Fit = Literal["width", "page", "real", "free"]
GAP = 16
SMALLEST, LARGEST = 0.3, 6.0


class PageView(QAbstractScrollArea):
    """Shows pages.

    Attributes:
        marked: page and rectangle in points of the place that was jumped to.

    Signals:
        page_changed(number): the page in the middle of the view, counted from 0.
        clicked(page, x, y): double click on a page, in points.
        menu_wanted(page, x, y, where): right click or menu key, in points and on the screen.
        scale_changed(): after zooming.
    """

    page_changed = Signal(int)
    clicked = Signal(int, float, float)
    menu_wanted = Signal(int, float, float, QPoint)
    scale_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer: Renderer | None = None
        self._pages: Pages | None = None
        self._shown: list[int] = []
        self._places: list[QRectF] = []
        self._drawn: dict[int, Drawn] = {}
        self._work = Latest(self)
        self._current = -1
        self._drag: QPoint | None = None
        self.columns = 1
        self.fit: Fit = "real"
        self.scale = 1.0
        self.grid = False
        self.marked: tuple[int, QRectF] | None = None
        self._work.done.connect(self._take)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("页面")
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        self.verticalScrollBar().setSingleStep(60)
        self.horizontalScrollBar().setSingleStep(60)

    def start(self, renderer: Renderer) -> None:
        """Use a renderer."""
        self._renderer = renderer

    @property
    def pages(self) -> Pages | None:
        """What is shown."""
        return self._pages

    @property
    def current(self) -> int:
        """Number of the page in the middle, counted from 0; -1 before anything is shown."""
        return self._current

    @property
    def shown(self) -> tuple[int, ...]:
        """Numbers of the pages that can be scrolled to."""
        return tuple(self._shown)

    def show_pages(self, pages: Pages, shown: list[int] | None = None) -> None:
        """Show pages, all or some; the place that is read stays."""
        self._pages = pages
        self._shown = list(range(len(pages.sizes))) if shown is None else shown
        self._drawn = {page: drawn for page, drawn in self._drawn.items() if page < len(pages.sizes)}
        self._lay_out()

    def picture(self, page: int) -> QImage | None:
        """A page as it is drawn now, None while it is not."""
        drawn = self._drawn.get(page)
        return drawn.image if drawn is not None else None

    def set_columns(self, columns: int) -> None:
        """One page or two beside each other."""
        self.columns = columns
        self._lay_out()

    def set_fit(self, fit: Fit) -> None:
        """Fit the width, the whole page, or show real size."""
        self.fit = fit
        self._lay_out()

    def zoom(self, factor: float) -> None:
        """Larger or smaller."""
        self.fit = "free"
        self.scale = min(LARGEST, max(SMALLEST, self.scale * factor))
        self._lay_out()

    def set_grid(self, *, shown: bool) -> None:
        """Show 版心 and the grid of 28 characters by 22 lines."""
        self.grid = shown
        self.viewport().update()

    def go_to(self, page: int, y: float = 0.0) -> None:
        """Scroll to a page, or to a height on it in points."""
        if page in self._shown:
            place = self._places[self._shown.index(page)]
            margin = GAP if y == 0 else self.viewport().height() / 3
            self.verticalScrollBar().setValue(int(place.top() + y * self.scale - margin))
            self.horizontalScrollBar().setValue(int(place.left() - GAP))

    def mark(self, page: int, rectangle: QRectF) -> None:
        """Mark a place (in points) and bring it into view."""
        self.marked = (page, rectangle)
        self.go_to(page, rectangle.top())
        self.viewport().update()

    def at(self, position: QPointF) -> tuple[int, float, float] | None:
        """Page and points under a position of the viewport."""
        point = position + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for page, place in zip(self._shown, self._places, strict=True):
            if place.contains(point):
                return page, (point.x() - place.left()) / self.scale, (point.y() - place.top()) / self.scale
        return None

    # laying out

    def _lay_out(self) -> None:
        pages = self._pages
        if pages is None or not self._shown:
            self._places = []
            self.viewport().update()
            return
        reading = self._reading_place()
        self.scale = self._fitting_scale(pages)
        rows = [
            self._shown[start : start + self.columns] for start in range(0, len(self._shown), self.columns)
        ]
        widths = [
            sum(pages.sizes[page][0] for page in row) * self.scale + GAP * (len(row) + 1) for row in rows
        ]
        whole = max(max(widths), float(self.viewport().width()))
        self._places, top = [], float(GAP)
        for row, width in zip(rows, widths, strict=True):
            left = (whole - width) / 2 + GAP
            for page in row:
                size = pages.sizes[page]
                self._places.append(QRectF(left, top, size[0] * self.scale, size[1] * self.scale))
                left += size[0] * self.scale + GAP
            top += max(pages.sizes[page][1] for page in row) * self.scale + GAP
        self._set_bars(whole, top)
        self._return_to(reading)
        self.scale_changed.emit()
        self._follow()

    def _fitting_scale(self, pages: Pages) -> float:
        wide = max(pages.sizes[page][0] for page in self._shown) * self.columns
        high = max(pages.sizes[page][1] for page in self._shown)
        room = self.viewport().size() - QSize(GAP * (self.columns + 1), GAP * 2)
        if self.fit == "width":
            wanted = room.width() / wide
        elif self.fit == "page":
            wanted = min(room.width() / wide, room.height() / high)
        elif self.fit == "real":
            wanted = self.screen().physicalDotsPerInch() / 72 if self.screen() else 96 / 72
        else:
            wanted = self.scale
        return min(LARGEST, max(SMALLEST, wanted))

    def _set_bars(self, width: float, height: float) -> None:
        view = self.viewport().size()
        for bar, whole, room in (
            (self.horizontalScrollBar(), width, view.width()),
            (self.verticalScrollBar(), height, view.height()),
        ):
            bar.setRange(0, max(0, round(whole) - room))
            bar.setPageStep(room)

    def _reading_place(self) -> tuple[int, float] | None:
        """Page at the top of the view and how far it is scrolled, as a share of its height."""
        top = self.verticalScrollBar().value()
        for page, place in zip(self._shown, self._places, strict=False):
            if place.bottom() > top:
                return page, (top - place.top()) / place.height()
        return None

    def _return_to(self, reading: tuple[int, float] | None) -> None:
        if reading is not None and reading[0] in self._shown:
            place = self._places[self._shown.index(reading[0])]
            self.verticalScrollBar().setValue(round(place.top() + reading[1] * place.height()))

    # drawing

    def visible_pages(self) -> list[int]:
        """Pages that can be seen, from the top."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        return [
            page
            for page, place in zip(self._shown, self._places, strict=False)
            if place.bottom() > top and place.top() < bottom
        ]

    def _follow(self) -> None:
        """Order the pictures of what is seen, and say which page that is."""
        visible = self.visible_pages()
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        nearest = min(
            zip(self._shown, self._places, strict=False),
            key=lambda entry: abs(entry[1].center().y() - middle),
            default=None,
        )
        if nearest is not None and nearest[0] != self._current:
            self._current = nearest[0]
            self.page_changed.emit(self._current)
        if self._pages is not None and self._renderer is not None and visible:
            around = [page for page in (visible[0] - 1, visible[-1] + 1) if page in self._shown]
            self._order((*visible, *around))
        self.viewport().update()

    def _order(self, pages: tuple[int, ...]) -> None:
        assert self._pages is not None
        assert self._renderer is not None
        scale, pdf, renderer = self.scale * self.devicePixelRatioF(), self._pages.pdf, self._renderer
        wanted = next((page for page in pages if not self._is_drawn(page, pdf, scale)), None)
        if wanted is not None:
            self._work.ask(lambda: draw(renderer, pdf, wanted, scale))

    def _is_drawn(self, page: int, pdf: bytes, scale: float) -> bool:
        drawn = self._drawn.get(page)
        return drawn is not None and drawn.pdf is pdf and drawn.scale == scale

    def _take(self, result: tuple[int, Drawn]) -> None:
        page, drawn = result
        drawn.image.setDevicePixelRatio(drawn.scale / self.scale)
        if self._pages is not None and drawn.pdf is self._pages.pdf:
            self._drawn[page] = drawn
            for far in [other for other in self._drawn if abs(other - page) > 8]:
                del self._drawn[far]
        self._follow()

    def stop(self) -> None:
        """Wait for the drawing thread."""
        self._work.stop()

    @guarded()
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self.palette().alternateBase().color().darker(108))
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        visible = set(self.visible_pages())
        for page, place in zip(self._shown, self._places, strict=False):
            if page in visible:
                self._paint_page(painter, page, place)
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, place: QRectF) -> None:
        painter.fillRect(place, Qt.GlobalColor.white)
        drawn = self._drawn.get(page)
        if drawn is not None:
            exact = self._pages is not None and self._is_drawn(
                page, self._pages.pdf, self.scale * self.devicePixelRatioF()
            )
            if exact:
                painter.drawImage(place.topLeft(), drawn.image)
            else:
                painter.drawImage(place, drawn.image)
        painter.setPen(QPen(self.palette().mid().color(), 1))
        painter.drawRect(place)
        if self.marked is not None and self.marked[0] == page:
            paint_mark(painter, place, self.marked[1], self.scale, self.palette().highlight().color())
        if self.grid and self._pages is not None:
            paint_grid(painter, place, self._pages.measures, self.scale)

    # keys and mouse

    @guarded()
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        del dx, dy
        self._follow()

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @guarded()
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.1 if event.angleDelta().y() > 0 else 1 / 1.1)
            event.accept()
        else:
            super().wheelEvent(event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.1)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(1 / 1.1)
        else:
            super().keyPressEvent(event)

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = event.position().toPoint()

    @guarded()
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            moved = event.position().toPoint() - self._drag
            self._drag = event.position().toPoint()
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    @guarded()
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        super().mouseReleaseEvent(event)

    @guarded()
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        point = QPointF(event.pos()) if by_mouse else QPointF(self.viewport().rect().center())
        found = self.at(point)
        if found is not None:
            self.menu_wanted.emit(*found, self.viewport().mapToGlobal(point.toPoint()))

    @guarded()
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.at(event.position())
        if found is not None:
            self.clicked.emit(*found)
