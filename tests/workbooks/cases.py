"""Short ways to put sheets, names and truth together into books and cases."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from .grid import Sheet, sheet, wants
from .truth import Book, Case, want
from .writing import xlsx

Writer = Callable[..., bytes]


def book(
    name: str,
    *pages: Sheet,
    write: Writer = xlsx,
    named: bool = True,
    also: tuple[str, ...] = (),
    status: tuple[str, ...] = ("imported",),
    problems: tuple[str, ...] = (),
    department: str | None = None,
) -> Book:
    """A book whose truth is written in its sheets; `also` are wants without a cell (counts and sums).

    The bytes are made once, so that a copy under another name has the same hash.
    `named` is False for formats whose only sheet has no name.
    """
    truth = wants(*pages, named=named) + tuple(want(text) for text in also)
    return Book(name, cache(partial(write, *pages)), truth, status, problems, department)


def shares(*codes: str) -> tuple[str, ...]:
    """Shares of classes in any cell, which are listed beside their whole and never stored."""
    return tuple(f"{code}? v=* part=+" for code in codes)


def months(label: str, mark: str, numbers: str, *, year: int, total: str = "") -> str:
    """A row of twelve months: `numbers` are parted by spaces, `.` is an empty month; `mark` is CODE UNIT."""
    fields = [
        "" if number == "." else f"{number} <{mark} p={year}-{month:02d}>"
        for month, number in enumerate(numbers.split(), 1)
    ]
    return " | ".join([label, *fields, total])


def refused(name: str, build: Callable[[], bytes], *problems: str, status: str = "refused") -> Book:
    """A file that must be kept out with a named problem."""
    return Book(name, build, (), tuple(status.split("|")), problems)


def case(
    key: str, about: str, *books: Book, year: int = 2023, town: str = "测试镇", dry: bool = True
) -> Case:
    """A case for one town and year."""
    return Case(key, about, books, year, f"{town}人民政府", dry)


def single(
    key: str, about: str, name: str, text: str, *, page: str = "Sheet1", year: int = 2023, **given: Any
) -> Case:
    """A case of one file with one sheet; `given` as for `book`."""
    return case(key, about, book(name, sheet(page, text), **given), year=year)
