"""What differs between two versions of a text, and between the two editions side by side."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi_desktop.document.tree import (
    Block,
    Document,
    Heading,
    Signature,
    Table,
    block_texts,
    colophon_texts,
    masthead_texts,
)

_ALIKE = 0.5
"""Share of equal characters from which two lines are taken for one that was changed."""
_TOKEN = re.compile(r"\d[\d.,]*\d|[A-Za-z]+|.", re.S)
"""A number is replaced as a whole, never digit by digit."""


@dataclass(frozen=True)
class EditionDifference:
    """One line of the comparison: where, and what each edition says there; '' where it says nothing."""

    place: str
    submit: str
    public: str


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


def edition_differences(submit: Document, public: Document) -> tuple[EditionDifference, ...]:
    """Every line in which 报送版 and 公开版 differ, in the order of the page."""
    left, right = list(_placed(submit)), list(_placed(public))
    rows: list[EditionDifference] = []
    for a, b in paired([text for _, text in left], [text for _, text in right]):
        one = left[a] if a is not None else ("", "")
        other = right[b] if b is not None else ("", "")
        if one[1] != other[1]:
            rows.append(EditionDifference(one[0] or other[0], one[1], other[1]))
    return tuple(rows)


def _placed(document: Document) -> Iterator[tuple[str, str]]:
    """Every text with the words for where it stands."""
    yield from (("版头", text) for text in masthead_texts(document.masthead))
    yield "标题", document.name
    place = "正文"
    for block in document.blocks:
        if isinstance(block, Heading):
            place = block.line
        elif isinstance(block, Table):
            place = "附表"
        yield from ((_place(block, place), text) for text in block_texts(block))
    yield from (("版记", text) for text in colophon_texts(document.colophon))


def _place(block: Block, heading: str) -> str:
    if isinstance(block, Signature):
        return "落款"
    names = {"addressee": "主送机关", "attachments": "附件说明", "remark": "附注"}
    return names.get(getattr(block, "kind", ""), heading)
