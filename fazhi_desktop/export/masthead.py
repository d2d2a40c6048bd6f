"""Measures of the 版头, the same in PDF and DOCX."""

from dataclasses import dataclass

from fazhi_desktop.document.elements import width_in_characters
from fazhi_desktop.document.styles import POINTS_PER_MM, Styles

_NARROWEST = 0.6
"""A long name is first made narrower, then smaller, so that it stays larger than the title."""


@dataclass(frozen=True)
class MastheadGeometry:
    """How the 发文机关标志 stands.

    Attributes:
        size: points. narrowing: width of its characters in parts of their own.
        lines: lines of the grid that the 版头 takes.
    """

    size: float
    narrowing: float
    lines: int


def masthead_geometry(mark: str, styles: Styles) -> MastheadGeometry:
    """How the 版头 fits the page (GB/T 9704-2012, 7.2): mark 35 mm down, number two lines below, rule."""
    page = styles.page
    width = page.text_width * POINTS_PER_MM
    largest, characters = styles.styles["mark"].size, max(1.0, width_in_characters(mark))
    narrowing = min(1.0, max(_NARROWEST, width / (largest * characters)))
    size = min(largest, width / (characters * narrowing))
    height = (35 + 4) * POINTS_PER_MM + size + 3 * page.pitch
    return MastheadGeometry(size, narrowing, -int(-height // page.pitch))
