"""The change log: append-only rows in a hash chain, whose end is written down beside them."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from operator import itemgetter
from typing import Any

from fazhi_desktop.core.edits import Edit
from fazhi_desktop.core.errors import Damaged, FazhiError
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import Key, Record
from fazhi_desktop.core.timeline import Change, Moment
from fazhi_desktop.store.codec import BadContent, from_json, to_json
from fazhi_desktop.store.database import driver_errors, write_rows
from fazhi_desktop.store.models import Models

_COLUMNS = ("step", "time", "who", "label", "why", "kind", "year", "name", "old", "new")
_words = itemgetter(*_COLUMNS)
_HEAD, _MARK = "log", "mark "

Row = dict[str, Any]
Text = Callable[[Record | None], str | None]


@frozen
class Head:
    """The end of the log: how many rows and edits it has, and the last digest."""

    rows: int = 0
    step: int = 0
    digest: str = ""


class Log:
    """Writes and reads the log of one open workspace."""

    def __init__(self, models: Models) -> None:
        self._model = models.change
        self._meta = models.meta

    @property
    def head(self) -> Head:
        """The end written down with the last edit, which tells one state of the file from another.

        Raises Damaged where it cannot be read.
        """
        row = self._meta.get_or_none(self._meta.name == _HEAD)
        if row is None:
            return Head()
        try:
            end = Head(**json.loads(row.text))
            if (type(end.rows), type(end.step), type(end.digest)) != (int, int, str):
                raise TypeError(row.text)
            return end
        except (ValueError, TypeError, RecursionError) as error:
            raise Damaged("修改记录的末尾标记已损坏。请从备份恢复。") from error

    def append(self, edit: Edit, *, who: str, time: str, text: Text = to_json) -> Head:
        """Write one edit, inside the caller's transaction; `text` gives its records. Returns the new end."""
        end = self.head
        rows: list[Row] = []
        for cell in edit.cells:
            row: Row = {
                "step": end.step + 1,
                "time": time,
                "who": who,
                "label": edit.label,
                "why": edit.why,
                "kind": cell.key.kind,
                "year": cell.key.year,
                "name": cell.key.name,
                "old": text(cell.old),
                "new": text(cell.new),
            }
            previous = rows[-1]["digest"] if rows else end.digest
            rows.append({"seq": end.rows + len(rows) + 1, **row, "digest": link(previous, row)})
        if not rows:
            return end
        made = Head(end.rows + len(rows), end.step + 1, rows[-1]["digest"])
        self.write(rows, made)
        return made

    def write(self, rows: list[Row], head: Head) -> None:
        """Write rows that are linked already, and the end of the log."""
        write_rows(self._model, rows)
        self._meta.replace(name=_HEAD, text=json.dumps(asdict(head))).execute()

    def kept(self, name: str) -> str:
        """A mark of the file beside its log, '' where there is none; it may hold anything."""
        row = self._meta.get_or_none(self._meta.name == f"{_MARK}{name}")
        return row.text if row is not None else ""

    def keep(self, name: str, text: str) -> None:
        """Write a mark, inside the caller's transaction."""
        self._meta.replace(name=f"{_MARK}{name}", text=text).execute()

    def history(self, key: Key) -> list[Change]:
        """All changes of one record, newest first."""
        model = self._model
        query = model.select().where(model.kind == key.kind, model.year == key.year, model.name == key.name)
        return [change(row) for row in query.order_by(model.seq.desc()).dicts()]

    def step_of(self, row: int) -> int:
        """Number of the edit that a row belongs to, 0 before the first."""
        found = self._model.get_or_none(self._model.seq == row)
        return found.step if found is not None else 0

    def of_step(self, step: int) -> list[Change]:
        """What one edit changed, in its order."""
        query = self._model.select().where(self._model.step == step).order_by(self._model.seq)
        return [change(row) for row in query.dicts()]

    def ending_at(self, row: int) -> list[Change]:
        """What the edit changed whose last row this is, in its order; nothing where there is no such row."""
        model, step = self._model, self.step_of(row)
        below = model.select(model.seq).where(model.seq < row, model.step != step)
        before = below.order_by(model.seq.desc()).first()  # steps have no index
        start = before.seq if before is not None else 0
        query = model.select().where(model.seq > start, model.seq <= row).order_by(model.seq)
        return [change(row) for row in query.dicts()]

    def firsts_since(self, step: int) -> list[Change]:
        """The first change of each record after an edit: it knows what the record was then; oldest first."""
        import peewee

        model = self._model
        query = model.select(peewee.fn.MIN(model.seq)).where(model.step > step)
        first = query.group_by(model.kind, model.year, model.name)
        return [change(row) for row in model.select().where(model.seq.in_(first)).order_by(model.seq).dicts()]

    def moments(self, limit: int = 200) -> list[Moment]:
        """The newest edits, newest first (时光轴); what they changed is named, not read."""
        model, steps = self._model, dict[int, list[Row]]()
        named = (model.step, model.time, model.who, model.label, model.kind, model.year, model.name)
        query = model.select(*named).where(model.step > self.head.step - limit).order_by(model.seq)
        for row in query.dicts():
            steps.setdefault(row["step"], []).append(row)
        return [
            Moment(
                step, rows[0]["time"], rows[0]["who"], rows[0]["label"],
                tuple(Key(row["kind"], row["year"], row["name"]) for row in rows),
            )
            for step, rows in sorted(steps.items(), reverse=True)
        ]  # fmt: skip

    def digests(self) -> list[str]:
        """The digest of every row, oldest first."""
        return [row.digest for row in self._model.select(self._model.digest).order_by(self._model.seq)]

    def rows(self) -> Iterator[Row]:
        """All rows as they stand in the file, oldest first."""
        yield from self._model.select().order_by(self._model.seq).dicts().iterator()

    def faults(self, records: Mapping[Key, Record]) -> list[str]:
        """What is wrong with the log, and where the stored records are not what it says; empty if whole."""
        digest, count, step, last = "", 0, 0, dict[Key, str | None]()
        for row in self.rows():
            digest, count = link(digest, row), count + 1
            if row["seq"] != count or row["digest"] != digest:
                return [f"修改记录第 {count} 条与前后不连，可能被改动过"]
            step = row["step"]
            last[Key(row["kind"], row["year"], row["name"])] = row["new"]
        end = self.head
        if end != Head(count, step, digest):
            return [f"修改记录应有 {end.rows} 条，实有 {count} 条，末尾可能被删改过"]
        there = {key for key, new in last.items() if new is not None}
        for key in sorted(there ^ records.keys()):
            return [f"{_place(key)}与修改记录不符：{'多出' if key in records else '缺少'}这一项"]
        for key in there:
            if last[key] != to_json(records[key]) and not _says(key, last[key], records[key]):
                return [f"{_place(key)}与修改记录不符，可能被改动过"]
        return []


