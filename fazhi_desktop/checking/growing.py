"""Checks of growth words against the numbers: 增长, 下降, 持平, 百分点, against last year's value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.checking.numbers import amount, plain, written_as
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.view import Paragraph, Statement, Subject, View
from fazhi_desktop.core.report import Report

_YEAR = r"(?:上年|去年|上一年度?|20\d\d\s*年度?)"
_BASE = r"(?:(?:较|比|与|同)?(?:上年|去年|上一年度?|20\d\d\s*年度?)(?:同期)?(?:相比|比)?|同比|年均)"
_UP, _DOWN = (
    ("增长", "增加", "上升", "提高", "提升", "增多", "上涨"),
    ("下降", "减少", "降低", "回落", "下滑", "压减"),
)
_GROWTH = re.compile(
    rf"{_BASE}(?P<mid>[^，。；\d]{{0,8}}?)[，]?(?P<word>{'|'.join((*_UP, *_DOWN))}|(?:基本)?持平)了?"
    r"(?:约|近)?\s*(?P<amount>\d+(?:\.\d+)?)?\s*(?P<unit>[%％]|个?百分点|倍|[\u4e00-\u9fff]{0,2})"
)

_COMPARED = re.compile(
    r"(?:较|比|与|由|从)?(?:上年|去年|上一年度?|20\d\d\s*年度?)(?:同期)?的?\s*(?P<last>\d+(?:\.\d+)?)\s*"
    r"(?P<lastunit>[%％]|[\u4e00-\u9fff]{1,2}?)(?P<mid>[，]?[^，。；\d]{0,4}?)"
    rf"(?P<word>{'|'.join((*_UP, *_DOWN))}|(?:基本)?持平)了?(?:约|近)?\s*(?P<amount>\d+(?:\.\d+)?)?\s*"
    r"(?P<unit>[%％]|个?百分点|倍|[\u4e00-\u9fff]{0,2})"
)
_BRACKET = re.compile(
    r"\s*(?:[（(]|，(?=[^，。；]{2,10}[为是]))(?:上年|去年|上一年度?|20\d\d\s*年度?)(?:同期)?(?:为|是)?\s*(?P<last>\d+(?:\.\d+)?)\s*"
    r"(?P<lastunit>[%％]|[\u4e00-\u9fff]{1,2})"
)
"""Last year's number right behind the growth word: 比上年下降8.0%（上年200件次）, 下降8.0%，上年为200件次."""
_BASE_BEFORE = re.compile(rf"(?:比|较|与){_YEAR}(?:同期)?的?\s*$")
_FROM_TO = re.compile(
    r"[由从](?:20\d\d年度?的?|上年的?|去年的?|[^，。；\d]{0,6}?)(?P<before>\d+(?:\.\d+)?)(?P<unit>[^，。；\d]{0,5}?)[，]?"
    r"(?:(?P<down>压缩|缩短|缩减|减少|下降|降低|压减|精简|降)|提高|提升|增加|增长|上升|扩大|扩展|达|升)"
    r"(?:到|至|为)(?:20\d\d年的)?(?:约|近)?(?P<after>\d+(?:\.\d+)?)"
)
_GAP = re.compile(
    rf"(?P<word>{'|'.join((*_UP, *_DOWN))})了?(?P<gap>\d+(?:\.\d+)?)(?P<unit>[\u4e00-\u9fff]{{1,3}})，"
    rf"(?:同比)?(?:{'|'.join((*_UP, *_DOWN))}|增幅|降幅)了?(?:为|达)?(?P<amount>\d+(?:\.\d+)?)[%％]"
)


@dataclass(frozen=True)
class _Growth:
    """What a text says of a change, and the two values it speaks of."""

    word: str
    amount: str | None
    unit: str
    now: Decimal
    last: Decimal
    rate: bool

    @property
    def direction(self) -> int:
        """1 up, -1 down, 0 level, as the numbers say."""
        return (self.now > self.last) - (self.now < self.last)

    @property
    def truth(self) -> str:
        """The change as it should be written."""
        if self.direction == 0:
            return "与上年持平"
        word, gap = (
            ("上升" if self.rate else "增长") if self.direction > 0 else "下降",
            abs(self.now - self.last),
        )
        if self.rate:
            return f"{word} {plain(gap)} 个百分点"
        if self.last == 0:
            return f"比上年增加 {plain(gap)}（上年为 0，不能写百分比）"
        return f"{word} {plain(gap * 100 / self.last)}%（相差 {plain(gap)}）"


