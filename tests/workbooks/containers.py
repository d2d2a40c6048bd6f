"""Files openpyxl and xlwt cannot make: containers, foreign zips, ghosts, damage."""

from __future__ import annotations

import io
import re
import struct
import zipfile

from .grid import Sheet
from .writing import with_parts, xls_book, xlsx

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def container(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file (MS-CFB, version 3) with streams of at least 4096 bytes each."""
    body, fat, entries = b"", [_FAT, _END], [_entry("Root Entry", 5, _END, 0, child=1)]
    sector = 2
    for number, (name, data) in enumerate(streams.items(), 1):
        data = data.ljust(4096, b"\0")
        count = -(-len(data) // _SECTOR)
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, sector, len(data), right=right))
        fat += [*range(sector + 1, sector + count), _END]
        body += data.ljust(count * _SECTOR, b"\0")
        sector += count
    assert len(fat) <= 128
    assert len(entries) <= 4
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    head = head.ljust(_SECTOR, b"\xff")
    table = b"".join(struct.pack("<I", number) for number in fat).ljust(_SECTOR, b"\xff")
    return head + table + b"".join(entries).ljust(_SECTOR, b"\0") + body


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def encrypted_xlsx() -> bytes:
    """What a password makes of an .xlsx: an OLE container of two streams."""
    noise = bytes((7 * number) % 251 for number in range(9000))
    return container(
        {"EncryptionInfo": b'\4\0\4\0\x40\0\0\0<?xml version="1.0"?><encryption/>', "EncryptedPackage": noise}
    )


def encrypted_xls(*pages: Sheet) -> bytes:
    """An .xls with a FILEPASS record after its BOF (MS-XLS 2.4.117), as a password to open leaves it."""
    data: bytes = xls_book(*pages).get_biff_data()
    first = 4 + struct.unpack("<H", data[2:4])[0]
    filepass = struct.pack("<HHHHH", 0x2F, 54, 1, 1, 1) + bytes(range(48))
    return container({"Workbook": data[:first] + filepass + data[first:]})


def ghost_rows(*pages: Sheet) -> bytes:
    """Rows up to 1,048,576 that hold nothing but a format, and a dimension that says so."""
    data = xlsx(*pages)
    part = "xl/worksheets/sheet1.xml"
    text = zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
    ghosts = "".join(
        f'<row r="{row}" s="1" customFormat="1"><c r="B{row}" s="1"/></row>' for row in (9000, 1048576)
    )
    text = text.replace("</sheetData>", ghosts + "</sheetData>")
    text = re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1:XFD1048576"', text)
    return with_parts(data, {part: text})


def wrong_dimension(*pages: Sheet) -> bytes:
    """A dimension of one cell, as some exporters write it."""
    data = xlsx(*pages)
    part = "xl/worksheets/sheet1.xml"
    text = zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
    return with_parts(data, {part: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', text)})


def prefixed(*pages: Sheet) -> bytes:
    """Sheet and string parts whose elements carry the prefix x:, as .NET programs write them."""
    data = xlsx(*pages)
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = [
        name
        for name in archive.namelist()
        if re.search(r"worksheets/sheet|sharedStrings|xl/workbook\.xml", name)
    ]
    parts: dict[str, str] = {}
    for name in names:
        text = re.sub(r"<(/?)([A-Za-z]\w*)(?=[\s/>])", r"<\1x:\2", archive.read(name).decode())
        parts[name] = text.replace(' xmlns="', ' xmlns:x="')
    return with_parts(data, parts)


def backslashed(*pages: Sheet) -> bytes:
    """Zip entry names with backslashes, as some Windows programs write them."""
    old = zipfile.ZipFile(io.BytesIO(xlsx(*pages)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name)
            info.filename = name.replace("/", "\\")
            new.writestr(info, old.read(name))
    return buffer.getvalue()


def protected(*pages: Sheet) -> bytes:
    """Sheets protected against editing; nothing is encrypted."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(xlsx(*pages)))
    for page in book.worksheets:
        page.protection.sheet = True
        page.protection.password = "1234"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def truncated(*pages: Sheet) -> bytes:
    """An upload that broke off half way."""
    data = xlsx(*pages)
    return data[: len(data) // 2]


def document() -> bytes:
    """A Word document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


def picture() -> bytes:
    """The beginning of a JPEG scan."""
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 8


def pdf() -> bytes:
    """The beginning of a PDF."""
    return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
