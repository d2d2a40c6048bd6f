"""Blocks as tables: rows and columns with label paths and units, and every number between them."""

import datetime
import re
from functools import lru_cache

from fazhi_desktop.core.units import MONEY
from fazhi_desktop.importing.blocks import Block
from fazhi_desktop.importing.columns import SIGNS, Column
from fazhi_desktop.importing.labels import LabelText, clean_path, read_label, squeeze, unit_word
from fazhi_desktop.importing.numbers import Numbers
from fazhi_desktop.importing.several import Part, parts_of
from fazhi_desktop.importing.structure import Axis, Number, Remark, Table
from fazhi_desktop.importing.views import View
from fazhi_desktop.importing.words import Words
from fazhi_desktop.matching.labels import kind_word

MOST_TOLD = 20
"""Of cells with words in one column of numbers, so many are named."""


def read_table(view: View, words: Words, block: Block, columns: list[Column], remarks: list[Remark]) -> Table:
    """A block as one table; columns that repeat side by side were parted before."""
    values = [column for column in columns if column.role == "value"]
    rows, lines = _Rows(view, words, block, columns).read()
    axes = _column_axes(view, words, lines, values)
    numbers: list[Number] = []
    reader = Numbers(view, remarks)
    parted = _Parted(view, rows, axes, columns)
    wordy: dict[int, list[int]] = {}
    for position, line in enumerate(lines):
        for place, column in enumerate(values):
            number = reader.read(position, line, place, column.place)
            if number is None and view.kinds[line][column.place] in "tlq":
                found = parted.read(position, line, place, column)
                numbers += found
                noted = words.note.intersection(rows[position].path)
                if not (found or noted):
                    number = reader.read_worded(position, line, place, column.place)
                if not found and number is None:
                    wordy.setdefault(place, []).append(position)
            if number is not None and line in view.merged and (line, column.place) in view.area:
                number = _for_group(view, (line, column.place), rows, number, remarks, own=len(lines))
            if number is not None:
                numbers.append(number)
    counted = {number.column for number in numbers if number.state == "value"}
    for place in counted & wordy.keys():
        column = values[place].place
        told = [lines[position] for position in wordy[place] if rows[position].path]
        told = [line for line in told if not unit_word(view.own_text(line, column))]
        remarks += [_words_for_a_number(view, line, column) for line in told[:MOST_TOLD]]
    labels = [column.head for column in columns if column.role == "label"]
    return Table(
        tuple(block.titles),
        tuple(block.units),
        labels[-1] if labels else "",
        tuple(rows),
        tuple(axis._replace(index=view.column_numbers[axis.index]) for axis in axes),
        tuple(numbers),
        tuple(view.row_numbers[row] for row in block.header),
        tuple(view.row_numbers[row] for row in block.body),
        block.left,
        block.right,
    )


class _Parted:
    """Cells that hold several numbers; each gets a row or column of its own behind those of the table."""

    def __init__(self, view: View, rows: list[Axis], axes: list[Axis], columns: list[Column]) -> None:
        self._view, self._rows, self._axes = view, rows, axes
        self._label = next((column.place for column in reversed(columns) if column.role == "label"), None)
        self._made: dict[tuple[int, tuple[str, ...], str], int] = {}

    def read(self, row: int, line: int, place: int, column: Column) -> list[Number]:
        """The numbers of one cell, [] where it is no such cell."""
        if self._view.kinds[line][column.place] != "q":
            return []
        raw = self._view.own_text(line, column.place).strip()
        label = self._view.text(line, self._label) if self._label is not None else ""
        cell, numbers = self._view.address(line, column.place), list[Number]()
        for part in parts_of(raw, label, column.raw[-1] if column.raw else ""):
            if part.of_row:
                self._rows.append(_renamed(self._rows[row], part))
                at = len(self._rows) - 1, place
            else:
                at = row, self._column(place, part)
            said = part.quantity
            numbers.append(
                Number(*at, cell, raw, said.state, said.number, said.high, said.unit, said.qualifier)
            )
        return numbers

    def _column(self, place: int, part: Part) -> int:
        key = (place, part.tail, part.unit)
        if key not in self._made:
            self._axes.append(_renamed(self._axes[place], part))
            self._made[key] = len(self._axes) - 1
        return self._made[key]


def _renamed(axis: Axis, part: Part) -> Axis:
    path = clean_path((*axis.path[:-1], *part.tail))
    return axis._replace(path=path, unit=part.unit or axis.unit)


