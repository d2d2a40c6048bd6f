"""The first edit of a new workspace: body, departments and the first year's report from an outline."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from fazhi_desktop.core.edits import Cell, Edit
from fazhi_desktop.core.outline import Template
from fazhi_desktop.core.records import (
    BODY,
    Body,
    Department,
    Key,
    Node,
    Record,
    ReportHead,
    node_key,
    report_key,
)
from fazhi_desktop.core.report import Report

_SUFFIXES = ("人民政府办事处", "街道办事处", "人民政府", "办事处")


def short_name(unit: str) -> str:
    """A unit's name without 人民政府 and 办事处: 杨柳青镇人民政府 gives 杨柳青镇, X街道办事处 gives X街道."""
    name = unit.strip()
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix):
            return name.removesuffix(suffix) + ("街道" if suffix == "街道办事处" else "")
    return name


def fill(text: str, body: Body, year: int) -> str:
    """A template's text with {short}, {unit} and {year} replaced; links stay as they are."""
    return text.replace("{short}", body.short).replace("{unit}", body.unit).replace("{year}", str(year))


def report_cells(body: Body, template: Template, year: int) -> list[tuple[Key, Record]]:
    """Records of a new year's report made from a template."""

    def filled(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(fill(text, body, year) for text in texts)

    head = ReportHead(year, fill(template.title, body, year), preface=filled(template.preface))
    nodes = template.nodes()
    return [
        (report_key(year), head),
        *((node_key(year, node.id), _filled(node, body, year)) for node in nodes),
    ]


def is_as_made(report: Report, templates: Iterable[Template]) -> bool:
    """Whether nobody has touched the outline and the texts since a template made them."""
    year = report.year
    stored = {node_key(year, node.id): node for node in report.nodes}
    for template in templates:
        made = dict(report_cells(report.body, template, year))
        head = made.pop(report_key(year))
        if made == stored and isinstance(head, ReportHead) and head.preface == report.head.preface:
            return True
    return False


def _filled(node: Node, body: Body, year: int) -> Node:
    return replace(
        node,
        heading=fill(node.heading, body, year),
        paragraphs=tuple(fill(text, body, year) for text in node.paragraphs),
    )


def first_edit(body: Body, template: Template, year: int, departments: Sequence[Department]) -> Edit:
    """Everything a new workspace starts with, as one edit."""
    cells: list[tuple[Key, Record]] = [(BODY, body)]
    cells += [(Key("department", 0, entry.name), entry) for entry in departments]
    cells += report_cells(body, template, year)
    return Edit(f"新建 {body.short} {year} 年度", tuple(Cell(key, None, record) for key, record in cells))
