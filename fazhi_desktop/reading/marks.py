"""The number before a heading: 一、（一）1.（1）① 一是 第一部分, in any bracket, spacing or look-alike."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from fazhi_desktop.core.mentions import fold
from fazhi_desktop.core.numerals import parse_chinese
from fazhi_desktop.core.outline import chinese_number

Style = Literal["part", "chinese", "bracketed", "digit", "bracketed_digit", "circle", "ordinal"]
STYLES: tuple[Style, ...] = ("part", "chinese", "bracketed", "digit", "bracketed_digit", "circle", "ordinal")
"""In the order in which they usually stand inside one another; ordinal is 一是."""

_LOOKALIKES = str.maketrans(
    {
        "ー": "一",
        "－": "一",
        "—": "一",
        "–": "一",
        "-": "一",
        "―": "一",
        "─": "一",
        "ｰ": "一",
        "﹣": "一",
        "ニ": "二",
        "ﾆ": "二",
        "=": "二",
        "彡": "三",
        "ミ": "三",
        "兀": "六",
        "Ⅱ": "二",
        "Ⅲ": "三",
        "壹": "一",
        "贰": "二",
        "叁": "三",
        "肆": "四",
        "伍": "五",
        "〇": "〇",
        "○": "〇",
        "O": "〇",
    }
)
_NUMERAL = r"[一二三四五六七八九十ー－—–\-―─ｰ﹣ニﾆ=彡ミ兀壹贰叁肆伍]"
_LEFT, _RIGHT = r"[（(\[【〔﹙［]", r"[）)\]】〕﹚］]"
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第\s*(?P<n>{_NUMERAL}{{1,3}})\s*(?:部分|章)\s*[:：、，,.．]?\s*")),
    (
        "bracketed",
        re.compile(
            rf"{_LEFT}\s*(?P<n>{_NUMERAL}{{1,3}})\s*(?:{_RIGHT}|(?=[\u4e00-\u9fff]{{3}}))\s*[、.．，,：:]?\s*"
        ),
    ),
    ("bracketed", re.compile(r"(?P<n>[一二三四五六七八九十]{1,3})\s*[）)]\s*[、.．]?\s*")),
    (
        "chinese",
        re.compile(
            rf"(?P<n>{_NUMERAL}{{1,3}})\s*(?:[、．.､﹑]|(?<![壹贰叁肆伍兀])[，,:：])\s*(?![一二三四五六七八九十]{{1,2}}(?:[、季级线类产是两]|$))"
        ),
    ),
    ("bracketed_digit", re.compile(rf"{_LEFT}\s*(?P<n>\d{{1,2}})\s*{_RIGHT}\s*[、.．，,]?\s*")),
    ("bracketed_digit", re.compile(r"(?P<n>\d{1,2})\s*[）)]\s*[、.．]?\s*")),
    ("digit", re.compile(r"(?P<n>\d{1,2})\s*[.．、﹒。·]\s*(?!\s*\d)")),
    ("circle", re.compile(r"(?P<c>[\u2460-\u2473\u2776-\u277f])\s*[、.．]?\s*")),
    ("ordinal", re.compile(r"(?P<n>[一二三四五六七八九十]{1,2})是(?!否)\s*[，,：:]?\s*")),
    ("chinese", re.compile(r"(?P<n>[一二三四五六七八九十]{1,2})[ \u3000]+(?=[\u4e00-\u9fff])")),
)
_COMPOSED = re.compile(r"[\u3220-\u3229\u2474-\u249b]")


@dataclass(frozen=True)
class Mark:
    """One number at the start of a line.

    Attributes:
        number: what it counts; 0 where the characters make no number and the sequence must tell.
        end: first character behind it.
        plain: it was spelled the usual way for its style.
    """

    style: Style
    number: int
    end: int
    plain: bool = True

    def written(self) -> str:
        """The number in its normal form: 一, （一）, 1., （1）, ①, 一是."""
        if self.style == "bracketed":
            return f"（{chinese_number(self.number)}）"
        if self.style == "digit":
            return f"{self.number}."
        if self.style == "bracketed_digit":
            return f"（{self.number}）"
        if self.style == "circle":
            return chr(0x2460 + self.number - 1) if self.number <= 20 else f"（{self.number}）"
        return chinese_number(self.number) + ("是" if self.style == "ordinal" else "")

    def numbered(self, number: int) -> "Mark":
        """The same mark with the number its place in the sequence asks for."""
        return replace(self, number=number, plain=False)


def mark_of(line: str) -> Mark | None:
    """The mark a line begins with, leading blanks apart; None where it has none."""
    text = fold(line)
    start = len(text) - len(text.lstrip())
    if composed := _COMPOSED.match(text, start):
        spelled = unicodedata.normalize("NFKC", composed[0])
        inner = mark_of(spelled + line[start + 1 :])
        return replace(inner, end=start + 1 + inner.end - len(spelled)) if inner else None
    for style, pattern in _PATTERNS:
        found = pattern.match(text, start)
        if found is not None:
            mark = _read(style, found)
            if mark is not None:
                return mark
    return None


def _read(style: Style, found: re.Match[str]) -> Mark | None:
    if style == "circle":
        code = ord(found["c"])
        return Mark(style, code - 0x245F if code < 0x2776 else code - 0x2775, found.end())
    written = found["n"]
    if written.isdigit():
        number = int(written)
        return Mark(style, number, found.end()) if 0 < number < 60 else None
    plain = written.translate(_LOOKALIKES)
    number = parse_chinese(plain) or 0
    if style == "chinese" and plain != written and not re.match(r"[一二三四五六七八九十]+$", plain):
        return None
    if not 0 < number < 60 or (len(plain) > 1 and "十" not in plain):
        number = 0
    return Mark(style, number, found.end(), plain=plain == written)
