"""Backups by SQLite's backup API: whole, opened, compared, thinned; ordered by counter, not by time."""

import contextlib
import hashlib
import os
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import EnvironmentFault, NotUsable
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.store import database
from fazhi_desktop.store.checkup import FaultsOf, faults_of
from fazhi_desktop.store.placing import placed, sweep

LATEST, DAYS, MONTHS = 10, 14, 12
FINAL = "定稿"
_NAME = re.compile(r"(?P<counter>\d{6,12})_(?P<day>\d{4}-\d{2}-\d{2})_(?P<reason>.*)\.fazhi")

__all__ = ["backups", "daily", "faults_of", "folder", "job", "newest_good", "restore", "write"]


def folder(path: Path, place: Path | None = None) -> Path:
    """Where a workspace's backups lie: beside it, or in the folder `place`, which several may share."""
    if place is None:
        return path.with_name(f"{path.stem}-备份")
    which = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:6]
    return place / f"{path.stem}（{which}）-备份"


def backups(path: Path, place: Path | None = None) -> list[Path]:
    """Backups of a workspace, newest first by counter."""
    with contextlib.suppress(OSError):
        found = (entry for entry in folder(path, place).iterdir() if _NAME.fullmatch(entry.name))
        return sorted(found, key=lambda entry: (int(entry.name.partition("_")[0]), entry.name), reverse=True)
    return []


def write(
    opened: Any,
    path: Path,
    reason: str,
    now: datetime,
    *,
    target: Path | None = None,
    place: Path | None = None,
    key: str = "",
    progress: Progress = QUIET,
) -> Path:
    """Copy an open workspace, check the copy and thin old ones; with `target` exactly there, not thinned.

    Raises WrongUsage where `target` exists, EnvironmentFault where the copy cannot be written or is not the
    same, Cancelled. `place` is another folder for backups; `key` is that of a sealed workspace.
    """
    if place is not None:
        sweep(folder(path, place))  # only who holds the lock writes there
    goal = target if target is not None else _next(path, reason, now, place)
    with placed(goal, "写入备份") as part, database.sentences(goal):
        database.copy_into(opened.connection(), part, key=key, progress=progress)
        _prove(opened, part, key, progress)
    if target is None:
        _thin(path, place)
    return goal


def job(
    path: Path, reason: str, now: datetime, *, target: Path | None = None, place: Path | None = None, key: str
) -> Callable[[Progress], Path]:
    """`write` as work for any thread, which reads the workspace through a connection of its own."""

    def work(progress: Progress) -> Path:
        with database.sentences(path), database.opened_at(path, mode="ro", key=key) as opened:
            return write(opened, path, reason, now, target=target, place=place, key=key, progress=progress)

    return work


def daily(opened: Any, path: Path, now: datetime, *, key: str = "") -> Path | None:
    """The day's first backup; None where the newest is of today already."""
    newest = next(iter(backups(path)), None)
    if newest is not None and f"_{now:%Y-%m-%d}_" in newest.name:
        return None
    return write(opened, path, "每日", now, key=key)


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
            database.copy_into(opened.connection(), part, key=key, progress=progress)
            _prove(opened, part, key, progress)
    return target


def _next(path: Path, reason: str, now: datetime, place: Path | None) -> Path:
    found = [_NAME.fullmatch(entry.name) for entry in backups(path, place)]
    counter = max((int(match["counter"]) for match in found if match), default=0) + 1
    plain = re.sub(r'[\\/:*?"<>|\s]', "", reason)[:20]
    return folder(path, place) / f"{counter:06d}_{now:%Y-%m-%d}_{plain}.fazhi"


def _prove(opened: Any, copy: Path, key: str, progress: Progress) -> None:
    """Open the copy and compare every table, row by row, with the original."""
    if wrong := database.differs(opened, copy, key=key, progress=progress):
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
