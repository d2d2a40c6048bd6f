"""Word lists of the reader from `resources/reading`: chrome of pages, roles of chapters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.mentions import fold
from fazhi_desktop.core.records import ROLES
from fazhi_desktop.core.toml_files import read_toml

_CHROME_LENGTH = 160


@dataclass(frozen=True)
class Chrome:
    """What stands around a report and is no part of it."""

    lines: re.Pattern[str]
    page_numbers: re.Pattern[str]
    inline: re.Pattern[str]
    foot: re.Pattern[str]

    def is_chrome(self, text: str) -> bool:
        """Whether a whole line is navigation, meta data or a page's foot."""
        plain = _squeezed(text)
        return len(plain) <= _CHROME_LENGTH and self.lines.fullmatch(plain) is not None

    def is_page_number(self, text: str) -> bool:
        """Whether a line is nothing but a page number."""
        return self.page_numbers.fullmatch(_squeezed(text)) is not None

    def is_foot(self, text: str) -> bool:
        """Whether everything from this line on is the foot of a web page."""
        return self.foot.fullmatch(_squeezed(text)) is not None

    def without_page_numbers(self, text: str) -> str:
        """A line without page numbers inside it (推进行— 3 —政决策)."""
        plain = fold(text)
        pieces: list[str] = []
        start = 0
        for found in self.inline.finditer(plain):
            pieces.append(text[start : found.start()])
            start = found.end()
        return "".join((*pieces, text[start:])) if pieces else text


@dataclass(frozen=True)
class RoleWords:
    """How chapters with one role are worded."""

    role: str
    patterns: re.Pattern[str]
    but_not: re.Pattern[str] | None


def role_of(heading: str, roles: Iterable[RoleWords]) -> str:
    """The role a chapter's wording gives it, its first clause before all of it; free where it gives none."""
    known = tuple(roles)
    for piece in (re.split(r"[，,；;]", heading, maxsplit=1)[0], heading):
        plain = re.sub(r"[\s“”\"、，,。：:]", "", fold(piece))
        plain = re.sub(r"^(?:20\d\d|[二〇○零一二三四五六七八九]{4})年(?:度)?", "", plain)
        for entry in known:
            if entry.patterns.search(plain) and not (entry.but_not and entry.but_not.search(plain)):
                return entry.role
    return "free"


def load_chrome(folder: Path) -> Chrome:
    """Load `chrome.toml`; raises DataFault."""
    data = _load(folder / "chrome.toml")
    try:
        return Chrome(
            _either(data["lines"]),
            _either(data["page_numbers"]),
            _either(data["inline_page_numbers"]),
            _either(data["foot"]),
        )
    except (KeyError, re.error) as error:
        raise DataFault([f"词表 chrome.toml：{error}"]) from error


def load_roles(folder: Path) -> tuple[RoleWords, ...]:
    """Load the roles of `headings.toml`; raises DataFault."""
    data = _load(folder / "headings.toml")
    faults = [
        f"词表 headings.toml：不认识的章性质 {entry.get('role')}"
        for entry in data.get("role", [])
        if entry.get("role") not in ROLES
    ]
    if faults:
        raise DataFault(faults)
    try:
        return tuple(
            RoleWords(
                entry["role"],
                _either(entry["patterns"]),
                _either(entry["not_patterns"]) if "not_patterns" in entry else None,
            )
            for entry in data["role"]
        )
    except (KeyError, re.error) as error:
        raise DataFault([f"词表 headings.toml：{error}"]) from error


def _load(path: Path) -> dict[str, Any]:
    return read_toml(path)


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    renamed = (re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern in patterns)
    return re.compile("|".join(f"(?:{pattern})" for pattern in renamed))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", fold(text)).strip()
