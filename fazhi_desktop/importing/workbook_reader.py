"""The reader that runs in the child process: bytes in, the structure of the workbook out.

Options: `resources` folder of the word lists; `year` report year; `headers` {sheet: (first, last row)} set by
hand, from 0; `with_hidden` names of sheets whose hidden rows and columns are to be read too; `kept` headings
of personal columns of registers that are to be kept.
"""

import re
from dataclasses import replace
from typing import Any

from fazhi_desktop.importing.blocks import Block, Cut, cut_sheet
from fazhi_desktop.importing.cells import shown_text
from fazhi_desktop.importing.columns import Column, read_columns
from fazhi_desktop.importing.grids import Grid, address, read_sheets
from fazhi_desktop.importing.pairs import read_lines, read_pairs
from fazhi_desktop.importing.registers import MASK, is_register, masked, read_register
from fazhi_desktop.importing.structure import Register, Remark, Sentence, Sheet, Table, Workbook
from fazhi_desktop.importing.tables import read_table
from fazhi_desktop.importing.template_ids import read_form, read_ids
from fazhi_desktop.importing.views import View
from fazhi_desktop.importing.words import Words, load_words

READER = "fazhi_desktop.importing.workbook_reader:read"
_SHOWN_ROWS = 400
_SHOWN_COLUMNS = 60
_SHOWN_TEXT = 200
_COUNTED = re.compile(r"[一-鿿]\d[\d,.]*[余多万]?(?:人次|件次|场次|[件次场人名份条个篇项期张块宗起%])")
_LONGEST_SENTENCES = 40


def read(data: bytes, options: dict[str, Any]) -> Workbook:
    """The reader: raises CannotRead for what is no readable workbook."""
    words = load_words(str(options["resources"]))
    sheets = read_sheets(data)
    stamp, ids = read_ids(sheets)
    year = options.get("year")
    visible = [grid for grid in sheets.grids if not grid.hidden]
    read_ones = [_sheet(grid, words, options, year, ours=bool(ids)) for grid in visible]
    hidden = [Sheet(grid.name, hidden=True) for grid in sheets.grids if grid.hidden and not _is_ours(grid)]
    remarks = [Remark(code, "info", message) for code, message in sheets.remarks]
    remarks += [Remark("hidden", "warning", f"工作表“{sheet.name}”是隐藏的，没有导入。") for sheet in hidden]
    return Workbook(sheets.format, tuple(read_ones + hidden), tuple(remarks), ids, stamp)


def _is_ours(grid: Grid) -> bool:
    from fazhi_desktop.core.template_ids import SHEET

    return grid.name == SHEET


def _sheet(grid: Grid, words: Words, options: dict[str, Any], year: int | None, *, ours: bool) -> Sheet:
    remarks = _hidden_remarks(grid)
    view = View(grid, with_hidden=grid.name in options.get("with_hidden", ()))
    headers = options.get("headers", {}).get(grid.name)
    if headers:
        headers = (_view_row(view, headers[0]), _view_row(view, headers[1]))
    form = read_form(view, remarks) if ours else None
    cut = cut_sheet(view, words, headers=headers) if form is None else Cut()
    tables: list[Table] = []
    registers: list[Register] = []
    stated = _year_in([*cut.titles, *(meta.text for meta in cut.metas), grid.name])
    for block in cut.blocks:
        _read_block(view, words, block, grid.name, stated or year, tables, registers, remarks, options)
    wordy = not registers and not any(table.numbers for table in tables)
    sentences = [
        Sentence(view.address(row, column), view.own_text(row, column)[:2000], _left_label(view, row, column))
        for row, column in [*cut.singles, *_long_cells(view, cut, short=wordy)][:_LONGEST_SENTENCES]
    ]
    remarks += _struck_remarks(grid)
    tables = _stacked(tables)
    if (lines := read_lines(view, tuple(cut.titles))) is not None:
        tables.append(lines)
    tables = tables if form is None else [form]
    return Sheet(
        grid.name if grid.named else None,
        False,
        tuple(tables),
        tuple(registers),
        tuple(sentences),
        tuple(cut.titles),
        tuple((meta.kind, meta.text) for meta in cut.metas),
        tuple(remarks),
        _without_persons(_shown(grid, words), registers),
        tuple(grid.merges[:2000]),
        (),
        len(grid.rows),
        view.width,
    )


def _struck_remarks(grid: Grid) -> list[Remark]:
    if not grid.struck:
        return []
    cells = "、".join(address(*place) for place in sorted(grid.struck)[:5])
    told = f"有 {len(grid.struck)} 个单元格带删除线（{cells}），数字照常读取，请核对。"
    return [Remark("struck_out", "info", told)]


def _view_row(view: View, row: int) -> int:
    return next((place for place, number in enumerate(view.row_numbers) if number >= row), 0)


def _read_block(
    view: View,
    words: Words,
    block: Block,
    name: str,
    year: int | None,
    tables: list[Table],
    registers: list[Register],
    remarks: list[Remark],
    options: dict[str, Any],
) -> None:
    if not block.header:
        tables.append(read_pairs(view, words, block, remarks))
        return
    columns = read_columns(view, words, block)
    for part in _side_by_side(block, columns):
        inner = columns if part is block else read_columns(view, words, part)
        if is_register(view, words, part, inner, "".join((*part.titles, name))):
            kept = options.get("kept", ())
            registers.append(read_register(view, words, part, inner, year, remarks, kept))
        elif any(column.role == "value" for column in inner) or not part.body:
            tables.append(read_table(view, words, part, inner, remarks))
        else:
            tables.append(read_pairs(view, words, part, remarks))


