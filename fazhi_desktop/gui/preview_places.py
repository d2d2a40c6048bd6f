"""From a place on a page to the field it comes from, and back."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from fazhi_desktop.core.links import parts
from fazhi_desktop.core.report import Report
from fazhi_desktop.export.pdf import Place as PagePlace
from fazhi_desktop.gui.places import Place

LINE = 15.0
"""Height of a line's characters, points."""
CELL = 34.0
"""Width taken for a number in a table, whose two marks stand at one place."""
WHOLE_LINE = 400.0


@dataclass(frozen=True)
class Spot:
    """A number, heading or paragraph on a page (from 0), in points from its top left.

    Attributes:
        code: indicator of a linked number, '' for a heading or paragraph.
        node, paragraph: the text it stands in; None in a table.
    """

    page: int
    rectangle: QRectF
    code: str = ""
    node: int | None = None
    paragraph: int | None = None


def spots(places: Iterable[PagePlace]) -> list[Spot]:
    """Everything on the pages that leads back to a field, in the order of the pages."""
    found: list[Spot] = []
    node: int | None = None
    paragraph: int | None = None
    opened: dict[str, PagePlace] = {}
    for place in places:
        kind, _, name = place.key.partition(":")
        if place.key.startswith("/"):
            start = opened.pop(place.key[1:], None)
            if start is not None:
                found.append(_number(start, place, node, paragraph))
        elif kind == "text" and name:
            whole, _, index = name.partition("/")
            node, paragraph = int(whole), int(index)
            found.append(Spot(place.page - 1, _line(place), "", node, paragraph))
        elif kind == "node" and name:
            node, paragraph = int(name), None
            found.append(Spot(place.page - 1, _line(place), "", node, None))
        elif not name:
            opened[place.key] = place
    return found


def _line(place: PagePlace) -> QRectF:
    return QRectF(place.x, place.y - LINE + 2, WHOLE_LINE, LINE + 3)


def _number(start: PagePlace, end: PagePlace, node: int | None, paragraph: int | None) -> Spot:
    """The box around a number; one that is broken over two lines is marked at its end."""
    code = start.key.partition("@")[0]
    in_table = abs(end.x - start.x) < 0.5
    left = start.x if start.page == end.page and start.x <= end.x else end.x - CELL
    right = left + CELL if in_table else end.x
    box = QRectF(left, end.y - LINE + 1, right - left, LINE + 2)
    return Spot(end.page - 1, box, code, None if in_table else node, None if in_table else paragraph)


def spot_at(found: list[Spot], page: int, x: float, y: float) -> Spot | None:
    """What stands under a point: the number there, else the paragraph or heading that goes on there."""
    for spot in found:
        if spot.code and spot.page == page and spot.rectangle.adjusted(-3, -6, 3, 6).contains(x, y):
            return spot
    before = [spot for spot in found if not spot.code and (spot.page, spot.rectangle.top() - 4) <= (page, y)]
    return before[-1] if before else None


def spot_of(found: list[Spot], place: Place) -> Spot | None:
    """Where a field is printed: its number in the text asked for, else in any text, else in a table."""
    if place.code:
        numbers = [spot for spot in found if spot.code == place.code]
        near = [spot for spot in numbers if spot.node == place.node and place.node is not None]
        exact = [spot for spot in near if spot.paragraph == place.paragraph]
        text = [spot for spot in numbers if spot.node is not None]
        chosen = exact or near or text or numbers
        if chosen:
            return chosen[0]
    texts = [spot for spot in found if not spot.code and spot.node == place.node]
    exact = [spot for spot in texts if spot.paragraph == place.paragraph]
    return next(iter(exact or texts), None)


def field_of(spot: Spot, report: Report) -> Place:
    """Where the window jumps for a spot."""
    if spot.node is None:
        return Place("table", code=spot.code)
    if not spot.code:
        return Place(node=spot.node, paragraph=spot.paragraph)
    position = 0
    for part in parts(_stored(spot, report)):
        if not isinstance(part, str) and part.code == spot.code:
            return Place(
                node=spot.node,
                paragraph=spot.paragraph,
                code=spot.code,
                start=position,
                length=len(str(part)),
            )
        position += len(str(part))
    return Place(node=spot.node, paragraph=spot.paragraph, code=spot.code)


def text_of(spot: Spot, report: Report) -> str:
    """The paragraph a spot stands in, as printed; '' for a heading or a table."""
    return report.shown(_stored(spot, report)).text


def _stored(spot: Spot, report: Report) -> str:
    if spot.node is None or spot.paragraph is None:
        return ""
    node = report.node(spot.node)
    texts = report.head.preface if spot.node == 0 else (node.paragraphs if node else ())
    return texts[spot.paragraph] if spot.paragraph < len(texts) else ""


def chapter_pages(found: list[Spot], report: Report, chapter: int, count: int) -> list[int]:
    """Pages (from 0) on which a chapter stands."""
    ids = [node.id for node in report.nodes]
    own = {node.id for node in report.nodes if report.path(node)[0].id == chapter}
    later = {spot.page for spot in found if spot.node in own and spot.node is not None}
    if not later:
        return []
    after = [
        spot
        for spot in found
        if spot.node in ids
        and spot.node not in own
        and spot.node is not None
        and ids.index(spot.node) > max(ids.index(node) for node in own)
    ]
    last = count - 1
    if after:
        last = after[0].page
        if after[0].rectangle.top() < 140 and last > max(later):
            last -= 1
    elif any(spot.code and spot.node is None for spot in found):
        last = max(later)
    return list(range(min(later), max(last, max(later)) + 1))
