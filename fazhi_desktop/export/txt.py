"""Plain text for content systems that eat formatting: one line a paragraph, tables with tabs."""

from collections.abc import Iterator

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

INDENT = "　　"


def render_txt(document: Document) -> bytes:
    """The document as UTF-8 with a byte order mark and Windows line ends, so that 记事本 opens it rightly."""
    lines = [*filter(None, [document.draft]), *masthead_texts(document.masthead), document.name, ""]
    lines += [line for block in document.blocks for line in _lines(block)]
    lines += ["", *colophon_texts(document.colophon)] if document.colophon else []
    return b"\xef\xbb\xbf" + ("\r\n".join(lines).rstrip() + "\r\n").encode("utf-8")


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield INDENT + block.line
        case Paragraph():
            yield block.text if block.kind == "addressee" else INDENT + block.text
        case Table():
            yield from filter(None, (block.caption,))
            yield from ("\t".join(cell.text for cell in row) for row in (*block.header, *block.rows))
            yield from block.notes
        case Figure():
            yield INDENT + (block.alt if block.alt else block.label)
        case Signature():
            yield ""
            yield from (INDENT * 8 + words for words in (block.unit, block.date) if words)
        case AnnexTitle():
            yield from ("", block.label, "".join(block.lines))
        case PageBreak():
            yield ""
