"""Where a heading ends: on its own line, run into its body, or glued to what follows on the same line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fazhi_desktop.reading.marks import Mark, mark_of
from fazhi_desktop.reading.repair import Paragraph

_OPENERS = (
    r"(?:20\d\d|二[〇○零]|一年来|今年|本年|全年|年内|我[镇局区县乡街办市委院]|过去|虽然|尽管|按照|根据|为[进贯深切全了]|为认真|"
    r"截至|截止|经[自分梳]|对照|回顾|随着|当前|目前|主要(?:表现|存在|体现)|存在以下|从.{2,12}(?:情况)?看|在(?:取得|肯定|看到|.{2,12}领导下))"
)
_ROLE_END = re.compile(
    rf"^(.{{3,45}}?(?:成效|情况|原因|安排|打算|计划|不足|问题|举措|措施|职责|思路|事项|成果|做法|总结|短板|困难|重点))"
    rf"[\s:：]*(?={_OPENERS})"
)
_INNER = re.compile(
    r"(?<=[。；！”\s\u4e00-\u9fff])\s*(?:[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]|\d{1,2}\s*[.．](?!\d)|[一二三四五六七八九十]{1,2}、)"
)
_OWN_LINE = 60
_SHORT = 30
_LONG_SENTENCE = 34
_LONG_WITH_COLON = 50


@dataclass(frozen=True)
class HeadingText:
    """The heading of a marked paragraph; `body` is where the text behind it begins, its length where none does."""

    heading: str
    body: int

    def runs_in(self, text: str) -> bool:
        """Whether the paragraph goes on behind the heading."""
        return bool(text[self.body :].strip())


def heading_text(text: str, start: int) -> HeadingText:
    """Cut the heading out of a paragraph whose mark ends at `start`.

    It reaches to the first 。; where that is a long sentence, to an earlier colon, gap or chapter wording.
    """
    rest = text[start:]
    stop = rest.find("。")
    if stop < 0 and len(rest) <= _OWN_LINE:
        return _cut_wording(text, start, rest) or HeadingText(_trimmed(rest), len(text))
    end = stop if stop >= 0 else len(rest)
    first = rest[:end]
    shorter = _cut_wording(text, start, first)
    if shorter is None and len(first) > _LONG_SENTENCE:
        shorter = _cut_sign(start, first)
    return shorter or HeadingText(_trimmed(first), start + end + (1 if stop >= 0 else 0))


def _cut_sign(start: int, first: str) -> HeadingText | None:
    """强化学习：组织…, 强化学习 镇党委…: a colon or a gap behind a short phrase."""
    for found in re.finditer(r"\s*[：:]\s*|[ \u3000]+", first):
        head = first[: found.start()]
        gap = not found[0].strip()
        if not gap and len(first) <= _LONG_WITH_COLON:
            continue
        if len(head) > _SHORT or (
            gap and (not re.search(r"[\u4e00-\u9fff]{3}$", head) or not _new_thought(first[found.end() :]))
        ):
            continue
        if len(head) >= 3 and head.count("“") == head.count("”") and head.count("《") == head.count("》"):
            return HeadingText(_trimmed(head), start + found.end())
    return None


def _new_thought(rest: str) -> bool:
    return len(rest) > 20 and re.match(r"[\u4e00-\u9fff“《]", rest) is not None


def _cut_wording(text: str, start: int, first: str) -> HeadingText | None:
    found = _ROLE_END.match(first)
    if found is None:
        return None
    body = start + found.end()
    return HeadingText(_trimmed(found[1]), body) if len(text) - body > 12 else None


def _trimmed(heading: str) -> str:
    return heading.strip(" \t\u3000").rstrip("。.：:；;，,、 \u3000")


def split_glued(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs cut where the next heading of an open sequence follows on the same line."""
    made: list[Paragraph] = []
    last: dict[str, int] = {}
    for paragraph in paragraphs:
        if paragraph.table:
            made.append(paragraph)
            continue
        for piece in _pieces(paragraph.text, last):
            made.append(
                Paragraph(piece, paragraph.level if piece is paragraph.text else 0, joined=paragraph.joined)
            )
    return made


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
        if not _follows(inner, before, mark, last):
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
