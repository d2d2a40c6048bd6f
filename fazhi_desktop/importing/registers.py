"""Blocks with a row per event (台账): recognised, and read without personal data."""

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from fazhi_desktop.importing.blocks import Block
from fazhi_desktop.importing.cells import NUMERIC, day_of, shown_text
from fazhi_desktop.importing.columns import Column
from fazhi_desktop.importing.labels import squeeze
from fazhi_desktop.importing.structure import Register, RegisterColumn, Remark
from fazhi_desktop.importing.views import View
from fazhi_desktop.importing.words import Words

MASK = "＊"
_COUNT_UNITS = frozenset(["件", "宗", "起", "次", "场", "条", "份", "名", "个", "期"])
_TICKS = frozenset(["√", "✓", "✔", "×", "✗", "x", "X", "是", "否", "有", "无", "/", "—", "-"])
_SHORT_TEXT = 60
_MANY = 400
_LAST = 5
_TOTAL_SIGN = re.compile(r"[计和总共汇Σ∑全]")


def is_register(view: View, words: Words, block: Block, columns: list[Column], titles: str) -> bool:
    """Whether the rows of a block are events rather than statistics."""
    if not block.header or not block.body or any(column.role == "unit" for column in columns):
        return False
    heads = [column.head for column in columns]
    dates = [
        column for column in columns if column.role == "date" and column.head not in words.month | words.note
    ]
    texts = [column for column in columns if column.role in ("label", "text", "note")]
    if _names_persons(words, columns):
        return True
    dated = bool(dates) and _has_days(view, block, dates[0])
    score = 4 * dated
    score += 2 * bool(words.register_title.search(titles))
    score += min(2, sum(1 for head in heads if head in words.personal))
    score += any(column.role == "serial" for column in columns)
    score += any(head in words.register_type or head in words.register_result for head in heads)
    score += len(texts) >= 3
    score += 2 * (sum(1 for column in texts if _ticked(view, block, column)) >= 2)
    counted = [column for column in columns if column.role == "value" and _counts(words, column)]
    score -= 2 * len(counted) if not dated else 0
    if score < 4 or len(texts) + len(dates) < 2:
        return False
    score -= (
        2 * any(_total_row(words, view, block, row) for row in block.body[:-1][:_MANY])
        if len(block.body) > 2
        else 0
    )
    return score >= 4


def _ticked(view: View, block: Block, column: Column) -> bool:
    """Whether a column holds ticks, 是 and 否, as lists of cases do."""
    cells = {squeeze(view.own_text(row, column.place)) for row in block.body[:_MANY]} - {""}
    return bool(cells) and cells <= _TICKS


def _names_persons(words: Words, columns: list[Column]) -> bool:
    """Whether rows are persons: named by one, with another column of personal data beside."""
    named = next((column for column in columns if column.role in ("label", "text")), None)
    personal = sum(1 for column in columns if column.role == "identity" or column.head in words.personal)
    return personal >= 2 and named is not None and named.head in words.personal


def _counts(words: Words, column: Column) -> bool:
    if column.head in words.register_persons or column.head in words.register_amount:
        return False
    return column.unit in _COUNT_UNITS or (
        column.head.endswith(("数", "数量", "次数", "件数"))
        and not words.amount.fullmatch(column.head)
        and "人数" not in column.head
    )


def _has_days(view: View, block: Block, column: Column) -> bool:
    days = [
        day_of(view.values[row][column.place], 2000)
        for row in block.body[:50]
        if view.kinds[row][column.place] != " "
    ]
    known = [day for day in days if day]
    distinct = {day.day for day in known}
    return len(known) * 2 > len(days) and (distinct != {0}) and (distinct != {1} or len(known) < 3)


def _total_row(words: Words, view: View, block: Block, row: int) -> bool:
    values, kinds = view.values[row], view.kinds[row]
    for column in range(block.left, min(block.right, block.left + 4)):
        text = values[column]
        if kinds[column] not in "tw" or not isinstance(text, str) or len(text) > 20:
            continue
        if _TOTAL_SIGN.search(text) and words.total.fullmatch(squeeze(text)):
            return True
    return False


def read_register(
    view: View,
    words: Words,
    block: Block,
    columns: list[Column],
    year: int | None,
    remarks: list[Remark],
    wanted: Collection[str] = (),
) -> Register:
    """The rows of a register; personal columns are masked, and named in a remark.

    `wanted` are headings of personal columns that the clerk chose to keep.
    """
    kinds = [_register_column(view, words, column) for column in columns]
    kinds = [
        replace(kind, role="kept") if kind.role == "personal" and kind.heading in wanted else kind
        for kind in kinds
    ]
    kept = [
        (column, kind)
        for column, kind in zip(columns, kinds, strict=True)
        if column.role != "empty" or kind.role
    ]
    events = [
        row for row in block.body if row not in block.groups and _is_event(view, words, block, row, columns)
    ]
    texts = [_texts(view, words, events, column, kind, year) for column, kind in kept]
    rows = list(zip(*texts, strict=True)) if texts else []
    numbers = [view.row_numbers[row] for row in events]
    dropped = [kind.heading for _, kind in kept if kind.role == "personal"]
    if dropped:
        remarks.append(Remark("personal_data", "info", f"含个人信息的列没有导入：{'、'.join(dropped)}。"))
    if chosen := [kind.heading for _, kind in kept if kind.role == "kept"]:
        told = f"按你的选择保留了含个人信息的列：{'、'.join(chosen)}。公开前请核对。"
        remarks.append(Remark("personal_data", "warning", told))
    return Register(
        tuple(block.titles),
        tuple(kind for _, kind in kept),
        tuple(rows),
        tuple(numbers),
        _duplicates(view, words, block, numbers),
        tuple(view.row_numbers[row] for row in block.header),
        _totals(view, words, block, [column for column, _ in kept]),
    )


