"""What the reader process hands back: sheets taken apart into tables, registers and loose sentences.

Plain frozen data; nothing here knows the catalogue.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from fazhi_desktop.core.values import Qualifier


class Axis(NamedTuple):
    """One row or column of a table.

    Attributes:
        path: labels from the outermost group to its own, cleaned.
        unit: unit written in the label, in a unit column or in the title of its group.
        total: it sums others; child: 其中 …, a part of `parent`.
        index: row or column of the sheet, from 0.
        parent: position of the axis it is a part of, -1 for none.
    """

    path: tuple[str, ...]
    index: int  # pyright: ignore[reportIncompatibleMethodOverride] - nobody searches an axis
    unit: str = ""
    total: bool = False
    child: bool = False
    parent: int = -1
    head: str = ""


class Number(NamedTuple):
    """One quantity cell of a table.

    Attributes:
        row, column: positions in the table's axes.
        cell: address; raw: as the sheet shows it.
        state: value or not_applicable; '' for a cell that cannot be taken (`fault` says why).
        number, high: digits; unit: written in the cell itself.
        fault: problem code, '' for a good cell.
        typed: a number, not text; percent: it has a percent format.
    """

    row: int
    column: int
    cell: str
    raw: str
    state: str = ""
    number: str | None = None
    high: str | None = None
    unit: str = ""
    qualifier: Qualifier = "exact"
    fault: str = ""
    typed: bool = False
    percent: bool = False


class Remark(NamedTuple):
    """A problem found while reading: code of the contract, severity, sentence, cell."""

    code: str
    severity: str
    message: str
    cell: str | None = None


@dataclass(frozen=True)
class Table:
    """A block of numbers with labels on one or both sides.

    Attributes:
        titles: titles above it, nearest last.
        unit: units of its unit line, as in 单位：万元; 金额 among them where they are those of amounts alone.
        row_head: header over the label columns.
        header_rows, body_rows: sheet rows from 0, for the wizard.
    """

    titles: tuple[str, ...]
    unit: tuple[str, ...]
    row_head: str
    rows: tuple[Axis, ...]
    columns: tuple[Axis, ...]
    numbers: tuple[Number, ...]
    header_rows: tuple[int, ...] = ()
    body_rows: tuple[int, ...] = ()
    left: int = 0
    right: int = 0

    def __getstate__(self) -> dict[str, object]:
        """For the way out of the child: named tuples travel as plain ones, which is several times faster."""
        plain = {name: tuple(map(tuple, getattr(self, name))) for name in _NAMED}
        return {**self.__dict__, **plain}

    def __setstate__(self, state: dict[str, Any]) -> None:
        made = {name: tuple(map(kind._make, state[name])) for name, kind in _NAMED.items()}
        self.__dict__.update(state, **made)


_NAMED: dict[str, type[Axis] | type[Number]] = {"rows": Axis, "columns": Axis, "numbers": Number}


@dataclass(frozen=True)
class RegisterColumn:
    """A column of a register.

    `role` is date, type, result, amount, persons, place, text, serial, personal, kept (a personal one).
    """

    heading: str
    role: str
    index: int
    unit: str = ""


@dataclass(frozen=True)
class Register:
    """A block with a row per event.

    Attributes:
        rows: texts by column of `columns`, personal columns masked as '＊'; dates as 2023-03-05.
        row_numbers: sheet row (from 0) of each row.
        duplicates: positions of rows equal to an earlier one.
        totals: (position of the column, cell, text) of a total row.
    """

    titles: tuple[str, ...]
    columns: tuple[RegisterColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    duplicates: tuple[int, ...] = ()
    header_rows: tuple[int, ...] = ()
    totals: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A narrative cell."""

    cell: str
    text: str
    label: str


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet as read.

    Attributes:
        name: None where the format has no sheets.
        shown: the texts of the first rows for people, by sheet row and column; personal data masked.
        meta: (kind, text) pairs: department, period, unit.
        empty: it has labels but no number.
    """

    name: str | None
    hidden: bool
    tables: tuple[Table, ...] = ()
    registers: tuple[Register, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    titles: tuple[str, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    remarks: tuple[Remark, ...] = ()
    shown: tuple[tuple[str, ...], ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True)
class Workbook:
    """A whole file as read; `ids` are the hidden IDs of our own templates: (sheet, cell, code)."""

    format: str
    sheets: tuple[Sheet, ...]
    remarks: tuple[Remark, ...] = ()
    ids: tuple[tuple[str, str, str], ...] = field(default=())
    stamp: tuple[tuple[str, str], ...] = ()
