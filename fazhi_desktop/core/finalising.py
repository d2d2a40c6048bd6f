"""定稿: the year is locked and its content sealed by a hash; unlocking needs a reason, kept in the log."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace

from fazhi_desktop.core.edits import Cell, Edit
from fazhi_desktop.core.errors import BadInput, NotUsable
from fazhi_desktop.core.publication import SETTING as PUBLICATION
from fazhi_desktop.core.records import Key, Record, ReportHead, report_key
from fazhi_desktop.core.report import Report

SHORTEST_REASON = 4


def content_hash(report: Report) -> str:
    """SHA-256 over everything the report says: title, preface, headings, texts, values of its year."""
    values = report.values.get(report.year, {})
    content = {
        "year": report.year,
        "unit": report.body.unit,
        "title": report.head.title,
        "preface": report.head.preface,
        "notice": report.head.notice,
        "figures": report.head.figures,
        "nodes": [asdict(node) for node in report.nodes],
        "values": {code: asdict(values[code].with_sources()) for code in sorted(values)},
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def finalise(report: Report, hard: Sequence[str], unexplained: Sequence[str] = ()) -> Edit:
    """The edit that makes a report final. Raises BadInput while hard findings stand or soft ones lack a word.

    `hard` and `unexplained` are the messages of those findings.
    """
    if report.head.state == "final":
        raise BadInput(f"{report.year} 年度报告已经定稿。")
    if hard:
        raise BadInput(
            f"还有 {len(hard)} 个必须改的问题，不能定稿。第一个是：{hard[0]}请在“审核”中逐个改正后再定稿。"
        )
    if unexplained:
        raise BadInput(
            f"还有 {len(unexplained)} 个可说明的问题没有写说明，不能定稿。第一个是：{unexplained[0]}"
            "请改正，或在“审核”中写明理由。"
        )
    sealed = replace(report.head, state="final", sealed=content_hash(report))
    return Edit(f"{report.year} 年度定稿", (Cell(report_key(report.year), report.head, sealed),))


def unlock(report: Report, reason: str) -> Edit:
    """The edit that makes a final report a draft again; the reason goes into the log. Raises BadInput."""
    if report.head.state != "final":
        raise BadInput(f"{report.year} 年度报告没有定稿，不需要取消定稿。")
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadInput("取消定稿要写明理由，如“区里退回，补充行政应诉数据”。")
    cell = Cell(report_key(report.year), report.head, _opened(report.head))
    return Edit(f"{report.year} 年度取消定稿", (cell,), why=reason.strip())


def is_intact(report: Report) -> bool:
    """Whether a final report still says what was sealed; a draft has nothing to break."""
    return report.head.state != "final" or report.head.sealed == content_hash(report)


def final_year(keys: Iterable[Key], get: Callable[[Key], Record | None]) -> int | None:
    """The finished year that a change of these records would alter; None where there is none.

    保密审查 comes after 定稿 and may still be written: it is no part of what the report says.
    """
    for year in sorted({key.year for key in keys if (key.kind, key.name) != ("setting", PUBLICATION)}):
        head = get(report_key(year))
        if isinstance(head, ReportHead) and head.state == "final":
            return year
    return None


def refuse_final(edit: Edit, get: Callable[[Key], Record | None]) -> None:
    """Raise NotUsable where an edit alters anything of a finished year, unless it is its unlocking."""
    year = final_year(edit.keys, get)
    if year is not None and not _unlocks(edit, year):
        raise NotUsable(
            f"{year} 年度报告已定稿，没有修改。如需修改，请先在窗口的“报告”菜单中取消定稿，并写明理由；"
            "要填下一年的内容，请新建年度。"
        )


def _unlocks(edit: Edit, year: int) -> bool:
    """Whether an edit is that of `unlock`: going back in time, or merging, opens no finished year."""
    if edit.keys != (report_key(year),) or len(edit.why) < SHORTEST_REASON:
        return False
    old, new = edit.cells[0].old, edit.cells[0].new
    return isinstance(old, ReportHead) and new == _opened(old)


def _opened(head: ReportHead) -> ReportHead:
    return replace(head, state="draft", sealed="")
