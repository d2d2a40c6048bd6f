"""Numbers as people write them: full-width digits, thousands groups, Chinese numerals, 万 and 亿."""

import re
import unicodedata
from decimal import Decimal

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
BIG = {"万": 10**4, "亿": 10**8, "萬": 10**4}

CHINESE = "[" + "".join((*DIGITS, *TENS, *BIG)) + "]"
_TAIL = "点[" + "".join(DIGITS) + "]+"
IN_WORDS = f"{CHINESE}+(?:{_TAIL})?"
"""A number in Chinese, with what follows the whole: 九十六点一."""

_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)")
_SCALED = re.compile(r"([+-]?[\d,. ]+?)\s*((?:十|百|千|万|亿)+)")
_MIXED = re.compile(r"(\d+)亿(\d+)([十百千]?万)")
_POINTED = re.compile(rf"({CHINESE}+)({_TAIL})([十百千万亿]*)")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def normalise(text: str) -> str:
    """NFKC (full-width to half-width), invisible characters out, every blank one space, ends trimmed."""
    plain = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    return re.sub(r"\s+", " ", plain.replace("−", "-").replace("﹣", "-")).strip()


def written(number: Decimal) -> str:
    """A Decimal as plain digits, without exponent and without superfluous zeros before the point."""
    text = format(number, "f")
    return text


def parse_number(text: str) -> str | None:
    """A whole string as digits as written ("3039", "99.70"), or None where it is no number.

    Thousands groups only in threes; `1.6万` becomes 16000; Chinese numerals (九十六点一) are read.
    """
    plain = normalise(text)
    if not plain:
        return None
    if _GROUPED.fullmatch(plain):
        return plain.replace(",", "").replace(" ", "").lstrip("+")
    if _PLAIN.fullmatch(plain):
        digits = plain.lstrip("+")
        return "0" + digits if digits.startswith(".") else digits
    if mixed := _MIXED.fullmatch(plain):
        return str(int(_scale(mixed[1], "亿")) + int(_scale(mixed[2], mixed[3])))
    if scaled := _SCALED.fullmatch(plain):
        head = parse_number(scaled[1])
        return None if head is None else _scale(head, scaled[2])
    if pointed := _POINTED.fullmatch(plain):
        whole, tail = parse_chinese(pointed[1]), "".join(str(DIGITS[char]) for char in pointed[2][1:])
        return None if whole is None else _scale(f"{whole}.{tail}", pointed[3])
    number = parse_chinese(plain)
    return None if number is None else str(number)


def _scale(digits: str, marks: str) -> str:
    if not marks:
        return digits
    factor = Decimal(1)
    for mark in marks:
        factor *= TENS.get(mark) or BIG[mark]
    number = Decimal(digits) * factor
    if number == number.to_integral_value():
        return written(number.to_integral_value())
    return written(number.normalize())


def parse_chinese(text: str) -> int | None:
    """A Chinese numeral (七, 十二, 两万, 一百零五, 二〇二三) as an int, or None."""
    if not text or not re.fullmatch(CHINESE + "+", text):
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    total = section = digit = 0
    smallest = 10**12
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in TENS:
            if TENS[char] >= smallest:
                return None
            smallest = TENS[char]
            section += (digit or 1) * TENS[char]
            digit = 0
        else:
            if section + digit == 0 and total == 0:
                return None
            total = (
                (total + section + digit) * BIG[char]
                if BIG[char] > total
                else (total + (section + digit) * BIG[char])
            )
            section = digit = 0
            smallest = 10**12
    return total + section + digit
