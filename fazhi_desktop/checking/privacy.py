"""What must not be published unasked: names, telephone and identity numbers, cases, addresses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi_desktop.checking.findings import Finding, Place, in_words
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.view import Reader, Subject, View
from fazhi_desktop.core.publication import publication_of
from fazhi_desktop.core.report import Report

_TOLD = 6


@dataclass(frozen=True)
class Item:
    """One piece of text to be decided about: mask, drop or keep."""

    label: str
    quote: str
    place: Place


def _hits(rule: Rule, view: View, subject: Subject) -> Iterator[Item]:
    """Matches of one rule in one text; a named group narrows a match down to the words themselves."""
    if rule.pattern is None:
        return
    label, allowed = str(rule.options["label"]), re.compile(str(rule.options.get("allowed", r"(?!)")))
    for paragraph in view.of(subject):
        for found in rule.pattern.finditer(paragraph.text):
            named = next((group for group in found.re.groupindex if found[group] is not None), 0)
            start, end = found.span(named)
            quote = paragraph.text[start:end]
            links = paragraph.shown.spans
            if not allowed.search(quote) and not any(
                left < end and start < right for left, right, _ in links
            ):
                yield Item(label, quote, paragraph.place(start, end))


def private(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """One finding for each text with words that nobody has decided about yet."""
    decided = {entry.quote for entry in publication_of(view.report).decisions}
    items = [item for item in _hits(rule, view, subject) if item.quote not in decided]
    if items:
        shown = "、".join(f"“{quote}”" for quote in dict.fromkeys(item.quote for item in items))
        yield rule.finding(
            *(item.place for item in items),
            found=shown,
            label=items[0].label,
            place=view.place_of(int(subject)),
        )


def undecided(rules: Sequence[Rule], report: Report) -> tuple[Item, ...]:
    """Words that may not be published as they stand and that nobody has decided about."""
    decided = {entry.quote for entry in publication_of(report).decisions}
    stopping = [rule for rule in rules if rule.options.get("stops")]
    return tuple(item for item in items_to_decide(stopping, report) if item.quote not in decided)


def told(items: Sequence[Item], report: Report) -> str:
    """What is undecided, where it stands, and what to do."""
    words = "、".join(
        f"{item.label}“{item.quote}”（{in_words(item.place, report)}）" for item in items[:_TOLD]
    )
    rest = "等" if len(items) > _TOLD else ""
    return (
        f"公开版还有 {len(items)} 处个人信息或涉密用语没有处理：{words}{rest}。"
        "请在“审核 › 保密审查”中逐项决定遮盖、删去或保留；只在内部报送的，请导出报送版。"
    )


def items_to_decide(rules: Sequence[Rule], report: Report) -> tuple[Item, ...]:
    """Everything the rules of kind `private` find, decided or not, each wording once, in reading order."""
    view = Reader(None).view(report)
    found: dict[str, Item] = {}
    for subject in (0, *(node.id for node in report.nodes)):
        for rule in rules:
            if rule.kind == "private" and rule.applies(report.year, report.body.outline):
                for item in _hits(rule, view, subject):
                    found.setdefault(item.quote, item)
    return tuple(found.values())
