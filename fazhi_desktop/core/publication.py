"""The public edition: what has to be decided before publication, what was decided, and the report it makes.

Decisions and the 保密审查 record are kept with the workspace as the setting `publication` of the year.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Literal

from fazhi_desktop.core.edits import Cell, Edit
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.links import parts
from fazhi_desktop.core.records import Key, Node, Setting
from fazhi_desktop.core.report import Report

Action = Literal["mask", "drop", "keep"]
ACTIONS: Mapping[Action, str] = {"mask": "遮盖", "drop": "删去所在句", "keep": "保留"}
SETTING = "publication"
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]?")


@frozen
class Decision:
    """What happens in the public edition to a piece of text, wherever it stands.

    Attributes:
        quote: the words as written. label: what they are (电话号码, 身份证号 …).
        mask: what is printed instead, for action mask; '' for the usual signs.
        reason: why it may stay, for action keep.
    """

    quote: str
    label: str
    action: Action
    mask: str = ""
    reason: str = ""
    author: str = ""
    time: str = ""


@frozen
class Clearance:
    """The 保密审查 record: who looked through the report, when, with what result."""

    reviewer: str
    approver: str
    time: str
    result: str
    remark: str = ""


@frozen
class Publication:
    """All decisions of a year and its record, None before it is made."""

    decisions: tuple[Decision, ...] = ()
    clearance: Clearance | None = None

    def decision(self, quote: str) -> Decision | None:
        """What was decided about a piece of text."""
        return next((entry for entry in self.decisions if entry.quote == quote), None)


def publication_of(report: Report) -> Publication:
    """What was decided for this report; nothing where the setting cannot be read."""
    try:
        data = json.loads(report.settings.get(SETTING, "{}"))
        decisions = tuple(Decision(**entry) for entry in data.get("decisions", ()))
        clearance = data.get("clearance")
        return Publication(decisions, Clearance(**clearance) if clearance else None)
    except (ValueError, TypeError, AttributeError):
        return Publication()


def decide(report: Report, decisions: Iterable[Decision]) -> Edit:
    """The edit that adds decisions, in place of earlier ones on the same words. Raises BadInput."""
    now = publication_of(report)
    kept = {entry.quote: entry for entry in now.decisions}
    for entry in decisions:
        if entry.action not in ACTIONS:
            raise BadInput(f"“{entry.quote}”：处理方式只能是遮盖、删去所在句或保留。")
        if entry.action == "keep" and not entry.reason.strip():
            raise BadInput(f"“{entry.quote}”要在公开版中保留，请写明理由，如“已征得本人同意”。")
        kept[entry.quote] = entry
    return _edit(report, replace(now, decisions=tuple(kept.values())), "公开版处理决定")


def undecide(report: Report, quote: str) -> Edit:
    """The edit that takes a decision back."""
    now = publication_of(report)
    left = tuple(entry for entry in now.decisions if entry.quote != quote)
    return _edit(report, replace(now, decisions=left), "撤回公开版处理决定")


def clear(report: Report, clearance: Clearance) -> Edit:
    """The edit that writes the 保密审查 record. Raises BadInput where a name or the result is missing."""
    if not clearance.reviewer.strip() or not clearance.result.strip() or not clearance.time.strip():
        raise BadInput("保密审查记录要写明审查人、时间和结论。")
    return _edit(report, replace(publication_of(report), clearance=clearance), "保密审查记录")


def _edit(report: Report, publication: Publication, label: str) -> Edit:
    before = report.settings.get(SETTING)
    data = {
        "decisions": [asdict(entry) for entry in publication.decisions],
        "clearance": asdict(publication.clearance) if publication.clearance else None,
    }
    key = Key("setting", report.year, SETTING)
    old = Setting(before) if before is not None else None
    return Edit(label, (Cell(key, old, Setting(json.dumps(data, ensure_ascii=False))),)).without_noops()


def published(report: Report, decisions: Sequence[Decision] | None = None) -> Report:
    """The report as the public may read it; without `decisions` those kept with the report."""
    chosen = publication_of(report).decisions if decisions is None else decisions
    acting = [entry for entry in chosen if entry.action != "keep" and entry.quote]
    if not acting:
        return report
    acting.sort(key=lambda entry: -len(entry.quote))
    preface = _texts(report, report.head.preface, acting)
    head = replace(report.head, title=_masked(report.head.title, acting), preface=preface)
    return replace(report, head=head, nodes=tuple(_node(report, node, acting) for node in report.nodes))


def _node(report: Report, node: Node, acting: Sequence[Decision]) -> Node:
    return replace(
        node, heading=_masked(node.heading, acting), paragraphs=_texts(report, node.paragraphs, acting)
    )


def _texts(report: Report, paragraphs: tuple[str, ...], acting: Sequence[Decision]) -> tuple[str, ...]:
    made: list[str] = []
    for text in paragraphs:
        if any(entry.quote in report.shown(text).text for entry in acting):
            text = _dropped(text, acting)
            text = "".join(
                _masked(piece, acting) if isinstance(piece, str) else str(piece) for piece in parts(text)
            )
            if not text.strip():
                continue
        made.append(text)
    return tuple(made)


def _dropped(text: str, acting: Sequence[Decision]) -> str:
    quotes = [entry.quote for entry in acting if entry.action == "drop"]
    if not any(quote in text for quote in quotes):
        return text
    sentences = [found[0] for found in _SENTENCE.finditer(text) if found[0]]
    return "".join(sentence for sentence in sentences if not any(quote in sentence for quote in quotes))


def _masked(text: str, acting: Sequence[Decision]) -> str:
    for entry in acting:
        text = text.replace(entry.quote, entry.mask or usual_mask(entry.quote, entry.label))
    return text


def usual_mask(quote: str, label: str) -> str:
    """How a piece is usually covered: a name keeps its family name, a number its first and last digits."""
    if "姓名" in label or "人员" in label:
        return quote[0] + "某某" if len(quote) > 2 else quote[0] + "某"
    digits = sum(char.isascii() and char.isalnum() for char in quote)
    if digits >= 7 and digits * 2 >= len(quote):
        return quote[:3] + "*" * max(4, len(quote) - 7) + quote[-4:]
    return "×" * min(max(len(quote), 2), 6)


def record_lines(report: Report, open_items: Sequence[tuple[str, str]] = ()) -> tuple[str, ...]:
    """The 保密审查 record as lines to print; `open_items` are (label, words) nobody has decided about."""
    now = publication_of(report)
    lines = [f"{report.head.title}保密审查记录", f"单位：{report.body.unit}", ""]
    lines.append("一、逐项处理情况")
    for place, entry in enumerate(now.decisions, 1):
        how = ACTIONS[entry.action] + (f"（{entry.reason}）" if entry.reason else "")
        covered = usual_mask(entry.quote, entry.label) if entry.action != "keep" else entry.quote
        who = f"，{entry.author} {entry.time}".rstrip() if entry.author else ""
        lines.append(f"{place}. {entry.label}“{covered}”：{how}{who}")
    if not now.decisions:
        lines.append("没有需要处理的内容。")
    lines += [f"待处理：{label}“{usual_mask(words, label)}”" for label, words in open_items]
    lines += ["", "二、审查结论"]
    if now.clearance is None:
        lines.append("尚未审查。")
    else:
        made = now.clearance
        lines += [f"结论：{made.result}", f"审查人：{made.reviewer}"]
        lines += [f"审批人：{made.approver or '（未填）'}", f"时间：{made.time}"]
        lines += [f"备注：{made.remark}"] if made.remark else []
    return tuple(lines)
