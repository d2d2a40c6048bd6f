"""Grids of .xlsx/.xlsm and .xlsb: values by calamine, what it cannot say from the parts themselves.

calamine gives '' for error cells and for formulas without a stored value, and says nothing of number formats,
hidden rows and struck-out text; these are searched in the XML, where a byte search finds any.
"""

import html
import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from fazhi_desktop.importing.grids import MOST_CELLS, Grid, Look, Sheets, place_of
from fazhi_desktop.importing.number_formats import look_of, look_of_builtin
from fazhi_desktop.importing.refusals import CannotRead, refuse_sheets
from fazhi_desktop.importing.sniff import LARGEST_INFLATED, LARGEST_PART, MOST_SHEETS

_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ERROR = re.compile(rb"<(?:\w+:)?c\b([^>]*\bt=[\"']e[\"'][^>]*)>(.*?)</(?:\w+:)?c>", re.S)
_UNCACHED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v\s*>\s*</(?:\w+:)?v>)"
)
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]+\d+)[\"']")
_FAR_ROW = 20_000
_FAR_COLUMN = 200
_FEW_ROWS = 200


def read_xlsx(data: bytes, opened: zipfile.ZipFile | None = None) -> Sheets:
    """Every worksheet of an .xlsx or .xlsm file; `opened` is the same file as a zip."""
    with opened or zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any("\\" in entry.orig_filename for entry in archive.infolist()):
            return read_xlsx(_with_forward_slashes(archive))
        parts = _Parts(archive)
        xmls = {name: parts.read(path) for name, path in parts.sheet_paths()}
        styles = _styles(parts.read("xl/styles.xml"))
        external = any(name.startswith("xl/externallinks/") for name in parts.names)
    shrunk = {
        path: smaller for name, path in parts.paths.items() if (smaller := _without_far_cells(xmls[name]))
    }
    if shrunk:
        data = _with_parts(data, shrunk)
        xmls = {name: shrunk.get(parts.paths[name], xml) for name, xml in xmls.items()}
    sheets = Sheets("xlsx", [])
    for grid in _calamine_grids(data):
        xml = xmls.get(grid.name, b"")
        _add_parts(grid, xml, styles)
        sheets.grids.append(grid)
    if external:
        sheets.remarks.append(
            ("external_link", "表格引用了别的工作簿，引用到的数字以文件保存时的为准，请核对。")
        )
    return sheets


def read_xlsb(data: bytes) -> Sheets:
    """Values of an .xlsb file; hidden rows, formats and error cells cannot be seen."""
    grids = list(_calamine_grids(data))
    remark = (
        "values_only",
        ".xlsb 文件只能读取数值：隐藏行列、百分比格式和错误公式无法识别，请核对或另存为 .xlsx 后导入。",
    )
    return Sheets("xlsb", grids, [remark])


def _calamine_grids(data: bytes) -> Iterator[Grid]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError as error:
        raise CannotRead("encrypted", "文件有密码，请去掉密码后再导入。") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise CannotRead(
            "broken", "文件内容已损坏，无法读取。请用 WPS 或 Excel 打开、另存为 .xlsx 后重试。"
        ) from error
    metadata = book.sheets_metadata
    refuse_sheets(len(metadata), MOST_SHEETS)
    for index, meta in enumerate(metadata):
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet = book.get_sheet_by_index(index)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise CannotRead("too_large", f"工作表“{meta.name}”行列过多，请删去多余的行列后重新发送。")
            rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
            merges = sheet.merged_cell_ranges
        except calamine.CalamineError as error:
            raise CannotRead(
                "broken", f"工作表“{meta.name}”已损坏，无法读取。请另存为 .xlsx 后重试。"
            ) from error
        yield Grid(
            meta.name,
            rows,
            [(a, b, c, d) for (a, b), (c, d) in merges or ()],
            merged_known=merges is not None,
            hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
        )


