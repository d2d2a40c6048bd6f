"""The user's own choices on this computer, kept outside any workspace."""

import json
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QByteArray, QObject, QSettings, QStandardPaths, Signal

FontSize = Literal["small", "medium", "large"]
Direction = Literal["down", "right"]
RECENT = 12


class Preferences(QObject):
    """Font size, direction of Enter, backup folder, recent workspaces, window geometry.

    Signals:
        changed(): after any choice was stored.
    """

    changed = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def font_size(self) -> FontSize:
        """小, 中 or 大."""
        size = self._text("font_size", "medium")
        return cast(FontSize, size) if size in {"small", "medium", "large"} else "medium"

    @property
    def enter_direction(self) -> Direction:
        """Where Enter goes in the table of indicators."""
        return "right" if self._text("enter_direction", "down") == "right" else "down"

    @property
    def backup_folder(self) -> str:
        """A second folder for backups at exit, '' for none."""
        return self._text("backup_folder", "")

    @property
    def recent(self) -> list[Path]:
        """Workspaces opened lately, pinned ones first, newest first."""
        paths = self._list("recent")
        pinned = self._list("pinned")
        return [Path(path) for path in sorted(paths, key=lambda path: path not in pinned)]

    @property
    def usual_folder(self) -> str:
        """Where the last workspace lies, else the user's documents."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return next((str(path.parent) for path in self.recent if path.parent.is_dir()), documents)

    def is_pinned(self, path: Path) -> bool:
        """Whether a recent workspace is pinned."""
        return str(path) in self._list("pinned")

    def set_font_size(self, size: FontSize) -> None:
        """Store the font size."""
        self._store("font_size", size)

    def set_enter_direction(self, direction: Direction) -> None:
        """Store the direction of Enter."""
        self._store("enter_direction", direction)

    def set_backup_folder(self, folder: str) -> None:
        """Store the second backup folder."""
        self._store("backup_folder", folder)

    def add_recent(self, path: Path) -> None:
        """Put a workspace at the head of the recent list."""
        text = str(path.absolute())
        pinned = self._list("pinned")
        kept = [text, *(entry for entry in self._list("recent") if entry != text)]
        loose = [entry for entry in kept if entry not in pinned][:RECENT]
        recent = [entry for entry in kept if entry in pinned or entry in loose]
        if recent != self._list("recent"):
            self._store("recent", recent)

    def forget_recent(self, path: Path) -> None:
        """Take a workspace off the recent list."""
        self._store("pinned", [entry for entry in self._list("pinned") if entry != str(path)])
        self._store("recent", [entry for entry in self._list("recent") if entry != str(path)])

    def pin(self, path: Path, *, pinned: bool) -> None:
        """Pin a recent workspace, or loosen it."""
        others = [entry for entry in self._list("pinned") if entry != str(path)]
        self._store("pinned", [*others, str(path)] if pinned else others)

    def left_off(self, path: Path) -> str:
        """What `keep_left_off` was given for a workspace, '' for nothing."""
        return self._places().get(str(path.absolute()), "")

    def keep_left_off(self, path: Path, place: str) -> None:
        """Remember where a workspace was left, and no more of them than recent ones."""
        places = {**self._places(), str(path.absolute()): place}
        newest = dict(list(places.items())[-RECENT:])
        self._settings.setValue("left_off", json.dumps(newest, ensure_ascii=False))

    def _places(self) -> dict[str, str]:
        try:
            return {str(path): str(place) for path, place in json.loads(self._text("left_off", "{}")).items()}
        except (ValueError, AttributeError):
            return {}

    def layout(self, name: str) -> QByteArray:
        """A stored window geometry, splitter or header state; empty where there is none."""
        stored = self._settings.value(f"layout/{name}")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    def keep_layout(self, name: str, state: QByteArray) -> None:
        """Store a window geometry, splitter or header state."""
        self._settings.setValue(f"layout/{name}", state)

    def folder(self, purpose: str, otherwise: Path) -> str:
        """Where files for a purpose were chosen last, `otherwise` the first time or where that is gone."""
        stored = self._text(f"folder/{purpose}", "")
        return stored if stored and Path(stored).is_dir() else str(otherwise)

    def keep_folder(self, purpose: str, folder: Path) -> None:
        """Remember where files for a purpose were chosen."""
        self._settings.setValue(f"folder/{purpose}", str(folder))

    def _text(self, name: str, otherwise: str) -> str:
        stored = self._settings.value(name, otherwise)
        return stored if isinstance(stored, str) else otherwise

    def _list(self, name: str) -> list[str]:
        stored = self._settings.value(name)
        if isinstance(stored, str):
            return [stored] if stored else []
        return [str(entry) for entry in stored] if isinstance(stored, list) else []

    def _store(self, name: str, value: object) -> None:
        self._settings.setValue(name, value)
        self._settings.sync()
        self.changed.emit()