def _words_for_a_number(view: View, line: int, column: int) -> Remark:
    """What a column of numbers holds but nobody can count with."""
    cell, text = view.address(line, column), view.own_text(line, column).strip()
    shown = text if len(text) <= 20 else f"{text[:20]}……"
    return Remark(
        "not_a_number",
        "warning",
        f"单元格 {cell} 写着“{shown}”，读不成一个数字，没有直接导入。请核对后手工填写，或请科室改成数字。",
        cell,
    )


def _for_group(
    view: View, place: tuple[int, int], rows: list[Axis], number: Number, remarks: list[Remark], *, own: int
) -> Number:
    """A number merged over several of the block's `own` rows belongs to all of them together, once."""
    first = rows[number.row]
    last = view.row_numbers[view.area[place][0]]
    paths = [row.path for row in rows[:own] if first.index <= row.index <= last]
    if last == first.index or len(set(paths)) < 2 or not number.state:
        return number
    joined = "、".join(path[-1] for path in paths if path)
    remarks.append(
        Remark(
            "merged_value",
            "warning",
            f"单元格 {number.cell} 由 {len(paths)} 行合并而成，数字属于“{joined}”合计，只计一次。",
            number.cell,
        )
    )
    shared = Axis((*first.path[:-1], joined), first.index, first.unit)
    if shared not in rows:
        rows.append(shared)
    return number._replace(row=rows.index(shared))


def _column_axes(view: View, words: Words, lines: list[int], values: list[Column]) -> list[Axis]:
    """Axes of the value columns; 其中 columns stand under the column they are a part of."""
    axes: list[Axis] = []
    whole = -1
    for column in values:
        path, parent = column.path, -1
        if column.child and whole > 0 and _is_money(values[whole]) and not _is_money(column):
            whole = _counted(view, lines, values, column)
        if column.child and whole >= 0:
            above = axes[whole].path[:-1] if axes[whole].total else axes[whole].path
            path, parent = clean_path((*above, column.head)), whole
        else:
            whole = len(axes)
        head = column.raw[-1] if column.raw else ""
        axes.append(
            Axis(path, column.place, column.unit, _is_total(words, column.head), column.child, parent, head)
        )
    return axes


def _is_money(column: Column) -> bool:
    return column.unit in MONEY or (not column.unit and kind_word(column.head) == "amount")


def _counted(view: View, lines: list[int], values: list[Column], part: Column) -> int:
    """Of what a 其中 column right of a money column is a part: of the count before it, where it fits in."""
    place = values.index(part)
    money = place - 1
    count = next((at for at in range(money - 1, -1, -1) if not _is_money(values[at])), money)
    whole = values[count].place
    pairs = [(view.values[line][part.place], view.values[line][whole]) for line in lines]
    typed = [(own, of) for own, of in pairs if isinstance(own, int | float) and isinstance(of, int | float)]
    return count if typed and all(own <= of and own == int(own) for own, of in typed) else money


@lru_cache(maxsize=20_000)
def _is_total(words: Words, text: str) -> bool:
    return bool(text) and bool(words.total.fullmatch(re.sub(r"\([^)]*\)$", "", text)))


