"""版头 and 版记 of the DOCX (GB/T 9704-2012, 7.2 and 7.4)."""

from typing import Any

from fazhi_desktop.document.elements import width_in_characters
from fazhi_desktop.document.styles import Styles, TextStyle
from fazhi_desktop.document.tree import Colophon, Masthead, colophon_texts
from fazhi_desktop.export.docx_base import STYLE_IDS
from fazhi_desktop.export.docx_body import add, keep_rows_whole
from fazhi_desktop.export.docx_oxml import (
    align,
    dress,
    element,
    exact,
    floating,
    indent,
    line_pitch,
    put,
    table_form,
    twips,
)
from fazhi_desktop.export.masthead import masthead_geometry

_RULE_WIDTH = 16
"""Eighths of a point: the red rule."""
_RULE_SPACE = 5
"""Points between the line of the 文号 and the red rule: with what the line leaves below its text, 4 mm."""
_COLOPHON_LINE = 440
"""Twips."""
_RULES = {"top": 8, "bottom": 8, "insideH": 6}
"""Eighths of a point: 0.35 mm and 0.25 mm."""


def add_masthead(document: Any, masthead: Masthead, styles: Styles) -> None:
    """份号, 密级, 紧急程度, 发文机关标志 35 mm down, 文号 and 签发人, the red line."""
    pitch, geometry = line_pitch(styles), masthead_geometry(masthead.mark, styles)
    copies = [text for text in (masthead.copy_number, masthead.secrecy, masthead.urgency) if text]
    for place in range(3):
        exact(add(document, "copies", copies[place] if place < len(copies) else ""), pitch)
    style = styles.styles["mark"]
    rest, height = max(twips(35) - 3 * pitch, 0), round(geometry.size * 24)
    mark = add(document, "mark", masthead.mark)
    for run in mark.runs:  # none where the mark is left out
        properties = run._r.get_or_add_rPr()
        dress(properties, styles, TextStyle(style.font, geometry.size, color=style.color))
        if geometry.narrowing < 1:
            put(properties, element("w", val=int(geometry.narrowing * 100)))
    exact(mark, height, before=rest)
    used = 4 * pitch + rest + height + _RULE_SPACE * 20 + _RULE_WIDTH * 5 // 2
    exact(add(document, "flush"), max(geometry.lines * pitch - used, 20))
    _number_line(document, masthead, styles)
    for _ in range(2):
        exact(add(document, "flush"), pitch)


def _number_line(document: Any, masthead: Masthead, styles: Styles) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Twips

    line = add(document, "flush")
    exact(line, line_pitch(styles))
    if masthead.signer:
        width = twips(styles.page.text_width)
        line.paragraph_format.tab_stops.add_tab_stop(Twips(320), WD_TAB_ALIGNMENT.LEFT)
        line.paragraph_format.tab_stops.add_tab_stop(Twips(width - 320), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"\t{masthead.number}\t签发人：")
        dress(line.add_run(masthead.signer)._r.get_or_add_rPr(), styles, styles.styles["signer"])
        align(line, "left")
    else:
        line.add_run(masthead.number)
        align(line, "center")
    color = styles.styles["mark"].color.lstrip("#")
    rule = element("bottom", val="single", sz=_RULE_WIDTH, space=_RULE_SPACE, color=color)
    put(line._p.get_or_add_pPr(), element("pBdr", rule))


def add_colophon(
    document: Any, colophon: Colophon, styles: Styles, *, alone: bool, room: float = 0.0
) -> None:
    """版记 at the foot of the text area; its lines are exact, so its height is known.

    On a page of its own an empty paragraph holds it down; below text it floats, so that Word and WPS put it
    at the foot, and an empty paragraph one line lower than the `room` holds it down where tables do not
    float (LibreOffice 7.4).
    """
    page, one = styles.page, round(styles.styles["colophon"].size * 20)
    width = twips(page.text_width)
    left = width * 3 // 5
    copies = colophon_texts(colophon)[0] if colophon.copies_to else ""
    lines = max(1, -int(-width_in_characters(copies) // ((width - 5 * one) / one)))
    last = bool(colophon.printer or colophon.print_date)
    heights = [_height(lines)] * bool(copies) + [_height(1)] * last
    top = twips(page.top + page.text_height) - sum(heights)
    held = top - twips(page.top) - 60 if alone else round(room * 20) - line_pitch(styles)
    if held > 0:
        exact(add(document, "note"), held)
    table = document.add_table(len(heights), 2)
    table_form(table, widths=[left, width - left], borders=_RULES,
               margins=dict.fromkeys(("top", "left", "bottom", "right"), 0))  # fmt: skip
    if not alone:
        floating(table, twips(page.left), top)
    keep_rows_whole(table, heights)
    rows = list(table.rows)
    if copies:
        cells = rows[0].cells
        paragraph = _line(cells[0].merge(cells[1]), copies)
        indent(paragraph, left=4 * one, hanging=3 * one, right=one)
    if last:
        unit, date = rows[-1].cells
        indent(_line(unit, colophon.printer), left=one)
        printed = _line(date, f"{colophon.print_date}印发" if colophon.print_date else "")
        indent(printed, right=one)
        align(printed, "right")
    exact(add(document, "note"), 20)


def _line(cell: Any, text: str) -> Any:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = STYLE_IDS["colophon"]
    if text:
        paragraph.add_run(text)
    exact(paragraph, _COLOPHON_LINE)
    put(paragraph._p.pPr, element("snapToGrid", val=0))
    return paragraph


def _height(lines: int) -> int:
    """Height of a row of the 版记 in twips."""
    return lines * _COLOPHON_LINE + 120
