"""Our own forms: the hidden sheet that says which cell is which indicator, and the fields as a table."""

from fazhi_desktop.core.template_ids import FIELD, MARK, NAME, SHEET, UNIT
from fazhi_desktop.importing.grids import Sheets
from fazhi_desktop.importing.labels import read_label, squeeze, unit_word
from fazhi_desktop.importing.numbers import Numbers
from fazhi_desktop.importing.structure import Axis, Number, Remark, Table
from fazhi_desktop.importing.views import View


def read_ids(sheets: Sheets) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str, str], ...]]:
    """Stamp (department, year, …) and (sheet, cell, code) rows of a template; empty for other workbooks."""
    grid = next((grid for grid in sheets.grids if grid.name == SHEET), None)
    if grid is None or not grid.rows or str(grid.rows[0][0]) != MARK:
        return (), ()
    head = [str(value) for value in grid.rows[0] if value != ""]
    stamp = tuple(zip(head[2::2], head[3::2], strict=False))
    ids = [(str(row[0]), str(row[1]), str(row[2])) for row in grid.rows[1:] if len(row) >= 3 and row[2] != ""]
    return stamp, tuple(ids)


def read_form(view: View, remarks: list[Remark]) -> Table | None:
    """The fields of a form by the heads of its columns, wherever they stand; None where these are gone."""
    for head, values in enumerate(view.values):
        heads = {squeeze(text): place for place, text in enumerate(values) if isinstance(text, str)}
        if NAME not in heads or FIELD not in heads:
            continue
        numbers: list[Number] = []
        rows: list[Axis] = []
        reader = Numbers(view, remarks)
        for row in range(head + 1, view.height):
            label = read_label(view.own_text(row, heads[NAME])).text
            number = reader.read(len(rows), row, 0, heads[FIELD]) if label else None
            if number is not None:
                unit = unit_word(view.own_text(row, heads[UNIT])) if UNIT in heads else ""
                rows.append(Axis((label,), view.row_numbers[row], unit))
                numbers.append(number)
        column = Axis((FIELD,), view.column_numbers[heads[FIELD]])
        body = tuple(view.row_numbers[head + 1 :])
        return Table((), (), NAME, tuple(rows), (column,), tuple(numbers), (view.row_numbers[head],), body)
    return None
