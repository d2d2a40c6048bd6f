"""Puts a finished file in its place: private to the user, on the disk, whole, never over another one."""

import contextlib
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from fazhi_desktop.core.errors import WrongUsage, environment_fault

PART = ".part"
JOURNAL = "-journal"
_BESIDE = (JOURNAL, "-wal", "-shm")
"""What SQLite keeps beside a file; the last two where another program changed how it is written."""


@contextmanager
def placed(goal: Path, action: str) -> Generator[Path]:
    """Yield an empty private file beside `goal`; afterwards it stands at `goal`, or nothing is left of it.

    Raises WrongUsage where `goal` exists, EnvironmentFault where the machine refuses; `action` is what was
    being done, as in 写入备份.
    """
    if os.path.lexists(goal):
        raise WrongUsage(f"{goal} 已存在，不会覆盖它。请换一个文件名。")
    part: Path | None = None
    try:
        goal.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        set_journal_aside(goal)
        part = private_file(goal.parent, f"{goal.name}.")
        yield part
        sync(part)
        _move(part, goal)
        try:
            sync_folder(goal.parent)
        except OSError:
            goal.unlink()
            raise
    except OSError as error:
        raise environment_fault(error, action, goal) from error
    finally:
        if part is not None:
            discard(part)


def real(path: Path) -> Path:
    """The file itself where `path` is a link to it: its journal, backups and next version lie beside it."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def journal_of(path: Path) -> Path:
    """Where SQLite keeps what a write has not finished."""
    file = real(path)
    return file.parent / f"{file.name}{JOURNAL}"  # . and / have no name to be changed


def private_file(folder: Path, prefix: str) -> Path:
    """An empty file with a name of its own that only this user may read."""
    handle, name = tempfile.mkstemp(PART, prefix, folder)
    os.close(handle)
    return Path(name)


def discard(part: Path) -> None:
    """Take an unfinished file away, with what SQLite may have left beside it."""
    for path in (part, *(part.with_name(part.name + beside) for beside in _BESIDE)):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def sweep(folder: Path, prefix: str = "") -> None:
    """Take away what a program left unfinished when it was killed; the caller holds the workspace's lock."""
    endings = (PART, *(PART + beside for beside in _BESIDE))
    with contextlib.suppress(OSError):
        for path in list(folder.iterdir()):
            if path.name.startswith(prefix) and path.name.endswith(endings):
                discard(path)


def set_journal_aside(goal: Path) -> None:
    """Rename a journal left by an earlier file of that name; SQLite would play it back into the new one."""
    orphan = goal.with_name(goal.name + JOURNAL)
    if not goal.exists() and orphan.exists():
        number = 1
        while (aside := orphan.with_name(f"{orphan.name}.旧{number}")).exists():
            number += 1
        orphan.rename(aside)


def sync(part: Path) -> None:
    """Bring what was written so far to the disk."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _move(part: Path, goal: Path) -> None:
    """Rename, but fail where `goal` has come into being meanwhile."""
    if os.name == "nt":
        part.rename(goal)
        return
    try:
        os.link(part, goal)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links, such as a U盘's
        if os.path.lexists(goal):
            raise
        part.rename(goal)


def sync_folder(folder: Path) -> None:
    """Make the new name durable where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        import errno

        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
