"""What becomes of each number of an import: compared with what is stored and with the files before it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.units import convert_money, same_family
from fazhi_desktop.core.values import Value
from fazhi_desktop.importing.facts import Fact, Problem
from fazhi_desktop.importing.plan import Decision, FilePlan, behind, joined, says_same, stands, value_of


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
        if fact.refused in ("refused", "period", "part") or (fact.code is None and fact.refused == "same"):
            return fact.refused
        if fact.period is not None:  # before the doubt: confirmed, it would be taken for this year's
            return "period"
        if fact.code is None or fact.refused:
            return "uncertain"
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
        share = fact.part is not None and fact.part == file.village
        if existing is None or not stands(existing):
            decision.store(value, adds=share)
            self._values[value.indicator] = value
        elif share:
            self._add_share(file, decision, value, existing)
        elif says_same(existing, value):
            decision.why = "same"
        elif self._replaces:
            value = replace(value, sources=(*value.sources, *behind(existing)))
            decision.store(value)
            self._values[value.indicator] = value
        else:
            decision.why = "conflict"
            file.problems.append(
                Problem("error", "conflict", self._told(existing, value, fact), fact.sheet, fact.cell)
            )

    def _told(self, existing: Value, value: Value, fact: Fact) -> str:
        name = self._catalogue.name(value.indicator)
        origin = existing.sources[0].place() if existing.sources else "已填写"
        had = existing.worded + existing.unit if existing.shown else "不适用"
        now = fact.raw if fact.cell else f"{value.worded}{value.unit}（{fact.raw}）"
        return f"“{name}”已有 {had}（{origin}），本表为 {now}，没有覆盖，请确认以哪个为准。"

    def _add_share(self, file: FilePlan, decision: Decision, value: Value, existing: Value) -> None:
        """A village's number joins those of the other villages; its own earlier one is not counted twice."""
        parts = [source for source in existing.sources if not source.superseded]
        value = _in_unit(value, existing.unit)
        apart = any(not source.part or source.kind not in ("cell", "register") for source in parts)
        if apart or value.unit != existing.unit:
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
        decision.store(value, adds=True)
        self._values[value.indicator] = joined(existing, value, decision.fact.part, file.sender)


def _in_unit(value: Value, unit: str) -> Value:
    """A value in the unit of another where money can be converted or the units say the same."""
    if value.unit == unit or not unit:
        return value
    digits = convert_money(value.number, value.unit, unit) if value.number and value.high is None else None
    if digits is not None and len(value.sources) == 1:
        sources = (replace(value.sources[0], number=digits),)
        return replace(value, number=digits, unit=unit, sources=sources)
    return replace(value, unit=unit) if same_family(value.unit, unit) or not value.number else value


def _repeats(existing: Value, fact: Fact) -> bool:
    """Whether a fact only repeats a stored value that was not computed, digit by digit."""
    if not existing.sources or existing.sources[0].kind == "formula":
        return False
    return (
        existing.number == fact.number
        and existing.state == fact.state
        and existing.high == fact.high
        and existing.qualifier == fact.qualifier
        and fact.unit in ("", existing.unit)
    )
