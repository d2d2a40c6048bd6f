"""What an open workspace held when last read, and the edits since: a copy of it when the file is gone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fazhi_desktop.core.edits import Edit
from fazhi_desktop.core.errors import EnvironmentFault
from fazhi_desktop.store import database
from fazhi_desktop.store.checkup import faults_of
from fazhi_desktop.store.log import Log
from fazhi_desktop.store.models import Models
from fazhi_desktop.store.placing import placed
from fazhi_desktop.store.tables import Tables

LARGEST = 32 * 1024 * 1024
REPLAYED = 200


Written = tuple[Edit, str, str]
"""An edit, who made it, and when."""


def replay(path: Path, edits: Sequence[Written], *, key: str) -> None:
    """Write edits into a closed file as they were, or would have been, written by a store."""
    with database.opened_at(path, key=key) as opened:
        models = Models(opened)
        tables, log = Tables(models), Log(models)
        for edit, who, time in edits:
            with opened.atomic():
                tables.put(edit.cells)
                log.append(edit, who=who, time=time)


class Memory:
    """The bytes of the file between two edits, with the edits written since then.

    Files over 32 MiB are not kept: `whole` is False then.
    """

    def __init__(self, path: Path, key: str) -> None:
        self._key = key
        self._image = b""
        self._since: list[Written] = []
        self._read(path)

    @property
    def whole(self) -> bool:
        """Whether a copy can be written from here."""
        return bool(self._image)

    def add(self, edit: Edit, *, who: str, time: str, path: Path) -> None:
        """Remember an edit that stands in the file now."""
        self._since.append((edit, who, time))
        if len(self._since) >= REPLAYED or not self._image:
            self._read(path)

    def write(self, part: Path) -> None:
        """Fill an empty file with what was in the workspace."""
        part.write_bytes(self._image)
        replay(part, self._since, key=self._key)

    def _read(self, path: Path) -> None:
        """Take the bytes anew; where they cannot be had, the old ones and the edits stay."""
        try:
            if path.stat().st_size > LARGEST:
                self._image, self._since = b"", []
                return
            image = path.read_bytes()
        except OSError:
            return
        self._image, self._since = image, []


def write_copy(
    target: Path, memory: Memory | None, opened: Any, edits: Sequence[Written], *, key: str
) -> Path:
    """Write what a window knows of its workspace to a new file, with edits that stand nowhere yet.

    From memory where it is there, from the open file otherwise. Raises WrongUsage where `target` exists,
    EnvironmentFault where the copy cannot be written or is not whole.
    """
    with placed(target, "另存") as part, database.sentences(target):
        if memory is not None and memory.whole:
            memory.write(part)
        else:
            database.copy_into(opened, part, key=key)
        replay(part, edits, key=key)
        if found := faults_of(part, key=key):
            raise EnvironmentFault(f"另存后核对不上（{found[0]}），已删除。请换一个位置重试。")
    return target
