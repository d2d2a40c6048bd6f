"""What must stay on one line: a number with its unit, a date, the year and number of a document."""

import re
from collections.abc import Iterator, Sequence

from fazhi_desktop.core.units import UNITS
from fazhi_desktop.document.tree import Run

_WORDS = sorted(
    {
        *UNITS,
        "年度",
        "年",
        "月",
        "日",
        "时",
        "分",
        "秒",
        "号",
        "个",
        "‰",
        "℃",
        "㎡",
        "周年",
        "届",
        "万",
        "亿",
        "余",
        "多",
        "％",
        "％以上",
        "号令",
    },
    key=len,
    reverse=True,
)
_UNIT = "|".join(re.escape(word) for word in _WORDS)
_KEPT = re.compile(
    rf"(?:〔\d{{4}}〕\s?\d+\s?号?|\d[\d,.:]*(?:\s?(?:余|多|万|亿|百|千)?(?:{_UNIT}))?)(?:……|——|[；：])?"
)
_CHANGE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])")
_WORD = re.compile(r"[!-~]+")
LONGEST = 14
"""Characters a group may have; longer ones are broken like any text."""


def groups(runs: Sequence[Run]) -> Iterator[tuple[bool, tuple[Run, ...]]]:
    """Runs cut into groups, in order; a group marked True must not be broken.

    A quantity keeps its unit even where the digits are a link and the unit stands beside it.
    """
    text = "".join(run.text for run in runs)
    cuts = [
        (found.start(), found.end())
        for found in _KEPT.finditer(text)
        if 1 < found.end() - found.start() <= LONGEST
    ]
    position = 0
    for start, end in cuts:
        if start > position:
            yield False, cut(runs, position, start)
        yield True, cut(runs, start, end)
        position = end
    if position < len(text):
        yield False, cut(runs, position, len(text))


def cut(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """The runs between two places of their joined text."""
    pieces: list[Run] = []
    position = 0
    for run in runs:
        first, last = max(start - position, 0), min(end - position, len(run.text))
        if first < last:
            ends = last == len(run.text)
            pieces.append(Run(run.text[first:last], run.link, run.note if ends else 0))
        position += len(run.text)
    return tuple(pieces)


def changes_script(before: str, after: str) -> bool:
    """Whether Chinese and letters or digits meet between two texts, so that a narrow blank stands there."""
    return _CHANGE.search(before[-1:] + after[:1]) is not None


def atoms(text: str, longest: int, step: int) -> Iterator[str | None]:
    """A text in pieces; None between them is a narrow blank between scripts, "" a place to break a long word.

    Words longer than `longest` may break after every `step` characters: a row of 120 digits or an address
    would otherwise run out of the page.
    """
    for place, part in enumerate(_CHANGE.split(text)):
        if place:
            yield None
        position = 0
        for found in _WORD.finditer(part):
            start, end = found.span()
            if end - start > longest:
                yield part[position : start + step]
                for at in range(start + step, end, step):
                    yield ""
                    yield part[at : min(at + step, end)]
                position = end
        if position < len(part):
            yield part[position:]
