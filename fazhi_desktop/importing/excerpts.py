"""The part of a sheet around a cell, masked, so that 来源 can show it without the file."""

from functools import lru_cache

from fazhi_desktop.importing.grids import column_letters, place_of
from fazhi_desktop.importing.structure import Sheet, Workbook

_ROWS_AROUND = 2
_COLUMNS = 10
_TEXT = 40


def excerpt(workbook: Workbook | None, sheet: str | None, cell: str | None) -> tuple[tuple[str, ...], ...]:
    """Column letters, then rows (their number first): header rows and the rows around the cell.

    Without a cell the first rows of the sheet; empty where there is nothing to show.
    """
    found = (
        next((one for one in workbook.sheets if one.name == sheet and not one.hidden), None)
        if workbook
        else None
    )
    if found is None or not found.shown:
        return ()
    row, column = place_of(cell) if cell else (2, 0)
    left = max(0, min(column - _COLUMNS // 2, _width(found) - _COLUMNS)) if column >= _COLUMNS else 0
    return _rows_around(found, row, left)


@lru_cache(maxsize=4096)
def _rows_around(found: Sheet, row: int, left: int) -> tuple[tuple[str, ...], ...]:
    headers, last = _headers(found), len(found.shown)
    around = range(max(0, row - _ROWS_AROUND), min(row + _ROWS_AROUND + 1, last))
    before = [place for place in headers if place < around.start] if len(around) else []
    return (_letters(found, left), *(_line(found, place, left) for place in (*before, *around)))


@lru_cache(maxsize=256)
def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.shown), default=0)


@lru_cache(maxsize=256)
def _headers(sheet: Sheet) -> tuple[int, ...]:
    found = {header for table in sheet.tables for header in table.header_rows}
    found |= {header for register in sheet.registers for header in register.header_rows}
    return tuple(sorted(place for place in found if place < len(sheet.shown)))[:6]


@lru_cache(maxsize=1024)
def _columns(sheet: Sheet, left: int) -> tuple[int, ...]:
    columns = tuple(range(left, min(left + _COLUMNS, _width(sheet))))
    return (0, *columns[1:]) if left else columns


@lru_cache(maxsize=1024)
def _letters(sheet: Sheet, left: int) -> tuple[str, ...]:
    return ("", *(column_letters(place) for place in _columns(sheet, left)))


@lru_cache(maxsize=8192)
def _line(sheet: Sheet, place: int, left: int) -> tuple[str, ...]:
    texts = sheet.shown[place]
    return (
        str(place + 1),
        *[texts[spot][:_TEXT] if spot < len(texts) else "" for spot in _columns(sheet, left)],
    )
