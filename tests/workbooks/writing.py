"""Sheets as files: .xlsx, .xls, .ods, .csv and HTML named .xls."""

from __future__ import annotations

import datetime
import html
import io
import re
import zipfile
from typing import Any

from .grid import Cell, Sheet, address, places


def xlsx(*pages: Sheet) -> bytes:
    """An .xlsx as WPS or Excel saves it: formulas carry their cached results, unless told otherwise."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet: Any = book.create_sheet(page.name)
        sheet.sheet_state = "hidden" if page.hidden else "visible"
        for y, x, cell in places(page):
            _put_xlsx(sheet, y, x, cell)
        for row in page.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for column in page.hidden_columns:
            sheet.column_dimensions[column].hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return _with_cached_results(buffer.getvalue(), pages)


def _put_xlsx(sheet: Any, y: int, x: int, cell: Cell) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    target = sheet.cell(y, x)
    target.value = f"={cell.formula}" if cell.formula else cell.shown
    if cell.error and not cell.formula:
        target.data_type = "e"
    elif isinstance(cell.shown, str) and not cell.formula:
        target.data_type = "s"
    if cell.format:
        target.number_format = cell.format
    if cell.strike:
        target.font = Font(strike=True, color="FFFF0000")
    if cell.note:
        target.comment = Comment(cell.note, "审核人")
    if cell.cols > 1 or cell.rows > 1:
        sheet.merge_cells(
            start_row=y, start_column=x, end_row=y + cell.rows - 1, end_column=x + cell.cols - 1
        )


def _with_cached_results(data: bytes, pages: tuple[Sheet, ...]) -> bytes:
    parts: dict[str, str] = {}
    for number, page in enumerate(pages, 1):
        formulas = {address(y, x): cell for y, x, cell in places(page) if cell.formula}
        if formulas:
            part = f"xl/worksheets/sheet{number}.xml"
            text = zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
            for place, cell in formulas.items():
                result = f"<v>{cell.shown}</v>" if cell.cached else ""
                pattern = rf'(<c r="{place}"[^>]*>)(<f>.*?</f>)(<v\s*/>|<v></v>)'
                kind = ' t="e">' if cell.error else ">"
                text, count = re.subn(
                    pattern,
                    lambda m, r=result, k=kind: f"{m[1][:-1]}{k}{m[2]}{r}",
                    text,
                )
                assert count == 1, place
            parts[part] = text
    return with_parts(data, parts) if parts else data


def with_parts(data: bytes, parts: dict[str, str]) -> bytes:
    """The zip with some parts replaced or added."""
    buffer = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return buffer.getvalue()


def xls_book(*pages: Sheet) -> Any:
    """An xlwt workbook; formulas are written as their results, for xlwt stores none."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for page in pages:
        sheet = book.add_sheet(page.name)
        sheet.visibility = 1 if page.hidden else 0
        for y, x, cell in places(page):
            style = xlwt.easyxf(num_format_str=cell.format or "General")
            area = (y - 1, y + cell.rows - 2, x - 1, x + cell.cols - 2)
            if cell.cols > 1 or cell.rows > 1:
                sheet.write_merge(*area, cell.shown, style)
            else:
                sheet.write(y - 1, x - 1, cell.shown, style)
        for row in page.hidden_rows:
            sheet.row(row - 1).hidden = True
    return book


def xls(*pages: Sheet) -> bytes:
    """A BIFF8 workbook in an OLE container, as old Excel and WPS .et have it."""
    buffer = io.BytesIO()
    xls_book(*pages).save(buffer)
    return buffer.getvalue()


def ods(*pages: Sheet) -> bytes:
    """An OpenDocument spreadsheet with merged areas and percent cells."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell, Table, TableRow

    book: Any = OpenDocumentSpreadsheet()
    for page in pages:
        table = Table(name=page.name)
        covered = _covered(page)
        width = max(len(row) for row in page.rows)
        for y, row in enumerate(page.rows, 1):
            line = TableRow()
            for x in range(1, width + 1):
                cell = row[x - 1] if x <= len(row) else None
                line.addElement(CoveredTableCell() if (y, x) in covered else _ods_cell(cell))
            table.addElement(line)
        book.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _ods_cell(cell: Cell | None) -> Any:
    from odf.table import TableCell
    from odf.text import P

    if cell is None:
        return TableCell()
    given: dict[str, Any] = {}
    if cell.cols > 1 or cell.rows > 1:
        given = {"numbercolumnsspanned": cell.cols, "numberrowsspanned": cell.rows}
    text = str(cell.shown)
    if isinstance(cell.shown, datetime.date):
        given |= {"valuetype": "date", "datevalue": text}
    elif isinstance(cell.shown, int | float):
        percent = bool(cell.format and "%" in cell.format)
        given |= {"valuetype": "percentage" if percent else "float", "value": text}
        text = f"{cell.shown * 100:g}%" if percent else text
    else:
        given |= {"valuetype": "string"}
    if cell.formula:
        given["formula"] = "of:=" + re.sub(r"([A-Z]+\d+(:[A-Z]+\d+)?)", r"[.\1]", cell.formula)
    made = TableCell(**given)
    made.addElement(P(text=text))
    return made


def _covered(page: Sheet) -> set[tuple[int, int]]:
    return {
        (y + down, x + right)
        for y, x, cell in places(page)
        for down in range(cell.rows)
        for right in range(cell.cols)
        if (down, right) != (0, 0)
    }


def text_of(cell: Cell | None) -> str:
    """What the screen shows, as an export writes it."""
    if cell is None or cell.shown is None:
        return ""
    if isinstance(cell.shown, int | float) and cell.format and "%" in cell.format:
        return f"{cell.shown * 100:g}%"
    return str(cell.shown)


def csv(page: Sheet, *, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """Delimited text; fields with the delimiter, quotes or line breaks are quoted."""
    import csv as module

    buffer = io.StringIO()
    writer = module.writer(buffer, delimiter=delimiter)
    for row in page.rows:
        writer.writerow([text_of(cell) for cell in row])
    return buffer.getvalue().encode(encoding)


def html_table(page: Sheet, *, encoding: str = "gb18030", charset: str | None = None) -> bytes:
    """A table as web systems "export to Excel": HTML with colspan and rowspan."""
    covered = _covered(page)
    lines: list[str] = []
    width = max(len(row) for row in page.rows)
    for y, row in enumerate(page.rows, 1):
        fields: list[str] = []
        for x in range(1, width + 1):
            cell = row[x - 1] if x <= len(row) else None
            if (y, x) in covered:
                continue
            spans = f' colspan="{cell.cols}" rowspan="{cell.rows}"' if cell else ""
            shown = html.escape(text_of(cell)).replace("\n", "<br>")
            fields.append(f"<td{spans}>{shown or '&nbsp;'}</td>")
        lines.append("<tr>" + "".join(fields) + "</tr>")
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset or encoding}">'
    namespace = 'xmlns:x="urn:schemas-microsoft-com:office:excel"'
    page_text = (
        f"<html {namespace}><head>{head}</head><body><table border=1>{''.join(lines)}</table></body></html>"
    )
    return page_text.encode(encoding)
