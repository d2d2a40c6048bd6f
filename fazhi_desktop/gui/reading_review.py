"""What the clerk changes in a read report before it is stored: levels, paragraphs, ties. No Qt."""

from collections.abc import Callable
from dataclasses import replace

from fazhi_desktop.reading.facts import Fact
from fazhi_desktop.reading.lines import Source, SourceLine
from fazhi_desktop.reading.outline import Heading
from fazhi_desktop.reading.report import ReadReport

LEVEL_WORDS = ("正文", "一级", "二级", "三级", "四级")
_STOPS = "。．.：:"

Understand = Callable[[Source, str], ReadReport]


class Review:
    """A read report under review.

    Attributes:
        read: as it stands now.
    """

    def __init__(self, read: ReadReport, understand: Understand) -> None:
        self.read = read
        self._understand = understand

    def level_of(self, paragraph: int) -> int:
        """Heading level of a paragraph, 0 for text."""
        return next((heading.level for heading in self.read.headings if heading.paragraph == paragraph), 0)

    def is_unsure(self, paragraph: int) -> bool:
        """Whether its level is uncertain."""
        return any(heading.unsure for heading in self.read.headings if heading.paragraph == paragraph)

    def set_level(self, paragraph: int, level: int) -> None:
        """Make a paragraph a heading of a level, or text (0)."""
        others = [heading for heading in self.read.headings if heading.paragraph != paragraph]
        if level:
            others.append(self._heading(paragraph, level))
        others.sort(key=lambda heading: heading.paragraph)
        self.read = replace(self.read, headings=tuple(_with_parents(others)))

    def _heading(self, paragraph: int, level: int) -> Heading:
        known = next((heading for heading in self.read.headings if heading.paragraph == paragraph), None)
        if known is not None:
            style = {1: "chinese", 2: "bracketed", 3: "digit", 4: "bracketed_digit"}[level]
            return replace(
                known,
                level=level,
                unsure=False,
                style=style if known.style in ("circle", "ordinal") else known.style,
            )
        text = self.read.paragraphs[paragraph].text
        stop = min((place for sign in "。：" if (place := text.find(sign)) >= 0), default=-1)
        run_in = 0 <= stop < len(text) - 1
        body = stop + 1 if run_in else len(text)
        return Heading(
            paragraph,
            level,
            "",
            0,
            text[:body].rstrip(_STOPS),
            body,
            run_in,
            ("chinese", "bracketed", "digit", "bracketed_digit")[level - 1],
        )

    def join(self, paragraph: int) -> None:
        """Put a paragraph and the next one together; the report is understood anew."""
        lines = [entry.text for entry in self.read.paragraphs]
        if paragraph + 1 < len(lines):
            self._again(
                [*lines[:paragraph], lines[paragraph] + lines[paragraph + 1], *lines[paragraph + 2 :]]
            )

    def split(self, paragraph: int, position: int) -> None:
        """Cut a paragraph in two; the report is understood anew."""
        lines = [entry.text for entry in self.read.paragraphs]
        text = lines[paragraph]
        if 0 < position < len(text):
            self._again([*lines[:paragraph], text[:position], text[position:], *lines[paragraph + 1 :]])

    def _again(self, lines: list[str]) -> None:
        """Understand changed paragraphs; levels and ties stay where the paragraph stayed the same."""
        before = self.read
        source = Source(tuple(SourceLine(text, "paragraph") for text in lines))
        self.read = replace(
            self._understand(source, before.name), sha256=before.sha256, original=None, notes=before.notes
        )
        places = {entry.text: index for index, entry in enumerate(self.read.paragraphs)}
        for heading in before.headings:
            place = places.get(before.paragraphs[heading.paragraph].text)
            if place is not None and self.level_of(place) != heading.level:
                self.set_level(place, heading.level)
        ties = {
            (before.paragraphs[fact.paragraph].text, fact.mention.digits): fact.indicator
            for fact in before.facts
        }
        self.read = replace(
            self.read,
            facts=tuple(
                replace(
                    fact,
                    indicator=ties.get(
                        (self.read.paragraphs[fact.paragraph].text, fact.mention.digits), fact.indicator
                    ),
                )
                for fact in self.read.facts
            ),
        )

    def facts_of(self, paragraph: int) -> list[Fact]:
        """Numbers of a paragraph, in order."""
        return [fact for fact in self.read.facts if fact.paragraph == paragraph]

    def tie(self, fact: Fact, code: str) -> None:
        """Tie a number to an indicator, '' for none."""
        self.read = replace(
            self.read,
            facts=tuple(
                replace(entry, indicator=code, score=1.0, rivals=()) if entry is fact else entry
                for entry in self.read.facts
            ),
        )

    def counts(self) -> tuple[int, int, int]:
        """Headings, numbers, and numbers tied to an indicator."""
        tied = sum(bool(fact.indicator) for fact in self.read.facts)
        return len(self.read.headings), len(self.read.facts), tied


def _with_parents(headings: list[Heading]) -> list[Heading]:
    """Headings with the one above each found anew from their levels."""
    path: list[int] = []
    made: list[Heading] = []
    for index, heading in enumerate(headings):
        while path and made[path[-1]].level >= heading.level:
            path.pop()
        made.append(replace(heading, parent=path[-1] if path else -1))
        path.append(index)
    return made
