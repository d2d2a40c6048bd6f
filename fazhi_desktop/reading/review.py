"""What the clerk may change in a read report before it is stored: levels, paragraphs, ties.

Every change gives a new ReadReport; a tie the clerk chose survives later changes of levels and paragraphs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fazhi_desktop.core.outline import chinese_number
from fazhi_desktop.reading.facts import Fact
from fazhi_desktop.reading.headings import heading_text
from fazhi_desktop.reading.marks import Mark, Style, mark_of
from fazhi_desktop.reading.outline import Heading
from fazhi_desktop.reading.repair import Paragraph
from fazhi_desktop.reading.report import ReadReport, ReportReader
from fazhi_desktop.reading.wording import role_of

LOWEST = 4
_TEXT = Heading(-1, 0, "", 0, "", 0, run_in=False, style="chinese")
_STYLES: tuple[Style, ...] = ("chinese", "bracketed", "digit", "bracketed_digit")


class Review:
    """One report under review; `read` is its present form, `doubts` where the clerk should look."""

    def __init__(self, reader: ReportReader, read: ReadReport) -> None:
        self._reader = reader
        self.read = read

    @property
    def doubts(self) -> tuple[int, ...]:
        """Paragraphs with an unsure heading, or with a number that may be several indicators."""
        unsure = {heading.paragraph for heading in self.read.headings if heading.unsure}
        torn = {
            fact.paragraph
            for fact in self.read.facts
            if not fact.indicator and fact.rivals and not fact.chosen
        }
        return tuple(sorted(unsure | torn))

    def level_of(self, paragraph: int) -> int:
        """Heading level of a paragraph, 0 for text."""
        return self._headings.get(paragraph, _TEXT).level

    def is_unsure(self, paragraph: int) -> bool:
        """Whether its level is uncertain."""
        return self._headings.get(paragraph, _TEXT).unsure

    def facts_of(self, paragraph: int) -> list[tuple[int, Fact]]:
        """Numbers of a paragraph in order, each with its index among all facts."""
        return [(index, fact) for index, fact in enumerate(self.read.facts) if fact.paragraph == paragraph]

    def counts(self) -> tuple[int, int, int]:
        """Headings, numbers, and numbers tied to an indicator."""
        tied = sum(bool(fact.indicator) for fact in self.read.facts)
        return len(self.read.headings), len(self.read.facts), tied

    def set_level(self, paragraph: int, level: int) -> None:
        """Make a paragraph a heading of a level (1 to 4), or plain text (0)."""
        kept = {place: heading for place, heading in self._headings.items() if place != paragraph}
        levels = {place: heading.level for place, heading in kept.items()}
        if level:
            levels[paragraph] = min(level, LOWEST)
        self._rebuild(self.read.paragraphs, levels, kept)

    def join(self, paragraph: int) -> None:
        """Put a paragraph and the next one together; nothing where there is no next one."""
        texts = self.read.paragraphs
        if not 0 <= paragraph < len(texts) - 1:
            return
        whole = Paragraph(
            texts[paragraph].text + texts[paragraph + 1].text, texts[paragraph].level, joined=True
        )
        kept = {
            place - (place > paragraph): heading
            for place, heading in self._headings.items()
            if place != paragraph + 1
        }
        self._moved((*texts[:paragraph], whole, *texts[paragraph + 2 :]), kept)

    def split(self, paragraph: int, offset: int) -> None:
        """Cut a paragraph in two before a character; nothing at its ends."""
        texts, text = self.read.paragraphs, self.read.paragraphs[paragraph].text
        first, second = text[:offset].rstrip(), text[offset:].lstrip()
        if not first or not second:
            return
        pieces = (replace(texts[paragraph], text=first), Paragraph(second))
        kept = {place + (place > paragraph): heading for place, heading in self._headings.items()}
        self._moved((*texts[:paragraph], *pieces, *texts[paragraph + 1 :]), kept)

    def tie(self, fact: int, code: str) -> None:
        """Tie a number to an indicator, or to none ('')."""
        facts = self.read.facts
        chosen = replace(facts[fact], indicator=code, score=1.0 if code else 0.0, chosen=True)
        self.read = replace(self.read, facts=(*facts[:fact], chosen, *facts[fact + 1 :]))

    def settle(self, paragraph: int) -> None:
        """Take the doubt from a heading: it is right as it stands."""
        headings = tuple(
            replace(heading, unsure=False) if heading.paragraph == paragraph else heading
            for heading in self.read.headings
        )
        self.read = replace(self.read, headings=headings)

    @property
    def _headings(self) -> dict[int, Heading]:
        return {heading.paragraph: heading for heading in self.read.headings}

    def _moved(self, paragraphs: Sequence[Paragraph], kept: Mapping[int, Heading]) -> None:
        self._rebuild(paragraphs, {place: heading.level for place, heading in kept.items()}, kept)

    def _rebuild(
        self, paragraphs: Sequence[Paragraph], levels: Mapping[int, int], kept: Mapping[int, Heading]
    ) -> None:
        """Paragraphs and levels as they are now; `kept` are the headings that nobody touched."""
        title = self.read.title_line
        headings = self._made(paragraphs, levels, kept)
        found = self._reader.facts_of(paragraphs, headings, title=title, year=self.read.year)
        self.read = replace(
            self.read,
            title=self.read.title if title is None else paragraphs[title].text,
            paragraphs=tuple(paragraphs),
            headings=headings,
            facts=_kept(self.read.facts, found),
        )

    def _made(
        self, paragraphs: Sequence[Paragraph], levels: Mapping[int, int], kept: Mapping[int, Heading]
    ) -> tuple[Heading, ...]:
        """Headings from levels alone: parents by nesting, numbers by place among siblings."""
        made: list[Heading] = []
        open_nodes: list[int] = []
        for place in sorted(levels):
            while open_nodes and made[open_nodes[-1]].level >= levels[place]:
                open_nodes.pop()
            parent = open_nodes[-1] if open_nodes else -1
            number = 1 + sum(1 for heading in made if heading.parent == parent)
            text = paragraphs[place].text
            mark = mark_of(text)
            cut = heading_text(text, mark.end if mark else 0)
            before = kept.get(place)
            style = before.style if before else _STYLES[levels[place] - 1]
            role = made[parent].role if parent >= 0 else role_of(cut.heading, self._reader.roles)
            made.append(
                Heading(
                    place,
                    levels[place],
                    _written(style, number),
                    number,
                    cut.heading,
                    cut.body,
                    cut.runs_in(text),
                    style,
                    parent,
                    role,
                    unsure=bool(before and before.unsure),
                )
            )
            open_nodes.append(len(made) - 1)
        return tuple(made)


def _written(style: Style, number: int) -> str:
    return Mark(style, number, 0).written() if style != "ordinal" else f"{chinese_number(number)}是"


def _kept(old: Sequence[Fact], found: Sequence[Fact]) -> tuple[Fact, ...]:
    """Fresh facts, with the ties the clerk chose for the same words."""
    chosen = [fact for fact in old if fact.chosen]
    made: list[Fact] = []
    for fact in found:
        same = next((other for other in chosen if _same(other, fact)), None)
        if same is not None:
            chosen.remove(same)
            fact = replace(fact, indicator=same.indicator, score=same.score, chosen=True)
        made.append(fact)
    return tuple(made)


def _same(one: Fact, other: Fact) -> bool:
    return one.mention.quantity == other.mention.quantity and one.counts == other.counts
