"""DOCX, written part by part so that nothing is in it that the report did not put there.

No theme, no template author, no times: the same document gives the same bytes. An office that has restyled an
exported file in Word puts it into `resources/docx/template.docx`; its styles are then used instead of ours.
"""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.document.sections import Section, sections
from fazhi_desktop.document.styles import Styles
from fazhi_desktop.document.tree import Document, Figure
from fazhi_desktop.export.docx_body import Body
from fazhi_desktop.export.docx_page import footer, footer_blank, footer_turned, header, section_properties
from fazhi_desktop.export.docx_styles import font_table, settings, styles_part
from fazhi_desktop.export.docx_xml import CONTENT_TYPES, HEAD, RELATIONS, attribute, element, text

_EPOCH = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARTS = (
    ("styles", "styles.xml"),
    ("settings", "settings.xml"),
    ("fontTable", "fontTable.xml"),
    ("header", "header1.xml"),
    ("footer", "footer1.xml"),
    ("footer", "footer2.xml"),
    ("footer", "footer3.xml"),
    ("footer", "footer4.xml"),
    ("footer", "footer5.xml"),
)


class DocxWriter:
    """Layer: export. Writes the DOCX of a document.

    Attributes:
        drawing: makes the PNG of a figure.
    """

    def __init__(self, styles: Styles, template: Path, drawing: Callable[[Figure], bytes]) -> None:
        self._styles, self._template, self._drawing = styles, template, drawing

    def render(self, document: Document, *, colophon_breaks: int = 0) -> bytes:
        """The DOCX; `colophon_breaks` page breaks stand between text and 版记 (known from the PDF)."""
        body = Body(self._styles, self._drawing)
        parts = self._parts(document, body, colophon_breaks)
        return _zipped({"[Content_Types].xml": _content_types(bool(body.pictures)), **parts})

    def _parts(self, document: Document, body: Body, colophon_breaks: int) -> dict[str, bytes]:
        main = self._main(document, body, colophon_breaks)
        files: dict[str, str] = {
            "_rels/.rels": _relations([("officeDocument", "word/document.xml")], extra=_CORE),
            "docProps/core.xml": _core(document.name),
            "word/document.xml": main,
            "word/_rels/document.xml.rels": _relations(
                [*_PARTS, *(("image", f"media/{picture.name}") for picture in body.pictures)]
            ),
            "word/settings.xml": settings(self._styles),
            "word/fontTable.xml": font_table(self._styles),
            "word/header1.xml": header(document.draft),
            "word/footer1.xml": footer("right"),
            "word/footer2.xml": footer("left"),
            "word/footer5.xml": footer_blank(),
            "word/footer3.xml": footer_turned(self._styles, odd=True),
            "word/footer4.xml": footer_turned(self._styles, odd=False),
        }
        packed = {name: content.encode("utf-8") for name, content in files.items()}
        packed["word/styles.xml"] = self._style_part()
        return packed | {f"word/media/{picture.name}": picture.data for picture in body.pictures}

    def _style_part(self) -> bytes:
        if not self._template.is_file():
            return styles_part(self._styles).encode("utf-8")
        try:
            with zipfile.ZipFile(self._template) as file:
                return file.read("word/styles.xml")
        except (OSError, KeyError, zipfile.BadZipFile) as error:
            raise BadInput(
                f"Word 模板 {self._template.name} 无法使用（{error}），没有生成 DOCX。"
                "请用本程序导出的 DOCX 改好样式后另存为模板，或删除该模板。"
            ) from error

    def _main(self, document: Document, body: Body, colophon_breaks: int) -> str:
        pages = sections(document.blocks) or (Section(()),)
        content = [body.opening(document)]
        for place, section in enumerate(pages):
            content.append(body.blocks(section))
            last = place == len(pages) - 1
            if not last and (section.landscape or pages[place + 1].landscape):
                content.append(
                    body.section_end(section_properties(self._styles, landscape=section.landscape))
                )
        closing = section_properties(self._styles, landscape=pages[-1].landscape)
        turned = pages[-1].landscape
        if document.colophon is not None:
            if colophon_breaks or turned:
                content.append(body.section_end(closing))
                closing = section_properties(
                    self._styles, landscape=False, even=True, silent=colophon_breaks > 1
                )
            content.append(body.colophon(document.colophon, alone=bool(colophon_breaks) or turned))
        return HEAD + element("w:document", element("w:body", "".join(content) + closing), namespaces=True)


_CORE = (
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
    'core-properties" Target="docProps/core.xml"/>'
)


def _core(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{text(title)}</dc:title></cp:coreProperties>"
    )


def _relations(parts: list[tuple[str, str]], *, extra: str = "") -> str:
    rows = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{attribute(target)}"/>'
        for place, (kind, target) in enumerate(parts, 1)
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{rows}{extra}</Relationships>'


def _content_types(with_pictures: bool) -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        "header1": "header",
        **{f"footer{place}": "footer" for place in range(1, 6)},
    }
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    picture = '<Default Extension="png" ContentType="image/png"/>' if with_pictures else ""
    core = (
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.'
        'core-properties+xml"/>'
    )
    return (
        f'{HEAD}<Types xmlns="{CONTENT_TYPES}"><Default Extension="rels" ContentType="application/vnd.'
        f'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{picture}{rows}{core}</Types>"
    ).encode()


def _zipped(parts: dict[str, bytes]) -> bytes:
    """The parts as a zip without times and without anything of this machine."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            file.writestr(info, data)
    return buffer.getvalue()
