"""Find and replace over all texts of a report; linked numbers are found, but never replaced."""

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.links import Link, parts
from fazhi_desktop.core.records import Key, Record, node_key, report_key
from fazhi_desktop.core.report import Report

CONTEXT = 24


@frozen
class Hit:
    """One place where the text was found.

    Attributes:
        node: id of the heading, 0 the title and preface. paragraph: None for a heading line.
        start, end: characters of the text as printed.
        before, found, after: what stands there, for the list.
        linked: the place holds a linked number, which replacing leaves alone.
    """

    node: int
    paragraph: int | None
    start: int
    end: int
    before: str
    found: str
    after: str
    linked: bool = False


def find(report: Report, wanted: str, *, match_case: bool = False) -> list[Hit]:
    """Every place of a text, in reading order."""
    if not wanted:
        return []
    pattern = re.compile(re.escape(wanted), 0 if match_case else re.IGNORECASE)
    return [
        hit
        for node, paragraph, text in _texts(report)
        for hit in _hits(report, pattern, node, paragraph, text)
    ]


def replacing(
    report: Report, wanted: str, instead: str, chosen: list[Hit], *, match_case: bool = False
) -> list[tuple[Key, Record]]:
    """(key, new record) pairs for one edit that replaces the chosen places; linked numbers stay."""
    pattern = re.compile(re.escape(wanted), 0 if match_case else re.IGNORECASE)
    places = {(hit.node, hit.paragraph, hit.start) for hit in chosen if not hit.linked}

    def changed(node: int, paragraph: int | None, text: str) -> str:
        shown = report.shown(text)
        made: list[str] = []
        last = 0
        for found in pattern.finditer(shown.text):
            if (node, paragraph, found.start()) in places:
                made += [_stored(text, shown.spans, last, found.start()), instead]
                last = found.end()
        return "".join([*made, _stored(text, shown.spans, last, len(shown.text))])

    head = replace(
        report.head,
        title=changed(0, None, report.head.title),
        preface=tuple(changed(0, place, text) for place, text in enumerate(report.head.preface)),
    )
    nodes = [
        replace(
            node,
            heading=changed(node.id, None, node.heading),
            paragraphs=tuple(changed(node.id, place, text) for place, text in enumerate(node.paragraphs)),
        )
        for node in report.nodes
    ]
    pairs: list[tuple[Key, Record]] = [(report_key(report.year), head)] if head != report.head else []
    return pairs + [
        (node_key(report.year, node.id), node)
        for node, before in zip(nodes, report.nodes, strict=True)
        if node != before
    ]


def stored_span(report: Report, text: str, start: int, end: int) -> tuple[int, int]:
    """A piece of a text as printed as (start, length) in the stored text."""
    spans = report.shown(text).spans
    first, last = _to_stored(text, spans, start), _to_stored(text, spans, end)
    return first, last - first


def _texts(report: Report) -> Iterator[tuple[int, int | None, str]]:
    yield 0, None, report.head.title
    yield from ((0, place, text) for place, text in enumerate(report.head.preface))
    for node in report.nodes:
        yield node.id, None, node.heading
        yield from ((node.id, place, text) for place, text in enumerate(node.paragraphs))


def _hits(
    report: Report, pattern: re.Pattern[str], node: int, paragraph: int | None, text: str
) -> Iterator[Hit]:
    shown = report.shown(text)
    for found in pattern.finditer(shown.text):
        start, end = found.span()
        linked = any(first < end and start < last for first, last, _ in shown.spans)
        yield Hit(
            node,
            paragraph,
            start,
            end,
            shown.text[max(0, start - CONTEXT) : start],
            found[0],
            shown.text[end : end + CONTEXT],
            linked,
        )


def _stored(text: str, spans: tuple[tuple[int, int, Link], ...], start: int, end: int) -> str:
    return text[_to_stored(text, spans, start) : _to_stored(text, spans, end)]


def _to_stored(text: str, spans: tuple[tuple[int, int, Link], ...], position: int) -> int:
    """A position in the printed text as one in the stored text; inside a link, its start."""
    stored = printed = 0
    pending = iter(spans)
    for piece in parts(text):
        if isinstance(piece, Link):
            _, last, _ = next(pending)
            if position < last:
                return stored
            printed, stored = last, stored + len(str(piece))
        elif position <= printed + len(piece):
            return stored + position - printed
        else:
            printed, stored = printed + len(piece), stored + len(piece)
    return stored


def place_words(report: Report, hit: Hit) -> str:
    """Where a hit stands, for people."""
    node = report.node(hit.node)
    if node is None:
        return "标题" if hit.paragraph is None else "引言"
    return report.place(node) + ("标题" if hit.paragraph is None else "")
