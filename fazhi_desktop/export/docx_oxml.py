"""What python-docx has no word for: raw elements, put where the schema wants them."""

from collections.abc import Mapping
from math import floor
from typing import Any

from fazhi_desktop.document.styles import POINTS_PER_MM, Styles, TextStyle

_ORDER = {
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w kern position sz szCs highlight u vertAlign lang",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs kinsoku "
    "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN snapToGrid spacing ind jc textDirection "
    "textAlignment outlineLvl rPr sectPr",
}
"""Order of the schema; Word refuses some files that keep another."""

_REVISER = "修改"
"""Author of tracked changes, which the schema demands."""


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """An element of WordprocessingML with its attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made: Any = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def put(properties: Any, *children: Any) -> None:
    """Put elements into pPr, rPr or tblPr in the order of the schema, in place of those of the same name."""
    from docx.oxml.ns import qn

    known = [f"w:{name}" for name in _ORDER[properties.tag.partition("}")[2]].split()]
    tags = [qn(name) for name in known]
    for child in children:
        for old in properties.findall(child.tag):
            properties.remove(old)
        place = tags.index(child.tag)
        properties.insert_element_before(child, *known[place + 1 :])


def line_pitch(styles: Styles) -> int:
    """Line pitch in twips that gives exactly the page's lines in Word and LibreOffice (rounded down)."""
    return int(styles.page.text_height * POINTS_PER_MM / styles.page.lines * 20)


def character_spacing(styles: Styles) -> int:
    """Spacing in twips that lets the page's characters fit a line (rounded down)."""
    page, size = styles.page, styles.styles["text"].size
    return floor((page.text_width * POINTS_PER_MM / page.characters - size) * 20)


def font_name(styles: Styles, style: TextStyle) -> str:
    """The font a DOCX names: the standard's own, whatever this machine has."""
    role = styles.fonts[style.font]
    return role.names[0] if role.names else role.bundled


def dress(properties: Any, styles: Styles, style: TextStyle, spacing: int | None = None) -> None:
    """Font of every script, size, colour and spacing (twips) of an rPr.

    The hint keeps quotation marks, dashes and ellipses in the Chinese font.
    """
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    name = font_name(styles, style)
    latin = style.latin or name
    fonts = properties.get_or_add_rFonts()
    for script, font in (("ascii", latin), ("hAnsi", name), ("eastAsia", name), ("cs", latin)):
        fonts.set(qn(f"w:{script}"), font)
    fonts.set(qn("w:hint"), "eastAsia")
    properties.sz_val = Pt(style.size)
    if style.color:
        properties.get_or_add_color().val = RGBColor.from_string(style.color.lstrip("#"))
    if spacing is not None:
        put(properties, element("spacing", val=spacing))
    put(properties, element("kern", val=0), element("szCs", val=round(style.size * 2)))


def exact(paragraph: Any, line: int, *, before: int = 0) -> None:
    """Make a paragraph exactly so high (twips), off the grid."""
    from docx.shared import Twips

    form = paragraph.paragraph_format
    form.space_before, form.space_after = Twips(before), Twips(0)
    form.line_spacing = Twips(line)
    put(paragraph._p.get_or_add_pPr(), element("snapToGrid", val=0))


def align(paragraph: Any, side: str) -> None:
    """Left, right, center or both (justified)."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.from_xml(side)


def indent(paragraph: Any, **attributes: int) -> None:
    """Indents by characters (hundredths, `leftChars`) and by twips (`left`)."""
    from docx.oxml.ns import qn

    found = paragraph._element.get_or_add_pPr().get_or_add_ind()
    for key, value in attributes.items():
        found.set(qn(f"w:{key}"), str(value))


def field(paragraph: Any, instruction: str) -> None:
    """A complex field in five runs (begin, instruction, separate, result, end), as WPS needs it."""
    code = element("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    parts = [element("fldChar", fldCharType="begin"), code, element("fldChar", fldCharType="separate")]
    for part in parts:
        paragraph.add_run()._r.append(part)
    paragraph.add_run("1")
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))


def tracked(change: str, number: int) -> Any:
    """The element of a tracked change (`ins`, `del`); it names no person and no time."""
    return element(change, id=number, author=_REVISER)


def table_form(
    table: Any, *, widths: list[int], borders: Mapping[str, int], margins: Mapping[str, int]
) -> None:
    """Fixed column widths (twips), rules (eighths of a point) and cell margins (twips) of a table."""
    from docx.shared import Twips

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    put(
        table._tbl.tblPr,
        element("tblW", w=sum(widths), type="dxa"),
        element("tblBorders", *(element(side, val="single", sz=size, space=0, color="000000")
                                for side, size in borders.items())),
        element("tblCellMar", *(element(side, w=width, type="dxa") for side, width in margins.items())),
    )  # fmt: skip


def floating(table: Any, left: int, top: int) -> None:
    """Let a table stand at a place of the paper, twips from its corner."""
    place = {"vertAnchor": "page", "horzAnchor": "page", "tblpX": left, "tblpY": top}
    put(table._tbl.tblPr, element("tblpPr", leftFromText=0, rightFromText=0, **place))
