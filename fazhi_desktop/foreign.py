"""Workspaces from elsewhere, read in the limited child process: looked through, or salvaged."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi_desktop import paths
from fazhi_desktop.core.errors import NotUsable
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.store.checkup import REFUSALS
from fazhi_desktop.store.gate import Gate

if TYPE_CHECKING:
    from fazhi_desktop.sandbox import Sandbox
    from fazhi_desktop.store.checkup import FaultsOf
    from fazhi_desktop.store.salvage import Read

Child = Callable[[], AbstractContextManager["Sandbox"]]
NOTES = "known.txt"
_LOOK = "fazhi_desktop.store.checkup:look_through"
_READ = "fazhi_desktop.store.salvage:read_torn"
_SALVAGE_SECONDS, _SALVAGE_MEMORY = 300.0, 2 * 2**30
_REFUSALS = {
    "too_slow": "没有在限定的时间内检查完，没有打开。文件可能过大、被人改动过，或所在的盘太慢。"
    "请先复制到本机硬盘再试，或请对方用“传出”重新发送。",
    "too_large": "检查它需要的内存过多，没有打开。文件可能被人改动过。请对方用“传出”重新发送，或换一份备份。",
    "broken": "检查它的子进程异常退出，没有打开。文件已损坏或被人改动过。"
    "请对方用“传出”重新发送，或换一份备份。",
}


@contextmanager
def own_child() -> Generator["Sandbox"]:
    """A child process for one command."""
    from fazhi_desktop.sandbox import Sandbox

    with Sandbox() as made:
        yield made


def make_gate(child: Child = own_child, notes: Path | None = None) -> Gate:
    """The gate of this user's computer; `child` is asked only where a file is foreign."""
    return Gate(notes if notes is not None else paths.user_folder() / NOTES, look_in(child))


def look_in(child: Child) -> "FaultsOf":
    """The look that is taken in a child process; its death, or its clock, is a refusal."""

    def look(path: Path, *, key: str = "", progress: Progress = QUIET) -> list[str]:
        with child() as sandbox:
            refusal, found = _asked(sandbox, _LOOK, path, {"path": str(path), "key": key}, progress)
        if refusal in REFUSALS:
            raise REFUSALS[refusal](found[0])
        return found

    return look


def salvage_read() -> "Read":
    """Reads a torn workspace in a child of its own, which has more time and room than one that looks."""

    def read(path: Path, folder: Path, key: str) -> Any:
        from fazhi_desktop.sandbox import Sandbox

        options = {"path": str(path), "folder": str(folder), "key": key}
        with Sandbox(memory=_SALVAGE_MEMORY, seconds=_SALVAGE_SECONDS) as sandbox:
            return _asked(sandbox, _READ, path, options)

    return read


def _asked(
    sandbox: "Sandbox", reader: str, path: Path, options: dict[str, str], progress: Progress = QUIET
) -> Any:
    from fazhi_desktop.sandbox import Refused

    try:
        return sandbox.read(reader, b"", options, cancelled=progress.cancelled)
    except Refused as refusal:
        raise NotUsable(f"{path.name} {_REFUSALS.get(refusal.code, refusal.message)}") from refusal
