"""Registers of a workbook as stored rows (台账), and stored rows as a register to be counted again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fazhi_desktop.core.records import RegisterRow
from fazhi_desktop.importing.structure import Register, RegisterColumn, Workbook

MOST_ROWS = 5000
"""Rows of one register that are kept one by one; a longer one is only counted."""
FIXED = ("date", "type", "result", "amount", "persons")
_HEADS = {"date": "日期", "type": "类型", "result": "结果", "amount": "金额（元）", "persons": "人数"}
_IDS = 10_000


def registers_of(workbook: Workbook | None, file: str) -> Iterator[tuple[str, Register]]:
    """Name and content of every register that has rows."""
    for sheet in workbook.sheets if workbook else ():
        for register in sheet.registers:
            if register.rows:
                name = register.titles[-1] if register.titles else sheet.name or file
                yield name.replace("/", "／")[:60], register


def rows_to_store(
    workbook: Workbook | None, file: str, sha256: str, known: Iterable[RegisterRow]
) -> list[RegisterRow]:
    """The rows of a workbook that are not stored yet: a newer version brings only its new ones."""
    there = Counter(_content(row) for row in known)
    number = int(sha256[:7], 16) * _IDS
    found: list[RegisterRow] = []
    for name, register in registers_of(workbook, file):
        for texts in register.rows if len(register.rows) <= MOST_ROWS else ():
            row = _row(name, number, register.columns, texts, file)
            number += 1
            if there[_content(row)]:
                there[_content(row)] -= 1
            else:
                found.append(row)
    return found


def _content(row: RegisterRow) -> RegisterRow:
    return replace(row, id=0, source="")


def _row(
    name: str, number: int, columns: Iterable[RegisterColumn], texts: tuple[str, ...], source: str
) -> RegisterRow:
    known: dict[str, str] = {}
    free: list[tuple[str, str]] = []
    for column, text in zip(columns, texts, strict=True):
        if column.role in FIXED and column.role not in known:
            known[column.role] = text
        elif column.role not in ("personal", "serial") and text:
            free.append((column.heading, text))
    return RegisterRow(name, number, free=tuple(free), source=source, **known)


def as_register(name: str, rows: Sequence[RegisterRow]) -> Register:
    """Stored rows of one register as a reader would have taken them from a sheet."""
    free = list(dict.fromkeys(heading for row in rows for heading, _ in row.free))
    used = [role for role in FIXED if any(getattr(row, role) for row in rows)]
    columns = [
        RegisterColumn(_HEADS[role], role, place, "元" if role == "amount" else "")
        for place, role in enumerate(used)
    ]
    columns += [RegisterColumn(heading, "text", place) for place, heading in enumerate(free, len(used))]
    texts = [
        (*(str(getattr(row, role)) for role in used), *(dict(row.free).get(heading, "") for heading in free))
        for row in rows
    ]
    return Register((name,), tuple(columns), tuple(texts), tuple(range(1, len(texts) + 1)), header_rows=(0,))
