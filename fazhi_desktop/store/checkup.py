"""Whether a workspace is whole: pages, tables, change log, and the records against the log."""

import sqlite3
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import Damaged, FazhiError
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
    """What is wrong with a closed workspace or backup; empty if whole."""
    import peewee

    try:
        database.refuse_unusable(path, sealed=bool(key))
        database.settle(path, key=key)
        with database.opened_at(path, mode="ro", key=key) as opened:
            if key:
                database.refuse_wrong_key(opened, path)
            return faults(opened, deep=deep)
    except FazhiError as refusal:
        return [refusal.message]
    except (peewee.PeeweeException, sqlite3.Error) as error:
        return [f"打不开（{error}）"]
