"""Wide edits are worked out once, on any thread: their rows and texts serve 撤销 and 重做 too."""

from fazhi_desktop.core.edits import Cell
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.core.records import Key, Record
from fazhi_desktop.store.codec import to_json
from fazhi_desktop.store.tables import Row, written

FROM, KEPT = 200, 10_000
"""Cells from which an edit is wide, and up to which it is remembered after it was written."""


@frozen
class _Known:
    record: Record
    key: Key
    row: Row | None
    text: str | None


def _worked_out(key: Key, record: Record, *, is_new: bool) -> _Known:
    return _Known(record, key, written(key, record) if is_new else None, to_json(record))


class Wide:
    """How the records of the last wide edit are written; a record is known by its identity."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}

    def learn(self, cells: tuple[Cell, ...], progress: Progress = QUIET) -> None:
        """Work an edit out, and forget the last one; BadInput for what could not be read again."""
        if len(cells) < FROM:
            return
        before, known = self._known, dict[int, _Known]()
        for cell in cells:
            progress.breathe()
            for record, is_new in ((cell.old, False), (cell.new, True)):
                if record is not None:
                    known[id(record)] = before.get(id(record)) or _worked_out(cell.key, record, is_new=is_new)
        self._known = known

    def settle(self) -> None:
        """After the write: do not hold more than a window may keep."""
        if len(self._known) > KEPT:
            self._known = {}

    def row(self, key: Key, record: Record) -> Row:
        """The record as a row of its table; BadInput for what could not be read again."""
        found = self._known.get(id(record))
        return found.row if found and found.row and found.key == key else written(key, record)

    def text(self, record: Record | None) -> str | None:
        """The record as a text of the change log."""
        found = self._known.get(id(record))
        return found.text if found else to_json(record)
