"""The part of a grid that a reader sees: without hidden rows and columns, with its merged areas."""

from fazhi_desktop.importing.cells import MOST_COUNTED, kind_of, shown_text, text_kind
from fazhi_desktop.importing.grids import Grid, Place, Value, address

_WIDEST_GAP = 60


class View:
    """A grid without what is hidden; rows and columns are counted anew from 0.

    Attributes:
        kinds: one string per row, one character per cell (see `cells`).
        cover: covered cell of a merged area -> its first cell.
        area: first cell of a merged area -> last row, last column.
        merged: rows with cells of a merged area.
    """

    def __init__(self, grid: Grid, *, with_hidden: bool = False) -> None:
        self.grid = grid
        hidden_rows = set[int]() if with_hidden else grid.hidden_rows
        hidden_columns = set[int]() if with_hidden else grid.hidden_columns
        used = _last_used_row(grid) + 1
        self.row_numbers = [row for row in range(used) if row not in hidden_rows]
        width = _width_without_far_columns(grid, used)
        width = (
            max(width, *(column + 1 for _, column in (*grid.errors, *grid.uncached)), 0)
            if (grid.errors or grid.uncached)
            else width
        )
        self.column_numbers = [column for column in range(width) if column not in hidden_columns]
        self.values = [self._row(row) for row in self.row_numbers]
        self.width, self.height = len(self.column_numbers), len(self.values)
        self.kinds = [self._kinds(place, row) for place, row in enumerate(self.values)]
        self.cover: dict[Place, Place] = {}
        self.area: dict[Place, Place] = {}
        self.merged: set[int] = set()
        self._place_merges(bool(hidden_rows or hidden_columns))

    def _row(self, row: int) -> list[Value]:
        values = self.grid.rows[row] if row < len(self.grid.rows) else []
        width = len(self.column_numbers)
        if width == (self.column_numbers[-1] + 1 if width else 0):
            return values if len(values) == width else values[:width] + [""] * (width - len(values))
        return [values[column] if column < len(values) else "" for column in self.column_numbers]

    def _kinds(self, place: int, values: list[Value]) -> str:
        kinds = " " * len(values) if values.count("") == len(values) else _kinds_of(values)
        if self.grid.errors or self.grid.uncached:
            row = self.row_numbers[place]
            marks = list(kinds)
            for spot, column in enumerate(self.column_numbers):
                if (row, column) in self.grid.errors:
                    marks[spot] = "x"
                elif (row, column) in self.grid.uncached:
                    marks[spot] = "f"
            kinds = "".join(marks)
        return kinds

    def _place_merges(self, anything_hidden: bool) -> None:
        rows = {row: place for place, row in enumerate(self.row_numbers)} if anything_hidden else None
        columns = (
            {column: place for place, column in enumerate(self.column_numbers)} if anything_hidden else None
        )
        for top, left, bottom, right in self.grid.merges:
            bottom, right = min(bottom, top + 5000, len(self.grid.rows)), min(right, left + 500)
            inner_rows = (
                [rows[r] for r in range(top, bottom + 1) if r in rows]
                if rows is not None
                else [r for r in range(top, bottom + 1) if r < self.height]
            )
            inner_columns = (
                [columns[c] for c in range(left, right + 1) if c in columns]
                if columns is not None
                else [c for c in range(left, right + 1) if c < self.width]
            )
            if not inner_rows or not inner_columns:
                continue
            first = (inner_rows[0], inner_columns[0])
            self.area[first] = (inner_rows[-1], inner_columns[-1])
            self.merged.update(inner_rows)
            for row in inner_rows:
                for column in inner_columns:
                    if (row, column) != first:
                        self.cover[row, column] = first

    def first_place(self, row: int, left: int, right: int) -> tuple[int, int]:
        """The first filled cell of a row between two columns."""
        kinds = self.kinds[row]
        return row, next(column for column in range(left, right) if kinds[column] != " ")

    def text(self, row: int, column: int) -> str:
        """A cell as text, from the merged area it lies in."""
        if row in self.merged and (row, column) in self.cover:
            row, column = self.cover[row, column]
        value = self.values[row][column]
        return value if isinstance(value, str) else shown_text(value)

    def own_text(self, row: int, column: int) -> str:
        """A cell's own text with its number format, '' where it is covered or empty."""
        place = (self.row_numbers[row], self.column_numbers[column])
        value = self.values[row][column]
        if value == "" and place in self.grid.errors:
            return self.grid.errors[place]
        return value if isinstance(value, str) else shown_text(value, self.grid.looks.get(place))

    def address(self, row: int, column: int) -> str:
        """A1 address on the sheet."""
        return address(self.row_numbers[row], self.column_numbers[column])

    def place(self, row: int, column: int) -> Place:
        """Row and column of the sheet."""
        return self.row_numbers[row], self.column_numbers[column]


def _kinds_of(values: list[Value]) -> str:
    return "".join(
        [
            "n"
            if type(value) is float and value < MOST_COUNTED
            else text_kind(value)
            if type(value) is str
            else kind_of(value)
            for value in values
        ]
    )


def _last_used_row(grid: Grid) -> int:
    """The last row that holds anything but blanks."""
    marked = max((row for row, _ in (*grid.errors, *grid.uncached)), default=-1)
    for row in range(len(grid.rows) - 1, -1, -1):
        values = grid.rows[row]
        if values and values.count("") != len(values) and any(kind_of(value) != " " for value in values):
            return max(row, marked)
    return marked


def _width_without_far_columns(grid: Grid, used: int) -> int:
    """Columns up to the first wide gap: a stray cell far to the right is no part of the sheet."""
    width = max((len(row) for row in grid.rows[:used]), default=0)
    if width <= _WIDEST_GAP:
        return width
    filled = {column for row in grid.rows[:used] for column, value in enumerate(row) if value != ""}
    last = -1
    for column in sorted(filled):
        if column - last > _WIDEST_GAP:
            break
        last = column
    return last + 1
