"""What an open workspace held when last read, and the edits since: a copy of it when the file is gone."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from fazhi_desktop.core.edits import Edit
from fazhi_desktop.core.errors import EnvironmentFault
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.store import database
from fazhi_desktop.store.checkup import faults_of
from fazhi_desktop.store.content import Content
from fazhi_desktop.store.placing import placed

LARGEST = 64 * 1024 * 1024
IN_MEMORY = 4 * 1024 * 1024
REPLAYED = 200
_BLOCK = 1024 * 1024


Written = tuple[Edit, str, str]
"""An edit, who made it, and when."""


def replay(path: Path, edits: Sequence[Written], *, key: str, progress: Progress) -> None:
    """Write edits into a closed file as they were, or would have been, written by a store."""
    with database.opened_at(path, key=key) as opened:
        content = Content(opened)
        for edit, who, time in edits:
            progress.breathe()
            with opened.atomic():
                content.tables.put(edit.cells)
                content.log.append(edit, who=who, time=time)


class Image:
    """The bytes of a workspace's file between two edits; raises OSError where they cannot be had.

    What is more than 4 MiB lies in a temporary file without a name, which ends with the process.
    """

    def __init__(self, path: Path, key: str) -> None:
        self._key = key
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        try:
            with path.open("rb") as file:
                shutil.copyfileobj(file, self._file, _BLOCK)
        except OSError:
            self.close()
            raise
        self._size = self._file.tell()

    def copy(self, part: Path, progress: Progress) -> None:
        """Fill an empty file with them."""
        with part.open("wb") as file:
            for block in self._blocks(self._file):
                file.write(block)
                file.flush()
                os.fsync(file.fileno())
                progress.step(file.tell(), self._size, "正在写入副本")

    def differs(self, part: Path, progress: Progress) -> str:
        """What is wrong with a copy, '' where it holds the same bytes and these are a whole workspace."""
        progress.step(0, 0, "正在核对副本")
        with part.open("rb") as file:
            for mine, theirs in itertools.zip_longest(self._blocks(self._file), self._blocks(file)):
                progress.breathe()
                if mine != theirs:
                    return "与原文件不一致"
        with (
            database.opened_at(part, mode="ro", key=self._key) as copy,
            database.stoppable(progress, copy),
        ):
            return next(iter(database.faults(copy)), "")

    def close(self) -> None:
        """Forget them."""
        self._file.close()

    @staticmethod
    def _blocks(file: IO[bytes]) -> Iterator[bytes]:
        file.seek(0)
        return iter(lambda: file.read(_BLOCK), b"")


class Memory:
    """The bytes of the file when they were last read, with the edits written since then.

    Files over 64 MiB are not kept: `whole` is False then.
    """

    def __init__(self, path: Path, key: str) -> None:
        self._key = key
        self._image: Image | None = None
        self._since: list[Written] = []
        self._read(path)

    @property
    def whole(self) -> bool:
        """Whether a copy can be written from here."""
        return self._image is not None

    def add(self, edit: Edit, *, who: str, time: str, path: Path) -> None:
        """Remember an edit that stands in the file now."""
        self._since.append((edit, who, time))
        if len(self._since) >= REPLAYED or self._image is None:
            self._read(path)

    def write(self, part: Path, progress: Progress = QUIET) -> None:
        """Fill an empty file with what was in the workspace."""
        assert self._image is not None
        self._image.copy(part, progress)
        replay(part, self._since, key=self._key, progress=progress)

    def close(self) -> None:
        """Forget everything."""
        if self._image is not None:
            self._image.close()
            self._image = None

    def _read(self, path: Path) -> None:
        """Take the bytes anew; where they cannot be had, the old ones and the edits stay."""
        try:
            image = Image(path, self._key) if path.stat().st_size <= LARGEST else None
        except OSError:
            return
        self.close()
        self._since, self._image = [], image


def write_copy(
    target: Path,
    memory: Memory | None,
    source: Any,
    edits: Sequence[Written],
    *,
    key: str,
    progress: Progress,
) -> Path:
    """Write what a window knows of its workspace to a new file, with edits that stand nowhere yet.

    From memory where it is there, by `source`, the connection of the open file, otherwise. Raises WrongUsage
    where `target` exists, EnvironmentFault where the copy cannot be written or is not whole, Cancelled.
    """
    with placed(target, "另存") as part, database.sentences(target):
        if memory is not None and memory.whole:
            memory.write(part, progress)
        else:
            database.copy_into(source, part, key=key, progress=progress)
        replay(part, edits, key=key, progress=progress)
        progress.step(0, 0, "正在核对副本")
        if found := faults_of(part, key=key, progress=progress):
            raise EnvironmentFault(f"另存后核对不上（{found[0]}），已删除。请换一个位置重试。")
    return target
