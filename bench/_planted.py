"""The corpus of planted errors: a clean report, one error at a time, and the rules that should see it."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.core.begin import report_cells
from fazhi_desktop.core.records import Body, Node, ReportHead
from fazhi_desktop.core.report import Report
from tests.checking.sample import resources, sample, value, with_values

FOLDER = Path(__file__).resolve().parent / "planted"
FILES = ("values", "numbers", "contents", "wording", "bodies")
YEAR = 2024


@dataclass(frozen=True)
class Case:
    """One planted error.

    Attributes:
        name: file and what was planted, for the list of those not found.
        rules: any of these finds it.
        base: the report without the error.
    """

    name: str
    rules: tuple[str, ...]
    report: Report
    base: Report


def clean() -> Report:
    """The sample as a careful clerk leaves it: no finding stands."""
    data = tomllib.loads((FOLDER / "clean.toml").read_text("utf-8"))
    report = with_values(sample(), **{code.replace(".", "_"): text for code, text in data["values"].items()})
    report = _whole_year(report)
    for place, old, new in data["replace"]:
        report = _replaced(report, place, old, new)
    items = tuple(replace(node, run_in=True) if node.level == 3 else node for node in report.nodes)
    return replace(report, nodes=items, body=replace(report.body, elements=tuple(data["elements"].items())))


def _whole_year(report: Report) -> Report:
    values = {code: replace(entry, period=None) for code, entry in report.values[report.year].items()}
    return replace(report, values={**report.values, report.year: values})


def body(outline: str) -> Report:
    """A report of another kind of body: its outline's own texts with the clean report's numbers."""
    town, template = clean(), resources().templates[outline]
    made = Body("某某县某某单位", "某某单位", outline, "张某")
    cells = dict(report_cells(made, template, YEAR))
    head = next(record for record in cells.values() if isinstance(record, ReportHead))
    nodes = tuple(record for record in cells.values() if isinstance(record, Node))
    values = {YEAR: town.values[town.year], YEAR - 1: town.values[town.year - 1]}
    return Report(made, head, town.catalogue, nodes, values)


def cases() -> list[Case]:
    """Every case of the corpus."""
    made: list[Case] = []
    bases = {"town": clean(), **{outline: body(outline) for outline in ("street", "district", "department")}}
    for file in FILES:
        data = tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8"))
        for group in data["group"]:
            base = bases[group.get("body", "town")]
            for key, plant in _PLANTS.items():
                for entry in group.get(key, ()):
                    name = f"{file}/{group.get('body', 'town')}/{key} {entry}"
                    made.append(Case(name, tuple(group["rules"]), plant(base, entry), base))
    return made


class Judge:
    """Tells whether cases are found: by a finding that the report without the error does not have."""

    def __init__(self, applied: Checker) -> None:
        self.applied = applied
        self._standing: dict[int, frozenset[tuple[str, str]]] = {}

    def is_found(self, case: Case) -> bool:
        """Whether one of the case's rules says something new."""
        before = self._standing.get(id(case.base))
        if before is None:
            before = self._standing[id(case.base)] = frozenset(map(said, self.applied.full(case.base)))
        found = self.applied.full(case.report)
        return any(finding.rule in case.rules and said(finding) not in before for finding in found)


def said(finding: Finding) -> tuple[str, str]:
    """What tells findings of the clean report from new ones."""
    return finding.rule, finding.message


def _values(report: Report, entry: Mapping[str, str]) -> Report:
    return with_values(report, **{code.replace(".", "_"): text or None for code, text in entry.items()})


def _last(report: Report, entry: Mapping[str, str]) -> Report:
    last = {**report.values[report.year - 1], **{code: value(code, text) for code, text in entry.items()}}
    return replace(report, values={**report.values, report.year - 1: last})


def _parts(report: Report, entry: list[str]) -> Report:
    code, upper, lower, shown = entry
    wrong = replace(value(code, f"{upper}/{lower}"), number=shown)
    return replace(report, values={**report.values, report.year: {**report.values[report.year], code: wrong}})


