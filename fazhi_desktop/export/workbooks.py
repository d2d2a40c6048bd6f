"""What every workbook we write has in common: safe cells, ruled tables, bytes without author and times."""

import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

Written = str | int | float | None

_EPOCH = datetime(2000, 1, 1)
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def put(cell: Any, value: Written) -> None:
    """A number as a number, everything else as text that no program takes for a formula."""
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
        if value[:1] in "=+-@＝＋－＠":
            cell.quotePrefix = True
            cell.number_format = "@"
    else:
        cell.value = value


class Ruler:
    """Draws thin rules around the cells of one workbook and sets their small type.

    Each look is put together once and then shared by number: openpyxl compares whole styles whenever one is
    given to a cell, which took longer than all else.
    """

    def __init__(self) -> None:
        self._looks: dict[tuple[str, bool, str | None, bool], Any] = {}

    def draw(
        self, cell: Any, side: str | None, *, font: str = "宋体", bold: bool = False, grey: bool = False
    ) -> None:
        """Rule a cell whose text stands at `side`; `grey` is a header's ground."""
        look = (font, bold, side, grey)
        kept = self._looks.get(look)
        if kept is None:
            self._put_together(cell, look)
            self._looks[look] = cell._style
        else:
            own = cell._style = cell._style or type(kept)()  # which may say more, that it is text for one
            own.fontId, own.borderId = kept.fontId, kept.borderId
            own.alignmentId, own.fillId = kept.alignmentId, kept.fillId

    @staticmethod
    def _put_together(cell: Any, look: tuple[str, bool, str | None, bool]) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        (font, bold, side, grey), line = look, Side(style="thin")
        cell.border = Border(left=line, right=line, top=line, bottom=line)
        cell.font = Font(name=font, size=10, bold=bold)
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        if grey:
            cell.fill = PatternFill("solid", fgColor="E6E6E6")


def rule(sheet: Any, rows: Sequence[int], columns: int) -> None:
    """Thin rules and small type for a table; its first row is the grey header."""
    ruler = Ruler()
    for place, row in enumerate(rows):
        for column in range(1, columns + 1):
            cell, head = sheet.cell(row, column), place == 0
            side = "center" if head else cell.alignment.horizontal
            ruler.draw(cell, side, bold=head, grey=head)


def landscape(sheet: Any, *, title_row: int, widths: Sequence[int]) -> None:
    """A4 landscape, one page wide, the header row on every page."""
    from openpyxl.utils import get_column_letter

    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{title_row}:{title_row}"
    sheet.print_area = f"A1:{get_column_letter(len(widths))}{sheet.max_row}"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.page_margins.left = sheet.page_margins.right = 0.5


def clean(book: Any) -> bytes:
    """The workbook without author and times, so that the same values give the same bytes."""
    properties = book.properties
    properties.creator, properties.lastModifiedBy = None, None
    properties.created = properties.modified = _EPOCH
    raw = BytesIO()
    book.save(raw)
    clean = BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(clean, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(info, _without_times(name, old.read(name)))
    return clean.getvalue()


def _without_times(name: str, data: bytes) -> bytes:
    if name == "docProps/core.xml":
        return re.sub(
            rb"<dcterms:(created|modified)[^>]*>.*?</dcterms:\1>|<dc:creator[^>]*>.*?</dc:creator>", b"", data
        )
    return re.sub(rb"<Application>.*?</Application>", b"", data) if name == "docProps/app.xml" else data
