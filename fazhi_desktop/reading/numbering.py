"""The numbers Word puts before list paragraphs, counted the way Word counts them (numbering.xml)."""

import re
from typing import Any

from fazhi_desktop.core.outline import CHINESE_DIGITS, chinese_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "ideographDigital",
        "taiwaneseCountingThousand",
        "koreanDigital2",
        "japaneseDigitalTenThousand",
        "ideographTraditional",
        "chineseLegalSimplified",
    }
)


class ListNumbers:
    """Counts the lists of one document from top to bottom."""

    def __init__(self, root: Any) -> None:
        self._abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._list: dict[str, str] = {}
        self._restart: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._load(root)

    def number(self, properties: Any) -> str:
        """The number before a paragraph with these w:numPr, '' where it is in no numbered list."""
        if properties is None:
            return ""
        level_element, list_element = properties.find(_W + "ilvl"), properties.find(_W + "numId")
        name = list_element.get(_W + "val") if list_element is not None else None
        level = _whole(level_element.get(_W + "val") if level_element is not None else "0")
        abstract = self._list.get(name or "")
        levels = self._abstract.get(abstract or "", {})
        if name is None or abstract is None or level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        restart = self._restart.pop((name, level), None)
        start = levels[level][2]
        counts[level] = restart if restart is not None else counts.get(level, start - 1) + 1
        return self._shown(levels, counts, level)

    def _shown(self, levels: dict[int, tuple[str, str, int]], counts: dict[int, int], level: int) -> str:
        form, text, _ = levels[level]
        if form in {"bullet", "none"}:
            return ""

        def counted(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            its_form, _, start = levels.get(place, (form, "", 1))
            return _written(counts.get(place, start), its_form)

        return re.sub(r"%(\d)", counted, text)

    def _load(self, root: Any) -> None:
        for abstract in root.iter(_W + "abstractNum"):
            levels: dict[int, tuple[str, str, int]] = {}
            for entry in abstract.iter(_W + "lvl"):
                levels[_whole(entry.get(_W + "ilvl"))] = (
                    _value(entry, "numFmt", "decimal"),
                    _value(entry, "lvlText", ""),
                    _whole(_value(entry, "start", "1")),
                )
            self._abstract[abstract.get(_W + "abstractNumId") or ""] = levels
        for entry in root.iter(_W + "num"):
            name = entry.get(_W + "numId") or ""
            self._list[name] = _value(entry, "abstractNumId", "")
            for override in entry.iter(_W + "lvlOverride"):
                start = override.find(_W + "startOverride")
                if start is not None:
                    self._restart[name, _whole(override.get(_W + "ilvl"))] = _whole(start.get(_W + "val"))


def _value(element: Any, child: str, default: str) -> str:
    found = element.find(_W + child)
    return default if found is None else found.get(_W + "val") or default


def _whole(text: str | None) -> int:
    try:
        return max(0, min(9999, int(text or "0")))
    except ValueError:
        return 0


def _written(number: int, form: str) -> str:
    if form in _CHINESE:
        return (
            chinese_number(number)
            if 0 < number < 100
            else "".join(CHINESE_DIGITS[int(d)] for d in str(number))
        )
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"}:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    return str(number)


def _roman(number: int) -> str:
    pairs = (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    text = ""
    for value, sign in pairs:
        count, number = divmod(number, value)
        text += sign * count
    return text
