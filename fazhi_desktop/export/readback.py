"""Reading an exported file back and comparing it with the tree: nothing lost, nothing added, in order.

Each format is read by another library than the one that wrote it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.report import Report
from fazhi_desktop.document.styles import POINTS_PER_MM, Page
from fazhi_desktop.document.tree import Document, Figure, Paragraph, Run, Table
from fazhi_desktop.export.docx_chart import CHART, RELATIONS, drawn_number
from fazhi_desktop.export.xlsx import HEADER_ROW, MEANINGS, meanings, rows

_BLANK = re.compile(r"[\s\u00a0\u2060]+")
_SLACK = 5.0
"""Points that glyphs may reach over the text area."""


class ReadBackFault(FazhiError):
    """An exported file does not say what the report says; it was not kept."""


def _plain(text: str) -> str:
    return _BLANK.sub("", text)


def expected(document: Document) -> str:
    """The whole document as one string without blanks."""
    return "".join(_plain(text) for text in document.texts())


def compare(form: str, wanted: str, found: str) -> None:
    """Raise ReadBackFault where two texts differ, with the place."""
    if wanted == found:
        return
    place = next(
        (i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b),
        min(len(wanted), len(found)),
    )
    raise ReadBackFault(
        f"导出的 {form} 读回核对不一致，文件没有保存：应为“{wanted[max(0, place - 6) : place + 12]}”，"
        f"实为“{found[max(0, place - 6) : place + 12]}”。请重试；仍然如此请联系维护人员。"
    )


def check_txt(data: bytes, document: Document) -> None:
    """Compare a TXT; its figures stand in words."""
    text = data.decode("utf-8-sig")
    compare("TXT", _with_words(document), _plain(text))


def _with_words(document: Document) -> str:
    return _substituted(document, lambda figure: figure.alt or figure.label)


def _with_reasons(document: Document) -> str:
    """Figures as DOCX, PDF and HTML print them: the reason where nothing could be drawn, then the caption."""
    return _substituted(
        document, lambda figure: (figure.chart.empty if figure.chart else "") + figure.label + figure.source
    )


def _substituted(document: Document, words: Callable[[Figure], str]) -> str:
    blocks = tuple(
        Paragraph((Run(words(block)),)) if isinstance(block, Figure) else block for block in document.blocks
    )
    return expected(replace(document, blocks=blocks))


def _with_numbers(document: Document) -> Document:
    """A 核稿稿 with the small numbers behind its figures as part of the text."""
    blocks = tuple(
        replace(block, runs=tuple(replace(run, text=f"{run.text}{run.note or ''}") for run in block.runs))
        if isinstance(block, Paragraph)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def check_docx(data: bytes, document: Document) -> None:
    """Compare a DOCX, paragraph by paragraph and cell by cell, and count its pictures."""
    import docx

    opened: Any = docx.Document(BytesIO(data))
    found = "".join(_plain(text) for text in _docx_texts(opened.element.body))
    compare("DOCX", _with_reasons(document), found)
    drawn = sum(
        isinstance(block, Figure) and not (block.chart and block.chart.empty) for block in document.blocks
    )
    if len(opened.inline_shapes) != drawn:
        raise ReadBackFault(
            f"导出的 DOCX 应有{drawn}幅图，读回{len(opened.inline_shapes)}幅，文件没有保存。请重试。"
        )
    _check_charts(opened, document)


def _check_charts(opened: Any, document: Document) -> None:
    """Compare the numbers drawn in each chart, in order."""
    from lxml import etree

    charts = [block.chart for block in document.blocks if isinstance(block, Figure) and block.chart]
    shown = opened.element.body.iter(f"{{{CHART}}}chart")
    found: list[list[list[str]]] = []
    for entry in shown:
        root: Any = etree.fromstring(opened.part.related_parts[entry.get(f"{{{RELATIONS}}}id")].blob)
        rows = root.iter(f"{{{CHART}}}val")
        found.append([[number.text for number in row.iter(f"{{{CHART}}}v")] for row in rows])
    wanted = [
        [[drawn_number(number) for number in row.values if number is not None] for row in spec.series]
        for spec in charts
        if not spec.empty
    ]
    if found != wanted:
        raise ReadBackFault("导出的 DOCX 中图表的数据读回核对不一致，文件没有保存。请重试。")


def _docx_texts(body: Any) -> Iterator[str]:
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for node in body.iter(f"{name}t", f"{name}tab"):
        yield node.text or ""


def check_html(data: bytes, document: Document) -> None:
    """Compare an HTML file."""
    import lxml.html

    page: Any = lxml.html.document_fromstring(data)
    compare("HTML", _plain(document.draft) + _with_reasons(document), _plain(str(page.body.text_content())))


def check_pdf(data: bytes, document: Document, page: Page, unprintable: frozenset[str] = frozenset()) -> int:
    """Compare a PDF, page by page, inside the text area; returns the number of pages.

    Characters that no font has (`unprintable`) leave an empty box and cannot be read back.
    """
    texts = pdf_texts(data, page)
    wanted = _with_reasons(_with_numbers(document))
    tables = (block for block in document.blocks if isinstance(block, Table))
    heads = {"".join(_plain(cell.text) for row in table.header for cell in row) for table in tables} - {""}
    longest_first = sorted(heads, key=len, reverse=True)
    found = ""
    for text in texts:
        repeated = next(
            (
                head
                for head in longest_first
                if text.startswith(head) and not wanted.startswith(head, len(found))
            ),
            "",
        )
        found += text[len(repeated) :]
    compare("PDF", _without(wanted, unprintable), _without(found, unprintable))
    return len(texts)


def _without(text: str, characters: frozenset[str]) -> str:
    return text.translate(dict.fromkeys(map(ord, characters))) if characters else text


def pdf_texts(data: bytes, page: Page) -> list[str]:
    """The text of every page inside the text area, without blanks."""
    import pypdfium2

    unit = POINTS_PER_MM
    opened = pypdfium2.PdfDocument(data)
    texts: list[str] = []
    for sheet in opened:
        width, height = sheet.get_size()
        top, bottom = (page.top, page.bottom) if width < height else (page.left, page.right)
        left = page.left if width < height else page.bottom
        text = sheet.get_textpage().get_text_bounded(
            left=left * unit - _SLACK,
            right=width,
            bottom=bottom * unit - _SLACK,
            top=height - top * unit + _SLACK,
        )
        texts.append(_plain(text.replace("\ufffe", "-").replace("\x02", "-")))
    opened.close()
    return texts


def check_xlsx(data: bytes, report: Report) -> None:
    """Compare the workbook of the indicators, cell by cell, and make sure that it holds no formula."""
    from openpyxl import load_workbook

    book: Any = load_workbook(BytesIO(data), read_only=True)
    for sheet, header, wanted in (
        (book.active, HEADER_ROW, rows(report)),
        (book[MEANINGS], 1, meanings(report)),
    ):
        found = list(sheet.iter_rows(min_row=header + 1, values_only=True))
        for place, (want, have) in enumerate(zip(wanted, found, strict=False), header + 1):
            if want != list(have):
                raise ReadBackFault(
                    f"导出的 XLSX“{sheet.title}”第{place}行读回核对不一致，文件没有保存。请重试。"
                )
        if len(found) != len(wanted):
            raise ReadBackFault(
                f"导出的 XLSX“{sheet.title}”应有{len(wanted)}行，读回{len(found)}行，文件没有保存。请重试。"
            )
