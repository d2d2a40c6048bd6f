"""What 撤销 and 重做 know: edits that can be taken back, and those that were."""

from collections.abc import Iterator

from fazhi_desktop.core.earlier import UNDID, Earlier
from fazhi_desktop.core.edits import Edit

MOST = 500
"""Steps that are remembered; earlier ones are on the time line."""


class Steps:
    """Two stacks of edits, each ready to be turned round.

    Below them lie those of earlier sittings, which are read when all above them are gone: only then is the
    workspace what it was when they were made.
    """

    def __init__(self, earlier: Iterator[Earlier]) -> None:
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._earlier = earlier
        self._redoable = True  # no edit was made since those that were taken back

    def add(self, edit: Edit) -> None:
        """A new edit was made; one that goes on typing joins the last."""
        last = self._done[-1] if self._done else None
        if edit.joins and last is not None and last.joins and last.keys == edit.keys and not self._undone:
            self._done[-1] = last.then(edit)
        else:
            self._done.append(edit)
        if len(self._done) > MOST:
            del self._done[:-MOST]
            self._earlier = iter(())
        self._undone.clear()
        self._redoable = False

    def end_burst(self) -> None:
        """The next edit starts a step of its own even where it could join the last."""
        if self._done and self._done[-1].joins:
            last = self._done[-1]
            self._done[-1] = Edit(last.label, last.cells, last.why)

    def last(self, *, undone: bool = False) -> Edit | None:
        """What 撤销 would take back, or (`undone`) 重做 do again."""
        steps = self._undone if undone else self._done
        while not steps and (self._redoable or not undone):
            if (found := next(self._earlier, None)) is None:
                break
            self._lay_below(found)
        return steps[-1] if steps else None

    def label(self, *, undone: bool = False) -> str | None:
        """Name of the last step of a stack."""
        last = self.last(undone=undone)
        return last.label if last is not None else None

    def turn(self, *, undone: bool = False) -> None:
        """The last step of one stack was turned round: it goes to the other."""
        source, target = (self._undone, self._done) if undone else (self._done, self._undone)
        target.append(source.pop().inverse())

    def _lay_below(self, found: Earlier) -> None:
        if found.way != UNDID:
            self._done.insert(0, found.edit)
            self._redoable = self._redoable and bool(found.way)
        elif self._redoable:
            self._undone.insert(0, found.edit)
