"""The steps of earlier sittings: the change log read backwards, as 撤销 and 重做 had left it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from fazhi_desktop.core.edits import Cell, Edit, Read
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import BODY, Key, Record
from fazhi_desktop.core.timeline import Change

UNDID, REDID = "撤销：", "重做："
"""How the log's labels begin for a step that was taken back, and for one that was done again."""

_PAUSE = 10
"""Seconds: a text is written at least this often while it is typed (`gui/editor.py`)."""


@frozen
class Earlier:
    """One step of an earlier sitting, as it was last written.

    Attributes:
        edit: ready to be turned round, under its own name.
        way: UNDID for a step that stands taken back; REDID, or '' for one that was simply made.
        time: when it was written, for a burst of typing when that began.
    """

    edit: Edit
    way: str
    time: str


def earlier(log: Iterable[list[Change]], read: Read) -> Iterator[Earlier]:
    """The steps that still stand, or stand taken back, newest first.

    `log` gives the changes of each edit, newest edit first, `read` the records as they are now. Ends without
    a word where the log does not lead to what is stored, and at the edit that made the workspace.
    """
    held: Earlier | None = None
    for step in _standing(_agreeing(log, read)):
        if held is not None and _goes_on(step, held):
            held = Earlier(step.edit.then(held.edit), "", step.time)
            continue
        if held is not None:
            yield held
        held = step if _is_text(step) else None
        if held is None:
            yield step
    if held is not None:
        yield held


def _agreeing(log: Iterable[list[Change]], read: Read) -> Iterator[Earlier]:
    """The edits of the log as far back as each leads to the next, and the last to what is stored."""
    state: dict[Key, Record | None] = {}
    for changes in log:
        if any((state[c.key] if c.key in state else read(c.key)) != c.new for c in changes):
            return
        if any(change.key == BODY and change.old is None for change in changes):
            return
        state.update((change.key, change.old) for change in changes)
        first = changes[0]
        way = next((word for word in (UNDID, REDID) if first.label.startswith(word)), "")
        cells = tuple(Cell(change.key, change.old, change.new) for change in changes)
        yield Earlier(Edit(first.label.removeprefix(way), cells, first.why), way, first.time)


def _standing(log: Iterator[Earlier]) -> Iterator[Earlier]:
    """Without the edits that a later 撤销 took back, and without 撤销 that nothing can do again any more."""
    taken: list[Edit] = []  # 撤销 whose step comes further back
    again, open_ = 0, True  # 重做 whose 撤销 comes further back; whether no new edit was met yet
    for step in log:
        if step.way == UNDID:
            taken.append(step.edit.inverse())
            if open_ and not again:
                yield step
            again = max(again - 1, 0)
            continue
        open_ = open_ and step.way == REDID
        again += open_
        if not taken:
            yield step
        elif set(taken[-1].keys) != set(step.edit.keys):
            return
        elif _before(taken[-1]) == _before(step.edit):  # else it was the later part of a burst of typing
            taken.pop()


def _before(edit: Edit) -> dict[Key, Record | None]:
    return {cell.key: cell.old for cell in edit.cells}


def _is_text(step: Earlier) -> bool:
    return not step.way and [key.kind for key in step.edit.keys] == ["node"]


def _goes_on(step: Earlier, later: Earlier) -> bool:
    """Whether both were one burst of typing."""
    if not _is_text(step) or (step.edit.label, step.edit.keys) != (later.edit.label, later.edit.keys):
        return False
    try:
        pause = datetime.fromisoformat(later.time) - datetime.fromisoformat(step.time)
    except (ValueError, TypeError):
        return False
    return 0 <= pause.total_seconds() <= _PAUSE
