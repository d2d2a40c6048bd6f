"""Findings (审核问题): what a check found, where, and how grave."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from fazhi_desktop.core.report import Report

Severity = Literal["hard", "soft"]

REQUIRED, UNFILLED = "missing_value", "link_to_missing"
"""Rules that say the same thing of a required number that the texts use: it has no value."""
_DIGITS = re.compile(r"[\d.,]+")


@dataclass(frozen=True)
class Place:
    """One place of a finding: a piece of text, an indicator, or a cell of a workbook.

    Attributes:
        node: id of the node, 0 for the preface; None where the place is no text.
        indicator: what the place is, or what a piece of text is about.
        paragraph, start, end: the piece in the text as printed.
    """

    node: int | None = None
    paragraph: int = 0
    start: int = 0
    end: int = 0
    quote: str = ""
    indicator: str | None = None
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True)
class Finding:
    """What one rule says of one subject; hard must be mended, soft may be explained."""

    rule: str
    severity: Severity
    message: str
    places: tuple[Place, ...]

    @property
    def topic(self) -> str:
        """Stays the same from year to year while the rule speaks of the same thing, whatever the numbers."""
        subject = "|".join(_named(place) or _DIGITS.sub("", place.quote) for place in self.places[:3])
        return f"{self.rule}.{_short(subject)}"

    @property
    def fingerprint(self) -> str:
        """Stays the same while the rule says the same of the same subject; keys explanations."""
        subject = "|".join(f"{_named(place) or place.node}:{place.quote}" for place in self.places)
        return f"{self.topic}.{_short(f'{subject}|{self.message}')}"


def _named(place: Place) -> str | None:
    """The indicator that a place is, None for a piece of text."""
    return place.indicator if place.node is None else None


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def counted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with each thing said once: a required number that texts use is missing once, not per text."""
    made = list(findings)
    uses: dict[str | None, list[Place]] = {}
    for finding in made:
        if finding.rule == UNFILLED and finding.severity == "hard":
            uses.setdefault(finding.places[0].indicator, []).extend(finding.places)
    once: list[Finding] = []
    told: set[str | None] = set()
    for finding in made:
        code = finding.places[0].indicator if finding.places else None
        if finding.rule == REQUIRED and finding.severity == "hard" and code in uses:
            told.add(code)
            finding = replace(finding, places=(*finding.places, *uses[code]))
        once.append(finding)
    return tuple(each for each in once if each.rule != UNFILLED or each.places[0].indicator not in told)


def places_in_words(places: Iterable[Place], report: Report) -> str:
    """Places for people, each once with how often it is meant: 二（3 处）；三."""
    counts = Counter(in_words(place, report) for place in places)
    return "；".join(f"{words}（{count} 处）" if count > 1 else words for words, count in counts.items())


def finding_json(finding: Finding, report: Report) -> dict[str, Any]:
    """A finding in the contract's shape."""
    explanation = report.explanations.get(finding.fingerprint)
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "explanation": explanation.text if explanation else None,
        "places": [place_json(place, report) for place in finding.places],
    }


def place_json(place: Place, report: Report) -> dict[str, Any]:
    """A place in the contract's shape; chapter and section as 一 and （三）."""
    if place.indicator is not None and place.node is None:
        return {"indicator": place.indicator}
    if place.file is not None:
        return {"file": place.file, "sheet": place.sheet, "cell": place.cell}
    node = report.node(place.node or 0)
    numbers = [report.number_of(entry) for entry in report.path(node)] if node else []
    section = numbers[1] if len(numbers) > 1 else None
    return {"chapter": numbers[0] if numbers else None, "section": section, "quote": place.quote}


def in_words(place: Place, report: Report) -> str:
    """A place for people: 一（三）2 or the indicator's name."""
    if place.indicator is not None and place.node is None:
        return f"指标 {place.indicator} {report.catalogue.name(place.indicator)}"
    if place.file is not None:
        return f"《{place.file}》{place.sheet or ''}!{place.cell or ''}"
    node = report.node(place.node or 0)
    return report.place(node) if node else "前言"
