"""What an open workspace held when last read, and the edits since: a copy of it when the file is gone."""

import os
import shutil
import tempfile
from collections.abc import Sequence
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


class Memory:
    """The bytes of the file between two edits, with the edits written since then.

    What is more than 4 MiB lies in a temporary file without a name, which ends with the process; files over
    64 MiB are not kept: `whole` is False then.
    """

    def __init__(self, path: Path, key: str) -> None:
        self._key = key
        self._image: IO[bytes] | None = None
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
        total = self._image.seek(0, os.SEEK_END)
        self._image.seek(0)
        with part.open("wb") as file:
            while block := self._image.read(_BLOCK):
                file.write(block)
                file.flush()
                os.fsync(file.fileno())
                progress.step(file.tell(), total, "正在写入副本")
        replay(part, self._since, key=self._key, progress=progress)

    def close(self) -> None:
        """Forget everything."""
        if self._image is not None:
            self._image.close()
            self._image = None

    def _read(self, path: Path) -> None:
        """Take the bytes anew; where they cannot be had, the old ones and the edits stay."""
        image = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        try:
            kept = path.stat().st_size <= LARGEST
            if kept:
                with path.open("rb") as file:
                    shutil.copyfileobj(file, image, _BLOCK)
        except OSError:
            image.close()
            return
        self.close()
        self._since = []
        if kept:
            self._image = image
        else:
            image.close()


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
