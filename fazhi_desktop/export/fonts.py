"""Which fonts a page really gets: the office's own by the names inside the files, else the bundled ones."""

import os
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from fazhi_desktop.document.styles import FontRole
from fazhi_desktop.document.tree import Document

_ENDINGS = {".ttf", ".otf", ".ttc", ".otc"}
_ROLE_NAMES = {"title": "小标宋体", "text": "仿宋体", "kai": "楷体", "hei": "黑体", "song": "宋体"}


@dataclass(frozen=True)
class Face:
    """One face of a font file, with every family and full name it carries, in any language."""

    path: Path
    index: int
    names: frozenset[str]


@dataclass(frozen=True)
class FontUse:
    """One role of the page: the font the standard asks for and the one that stands on the page."""

    role: str
    wanted: str
    used: str
    substituted: bool


@dataclass(frozen=True)
class MissingCharacter:
    """A character that the wanted font lacks.

    Attributes:
        place: piece of the text around it.
        font: font that shows it instead, '' where none does.
    """

    char: str
    place: str
    font: str

    def sentence(self) -> str:
        """What the clerk reads."""
        if self.font:
            return f"生僻字“{self.char}”（{self.place}）改用{self.font}显示。"
        return (
            f"“{self.char}”（U+{ord(self.char):04X}，{self.place}）在本机字体中没有，页面上显示为空框；"
            "请安装含该字的字体（如方正仿宋_GBK）或改用其他写法。"
        )


def system_folders() -> tuple[Path, ...]:
    """Folders in which this system keeps fonts."""
    home = Path.home()
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return (
            Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
            *([Path(local) / "Microsoft" / "Windows" / "Fonts"] if local else []),
        )
    if sys.platform == "darwin":
        return (Path("/Library/Fonts"), Path("/System/Library/Fonts"), home / "Library" / "Fonts")
    data = os.environ.get("XDG_DATA_HOME")
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".fonts",
        Path(data) / "fonts" if data else home / ".local" / "share" / "fonts",
    )


def faces(folders: Iterable[Path]) -> Iterator[Face]:
    """Every face in the folders and below them; files that are no fonts are passed over."""
    for folder in folders:
        for root, _, files in os.walk(folder):
            for name in sorted(files):
                if Path(name).suffix.lower() in _ENDINGS:
                    yield from faces_of(Path(root) / name)


def faces_of(path: Path) -> list[Face]:
    """The faces of one font file, from its name tables (OpenType specification, `name`)."""
    try:
        with path.open("rb") as file:
            head = file.read(12)
            if head[:4] == b"ttcf":
                count = struct.unpack(">I", head[8:12])[0]
                offsets = struct.unpack(f">{count}I", file.read(4 * count))
            else:
                offsets = (0,)
            found: list[Face] = []
            for index, offset in enumerate(offsets):
                file.seek(offset + 4)
                tables = struct.unpack(">H6x", file.read(8))[0]
                directory = file.read(16 * tables)
                entry = next(
                    directory[i : i + 16]
                    for i in range(0, len(directory), 16)
                    if directory[i : i + 4] == b"name"
                )
                start, length = struct.unpack(">8x2I", entry)
                file.seek(start)
                found.append(Face(path, index, frozenset(_names(file.read(length)))))
            return found
    except (OSError, struct.error, StopIteration):
        return []


def _names(table: bytes) -> Iterator[str]:
    count, strings = struct.unpack(">2x2H", table[:6])
    for place in range(count):
        platform, encoding, _, name, length, offset = struct.unpack_from(">6H", table, 6 + 12 * place)
        if name in {1, 4, 16}:
            raw = table[strings + offset : strings + offset + length]
            codec = "utf-16-be" if platform in {0, 3} else ("gb18030" if encoding == 25 else "mac-roman")
            yield raw.decode(codec, "ignore").strip("\0")


class FontBook:
    """Layer: export. The fonts of one machine for one set of roles; scanned once, kept by the caller.

    Attributes:
        uses: one entry a role.
    """

    def __init__(
        self, roles: Mapping[str, FontRole], bundled: Path, *, folders: Sequence[Path] | None = None
    ) -> None:
        self._roles, self._bundled = roles, bundled
        wanted = {name for role in roles.values() for name in role.names}
        self._installed: dict[str, Face] = {}
        for face in faces(system_folders() if folders is None else folders):
            for name in face.names & wanted:
                self._installed.setdefault(name, face)
        self.uses = tuple(self._use(name, role) for name, role in roles.items())

    def _use(self, name: str, role: FontRole) -> FontUse:
        installed = self._office_name(role)
        wanted = role.names[0] if role.names else _ROLE_NAMES.get(name, name)
        used = installed or role.bundled
        return FontUse(name, wanted, used, substituted=used != wanted)

    def _office_name(self, role: FontRole) -> str:
        return next((name for name in role.names if name in self._installed), "")

    @cached_property
    def typst_fonts(self) -> Any:
        """The fonts for the typst compiler: the bundled folder and the folders of the office fonts in use."""
        import typst

        paths = [str(self._bundled)]
        paths += sorted(
            {str(self._installed[use.used].path.parent) for use in self.uses if use.used in self._installed}
        )
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)

    @cached_property
    def _families(self) -> dict[tuple[str, int], str]:
        return {
            (os.path.realpath(font.path), font.index): font.family
            for font in self.typst_fonts.fonts()
            if font.path
        }

    def families(self, name: str) -> list[str]:
        """Families of a role as typst calls them, best first; only those that are there."""
        role = self._roles[name]
        there = set(self._families.values())
        office = self._installed.get(self._office_name(role))
        own = self._families.get((os.path.realpath(office.path), office.index), "") if office else ""
        order = [own, role.bundled, *role.fallback]
        return list(dict.fromkeys(family for family in order if family in there))

    def has(self, family: str) -> bool:
        """Whether the page compiler knows a family; an unknown one would fail the page."""
        return family in self._families.values()

    def is_office(self, name: str) -> bool:
        """Whether a role is set in a font of the office (its own weight) instead of the bundled one."""
        return self._office_name(self._roles[name]) != ""

    def missing(self, document: Document, role: str = "text") -> tuple[MissingCharacter, ...]:
        """Characters of a document that the first font of a role lacks, each once, with its first place."""
        found: dict[str, MissingCharacter] = {}
        families = self.families(role)
        first = self._coverage(families[0]) if families else frozenset[int]()
        for text in document.texts():
            for place, char in enumerate(text):
                if ord(char) in first or char in found or char.isspace():
                    continue
                instead = next((family for family in families[1:] if ord(char) in self._coverage(family)), "")
                found[char] = MissingCharacter(char, text[max(0, place - 4) : place + 5], instead)
        return tuple(found.values())

    @cached_property
    def _covered(self) -> dict[str, frozenset[int]]:
        return {}

    def _coverage(self, family: str) -> frozenset[int]:
        """Code points of a family, from its cmap."""
        if family not in self._covered:
            self._covered[family] = self._read_coverage(family)
        return self._covered[family]

    def _read_coverage(self, family: str) -> frozenset[int]:
        from fontTools.ttLib import TTFont

        for (path, index), name in self._families.items():
            if name == family:
                with TTFont(path, fontNumber=index, lazy=True) as font:
                    return frozenset(font.getBestCmap() or ())
        return frozenset()
