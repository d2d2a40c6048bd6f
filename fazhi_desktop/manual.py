"""The manual: Markdown pages read into blocks, shown by the window and written as HTML and PDF.

The subset that the pages use: headings with ids (`## 导入 {#import_dialog}`), paragraphs, lists of one level,
tables, fenced code, notes (`> `), pictures on a line of their own; inside a line **strong**, `code` and
[links](page.md#id). An id that is the name of a form in `ui/` makes F1 in that form come here.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Kind = Literal["heading", "text", "bullets", "numbers", "table", "code", "picture", "note"]

_HEADING = re.compile(r"(#{1,3}) (.*?)(?: \{(#[\w -]+(?: #[\w-]+)*)\})?$")
_ITEM = re.compile(r"(?:(-)|\d+\.) +(.*)$")
_PICTURE = re.compile(r"!\[(.*)\]\((.+)\)$")
_INLINE = re.compile(r"\*\*(?P<strong>.+?)\*\*|`(?P<code>[^`]+)`|\[(?P<link>[^\]]+)\]\((?P<to>[^)]+)\)")
_CONTINUED = r"(?!#{1,3} |\||> |- |```|\d+\. |!\[)\S"
_LATIN = re.compile(r"[!-~]")
EXCERPT = 30


@dataclass(frozen=True)
class Span:
    """Some characters of one style; `to` is where a link leads: `page.md#id`, `#id` or `page.md`."""

    text: str
    style: Literal["", "strong", "code", "link"] = ""
    to: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Block:
    """One block of a page.

    Attributes:
        lines: a heading, paragraph or note has one, a list one per item, code one per line.
        rows: a table's rows of cells, headings first.
        ids: a heading's names. level: 1 to 3. path: a picture's file.
    """

    kind: Kind
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    ids: tuple[str, ...] = ()
    level: int = 0
    path: str = ""

    def text(self) -> str:
        """The block without styles."""
        lines = [*self.lines, *(cell for row in self.rows for cell in row)]
        return "　".join(plain(line) for line in lines)


@dataclass(frozen=True)
class Page:
    """One file of the manual; `title` is its first heading."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Hit:
    """Where words were found: the page, the nearest heading above, and the text around them."""

    page: str
    anchor: str
    heading: str
    excerpt: str


@dataclass
class _Lines:
    """The lines of a file, taken one after the other."""

    left: list[str] = field(default_factory=list)

    def while_(self, pattern: str) -> Iterator[str]:
        while self.left and re.match(pattern, self.left[0]):
            yield self.left.pop(0)