def _edited(report: Report, place: str, edit: Callable[[tuple[str, ...]], tuple[str, ...]]) -> Report:
    if place == "前言":
        return replace(report, head=replace(report.head, preface=edit(report.head.preface)))
    found = _node(report, place)
    return _with(report, replace(found, paragraphs=edit(found.paragraphs)))


def _node(report: Report, place: str) -> Node:
    return next(node for node in report.nodes if report.place(node) == place)


def _with(report: Report, changed: Node) -> Report:
    return replace(report, nodes=tuple(changed if node.id == changed.id else node for node in report.nodes))


def _replaced(report: Report, place: str, old: str, new: str) -> Report:
    made = _edited(report, place, lambda texts: tuple(text.replace(old, new) for text in texts))
    assert made != report or old == new, f"{place}: {old}"
    return made


def _added(report: Report, entry: list[str]) -> Report:
    for place, sentence in zip(entry[::2], entry[1::2], strict=True):
        report = _edited(report, place, lambda texts, added=sentence: (*texts[:-1], texts[-1] + added))
    return report


def _dropped(report: Report, place: str) -> Report:
    top = _node(report, place)
    gone = {top.id}
    for node in report.nodes:
        if node.parent in gone:
            gone.add(node.id)
    return replace(report, nodes=tuple(node for node in report.nodes if node.id not in gone))


def _kept(report: Report, place: str) -> Report:
    return replace(report, nodes_before=(_node(report, place),))


def _section(report: Report, entry: list[str]) -> Report:
    place, heading, text = entry
    return _with(report, replace(_node(report, place), heading=heading, paragraphs=(text,)))


def _typed(report: Report, entry: list[str]) -> Report:
    return _anywhere(report, f"{{{{{entry[0]}}}}}", entry[1])


def _behind(report: Report, entry: list[str]) -> Report:
    return _anywhere(report, entry[0], entry[0] + entry[1])


def _anywhere(report: Report, old: str, new: str) -> Report:
    """With words in place of the first ones like them."""
    for node in report.nodes:
        if any(old in text for text in node.paragraphs):
            return _with(
                report, replace(node, paragraphs=tuple(text.replace(old, new, 1) for text in node.paragraphs))
            )
    raise LookupError(old)


def _appended(report: Report, sentence: str) -> Report:
    """With a sentence behind the first text of the measures."""
    node = next(node for node in report.nodes if node.paragraphs and node.level > 1 and _told(report, node))
    return _with(report, replace(node, paragraphs=(*node.paragraphs[:-1], node.paragraphs[-1] + sentence)))


def _told(report: Report, node: Node) -> bool:
    return any(entry.role == "measures" for entry in report.path(node))


def _plants() -> Iterator[tuple[str, Callable[[Report, Any], Report]]]:
    yield "values", _values
    yield "last", _last
    yield "parts", _parts
    yield "replace", lambda report, entry: _replaced(report, *entry)
    yield "add", _added
    yield "text", lambda report, entry: _edited(report, entry[0], lambda _: (entry[1],))
    yield "drop", _dropped
    yield "heading", lambda report, entry: _with(report, replace(_node(report, entry[0]), heading=entry[1]))
    yield "section", _section
    yield "typed", _typed
    yield "add_behind", _behind
    yield "append", _appended
    yield "run_in", lambda report, place: _with(report, replace(_node(report, place), run_in=False))
    yield "title", lambda report, title: replace(report, head=replace(report.head, title=title))
    yield "before", _kept
    yield "moved", lambda report, code: replace(report, settings={"moved": f'{{"{code}": "1件"}}'})
    yield "hidden", lambda report, code: replace(report, body=replace(report.body, not_reported=(code,)))


_PLANTS: Mapping[str, Callable[[Report, Any], Report]] = dict(_plants())
