"""What an import would do: files with values and decisions, and the one Edit that carries them out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.edits import Edit, Read, edit
from fazhi_desktop.core.records import Key, Recipe, Record, RegisterRow, Return, value_key
from fazhi_desktop.core.units import convert_money
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.importing.excerpts import excerpt
from fazhi_desktop.importing.facts import Fact, Problem
from fazhi_desktop.importing.plan_json import file_json
from fazhi_desktop.importing.recipes import Replay, fingerprint_of, recipe_key
from fazhi_desktop.importing.structure import Workbook

Status = Literal["imported", "duplicate", "empty", "refused"]
_MOST_ROWS = 5000


@dataclass
class Decision:
    """A fact and what becomes of it: stored, or kept out with a reason (`why` of the contract)."""

    fact: Fact
    stored: bool = False
    why: str | None = None
    value: Value | None = None
    existing: Value | None = None


@dataclass
class FilePlan:
    """One file of an import.

    Attributes:
        workbook: its structure, for the wizard; None where it could not be read.
        headers: (header path, code) of its numbers, for learning.
    """

    file: str
    path: str
    sha256: str
    status: Status
    department: str | None = None
    year: int | None = None
    message: str = ""
    decisions: list[Decision] = field(default_factory=list[Decision])
    problems: list[Problem] = field(default_factory=list[Problem])
    workbook: Workbook | None = None
    village: str | None = None
    headers: dict[str, str] = field(default_factory=dict[str, str])
    replay: Replay | None = None

    @cached_property
    def fingerprint(self) -> str:
        """Fingerprint of its template, whatever the file is called."""
        return fingerprint_of(self.workbook) if self.workbook is not None else ""

    @property
    def stored(self) -> int:
        """How many values it would store."""
        return sum(1 for decision in self.decisions if decision.stored)


Choice = tuple[int, str | None, str | None, str]
"""Address of a decision for the clerk's choice: place of the file, sheet, cell, label."""


@dataclass
class ImportPlan:
    """An import before it is done."""

    year: int
    catalogue: Catalogue
    files: list[FilePlan]
    time: str

    @property
    def clean(self) -> bool:
        """Whether nothing was refused or kept out against a stored value."""
        kept = {"conflict", "refused"}
        return all(
            file.status != "refused"
            and not any(decision.why in kept for decision in file.decisions)
            and not any(problem.severity == "error" for problem in file.problems)
            for file in self.files
        )

    def choose(self, choice: Choice, code: str | None, *, take: bool = True) -> None:
        """The clerk's word on one number: which indicator it is (None: none), and whether it is taken."""
        place, sheet, cell, label = choice
        for decision in self.files[place].decisions:
            fact = decision.fact
            if (fact.sheet, fact.cell, fact.label) == (sheet, cell, label):
                self.files[place].headers[fact.header] = code or ""
                fact.code, fact.proposed = code, None
                decision.stored = bool(code) and take
                decision.why = None if decision.stored else "uncertain"
                decision.value = self._value(self.files[place], fact) if decision.stored else None

    def _value(self, file: FilePlan, fact: Fact) -> Value:
        return value_of(fact, file, self.catalogue, self.time)

    def edit(self, read: Read, *, label: str = "", learn: bool = False) -> Edit | None:
        """Everything that is to be stored as one Edit; None where there is nothing."""
        changes: dict[Key, Record | None] = {}
        for file in self.files:
            if file.status != "imported":
                continue
            for decision in file.decisions:
                if decision.stored and decision.value is not None:
                    changes[value_key(self.year, decision.value.indicator)] = decision.value
            changes.update(self._register_rows(file))
            changes[Key("return", self.year, file.sha256)] = self._return(file)
            if learn and file.headers and file.fingerprint:
                department = file.department or ""
                recipe = Recipe(department, file.fingerprint, tuple(sorted(file.headers.items())), self.time)
                changes[recipe_key(recipe)] = recipe
        if not changes:
            return None
        names = [file.file for file in self.files if file.status == "imported"]
        label = label or (f"导入 {names[0]}" if len(names) == 1 else f"导入 {len(names)} 个科室表格")
        return edit(label, changes.items(), read)

    def _return(self, file: FilePlan) -> Return:
        errors = [problem.message for problem in file.problems if problem.severity == "error"]
        state = (
            "problem"
            if errors or (not file.stored and not any(decision.why == "same" for decision in file.decisions))
            else "sent"
        )
        return Return(
            file.sha256,
            file.department or "",
            file.file,
            self.time,
            state,
            file.stored,
            "；".join(errors)[:500],
        )

    def _register_rows(self, file: FilePlan) -> Iterator[tuple[Key, Record]]:
        if file.workbook is None or self._other_year(file):
            return
        base = int(file.sha256[:7], 16) * 10_000
        for sheet in file.workbook.sheets:
            for register in sheet.registers:
                if len(register.rows) > _MOST_ROWS:
                    continue
                name = register.titles[-1] if register.titles else sheet.name or file.file
                for row in register.rows:
                    made = _register_row(name, base, register.columns, row, file.file)
                    yield Key("row", self.year, f"{made.register}/{made.id}"), made
                    base += 1

    def _other_year(self, file: FilePlan) -> bool:
        return file.year is not None and file.year != self.year

    def as_json(self, *, dry_run: bool = False) -> dict[str, object]:
        """The object that `fazhi import --json` prints (contract)."""
        return {"files": [file_json(file, self.catalogue, dry_run=dry_run) for file in self.files]}


