"""Grids of .xls and WPS .et (BIFF), by xlrd."""

import datetime
import io
from typing import Any

from fazhi_desktop.importing.grids import Grid, Sheets, Value
from fazhi_desktop.importing.number_formats import look_of
from fazhi_desktop.importing.refusals import CannotRead, refuse_sheets
from fazhi_desktop.importing.sniff import MOST_SHEETS

_TEXT, _NUMBER, _DATE, _BOOL, _ERROR = 1, 2, 3, 4, 5


def _open(data: bytes) -> Any:
    import xlrd
    from xlrd.biffh import XLRDError

    again = "请用 WPS 或 Excel 打开、另存为 .xlsx 后重试。"
    try:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            logfile=io.StringIO(),
            ragged_rows=True,
            on_demand=True,
        )
    except XLRDError as error:
        if "encrypted" in str(error).lower() or "password" in str(error).lower():
            raise CannotRead("encrypted", "文件有密码，请去掉密码后再导入。") from error
        raise CannotRead("broken", f"旧格式表格（.xls/.et）无法读取，{again}") from error
    except Exception as error:
        if isinstance(error, MemoryError):
            raise
        raise CannotRead("broken", f"旧格式表格（.xls/.et）已损坏，{again}") from error


def read_xls(data: bytes) -> Sheets:
    """Every worksheet of an .xls or .et file; raises CannotRead."""
    book = _open(data)
    refuse_sheets(book.nsheets, MOST_SHEETS)
    uncached = _uncached_places(data)
    grids: list[Grid] = []
    for index in range(book.nsheets):
        try:
            grids.append(_grid(book, index, uncached))
        except MemoryError:
            raise
        except Exception as error:
            raise CannotRead(
                "broken", f"工作表第 {index + 1} 张已损坏，请用 WPS 或 Excel 打开、另存为 .xlsx 后重试。"
            ) from error
        finally:
            book.unload_sheet(index)
    return Sheets("xls", grids)


def _grid(book: Any, index: int, uncached: list[set[tuple[int, int]]]) -> Grid:
    sheet = book.sheet_by_index(index)
    grid = Grid(sheet.name, [], hidden=sheet.visibility != 0)
    for row in range(sheet.nrows):
        grid.rows.append(
            [_value(book, grid, (row, column), cell) for column, cell in enumerate(sheet.row(row))]
        )
    grid.merges = [(first, left, last - 1, right - 1) for first, last, left, right in sheet.merged_cells]
    grid.hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    for column, info in sheet.colinfo_map.items():
        if info.hidden and column < 256:
            grid.hidden_columns.add(column)
    grid.uncached = uncached[index] if index < len(uncached) else set()
    for row, column in grid.uncached:
        if row < len(grid.rows) and column < len(grid.rows[row]):
            grid.rows[row][column] = ""
    return grid


def _value(book: Any, grid: Grid, place: tuple[int, int], cell: Any) -> Value:
    kind, value = cell.ctype, cell.value
    if kind == _TEXT:
        return value
    if kind == _NUMBER:
        style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
        if style is not None:
            form = book.format_map.get(style.format_key)
            if form is not None and (look := look_of(form.format_str)):
                grid.looks[place] = look
            if book.font_list and book.font_list[style.font_index].struck_out:
                grid.struck.add(place)
        return int(value) if value == int(value) and abs(value) < 1e15 else value
    if kind == _DATE:
        return _date(book, value)
    if kind == _BOOL:
        return bool(value)
    if kind == _ERROR:
        from xlrd.biffh import error_text_from_code

        grid.errors[place] = str(error_text_from_code.get(value, "#错误"))
    return ""


def _date(book: Any, value: float) -> Value:
    from xlrd import xldate

    try:
        moment: datetime.datetime = xldate.xldate_as_datetime(value, book.datemode)
    except (ValueError, OverflowError):
        return value
    return moment


def _uncached_places(data: bytes) -> list[set[tuple[int, int]]]:
    """Per sheet, formulas with result zero and “calculate on load”, as programs write them."""
    import struct

    from xlrd import compdoc

    stream: Any = data
    if data.startswith(b"\xd0\xcf"):
        try:
            document: Any = compdoc.CompDoc(data, logfile=io.StringIO())
            stream = document.get_named_stream("Workbook") or document.get_named_stream("Book") or b""
        except Exception:
            return []
    found: list[set[tuple[int, int]]] = []
    place, depth = 0, -1
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind in (0x809, 0x409, 0x209, 0x009):
            depth += 1
            if depth:
                found.append(set())
        elif kind == 0x06 and depth > 0 and length >= 16:
            row, column, _, result, flags = struct.unpack_from("<HHH8sH", stream, place + 4)
            if result == bytes(8) and flags & 2:
                found[-1].add((row, column))
        place += 4 + length
    return found