def growth(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """Growth words that the values of this year and last contradict, stored or said in the same sentence."""
    statements = view.by_node.get(int(subject), ())
    for paragraph in view.of(subject):
        if paragraph.role == "next_year":
            continue
        for found in _COMPARED.finditer(paragraph.text):
            yield from _beside(rule, paragraph, statements, found, found)
        for found in _GROWTH.finditer(paragraph.text):
            bracket = _BRACKET.match(paragraph.text, found.end())
            moved = _FROM_TO.match(paragraph.text, found.end() + 1)
            if moved and found["unit"] in ("%", "％"):
                yield from _moved(rule, paragraph, found, moved)
            elif bracket:
                yield from _beside(rule, paragraph, statements, found, bracket)
            else:
                yield from _against_values(rule, view, paragraph, statements, found)


def gaps(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A difference and its rate side by side (36.5 万元，增加 6.5 万元，增长 21.7%) that do not fit."""
    for paragraph in view.of(subject):
        for found in _GAP.finditer(paragraph.text):
            _, now = _subject(paragraph, view.by_node.get(int(subject), ()), found.start())
            if (
                now is None
                or now.mention.quantity.number is None
                or now.mention.quantity.qualifier != "exact"
            ):
                continue
            unit, up = now.mention.quantity.unit, found["word"] in _UP
            gap, present = Decimal(found["gap"]), Decimal(now.mention.quantity.number)
            last = present - gap if up else present + gap
            if _BASE_BEFORE.search(paragraph.text[: now.mention.digits[0]]):
                present, last = (present + gap if up else present - gap), present
            if found["unit"] != unit or last <= 0 or written_as(gap * 100 / last, found["amount"]):
                continue
            truth = _Growth(found["word"], found["amount"], "%", present, last, rate=False).truth
            yield rule.finding(
                paragraph.place(found.start(), found.end(), around=10),
                said=found[0],
                now=plain(present),
                last=plain(last),
                truth=truth,
            )


def _against_values(
    rule: Rule, view: View, paragraph: Paragraph, statements: tuple[Statement, ...], found: re.Match[str]
) -> Iterator[Finding]:
    """What is wrong with one growth word, last year's value being in the workspace."""
    place, said = paragraph.place(found.start(), found.end(), around=10), found[0].strip()
    empty = {"name": "", "now": "", "last": "", "truth": "", "period": "", "said": said}
    percent = found["unit"] in ("%", "％")
    if percent and found["word"] in _DOWN and Decimal(found["amount"] or 0) > 100:
        yield rule.worded("message_below", rule.severity, (place,), empty)
        return
    code, statement = _subject(paragraph, statements, found.start())
    name = view.report.catalogue.name(code) if code else ""
    read = _read(view.report, code, statement, found) if code else None
    if code and statement is not None and statement.period is not None:
        words = empty | {"name": name, "period": statement.period}
        yield rule.worded("message_period", "soft", (place,), words)
    elif read is not None:
        if not _holds(read):
            words = {"now": plain(read.now), "last": plain(read.last), "truth": read.truth}
            yield rule.worded("message", rule.severity, (place,), empty | words | {"name": name})
    elif percent and found["amount"] and statement is not None and statement.mention.quantity.unit == "%":
        yield rule.worded("message_points", "soft", (place,), empty)


def _beside(
    rule: Rule,
    paragraph: Paragraph,
    statements: tuple[Statement, ...],
    found: re.Match[str],
    before: re.Match[str],
) -> Iterator[Finding]:
    """A growth word whose sentence gives last year's number too (58 件，较上年 51 件增长 13.7%)."""
    _, now = _subject(paragraph, statements, found.start())
    if now is None or now.mention.quantity.qualifier != "exact" or now.mention.quantity.number is None:
        return
    unit = now.mention.quantity.unit
    if not unit.startswith(before["lastunit"]) and not before["lastunit"].startswith(unit):
        return
    last, present = Decimal(before["last"]), Decimal(now.mention.quantity.number)
    read = _Growth(found["word"], found["amount"], found["unit"], present, last, unit == "%")
    if not _holds(read):
        yield rule.worded(
            "message_stated",
            rule.severity,
            (paragraph.place(found.start(), found.end(), around=10),),
            {"said": found[0].strip(), "now": plain(present), "last": plain(last), "truth": read.truth}
            | {"name": "", "period": ""},
        )


def _moved(rule: Rule, paragraph: Paragraph, found: re.Match[str], moved: re.Match[str]) -> Iterator[Finding]:
    """A growth word whose two numbers stand right behind it (下降 12.5%，由 96 件降到 84 件)."""
    last, now = Decimal(moved["before"]), Decimal(moved["after"])
    read = _Growth(found["word"], found["amount"], found["unit"], now, last, moved["unit"] in ("%", "％"))
    if not _holds(read):
        words = {"said": found[0].strip(), "now": plain(now), "last": plain(last), "truth": read.truth}
        place = paragraph.place(found.start(), found.end(), around=10)
        yield rule.worded("message_stated", rule.severity, (place,), words | {"name": "", "period": ""})


def _subject(
    paragraph: Paragraph, statements: tuple[Statement, ...], place: int
) -> tuple[str, Statement | None]:
    """What changed: the nearest value before the growth word, in its sentence; code '' where it has none."""
    start = max(paragraph.text.rfind(mark, 0, place) for mark in "。；！？") + 1
    near = [
        said
        for said in statements
        if said.paragraph.index == paragraph.index
        and start <= said.mention.start
        and said.mention.end <= place
        and not said.change
        and not said.offset
    ]
    if near:
        return near[-1].code, near[-1]
    later = [
        said
        for said in statements
        if said.paragraph.index == paragraph.index
        and said.change
        and place <= said.mention.start <= place + 24
    ]
    return (later[0].code, None) if later else ("", None)


def _read(report: Report, code: str, statement: Statement | None, found: re.Match[str]) -> _Growth | None:
    now, last = amount(report, code), amount(report, code, -1)
    if statement is not None and statement.link is None and statement.mention.quantity.number:
        now = Decimal(statement.mention.quantity.number)
    exact = report.value(code).qualifier == report.value(code, -1).qualifier == "exact"
    if now is None or last is None or (found["amount"] and not exact):
        return None
    indicator = report.catalogue[code]
    return _Growth(
        found["word"],
        found["amount"],
        found["unit"],
        now,
        last,
        indicator.kind == "rate" and indicator.unit == "%",
    )


def _holds(growth: _Growth) -> bool:
    if "持平" in growth.word:
        slack = growth.last * Decimal("0.05") if "基本" in growth.word else Decimal(0)
        return abs(growth.now - growth.last) <= slack
    if growth.direction != (1 if growth.word in _UP else -1):
        return False
    if growth.amount is None:
        return True
    gap = abs(growth.now - growth.last)
    if growth.unit in ("%", "％"):
        return not growth.rate and growth.last != 0 and written_as(gap * 100 / growth.last, growth.amount)
    if "百分点" in growth.unit:
        return growth.rate and written_as(gap, growth.amount)
    if growth.unit == "倍":
        return growth.last != 0 and written_as(gap / growth.last, growth.amount)
    return gap == Decimal(growth.amount)


def from_to(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """由 8% 提高到 5%, 由 5 天压缩至 15 天: the two numbers go the other way."""
    for paragraph in view.of(subject):
        for found in _FROM_TO.finditer(paragraph.text):
            if found["unit"] and not paragraph.text.startswith(found["unit"], found.end()):
                continue
            before, after = Decimal(found["before"]), Decimal(found["after"])
            if after >= before if found["down"] else after <= before:
                yield rule.finding(
                    paragraph.place(*found.span(), around=4),
                    said=found[0],
                    place=view.place_of(int(subject)),
                )
