"""The one-key clean-up of a whole report: the differences first, then one edit of those the clerk chose.

It also puts a linked sum of money in its value's unit: {{E08}}万元 over 161290 元 becomes {{E08}}元.
Nothing inside numbers, times, ratios, document numbers, addresses, links and titles in 《》 is touched
(typography.md, 9).
"""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from fazhi_desktop.core.cleaning import clean
from fazhi_desktop.core.edits import Edit, Read, edit
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.link_units import in_value_units
from fazhi_desktop.core.records import Key, Record, node_key, report_key
from fazhi_desktop.core.report import Report

PREFACE = 0
_HIDDEN = "\ue001"
_UNTOUCHED = re.compile(
    r"https?://[^\s，。；）]+|www\.[^\s，。；）]+|[\w.+-]+@[\w-]+\.[\w.]+|《[^《》]*》"
    r"|[\u4e00-\u9fff（）]{1,8}(?:—[\u4e00-\u9fff（）]{1,8}){2,}"
    r"|[\[（(〔【［]\s*(?:19|20)\d\d\s*[\]）)〕】］]\s*第?\s*\d+\s*号|\d+(?:\s*[:：/．.\-—~～]\s*\d+)+"
)
"""Addresses, titles, chains (网格—社区—街道), document numbers, times, ratios, dates and ranges."""
_BESIDE_LINK = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=\{\{)|(?<=\}\}) +(?=[\u4e00-\u9fff])")
_DASH = re.compile(r"(?<=[\u4e00-\u9fff”])—(?=[\u4e00-\u9fff“])")


@frozen
class Difference:
    """One paragraph or heading that the clean-up would change.

    Attributes:
        node: id of the heading, PREFACE for title and preface. paragraph: None for the heading line itself.
        pieces: (old, new) pieces, equal where nothing changes, for showing the difference in place.
    """

    node: int
    paragraph: int | None
    before: str
    after: str
    pieces: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[int, int | None]:
        """Names the difference when the clerk chooses."""
        return (self.node, self.paragraph)


def cleaned(text: str) -> str:
    """A stored text as the clean-up would leave it; digits are never changed, added or lost."""
    kept: list[str] = []

    def hide(found: re.Match[str]) -> str:
        kept.append(found[0])
        return _HIDDEN

    mended = _BESIDE_LINK.sub("", _DASH.sub("——", clean(_UNTOUCHED.sub(hide, text))))
    hidden = iter(kept)
    restored = "".join(next(hidden) if char == _HIDDEN else char for char in mended)
    return restored if re.findall(r"\d", restored) == re.findall(r"\d", text) else text


def differences(report: Report) -> tuple[Difference, ...]:
    """Everything the clean-up would change, in reading order."""
    return tuple(found for found in _all(report) if found.before != found.after)


def mends(report: Report, node: int, paragraph: int, start: int, end: int) -> bool:
    """Whether the clean-up would change something at a piece of a printed text, or right behind it."""
    owner = report.node(node)
    texts = report.head.preface if node == PREFACE else owner.paragraphs if owner else ()
    if paragraph >= len(texts):
        return False
    printed, position = report.shown(texts[paragraph]).printed, 0
    for old, new in _difference(report, node, paragraph, texts[paragraph]).pieces:
        if old != new and printed(position) <= end and printed(position + len(old)) >= start:
            return True
        position += len(old)
    return False


def _all(report: Report) -> Iterator[Difference]:
    yield _difference(report, PREFACE, None, report.head.title)
    for place, text in enumerate(report.head.preface):
        yield _difference(report, PREFACE, place, text)
    for node in report.nodes:
        yield _difference(report, node.id, None, node.heading)
        for place, text in enumerate(node.paragraphs):
            yield _difference(report, node.id, place, text)


def _difference(report: Report, node: int, paragraph: int | None, text: str) -> Difference:
    after = in_value_units(cleaned(text), report)
    if after == text:
        return Difference(node, paragraph, text, text, ())
    matcher = difflib.SequenceMatcher(a=text, b=after, autojunk=False)
    pieces = tuple((text[a:b], after[c:d]) for _, a, b, c, d in matcher.get_opcodes())
    return Difference(node, paragraph, text, after, pieces)


def clean_up(report: Report, chosen: Iterable[Difference], read: Read) -> Edit:
    """The edit that applies the chosen differences; one whose text has changed since is left out."""
    by_place = {found.key: found for found in chosen}
    changes: list[tuple[Key, Record | None]] = []
    head = report.head
    changes.append(
        (
            report_key(report.year),
            replace(
                head,
                title=_applied(by_place, PREFACE, None, head.title),
                preface=tuple(_applied(by_place, PREFACE, i, text) for i, text in enumerate(head.preface)),
            ),
        )
    )
    for node in report.nodes:
        paragraphs = tuple(_applied(by_place, node.id, i, text) for i, text in enumerate(node.paragraphs))
        heading = _applied(by_place, node.id, None, node.heading)
        changes.append(
            (node_key(report.year, node.id), replace(node, heading=heading, paragraphs=paragraphs))
        )
    return edit(f"一键清理 {len(by_place)} 处", changes, read)


def _applied(
    chosen: dict[tuple[int, int | None], Difference], node: int, paragraph: int | None, text: str
) -> str:
    found = chosen.get((node, paragraph))
    return found.after if found is not None and found.before == text else text
