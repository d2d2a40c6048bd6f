"""Styles, settings and font table of the DOCX: the page of GB/T 9704 as Word, WPS and LibreOffice read it."""

from math import floor

from fazhi_desktop.document.styles import POINTS_PER_MM, Styles, TextStyle
from fazhi_desktop.export.docx_xml import HEAD, element, paragraph_properties, run_properties

STYLE_IDS = {
    "text": "FzText",
    "title": "FzTitle",
    "table": "FzTable",
    "table_header": "FzTableHeader",
    "caption": "FzCaption",
    "note": "FzNote",
    "mark": "FzMark",
    "copies": "FzCopies",
    "colophon": "FzColophon",
    "number": "FzNumber",
    "draft": "FzDraft",
    "flush": "FzFlush",
}
_LABELS = {
    "text": "公文正文",
    "title": "公文标题",
    "table": "公文表格",
    "table_header": "公文表头",
    "caption": "公文图表题",
    "note": "公文表注",
    "mark": "发文机关标志",
    "copies": "份号密级",
    "colophon": "版记",
    "number": "公文页码",
    "draft": "草稿标记",
    "flush": "公文顶格",
}
_NO_BREAK_BEFORE = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～—"
_NO_BREAK_AFTER = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"


def line_pitch(styles: Styles) -> int:
    """Line pitch in twips that gives exactly the page's lines in Word and LibreOffice (rounded down)."""
    return int(styles.page.text_height * POINTS_PER_MM / styles.page.lines * 20)


def character_spacing(styles: Styles) -> int:
    """Spacing in twips that lets the page's characters fit a line (rounded down)."""
    page, size = styles.page, styles.styles["text"].size
    exact = (page.text_width * POINTS_PER_MM / page.characters - size) * 20
    return floor(exact)


def font_name(styles: Styles, style: TextStyle) -> str:
    """The font a DOCX names: the standard's own, whatever this machine has."""
    role = styles.fonts[style.font]
    return role.names[0] if role.names else role.bundled


def styles_part(styles: Styles) -> str:
    """word/styles.xml."""
    body = styles.styles["text"]
    name = font_name(styles, body)
    defaults = element(
        "w:docDefaults",
        element(
            "w:rPrDefault",
            element(
                "w:rPr",
                run_properties(name, body)[len("<w:rPr>") : -len("</w:rPr>")]
                + '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>',
            ),
        )
        + element("w:pPrDefault", element("w:pPr", element("w:spacing", before=0, after=0))),
    )
    spacing = character_spacing(styles)
    normal = _style(styles, "Normal", "Normal", body, _text_paragraph(), default=True)
    text = _style(
        styles, "FzText", _LABELS["text"], body, _text_paragraph(indent=body.indent), spacing=spacing
    )
    flush = _style(styles, "FzFlush", _LABELS["flush"], body, _text_paragraph(), spacing=spacing)
    headings = "".join(
        _style(
            styles,
            f"Heading{level}",
            f"heading {level}",
            styles.styles[f"heading{level}"],
            element("w:keepNext")
            + element("w:keepLines")
            + _text_paragraph(indent=body.indent)
            + element("w:outlineLvl", val=level - 1),
            spacing=spacing,
        )
        for level in range(1, 5)
    )
    return HEAD + element(
        "w:styles", defaults + normal + text + flush + headings + _others(styles), namespaces=True
    )


def _others(styles: Styles) -> str:
    given = {
        "title": element("w:keepNext") + _free("center"),
        "table": _free("left"),
        "table_header": _free("center"),
        "caption": _free("center"),
        "note": _free("left"),
        "mark": _free("center"),
        "copies": _text_paragraph(),
        "colophon": _free("both"),
        "number": _free("left"),
        "draft": _free("right"),
    }
    return "".join(
        _style(styles, STYLE_IDS[key], _LABELS[key], styles.styles[key], properties)
        for key, properties in given.items()
    )


def _text_paragraph(*, indent: int = 0) -> str:
    """Paragraph of the grid: no widow control, justified, first line by characters.

    overflowPunct says what Word does by itself; LibreOffice 7.4 reads it the wrong way round, and only with
    it breaks lines where the PDF does (without it, or with 0, its punctuation hangs over the margin).
    """
    first = element("w:ind", firstLineChars=indent * 100, firstLine=indent * 320) if indent else ""
    return (
        element("w:widowControl", val=0)
        + element("w:kinsoku")
        + element("w:overflowPunct", val=1)
        + element("w:spacing", before=0, after=0, line=240, lineRule="auto")
        + first
        + element("w:jc", val="both")
    )


def _free(align: str) -> str:
    """Paragraph off the grid: tables, captions, furniture."""
    return (
        element("w:widowControl", val=0)
        + element("w:snapToGrid", val=0)
        + element("w:spacing", before=0, after=0, line=240, lineRule="auto")
        + element("w:jc", val=align)
    )


def _style(
    styles: Styles,
    identity: str,
    label: str,
    style: TextStyle,
    properties: str,
    *,
    default: bool = False,
    spacing: int | None = None,
) -> str:
    name = font_name(styles, style)
    based = "" if default else element("w:basedOn", val="Normal")
    inner = (
        f'<w:name w:val="{label}"/>{based}<w:qFormat/>{paragraph_properties(properties)}'
        f"{run_properties(name, style, spacing=spacing)}"
    )
    mark = ' w:default="1"' if default else (' w:customStyle="1"' if identity.startswith("Fz") else "")
    return f'<w:style w:type="paragraph"{mark} w:styleId="{identity}">{inner}</w:style>'


def settings(styles: Styles) -> str:
    """word/settings.xml: odd and even footers, line-break rules, no punctuation squeezing, no user traces."""
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    )
    return HEAD + element(
        "w:settings",
        element("w:zoom", percent=100)
        + element("w:removePersonalInformation")
        + element("w:removeDateAndTime")
        + element("w:defaultTabStop", val=round(styles.styles["text"].size * 40))
        + element("w:evenAndOddHeaders")
        + element("w:characterSpacingControl", val="compressPunctuation")
        + f'<w:noLineBreaksAfter w:lang="zh-CN" w:val="{_NO_BREAK_AFTER}"/>'
        + f'<w:noLineBreaksBefore w:lang="zh-CN" w:val="{_NO_BREAK_BEFORE.replace(">", "&gt;")}"/>'
        + element(
            "w:compat",
            element("w:spaceForUL")
            + element("w:balanceSingleByteDoubleByteWidth")
            + element("w:doNotLeaveBackslashAlone")
            + element("w:ulTrailSpace")
            + element("w:doNotExpandShiftReturn")
            + element("w:adjustLineHeightInTable")
            + element("w:useFELayout")
            + compat,
        ),
        namespaces=True,
    )


def font_table(styles: Styles) -> str:
    """word/fontTable.xml: the fonts by their standard names, with the next best as alternative names."""
    rows = []
    for role in styles.fonts.values():
        if role.names:
            others = element("w:altName", val=",".join(role.names[1:])) if role.names[1:] else ""
            rows.append(
                f'<w:font w:name="{role.names[0]}">{others}<w:charset w:val="86"/>'
                '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
            )
    return HEAD + element("w:fonts", "".join(rows), namespaces=True)
