"""Who owes what and who has sent it (催报台账)."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from fazhi_desktop.core.completion import wanted_codes
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import Return, ReturnState
from fazhi_desktop.core.report import Report

_OTHERS = ("村", "区", "街", "道", "乡", "镇", "县", "市")
"""Ends of names that, in front of an office's, make it the office of another body."""


@frozen
class ReturnRow:
    """A department's standing in one year.

    Attributes:
        file: the latest it sent; files: all, the latest first.
        owes: codes it has not given, those the report cannot do without first.
        wanted: how many of them the report cannot do without; the others are optional.
    """

    department: str
    state: ReturnState
    file: str | None
    time: str | None
    values: int
    owes: tuple[str, ...] = ()
    due: str = ""
    wanted: int = 0
    files: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[str, ...]:
        """Codes it owes and the report cannot do without."""
        return self.owes[: self.wanted]

    @property
    def optional(self) -> tuple[str, ...]:
        """Codes it may still give."""
        return self.owes[self.wanted :]


def returns_of(report: Report, today: date, required: Collection[str] = ()) -> list[ReturnRow]:
    """One row per department that owes indicators or has sent something, in the departments' order.

    `required` are codes a rule demands, beside those the texts use. A department is late when its own due
    date, or the notice's `returns_due`, has passed.
    """
    sent: dict[str, list[Return]] = {}
    known = spellings(report)
    for entry in report.returns:
        sent.setdefault(_on_the_board(entry.department, known, report.body.short), []).append(entry)
    due_for_all = dict(report.head.notice).get("returns_due", "")
    wanted = wanted_codes(report, required)
    rows: list[ReturnRow] = []
    for department in report.departments:
        owed = tuple(
            code
            for code in department.indicators
            if code in report.catalogue
            and code not in report.body.not_reported
            and report.value(code).state == "missing"
        )
        needed = tuple(code for code in owed if code in wanted)
        ordered = (*needed, *(code for code in owed if code not in wanted))
        row = _row(
            department.name, sent.pop(department.name, []), ordered, department.due or due_for_all, today
        )
        rows.append(replace(row, wanted=len(needed)))
    rows += [_row(name, entries, (), due_for_all, today) for name, entries in sent.items()]
    return [row for row in rows if row.file or row.owes or row.state == "problem"]


def spellings(report: Report) -> dict[str, str]:
    """Every name and alias of the departments, with the department it means."""
    return {name: entry.name for entry in report.departments for name in (*entry.aliases, entry.name)}


def without_town(name: str, town: str) -> str:
    """An office's name without a remark in brackets behind it and the town in front of it."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", name).strip()
    return bare.removeprefix(town) if town and len(bare) > len(town) + 1 else bare


def known_office(name: str, known: Mapping[str, str], town: str) -> str | None:
    """The department a spelling surely means: by name or alias, with or without the town."""
    return known.get(name) or known.get(without_town(name, town))


def _on_the_board(name: str, known: Mapping[str, str], town: str) -> str:
    """The department a file's spelling means: surely, or as the only one whose name it ends with."""
    if (sure := known_office(name, known, town)) is not None:
        return sure
    bare = without_town(name, town)
    fronts = {other: bare.removesuffix(other) for other in known if len(other) > 2 and bare.endswith(other)}
    like = {known[other] for other, front in fronts.items() if front == "镇" or not front.endswith(_OTHERS)}
    return like.pop() if len(like) == 1 else name


def _row(name: str, entries: list[Return], owed: tuple[str, ...], due: str, today: date) -> ReturnRow:
    if not entries:
        return ReturnRow(name, "late" if _passed(due, today) else "waiting", None, None, 0, owed, due)
    entries = sorted(entries, key=lambda entry: entry.time, reverse=True)
    latest, files = entries[0], tuple(dict.fromkeys(entry.file for entry in entries))
    state: ReturnState = "problem" if latest.state == "problem" else "sent"
    values = sum(entry.values for entry in entries)
    return ReturnRow(name, state, latest.file, latest.time, values, owed, due, files=files)


def _passed(due: str, today: date) -> bool:
    try:
        return bool(due) and date.fromisoformat(due) < today
    except ValueError:
        return False
