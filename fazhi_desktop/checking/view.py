"""What rules look at: the report's printed texts, sentence by sentence, and the quantities stated in them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from fazhi_desktop.checking.findings import Place
from fazhi_desktop.checking.spelling import Slip, Speller
from fazhi_desktop.checking.tying import Ties
from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.copied import drafts_of, is_copied, is_draft, printed_before
from fazhi_desktop.core.links import Link, Shown
from fazhi_desktop.core.mentions import Mention, Scanner
from fazhi_desktop.core.periods import period_at, periods
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.rollforward import Carried, CarryWords, carried_in, sentences_before
from fazhi_desktop.core.values import Value

Subject = str | int
"""An indicator's code, a node's id (PREFACE for the preface), or '' for the whole report."""

PREFACE = 0
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]?[”』」）]?")
_CHANGE = re.compile(
    r"(?:新增[^，。；、]{0,8}|减免[^，。；、]{0,6}|增长|增加|上升|提高|提升|下降|减少|降低|回落|压减|缩短|多|少|高于|低于|新增|新招|新招录|新聘|减免|免除|追加|净增)了?(?:约|近|至少|超过)?\s*$"
)
_EACH = re.compile(
    r"每(?:个|名|家|户|所|件)?[村人社区镇街月季年校][^，。；、\d]{0,14}$"
    r"|(?:每|平均|人均|各(?=村|社区|科室|单位|部门|街)|至少|不少于|不得少于|不低于|力争|计划|拟|目标|确保|达到或超过)[^，。；、]{0,8}$"
)
_MONTH = re.compile(r"(?<![\d.])(?:1[0-2]|[1-9])\s*月(?!均)|[一二三四五六七八九十]{1,2}月(?!均)")
_SUMMED = re.compile(r"[，,、]?\s*(?:合计|共计|总计|(?<=[，,、])共)(?:为|达)?\s*")
_LAST = re.compile(r"(?:上年|去年|上一年度|往年|前年|同期)")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as printed; `node` PREFACE is the preface."""

    node: int
    index: int
    shown: Shown
    role: str

    @property
    def text(self) -> str:
        """The printed text."""
        return self.shown.text

    def place(self, start: int, end: int, *, around: int = 0) -> Place:
        """A piece of it as a finding's place; `around` characters on both sides go into the quote."""
        left, right = max(0, start - around), min(len(self.text), end + around)
        return Place(self.node, self.index, start, end, self.text[left:right].strip()[:60])

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Its sentences with their start."""
        for found in _SENTENCE.finditer(self.text):
            if found[0].strip():
                yield found.start(), found[0]


@dataclass(frozen=True)
class Statement:
    """A quantity that the report's text states.

    Attributes:
        link: the link that prints its digits, None for digits typed into the text.
        code: indicator it speaks of, '' where none is likely; `sure` where nothing else comes near.
        offset: year it speaks of, against the report year.
        period: words or month of a part of the year, None for the whole of it.
        change: it is a difference (增加 20 件), a norm or a plan, not a value.
    """

    paragraph: Paragraph
    mention: Mention
    link: Link | None
    code: str
    sure: bool
    offset: int
    period: str | None
    change: bool

    @property
    def quote(self) -> str:
        """The words with the number, as printed."""
        start, end = self.mention.quote
        return self.paragraph.text[max(start, self.mention.end - 30) : end].strip()

    def place(self) -> Place:
        """Where it stands."""
        start, end = self.mention.quote
        return Place(
            self.paragraph.node,
            self.paragraph.index,
            self.mention.start,
            self.mention.end,
            self.paragraph.text[max(start, self.mention.end - 30) : end].strip(),
        )

    def sentence(self) -> str:
        """The sentence it stands in."""
        for start, text in self.paragraph.sentences():
            if start <= self.mention.start < start + len(text):
                return text
        return self.paragraph.text


_Text = tuple[Paragraph, int, tuple[str, ...]]
"""What a text's statements depend on: the text as printed, the year, the codes that belong to its heading."""


