"""A block from Excel into the table: one edit, and a list of what could not be taken."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.records import Key, Record, value_key
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.table_model import OFFSETS, Column

LARGEST = 5000
_DIGITS = re.compile(r"[+-]?\d[\d,，]*(?:\.\d+)?%?")


@dataclass(frozen=True)
class Rejected:
    """A pasted cell that was not taken: where it would have gone, its text, and why."""

    place: str
    text: str
    sentence: str


@dataclass(frozen=True)
class Plan:
    """What a block would change."""

    changes: tuple[tuple[Key, Record | None], ...]
    rejected: tuple[Rejected, ...]
    remarks: tuple[str, ...]


def transposed(rows: list[list[str]]) -> list[list[str]]:
    """Rows as columns."""
    width = max((len(row) for row in rows), default=0)
    return [[row[column] if column < len(row) else "" for row in rows] for column in range(width)]


def number_only(text: str) -> str:
    """The digits of a text where it holds exactly one number, else the text."""
    found = _DIGITS.findall(text)
    return found[0] if len(found) == 1 else text


def plan(
    session: Session,
    codes: Sequence[str],
    columns: Sequence[Column],
    rows: list[list[str]],
    why_locked: Callable[[str, int], str],
) -> Plan:
    """Lay a block over indicators and columns from the first of both on; blanks change nothing.

    `why_locked(code, column)` says why a cell takes no input.
    """
    changes: dict[Key, Record | None] = {}
    rejected: list[Rejected] = []
    remarks: list[str] = []
    for line, cells in enumerate(rows):
        for step, text in enumerate(cells):
            if not text:
                continue
            if line >= len(codes) or step >= len(columns):
                rejected.append(Rejected(f"第 {line + 1} 行第 {step + 1} 列", text, "超出了表格的范围"))
                continue
            code, column = codes[line], columns[step]
            place = f"{code} {session.report.catalogue.name(code)}"
            locked = why_locked(code, column)
            if locked:
                rejected.append(Rejected(place, text, locked))
                continue
            offset = OFFSETS[column]
            try:
                typed = entry.read(session, code, text, offset=offset)
            except BadInput as refusal:
                rejected.append(Rejected(place, text, refusal.message))
                continue
            remarks += typed.remarks
            before = entry.stored(session, code, offset=offset)
            if before is None or typed.value is None or not typed.value.same_as(before):
                changes[value_key(session.year + offset, code)] = typed.value
    return Plan(tuple(changes.items()), tuple(rejected), tuple(remarks))
