"""A read report -> one edit of a workspace: head, outline with linked numbers, values with their source.

Documented normalisation, besides which an export gives the report's own characters back: headings are
renumbered by level and position, lose a final stop on their own line, and linked digits become half-width
without thousands separators.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fazhi_desktop.core.edits import Edit, Read, edit
from fazhi_desktop.core.errors import BadInput, WrongUsage
from fazhi_desktop.core.links import Link
from fazhi_desktop.core.mentions import fold
from fazhi_desktop.core.records import (
    READING,
    Key,
    Node,
    Note,
    Record,
    ReportHead,
    Setting,
    node_key,
    report_key,
    value_key,
)
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.units import MONEY
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.reading.facts import Fact
from fazhi_desktop.reading.mended import SETTING as NUMBERING
from fazhi_desktop.reading.mended import mended_numbers
from fazhi_desktop.reading.outline import Heading
from fazhi_desktop.reading.report import ReadReport

_NATURAL = {"bracketed": 2, "digit": 3, "bracketed_digit": 4}
_KEPT_AS_TEXT = frozenset({"ordinal", "circle"})


@dataclass(frozen=True)
class Choice:
    """One indicator as the report gives it: a value, or several that differ and wait for the clerk."""

    code: str
    values: tuple[Value, ...]
    facts: tuple[Fact, ...]

    @property
    def settled(self) -> bool:
        """Whether the report says one thing only."""
        return len(self.values) == 1


@dataclass(frozen=True)
class Plan:
    """What storing a report comes to, before anything is written.

    Attributes:
        choices: per indicator; unsettled ones stay unlinked text with a note on the field.
        loose: facts tied to no indicator; they stay plain text.
        linked: facts whose digits become a link.
    """

    choices: tuple[Choice, ...]
    loose: tuple[Fact, ...]
    linked: tuple[Fact, ...] = field(default=())


def plan(read: ReadReport, *, time: str = "") -> Plan:
    """Values the report gives, which of them are settled, and which digits become links."""
    grouped: dict[str, list[Fact]] = {}
    for fact in read.facts:
        if fact.indicator:
            grouped.setdefault(fact.indicator, []).append(fact)
    choices: list[Choice] = []
    linked: list[Fact] = []
    for code, found in grouped.items():
        values = _distinct([_value(code, fact, read, time) for fact in found], found)
        choices.append(Choice(code, values, tuple(found)))
        if len(values) == 1:
            linked += [fact for fact in found if _links(fact, values[0], read)]
    return Plan(tuple(choices), tuple(fact for fact in read.facts if not fact.indicator), tuple(linked))


def _value(code: str, fact: Fact, read: ReadReport, time: str) -> Value:
    quantity = fact.mention.quantity
    source = Source(
        "report",
        number=quantity.number,
        file=read.name,
        sha256=read.sha256 or None,
        raw=fact.quote,
        time=time or None,
        note=_where(fact),
    )
    return Value(
        code,
        "value",
        quantity.number,
        quantity.high,
        quantity.unit,
        quantity.qualifier,
        fact.period,
        sources=(source,),
    )


def _where(fact: Fact) -> str:
    place = fact.place
    return "".join(part for part in (place.chapter, place.section, place.item) if part) or "正文"


def _distinct(values: Sequence[Value], found: Sequence[Fact]) -> tuple[Value, ...]:
    """Values that say different things, each once, with all places in the note of its one source."""
    kept: list[Value] = []
    places: list[list[str]] = []
    for value, fact in zip(values, found, strict=True):
        same = next((place for place, other in enumerate(kept) if _same(value, other)), None)
        if same is None:
            kept.append(value)
            places.append([_where(fact)])
        elif _where(fact) not in places[same]:
            places[same].append(_where(fact))
    return tuple(
        value.with_sources(replace(value.sources[0], note="、".join(names)))
        for value, names in zip(kept, places, strict=True)
    )


def _same(value: Value, other: Value) -> bool:
    """Whether two values of one indicator say the same; counts may have either of its units (2项, 2件)."""
    counted = not {value.unit, other.unit} & {"%", *MONEY}
    return value.same_as(replace(other, unit=value.unit) if counted else other)


def _links(fact: Fact, value: Value, read: ReadReport) -> bool:
    """Whether the digits can be printed by a link: written as digits, and the same number the link prints."""
    start, end = fact.mention.digits
    written = fold(read.paragraphs[fact.paragraph].text[start:end]).replace(",", "").replace("，", "")
    return bool(written) and not fact.mention.quantity.scaled and written == value.shown


def stored(
    read: ReadReport,
    current: Read,
    *,
    existing: Report | None = None,
    year: int | None = None,
    force: bool = False,
    time: str = "",
) -> Edit:
    """The edit that puts a read report into a workspace.

    `existing` is the snapshot of that year where there is one; with texts or values it is only replaced by
    force (WrongUsage otherwise). Values of other sources stay unless the report says something else. Raises
    BadInput where the report names no year and none is given.
    """
    chosen = year if year is not None else read.year
    if chosen is None:
        raise BadInput(f"《{read.name}》没有写明年度，请用 --year 指定是哪一年的报告。")
    if existing is not None and not force and _has_content(existing):
        raise WrongUsage(f"{chosen} 年度已有内容，没有读入。确认要用《{read.name}》替换时，请加 --replace。")
    made = plan(read, time=time)
    changes: list[tuple[Key, Record | None]] = []
    nodes = _nodes(read, made)
    fresh = {node.id for node in nodes}
    old_nodes = existing.nodes if existing is not None else ()
    changes += [(node_key(chosen, node.id), None) for node in old_nodes if node.id not in fresh]
    changes += [(report_key(chosen), _head(read, made, chosen, existing))]
    changes += [(node_key(chosen, node.id), node) for node in nodes]
    changes += [(Key("setting", chosen, NUMBERING), _numbering(read, nodes))]
    changes += _value_changes(made, chosen, existing)
    changes += [
        (Key("note", chosen, choice.code), _note(choice, time))
        for choice in made.choices
        if not choice.settled
    ]
    return edit(f"读入 {read.name}", changes, current)


def _numbering(read: ReadReport, nodes: Sequence[Node]) -> Setting | None:
    shown = [heading for heading in read.headings if heading.style not in _KEPT_AS_TEXT]
    text = mended_numbers(read, shown, nodes)
    return Setting(text) if text else None


def _has_content(existing: Report) -> bool:
    texts = existing.head.preface or any(node.paragraphs for node in existing.nodes)
    values = existing.values.get(existing.year, {})
    return bool(texts) or any(value.state != "missing" for value in values.values())


def _value_changes(made: Plan, year: int, existing: Report | None) -> list[tuple[Key, Record | None]]:
    settled = {choice.code: choice.values[0] for choice in made.choices if choice.settled}
    changes: list[tuple[Key, Record | None]] = [
        (value_key(year, code), value) for code, value in settled.items()
    ]
    old: Mapping[str, Value] = existing.values.get(year, {}) if existing is not None else {}
    changes += [
        (value_key(year, code), None)
        for code, value in old.items()
        if code not in settled and value.sources and all(source.kind == "report" for source in value.sources)
    ]
    return changes


def _note(choice: Choice, time: str) -> Note:
    told = "；".join(f"{value.shown}{value.unit}（{value.sources[0].note}）" for value in choice.values)
    return Note(
        f"报告原文有 {len(choice.values)} 种说法：{told}。没有替您选定，请核对后填写。", READING, time
    )


def _head(read: ReadReport, made: Plan, year: int, existing: Report | None) -> ReportHead:
    first = read.headings[0].paragraph if read.headings else len(read.paragraphs)
    start = 0 if read.title_line is None else read.title_line + 1
    preface = tuple(_linked(read, made, index, 0) for index in range(start, first))
    if existing is not None:
        return replace(
            existing.head, title=read.title or existing.head.title, preface=preface, state="draft", sealed=""
        )
    unit = read.unit or ""
    return ReportHead(year, read.title or f"{unit}{year}年度法治政府建设情况报告", preface=preface)


@dataclass
class _Growing:
    """A node while its texts are gathered."""

    node: Node
    texts: list[str] = field(default_factory=list[str])
    codes: list[str] = field(default_factory=list[str])


def _nodes(read: ReadReport, made: Plan) -> list[Node]:
    """Headings as nodes with their texts; 一是 and ① stay text of the heading above them."""
    numbered = bool(read.headings) and read.headings[0].style == "chinese"
    grown: list[_Growing] = []
    by_heading: dict[int, _Growing] = {}
    opened = {heading.paragraph: index for index, heading in enumerate(read.headings)}
    for index in range(
        read.headings[0].paragraph if read.headings else len(read.paragraphs), len(read.paragraphs)
    ):
        place = opened.get(index)
        if place is not None and read.headings[place].style not in _KEPT_AS_TEXT:
            made_node = _opened(read, made, place, by_heading, grown, numbered=numbered)
            grown.append(made_node)
            by_heading[place] = made_node
        elif grown:
            grown[-1].texts.append(_linked(read, made, index, 0))
        if grown:
            grown[-1].codes += _codes(made, index)
    return [
        replace(entry.node, paragraphs=tuple(entry.texts), indicators=tuple(dict.fromkeys(entry.codes)))
        for entry in grown
    ]


def _opened(
    read: ReadReport,
    made: Plan,
    place: int,
    by_heading: Mapping[int, _Growing],
    grown: Sequence[_Growing],
    *,
    numbered: bool,
) -> _Growing:
    heading = read.headings[place]
    parent = heading.parent
    while parent >= 0 and parent not in by_heading:
        parent = read.headings[parent].parent
    above = by_heading[parent].node if parent >= 0 else None
    level = (
        max(heading.level, _NATURAL.get(heading.style, 0))
        if numbered and above is not None
        else heading.level
    )
    siblings = next(
        (
            entry.node.position + 1
            for entry in reversed(grown)
            if entry.node.parent == (above.id if above else 0)
        ),
        0,
    )
    title, body = _shown_heading(heading, read.paragraphs[heading.paragraph].text)
    node = Node(
        len(grown) + 1,
        above.id if above else 0,
        siblings,
        min(level, 4),
        title,
        heading.role,
        run_in=heading.run_in,
        unsure=heading.unsure,
    )
    text = _linked(read, made, heading.paragraph, body)
    return _Growing(node, [text] if text else [])


def _shown_heading(heading: Heading, text: str) -> tuple[str, int]:
    """The heading as stored and where its text begins; one that ends in ： keeps it, to print as it was."""
    sign = text[heading.body - 1 : heading.body]
    return (heading.heading + "：" if heading.run_in and sign in "：:" else heading.heading), heading.body


def _linked(read: ReadReport, made: Plan, index: int, start: int) -> str:
    """A paragraph from `start` on, with links in place of tied digits."""
    text = read.paragraphs[index].text
    pieces: list[str] = []
    place = start
    for fact in sorted(
        (fact for fact in made.linked if fact.paragraph == index), key=lambda fact: fact.mention.digits
    ):
        first, last = fact.mention.digits
        if first < place:
            continue
        pieces += [text[place:first], str(Link(fact.indicator))]
        place = last
    return "".join((*pieces, text[place:])).strip(" \t\u3000")


def _codes(made: Plan, index: int) -> Iterable[str]:
    return [
        fact.indicator
        for choice in made.choices
        if choice.settled
        for fact in choice.facts
        if fact.paragraph == index
    ]
