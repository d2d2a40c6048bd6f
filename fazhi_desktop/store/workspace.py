"""The store: opens a workspace, applies edits in one transaction, undoes them, and gives snapshots."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.derivation import Derivation
from fazhi_desktop.core.edits import Cell, Edit
from fazhi_desktop.core.errors import Conflict, NotUsable, WrongUsage
from fazhi_desktop.core.outline import in_order
from fazhi_desktop.core.records import (
    BODY,
    KINDS,
    Body,
    Department,
    Explanation,
    Key,
    Node,
    Note,
    Record,
    ReportHead,
    Return,
    report_key,
    value_key,
)
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from fazhi_desktop.store import backup, database
from fazhi_desktop.store.codec import from_row, to_row
from fazhi_desktop.store.lock import Lock, user_name
from fazhi_desktop.store.log import Change, Log
from fazhi_desktop.store.models import Models

_Kind = TypeVar("_Kind", bound=Record)


class Store:
    """One open workspace. Used from one thread; snapshots may travel.

    Attributes:
        path: the file.
        readonly: nothing can be written, because it was asked for or somebody else has it.
    """

    def __init__(
        self,
        path: Path,
        catalogue: Catalogue,
        *,
        opened: Any,
        lock: Lock | None,
        clock: Callable[[], datetime],
    ) -> None:
        self.path = path
        self.readonly = lock is None
        self._catalogue = catalogue
        self._database = opened
        self._lock = lock
        self._clock = clock
        self._models = Models(opened)
        self._log = Log(self._models)
        self._derivation = Derivation(catalogue)
        self._records: dict[str, dict[Key, Record]] = {}
        self._seen = database.data_version(opened)
        self._undo: list[Edit] = []
        self._redo: list[Edit] = []
        self._dirty = False

    @classmethod
    def create(
        cls, path: Path, catalogue: Catalogue, first: Edit, *, clock: Callable[[], datetime] = datetime.now
    ) -> "Store":
        """Make a new workspace and apply its first edit; an existing file is never touched (WrongUsage)."""
        if path.exists():
            raise WrongUsage(f"{path} 已存在，没有改动。请换一个文件名。")
        lock = _taken(path)
        part = path.with_name(path.name + ".new")
        try:
            with database.sentences(path):
                part.unlink(missing_ok=True)
                made = database.connect(part)
                made.connect()
                database.prepare_new(made)
                store = cls(part, catalogue, opened=made, lock=None, clock=clock)
                store.readonly = False
                store.apply(first)
                made.close()
            part.rename(path)
        except BaseException:
            part.unlink(missing_ok=True)
            lock.release()
            raise
        lock.release()
        return cls.open(path, catalogue, clock=clock)

    @classmethod
    def open(
        cls,
        path: Path,
        catalogue: Catalogue,
        *,
        readonly: bool = False,
        clock: Callable[[], datetime] = datetime.now,
    ) -> "Store":
        """Open a workspace; raises NotUsable (missing, foreign, newer, damaged) or Locked."""
        database.refuse_unusable(path)
        lock = None if readonly else _taken(path)
        opened = database.connect(path, readonly=readonly)
        try:
            with database.sentences(path):
                opened.connect()
                _refuse_damaged(opened, path)
                if lock is not None and database.version(opened) < database.version_now():
                    backup.write(opened, path, "升级前", clock())
                    database.migrate(opened)
                return cls(path, catalogue, opened=opened, lock=lock, clock=clock)
        except BaseException:
            opened.close()
            if lock is not None:
                lock.release()
            raise

    def close(self) -> None:
        """Close the file and give the lock back."""
        self._database.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # reading

    def get(self, key: Key) -> Record | None:
        """One record, None where there is none."""
        return self._all(key.kind).get(key)

    def of_kind(self, kind: type[_Kind], year: int | None = None) -> list[_Kind]:
        """All records of a kind, in a year where one is given."""
        name = next(name for name, record in KINDS.items() if record is kind)
        return [
            cast(_Kind, record) for key, record in self._all(name).items() if year is None or key.year == year
        ]

    @property
    def body(self) -> Body:
        """The reporting body."""
        found = self.get(BODY)
        if not isinstance(found, Body):
            raise NotUsable(f"{self.path.name} 没有填报单位，文件不完整。请从备份恢复。")
        return found

    @property
    def years(self) -> tuple[int, ...]:
        """Years that have a report, earliest first."""
        return tuple(sorted(head.year for head in self.of_kind(ReportHead)))

    def report(self, year: int | None = None) -> Report:
        """A snapshot of one year's report, by default the latest; raises WrongUsage for an unknown year."""
        self._refresh()
        chosen = year if year is not None else (self.years[-1] if self.years else 0)
        head = self.get(report_key(chosen))
        if not isinstance(head, ReportHead):
            known = "、".join(map(str, self.years)) or "无"
            raise WrongUsage(f"工作库中没有 {chosen} 年度报告（已有年度：{known}）。请检查年份。")
        values: dict[int, dict[str, Value]] = {}
        for key, record in self._all("value").items():
            values.setdefault(key.year, {})[key.name] = cast(Value, record)
        return Report(
            self.body,
            head,
            self._catalogue,
            in_order(self.of_kind(Node, chosen)),
            values,
            tuple(sorted(self.of_kind(Department), key=lambda entry: entry.position)),
            tuple(sorted(self.of_kind(Return, chosen), key=lambda entry: entry.time)),
            {key.name: cast(Note, note) for key, note in self._all("note").items() if key.year == chosen},
            {
                key.name: cast(Explanation, text)
                for key, text in self._all("explanation").items()
                if key.year == chosen
            },
        )

    def history(self, key: Key) -> list[Change]:
        """All changes of one record, newest first."""
        return self._log.history(key)

    def recent(self, limit: int = 200) -> list[Change]:
        """The newest changes of everything."""
        return self._log.recent(limit)

    # writing

    def apply(self, edit: Edit) -> frozenset[Key]:
        """Write an edit in one transaction, derived values with it; returns the changed keys."""
        whole = self._write(edit)
        if not whole.cells:
            return frozenset()
        last = self._undo[-1] if self._undo else None
        if edit.joins and last is not None and last.joins and last.keys == whole.keys and not self._redo:
            self._undo[-1] = last.then(whole)
        else:
            self._undo.append(whole)
        self._redo.clear()
        return frozenset(whole.keys)

    @property
    def undo_label(self) -> str | None:
        """Name of the step that 撤销 would take back."""
        return self._undo[-1].label if self._undo else None

    @property
    def redo_label(self) -> str | None:
        """Name of the step that 重做 would do again."""
        return self._redo[-1].label if self._redo else None

    def undo(self) -> frozenset[Key]:
        """Take the last edit back; nothing where there is none."""
        return self._step(self._undo, self._redo, "撤销：")

    def redo(self) -> frozenset[Key]:
        """Do the last undone edit again; nothing where there is none."""
        return self._step(self._redo, self._undo, "重做：")

    def end_burst(self) -> None:
        """The next edit starts a step of its own even where it could join the last."""
        if self._undo and self._undo[-1].joins:
            last = self._undo[-1]
            self._undo[-1] = Edit(last.label, last.cells, last.why)

    # safety

    def backup(self, reason: str, target: Path | None = None) -> Path:
        """Copy the workspace, open the copy and compare it; returns its path."""
        with database.sentences(self.path):
            return backup.write(self._database, self.path, reason, self._clock(), target=target)

    # inside

    def _all(self, kind: str) -> dict[Key, Record]:
        if kind not in self._records:
            model = self._models.records[kind]
            self._records[kind] = {
                Key(kind, row["key_year"], row["key_name"]): from_row(kind, row)
                for row in model.select().dicts()
            }
        return self._records[kind]

    def _refresh(self) -> None:
        seen = database.data_version(self._database)
        if seen != self._seen:
            self._records.clear()
            self._seen = seen

    def _step(self, source: list[Edit], target: list[Edit], word: str) -> frozenset[Key]:
        if not source:
            return frozenset()
        edit = source[-1]
        inverse = edit.inverse()
        self._write(Edit(word + edit.label, inverse.cells), derive=False)
        source.pop()
        target.append(inverse)
        return frozenset(inverse.keys)

    def _write(self, edit: Edit, *, derive: bool = True) -> Edit:
        if self.readonly:
            raise NotUsable(f"{self.path.name} 以只读方式打开，不能修改。")
        self._refuse_stale(edit)
        now = self._clock()
        if not self._dirty and self._lock is not None:
            backup.daily(self._database, self.path, now)
        before = {key: self.get(key) for key in edit.keys}
        try:
            with database.sentences(self.path), self._database.atomic():
                self._put(edit.cells)
                derived = tuple(self._derivation.follow(edit.keys, self._value)) if derive else ()
                self._put(derived)
                before.update({cell.key: cell.old for cell in derived})
                whole = Edit(edit.label, _joined(edit.cells, derived), edit.why, edit.joins)
                self._log.append(whole, who=self._who(), time=now.isoformat(timespec="seconds"))
        except BaseException:
            for key, record in before.items():
                self._remember(key, record)
            raise
        self._dirty = True
        return whole

    def _refuse_stale(self, edit: Edit) -> None:
        for cell in edit.cells:
            if self.get(cell.key) != cell.old:
                raise Conflict(
                    f"“{edit.label}”所依据的内容已经变化（{cell.key.name or cell.key.kind}），没有保存。"
                    "请刷新后重试。"
                )

    def _put(self, cells: Iterable[Cell]) -> None:
        rows: dict[str, list[dict[str, Any]]] = {}
        for cell in cells:
            if cell.new is None:
                model = self._models.records[cell.key.kind]
                model.delete().where(
                    model.key_year == cell.key.year, model.key_name == cell.key.name
                ).execute()
            else:
                rows.setdefault(cell.key.kind, []).append(
                    {"key_year": cell.key.year, "key_name": cell.key.name, **to_row(cell.new)}
                )
            self._remember(cell.key, cell.new)
        for kind, changed in rows.items():
            for start in range(0, len(changed), 50):
                self._models.records[kind].replace_many(changed[start : start + 50]).execute()

    def _remember(self, key: Key, record: Record | None) -> None:
        if record is None:
            self._all(key.kind).pop(key, None)
        else:
            self._all(key.kind)[key] = record

    def _value(self, year: int, code: str) -> Value | None:
        found = self.get(value_key(year, code))
        return found if isinstance(found, Value) else None

    def _who(self) -> str:
        body = self.get(BODY)
        return (body.filler if isinstance(body, Body) else "") or user_name()


def _joined(cells: tuple[Cell, ...], derived: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """One cell per key: a derived value computed twice keeps its first old and its last new state."""
    return Edit("", cells).then(Edit("", derived)).cells


def _taken(path: Path) -> Lock:
    lock = Lock(path)
    lock.take()
    return lock


def _refuse_damaged(opened: Any, path: Path) -> None:
    found = database.faults(opened)
    if found:
        newest = backup.newest_good(path)
        advice = f"最近的完好备份：{newest}，可用“恢复备份”打开。" if newest else "没有找到完好的备份。"
        raise NotUsable(f"工作库 {path.name} 已损坏：{found[0]}。{advice}")