def load_manual(folder: Path) -> tuple[Page, ...]:
    """Every page, in the order of file names."""
    return tuple(read_page(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.md")))


def read_page(name: str, text: str) -> Page:
    """One page from its Markdown."""
    lines = _Lines(text.splitlines())
    blocks: list[Block] = []
    while lines.left:
        if lines.left[0].strip():
            blocks.append(_block(lines))
        else:
            lines.left.pop(0)
    title = next((plain(block.lines[0]) for block in blocks if block.kind == "heading"), name)
    return Page(name, title, tuple(blocks))


def _block(lines: _Lines) -> Block:
    first = lines.left[0]
    if heading := _HEADING.match(first):
        lines.left.pop(0)
        ids = tuple(word.lstrip("#") for word in (heading[3] or "").split())
        return Block("heading", (_spans(heading[2]),), ids=ids, level=len(heading[1]))
    if picture := _PICTURE.match(first):
        lines.left.pop(0)
        return Block("picture", ((Span(picture[1]),),), path=picture[2])
    if first.startswith("```"):
        lines.left.pop(0)
        code = tuple((Span(line, "code"),) for line in lines.while_(r"(?!```)"))
        del lines.left[:1]
        return Block("code", code)
    if first.startswith("|"):
        rows = [_cells(line) for line in lines.while_(r"\|")]
        return Block("table", rows=tuple(rows[:1] + rows[2:]))
    if first.startswith("> "):
        return Block("note", (_spans(_joined(line[2:] for line in lines.while_("> "))),))
    if item := _ITEM.match(first):
        return Block("bullets" if item[1] else "numbers", tuple(_items(lines)))
    lines.left.pop(0)
    return Block("text", (_spans(_joined([first, *lines.while_(_CONTINUED)])),))


def _items(lines: _Lines) -> Iterator[Line]:
    while lines.left and (item := _ITEM.match(lines.left[0])):
        lines.left.pop(0)
        yield _spans(_joined([item[2], *lines.while_(r"  +\S")]))


def _cells(row: str) -> tuple[Line, ...]:
    inside = row.strip().strip("|").replace("\\|", "\0")
    return tuple(_spans(cell.strip().replace("\0", "|")) for cell in inside.split("|"))


def _joined(lines: Iterator[str] | Sequence[str]) -> str:
    """Lines of one paragraph; between Chinese characters a line's end is nothing."""
    made = ""
    for line in lines:
        words = line.strip()
        latin = made and words and _LATIN.match(made[-1]) and _LATIN.match(words[0])
        made += f" {words}" if latin else words
    return made


def _spans(text: str) -> Line:
    made: list[Span] = []
    place = 0
    for found in _INLINE.finditer(text):
        if found.start() > place:
            made.append(Span(text[place : found.start()]))
        if found["strong"]:
            made.append(Span(found["strong"], "strong"))
        elif found["code"]:
            made.append(Span(found["code"], "code"))
        else:
            made.append(Span(found["link"], "link", found["to"]))
        place = found.end()
    if place < len(text):
        made.append(Span(text[place:]))
    return tuple(made)


def plain(line: Line) -> str:
    """A line without styles."""
    return "".join(span.text for span in line)


def place_of(pages: Sequence[Page], anchor: str) -> str:
    """The page that has a heading of this id, '' for none."""
    return next((page.name for page in pages for block in page.blocks if anchor in block.ids), "")


def search(pages: Sequence[Page], words: str) -> list[Hit]:
    """Every block that holds all the words, headings first."""
    wanted = [word.casefold() for word in words.split()]
    hits: list[tuple[int, Hit]] = []
    for page in pages if wanted else ():
        anchor, heading = "", page.title
        for number, block in enumerate(page.blocks):
            if block.kind == "heading":
                anchor, heading = heading_anchor(block, number), plain(block.lines[0])
            text = block.text()
            folded = text.casefold()
            if all(word in folded for word in wanted):
                start = max(0, folded.index(wanted[0]) - EXCERPT // 2)
                excerpt = text[start : start + 2 * EXCERPT]
                hits.append((block.kind != "heading", Hit(page.name, anchor, heading, excerpt)))
    return [hit for _, hit in sorted(hits, key=lambda entry: entry[0])]


def heading_anchor(block: Block, number: int) -> str:
    """The name by which a heading is found on its page."""
    return block.ids[0] if block.ids else f"h{number}"


def page_html(page: Page, *, width: int) -> str:
    """The inside of a page's HTML; pictures are `width` pixels wide."""
    return "\n".join(_block_html(block, number, width) for number, block in enumerate(page.blocks))


def _block_html(block: Block, number: int, width: int) -> str:
    lines = [_line_html(line) for line in block.lines]
    match block.kind:
        case "heading":
            names = "".join(f'<a name="{name}"></a>' for name in (*block.ids, f"h{number}"))
            return f"<h{block.level}>{names}{lines[0]}</h{block.level}>"
        case "picture":
            alt = html.escape(plain(block.lines[0]), quote=True)
            return f'<p class="picture"><img src="{html.escape(block.path)}" width="{width}" alt="{alt}"></p>'
        case "code":
            return "<pre>" + "\n".join(html.escape(plain(line)) for line in block.lines) + "</pre>"
        case "table":
            return f'<table border="1" cellspacing="0" cellpadding="6">{_rows_html(block)}</table>'
        case "bullets" | "numbers":
            tag = "ul" if block.kind == "bullets" else "ol"
            return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>"
        case "note":
            return f"<blockquote><p>{lines[0]}</p></blockquote>"
        case "text":
            return f"<p>{lines[0]}</p>"


def _rows_html(block: Block) -> str:
    made: list[str] = []
    for number, row in enumerate(block.rows):
        tag = "td" if number else "th"
        cells = "".join(f'<{tag} align="left">{_line_html(cell)}</{tag}>' for cell in row)
        made.append(f"<tr>{cells}</tr>")
    return "\n".join(made)


def _line_html(line: Line) -> str:
    made: list[str] = []
    for span in line:
        text = html.escape(span.text, quote=False)
        match span.style:
            case "strong":
                made.append(f"<b>{text}</b>")
            case "code":
                made.append(f"<code>{text}</code>")
            case "link":
                made.append(f'<a href="{html.escape(span.to, quote=True)}">{text}</a>')
            case _:
                made.append(text)
    return "".join(made)
