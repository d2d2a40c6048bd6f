"""Checks of what a report must hold, by role of chapter: contents, phrases, causes, measures, counts."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fazhi_desktop.checking.findings import Finding, Place
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.view import Paragraph, Subject, View
from fazhi_desktop.core.records import ROLE_NAMES, Node

_ACTOR = re.compile(r"[一二三四五六七八九十]+是[由请让]")
_ENOUGH = 2.5
"""Telling pairs of a whole shortcoming that must return where its heading's do not."""
_POINT = re.compile(
    r"(?:(?<=[。；：\n])|^)\s*(?:[一二三四五六七八九十]是|（[一二三四五六七八九十]+）|[①-⑨]|\d{1,2}[.．](?!\d))"
)
_CAUSES = re.compile(r"原因|究其|主要是|因为")
_NONE = re.compile(r"(?:无|没有|未)(?:新增|发生|制[定发]|出台)")
_BEHIND = 6
"""Characters behind a number in which the thing counted stands (4 项重大决策事项)."""
_EVERY = re.compile(r"全部|均[经已]|应[审备]尽[审备]|逐件")
_SUBJECTS = 400
"""Characters of text under chapters without a role from which on they tell the measures."""
_NOTHING = re.compile(r"^(?:本年度|本单位|我镇)?[^，。；]{0,6}(?:无|没有)[^，。；]{0,16}。?$")


