"""What an import would do: files with values and decisions, and the one Edit that carries them out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.edits import Edit, Read, edit
from fazhi_desktop.core.records import Department, Key, Recipe, Record, RegisterRow, Return, value_key
from fazhi_desktop.core.units import convert_money
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.importing.excerpts import excerpt
from fazhi_desktop.importing.facts import Fact, Problem
from fazhi_desktop.importing.plan_json import file_json
from fazhi_desktop.importing.recipes import Replay, fingerprint_of, recipe_key
from fazhi_desktop.importing.register_rows import rows_to_store
from fazhi_desktop.importing.structure import Workbook

Status = Literal["imported", "duplicate", "empty", "refused"]


@dataclass(eq=False, slots=True)
class Decision:
    """A fact and what becomes of it: stored, or kept out with a reason (`why` of the contract).

    Attributes:
        value: what this fact alone would store.
        existing: the value it was compared with, stored before or by another number of this import.
        adds: its value is a part beside others, not the whole.
        settled: the clerk decided it.
    """

    fact: Fact
    stored: bool = False
    why: str | None = None
    value: Value | None = None
    existing: Value | None = None
    adds: bool = False
    settled: bool = False

    def store(self, value: Value, *, adds: bool = False) -> None:
        """Let it be stored."""
        self.stored, self.why, self.value, self.adds = True, None, value, adds

    def keep_out(self, why: str) -> None:
        """Let it not be stored."""
        self.stored, self.why, self.value, self.adds = False, why, None, False


_Number = tuple[Decision, Value | None, bool]
"""A number as it was last composed: it may be settled otherwise since."""


@dataclass
class FilePlan:
    """One file of an import.

    Attributes:
        sha256: of its bytes; '' for rows that are stored already and only counted again.
        workbook: its structure, for the wizard; None where it could not be read.
        department: who sent it, as the file spells it; None where it does not say.
        office: the department that means, where that is known; see `sent_by`.
        headers: (header path, code) of its numbers, for learning.
        earlier: the file of which it is another version.
    """

    file: str
    path: str
    sha256: str
    status: Status
    department: str | None = None
    office: str | None = None
    year: int | None = None
    message: str = ""
    decisions: list[Decision] = field(default_factory=list[Decision])
    problems: list[Problem] = field(default_factory=list[Problem])
    workbook: Workbook | None = None
    village: str | None = None
    headers: dict[str, str] = field(default_factory=dict[str, str])
    replay: Replay | None = None
    earlier: str | None = None

    @cached_property
    def fingerprint(self) -> str:
        """Fingerprint of its template, whatever the file is called."""
        return fingerprint_of(self.workbook) if self.workbook is not None else ""

    @property
    def sender(self) -> str:
        """Who sent it, its own name where that is not known."""
        return self.office or self.department or self.file

    def sent_by(self, office: str | None) -> None:
        """The department that sent it; what its numbers would store says so too."""
        self.office = office
        for decision in self.decisions:
            if decision.value is not None:
                sources = tuple(
                    replace(source, department=office or self.department)
                    if source.sha256 == self.sha256
                    else source
                    for source in decision.value.sources
                )
                decision.value = replace(decision.value, sources=sources)

    @property
    def stored(self) -> int:
        """How many values it would store."""
        return sum(1 for decision in self.decisions if decision.stored)


@dataclass
class ImportPlan:
    """An import before it is done; `values` and `rows` are what is stored for its year.

    `answers` say which department a spelling means (senders.py), `departments` are those they teach or make.
    """

    year: int
    catalogue: Catalogue
    files: list[FilePlan]
    time: str
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])
    rows: tuple[RegisterRow, ...] = ()
    answers: dict[str, str] = field(default_factory=dict[str, str])
    departments: dict[str, Department] = field(default_factory=dict[str, Department])
    _by_code: dict[str, list[tuple[FilePlan, Decision]]] | None = None
    _made: "dict[str, tuple[list[_Number], Value | None]]" = field(default_factory=dict[str, Any])

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

    def taken(self, code: str) -> list[tuple[FilePlan, Decision]]:
        """What of an indicator is to be stored."""
        if self._by_code is None:
            self._by_code = {}
            for file in self.files:
                for decision in file.decisions if file.status == "imported" else ():
                    if decision.fact.code:
                        self._by_code.setdefault(decision.fact.code, []).append((file, decision))
        return [entry for entry in self._by_code.get(code, ()) if entry[1].stored]

    def outcome(self, code: str, *, without: Decision | None = None) -> Value | None:
        """What an indicator will be, or is where nothing changes it; `without` leaves one number out.

        What its first numbers made is remembered, as the clerk adds one to the others after the other.
        """
        entries = [entry for entry in self.taken(code) if entry[1] is not without]
        entries.sort(key=lambda entry: entry[1].adds)
        numbers = [(decision, decision.value, decision.adds) for _, decision in entries]
        first, value = self._made.get(code, ([], None))
        if not first or numbers[: len(first)] != first:
            first, value = [], self.values.get(code)
        value = composed(value, entries[len(first) :])
        self._made[code] = (numbers, value)
        return value

    def renamed(self) -> None:
        """A number has become another indicator's."""
        self._by_code = None

    def outcomes(self) -> dict[str, Value]:
        """Every indicator that the import gives a number, and what it will be."""
        chosen: dict[str, list[tuple[FilePlan, Decision]]] = {}
        for file in self.files:
            for decision in file.decisions if file.status == "imported" else ():
                if decision.stored and decision.value is not None:
                    chosen.setdefault(decision.value.indicator, []).append((file, decision))
        made = {code: composed(self.values.get(code), entries) for code, entries in chosen.items()}
        return {code: value for code, value in made.items() if value is not None}

    @property
    def empty(self) -> bool:
        """Whether carrying it out would change nothing: no number, no row, no return to be noted."""
        return not any(
            file.sha256 or any(decision.stored for decision in file.decisions)
            for file in self.files
            if file.status == "imported"
        )

    def put(self, place: int, file: FilePlan) -> None:
        """Take a file that was read again by itself; the other files' numbers stand against its own."""
        if self.files[place].office is not None:
            file.sent_by(self.files[place].office)
        self.files[place] = file
        self.renamed()
        for decision in file.decisions:
            if not decision.stored or decision.adds or decision.value is None:
                continue
            code = decision.value.indicator
            others = [entry for entry in self.taken(code) if entry[0] is not file]
            existing = composed(self.values.get(code), others) if others else None
            if existing is not None:
                same = says_same(existing, decision.value)
                decision.keep_out("same" if same else "conflict")
                decision.existing = existing

    def edit(self, read: Read, *, label: str = "", learn: bool = False) -> Edit | None:
        """Everything that is to be stored as one Edit; None where there is nothing."""
        changes: dict[Key, Record | None] = {
            value_key(self.year, code): value for code, value in self.outcomes().items()
        }
        for file in self.files:
            if file.status != "imported":
                continue
            if not file.sha256:
                continue
            changes.update(self._rows(file))
            changes[Key("return", self.year, file.sha256)] = self._return(file)
        changes.update(self._learned() if learn else ())
        changes.update((Key("department", 0, name), entry) for name, entry in self.departments.items())
        if not changes:
            return None
        names = [file.file for file in self.files if file.status == "imported"]
        label = label or (f"导入 {names[0]}" if len(names) == 1 else f"导入 {len(names)} 个科室表格")
        return edit(label, changes.items(), read)

    def _learned(self) -> Iterator[tuple[Key, Record]]:
        """What the files taught, once for files of one template that teach the same."""
        told: set[object] = set()
        for file in self.files:
            labels = tuple(sorted(file.headers.items()))
            lesson = (file.fingerprint, labels)
            if file.status == "imported" and file.fingerprint and labels and lesson not in told:
                told.add(lesson)
                recipe = Recipe(file.department or "", file.fingerprint, labels, self.time)
                yield recipe_key(recipe), recipe

    def _return(self, file: FilePlan) -> Return:
        errors = [problem.message for problem in file.problems if problem.severity == "error"]
        state = (
            "problem"
            if errors or (not file.stored and not any(decision.why == "same" for decision in file.decisions))
            else "sent"
        )
        return Return(
            file.sha256,
            file.office or file.department or "",
            file.file,
            self.time,
            state,
            file.stored,
            "；".join(errors)[:500],
        )

    def _rows(self, file: FilePlan) -> Iterator[tuple[Key, Record]]:
        if file.year is None or file.year == self.year:
            for row in rows_to_store(file.workbook, file.file, file.sha256, self.rows):
                yield Key("row", self.year, f"{row.register}/{row.id}"), row

    def as_json(self, *, dry_run: bool = False) -> dict[str, object]:
        """The object that `fazhi import --json` prints (contract)."""
        return {"files": [file_json(file, self.catalogue, dry_run=dry_run) for file in self.files]}


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
        file.office or file.department,
        time,
        fact.label,
        excerpt(file.workbook, fact.sheet, fact.cell),
    )


