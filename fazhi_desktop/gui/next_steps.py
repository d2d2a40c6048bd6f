"""What to do next, in the order of a clerk's winter: eight steps with their state."""

from datetime import date
from typing import Literal

from fazhi_desktop.core.completion import Completion
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.links import links
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.returns import returns_of
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.session import CHECKING, Session

State = Literal["complete", "partial", "empty"]
LARGE_CHANGE = 30
CHANGED, NEEDED = f"比上年增减超过 {LARGE_CHANGE} %", "需要而未填"
"""Filters of the table, for these and for what the report cannot do without."""


@frozen
class Step:
    """One step: what it is, how far it is, and the one thing to do about it.

    Attributes:
        command: id of the menu command behind the button, or '' where `place` is where to go.
    """

    title: str
    state: State
    words: str
    verb: str
    command: str = ""
    place: Place | None = None


def next_steps(session: Session) -> list[Step]:
    """The eight steps as they stand now."""
    report = session.report
    whole = session.completion[0]
    return [
        _last_year(report),
        _returns(report, session.clock().date()),
        _values(whole),
        _check(session),
        _compare(report),
        _texts(session),
        _submit(session, whole),
        _publish(report),
    ]


def _last_year(report: Report) -> Step:
    count = sum(value.state == "value" for value in report.values.get(report.year - 1, {}).values())
    words = f"已有 {report.year - 1} 年的 {count} 项数字" if count else "还没有上年的数字，同比和核对需要它"
    if count and report.nodes_before and report.year - 1 not in report.final_years:
        words += "，上年报告还没有定稿"
    return Step("装入上年", "complete" if count else "empty", words, "读入往年报告…", "read")


def _returns(report: Report, today: date) -> Step:
    rows = returns_of(report, today)
    sent = sum(row.state == "sent" for row in rows)
    late = sum(row.state == "late" for row in rows)
    words = f"{sent}/{len(rows)} 个科室已报" + (f"，{late} 个逾期" if late else "")
    state: State = "complete" if rows and sent == len(rows) else "partial" if sent else "empty"
    return Step("收表", state, words, "导入科室表格…", "import")


def _values(whole: Completion) -> Step:
    state: State = "complete" if whole.filled >= whole.needed else "partial" if whole.filled else "empty"
    words = f"需要的指标已填 {whole.filled}/{whole.needed}"
    place = Place("table") if state == "complete" else Place("table", only=NEEDED)
    return Step("录入", state, words, "到指标总表", place=place)


def _check(session: Session) -> Step:
    if not session.checked:
        return Step("全审", "partial", CHECKING, "全审", "check")
    hard, soft = session.finding_counts()
    words = f"必须改 {hard} 处，可说明 {soft} 处" if hard or soft else "没有发现问题"
    return Step("全审", "partial" if hard or soft else "complete", words, "全审", "check")


def _compare(report: Report) -> Step:
    if not report.values.get(report.year - 1):
        return Step("与上年核对", "empty", "装入上年以后才能核对", "到指标总表", place=Place("table"))
    if not any(report.number(code) is not None for code in report.reported):
        return Step("与上年核对", "empty", "填了今年的数以后才能核对", "到指标总表", place=Place("table"))
    changed = sum(large_change(report, code) for code in report.reported)
    words = f"{changed} 项比上年增减超过 {LARGE_CHANGE} %，请逐项核对" if changed else "没有异常的增减"
    state: State = "partial" if changed else "complete"
    return Step("与上年核对", state, words, "查看增减", place=Place("table", only=CHANGED))


def _texts(session: Session) -> Step:
    report, whole = session.report, session.completion[0]
    missing = sum(
        not report.value(link.code, link.offset).shown
        for node in report.nodes
        for text in node.paragraphs
        for link in links(text)
    )
    words = f"已写 {whole.texts}/{whole.texts_needed} 节" + (f"，{missing} 处数字待填" if missing else "")
    words += f"，{whole.copied} 节还是底稿或上年原文" if whole.copied else ""
    done = whole.texts >= whole.texts_needed and not missing
    state: State = "complete" if done else "partial" if whole.texts else "empty"
    first = _first_unwritten(session) or next((node for node in report.nodes if not node.parent), None)
    return Step("成文", state, words, "继续撰写", place=Place(node=first.id) if first else Place("preview"))


def _first_unwritten(session: Session) -> Node | None:
    """The first text that is empty; where none is, the first that waits for numbers or for its own words."""
    leaves = [node for node in session.report.nodes if not session.report.children.get(node.id)]
    done = session.completion
    waiting = [node for node in leaves if done[node.id].texts < done[node.id].texts_needed]
    return next((node for node in waiting if not node.paragraphs), waiting[0] if waiting else None)


def _submit(session: Session, whole: Completion) -> Step:
    hard, _ = session.finding_counts()
    if not session.checked:
        words = CHECKING
    elif hard:
        words = f"还有 {hard} 处必须改的问题，导出的文件标“草稿”"
    else:
        words = "可以导出报送版" if whole.percent == 100 else "还有没写完的内容，可以先导出看样子"
    ready = session.checked and not hard and whole.percent == 100
    return Step("送审", "partial" if ready else "empty", words, "导出…", "export")


def _publish(report: Report) -> Step:
    if report.head.state != "final":
        return Step("公开", "empty", "定稿以后导出公开版", "定稿…", "final")
    from fazhi_desktop.core.publication import publication_of

    if publication_of(report).clearance is None:
        return Step("公开", "partial", "已定稿，还没有保密审查结论", "保密审查…", "publication")
    return Step("公开", "complete", "已定稿，已保密审查，可导出公开版", "导出…", "export")


def large_change(report: Report, code: str) -> bool:
    """Whether a number is more than 30 % away from last year's."""
    new, old = report.number(code), report.last_year(code).decimal
    return new is not None and bool(old) and abs(new - old) * 100 > LARGE_CHANGE * abs(old or 0)
