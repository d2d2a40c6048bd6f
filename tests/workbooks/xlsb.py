"""Sheets as .xlsb, the binary workbook (MS-XLSB): numbers, inline strings and merged cells, no styles."""

from __future__ import annotations

import io
import struct
import zipfile

from .grid import Sheet, places

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsb(*pages: Sheet) -> bytes:
    """A binary workbook; formulas are written as their results, dates as text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(len(pages)))
        archive.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.bin")]))
        sheets = [("worksheet", f"worksheets/sheet{number}.bin") for number in range(1, len(pages) + 1)]
        archive.writestr("xl/_rels/workbook.bin.rels", _relations(sheets))
        archive.writestr("xl/workbook.bin", _workbook(pages))
        for number, page in enumerate(pages, 1):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", _worksheet(page))
    return buffer.getvalue()


def _content_types(count: int) -> str:
    kind = "application/vnd.ms-excel"
    parts = [("/xl/workbook.bin", f"{kind}.sheet.binary.macroEnabled.main")]
    parts += [(f"/xl/worksheets/sheet{number}.bin", f"{kind}.worksheet") for number in range(1, count + 1)]
    named = "".join(f'<Override PartName="{part}" ContentType="{given}"/>' for part, given in parts)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    default = f'<Default Extension="rels" ContentType="{relations}"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{_TYPES}">{default}{named}</Types>'


def _relations(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_RELATIONS}">{rows}</Relationships>'


def _record(number: int, data: bytes = b"") -> bytes:
    """Type and size are little-endian groups of seven bits (MS-XLSB 2.1.4)."""
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    size, left = bytearray(), len(data)
    while left >= 128:
        size.append(left & 0x7F | 0x80)
        left >>= 7
    return head + bytes([*size, left]) + data


def _text(text: str) -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data


def _workbook(pages: tuple[Sheet, ...]) -> bytes:
    sheets = b"".join(
        _record(
            156,
            struct.pack("<II", 2 if page.hidden else 0, number) + _text(f"rId{number}") + _text(page.name),
        )
        for number, page in enumerate(pages, 1)
    )
    return _record(131) + _record(143) + sheets + _record(144) + _record(132)


def _worksheet(page: Sheet) -> bytes:
    rows = b""
    merges: list[bytes] = []
    height = width = last = 0
    for y, x, cell in places(page):
        height, width = max(height, y), max(width, x)
        if y != last:
            rows += _record(0, struct.pack("<IIHBBBI", y - 1, 0, 300, 0, 0, 0, 0))
            last = y
        place = struct.pack("<II", x - 1, 0)
        if isinstance(cell.shown, int | float):
            rows += _record(5, place + struct.pack("<d", cell.shown))
        else:
            rows += _record(6, place + _text(str(cell.shown)))
        if cell.cols > 1 or cell.rows > 1:
            area = (y - 1, y + cell.rows - 2, x - 1, x + cell.cols - 2)
            merges.append(_record(176, struct.pack("<IIII", *area)))
    merged = b""
    if merges:
        merged = _record(177, struct.pack("<I", len(merges))) + b"".join(merges) + _record(178)
    size = _record(148, struct.pack("<IIII", 0, height - 1, 0, width - 1))
    return _record(129) + size + _record(145) + rows + _record(146) + merged + _record(130)
