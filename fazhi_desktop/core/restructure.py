"""Changes to an outline, as (key, new record) pairs for one edit: add, rename, move, indent, delete."""

from collections.abc import Sequence
from dataclasses import replace

from fazhi_desktop.core.records import Key, Node, node_key
from fazhi_desktop.core.report import Report

Changes = list[tuple[Key, Node | None]]
DEEPEST = 4


def add(report: Report, *, parent: int, after: int, heading: str, role: str = "free") -> tuple[int, Changes]:
    """A new heading below `parent` (0: a chapter), behind its child `after` (0: as the first), and its id."""
    above = report.node(parent)
    new_id = max((node.id for node in report.nodes), default=0) + 1
    level = above.level + 1 if above else 1
    siblings = list(report.children.get(parent, ()))
    place = next((index + 1 for index, node in enumerate(siblings) if node.id == after), 0)
    style = siblings[place - 1] if place else None
    made = Node(
        new_id,
        parent,
        place,
        level,
        heading,
        above.role if above else role,
        run_in=style.run_in if style else level > 2,
    )
    return new_id, _placed(report, [*siblings[:place], made, *siblings[place:]])


def rename(report: Report, node_id: int, heading: str) -> Changes:
    """Another heading; its final punctuation is not kept."""
    node = _known(report, node_id)
    return [(node_key(report.year, node_id), replace(node, heading=heading.strip().rstrip("。．.")))]


def can_move(report: Report, node_id: int, by: int) -> bool:
    """Whether there is a sibling to change places with."""
    siblings = report.children[_known(report, node_id).parent]
    place = _place(siblings, node_id)
    return 0 <= place + by < len(siblings)


def move(report: Report, node_id: int, by: int) -> Changes:
    """Change places with the next (1) or the previous (-1) sibling; nothing at the ends."""
    if not can_move(report, node_id, by):
        return []
    siblings = list(report.children[_known(report, node_id).parent])
    place = _place(siblings, node_id)
    siblings[place], siblings[place + by] = siblings[place + by], siblings[place]
    return _placed(report, siblings)


def can_indent(report: Report, node_id: int) -> bool:
    """Whether it can go below the sibling before it."""
    node = _known(report, node_id)
    depth = max(entry.level for entry in _subtree(report, node))
    return node.level > 1 and _place(report.children[node.parent], node_id) > 0 and depth < DEEPEST


def indent(report: Report, node_id: int) -> Changes:
    """Put a heading, with all below it, under the sibling before it."""
    if not can_indent(report, node_id):
        return []
    node = _known(report, node_id)
    siblings = list(report.children[node.parent])
    place = _place(siblings, node_id)
    above = siblings[place - 1]
    siblings = [entry for entry in siblings if entry.id != node_id]
    below = [*report.children.get(above.id, ()), replace(node, parent=above.id)]
    return _merged(_placed(report, siblings), _placed(report, below), _releveled(report, node, 1))


def can_outdent(report: Report, node_id: int) -> bool:
    """Whether it can go one level up; a section never becomes a chapter."""
    return _known(report, node_id).level > 2


def outdent(report: Report, node_id: int) -> Changes:
    """Put a heading, with all below it, behind the heading it stands under."""
    if not can_outdent(report, node_id):
        return []
    node = _known(report, node_id)
    parent = _known(report, node.parent)
    left = [entry for entry in report.children[node.parent] if entry.id != node_id]
    uncles = list(report.children[parent.parent])
    place = _place(uncles, parent.id) + 1
    uncles.insert(place, replace(node, parent=parent.parent))
    return _merged(_placed(report, left), _placed(report, uncles), _releveled(report, node, -1))


def delete(report: Report, node_id: int) -> Changes:
    """Without a heading and all below it."""
    node = _known(report, node_id)
    gone: Changes = [(node_key(report.year, entry.id), None) for entry in _subtree(report, node)]
    return [*_placed(report, [entry for entry in report.children[node.parent] if entry.id != node_id]), *gone]


def written_characters(report: Report, node_id: int) -> int:
    """How many characters of text stand under a heading and all below it."""
    return sum(len(text) for node in _subtree(report, _known(report, node_id)) for text in node.paragraphs)


def _known(report: Report, node_id: int) -> Node:
    node = report.node(node_id)
    if node is None:
        raise LookupError(node_id)
    return node


def _subtree(report: Report, node: Node) -> list[Node]:
    found = [node]
    for child in report.children.get(node.id, ()):
        found += _subtree(report, child)
    return found


def _place(siblings: Sequence[Node], node_id: int) -> int:
    return next(index for index, node in enumerate(siblings) if node.id == node_id)


def _placed(report: Report, siblings: Sequence[Node]) -> Changes:
    return [
        (node_key(report.year, node.id), replace(node, position=place)) for place, node in enumerate(siblings)
    ]


def _releveled(report: Report, node: Node, by: int) -> Changes:
    return [
        (node_key(report.year, entry.id), replace(entry, level=entry.level + by))
        for entry in _subtree(report, node)
    ]


def _merged(*steps: Changes) -> Changes:
    """Later steps give only the level; the place and parent of earlier ones stay."""
    records: dict[Key, Node | None] = {}
    for step in steps:
        for key, node in step:
            earlier = records.get(key)
            records[key] = replace(earlier, level=node.level) if earlier and node else node
    return list(records.items())
