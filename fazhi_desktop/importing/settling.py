"""The clerk's word on single numbers of a plan: which indicator, and whether it is taken."""

from dataclasses import replace

from fazhi_desktop.core.values import Value
from fazhi_desktop.importing.plan import Decision, FilePlan, ImportPlan, behind, says_same, stands, value_of


class Settling:
    """Settles numbers of a plan; each method may be called again with another word on the same number."""

    def __init__(self, plan: ImportPlan) -> None:
        self._plan = plan

    def existing(self, decision: Decision) -> Value | None:
        """What would stand without this number: stored, or from another number of this import."""
        code = decision.fact.code or decision.fact.proposed
        found = self._plan.outcome(code, without=decision) if code else None
        if found is not None and found.state != "missing":
            return found
        return decision.existing

    def take(self, file: FilePlan, decision: Decision) -> tuple[Decision, ...]:
        """The sheet's number is the value; what stood there stays behind it.

        Returns the other numbers of the import that give way.
        """
        fact, value = decision.fact, self._value(file, decision)
        share = fact.part is not None and fact.part == file.village
        rivals = tuple(
            other
            for _, other in self._plan.taken(value.indicator)
            if other is not decision and (other.fact.part == fact.part if share else not other.adds)
        )
        if not share:
            value = replace(value, sources=(*value.sources, *behind(self.existing(decision))))
        for other in rivals:
            other.keep_out("conflict")
            other.existing = value
        decision.store(value, adds=share)
        decision.settled = True
        return rivals

    def keep(self, decision: Decision) -> None:
        """What stands there stays."""
        decision.keep_out("conflict")
        decision.settled = True

    def can_add(self, file: FilePlan, decision: Decision) -> bool:
        """Whether the number and what stands there may be parts of one sum."""
        return self._share(file, decision) is not None

    def _share(self, file: FilePlan, decision: Decision) -> Value | None:
        """The number as a part of one sum with what stands there, None where it may not be."""
        existing = self.existing(decision)
        if existing is None or decision.fact.code is None:
            return None
        value = self._value(file, decision)
        may = (
            self._plan.catalogue[value.indicator].kind in ("count", "amount")
            and existing.unit == value.unit
            and all(entry.decimal is not None and entry.qualifier == "exact" for entry in (existing, value))
        )
        return value if may else None

    def add(self, file: FilePlan, decision: Decision) -> bool:
        """Both are parts; their sum is the value. False where they may not be."""
        value = self._share(file, decision)
        if value is not None:
            decision.store(value, adds=True)
            decision.settled = True
        return value is not None

    def name(self, file: FilePlan, decision: Decision, code: str, *, unit: str = "") -> None:
        """The number is this indicator's; where another one stands already, it is a conflict.

        `unit` is that of an amount whose sheet names none.
        """
        fact = decision.fact
        fact.code, fact.proposed, fact.refused = code, None, ""
        fact.unit = fact.unit or unit
        self._plan.renamed()
        if fact.header:
            file.headers[fact.header] = code
        decision.keep_out("conflict")
        decision.existing, decision.settled = None, True
        existing, value = self.existing(decision), self._value(file, decision)
        if existing is None or not stands(existing):
            decision.store(value)
            return
        decision.existing = existing
        if says_same(existing, value):
            decision.why = "same"

    def leave(self, file: FilePlan, decision: Decision) -> None:
        """The number is no indicator's; next year it is not asked about again."""
        fact = decision.fact
        if fact.header and decision.why == "uncertain":
            file.headers[fact.header] = ""
        decision.keep_out("uncertain")
        decision.settled = True

    def replace(self, place: int, file: FilePlan) -> None:
        """Take a file that was read again; cells that still say the same stay as they were settled."""
        said = {_cell(one): one for one in self._plan.files[place].decisions if one.settled and one.fact.cell}
        self._plan.put(place, file)
        for decision in file.decisions:
            before = said.get(_cell(decision))
            if before is not None and self._same_indicator(file, before, decision):
                self._repeat(file, before, decision)

    def _same_indicator(self, file: FilePlan, before: Decision, decision: Decision) -> bool:
        """Whether a cell is of the indicator it was; under its old label it is what the clerk named it."""
        named = before.fact.code
        if named and decision.fact.code != named and decision.fact.label == before.fact.label:
            self.name(file, decision, named, unit=before.fact.unit)
        return decision.fact.code == named

    def _repeat(self, file: FilePlan, before: Decision, decision: Decision) -> None:
        if before.stored and before.adds:
            self.add(file, decision)
        elif before.stored:
            self.take(file, decision)
        elif before.why == "uncertain":
            self.leave(file, decision)
        else:
            decision.keep_out(before.why or "conflict")
            decision.settled = True

    def _value(self, file: FilePlan, decision: Decision) -> Value:
        return value_of(decision.fact, file, self._plan.catalogue, self._plan.time)


def _cell(decision: Decision) -> tuple[str | None, str | None, str]:
    fact = decision.fact
    return fact.sheet, fact.cell, fact.raw
