"""The hidden sheet of our own templates: which cell is which indicator, whatever the file was renamed to."""

from fazhi_desktop.core.template_ids import MARK, SHEET
from fazhi_desktop.importing.grids import Sheets


def read_ids(sheets: Sheets) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str, str], ...]]:
    """Stamp (department, year, …) and (sheet, cell, code) rows of a template; empty for other workbooks."""
    grid = next((grid for grid in sheets.grids if grid.name == SHEET), None)
    if grid is None or not grid.rows or str(grid.rows[0][0]) != MARK:
        return (), ()
    head = [str(value) for value in grid.rows[0] if value != ""]
    stamp = tuple(zip(head[2::2], head[3::2], strict=False))
    ids = [(str(row[0]), str(row[1]), str(row[2])) for row in grid.rows[1:] if len(row) >= 3 and row[2] != ""]
    return stamp, tuple(ids)
