"""Texts that nobody wrote this year: last year's word for word, or still the draft of the outline."""

import re
from collections.abc import Iterable

from fazhi_desktop.core.begin import fill
from fazhi_desktop.core.links import Link, shown
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report

_BLANK = re.compile(r"\s+")
_SHORTEST = 24
"""Characters below which a text says the same every year by right: 无。 本镇没有此项职责。"""


def printed_before(report: Report) -> frozenset[str]:
    """Last year's paragraphs as they were printed, without blanks."""
    return frozenset(
        _BLANK.sub("", _last_year(report, text)) for old in report.nodes_before for text in old.paragraphs
    )


def is_copied(report: Report, node: Node, before: frozenset[str]) -> bool:
    """Whether all that stands under a heading was `printed_before` in last year's report."""
    return _is_among((report.shown(text).text for text in node.paragraphs), before)


def drafts_of(report: Report, drafts: Iterable[str]) -> frozenset[str]:
    """The paragraphs that outlines begin with, as a new year of this body gets them, without blanks."""
    return frozenset(_BLANK.sub("", fill(text, report.body, report.year)) for text in drafts)


def is_draft(node: Node, drafts: frozenset[str]) -> bool:
    """Whether all that stands under a heading is as `drafts_of` gave it, whatever its numbers are now."""
    return _is_among(node.paragraphs, drafts)


def _is_among(paragraphs: Iterable[str], known: frozenset[str]) -> bool:
    told = [text for paragraph in paragraphs if (text := _BLANK.sub("", paragraph))]
    return sum(map(len, told)) >= _SHORTEST and known.issuperset(told)


def _last_year(report: Report, text: str) -> str:
    """A text of last year's report as it was printed."""
    return shown(text, lambda link: report.digits(Link(link.code, link.offset - 1))).text
