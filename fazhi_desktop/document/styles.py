"""Measures and fonts of the page, from `resources/styles.toml`."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, cast

from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.toml_files import read_toml

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Page:
    """The page in millimetres, with the grid of characters and lines."""

    width: float
    height: float
    top: float
    left: float
    text_width: float
    text_height: float
    characters: int
    lines: int
    footer: float

    @property
    def right(self) -> float:
        """Margin at the right, millimetres."""
        return self.width - self.left - self.text_width

    @property
    def bottom(self) -> float:
        """Margin at the bottom, millimetres."""
        return self.height - self.top - self.text_height

    @property
    def pitch(self) -> float:
        """Distance from line to line, points."""
        return self.text_height * POINTS_PER_MM / self.lines


@dataclass(frozen=True)
class FontRole:
    """Which font a part of the page takes: the office's names first, then the bundled family.

    `digits` is a bundled family whose digits stand in for those of `bundled`, where these are ugly.
    """

    names: tuple[str, ...]
    bundled: str
    weight: int = 400
    fallback: tuple[str, ...] = ()
    digits: str = ""


@dataclass(frozen=True)
class TextStyle:
    """Font role and size in points; `indent` in characters; `latin` a font for letters and digits."""

    font: str
    size: float
    indent: int = 0
    latin: str = ""
    color: str = ""


@dataclass(frozen=True)
class Styles:
    """Everything of the file."""

    page: Page
    fonts: Mapping[str, FontRole]
    styles: Mapping[str, TextStyle]
    title_words: tuple[str, ...]
    title_per_line: float
    annex_widths: tuple[float, ...]


STYLE_NAMES = (
    "title",
    "text",
    "heading1",
    "heading2",
    "heading3",
    "heading4",
    "number",
    "table",
    "table_header",
    "caption",
    "note",
    "mark",
    "copies",
    "signer",
    "colophon",
    "draft",
)


def load_styles(path: Path) -> Styles:
    """Load the file; raises DataFault with all faults."""
    data = read_toml(path)
    faults: list[str] = []
    page = _made(Page, data.get("page", {}), f"{path.name} [page]", faults)
    fonts = {
        name: made
        for name, table in data.get("fonts", {}).items()
        if (made := _made(FontRole, table, f"{path.name} [fonts.{name}]", faults))
    }
    styles = {
        name: made
        for name, table in data.get("styles", {}).items()
        if (made := _made(TextStyle, table, f"{path.name} [styles.{name}]", faults))
    }
    faults += [
        f"{path.name}：缺少 [styles.{name}]" for name in STYLE_NAMES if name not in data.get("styles", {})
    ]
    faults += [
        f"{path.name} [styles.{name}]：没有字体 {style.font}"
        for name, style in styles.items()
        if style.font not in data.get("fonts", {})
    ]
    widths = data.get("widths", {}).get("annex", [])
    if len(widths) != 6:
        faults.append(f"{path.name} [widths]：annex 应有6个宽度")
    if faults or page is None:
        raise DataFault(faults)
    title = data.get("title", {})
    return Styles(
        page,
        fonts,
        styles,
        tuple(title.get("words", ())),
        float(title.get("per_line", 19)),
        tuple(float(width) for width in widths),
    )


_Made = TypeVar("_Made", Page, FontRole, TextStyle)
_KINDS: dict[str, tuple[type, ...]] = {
    "float": (int, float),
    "int": (int,),
    "str": (str,),
    "tuple[str, ...]": (list,),
}


def _made(kind: type[_Made], table: dict[str, Any], where: str, faults: list[str]) -> _Made | None:
    """A dataclass from a TOML table; every fault is named."""
    known = {field.name: field for field in fields(kind)}
    before = len(faults)
    faults += [f"{where}：不认识的项 {key}" for key in table if key not in known]
    faults += [
        f"{where}：缺少 {name}"
        for name, field in known.items()
        if field.default is MISSING and name not in table
    ]
    for key, value in table.items():
        if key in known and not isinstance(value, _KINDS[_name(known[key].type)]):
            faults.append(f"{where}：{key} 的类型不对")
    if len(faults) > before:
        return None
    return kind(**{key: _frozen(value) for key, value in table.items()})


def _name(annotation: object) -> str:
    return (
        annotation.__name__
        if isinstance(annotation, type) and not hasattr(annotation, "__args__")
        else (str(annotation))
    )


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        entries = cast("list[object]", value)
        return tuple(str(entry) for entry in entries)
    return value
