"""A year's report as it stands in the tables."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.outline import in_order
from fazhi_desktop.core.records import (
    KINDS,
    Body,
    Department,
    Explanation,
    Key,
    Node,
    Note,
    Record,
    ReportHead,
    Return,
    Setting,
)
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value

_Kind = TypeVar("_Kind", bound=Record)
Records = Callable[[str], Mapping[Key, Record]]


def of_kind(records: Records, kind: type[_Kind]) -> dict[Key, _Kind]:
    """All records of a kind with their keys; `records` gives those of a kind by its name."""
    name = next(name for name, record in KINDS.items() if record is kind)
    return {key: record for key, record in records(name).items() if isinstance(record, kind)}


def snapshot(records: Records, body: Body, head: ReportHead, catalogue: Catalogue) -> Report:
    """The report of the year that `head` heads."""
    year = head.year

    def in_year(kind: type[_Kind], wanted: int = year) -> dict[str, _Kind]:
        return {key.name: record for key, record in of_kind(records, kind).items() if key.year == wanted}

    values: dict[int, dict[str, Value]] = {}
    for key, value in of_kind(records, Value).items():
        values.setdefault(key.year, {})[key.name] = value
    return Report(
        body,
        head,
        catalogue,
        in_order(in_year(Node).values()),
        values,
        tuple(sorted(in_year(Department, 0).values(), key=lambda entry: entry.position)),
        tuple(sorted(in_year(Return).values(), key=lambda entry: entry.time)),
        in_year(Note),
        in_year(Explanation),
        in_order(in_year(Node, year - 1).values()),
        in_year(Explanation, year - 1),
        {name: setting.text for name, setting in (in_year(Setting, 0) | in_year(Setting)).items()},
        frozenset(other.year for other in of_kind(records, ReportHead).values() if other.state == "final"),
    )
