"""Kinds of cells, and single cells read as quantities and dates.

A kind is one character: ' ' empty, n number, q text that is a quantity, w a weak word (无, —, 零, 三件),
d date, D date written as text, y year written as text, t text, l long text, i identity or telephone number,
x error, f formula without a stored value.
"""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.core.quantities import Quantity, parse_quantity
from fazhi_desktop.importing.grids import Look, Value
from fazhi_desktop.importing.several import several

LONG_TEXT = 28
MOST_COUNTED = 10**10
"""A whole number from here on is an identity or account number."""
_LONGEST_QUANTITY = 200
NUMERIC = frozenset("nqxf")
_IDENTITY = re.compile(
    r"\d{11,}|\d{17}[\dXx]|0\d{2,3}-\d{7,8}|1[3-9]\d{9}|\d{3,4}-\d{4}-?\d{4}|\d{6}\*+\d{2,4}[\dXx]?"
)
_DATE_TEXT = re.compile(
    r"(?:(?:19|20)\d{2})\s?[-./年]\s?(?:0?[1-9]|1[0-2])(?:\s?[-./月]\s?(?:0?[1-9]|[12]\d|3[01])日?|月份?)?"
    r"(?: \d{1,2}:\d{2}(?::\d{2})?)?|(?:0?[1-9]|1[0-2])月(?:0?[1-9]|[12]\d|3[01])日"
)
_YEAR = re.compile(r"(?:19|20)\d{2}年度?")
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)", re.I)
_SENTENCE = re.compile(
    r"\d[余多]?(?:人次|[次件场人名份条个期张块%]).*[,，、。;；]|[,，、。;；].*\d[余多]?(?:人次|[次件场人名份条个期%])"
)
_VERB = re.compile(
    r"(?:共计|总计|合计|累计|共|已|制定|修订|聘请|聘任|开展|组织|完成|办理|受理|办结|发放|召开|举办|接待|化解|调解|调处|培训|审查|审核|备案"
    r"|新增|出具|收到|处理|处罚|检查|建成|设立|配备|参加|参训|印发|清理|废止|答复|发布|推送|解答|提供|达成|达到|达|有|为)+[:：]?(?=[\d约近超逾不一二三四五六七八九十百千万两])"
)
_NOTED = re.compile(r"(\d[\d,.]*[余多万]*[一-鿿]{0,3})\s*\([^()]*[^()\d][^()]*\)")
"""A number with a note behind it: 29（其中简易程序20件）."""
_WORDED = re.compile(
    r"(?P<before>[一-鿿]{1,10}?)[:：]?(?P<said>(?:大?约|近|超过?|逾|不足|不到)?\d[\d,.]*\D{1,5})"
)
_AFTER = re.compile(r"\([^()]*\)$")
_OTHER_NUMBER = re.compile(r"[增减降升涨较比同每第前另未余剩缺差应拟级]|其中|至少|不少|不低|不超|计划|目标")
_WEAK_DIGITS = re.compile(r"\d")


@lru_cache(maxsize=50_000)
def text_kind(text: str) -> str:
    """The kind of a text cell."""
    plain = normalise(text[:400])
    if not plain:
        return " "
    if len(plain) > LONG_TEXT:
        return "l" if re.search(r"\d|[一二三四五六七八九十百千万]余?[次件场人名份条个]", plain) else "t"
    if len(plain) > 12 and _SENTENCE.search(plain):
        return "l"
    if _ERROR.fullmatch(plain):
        return "x"
    if _IDENTITY.fullmatch(plain):
        return "i"
    if _YEAR.fullmatch(plain):
        return "y"
    if _DATE_TEXT.fullmatch(plain):
        return "D"
    quantity = quantity_of(plain)
    if quantity is None:
        return "q" if several(plain) else "t"
    if quantity.unit == "岁":
        return "t"
    if quantity.state != "value" or not _WEAK_DIGITS.search(plain):
        return "w"
    return "q"


@lru_cache(maxsize=20_000)
def quantity_of(text: str) -> Quantity | None:
    """A cell's text as a quantity; a verb may stand before a number with its unit, a note behind it."""
    if len(text) > _LONGEST_QUANTITY:
        return None
    quantity = parse_quantity(text)
    if quantity is not None:
        return quantity
    noted = _NOTED.fullmatch(normalise(text))
    if noted is not None:
        return parse_quantity(noted[1])
    found = _VERB.match(normalise(text))
    if found is None:
        return None
    quantity = parse_quantity(normalise(text)[found.end() :])
    return quantity if quantity is not None and quantity.unit and quantity.number else None


