"""Applies rules to a report, whole or only what an edit touches."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from fazhi_desktop.checking.choices import Choices, chosen_rules
from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.spelling import Speller
from fazhi_desktop.checking.view import PREFACE, Reader, Subject, View
from fazhi_desktop.core.breaks import base_code
from fazhi_desktop.core.mentions import Scanner
from fazhi_desktop.core.records import Key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.rollforward import CarryWords

Scope = Literal["indicator", "text", "whole"]
Procedure = Callable[[Rule, View, Subject], Iterator[Finding]]

_WHOLE_AGAIN = frozenset({"body", "department", "row", "setting"})


@dataclass(frozen=True)
class Kind:
    """A procedure and what it looks at.

    Attributes:
        scope: one subject per indicator, per text (node), or the whole report once.
        subjects: for indicator scope, the codes it looks at; None for all.
        inputs: for indicator scope, further codes that a subject depends on.
        needs: what a rule of this kind must have: options, `formula` or `pattern`.
        words: placeholders its messages may use.
    """

    scope: Scope
    procedure: Procedure
    subjects: Callable[[Rule, Report], Iterable[str]] | None = None
    inputs: Callable[[Rule, Report, str], Iterable[str]] | None = None
    needs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Checker:
    """All rules of one year and kind of body; keeps the last findings so that an edit costs little.

    The clerk's own choices (rules switched off, adjusted, own ones) are read from the report's settings.

    Attributes:
        faults: sentences about rules that broke down while applied, or of the clerk's own that are no rules.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        kinds: Mapping[str, Kind],
        scanner: Scanner | None = None,
        carry: CarryWords | None = None,
        speller: Speller | None = None,
        drafts: frozenset[str] = frozenset(),
    ) -> None:
        self._given = tuple(rules)
        self._kinds = kinds
        self._reader = Reader(scanner, carry, speller, drafts)
        self._choices = Choices()
        self._rules = self._given
        self._found: dict[tuple[str, Subject], tuple[Finding, ...]] = {}
        self._broken: dict[str, str] = {}
        self._shape: tuple[tuple[object, ...], ...] = ()
        self._year = 0

    @property
    def given(self) -> tuple[Rule, ...]:
        """The rules it was made with, before the clerk's choices."""
        return self._given

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules as last applied, with the clerk's choices."""
        return self._rules

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with rules, in sentences; empty once every rule works."""
        return (*self._choices.faults, *self._broken.values())

    def full(self, report: Report) -> tuple[Finding, ...]:
        """Every finding of the report (全审), hard ones first, then in reading order."""
        self._year = report.year
        self._found, self._broken = {}, {}
        self._shape = _shape(report)
        self._choose(report)
        view = self._reader.view(report)
        for rule, subject in self._all(report):
            self._run(rule, subject, view)
        return self._sorted(report)

    def after(self, report: Report, changed: Iterable[Key]) -> tuple[Finding, ...]:
        """Findings after an edit; only the rules and subjects that it touches are applied again."""
        keys = tuple(changed)
        if (
            report.year != self._year
            or _shape(report) != self._shape
            or any(key.kind in _WHOLE_AGAIN for key in keys)
        ):
            return self.full(report)
        codes = {base_code(key.name) for key in keys if key.kind == "value"}
        texts: set[Subject] = {int(key.name) for key in keys if key.kind == "node"}
        texts |= {PREFACE for key in keys if key.kind == "report"}
        texts |= {node for code in codes for node, _ in report.uses.get(code, ())}
        if all(key.kind in ("explanation", "note", "return", "recipe") for key in keys):
            return self._sorted(report)
        view = self._reader.view(report)
        texts |= {said.paragraph.node for said in view.statements if said.code in codes}
        before, self._found = self._found, {}
        for rule, subject in self._all(report):
            known = before.get((rule.id, subject))
            if known is None or self._touched(rule, subject, report, codes, texts):
                self._run(rule, subject, view)
            else:
                self._found[rule.id, subject] = known
        return self._sorted(report)

    def _choose(self, report: Report) -> None:
        self._choices, self._rules = chosen_rules(self._given, self._kinds, report)

    def _touched(
        self, rule: Rule, subject: Subject, report: Report, codes: set[str], texts: set[Subject]
    ) -> bool:
        kind = self._kinds[rule.kind]
        if kind.scope == "whole":
            return True
        if kind.scope == "text":
            return subject in texts
        if subject in codes:
            return True
        inputs = kind.inputs(rule, report, str(subject)) if codes and kind.inputs else ()
        return any(code in codes for code in inputs)

    def _all(self, report: Report) -> Iterator[tuple[Rule, Subject]]:
        hidden = set(report.body.not_reported)
        for rule in self._rules:
            if not rule.applies(report.year, report.body.outline):
                continue
            kind = self._kinds[rule.kind]
            if kind.scope == "whole":
                yield rule, ""
            elif kind.scope == "text":
                yield rule, PREFACE
                yield from ((rule, node.id) for node in report.nodes)
            else:
                subjects = kind.subjects(rule, report) if kind.subjects else report.catalogue
                yield from ((rule, code) for code in subjects if code not in hidden)

    def _run(self, rule: Rule, subject: Subject, view: View) -> None:
        """Apply a rule; one that breaks down is named in `faults` and finds nothing.

        Rules are data that a clerk may write or get from others, so what goes wrong inside one is its fault.
        """
        try:
            found = tuple(self._kinds[rule.kind].procedure(rule, view, subject))
        except Exception as error:
            found = ()
            words = str(error) or type(error).__name__
            self._broken[rule.id] = (
                f"规则 {rule.id} 执行时出错（{words}），本次没有使用。请改正或停用这条规则。"
            )
        self._found[rule.id, subject] = found

    def _sorted(self, report: Report) -> tuple[Finding, ...]:
        order = {node.id: place for place, node in enumerate(report.nodes, 1)}

        def key(finding: Finding) -> tuple[int, int, int, int]:
            first = finding.places[0] if finding.places else None
            hard = 0 if finding.severity == "hard" else 1
            if first is None:
                return (hard, 0, 0, 0)
            if first.indicator is not None and first.node is None:
                return (hard, 10**6, report.catalogue.place(first.indicator), 0)
            return (hard, order.get(first.node or 0, 0), first.paragraph, first.start)

        return tuple(sorted((found for each in self._found.values() for found in each), key=key))


def _shape(report: Report) -> tuple[tuple[object, ...], ...]:
    """What of the outline texts depend on that are not their own: order, levels and roles."""
    return tuple((node.id, node.parent, node.level, node.position, node.role) for node in report.nodes)