class _Rows:
    """Row axes of a block: labels joined, merged groups filled down, 其中 rows under their whole."""

    def __init__(self, view: View, words: Words, block: Block, columns: list[Column]) -> None:
        self._view, self._words, self._block = view, words, block
        self._labels = [column for column in columns if column.role == "label"]
        self._serial = [column for column in columns if column.role == "serial"]
        self._unit = next((column.place for column in columns if column.role == "unit"), None)
        self._stack: list[tuple[float, int, str]] = []
        self._rows: list[Axis] = []
        self._group = ""
        self._above: dict[int, str] = {}
        marks = [_mark_rank(self._serial_text(row)) for row in block.body] if self._serial else []
        self._nested = len(set(marks) - {0}) > 1
        body = set(block.body)
        self._merged = {column for row, column in view.cover if row in body}

    def read(self) -> tuple[list[Axis], list[int]]:
        """All rows in order, and their lines in the view."""
        lines: list[int] = []
        for row in self._block.body:
            if row in self._block.groups:
                self._group = read_label(self._block.groups[row]).text
                self._stack = []
                continue
            self._rows.append(self._axis(row))
            lines.append(row)
        return self._rows, lines

    def _axis(self, row: int) -> Axis:
        return self._plain_axis(row) or self._full_axis(row)

    def _plain_axis(self, row: int) -> Axis | None:
        """The usual row: one unmerged label without numbering, indent or group; None for any other."""
        view = self._view
        if len(self._labels) != 1 or self._group or self._nested or len(self._stack) > 1:
            return None
        place = self._labels[0].place
        text = view.values[row][place]
        if not isinstance(text, str) or not text or (row in view.merged and self._is_merged(row, place)):
            return None
        label = read_label(text)
        if label.rank or label.indent or label.child or not label.text:
            return None
        if self._serial:
            mark = view.values[row][self._serial[0].place]
            if isinstance(mark, str) and not mark.isdigit():
                return None
        self._stack = [(0, len(self._rows), label.text)]
        unit = self._unit_text(row) or label.unit
        return Axis((label.text,), view.row_numbers[row], unit, _is_total(self._words, label.text))

    def _is_merged(self, row: int, column: int) -> bool:
        """Whether a cell lies in a merged area."""
        return (row, column) in self._view.cover or (row, column) in self._view.area

    def _full_axis(self, row: int) -> Axis:
        parts = [
            part
            for column in self._labels
            if (part := read_label(self._label_text(row, column.place))).text and part.text not in SIGNS
        ]
        own = parts[-1] if parts else read_label("")
        mark = self._serial_text(row)
        if not parts and mark:
            own = read_label(mark)
            parts = [own] if self._words.total.fullmatch(own.text) else []
        total = any(_is_total(self._words, part.text) for part in parts) or bool(
            mark and not mark.isdigit() and _is_total(self._words, squeeze(mark))
        )
        unit = own.unit or next((part.unit for part in reversed(parts) if part.unit), "")
        unit = self._unit_text(row) or unit
        texts = [part.text for part in parts]
        alone = len(parts) == 1
        parent, above = self._parent(own, mark, total=total) if alone else self._in_group(own, texts[:-1])
        path = clean_path((self._group, *texts[:-1], *above, *texts[-1:]))
        child = own.child or (parent >= 0 and bool(self._rows[parent].child))
        return Axis(path, self._view.row_numbers[row], unit, total, child, parent)

    def _in_group(self, own: LabelText, group: list[str]) -> tuple[int, tuple[str, ...]]:
        """The whole of a 其中 behind labels of groups: the last row of its group that is none itself."""
        for place in range(len(self._rows) - 1, -1, -1) if own.child else ():
            row = self._rows[place]
            if list(row.path[: -1 - row.child][-len(group) :]) != group:
                break
            if not row.child:
                return place, row.path[-1:]
        return -1, ()

    def _label_text(self, row: int, column: int) -> str:
        """A label, from its merged area; groups are filled down where nobody merges cells."""
        text = self._view.text(row, column) if self._filled(row, column) else ""
        value = self._view.values[row][column]
        if isinstance(value, datetime.date) and value.day == 1:
            text = f"{value.year}年{value.month}月"
        known = self._view.grid.merged_known and column in self._merged
        if text.strip() or known or column == self._labels[-1].place:
            self._above[column] = text if text.strip() and not _is_total(self._words, text) else ""
            return text
        beside = any(
            self._view.kinds[row][other.place] != " " for other in self._labels if other.place > column
        )
        return self._above.get(column, "") if beside else ""

    def _filled(self, row: int, column: int) -> bool:
        first = self._view.cover.get((row, column))
        return first is None or self._view.kinds[first[0]][first[1]] != " "

    def _serial_text(self, row: int) -> str:
        return self._view.own_text(row, self._serial[0].place) if self._serial else ""

    def _unit_text(self, row: int) -> str:
        if self._unit is None:
            return ""
        return unit_word(self._view.text(row, self._unit))

    def _parent(self, own: LabelText, mark: str, *, total: bool) -> tuple[int, tuple[str, ...]]:
        """Position of the row this one is a part of, and the labels above it, by numbering and indent."""
        numbered = _mark_rank(mark) if self._nested else 0
        depth = numbered or own.rank or min(own.indent, 8) * 0.1
        while self._stack and (self._stack[-1][0] >= depth or total):
            self._stack.pop()
        above = tuple(label for _, _, label in self._stack)
        parent = self._stack[-1][1] if self._stack else -1
        self._stack.append((depth, len(self._rows), own.text))
        return parent, above


@lru_cache(maxsize=4096)
def _mark_rank(mark: str) -> float:
    """Rank of a numbering that stands in a column of its own: 一 1, （一） 2, 1 3, （1） 4."""
    text = squeeze(mark).strip("、.")
    if re.fullmatch(r"[一二三四五六七八九十]+", text):
        return 1
    if re.fullmatch(r"\([一二三四五六七八九十]+\)", text):
        return 2
    if re.fullmatch(r"\(\d+\)", text):
        return 4
    return 3 if text.isdigit() else 0
