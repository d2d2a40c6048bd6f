"""Blocks with a row per event (台账): recognised, and read without personal data."""

from fazhi_desktop.importing.blocks import Block
from fazhi_desktop.importing.cells import NUMERIC, day_of
from fazhi_desktop.importing.columns import Column
from fazhi_desktop.importing.labels import squeeze
from fazhi_desktop.importing.structure import Register, RegisterColumn, Remark
from fazhi_desktop.importing.views import View
from fazhi_desktop.importing.words import Words

MASK = "＊"
_COUNT_UNITS = frozenset("件 宗 起 次 场 条 份 名 个 期".split())
_SHORT_TEXT = 60


def is_register(view: View, words: Words, block: Block, columns: list[Column], titles: str) -> bool:
    """Whether the rows of a block are events rather than statistics."""
    if not block.header or not block.body:
        return False
    heads = [column.head for column in columns]
    dates = [column for column in columns if column.role == "date" and column.head not in words.month]
    texts = [column for column in columns if column.role in ("label", "text", "note")]
    dated = bool(dates) and _has_days(view, block, dates[0])
    score = 3 * dated
    score += 2 * bool(words.register_title.search(titles))
    score += min(2, sum(1 for head in heads if head in words.personal))
    score += any(column.role == "serial" for column in columns)
    score += any(head in words.register_type or head in words.register_result for head in heads)
    score += len(texts) >= 3
    counted = [column for column in columns if column.role == "value" and _counts(words, column)]
    score -= 2 * len(counted) if not dated else 0
    if score < 4 or len(texts) + len(dates) < 2:
        return False
    score -= (
        2 * any(_total_row(words, view, block, row) for row in block.body[:-1]) if len(block.body) > 2 else 0
    )
    return score >= 4


def _counts(words: Words, column: Column) -> bool:
    if column.head in words.register_persons or column.head in words.register_amount:
        return False
    return column.unit in _COUNT_UNITS or (
        column.head.endswith(("数", "数量", "次数", "件数"))
        and "金额" not in column.head
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
    return any(
        words.total.fullmatch(squeeze(view.own_text(row, column)))
        for column in range(block.left, min(block.right, block.left + 4))
        if view.kinds[row][column] in "tw"
    )


def read_register(
    view: View, words: Words, block: Block, columns: list[Column], year: int | None, remarks: list[Remark]
) -> Register:
    """The rows of a register; personal columns are masked, and named in a remark."""
    kinds = [_register_column(view, words, column) for column in columns]
    kept = [
        (column, kind)
        for column, kind in zip(columns, kinds, strict=True)
        if column.role != "empty" or kind.role
    ]
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for row in block.body:
        if row in block.groups or not _is_event(view, words, block, row, columns):
            continue
        rows.append(tuple(_text(view, words, row, column, kind, year) for column, kind in kept))
        numbers.append(view.row_numbers[row])
    dropped = [kind.heading for _, kind in kept if kind.role == "personal"]
    if dropped:
        remarks.append(Remark("personal_data", "info", f"含个人信息的列没有导入：{'、'.join(dropped)}。"))
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
    row = next((row for row in reversed(block.body) if _total_row(words, view, block, row)), None)
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
    if column.role == "value" and head.endswith(("金额", "费用", "标的额")):
        return RegisterColumn(heading, "amount", index, column.unit)
    if column.role == "value" and (head.endswith(("人数", "人次")) or column.unit in ("人", "人次", "名")):
        return RegisterColumn(heading, "persons", index, column.unit)
    if head in words.register_place:
        return RegisterColumn(heading, "place", index)
    if column.role == "value":
        return RegisterColumn(heading, "number", index, column.unit)
    return RegisterColumn(heading, "text", index)


def _is_event(view: View, words: Words, block: Block, row: int, columns: list[Column]) -> bool:
    """A row with a date or a number of its own, or filled at least by half; no total, no merged continuation."""
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


def _text(view: View, words: Words, row: int, column: Column, kind: RegisterColumn, year: int | None) -> str:
    if kind.role == "personal":
        return MASK if view.kinds[row][column.place] != " " else ""
    first = view.cover.get((row, column.place), (row, column.place))
    if kind.role == "date":
        day = day_of(view.values[first[0]][first[1]], year)
        if day is not None:
            return day.text()
    text = view.own_text(*first).strip()
    if kind.role in ("text", "place", "type", "result"):
        return masked(text[:_SHORT_TEXT], words)
    return text[:_SHORT_TEXT]


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
