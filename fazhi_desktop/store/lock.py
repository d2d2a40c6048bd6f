"""One writer per workspace: a lock file beside it that says who, on which machine, since when."""

import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from fazhi_desktop.core.errors import Locked, environment_fault


@dataclass(frozen=True)
class Owner:
    """Who holds a workspace."""

    who: str = ""
    machine: str = ""
    since: str = ""
    process: int = 0

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
    """Holds the workspace for writing until closed; the system releases it when the process dies."""

    def __init__(self, workspace: Path) -> None:
        self.path = workspace.with_name(workspace.name + ".lock")
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Take the lock; raises Locked with the owner's name where somebody has it.

        A file left by a crashed program is not held by the system any more, so it counts as stale.
        """
        try:
            file = self.path.open("a+b")
        except OSError as error:
            raise environment_fault(error, "锁定工作库", self.path) from error
        if not _held(file):
            file.close()
            raise Locked(f"工作库正由 {self.owner()} 使用，现在只能查看。请等对方关闭后再试。")
        owner = Owner(user_name(), platform.node(), datetime.now().isoformat(timespec="seconds"), os.getpid())
        try:
            file.seek(_BODY)
            file.truncate(_BODY)
            file.write(json.dumps(asdict(owner), ensure_ascii=False).encode())
            file.flush()
        except OSError as error:
            file.close()
            raise environment_fault(error, "锁定工作库", self.path) from error
        self._file = file

    def owner(self) -> Owner:
        """Who is written in the lock file."""
        try:
            data = json.loads(self.path.read_bytes()[_BODY:].decode())
            return Owner(**{name: data[name] for name in ("who", "machine", "since", "process")})
        except (OSError, ValueError, KeyError, TypeError):
            return Owner()

    def release(self) -> None:
        """Give the lock back and take the file away."""
        if self._file is None:
            return
        file, self._file = self._file, None
        if os.name != "nt":
            self.path.unlink(missing_ok=True)
        file.close()
        if os.name == "nt":
            self.path.unlink(missing_ok=True)


_BODY = 1
"""The first byte is the one that is locked; on Windows a locked byte cannot be read by others."""


def _held(file: IO[bytes]) -> bool:
    if os.name == "nt":
        import msvcrt

        try:
            if not file.seek(0, os.SEEK_END):
                file.write(b"\n")
                file.flush()
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
            return True
        except OSError:
            return False
    import fcntl

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    if not file.seek(0, os.SEEK_END):
        file.write(b"\n")
        file.flush()
    return True
