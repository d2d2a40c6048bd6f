"""What differs between two versions of a text, and between two documents side by side."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from fazhi_desktop.document.annex import written
from fazhi_desktop.document.tree import (
    Block,
    Document,
    Heading,
    Paragraph,
    Signature,
    Table,
    block_texts,
    colophon_texts,
    masthead_texts,
)

_ALIKE = 0.5
"""Share of equal characters from which two lines are taken for one that was changed."""
_AROUND = 16
"""Characters shown before and behind a difference."""
_TOKEN = re.compile(r"\d[\d.,]*\d|[A-Za-z]+|.", re.S)
"""A number is replaced as a whole, never digit by digit."""


@dataclass(frozen=True)
class Difference:
    """One line of the comparison: where, and what each document says there; '' where it says nothing.

    `node` is the heading it stands under, 0 before and outside the chapters; `code` a number's indicator.
    """

    place: str
    one: str
    other: str
    node: int = 0
    code: str = ""


def paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Places of lines that belong together, in order; None where a line was added or taken out."""
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
            continue
        for place in range(c, d):
            found = next((at for at in range(a, b) if _alike(old[at], new[place])), None)
            if found is None:
                yield None, place
                continue
            yield from ((at, None) for at in range(a, found))
            yield found, place
            a = found + 1
        yield from ((at, None) for at in range(a, b))


def _alike(old: str, new: str) -> bool:
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def pieces(old: str, new: str) -> Iterator[tuple[str, str]]:
    """A changed line as (taken out, put in), in order; both alike where nothing changed."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        yield "".join(before[a:b]), "".join(after[c:d])


def differences(first: Document, second: Document) -> tuple[Difference, ...]:
    """Every line in which two documents differ, in the order of the page."""
    left, right = list(_placed(first)), list(_placed(second))
    rows: list[Difference] = []
    for a, b in paired([text for _, text, _ in left], [text for _, text, _ in right]):
        one = left[a] if a is not None else ("", "", 0)
        other = right[b] if b is not None else ("", "", 0)
        if one[1] != other[1]:
            rows.append(Difference(one[0] or other[0], one[1], other[1], one[2] or other[2]))
    return tuple(rows)


def number_differences(before: Report, now: Report) -> tuple[Difference, ...]:
    """Every number of the 附表 that two reports of a year state differently, in the catalogue's order."""
    rows: list[Difference] = []
    for code, indicator in now.catalogue.items():
        for word, values in (("", Report.value), ("（上年）", Report.last_year)):
            one, other = (_number(values(report, code)) for report in (before, now))
            if one != other:
                rows.append(Difference(f"{code} {indicator.name}{word}", one, other, code=code))
    return tuple(rows)


def _number(value: Value) -> str:
    return f"{written(value)} {value.unit}".strip() if value.state != "missing" else ""


def excerpts(one: str, other: str) -> tuple[str, str]:
    """Two texts without the long stretches at both ends in which they agree."""
    if not one or not other:
        return one, other
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    rest = zip(reversed(one[same:]), reversed(other[same:]), strict=False)
    end = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], rest))
    return _cut(one, same, end), _cut(other, same, end)


def _cut(text: str, start: int, end: int) -> str:
    """A text with so much of the first `start` and the last `end` characters as tells where one is."""
    head = f"……{text[start - _AROUND : start]}" if start > 2 * _AROUND else text[:start]
    tail = text[len(text) - end :]
    tail = f"{tail[:_AROUND]}……" if end > 2 * _AROUND else tail
    return head + text[start : len(text) - end] + tail


def _placed(document: Document) -> Iterator[tuple[str, str, int]]:
    """Every text with the words for where it stands and the heading it stands under."""
    yield from (("版头", text, 0) for text in masthead_texts(document.masthead))
    yield "标题", document.name, 0
    place, node = "正文", 0
    for block in document.blocks:
        if isinstance(block, Heading):
            place, node = block.line, block.node
        elif isinstance(block, Table):
            place, node = "附表", 0
        own = block.origin[0] if isinstance(block, Paragraph) and block.origin else node
        yield from ((_place(block, place), text, own) for text in block_texts(block))
    yield from (("版记", text, 0) for text in colophon_texts(document.colophon))


def _place(block: Block, heading: str) -> str:
    if isinstance(block, Signature):
        return "落款"
    names = {"addressee": "主送机关", "attachments": "附件说明", "remark": "附注"}
    return names.get(getattr(block, "kind", ""), heading)