def _register_row(
    name: str, number: int, columns: Iterable[object], row: tuple[str, ...], source: str
) -> RegisterRow:
    known: dict[str, str] = {}
    free: list[tuple[str, str]] = []
    for column, text in zip(columns, row, strict=True):
        role, heading = getattr(column, "role", ""), getattr(column, "heading", "")
        if role in ("date", "type", "result", "amount", "persons") and role not in known:
            known[role] = text
        elif role not in ("personal", "serial") and text:
            free.append((heading, text))
    return RegisterRow(name.replace("/", "／")[:60], number, free=tuple(free), source=source, **known)


def value_of(fact: Fact, file: FilePlan, catalogue: Catalogue, time: str) -> Value:
    """The value a fact becomes, with its sources."""
    indicator = catalogue[fact.code or ""]
    sources = (
        tuple(_source(part, file, time) for part in fact.parts)
        if fact.is_sum
        else (_source(fact, file, time),)
    )
    if fact.state == "not_applicable":
        return Value(indicator.code, "not_applicable", unit=indicator.unit, sources=sources)
    return Value(
        indicator.code,
        "value",
        fact.number,
        fact.high,
        fact.unit or indicator.unit,
        fact.qualifier,
        numerator=fact.numerator,
        denominator=fact.denominator,
        sources=sources,
    )


def _source(fact: Fact, file: FilePlan, time: str) -> Source:
    kind = "register" if fact.kind == "register" else "cell"
    part = fact.part or (fact.period if fact.period else None)
    return Source(
        kind,
        fact.number,
        part,
        file.file,
        file.sha256,
        fact.sheet,
        fact.cell,
        fact.raw,
        file.department,
        time,
        fact.label,
        excerpt(file.workbook, fact.sheet, fact.cell),
    )


