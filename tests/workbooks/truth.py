"""What a careful clerk reads from a workbook: the frozen types of the truth tables.

A `Want` is one value.  Sure wants are demanded; wants marked `may` are neither demanded nor held against
the importer, because the right answer is debatable or a mere proposal is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

Value = float | tuple[float, float] | None
State = Literal["value", "not_applicable"]
ANY = "*"
SOME = "+"
CODE = re.compile(r"[A-Z]\d\d(\.[^|]+)?")


@dataclass(frozen=True)
class Want:
    """One value of a workbook.

    Attributes:
        codes: accepted indicator codes; several only where the catalogue has two names for one thing.
        value: a number, (low, high) for a range, None where not applicable; rates in percent.
        unit: as the sheet says it, or None where it says nothing.
        period: "2022" or "2023-10"; None is the report year; "*" accepts any, "+" any but the report year.
        part: the village, class or unit whose share this is; None is the whole; "*" accepts any,
            "+" any share but not the whole.
        sheet: None where the format has no sheets.
        cells: accepted addresses; empty for a count or sum over many cells.
        raw: what the cell shows.
        any_value: the value is not compared (only with `may`).
        may: neither demanded nor held against the importer.
    """

    codes: tuple[str, ...]
    value: Value
    unit: str | None = None
    qualifier: str = "exact"
    state: State = "value"
    period: str | None = None
    part: str | None = None
    sheet: str | None = None
    cells: tuple[str, ...] = ()
    raw: object = None
    any_value: bool = False
    may: bool = False


@dataclass(frozen=True)
class Book:
    """One file and what becomes of it.

    Attributes:
        name: the file name the department gave it.
        build: makes the bytes; called once per run.
        wants: every value expected or tolerated.
        status: accepted statuses; a dry run shows "preview" for "imported".
        problems: codes that must be reported; "a|b" accepts either.
        department: must be part of the reported name; None is not checked.
    """

    name: str
    build: Callable[[], bytes]
    wants: tuple[Want, ...] = ()
    status: tuple[str, ...] = ("imported",)
    problems: tuple[str, ...] = ()
    department: str | None = None


@dataclass(frozen=True)
class Case:
    """Files imported by one command into a new workspace of `unit` for `year`; `dry` as in --dry-run."""

    key: str
    about: str
    books: tuple[Book, ...]
    year: int = 2023
    unit: str = "测试镇人民政府"
    dry: bool = True


def want(text: str, shown: object = None) -> Want:
    """Read the notation of the grids, `CODE[,CODE][?] [unit] [key=value…]`.

    `?` marks a want that may be there; keys: v value (a..b a range, * any), q qualifier, p period, part, at
    further accepted cells (comma separated); `na` is not applicable.  Without v the shown number counts.
    """
    head, *rest = text.split()
    made = Want(codes=tuple(head.rstrip("?").split(",")), value=None, may=head.endswith("?"), raw=shown)
    value: Value = float(shown) if isinstance(shown, int | float) else None
    for word in rest:
        key, _, given = word.partition("=")
        if word == "na":
            made = replace(made, state="not_applicable")
        elif not given:
            made = replace(made, unit=word)
        elif word == "v=*":
            made, value = replace(made, any_value=True), 0.0
        elif key == "v":
            value = _number(given)
        elif key == "at":
            made = replace(made, cells=tuple(given.split(",")))
        else:
            field = {"q": "qualifier", "p": "period", "part": "part", "sheet": "sheet"}[key]
            made = replace(made, **{field: given})  # pyright: ignore[reportArgumentType]
    if made.state == "value" and value is None:
        raise ValueError(f"no value in {text!r} beside {shown!r}")
    return replace(made, value=value if made.state == "value" else None)


def _number(text: str) -> Value:
    low, dots, high = text.partition("..")
    return (float(low), float(high)) if dots else float(low)
