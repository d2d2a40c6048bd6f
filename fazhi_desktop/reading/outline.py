"""Levels of headings: by the sequence of siblings and by wording, not by the symbol alone."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from fazhi_desktop.core.outline import chinese_number
from fazhi_desktop.reading.headings import heading_text
from fazhi_desktop.reading.marks import STYLES, Mark, Style, mark_of
from fazhi_desktop.reading.repair import Paragraph
from fazhi_desktop.reading.wording import RoleWords, role_of

_MAX_HEADING = 90
_ANNEX = re.compile(r"\s*附\s*件?\s*\d*\s*[:：]")


@dataclass(frozen=True)
class Heading:
    """One node of the outline.

    Attributes:
        paragraph: the paragraph it opens.
        number: in normal form, as its style writes it.
        body: where its text begins within the paragraph.
        run_in: the paragraph goes on behind the heading.
        unsure: its level or number does not follow from the sequence; the clerk should look.
        parent: index of the heading above, -1 for a chapter.
    """

    paragraph: int
    level: int
    number: str
    ordinal: int
    heading: str
    body: int
    run_in: bool
    style: Style
    parent: int = -1
    role: str = "free"
    unsure: bool = False


@dataclass
class _Frame:
    """An open heading while walking down the text."""

    style: Style
    number: int
    level: int
    index: int


@dataclass
class _Walk:
    """State of one pass over the paragraphs."""

    tiers: dict[Style, int]
    roles: Sequence[RoleWords]
    frames: list[_Frame] = field(default_factory=list[_Frame])
    last: dict[Style, int] = field(default_factory=dict[Style, int])
    made: list[Heading] = field(default_factory=list[Heading])
    counted: Counter[tuple[int, int]] = field(default_factory=Counter[tuple[int, int]])


def outline(
    paragraphs: Sequence[Paragraph], roles: Sequence[RoleWords], *, title: int | None
) -> tuple[Heading, ...]:
    """The headings of a text in reading order."""
    marks = _marks(paragraphs, title)
    styles: set[Style] = {mark.style for mark in marks.values() if mark.style != "ordinal"}
    bare = not styles & {"part", "chinese", "bracketed"}
    tiers = _tiers(marks.values())
    walk = _Walk(tiers, roles)
    for place, paragraph in enumerate(paragraphs):
        if place == title or paragraph.table:
            continue
        mark = marks.get(place)
        if mark is not None:
            _enter(walk, place, paragraph.text, mark)
        elif _unnumbered(paragraphs, place, marks, styles) or (bare and _bare(paragraphs, place, title)):
            _enter_unnumbered(walk, place, paragraph)
    return _with_roles(walk.made, roles)


def _tiers(marks: Iterable[Mark]) -> dict[Style, int]:
    """Levels of the styles a report uses, outermost first; a style without a first number is no tier."""
    used = {mark.style for mark in marks if mark.number == 1 and mark.style != "ordinal"}
    tiers: dict[Style, int] = {}
    for style in STYLES:
        if style in used:
            tiers[style] = len(tiers) + 1
    return tiers


def _marks(paragraphs: Sequence[Paragraph], title: int | None) -> dict[int, Mark]:
    """Marks that may be headings; 一是 only in a row of paragraphs that each open with the next."""
    found: dict[int, Mark] = {}
    for place, paragraph in enumerate(paragraphs):
        mark = None if place == title or paragraph.table else mark_of(paragraph.text)
        if mark is not None and _may_head(paragraph.text, mark):
            found[place] = mark
    found = _without_annexes(paragraphs, found)
    ordinals = [place for place, mark in found.items() if mark.style == "ordinal"]
    kept = _rows_of_ordinals(paragraphs, found, ordinals)
    return {place: mark for place, mark in found.items() if mark.style != "ordinal" or place in kept}


def _without_annexes(paragraphs: Sequence[Paragraph], found: dict[int, Mark]) -> dict[int, Mark]:
    """Behind a line 附件： that no heading follows, numbers count attachments."""
    annex = next(
        (place for place in range(len(paragraphs) - 1, -1, -1) if _ANNEX.match(paragraphs[place].text)), None
    )
    if annex is None or any(
        place > annex and mark.style in {"part", "chinese", "bracketed"} for place, mark in found.items()
    ):
        return found
    return {place: mark for place, mark in found.items() if place < annex}


def _may_head(text: str, mark: Mark) -> bool:
    rest = text[mark.end :].strip()
    if len(rest) < 2 or not re.search(r"[\u4e00-\u9fff]", rest[:8]):
        return False
    return mark.style == "ordinal" or not re.match(r"[年月日%]", rest)


def _rows_of_ordinals(
    paragraphs: Sequence[Paragraph], found: dict[int, Mark], ordinals: Sequence[int]
) -> set[int]:
    kept: set[int] = set()
    row: list[int] = []
    parting = sorted(place for place, mark in found.items() if mark.style in {"part", "chinese", "bracketed"})
    for place in (*ordinals, -1):
        number = found[place].number if place >= 0 else 1
        inner = place >= 0 and f"{chinese_number(number + 1)}是" in paragraphs[place].text[3:]
        if (
            row
            and place >= 0
            and number == found[row[-1]].number + 1
            and not _between(parting, row[-1], place)
        ):
            row.append(place)
            continue
        if len(row) > 1:
            kept.update(row)
        row = [place] if place >= 0 and number == 1 and not inner else []
    return kept


def _between(places: Sequence[int], one: int, other: int) -> bool:
    """Whether a sorted row of places has one between two others."""
    next_place = bisect_right(places, one)
    return next_place < len(places) and places[next_place] < other


def _enter(walk: _Walk, place: int, text: str, mark: Mark) -> None:
    depth, number, unsure = _position(walk, text, mark)
    if depth < 0:
        return
    del walk.frames[depth:]
    parent = walk.frames[-1] if walk.frames else None
    floor = parent.level + 1 if parent else 1
    if mark.style == "ordinal" or (parent is not None and parent.style == mark.style):
        level = floor
    else:
        level = max(floor, walk.tiers.get(mark.style, floor))
    level = level if parent is not None else 1
    fixed = mark if mark.number == number else mark.numbered(number)
    written = fixed.written()
    if mark.style == "chinese" and level == 2:
        written = f"（{chinese_number(number)}）"
    cut = heading_text(text, mark.end)
    walk.frames.append(_Frame(mark.style, number, level, len(walk.made)))
    walk.last[mark.style] = number
    walk.counted[parent.index if parent else -1, level] += 1
    walk.made.append(
        Heading(
            place,
            level,
            written,
            number,
            cut.heading,
            cut.body,
            cut.runs_in(text),
            mark.style,
            parent.index if parent else -1,
            unsure=unsure or not fixed.plain,
        )
    )


def _position(walk: _Walk, text: str, mark: Mark) -> tuple[int, int, bool]:
    """Depth in the open headings where a mark goes (-1: no heading), its number, whether that is a guess."""
    frames = walk.frames
    same = [depth for depth, frame in enumerate(frames) if frame.style == mark.style]
    number = mark.number or (frames[same[-1]].number + 1 if same else walk.last.get(mark.style, 0) + 1)
    exact = [depth for depth in same if frames[depth].number + 1 == number]
    if exact:
        chapter = len(exact) > 1 and _is_chapter(text, mark, walk.roles)
        return (exact[0] if chapter else exact[-1]), number, False
    if same and number == 1:
        nested = (mark.style == "chinese" and frames[same[-1]].index == len(walk.made) - 1) or (
            mark.style in {"chinese", "bracketed"} and not _is_chapter(text, mark, walk.roles)
        )
        alone = len(same) == 1 and same[-1] == len(frames) - 1
        return (len(frames) if nested and alone else same[-1]), number, True
    if same:
        far = abs(number - frames[same[-1]].number) > 3
        if far and len(text) > _MAX_HEADING:
            return -1, number, True
        return same[-1], number, True
    if mark.style == "ordinal":
        return len(frames), number, False
    rank = STYLES.index(mark.style)
    depth = next(
        (
            d
            for d, frame in enumerate(frames)
            if frame.style != "ordinal" and STYLES.index(frame.style) >= rank
        ),
        len(frames),
    )
    while depth and frames[depth - 1].style == "ordinal":
        depth -= 1
    runs_on = number == 1 or walk.last.get(mark.style, 0) + 1 == number
    if not runs_on and number > 3 and len(text) > _MAX_HEADING and mark.style == "chinese":
        return -1, number, True
    return depth, number, not runs_on


def _is_chapter(text: str, mark: Mark, roles: Sequence[RoleWords]) -> bool:
    heading = heading_text(text, mark.end).heading
    return len(heading) < 40 and role_of(heading, roles) != "free"


def _unnumbered(
    paragraphs: Sequence[Paragraph], place: int, marks: dict[int, Mark], styles: set[Style]
) -> bool:
    """A line without a number that is a heading: by its style, or a bare line over a new （一）."""
    paragraph = paragraphs[place]
    text = paragraph.text
    if paragraph.level and len(text) <= 60 and not text.endswith("。"):
        return True
    if {"chinese", "part"} & styles or len(text) > 40 or re.search(r"[。；：，,;:！？\d]", text):
        return False
    following = marks.get(place + 1)
    return (
        following is not None
        and following.number == 1
        and following.style == min(styles, key=lambda style: STYLES.index(style))
    )


def _bare(paragraphs: Sequence[Paragraph], place: int, title: int | None) -> bool:
    """In a report without numbers, a short line that ends no sentence and stands over a long paragraph."""
    text = paragraphs[place].text
    if not 4 <= len(text) <= 30 or re.search(r"[。；：，,;:！？\d\t]|年|日$", text) or place <= (title or 0):
        return False
    following = paragraphs[place + 1].text if place + 1 < len(paragraphs) else ""
    return len(following) > 60


def _enter_unnumbered(walk: _Walk, place: int, paragraph: Paragraph) -> None:
    level = paragraph.level or 1
    while walk.frames and (walk.frames[-1].level >= level or not paragraph.level):
        walk.frames.pop()
    parent = walk.frames[-1] if walk.frames else None
    level = min(level, parent.level + 1 if parent else 1)
    siblings = walk.counted[parent.index if parent else -1, level]
    style = STYLES[min(level, 4)]
    mark = Mark(style, siblings + 1, 0)
    walk.frames.append(_Frame(style, siblings + 1, level, len(walk.made)))
    walk.counted[parent.index if parent else -1, level] += 1
    walk.made.append(
        Heading(
            place,
            level,
            mark.written(),
            siblings + 1,
            paragraph.text.strip(),
            len(paragraph.text),
            run_in=False,
            style=style,
            parent=parent.index if parent else -1,
            unsure=True,
        )
    )


def _with_roles(made: Sequence[Heading], roles: Sequence[RoleWords]) -> tuple[Heading, ...]:
    """Chapters get the role of their wording, nodes below the role of their chapter."""
    done: list[Heading] = []
    for heading in made:
        role = role_of(heading.heading, roles) if heading.parent < 0 else done[heading.parent].role
        done.append(replace(heading, role=role))
    return tuple(done)
