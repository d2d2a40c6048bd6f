"""Which workspaces may be opened at once, and which are looked through first, where they can do no harm.

A workspace is our own where its bytes are, by their SHA-256, those that this program left when it closed a
workspace on this computer, or that passed the look before, wherever the file lies and whatever it is called.
Everything else is foreign: sent, unpacked, restored, copied from another computer, altered by another
program, or left by a crash, whose last bytes nobody noted or which has a journal beside it. So the ordinary
start needs no look; a note that is lost costs a look and never more.
"""

import contextlib
import hashlib
import os
from pathlib import Path

from fazhi_desktop.core.errors import Damaged, FazhiError, TooNew
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.store import checkup
from fazhi_desktop.store.checkup import FaultsOf
from fazhi_desktop.store.opening import refuse_unusable, with_backup
from fazhi_desktop.store.placing import journal_of
from fazhi_desktop.store.sealing import key_for

LARGEST = 256 * 1024 * 1024
"""Bytes of a file that is worth a digest; a larger one is always looked through."""
MOST = 2_000
"""Notes that are kept."""


class Gate:
    """Knows our own workspaces by the notes in a file of the user, and has foreign ones looked through.

    `look` does what `checkup.examine` does, where a hostile file can do no harm.
    """

    def __init__(self, notes: Path, look: FaultsOf) -> None:
        self._notes, self._look = notes, look

    def admit(self, path: Path, secret: str = "") -> None:
        """Look a foreign workspace through, once; raises what opening it would raise, and NotUsable."""
        if self.knows(path):
            return
        refuse_unusable(path, secret, self.faults_of)
        key = key_for(path, secret)
        try:
            found = self.examine(path, key=key)
        except TooNew as refusal:  # sealed: its head did not say so
            raise with_backup(refusal, path, key, self.faults_of) from refusal
        if found:
            damage = Damaged(f"工作库 {path.name} 已损坏：{found[0].rstrip('。')}。")
            raise with_backup(damage, path, key, self.faults_of)

    def examine(self, path: Path, *, key: str = "", progress: Progress = QUIET) -> list[str]:
        """What is wrong with a closed workspace, ours or not; raises PasswordNeeded and NotUsable."""
        if self.knows(path):
            return checkup.examine(path, key=key, progress=progress)
        found = self._look(path, key=key, progress=progress)
        if not found:
            self.note(path)
        return found

    def faults_of(self, path: Path, *, key: str = "", progress: Progress = QUIET) -> list[str]:
        """`examine`, but a refusal is a fault."""
        try:
            return self.examine(path, key=key, progress=progress)
        except FazhiError as refusal:
            return [refusal.message]

    def knows(self, path: Path) -> bool:
        """Whether a file is as this program left it."""
        try:
            size, noted = path.stat().st_size, self._noted()
            if os.path.lexists(journal_of(path)) or f"\n{size} " not in noted:
                return False
            return _line(size, path) in noted
        except OSError:
            return False

    def note(self, path: Path) -> None:
        """Remember a file as it is now; where that cannot be written down, it is looked at again."""
        with contextlib.suppress(OSError):
            size = path.stat().st_size
            if size > LARGEST:
                return
            line, noted = _line(size, path), self._noted()
            if line in noted:
                return
            self._notes.parent.mkdir(parents=True, exist_ok=True)
            if noted.count("\n") > MOST:
                self._keep(noted.splitlines(keepends=True)[-MOST // 2 :])
            with self._notes.open("a", encoding="ascii") as file:
                file.write(line[1:])

    def _noted(self) -> str:
        """Every note as a line with a size and a digest, after an empty first one."""
        with contextlib.suppress(OSError):
            return "\n" + self._notes.read_text("ascii", "replace")
        return "\n"

    def _keep(self, lines: list[str]) -> None:
        part = self._notes.with_name(f"{self._notes.name}.{os.getpid()}")
        part.write_text("".join(lines), "ascii", "replace")
        part.replace(self._notes)


def _line(size: int, path: Path) -> str:
    with path.open("rb") as file:
        return f"\n{size} {hashlib.file_digest(file, 'sha256').hexdigest()}\n"
