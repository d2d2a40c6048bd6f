"""Stored rows of a register (台账) counted and summed into indicators, like those of a workbook."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from fazhi_desktop.core.records import RegisterRow
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from fazhi_desktop.importing.deciding import Decider
from fazhi_desktop.importing.file_facts import read_facts
from fazhi_desktop.importing.plan import FilePlan, ImportPlan
from fazhi_desktop.importing.register_rows import as_register
from fazhi_desktop.importing.service import tools_of
from fazhi_desktop.importing.structure import Sheet, Workbook
from fazhi_desktop.matching import Matcher

_SHOWN = 400


def plan_counts(
    name: str, rows: Sequence[RegisterRow], report: Report, resources: Path, matcher: Matcher | None = None
) -> ImportPlan:
    """What the rows of one register say, as a plan to be settled; an earlier count of it gives way."""
    time = datetime.datetime.now().isoformat(timespec="seconds")
    stored = report.values.get(report.year, {})
    register = as_register(name, rows)
    shown = (tuple(column.heading for column in register.columns), *register.rows[:_SHOWN])
    sheet = Sheet(name, False, registers=(register,), titles=(name,), shown=shown)
    workbook = Workbook("rows", (sheet,))
    file = FilePlan(f"台账“{name}”", "", "", "imported", workbook=workbook)
    facts = read_facts(workbook, name, report.year, tools_of(report, resources, matcher), {})
    file.problems += facts.problems
    counted = {file.file, *(row.source for row in rows)}
    others = {code: value for code, value in stored.items() if not _is_count(value, counted)}
    Decider(report.year, report.catalogue, others, time, replaces=False).decide(file, facts.facts)
    for decision in file.decisions:
        old = stored.get(decision.fact.code or "")
        if decision.stored and old is not None and decision.value is not None:
            decision.existing = old
            if old.same_as(decision.value):
                decision.keep_out("same")
    if not file.decisions:
        file.status, file.message = "empty", "台账里没有可以计入指标的行。"
    return ImportPlan(report.year, report.catalogue, [file], time, stored)


def _is_count(value: Value, counted: set[str]) -> bool:
    """Whether a value is nothing but an earlier count of the same rows."""
    live = [source for source in value.sources if not source.superseded]
    return bool(live) and all(source.kind == "register" and source.file in counted for source in live)