class Reader:
    """Makes views of a report, remembering what it has read of texts that did not change."""

    def __init__(
        self,
        scanner: Scanner | None,
        carry: CarryWords | None = None,
        speller: Speller | None = None,
        drafts: frozenset[str] = frozenset(),
    ) -> None:
        self._scanner, self._carry, self._speller, self._drafts = scanner, carry, speller, drafts
        self._known: dict[_Text, tuple[Statement, ...]] = {}
        self._ties: tuple[Catalogue, Ties] | None = None
        self._last_year: tuple[tuple[Node, ...], frozenset[str]] = ((), frozenset())

    def _before(self, report: Report) -> frozenset[str]:
        """The sentences of last year's texts, which an edit of this year's does not change."""
        if self._last_year[0] != report.nodes_before:
            self._last_year = (report.nodes_before, sentences_before(report))
        return self._last_year[1]

    def view(self, report: Report) -> "View":
        """The report with its statements."""
        view = View(report, self._scanner, self._carry, self._before, self._speller, self._drafts)
        if self._scanner is None:
            return view
        if self._ties is None or self._ties[0] is not report.catalogue:
            self._ties, self._known = (report.catalogue, Ties(report.catalogue)), {}
        known: dict[_Text, tuple[Statement, ...]] = {}
        by_node: dict[int, list[Statement]] = {}
        for paragraph in view.paragraphs:
            node = view.node(paragraph.node)
            home = node.indicators if node else ()
            key = (paragraph, report.year, home)
            found = self._known.get(key)
            if found is None:
                found = tuple(self._read(paragraph, report.year, frozenset(home)))
            known[key] = found
            by_node.setdefault(paragraph.node, []).extend(found)
        self._known = known
        view.by_node = {node: tuple(found) for node, found in by_node.items()}
        return view

    def _read(self, paragraph: Paragraph, year: int, home: frozenset[str]) -> Iterator[Statement]:
        assert self._scanner is not None
        assert self._ties is not None
        spans, ties, text = periods(paragraph.text, year), self._ties[1], paragraph.text
        before: tuple[str, Mention] | None = None
        for mention in self._scanner.mentions(text):
            link = _link_at(paragraph.shown, mention)
            summed = before is not None and sums_up(text[before[1].end : mention.digits[0]])
            code, sure = (
                (link.code, True)
                if link
                else ("", False)
                if summed
                else ties.code(mention, before, _sentence_at(text, mention.start), home)
            )
            clause = text[_clause_start(text, mention.start) : mention.start]
            period = period_at(spans, mention.start)
            if period is not None and "全年" in clause:
                period = None  # 前三季度……312次，全年……450次
            elif period is None and (month := _MONTH.search(clause)):
                period = month[0]
            offset = link.offset if link else _offset(period, clause, year)
            change = bool(_CHANGE.search(clause) or _EACH.search(clause)) or paragraph.role == "next_year"
            yield Statement(paragraph, mention, link, code, sure, offset, None if offset else period, change)
            before = (code, mention)


