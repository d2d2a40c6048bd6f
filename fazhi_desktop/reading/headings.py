"""Where a heading ends: on its own line, run into its body, or glued to what follows on the same line."""

import re
from dataclasses import dataclass

_OPENERS = (
    r"(?:20\d\d|二[〇○零]|一年来|今年|本年|全年|年内|我[镇局区县乡街办市委院]|过去|虽然|尽管|按照|根据|为[进贯深切全了]|为认真|"
    r"截至|截止|经[自分梳]|对照|回顾|随着|当前|目前|主要(?:表现|存在|体现)|存在以下|从.{2,12}(?:情况)?看|在(?:取得|肯定|看到|.{2,12}领导下))"
)
_ROLE_END = re.compile(
    rf"^(.{{3,45}}?(?:成效|情况|原因|安排|打算|计划|不足|问题|举措|措施|职责|思路|事项|成果|做法|总结|短板|困难|重点))"
    rf"[\s:：]*(?={_OPENERS})"
)
_OWN_LINE = 60
_SHORT = 30
_LONG_SENTENCE = 34
_LONG_WITH_COLON = 50


@dataclass(frozen=True)
class HeadingText:
    """The heading of a marked paragraph; `body` is where the text behind it begins."""

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
