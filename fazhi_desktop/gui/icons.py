"""The icons of `resources/icons`, drawn in the colours of the theme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from fazhi_desktop.gui.theme import Colours

SIZES = (16, 20, 24, 32, 40)


class Icons:
    """Icons by file name, made when first asked for."""

    def __init__(self, folder: Path, colours: Colours) -> None:
        self._folder = folder
        self.colours = colours
        self._made: dict[tuple[str, str], QIcon] = {}

    def icon(self, name: str, colour: str = "") -> QIcon:
        """An icon in a colour, the text colour where none is given; greyed out when disabled."""
        shade = colour or self.colours.text
        found = self._made.get((name, shade))
        if found is None:
            found = QIcon()
            for size in SIZES:
                found.addPixmap(self._pixmap(name, shade, size), QIcon.Mode.Normal)
                found.addPixmap(self._pixmap(name, self.colours.strong, size), QIcon.Mode.Disabled)
            self._made[name, shade] = found
        return found

    def pixmap(self, name: str, colour: str = "", size: int = 16, ratio: float = 1.0) -> QPixmap:
        """A picture of `size` logical pixels."""
        picture = self._pixmap(name, colour or self.colours.text, round(size * ratio))
        picture.setDevicePixelRatio(ratio)
        return picture

    def _pixmap(self, name: str, colour: str, size: int) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer

        text = (self._folder / f"{name}.svg").read_text("utf-8").replace("currentColor", QColor(colour).name())
        picture = QPixmap(QSize(size, size))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return picture
