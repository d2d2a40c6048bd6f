"""Facts: numbers of a workbook with their indicator, period and part, still open to judgement."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from fazhi_desktop.core.catalogue import Catalogue, Indicator
from fazhi_desktop.core.formulas import parse_formula
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.core.units import MONEY, convert_money, same_family
from fazhi_desktop.core.values import Qualifier, as_json_number
from fazhi_desktop.importing.standard_tables import StandardTables
from fazhi_desktop.importing.structure import Number
from fazhi_desktop.importing.words import Words
from fazhi_desktop.matching import Matcher

NOW = "本期"
"""Period of a number that is only of this month or quarter, until the sheet says of which."""


@dataclass(slots=True)
class Fact:
    """One number on its way to an indicator.

    Attributes:
        code: indicator it would be stored under; proposed: an unsure match.
        refused: why it must not be stored: a problem code or `uncertain`, `period`, `part`; '' where it may.
        number_at: (table, row, column) it was read from, None for counts and sums.
        parts: facts it is the sum of, for a sum without a cell.
        inner: a class of a total that is listed too.
        fixed: a published table decided what it is, even if nothing.
        current: its label says it is the whole year so far: 累计, 全年.
        score: how well the label matched.
    """

    sheet: str | None
    label: str
    cell: str | None
    raw: str
    state: str = "value"
    number: str | None = None
    high: str | None = None
    unit: str = ""
    qualifier: Qualifier = "exact"
    period: str | None = None
    part: str | None = None
    code: str | None = None
    proposed: str | None = None
    refused: str = ""
    score: float = 0.0
    place: tuple[int, int] | None = None
    is_sum: bool = False
    total: bool = False
    kind: str = "cell"
    parts: "Sequence[Fact]" = ()
    typed: bool = False
    percent: bool = False
    header: str = ""
    inner: bool = False
    current: bool = False
    fixed: bool = False
    numerator: str | None = None
    denominator: str | None = None

    @property
    def decimal(self) -> Decimal | None:
        """The number to calculate with; a range or a word for none has none."""
        if self.state != "value" or self.number is None or self.high is not None:
            return None
        return Decimal(self.number)

    @property
    def json_value(self) -> int | float | list[int | float | None] | None:
        """The value as the contract prints it."""
        if self.state != "value" or self.number is None:
            return None
        if self.high is not None:
            return [as_json_number(self.number), as_json_number(self.high)]
        return as_json_number(self.number)


@dataclass(frozen=True)
class Problem:
    """A problem as the contract prints it."""

    severity: str
    code: str
    message: str
    sheet: str | None = None
    cell: str | None = None


@dataclass
class Reading:
    """What interpretation needs and gathers for one file.

    Attributes:
        body: names of the reporting body.
        breathe: asked before each label, raises where the clerk wants to stop.
        indicator: gives the catalogue's entry of a code.
    """

    catalogue: Catalogue
    matcher: Matcher
    words: Words
    year: int
    department: str = ""
    file_words: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    standard: StandardTables = field(default_factory=StandardTables)
    learned: dict[str, str] = field(default_factory=dict[str, str])
    facts: list[Fact] = field(default_factory=list[Fact])
    problems: list[Problem] = field(default_factory=list[Problem])
    breathe: Callable[[], None] = Progress().breathe
    indicator: Callable[[str], Indicator] = field(init=False)

    def __post_init__(self) -> None:
        self.indicator = self.catalogue.lookup

    def whole_of(self, codes: Iterable[str]) -> str | None:
        """The indicator whose formula adds up at least these, or leaves one by taking the other away."""
        sought = set(codes)
        for code, indicator in self.catalogue.items():
            formula = indicator.formula
            if not formula or not indicator.input or indicator.kind == "rate" or "/" in formula:
                continue
            used = [part for part, _ in parse_formula(formula).codes]
            if "-" not in formula and sought <= set(used):
                return code
            if formula.count("-") == 1 and "+" not in formula and sought == {code, used[-1]}:
                return used[0]
        return None

    def problem(
        self, severity: str, code: str, message: str, *, sheet: str | None = None, cell: str | None = None
    ) -> None:
        """Note a problem once."""
        problem = Problem(severity, code, message, sheet, cell)
        if problem not in self.problems:
            self.problems.append(problem)


def fact_of(number: Number, *, sheet: str | None, label: str, unit: str) -> Fact:
    """A fact from a number cell, without an indicator yet."""
    return Fact(
        sheet,
        label,
        number.cell,
        number.raw,
        number.state or "value",
        number.number,
        number.high,
        unit,
        number.qualifier,
        refused="refused" if number.fault else "",
        typed=number.typed,
        percent=number.percent,
    )


def additive(facts: Sequence[Fact]) -> Decimal | None:
    """Sum of facts in the unit of the first; None where one cannot be added. Not applicable counts as 0."""
    total = Decimal(0)
    unit = next((fact.unit for fact in facts if fact.unit), "")
    for fact in facts:
        if fact.state == "not_applicable":
            continue
        number = fact.decimal
        if number is None or fact.qualifier != "exact" or fact.refused == "refused":
            return None
        if fact.unit and unit and fact.unit != unit:
            if fact.unit in MONEY and unit in MONEY:
                number = Decimal(convert_money(fact.number or "0", fact.unit, unit) or "0")
            elif not same_family(fact.unit, unit):
                return None
        total += number
    return total
