"""Headings glued to what stands before them on the same line: …问题。（二）规范执法."""

import re

from fazhi_desktop.reading.marks import Mark, mark_of

_INNER = re.compile(
    r"(?<=[。；！”：:\s\u4e00-\u9fff])\s*(?:[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]|\d{1,2}\s*[.．](?!\d)|[一二三四五六七八九十]{1,2}、)"
)
_SECOND = re.compile(r"。\s*二\s*、")


class Gluing:
    """Walks down the lines of one report and cuts each where the next heading of an open sequence begins."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def cut(self, text: str) -> list[str]:
        """The pieces of a line, the line itself where nothing is glued."""
        return _pieces(text, self._last)


def _pieces(text: str, last: dict[str, int]) -> list[str]:
    pieces: list[str] = []
    mark = _note(text, last)
    start = 0
    for found in _INNER.finditer(text):
        place = found.start() + len(found[0]) - len(found[0].lstrip())
        inner = mark_of(text[place:])
        if inner is None or place <= start + (mark.end if mark else 0):
            continue
        before = text[start:place].rstrip()
        if not (_follows(inner, before, mark, last) or _opens(inner, before, text[place:], last)):
            continue
        pieces.append(before)
        start = place
        mark = _note(text[place:], last)
    return [*pieces, text[start:]] if pieces else [text]


def _note(text: str, last: dict[str, int]) -> Mark | None:
    mark = mark_of(text)
    if mark is not None and mark.number:
        last[mark.style] = mark.number
        for style in _below(mark.style):
            last.pop(style, None)
    return mark


def _below(style: str) -> tuple[str, ...]:
    order = ("chinese", "bracketed", "digit", "bracketed_digit")
    return order[order.index(style) + 1 :] if style in order else ()


def _opens(inner: Mark, before: str, rest: str, last: dict[str, int]) -> bool:
    """Whether the chapters of a report without line breaks begin here: …报告如下：一、…。二、…"""
    return (
        inner.style == "chinese"
        and inner.number == 1
        and "chinese" not in last
        and len(before) > 20
        and before.endswith(("：", ":", "。"))
        and _SECOND.search(rest) is not None
    )


def _follows(inner: Mark, before: str, mark: Mark | None, last: dict[str, int]) -> bool:
    """Whether an inner number is the next of its sequence, or the first one under a heading just ended."""
    if inner.number == 0:
        return False
    if inner.number == 1 and inner.style not in last:
        unfinished = mark is not None and "。" not in before and inner.style in _below(mark.style)
        return (
            unfinished
            and inner.style != "chinese"
            and 6 <= len(before) <= 60
            and before[-1] not in "：:、，,"
        )
    return last.get(inner.style) == inner.number - 1 and before.endswith(("。", "；", "！", "。”"))
