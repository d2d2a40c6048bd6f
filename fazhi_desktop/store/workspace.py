"""The store: opens a workspace, applies edits in one transaction, undoes them, and gives snapshots."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from fazhi_desktop.core import timeline
from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.derivation import Derivation
from fazhi_desktop.core.earlier import REDID, UNDID, earlier
from fazhi_desktop.core.edits import Cell, Edit, refuse_stale
from fazhi_desktop.core.errors import Conflict, NotUsable, WrongUsage
from fazhi_desktop.core.finalising import final_year, refuse_final
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.core.records import BODY, Body, Key, Record, ReportHead, report_key, value_key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.steps import Steps
from fazhi_desktop.core.timeline import Scope, everything
from fazhi_desktop.core.values import Value
from fazhi_desktop.store import backup, database
from fazhi_desktop.store.backup import Job
from fazhi_desktop.store.content import Content
from fazhi_desktop.store.daily import Daily
from fazhi_desktop.store.lock import user_name
from fazhi_desktop.store.log import backwards
from fazhi_desktop.store.opening import Opened, make_file, open_file
from fazhi_desktop.store.outside import Watch
from fazhi_desktop.store.placing import real
from fazhi_desktop.store.rescue import Memory, write_copy
from fazhi_desktop.store.sealing import Resealing
from fazhi_desktop.store.snapshots import of_kind, snapshot
from fazhi_desktop.store.wide import Wide

if TYPE_CHECKING:
    from fazhi_desktop.store.package import Manifest

_Kind = TypeVar("_Kind", bound=Record)
Clock = Callable[[], datetime]


class Store:
    """One open workspace. Used from one thread; snapshots may travel.

    Attributes:
        path: the file.
        readonly: nothing can be written, because it was asked for or somebody else has it.
        daily: makes the day's backup.
        on_left: told of the file when a writer closes it and nobody else touched it.
        log: the change log, to be read; only the store writes it.
        crashed: who had it last and did not close it, with their newest edit then; None where all is well.
    """

    def __init__(self, path: Path, catalogue: Catalogue, opened: Opened, clock: Clock) -> None:
        self.path = path
        self.readonly = opened.lock is None
        self.daily = Daily(path)
        self.on_left: Callable[[Path], object] | None = None
        self._catalogue = catalogue
        self._opened = opened
        self._database = opened.database
        self._clock = clock
        self.log, self._tables = opened.content.log, opened.content.tables
        self._wide = Wide()
        self._derivation = Derivation(catalogue)
        if self.readonly:
            self._tables.known.clear()  # somebody else may have written since they were looked through
        self._seen = database.data_version(opened.database)
        before = backwards(lambda: self.log, self.log.head.rows) if opened.lock else ()
        self._steps = Steps(earlier(before, self.get))
        self._dirty = False
        self._watch = Watch(path, self.log.head, opened.lock, opened.key)
        self._memory = None if self.readonly else Memory(path, opened.key)
        self.crashed = opened.lock.crashed if opened.lock is not None else None
        if opened.lock is not None:
            opened.lock.note_step(self.log.head.step)

    @classmethod
    def create(cls, path: Path, catalogue: Catalogue, first: Edit, *, clock: Clock = datetime.now) -> "Store":
        """Make a new workspace and apply its first edit; an existing file is never touched (WrongUsage)."""

        def fill(part: Path, made: Any) -> None:
            store = cls(part, catalogue, Opened(made, Content(made), None, ""), clock)
            store.readonly = False
            store.apply(first)

        make_file(path, fill)
        return cls.open(path, catalogue, clock=clock)

    @classmethod
    def open(
        cls,
        path: Path,
        catalogue: Catalogue,
        *,
        readonly: bool = False,
        secret: str = "",
        clock: Clock = datetime.now,
    ) -> "Store":
        """Open a workspace; `secret` is its password or recovery key where it has one.

        Raises NotUsable (missing, foreign, newer), PasswordNeeded, Damaged, Locked, or EnvironmentFault.
        """
        path = real(path)
        opened = open_file(path, readonly=readonly, secret=secret, clock=clock)
        try:
            with database.sentences(path):
                return cls(path, catalogue, opened, clock)
        except BaseException:
            opened.close()
            raise

    def close(self) -> None:
        """Close the file and give the lock back."""
        if self.on_left is not None and not self.readonly and self._watch.is_as_left():
            self.on_left(self.path)
        self._opened.close()
        if self._memory is not None:
            self._memory.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # reading

    def get(self, key: Key) -> Record | None:
        """One record, None where there is none."""
        return self._all(key.kind).get(key)

    def keys(self, kind: str) -> tuple[Key, ...]:
        """The keys of all records of a kind."""
        return tuple(self._all(kind))

    def of_kind(self, kind: type[_Kind], year: int | None = None) -> list[_Kind]:
        """All records of a kind, in a year where one is given."""
        found = of_kind(self._all, kind).items()
        return [record for key, record in found if year is None or key.year == year]

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
        return snapshot(self._all, self.body, head, self._catalogue)

    # writing

    def apply(self, edit: Edit) -> frozenset[Key]:
        """Write an edit in one transaction, derived values with it; returns the changed keys."""
        whole = self._write(edit)
        if whole.cells:
            self._steps.add(whole)
        return frozenset(whole.keys)

    @property
    def undo_label(self) -> str | None:
        """Name of the step that 撤销 would take back."""
        return self._steps.label()

    @property
    def redo_label(self) -> str | None:
        """Name of the step that 重做 would do again."""
        return self._steps.label(undone=True)

    def undo(self) -> frozenset[Key]:
        """Take the last edit back; nothing where there is none."""
        return self._step(UNDID)

    def redo(self) -> frozenset[Key]:
        """Do the last undone edit again; nothing where there is none."""
        return self._step(REDID, undone=True)

    def final_year_of_step(self, *, undone: bool = False) -> int | None:
        """The finished year that 撤销 (`undone`: 重做) would alter; None where it may be done."""
        step = self._steps.last(undone=undone)
        return final_year(step.keys, self.get) if step is not None else None

    def end_burst(self) -> None:
        """The next edit starts a step of its own even where it could join the last."""
        self._steps.end_burst()

    # safety

    def follow_file(self) -> bool:
        """Look at the file as it is now; True where a reader has something new to show.

        Raises ChangedOutside where somebody moved, replaced or altered the file of a writer.
        """
        if self.readonly:
            with database.sentences(self.path):
                return database.data_version(self._database) != self._seen
        if self._watch.refuse_change():
            self._reopen(self._opened.key)
        return False

    @property
    def key(self) -> str:
        """What opens the file and its backups (`secret.key_of`), '' without a password."""
        return self._opened.key

    def backup(self, reason: str, target: Path | None = None, *, step: Edit | None = None) -> Path:
        """Copy the workspace, open the copy and compare it; returns its path."""
        return self.backing_up(reason, target=target, step=step)(QUIET)

    def backing_up(
        self, reason: str, *, target: Path | None = None, place: Path | None = None, step: Edit | None = None
    ) -> Job:
        """`backup` as work for any thread, which works out `step`, the edit that it precedes, as well.

        Raises ChangedOutside where the file is not there any more, and whatever refuses `step`.
        """
        if step is not None:
            self._refuse(step)
        self.follow_file()  # or the backup of a moved file would make its old folder anew
        key, cells = self._opened.key, step.cells if step is not None else ()
        job = backup.job(self.path, reason, self._clock(), target=target, place=place, key=key)

        def work(progress: Progress) -> Path:
            made = job(progress)
            self._wide.learn(cells, progress)
            return made

        return work

    def backing_up_at_exit(self, place: Path | None = None) -> Callable[[Progress], list[Path]] | None:
        """The backup of what was changed since opening, also into `place`, as work for any thread; or None.

        Raises ChangedOutside where the file is not there any more.
        """
        if not self._dirty or self.readonly:
            return None
        jobs = [self.backing_up("退出", place=entry) for entry in dict.fromkeys((None, place))]
        return lambda progress: [job(progress) for job in jobs]

    def saving_copy(self, target: Path, *pending: Edit) -> Callable[[Progress], Path]:
        """Everything of this window to a new file, even where the workspace's own file is gone.

        Work for any thread while nothing is written. `pending` are edits that could not be written; they
        stand in the copy.
        """
        edits = [(edit, self._who(), self._clock().isoformat(timespec="seconds")) for edit in pending]
        source, memory, key = self._database.connection(), self._memory, self._opened.key
        return lambda progress: write_copy(target, memory, source, edits, key=key, progress=progress)

    def pack(self, target: Path, progress: Progress = QUIET) -> "Manifest":
        """Write the workspace as a sealed package for U盘 or 光盘 (传出); see `package.pack`."""
        from fazhi_desktop.store import package

        now = self._clock().isoformat(timespec="seconds")
        about = package.about(self.path.name, self.body.unit, self.years, now, self._who(), self.log.head)
        return package.pack(self._database, target, about, key=self._opened.key, progress=progress)

    def back_to(
        self, step: int, *, scope: Scope = everything, field: str | None = None, label: str = ""
    ) -> Edit:
        """The edit that brings `scope` back to what it was right after edit number `step`; not applied."""
        changes = self.log.firsts_since(step)
        return timeline.back_to(changes, self.get, scope=scope, field=field, label=label)

    def resealing(self, password: str) -> Resealing:
        """The change to another password, or none: prepared on any thread, handed to `reseal`, and closed."""
        if self.readonly:
            raise NotUsable(f"{self.path.name} 以只读方式打开，不能更换密码。")
        self.follow_file()
        return Resealing(self.path, self._opened.key, password, self._clock())

    def reseal(self, change: Resealing) -> None:
        """Go on with the prepared file; raises Conflict where an edit was made meanwhile."""
        if self.log.head != change.head:
            raise Conflict("准备期间工作库有了改动，密码没有换，改动都在。请重试。")
        self._database.close()  # it opens itself again where the exchange fails
        change.put()
        self._reopen(change.key)

    def keep(self, name: str, text: str) -> None:
        """Write a mark of the file itself (`Log.kept`): no edit, so there is nothing to undo or to log."""
        if self.readonly:
            return
        self.follow_file()
        with database.sentences(self.path), database.writing(self._database):
            self.log.keep(name, text)
        self._watch.wrote(self.log.head)

    # inside

    def _all(self, kind: str) -> dict[Key, Record]:
        known = self._tables.known
        if kind not in known:
            with database.sentences(self.path):
                known[kind] = self._tables.load(kind)
        return known[kind]

    def _refresh(self) -> None:
        """A reader sees what the writer writes; a writer has the only true state itself."""
        if self.readonly and (seen := database.data_version(self._database)) != self._seen:
            self._tables.known.clear()
            self._seen = seen

    def _step(self, word: str, *, undone: bool = False) -> frozenset[Key]:
        if (edit := self._steps.last(undone=undone)) is None:
            return frozenset()
        inverse = edit.inverse()
        self._write(Edit(word + edit.label, inverse.cells), derive=False)
        self._steps.turn(undone=undone)
        return frozenset(inverse.keys)

    def _write(self, edit: Edit, *, derive: bool = True) -> Edit:
        if self.readonly:
            raise NotUsable(f"{self.path.name} 以只读方式打开，不能修改。")
        if self._watch.refuse_change():
            self._reopen(self._opened.key)
        self._refuse(edit)
        self._wide.learn(edit.cells)
        now = self._clock()
        if self._opened.lock is not None:  # None while a new one is being filled
            self.daily.before_change(now, self._opened.key)
        who, time = self._who(), now.isoformat(timespec="seconds")
        before = {key: self.get(key) for key in edit.keys}
        try:
            with database.sentences(self.path), database.writing(self._database):
                self._put(edit.cells)
                derived = self._derived(edit.keys) if derive else ()
                self._put(derived)
                before.update({cell.key: cell.old for cell in derived})
                whole = replace(edit, cells=Edit("", edit.cells).then(Edit("", derived)).cells)  # one a key
                head = self.log.append(whole, who=who, time=time, text=self._wide.text)
        except BaseException:
            for key, record in before.items():
                self._remember(key, record)
            raise
        self._dirty = True
        self._wide.settle()
        self._watch.wrote(head)
        if self._memory is not None:
            self._memory.add(whole, who=who, time=time, path=self.path)
        return whole

    def _refuse(self, edit: Edit) -> None:
        refuse_final(edit, self.get)
        refuse_stale(edit, self.get)

    def _derived(self, keys: Sequence[Key]) -> tuple[Cell, ...]:
        follow = self._derivation.follow(keys, self._value)  # a finished year does not follow
        return tuple(cell for cell in follow if final_year((cell.key,), self.get) is None)

    def _reopen(self, key: str) -> None:
        """Go on with the file that lies at the path now, which is equal to the one that was open."""
        self._opened.database.close()
        if self._memory is not None:
            self._memory.close()
        reopened = database.connect(self.path, key=key)
        with database.sentences(self.path):
            database.begin(reopened)
        self._opened = Opened(reopened, Content(reopened), self._opened.lock, key)
        self._database = reopened
        self.log, self._tables = self._opened.content.log, self._opened.content.tables
        self._watch = Watch(self.path, self.log.head, self._opened.lock, key)
        self._memory = Memory(self.path, key)

    def _put(self, cells: Sequence[Cell]) -> None:
        self._tables.put(cells, self._wide.row)
        for cell in cells:
            self._remember(cell.key, cell.new)

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
