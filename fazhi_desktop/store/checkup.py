"""Whether a workspace is whole: pages, tables, change log, and the records against the log."""

import sqlite3
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import Damaged, FazhiError, PasswordNeeded
from fazhi_desktop.store import database
from fazhi_desktop.store.log import Log
from fazhi_desktop.store.models import Models
from fazhi_desktop.store.tables import Tables

QUICK = 16 * 1024 * 1024
"""Files up to this size (bytes) are read through at every opening; larger ones by `fazhi verify` only."""


def faults(opened: Any, *, deep: bool = True) -> list[str]:
    """What is wrong with an open workspace, in Chinese; empty if whole. `deep`: with log and records."""
    found = database.faults(opened)
    if found or not deep:
        return found
    models = Models(opened)
    try:
        return Log(models).faults(dict(Tables(models).everything()))
    except Damaged as damage:
        return [damage.message]
    except (sqlite3.Error, ValueError) as error:
        return [f"内容无法读出（{error}）"]


def faults_of(path: Path, *, deep: bool = True, key: str = "") -> list[str]:
    """What is wrong with a closed workspace or backup; empty if whole. A wrong password is one."""
    try:
        return examine(path, deep=deep, key=key)
    except PasswordNeeded as refusal:
        return [refusal.message]


def examine(path: Path, *, deep: bool = True, key: str = "") -> list[str]:
    """`faults_of`, but raises PasswordNeeded where the file is sealed with another key."""
    import peewee

    try:
        database.refuse_unusable(path, sealed=bool(key))
        database.settle(path, key=key)
        opened = database.connect(path, mode="ro", key=key)
        try:
            if key:
                database.begin_sealed(opened, path)
            else:
                database.begin(opened)
            return faults(opened, deep=deep)
        finally:
            opened.close()
    except PasswordNeeded:
        raise
    except FazhiError as refusal:
        return [refusal.message]
    except (peewee.PeeweeException, sqlite3.Error) as error:
        return [f"打不开（{error}）"]
