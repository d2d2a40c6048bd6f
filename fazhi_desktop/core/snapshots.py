"""Snapshots of a chapter, kept with the year and compared with it as it is now (feature 63)."""

import difflib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from fazhi_desktop.core.edits import Cell, Edit
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import Key, Node, Setting
from fazhi_desktop.core.report import Report

SETTING = "snapshot"


@frozen
class Line:
    """One heading or paragraph of a snapshot: its node, and the text as printed then."""

    node: int
    heading: bool
    text: str


@frozen
class Snapshot:
    """A chapter at one moment."""

    chapter: int
    title: str
    label: str
    time: str
    author: str
    lines: tuple[Line, ...]

    @property
    def name(self) -> str:
        """Name of its setting."""
        return f"{SETTING}/{self.chapter}/{self.time}"


@frozen
class Change:
    """One line then and now; '' where it was not there; `pieces` are (then, now), equal if unchanged."""

    node: int
    before: str
    after: str
    pieces: tuple[tuple[str, str], ...]


def take(report: Report, chapter: int, *, label: str, time: str, author: str = "") -> Edit:
    """The edit that keeps a snapshot of a chapter with everything below it. Raises BadInput."""
    node = report.node(chapter)
    if node is None:
        raise BadInput("这一章已不在提纲中，没有留存。")
    made = Snapshot(chapter, report.heading_line(node), label, time, author, tuple(_lines(report, node)))
    setting = Setting(json.dumps(asdict(made), ensure_ascii=False))
    return Edit(f"留存 {made.title}", (Cell(Key("setting", report.year, made.name), None, setting),))


def take_all(report: Report, *, label: str, time: str, author: str = "") -> Edit:
    """The edit that keeps a snapshot of every chapter. Raises BadInput where there is none."""
    chapters = report.children.get(0, ())
    if not chapters:
        raise BadInput("提纲中还没有章，没有留存。")
    edits = [take(report, node.id, label=label, time=time, author=author) for node in chapters]
    return Edit(f"留存全文 {label}".strip(), tuple(cell for made in edits for cell in made.cells))


def remove(report: Report, taken: Iterable[Snapshot]) -> Edit:
    """The edit that throws snapshots away."""
    cells = [
        Cell(Key("setting", report.year, entry.name), Setting(report.settings[entry.name]), None)
        for entry in taken
    ]
    return Edit("删除留存", tuple(cells))


def versions(report: Report) -> tuple[tuple[Snapshot, ...], ...]:
    """Snapshots of a year, those that were taken in one go together; newest first, chapters in order."""
    order = {node.id: place for place, node in enumerate(report.nodes)}
    together: dict[tuple[str, str], list[Snapshot]] = {}
    for entry in snapshots(report):
        together.setdefault((entry.time, entry.label), []).append(entry)
    return tuple(
        tuple(sorted(group, key=lambda entry: order.get(entry.chapter, len(order))))
        for group in together.values()
    )


def snapshots(report: Report, chapter: int | None = None) -> tuple[Snapshot, ...]:
    """Snapshots of a year, or of one chapter, newest first; what cannot be read is left out."""
    found: list[Snapshot] = []
    for name, text in report.settings.items():
        if not name.startswith(f"{SETTING}/"):
            continue
        try:
            data = json.loads(text)
            lines = tuple(Line(**line) for line in data.pop("lines"))
            made = Snapshot(**data, lines=lines)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
        if chapter is None or made.chapter == chapter:
            found.append(made)
    return tuple(sorted(found, key=lambda entry: entry.time, reverse=True))


def compare(snapshot: Snapshot, report: Report) -> tuple[Change, ...]:
    """What changed since: lines that differ, were added or are gone, in the order of today."""
    node = report.node(snapshot.chapter)
    now = list(_lines(report, node)) if node is not None else []
    before = list(snapshot.lines)
    matcher = difflib.SequenceMatcher(
        a=[line.text for line in before], b=[line.text for line in now], autojunk=False
    )
    changes: list[Change] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            changes += _changed(before[a:b], now[c:d])
    return tuple(changes)


def _changed(old: list[Line], new: list[Line]) -> Iterator[Change]:
    for place in range(max(len(old), len(new))):
        was = old[place] if place < len(old) else None
        now = new[place] if place < len(new) else None
        before, after = was.text if was else "", now.text if now else ""
        matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
        pieces = tuple((before[a:b], after[c:d]) for _, a, b, c, d in matcher.get_opcodes())
        line = now or was
        yield Change(line.node if line else 0, before, after, pieces)


def _lines(report: Report, node: Node) -> Iterator[Line]:
    yield Line(node.id, heading=True, text=report.heading_line(node))
    for text in node.paragraphs:
        yield Line(node.id, heading=False, text=report.shown(text).text)
    for child in report.children.get(node.id, ()):
        yield from _lines(report, child)