def _totals(
    view: View, words: Words, block: Block, columns: list[Column]
) -> tuple[tuple[int, str, str], ...]:
    """Numbers of the last total row."""
    row = next((row for row in reversed(block.body[-_LAST:]) if _total_row(words, view, block, row)), None)
    if row is None:
        return ()
    return tuple(
        (place, view.address(row, column.place), view.own_text(row, column.place).strip())
        for place, column in enumerate(columns)
        if view.kinds[row][column.place] in NUMERIC | {"w"}
    )


def _register_column(view: View, words: Words, column: Column) -> RegisterColumn:
    heading, head = "/".join(column.path), column.head
    index = view.column_numbers[column.place]
    for role, known in (
        ("serial", words.serial),
        ("type", words.register_type),
        ("result", words.register_result),
        ("amount", words.register_amount),
        ("persons", words.register_persons),
    ):
        if head in known:
            return RegisterColumn(heading, role, index, column.unit)
    if column.role in ("serial", "date", "identity"):
        return RegisterColumn(heading, "personal" if column.role == "identity" else column.role, index)
    if head in words.date:
        return RegisterColumn(heading, "date", index)
    if head in words.personal or any(
        head.endswith(word) for word in ("姓名", "电话", "身份证号", "住址", "手机号")
    ):
        return RegisterColumn(heading, "personal", index)
    if column.role == "value" and words.amount.fullmatch(head):
        return RegisterColumn(heading, "amount", index, column.unit)
    if column.role == "value" and (head.endswith(("人数", "人次")) or column.unit in ("人", "人次", "名")):
        return RegisterColumn(heading, "persons", index, column.unit)
    if head in words.register_place:
        return RegisterColumn(heading, "place", index)
    if column.role == "value":
        return RegisterColumn(heading, "number", index, column.unit)
    return RegisterColumn(heading, "text", index)


def _is_event(view: View, words: Words, block: Block, row: int, columns: list[Column]) -> bool:
    """A row with a date or a number of its own, or filled by half; no total, no merged continuation."""
    kinds = view.kinds[row][block.left : block.right]
    if not view.cover and kinds.count(" ") * 3 <= len(kinds) and len(kinds) > 3:
        return not _total_row(words, view, block, row)
    kinds = view.kinds[row]
    filled = [column for column in columns if kinds[column.place] != " "]
    if len(filled) < 2 or _total_row(words, view, block, row):
        return False
    key = next((column.place for column in columns if column.role in ("serial", "date")), None)
    if key is None:
        return len(filled) * 3 >= len(columns)
    if (row, key) in view.cover:
        return view.cover[row, key][0] == row
    substance = [column for column in filled if column.role != "serial"]
    dated = any(column.role == "date" for column in filled)
    return bool(substance) and (dated or len(substance) * 3 >= len(columns) - 1)


def _texts(
    view: View, words: Words, rows: list[int], column: Column, kind: RegisterColumn, year: int | None
) -> list[str]:
    """One column of a register as texts: personal data masked, dates as 2023-03-05, merges filled down."""
    place, cover = column.place, view.cover
    if kind.role == "personal":
        return [MASK if view.kinds[row][place] != " " else "" for row in rows]
    at = [cover.get((row, place), (row, place)) for row in rows] if cover else [(row, place) for row in rows]
    if kind.role == "date":
        days: dict[object, str] = {}
        for row, column_place in at:
            value = view.values[row][column_place]
            if value not in days:
                days[value] = _date_text(view, (row, column_place), year)
        return [days[view.values[row][column_place]] for row, column_place in at]
    looks = view.grid.looks
    texts: list[str] = []
    for spot in at:
        value = view.values[spot[0]][spot[1]]
        if not isinstance(value, str):
            value = shown_text(value, looks.get(view.place(*spot)) if looks else None)
        texts.append(value.strip()[:_SHORT_TEXT])
    if kind.role in ("text", "place", "type", "result"):
        known = {text: masked(text, words) for text in set(texts)}
        return [known[text] for text in texts]
    return texts


def _date_text(view: View, spot: tuple[int, int], year: int | None) -> str:
    value = view.values[spot[0]][spot[1]]
    day = day_of(value, year)
    return day.text() if day is not None else view.own_text(*spot).strip()[:_SHORT_TEXT]


@lru_cache(maxsize=20_000)
def masked(text: str, words: Words) -> str:
    """A text without telephone, identity and account numbers and mail addresses."""
    return (
        words.personal_text.sub(lambda found: "＊" * min(len(found[0]), 8), text) if len(text) > 6 else text
    )


def _duplicates(view: View, words: Words, block: Block, numbers: list[int]) -> tuple[int, ...]:
    """Positions of rows equal to an earlier one in everything but the running number."""
    places = {number: row for row, number in enumerate(view.row_numbers)} if numbers else {}
    seen: set[tuple[object, ...]] = set()
    found: list[int] = []
    skip = block.left if view.kinds[block.body[0]][block.left] in NUMERIC else block.left - 1
    for position, number in enumerate(numbers):
        row = places[number]
        content = tuple(view.values[row][max(skip + 1, block.left) : block.right])
        if content in seen and sum(1 for value in content if value != "") >= 3:
            found.append(position)
        seen.add(content)
    return tuple(found)
