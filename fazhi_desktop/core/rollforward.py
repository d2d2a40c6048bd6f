"""Next year's report from this year's: outline and texts kept, links open, what must not be carried marked.

Links stay links, so last year's numbers become open fields; numbers in plain text stay and are marked.
Marks are computed from the texts, not stored: a sentence that was rewritten since last year carries none.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from fazhi_desktop.core.breaks import renamed
from fazhi_desktop.core.edits import Cell, Edit, edit
from fazhi_desktop.core.errors import DataFault, WrongUsage
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.links import Link, parts
from fazhi_desktop.core.mentions import Scanner, fold
from fazhi_desktop.core.records import Key, Node, Record, ReportHead, node_key, report_key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.toml_files import read_toml

NUMBER, TIME, YEAR, PERSON, DOCUMENT = "未联动的数字", "上年的时间", "上年年份", "人名", "文号"
_KEPT_NOTICE = ("limit",)
_PLACEHOLDER = "\ue000"
_DATE_LINE = re.compile(
    r"[（(]?(?:20\d\d|二[〇○零Oo][〇○零一二三四五六七八九]{2})\s*年"
    r"\s*[\d一二三四五六七八九十]{1,2}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日[）)]?"
)
_SIGNER = re.compile(r"(?![一二三四五六七八九十\d（(])[^。；：，、\d{}]{2,40}")


@frozen
class Carried:
    """A place in a carried text that the clerk must look at.

    Attributes:
        node: id of its node, 0 for the preface. paragraph: its place among the node's texts.
        start, end: characters of the stored text, links included as they are written.
        why: what it is, in Chinese.
    """

    node: int
    paragraph: int
    start: int
    end: int
    why: str


@frozen
class CarryWords:
    """Wordings that belong to their year."""

    relative: re.Pattern[str]
    persons: re.Pattern[str]
    documents: re.Pattern[str]


def load_carry_words(folder: Path) -> CarryWords:
    """Load `carry.toml` of the folder; raises DataFault."""
    path = folder / "carry.toml"
    try:
        data = read_toml(path)
        patterns = {
            key: "|".join(f"(?:{_unnamed(pattern)})" for pattern in data[key])
            for key in ("relative", "persons", "documents")
        }
        return CarryWords(*(re.compile(patterns[key]) for key in ("relative", "persons", "documents")))
    except (KeyError, re.error) as error:
        raise DataFault([f"词表 {path.name}：{error}"]) from error


def _unnamed(pattern: str) -> str:
    return pattern.replace("(?P<name>", "(?:")


def roll_forward(previous: Report, year: int, *, years: Collection[int] = ()) -> Edit:
    """The edit that starts `year` from an earlier report.

    `years` are those the workspace has. A code that another took the place of (core/breaks.py) is linked as
    that one. Raises WrongUsage for a year that is not later, or that exists already.
    """
    if year <= previous.year:
        raise WrongUsage(f"新年度 {year} 应晚于 {previous.year} 年度。请检查年份。")
    if year in years:
        raise WrongUsage(f"工作库中已有 {year} 年度，没有改动。")
    return Edit(
        f"新建 {year} 年度（由 {previous.year} 年度结转）",
        tuple(Cell(key, None, record) for key, record in _records(previous, year)),
    )


def carry_over(previous: Report, later: Report) -> Edit:
    """The edit that puts outline and texts of an earlier report in the place of a later one's, for a later
    one that is as it was made; its numbers and what the notice demands stay.
    """
    stored: dict[Key, Record] = {node_key(later.year, node.id): node for node in later.nodes}
    stored[report_key(later.year)] = later.head
    made = dict(_records(previous, later.year))
    head = made[report_key(later.year)]
    if isinstance(head, ReportHead):
        made[report_key(later.year)] = replace(head, notice=later.head.notice or head.notice)
    changes = [(key, made.get(key)) for key in {**stored, **made}]
    return edit(f"沿用 {previous.year} 年度的提纲和正文", changes, stored.get)


def _records(previous: Report, year: int) -> list[tuple[Key, Record]]:
    """Head and headings of a later year made from an earlier report."""
    codes = renamed(previous.breaks, previous.year, year)
    nodes = [
        (node_key(year, node.id), _node(node, previous.year, year, codes)) for node in _unsigned(previous)
    ]
    return [(report_key(year), _head(previous, year, codes)), *nodes]


def _head(previous: Report, year: int, codes: Mapping[str, str]) -> ReportHead:
    head, old = previous.head, previous.year
    return ReportHead(
        year,
        moved_years(head.title, old, year),
        figures=head.figures,
        preface=tuple(_relinked(moved_years(text, old, year), codes) for text in head.preface),
        notice=tuple(pair for pair in head.notice if pair[0] in _KEPT_NOTICE),
    )


def _unsigned(previous: Report) -> tuple[Node, ...]:
    """The nodes without 署名 and 成文日期 below the last text: those belong to their own year."""
    last = next((node for node in reversed(previous.nodes) if node.paragraphs), None)
    if last is None or not _DATE_LINE.fullmatch(fold(last.paragraphs[-1]).strip()):
        return previous.nodes
    kept = last.paragraphs[:-1]
    if kept and _SIGNER.fullmatch(kept[-1].strip()):
        kept = kept[:-1]
    bare = replace(last, paragraphs=kept)
    return tuple(bare if node is last else node for node in previous.nodes)


def _node(node: Node, old: int, year: int, codes: Mapping[str, str]) -> Node:
    return replace(
        node,
        heading=moved_years(node.heading, old, year),
        unsure=False,
        indicators=tuple(codes.get(code, code) for code in node.indicators),
        paragraphs=tuple(_relinked(text, codes) for text in node.paragraphs),
    )


def moved_years(text: str, old: int, new: int) -> str:
    """A title or heading with the report year and the one after it moved on, in the digits it used."""

    def moved(found: re.Match[str]) -> str:
        year = int(fold(found[0]))
        if year not in (old, old + 1):
            return found[0]
        written = str(year + new - old)
        wide = found[0][0] > "9"
        return "".join(chr(ord(digit) + 0xFEE0) for digit in written) if wide else written

    plain = re.sub(
        r"(?<![\d０-９])(?:20\d\d|２０[０-９]{2})(?=\s*年)(?!\s*年\s*[-—–~～至]\s*20)", moved, text
    )
    return plain


def _relinked(text: str, codes: Mapping[str, str]) -> str:
    """A text whose links speak of the codes the catalogue has now."""
    return "".join(
        str(replace(piece, code=codes.get(piece.code, piece.code))) if isinstance(piece, Link) else piece
        for piece in parts(text)
    )


def carried(report: Report, scanner: Scanner, words: CarryWords) -> tuple[Carried, ...]:
    """Places in sentences that still stand as last year, and must be looked at before the report is final."""
    before = sentences_before(report)
    return tuple(
        mark for node in report.nodes for mark in carried_in(node, report.year, before, scanner, words)
    )


def sentences_before(report: Report) -> frozenset[str]:
    """Every sentence of last year's texts."""
    return frozenset(_sentences(text for node in report.nodes_before for text in node.paragraphs))


