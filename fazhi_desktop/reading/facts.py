"""Quantities of the repaired text as facts: what is counted, when, and under which heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi_desktop.core.mentions import Mention, Scanner
from fazhi_desktop.core.periods import period_at, periods
from fazhi_desktop.core.values import Qualifier, as_json_number
from fazhi_desktop.reading.outline import Heading
from fazhi_desktop.reading.repair import Paragraph


@dataclass(frozen=True)
class Place:
    """The headings a paragraph stands under, as numbers in normal form; None outside."""

    chapter: str | None = None
    section: str | None = None
    item: str | None = None
    role: str = "free"
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact:
    """One quantity found in the report.

    Attributes:
        paragraph: index of its paragraph; `mention` says where in it.
        quote: exact piece of the paragraph, at most 60 characters, with number and unit.
        period: words for the time it belongs to, None for the whole report year.
        indicator: code it is tied to, '' for none.
        score: how sure the tie is, 0 to 1.
        rivals: codes nearly as likely, best first.
        chosen: the clerk tied it, or untied it, by hand.
    """

    paragraph: int
    mention: Mention
    quote: str
    place: Place
    period: str | None = None
    indicator: str = ""
    score: float = 0.0
    rivals: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def counts(self) -> str:
        """What is counted, in the words of the text."""
        return self.mention.counts

    @property
    def number(self) -> str:
        """Digits as written (scaled where 万 or 亿 follows)."""
        return self.mention.quantity.number or ""

    def as_json(self) -> dict[str, object]:
        """The fact as the contract prints it."""
        quantity = self.mention.quantity
        qualifier: Qualifier = quantity.qualifier
        value: object = as_json_number(quantity.number)
        if quantity.high is not None:
            value = [as_json_number(quantity.number), as_json_number(quantity.high)]
        return {
            "quote": self.quote,
            "value": value,
            "unit": quantity.unit,
            "qualifier": qualifier,
            "counts": self.counts,
            "period": self.period,
            "indicator": self.indicator or None,
            "chapter": self.place.chapter,
            "section": self.place.section,
            "item": self.place.item,
        }


def facts(
    paragraphs: Sequence[Paragraph],
    headings: Sequence[Heading],
    scanner: Scanner,
    *,
    title: int | None,
    year: int | None,
) -> tuple[Fact, ...]:
    """All facts of a report in reading order, not yet tied to indicators."""
    found: list[Fact] = []
    for index, (paragraph, place) in enumerate(zip(paragraphs, places(paragraphs, headings), strict=True)):
        if index == title or paragraph.table:
            continue
        spans = periods(paragraph.text, year)
        for mention in scanner.mentions(paragraph.text):
            quote = paragraph.text[mention.quote[0] : mention.quote[1]].strip()
            found.append(Fact(index, mention, quote, place, period_at(spans, mention.start)))
    return tuple(found)


def places(paragraphs: Sequence[Paragraph], headings: Sequence[Heading]) -> list[Place]:
    """The place of every paragraph; a heading's own paragraph is under it."""
    opened = {heading.paragraph: index for index, heading in enumerate(headings)}
    made: list[Place] = []
    current = Place()
    for index in range(len(paragraphs)):
        if index in opened:
            current = _place(headings, opened[index])
        made.append(current)
    return made


def _place(headings: Sequence[Heading], index: int) -> Place:
    path: list[Heading] = []
    while index >= 0:
        path.insert(0, headings[index])
        index = headings[index].parent
    by_level = {heading.level: heading for heading in path}
    item = by_level.get(3)
    return Place(
        by_level[1].number if 1 in by_level else None,
        by_level[2].number if 2 in by_level else None,
        str(item.ordinal) if item else None,
        path[0].role,
        tuple(heading.heading for heading in path),
    )


def blank_free(text: str) -> str:
    """A text without blanks, for comparing wordings."""
    return re.sub(r"\s+", "", text)
