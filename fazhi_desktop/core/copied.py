"""Texts that are last year's, word for word and number for number."""

import re

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
    now = [_BLANK.sub("", report.shown(text).text) for text in node.paragraphs]
    told = [text for text in now if text]
    return sum(map(len, told)) >= _SHORTEST and before.issuperset(told)


def _last_year(report: Report, text: str) -> str:
    """A text of last year's report as it was printed."""
    return shown(text, lambda link: report.digits(Link(link.code, link.offset - 1))).text
