"""Backups by SQLite's backup API: whole, opened, compared, thinned; ordered by counter, not by time."""

import contextlib
import os
import re
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import EnvironmentFault, NotUsable, WrongUsage, environment_fault
from fazhi_desktop.store import database
from fazhi_desktop.store.log import Log
from fazhi_desktop.store.models import Models

LATEST, DAYS, MONTHS = 10, 14, 12
FINAL = "定稿"
_NAME = re.compile(r"(?P<counter>\d{6})_(?P<day>\d{4}-\d{2}-\d{2})_(?P<reason>.*)\.fazhi")


def folder(path: Path) -> Path:
    """Where a workspace's backups lie: beside it."""
    return path.with_name(f"{path.stem}-备份")


def backups(path: Path) -> list[Path]:
    """Backups of a workspace, newest first by counter."""
    with contextlib.suppress(OSError):
        return sorted(
            (entry for entry in folder(path).iterdir() if _NAME.fullmatch(entry.name)),
            key=lambda entry: entry.name,
            reverse=True,
        )
    return []


def write(opened: Any, path: Path, reason: str, now: datetime, *, target: Path | None = None) -> Path:
    """Copy an open workspace, check the copy and thin old ones; with `target` exactly there, not thinned."""
    goal = target if target is not None else _next(path, reason, now)
    if goal.exists():
        raise WrongUsage(f"{goal} 已存在，没有覆盖。请换一个文件名。")
    part = goal.with_name(goal.name + ".part")
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        database.copy_into(opened, part)
        _prove(opened, part)
        _sync(part)
        part.rename(goal)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise environment_fault(error, "写入备份", goal) from error
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    if target is None:
        _thin(path)
    return goal


def daily(opened: Any, path: Path, now: datetime) -> Path | None:
    """The day's first backup; None where today has one already."""
    today = now.strftime("%Y-%m-%d")
    if any(f"_{today}_" in entry.name for entry in backups(path)):
        return None
    return write(opened, path, "每日", now)


def newest_good(path: Path) -> Path | None:
    """The newest backup that opens and is whole."""
    return next((entry for entry in backups(path) if not faults_of(entry)), None)


def faults_of(path: Path, *, deep: bool = False) -> list[str]:
    """What is wrong with a closed workspace or backup, `deep` with its change log; empty if whole."""
    try:
        database.refuse_unusable(path)
    except NotUsable as refusal:
        return [refusal.message]
    import peewee

    opened = database.connect(path, readonly=True)
    try:
        opened.connect()
        found = database.faults(opened)
        if deep and not found and (broken := Log(Models(opened)).broken_at()) is not None:
            found = [f"修改记录第 {broken} 条与前后不连，可能被改动过"]
        return found
    except (peewee.DatabaseError, sqlite3.DatabaseError) as error:
        return [f"打不开（{error}）"]
    finally:
        opened.close()


def restore(source: Path, target: Path) -> Path:
    """Put a backup back as a new file; never overwrites, and only a whole backup is restored."""
    if target.exists():
        raise WrongUsage(f"{target} 已存在，恢复不会覆盖任何文件。请换一个文件名。")
    found = faults_of(source)
    if found:
        raise NotUsable(f"备份 {source.name} 不能恢复：{found[0]}。请换一份备份。")
    part = target.with_name(target.name + ".part")
    opened = database.connect(source, readonly=True)
    try:
        opened.connect()
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        database.copy_into(opened, part)
        _prove(opened, part)
        _sync(part)
        part.rename(target)
    except OSError as error:
        raise environment_fault(error, "恢复备份", target) from error
    finally:
        opened.close()
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def _next(path: Path, reason: str, now: datetime) -> Path:
    found = [_NAME.fullmatch(entry.name) for entry in backups(path)]
    counter = max((int(match["counter"]) for match in found if match), default=0) + 1
    plain = re.sub(r'[\\/:*?"<>|\s]', "", reason)[:20]
    return folder(path) / f"{counter:06d}_{now:%Y-%m-%d}_{plain}.fazhi"


def _prove(opened: Any, copy: Path) -> None:
    """Open the copy and compare every table, row by row, with the original."""
    other = sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)
    try:
        if other.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise EnvironmentFault(f"备份 {copy.name} 写出后检查不完整，已删除。请检查磁盘后重试。")
        tables = [row[0] for row in opened.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            statement = f'SELECT * FROM "{table}" ORDER BY rowid'
            if list(opened.execute_sql(statement)) != other.execute(statement).fetchall():
                raise EnvironmentFault(f"备份 {copy.name} 与原文件不一致，已删除。请检查磁盘后重试。")
    finally:
        other.close()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _thin(path: Path) -> None:
    """Keep the ten latest, the last of each of 14 days and 12 months, and every 定稿."""
    days: set[str] = set()
    months: set[str] = set()
    for place, entry in enumerate(backups(path)):
        match = _NAME.fullmatch(entry.name)
        if match is None:
            continue
        day, month = match["day"], match["day"][:7]
        keep = place < LATEST or match["reason"].startswith(FINAL)
        if day not in days and len(days) < DAYS:
            keep = True
        if month not in months and len(months) < MONTHS:
            keep = True
        days.add(day)
        months.add(month)
        if not keep:
            with contextlib.suppress(OSError):
                entry.unlink()