class _Parts:
    """The zip entries of a workbook by lower-case name, and which part is which sheet."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = {entry.filename.lower(): entry for entry in archive.infolist()}
        self.paths: dict[str, str] = {}
        self._spent = 0

    def read(self, name: str) -> bytes:
        """Content of a part, b'' where there is none; raises CannotRead past the limits."""
        entry = self.names.get(name.lower())
        if entry is None:
            return b""
        with self._archive.open(entry) as part:
            content = part.read(LARGEST_PART + 1)
        self._spent += len(content)
        if len(content) > LARGEST_PART or self._spent > LARGEST_INFLATED:
            raise CannotRead("too_large", "文件展开后过大，已拒绝读取。请删去多余的工作表或行列后重新发送。")
        return content

    def sheet_paths(self) -> list[tuple[str, str]]:
        """(sheet name, part) pairs."""
        book, rels = self.read("xl/workbook.xml"), self.read("xl/_rels/workbook.xml.rels")
        self.paths.update({name: path for name, path in _targets(book, rels) if path.lower() in self.names})
        return list(self.paths.items())


@lru_cache(maxsize=8)
def _targets(book: bytes, rels: bytes) -> tuple[tuple[str, str], ...]:
    """Sheet names of a workbook and the parts they are said to be; files of one template share them."""
    tags = re.findall(rb"<(?:\w+:)?sheet\s([^>]*)>", book)
    refuse_sheets(len(tags), MOST_SHEETS)
    targets: dict[str, str] = {}
    for tag in re.findall(rb"<(?:\w+:)?Relationship\s([^>]*)>", rels):
        given = _attributes(tag)
        targets[given.get("Id", "")] = given.get("Target", "")
    found: list[tuple[str, str]] = []
    for tag in tags:
        given = _attributes(tag)
        target = targets.get(given.get("r:id", given.get("id", "")), "")
        path = target.lstrip("/") if target.startswith("/") else "xl/" + target
        found.append((given.get("name", ""), path))
    return tuple(found)


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode("ascii", "replace"): html.unescape((one or other).decode("utf-8", "replace"))
        for name, one, other in _ATTRIBUTE.findall(tag)
    }


class _Styles:
    """Cell styles by number: which formats matter, which are struck through."""

    def __init__(self, xml: bytes) -> None:
        formats: dict[int, str] = {}
        for tag in re.findall(rb"<(?:\w+:)?numFmt\s([^>]*)>", xml):
            given = _attributes(tag)
            if given.get("numFmtId", "").isdigit():
                formats[int(given["numFmtId"])] = given.get("formatCode", "")
        struck_fonts = self._struck_fonts(xml)
        self.looks: dict[bytes, Look] = {}
        self.struck: list[bytes] = []
        block = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", xml, re.S)
        for number, tag in enumerate(re.findall(rb"<(?:\w+:)?xf\s([^>]*)>", block[0] if block else b"")):
            given, style = _attributes(tag), str(number).encode()
            code = given.get("numFmtId", "0")
            format_id = int(code) if code.isdigit() else 0
            look = look_of(formats[format_id]) if format_id in formats else look_of_builtin(format_id)
            if look:
                self.looks[style] = look
            if given.get("fontId") in struck_fonts:
                self.struck.append(style)

    @staticmethod
    def _struck_fonts(xml: bytes) -> set[str]:
        block = re.search(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", xml, re.S)
        fonts = re.findall(
            rb"<(?:\w+:)?font\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?font>)", block[0] if block else b"", re.S
        )
        return {
            str(place)
            for place, font in enumerate(fonts)
            if re.search(rb"<(?:\w+:)?strike\s*(?:val=[\"'](?:1|true)[\"']\s*)?/?>", font)
        }


@lru_cache(maxsize=8)
def _styles(xml: bytes) -> _Styles:
    """Styles of a workbook; files of one template share them."""
    return _Styles(xml)


def _add_parts(grid: Grid, xml: bytes, styles: _Styles) -> None:
    if b"hidden=" in xml:
        _add_hidden(grid, xml)
    if b't="e"' in xml or b"t='e'" in xml:
        for tag, inner in _ERROR.findall(xml):
            if place := _reference(tag):
                found = re.search(rb"<(?:\w+:)?v[^>]*>([^<]*)<", inner)
                grid.errors[place] = found[1].decode("utf-8", "replace") if found else "#错误"
    if b"<f" in xml or b":f" in xml:
        for tag in _UNCACHED.findall(xml):
            if (place := _reference(tag)) and b't="str"' not in tag:
                grid.uncached.add(place)
    for place, style in _styled(xml, [*styles.looks, *styles.struck]):
        if style in styles.looks:
            grid.looks[place] = styles.looks[style]
        if style in styles.struck:
            grid.struck.add(place)


def _styled(xml: bytes, wanted: list[bytes]) -> Iterator[tuple[tuple[int, int], bytes]]:
    if not wanted:
        return
    pattern = rb"<(?:\w+:)?c\b([^>]*?\bs=[\"'](" + b"|".join(wanted) + rb")[\"'][^>]*)>"
    for tag, style in re.findall(pattern, xml):
        if not tag.endswith(b"/") and (place := _reference(tag)):
            yield place, style


def _reference(tag: bytes) -> tuple[int, int] | None:
    found = _REFERENCE.search(tag)
    return place_of(found[1].decode()) if found else None


def _add_hidden(grid: Grid, xml: bytes) -> None:
    grid.filtered = b"autoFilter" in xml
    count = 0
    for tag in _ROW.findall(xml):
        given = re.search(rb"\br=[\"'](\d+)[\"']", tag)
        count = int(given[1]) if given else count + 1
        if b"hidden=" in tag and re.search(rb"\bhidden=[\"'](?:1|true)[\"']", tag):
            grid.hidden_rows.add(count - 1)
    for tag in _COLUMN.findall(xml):
        given = _attributes(tag)
        if given.get("hidden") in {"1", "true"} and given.get("min", "").isdigit():
            last = min(int(given.get("max", given["min"])), 16384)
            grid.hidden_columns.update(range(int(given["min"]) - 1, last))


def _without_far_cells(xml: bytes) -> bytes | None:
    """The sheet without cells far off its body; None where it is fine as it is."""
    last = xml.rfind(b"<row ")
    found = re.search(rb"\br=\"(\d+)\"", xml[last : last + 200]) if last >= 0 else None
    rows = int(found[1]) if found else 0
    if rows < _FEW_ROWS or (rows < 100_000 and not re.search(rb"<c r=\"[A-Z]{3}\d", xml)):
        return None
    columns = sorted(
        {
            place_of(name.decode() + "1")[1]
            for name in set(re.findall(rb"<c r=\"([A-Z]+)\d+\"[^>]*(?<!/)>", xml))
        }
    )
    if rows * ((columns or [0])[-1] + 1) <= MOST_CELLS:
        return None
    widest = next(
        (one for one, other in itertools.pairwise(columns) if other - one > _FAR_COLUMN),
        columns[-1] if columns else 0,
    )
    xml = re.sub(rb"<c [^>]*/>", b"", xml)
    xml = re.sub(rb"<row [^>]*(?:/>|>\s*</row>)", b"", xml)
    xml = re.sub(
        rb"<c r=\"([A-Z]+)\d+\"[^>]*>.*?</c>",
        lambda cell: cell[0] if place_of(cell[1].decode() + "1")[1] <= widest else b"",
        xml,
        flags=re.S,
    )
    previous = 0
    for match in re.finditer(rb"<row [^>]*?\br=\"(\d+)\"", xml):
        if int(match[1]) - previous > _FAR_ROW:
            return xml[: match.start()] + xml[xml.rfind(b"</sheetData>") :]
        previous = int(match[1])
    return xml


def _with_forward_slashes(archive: zipfile.ZipFile) -> bytes:
    """The same archive with `/` in its entry names, as some programs write `\\`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as repaired:
        for entry in archive.infolist():
            repaired.writestr(entry.orig_filename.replace("\\", "/"), archive.read(entry))
    return out.getvalue()


def _with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    lower = {path.lower(): content for path, content in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as changed,
    ):
        for entry in archive.infolist():
            changed.writestr(entry.filename, lower.get(entry.filename.lower()) or archive.read(entry))
    return out.getvalue()
