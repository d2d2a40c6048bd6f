"""Sections, headers and footers of the DOCX."""

from typing import Any, Literal

from fazhi_desktop.document.styles import Styles
from fazhi_desktop.export.docx_base import STYLE_IDS
from fazhi_desktop.export.docx_oxml import (
    align,
    element,
    exact,
    field,
    floating,
    indent,
    line_pitch,
    table_form,
    twips,
)

Foot = Literal["upright", "turned", "silent"]


def page_form(section: Any, styles: Styles, *, landscape: bool) -> None:
    """Paper, 版心 and line grid of a section."""
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Mm

    page = styles.page
    top, right, bottom, left = page.top, page.right, page.bottom, page.left
    width, height = page.width, page.height
    if landscape:
        width, height = height, width
        top, right, bottom, left = left, top, right, bottom
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height, section.gutter = Mm(width), Mm(height), 0
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    number = styles.styles["number"].size * 25.4 / 72
    section.header_distance = Mm(page.top - 19)
    section.footer_distance = Mm(10 if landscape else max(bottom - page.footer - number, 0))
    properties = section._sectPr
    for old in properties.xpath("w:docGrid"):
        properties.remove(old)
    properties.append(element("docGrid", type="lines", linePitch=line_pitch(styles)))


def header(section: Any, draft: str) -> None:
    """The header of every page, in this section and those behind it: empty, or 草稿."""
    for part in (section.header, section.even_page_header):
        _paragraph(part, "draft").add_run(draft)


def footer(section: Any, styles: Styles, foot: Foot) -> None:
    """Page numbers of this section and those behind it, until one has its own."""
    for part, odd in ((section.footer, True), (section.even_page_footer, False)):
        paragraph = _paragraph(part, "number")
        if foot == "upright":
            side = "right" if odd else "left"
            _number(paragraph)
            align(paragraph, side)
            indent(paragraph, **{f"{side}Chars": 100, side: 280})
        elif foot == "turned":
            _turned(part, styles, odd=odd)
            part._element.append(paragraph._p)


def _paragraph(part: Any, style: str) -> Any:
    part.is_linked_to_previous = False
    paragraph = part.paragraphs[0]
    paragraph._p.style = STYLE_IDS[style]
    return paragraph


def _number(paragraph: Any) -> None:
    """`— 1 —`."""
    paragraph.add_run("— ")
    field(paragraph, "PAGE")
    paragraph.add_run(" —")


def _turned(part: Any, styles: Styles, *, odd: bool) -> None:
    """Page number of a turned page: a floating cell with turned text at the edge that becomes the foot."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    page = styles.page
    number = styles.styles["number"].size * 25.4 / 72
    width, height = number * 1.6, 30.0
    across = page.bottom - page.footer - width
    down = page.width - page.right - number - height if odd else page.left + number
    table = part.add_table(1, 1, Mm(width))
    table_form(table, widths=[twips(width)], borders={}, margins={"left": 0, "right": 0})
    floating(table, twips(across), twips(down))
    row = table.rows[0]
    row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
    cell = row.cells[0]
    cell._tc.get_or_add_tcPr().append(element("textDirection", val="tbRl"))
    paragraph = cell.paragraphs[0]
    paragraph._p.style = STYLE_IDS["number"]
    _number(paragraph)
    align(paragraph, "right" if odd else "left")


def break_section(document: Any, styles: Styles, *, landscape: bool, even: bool = False) -> Any:
    """End the section, in a paragraph that takes almost no room; the new one begins on a new (even) page."""
    from docx.enum.section import WD_SECTION
    from docx.text.paragraph import Paragraph

    section = document.add_section(WD_SECTION.EVEN_PAGE if even else WD_SECTION.NEW_PAGE)
    page_form(section, styles, landscape=landscape)
    last = Paragraph(document.element.body.sectPr.getprevious(), document)
    last._p.style = STYLE_IDS["note"]
    exact(last, 20)
    return section
