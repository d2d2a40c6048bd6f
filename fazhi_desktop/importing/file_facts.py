"""One workbook as facts: tables and registers interpreted, sheets put together, doubts settled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.importing.facts import NOW, Fact, Problem, Reading
from fazhi_desktop.importing.interpret import TableReader
from fazhi_desktop.importing.narrative import sentence_facts
from fazhi_desktop.importing.rates import settle_rates
from fazhi_desktop.importing.register_facts import RegisterReader
from fazhi_desktop.importing.register_rules import RegisterRule
from fazhi_desktop.importing.standard_tables import StandardTables
from fazhi_desktop.importing.stated import (
    SheetSelf,
    department_of,
    file_stem,
    is_village,
    sheet_self,
    stated_year,
)
from fazhi_desktop.importing.structure import Sheet, Workbook
from fazhi_desktop.importing.sums import add_sums
from fazhi_desktop.importing.template_facts import Ids, name_by_template, template_ids
from fazhi_desktop.importing.total_names import TotalNames
from fazhi_desktop.importing.totals import Totals
from fazhi_desktop.importing.words import Words
from fazhi_desktop.matching import Matcher
from fazhi_desktop.matching.candidates import SURE
from fazhi_desktop.matching.labels import plain


@dataclass
class FileFacts:
    """What one file says.

    Attributes:
        year: the year it states; village: the village it speaks for.
        headers: (header path, code) of every number that is sure, for learning.
    """

    facts: list[Fact]
    problems: list[Problem]
    year: int | None
    department: str | None
    village: str | None = None
    headers: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Tools:
    """What interpreting needs and files share."""

    catalogue: Catalogue
    matcher: Matcher
    words: Words
    rules: tuple[RegisterRule, ...]
    known_departments: tuple[str, ...]
    body: tuple[str, ...] = ()
    standard: StandardTables = field(default_factory=StandardTables)
    breathe: Callable[[], None] = Progress().breathe


def read_facts(workbook: Workbook, name: str, year: int, tools: Tools, learned: dict[str, str]) -> FileFacts:
    """Interpret a workbook for the report year."""
    known = frozenset(tools.known_departments)
    department = department_of(workbook, name, tools.known_departments, tools.words)
    registers = [years for sheet in workbook.sheets for years in _register_years(sheet)]
    stated = stated_year(workbook, name, year, registers, tools.words)
    effective = stated if stated is not None else year
    reading = Reading(
        tools.catalogue,
        tools.matcher,
        tools.words,
        effective,
        department or "",
        (file_stem(name),),
        tools.body,
        tools.standard,
        learned,
        breathe=tools.breathe,
    )
    for remark in workbook.remarks:
        reading.problem(remark.severity, remark.code, remark.message)
    template = template_ids(workbook)
    for sheet in workbook.sheets:
        if not sheet.hidden:
            _read_sheet(
                reading, sheet, sheet_self(sheet, effective, tools.words, known), tools.rules, template
            )
    village = department if department and is_village(department, known) else None
    if {fact.part for fact in reading.facts if fact.part} - {village}:
        village = None
    _settle(reading, village)
    headers = _sure_headers(reading.facts)
    return FileFacts(reading.facts, reading.problems, stated, department, village, headers)


def _sure_headers(facts: list[Fact]) -> dict[str, str]:
    """Header paths that mean one indicator wherever they stand in the file."""
    meanings: dict[str, str | None] = {}
    several: set[str] = set()
    for fact in facts:
        header = fact.header
        if header and fact.refused != "same" and meanings.setdefault(header, fact.code) != fact.code:
            several.add(header)
    return {header: code for header, code in meanings.items() if code and header not in several}


def _register_years(sheet: Sheet) -> list[int]:
    years: list[int] = []
    for register in sheet.registers:
        places = [place for place, column in enumerate(register.columns) if column.role == "date"]
        if places:
            years += [int(row[places[0]][:4]) for row in register.rows if row[places[0]][:4].isdigit()]
    return years


def _read_sheet(
    reading: Reading,
    sheet: Sheet,
    own: SheetSelf,
    rules: Sequence[RegisterRule],
    template: Ids,
) -> None:
    for remark in sheet.remarks:
        reading.problem(remark.severity, remark.code, remark.message, sheet=sheet.name, cell=remark.cell)
    facts: list[Fact] = []
    for table in sheet.tables:
        reader = TableReader(reading, table, sheet.name)
        found = reader.read()
        if template:
            name_by_template(reading, table, found, sheet.name or "", template)
        else:
            totals = Totals(reading, table, reader.sides, found)
            totals.settle()
            TotalNames(reading, table, reader, found, totals).settle()
        facts += found
    for register in sheet.registers:
        facts += RegisterReader(reading, register, sheet.name, rules).read()
    for sentence in sheet.sentences:
        facts += sentence_facts(reading, sentence, sheet.name)
    for fact in facts:
        _settle_period(fact, own.period)
        if own.part and fact.part is None:
            fact.part = own.part
    reading.facts += facts


def _settle_period(fact: Fact, own: str | None) -> None:
    """What a sheet of one month or quarter adds: its numbers are of it, 累计 is the year's in the last."""
    if fact.period == NOW:
        fact.period = own
        if own is None:
            fact.code, fact.proposed, fact.refused = None, fact.code or fact.proposed, "period"
    elif own and fact.current and "-" in own:
        if not own.endswith(("-12", "-Q4", "-H2")):
            fact.code, fact.proposed, fact.refused = None, fact.code or fact.proposed, "period"
    elif own and fact.period is None:
        fact.period = own


