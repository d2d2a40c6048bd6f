"""Sheets as grids of plain values, whatever file they came from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from zipfile import ZipFile

Value = object
"""str, int, float, bool, date, datetime, time or timedelta; '' for an empty cell."""
Place = tuple[int, int]
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 0."""

MOST_CELLS = 12_000_000


class Look(NamedTuple):
    """What a number format says: percent, decimals shown (None: general), a unit written into it."""

    percent: bool = False
    decimals: int | None = None
    unit: str = ""


@dataclass
class Grid:
    """One sheet: dense rows from A1, and what only some cells have, by (row, column) from 0.

    Attributes:
        merged_known: the format says which cells are merged.
        errors: error cells with the error's text; `uncached`: formulas without a stored value.
        looks: number formats that matter; `struck`: cells that are struck through.
        named: False where the format has no sheets (CSV, HTML).
    """

    name: str
    rows: list[list[Value]]
    merges: list[Merge] = field(default_factory=list[Merge])
    merged_known: bool = True
    hidden: bool = False
    named: bool = True
    filtered: bool = False
    errors: dict[Place, str] = field(default_factory=dict[Place, str])
    uncached: set[Place] = field(default_factory=set[Place])
    looks: dict[Place, Look] = field(default_factory=dict[Place, Look])
    struck: set[Place] = field(default_factory=set[Place])
    hidden_rows: set[int] = field(default_factory=set[int])
    hidden_columns: set[int] = field(default_factory=set[int])


@dataclass
class Sheets:
    """All grids of a file, and remarks on the file as (problem code, sentence) pairs."""

    format: str
    grids: list[Grid]
    remarks: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Letters of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """A1 address of a place counted from 0."""
    return f"{column_letters(column)}{row + 1}"


def place_of(reference: str) -> Place:
    """Row and column from 0 of an A1 address."""
    column = 0
    digits = 0
    for char in reference:
        if char.isdigit():
            digits = digits * 10 + int(char)
        elif char != "$":
            column = column * 26 + ord(char.upper()) - 64
    return digits - 1, column - 1


def read_sheets(data: bytes) -> Sheets:
    """Read every sheet of a workbook; raises CannotRead."""
    from fazhi_desktop.importing import sniff as sniffing

    sniffed = sniffing.sniff(data)
    readers: dict[str, Callable[[], Sheets]] = {
        "xlsx": lambda: _xlsx(data, sniffed.archive),
        "xlsb": lambda: _xlsb(data),
        "ods": lambda: _ods(data),
        "xls": lambda: _xls(data),
        "csv": lambda: _csv(sniffed.text),
        "html": lambda: _html(sniffed.text),
        "xml": lambda: _xml(sniffed.text),
    }
    return readers[sniffed.format]()


def _xlsx(data: bytes, archive: ZipFile | None) -> Sheets:
    from fazhi_desktop.importing.xlsx_grids import read_xlsx

    return read_xlsx(data, archive)


def _xlsb(data: bytes) -> Sheets:
    from fazhi_desktop.importing.xlsx_grids import read_xlsb

    return read_xlsb(data)


def _ods(data: bytes) -> Sheets:
    from fazhi_desktop.importing.ods_grids import read_ods

    return read_ods(data)


def _xls(data: bytes) -> Sheets:
    from fazhi_desktop.importing.xls_grids import read_xls

    return read_xls(data)


def _csv(text: str) -> Sheets:
    from fazhi_desktop.importing.text_grids import read_csv

    return read_csv(text)


def _html(text: str) -> Sheets:
    from fazhi_desktop.importing.text_grids import read_html

    return read_html(text)


def _xml(text: str) -> Sheets:
    from fazhi_desktop.importing.text_grids import read_spreadsheet_xml

    return read_spreadsheet_xml(text)
