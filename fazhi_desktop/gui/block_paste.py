"""A block from Excel into the table: one edit, and a list of what could not be taken."""

import csv
import io
import re
from dataclasses import dataclass

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.records import Key, Record, value_key
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.table_model import OFFSETS, Column, TableModel

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


def cells_of(text: str) -> list[list[str]]:
    """Clipboard text of a spreadsheet as rows; cells with line breaks are quoted there."""
    rows = list(csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t"))
    while rows and not any(rows[-1]):
        rows.pop()
    return [[cell.strip() for cell in row] for row in rows]


def transposed(rows: list[list[str]]) -> list[list[str]]:
    """Rows as columns."""
    width = max((len(row) for row in rows), default=0)
    return [[row[column] if column < len(row) else "" for row in rows] for column in range(width)]


def number_only(text: str) -> str:
    """The digits of a text where it holds exactly one number, else the text."""
    found = _DIGITS.findall(text)
    return found[0] if len(found) == 1 else text


def plan(session: Session, model: TableModel, top: int, left: int, rows: list[list[str]]) -> Plan:
    """Lay a block over the table from a cell on; group titles are passed over, blanks change nothing."""
    codes = [row.code for row in model.rows[top:] if row.code]
    changes: dict[Key, Record | None] = {}
    rejected: list[Rejected] = []
    remarks: list[str] = []
    for line, cells in enumerate(rows):
        for step, text in enumerate(cells):
            if not text:
                continue
            if line >= len(codes) or left + step > Column.STATE:
                rejected.append(Rejected(f"第 {line + 1} 行第 {step + 1} 列", text, "超出了表格的范围"))
                continue
            code, column = codes[line], left + step
            place = f"{code} {session.report.catalogue.name(code)}"
            locked = model.why_locked(code, column)
            if locked:
                rejected.append(Rejected(place, text, locked))
                continue
            offset = OFFSETS[Column(column)]
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