def carried_in(
    node: Node, year: int, before: Collection[str], scanner: Scanner, words: CarryWords
) -> Iterator[Carried]:
    """The places of one node."""
    for place, text in enumerate(node.paragraphs):
        old = [(start, end) for start, end, sentence in _spans(text) if sentence in before]
        if old:
            for mark in marks(text, year, scanner, words, node=node.id, paragraph=place):
                if any(start <= mark.start < end for start, end in old):
                    yield mark


def marks(
    text: str, year: int, scanner: Scanner, words: CarryWords, *, node: int = 0, paragraph: int = 0
) -> list[Carried]:
    """Everything in one stored text that belongs to another year; of two reasons the more telling one."""
    hidden, plain = _without_links(text), fold(_without_links(text))
    spans: list[tuple[int, int, str]] = [
        (*found.span(), DOCUMENT) for found in words.documents.finditer(plain)
    ]
    spans += [(*found.span(), PERSON) for found in words.persons.finditer(plain)]
    spans += [(*found.span(), TIME) for found in words.relative.finditer(plain)]
    spans += [
        (start, end, why)
        for start, end in _whole_dates(hidden, scanner.dates(hidden))
        if (why := _why_date(plain[start:end], year))
    ]
    spans += [(mention.start, mention.end, NUMBER) for mention in scanner.mentions(hidden)]
    kept: list[tuple[int, int, str]] = []
    for start, end, why in spans:
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, why))
    return [Carried(node, paragraph, start, end, why) for start, end, why in sorted(kept)]


def _whole_dates(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Dates whose year, month and day follow on one another, blanks apart, as one."""
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and not text[made[-1][1] : start].strip():
            start = made.pop()[0]
        made.append((start, end))
    return made


def _why_date(words: str, year: int) -> str:
    """A date of the report year itself is right; a stretch (三年) or an age is no date."""
    named = re.search(r"20\d\d", words)
    if named:
        return "" if int(named[0]) == year else YEAR
    return TIME if re.search(r"\d\s*月|[一二三四五六七八九十]月|\d\s*日|季度", words) else ""


def _without_links(text: str) -> str:
    """The text with every link blotted out, in the same length."""
    return "".join(
        _PLACEHOLDER * len(str(piece)) if isinstance(piece, Link) else piece for piece in parts(text)
    )


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Sentences of a text with their places, blanks at the ends apart."""
    start = 0
    for found in re.finditer(r"[。！？；]|$", text):
        sentence = text[start : found.end()].strip()
        if sentence:
            yield start, found.end(), sentence
        start = found.end()


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for _, _, sentence in _spans(text):
            yield sentence
