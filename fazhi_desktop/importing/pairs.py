"""Tables without a header: label and number side by side, or both in one cell."""

import re

from fazhi_desktop.importing.blocks import Block
from fazhi_desktop.importing.cells import quantity_of
from fazhi_desktop.importing.labels import clean_path, read_label, unit_word
from fazhi_desktop.importing.numbers import Numbers
from fazhi_desktop.importing.structure import Axis, Number, Remark, Table
from fazhi_desktop.importing.views import View
from fazhi_desktop.importing.words import Words

_LINE = re.compile(r"([^:：\d]{2,24})[:：]\s*([^:：]{1,24})")


def read_pairs(view: View, words: Words, block: Block, remarks: list[Remark]) -> Table:
    """A block without a header: each number belongs to the nearest text on its left."""
    rows: list[Axis] = []
    numbers: list[Number] = []
    reader = Numbers(view, remarks)
    group, whole = "", -1
    for row in block.body:
        if row in block.groups:
            group = read_label(block.groups[row]).text
            continue
        for label, column, tail in _row_pairs(view, row, block.left, block.right):
            text = read_label(label)
            total = bool(words.total.fullmatch(text.text))
            above = _merged_group(view, row, column, block)
            number = reader.read(len(rows), row, 0, column)
            if number is None:
                continue
            if number.state and not number.unit and tail:
                number = number._replace(unit=tail)
            parent = whole if text.child else -1
            inner = rows[parent].path if parent >= 0 else (group, *above)
            path = clean_path((*inner, text.text))
            rows.append(Axis(path, view.row_numbers[row], text.unit, total, text.child, parent))
            whole = whole if text.child else len(rows) - 1
            numbers.append(number)
    return Table(
        tuple(block.titles),
        tuple(block.units),
        "",
        tuple(rows),
        (Axis((), 0),),
        tuple(numbers),
        (),
        tuple(view.row_numbers[row] for row in block.body),
        block.left,
        block.right,
    )


def read_lines(view: View, titles: tuple[str, ...]) -> Table | None:
    """Cells that are label and value in one, as in 行政检查：3010件; None where there are none."""
    rows: list[Axis] = []
    numbers: list[Number] = []
    for row in range(view.height):
        if "t" not in view.kinds[row]:
            continue
        for column, text in enumerate(view.values[row]):
            if type(text) is not str or not (":" in text or "：" in text) or view.kinds[row][column] != "t":
                continue
            found = _LINE.fullmatch(text.strip())
            quantity = quantity_of(found[2]) if found else None
            if found is None or quantity is None or quantity.state != "value" or not quantity.unit:
                continue
            label = read_label(found[1])
            said = (quantity.state, quantity.number, quantity.high, quantity.unit, quantity.qualifier)
            numbers.append(Number(len(rows), 0, view.address(row, column), found[0], *said))
            rows.append(Axis((label.text,), view.row_numbers[row], label.unit))
    return Table(titles, (), "", tuple(rows), (Axis((), 0),), tuple(numbers)) if rows else None


def _row_pairs(view: View, row: int, left: int, right: int) -> list[tuple[str, int, str]]:
    """(label, column of the number, unit written before or behind it) of one row without a header."""
    pairs: list[tuple[str, int, str]] = []
    label, between, used = "", "", False
    for column in range(left, right):
        kind = view.kinds[row][column]
        text = view.own_text(row, column).strip()
        if kind in "tyD" and text:
            if pairs and used and unit_word(text) and not pairs[-1][2]:
                pairs[-1] = (*pairs[-1][:2], unit_word(text))
                continue
            if text.strip("()（）.、").isdigit() and not label:
                continue
            if label and not used and not between and unit_word(text):
                between = unit_word(text)
                continue
            label, between, used = text, "", False
        elif kind in "nqwxfd" and label and not used:
            pairs.append((label, column, between))
            used = True
    return pairs


def _merged_group(view: View, row: int, column: int, block: Block) -> tuple[str, ...]:
    """Texts merged downwards over several rows at the left: groups of the labels beside them."""
    found: list[str] = []
    for place in range(block.left, column):
        first = view.cover.get((row, place), (row, place))
        last = view.area.get(first)
        if last and last[0] > first[0] and view.kinds[first[0]][first[1]] == "t":
            found.append(read_label(view.text(*first)).text)
    return tuple(found)
