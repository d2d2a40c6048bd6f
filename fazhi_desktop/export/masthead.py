"""Measures of the 版头, the same in PDF and DOCX."""

from dataclasses import dataclass

from fazhi_desktop.document.elements import width_in_characters
from fazhi_desktop.document.styles import POINTS_PER_MM, Styles


@dataclass(frozen=True)
class MastheadGeometry:
    """Size of the 发文机关标志 in points and lines of the grid that the 版头 takes."""

    size: float
    lines: int


def masthead_geometry(mark: str, styles: Styles) -> MastheadGeometry:
    """How the 版头 fits the page (GB/T 9704-2012, 7.2): mark 35 mm down, number two lines below, rule."""
    page = styles.page
    width = page.text_width * POINTS_PER_MM
    size = min(styles.styles["mark"].size, width / max(1.0, width_in_characters(mark)))
    height = (35 + 4) * POINTS_PER_MM + size + 3 * page.pitch
    return MastheadGeometry(size, -int(-height // page.pitch))
