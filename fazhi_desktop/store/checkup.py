"""Whether a workspace is whole: pages, tables, change log, and the records against the log."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from fazhi_desktop.core.errors import Damaged, EnvironmentFault, FazhiError, PasswordNeeded, TooNew
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.core.records import BODY, Key, Record
from fazhi_desktop.store import database
from fazhi_desktop.store.content import Content
from fazhi_desktop.store.placing import real


class FaultsOf(Protocol):
    """What is wrong with a closed workspace, empty if whole: `faults_of`, or one that does it elsewhere."""

    def __call__(self, path: Path, *, key: str = "", progress: Progress = QUIET) -> list[str]: ...


QUICK = 16 * 1024 * 1024
"""Files up to this size (bytes) are read through at every opening; larger ones by `fazhi verify` only."""


def faults(opened: Any, content: Content, *, deep: bool = True) -> list[str]:
    """What is wrong with an open workspace, empty if whole. `deep`: with every line of the log."""
    if found := database.faults(opened):
        return found
    try:
        records = dict(content.tables.everything())
        if missing := _missing(records):
            return [f"文件不完整，没有{missing}"]
        return content.log.faults(records) if deep else []
    except Damaged as damage:
        return [damage.message]
    except (*database.driver_errors(), ValueError) as error:
        return [f"内容无法读出（{error}）"]


def _missing(records: Mapping[Key, Record]) -> str:
    """What every workspace has from its first edit on, and this one has not."""
    if BODY not in records:
        return "填报单位"
    return "" if any(key.kind == "report" for key in records) else "任何年度的报告"


def faults_of(path: Path, *, deep: bool = True, key: str = "", progress: Progress = QUIET) -> list[str]:
    """What is wrong with a closed workspace or backup; empty if whole. A wrong password is one."""
    try:
        return examine(path, deep=deep, key=key, progress=progress)
    except tuple(REFUSALS.values()) as refusal:
        return [refusal.message]


REFUSALS = {kind.__name__: kind for kind in (PasswordNeeded, EnvironmentFault, TooNew)}
"""What says nothing of the file itself: it may be whole."""


def look_through(_: bytes, options: dict[str, Any]) -> tuple[str, list[str]]:
    """Reader for a child process: `examine` of a path with a key, and the name of a refusal."""
    try:
        return "", examine(Path(options["path"]), key=options["key"])
    except tuple(REFUSALS.values()) as refusal:
        return type(refusal).__name__, [refusal.message]


def examine(path: Path, *, deep: bool = True, key: str = "", progress: Progress = QUIET) -> list[str]:
    """`faults_of`, but raises PasswordNeeded (another key), EnvironmentFault (the machine), TooNew."""
    path = real(path)
    try:
        database.refuse_unusable(path, sealed=bool(key))
        database.settle(path, key=key)
        opened = database.connect(path, mode="ro", key=key)
        try:
            if key:
                database.begin_sealed(opened, path)
            else:
                database.begin(opened)
            with database.stoppable(progress, opened):
                return faults(opened, Content(opened), deep=deep)
        finally:
            opened.close()
    except tuple(REFUSALS.values()):
        raise
    except FazhiError as refusal:
        return [refusal.message]
    except database.driver_errors() as error:
        return [f"打不开（{error}）"]
