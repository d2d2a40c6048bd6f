"""Checks on texts: links without a value, words that contradict the value beside them, texts left empty."""

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi_desktop.checking.findings import Finding, Place
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.view import Subject, View
from fazhi_desktop.core.link_units import may_stand, unit_behind
from fazhi_desktop.core.links import Link
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.units import MONEY
from fazhi_desktop.core.values import Value

_BEFORE = {
    "about": re.compile(r"(?:约|大约|近|将近|接近|大概)\s*$"),
    "over": re.compile(r"(?:超过?|逾|突破|至少|高于|不少于)\s*$"),
    "below": re.compile(r"(?:不足|不到|低于|少于|不满)\s*$"),
}
_AFTER = {
    "over": re.compile(r"^\s*(?:余|多(?!元)|以上)|^[^，。；、]{0,6}?(?<!级)以上"),
    "about": re.compile(r"^\s*(?:左右|上下)|^[^，。；、]{0,6}?左右"),
    "below": re.compile(r"^\s*以下|^[^，。；、]{0,6}?以下"),
}
_WORDS = {
    "exact": "确数",
    "over": "“余”“多”或“超过”",
    "about": "“约”“近”或“左右”",
    "below": "“不足”或“不到”",
    "range": "范围",
}
_LOOK = 12
_RUN_BEFORE = re.compile(r"(?:\d[\d.,．]*)$")
_RUN_AFTER = re.compile(r"[.,．]?\d[\d.,．]*")
_SENTENCE = 20
"""Length from which on a heading with a comma is a sentence that says everything itself."""


def links_without_value(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A link that prints 〔待填：…〕 or 〔不适用：…〕."""
    report = view.report
    for paragraph in view.of(subject):
        for start, end, link in paragraph.shown.spans:
            value = report.value(link.code, link.offset)
            if value.state == "value" and value.shown:
                continue
            words = "为“不适用”" if value.state == "not_applicable" else "还没有数值"
            message = rule.message.format(name=_name(report, link), code=link.code, words=words)
            place = replace(paragraph.place(start, end, around=8), indicator=link.code)
            yield Finding(rule.id, rule.severity, message, (place,))


def words_beside_links(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A unit or a qualifier word beside a link that contradicts its value."""
    report = view.report
    for paragraph in view.of(subject):
        for start, end, link in paragraph.shown.spans:
            value = report.value(link.code, link.offset)
            if value.state != "value" or not value.shown:
                continue
            text = paragraph.text
            before, after = text[max(0, start - _LOOK) : start], text[end : end + _LOOK]
            for fault in _contradictions(value, before, after, report):
                message = rule.message.format(name=_name(report, link), shown=value.shown, fault=fault)
                yield Finding(rule.id, rule.severity, message, (paragraph.place(start, end, around=8),))


def numbers_run_together(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A linked number beside other digits, printed as one number: 12 and 99.25 as 1299.25."""
    for paragraph in view.of(subject):
        text, told = paragraph.text, -1
        for start, end, link in paragraph.shown.spans:
            if start < told or not text[start:end].strip().isascii():
                continue
            before, after = _RUN_BEFORE.search(text, 0, start), _RUN_AFTER.match(text, end)
            left = before.start() if before else start
            right = after.end() if after else end
            if right - left > end - start:
                told = right
                yield rule.finding(
                    paragraph.place(left, right, around=8),
                    name=_name(view.report, link),
                    found=text[left:right],
                )


def _name(report: Report, link: Link) -> str:
    name = report.catalogue.name(link.code)
    return f"{report.year + link.offset}年{name}" if link.offset else name


def _contradictions(value: Value, before: str, after: str, report: Report) -> Iterator[str]:
    written = unit_behind(after)
    in_percent = before.rstrip().endswith("百分之")
    if written and not in_percent and not may_stand(written, value, report):
        cure = "（一键清理可以改正）" if {written, value.unit} <= MONEY.keys() else ""
        yield f"单位应为“{value.unit}”，正文写的是“{written}”{cure}"
    said = _qualifier(before, after)
    if said != value.qualifier and value.qualifier != "range":
        if said == "exact":
            yield f"数值是“{value.worded}{value.unit}”，正文少了{_WORDS[value.qualifier]}"
        elif value.qualifier == "exact":
            yield f"数值是确数，正文却写了{_WORDS[said]}"
        else:
            yield f"数值带有{_WORDS[value.qualifier]}的意思，正文却写了{_WORDS[said]}"


def _qualifier(before: str, after: str) -> str:
    for words, text in ((_BEFORE, before), (_AFTER, after)):
        for meaning, pattern in words.items():
            if pattern.search(text):
                return meaning
    return "exact"


def empty_texts(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A heading without anything under it."""
    report = view.report
    node = report.node(int(subject))
    if node is None or report.children.get(node.id) or any(text.strip() for text in node.paragraphs):
        return
    if "，" in node.heading and len(node.heading) >= _SENTENCE:
        return
    message = rule.message.format(place=report.place(node), heading=node.heading)
    yield Finding(rule.id, rule.severity, message, (Place(node.id, 0, 0, 0, _heading(report, node)),))


def _heading(report: Report, node: Node) -> str:
    return report.heading_line(node)[:60]
