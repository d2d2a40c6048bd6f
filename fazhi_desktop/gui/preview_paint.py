"""Pages as pictures, and what is drawn over them: the marked place, 版心 and grid."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from fazhi_desktop.document.styles import POINTS_PER_MM, Page
from fazhi_desktop.gui.renderer import Renderer

LINES = QColor(31, 78, 158, 70)
FRAME = QColor(31, 78, 158, 200)


@dataclass(frozen=True)
class Drawn:
    """One page as a picture, at `scale` device pixels a point, of one PDF."""

    image: QImage
    scale: float
    pdf: bytes


def draw(renderer: Renderer, pdf: bytes, page: int, scale: float) -> tuple[int, Drawn]:
    """A page as a picture; called off the main thread."""
    data, width, height, stride = renderer.image(pdf, page, scale)
    image = QImage(data, width, height, stride, QImage.Format.Format_RGB32).copy()
    return page, Drawn(image, scale, pdf)


def paint_mark(painter: QPainter, place: QRectF, spot: QRectF, scale: float, colour: QColor) -> None:
    """A box around a spot (points on the page) of a page that stands at `place`."""
    box = QRectF(
        place.left() + spot.left() * scale,
        place.top() + spot.top() * scale,
        spot.width() * scale,
        spot.height() * scale,
    ).adjusted(-3, -3, 3, 3)
    painter.setPen(QPen(colour, 2))
    shade = QColor(colour)
    shade.setAlpha(36)
    painter.setBrush(shade)
    painter.drawRect(box)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_grid(painter: QPainter, place: QRectF, page: Page, scale: float) -> None:
    """版心 and its cells over a page that stands at `place`; a landscape page has them turned."""
    body, across, down = grid_of(place, page, scale)
    painter.setPen(QPen(LINES, 0))
    for column in range(1, across):
        x = body.left() + body.width() * column / across
        painter.drawLine(QPointF(x, body.top()), QPointF(x, body.bottom()))
    for row in range(1, down):
        y = body.top() + body.height() * row / down
        painter.drawLine(QPointF(body.left(), y), QPointF(body.right(), y))
    painter.setPen(QPen(FRAME, 1.5))
    painter.drawRect(body)


def grid_of(place: QRectF, page: Page, scale: float) -> tuple[QRectF, int, int]:
    """版心 of a page that stands at `place`, and its cells across and down."""
    unit = POINTS_PER_MM * scale
    left, top, wide, high = page.left, page.top, page.text_width, page.text_height
    if place.width() > place.height():
        body = QRectF(place.left() + top * unit, place.top() + left * unit, high * unit, wide * unit)
        return body, page.lines, page.characters
    body = QRectF(place.left() + left * unit, place.top() + top * unit, wide * unit, high * unit)
    return body, page.characters, page.lines
