"""Blocks of the document tree as paragraphs, tables and pictures of python-docx."""

import itertools
from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

from fazhi_desktop.document.breaking import groups
from fazhi_desktop.document.elements import signature_indents
from fazhi_desktop.document.sections import Section, with_closings
from fazhi_desktop.document.styles import Styles
from fazhi_desktop.document.tree import (
    ATTACHED,
    AnnexTitle,
    Block,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    lead_text,
)
from fazhi_desktop.export.docx_base import STYLE_IDS
from fazhi_desktop.export.docx_chart import add_chart
from fazhi_desktop.export.docx_oxml import (
    align,
    character_spacing,
    dress,
    element,
    exact,
    indent,
    line_pitch,
    put,
    table_form,
    tracked,
    twips,
)
from fazhi_desktop.export.pictures import fitted

_BORDERS = {"top": 4, "left": 4, "bottom": 4, "right": 4, "insideH": 4, "insideV": 4}
"""Eighths of a point."""
_MARGINS = {"top": 62, "left": 57, "bottom": 62, "right": 57}
"""Twips."""


def add(container: Any, style: str, text: str = "") -> Any:
    """A paragraph of a style at the end of a document or cell.

    Its style is set by identity: by name python-docx searches all styles each time.
    """
    made = container.add_paragraph()
    made._p.style = STYLE_IDS[style]
    if text:
        made.add_run(text)
    return made


def keep_rows_whole(table: Any, heights: Sequence[int] = ()) -> None:
    """No row is split over pages; exact heights in twips where they are given."""
    from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
    from docx.shared import Twips

    for place, row in enumerate(table.rows):
        row._tr.get_or_add_trPr().insert(0, element("cantSplit"))
        if heights:
            row.height, row.height_rule = Twips(heights[place]), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell in row.cells:
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER


class Body:
    """Layer: export. Writes blocks at the end of a python-docx document."""

    def __init__(self, document: Any, styles: Styles) -> None:
        self._document, self._styles = document, styles
        self._pitch = line_pitch(styles)
        self._changes = itertools.count(1)

    def title(self, lines: Sequence[str]) -> None:
        """Title lines and the empty line below them."""
        for line in lines:
            exact(add(self._document, "title", line), self._pitch)
        if lines:
            add(self._document, "flush")

    def blocks(self, section: Section) -> None:
        """The blocks of a section; a page break before it where it asks for one."""
        for place, (block, closing) in enumerate(with_closings(section.blocks)):
            fresh = section.new_page and place == 0
            if fresh and isinstance(block, Table | Figure | Signature):
                opening = add(self._document, "note")
                exact(opening, 20)
                opening.paragraph_format.page_break_before = True
                fresh = False
            first = self._block(block)
            if fresh and first is not None:
                first.paragraph_format.page_break_before = True
            for held in closing:
                self._document.paragraphs[-1].paragraph_format.keep_with_next = True
                self._block(held)

    def _block(self, block: Block) -> Any:
        """Write a block; returns its first paragraph, None where it begins with something else."""
        match block:
            case Heading():
                made = add(self._document, f"heading{block.level}", "" if block.marked else block.line)
                self._tracked(made, block.marked)
                return made
            case Paragraph():
                return self._paragraph(block)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case Signature():
                self._signature(block)
            case AnnexTitle():
                label = add(self._document, "copies", block.label)
                add(self._document, "flush")
                self.title(block.lines)
                return label
            case PageBreak():
                pass
        return None

    def _paragraph(self, block: Paragraph) -> Any:
        if block.kind == "attachments" and block.text.startswith(ATTACHED):
            add(self._document, "flush").paragraph_format.keep_with_next = True
        made = add(self._document, "flush" if block.kind in {"addressee", "attachments"} else "text")
        if block.kind == "attachments":
            indent(made, leftChars=500, left=1580, hangingChars=300, hanging=948)
        if block.lead:
            self._lead(made, block.lead)
        if any(run.change for run in block.runs):
            self._tracked(made, block.runs)
            return made
        for keep, runs in groups(block.runs):
            text = "".join(run.text for run in runs)
            made.add_run(text.replace(" ", "\u00a0") if keep else text)
        return made

    def _tracked(self, paragraph: Any, runs: Sequence[Run]) -> None:
        """Text with tracked changes; where all of it is one, so is the paragraph mark."""
        for run in runs:
            written = paragraph.add_run(run.text)._r
            if run.change:
                mark = tracked(run.change, next(self._changes))
                written.addprevious(mark)
                mark.append(written)
            if run.change == "del":
                for text in written.t_lst:
                    text.tag = text.tag[:-1] + "delText"
        whole = {run.change for run in runs if run.text}
        if len(whole) == 1 and whole != {""}:
            put(paragraph._p.get_or_add_pPr(), element("rPr", tracked(whole.pop(), next(self._changes))))

    def _lead(self, made: Any, lead: Heading) -> None:
        style = self._styles.styles[f"heading{lead.level}"]
        run = made.add_run(lead_text(lead))
        if style.font != self._styles.styles["text"].font:
            dress(run._r.get_or_add_rPr(), self._styles, style, character_spacing(self._styles))

    def _signature(self, block: Signature) -> None:
        rights = signature_indents(block.unit, block.date, seal=block.seal)
        for _ in range(3 if block.seal else 1):
            add(self._document, "flush").paragraph_format.keep_with_next = True
        for words, right in zip((block.unit, block.date), rights, strict=True):
            if words:
                made = add(self._document, "flush", words)
                made.paragraph_format.keep_with_next = words == block.unit or None
                indent(made, rightChars=round(right * 100), right=round(right * 316))
                align(made, "right")

    def _figure(self, figure: Figure) -> None:
        from docx.shared import Pt

        if figure.chart is not None and figure.chart.empty:
            shown = add(self._document, "note", figure.chart.empty)
            align(shown, "center")
        else:
            shown = add(self._document, "caption")
            shown.paragraph_format.space_before, shown.paragraph_format.space_after = Pt(6), Pt(3)
            if figure.chart is not None:
                add_chart(self._document, shown.add_run(), figure, figure.chart, self._styles)
            else:
                self._picture(shown.add_run(), figure)
        label = add(self._document, "caption", figure.label)
        shown.paragraph_format.keep_with_next = True
        if figure.source:
            label.paragraph_format.keep_with_next = True
            align(add(self._document, "note", figure.source), "center")

    def _picture(self, run: Any, figure: Figure) -> None:
        from docx.shared import Mm

        width, height = fitted(figure, figure.image, self._styles.page)
        shape = run.add_picture(BytesIO(figure.image), Mm(width), Mm(height))
        described = shape._inline.docPr
        described.set("name", f"图{figure.number}")
        described.set("descr", figure.alt)

    def _table(self, table: Table) -> None:
        """A table; one row of each kind is formed by the library and copied for the others."""
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.shared import Pt
        from docx.table import _Row

        if table.caption:
            add(self._document, "caption", table.caption).paragraph_format.keep_with_next = True
        made = self._document.add_table(0, len(table.columns))
        widths = [twips(column.width) for column in table.columns]
        table_form(made, widths=widths, borders=_BORDERS, margins=_MARGINS)
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        kinds: dict[tuple[bool, tuple[int, ...]], Any] = {}
        for place, row in enumerate((*table.header, *table.rows)):
            kind = (place < len(table.header), tuple(cell.span for cell in row))
            if kind not in kinds:
                kinds[kind] = _model(made, table, row, header=kind[0])
            copied = deepcopy(kinds[kind])
            made._tbl.append(copied)
            cells, column = _Row(copied, made).cells, 0
            for cell in row:
                if cell.text:
                    cells[column].paragraphs[0].add_run(cell.text)
                column += cell.span
        for note in table.notes:
            add(self._document, "note", note).paragraph_format.space_before = Pt(3)
        if not table.notes:
            exact(add(self._document, "note"), 20)


def _model(made: Any, table: Table, row: Row, *, header: bool) -> Any:
    """An empty row of one kind, taken out of the table again: cells joined, styles set, never split."""
    from docx.enum.table import WD_ALIGN_VERTICAL

    added = made.add_row()
    marks = [element("cantSplit"), *([element("tblHeader")] if header else [])]
    added._tr.get_or_add_trPr().extend(marks)
    group = not header and len(row) == 1 < len(table.columns)
    cells, column = added.cells, 0
    for cell in row:
        last = column + cell.span - 1
        joined = cells[column].merge(cells[last]) if cell.span > 1 else cells[column]
        joined.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        paragraph = joined.paragraphs[0]
        paragraph._p.style = STYLE_IDS["table_header" if header or group else "table"]
        side = "center" if header else ("left" if group else table.columns[column].align)
        align(paragraph, side)
        if group:
            paragraph.paragraph_format.keep_with_next = True
        column += cell.span
    made._tbl.remove(added._tr)
    return added._tr