def _settle(reading: Reading, village: str | None) -> None:
    for fact in reading.facts:
        if village and fact.part is None:
            fact.part = village
    settle_rates(reading)
    _settle_amounts(reading)
    _settle_ranges(reading)
    _remark_repeated_labels(reading)
    _settle_repeated(reading)
    _forget_weaker(reading)
    if village is None:
        add_sums(reading)


def _settle_amounts(reading: Reading) -> None:
    """An amount without a unit is never stored: 元 or 万元 is not guessed."""
    for fact in reading.facts:
        code = fact.code or fact.proposed
        if code is None or fact.unit or fact.state != "value" or reading.indicator(code).kind != "amount":
            continue
        if fact.number and fact.number.strip("0.") == "":
            fact.unit = reading.indicator(code).unit
            continue
        fact.refused = fact.refused or "uncertain"
        if fact.code:
            fact.proposed, fact.code = fact.code, None
        reading.problem(
            "error",
            "unit_unclear",
            f"“{fact.label}”的 {fact.raw} 没有写明是元还是万元，没有导入，请科室注明单位。",
            sheet=fact.sheet,
            cell=fact.cell,
        )


def _settle_ranges(reading: Reading) -> None:
    for fact in reading.facts:
        code = fact.code or fact.proposed
        if code is None or fact.number is None:
            continue
        indicator = reading.indicator(code)
        if indicator.kind == "count" and "." not in fact.number:
            continue
        number = fact.decimal
        if number is None:
            continue
        if indicator.kind == "rate" and indicator.unit == "%" and (number > 100 or number < 0):
            fact.refused = "refused"
            reading.problem(
                "error",
                "rate_range",
                f"“{fact.label}”写 {fact.raw}，比率应在 0 到 100% 之间，没有导入，请核对。",
                sheet=fact.sheet,
                cell=fact.cell,
            )
        if (
            indicator.integer
            and indicator.kind == "count"
            and number != number.to_integral_value()
            and not fact.is_sum
        ):
            fact.refused = fact.refused or "uncertain"
            reading.problem(
                "warning",
                "ambiguous",
                f"“{fact.label}”写 {fact.raw}，应为整数，没有导入，请核对。",
                sheet=fact.sheet,
                cell=fact.cell,
            )


def _remark_repeated_labels(reading: Reading) -> None:
    """One label twice in a table with two numbers: whoever reads it must ask."""
    seen: dict[tuple[str | None, str], Fact] = {}
    for fact in reading.facts:
        if fact.kind != "cell" or not fact.header or fact.part or fact.total or fact.is_sum:
            continue
        first = seen.setdefault((fact.sheet, fact.header), fact)
        if first is not fact and first.place != fact.place and not _says_same(first, fact):
            reading.problem(
                "warning",
                "ambiguous",
                f"“{fact.label}”出现两次，数字不同"
                f"（{first.cell} 的 {first.raw}、{fact.cell} 的 {fact.raw}），请核对。",
                sheet=fact.sheet,
                cell=fact.cell,
            )


