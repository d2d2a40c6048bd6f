"""Plain text for content systems that eat formatting: one line a paragraph, nothing but the text itself.

Without indents, blank lines and 附表, so that reading the file again gives the report's own paragraphs.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from fazhi_desktop.document.tree import (
    AnnexTitle,
    Block,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    colophon_texts,
    masthead_texts,
)


def without_annex(document: Document) -> Document:
    """The document up to its first 附件, and without the mark of a draft, which stands in the file's name."""
    blocks = tuple(takewhile(lambda block: not isinstance(block, AnnexTitle), document.blocks))
    return replace(document, blocks=blocks, draft="")


def render_txt(document: Document) -> bytes:
    """The document as UTF-8, a line for each paragraph."""
    lines = [*masthead_texts(document.masthead), document.name]
    lines += [line for block in document.blocks for line in _lines(block)]
    lines += colophon_texts(document.colophon)
    return ("\n".join(line for line in lines if line) + "\n").encode("utf-8")


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.line
        case Paragraph():
            yield block.text
        case Table():
            yield from filter(None, (block.caption,))
            yield from ("\t".join(cell.text for cell in row) for row in (*block.header, *block.rows))
            yield from block.notes
        case Figure():
            yield block.alt if block.alt else block.label
        case Signature():
            yield from (words for words in (block.unit, block.date) if words)
        case AnnexTitle():
            yield from (block.label, "".join(block.lines))
        case PageBreak():
            return
