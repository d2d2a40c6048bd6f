"""Pictures of the report: their size in the file and on the page."""

import base64

from fazhi_desktop.document.styles import Page
from fazhi_desktop.document.tree import Figure

_CAPTION = 30.0
"""Millimetres kept for caption and source on the picture's page."""
_SVG = "http://www.w3.org/2000/svg"


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels (its IHDR)."""
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def fitted(figure: Figure, png: bytes, page: Page) -> tuple[float, float]:
    """Width and height on the page in millimetres, in proportion, never larger than the text area."""
    wide, high = png_size(png)
    width = min(figure.width, page.text_width, (page.text_height - _CAPTION) * wide / high)
    return width, width * high / wide


def wrapped(png: bytes) -> str:
    """A PNG inside an SVG, for writers that take drawings only."""
    wide, high = png_size(png)
    data = base64.b64encode(png).decode("ascii")
    size = f'width="{wide}" height="{high}"'
    image = f'<image {size} href="data:image/png;base64,{data}"/>'
    return f'<svg xmlns="{_SVG}" viewBox="0 0 {wide} {high}" {size}>{image}</svg>'
