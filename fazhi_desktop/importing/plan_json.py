"""A plan as `fazhi import --json` prints it (contract)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi_desktop.core.catalogue import Catalogue

if TYPE_CHECKING:
    from fazhi_desktop.importing.plan import Decision, FilePlan


def file_json(file: FilePlan, catalogue: Catalogue, *, dry_run: bool) -> dict[str, object]:
    status = "preview" if dry_run and file.status == "imported" else file.status
    return {
        "file": file.file,
        "status": status,
        "department": file.department,
        "year": file.year,
        "message": file.message,
        "values": [_value_json(decision, catalogue, dry_run=dry_run) for decision in file.decisions],
        "problems": [
            {
                "severity": problem.severity,
                "code": problem.code,
                "sheet": problem.sheet,
                "cell": problem.cell,
                "message": problem.message,
            }
            for problem in file.problems
        ],
    }


def _value_json(decision: Decision, catalogue: Catalogue, *, dry_run: bool) -> dict[str, object]:
    fact = decision.fact
    unsure = decision.why == "uncertain"
    code = None if unsure else fact.code
    proposed = fact.proposed or (fact.code if unsure else None)
    name = code or proposed
    return {
        "indicator": code,
        "proposed": None if code else proposed,
        "name": catalogue.name(name) if name else None,
        "label": fact.label,
        "value": fact.json_value,
        "unit": fact.unit or None,
        "qualifier": fact.qualifier,
        "state": fact.state,
        "period": fact.period,
        "part": fact.part,
        "sheet": fact.sheet,
        "cell": fact.cell,
        "raw": fact.raw,
        "stored": decision.stored and not dry_run,
        "why": "dry_run" if decision.stored and dry_run else decision.why,
    }
