"""Sheets from a compact notation, with the truth written beside the cells it belongs to.

One line is a row, `|` parts cells, an empty line is an empty row.  A field is `shown <want> {look}`,
several wants of one cell are parted by `;`:
a plain ASCII number is written as a number, `'` in front keeps it text, `\\n` is a line break.
Looks: cN rN (merged columns, rows), pct (written as a fraction with a percent format), d (an ISO date with
a date format), f=SUM(…) (formula with the shown number as cached result), f0=… (without one),
note=… (comment), strike, err (an error value), fmt=… (number format).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .truth import Want, want

_FIELD = re.compile(r"^(?P<shown>.*?)\s*(?:<(?P<want>[A-Z][^<>]*)>)?\s*(?:\{(?P<look>[^{}]*)\})?$", re.S)
_PLAIN = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)

Shown = str | int | float | datetime.date | None


@dataclass(frozen=True)
class Cell:
    """A cell as it is written; `cols` and `rows` are the size of its merged area."""

    shown: Shown
    wants: tuple[Want, ...] = ()
    cols: int = 1
    rows: int = 1
    format: str | None = None
    formula: str | None = None
    cached: bool = True
    error: bool = False
    strike: bool = False
    note: str | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet; hidden rows are numbered from 1, hidden columns are letters."""

    name: str
    rows: tuple[tuple[Cell | None, ...], ...]
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()


def sheet(
    name: str,
    text: str,
    *,
    hidden: bool = False,
    hidden_rows: tuple[int, ...] = (),
    hidden_columns: tuple[str, ...] = (),
) -> Sheet:
    """A sheet from the notation above."""
    rows = tuple(
        tuple(_cell(field.strip()) for field in line.split("|")) for line in text.strip("\n").split("\n")
    )
    return Sheet(name, rows, hidden, hidden_rows, hidden_columns)


def places(page: Sheet) -> Iterator[tuple[int, int, Cell]]:
    """Every written cell with row and column from 1."""
    for y, row in enumerate(page.rows, 1):
        for x, cell in enumerate(row, 1):
            if cell is not None:
                yield y, x, cell


def address(row: int, column: int) -> str:
    """A1 style address."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def wants(*pages: Sheet, named: bool = True) -> tuple[Want, ...]:
    """The truth written into the cells, with sheet (where `named`) and address filled in."""
    found: list[Want] = []
    for page in pages:
        for y, x, cell in places(page):
            for told in cell.wants:
                cells = (address(y, x), *told.cells)
                found.append(replace(told, cells=cells, sheet=page.name if named else None))
    return tuple(found)


def _cell(field: str) -> Cell | None:
    match = _FIELD.match(field)
    if not field or not match:
        return None
    look = match["look"] or ""
    text = match["shown"].replace("\\n", "\n")
    shown: Shown = text.removeprefix("'")
    if _PLAIN.fullmatch(text):
        shown = float(text) if "." in text else int(text)
    told = match["want"].split(";") if match["want"] else ()
    cell = Cell(shown, tuple(want(text, shown) for text in told))
    for word in look.split():
        cell = _styled(cell, word)
    return cell


def _styled(cell: Cell, word: str) -> Cell:
    key, _, given = word.partition("=")
    shown = cell.shown
    if key == "pct" and isinstance(shown, int | float):
        digits = len(str(shown).partition(".")[2])
        percent = "0." + "0" * digits + "%" if digits else "0%"
        return replace(cell, shown=round(shown / 100, 6), format=percent)
    if key == "d":
        return replace(cell, shown=datetime.date.fromisoformat(str(shown)), format=given or "yyyy/m/d")
    if key in ("f", "f0"):
        return replace(cell, formula=given, cached=key == "f")
    if key in ("note", "fmt"):
        return replace(cell, **{"note" if key == "note" else "format": given})
    if key in ("strike", "err"):
        return replace(cell, strike=key == "strike", error=key == "err")
    if re.fullmatch(r"[cr]\d+", word):
        return replace(cell, **{"cols" if word[0] == "c" else "rows": int(word[1:])})
    raise ValueError(f"unknown look {word!r}")
