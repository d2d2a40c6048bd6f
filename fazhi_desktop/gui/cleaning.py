"""The typography cleaner on stored texts, as one edit."""

from collections.abc import Callable
from dataclasses import replace

from fazhi_desktop.core.records import Key, Record, node_key, report_key
from fazhi_desktop.gui.session import Session


def clean_texts(session: Session, ids: list[int], clean: Callable[[str], str]) -> int:
    """Clean the texts of these headings (0: the preface); gives the number of changed paragraphs."""
    report = session.report
    changes: list[tuple[Key, Record]] = []
    count = 0
    for node_id in ids:
        node = report.node(node_id)
        before = node.paragraphs if node else report.head.preface
        after = tuple(text for paragraph in before if (text := clean(paragraph)))
        count += sum(new != old for new, old in zip(after, before, strict=False))
        if node is not None:
            changes.append((node_key(report.year, node.id), replace(node, paragraphs=after)))
        elif node_id == 0:
            changes.append((report_key(report.year), replace(report.head, preface=after)))
    if session.change("清理格式", changes):
        session.said.emit(f"清理了 {count} 段，数字没有改动。" if count else "没有需要清理的地方。")
    return count
