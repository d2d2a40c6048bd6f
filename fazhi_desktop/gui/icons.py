"""The icons of `resources/icons`, drawn in the colours of the theme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from fazhi_desktop.gui.theme import Colours

SIZE = 16
"""Logical pixels, the same for marks, menus and tool bar."""


class Icons:
    """Icons by file name, made when first asked for."""

    def __init__(self, folder: Path, colours: Colours) -> None:
        self._folder = folder
        self.colours = colours
        self._made: dict[tuple[str, str], QIcon] = {}
        self._texts: dict[str, str] = {}
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}

    def icon(self, name: str, colour: str = "") -> QIcon:
        """An icon in a colour, the text colour where none is given; the style greys it out when disabled."""
        shade = colour or self.colours.text
        found = self._made.get((name, shade))
        if found is None:
            ratio = QGuiApplication.primaryScreen().devicePixelRatio()
            found = self._made[name, shade] = QIcon(self.pixmap(name, shade, SIZE, ratio))
        return found

    def pixmap(self, name: str, colour: str = "", size: int = SIZE, ratio: float = 1.0) -> QPixmap:
        """A picture of `size` logical pixels."""
        key = (name, colour or self.colours.text, size, ratio)
        found = self._pictures.get(key)
        if found is None:
            found = self._pictures[key] = self._drawn(*key)
        return found

    def _drawn(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer

        text = self._texts.get(name)
        if text is None:
            text = self._texts[name] = (self._folder / f"{name}.svg").read_text("utf-8")
        shade = QColor(colour).name()
        pixels = round(size * ratio)
        picture = QPixmap(QSize(pixels, pixels))
        picture.fill(QColor(0, 0, 0, 0))
        painter = QPainter(picture)
        renderer = QSvgRenderer(QByteArray(text.replace("currentColor", shade).encode()))
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture
