"""How far something is, as a mark and words: one look for steps, chapters, tabs and headings."""

from typing import Any

from PySide6.QtGui import QIcon

from fazhi_desktop.core.completion import Completion
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from fazhi_desktop.gui.icons import Icons
from fazhi_desktop.gui.session import Session

ICONS = {"complete": "circle-check", "partial": "circle-part", "empty": "circle"}
UNDONE = {"missing_value", "link_to_missing", "empty_text"}
"""Hard findings that say that something is not written yet; the mark of progress tells that already."""
WORDS = {"complete": "已完成", "partial": "部分完成", "empty": "未开始"}


def shade(state: str, icons: Icons) -> str:
    """The colour of a state; its shape says the same."""
    colours = icons.colours
    return {"complete": colours.done, "partial": colours.warning, "empty": colours.strong}[state]


def state_icon(state: str, icons: Icons) -> QIcon:
    """The mark of a state."""
    return icons.icon(ICONS[state], shade(state, icons))


def heading_mark(state: Completion, icons: Icons, *, wrong: bool) -> tuple[QIcon, str]:
    """Mark and words of a heading; `wrong` where a hard finding lies in its text or below it."""
    counts = f"　填报 {state.filled}/{state.needed}" if state.needed else ""
    counts += f"　{state.copied} 节还是底稿或上年原文" if state.copied else ""
    if wrong:
        return icons.icon("alert-circle", icons.colours.error), f"有必须改的问题{counts}"
    return state_icon(state.mark, icons), WORDS[state.mark] + counts


def _homes(report: Report, place: Any) -> list[Node]:
    """Headings that a finding's place belongs to: its text, or those that ask for its indicator."""
    if place.node:
        found = report.node(place.node)
        return [found] if found else []
    return [node for node in report.nodes if place.indicator in node.indicators]


def wrong_headings(session: Session) -> set[int]:
    """Ids of headings with something wrong in their text or numbers, and of all above them."""
    report = session.report
    found: set[int] = set()
    for finding in session.findings:
        if finding.severity == "hard" and finding.rule not in UNDONE:
            nodes = [node for place in finding.places for node in _homes(report, place)]
            found |= {above.id for node in nodes for above in report.path(node)}
    return found
