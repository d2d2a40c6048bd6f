"""The text layer of a PDF as lines with their place on the page (pypdfium2)."""

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
        lines = [line for number in range(len(document)) for line in _page(document, number)]
    finally:
        document.close()
    if sum(len(line.text.strip()) for line in lines) < 10:
        raise BadInput(f"《{name}》是扫描件，里面只有图片没有文字，请提供 .docx 原稿，或先用带文字识别的软件转换。")
    return Source(tuple(lines))


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


def _lines(text_page: Any, width: float, number: int) -> list[SourceLine]:
    """Lines as pdfium breaks them, with the left edge of the first and the right edge of the last character."""
    lines: list[SourceLine] = []
    count = text_page.count_chars()
    if count <= 0:
        return lines
    text = text_page.get_text_range(0, count)
    exact = len(text) == count
    start = 0
    for piece in text.splitlines(keepends=True):
        shown = piece.strip("\r\n").replace("\ufffe", "").replace("\x02", "")
        left = right = 0
        stripped = shown.strip()
        if exact and stripped:
            first = start + shown.index(stripped[0])
            last = start + shown.rindex(stripped[-1])
            left = int(1000 * text_page.get_charbox(first)[0] / width)
            right = int(1000 * text_page.get_charbox(last)[2] / width)
        lines.append(SourceLine(shown, left=left, right=right, page=number))
        start += len(piece)
    return lines
