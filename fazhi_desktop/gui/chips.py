"""Chips: linked numbers inside a text, one U+FFFC character each, drawn by an object handler."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from fazhi_desktop.core.links import Link, links, parts
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.theme import Colours

OBJECT = "\ufffc"
CHIP_TYPE = int(QTextFormat.ObjectTypes.UserObject.value) + 1
LINK = int(QTextFormat.Property.UserProperty.value) + 1
PADDING = 4.0
_NUMBERS = frozenset(f"{OBJECT}0123456789")

ChipState = Literal["value", "missing", "not_applicable", "wrong", "doubtful", "moved"]
MARKS = {"wrong": "!", "doubtful": "△", "moved": "※"}


BORDERS = {
    "missing": Qt.PenStyle.DashLine,
    "not_applicable": Qt.PenStyle.DashLine,
    "moved": Qt.PenStyle.DotLine,
}


@dataclass(frozen=True)
class ChipLook:
    """What a chip says and how it is drawn.

    `wrong` and `doubtful` have a hard or a soft finding and carry its mark; `moved` has a source that
    changed: dotted, with a mark of its own.
    """

    text: str
    state: ChipState = "value"

    @property
    def drawn(self) -> str:
        """The text with its mark: the shape says what the colour says."""
        return self.text + MARKS.get(self.state, "")


class ChipPainter(QPyTextObject):
    """Draws chips. The editor keeps it: the document only borrows it."""

    def __init__(self, look: Callable[[Link], ChipLook], colours: Colours, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._colours = colours

    def _look_at(self, document: QTextDocument, position: int, link: Link) -> ChipLook:
        """A chip's look where it stands: one that runs into another number is wrong whatever its value."""
        look = self._look(link)
        return replace(look, state="wrong") if runs_together(document, position) else look

    @guarded(QSizeF)
    def intrinsicSize(self, document: QTextDocument, position: int, wanted: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(document.defaultFont())
        link = link_of(wanted)
        width = metrics.horizontalAdvance(self._look_at(document, position, link).drawn) if link else 0.0
        return QSizeF(width + 2 * PADDING, metrics.height())

    @guarded()
    def drawObject(
        self, painter: QPainter, rect: QRectF, document: QTextDocument, position: int, wanted: QTextFormat
    ) -> None:
        link = link_of(wanted)
        if link is None:
            return
        look, colours = self._look_at(document, position, link), self._colours
        selected = wanted.hasProperty(int(QTextFormat.Property.BackgroundBrush.value))
        ink, ground = {
            "value": (colours.accent, colours.tint),
            "missing": (colours.error, colours.error_tint),
            "not_applicable": (colours.secondary, colours.side),
            "wrong": (colours.error, colours.error_tint),
            "doubtful": (colours.warning, colours.warning_tint),
            "moved": (colours.accent, colours.ground),
        }[look.state]
        if selected:  # Qt lays half of the selection's colour over it: only these two stay apart
            bright = QColor(colours.ground).lightness() > 127
            ink, ground = ("black", "white") if bright else ("white", "black")
        pen = QPen(QColor(ink if look.state != "value" or selected else colours.strong), 1)
        pen.setStyle(BORDERS.get(look.state, Qt.PenStyle.SolidLine))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(rect.adjusted(1, 0.5, -1, -0.5), 3, 3)
        painter.setPen(QColor(ink))
        painter.setFont(document.defaultFont())
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, look.drawn)
        painter.restore()


def chip_format(link: Link) -> QTextCharFormat:
    """The character format that makes a U+FFFC a chip."""
    made = QTextCharFormat()
    made.setObjectType(CHIP_TYPE)
    made.setProperty(LINK, str(link))
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return made


def link_of(found: QTextFormat) -> Link | None:
    """The link of a chip's format."""
    if found.objectType() != CHIP_TYPE:
        return None
    named = links(str(found.property(LINK) or ""))
    return named[0] if named else None


def link_at(document: QTextDocument, position: int) -> Link | None:
    """The chip at a position, None for an ordinary character."""
    if document.characterAt(position) != OBJECT:
        return None
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    return link_of(cursor.charFormat())


def runs_together(document: QTextDocument, position: int) -> bool:
    """Whether another number stands right beside a chip: 12 and 99.25 print as 1299.25."""
    before = document.characterAt(position - 1) if position else ""
    return any(beside in _NUMBERS for beside in (before, document.characterAt(position + 1)) if beside)


def insert_marked(cursor: QTextCursor, text: str, known: Callable[[str], bool]) -> None:
    """Insert one line of stored text; links to known indicators become chips."""
    plain = QTextCharFormat()
    for piece in parts(text):
        if isinstance(piece, Link) and known(piece.code):
            cursor.insertText(OBJECT, chip_format(piece))
        else:
            cursor.insertText(str(piece), plain)


def marked_text(block: QTextBlock, start: int = 0, end: int | None = None) -> str:
    """The stored text of a block between two positions in it, chips as links."""
    return "".join(_stored(block)[start:end])


def _stored(block: QTextBlock) -> list[str]:
    """What is stored for each character of a block."""
    document, text = block.document(), block.text()
    stored = list(text)
    place = text.find(OBJECT)
    while place >= 0:
        stored[place] = str(link_at(document, block.position() + place) or "")
        place = text.find(OBJECT, place + 1)
    return stored


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """The paragraphs of a document."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def chip_positions(document: QTextDocument) -> Iterator[tuple[int, Link]]:
    """Every chip with its position."""
    for block in blocks(document):
        text = block.text()
        place = text.find(OBJECT)
        while place >= 0:
            link = link_at(document, block.position() + place)
            if link:
                yield block.position() + place, link
            place = text.find(OBJECT, place + 1)


def stored_places(block: QTextBlock) -> list[int]:
    """For each character of the stored text, and its end, the position in the block."""
    text = block.text()
    lead = len(text) - len(text.lstrip())
    stored = enumerate(_stored(block))
    return [*(place for place, piece in stored if place >= lead for _ in piece), len(text)]


def stored_place(document: QTextDocument, position: int) -> tuple[int, int]:
    """Stored paragraph of a position, and the character of its stored text."""
    lines = _written(document)
    for number, block in enumerate(lines):
        if position < block.position() + block.length():
            return number, bisect_left(stored_places(block), position - block.position())
    return len(lines), 0


def stored_span(document: QTextDocument, paragraph: int, start: int, length: int) -> tuple[int, int] | None:
    """Positions of a piece of a stored paragraph, as near as there is; None where there is no text."""
    lines = _written(document)
    if not lines:
        return None
    block = lines[min(paragraph, len(lines) - 1)]
    places = [block.position() + place for place in stored_places(block)]
    return places[min(start, len(places) - 1)], places[min(start + length, len(places) - 1)]


def _written(document: QTextDocument) -> list[QTextBlock]:
    """Blocks that are stored: those with text."""
    return [block for block in blocks(document) if block.text().strip()]
