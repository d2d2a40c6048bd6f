"""Grids of .ods, from content.xml alone."""

import datetime
import io
import re
import zipfile
from typing import Any
from xml.parsers import expat

from fazhi_desktop.importing.grids import MOST_CELLS, Grid, Look, Sheets, Value
from fazhi_desktop.importing.refusals import CannotRead, refuse_sheets
from fazhi_desktop.importing.sniff import LARGEST_PART, MOST_SHEETS

_ERROR = re.compile(r"#(REF|DIV/0|N/A|NAME|VALUE|NUM|NULL)[!?]?|Err:\d+", re.I)
_LONGEST_REPEAT = 2000
_MOST_COLUMNS = 1024


def read_ods(data: bytes) -> Sheets:
    """Every table of an .ods file; raises CannotRead."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise CannotRead("too_large", "文件展开后过大，已拒绝读取。请删去多余的工作表或行列后重新发送。")
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse_entities
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise CannotRead(
            "broken", "文件内容已损坏，无法读取。请用 WPS 或 LibreOffice 打开、另存为 .xlsx 后重试。"
        ) from error
    return Sheets("ods", reader.grids)


def _refuse_entities(*_: Any) -> None:
    raise CannotRead("broken", "文件含有异常的实体定义，没有读取。请另存为 .xlsx 后重试。")


class _Reader:
    """Builds grids while the parser walks through content.xml."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._hidden_styles: set[str] = set()
        self._percent: dict[str, int] = {}
        self._style = ""
        self._row: list[Value] = []
        self._repeat = self._blank_rows = self._column = 0
        self._cell: dict[str, str] = {}
        self._texts: list[str] | None = None
        self._note = self._total = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Open an element."""
        if tag == "office:annotation":
            self._note += 1
        elif tag == "style:style":
            self._style = given.get("style:name", "")
        elif tag == "style:table-properties" and given.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif tag == "table:table":
            self._table(given)
        elif tag == "table:table-column":
            self._add_column(given)
        elif tag == "table:table-row":
            self._row, self._repeat = [], _repeat(given, "table:number-rows-repeated")
            self._visibility = given.get("table:visibility", "visible")
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._texts = given, []
        elif tag == "text:p" and self._texts is not None and not self._note:
            self._texts.append("")
        elif tag in ("text:s", "text:tab", "text:line-break") and self._texts and not self._note:
            self._texts[-1] += "\n" if tag == "text:line-break" else " "

    def text(self, text: str) -> None:
        """Characters inside the current paragraph."""
        if self._texts and not self._note:
            self._texts[-1] += text

    def end(self, tag: str) -> None:
        """Close an element."""
        if tag == "office:annotation":
            self._note -= 1
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._add_cell()
        elif tag == "table:table-row" and self.grids:
            self._add_row()

    def _table(self, given: dict[str, str]) -> None:
        refuse_sheets(len(self.grids) + 1, MOST_SHEETS)
        hidden = given.get("table:style-name", "") in self._hidden_styles
        self.grids.append(Grid(given.get("table:name", ""), [], hidden=hidden))
        self._blank_rows = self._column = 0

    def _add_column(self, given: dict[str, str]) -> None:
        repeat = min(_repeat(given, "table:number-columns-repeated"), _MOST_COLUMNS)
        if given.get("table:visibility", "visible") != "visible" and self.grids:
            self.grids[-1].hidden_columns.update(range(self._column, self._column + repeat))
        self._column += repeat

    def _add_cell(self) -> None:
        given, texts = self._cell, self._texts or []
        self._texts = None
        if not self.grids:
            return
        grid = self.grids[-1]
        place = (len(grid.rows) + self._blank_rows, len(self._row))
        repeat = min(_repeat(given, "table:number-columns-repeated"), _MOST_COLUMNS)
        value = _value(given, "\n".join(texts))
        shown = "\n".join(texts)
        if (isinstance(value, str) and _ERROR.fullmatch(value.strip())) or given.get(
            "calcext:value-type"
        ) == "error":
            grid.errors[place], value = shown or "#错误", ""
        elif "table:formula" in given and value == "" and "office:value-type" not in given:
            grid.uncached.add(place)
        if given.get("office:value-type") == "percentage":
            decimals = len(shown.partition(".")[2].rstrip("%％ ")) if shown else None
            grid.looks[place] = Look(True, decimals)
        down = _repeat(given, "table:number-rows-spanned")
        right = _repeat(given, "table:number-columns-spanned")
        if (down > 1 or right > 1) and len(self._row) < _MOST_COLUMNS:
            grid.merges.append((*place, place[0] + down - 1, place[1] + right - 1))
        self._row += [value] * (repeat if value != "" or repeat <= _MOST_COLUMNS else 0)

    def _add_row(self) -> None:
        grid = self.grids[-1]
        while self._row and self._row[-1] == "":
            self._row.pop()
        repeat = self._repeat
        here = len(grid.rows) + self._blank_rows
        if self._visibility != "visible" and (self._row or repeat < _LONGEST_REPEAT):
            grid.hidden_rows.update(range(here, here + min(repeat, _LONGEST_REPEAT)))
        if not self._row and not any(row == here for row, _ in (*grid.errors, *grid.uncached)):
            self._blank_rows += repeat
            return
        if self._blank_rows > 200_000:
            raise CannotRead("too_large", f"工作表“{grid.name}”行数过多，请删去多余的行后重新发送。")
        grid.rows += [[] for _ in range(self._blank_rows)]
        self._blank_rows = 0
        grid.rows += [list(self._row) for _ in range(min(repeat, _LONGEST_REPEAT))]
        self._total += len(self._row) * min(repeat, _LONGEST_REPEAT)
        if self._total > MOST_CELLS:
            raise CannotRead("too_large", "工作表行列过多，请删去多余的行列后重新发送。")


def _repeat(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1")
    return max(1, int(text)) if text.isdigit() and len(text) < 9 else 1


def _value(given: dict[str, str], shown: str) -> Value:
    kind = given.get("office:value-type", "")
    if kind in ("float", "percentage", "currency"):
        try:
            number = float(given.get("office:value", ""))
        except ValueError:
            return shown
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if kind == "date":
        try:
            return datetime.datetime.fromisoformat(given.get("office:date-value", "")[:19])
        except ValueError:
            return shown
    if kind == "boolean":
        return given.get("office:boolean-value") == "true"
    return shown
