"""Joins the work of two computers on one workspace: a three-way merge of records, without a server.

Both sides went on from one common state. What only one side changed is taken; where both changed the same
record, outlines and heads are joined field by field, and what cannot be joined is a conflict for the clerk.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields, replace

from fazhi_desktop.core.edits import Read
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import (
    Body,
    Department,
    Key,
    Node,
    Record,
    RegisterRow,
    ReportHead,
    node_key,
    report_key,
)
from fazhi_desktop.core.values import Value

_BY_FIELD = (Body, ReportHead, Node, Department)


@frozen
class Difference:
    """What a record was in the common state, and what each side has now."""

    key: Key
    base: Record | None
    mine: Record | None
    theirs: Record | None


@frozen
class Merged:
    """What the other side brings.

    Attributes:
        changes: (key, new record) pairs that can be taken as they are.
        conflicts: records that both sides changed differently; mine stay until the clerk decides.
    """

    changes: tuple[tuple[Key, Record | None], ...]
    conflicts: tuple[Difference, ...]

    def settled(self, chosen: Collection[Key] = ()) -> tuple[tuple[Key, Record | None], ...]:
        """All changes, with theirs at the conflicts that are chosen."""
        taken = {conflict.key: conflict.theirs for conflict in self.conflicts if conflict.key in chosen}
        return (*self.changes, *taken.items())


Keys = Callable[[str], Iterable[Key]]


def merge(theirs: Iterable[tuple[Key, Record | None, Record | None]], read: Read, mine: Keys) -> Merged:
    """Join what the other side changed since the common state: (key, then, now) triples.

    `read` gives this side's records, `mine` its keys of a kind.
    """
    found = [Difference(key, base, read(key), now) for key, base, now in theirs]
    found = [entry for entry in found if entry.theirs != entry.mine and not _derived(entry.theirs)]
    found = _renumbered(found, mine)
    changes: dict[Key, Record | None] = {}
    conflicts: list[Difference] = []
    for entry in found:
        joined = _joined(entry)
        if _is_final(entry.key, read) or joined is entry:
            conflicts.append(entry)
        elif joined != entry.mine:
            changes[entry.key] = joined  # type: ignore[assignment]
    loose = _loose(changes, read, mine)
    conflicts += [entry for entry in found if entry.key in loose]
    kept = tuple((key, record) for key, record in changes.items() if key not in loose)
    return Merged(kept, tuple(conflicts))


def _joined(entry: Difference) -> Record | Difference | None:
    """The record both sides' changes make together, the difference itself where they contradict."""
    base, mine, theirs = entry.base, entry.mine, entry.theirs
    if mine == base:
        return theirs
    if theirs == base:
        return mine
    if not isinstance(mine, _BY_FIELD) or type(mine) is not type(theirs) or type(mine) is not type(base):
        return entry
    changed: dict[str, object] = {}
    for name in (part.name for part in fields(mine)):
        was, here, there = getattr(base, name), getattr(mine, name), getattr(theirs, name)
        if there not in (was, here):
            if here != was:
                return entry
            changed[name] = there
    return replace(mine, **changed)  # type: ignore[arg-type]


def _derived(record: Record | None) -> bool:
    """A value that only follows from others is computed anew."""
    kinds = {source.kind for source in record.sources} if isinstance(record, Value) else set[str]()
    return kinds == {"formula"}


def _is_final(key: Key, read: Read) -> bool:
    head = read(report_key(key.year))
    return isinstance(head, ReportHead) and head.state == "final"


def _renumbered(found: list[Difference], mine: Keys) -> list[Difference]:
    """Headings and rows that both sides made anew under one number: theirs get another one."""
    moved: dict[Key, Key] = {}
    taken = {key for kind in ("node", "row") for key in mine(kind)} | {entry.key for entry in found}
    for entry in found:
        both_new = entry.base is None and entry.mine is not None
        if both_new and isinstance(entry.theirs, Node | RegisterRow):
            moved[entry.key] = _free(entry.key, taken)
            taken.add(moved[entry.key])
    return [_moved(entry, moved) for entry in found]


def _free(key: Key, taken: Collection[Key]) -> Key:
    start, _, number = key.name.rpartition("/")
    prefix, place = f"{start}/" if start else "", int(number)
    while (made := key._replace(name=f"{prefix}{place}")) in taken:
        place += 1
    return made


def _moved(entry: Difference, moved: Mapping[Key, Key]) -> Difference:
    key, theirs = moved.get(entry.key, entry.key), entry.theirs
    number = int(key.name.rpartition("/")[2]) if key != entry.key else 0
    if isinstance(theirs, Node):
        above = moved.get(node_key(key.year, theirs.parent))
        theirs = replace(theirs, id=number or theirs.id, parent=int(above.name) if above else theirs.parent)
    elif isinstance(theirs, RegisterRow) and number:
        theirs = replace(theirs, id=number)
    mine = None if key != entry.key else entry.mine
    return Difference(key, entry.base, mine, theirs)


def _loose(changes: Mapping[Key, Record | None], read: Read, mine: Keys) -> set[Key]:
    """Changes that would leave a heading without the one above it."""
    loose: set[Key] = set()
    while True:
        after = {key: read(key) for key in mine("node")} | {
            key: record for key, record in changes.items() if key.kind == "node" and key not in loose
        }
        alone = {
            key
            for key, node in after.items()
            if isinstance(node, Node) and node.parent and after.get(node_key(key.year, node.parent)) is None
        }
        more = {key for key in alone if key in changes and changes[key] is not None}
        parents = {node_key(key.year, node.parent) for key in alone if isinstance(node := after[key], Node)}
        more |= {key for key in parents if key in changes and changes[key] is None}
        if not more - loose:
            return loose
        loose |= more
