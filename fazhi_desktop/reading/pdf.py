"""The text layer of a PDF as lines with their place on the page (pypdfium2)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.reading.lines import Source, SourceLine

PAGE_LIMIT = 400


def read_pdf(data: bytes, name: str) -> Source:
    """Lines of all pages; raises BadInput for a password, a scan, or a broken file."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise BadInput(f"《{name}》设了打开密码，请先去掉密码，或提供 .docx 原稿。") from error
        raise BadInput(f"《{name}》不是完好的 PDF，打不开，请重新导出或提供 .docx 原稿。") from error
    try:
        if len(document) > PAGE_LIMIT:
            raise BadInput(f"《{name}》有 {len(document)} 页，不像一份报告，请只保留报告正文再试。")
        pages = [_page(document, number) for number in range(len(document))]
    finally:
        document.close()
    lines = [line for page in _without_running_heads(pages) for line in page]
    if sum(len(line.text.strip()) for line in lines) < 10:
        raise BadInput(
            f"《{name}》是扫描件，里面只有图片没有文字，请提供 .docx 原稿，或先用带文字识别的软件转换。"
        )
    return Source(tuple(lines))


def _without_running_heads(pages: list[list[SourceLine]]) -> list[list[SourceLine]]:
    """Pages without the line that heads or ends most of them (草稿, the title, 内部资料), digits apart."""
    for end in (0, -1):
        counted = Counter(_bare(page[end].text) for page in pages if page)
        text, times = counted.most_common(1)[0] if counted else ("", 0)
        if text and times >= 3 and times * 2 > len(pages):
            pages = [
                [line for line in page if line is not page[end] or _bare(line.text) != text] for page in pages
            ]
    return pages


def _bare(text: str) -> str:
    return re.sub(r"[\d\s]", "", text)


def _page(document: Any, number: int) -> list[SourceLine]:
    page = document[number]
    try:
        width = page.get_width() or 1.0
        text_page = page.get_textpage()
        try:
            return _lines(text_page, width, number + 1)
        finally:
            text_page.close()
    finally:
        page.close()


@dataclass(frozen=True)
class _Letter:
    """One character with its box on the page, in points."""

    char: str
    left: float
    bottom: float
    right: float
    top: float


def _lines(text_page: Any, width: float, number: int) -> list[SourceLine]:
    """Characters put into lines by height and then by place: marks set in another font come out of order."""
    rows: list[list[_Letter]] = []
    for letter in _letters(text_page):
        row = next((row for row in reversed(rows[-3:]) if _same_row(row, letter)), None)
        if row is None:
            rows.append([letter])
        else:
            row.append(letter)
    lines: list[SourceLine] = []
    for row in rows:
        row.sort(key=lambda letter: letter.left)
        text = "".join(letter.char for letter in row).strip()
        if text:
            lines.append(
                SourceLine(
                    text,
                    left=int(1000 * row[0].left / width),
                    right=int(1000 * row[-1].right / width),
                    page=number,
                )
            )
    return lines


def _same_row(row: list[_Letter], letter: _Letter) -> bool:
    """Whether a letter stands on a row: their heights overlap, as seen from the row's tallest letter."""
    tallest = max(row[-8:], key=lambda other: other.top - other.bottom)
    middle = (letter.top + letter.bottom) / 2
    high = max(tallest.top - tallest.bottom, letter.top - letter.bottom)
    return tallest.bottom - 0.3 * high <= middle <= tallest.top + 0.3 * high


def _letters(text_page: Any) -> Iterator[_Letter]:
    """Visible characters and real blanks; line ends and blanks that pdfium made up have no box.

    The box is the font's own height, not the ink's: a 一 is as high as its line.
    """
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in (0, 0x0D, 0x0A, 0xFFFE, 0x02) or not raw.FPDFText_GetLooseCharBox(text_page, index, box):
            continue
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if code == 0x20 and (right - left < 0.5 or raw.FPDFText_IsGenerated(text_page, index) == 1):
            continue
        yield _Letter(chr(code), left, bottom, right, max(top, bottom + 0.1))
