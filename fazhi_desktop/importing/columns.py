"""The columns of a block: header path, unit, and what each column holds."""

import itertools
from collections import Counter
from dataclasses import dataclass

from fazhi_desktop.core.units import UNITS, canonical
from fazhi_desktop.importing.blocks import Block
from fazhi_desktop.importing.cells import NUMERIC, worded_quantity
from fazhi_desktop.importing.labels import LabelText, clean_path, read_label, squeeze
from fazhi_desktop.importing.views import View
from fazhi_desktop.importing.words import Words

_MANY = 400
_TOLD = ("数", "值", "量", "数据", "结果", "情况")
"""Ends of heads under which a number may stand in words."""
SIGNS = frozenset("/／-－—–")


@dataclass
class Column:
    """A column of a block.

    Attributes:
        place: column of the view; path: cleaned header labels, group first; raw: header texts as written.
        role: label, value, serial, code, unit, note, date, identity, empty, text.
        counts: kinds of its body cells.
    """

    place: int
    path: tuple[str, ...]
    unit: str
    role: str
    counts: Counter[str]
    raw: tuple[str, ...] = ()
    child: bool = False

    @property
    def head(self) -> str:
        """Its own header label."""
        return self.path[-1] if self.path else ""


def read_columns(view: View, words: Words, block: Block) -> list[Column]:
    """All columns of a block with their roles."""
    headers = _header_texts(view, block)
    body = [row for row in block.body if row not in block.groups]
    kinds = list(zip(*(view.kinds[row] for row in body), strict=True)) or [()] * block.right
    columns = [
        _column(place, headers[place - block.left], Counter(kinds[place]))
        for place in range(block.left, block.right)
    ]
    for position, column in enumerate(columns):
        column.role = _role(view, words, body, column, columns[:position])
    _settle_serial(view, body, columns, words)
    _settle_labels(columns, words, bool(block.header))
    return columns


def _header_texts(view: View, block: Block) -> list[tuple[str, ...]]:
    """Header texts per column, groups spread over their leaves, merged or not."""
    rows: list[list[str]] = []
    for position, row in enumerate(block.header):
        texts = [view.text(row, column) for column in range(block.left, block.right)]
        if position + 1 < len(block.header):
            _spread(view, block, row, block.header[position + 1], texts)
        rows.append(texts)
    return [tuple(text[place] for text in rows) for place in range(block.right - block.left)]


def _spread(view: View, block: Block, row: int, below: int, texts: list[str]) -> None:
    if any(
        (row, column) in view.cover and view.cover[row, column][0] == row
        for column in range(block.left, block.right)
    ):
        return
    for place in range(1, len(texts)):
        column = block.left + place
        if (
            not texts[place].strip()
            and texts[place - 1].strip()
            and all(view.kinds[below][beside] != " " for beside in (column, column - 1))
        ):
            texts[place] = texts[place - 1]


def _column(place: int, texts: tuple[str, ...], counts: Counter[str]) -> Column:
    labels = [read_label(text) for text in texts if text.strip()]
    labels = [label for label in labels if label.text]
    child = bool(labels) and any(label.child for label in labels)
    labels = [label for label in labels if label.text != "其中"] or labels
    path = clean_path(tuple(_group_text(label) for label in labels))
    unit = next((label.unit for label in reversed(labels) if label.unit), "")
    if len(path) > 1 and (path[-1] in UNITS or canonical(path[-1].strip("()")) in UNITS):
        unit, path = canonical(path[-1].strip("()")), path[:-1]
    counts.pop(" ", None)
    return Column(place, path, unit, "", counts, tuple(text for text in texts if text.strip()), child)


def _group_text(label: LabelText) -> str:
    return label.text