@lru_cache(maxsize=4096)
def worded_quantity(text: str) -> Quantity | None:
    """The one number that a few words in a column of numbers tell: 聘请律师2名, 出具意见书28份（含复核）.

    None where the words make another number of it: 较上年增加3件, 不少于4次, 每月1次.
    """
    plain = normalise(text).replace(" ", "").rstrip("。；;.")
    found = _WORDED.fullmatch(_AFTER.sub("", plain)) if len(plain) <= LONG_TEXT else None
    if found is None or _OTHER_NUMBER.search(found["before"]):
        return None
    quantity = parse_quantity(found["said"])
    return quantity if quantity is not None and quantity.unit and quantity.number else None


def kind_of(value: Value) -> str:
    """The kind of any cell value."""
    if type(value) is str:
        return text_kind(value) if value else " "
    if type(value) is int or type(value) is float:
        return "i" if value >= MOST_COUNTED and value == int(value) else "n"
    if isinstance(value, datetime.date):
        return "d"
    return " " if value is None else "t"


def shown_text(value: Value, look: Look | None = None) -> str:
    """A cell as the sheet shows it, near enough for people."""
    if type(value) is str:
        return value
    if (
        look is None
        and (type(value) is float or type(value) is int)
        and value == value // 1
        and -1e15 < value < 1e15
    ):
        return str(int(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        digits = plain_digits(value, look)
        return digits + ("%" if look and look.percent else (look.unit if look else ""))
    if isinstance(value, datetime.datetime):
        return value.strftime(
            "%Y-%m-%d" if not (value.hour or value.minute or value.second) else "%Y-%m-%d %H:%M"
        )
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else str(value)


def plain_digits(value: float, look: Look | None = None) -> str:
    """A typed number as digits; under a percent format ×100, rounded to what the format shows."""
    if not (look and look.percent) and value == value // 1 and -1e15 < value < 1e15:
        return str(int(value))
    number = Decimal(str(round(value, 10))) if isinstance(value, float) else Decimal(value)
    decimals = look.decimals if look else None
    if look and look.percent:
        number *= 100
    long = -int(number.as_tuple().exponent) if number.is_finite() else 0
    if decimals is not None and long > decimals and (long > 4 or (look and look.percent)):
        number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    elif long > 6:
        number = number.quantize(Decimal("0.000001"), ROUND_HALF_UP)
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=20_000)
def typed_quantity(value: float, look: Look | None) -> Quantity:
    """A typed number with its number format."""
    unit = "%" if look and look.percent else (look.unit if look else "")
    return Quantity("value", plain_digits(value, look), unit=unit)


class Day(NamedTuple):
    """A date as far as it is known; month and day 0 where they are not."""

    year: int
    month: int = 0
    day: int = 0

    def text(self) -> str:
        """2023-03-05, 2023-03 or 2023."""
        if not self.month:
            return f"{self.year:04d}"
        return f"{self.year:04d}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


_DAY = re.compile(r"(?:(\d{4})\s?[-./年])?\s?(\d{1,2})(?:\s?[-./月]\s?(\d{1,2})日?|月份?)?")


def day_of(value: Value, year: int | None) -> Day | None:
    """A date of a date column: typed, serial number, `2023.3.5`, `20231031`, `10.31` with the file's year."""
    if isinstance(value, datetime.date):
        return Day(value.year, value.month, value.day)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of_number(value, year)
    return _day_of_text(value, year) if isinstance(value, str) else None


@lru_cache(maxsize=20_000)
def _day_of_text(text: str, year: int | None) -> Day | None:
    plain = normalise(text).replace(" ", "")
    plain = re.split(r"[至~—]|-(?=\d{1,2}月)|上午|下午|(?<=日)-|\d{1,2}:\d{2}", plain)[0] if plain else ""
    if re.fullmatch(r"(?:19|20)\d{6}", plain):
        return _checked(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if re.fullmatch(r"\d{5}", plain):
        return _day_of_number(int(plain), year)
    found = _DAY.match(plain)
    if found is None:
        return None
    stated = int(found[1]) if found[1] else year
    if stated is None or (not found[1] and not found[3] and "月" not in plain):
        return None
    return _checked(stated, int(found[2]), int(found[3] or 0))


def _day_of_number(value: float, year: int | None) -> Day | None:
    if 36526 <= value < 73050:
        moment = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value))
        return Day(moment.year, moment.month, moment.day)
    if float(value).is_integer() and 19900101 <= value <= 21001231:
        return _checked(int(value) // 10000, int(value) // 100 % 100, int(value) % 100)
    text = str(value)
    if year is not None and re.fullmatch(r"\d{1,2}\.\d{1,2}", text):
        month, _, day = text.partition(".")
        return _checked(year, int(month), int(day))
    return None


def _checked(year: int, month: int, day: int) -> Day | None:
    if not 1950 <= year <= 2100 or not 1 <= month <= 12 or not 0 <= day <= 31:
        return None
    return Day(year, month, day)