class Decider:
    """Compares facts with what is stored, file after file, so that a later file sees the earlier ones."""

    def __init__(
        self, year: int, catalogue: Catalogue, values: Mapping[str, Value], time: str, *, replaces: bool
    ) -> None:
        self._year, self._catalogue, self._time, self._replaces = year, catalogue, time, replaces
        self._values = dict(values)

    def decide(self, file: FilePlan, facts: Iterable[Fact]) -> None:
        """Fill the decisions of a file."""
        for fact in facts:
            decision = Decision(fact)
            file.decisions.append(decision)
            decision.why = self._kept_out(file, fact)
            if decision.why is None:
                self._compare(file, decision)

    def _kept_out(self, file: FilePlan, fact: Fact) -> str | None:
        if fact.code is None:
            return fact.refused if fact.refused in ("same", "refused", "part", "period") else "uncertain"
        if fact.refused:
            return fact.refused if fact.refused in ("refused", "period", "part") else "uncertain"
        if fact.period is not None:
            return "period"
        if fact.part is not None and fact.part != file.village:
            return "part"
        return None

    def _compare(self, file: FilePlan, decision: Decision) -> None:
        fact = decision.fact
        existing = self._values.get(fact.code or "")
        decision.existing = existing
        if existing is not None and fact.part is None and _repeats(existing, fact):
            decision.why = "same"
            return
        value = value_of(fact, file, self._catalogue, self._time)
        if (
            existing is None
            or existing.state == "missing"
            or (all(source.kind == "formula" for source in existing.sources) and existing.sources)
        ):
            self._store(decision, value)
        elif fact.part is not None and fact.part == file.village:
            self._add_share(file, decision, value, existing)
        elif says_same(existing, value):
            decision.why = "same"
        elif self._replaces:
            self._store(decision, replace(value, sources=(*value.sources, *_superseded(existing))))
        else:
            decision.why = "conflict"
            file.problems.append(
                Problem("error", "conflict", self._told(existing, value, fact), fact.sheet, fact.cell)
            )

    def _told(self, existing: Value, value: Value, fact: Fact) -> str:
        name = self._catalogue.name(value.indicator)
        origin = existing.sources[0].place() if existing.sources else "已填写"
        had = existing.shown or "不适用"
        return (
            f"“{name}”已有 {had}{existing.unit}（{origin}），本表为 {fact.raw}，没有覆盖，请确认以哪个为准。"
        )

    def _store(self, decision: Decision, value: Value) -> None:
        decision.stored, decision.value = True, value
        self._values[value.indicator] = value

    def _add_share(self, file: FilePlan, decision: Decision, value: Value, existing: Value) -> None:
        """A village's number joins those of the other villages; its own earlier one is not counted twice."""
        parts = [source for source in existing.sources if source.part and source.kind in ("cell", "register")]
        if len(parts) != len(existing.sources):
            decision.why = "part"
            return
        own = [source for source in parts if source.part == decision.fact.part]
        if own and own[0].number == value.number:
            decision.why = "same"
            return
        if own and not self._replaces:
            decision.why = "conflict"
            file.problems.append(
                Problem(
                    "error",
                    "conflict",
                    f"{decision.fact.part}的“{self._catalogue.name(value.indicator)}”已有 {own[0].number}"
                    f"（{own[0].place()}），本表为 {decision.fact.raw}，没有覆盖，请确认以哪个为准。",
                    decision.fact.sheet,
                    decision.fact.cell,
                )
            )
            return
        kept = tuple(source for source in parts if source.part != decision.fact.part)
        self._store(decision, _joined(value, existing, (*kept, *value.sources)))


def _joined(value: Value, existing: Value, sources: tuple[Source, ...]) -> Value:
    numbers = [Decimal(source.number) for source in sources if source.number is not None]
    if not numbers or value.high is not None:
        return replace(existing, sources=sources)
    qualifier = value.qualifier if value.qualifier != "exact" else existing.qualifier
    return replace(
        value,
        state="value",
        number=format(sum(numbers, Decimal(0)), "f"),
        unit=value.unit or existing.unit,
        qualifier=qualifier,
        sources=sources,
    )


def _superseded(existing: Value) -> tuple[Source, ...]:
    return tuple(replace(source, superseded=True) for source in existing.sources if source.kind != "formula")


def _repeats(existing: Value, fact: Fact) -> bool:
    """Whether a fact only repeats a stored value that was not computed, digit by digit."""
    if not existing.sources or existing.sources[0].kind == "formula":
        return False
    return (existing.state, existing.number, existing.high, existing.qualifier) == (
        fact.state,
        fact.number,
        fact.high,
        fact.qualifier,
    ) and fact.unit in ("", existing.unit)


def says_same(one: Value, other: Value) -> bool:
    """Whether two values say the same, money units converted."""
    if one.state != other.state or one.state == "not_applicable":
        return one.state == other.state
    if one.qualifier != other.qualifier or one.number is None or other.number is None:
        return False
    digits = convert_money(other.number, other.unit, one.unit) if one.unit != other.unit else None
    return Decimal(one.number) == Decimal(digits or other.number) and (one.high or "") == (other.high or "")
