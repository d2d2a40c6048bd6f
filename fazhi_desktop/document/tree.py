"""The neutral document tree: what a report looks like before any format, in frozen dataclasses.

Writers read it, `read back` compares files with it, and goldens are its text dump.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fazhi_desktop.document.charts import ChartSpec

Edition = Literal["public", "submit"]
Align = Literal["left", "center", "right"]
ParagraphKind = Literal["body", "addressee", "attachments", "remark"]

ATTACHED = "附件："
"""Opens the 附件说明, which stands one line below the text (GB/T 9704-2012, 7.3.4)."""
EDITIONS: dict[Edition, str] = {"public": "公开版", "submit": "报送版"}


@dataclass(frozen=True)
class Run:
    """A piece of text; `link` is the link whose digits it prints (`E02`, `E02@-1`), '' for plain text.

    `note` is its number in the list of sources, 0 outside a 核稿稿; it is no part of the text. `change` marks
    what a 花脸稿 shows as put in or taken out.
    """

    text: str
    link: str = ""
    note: int = 0
    change: Literal["", "ins", "del"] = ""


@dataclass(frozen=True)
class Heading:
    """A numbered heading; `node` is its id in the outline, 0 where it has none.

    `marked` is its line in pieces where a 花脸稿 shows a change in it.
    """

    level: int
    number: str
    text: str
    node: int = 0
    marked: tuple[Run, ...] = ()

    @property
    def line(self) -> str:
        """Number and heading as printed: 一、…, （一）…, 1.…"""
        mark = "、" if self.level == 1 and self.number else ""
        return f"{self.number}{mark}{self.text}"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes:
        lead: run-in heading that opens it (1.…。正文).
        origin: (node id, place of the text in it), node 0 is the preface; None where the program wrote it.
    """

    runs: tuple[Run, ...]
    lead: Heading | None = None
    kind: ParagraphKind = "body"
    origin: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The whole paragraph as printed, without what was taken out."""
        return lead_text(self.lead) + "".join(run.text for run in self.runs if run.change != "del")


def lead_text(lead: Heading | None) -> str:
    """A run-in heading as printed, with its full stop."""
    if lead is None:
        return ""
    return lead.line if lead.line.endswith(("。", "！", "？", "：", "；")) else f"{lead.line}。"


@dataclass(frozen=True)
class Column:
    """A table column; width in millimetres."""

    width: float
    align: Align = "left"


@dataclass(frozen=True)
class Cell:
    """A table cell that spans `span` columns."""

    text: str
    link: str = ""
    span: int = 1


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table; header rows are repeated on every page, no row is split.

    Attributes:
        notes: lines under the table.
        landscape: it stands on pages of its own that are turned.
    """

    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    notes: tuple[str, ...] = ()
    landscape: bool = False


@dataclass(frozen=True)
class Figure:
    """A chart or a picture (PNG bytes) with number, caption and source; width in millimetres."""

    number: int
    caption: str
    source: str
    alt: str
    chart: ChartSpec | None = None
    image: bytes = b""
    width: float = 140.0

    @property
    def label(self) -> str:
        """图1 …"""
        return f"图{self.number}　{self.caption}"


@dataclass(frozen=True)
class Signature:
    """署名 and 成文日期; `seal` leaves room for the seal."""

    unit: str
    date: str
    seal: bool = False


