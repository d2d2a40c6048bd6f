"""Numbers of headings that reading put right: what the original wrote, and what stands there now."""

import json
from collections.abc import Sequence

from fazhi_desktop.core.outline import number_of
from fazhi_desktop.core.records import Node
from fazhi_desktop.reading.outline import Heading
from fazhi_desktop.reading.report import ReadReport

SETTING = "numbering"
"""Name of the year's setting that keeps them: JSON list of [as written, as it is now, heading]."""
_NUMBERED = frozenset({"chinese", "bracketed", "digit", "bracketed_digit"})
_LONGEST = 8


def mended_numbers(read: ReadReport, headings: Sequence[Heading], nodes: Sequence[Node]) -> str:
    """The setting's text, '' where every number was as it should be; headings and nodes go in pairs.

    Numbers that run on from one section to the next are a habit, not a fault.
    """
    found: list[tuple[str, str, str]] = []
    last: dict[str, int] = {}
    for heading, node in zip(headings, nodes, strict=True):
        text = read.paragraphs[heading.paragraph].text
        written = text[: max(text.find(heading.heading), 0)].strip()
        after = "、" if node.level == 1 else ""
        wanted = number_of(node.level, node.position) + after
        runs_on = last.get(heading.style, 0) == heading.ordinal - 1 > 0
        last[heading.style] = heading.ordinal
        plain = written.replace("．", ".").replace(" ", "")
        if runs_on and plain == number_of(node.level, heading.ordinal - 1) + after:
            continue
        if heading.style in _NUMBERED and 0 < len(written) <= _LONGEST and plain != wanted:
            found.append((written, wanted, node.heading))
    return json.dumps(found, ensure_ascii=False) if found else ""
