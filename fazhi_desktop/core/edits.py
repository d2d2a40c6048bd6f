"""The one door for changes: an Edit names the records it replaces, and can be turned round."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from fazhi_desktop.core.errors import Conflict
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import Key, Record


@frozen
class Cell:
    """One record before and after; None where there is none."""

    key: Key
    old: Record | None
    new: Record | None


@frozen
class Edit:
    """What one step of the clerk changes, whole or not at all.

    Attributes:
        label: names the step for 撤销, as in 导入 执法队.xlsx.
        why: reason given for the change, '' where none was asked.
        joins: consecutive edits of the same keys become one undo step.
    """

    label: str
    cells: tuple[Cell, ...]
    why: str = ""
    joins: bool = False

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys it touches, in order."""
        return tuple(cell.key for cell in self.cells)

    def inverse(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.label, tuple(Cell(c.key, c.new, c.old) for c in reversed(self.cells)), why=self.why)

    def then(self, later: "Edit") -> "Edit":
        """This edit and a later one as one step."""
        cells = {cell.key: cell for cell in self.cells}
        for cell in later.cells:
            earlier = cells.get(cell.key)
            cells[cell.key] = cell if earlier is None else replace(cell, old=earlier.old)
        return Edit(later.label, tuple(cells.values()), why=later.why, joins=later.joins)

    def without_noops(self) -> "Edit":
        """Without the cells that change nothing."""
        return replace(self, cells=tuple(cell for cell in self.cells if cell.old != cell.new))


Read = Callable[[Key], Record | None]


def edit(
    label: str,
    changes: Iterable[tuple[Key, Record | None]],
    read: Read,
    *,
    why: str = "",
    joins: bool = False,
) -> Edit:
    """An Edit from (key, new record) pairs, reading the old ones; what changes nothing is left out."""
    cells = tuple(Cell(key, read(key), new) for key, new in changes)
    return Edit(label, cells, why=why, joins=joins).without_noops()


def refuse_stale(edit: Edit, read: Read) -> None:
    """Raise Conflict where a record is not what an edit found there."""
    for cell in edit.cells:
        if read(cell.key) != cell.old:
            place = cell.key.name or cell.key.kind
            raise Conflict(f"“{edit.label}”所依据的内容已经变化（{place}），没有保存。请刷新后重试。")
