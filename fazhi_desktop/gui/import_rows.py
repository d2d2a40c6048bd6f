"""The plan of an import as rows for the clerk, and what settling a row does to the plan. No Qt."""

from dataclasses import dataclass, field
from typing import Literal

from fazhi_desktop.core.values import Value
from fazhi_desktop.gui.value_text import full_text
from fazhi_desktop.importing.plan import Decision, FilePlan, ImportPlan
from fazhi_desktop.importing.settling import Settling

RowState = Literal[
    "new", "same", "changed", "share", "conflict", "unsure", "unknown", "period", "part", "refused"
]
Settled = Literal["", "taken", "kept", "added", "confirmed", "left"]

WORDS: dict[str, str] = {
    "new": "＋ 新",
    "same": "＝ 相同",
    "changed": "~ 改动",
    "share": "＋ 合计",
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
FILE_WORDS = {
    "imported": "✔ 可以导入",
    "duplicate": "＝ 已导入过",
    "empty": "○ 没有数据",
    "refused": "× 没有导入",
}
OPEN: frozenset[str] = frozenset({"conflict", "unsure"})
"""States that wait for the clerk's word."""


@dataclass(eq=False)
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

    def is_conflict(self) -> bool:
        """Whether another number stands where it would go, settled or not."""
        return self.first == "conflict"

    def is_proposal(self) -> bool:
        """Whether an indicator is proposed for it."""
        return self.first == "unsure" and bool(self.code)

    def can_leave(self) -> bool:
        """Whether it may be left out."""
        return self.first == "unsure" or self.decision.stored

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
        return (
            fact.raw
            if not fact.number
            else full_text(Value("", "value", fact.number, fact.high, fact.unit, fact.qualifier))
        )


def _state(decision: Decision) -> RowState:
    if decision.stored and decision.adds:
        return "share"
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
    fact = decision.fact
    told = fact.state != "not_applicable"  # a dash under a doubtful name is not worth a question
    return "unsure" if fact.code or (fact.proposed and told) else "unknown"


def rows_of(plan: ImportPlan) -> list[ImportRow]:
    """Every number of every file, in the order of the files."""
    return [
        ImportRow(place, file, decision)
        for place, file in enumerate(plan.files)
        for decision in file.decisions
    ]


class Rows:
    """The rows of a plan, and what the clerk's word on one of them does to it and to the others."""

    def __init__(self, plan: ImportPlan) -> None:
        self.plan, self._settling = plan, Settling(plan)
        self.all = rows_of(plan)
        self._row_of = {row.decision: row for row in self.all}

    def take(self, row: ImportRow) -> None:
        """The sheet's number replaces what stands there, in this import too."""
        gone = self._settling.take(row.file, row.decision)
        row.settled = "taken"
        for decision in gone:
            other = self._row_of[decision]
            other.first, other.settled = "conflict", "kept"

    def keep(self, row: ImportRow) -> None:
        """What stands there stays."""
        self._settling.keep(row.decision)
        row.settled = "kept"

    def can_add(self, row: ImportRow) -> bool:
        """Whether both numbers may be parts of one sum."""
        return self._settling.can_add(row.file, row.decision)

    def add(self, row: ImportRow) -> None:
        """Both numbers are parts of one sum."""
        if self._settling.add(row.file, row.decision):
            row.settled = "added"

    def lacks_unit(self, row: ImportRow) -> bool:
        """Whether it is an amount of which nobody wrote whether it is 元 or 万元."""
        fact, code = row.decision.fact, row.code
        return bool(code) and not fact.unit and self.plan.catalogue[code or ""].kind == "amount"

    def name(self, row: ImportRow, code: str, unit: str = "") -> None:
        """The number is this indicator's; a number that differs makes it a conflict again."""
        self._settling.name(row.file, row.decision, code, unit=unit)
        if row.decision.stored:
            row.settled = "confirmed"
        else:
            row.settled, row.first = "", "same" if row.decision.why == "same" else "conflict"

    def leave(self, row: ImportRow) -> None:
        """The number is not imported."""
        self._settling.leave(row.file, row.decision)
        row.settled = "left"

    def replace(self, place: int, file: FilePlan) -> None:
        """Take a file that was read again."""
        self._settling.replace(place, file)
        kept = [row for row in self.all if row.place != place]
        self.all = [*kept, *(ImportRow(place, file, decision) for decision in file.decisions)]
        self._row_of = {row.decision: row for row in self.all}

    def existing(self, row: ImportRow) -> Value | None:
        """What stands there without this number."""
        return self._settling.existing(row.decision)


def summary(rows: list[ImportRow]) -> dict[str, int]:
    """How many rows there are of each state, counting settled ones under what they became."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.first] = counts.get(row.first, 0) + 1
    counts["open"] = sum(row.open for row in rows)
    counts["stored"] = sum(row.decision.stored for row in rows)
    return counts


def file_words(file: FilePlan, rows: list[ImportRow]) -> str:
    """A file's state: what it brings, ? what waits for the clerk, ! what is wrong with it."""
    if file.status != "imported":
        return FILE_WORDS[file.status]
    waiting = sum(row.open for row in rows)
    errors = sum(problem.severity == "error" and problem.code != "conflict" for problem in file.problems)
    words = "○ 没有可导入的"
    if file.stored:
        words = f"✔ {file.stored} 项"
    elif waiting:
        words = "○ 待定"
    elif any(row.first == "same" for row in rows):
        words = "＝ 相同"
    return words + (f" ?{waiting}" if waiting else "") + (f" !{errors}" if errors else "")
