"""PDF by typst: the document goes in as data, and every page looks the same in preview, print and file."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.toml_files import text_of
from fazhi_desktop.document.breaking import atoms, changes_script, groups
from fazhi_desktop.document.elements import signature_indents
from fazhi_desktop.document.sections import sections, with_closings
from fazhi_desktop.document.styles import POINTS_PER_MM, Styles
from fazhi_desktop.document.tree import (
    ATTACHED,
    AnnexTitle,
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    colophon_texts,
    lead_text,
)
from fazhi_desktop.export.fonts import FontBook
from fazhi_desktop.export.masthead import masthead_geometry
from fazhi_desktop.export.pictures import fitted

LONG_CELL = 400
"""Characters from which a cell may break over pages: a row higher than a page cannot stay whole."""
LONG_WORD = 24
"""Letters and digits in a row from which a line may break inside them."""
WORD_STEP = 6
"""Characters of such a row that stay together."""
LATIN_WIDTH = 0.6
"""Width of a letter or digit in a table, in parts of the size, on the safe side."""

_LATIN = "[!-~\u00a1-\u024f]"
_DIGITS = "[0-9.%]"
"""What a font for letters, and one for digits, is taken for."""

Json = dict[str, Any]


class LayoutFault(FazhiError):
    """The page could not be set; the message says why."""


@dataclass(frozen=True)
class Place:
    """Where a link (`E02`), a heading (`node:12`) or a text (`text:12/0`) stands, in points from top left."""

    key: str
    page: int
    x: float
    y: float


class PdfWriter:
    """Layer: export. A warm compiler; the same document gives the same bytes, cold or warm.

    Attributes:
        breaks: page breaks before the 版记 in the last rendered document that has one.
        room: points between the text and the 版记 on one page with it.
    """

    def __init__(
        self, styles: Styles, fonts: FontBook, template: Path, drawing: Callable[[Figure], str]
    ) -> None:
        self._styles, self._fonts, self._template = styles, fonts, template
        self._drawing = drawing
        self.breaks, self.room = 0, 0.0
        self._silent: list[int] = []

    @cached_property
    def _compiler(self) -> Any:
        import typst

        text_of(self._template)  # typst does not say which file it misses
        return typst.Compiler(
            str(self._template),
            root=str(self._template.parent),
            font_paths=self._fonts.typst_fonts,
            ignore_system_fonts=True,
        )

    @cached_property
    def _style_data(self) -> Json:
        data: Json = {}
        for name, style in self._styles.styles.items():
            role = self._styles.fonts[style.font]
            families = self._fonts.families(style.font)
            bundled = not self._fonts.is_office(style.font)
            parts = [
                {"name": family, "covers": covers}
                for family, covers in ((style.latin, _LATIN), (role.digits if bundled else "", _DIGITS))
                if self._fonts.has(family)
            ]
            data[name] = {
                "font": [*parts, *families],
                "size": style.size,
                "color": style.color,
                "indent": style.indent,
                "weight": role.weight if bundled else 400,
            }
        return data

    def render(self, document: Document, *, archive: bool = False) -> bytes:
        """The PDF of a document; `archive` makes PDF/A-2b. Raises LayoutFault."""
        if archive:
            self._refuse_archive(document)
        data: Json = {**self._data(document), "dated": archive}
        if document.colophon is None:
            return self._compile(data, document, archive=archive)
        pdf = b""
        for _ in range(3):
            data["colophon"]["breaks"] = self.breaks
            data["silent"] = self._silent if self.breaks == 2 else []
            pdf = self._compile(data, document, archive=archive)
            end = next(place for place in self.places() if place.key == "end")
            needed, self.room = self._needed_breaks(end), self._room(end)
            silent = [end.page + 1, end.page + 2]
            if needed == self.breaks and (needed < 2 or silent == self._silent):
                break
            self.breaks, self._silent = needed, silent
        return pdf

    def _refuse_archive(self, document: Document) -> None:
        """Raise LayoutFault where PDF/A cannot be made, or would carry the time of this machine."""
        if not document.date:
            raise LayoutFault(
                "没有生成 PDF/A：存档格式要写明日期。请在“报告 › 版头版记要素”中填写成文日期，再导出。"
            )
        lacking = [entry.char for entry in self._fonts.missing(document) if not entry.font]
        if lacking:
            raise LayoutFault(
                f"没有生成 PDF/A：“{'、'.join(lacking)}”在本机字体中没有，存档格式不允许。请改用其他写法。"
            )

    def places(self) -> tuple[Place, ...]:
        """Where links, headings and paragraphs of the last rendered document stand."""
        found: list[Json] = json.loads(self._compiler.query("<places>", field="value", one=True))
        return tuple(
            Place(str(entry["key"]), int(entry["page"]), float(entry["x"]), float(entry["y"]))
            for entry in found
        )

    def _needed_breaks(self, end: Place) -> int:
        """Page breaks before the 版记, so that it stands at the foot of the last even page."""
        if end.page % 2 == 0:
            return 0 if self._room(end) >= 0 else 2
        return 1

    def _room(self, end: Place) -> float:
        page = self._styles.page
        return (page.top + page.text_height) * POINTS_PER_MM - end.y

    def _compile(self, data: Json, document: Document, *, archive: bool) -> bytes:
        import typst

        standards = ["a-2b"] if archive else []
        stamp = _timestamp(document.date) if archive else None
        try:
            pdf, warnings = self._compiler.compile_with_warnings(
                format="pdf",
                sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
                pdf_standards=standards,
                timestamp=stamp,
            )
        except typst.TypstError as error:
            raise LayoutFault(
                f"排版失败，没有生成页面：{error.message}。请检查版式设置 styles.toml 与字体。"
            ) from error
        if warnings:
            raise LayoutFault(f"排版有异常，没有生成文件：{'；'.join(str(entry) for entry in warnings)}。")
        return bytes(pdf)

    def _data(self, document: Document) -> Json:
        page = self._styles.page
        size = self._styles.styles["text"].size
        tracking = page.text_width * POINTS_PER_MM / page.characters - size
        return {
            "name": document.name,
            "draft": document.draft,
            "remarks": document.remarks,
            "title": [_atoms(line) for line in document.title],
            "silent": [],
            "page": {
                "width": page.width,
                "height": page.height,
                "top": page.top,
                "left": page.left,
                "bottom": page.bottom,
                "right": page.right,
                "text_width": page.text_width,
                "footer": page.footer,
                "pitch": page.pitch,
            },
            "tracking": tracking,
            "styles": self._style_data,
            "masthead": self._masthead(document),
            "colophon": _colophon(document),
            "sections": [
                {
                    "landscape": section.landscape,
                    "new_page": section.new_page,
                    "blocks": [
                        {**self._block(block), "closing": [self._block(entry) for entry in closing]}
                        for block, closing in with_closings(section.blocks)
                    ],
                }
                for section in sections(document.blocks)
            ],
        }

    def _width(self, figure: Figure) -> float:
        page = self._styles.page
        return fitted(figure, figure.image, page)[0] if figure.image else min(figure.width, page.text_width)

    def _masthead(self, document: Document) -> Json | None:
        masthead = document.masthead
        if masthead is None:
            return None
        geometry = masthead_geometry(masthead.mark, self._styles)
        return {
            "mark": masthead.mark,
            "number": masthead.number,
            "signer": masthead.signer,
            "copies": [text for text in (masthead.copy_number, masthead.secrecy, masthead.urgency) if text],
            "size": geometry.size,
            "narrowing": geometry.narrowing,
            "lines": geometry.lines,
        }

    def _block(self, block: Block) -> Json:
        match block:
            case Heading():
                return {
                    "kind": "heading",
                    "level": block.level,
                    "atoms": _atoms(block.line),
                    "key": f"node:{block.node}",
                }
            case Paragraph():
                return _paragraph(block)
            case Table():
                return _table(block, self._styles.styles["table"].size)
            case Figure():
                empty = block.chart.empty if block.chart else ""
                return {
                    "kind": "figure",
                    "label": block.label,
                    "source": block.source,
                    "alt": block.alt,
                    "width": self._width(block),
                    "empty": empty,
                    "svg": "" if empty else self._drawing(block),
                }
            case Signature():
                right = signature_indents(block.unit, block.date, seal=block.seal)
                return {
                    "kind": "signature",
                    "unit": block.unit,
                    "date": block.date,
                    "seal": block.seal,
                    "unit_right": right[0],
                    "date_right": right[1],
                }
            case AnnexTitle():
                return {
                    "kind": "annex",
                    "label": block.label,
                    "lines": [_atoms(line) for line in block.lines],
                }
            case PageBreak():
                return {"kind": "break"}


def _timestamp(date: str) -> int:
    """成文日期 at 00:00 UTC in seconds."""
    from datetime import UTC, datetime

    return int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())


def _colophon(document: Document) -> Json | None:
    colophon = document.colophon
    if colophon is None:
        return None
    texts = colophon_texts(colophon)
    copies = texts[0] if colophon.copies_to else ""
    date = f"{colophon.print_date}印发" if colophon.print_date else ""
    return {"copies": copies, "printer": colophon.printer, "date": date, "breaks": 0}


def _paragraph(block: Paragraph) -> Json:
    lead = lead_text(block.lead)
    node, place = block.origin or (0, 0)
    return {
        "kind": block.kind,
        "lead": {"level": block.lead.level, "text": lead, "atoms": _atoms(lead)} if block.lead else None,
        "groups": _groups(block.runs),
        "key": f"text:{node}/{place}",
        "first": block.kind == "attachments" and block.text.startswith(ATTACHED),
    }


def _groups(runs: Sequence[Run]) -> list[Json]:
    made: list[Json] = []
    before = ""
    for keep, group in groups(runs):
        gap, inner = changes_script(before, group[0].text), ""
        shown: list[list[Any]] = []
        for run in group:
            blank = [None] if changes_script(inner, run.text) else []
            notes = [run.link, str(run.note) if run.note else ""] if run.link else []
            shown.append([[*blank, *_atoms(run.text)], *notes])
            inner = run.text
        made.append({"keep": keep, "gap": gap, "runs": shown})
        before = inner
    return made


def _atoms(text: str) -> list[str | None]:
    return list(atoms(text, LONG_WORD, WORD_STEP))


def _table(block: Table, size: float) -> Json:
    def cells(rows: Iterable[Row], kind: str) -> list[Json]:
        made: list[Json] = []
        for row in rows:
            place = 0
            for cell in row:
                group = kind == "row" and len(row) == 1 < len(block.columns)
                room = sum(column.width for column in block.columns[place : place + cell.span]) - 3
                longest = max(1, int(room * POINTS_PER_MM / (size * LATIN_WIDTH)))
                made.append(_cell(cell, "group" if group else kind, longest))
                place += cell.span
        return made

    return {
        "kind": "table",
        "widths": [column.width for column in block.columns],
        "align": [column.align for column in block.columns],
        "header": cells(block.header, "header"),
        "rows": cells(block.rows, "row"),
        "caption": block.caption,
        "notes": list(block.notes),
    }


def _cell(cell: Cell, kind: str, longest: int) -> Json:
    return {
        "text": list(atoms(cell.text, longest, longest)),
        "link": cell.link,
        "span": cell.span,
        "kind": kind,
        "long": len(cell.text) > LONG_CELL,
    }