def _side_by_side(block: Block, columns: list[Column]) -> list[Block]:
    """Parts of a block whose header repeats itself: newspaper columns."""
    headed = [column for column in columns if column.path]
    if not headed or any(column.role != "empty" for column in columns if not column.path):
        return [block]
    paths = [column.path for column in headed]
    if len(set(paths)) == len(paths):
        return [block]
    for width in range(2, len(paths) // 2 + 1):
        if (
            len(paths) % width
            or len(set(paths[:width])) != width
            or headed[0].role not in ("label", "serial")
        ):
            continue
        if all(path == paths[place % width] for place, path in enumerate(paths)):
            return [
                replace(block, left=headed[start].place, right=headed[start + width - 1].place + 1)
                for start in range(0, len(paths), width)
            ]
    return [block]


def _stacked(tables: list[Table]) -> list[Table]:
    """Tables side by side with the same header become one, so that a total finds all its parts."""
    stacked: list[Table] = []
    for table in tables:
        last = stacked[-1] if stacked else None
        if (
            last is None
            or not table.header_rows
            or last.header_rows != table.header_rows
            or ([axis.path for axis in last.columns] != [axis.path for axis in table.columns])
        ):
            stacked.append(table)
            continue
        below = len(last.rows)
        furthest = max(axis.index for axis in last.rows) + 1
        rows = [
            axis._replace(index=axis.index + furthest, parent=axis.parent + below if axis.parent >= 0 else -1)
            for axis in table.rows
        ]
        numbers = [number._replace(row=number.row + below) for number in table.numbers]
        stacked[-1] = replace(
            last,
            rows=(*last.rows, *rows),
            numbers=(*last.numbers, *numbers),
            right=table.right,
        )
    return stacked


def _hidden_remarks(grid: Grid) -> list[Remark]:
    remarks: list[Remark] = []
    rows = [
        row
        for row in grid.hidden_rows
        if row < len(grid.rows) and any(value != "" for value in grid.rows[row])
    ]
    columns = [
        column
        for column in grid.hidden_columns
        if any(column < len(row) and row[column] != "" for row in grid.rows[:2000])
    ]
    if rows:
        why = "筛选或隐藏" if grid.filtered else "隐藏"
        remarks.append(Remark("hidden", "warning", f"有 {len(rows)} 行被{why}，没有导入。"))
    if columns:
        remarks.append(Remark("hidden", "warning", f"有 {len(columns)} 列被隐藏，没有导入。"))
    return remarks


def _year_in(texts: list[str]) -> int | None:
    for text in texts:
        if found := re.search(r"(20\d{2})\s*年", text):
            return int(found[1])
    return None


def _long_cells(view: View, cut: Cut, *, short: bool) -> list[tuple[int, int]]:
    """Texts with numbers inside tables: summaries put into a cell, and where `short` also 审核合同47份."""
    known = set(cut.singles)
    notes = set(cut.notes)
    return [
        (row, column)
        for row in range(view.height)
        if short or "l" in view.kinds[row]
        for column in range(view.width)
        if (
            view.kinds[row][column] == "l"
            or (short and view.kinds[row][column] == "t" and _COUNTED.search(view.own_text(row, column)))
        )
        and (row, column) not in known
        and view.own_text(row, column) not in notes
    ][:_LONGEST_SENTENCES]


def _left_label(view: View, row: int, column: int) -> str:
    texts = [view.own_text(row, place) for place in range(column) if view.kinds[row][place] == "t"]
    return texts[-1] if texts else ""


def _shown(grid: Grid, words: Words) -> tuple[tuple[str, ...], ...]:
    """The first rows as texts for people; short texts and plain numbers, as most cells are, at once."""
    errors, looks = grid.errors, grid.looks
    return tuple(
        [
            tuple(
                [
                    value
                    if type(value) is str and len(value) < 7 and (value or not errors)
                    else str(int(value))
                    if type(value) is float and not looks and value < 1e9 and value == value // 1
                    else _shown_cell(grid, words, row, column, value)
                    for column, value in enumerate(values[:_SHOWN_COLUMNS])
                ]
            )
            for row, values in enumerate(grid.rows[:_SHOWN_ROWS])
        ]
    )


def _without_persons(
    shown: tuple[tuple[str, ...], ...], registers: list[Register]
) -> tuple[tuple[str, ...], ...]:
    """The texts with the personal columns of registers masked, as their rows are."""
    rows = list(shown)
    for register in registers:
        personal = {column.index for column in register.columns if column.role == "personal"}
        for row in register.row_numbers if personal else ():
            if row < len(rows):
                texts = enumerate(rows[row])
                rows[row] = tuple(MASK if place in personal and text else text for place, text in texts)
    return tuple(rows)


def _shown_cell(grid: Grid, words: Words, row: int, column: int, value: object) -> str:
    if type(value) is str:
        if not value:
            return grid.errors.get((row, column), "") if grid.errors else ""
        return masked(value[:_SHOWN_TEXT], words)
    look = grid.looks.get((row, column)) if grid.looks else None
    if type(value) is float and value < 1e9:
        return str(int(value)) if look is None and value == value // 1 else shown_text(value, look)
    return masked(shown_text(value, look), words)
