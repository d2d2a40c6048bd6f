"""Lines as a file holds them -> paragraphs of the report: chrome out, page ends joined, titles kept whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
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
    lines = [replace(line, text=chrome.without_page_numbers(line.text)) for line in lines]
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
            and not re.search("[。；，]", text)
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
        text = line.text.strip(" \t\u3000\xa0\ufeff\u200b")
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
    """The width at which lines were cut (text copied from pages), 0 where lines are whole paragraphs."""
    texts = [line.text for line in lines if line.text.strip() and line.kind == "line"]
    if len(texts) < 12:
        return 0.0
    counts = sorted(_wide(text) for text in texts)
    width = counts[int(len(counts) * 0.92)]
    if not 12 <= width <= 70:
        return 0.0
    full = [text for text in texts if width - 2.5 <= _wide(text) <= width + 1.5]
    running = [text for text in full if not _ends(text)]
    return width if len(full) * 3 >= len(texts) and len(running) * 2 >= len(full) else 0.0


def _joined(lines: Sequence[SourceLine], width: float) -> list[Paragraph]:
    """Lines of equal width put together: a short line ends a paragraph, an indent or a mark opens one."""
    indented = _indents(lines)
    sparse_blanks = sum(1 for line in lines if not line.text.strip()) * 3 < len(lines)
    margin, edge = _margin(lines), _edge(lines)
    made: list[Paragraph] = []
    open_end = False
    for line in lines:
        text = line.text.strip(" \t\u3000\xa0\ufeff\u200b")
        if not text:
            open_end = open_end and not (sparse_blanks and made and _ends(made[-1].text))
            continue
        starts = _opens(line, text, indented=indented, margin=margin, open_end=open_end)
        last = made[-1].text if made else ""
        if made and not starts and (open_end or (not _ends(last) and not _heading_done(last, width))):
            made[-1] = Paragraph(last + text, made[-1].level, joined=True)
        else:
            made.append(Paragraph(text, line.level, table=line.kind == "row"))
        open_end = (
            line.right >= edge - (70 if _ends(text) else 25) if edge and line.right else _is_full(line, width)
        )
    return made


def _heading_done(text: str, width: float) -> bool:
    """A short heading line is whole; one that fills the line may run on."""
    mark = mark_of(text)
    return _is_heading(text, mark) or bool(_SIGNED.search(fold(text)) and len(text) < width)


def _is_full(line: SourceLine, width: float) -> bool:
    return _wide(line.text) >= width - 2.5


def _opens(line: SourceLine, text: str, *, indented: bool, margin: int, open_end: bool) -> bool:
    mark = mark_of(text)
    if _stands_alone(line):
        return True
    if margin and line.left:
        if line.left > margin + 30:
            return True
        if open_end:
            return False
    if indented:
        return bool(re.match(r"[ \t\u3000\xa0]{2,}|\u3000", line.text)) or (mark is not None and not open_end)
    return mark is not None and mark.style != "ordinal" and _plausible(mark, text)


def _plausible(mark: Mark, text: str) -> bool:
    return not (mark.style == "chinese" and mark.number == 0) and len(text) > mark.end


def _indents(lines: Iterable[SourceLine]) -> bool:
    """Whether paragraphs show by an indent of blanks."""
    texts = [line.text for line in lines if line.text.strip()]
    shown = sum(1 for text in texts if re.match(r"[ \t\xa0]{2,}|\u3000", text))
    return len(texts) * 0.04 < shown < len(texts) * 0.8


def _margin(lines: Sequence[SourceLine]) -> int:
    """The left margin of running lines on the page, 0 where positions are unknown."""
    lefts = sorted(line.left for line in lines if line.left)
    return lefts[len(lefts) // 4] if len(lefts) > 8 else 0


def _edge(lines: Sequence[SourceLine]) -> int:
    """The right edge of full lines on the page, 0 where positions are unknown."""
    rights = sorted(line.right for line in lines if line.right)
    return rights[int(len(rights) * 0.9)] if len(rights) > 8 else 0