def _role(view: View, words: Words, body: list[int], column: Column, before: list[Column]) -> str:
    counts, head = column.counts, column.head
    total = sum(counts.values())
    if not total:
        return "empty"
    if head in words.serial:
        return "serial"
    if head in words.code and not counts["t"]:
        return "code"
    if head in words.month and not any(other.role == "label" for other in before):
        return "label"
    numbers, weak = sum(counts[kind] for kind in NUMERIC), counts["w"]
    texts = counts["t"] + counts["l"] + counts["y"]
    if head in words.unit and texts * 2 >= total and _all_units(view, body, column.place):
        return "unit"
    if head in words.date and counts["d"] + counts["D"] + numbers > texts:
        return "date"
    if (counts["d"] + counts["D"]) * 2 > total:
        return "date"
    if counts["i"] * 2 > total or (head in words.personal and counts["i"]):
        return "identity"
    if head in words.note or (column.path and column.path[0] in words.note):
        return "note"
    if head in words.part_headers and not any(other.role == "label" for other in before) and not column.unit:
        return "label"
    if 0 < numbers < texts and head.endswith(_TOLD):
        told = _told(view, body, column.place)
        numbers, texts = numbers + told, texts - told
    if numbers and numbers + weak >= texts:
        return "value"
    if numbers and texts and (numbers + weak) * 3 >= total and any(other.role == "label" for other in before):
        return "value"
    if (
        weak
        and weak >= texts
        and not (texts > 1 and not column.unit and _signs_alone(view, body, column.place))
    ):
        return "value" if before or column.unit else "label"
    return "label"


def _told(view: View, body: list[int], place: int) -> int:
    """How many cells tell a number in a few words."""
    texts = [view.own_text(row, place) for row in body[:_MANY] if view.kinds[row][place] == "t"]
    return sum(1 for text in texts if worded_quantity(text))


def _signs_alone(view: View, body: list[int], place: int) -> bool:
    """Whether the weak words of a column are bare signs, as beside 市级, 区级 where there is no level."""
    weak = [row for row in body[:_MANY] if view.kinds[row][place] == "w"]
    return all(view.own_text(row, place).strip() in SIGNS for row in weak)


def _all_units(view: View, body: list[int], place: int) -> bool:
    texts = [view.text(row, place) for row in body[:_MANY] if view.kinds[row][place] != " "]
    known = sum(
        count
        for text, count in Counter(map(squeeze, texts)).items()
        if canonical(text) in UNITS
        or all(canonical(part) in UNITS for part in text.replace("、", "/").split("/"))
    )
    return known * 5 >= len(texts) * 3


def _settle_serial(view: View, body: list[int], columns: list[Column], words: Words) -> None:
    """A first column of 1, 2, 3 … (or 一、二、三) beside labels only numbers the rows."""
    if (
        len(columns) < 2
        or columns[0].role not in ("value", "label")
        or (columns[1].role == "value" and len(columns) < 3)
    ):
        return
    first = columns[0]
    if first.head and first.head not in words.class_headers | words.part_headers and first.unit:
        return
    texts = [
        squeeze(view.own_text(row, first.place))
        for row in body[:_MANY]
        if view.kinds[row][first.place] != " "
    ]
    if len(texts) < 2 or columns[1].role not in ("label", "unit", "date"):
        return
    plain = [text.strip("()（）.、") for text in texts]
    arabic = [int(text) for text in plain if text.isdigit() and len(text) < 5]
    counted = (
        len(arabic) >= 0.7 * len(plain)
        and all(0 <= other - one <= 2 or other == 1 for one, other in itertools.pairwise(arabic))
        and arabic[0] <= 2
    )
    chinese = all(text and all(char in "一二三四五六七八九十" for char in text) for text in plain)
    if counted or chinese:
        first.role = "serial"


def _settle_labels(columns: list[Column], words: Words, headed: bool) -> None:
    """Texts right of the first numbers describe, they name only without a header."""
    seen_value = False
    for position, column in enumerate(columns):
        if column.role == "value":
            seen_value = True
        elif column.role == "label" and seen_value:
            column.role = "text" if headed else "label"
        elif column.role == "label" and headed and position and column.head in words.note:
            column.role = "note"
    if not any(column.role == "label" for column in columns):
        _find_label(columns)


def _find_label(columns: list[Column]) -> None:
    """Without labels at the left, the first text column names the rows if there are several."""
    for column in columns:
        if column.role == "text":
            column.role = "label"
            return
        if column.role == "note" and column.counts["t"] and not any(c.role == "text" for c in columns):
            return
