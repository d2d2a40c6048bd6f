"""How far a year's report is: per heading and in all, and how long until it is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from fazhi_desktop.core.links import links
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report

Mark = Literal["complete", "partial", "empty"]


@dataclass(frozen=True)
class Completion:
    """What is there and what is wanted: indicators, and texts of headings that have nothing below them."""

    filled: int = 0
    needed: int = 0
    texts: int = 0
    texts_needed: int = 0

    def __add__(self, other: "Completion") -> "Completion":
        return Completion(
            self.filled + other.filled,
            self.needed + other.needed,
            self.texts + other.texts,
            self.texts_needed + other.texts_needed,
        )

    @property
    def mark(self) -> Mark:
        """The state as one word."""
        done, wanted = self.filled + self.texts, self.needed + self.texts_needed
        if done >= wanted:
            return "complete"
        return "partial" if done else "empty"

    @property
    def percent(self) -> int:
        """Share of what is there, rounded down, so that 100 means nothing is missing."""
        wanted = self.needed + self.texts_needed
        return 100 * (self.filled + self.texts) // wanted if wanted else 100


def completion(report: Report) -> Mapping[int, Completion]:
    """Completion of every heading with all below it, by id; 0 is the whole report.

    An indicator counts where the body reports it and it stands under a heading or in its text, once per
    heading.
    """
    reported = frozenset(report.reported)
    own = {node.id: _own(report, node, reported) for node in report.nodes}
    whole: dict[int, Completion] = {}
    for node in reversed(report.nodes):
        below = (whole[child.id] for child in report.children.get(node.id, ()))
        whole[node.id] = sum(below, start=own[node.id])
    whole[0] = sum((whole[chapter.id] for chapter in report.children.get(0, ())), start=Completion())
    return whole


def indicators_of(report: Report, node: Node) -> tuple[str, ...]:
    """Codes that belong to a heading: its own, then those its text uses; only what the body reports."""
    return _indicators(node, frozenset(report.reported))


def _indicators(node: Node, reported: frozenset[str]) -> tuple[str, ...]:
    used = (link.code for text in node.paragraphs for link in links(text) if not link.offset)
    return tuple(code for code in dict.fromkeys((*node.indicators, *used)) if code in reported)


def _own(report: Report, node: Node, reported: frozenset[str]) -> Completion:
    codes = _indicators(node, reported)
    filled = sum(report.value(code).state != "missing" for code in codes)
    leaf = not report.children.get(node.id)
    written = any(text.strip() for text in node.paragraphs)
    return Completion(filled, len(codes), int(leaf and written), int(leaf))


@dataclass(frozen=True)
class Deadline:
    """A day something is due; `words` name it."""

    words: str
    day: date

    def left(self, today: date) -> int:
        """Days left, negative once it has passed."""
        return (self.day - today).days


def deadlines(report: Report) -> tuple[Deadline, Deadline]:
    """When the report is due (报送) and when it is to be public (公开).

    1 March and 1 April of the following year (《法治政府建设与责任落实督察工作规定》第二十四条、第二十五条),
    unless this year's notice names other days.
    """
    notice = dict(report.head.notice)
    return (
        Deadline("报送", _day(notice.get("due", "")) or date(report.year + 1, 3, 1)),
        Deadline("公开", _day(notice.get("public", "")) or date(report.year + 1, 4, 1)),
    )


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        return None
