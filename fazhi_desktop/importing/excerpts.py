"""The part of a sheet around a cell, masked, so that 来源 can show it without the file."""

from fazhi_desktop.importing.grids import column_letters, place_of
from fazhi_desktop.importing.structure import Sheet, Workbook

_ROWS_AROUND = 2
_COLUMNS = 10
_TEXT = 40


def excerpt(workbook: Workbook | None, sheet: str | None, cell: str | None) -> tuple[tuple[str, ...], ...]:
    """Column letters, then rows (their number first): header rows and the rows around the cell.

    Without a cell the first rows of the sheet; empty where there is nothing to show.
    """
    found = next((one for one in workbook.sheets if one.name == sheet and not one.hidden), None) if workbook else None
    if found is None or not found.shown:
        return ()
    row, column = place_of(cell) if cell else (2, 0)
    rows = _rows(found, row)
    left = max(0, min(column - _COLUMNS // 2, _width(found) - _COLUMNS)) if column >= _COLUMNS else 0
    columns = range(left, min(left + _COLUMNS, max(_width(found), column + 1)))
    if left:
        columns = (0, *list(columns)[1:])
    lines = [("", *(column_letters(place) for place in columns))]
    for place in rows:
        texts = found.shown[place]
        lines.append((str(place + 1), *(texts[spot][:_TEXT] if spot < len(texts) else "" for spot in columns)))
    return tuple(lines)


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.shown), default=0)


def _rows(sheet: Sheet, row: int) -> list[int]:
    headers = [header for table in sheet.tables if table.header_rows and (
        table.header_rows[0] <= row <= (table.body_rows[-1] if table.body_rows else row)) for header in table.header_rows]
    headers += [header for register in sheet.registers for header in register.header_rows]
    around = range(max(0, row - _ROWS_AROUND), row + _ROWS_AROUND + 1)
    return sorted({place for place in (*headers, *around) if place < len(sheet.shown)})
