"""Grids of files that are text: CSV and TSV, HTML saved as .xls, and XML Spreadsheet 2003."""

import csv
import io
import re
from html.parser import HTMLParser
from typing import Any
from xml.parsers import expat

from fazhi_desktop.importing.grids import MOST_CELLS, Grid, Look, Sheets, Value
from fazhi_desktop.importing.refusals import CannotRead

_DELIMITERS = "\t,;|，"
_MOST_SPAN = 200
_LONGEST_FIELD = 200_000


def read_csv(text: str) -> Sheets:
    """One sheet without a name; the delimiter is the one that splits the lines most evenly."""
    text = text.removeprefix("\ufeff")
    hint = re.match(r"sep=(.)\r?\n", text)
    delimiter = hint[1] if hint else _delimiter(text)
    text = text[hint.end() :] if hint else text
    csv.field_size_limit(_LONGEST_FIELD)
    rows: list[list[Value]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(list(row))
    except csv.Error as error:
        raise CannotRead("broken", "CSV 文件的格式有误（引号或字段过长），请另存为 .xlsx 后重试。") from error
    return Sheets("csv", [Grid("", rows, merged_known=False, named=False)])


def _delimiter(text: str) -> str:
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:50_000].splitlines()[:200] if line.strip()]

    def evenness(delimiter: str) -> tuple[float, int]:
        counts = [line.count(delimiter) for line in lines]
        usual = (
            max(set(counts), key=lambda count: (counts.count(count) if count else 0, count)) if counts else 0
        )
        return (counts.count(usual) * min(usual, 4) if usual else 0, usual)

    return max(_DELIMITERS, key=evenness)


class _Tables(HTMLParser):
    """Rows of all tables of a page, one below the other, with merged areas."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[Value]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self._taken: dict[tuple[int, int], bool] = {}
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._in_row = self._skip = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open rows and cells; a table begins after an empty row."""
        given = dict(attrs)
        if tag == "table":
            self._close()
            self.rows += [[]] if self.rows and self.rows[-1] else []
        elif tag == "tr":
            self._close()
            self.rows.append([])
            self._in_row = True
        elif tag in ("td", "th"):
            self._close()
            if not self._in_row:
                self.rows.append([])
                self._in_row = True
            self._text, self._span = [], (_span(given, "rowspan"), _span(given, "colspan"))
        elif tag in ("br", "p", "div") and self._text:
            self._text.append("\n")
        elif tag in ("style", "script"):
            self._skip = True

    def handle_endtag(self, tag: str) -> None:
        """Close rows and cells."""
        if tag in ("td", "th", "tr", "table"):
            self._close()
        if tag in ("tr", "table"):
            self._in_row = False
        if tag in ("style", "script"):
            self._skip = False

    def handle_data(self, data: str) -> None:
        """Text of the open cell."""
        if self._text is not None and not self._skip:
            self._text.append(data)

    def _close(self) -> None:
        if self._text is None:
            return
        text, self._text = re.sub(r"[ \t\r\n]+", " ", "".join(self._text)).strip(), None
        row = len(self.rows) - 1
        line, (down, right) = self.rows[row], self._span
        while (row, len(line)) in self._taken:
            line.append("")
        if down > 1 or right > 1:
            self.merges.append((row, len(line), row + down - 1, len(line) + right - 1))
            for below in range(down):
                self._taken.update({(row + below, len(line) + beside): True for beside in range(right)})
        line += [text] + [""] * (right - 1)
        if len(self.rows) * 4 + len(line) > MOST_CELLS or len(line) > 20_000:
            raise CannotRead("too_large", "网页表格过大，请另存为 .xlsx 后重试。")


def _span(given: dict[str, str | None], name: str) -> int:
    text = (given.get(name) or "1").strip()
    return min(max(1, int(text)), _MOST_SPAN) if text.isdigit() and len(text) < 6 else 1


def read_html(text: str) -> Sheets:
    """All tables of a page as one sheet, the way spreadsheet programs open it."""
    tables = _Tables()
    tables.feed(text)
    tables.close()
    name = re.search(r"<x:name>\s*([^<]{1,31})\s*</x:name>", text, re.I)
    return Sheets(
        "html", [Grid(name[1].strip() if name else "", tables.rows, tables.merges, named=bool(name))]
    )


