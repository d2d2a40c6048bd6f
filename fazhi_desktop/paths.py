"""Where the program's own files and the user's folders are: source tree, wheel or built program."""

import os
import sys
from pathlib import Path


def _root() -> Path:
    """The folder that holds `resources/` and `ui/`."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle:
        return Path(bundle)
    inside = Path(__file__).resolve().parent
    data = inside / "_data"
    return data if data.is_dir() else inside.parent


def resources() -> Path:
    """Indicators, outlines, checks, fonts, icons."""
    return _root() / "resources"


def forms() -> Path:
    """Qt Designer forms."""
    return _root() / "ui"


def manual() -> Path:
    """The manual's pages and pictures."""
    return _root() / "docs" / "manual"


def user_folder() -> Path:
    """Settings and logs of this user; nothing of a workspace."""
    if os.name == "nt":
        base = os.environ.get("APPDATA")
        return Path(base) / "fazhi_desktop" if base else Path.home() / "fazhi_desktop"
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "fazhi_desktop"


OWN_KINDS = ("indicators", "outlines", "departments", "checks")


def own_folder() -> Path:
    """Data files of this office, which join those of the program and outlive its upgrades."""
    return user_folder() / "own"


def own_files(kind: str) -> list[Path]:
    """The office's own files of one of `OWN_KINDS`."""
    return sorted((own_folder() / kind).glob("*.toml"))


def cache() -> Path:
    """What can be made anew at any time."""
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "fazhi_desktop" if base else user_folder()
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "fazhi_desktop"


def tables() -> Path:
    """What was parsed of the data files."""
    return cache() / "tables.json"


def logs() -> Path:
    """Crash reports."""
    return user_folder() / "logs"
