"""A saved web page -> paragraphs; which of them are chrome is decided later, by wording."""

import re
from html.parser import HTMLParser

from fazhi_desktop.reading.lines import LineKind, Source, SourceLine

_BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tr",
        "tbody",
        "thead",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "footer",
        "nav",
        "form",
        "center",
        "blockquote",
        "hr",
        "body",
        "main",
        "aside",
        "figure",
        "pre",
        "caption",
        "ucaptitle",
        "ucapcontent",
    }
)
_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "select",
        "option",
        "iframe",
        "svg",
        "template",
        "textarea",
        "button",
        "head",
        "object",
        "nav",
        "map",
    }
)
_BREAK = "\x1e"
_VOID = frozenset(
    {"br", "img", "input", "meta", "link", "hr", "base", "col", "area", "source", "wbr", "embed", "param"}
)


def read_web(markup: str) -> Source:
    """The visible text of a page, one paragraph per block; <br> ends a paragraph as well."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    reader.finish()
    return Source(tuple(reader.lines))


class _Reader(HTMLParser):
    """Gathers text until a block begins or ends.

    Attributes:
        lines: what was found so far.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[SourceLine] = []
        self._text: list[str] = []
        self._linked = 0
        self._in_link = 0
        self._skipped: list[str] = []
        self._cells: list[str] | None = None
        self._heading = 0
        self._in_pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.append(tag)
            return
        if tag in _SKIPPED:
            self._end_block()
            self._skipped.append(tag)
        elif tag == "br":
            self._end_block()
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self._end_row()
            self._end_block()
            self._cells = [] if tag == "tr" else None
        elif tag in _BLOCKS:
            if self._cells is None:
                self._end_block()
            if tag in {"h1", "h2", "h3"}:
                self._heading = int(tag[1])
            self._in_pre += tag == "pre"
        elif tag == "a":
            self._in_link += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" and not self._skipped:
            self._end_block()

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
            return
        if tag == "a":
            self._in_link = max(0, self._in_link - 1)
        elif tag == "tr":
            self._end_row()
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in _BLOCKS and tag not in _VOID and (self._cells is None or tag == "table"):
            self._end_block()
            if tag in {"h1", "h2", "h3"}:
                self._heading = 0
            self._in_pre = max(0, self._in_pre - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        for place, piece in enumerate(data.splitlines() if self._in_pre else (data,)):
            if place:
                self._end_block()
            self._text.append(piece)
            if self._in_link:
                self._linked += len(piece.strip())
        if self._in_pre and data.endswith("\n"):
            self._end_block()

    def finish(self) -> None:
        """Take what is left at the end of the page."""
        self._end_row()
        self._end_block()

    def _end_cell(self) -> None:
        if self._cells is None:
            self._end_block()
            return
        text = _plain(self._text)
        self._text, self._linked = [], 0
        if text:
            self._cells.append(text)

    def _end_row(self) -> None:
        """A row of short cells stays a row; a table that only lays out the page gives its paragraphs."""
        if self._cells is None:
            return
        self._end_cell()
        cells, self._cells = self._cells, None
        if len(cells) == 1 or any(len(cell) > 80 for cell in cells):
            self.lines += [
                SourceLine(piece, "paragraph") for cell in cells for piece in cell.split(_BREAK) if piece
            ]
        elif cells:
            self.lines.append(SourceLine("\t".join(cell.replace(_BREAK, " ") for cell in cells), "row"))

    def _end_block(self) -> None:
        if self._cells is not None:
            if _plain(self._text):
                self._text.append(_BREAK)
            return
        text = _plain(self._text)
        if text:
            kind: LineKind = "link" if self._linked * 10 >= len(text) * 9 else "paragraph"
            kind = "line" if kind == "paragraph" and self._in_pre else kind
            kind = "title" if self._heading == 1 and kind == "paragraph" else kind
            self.lines.append(
                SourceLine(text, kind, level=0 if kind == "link" else max(0, self._heading - 1))
            )
        self._text, self._linked = [], 0


def _plain(pieces: list[str]) -> str:
    """Source line breaks and runs of blanks are one blank, none between two Chinese characters."""
    text = "".join(pieces).replace("\u2003", " ").replace("\u3000", " ")
    text = re.sub(r"(?<=[\u4e00-\u9fff，。、；：])[ \t]*[\r\n]\s*(?=[\u4e00-\u9fff，。、；：])", "", text)
    parts = (" ".join(part.split()) for part in text.split(_BREAK))
    return _BREAK.join(part for part in parts if part)