def _settle_repeated(reading: Reading) -> None:
    """One indicator, one value: equal repetitions are dropped, different ones are left to the clerk."""
    firsts: dict[tuple[str, str | None, str | None], Fact] = {}
    groups: dict[tuple[str, str | None, str | None], list[Fact]] = {}
    for fact in reading.facts:
        if fact.code and fact.refused != "refused":
            key = fact.code, fact.period, fact.part
            first = firsts.setdefault(key, fact)
            if first is not fact:
                groups.setdefault(key, [first]).append(fact)
    for key in firsts if groups else ():
        code, facts = key[0], groups.get(key, [])
        if any(fact.state == "value" for fact in facts):
            for fact in facts:
                if fact.state == "not_applicable":
                    fact.code, fact.proposed, fact.refused = None, None, "same"
            facts = [fact for fact in facts if fact.state == "value"]
        facts = _of_its_own(reading, facts) if len(facts) > 1 else facts
        if len(facts) < 2:
            continue
        units = {reading.indicator(code).unit, *reading.indicator(code).units}
        best, named = _best(reading, facts, units)
        same = [fact for fact in facts if fact is not best and _says_same(fact, best)]
        other = [fact for fact in facts if fact is not best and fact not in same]
        for fact in same:
            fact.code, fact.proposed, fact.refused = None, None, "same"
        near = [
            fact for fact in other if best.score - fact.score < 0.04 and (fact.unit or best.unit not in units)
        ]
        for fact in other:
            fact.code, fact.proposed, fact.refused = None, code, "uncertain"
        if near and not named:
            best.code, best.proposed, best.refused = None, code, "uncertain"
            listed = "、".join(
                f"{fact.sheet or ''}{fact.cell or '（汇总）'} 的 {fact.raw}" for fact in (best, *near)[:4]
            )
            reading.problem(
                "warning",
                "ambiguous",
                f"“{reading.catalogue.name(code)}”有几个不同的数（{listed}），没有导入，请选定一个。",
                sheet=best.sheet,
                cell=best.cell,
            )


def _of_its_own(reading: Reading, facts: list[Fact]) -> list[Fact]:
    """Of 参训人次 behind each of several trainings the one behind its own, where there is one such."""
    if len({fact.label for fact in facts}) > 1 or facts[0].part or facts[0].period:
        return facts
    code, last, own = facts[0].code or "", "", list[Fact]()
    for fact in reading.facts:
        if fact.code == code and any(fact is one for one in facts):
            if not last:
                return facts
            own += [fact] if reading.matcher.belongs(code, last) else []
        elif fact.code and fact.code != code:
            last = fact.code
    if len(own) != 1:
        return facts
    for fact in facts:
        if fact is not own[0]:
            fact.code, fact.proposed, fact.refused = None, None, "uncertain"
    return own


def _best(reading: Reading, facts: list[Fact], units: set[str]) -> tuple[Fact, bool]:
    """The likeliest of several facts of one indicator, and whether it alone bears its very name."""
    facts.sort(key=lambda fact: (-round(fact.score, 2), fact.kind != "cell", fact.unit not in units))
    literal = [fact for fact in facts if _is_literal(reading, fact)]
    return (literal[0], True) if len(literal) == 1 else (facts[0], False)


def _is_literal(reading: Reading, fact: Fact) -> bool:
    """Whether a label is the very name of its indicator or one of its wordings."""
    indicator = reading.indicator(fact.code or "")
    own = plain(fact.label.partition("/")[0])
    return any(plain(word) == own for word in (indicator.name, *indicator.synonyms))


def _forget_weaker(reading: Reading) -> None:
    """A number is not proposed for what another of this file surely is."""
    unsure = [fact for fact in reading.facts if fact.code is None and fact.proposed]
    if not unsure:
        return
    sure = {
        (fact.code, fact.period, fact.part): fact.score
        for fact in reading.facts
        if fact.code and fact.refused != "refused"
    }
    for fact in unsure:
        best = sure.get((fact.proposed or "", fact.period, fact.part), 0.0)
        if fact.score < min(best, SURE):
            fact.proposed = None


def _says_same(one: Fact, other: Fact) -> bool:
    from fazhi_desktop.importing.facts import additive

    if one.state != other.state:
        return one.state == "not_applicable"
    if one.qualifier != other.qualifier:
        return False
    first, second = additive([other]), additive([Fact(None, "", None, "", number="0", unit=other.unit), one])
    if first is None or second is None:
        return one.number == other.number and one.high == other.high
    return first == second
