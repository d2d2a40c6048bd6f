"""时光轴: how far one can go back from a change: this place, part of it, chapter, year, everything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fazhi_desktop.core import timeline
from fazhi_desktop.core.edits import Edit
from fazhi_desktop.core.records import Key, Node, Record, changed_fields
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.waiting import back_up
from fazhi_desktop.store.log import Change

FIELDS = {"heading": "标题", "paragraphs": "正文", "title": "标题", "preface": "引言"}
FIRST = 1
"""Number of the edit that made the workspace; there is nothing before it."""

Past = Mapping[Key, Record | None]
"""What the records that changed since were then."""


@dataclass(frozen=True)
class Reach:
    """One way to go back, with its words.

    Attributes:
        scope: which records go back, by what those that changed since were then.
        wide: more than one place changes, so there is a question and a backup before.
    """

    words: str
    scope: Callable[[Past], timeline.Scope]
    field: str | None = None
    wide: bool = True


def reaches(session: Session, keys: tuple[Key, ...], change: Change | None) -> list[Reach]:
    """The ways back from a change of one record, or (None) from a whole edit of `keys`, nearest first."""
    year = session.year
    widest = [
        Reach(f"{year} 年度的全部内容", lambda _: timeline.of_year(year)),
        Reach("整个工作库", lambda _: timeline.everything),
    ]
    if change is None:
        return [Reach(f"这一步改的 {len(keys)} 处", lambda _: timeline.only(keys)), *widest]
    return [*_one_place(session, change), *_its_chapter(session, change), *widest]


def edit_back(session: Session, step: int, reach: Reach, label: str) -> Edit:
    """The edit that goes back to right before edit `step`."""
    past = timeline.before(session.store.log.firsts_since(step - 1))
    return session.store.back_to(step - 1, scope=reach.scope(past), field=reach.field, label=label)


def go_back(
    session: Session, services: Services, edit: Edit, done: Callable[[], object], *, wide: bool
) -> None:
    """Carry out such an edit, after a backup where it is a wide one."""

    def carry_out() -> None:
        left = years_left(session, edit)
        if session.year not in left:
            session.set_year(max(left))
        if session.apply(edit):
            if any(cell.key.kind in {"report", "body"} for cell in edit.cells):
                session.reload()
            done()

    if wide:
        back_up(session, services, "还原前", carry_out, step=edit)
    else:
        carry_out()


def years_left(session: Session, edit: Edit) -> set[int]:
    """The years that have a report after an edit."""
    gone = {cell.key.year for cell in edit.cells if cell.key.kind == "report" and cell.new is None}
    return set(session.store.years) - gone


def _one_place(session: Session, change: Change) -> list[Reach]:
    key, now = change.key, session.store.get
    scope = timeline.only([key])
    parts = [
        Reach(f"这一处的{FIELDS[name]}", lambda _: scope, name, wide=False)
        for name in changed_fields(change.old, change.new)
        if name in FIELDS and change.old is not None and change.new is not None
    ]
    whole = Reach("这一处", lambda past: timeline.with_parents(key, now, past.get), wide=False)
    return [whole, *(parts if len(parts) > 1 else ())]


def _its_chapter(session: Session, change: Change) -> list[Reach]:
    """The chapter of this year that a text or a number belongs to, with what was deleted from it since."""
    report, key = session.report, change.key
    if key.year != report.year:
        return []
    record = change.new or change.old
    home = next((node for node in report.nodes if key.name in node.indicators), None)
    if key.kind == "node":
        home = report.node(int(key.name))
        if home is None and isinstance(record, Node):
            home = report.node(record.parent)
    if home is None or key.kind not in {"node", "value", "note"}:
        return []
    top = report.path(home)[0]

    def scope(past: Past) -> timeline.Scope:
        then = (old for old in past.values() if isinstance(old, Node))
        return timeline.chapter((*report.nodes, *then), report.year, top.id)

    return [Reach(f"所在的章：{report.number_of(top)}、{top.heading}", scope)]
