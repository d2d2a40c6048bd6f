"""DOCX, by python-docx.

Nothing is in it that the report did not put there: no theme, no template author, no times; the same document
gives the same bytes. An office that has restyled an exported file in Word puts it into
`resources/docx/template.docx`; its styles are then used instead of ours.
"""

import zipfile
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

from fazhi_desktop.document.sections import Section, sections
from fazhi_desktop.document.styles import Styles
from fazhi_desktop.document.tree import Document
from fazhi_desktop.export.docx_base import blank
from fazhi_desktop.export.docx_body import Body
from fazhi_desktop.export.docx_front import add_colophon, add_masthead
from fazhi_desktop.export.docx_page import break_section, footer, header, page_form

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_TITLE = 255
"""Characters python-docx takes for the title in the properties."""


class DocxWriter:
    """Layer: export. Writes the DOCX of a document."""

    def __init__(self, styles: Styles, template: Path) -> None:
        self._styles, self._template = styles, template

    @cached_property
    def _blank(self) -> bytes:
        return blank(self._styles, self._template)

    def render(self, document: Document, *, colophon_breaks: int = 0, colophon_room: float = 0.0) -> bytes:
        """The DOCX; `colophon_breaks` page breaks or `colophon_room` points stand between text and 版记.

        Both are known from the PDF.
        """
        import docx

        made: Any = docx.Document(BytesIO(self._blank))
        made.core_properties.title = document.name[:_LONGEST_TITLE]
        pages = sections(document.blocks) or (Section(()),)
        first = made.sections[0]
        page_form(first, self._styles, landscape=pages[0].landscape)
        header(first, document.draft)
        footer(first, self._styles, "turned" if pages[0].landscape else "upright")
        self._write(made, document, pages)
        if document.colophon is not None:
            alone = bool(colophon_breaks) or pages[-1].landscape
            if alone:
                section = break_section(made, self._styles, landscape=False, even=True)
                footer(section, self._styles, "silent" if colophon_breaks > 1 else "upright")
            add_colophon(made, document.colophon, self._styles, alone=alone, room=colophon_room)
        buffer = BytesIO()
        made.save(buffer)
        return _without_times(buffer)

    def _write(self, made: Any, document: Document, pages: tuple[Section, ...]) -> None:
        """版头, title and all blocks; a section of its own wherever the page turns."""
        body = Body(made, self._styles)
        if document.masthead:
            add_masthead(made, document.masthead, self._styles)
        body.title(document.title)
        turned = pages[0].landscape
        for place, section in enumerate(pages):
            if place and (turned or section.landscape):
                opened = break_section(made, self._styles, landscape=section.landscape)
                if turned != section.landscape:
                    footer(opened, self._styles, "turned" if section.landscape else "upright")
            turned = section.landscape
            body.blocks(section)


def _without_times(saved: BytesIO) -> bytes:
    """The same zip without times and without anything of this machine."""
    buffer = BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            file.writestr(info, old.read(name))
    return buffer.getvalue()
