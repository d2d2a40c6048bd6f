"""The change log: append-only rows in a hash chain."""

import hashlib
from dataclasses import dataclass
from typing import Any

from fazhi_desktop.core.edits import Edit
from fazhi_desktop.core.records import Key, Record
from fazhi_desktop.store.codec import from_json, to_json
from fazhi_desktop.store.models import Models

_COLUMNS = ("step", "time", "who", "label", "why", "kind", "year", "name", "old", "new")


@dataclass(frozen=True)
class Change:
    """One record's change in the log."""

    seq: int
    step: int
    time: str
    who: str
    label: str
    why: str
    key: Key
    old: Record | None
    new: Record | None


class Log:
    """Writes and reads the log of one open workspace."""

    def __init__(self, models: Models) -> None:
        self._model = models.change

    def append(self, edit: Edit, *, who: str, time: str) -> None:
        """Write one edit, inside the caller's transaction."""
        last = self._model.select().order_by(self._model.seq.desc()).first()
        digest, step, seq = (last.digest, last.step + 1, last.seq) if last else ("", 1, 0)
        rows: list[dict[str, Any]] = []
        for cell in edit.cells:
            row: dict[str, Any] = {
                "step": step,
                "time": time,
                "who": who,
                "label": edit.label,
                "why": edit.why,
                "kind": cell.key.kind,
                "year": cell.key.year,
                "name": cell.key.name,
                "old": to_json(cell.old),
                "new": to_json(cell.new),
            }
            digest, seq = _digest(digest, row), seq + 1
            rows.append({"seq": seq, **row, "digest": digest})
        for start in range(0, len(rows), 50):
            self._model.insert_many(rows[start : start + 50]).execute()

    def history(self, key: Key) -> list[Change]:
        """All changes of one record, newest first."""
        model = self._model
        query = model.select().where(model.kind == key.kind, model.year == key.year, model.name == key.name)
        return [_change(row) for row in query.order_by(model.seq.desc())]

    def recent(self, limit: int = 200) -> list[Change]:
        """The newest changes of everything."""
        return [_change(row) for row in self._model.select().order_by(self._model.seq.desc()).limit(limit)]

    def broken_at(self) -> int | None:
        """Sequence number of the first broken link of the chain, None where it is whole."""
        digest, expected = "", 1
        for row in self._model.select().order_by(self._model.seq).dicts().iterator():
            digest = _digest(digest, row)
            if row["seq"] != expected or row["digest"] != digest:
                return int(row["seq"])
            expected += 1
        return None


def _digest(previous: str, row: dict[str, Any]) -> str:
    text = "\x1f".join([previous, *("\x00" if row[name] is None else str(row[name]) for name in _COLUMNS)])
    return hashlib.sha256(text.encode()).hexdigest()


def _change(row: Any) -> Change:
    return Change(
        row.seq,
        row.step,
        row.time,
        row.who,
        row.label,
        row.why,
        Key(row.kind, row.year, row.name),
        from_json(row.kind, row.old),
        from_json(row.kind, row.new),
    )