class View:
    """A report as rules see it. Everything costly is computed once, when first asked for.

    Attributes:
        by_node: statements of each text; empty where no word list could be loaded.
    """

    def __init__(
        self,
        report: Report,
        scanner: Scanner | None = None,
        carry: CarryWords | None = None,
        before: Callable[[Report], frozenset[str]] = sentences_before,
        speller: Speller | None = None,
        drafts: frozenset[str] = frozenset(),
    ) -> None:
        self._speller, self._outline_texts = speller, drafts
        self.report, self._scanner, self._carry, self._sentences_before = report, scanner, carry, before
        self.by_node: Mapping[int, tuple[Statement, ...]] = {}

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph, the preface first."""
        report, roles = self.report, self._roles
        found = [
            Paragraph(PREFACE, i, report.shown(text), "free") for i, text in enumerate(report.head.preface)
        ]
        for node in report.nodes:
            found += [
                Paragraph(node.id, place, report.shown(text), roles[node.id])
                for place, text in enumerate(node.paragraphs)
            ]
        return tuple(found)

    @cached_property
    def _before(self) -> frozenset[str]:
        return self._sentences_before(self.report)

    @cached_property
    def _printed_before(self) -> frozenset[str]:
        return printed_before(self.report)

    def is_copied(self, node: Node) -> bool:
        """Whether all that stands under a heading was printed so in last year's report."""
        return is_copied(self.report, node, self._printed_before)

    @cached_property
    def _drafts(self) -> frozenset[str]:
        return drafts_of(self.report, self._outline_texts)

    def is_draft(self, node: Node) -> bool:
        """Whether all that stands under a heading is still what the outline gave to begin with."""
        return is_draft(node, self._drafts)

    def carried(self, node: Node) -> Iterator[Carried]:
        """What a node's text has of last year and must not keep; nothing without the word lists."""
        if self._before and self._scanner is not None and self._carry is not None:
            yield from carried_in(node, self.report.year, self._before, self._scanner, self._carry)

    @cached_property
    def _roles(self) -> Mapping[int, str]:
        """Role of every node: its own, or that of the nearest node above that has one."""
        roles: dict[int, str] = {}
        for node in self.report.nodes:
            roles[node.id] = node.role if node.role != "free" else roles.get(node.parent, "free")
        return roles

    @cached_property
    def _by_id(self) -> Mapping[int, Node]:
        return {node.id: node for node in self.report.nodes}

    @cached_property
    def _paragraphs_of(self) -> Mapping[int, tuple[Paragraph, ...]]:
        grouped: dict[int, list[Paragraph]] = {}
        for paragraph in self.paragraphs:
            grouped.setdefault(paragraph.node, []).append(paragraph)
        return {node: tuple(found) for node, found in grouped.items()}

    def node(self, node_id: int) -> Node | None:
        """A node by its id."""
        return self._by_id.get(node_id)

    def of(self, subject: Subject) -> tuple[Paragraph, ...]:
        """The paragraphs of one text."""
        return self._paragraphs_of.get(int(subject), ())

    def role(self, node_id: int) -> str:
        """The role a node stands under."""
        return self._roles.get(node_id, "free")

    def with_role(self, *roles: str) -> tuple[Paragraph, ...]:
        """Every paragraph under chapters of these roles."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.role in roles)

    def nodes_with_role(self, role: str) -> tuple[Node, ...]:
        """Every node that stands under a role."""
        return tuple(node for node in self.report.nodes if self._roles[node.id] == role)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every quantity of the report, in reading order."""
        order = (PREFACE, *(node.id for node in self.report.nodes))
        return tuple(found for node in order for found in self.by_node.get(node, ()))

    @cached_property
    def placed(self) -> frozenset[str]:
        """Codes that belong to a heading of the outline or are used in a text."""
        return frozenset(self.report.uses).union(*(node.indicators for node in self.report.nodes))

    @cached_property
    def text(self) -> str:
        """Headings and paragraphs together, one a line."""
        lines = [node.heading for node in self.report.nodes]
        return "\n".join((*lines, *(paragraph.text for paragraph in self.paragraphs)))

    def slips(self, text: str) -> Iterator[Slip]:
        """Probable slips of the pen in a text; words that the report uses again are its own."""
        for slip in self._speller.slips(text) if self._speller else ():
            if self.text.count(slip.wrong) < 2:
                yield slip

    def law_like(self, name: str) -> str | None:
        """The law that a name nearly is; None where it is one, or like none."""
        return self._speller.law_like(name) if self._speller else None

    def place_of(self, node_id: int) -> str:
        """Where a text stands, for people: 一（三）2, or 前言."""
        node = self._by_id.get(node_id)
        return self.report.place(node) if node else "前言"

    def heading(self, node: Node) -> Place:
        """The heading of a node as a place."""
        return Place(node.id, 0, 0, 0, self.report.heading_line(node)[:60])

    def value(self, statement: Statement) -> Value:
        """The value a statement speaks of."""
        return self.report.value(statement.code, statement.offset)


def sums_up(between: str) -> bool:
    """Whether words between two numbers make the second the sum of those in front (……25件，共计43件)."""
    return _SUMMED.fullmatch(between) is not None


def _link_at(shown: Shown, mention: Mention) -> Link | None:
    start, end = mention.digits if mention.digits[0] < mention.digits[1] else (mention.start, mention.end)
    for left, right, link in shown.spans:
        if left < end and start < right:
            return link
    return None


def _sentence_at(text: str, place: int) -> str:
    start = max(text.rfind(mark, 0, place) for mark in "。；！？") + 1
    end = min((cut for mark in "。；！？" if (cut := text.find(mark, place)) >= 0), default=len(text))
    return text[start:end]


def _clause_start(text: str, place: int) -> int:
    return max(text.rfind(mark, 0, place) for mark in "，。；：！？") + 1


def _offset(period: str | None, clause: str, year: int) -> int:
    if period and (named := re.match(r"(20\d\d)", period)) and int(named[1]) != year:
        return int(named[1]) - year
    return -1 if _LAST.search(clause) else 0
