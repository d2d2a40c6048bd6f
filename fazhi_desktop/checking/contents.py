"""Checks of what a report must hold, by role of chapter: contents, phrases, causes, measures, counts."""

import re
from collections.abc import Iterator, Mapping, Sequence

from fazhi_desktop.checking.findings import Finding, Place
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.view import Paragraph, Subject, View
from fazhi_desktop.core.records import ROLE_NAMES, Node

_FEW = 4
_OPENING = 60
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
    """Phrases that texts under some roles have to hold; each is a list of wordings, the first is its name."""
    roles = rule.list_of("roles")
    paragraphs = view.with_role(*roles)
    nodes = [node for role in roles for node in view.nodes_with_role(role)]
    text = "\n".join((*(node.heading for node in nodes), *(paragraph.text for paragraph in paragraphs)))
    if not any(paragraph.text.strip() for paragraph in paragraphs):
        return
    if rule.pattern is not None and not rule.pattern.search(text):
        return
    missing = [words[0] for words in rule.lists_of("phrases") if not any(word in text for word in words)]
    if missing:
        yield rule.finding(view.heading(nodes[0]), missing="、".join(missing), count=len(missing))


def counts_missing(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Work that the text tells of without a number: [wording, code of the count]."""
    report, stated = view.report, {said.code for said in view.statements}
    missing: dict[str, Paragraph] = {}
    for wording, *codes in rule.lists_of("topics"):
        known = [code for code in codes if report.value(code).state != "missing" or code in stated]
        if known or all(code in report.body.not_reported for code in codes):
            continue
        found = next((paragraph for paragraph in view.paragraphs if wording in paragraph.text), None)
        if found is not None and found.role in ("measures", "first_responsible"):
            missing[wording] = found
    if missing:
        places = [_word_place(paragraph, wording) for wording, paragraph in missing.items()]
        names = "、".join(f"{wording}" for wording in missing)
        yield rule.finding(*places, topics=names, count=len(missing))


def _word_place(paragraph: Paragraph, word: str) -> Place:
    start = paragraph.text.find(word)
    return paragraph.place(start, start + len(word), around=6)


def _sections(view: View, role: str) -> list[tuple[Node, str]]:
    """Sections of a role with all the text below them; the chapter itself where it has none."""
    nodes = view.nodes_with_role(role)
    tops = [node for node in nodes if node.level == 2] or [node for node in nodes if node.level == 1]
    return [(node, _text_below(view, node)) for node in tops]


def _text_below(view: View, node: Node) -> str:
    texts = [paragraph.text for paragraph in view.of(node.id)]
    for child in view.report.children.get(node.id, ()):
        texts += [child.heading, _text_below(view, child)]
    return "\n".join(texts)


def without_words(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Sections of a role that lack what the pattern looks for (causes of shortcomings)."""
    role = rule.list_of("roles")[0]
    for node, text in _sections(view, role):
        if (
            text.strip()
            and rule.pattern is not None
            and not rule.pattern.search(text)
            and not _NOTHING.match(text)
        ):
            yield rule.finding(view.heading(node), place=view.place_of(node.id), heading=node.heading)


def unanswered(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Shortcomings that no section of next year's chapter takes up: hardly a word of them returns."""
    plans = [f"{node.heading}\n{text}" for node, text in _sections(view, "next_year")]
    if not any(plan.strip() for plan in plans):
        return
    for node, text in _sections(view, "shortcomings"):
        if not text.strip() or _NOTHING.match(text) or node.level == 1:
            continue
        heading, opening = _pairs(node.heading, rule), _pairs(text[:_OPENING], rule)
        if not any(_answers(plan, heading, opening, rule.number("share")) for plan in plans):
            yield rule.finding(view.heading(node), place=view.place_of(node.id), heading=node.heading)


def _answers(plan: str, heading: set[str], opening: set[str], share: float) -> bool:
    """Whether a plan takes up enough of a heading's words, or of the words a shortcoming begins with."""
    in_heading = sum(pair in plan for pair in heading)
    if len(heading) >= _FEW and in_heading >= share * len(heading):
        return True
    return in_heading >= _FEW or sum(pair in plan for pair in opening | heading) >= _FEW - 1


def _pairs(text: str, rule: Rule) -> set[str]:
    """Pairs of neighbouring characters, words that say nothing taken out."""
    assert rule.pattern is not None
    pieces = re.split(r"[^\u4e00-\u9fff]+", rule.pattern.sub(" ", text))
    return {piece[place : place + 2] for piece in pieces for place in range(len(piece) - 1)}


def vague_measures(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Sections of next year's chapter that name no owner, no date and no figure."""
    sections = [(node, text) for node, text in _sections(view, "next_year") if text.strip()]
    names = [department.name for department in view.report.departments]
    vague = [node for node, text in sections if not _is_concrete(rule, text, names)]
    if vague:
        yield rule.finding(
            *(view.heading(node) for node in vague),
            count=len(vague),
            sections="、".join(view.place_of(node.id) for node in vague),
        )


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


def elements_missing(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Parts of an official document that are not filled in: [key, name]."""
    given = {key for key, text in view.report.body.elements if text.strip()}
    given |= {key for key, text in view.report.head.notice if text.strip()}
    missing = [name for key, name in rule.lists_of("elements") if key not in given]
    if missing and view.report.nodes:
        yield rule.finding(missing="、".join(missing), count=len(missing))
