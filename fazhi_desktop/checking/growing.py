"""Checks of growth words against the numbers: 增长, 下降, 持平, 百分点, against last year's value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.checking.numbers import plain
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.view import Paragraph, Statement, Subject, View
from fazhi_desktop.core.report import Report

_BASE = r"(?:(?:较|比|与|同)?(?:上年|去年|上一年度?|20\d\d\s*年度?)(?:同期)?(?:相比|比)?|同比|年均)"
_UP, _DOWN = (
    ("增长", "增加", "上升", "提高", "提升", "增多", "上涨"),
    ("下降", "减少", "降低", "回落", "下滑", "压减"),
)
_GROWTH = re.compile(
    rf"{_BASE}(?P<mid>[^，。；\d]{{0,8}}?)[，]?(?P<word>{'|'.join((*_UP, *_DOWN))}|(?:基本)?持平)了?"
    r"(?:约|近)?\s*(?P<amount>\d+(?:\.\d+)?)?\s*(?P<unit>[%％]|个?百分点|倍|[\u4e00-\u9fff]{0,2})"
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
    """Growth words that the values of this year and last contradict."""
    statements = view.by_node.get(int(subject), ())
    for paragraph in view.of(subject):
        if paragraph.role == "next_year":
            continue
        for found in _GROWTH.finditer(paragraph.text):
            said = _subject(paragraph, statements, found.start())
            if said is None:
                continue
            code, statement = said
            read = _read(view.report, code, statement, found)
            if statement is not None and statement.period is not None:
                yield rule.finding(
                    paragraph.place(found.start(), found.end(), around=10),
                    says="message_period",
                    severity="soft",
                    name=view.report.catalogue.name(code),
                    said=found[0].strip(),
                    period=statement.period,
                    now="",
                    last="",
                    truth="",
                )
            elif read is not None and not _holds(read):
                yield rule.finding(
                    paragraph.place(found.start(), found.end(), around=10),
                    name=view.report.catalogue.name(code),
                    said=found[0].strip(),
                    now=plain(read.now),
                    last=plain(read.last),
                    truth=read.truth,
                    period="",
                )


def _subject(
    paragraph: Paragraph, statements: tuple[Statement, ...], place: int
) -> tuple[str, Statement | None] | None:
    """What changed: the nearest value before the growth word, in its sentence."""
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
        return (near[-1].code, near[-1]) if near[-1].code else None
    later = [
        said
        for said in statements
        if said.paragraph.index == paragraph.index
        and said.change
        and place <= said.mention.start <= place + 24
    ]
    return (later[0].code, None) if later and later[0].code else None


def _read(report: Report, code: str, statement: Statement | None, found: re.Match[str]) -> _Growth | None:
    now, last = report.number(code), report.number(code, -1)
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
        return not growth.rate and growth.last != 0 and _written_as(gap * 100 / growth.last, growth.amount)
    if "百分点" in growth.unit:
        return growth.rate and _written_as(gap, growth.amount)
    if growth.unit == "倍":
        return growth.last != 0 and _written_as(gap / growth.last, growth.amount)
    return gap == Decimal(growth.amount)


def _written_as(exact: Decimal, written: str) -> bool:
    """Whether digits are an exact number rounded or cut off."""
    step = Decimal(1).scaleb(-len(written.partition(".")[2]))
    return Decimal(written) in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN))
