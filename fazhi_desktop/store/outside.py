"""Notices that the file of an open workspace was moved, replaced or written by somebody else."""

import contextlib
import os
from pathlib import Path

from fazhi_desktop.core.errors import ChangedOutside, FazhiError
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.store import database
from fazhi_desktop.store.content import Content
from fazhi_desktop.store.lock import Lock
from fazhi_desktop.store.log import Head


@frozen
class Identity:
    """What tells one state of a file from another without reading it."""

    file: tuple[int, int]
    size: int
    modified: int


def identity(path: Path) -> Identity | None:
    """The state of a file now, None where it cannot be seen."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return Identity((found.st_dev, found.st_ino), found.st_size, found.st_mtime_ns)


class Watch:
    """Knows a file as this program left it, by what the system says of it and by the end of its log."""

    def __init__(self, path: Path, head: Head, lock: Lock | None, key: str) -> None:
        self._path, self._head, self._lock, self._key = path, head, lock, key
        self._left = identity(path)

    def wrote(self, head: Head) -> None:
        """Take the present state of the file as ours."""
        self._head = head
        self._left = identity(self._path)

    def is_as_left(self) -> bool:
        """Whether nobody touched the file since."""
        return self._left is not None and identity(self._path) == self._left

    def refuse_change(self) -> bool:
        """Raise ChangedOutside where the file is not as we left it; True for another file that is equal."""
        now, left = identity(self._path), self._left
        if now == left and now is not None:
            return False
        if now is None:
            raise ChangedOutside(
                f"{self._path} 不见了（已移走、改名，或U盘已拔出），没有写入任何内容。{self._whereabouts()}"
                "请放回原处后重试，或用“另存为”把全部内容存到别处。"
            )
        if self._end_on_disk() != self._head:
            raise ChangedOutside(
                f"{self._path.name} 在本程序之外被替换或改动过，没有写入，也没有覆盖它。"
                "请用“另存为”把本窗口的内容存到别处，再重新打开核对。"
            )
        self._left = now
        return left is None or left.file != now.file

    def _end_on_disk(self) -> Head | None:
        try:
            database.refuse_unusable(self._path, sealed=bool(self._key))
            with database.opened_at(self._path, mode="ro", key=self._key) as opened:
                return Content(opened).log.head
        except (FazhiError, *database.driver_errors()):
            return None

    def _whereabouts(self) -> str:
        """Where the file is now, where its folder was renamed, or itself within its folder."""
        folder = self._lock.moved_to() if self._lock is not None else None
        with contextlib.suppress(OSError):
            for entry in (folder or self._path.parent).iterdir():
                there = identity(entry)
                if there is not None and self._left is not None and there.file == self._left.file:
                    return f"它现在在 {entry}。"
        return ""