def composed(stored: Value | None, entries: Iterable[tuple[FilePlan, Decision]]) -> Value | None:
    """The value that a stored one and the numbers of an import make together: the whole first, then parts."""
    current = stored
    for file, decision in sorted(entries, key=lambda entry: entry[1].adds):
        if decision.value is not None:
            current = (
                joined(current, decision.value, decision.fact.part, file.sender)
                if decision.adds
                else decision.value
            )
    return current


def stands(value: Value | None) -> bool:
    """Whether a value is there that was not computed."""
    if value is None or value.state == "missing":
        return False
    return not value.sources or any(source.kind != "formula" for source in value.sources)


def joined(existing: Value | None, value: Value, part: str | None, sender: str) -> Value:
    """A value with one more part; an earlier number of the same village (`part`) gives way to it."""
    if existing is None or not stands(existing):
        return value
    old = [source for source in existing.sources if part is None or source.part != part]
    live = [source for source in old if not source.superseded]
    sources = (
        *_as_parts(existing, live, "原有"),
        *_as_parts(value, value.sources, sender),
        *(source for source in old if source.superseded),
    )
    shares = (entry.number for entry in sources if not entry.superseded)
    numbers = [Decimal(share) for share in shares if share is not None]
    if not numbers or value.high is not None:
        return replace(existing, sources=sources)
    qualifier = value.qualifier if value.qualifier != "exact" else existing.qualifier
    return replace(
        value,
        state="value",
        number=format(sum(numbers, Decimal(0)), "f"),
        unit=existing.unit or value.unit,
        qualifier=qualifier,
        numerator=None,
        denominator=None,
        sources=sources,
    )


def _as_parts(value: Value, sources: Sequence[Source], name: str) -> tuple[Source, ...]:
    """The sources of a value, each with its own number and a name for its share."""
    if not value.sources:
        return (Source("typed", number=value.number, part=name),)
    if len(sources) != 1:
        return tuple(sources)
    only = sources[0]
    return (replace(only, number=only.number or value.number, part=only.part or only.department or name),)


def behind(existing: Value | None) -> tuple[Source, ...]:
    """The sources of a value that gives way, kept behind the new one."""
    return tuple(
        source
        if source.superseded and source.number
        else replace(source, superseded=True, number=source.number or (existing.shown if existing else None))
        for source in (existing.sources if existing else ())
        if source.kind != "formula"
    )


def says_same(one: Value, other: Value) -> bool:
    """Whether two values say the same, money units converted."""
    if one.state != other.state or one.state == "not_applicable":
        return one.state == other.state
    if one.qualifier != other.qualifier or one.number is None or other.number is None:
        return False
    digits = convert_money(other.number, other.unit, one.unit) if one.unit != other.unit else None
    return Decimal(one.number) == Decimal(digits or other.number) and (one.high or "") == (other.high or "")
