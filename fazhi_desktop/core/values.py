"""Values of indicators and where they came from."""

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.units import convert_money

State = Literal["value", "not_applicable", "missing"]
Qualifier = Literal["exact", "over", "about", "below", "range"]
SourceKind = Literal["typed", "cell", "register", "formula", "report"]

QUALIFIERS: tuple[Qualifier, ...] = ("exact", "over", "about", "below", "range")


_QUALIFIER_WORDS: dict[Qualifier, tuple[str, str]] = {
    "exact": ("", ""),
    "over": ("", "余"),
    "about": ("约", ""),
    "below": ("不足", ""),
    "range": ("", ""),
}


@frozen
class Source:
    """Where a value, or one part of it, came from.

    Attributes:
        number: this source's own share as written, None where it gave no number.
        part: village, class or month whose share it is.
        excerpt: rows of the sheet around the cell, masked, so that 来源 needs no file.
        superseded: an imported value kept behind a manual override.
    """

    kind: SourceKind
    number: str | None = None
    part: str | None = None
    file: str | None = None
    sha256: str | None = None
    sheet: str | None = None
    cell: str | None = None
    raw: str | None = None
    department: str | None = None
    time: str | None = None
    note: str | None = None
    excerpt: tuple[tuple[str, ...], ...] = ()
    superseded: bool = False

    def place(self) -> str:
        """Short place for people: file, sheet and cell, or the kind of source."""
        if self.kind == "cell":
            sheet = f"·{self.sheet}!{self.cell or '多格'}" if self.sheet else ""
            return f"《{self.file}》{sheet}"
        names = {"typed": "手工填写", "register": "台账汇总", "formula": "公式计算", "report": "报告原文"}
        return names[self.kind] + (f"（{self.note}）" if self.note else "")


@frozen
class Value:
    """The value of one indicator in one year.

    Attributes:
        number: digits as written, without unit and qualifier: "3039", "99.77"; None unless state is value.
        high: upper end of a range, as written.
        period: year or month or words the number belongs to; None means the whole report year.
        numerator, denominator: parts of a rate where known, as written.
    """

    indicator: str
    state: State = "missing"
    number: str | None = None
    high: str | None = None
    unit: str = ""
    qualifier: Qualifier = "exact"
    period: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    sources: tuple[Source, ...] = ()

    @property
    def decimal(self) -> Decimal | None:
        """The number to calculate with; a range has none."""
        if self.state != "value" or self.number is None or self.high is not None:
            return None
        return Decimal(self.number)

    @property
    def shown(self) -> str:
        """Digits as a link prints them; empty unless there is a value."""
        if self.state != "value" or self.number is None:
            return ""
        return f"{self.number}—{self.high}" if self.high is not None else self.number

    @property
    def worded(self) -> str:
        """Digits with the word of their qualifier, without unit: 720余, 约16, 不足20."""
        before, after = _QUALIFIER_WORDS[self.qualifier]
        return f"{before}{self.shown}{after}" if self.shown else ""

    def same_as(self, other: "Value") -> bool:
        """Whether both say the same, wherever they come from."""
        return _statement(self) == _statement(other)

    def in_unit(self, unit: str) -> "Value":
        """The same value in another unit of money (8.75 万元 is 87500 元); other units stay."""
        if self.number is None or self.unit == unit:
            return self
        number = convert_money(self.number, self.unit, unit)
        high = convert_money(self.high, self.unit, unit) if self.high is not None else None
        return replace(self, number=number, high=high, unit=unit) if number is not None else self

    def with_sources(self, *sources: Source) -> "Value":
        """The same value with other sources."""
        return replace(self, sources=sources)


def _statement(value: Value) -> tuple[object, ...]:
    number = Decimal(value.number) if value.number is not None else None
    high = Decimal(value.high) if value.high is not None else None
    return (value.state, number, high, value.unit, value.qualifier, value.period)


def as_json_number(written: str | None) -> int | float | None:
    """Digits as written as a JSON number: an int where whole, else a float."""
    if written is None:
        return None
    number = Decimal(written)
    return int(number) if number == number.to_integral_value() and "." not in written else float(number)


def json_value(value: Value) -> int | float | list[int | float | None] | None:
    """A value as the contract prints it: number, [low, high] or None."""
    if value.state != "value":
        return None
    if value.high is not None:
        return [as_json_number(value.number), as_json_number(value.high)]
    return as_json_number(value.number)
