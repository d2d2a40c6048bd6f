"""Linked numbers in a text: `{{E02}}` prints the digits of an indicator, `{{E02@-1}}` last year's."""

import re
from collections.abc import Callable, Iterator

from fazhi_desktop.core.frozen import frozen

CODE = r"[A-Z]\d{2}(?:\.(?:[^\W_]|[（）])+)?"
_LINK = re.compile(r"\{\{(" + CODE + r")(?:@(-\d+))?\}\}")


@frozen
class Link:
    """One link: indicator code and year offset (0 this year, -1 last year)."""

    code: str
    offset: int = 0

    def __str__(self) -> str:
        return f"{{{{{self.code}{f'@{self.offset}' if self.offset else ''}}}}}"


@frozen
class Shown:
    """A text as printed, with the place of every link in it: (start, end, link) in characters."""

    text: str
    spans: tuple[tuple[int, int, Link], ...]

    def printed(self, position: int) -> int:
        """A position of the stored text as one of the printed text; inside a link: behind it."""
        moved = 0
        for start, end, link in self.spans:
            stored = start - moved
            if position <= stored:
                break
            length = len(str(link))
            if position < stored + length:
                return end
            moved += (end - start) - length
        return position + moved


def parts(text: str) -> Iterator[str | Link]:
    """A text as plain pieces and links, in order, empty pieces left out."""
    position = 0
    for found in _LINK.finditer(text):
        if found.start() > position:
            yield text[position : found.start()]
        yield Link(found[1], int(found[2] or 0))
        position = found.end()
    if position < len(text):
        yield text[position:]


def links(text: str) -> list[Link]:
    """The links of a text, in order."""
    return [piece for piece in parts(text) if isinstance(piece, Link)]


def shown(text: str, digits: Callable[[Link], str]) -> Shown:
    """The text as printed; `digits` says what a link prints."""
    pieces: list[str] = []
    spans: list[tuple[int, int, Link]] = []
    length = 0
    for piece in parts(text):
        printed = digits(piece) if isinstance(piece, Link) else piece
        if isinstance(piece, Link):
            spans.append((length, length + len(printed), piece))
        pieces.append(printed)
        length += len(printed)
    return Shown("".join(pieces), tuple(spans))
