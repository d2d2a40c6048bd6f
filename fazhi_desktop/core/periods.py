"""Which stretch of time a quantity belongs to, where its sentence says that it is not the report year."""

import re
from collections.abc import Sequence

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.mentions import fold

_ENDS = "。！？!?\n"
_SINCE = re.compile(
    r"(?:自|从)?[^，。；：,;:、（）()]{0,40}?"
    r"(?:[\d一二三四五六七八九十]{1,4}\s*(?:月|年|日|季度)"
    r"|成立|启用|运行|开展|实施|组建|上线|设立|挂牌|启动)"
    r"[^，。；：,;:、（）()]{0,30}?(?:以来|以后|之后|后至今|至今)"
)
_UNTIL = re.compile(
    r"截(?:至|止|至到)\s*(?:目前[^\d，。；,;]{0,4})?[^，。；,;]{0,12}?"
    r"(?:\d{1,2}\s*月(?:\s*\d{1,2}\s*日|份?底|末)?|[一二三四上下]+(?:季度|半年)末?)"
)
_PART = re.compile(
    r"(?:上半年|下半年|[前第]?[一二三四]个?季度"
    r"|(?<![\d.])\d{1,2}\s*[-—–~至到]\s*\d{1,2}\s*月份?"
    r"|前\s*[\d一二三四五六七八九十]+\s*个月)"
)
_YEAR = re.compile(r"(?<![\d、和-])(20\d\d)\s*年(?:度|全年|底|末)?(?!\s*[-—–~至到、]\s*20)")
_WHOLE_YEAR = re.compile(
    r"^\s*(?:自|从)?\s*(?:今年|本年度?|一年|年初|全年|20\d\d\s*年度?)"
    r"(?:初|度)?\s*(?:以来|来|至今)$"
)
_COMPARES = re.compile(r"(?:较|比|同|与|相比)[^，。；,;]{0,6}$")


@frozen
class Period:
    """Words for a stretch of time, in force from `start` to `end` of the paragraph."""

    start: int
    end: int
    words: str


def periods(text: str, year: int | None) -> tuple[Period, ...]:
    """All stretches of time of a paragraph that are not the report year; the later one wins."""
    plain = fold(text)
    found: list[Period] = []
    for pattern in (_SINCE, _UNTIL, _PART, _YEAR):
        for match in pattern.finditer(plain):
            if pattern is _SINCE and (_WHOLE_YEAR.match(match[0]) or _spans_year(match[0], year)):
                continue
            if pattern is _YEAR and (
                year is None
                or int(match[1]) == year
                or _COMPARES.search(plain[: match.start()])
                or not re.match(r"\s*[，,]|全年|\s*[\u4e00-\u9fff]", plain[match.end() :] or "。")
            ):
                continue
            found.append(
                Period(
                    match.start(),
                    _reach(plain, match.end(), narrow=pattern is _YEAR),
                    text[match.start() : match.end()].strip("，, "),
                )
            )
    return tuple(sorted(found, key=lambda period: period.start))


def period_at(found: Sequence[Period], start: int) -> str | None:
    """The period words in force at a place, None for the report year."""
    inside = [period for period in found if period.start <= start < period.end]
    return inside[-1].words if inside else None


def _spans_year(words: str, year: int | None) -> bool:
    match = re.search(r"(20\d\d)\s*年\s*(?:度)?\s*(?:以来|至今)$", words)
    return bool(match and year is not None and int(match[1]) == year)


def _reach(plain: str, start: int, *, narrow: bool) -> int:
    """To the end of the sentence; a bare year reaches only to the end of its clause."""
    ends = _ENDS + "；;，," if narrow else _ENDS
    skip = start + 1 if narrow and plain[start : start + 1] in "，," else start
    return min((cut for mark in ends if (cut := plain.find(mark, skip)) >= 0), default=len(plain))
