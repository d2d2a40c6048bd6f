"""Labels of rows and columns: cleaned text, the unit in them, their rank, and what they speak of."""

import re
from functools import lru_cache
from typing import NamedTuple

from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.core.units import UNITS, canonical

UNIT_WORDS = "|".join(re.escape(unit) for unit in ("批次(件次)", *UNITS))
_BRACKET_UNIT = re.compile(
    rf"\((?:单位|计量单位|金额单位)?:?({UNIT_WORDS})(?:[、,/]({UNIT_WORDS}))?\)|\[({UNIT_WORDS})\]"
)
_TAIL_UNIT = re.compile(rf"(?:[、,，/:：]|单位:)({UNIT_WORDS})$")
_PERCENT_TAIL = re.compile(r"\(?[%％]\)?$")
_PREFIX = re.compile(
    r"(?P<zhong>其中[:：,，]?|#)?(?P<mark>[一二三四五六七八九十]{1,3}[、.．]|\([一二三四五六七八九十]{1,3}\)[、.]?"
    r"|\d{1,2}(?:[、．]|\.(?!\d))|\(\d{1,2}\)[、.]?)?(?P<zhong2>其中[:：,，]?)?"
)
_ASKED = re.compile(rf"(?:多少|几)({UNIT_WORDS})")
_LEAD = re.compile(
    rf"\s*(?:[★☆●○■□◆◇▲△※✓√➢►·•*]\s*|(?P<ring>[①-⑳❶-❿])[、.．]?\s*"
    rf"|(?:\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}[.、]?\s*|0\d\s*|\d{{1,2}}\s+)(?!万|亿|岁|年|月|日|周|天|时|{UNIT_WORDS})"
    r"(?=[\u4e00-\u9fff])|[IVXⅠ-Ⅻ]{1,4}[、.．]\s*)"
)
"""Marks, codes and numbers before a label that only numbering in Chinese habit goes without."""
_LONGEST = 200
"""Characters of a label; what goes on beyond them is no name."""


class LabelText(NamedTuple):
    """A label read: without blanks, numbering and unit.

    Attributes:
        rank: 0 for a plain label, else by its numbering: 一、 1, （一） 2, 1. 3, (1) 4, ① 5, 其中 6.
        indent: blanks in front.
    """

    text: str
    unit: str = ""
    rank: int = 0
    child: bool = False
    indent: int = 0


@lru_cache(maxsize=20_000)
def squeeze(text: str) -> str:
    """A label without any blank and with half-width signs, for comparison with word lists."""
    return normalise(text).replace(" ", "")


@lru_cache(maxsize=20_000)
def read_label(raw: str) -> LabelText:
    """Take a label apart."""
    raw = raw[:_LONGEST]
    indent = len(raw) - len(raw.lstrip(" \u3000\u00a0\t"))
    lead = _LEAD.match(raw)
    text = squeeze(raw[lead.end() :] if lead else raw).rstrip(":：;；。?？")
    found = _PREFIX.match(text)
    child, rank = False, 0
    if found:
        child = bool(found["zhong"] or found["zhong2"])
        rank = 5 if lead and lead["ring"] else _rank(found["mark"] or "", child=child)
        text = text[found.end() :] or text
    text, unit = _without_unit(text)
    if not unit and (asked := _ASKED.search(text)):
        text, unit = text[: asked.start()] or text, canonical(asked[1])
    return LabelText(text, unit, rank, child, indent)


def _rank(mark: str, *, child: bool) -> int:
    if not mark:
        return 6 if child else 0
    if mark[0] == "(":
        return 4 if mark[1].isdigit() else 2
    return 3 if mark[0].isdigit() else 1


def _without_unit(text: str) -> tuple[str, str]:
    if found := _BRACKET_UNIT.search(text):
        unit = canonical(found[1] or found[3])
        if found[2]:
            unit = canonical(found[1])
        rest = (text[: found.start()] + text[found.end() :]).strip("/、,")
        return rest or text, unit
    if (found := _TAIL_UNIT.search(text)) and found.start():
        return text[: found.start()], canonical(found[1])
    if (found := _PERCENT_TAIL.search(text)) and found.start():
        return text[: found.start()], "%"
    return text, ""


@lru_cache(maxsize=4096)
def unit_word(text: str) -> str:
    """A unit as the catalogue writes it; '' for any other word."""
    unit = canonical(squeeze(text))
    return unit if unit in UNITS else ""


def clean_path(parts: tuple[str, ...]) -> tuple[str, ...]:
    """A path without empty and repeated neighbours."""
    path: list[str] = []
    for part in parts:
        if part and (not path or path[-1] != part):
            path.append(part)
    return tuple(path)
