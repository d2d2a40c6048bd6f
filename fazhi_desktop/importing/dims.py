"""What a label speaks of: a period, a village, a total, a bare measure, or content."""

import re
from dataclasses import dataclass
from functools import lru_cache

from fazhi_desktop.core.numerals import parse_chinese
from fazhi_desktop.importing.labels import unit_word
from fazhi_desktop.importing.structure import Axis
from fazhi_desktop.importing.words import Words
from fazhi_desktop.matching.labels import MEASURES

_YEAR = re.compile(r"((?:19|20)\d{2})年?度?")
_MONTH = re.compile(
    r"(?:((?:19|20)\d{2})年|((?:19|20)\d{2})[.\-/])?(\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
)
_MONTH_DOTTED = re.compile(r"((?:19|20)\d{2})[.\-/](\d{1,2})")
_QUARTER = re.compile(r"(?:((?:19|20)\d{2})年)?(?:第?([一二三四1234])季度?|([1-4])季度|[Qq]([1-4]))")
_HALF = re.compile(r"(?:((?:19|20)\d{2})年)?([上下])半年")
_MEASURE = re.compile(
    r"(?:案件|事项|办理|完成|实施|发生|累计|实际|统计|填报|工作|活动|开展|具体|总)*"
    r"(?:数量|总数|件数|次数|场次|数|量|值|情况|合计|数据|数值|结果)"
)
_REPORTED = ("本期", "当期", "本报", "本次")
"""How labels name the period of the return itself."""
_REMARK = re.compile(
    r"\((?:(?:不?含|包括|指|以|按|截至|自|注|详见|不同|同一|一次|仅|只)[^()]{1,40}|[^()]{12,60})\)$"
)
_SPAN = re.compile(r"(\d{1,2})[-—~至到](\d{1,2})月份?")
_BRACKET = re.compile(r"([^()]+)\(([^()]+)\)")
_SUM_OF_PLACES = re.compile(
    r"[一-鿿]{0,6}(?:社区|[村居片组街]|片区|网格|[中大]队|科室|[站所]|部门|单位|村居|村街|学校|企业)(?:小计|合计)"
)
"""Sums of some of the places or offices that a table lists."""
_PREFIXES = (
    ("本年度", "current"),
    ("今年", "current"),
    ("全年", "current"),
    ("上年度", "last"),
    ("上年同期", "last"),
    ("上年全年", "last"),
    ("上年", "last"),
    ("去年同期", "last"),
    ("去年全年", "last"),
    ("去年", "last"),
    ("本月", "now"),
    ("当月", "now"),
)
"""Words of a period before what was counted in it."""
_CARRIED = re.compile("结转|转入|转结|遗留|未|余|末|底|度")
"""What came over from the year before is of this year: 上年结转, 上年遗留."""


@dataclass(frozen=True)
class Dim:
    """An axis read as dimensions.

    Attributes:
        content: labels that may name an indicator; measure: words that only say how it is counted.
        period: year, month (2023-10), quarter (2023-Q1); None for the report year.
        current: it says so itself: 本年累计, 全年. now: 本期, of a period unknown here; span: 本月, 本季.
        part: village, unit or class. skipped: plan, ranking, growth.
    """

    content: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    period: str | None = None
    current: bool = False
    now: bool = False
    span: bool = False
    part: str | None = None
    total: bool = False
    skipped: bool = False


def dim_of(
    axis: Axis, words: Words, year: int, *, parts_here: bool = False, months_here: bool = False
) -> Dim:
    """The dimensions of one axis; `parts_here`: its head says its labels are villages or units."""
    return _dim(axis.path, axis.total, words, year, parts_here, months_here)


@lru_cache(maxsize=20_000)
def _dim(
    path: tuple[str, ...], total: bool, words: Words, year: int, parts_here: bool, months_here: bool
) -> Dim:
    content: list[str] = []
    measure: list[str] = []
    period, part = None, None
    current = now = span = skipped = False
    for place, label in enumerate(map(without_remark, path)):
        rest, found = period_of(label, words, year)
        current, now = current or found == "current", now or found == "now"
        span = span or (found == "now" and label[:2] not in _REPORTED)
        if found and found not in ("current", "now"):
            period = found
        if months_here and not found and label.isdigit() and 1 <= int(label) <= 12:
            period, rest = f"{year}-{int(label):02d}", ""
        if not rest:
            continue
        if is_total(rest, words):
            total = True
        elif rest in words.skipped or words.skipped_pattern.fullmatch(rest):
            skipped = True
        elif is_measure(rest, words):
            measure.append(rest)
        elif (
            place == len(path) - 1
            and (parts_here or words.part.fullmatch(rest))
            and part is None
            and not (found or is_title_like(rest))
        ):
            part = rest
        else:
            content.append(rest)
    return Dim(
        tuple(content), tuple(measure), None if current else period, current, now, span, part, total, skipped
    )


