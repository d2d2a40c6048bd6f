"""Opening a workspace: its lock, its password, its wholeness, its version; and making a new one."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import Damaged, Locked, NotUsable, PasswordNeeded, TooNew, WrongUsage
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.store import backup, checkup, database
from fazhi_desktop.store.checkup import FaultsOf
from fazhi_desktop.store.content import Content
from fazhi_desktop.store.lock import Lock
from fazhi_desktop.store.placing import placed, set_journal_aside, sweep
from fazhi_desktop.store.sealing import key_for

NO_BACKUP = "没有找到完好的备份，可以抢救还读得出的内容（命令是 fazhi salvage）。"


@frozen
class Opened:
    """An open, whole workspace of the newest version; `lock` is None where it can only be read."""

    database: Any
    content: Content
    lock: Lock | None
    key: str

    def close(self) -> None:
        """Close the file, then give the lock back."""
        self.database.close()
        if self.lock is not None:
            self.lock.release()


def open_file(path: Path, *, readonly: bool, secret: str, clock: Callable[[], datetime]) -> Opened:
    """Open and check a workspace.

    Raises NotUsable (missing, foreign, newer), PasswordNeeded, Damaged, Locked, or EnvironmentFault.
    """
    refuse_unusable(path, secret)
    key = key_for(path, secret)
    lock = None if readonly else taken(path)
    connected = database.connect(path, mode="ro" if readonly else "rw", key=key)
    opened = Opened(connected, Content(connected), lock, key)
    try:
        _check(opened, path, clock)
    except Damaged as damage:
        opened.close()
        raise with_backup(damage, path, key) from damage
    except BaseException:
        opened.close()
        raise
    if lock is not None:
        sweep(path.parent, f"{path.name}.")
        sweep(backup.folder(path))
    return opened


def refuse_unusable(path: Path, secret: str, faults_of: FaultsOf = checkup.faults_of) -> None:
    """Refuse by its head a file that is no workspace of ours, or sealed where there is no `secret`."""
    try:
        database.refuse_unusable(path, sealed=bool(secret))
    except PasswordNeeded:
        raise
    except NotUsable as refusal:
        raise with_backup(refusal, path, "", faults_of) from refusal


def make_file(path: Path, fill: Callable[[Path, Any], None]) -> None:
    """Make a new workspace, filled by `fill` before anybody sees it; an existing file is never touched."""
    if path.exists():
        raise WrongUsage(f"{path} 已存在，没有改动。请换一个文件名。")
    lock = taken(path)
    try:
        set_journal_aside(path)
        with placed(path, "新建工作库") as part, database.sentences(path), database.opened_at(part) as made:
            database.prepare_new(made)
            fill(part, made)
    finally:
        lock.release()


def taken(path: Path) -> Lock:
    """The lock of a workspace; raises Locked with the owner's name."""
    lock = Lock(path)
    lock.take()
    return lock


def _check(opened: Opened, path: Path, clock: Callable[[], datetime]) -> None:
    """Open the connection, look the file through, and bring it to the newest version."""
    if opened.lock is None:
        database.settle(path, key=opened.key)
    with database.sentences(path):
        if opened.key:
            database.begin_sealed(opened.database, path)
        else:
            database.begin(opened.database)
        if opened.lock is not None and not database.is_writable(opened.database):
            raise Locked(f"{path.name} 是只读文件，不能编辑，只能查看。请取消只读属性后重新打开。")
        found = checkup.faults(opened.database, opened.content, deep=path.stat().st_size <= checkup.QUICK)
        if found:
            raise Damaged(f"工作库 {path.name} 已损坏：{found[0]}。")
        if database.version(opened.database) < database.version_now():
            _upgrade(opened, path, clock())
            opened.content.tables.known.clear()


def with_backup(
    refusal: NotUsable, path: Path, key: str, faults_of: FaultsOf = checkup.faults_of
) -> NotUsable:
    """The refusal with the newest good backup; a file without any may never have been a workspace."""
    newest = backup.newest_good(path, key=key, faults_of=faults_of)
    if newest is not None and isinstance(refusal, TooNew):
        advice = f"要退回本程序，可用“从备份恢复”打开升级前的备份：{newest}。"
        return Damaged(f"{refusal.message}{advice}", newest, torn=False)
    if newest is not None:
        advice = f"最近的完好备份：{newest}，可用“从备份恢复”打开。"
        return Damaged(f"{refusal.message.removesuffix('请从备份恢复。')}{advice}", newest)
    if isinstance(refusal, Damaged):
        return Damaged(f"{refusal.message.removesuffix('请从备份恢复。')}{NO_BACKUP}")
    return refusal


def _upgrade(opened: Opened, path: Path, now: datetime) -> None:
    if opened.lock is None:
        raise NotUsable(f"{path.name} 由旧版程序保存，只读时不能升级。请先正常打开一次，再以只读方式查看。")
    backup.write(backup.Live(opened.database, opened.key), path, "升级前", now)
    database.migrate(opened.database)
