"""Writing a file whole or not at all."""

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path

from fazhi_desktop.core.errors import environment_fault

PREFIX = ".fazhi-"
"""Names of what is not finished begin so."""
_STALE = 3600


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises EnvironmentFault. What a killed program left there goes."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise environment_fault(error, "新建文件夹", folder) from error
    for path in folder.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE:  # nobody writes for so long
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet, by way of a temporary one beside it.

    Raises FileExistsError where somebody else made it meanwhile, EnvironmentFault where the machine refuses.
    """
    temporary = _temporary(path, data)
    try:
        _link(temporary, path)
    except FileExistsError:
        raise
    except OSError as error:
        raise environment_fault(error, "写入", path) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def replace_file(path: Path, data: bytes) -> None:
    """Write a file over the one that is there, by way of a temporary one; raises EnvironmentFault."""
    temporary = _temporary(path, data)
    try:
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise environment_fault(error, "替换", path) from error


def _temporary(path: Path, data: bytes) -> Path:
    try:
        number, name = tempfile.mkstemp(prefix=PREFIX, suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise environment_fault(error, "写入", path) from error
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise environment_fault(error, "写入", path) from error
    return Path(name)


def _link(temporary: Path, path: Path) -> None:
    """Give the temporary file its name without ever replacing one: a hard link, else an exclusive rename."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # FAT on a U盘 knows no links
        if path.exists():
            raise FileExistsError(str(path)) from None
        temporary.rename(path)
