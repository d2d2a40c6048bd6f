"""The corpus of planted errors: a clean report, one error at a time, and the rules that should see it."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from tests.checking.sample import sample, value, with_values

FOLDER = Path(__file__).resolve().parent / "planted"
FILES = ("values", "numbers", "contents", "wording")


@dataclass(frozen=True)
class Case:
    """One planted error.

    Attributes:
        name: file and what was planted, for the list of those not found.
        rules: any of these finds it.
    """

    name: str
    rules: tuple[str, ...]
    report: Report


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


def cases() -> list[Case]:
    """Every case of the corpus."""
    base, made = clean(), list[Case]()
    for file in FILES:
        data = tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8"))
        for group in data["group"]:
            for key, plant in _PLANTS.items():
                for entry in group.get(key, ()):
                    made.append(Case(f"{file}/{key} {entry}", tuple(group["rules"]), plant(base, entry)))
    return made


def is_found(case: Case, checker: Checker, before: frozenset[tuple[str, str]]) -> bool:
    """Whether one of the case's rules says something that it does not say of the clean report."""
    found = checker.full(case.report)
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
    yield "run_in", lambda report, place: _with(report, replace(_node(report, place), run_in=False))
    yield "title", lambda report, title: replace(report, head=replace(report.head, title=title))
    yield "before", _kept
    yield "moved", lambda report, code: replace(report, settings={"moved": f'{{"{code}": "1件"}}'})
    yield "hidden", lambda report, code: replace(report, body=replace(report.body, not_reported=(code,)))


_PLANTS: Mapping[str, Callable[[Report, Any], Report]] = dict(_plants())
