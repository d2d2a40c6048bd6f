"""The empty DOCX that every report is written into: styles, settings and fonts of GB/T 9704, nothing else."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.document.styles import Styles
from fazhi_desktop.export.docx_oxml import align, character_spacing, dress, element, indent, put

STYLES = {
    "text": ("FzText", "公文正文"),
    "flush": ("FzFlush", "公文顶格"),
    "heading1": ("Heading1", "heading 1"),
    "heading2": ("Heading2", "heading 2"),
    "heading3": ("Heading3", "heading 3"),
    "heading4": ("Heading4", "heading 4"),
    "title": ("FzTitle", "公文标题"),
    "table": ("FzTable", "公文表格"),
    "table_header": ("FzTableHeader", "公文表头"),
    "caption": ("FzCaption", "公文图表题"),
    "note": ("FzNote", "公文表注"),
    "mark": ("FzMark", "发文机关标志"),
    "copies": ("FzCopies", "份号密级"),
    "colophon": ("FzColophon", "版记"),
    "number": ("FzNumber", "公文页码"),
    "draft": ("FzDraft", "草稿标记"),
}
"""Identity and name of the paragraph style for each style of `styles.toml`."""
STYLE_IDS = {key: identity for key, (identity, _) in STYLES.items()}
_SIDES = {"table": "left", "note": "left", "number": "left", "draft": "right", "colophon": "both"}
"""Styles off the grid that are not centred."""
_ON_GRID = ("text", "flush", "copies", "heading1", "heading2", "heading3", "heading4")
_NO_BREAK_BEFORE = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞！＂％＇），．：；？］｀｜｝～—"
_NO_BREAK_AFTER = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
_QUANTITY_BEFORE, _QUANTITY_AFTER = "次元㎡", "0123456789万亿余"
"""What keeps a number with its unit: no line ends with a digit, 万, 亿 or 余, none begins with the last sign
of 人次 or 万元. Line-break rules of the document leave its text alone; a joining character would hide 3010件
from searches and from whoever reads the file."""
_COMPAT = (
    "spaceForUL", "balanceSingleByteDoubleByteWidth", "doNotLeaveBackslashAlone", "ulTrailSpace",
    "doNotExpandShiftReturn", "adjustLineHeightInTable", "useFELayout",
)  # fmt: skip
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def blank(styles: Styles, template: Path) -> bytes:
    """The empty document.

    Where the office keeps a restyled export as `template`, its styles are taken, and ours only where one is
    missing; its text, headers, settings, theme and authors are not.
    """
    document = _opened(template)
    _emptied(document)
    _set_styles(document, styles, keep=template.is_file())
    _set_settings(document, styles)
    _set_fonts(document, styles)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _opened(template: Path) -> Any:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        return docx.Document(str(template) if template.is_file() else None)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError) as error:
        raise BadInput(
            f"Word 模板 {template.name} 无法使用（{error}），没有生成 DOCX。"
            "请用本程序导出的 DOCX 改好样式后另存为模板，或删除该模板。"
        ) from error


def _emptied(document: Any) -> None:
    """Leave styles and settings, and a title that has still to be given; drop every other part."""
    from docx.opc.constants import RELATIONSHIP_TYPE as RT

    core = document.core_properties
    core._element.clear()
    kept = {RT.STYLES, RT.SETTINGS, RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES}
    for relations in (document.part.rels, document.part.package.rels):
        for identity in [key for key, relation in relations.items() if relation.reltype not in kept]:
            del relations[identity]
    body = document.element.body
    body.clear_content()
    body.get_or_add_sectPr().clear()


def _set_styles(document: Any, styles: Styles, *, keep: bool) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    body, sheet = styles.styles["text"], document.styles.element
    for old in [*sheet.findall(f"{{{_WORD}}}docDefaults"), *sheet.findall(f"{{{_WORD}}}latentStyles")]:
        sheet.remove(old)
    if not keep:
        for old in [style for style in document.styles if style.name != "Normal"]:
            old.delete()
    run = element("rPr")
    dress(run, styles, body)
    put(run, element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    sheet.insert(0, element("docDefaults", element("rPrDefault", run), element("pPrDefault")))
    present = {style.style_id for style in document.styles}
    if not keep:
        _form(document.styles["Normal"], styles, "text", indented=False)
    for key, (identity, name) in STYLES.items():
        if identity not in present:
            made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=key.startswith("heading"))
            made.element.styleId = identity
            made.base_style, made.quick_style = document.styles["Normal"], True
            _form(made, styles, key, indented=key == "text" or key.startswith("heading"))
    for fonts in sheet.iter(f"{{{_WORD}}}rFonts"):
        for theme in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[theme]


def _form(made: Any, styles: Styles, key: str, *, indented: bool) -> None:
    """Paragraph and font of a style.

    overflowPunct says what Word does by itself; LibreOffice 7.4 reads it the wrong way round, and only with
    it breaks lines where the PDF does (without it, or with 0, its punctuation hangs over the margin).
    """
    style = styles.styles["text" if key == "flush" else key]
    form, properties = made.paragraph_format, made.element.get_or_add_pPr()
    form.widow_control, form.space_before, form.space_after, form.line_spacing = False, 0, 0, 1.0
    heading = key.startswith("heading")
    if heading or key == "title":
        form.keep_with_next = True
    if heading:
        form.keep_together = True
        put(properties, element("outlineLvl", val=int(key[-1]) - 1))
    if key in _ON_GRID:
        put(properties, element("kinsoku"), element("overflowPunct", val=1))
        align(form, "both")
    else:
        put(properties, element("snapToGrid", val=0))
        align(form, _SIDES.get(key, "center"))
    if indented:
        characters = styles.styles["text"].indent
        indent(form, firstLineChars=characters * 100, firstLine=characters * 320)
    spaced = key in _ON_GRID and key != "copies" and made.style_id != "Normal"
    dress(made.element.get_or_add_rPr(), styles, style, character_spacing(styles) if spaced else None)


def _set_settings(document: Any, styles: Styles) -> None:
    """Odd and even footers, line-break rules, no punctuation squeezing, no user traces."""
    settings = document.settings.element
    settings.clear()
    uri = "http://schemas.microsoft.com/office/word"
    modes = (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    settings.extend(
        [
            element("zoom", percent=100),
            element("removePersonalInformation"),
            element("removeDateAndTime"),
            element("defaultTabStop", val=round(styles.styles["text"].size * 40)),
            element("characterSpacingControl", val="compressPunctuation"),
            element("noLineBreaksAfter", lang="zh-CN", val=_NO_BREAK_AFTER + _QUANTITY_AFTER),
            element("noLineBreaksBefore", lang="zh-CN", val=_NO_BREAK_BEFORE + _QUANTITY_BEFORE),
            element(
                "compat",
                *(element(name) for name in _COMPAT),
                *(element("compatSetting", name=name, uri=uri, val=value) for name, value in modes),
            ),
        ]
    )
    document.settings.odd_and_even_pages_header_footer = True


def _set_fonts(document: Any, styles: Styles) -> None:
    """The fonts by their standard names, with the next best as alternative names."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    rows = [
        f"<w:font w:name={quoteattr(role.names[0])}>"
        + (f"<w:altName w:val={quoteattr(','.join(role.names[1:]))}/>" if role.names[1:] else "")
        + '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for role in styles.fonts.values()
        if role.names
    ]
    data = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts xmlns:w="{_WORD}">{"".join(rows)}</w:fonts>'
    package = document.part.package
    part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, data.encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)