def backwards(log: Callable[[], Log], row: int) -> Iterator[list[Change]]:
    """The changes of each edit up to a row, newest edit first, as far as they can be read.

    One is read when it is needed; `log` gives the log as it is open then.
    """
    while changes := _ending_at(log(), row):
        yield changes
        row = changes[0].seq - 1


def _ending_at(log: Log, row: int) -> list[Change]:
    """The edit that ends at a row; nothing where none can be read."""
    try:
        return log.ending_at(row)
    except (FazhiError, *driver_errors()):
        return []


def link(previous: str, row: Row) -> str:
    """The digest of a row that follows the row with digest `previous`."""
    text = "\x1f".join([previous, *["\x00" if word is None else str(word) for word in _words(row)]])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def change(row: Row) -> Change:
    """A row as what it says; raises Damaged where it cannot be read."""
    try:
        return Change(
            row["seq"],
            row["step"],
            row["time"],
            row["who"],
            row["label"],
            row["why"],
            Key(row["kind"], row["year"], row["name"]),
            from_json(row["kind"], row["old"]),
            from_json(row["kind"], row["new"]),
        )
    except BadContent as error:
        raise Damaged(f"修改记录第 {row['seq']} 条无法识别，文件已损坏。请从备份恢复。") from error


def _says(key: Key, text: str | None, record: Record) -> bool:
    """Whether a line of the log names this record, though an earlier program may have worded it otherwise."""
    try:
        return from_json(key.kind, text) == record
    except BadContent:
        return False


def _place(key: Key) -> str:
    year = f"{key.year} 年 " if key.year else ""
    return f"{year}{key.kind} {key.name}".rstrip() + " "
