"""时光轴: one record, one chapter or everything back to an earlier state, from the change log as one edit."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

from fazhi_desktop.core.edits import Edit, Read, edit
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import Key, Node, Record, node_key, report_key, value_key


@frozen
class Change:
    """One record's change in the log; `step` numbers the edit it was part of, in the order they happened."""

    seq: int
    step: int
    time: str
    who: str
    label: str
    why: str
    key: Key
    old: Record | None
    new: Record | None


@frozen
class Moment:
    """One edit on the time line: the state right before and right after it can be had back."""

    step: int
    time: str
    who: str
    label: str
    keys: tuple[Key, ...]


Scope = Callable[[Key], bool]


def everything(_: Key) -> bool:
    """Scope of the whole workspace."""
    return True


def only(keys: Collection[Key]) -> Scope:
    """Scope of the records named."""
    wanted = frozenset(keys)
    return wanted.__contains__


def with_parents(key: Key, read: Read, earlier: Read) -> Scope:
    """Scope of one record; of a heading with those above it that are gone now and were there `earlier`."""
    wanted = {key}
    node = earlier(key)
    while isinstance(node, Node) and node.parent:
        above = node_key(key.year, node.parent)
        if read(above) is not None or above in wanted:
            break
        wanted.add(above)
        node = earlier(above)
    return only(wanted)


def chapter(nodes: Iterable[Node], year: int, top: int) -> Scope:
    """Scope of a heading with all below it: texts, and the values of the indicators that belong there.

    `nodes` are those of now and of then, so that what was deleted since comes back too.
    """
    nodes, inside, pending = tuple(nodes), {top}, [top]
    while pending:
        parent = pending.pop()
        below = {node.id for node in nodes if node.parent == parent} - inside
        inside |= below
        pending += below
    owned = {value_key(year, code) for node in nodes if node.id in inside for code in node.indicators}
    return only(owned | {node_key(year, node) for node in inside})


def of_year(year: int) -> Scope:
    """Scope of one year's report with its values."""
    return lambda key: key.year == year or key == report_key(year)


def before(changes_since: Iterable[Change]) -> dict[Key, Record | None]:
    """What the records touched by changes (oldest first) were before all of them."""
    earlier: dict[Key, Record | None] = {}
    for change in changes_since:
        earlier.setdefault(change.key, change.old)
    return earlier


def back_to(
    changes_since: Iterable[Change],
    read: Read,
    *,
    scope: Scope = everything,
    field: str | None = None,
    label: str = "",
) -> Edit:
    """The edit that brings `scope` back to what it was before `changes_since` (oldest first).

    With `field` only that field of each record goes back, the others stay; a record that was not there then
    keeps its fields. What is already as it was is left out.
    """
    earlier = {key: old for key, old in before(changes_since).items() if scope(key)}
    wanted = ((key, _mixed(read(key), old, field)) for key, old in earlier.items())
    return edit(label or "还原到以前的状态", wanted, read)


def _mixed(now: Record | None, old: Record | None, field: str | None) -> Record | None:
    if field is None:
        return old
    if now is None or old is None or not hasattr(old, field):
        return now
    changed: dict[str, Any] = {field: getattr(old, field)}
    return replace(now, **changed)
