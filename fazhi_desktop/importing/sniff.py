"""What a file is, by its bytes: the extension is never believed."""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Literal

from fazhi_desktop.importing.refusals import CannotRead

Format = Literal["xlsx", "xlsb", "ods", "xls", "html", "xml", "csv"]

LARGEST_FILE = 50 * 2**20
LARGEST_INFLATED = 400 * 2**20
LARGEST_PART = 250 * 2**20
MOST_ENTRIES = 5000
MOST_SHEETS = 300

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_BARE = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_PICTURES = {
    b"\xff\xd8\xff": "图片",
    b"\x89PNG": "图片",
    b"GIF8": "图片",
    b"BM": "图片",
    b"II*\x00": "图片",
    b"MM\x00*": "图片",
    b"RIFF": "图片",
}
_ARCHIVES = {b"Rar!": "RAR 压缩包", b"7z\xbc\xaf": "7z 压缩包", b"\x1f\x8b": "GZ 压缩包"}


@dataclass(frozen=True)
class Sniffed:
    """The format of a file; `text` of csv, html and xml files, `archive` of zips."""

    format: Format
    text: str = ""
    archive: zipfile.ZipFile | None = None


def sniff(data: bytes) -> Sniffed:
    """The format of a workbook; raises CannotRead where it is none, encrypted, or a bomb."""
    if not data:
        raise CannotRead("broken", "文件是空的（0 字节），请科室重新发送。")
    if len(data) > LARGEST_FILE:
        raise CannotRead("too_large", "文件超过 50 MB，请删去图片和多余的工作表后重新发送。")
    if data.startswith(b"PK"):
        return _zip_format(data)
    if data.startswith(_OLE):
        return Sniffed(_ole_format(data))
    if data[:2] in _BIFF_BARE and data[2:3] in b"\x04\x06\x08\x10":
        return Sniffed("xls")
    _refuse_known(data)
    return _text_format(data)


def _refuse_known(data: bytes) -> None:
    if data[:1024].lstrip().startswith(b"%PDF"):
        raise CannotRead(
            "not_a_workbook", "这是 PDF 文件，不是电子表格。请向科室索要 Excel/WPS 表格，或手工填写。"
        )
    for magic, name in (*_PICTURES.items(), *_ARCHIVES.items()):
        if data.startswith(magic):
            advice = "请解压后导入其中的表格" if "压缩" in name else "请向科室索要 Excel/WPS 表格，或手工填写"
            raise CannotRead("not_a_workbook", f"这是{name}，不是电子表格。{advice}。")
    if data.startswith(b"{\\rtf"):
        raise CannotRead("not_a_workbook", "这是 RTF 文档，不是电子表格。请另存为 .xlsx 后导入。")


def _zip_format(data: bytes) -> Sniffed:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
        names = {entry.filename.replace("\\", "/").lower() for entry in entries}
        _check_size(entries)
        return Sniffed(_format_of_entries(archive, names), archive=archive)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise CannotRead("broken", "文件已损坏（压缩结构不完整），请科室重新发送。") from error


