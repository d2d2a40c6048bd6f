"""Blocks of the document tree as WordprocessingML."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fazhi_desktop.document.breaking import groups
from fazhi_desktop.document.elements import signature_indents, width_in_characters
from fazhi_desktop.document.sections import Section
from fazhi_desktop.document.styles import Styles
from fazhi_desktop.document.tree import (
    ATTACHED,
    AnnexTitle,
    Block,
    Colophon,
    Document,
    Figure,
    Heading,
    Masthead,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
    colophon_texts,
    lead_text,
)
from fazhi_desktop.export.docx_styles import STYLE_IDS, character_spacing, font_name, line_pitch
from fazhi_desktop.export.docx_xml import PICTURES, attribute, element, paragraph, run, run_properties, twips
from fazhi_desktop.export.masthead import masthead_geometry
from fazhi_desktop.export.pictures import fitted

_FIRST_PICTURE = 10
_EMU = 36000
_COLOPHON_LINE = 440
"""Twips."""
_RULES = (8, 6, 8)
"""Eighths of a point: 0.35 mm and 0.25 mm."""


_TINY = element("w:snapToGrid", val=0) + element("w:spacing", before=0, after=0, line=20, lineRule="exact")
"""For a paragraph that must be there and takes no room."""


@dataclass(frozen=True)
class Picture:
    """A picture part."""

    name: str
    data: bytes


class Body:
    """Layer: export. Turns blocks into XML and collects the pictures they need."""

    def __init__(self, styles: Styles, drawing: Callable[[Figure], bytes]) -> None:
        self._styles, self._drawing = styles, drawing
        self.pictures: list[Picture] = []
        self._pitch = line_pitch(styles)

    def opening(self, document: Document) -> str:
        """版头 and title."""
        parts = [self._masthead(document.masthead)] if document.masthead else []
        if document.title:
            parts += [paragraph(STYLE_IDS["title"], run(line), self._exact(1)) for line in document.title]
            parts.append(paragraph("FzFlush"))
        return "".join(parts)

    def blocks(self, section: Section) -> str:
        """The blocks of a section; a page break before it where it asks for one."""
        parts: list[str] = []
        for place, block in enumerate(section.blocks):
            fresh = section.new_page and place == 0
            if fresh and isinstance(block, Table | Figure | Signature):
                parts.append(paragraph(STYLE_IDS["note"], "", _TINY + element("w:pageBreakBefore")))
                fresh = False
            parts.append(self._block(block, fresh=fresh))
        return "".join(parts)

    def section_end(self, properties: str) -> str:
        """The paragraph that ends a section; it takes almost no room."""
        return paragraph(STYLE_IDS["note"], "", _TINY + properties)

    def _block(self, block: Block, *, fresh: bool) -> str:
        match block:
            case Heading():
                return paragraph(f"Heading{block.level}", run(block.line), _fresh(fresh))
            case Paragraph():
                return self._paragraph(block, fresh=fresh)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Signature():
                return self._signature(block)
            case AnnexTitle():
                label = paragraph(STYLE_IDS["copies"], run(block.label), _fresh(fresh))
                lines = "".join(
                    paragraph(STYLE_IDS["title"], run(line), self._exact(1)) for line in block.lines
                )
                return f"{label}{paragraph('FzFlush')}{lines}{paragraph('FzFlush')}"
            case PageBreak():
                return ""

    def _paragraph(self, block: Paragraph, *, fresh: bool) -> str:
        inner = self._lead(block.lead) if block.lead else ""
        for keep, runs in groups(block.runs):
            inner += "".join(run(piece.text.replace(" ", "\u00a0") if keep else piece.text) for piece in runs)
        if block.kind == "addressee":
            return paragraph("FzFlush", inner, _fresh(fresh))
        if block.kind == "attachments":
            hanging = element("w:ind", leftChars=500, left=1580, hangingChars=300, hanging=948)
            before = paragraph("FzFlush") if block.text.startswith(ATTACHED) else ""
            return before + paragraph("FzFlush", inner, hanging)
        return paragraph("FzText", inner, _fresh(fresh))

    def _lead(self, lead: Heading) -> str:
        style = self._styles.styles[f"heading{lead.level}"]
        properties = run_properties(
            font_name(self._styles, style), style, spacing=character_spacing(self._styles)
        )
        return run(lead_text(lead), "" if style.font == self._styles.styles["text"].font else properties)

    def _signature(self, block: Signature) -> str:
        unit_right, date_right = signature_indents(block.unit, block.date, seal=block.seal)
        blank = paragraph("FzFlush", "", element("w:keepNext")) * (3 if block.seal else 1)
        rows = [(block.unit, unit_right), (block.date, date_right)]
        return blank + "".join(
            paragraph(
                "FzFlush",
                run(words),
                element("w:keepNext") * (words == block.unit)
                + element("w:ind", rightChars=round(right * 100), right=round(right * 316))
                + element("w:jc", val="right"),
            )
            for words, right in rows
            if words
        )

    def _exact(self, lines: float) -> str:
        """Spacing of exactly so many lines of the grid."""
        return element("w:snapToGrid", val=0) + element(
            "w:spacing", before=0, after=0, line=round(self._pitch * lines), lineRule="exact"
        )

    def _masthead(self, masthead: Masthead) -> str:
        geometry = masthead_geometry(masthead.mark, self._styles)
        copies = [text for text in (masthead.copy_number, masthead.secrecy, masthead.urgency) if text]
        top = "".join(
            paragraph(STYLE_IDS["copies"], run(copies[place]) if place < len(copies) else "", self._exact(1))
            for place in range(3)
        )
        mark_style = self._styles.styles["mark"]
        role = self._styles.fonts[mark_style.font]
        sized = run_properties(
            role.names[0] if role.names else role.bundled,
            type(mark_style)(mark_style.font, geometry.size, color=mark_style.color),
        )
        mark_height = round(geometry.size * 20 * 1.2)
        rest = twips(35) - 3 * self._pitch
        mark = paragraph(
            STYLE_IDS["mark"],
            run(masthead.mark, sized),
            element("w:snapToGrid", val=0)
            + element("w:spacing", before=max(rest, 0), after=0, line=mark_height, lineRule="exact"),
        )
        used = 3 * self._pitch + max(rest, 0) + mark_height + self._pitch + twips(4)
        gap = paragraph(
            "FzFlush",
            "",
            element("w:snapToGrid", val=0)
            + element(
                "w:spacing",
                before=0,
                after=0,
                line=max(geometry.lines * self._pitch - used, 20),
                lineRule="exact",
            ),
        )
        after = "".join(paragraph("FzFlush", "", self._exact(1)) for _ in range(2))
        return top + mark + gap + self._number_line(masthead) + after

    def _number_line(self, masthead: Masthead) -> str:
        color = self._styles.styles["mark"].color.lstrip("#")
        rule = element("w:pBdr", element("w:bottom", val="single", sz=16, space=11, color=color))
        width = twips(self._styles.page.text_width)
        signer = self._styles.styles["signer"]
        if not masthead.signer:
            return paragraph(
                "FzFlush", run(masthead.number), rule + self._exact(1) + element("w:jc", val="center")
            )
        tabs = element(
            "w:tabs", element("w:tab", val="left", pos=320) + element("w:tab", val="right", pos=width - 320)
        )
        inner = (
            "<w:r><w:tab/></w:r>"
            + run(masthead.number)
            + "<w:r><w:tab/></w:r>"
            + run("签发人：")
            + run(masthead.signer, run_properties(font_name(self._styles, signer), signer))
        )
        after = element("w:spacing", before=0, after=twips(4), line=self._pitch, lineRule="exact")
        return paragraph(
            "FzFlush",
            inner,
            rule + tabs + element("w:snapToGrid", val=0) + after + element("w:jc", val="left"),
        )

    def colophon(self, colophon: Colophon, *, alone: bool) -> str:
        """版记 at the foot of the text area; its lines are exact, so its height is known.

        On a page of its own an empty paragraph holds it down; below text it floats, which Word and WPS put at
        the foot and LibreOffice leaves behind the text.
        """
        page, size = self._styles.page, self._styles.styles["colophon"].size
        width, one = twips(page.text_width), round(size * 20)
        style, texts = STYLE_IDS["colophon"], colophon_texts(colophon)
        exact = element("w:spacing", before=0, after=0, line=_COLOPHON_LINE, lineRule="exact")
        left, right = width * 3 // 5, width - width * 3 // 5
        rows: list[tuple[str, int]] = []
        if colophon.copies_to:
            hanging = exact + element("w:ind", left=4 * one, hanging=3 * one, right=one)
            room = (width - 5 * one) / one
            lines = max(1, -int(-width_in_characters(texts[0]) // room))
            rows.append((_cells([(width, paragraph(style, run(texts[0]), hanging), 2)], height=lines), lines))
        if colophon.printer or colophon.print_date:
            words = (colophon.printer, f"{colophon.print_date}印发" if colophon.print_date else "")
            sides = (
                exact + element("w:ind", left=one),
                exact + element("w:ind", right=one) + element("w:jc", val="right"),
            )
            cells = [
                (side, paragraph(style, run(text) if text else "", properties), 1)
                for side, text, properties in zip((left, right), words, sides, strict=True)
            ]
            rows.append((_cells(cells, height=1), 1))
        height = sum(row_height(lines) for _, lines in rows)
        top = twips(page.top + page.text_height) - height
        spacer = element("w:spacing", before=0, after=0, line=top - twips(page.top) - 60, lineRule="exact")
        above = paragraph(STYLE_IDS["note"], "", element("w:snapToGrid", val=0) + spacer) if alone else ""
        return above + self._foot([row for row, _ in rows], (left, right), None if alone else top)

    def _foot(self, rows: list[str], widths: tuple[int, int], top: int | None) -> str:
        """The table of the 版记; floating where `top` (twips from the paper's edge) is given."""
        upper, inner, lower = (
            element(f"w:{side}", val="single", sz=size, space=0, color="000000")
            for side, size in zip(("top", "insideH", "bottom"), _RULES, strict=True)
        )
        left = twips(self._styles.page.left)
        position = "" if top is None else _floating(left, top)
        sides = ("top", "left", "bottom", "right")
        margins = "".join(element(f"w:{side}", w=0, type="dxa") for side in sides)
        properties = (
            position
            + element("w:tblW", w=sum(widths), type="dxa")
            + element("w:tblBorders", upper + lower + inner)
            + element("w:tblLayout", type="fixed")
            + element("w:tblCellMar", margins)
        )
        grid = element("w:tblGrid", "".join(element("w:gridCol", w=width) for width in widths))
        table = element("w:tbl", element("w:tblPr", properties) + grid + "".join(rows))
        return table + paragraph(STYLE_IDS["note"], "", _TINY)

    def _figure(self, figure: Figure) -> str:
        keep = element("w:keepNext")
        parts: list[str] = []
        if figure.chart is not None and figure.chart.empty:
            parts.append(
                paragraph(STYLE_IDS["note"], run(figure.chart.empty), keep + element("w:jc", val="center"))
            )
        else:
            parts.append(
                paragraph(
                    STYLE_IDS["caption"],
                    self._picture(figure),
                    keep + element("w:spacing", before=120, after=60, line=240, lineRule="auto"),
                )
            )
        parts.append(paragraph(STYLE_IDS["caption"], run(figure.label), keep if figure.source else ""))
        if figure.source:
            parts.append(paragraph(STYLE_IDS["note"], run(figure.source), element("w:jc", val="center")))
        return "".join(parts)

    def _picture(self, figure: Figure) -> str:
        data = self._drawing(figure)
        place = len(self.pictures) + 1
        self.pictures.append(Picture(f"image{place}.png", data))
        width, height = fitted(figure, data, self._styles.page)
        size = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
        described = f'id="{place}" name="图{figure.number}" descr="{attribute(figure.alt)}"'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
            f'<wp:docPr {described}/><a:graphic><a:graphicData uri="{PICTURES}"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {described}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="rId{_FIRST_PICTURE + place - 1}"/>'
            f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        )

    def _table(self, table: Table) -> str:
        widths = [twips(column.width) for column in table.columns]
        border = "".join(
            element(f"w:{side}", val="single", sz=4, space=0, color="000000")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        properties = element(
            "w:tblPr",
            element("w:tblW", w=sum(widths), type="dxa")
            + element("w:jc", val="center")
            + element("w:tblBorders", border)
            + element("w:tblLayout", type="fixed")
            + _cell_margins(68),
        )
        grid = element("w:tblGrid", "".join(element("w:gridCol", w=width) for width in widths))
        rows = "".join(self._row(row, table, header=True) for row in table.header)
        rows += "".join(self._row(row, table, header=False) for row in table.rows)
        caption = (
            paragraph(STYLE_IDS["caption"], run(table.caption), element("w:keepNext"))
            if table.caption
            else ""
        )
        notes = "".join(paragraph(STYLE_IDS["note"], run(note)) for note in table.notes)
        return caption + element("w:tbl", properties + grid + rows) + (notes or self.section_end(""))

    def _row(self, row: Row, table: Table, *, header: bool) -> str:
        cells: list[tuple[int, str, int]] = []
        place = 0
        group = not header and len(row) == 1 < len(table.columns)
        for cell in row:
            columns = table.columns[place : place + cell.span]
            place += cell.span
            style = STYLE_IDS["table_header" if header or group else "table"]
            align = "center" if header else ("left" if group else columns[0].align)
            keep = element("w:keepNext") if group else ""
            inner = paragraph(style, run(cell.text) if cell.text else "", keep + element("w:jc", val=align))
            cells.append((sum(twips(column.width) for column in columns), inner, cell.span))
        return _cells(cells, header=header)


def _floating(left: int, top: int) -> str:
    """Place of a floating table, twips from the paper's corner."""
    return element(
        "w:tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="page",
        horzAnchor="page",
        tblpX=left,
        tblpY=top,
    )


def row_height(lines: int) -> int:
    """Height of a row of the 版记 in twips."""
    return lines * _COLOPHON_LINE + 120


def _cells(cells: Iterable[tuple[int, str, int]], *, header: bool = False, height: int = 0) -> str:
    """A row that is never split; header rows are repeated on every page; `height` in lines of the 版记."""
    exact = element("w:trHeight", val=row_height(height), hRule="exact") if height else ""
    inner = "".join(
        element(
            "w:tc",
            element(
                "w:tcPr",
                element("w:tcW", w=width, type="dxa")
                + (element("w:gridSpan", val=span) if span > 1 else "")
                + element("w:vAlign", val="center"),
            )
            + content,
        )
        for width, content, span in cells
    )
    return element(
        "w:tr",
        element("w:trPr", element("w:cantSplit") + exact + (element("w:tblHeader") if header else ""))
        + inner,
    )


def _cell_margins(sides: int) -> str:
    return element(
        "w:tblCellMar",
        element("w:top", w=57, type="dxa")
        + element("w:left", w=sides, type="dxa")
        + element("w:bottom", w=57, type="dxa")
        + element("w:right", w=sides, type="dxa"),
    )


def _fresh(fresh: bool) -> str:
    return element("w:pageBreakBefore") if fresh else ""
