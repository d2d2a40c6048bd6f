"""What a file holds, as plain data: lines or paragraphs in order, with what their form says about them."""

from dataclasses import dataclass
from typing import Literal

LineKind = Literal["line", "paragraph", "row", "title", "link"]


@dataclass(frozen=True)
class SourceLine:
    """One line (of a text or a page) or one whole paragraph (of Word or a web page).

    Attributes:
        level: heading level the file's own style gives it, 0 for none.
        left, right: where its first and last character stand, in thousandths of the page width; 0 if unknown.
        page: the page it stands on, counted from 1; 0 where the file has none.
    """

    text: str
    kind: LineKind = "line"
    level: int = 0
    left: int = 0
    right: int = 0
    page: int = 0


@dataclass(frozen=True)
class Source:
    """The readable content of one file.

    Attributes:
        original: the text before tracked changes were accepted; empty where the file has none.
        notes: sentences for the clerk about what was decided while reading.
    """

    lines: tuple[SourceLine, ...]
    original: tuple[SourceLine, ...] = ()
    notes: tuple[str, ...] = ()
