"""Putting a password on a workspace, changing it and taking it away; the printable recovery key."""

import os
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import EnvironmentFault, NotUsable, environment_fault
from fazhi_desktop.store import database
from fazhi_desktop.store.checkup import faults_of
from fazhi_desktop.store.placing import discard, private_file
from fazhi_desktop.store.secret import NO_CIPHER, available, is_sealed_head, key_of, new_salt, refuse_weak

_SALT = 16


def is_sealed(path: Path) -> bool:
    """Whether a file is a workspace with a password."""
    try:
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


def reseal(path: Path, opened: Any, key: str, password: str) -> str:
    """Replace a workspace, open with `key` and locked by the caller, by one with another password, or none.

    Everything is copied row by row, compared, and put in the place of the old file in one step. Returns the
    new key, '' without a password. Raises BadInput for a weak password, NotUsable where this machine has no
    cipher, EnvironmentFault where the copy cannot be written.
    """
    new_key = ""
    part = private_file(path.parent, f"{path.name}.")
    try:
        if password:
            refuse_weak(password)
            if not available():
                raise NotUsable(NO_CIPHER)
            new_key = key_of(password, new_salt())
        with database.sentences(path):
            database.refill(opened, part, key=new_key)
            wrong = [database.differs(opened, part, key=new_key), *faults_of(part, key=new_key)]
            if any(wrong):
                raise EnvironmentFault(
                    f"换密码后核对不上（{max(wrong)}），原工作库没有改动。请检查磁盘后重试。"
                )
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        opened.close()
        part.replace(path)
    except OSError as error:
        raise environment_fault(error, "更换密码", path) from error
    finally:
        discard(part)
    return new_key