def without_remark(label: str) -> str:
    """A label without a bracket that only explains it: （不同渠道公开的相同信息计1条）, （含简易程序）."""
    return _REMARK.sub("", label) or label


def is_total(label: str, words: Words) -> bool:
    """合计, 总计, 小计, 社区小计 … with or without a bracket behind."""
    bare = re.sub(r"\([^)]*\)$", "", label)
    return bool(words.total.fullmatch(bare) or _SUM_OF_PLACES.fullmatch(bare))


def is_measure(label: str, words: Words) -> bool:
    """A column head that says nothing about what is counted: 数量, 件数, 完成情况."""
    return label in words.measure or label in MEASURES or bool(unit_word(label) or _MEASURE.fullmatch(label))


def is_title_like(label: str) -> bool:
    """A label that is a heading rather than a place."""
    return label.endswith(("表", "情况", "工作"))


@lru_cache(maxsize=20_000)
def period_of(label: str, words: Words, year: int) -> tuple[str, str]:
    """(rest of the label, period): period is `current`, `now`, a year, month, quarter, half, or ''."""
    if (said := relative_period(label, words)) is not None:
        return said[0], str(year - 1) if said[1] == "last" else said[1]
    if bracket := _BRACKET.fullmatch(label):
        outer, inner = (period_of(part, words, year) for part in bracket.groups())
        if inner[1] and not inner[0]:
            return outer if outer[1] else (outer[0], inner[1])
    for read in (_month, _quarter, _half):
        if (found := read(label, year)) is not None:
            return found
    if found := _YEAR.match(label):
        rest = label[found.end() :].strip("()（）-—:：")
        stated = int(found[1])
        own = "current" if stated == year else str(stated)
        if span := _SPAN.match(rest):
            whole = (span[1], span[2]) == ("1", "12")
            left = _counted(rest[span.end() :], words)
            return (label, "") if left is None else (left, own if whole else f"{stated}-{span[0]}")
        if not rest or not (rest[0].isdigit() or (stated < year and _CARRIED.match(rest))):
            left = _counted(rest, words)
            return rest if left is None else left, own
    for prefix, period in _PREFIXES:
        rest = label.removeprefix(prefix)
        if 2 <= len(rest) < len(label) and not _CARRIED.match(rest):
            return rest, period if period != "last" else str(year - 1)
    return label, ""


@lru_cache(maxsize=20_000)
def relative_period(label: str, words: Words) -> tuple[str, str] | None:
    """(the measure in it, `current`, `last` or `now`) of a head of a period: 上年办理数, 本年累计完成件数."""
    for pattern, period in ((words.current, "current"), (words.last, "last"), (words.now, "now")):
        found = pattern.match(label)
        if found and (left := _counted(label[found.end() :], words)) is not None:
            return left, period
    return None


def _counted(rest: str, words: Words) -> str | None:
    """The measure behind the word of a period, '' for none; None where more is said than that."""
    left = words.spoken.sub("", rest, count=1).rstrip(")")
    return left if not left or is_measure(left, words) else None


def _month(label: str, year: int) -> tuple[str, str] | None:
    found = _MONTH.fullmatch(label) or _MONTH.match(label)
    if found is None:
        if dotted := _MONTH_DOTTED.fullmatch(label):
            return "", f"{dotted[1]}-{int(dotted[2]):02d}" if 1 <= int(dotted[2]) <= 12 else ""
        return None
    month = int(found[3]) if found[3].isdigit() else parse_chinese(found[3]) or 0
    rest = label[found.end() :].strip("()（）-—:：")
    if not 1 <= month <= 12 or re.match(r"\d|以来|起|至|底|初", rest):
        return None
    return rest, f"{found[1] or found[2] or year}-{month:02d}"


def _quarter(label: str, year: int) -> tuple[str, str] | None:
    found = _QUARTER.match(label)
    if found is None:
        return None
    digit = found[2] or found[3] or found[4]
    number = int(digit) if digit.isdigit() else "一二三四".index(digit) + 1
    return label[found.end() :], f"{found[1] or year}-Q{number}"


def _half(label: str, year: int) -> tuple[str, str] | None:
    found = _HALF.match(label)
    if found is None:
        return None
    return label[found.end() :], f"{found[1] or year}-H{1 if found[2] == '上' else 2}"
