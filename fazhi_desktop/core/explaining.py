"""Written explanations of soft findings: kept, offered next year, printed, made a sentence."""

from collections.abc import Iterable
from dataclasses import replace

from fazhi_desktop.core.edits import Cell, Edit
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import Explanation, Key, node_key
from fazhi_desktop.core.report import Report

SHORTEST = 2
_NONE_YET = "有 {left} 个可说明的问题，都还没有写说明。"


@frozen
class Explained:
    """One line of the 审核说明."""

    place: str
    message: str
    text: str
    author: str
    time: str


def explain(report: Report, fingerprint: str, text: str, *, author: str, time: str) -> Edit:
    """The edit that keeps an explanation, or takes it away where the text is empty. Raises BadInput."""
    words = text.strip()
    if words and len(words) < SHORTEST:
        raise BadInput("说明太短，请写明为什么这样是对的。")
    key = Key("explanation", report.year, fingerprint)
    new = Explanation(words, author, time) if words else None
    return Edit("写说明" if words else "删去说明", (Cell(key, report.explanations.get(fingerprint), new),))


def offered(report: Report, fingerprint: str) -> Explanation | None:
    """What was written about the same finding before: this year with other numbers, or last year.

    Fingerprints are `rule.topic.state`; the first two parts stay the same when only numbers change.
    """
    topic = fingerprint.rpartition(".")[0]
    for known in (report.explanations, report.explained_before):
        for other, explanation in known.items():
            if other != fingerprint and topic and other.rpartition(".")[0] == topic:
                return explanation
    return None


def as_sentence(report: Report, node_id: int, text: str) -> Edit:
    """The edit that puts an explanation at the end of a text as a sentence of the report. Raises BadInput."""
    node = report.node(node_id)
    words = text.strip()
    if node is None or not words:
        raise BadInput("请选一个标题，把说明写进它的正文。")
    sentence = words if words.endswith(("。", "！", "？")) else words + "。"
    last = node.paragraphs[-1] if node.paragraphs else ""
    paragraphs = (*node.paragraphs[:-1], last + sentence)
    new = replace(node, paragraphs=paragraphs)
    return Edit("说明写入正文", (Cell(node_key(report.year, node_id), node, new),))


def sheet_lines(report: Report, entries: Iterable[Explained], *, left: int = 0) -> tuple[str, ...]:
    """The 审核说明 as lines to print; `left` soft findings have no explanation yet."""
    lines = [f"{report.head.title}审核说明", f"单位：{report.body.unit}", ""]
    count = 0
    for count, entry in enumerate(entries, 1):
        lines.append(f"{count}. {entry.place}：{entry.message}")
        lines.append(f"说明：{entry.text}（{entry.author} {entry.time}）")
    if left:
        lines.append(f"另有 {left} 个可说明的问题还没有写说明。" if count else _NONE_YET.format(left=left))
    elif not count:
        lines.append("没有需要说明的问题。")
    return tuple(lines)