def _check_size(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise CannotRead(
            "too_large",
            f"文件内部有 {len(entries)} 个部件，超过 {MOST_ENTRIES} 个，没有读取。请另存为 .xlsx 后重试。",
        )
    inflated = sum(entry.file_size for entry in entries)
    largest = max((entry.file_size for entry in entries), default=0)
    if inflated > LARGEST_INFLATED or largest > LARGEST_PART:
        raise CannotRead(
            "too_large",
            f"文件展开后约 {inflated // 2**20} MB，过大，已拒绝读取。请删去多余的工作表或行列后重新发送。",
        )


def _format_of_entries(archive: zipfile.ZipFile, names: set[str]) -> Format:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names or any(re.fullmatch(r"xl/worksheets/[^/]+\.xml", name) for name in names):
        return "xlsx"
    if "word/document.xml" in names:
        raise CannotRead(
            "not_a_workbook",
            "这是 Word 文档，不是电子表格。请把表格另存为 Excel 后导入，文字用“数据 › 读入往年报告”读入。",
        )
    if "ppt/presentation.xml" in names:
        raise CannotRead("not_a_workbook", "这是演示文稿，不是电子表格。请把其中的表格另存为 .xlsx 后导入。")
    kind = _mimetype(archive, names)
    if "content.xml" in names and ("spreadsheet" in kind or not kind):
        if "manifest.rdf" not in names and _ods_encrypted(archive, names):
            raise CannotRead("encrypted", "文件有密码，请去掉密码后再导入。")
        if _ods_encrypted(archive, names):
            raise CannotRead("encrypted", "文件有密码，请去掉密码后再导入。")
        return "ods"
    if "content.xml" in names:
        raise CannotRead("not_a_workbook", "这是文字文档，不是电子表格。请把其中的表格另存为 .xlsx 后导入。")
    raise CannotRead("not_a_workbook", "这是压缩包，不是电子表格。请解压后导入其中的表格。")


def _mimetype(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" not in names:
        return ""
    with archive.open("mimetype") as part:
        return part.read(200).decode("ascii", "replace")


def _ods_encrypted(archive: zipfile.ZipFile, names: set[str]) -> bool:
    if "meta-inf/manifest.xml" not in names:
        return False
    name = next(
        entry.filename
        for entry in archive.infolist()
        if entry.filename.replace("\\", "/").lower() == "meta-inf/manifest.xml"
    )
    with archive.open(name) as part:
        return b"encryption-data" in part.read(2**20)


def _ole_format(data: bytes) -> Format:
    names = _ole_names(data)
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise CannotRead("encrypted", "文件有密码，请去掉密码后再导入。")
    if "Workbook" in names or "Book" in names or "WORKBOOK" in names or "BOOK" in names:
        return "xls"
    if "WordDocument" in names:
        raise CannotRead(
            "not_a_workbook", "这是 Word 文档，不是电子表格。请把其中的表格另存为 Excel 后导入。"
        )
    if "PowerPoint Document" in names:
        raise CannotRead("not_a_workbook", "这是演示文稿，不是电子表格。请把其中的表格另存为 .xlsx 后导入。")
    if not names:
        raise CannotRead("broken", "文件已损坏，无法读取目录结构，请科室重新发送。")
    raise CannotRead("not_a_workbook", "文件里没有工作表，可能是别的程序的文件。请另存为 .xlsx 后重试。")


def _ole_names(data: bytes) -> set[str]:
    """Names of the directory entries of a compound file (MS-CFB, 2.6), following the sector chain."""
    shift = int.from_bytes(data[30:32], "little")
    if shift not in (9, 12):
        return set()
    size = 1 << shift
    fat: list[int] = []
    for place in range(109):
        sector = int.from_bytes(data[76 + 4 * place : 80 + 4 * place], "little")
        if sector >= 0xFFFFFFFA:
            break
        block = data[(sector + 1) * size : (sector + 2) * size]
        fat += [int.from_bytes(block[i : i + 4], "little") for i in range(0, len(block) - 3, 4)]
    names: set[str] = set()
    sector, seen = int.from_bytes(data[48:52], "little"), set[int]()
    while sector < 0xFFFFFFFA and sector not in seen and len(seen) < 4096:
        seen.add(sector)
        block = data[(sector + 1) * size : (sector + 2) * size]
        for start in range(0, len(block) - 127, 128):
            length = int.from_bytes(block[start + 64 : start + 66], "little")
            if 2 <= length <= 64:
                names.add(block[start : start + length - 2].decode("utf-16-le", "replace"))
        sector = fat[sector] if sector < len(fat) else 0xFFFFFFFF
    return names


def _text_format(data: bytes) -> Sniffed:
    text = decode(data)
    if text is None:
        raise CannotRead(
            "not_a_workbook", "无法识别的文件，不是 Excel、WPS、ODS 或 CSV 表格。请另存为 .xlsx 后重试。"
        )
    head = text[:4000].lstrip("\ufeff \t\r\n").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<workbook" in text[:8000].lower():
        return Sniffed("xml", text)
    if re.match(r"<(!doctype html|html|head|body|table|meta|style|div|!--)", head) or (
        head.startswith("<") and "<table" in text.lower()
    ):
        if "<table" not in text.lower():
            raise CannotRead("not_a_workbook", "这是网页文件，里面没有表格。请重新导出为 .xlsx。")
        return Sniffed("html", text)
    if head.startswith(("mime-version:", "from:", "<?xml", "{")):
        raise CannotRead(
            "not_a_workbook",
            "这不是电子表格（网页存档或系统数据文件）。请用 WPS 或 Excel 打开，另存为 .xlsx 后重试。",
        )
    if not _looks_tabular(text):
        raise CannotRead(
            "not_a_workbook", "这是普通文字，不是表格。请把数字填进表格，文字用“数据 › 读入往年报告”读入。"
        )
    return Sniffed("csv", text)


def _looks_tabular(text: str) -> bool:
    lines = [line for line in text[:20000].splitlines() if line.strip()]
    if not lines:
        raise CannotRead("broken", "文件里没有内容，请科室重新发送。")
    return sum(1 for line in lines if re.search(r"[\t,;，|]", line)) * 2 >= len(lines) and (
        len(lines) >= 2 or bool(re.search(r"\d", lines[0]))
    )


def decode(data: bytes) -> str | None:
    """Text of a file in UTF-8, UTF-16 with a byte order mark, or GB18030; None where it is none of them."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return None
    if data.count(b"\x00", 0, 4096):
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return _printable(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return None


def _printable(text: str) -> str | None:
    head = text[:4000]
    strange = sum(1 for char in head if char < " " and char not in "\t\r\n\f")
    private = sum(1 for char in head if "\ue000" <= char <= "\uf8ff")
    return text if strange * 50 <= len(head) and private * 10 <= len(head) else None
