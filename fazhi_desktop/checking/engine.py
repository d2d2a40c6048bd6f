"""Applies rules to a report, whole or only what an edit touches."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.core.links import links
from fazhi_desktop.core.records import Key
from fazhi_desktop.core.report import Report

Scope = Literal["indicator", "text", "whole"]
Subject = str | int
"""An indicator's code, a node's id (0 for the preface), or '' for the whole report."""

Procedure = Callable[[Rule, Report, Subject], Iterator[Finding]]


@dataclass(frozen=True)
class Kind:
    """A procedure and what it looks at.

    Attributes:
        scope: one subject per indicator, per text (node), or the whole report once.
        subjects: for indicator scope, the codes it looks at; None for all.
        inputs: for indicator scope, further codes that a subject depends on.
    """

    scope: Scope
    procedure: Procedure
    subjects: Callable[[Rule, Report], Iterable[str]] | None = None
    inputs: Callable[[Rule, Report, str], Iterable[str]] | None = None


class Checker:
    """All rules of one year and kind of body; keeps the last findings so that an edit costs little."""

    def __init__(self, rules: Iterable[Rule], kinds: Mapping[str, Kind]) -> None:
        self._rules = tuple(rules)
        self._kinds = kinds
        self._found: dict[tuple[str, Subject], tuple[Finding, ...]] = {}
        self._texts: set[Subject] = set()
        self._year = 0

    def full(self, report: Report) -> tuple[Finding, ...]:
        """Every finding of the report (全审), hard ones first, then in reading order."""
        self._year = report.year
        self._found = {}
        self._texts = {0, *(node.id for node in report.nodes)}
        for rule, subject in self._all(report):
            self._run(rule, subject, report)
        return self._sorted(report)

    def after(self, report: Report, changed: Iterable[Key]) -> tuple[Finding, ...]:
        """Findings after an edit; only the rules and subjects that it touches are applied again."""
        if report.year != self._year:
            return self.full(report)
        codes = {key.name for key in changed if key.kind == "value"}
        texts = {int(key.name) for key in changed if key.kind == "node"}
        texts |= {0 for key in changed if key.kind == "report"}
        if any(key.kind in ("body", "department", "row") for key in changed) or self._moved(report):
            return self.full(report)
        for rule, subject in self._all(report):
            if self._touched(rule, subject, report, codes, texts):
                self._run(rule, subject, report)
        return self._sorted(report)

    def _moved(self, report: Report) -> bool:
        return self._texts != {0, *(node.id for node in report.nodes)}

    def _touched(
        self, rule: Rule, subject: Subject, report: Report, codes: set[str], texts: set[int]
    ) -> bool:
        kind = self._kinds[rule.kind]
        if kind.scope == "whole":
            return True
        if kind.scope == "text":
            return subject in texts or bool(codes & set(_codes_in(report, int(subject))))
        if subject in codes:
            return True
        inputs = kind.inputs(rule, report, str(subject)) if kind.inputs else ()
        return any(code in codes for code in inputs)

    def _all(self, report: Report) -> Iterator[tuple[Rule, Subject]]:
        for rule in self._rules:
            if not rule.applies(report.year, report.body.outline):
                continue
            kind = self._kinds[rule.kind]
            if kind.scope == "whole":
                yield rule, ""
            elif kind.scope == "text":
                yield rule, 0
                yield from ((rule, node.id) for node in report.nodes)
            else:
                hidden = set(report.body.not_reported)
                subjects = kind.subjects(rule, report) if kind.subjects else report.catalogue
                yield from ((rule, code) for code in subjects if code not in hidden)

    def _run(self, rule: Rule, subject: Subject, report: Report) -> None:
        self._found[rule.id, subject] = tuple(self._kinds[rule.kind].procedure(rule, report, subject))

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


def _codes_in(report: Report, node_id: int) -> Iterator[str]:
    node = report.node(node_id)
    texts = report.head.preface if node_id == 0 else (node.paragraphs if node else ())
    for text in texts:
        yield from (link.code for link in links(text))