@dataclass(frozen=True)
class AnnexTitle:
    """附件 with its title, on a new page."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    """A new page."""


Block = Heading | Paragraph | Table | Figure | Signature | AnnexTitle | PageBreak


@dataclass(frozen=True)
class Masthead:
    """版头 of the 报送版; '' where an element is left out."""

    mark: str
    number: str = ""
    signer: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""


@dataclass(frozen=True)
class Colophon:
    """版记 of the 报送版."""

    copies_to: str = ""
    printer: str = ""
    print_date: str = ""


@dataclass(frozen=True)
class Document:
    """A report ready to be set.

    Attributes:
        title: its lines, broken between words.
        draft: what stands in every page's header while hard findings stand, '' for a clean one.
        date: 成文日期 as ISO text, for PDF/A; '' where it has none.
        remarks: margin in millimetres for remarks, and numbers at the lines, of a 核稿稿; 0 elsewhere.
    """

    title: tuple[str, ...]
    edition: Edition
    blocks: tuple[Block, ...]
    draft: str = ""
    masthead: Masthead | None = None
    colophon: Colophon | None = None
    date: str = ""
    remarks: float = 0.0

    @property
    def name(self) -> str:
        """The title on one line."""
        return "".join(self.title)

    def texts(self) -> Iterator[str]:
        """Every text a reader must find in the exported file, in order."""
        yield from masthead_texts(self.masthead)
        yield from self.title
        for block in self.blocks:
            yield from block_texts(block)
        yield from colophon_texts(self.colophon)

    def dump(self) -> str:
        """The tree as text, one line an entry, for goldens."""
        head = [
            f"版本：{EDITIONS[self.edition]}",
            *(f"页眉：{text}" for text in [self.draft] if text),
            *(f"版头：{text}" for text in masthead_texts(self.masthead)),
            *(f"标题：{line}" for line in self.title),
        ]
        body = [line for block in self.blocks for line in block_lines(block)]
        return "\n".join([*head, *body, *(f"版记：{text}" for text in colophon_texts(self.colophon))]) + "\n"


def masthead_texts(masthead: Masthead | None) -> tuple[str, ...]:
    """The texts of the 版头, in printed order, without those left out."""
    if masthead is None:
        return ()
    signer = f"签发人：{masthead.signer}" if masthead.signer else ""
    texts = (masthead.copy_number, masthead.secrecy, masthead.urgency, masthead.mark, masthead.number, signer)
    return tuple(text for text in texts if text)


def colophon_texts(colophon: Colophon | None) -> tuple[str, ...]:
    """The texts of the 版记, in printed order, without those left out."""
    if colophon is None:
        return ()
    copies = f"抄送：{colophon.copies_to.rstrip('。，、；')}。" if colophon.copies_to else ""
    date = f"{colophon.print_date}印发" if colophon.print_date else ""
    return tuple(text for text in (copies, colophon.printer, date) if text)


def block_texts(block: Block) -> Iterator[str]:
    """The texts of one block, in printed order."""
    match block:
        case Heading():
            yield block.line
        case Paragraph():
            yield block.text
        case Table():
            yield from filter(None, (block.caption,))
            yield from (cell.text for row in (*block.header, *block.rows) for cell in row if cell.text)
            yield from block.notes
        case Figure():
            yield from filter(None, (block.label, block.source))
        case Signature():
            yield from filter(None, (block.unit, block.date))
        case AnnexTitle():
            yield from (block.label, *block.lines)
        case PageBreak():
            return


def block_lines(block: Block) -> Iterator[str]:
    """One block as lines of the dump."""
    match block:
        case Heading():
            yield f"{'#' * block.level} {block.line}"
        case Paragraph():
            links = "".join(f"[{run.text}={run.link}]" for run in block.runs if run.link)
            yield f"{block.kind}：{block.text}" + (f"　{links}" if links else "")
        case Table():
            yield f"表：{block.caption}{'（横排）' if block.landscape else ''}"
            yield from (" | ".join(cell.text for cell in row) for row in (*block.header, *block.rows))
            yield from (f"表注：{note}" for note in block.notes)
        case Figure():
            yield f"图：{block.label}（{block.source}）{block.alt}"
        case Signature():
            yield f"落款：{block.unit} {block.date}{'（用印）' if block.seal else ''}"
        case AnnexTitle():
            yield f"附件页：{block.label} {'/'.join(block.lines)}"
        case PageBreak():
            yield "换页"
