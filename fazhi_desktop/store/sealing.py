"""Putting a password on a workspace, changing it and taking it away; the printable recovery key."""

import contextlib
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_desktop.core.errors import EnvironmentFault, NotUsable, environment_fault
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.store import backup, database
from fazhi_desktop.store.checkup import faults_of
from fazhi_desktop.store.content import Content
from fazhi_desktop.store.log import Head
from fazhi_desktop.store.placing import discard, private_file, sync_folder
from fazhi_desktop.store.secret import (
    NO_CIPHER,
    available,
    is_sealed_head,
    key_of,
    new_salt,
    recovery_key,
    refuse_weak,
)

if TYPE_CHECKING:
    from fazhi_desktop.store.workspace import Store

_SALT = 16


def is_sealed(path: Path) -> bool:
    """Whether a file is a workspace with a password."""
    try:
        if not path.is_file():  # a pipe would be waited for
            return False
        with path.open("rb") as file:
            return is_sealed_head(file.read(_SALT))
    except OSError:
        return False


def key_for(path: Path, secret: str) -> str:
    """The key that a password or recovery key gives for a file; '' where the file has no password."""
    if not secret or not is_sealed(path):
        return ""
    with path.open("rb") as file:
        return key_of(secret, file.read(_SALT))


class Resealing:
    """Another password for an open workspace, or none: prepared on any thread, put by the one of its store.

    Until `put` the workspace is as it was; a program killed before leaves a part that the next opening sweeps
    away, killed after it leaves the new file.

    Attributes:
        key: what opens the new file, '' without a password.
        head: the end of the log that was copied.
    """

    def __init__(self, path: Path, key: str, password: str, now: datetime) -> None:
        self._path, self._old, self._password, self._now = path, key, password, now
        self._part: Path | None = None
        self.key = ""
        self.head = Head()

    def prepare(self, progress: Progress = QUIET) -> None:
        """Back up, copy everything row by row into a file with the new key, and compare.

        Raises BadInput for a weak password, NotUsable where this machine has no cipher, EnvironmentFault
        where a copy cannot be written, Cancelled.
        """
        if self._password:
            refuse_weak(self._password)
            if not available():
                raise NotUsable(NO_CIPHER)
        try:
            with (
                database.sentences(self._path),
                database.opened_at(self._path, mode="ro", key=self._old) as opened,
            ):
                live = backup.Live(opened, self._old)
                backup.write(live, self._path, "换密码前", self._now, progress=progress)
                progress.step(0, 0, "正在改写密码")
                self._copy(opened, progress)
                self._prove(opened, progress)
            progress.breathe()
        except BaseException as error:
            self.close()
            if isinstance(error, OSError):
                raise environment_fault(error, "更换密码", self._path) from error
            raise

    def put(self) -> None:
        """Let the new file take the place of the old one, which nobody may have open."""
        assert self._part is not None
        try:
            self._part.replace(self._path)
        except OSError as error:
            raise environment_fault(error, "更换密码", self._path) from error
        with contextlib.suppress(OSError):  # the new file stands; only its name may not be on the disk yet
            sync_folder(self._path.parent)

    @property
    def printed(self) -> str:
        """The recovery key of the new file, '' without a password."""
        return recovery_key(self.key) if self.key else ""

    def close(self) -> None:
        """Take away what was prepared and not put."""
        if self._part is not None:
            discard(self._part)

    def _copy(self, opened: Any, progress: Progress) -> None:
        self.key = key_of(self._password, new_salt()) if self._password else ""
        self.head = Content(opened).log.head
        self._part = private_file(self._path.parent, f"{self._path.name}.")
        database.refill(opened, self._part, key=self.key, progress=progress)

    def _prove(self, opened: Any, progress: Progress) -> None:
        assert self._part is not None
        wrong = [
            database.differs(opened, self._part, key=self.key, progress=progress),
            *faults_of(self._part, key=self.key, progress=progress),
        ]
        if any(wrong):
            raise EnvironmentFault(f"换密码后核对不上（{max(wrong)}），原工作库没有改动。请检查磁盘后重试。")
        with self._part.open("rb+") as file:
            os.fsync(file.fileno())


def set_password(store: "Store", password: str) -> str:
    """Put a password on an open workspace, change it, or take it away with ''; returns the recovery key.

    Everything is backed up before. Raises as `Resealing.prepare`.
    """
    change = store.resealing(password)
    try:
        change.prepare()
        store.reseal(change)
    finally:
        change.close()
    return change.printed