def read_spreadsheet_xml(text: str) -> Sheets:
    """Every worksheet of an XML Spreadsheet 2003 file."""
    reader = _SpreadsheetXml()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=None)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refuse_entities
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
    try:
        parser.Parse(plain.encode("utf-8"), True)
    except expat.ExpatError as error:
        raise CannotRead(
            "broken", "文件内容已损坏，无法读取。请用 WPS 或 Excel 打开、另存为 .xlsx 后重试。"
        ) from error
    return Sheets("xml", reader.grids)


def _refuse_entities(*_: Any) -> None:
    raise CannotRead("broken", "文件含有异常的实体定义，已拒绝读取。")


class _SpreadsheetXml:
    """Builds grids from the ss: elements."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._formats: dict[str, str] = {}
        self._style = self._kind = ""
        self._cell: dict[str, str] = {}
        self._text: list[str] | None = None
        self._skip = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        name, given = tag.rpartition(":")[2], {k.rpartition(":")[2]: v for k, v in attributes.items()}
        if name == "Style":
            self._style = given.get("ID", "")
        elif name == "NumberFormat":
            self._formats[self._style] = given.get("Format", "")
        elif name == "Worksheet":
            self.grids.append(Grid(given.get("Name", ""), []))
        elif name == "Row" and self.grids:
            rows = self.grids[-1].rows
            index = _number(given.get("Index"))
            if index and index - 1 > len(rows) and index < 200_000:
                rows += [[] for _ in range(index - 1 - len(rows))]
            if given.get("Hidden") == "1":
                self.grids[-1].hidden_rows.add(len(rows))
            rows.append([])
        elif name == "Cell" and self.grids and self.grids[-1].rows:
            self._open_cell(given)
        elif name == "Data":
            self._kind, self._text = given.get("Type", "String"), []

    def _open_cell(self, given: dict[str, str]) -> None:
        self._cell, row = given, self.grids[-1].rows[-1]
        index = _number(given.get("Index"))
        if index and index - 1 > len(row) and index <= 16_384:
            row += [""] * (index - 1 - len(row))
        row.append("")

    def text(self, text: str) -> None:
        """Characters of a Data element."""
        if self._text is not None:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """Close an element."""
        name = tag.rpartition(":")[2]
        if name == "Data" and self._text is not None and self.grids and self.grids[-1].rows:
            self._put("".join(self._text))
            self._text = None
        elif name == "Cell" and self.grids and self.grids[-1].rows:
            grid, right = self.grids[-1], min(_number(self._cell.get("MergeAcross")), _MOST_SPAN)
            down, row = min(_number(self._cell.get("MergeDown")), _MOST_SPAN), grid.rows[-1]
            place = (len(grid.rows) - 1, len(row) - 1)
            if "Formula" in self._cell and row and row[-1] == "" and place not in grid.errors:
                grid.uncached.add(place)
            if right or down:
                grid.merges.append((*place, place[0] + down, place[1] + right))
                row += [""] * right

    def _put(self, text: str) -> None:
        grid = self.grids[-1]
        row, place = grid.rows[-1], (len(grid.rows) - 1, len(grid.rows[-1]) - 1)
        if not row:
            return
        row[-1] = text
        if self._kind == "Error":
            grid.errors[place], row[-1] = text, ""
        elif self._kind == "Number":
            try:
                number = float(text)
            except ValueError:
                return
            row[-1] = int(number) if number.is_integer() and abs(number) < 1e15 else number
            if "%" in (form := self._formats.get(self._cell.get("StyleID", ""), "")) or form == "Percent":
                decimals = len(form.partition(".")[2].rstrip("%")) if form != "Percent" else 2
                grid.looks[place] = Look(True, decimals)
        elif self._kind == "DateTime":
            import datetime

            try:
                row[-1] = datetime.datetime.fromisoformat(text[:19])
            except ValueError:
                return


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 8 else 0
