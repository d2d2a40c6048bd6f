"""Lines as a file holds them -> paragraphs of the report: chrome out, page ends joined, titles kept whole."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fazhi_desktop.core.mentions import fold
from fazhi_desktop.reading.glue import Gluing
from fazhi_desktop.reading.lines import Source, SourceLine
from fazhi_desktop.reading.marks import Mark, mark_of
from fazhi_desktop.reading.titles import TitleWords, find_title
from fazhi_desktop.reading.wording import Chrome

_FINAL = '。：；！？”…:;!?"』」'
_SIGNED = re.compile(
    r"(?:\d{4}|[二〇○零一二三四五六七八九]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
)
_ATTACHED = re.compile(r"\s*附\s*件?\s*[\d一二三四五]*\s*[:：]")
_LONG = 18
_FEWEST = 6
"""Lines from which a common width says something."""


@dataclass(frozen=True)
class Paragraph:
    """One repaired paragraph.

    Attributes:
        level: heading level its style in the file gives it, 0 for none.
        table: a table row, cells joined by tabs.
        joined: it was put together from several lines.
    """

    text: str
    level: int = 0
    table: bool = False
    joined: bool = False


@dataclass(frozen=True)
class Repaired:
    """The report's own text, and what was left out.

    Attributes:
        title: index of the title among the paragraphs, None where there is none.
        dropped: lines taken for chrome or page numbers.
    """

    paragraphs: tuple[Paragraph, ...]
    title: int | None
    dropped: tuple[str, ...]
    head: tuple[str, ...] = ()


def repair(source: Source, chrome: Chrome, words: TitleWords) -> Repaired:
    """The paragraphs of the report in a source."""
    dropped: list[str] = []
    lines = _without_chrome(source.lines, chrome, words, dropped)
    lines = [
        replace(line, text=chrome.without_page_numbers(line.text.replace("\xa0", " "))) for line in lines
    ]
    while lines and not lines[-1].text.strip():
        lines.pop()
    lines = _without_foot(lines, chrome, dropped)
    title, first, after = find_title([line.text for line in lines], words)
    head = tuple(line.text.strip() for line in lines[:first] if line.text.strip())
    dropped += head
    width = _wrap_width(lines[after:])
    if width:
        body = _cut(_joined(lines[after:], width))
    else:
        body = _joined_pages([replace(line, text=piece) for line, piece in _pieces(lines[after:])])
    paragraphs = ([Paragraph(title)] if title else []) + body
    return Repaired(tuple(paragraphs), 0 if title else None, tuple(dropped), head)


def _pieces(lines: Iterable[SourceLine]) -> Iterator[tuple[SourceLine, str]]:
    gluing = Gluing()
    for line in lines:
        for piece in (line.text,) if line.kind == "row" else gluing.cut(line.text):
            yield line, piece


def _cut(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    gluing = Gluing()
    return [
        replace(paragraph, text=piece)
        for paragraph in paragraphs
        for piece in ((paragraph.text,) if paragraph.table else gluing.cut(paragraph.text))
    ]


def _without_chrome(
    lines: Sequence[SourceLine], chrome: Chrome, words: TitleWords, dropped: list[str]
) -> list[SourceLine]:
    """Lines of the report; a label without a value (来源：) takes the short line behind it along."""
    kept: list[SourceLine] = []
    open_label = False
    for line in lines:
        text = line.text.strip()
        if not text:
            kept.append(line)
            continue
        if _is_chrome(line, text, chrome):
            dropped.append(text)
            open_label = text.endswith(("：", ":"))
        elif (
            open_label
            and len(text) <= 30
            and not re.search("[。；，]|[：:]$", text)
            and not words.subject.search(text)
        ):
            dropped.append(text)
            open_label = False
        else:
            kept.append(line)
            open_label = False
    return kept


def _is_chrome(line: SourceLine, text: str, chrome: Chrome) -> bool:
    if line.kind == "row":
        return chrome.is_chrome(text.replace("\t", " "))
    return (
        chrome.is_page_number(text)
        or chrome.is_chrome(text)
        or (line.kind == "link" and mark_of(text) is None and len(text) < 40)
    )


def _without_foot(lines: list[SourceLine], chrome: Chrome, dropped: list[str]) -> list[SourceLine]:
    """Cut what follows the first line of the page's foot, when the report's text lies before it."""
    last = max(
        (place for place, line in enumerate(lines) if len(line.text) > 60 or _ends(line.text)), default=-1
    )
    cut = next((place for place in range(last + 1, len(lines)) if chrome.is_foot(lines[place].text)), None)
    if cut is None:
        return lines
    dropped += [line.text for line in lines[cut:] if line.text.strip()]
    return lines[:cut]


def _ends(text: str) -> bool:
    """Whether a line ends where a sentence ends."""
    plain = text.rstrip()
    if not plain:
        return True
    if plain[-1] in "）)" and len(plain) > 1:
        return plain[-2] in _FINAL
    return plain[-1] in _FINAL or (plain[-1] == "." and "\u4e00" <= plain[-2:-1] <= "\u9fff")


def _is_heading(text: str, mark: Mark | None) -> bool:
    """Whether a marked line is a heading for itself, without a body behind it."""
    return mark is not None and mark.style != "ordinal" and "。" not in text.rstrip("。 \u3000")


def _stands_alone(line: SourceLine) -> bool:
    text = line.text.strip()
    return (
        line.kind in {"row", "title"}
        or line.level > 0
        or bool(_SIGNED.fullmatch(fold(text)))
        or bool(_ATTACHED.match(text))
    )


def _joined_pages(lines: Sequence[SourceLine]) -> list[Paragraph]:
    """Each line is a paragraph, apart from those that a page end has cut in two.

    A line that is no heading and does not end a sentence, followed by one that is no heading, runs on.
    """
    made: list[Paragraph] = []
    open_end = False
    for line in lines:
        text = line.text.strip(" \t\u3000\ufeff\u200b")
        if not text:
            continue
        mark = mark_of(text)
        starts = (mark is not None and mark.style != "ordinal") or _stands_alone(line)
        if open_end and not starts and made and _may_follow(made[-1].text, text):
            made[-1] = Paragraph(made[-1].text + text, made[-1].level, joined=True)
        else:
            made.append(Paragraph(text, line.level, table=line.kind == "row"))
        last = made[-1].text
        last_mark = mark_of(last)
        open_end = (
            not _ends(last)
            and not _stands_alone(line)
            and not (_is_heading(last, last_mark) and len(last) < 80)
            and len(last) >= _LONG
        )
    return made


def _may_follow(before: str, text: str) -> bool:
    """Whether a line may go on with the unfinished sentence before it: no signature, no closing line."""
    if _SIGNED.search(fold(text)) and len(text) < 20:
        return False
    if (
        before[-1] in "，、,（(《“"
        or before.count("“") > before.count("”")
        or before.count("《") > before.count("》")
    ):
        return True
    return len(text) > 3 and (_ends(text) or len(text) > _LONG)


def _wide(text: str) -> float:
    """Width of a line in Chinese characters."""
    return sum(1.0 if ord(char) > 0x2000 else 0.5 for char in text.rstrip())


def _wrap_width(lines: Sequence[SourceLine]) -> float:
    """The width at which lines were cut (pages or copied from them), 0 where lines are whole paragraphs."""
    texts = [line.text for line in lines if line.text.strip() and line.kind == "line"]
    of_pages = any(line.page for line in lines)
    if not texts or (len(texts) < _FEWEST and not of_pages):
        return 0.0
    counts = sorted(_wide(text) for text in texts)
    width = counts[int(len(counts) * 0.92)]
    if of_pages:
        return width
    if not (12 if len(texts) >= 12 else 20) <= width <= 70:
        return 0.0
    full = [text for text in texts if width - 2.5 <= _wide(text) <= width + 1.5]
    running = [text for text in full if not _ends(text)]
    share = 8 if _indents(lines) else 3
    return width if len(full) * share >= len(texts) and len(running) * 2 >= len(full) else 0.0


def _joined(lines: Sequence[SourceLine], width: float) -> list[Paragraph]:
    """Lines of equal width put together: a short line ends a paragraph, an indent or a mark opens one."""
    indented = _indents(lines)
    sparse_blanks = sum(1 for line in lines if not line.text.strip()) * 3 < len(lines)
    sides = _Sides.of(lines)
    made: list[Paragraph] = []
    open_end = False
    for line in lines:
        text = line.text.strip(" \t\u3000\ufeff\u200b")
        if not text:
            open_end = open_end and not (sparse_blanks and made and _ends(made[-1].text))
            continue
        starts = _opens(line, text, sides, indented=indented, open_end=open_end)
        last = made[-1].text if made else ""
        runs_on = open_end or (not _ends(last) and (sides.at_margin(line) or not _heading_done(last, width)))
        if made and not starts and runs_on:
            made[-1] = Paragraph(last + text, made[-1].level, joined=True)
        else:
            made.append(Paragraph(text, line.level, table=line.kind == "row"))
        full = sides.reaches_edge(line, 70 if _ends(text) else 25)
        open_end = _is_full(line, width) if full is None else full
    return made


def _heading_done(text: str, width: float) -> bool:
    """A short heading line is whole; one that fills the line may run on."""
    mark = mark_of(text)
    return _is_heading(text, mark) or bool(_SIGNED.search(fold(text)) and len(text) < width)


def _is_full(line: SourceLine, width: float) -> bool:
    return _wide(line.text) >= width - 2.5


def _opens(line: SourceLine, text: str, sides: "_Sides", *, indented: bool, open_end: bool) -> bool:
    mark = mark_of(text)
    if _stands_alone(line):
        return True
    if sides.is_indented(line):
        return True
    if sides.known(line) and open_end:
        return False
    if indented:
        return bool(re.match(r"[ \t\u3000]{2,}|\u3000", line.text)) or (mark is not None and not open_end)
    return mark is not None and mark.style != "ordinal" and _plausible(mark, text)


def _plausible(mark: Mark, text: str) -> bool:
    return not (mark.style == "chinese" and mark.number == 0) and len(text) > mark.end


def _indents(lines: Iterable[SourceLine]) -> bool:
    """Whether paragraphs show by an indent of blanks."""
    texts = [line.text for line in lines if line.text.strip()]
    shown = sum(1 for text in texts if re.match(r"[ \t]{2,}|\u3000", text))
    return len(texts) * 0.04 < shown < len(texts) * 0.8


@dataclass(frozen=True)
class _Sides:
    """Where running lines begin and full ones end, page by page: pages may be mirrored.

    Attributes:
        margins, edges: by page, 0 for all pages together; empty where positions are unknown.
        indents: paragraphs show by an indent of their first line.
    """

    margins: Mapping[int, int]
    edges: Mapping[int, int]
    indents: bool

    @classmethod
    def of(cls, lines: Sequence[SourceLine]) -> "_Sides":
        """The sides of the pages that these lines stand on."""
        by_page: dict[int, list[SourceLine]] = {0: [line for line in lines if line.left]}
        for line in by_page[0]:
            by_page.setdefault(line.page, []).append(line)
        margins: dict[int, int] = {}
        edges: dict[int, int] = {}
        for page, found in by_page.items():
            if len(found) > 8:
                margins[page] = sorted(line.left for line in found)[len(found) // 4]
                edges[page] = sorted(line.right for line in found)[int(len(found) * 0.9)]
        shown = sum(line.left > margins.get(line.page, margins.get(0, 0)) + 30 for line in by_page[0])
        return cls(margins, edges, len(by_page[0]) * 0.04 < shown < len(by_page[0]) * 0.6)

    def known(self, line: SourceLine) -> bool:
        """Whether it is known where the line stands."""
        return bool(line.left and self.margins)

    def is_indented(self, line: SourceLine) -> bool:
        """Whether the line begins to the right of the margin."""
        return self.known(line) and line.left > self._side(self.margins, line) + 30

    def at_margin(self, line: SourceLine) -> bool:
        """Whether the line goes on with the one before, as paragraphs here begin with an indent."""
        return self.indents and self.known(line) and not self.is_indented(line)

    def reaches_edge(self, line: SourceLine, slack: int) -> bool | None:
        """Whether the line is full to within so many thousandths of the page; None where that is unknown."""
        return line.right >= self._side(self.edges, line) - slack if self.known(line) and line.right else None

    def _side(self, sides: Mapping[int, int], line: SourceLine) -> int:
        return sides.get(line.page, sides[0])
