"""The plan of an import as rows for the clerk, and what settling a row does to the plan. No Qt."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.gui.value_text import full_text
from fazhi_desktop.importing.plan import Decision, FilePlan, ImportPlan, value_of

RowState = Literal["new", "same", "changed", "conflict", "unsure", "unknown", "period", "part", "refused"]
Settled = Literal["", "taken", "kept", "added", "confirmed", "left"]

WORDS: dict[str, str] = {
    "new": "＋ 新",
    "same": "＝ 相同",
    "changed": "~ 改动",
    "conflict": "! 冲突",
    "unsure": "? 待确认",
    "unknown": "○ 未识别",
    "period": "– 其他时期",
    "part": "– 分项",
    "refused": "× 不能读",
}
SETTLED_WORDS = {
    "taken": "✔ 采用本表",
    "kept": "✔ 保留原数",
    "added": "✔ 两者相加",
    "confirmed": "✔ 已确认",
    "left": "✔ 不导入",
}
OPEN: frozenset[str] = frozenset({"conflict", "unsure"})
"""States that wait for the clerk's word."""


@dataclass
class ImportRow:
    """One number of one file, and how the clerk settled it."""

    place: int
    file: FilePlan
    decision: Decision
    settled: Settled = ""
    first: RowState = field(default="new")

    def __post_init__(self) -> None:
        self.first = _state(self.decision)

    @property
    def code(self) -> str | None:
        """Indicator it is, or would be."""
        return self.decision.fact.code or self.decision.fact.proposed

    @property
    def open(self) -> bool:
        """Whether it waits for the clerk."""
        return not self.settled and self.first in OPEN

    @property
    def words(self) -> str:
        """Its state in words, with a mark."""
        return SETTLED_WORDS[self.settled] if self.settled else WORDS[self.first]

    @property
    def source(self) -> str:
        """File, sheet and cell."""
        fact = self.decision.fact
        sheet = f"·{fact.sheet}" if fact.sheet else ""
        return f"{self.file.file}{sheet}·{fact.cell or '多格合计'}"

    @property
    def new(self) -> str:
        """The number as the sheet says it, with its unit."""
        fact = self.decision.fact
        if self.settled == "added" and self.decision.value is not None:
            return full_text(self.decision.value)
        return (
            fact.raw
            if not fact.number
            else full_text(Value("", "value", fact.number, fact.high, fact.unit, fact.qualifier))
        )


def _state(decision: Decision) -> RowState:
    if decision.stored:
        return "changed" if decision.existing is not None and decision.existing.shown else "new"
    by_reason: dict[str | None, RowState] = {
        "same": "same",
        "conflict": "conflict",
        "period": "period",
        "part": "part",
        "refused": "refused",
    }
    if decision.why in by_reason:
        return by_reason[decision.why]
    return "unsure" if decision.fact.proposed or decision.fact.code else "unknown"


def rows_of(plan: ImportPlan) -> list[ImportRow]:
    """Every number of every file, in the order of the files."""
    return [
        ImportRow(place, file, decision)
        for place, file in enumerate(plan.files)
        for decision in file.decisions
    ]


class Settling:
    """Settles rows of a plan; each method may be called again with another word on the same row."""

    def __init__(self, plan: ImportPlan, report: Report) -> None:
        self._plan, self._report = plan, report

    def take(self, row: ImportRow) -> None:
        """The sheet's number replaces the stored one, which stays behind it."""
        decision = row.decision
        value = value_of(decision.fact, row.file, self._plan.catalogue, self._plan.time)
        existing = self._stored(row)
        if existing is not None:
            value = replace(value, sources=(*value.sources, *_behind(existing)))
        decision.stored, decision.why, decision.value = True, None, value
        row.settled = "taken"

    def keep(self, row: ImportRow) -> None:
        """The stored number stays."""
        row.decision.stored, row.decision.why, row.decision.value = False, "conflict", None
        row.settled = "kept"

    def can_add(self, row: ImportRow) -> bool:
        """Whether stored and new number may be parts of one sum."""
        existing = self._stored(row)
        if existing is None or row.decision.fact.code is None:
            return False
        value = value_of(row.decision.fact, row.file, self._plan.catalogue, self._plan.time)
        kind = self._plan.catalogue[value.indicator].kind
        return (
            kind in ("count", "amount")
            and existing.unit == value.unit
            and all(entry.decimal is not None and entry.qualifier == "exact" for entry in (existing, value))
        )

    def add(self, row: ImportRow) -> None:
        """Both are parts; their sum is the value."""
        existing = self._stored(row)
        if existing is None or not self.can_add(row):
            return
        value = value_of(row.decision.fact, row.file, self._plan.catalogue, self._plan.time)
        total = (existing.decimal or Decimal(0)) + (value.decimal or Decimal(0))
        sources = (*_parts(existing, "原有"), *_parts(value, row.file.department or row.file.file))
        row.decision.value = replace(value, number=format(total, "f"), sources=sources)
        row.decision.stored, row.decision.why = True, None
        row.settled = "added"

    def name(self, row: ImportRow, code: str) -> None:
        """The number is this indicator's; a stored number that differs makes it a conflict again."""
        fact = row.decision.fact
        self._plan.choose((row.place, fact.sheet, fact.cell, fact.label), code)
        existing = self._stored(row)
        row.decision.existing = existing
        if existing is None or not existing.shown:
            row.settled = "confirmed"
        elif row.decision.value is not None and existing.same_as(row.decision.value):
            row.decision.stored, row.decision.why, row.decision.value = False, "same", None
            row.settled, row.first = "", "same"
        else:
            row.decision.stored, row.decision.why, row.decision.value = False, "conflict", None
            row.settled, row.first = "", "conflict"

    def leave(self, row: ImportRow) -> None:
        """The number is not imported."""
        row.decision.stored, row.decision.why, row.decision.value = False, "uncertain", None
        row.settled = "left"

    def _stored(self, row: ImportRow) -> Value | None:
        found = self._report.values.get(self._plan.year, {}).get(row.code or "")
        if found is not None and found.state != "missing":
            return found
        return row.decision.existing


def _behind(existing: Value) -> tuple[Source, ...]:
    return tuple(
        replace(source, superseded=True, number=source.number or existing.shown)
        for source in existing.sources
        if source.kind != "formula"
    )


def _parts(value: Value, part: str) -> tuple[Source, ...]:
    kept = tuple(source for source in value.sources if not source.superseded)
    if not kept:
        return (Source("typed", number=value.number, part=part),)
    if len(kept) == 1:
        return (
            replace(
                kept[0],
                number=kept[0].number or value.number,
                part=kept[0].part or kept[0].department or part,
            ),
        )
    return kept


def summary(rows: list[ImportRow]) -> dict[str, int]:
    """How many rows there are of each state, counting settled ones under what they became."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.first] = counts.get(row.first, 0) + 1
    counts["open"] = sum(row.open for row in rows)
    counts["stored"] = sum(row.decision.stored for row in rows)
    return counts
