"""Bytes of every format to grids, in this process: each wanted number is in the cell its truth names."""

from collections.abc import Iterator

import pytest

from fazhi_desktop.importing.grids import Grid, Sheets, place_of, read_sheets
from fazhi_desktop.importing.refusals import CannotRead
from tests.workbooks import visible
from tests.workbooks.truth import Book, Want

BOOKS = [book for case in visible.CASES for book in case.books]
ENDINGS = ("xlsx", "xls", "ods", "csv", "xlsb", "et", "xlsm", "tsv", "html")


def named(sheets: Sheets, want: Want) -> Grid | None:
    return next((grid for grid in sheets.grids if not grid.named or grid.name == want.sheet), None)


def missing(sheets: Sheets, book: Book) -> Iterator[str]:
    for want in book.wants:
        grid = named(sheets, want)
        for cell in want.cells if grid else ():
            row, column = place_of(cell)
            rows = grid.rows if grid else []
            if row >= len(rows) or column >= len(rows[row]) or rows[row][column] in ("", None):
                yield f"{want.sheet}!{cell}"


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_wanted_cell_is_in_the_grid(ending: str) -> None:
    lost: list[str] = []
    for book in BOOKS:
        if book.name.rsplit(".")[-1] != ending or "imported" not in book.status:
            continue
        try:
            sheets = read_sheets(book.build())
        except CannotRead as refusal:
            lost.append(f"{book.name}: {refusal.message}")
            continue
        lost += [f"{book.name}: {place}" for place in missing(sheets, book)]
    assert lost == []


def test_what_no_reader_can_open_is_refused_with_a_sentence() -> None:
    unreadable = {"encrypted", "not_a_workbook", "broken", "too_large"}
    refused = [book for book in BOOKS if book.status == ("refused",) and unreadable & set(book.problems)]
    assert refused
    for book in refused:
        with pytest.raises(CannotRead) as caught:
            read_sheets(book.build())
        assert caught.value.message.endswith("。"), book.name
