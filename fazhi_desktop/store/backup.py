"""Backups by SQLite's backup API: whole, opened, compared, thinned; ordered by counter, not by time."""

import contextlib
import hashlib
import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from fazhi_desktop.core.errors import EnvironmentFault, NotUsable
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.store import database
from fazhi_desktop.store.checkup import FaultsOf, faults_of
from fazhi_desktop.store.placing import placed, sweep

LATEST, DAYS, MONTHS = 10, 14, 12
FINAL = "定稿"
_NAME = re.compile(r"(?P<counter>\d{6,12})_(?P<day>\d{4}-\d{2}-\d{2})_(?P<reason>.*)\.fazhi")

__all__ = [
    "Job", "Live", "Source",
    "backups", "faults_of", "folder", "is_of", "job", "newest_good", "restore", "write",
]  # fmt: skip
Job = Callable[[Progress], Path]
"""A backup as work for any thread."""


class Source(Protocol):
    """What a backup is made of."""

    def copy(self, part: Path, progress: Progress) -> None:
        """Fill an empty file with it."""
        ...

    def differs(self, part: Path, progress: Progress) -> str:
        """What is wrong with a copy, '' where it is whole and the same."""
        ...


@frozen
class Live:
    """An open workspace that nobody writes meanwhile; `key` is that of a sealed one."""

    opened: Any
    key: str

    def copy(self, part: Path, progress: Progress) -> None:
        """Copy it by SQLite's backup API."""
        database.copy_into(self.opened.connection(), part, key=self.key, progress=progress)

    def differs(self, part: Path, progress: Progress) -> str:
        """Open the copy and compare every table, row by row."""
        return database.differs(self.opened, part, key=self.key, progress=progress)


def folder(path: Path, place: Path | None = None) -> Path:
    """Where a workspace's backups lie: beside it, or in the folder `place`, which several may share."""
    if place is None:
        return path.parent / f"{path.stem}-备份"
    which = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:6]
    return place / f"{path.stem}（{which}）-备份"


def backups(path: Path, place: Path | None = None) -> list[Path]:
    """Backups of a workspace, newest first by counter."""
    with contextlib.suppress(OSError):
        found = (entry for entry in folder(path, place).iterdir() if _NAME.fullmatch(entry.name))
        return sorted(found, key=lambda entry: (int(entry.name.partition("_")[0]), entry.name), reverse=True)
    return []


def write(
    source: Source,
    path: Path,
    reason: str,
    now: datetime,
    *,
    target: Path | None = None,
    place: Path | None = None,
    progress: Progress = QUIET,
) -> Path:
    """Copy a workspace, check the copy and thin old ones; with `target` exactly there, not thinned.

    Raises WrongUsage where `target` exists, EnvironmentFault where the copy cannot be written or is not the
    same, Cancelled. `place` is another folder for backups.
    """
    if place is not None:
        sweep(folder(path, place))  # only who holds the lock writes there
    goal = target if target is not None else _next(path, reason, now, place)
    with placed(goal, "写入备份") as part, database.sentences(goal):
        _fill(source, part, progress)
    if target is None:
        _thin(path, place)
    return goal


def job(
    path: Path, reason: str, now: datetime, *, target: Path | None = None, place: Path | None = None, key: str
) -> Job:
    """`write` as work for any thread, which reads the workspace through a connection of its own."""

    def work(progress: Progress) -> Path:
        with database.sentences(path), database.opened_at(path, mode="ro", key=key) as opened:
            live = Live(opened, key)
            return write(live, path, reason, now, target=target, place=place, progress=progress)

    return work


def is_of(path: Path, now: datetime) -> bool:
    """Whether the newest backup of a workspace is of this day."""
    newest = next(iter(backups(path)), None)
    return newest is not None and f"_{now.date()}_" in newest.name


def newest_good(path: Path, *, key: str = "", faults_of: FaultsOf = faults_of) -> Path | None:
    """The newest backup that opens and is whole."""
    return next((entry for entry in backups(path) if not faults_of(entry, key=key)), None)


def restore(
    source: Path, target: Path, *, key: str = "", faults_of: FaultsOf = faults_of, progress: Progress = QUIET
) -> Path:
    """Put a backup back as a new file; never overwrites, and only a whole backup is restored."""
    with placed(target, "恢复备份") as part:
        progress.step(0, 0, "正在检查备份")
        found = faults_of(source, key=key, progress=progress)
        if found:
            raise NotUsable(f"备份 {source.name} 不能恢复：{found[0].rstrip('。')}。请换一份备份。")
        with database.sentences(target), database.opened_at(source, mode="ro", key=key) as opened:
            _fill(Live(opened, key), part, progress)
    return target


def _next(path: Path, reason: str, now: datetime, place: Path | None) -> Path:
    found = [_NAME.fullmatch(entry.name) for entry in backups(path, place)]
    counter = max((int(match["counter"]) for match in found if match), default=0) + 1
    plain = re.sub(r'[\\/:*?"<>|\s]', "", reason)[:20]
    return folder(path, place) / f"{counter:06d}_{now.date()}_{plain}.fazhi"


def _fill(source: Source, part: Path, progress: Progress) -> None:
    """Copy, and hold the copy against the original."""
    source.copy(part, progress)
    if wrong := source.differs(part, progress):
        raise EnvironmentFault(f"备份写出后核对不上（{wrong}），已删除。请检查磁盘后重试。")


def _thin(path: Path, place: Path | None) -> None:
    """Keep the ten latest, the last of each of 14 days and 12 months, and every 定稿."""
    days: set[str] = set()
    months: set[str] = set()
    for rank, entry in enumerate(backups(path, place)):
        match = _NAME.fullmatch(entry.name)
        if match is None:
            continue
        day, month = match["day"], match["day"][:7]
        keep = rank < LATEST or match["reason"].startswith(FINAL)
        if day not in days and len(days) < DAYS:
            keep = True
        if month not in months and len(months) < MONTHS:
            keep = True
        days.add(day)
        months.add(month)
        if not keep:
            with contextlib.suppress(OSError):
                entry.unlink()
