"""Bytes of a finished report -> Source. Runs in the child process; every refusal is one Chinese sentence."""

import io
import re
import zipfile
from typing import Any

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.reading.lines import Source, SourceLine

READER = "fazhi_desktop.reading.sources:read_source"
TEXT_LIMIT = 4 * 2**20
LETTER_LIMIT = 300_000
FILE_LIMIT = 64 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|p)[\s>]", re.IGNORECASE)


def read_source(data: bytes, options: dict[str, Any]) -> Source:
    """The lines of a file; `options["name"]` is its name, used in sentences only.

    Raises BadInput where it holds no text that can be read.
    """
    name = str(options.get("name") or "所选文件")
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise BadInput(f"《{name}》是空文件，没有可读的文字，请检查是否发错了文件。")
    if len(data) > FILE_LIMIT:
        raise BadInput(
            f"《{name}》超过 {FILE_LIMIT // 2**20} MB，不像一份报告，请确认文件后只保留报告正文再试。"
        )
    source = _by_content(data, name)
    letters = sum(len(line.text) for line in source.lines)
    if letters > LETTER_LIMIT:
        raise BadInput(
            f"《{name}》有 {letters // 10000} 万字，远超一份报告的长度，没有读入。请只保留报告正文再试。"
        )
    if not any(re.search(r"[\u4e00-\u9fff]", line.text) for line in source.lines):
        raise BadInput(f"《{name}》里没有找到中文文字，不像一份报告，请检查是否选错了文件。")
    return source


def _by_content(data: bytes, name: str) -> Source:
    head = data[:2048].lstrip()
    if data.startswith(b"PK\x03\x04"):
        return _package(data, name)
    if data.startswith(b"PK"):
        raise BadInput(f"《{name}》是空的或损坏的压缩文件，请用 WPS 打开后另存为 .docx 再读。")
    if data.startswith(_OLE):
        raise BadInput(_ole_sentence(data, name))
    if head.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        from fazhi_desktop.reading.pdf import read_pdf

        return read_pdf(data, name)
    if head.startswith(b"{\\rtf"):
        raise BadInput(f"《{name}》是 RTF 文档，请用 WPS 打开后另存为 .docx 再读。")
    if head.startswith(_PICTURES):
        raise BadInput(f"《{name}》是图片，程序不识别图片里的文字，请提供 .docx 或有文字的 PDF。")
    if _MARKUP.search(data[:4096]) and head.startswith(b"<"):
        return _web(data, name)
    return _text(data, name)


def _package(data: bytes, name: str) -> Source:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = {entry.filename: entry for entry in package.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise BadInput(f"《{name}》已损坏，打不开，请用 WPS 打开后另存为 .docx 再读。") from error
    if "word/document.xml" in entries:
        from fazhi_desktop.reading.word import read_word

        return read_word(data, name)
    if any(entry.startswith("xl/") for entry in entries):
        raise BadInput(
            f"《{name}》其实是电子表格，不是报告。表格请用“数据 › 导入科室表格”导入；报告请另存为 .docx。"
        )
    if any(entry.startswith("ppt/") for entry in entries):
        raise BadInput(f"《{name}》是演示文稿，请把报告文字另存为 .docx 再读。")
    if "OFD.xml" in entries:
        raise BadInput(f"《{name}》是 OFD 版式文件，请提供它的 .docx 原稿，或另存为有文字的 PDF。")
    if "content.xml" in entries:
        raise BadInput(f"《{name}》是 OpenDocument 文档，请用 WPS 打开后另存为 .docx 再读。")
    raise BadInput(f"《{name}》是压缩包，不是报告，请先解压，再选择里面的 .docx 或 .txt。")


def _ole_sentence(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return f"《{name}》设了打开密码，程序读不出内容，请用 WPS 打开，去掉密码后另存为 .docx。"
    if "Workbook".encode("utf-16-le") in data or "Book\0".encode("utf-16-le") in data:
        return f"《{name}》其实是旧版电子表格，不是报告。表格请用“数据 › 导入科室表格”导入。"
    return f"《{name}》是旧版 .doc 或 .wps 文档，请用 WPS 打开，另存为 .docx 后再读。"


def _web(data: bytes, name: str) -> Source:
    from fazhi_desktop.reading.web import read_web

    _check_text_size(data, name)
    declared = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", data[:4096])
    return read_web(_decoded(data, name, declared[1].decode("ascii") if declared else ""))


def _text(data: bytes, name: str) -> Source:
    _check_text_size(data, name)
    return text_source(_decoded(data, name, ""))


def _check_text_size(data: bytes, name: str) -> None:
    if len(data) > TEXT_LIMIT:
        size = len(data) // 2**20
        raise BadInput(
            f"《{name}》有 {size} MB 文字，远超一份报告的长度，没有读入。请确认文件后只保留报告正文再试。"
        )


def text_source(text: str) -> Source:
    """Lines of a text, pasted ones included; a form feed starts a page."""
    pages = text.split("\f")
    return Source(
        tuple(
            SourceLine(piece, page=number if len(pages) > 1 else 0)
            for number, page in enumerate(pages, 1)
            for piece in re.split(r"\r\n|[\r\n\u2028\u2029\x0b\x85]", page)
        )
    )


def _decoded(data: bytes, name: str, declared: str) -> str:
    """Text of unknown encoding: a mark or a declaration is believed where it works, then the likely ones."""
    guesses = [declared, *_encodings(data)]
    for encoding in dict.fromkeys(guess for guess in guesses if guess):
        try:
            text = data.decode("gb18030" if encoding.lower() in {"gb2312", "gbk"} else encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _looks_like_text(text):
            return text.lstrip("\ufeff")
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") * 50 < len(text) and _looks_like_text(text):
        return text.lstrip("\ufeff").replace("\ufffd", "")
    raise BadInput(
        f"《{name}》不是文本文件，或编码无法识别，请用 WPS 或记事本另存为 UTF-8 文本或 .docx 再读。"
    )


def _encodings(data: bytes) -> list[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    if data.startswith(b"\xef\xbb\xbf"):
        return ["utf-8-sig"]
    if b"\0" in data[:4096]:
        even, odd = data[0:4096:2].count(0), data[1:4096:2].count(0)
        return ["utf-16-le", "utf-16-be"] if odd >= even else ["utf-16-be", "utf-16-le"]
    return ["utf-8", "gb18030", "utf-16-le", "utf-16-be"]


def _looks_like_text(text: str) -> bool:
    """Hardly any control or unassigned characters, and most letters are of a Chinese report."""
    sample = text[:20000]
    bad = sum(
        1
        for char in sample
        if (char < " " and char not in "\t\r\n\f\x0b")
        or char in "\x7f\ufffe\uffff"
        or "\ue000" <= char <= "\uf8ff"
    )
    usual = sum(
        1
        for char in sample
        if "\u4e00" <= char <= "\u9fff"
        or char < "\x7f"
        or "\u3000" <= char <= "\u303f"
        or "\uff00" <= char <= "\uffef"
    )
    return bad * 100 <= len(sample) and usual * 10 >= len(sample) * 7
