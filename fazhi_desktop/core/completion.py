"""How far a year's report is: per heading and in all, and how long until it is due."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.links import links
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report

Mark = Literal["complete", "partial", "empty"]


@frozen
class Completion:
    """What is there and what is wanted: indicators, and texts of headings that have nothing below them.

    A text is there when it is written and none of its numbers is missing; `copied` counts those that are
    still last year's, or the outline's draft, word for word. An indicator is wanted where a text links it or
    a rule demands it; any other counts once it is given.
    """

    filled: int = 0
    needed: int = 0
    texts: int = 0
    texts_needed: int = 0
    copied: int = 0

    def __add__(self, other: "Completion") -> "Completion":
        return Completion(
            self.filled + other.filled,
            self.needed + other.needed,
            self.texts + other.texts,
            self.texts_needed + other.texts_needed,
            self.copied + other.copied,
        )

    @property
    def mark(self) -> Mark:
        """The state as one word."""
        done, wanted = self.filled + self.texts, self.needed + self.texts_needed
        if done >= wanted:
            return "complete"
        return "partial" if done or self.copied else "empty"

    @property
    def percent(self) -> int:
        """Share of what is there, rounded down, so that 100 means nothing is missing."""
        wanted = self.needed + self.texts_needed
        return 100 * (self.filled + self.texts) // wanted if wanted else 100


def wanted_codes(report: Report, required: Collection[str] = ()) -> frozenset[str]:
    """Codes the report cannot do without: linked in its texts, or `required` by a rule."""
    texts = (*report.head.preface, *(text for node in report.nodes for text in node.paragraphs))
    linked = (link.code for text in texts for link in links(text) if not link.offset)
    return frozenset((*linked, *required)).intersection(report.reported)


def completion(
    report: Report, required: Collection[str] = (), copied: Collection[int] = ()
) -> Mapping[int, Completion]:
    """Completion of every heading with all below it, by id; 0 is the whole report.

    Texts of the headings named in `copied` are last year's or a draft, word for word, and not written yet.

    An indicator counts where the body reports it and it stands under a heading or in its text, once per
    heading, and once for the whole, where a wanted one that stands nowhere counts too.
    """
    reported, wanted = frozenset(report.reported), wanted_codes(report, required)
    own = {node.id: _own(report, node, reported, wanted, copied) for node in report.nodes}
    whole: dict[int, Completion] = {}
    for node in reversed(report.nodes):
        below = (whole[child.id] for child in report.children.get(node.id, ()))
        whole[node.id] = sum(below, start=own[node.id])
    placed = {code for node in report.nodes for code in _indicators(node, reported)}
    chapters = sum((whole[chapter.id] for chapter in report.children.get(0, ())), start=Completion())
    given = tally(report, sorted(wanted | placed), wanted)
    whole[0] = replace(chapters, filled=given.filled, needed=given.needed)
    return whole


def tally(report: Report, codes: Collection[str], wanted: Collection[str]) -> Completion:
    """How many of these indicators are given, of those that are wanted or given."""
    given = [code for code in codes if report.value(code).state != "missing"]
    return Completion(len(given), len({*given, *(code for code in codes if code in wanted)}))


def indicators_of(report: Report, node: Node) -> tuple[str, ...]:
    """Codes that belong to a heading: its own, then those its text uses; only what the body reports."""
    return _indicators(node, frozenset(report.reported))


def _indicators(node: Node, reported: frozenset[str]) -> tuple[str, ...]:
    used = (link.code for text in node.paragraphs for link in links(text) if not link.offset)
    return tuple(code for code in dict.fromkeys((*node.indicators, *used)) if code in reported)


def _own(
    report: Report, node: Node, reported: frozenset[str], wanted: frozenset[str], copied: Collection[int]
) -> Completion:
    leaf = not report.children.get(node.id)
    same = node.id in copied
    waiting = any(
        report.value(link.code, link.offset).state == "missing"
        for text in node.paragraphs
        for link in links(text)
    )
    written = any(text.strip() for text in node.paragraphs) and not waiting and not same
    texts = Completion(texts=int(leaf and written), texts_needed=int(leaf), copied=int(leaf and same))
    return texts + tally(report, _indicators(node, reported), wanted)


@frozen
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
        return date.fromisoformat(text)
    except ValueError:
        return None
