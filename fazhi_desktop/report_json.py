"""A report as `fazhi show` prints it: the JSON of the contract, and lines for people."""

from collections.abc import Iterator
from typing import Any

from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Source, Value, as_json_number, json_value


def report_json(report: Report) -> dict[str, Any]:
    """The whole report in the contract's shape."""
    return {
        "unit": report.body.unit,
        "short": report.body.short,
        "year": report.year,
        "state": report.head.state,
        "title": report.head.title,
        "preface": [_paragraph(report, text) for text in report.head.preface],
        "outline": [_node(report, node) for node in report.children.get(0, ())],
        "values": [_value(report, code) for code in report.catalogue],
    }


def _paragraph(report: Report, text: str) -> dict[str, str]:
    return {"text": text, "shown": report.shown(text).text}


def _node(report: Report, node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "level": node.level,
        "number": report.number_of(node),
        "heading": node.heading,
        "role": node.role,
        "indicators": list(node.indicators),
        "paragraphs": [_paragraph(report, text) for text in node.paragraphs],
        "children": [_node(report, child) for child in report.children.get(node.id, ())],
    }


def _value(report: Report, code: str) -> dict[str, Any]:
    value, last = report.value(code), report.last_year(code)
    return {
        "indicator": code,
        "name": report.catalogue.name(code),
        "state": value.state,
        "value": json_value(value),
        "unit": value.unit,
        "qualifier": value.qualifier,
        "shown": value.shown,
        "period": value.period,
        "numerator": as_json_number(value.numerator),
        "denominator": as_json_number(value.denominator),
        "last_year": json_value(last),
        "sources": [source_json(value, source) for source in value.sources],
    }


def source_json(value: Value, source: Source) -> dict[str, Any]:
    """One source of a value; a superseded one says so in its note."""
    note = "；".join(
        filter(
            None,
            (
                source.note,
                "已被手工修改取代" if source.superseded else "",
                f"{source.part} {source.number}" if source.part else "",
            ),
        )
    )
    return {
        "kind": source.kind,
        "file": source.file,
        "sha256": source.sha256,
        "sheet": source.sheet,
        "cell": source.cell,
        "raw": source.raw,
        "department": source.department,
        "time": source.time,
        "note": note or None,
    }


def report_lines(report: Report) -> Iterator[str]:
    """The report for a person at a terminal: title, chapters with texts, then the values."""
    yield report.head.title
    yield from (report.shown(text).text for text in report.head.preface)
    for node in report.nodes:
        yield report.heading_line(node)
        yield from (report.shown(text).text for text in node.paragraphs)
    yield ""
    for code in report.catalogue:
        value = report.value(code)
        if value.state != "missing":
            words = "不适用" if value.state == "not_applicable" else f"{value.worded}{value.unit}"
            places = "；".join(source.place() for source in value.sources)
            yield f"{code} {report.catalogue.name(code)} {words} [{places}]"
