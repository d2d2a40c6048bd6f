"""One quantity as a clerk writes it into a cell or a field: number, unit, qualifier, or a word for none."""

import re
from typing import Literal

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.numerals import IN_WORDS, normalise, parse_number
from fazhi_desktop.core.units import UNITS, canonical
from fazhi_desktop.core.values import Qualifier

NOT_APPLICABLE = frozenset(
    {
        "—",
        "-",
        "--",
        "—-",
        "——",
        "－",
        "–",
        "/",
        "\\",
        "N/A",
        "n/a",
        "NA",
        "无",
        "不涉及",
        "无此职责",
        "不适用",
        "无相关职责",
        "无此项",
        "无此项职责",
        "本单位无此职责",
        "不具有该职责",
        "本单位无相关行政执法职责",
        "∕",
        "／",
        "*",
        "…",
        "……",
        "ー",
        "一 一",
        "//",
    }
)
ZERO_WORDS = frozenset({"零", "尚无", "未发生", "没有", "暂未发生", "未开展", "0", "〇", "无发生", "暂无"})
MISSING_WORDS = frozenset({"暂缺", "待填", "待补", "未报", "待报", "缺"})

_BEFORE: tuple[tuple[str, Qualifier], ...] = (
    ("不足", "below"),
    ("不到", "below"),
    ("低于", "below"),
    ("少于", "below"),
    ("小于", "below"),
    ("<", "below"),
    ("大约", "about"),
    ("约", "about"),
    ("近", "about"),
    ("将近", "about"),
    ("接近", "about"),
    ("大概", "about"),
    ("超过", "over"),
    ("超", "over"),
    ("逾", "over"),
    ("至少", "over"),
    (">", "over"),
    ("高于", "over"),
)
_AFTER: tuple[tuple[str, Qualifier], ...] = (
    ("以上", "over"),
    ("余", "over"),
    ("多", "over"),
    ("左右", "about"),
    ("上下", "about"),
    ("以下", "below"),
    ("以内", "below"),
    ("+", "over"),
)
_UP = {
    "上百": "100",
    "上千": "1000",
    "上万": "10000",
    "上亿": "100000000",
    "数百": "100",
    "数千": "1000",
    "数十": "10",
    "数万": "10000",
    "成百": "100",
    "成千": "1000",
    "成千上万": "10000",
}
_NUMBER = r"(?P<number>\d+亿\d+[十百千]?万|[+-]?(?:\d[\d,， ]*(?:\.\d+)?|\.\d+)|" + IN_WORDS + ")"
_SCALE = r"(?P<scale>[十百千万亿]*)"
_RANGE = re.compile(
    r"(?P<low>\d[\d,]*(?:\.\d+)?)(?:%|％)?(?P<lowscale>[万亿]?)\s*(?:-|—|–|~|～|至|到)\s*"
    r"(?P<high>\d[\d,]*(?:\.\d+)?)(?P<scale>[万亿]?)(?P<rest>.*)"
)

StateWord = Literal["value", "not_applicable", "missing"]


@frozen
class Quantity:
    """What one piece of text says.

    Attributes:
        number, high: digits as written; high only for a range.
        unit: as written in canonical spelling, '' where none stands.
        scaled: the digits were multiplied by a written 万 or 亿.
        in_words: the number was a word or a Chinese numeral.
    """

    state: StateWord
    number: str | None = None
    high: str | None = None
    unit: str = ""
    qualifier: Qualifier = "exact"
    scaled: bool = False
    in_words: bool = False


def parse_quantity(text: str) -> Quantity | None:
    """Read a whole string as one quantity (`3039件`, `720余人次`, `约16万元`, `—`); None where it is none.

    An empty string is missing. Nothing is guessed: text with anything left over is no quantity.
    """
    plain = normalise(text)
    if not plain or plain in MISSING_WORDS:
        return Quantity("missing")
    if plain in ZERO_WORDS:
        return Quantity("value", number="0", in_words=plain not in {"0"})
    if plain in NOT_APPLICABLE or text.strip() in NOT_APPLICABLE:
        return Quantity("not_applicable")
    return _range(plain) or _single(plain)


def _range(plain: str) -> Quantity | None:
    found = _RANGE.fullmatch(plain)
    if found is None:
        return None
    unit = canonical(found["rest"].strip())
    if unit and unit not in UNITS:
        return None
    low = parse_number(found["low"] + (found["lowscale"] or found["scale"]))
    high = parse_number(found["high"] + found["scale"])
    if low is None or high is None or float(low) >= float(high):
        return None
    return Quantity("value", number=low, high=high, unit=unit, qualifier="range", scaled=bool(found["scale"]))


def _single(plain: str) -> Quantity | None:
    qualifier: Qualifier = "exact"
    rest = plain
    for word, number in _UP.items():
        if rest.startswith(word) and (tail := _unit_of(rest[len(word) :])) is not None:
            return Quantity("value", number=number, unit=tail, qualifier="over", in_words=True)
    for word, meaning in _BEFORE:
        if rest.startswith(word):
            qualifier, rest = meaning, rest[len(word) :].strip()
            break
    rest = rest.removeprefix("百分之") + "%" if rest.startswith("百分之") else rest
    found = re.match(_NUMBER + _SCALE, rest)
    if found is None:
        return None
    after = rest[found.end() :].strip()
    for word, meaning in _AFTER:
        if after.startswith(word):
            qualifier = meaning if qualifier == "exact" else qualifier
            after = after[len(word) :].strip()
            break
    scale = found["scale"]
    if tail := re.match(r"[万亿]+", after):
        scale, after = scale + tail[0], after[tail.end() :]
    return _finish(found["number"].strip(), scale, after, qualifier)


def _finish(number: str, scale: str, after: str, qualifier: Qualifier) -> Quantity | None:
    for word, meaning in _AFTER:
        if after.endswith(word) and after != word:
            qualifier, after = (meaning if qualifier == "exact" else qualifier), after[: -len(word)].strip()
    unit = _unit_of(after)
    if unit is None:
        return None
    if unit == "元" and scale in {"万", "亿"} and re.match(r"[+\-\d.]", number):
        unit, scale = scale + "元", ""
    digits = parse_number(number + scale)
    if digits is None:
        return None
    in_words = not re.match(r"[+\-\d.]", number)
    return Quantity(
        "value", number=digits, unit=unit, qualifier=qualifier, scaled=bool(scale), in_words=in_words
    )


def _unit_of(text: str) -> str | None:
    """The unit a tail spells, '' for an empty tail, None where it is something else."""
    tail = canonical(text.strip())
    if tail.startswith("（") and tail.endswith("）"):
        tail = tail[1:-1]
    return tail if not tail or tail in UNITS else None
