"""One writer per workspace: a lock file beside it that says who, on which machine, since when."""

import contextlib
import errno
import getpass
import json
import os
import platform
import time
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from stat import S_ISREG
from typing import IO

from fazhi_desktop.core.errors import EnvironmentFault, Locked, environment_fault
from fazhi_desktop.core.frozen import frozen


@frozen
class Owner:
    """Who holds a workspace, and the number of its newest edit when they opened it (-1: not known)."""

    who: str = ""
    machine: str = ""
    since: str = ""
    process: int = 0
    step: int = -1

    def __str__(self) -> str:
        since = self.since.replace("T", " ") or "未知时间"
        return f"{self.who or '另一个用户'}（{self.machine or '未知电脑'}，自 {since}）"


def user_name() -> str:
    """The name this machine knows the user by."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "未知用户"


class Lock:
    """Holds the workspace for writing until closed; the system releases it when the process dies.

    Attributes:
        crashed: who held it last, where they never gave it back; None after an orderly end.
    """

    def __init__(self, workspace: Path) -> None:
        real = Path(os.path.realpath(workspace))  # by whatever name it was opened, the lock is the same
        self.path = real.parent / f"{real.name}.lock"
        self._file: IO[bytes] | None = None
        self._owner = Owner()
        self.crashed: Owner | None = None

    def take(self) -> None:
        """Take the lock; raises Locked where somebody has it (who, since when) or nobody may write there.

        A file left by a crashed program is not held by the system any more, so it counts as stale.
        """
        file = self._opened()
        if os.fstat(file.fileno()).st_nlink > 1 and self._is_there(file):
            self._put_aside()
        while not self._is_there(file):  # the holder took the file away between our opening and locking it
            file.close()
            file = self._opened()
        left = self.owner()
        self.crashed = left if left.process else None
        now = datetime.now().isoformat(timespec="seconds")
        self._owner = Owner(user_name(), platform.node(), now, os.getpid())
        try:
            self._write(file, self._owner)
        except OSError as error:
            with contextlib.suppress(OSError):  # what could not be written is still in the buffer
                file.close()
            if error.errno in _FULL:
                raise Locked(
                    f"{self.path.parent} 所在的磁盘已满，不能编辑，只能查看。请清理磁盘后重新打开。"
                ) from error
            raise environment_fault(error, "锁定工作库", self.path) from error
        self._file = file

    def _put_aside(self) -> None:
        """Take a name away that leads into another file as well, into which nobody may let us write."""
        try:
            self.path.unlink()
        except OSError as error:
            raise environment_fault(error, "锁定工作库", self.path) from error

    def note_step(self, step: int) -> None:
        """Write down the number of the newest edit, so that what follows can be told after a crash."""
        if self._file is not None:
            with contextlib.suppress(OSError):  # it only helps; the lock itself stands
                self._write(self._file, replace(self._owner, step=step))

    def _write(self, file: IO[bytes], owner: Owner) -> None:
        file.seek(0)
        file.truncate()
        file.write(b"\n")
        file.write(json.dumps(asdict(owner), ensure_ascii=False).encode())
        file.flush()

    def _opened(self) -> IO[bytes]:
        """The lock file, locked; raises Locked or EnvironmentFault."""
        try:
            handle = os.open(self.path, _FLAGS, 0o600)
            if not S_ISREG(os.fstat(handle).st_mode):
                os.close(handle)
                raise OSError(errno.EISDIR, self.path.name)
            file = open(handle, "r+b")  # noqa: PTH123, SIM115
        except OSError as error:
            if error.errno in _FORBIDDEN:
                raise Locked(
                    f"{self.path.parent} 只读或没有权限，不能在那里编辑，只能查看。请复制到别的位置后打开。"
                ) from error
            raise self._fault(error) from error
        try:
            held = _held(file)
        except OSError as error:
            file.close()
            raise EnvironmentFault(
                f"{self.path.parent} 不支持文件锁（可能是网络盘），不能在那里编辑。请复制到本机后打开。"
            ) from error
        if not held:
            file.close()
            raise Locked(f"工作库正由 {self._holder()} 使用，现在只能查看。请等对方关闭后再试。")
        return file

    def _holder(self) -> Owner:
        """Who holds it; who has only just taken it is about to write down who that is."""
        owner = self.owner()
        if not owner.since:
            time.sleep(_WRITTEN_AFTER)
        return owner if owner.since else self.owner()

    def _fault(self, error: OSError) -> EnvironmentFault:
        if error.errno in _STRANGE:
            return EnvironmentFault(f"{self.path} 不是锁文件，是文件夹、链接或管道。请删去它后重试。")
        return environment_fault(error, "锁定工作库", self.path)

    def _is_there(self, file: IO[bytes]) -> bool:
        if os.name == "nt":
            return True  # an open file cannot be taken away
        try:
            return os.path.samestat(os.fstat(file.fileno()), self.path.stat())
        except FileNotFoundError:
            return False

    def owner(self) -> Owner:
        """Who is written in the lock file."""
        try:
            with self.path.open("rb") as file:
                file.seek(_BODY)
                data = json.loads(file.read(10_000).decode())
            words = (str(data[name]) for name in ("who", "machine", "since"))
            step = int(data["step"])
            return Owner(*words, process=int(data["process"]), step=step if step < _LARGEST_STEP else -1)
        except (OSError, ValueError, OverflowError, KeyError, TypeError, RecursionError):
            return Owner()

    def moved_to(self) -> Path | None:
        """Where the folder of the lock is now, after it was renamed; None where that cannot be told."""
        if self._file is None:
            return None
        try:
            place = Path(f"/proc/self/fd/{self._file.fileno()}").readlink()
        except OSError:
            return None
        return place.parent if place != self.path and place.exists() else None

    def release(self) -> None:
        """Give the lock back and take the file away."""
        if self._file is None:
            return
        file, self._file = self._file, None
        with contextlib.suppress(OSError):  # the folder may be gone; the lock itself goes with the file
            if os.name != "nt" and self._is_there(file):
                self.path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            file.close()
        if os.name == "nt":
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)


_BODY = 1
"""The first byte is the one that is locked; on Windows a locked byte cannot be read by others."""


_LARGEST_STEP = 2**31
_WRITTEN_AFTER = 0.05
"""Seconds from taking a lock to having written down by whom, with some to spare."""
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
"""Nobody may let us write into another file by a link in the lock's place."""
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}
_STRANGE = {errno.EISDIR, errno.ELOOP, errno.ENXIO}
_FULL = {errno.ENOSPC, errno.EDQUOT}
_BUSY = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


def _held(file: IO[bytes]) -> bool:
    """Lock the first byte; False where another process has it, OSError where the place knows no locks."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        raise
    return True
