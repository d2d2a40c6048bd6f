"""Reading a PDF as a page: glyphs with their boxes, put into lines."""

from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO

import pypdfium2

from fazhi_desktop.document.styles import POINTS_PER_MM, Page


@dataclass(frozen=True)
class Line:
    """One line: its text, and in millimetres its left and right edge and its middle from the paper's top."""

    text: str
    left: float
    right: float
    middle: float


@dataclass(frozen=True)
class PdfPage:
    """One page: size in millimetres and its lines from top to bottom."""

    width: float
    height: float
    lines: tuple[Line, ...]

    def inside(self, page: Page) -> tuple[Line, ...]:
        """The lines of the text area."""
        return tuple(
            line for line in self.lines if page.top - 1 < line.middle < page.top + page.text_height + 1
        )


def pdf_pages(data: bytes) -> list[PdfPage]:
    """Every page of a PDF."""
    document = pypdfium2.PdfDocument(BytesIO(data))
    made: list[PdfPage] = []
    for sheet in document:
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        rows: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
        middles: dict[int, float] = {}
        for place in range(text.count_chars()):
            char = text.get_text_range(place, 1)
            if not char.strip() or char == "\ufffe":
                continue
            left, bottom, right, top = text.get_charbox(place, loose=True)
            middle = (height - (bottom + top) / 2) / POINTS_PER_MM
            row = next((key for key, at in middles.items() if abs(at - middle) < 3), len(middles))
            middles.setdefault(row, middle)
            rows[row].append((left / POINTS_PER_MM, right / POINTS_PER_MM, char))
        lines = [
            Line(
                "".join(char for *_, char in sorted(row)),
                min(row)[0],
                max(right for _, right, _ in row),
                middles[key],
            )
            for key, row in rows.items()
        ]
        made.append(
            PdfPage(
                width / POINTS_PER_MM,
                height / POINTS_PER_MM,
                tuple(sorted(lines, key=lambda line: line.middle)),
            )
        )
    document.close()
    return made