def required_roles(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """A required content without a chapter, or with hardly a word in it (督察工作规定, five contents).

    Chapters by subject stand for the measures; a content told in passing (`elsewhere`) is a soft finding.
    """
    elsewhere: Mapping[str, str] = rule.options.get("elsewhere", {})
    for role in rule.list_of("roles"):
        nodes = view.nodes_with_role(role)
        texts = [paragraph.text.strip() for paragraph in view.with_role(role)]
        length = sum(map(len, texts))
        if (
            not nodes
            and role == "measures"
            and sum(len(each.text) for each in view.with_role("free")) > _SUBJECTS
        ):
            continue
        if not nodes and role in elsewhere and (place := _told(view, re.compile(elsewhere[role]))):
            yield rule.finding(
                place, says="message_elsewhere", severity="soft", content=ROLE_NAMES[role], length=""
            )
        elif not nodes:
            yield rule.finding(content=ROLE_NAMES[role], length="")
        elif 0 < length < rule.number("least") and not any(_NOTHING.match(text) for text in texts):
            yield rule.finding(
                view.heading(nodes[0]),
                says="message_short",
                severity="soft",
                content=ROLE_NAMES[role],
                length=length,
            )


def _told(view: View, words: re.Pattern[str]) -> Place | None:
    for node in view.report.nodes:
        if words.search(node.heading):
            return view.heading(node)
    for paragraph in view.paragraphs:
        if found := words.search(paragraph.text):
            return paragraph.place(*found.span(), around=8)
    return None


def phrases(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Phrases that texts under some roles have to hold: patterns, of which the first is the name.

    A heading is a promise; only one without a text of its own says the thing itself.
    """
    roles = rule.list_of("roles")
    paragraphs = view.with_role(*roles)
    nodes = [node for role in roles for node in view.nodes_with_role(role)]
    alone = (node.heading for node in nodes if not view.of(node.id) and not view.report.children.get(node.id))
    text = "\n".join((*alone, *(paragraph.text for paragraph in paragraphs)))
    if not any(paragraph.text.strip() for paragraph in paragraphs):
        return
    denied = str(rule.options.get("denied", ""))
    if rule.pattern is not None and not rule.pattern.search(re.sub(denied, "", text) if denied else text):
        return
    missing = [
        words[0] for words in rule.lists_of("phrases") if not any(re.search(word, text) for word in words)
    ]
    if missing:
        yield rule.finding(view.heading(nodes[0]), missing="、".join(missing), count=len(missing))


def counts_missing(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Work that the text tells of without a number: [wording, code of the count]."""
    report, stated = view.report, {said.code for said in view.statements}
    stated |= {link.code for paragraph in view.paragraphs for *_, link in paragraph.shown.spans}
    missing: dict[str, Paragraph] = {}
    for wording, *codes in rule.lists_of("topics"):
        known = [code for code in codes if report.value(code).state != "missing" or code in stated]
        if known or all(code in report.body.not_reported for code in codes):
            continue
        about = re.compile(rf"[^，。；]*{re.escape(wording)}[^，。；]*(?:，[^，。；]*)?")
        told = [
            (paragraph, found)
            for paragraph in view.with_role("measures", "first_responsible")
            for found in about.finditer(paragraph.text)
        ]
        if told and not any(_counted(view, wording, codes, *entry) for entry in told):
            missing[wording] = told[0][0]
    if missing:
        places = [_word_place(paragraph, wording) for wording, paragraph in missing.items()]
        names = "、".join(f"{wording}" for wording in missing)
        yield rule.finding(*places, topics=names, count=len(missing))


def _counted(
    view: View, wording: str, codes: Sequence[str], paragraph: Paragraph, clauses: re.Match[str]
) -> bool:
    """Whether these clauses hold a number that is not of something else, or say that there was none."""
    catalogue = view.report.catalogue
    topics = {catalogue[code].topic for code in codes}
    near = {"", *(code for code, entry in catalogue.items() if entry.topic in topics)}
    return bool(_NONE.search(clauses[0]) or _EVERY.search(clauses[0])) or any(
        said.code in codes
        or not (said.code or said.mention.quantity.in_words)
        or wording[-2:] in said.mention.after[:_BEHIND]
        or (said.code in near and said.mention.counts.endswith(wording))
        for said in view.by_node.get(paragraph.node, ())
        if said.paragraph == paragraph and clauses.start() <= said.mention.start < clauses.end()
    )


def _word_place(paragraph: Paragraph, word: str) -> Place:
    start = paragraph.text.find(word)
    return paragraph.place(start, start + len(word), around=6)


@dataclass(frozen=True)
class _Section:
    """One shortcoming or one plan: a section, or a paragraph 一是…… of a chapter without sections."""

    heading: str
    text: str
    place: Place
    where: str
    whole: bool


def _sections(view: View, role: str) -> list[_Section]:
    """Sections of a role with all the text below them; the chapter's 一是…, 二是…, or the chapter itself."""
    nodes = view.nodes_with_role(role)
    tops = [node for node in nodes if node.level == 2]
    if tops:
        return [
            _Section(
                node.heading, _text_below(view, node), view.heading(node), view.place_of(node.id), whole=False
            )
            for node in tops
        ]
    return [section for node in nodes if node.level == 1 for section in _listed(view, node)]


def _listed(view: View, node: Node) -> list[_Section]:
    """The numbered points of a chapter's own text, or the chapter as one where they are not clear."""
    where, points = view.place_of(node.id), list[_Section]()
    for paragraph in view.of(node.id):
        starts = [found.start() for found in _POINT.finditer(paragraph.text)]
        if any(_CAUSES.search(paragraph.text[:start]) for start in starts[:1]):
            starts = []  # 原因：一是……二是……
        for start, end in pairwise((*starts, len(paragraph.text))):
            text = paragraph.text[start:end]
            head = re.split("[。；，：]", text, maxsplit=1)[0]
            points.append(_Section(head, text, paragraph.place(start, start + len(head)), where, whole=False))
    if len(points) > 1:
        return points
    return [_Section(node.heading, _text_below(view, node), view.heading(node), where, whole=True)]


def _text_below(view: View, node: Node) -> str:
    texts = [paragraph.text for paragraph in view.of(node.id)]
    for child in view.report.children.get(node.id, ()):
        texts += [child.heading, _text_below(view, child)]
    return "\n".join(texts)


def without_words(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Sections of a role that lack what the pattern looks for (causes of shortcomings).

    A section or sentence that gives the causes of all of them (`together`) is enough for each.
    """
    sections = [section for section in _sections(view, rule.list_of("roles")[0]) if section.text.strip()]
    together = re.compile(str(rule.options["together"]))
    if rule.pattern is None or any(
        together.search(paragraph.text) or "原因" in section.heading
        for section in sections
        for paragraph in view.with_role(rule.list_of("roles")[0])
    ):
        return
    lacking = [
        section
        for section in sections
        if not rule.pattern.search(section.text) and not _NOTHING.match(section.text)
    ]
    yield from _about(rule, lacking)


def _about(rule: Rule, sections: Sequence[_Section]) -> Iterator[Finding]:
    """One finding about some sections."""
    if sections:
        shown = "、".join(f"{section.where}“{section.heading}”" for section in sections)
        yield rule.finding(*(section.place for section in sections), sections=shown, count=len(sections))


def unanswered(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Shortcomings that no section of next year's chapter takes up: none of their telling words return.

    A pair of characters tells the more, the fewer paragraphs of the report have it. Where only the field is
    the same (`themes`: 执法, 普法 …), a section answers one shortcoming.
    """
    plans = [f"{plan.heading}\n{plan.text}" for plan in _sections(view, "next_year")]
    shortcomings = [
        section
        for section in _sections(view, "shortcomings")
        if section.text.strip() and not _NOTHING.match(section.text) and not section.whole
    ]
    if not any(plan.strip() for plan in plans):
        return
    texts = [paragraph.text for paragraph in view.paragraphs if paragraph.role != "next_year"]
    weights = _weights([_pairs(text, rule) for text in texts])
    taken: set[int] = set()
    weak: list[_Section] = []
    for section in shortcomings:
        heading, body = _pairs(section.heading, rule), _pairs(section.text, rule)
        scores = [_answered(plan, heading, body, weights, rule.number("share")) for plan in plans]
        if max(scores) >= 1:
            taken.add(scores.index(max(scores)))
        else:
            weak.append(section)
    lacking: list[_Section] = []
    for section in weak:
        themes = [words for words in rule.list_of("themes") if re.search(words, section.heading)]
        free = (n for n, plan in enumerate(plans) if n not in taken and _shares(_point(plan), themes))
        found = next(free, None)
        if found is None:
            lacking.append(section)
        else:
            taken.add(found)
    yield from _about(rule, lacking)


def _point(plan: str) -> str:
    """What a plan is about: its heading, or its text where that tells only who acts (一是由司法所……)."""
    heading, _, text = plan.partition("\n")
    return text if _ACTOR.match(heading) else heading


def _shares(heading: str, themes: Sequence[str]) -> bool:
    return any(re.search(words, heading) for words in themes)


def _weights(texts: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """How much each pair of characters tells: 1 where one text has it, near 0 where most have."""
    counts = Counter(pair for text in texts for pair in text)
    most = math.log(1 + max(len(texts), 1))
    return {pair: 1 - math.log(count) / most for pair, count in counts.items()}


def _answered(
    plan: str, heading: frozenset[str], body: frozenset[str], weights: Mapping[str, float], share: float
) -> float:
    """How well a plan takes up what a shortcoming's heading tells, or its other words; from 1 on it does."""

    def told(pairs: Iterable[str]) -> float:
        return sum(weights.get(pair, 1.0) for pair in pairs)

    returned = told({pair for pair in heading if pair in plan})
    everything = told({pair for pair in heading | body if pair in plan})
    return max(returned / (share * max(told(heading), 1.0)), everything / _ENOUGH)


def _pairs(text: str, rule: Rule) -> frozenset[str]:
    assert rule.pattern is not None
    return _pairs_without(text, rule.pattern)


@lru_cache(maxsize=128)  # the sections of a report or two: each holds hundreds of pairs
def _pairs_without(text: str, empty: re.Pattern[str]) -> frozenset[str]:
    """Pairs of neighbouring characters, words that say nothing taken out."""
    pieces = re.split(r"[^\u4e00-\u9fff]+", empty.sub(" ", _POINT.sub(" ", text)))
    return frozenset(piece[place : place + 2] for piece in pieces for place in range(len(piece) - 1))


def vague_measures(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Sections of next year's chapter that name no owner, no date and no figure."""
    sections = [section for section in _sections(view, "next_year") if section.text.strip()]
    names = [department.name for department in view.report.departments]
    vague = [section for section in sections if not _is_concrete(rule, section.text, names)]
    if vague:
        yield rule.finding(
            *(section.place for section in vague),
            count=len(vague),
            sections="、".join(_named(section, sections) for section in vague),
        )


def _named(section: _Section, among: Sequence[_Section]) -> str:
    """Where a section stands, with its words where several stand there."""
    alone = sum(other.where == section.where for other in among) == 1
    return section.where if alone else f"{section.where}“{section.heading[:16]}”"


def _is_concrete(rule: Rule, text: str, names: Sequence[str]) -> bool:
    assert rule.pattern is not None
    return bool(rule.pattern.search(text)) or any(
        f"由{name}" in text or f"{name}牵头" in text for name in names
    )


def mixed_headings(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Items of one section whose headings partly open a paragraph and partly stand alone."""
    for parent, children in view.report.children.items():
        items = [node for node in children if node.level >= 3]
        alone = [node for node in items if not node.run_in]
        if alone and len(alone) < len(items):
            yield rule.finding(
                *(view.heading(node) for node in alone),
                place=view.place_of(parent),
                alone=len(alone),
                count=len(items),
            )


def same_headings(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Two headings below one that are alike word for word."""
    for children in view.report.children.values():
        seen: dict[str, Node] = {}
        for node in children:
            first = seen.setdefault(node.heading.strip(), node)
            if first is not node and node.heading.strip():
                yield rule.finding(
                    view.heading(node),
                    view.heading(first),
                    heading=node.heading,
                    place=view.place_of(node.id),
                    first=view.place_of(first.id),
                )


def role_order(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Chapters whose roles stand the other way round than `orders` has them."""
    tops = {role: [node for node in view.nodes_with_role(role) if node.level == 1] for role in ROLE_NAMES}
    place = {node.id: index for index, node in enumerate(view.report.nodes)}
    for earlier, later in rule.lists_of("orders"):
        if not tops[earlier] or not tops[later]:
            continue
        first, second = tops[earlier][0], tops[later][-1]
        if place[second.id] < place[first.id]:
            yield rule.finding(
                view.heading(second), view.heading(first), first=second.heading, second=first.heading
            )


def elements_missing(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Parts of an official document that are not filled in: [key, name]; role:… stands for a chapter."""
    given = {key for key, text in view.report.body.elements if text.strip()}
    given |= {key for key, text in view.report.head.notice if text.strip()}
    given |= {f"role:{view.role(node.id)}" for node in view.report.nodes}
    missing = [name for key, name in rule.lists_of("elements") if key not in given]
    if missing and view.report.nodes:
        yield rule.finding(missing="、".join(missing), count=len(missing))
