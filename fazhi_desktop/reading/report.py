"""A finished report as read: title, unit, year, outline, paragraphs and facts."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.errors import BadInput, environment_fault
from fazhi_desktop.core.mention_words import load_mention_words
from fazhi_desktop.core.mentions import Scanner
from fazhi_desktop.reading.facts import Fact, facts
from fazhi_desktop.reading.identity import body_of, year_of
from fazhi_desktop.reading.lines import Source
from fazhi_desktop.reading.outline import Heading, outline
from fazhi_desktop.reading.repair import Paragraph, repair
from fazhi_desktop.reading.sources import FILE_LIMIT, READER, read_source
from fazhi_desktop.reading.tie import Tier, TieWords, load_tie_words
from fazhi_desktop.reading.titles import TitleWords, load_title_words
from fazhi_desktop.reading.wording import Chrome, RoleWords, load_chrome, load_roles
from fazhi_desktop.sandbox import Refused, Sandbox


@dataclass(frozen=True)
class ReadReport:
    """What one finished report says.

    Attributes:
        paragraphs: every line of the repaired text, title and headings included.
        title_line: index of the title among the paragraphs, None where it has none.
        original: the reading before tracked changes, None where the file has none.
        notes: sentences for the clerk about what was decided.
    """

    name: str
    title: str | None
    unit: str | None
    year: int | None
    paragraphs: tuple[Paragraph, ...]
    headings: tuple[Heading, ...]
    facts: tuple[Fact, ...]
    title_line: int | None = None
    dropped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    original: "ReadReport | None" = None
    sha256: str = ""

    def as_json(self) -> dict[str, object]:
        """The JSON object of `fazhi read`."""
        return {
            "title": self.title,
            "year": self.year,
            "unit": self.unit,
            "outline": self._tree(-1),
            "paragraphs": [paragraph.text for paragraph in self.paragraphs],
            "facts": [fact.as_json() for fact in self.facts],
        }

    def _tree(self, parent: int) -> list[dict[str, object]]:
        return [
            {
                "level": heading.level,
                "number": heading.number,
                "heading": heading.heading,
                "role": heading.role,
                "children": self._tree(index),
            }
            for index, heading in enumerate(self.headings)
            if heading.parent == parent
        ]


class ReportReader:
    """Reads finished reports; built once from catalogue and word lists, then without state of its own.

    With a sandbox the file is opened in its child process, without one in this process.
    """

    def __init__(self, catalogue: Catalogue, words: "ReadingWords", sandbox: Sandbox | None = None) -> None:
        self._words, self._sandbox = words, sandbox
        self._scanner, self._tier = words.scanner, Tier(catalogue, words.ties)

    def read(self, report: Path | bytes, name: str = "") -> ReadReport:
        """Read a file or its bytes; raises BadInput with one sentence where that cannot be done."""
        if isinstance(report, Path):
            name = name or report.name
            report = _file_bytes(report)
        name = name or "所选文件"
        read = self.understand(self._source(report, name), name)
        return replace(read, sha256=hashlib.sha256(report).hexdigest())

    def read_text(self, text: str, name: str = "粘贴的文字") -> ReadReport:
        """Read pasted text."""
        return self.read(text.encode("utf-8"), name)

    @property
    def roles(self) -> tuple[RoleWords, ...]:
        """How chapters of each role are worded."""
        return self._words.roles

    def facts_of(
        self,
        paragraphs: Sequence[Paragraph],
        headings: Sequence[Heading],
        *,
        title: int | None,
        year: int | None,
    ) -> tuple[Fact, ...]:
        """The quantities of a text under these headings, tied to indicators where that is sure."""
        found = facts(paragraphs, headings, self._scanner, title=title, year=year)
        return self._tier.tie(found, paragraphs, paragraphs[title].text if title is not None else "")

    def _source(self, data: bytes, name: str) -> Source:
        if self._sandbox is None:
            return read_source(data, {"name": name})
        try:
            return self._sandbox.read(READER, data, {"name": name})
        except Refused as refused:
            raise BadInput(_refusal(refused, name)) from refused

    def understand(self, source: Source, name: str) -> ReadReport:
        """Everything after the file itself: repair, outline, facts, indicators."""
        read = self._understand(source, name)
        if not source.original:
            return read
        before = self._understand(Source(source.original), name)
        return replace(read, original=before, notes=(*source.notes, *read.notes))

    def _understand(self, source: Source, name: str) -> ReadReport:
        words = self._words
        repaired = repair(source, words.chrome, words.titles)
        paragraphs, annex = without_annex(repaired.paragraphs)
        headings = outline(paragraphs, words.roles, title=repaired.title)
        texts = [paragraph.text for paragraph in paragraphs]
        title = texts[0] if repaired.title is not None else None
        first = headings[0].paragraph if headings else len(texts)
        year = year_of(
            title,
            texts[1 if title else 0 : first],
            [heading.heading for heading in headings if heading.level == 1],
            [heading.role for heading in headings if heading.level == 1],
            texts,
        )
        headings = tuple(_planned(heading, year) for heading in headings)
        unit = body_of(title, texts, repaired.dropped, words.titles)
        found = self.facts_of(paragraphs, headings, title=repaired.title, year=year)
        return ReadReport(
            name, title, unit, year, paragraphs, headings, found, repaired.title, (*repaired.dropped, *annex)
        )


def _planned(heading: Heading, year: int | None) -> Heading:
    """A chapter named after the year that follows is about what is planned, however it is worded."""
    if heading.level == 1 and year is not None and heading.heading.lstrip().startswith(f"{year + 1}年"):
        return replace(heading, role="next_year")
    return heading


_ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：]?(?:[^。；，]{2,60}表)?")


def without_annex(paragraphs: tuple[Paragraph, ...]) -> tuple[tuple[Paragraph, ...], tuple[str, ...]]:
    """The text up to the first 附件 that stands alone behind its first quarter, and the lines from there on.

    Tables behind the report are no text of its last chapter (GB/T 9704-2012, 7.3.4 and 7.3.9).
    """
    for place in range(len(paragraphs) // 4, len(paragraphs)):
        if _ANNEX.fullmatch(paragraphs[place].text.strip()):
            return paragraphs[:place], tuple(entry.text for entry in paragraphs[place:])
    return paragraphs, ()


@dataclass(frozen=True)
class ReadingWords:
    """The word lists of `resources/reading`."""

    scanner: Scanner
    chrome: Chrome
    roles: tuple[RoleWords, ...]
    titles: TitleWords
    ties: TieWords


def load_reading_words(folder: Path) -> ReadingWords:
    """Load all word lists of a folder; raises DataFault."""
    return ReadingWords(
        Scanner(load_mention_words(folder)),
        load_chrome(folder),
        load_roles(folder),
        load_title_words(folder),
        load_tie_words(folder),
    )


def read_report(
    report: Path | bytes, name: str, catalogue: Catalogue, words: ReadingWords, sandbox: Sandbox | None = None
) -> ReadReport:
    """Read one report; see ReportReader."""
    return ReportReader(catalogue, words, sandbox).read(report, name)


def _file_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadInput(f"{path} 是一个文件夹，请选择里面的报告文件。")
        if path.exists() and not path.is_file():
            raise BadInput(f"{path} 是管道或设备，不是文件，没有读取。请选择报告文件。")
        if path.stat().st_size > FILE_LIMIT:
            raise BadInput(
                f"《{path.name}》超过 {FILE_LIMIT // 2**20} MB，不像一份报告，请只保留报告正文再试。"
            )
        return path.read_bytes()
    except OSError as error:
        raise environment_fault(error, "读取报告", path) from error


def _refusal(refused: Refused, name: str) -> str:
    """A refusal of the reader is a sentence already; one of the sandbox is told in terms of a report."""
    if refused.code == "too_slow":
        return f"《{name}》读取超时，没有读入，请确认它是一份报告，只保留正文后再试。"
    if refused.code == "too_large":
        return f"《{name}》展开后过大，没有读入，请确认它是一份报告，只保留正文后再试。"
    if f"《{name}》" in refused.message:
        return refused.message
    return f"《{name}》内容已损坏，读不出来，请用 WPS 打开后另存为 .docx 再读。"
