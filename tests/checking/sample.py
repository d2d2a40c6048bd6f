"""The sample report as a snapshot, made from `resources/sample` without importing a workbook."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from fazhi_desktop import assembly, paths
from fazhi_desktop.core.begin import fill
from fazhi_desktop.core.records import Body, Node, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.typed import read_typed
from fazhi_desktop.core.values import Value


@cache
def resources() -> assembly.Resources:
    return assembly.load_resources()


def value(code: str, text: str) -> Value:
    made = read_typed(resources().catalogue[code], text, now="2024-01-05T10:00:00").value
    assert made is not None
    return made


@cache
def sample() -> Report:
    """The sample report with all its values and texts."""
    folder = paths.resources() / "sample"
    text = tomllib.loads((folder / "report.toml").read_text("utf-8"))
    expected: Mapping[str, Mapping[str, object]] = json.loads((folder / "expected.json").read_text("utf-8"))
    body = Body(text["unit"], text["short"], "town", "张某")
    template = resources().templates["town"]
    head = ReportHead(2023, fill(template.title, body, 2023), preface=tuple(text["texts"]["preface"]))
    values = {
        code: Value(
            code,
            "value",
            str(entry["value"]),
            unit=str(entry["unit"]),
            qualifier=entry["qualifier"],  # type: ignore[arg-type]
            period=entry["period"],  # type: ignore[arg-type]
        )
        for code, entry in expected.items()
    }
    last = {code: value(code, written) for code, written in text["last_year"].items()}
    bare = Report(body, head, resources().catalogue, template.nodes(), {2023: values, 2022: last})
    return replace(bare, nodes=tuple(_written(bare, node, text["texts"]) for node in bare.nodes))


def _written(report: Report, node: Node, texts: Mapping[str, list[str]]) -> Node:
    place = ".".join(str(report.children[entry.parent].index(entry) + 1) for entry in report.path(node))
    return replace(node, paragraphs=tuple(texts[place])) if place in texts else node


def with_values(report: Report, **texts: str | None) -> Report:
    """The report with other values; None takes one away. `L06_败诉` stands for L06.败诉."""
    year = dict(report.values[report.year])
    for name, text in texts.items():
        code = name.replace("_", ".")
        year.pop(code, None)
        if text is not None:
            year[code] = value(code, text)
    return replace(report, values={**report.values, report.year: year})


def with_text(report: Report, place: str, *paragraphs: str) -> Report:
    """The report with other paragraphs at a place such as 一（三）2."""
    nodes = tuple(
        replace(node, paragraphs=paragraphs) if report.place(node) == place else node for node in report.nodes
    )
    assert nodes != report.nodes, place
    return replace(report, nodes=nodes)
