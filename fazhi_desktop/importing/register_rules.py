"""Rules of `registers.toml`: which indicators a kind of register counts or sums."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import DataFault


@dataclass(frozen=True)
class ColumnRule:
    """Counts rows by words in a column, or sums a column; found by role or by words in its heading."""

    code: str
    role: str = ""
    heads: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegisterRule:
    """A kind of register; `count` is the indicator of its number of rows."""

    words: tuple[str, ...]
    excluded: tuple[str, ...]
    count: str
    unit: str
    counts: tuple[ColumnRule, ...] = ()
    sums: tuple[ColumnRule, ...] = ()

    def fits(self, title: str) -> bool:
        """Whether a title, sheet or file name speaks of this kind."""
        return self.speaks_of(title) and not any(word in title for word in self.excluded)

    def speaks_of(self, title: str) -> bool:
        """Whether its words are there, whatever stands beside them."""
        return any(word in title for word in self.words)


@lru_cache(maxsize=4)
def load_register_rules(folder: str) -> tuple[RegisterRule, ...]:
    """Load `registers.toml`; raises DataFault with every wrong entry."""
    path = Path(folder) / "registers.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFault([f"{path.name}：{error}"]) from error
    faults: list[str] = []
    rules = tuple(_rule(table, place, faults) for place, table in enumerate(data.get("register", []), 1))
    if faults:
        raise DataFault([f"{path.name}：{fault}" for fault in faults])
    return rules


def _rule(table: dict[str, Any], place: int, faults: list[str]) -> RegisterRule:
    if not table.get("words") or not table.get("count"):
        faults.append(f"第 {place} 个台账缺少 words 或 count")
    columns = {
        key: tuple(_column(entry, place, faults) for entry in table.get(key, ()))
        for key in ("counts", "sums")
    }
    return RegisterRule(
        tuple(table.get("words", ())),
        tuple(table.get("not", ())),
        str(table.get("count", "")),
        str(table.get("unit", "")),
        columns["counts"],
        columns["sums"],
    )


def _column(entry: dict[str, Any], place: int, faults: list[str]) -> ColumnRule:
    if not entry.get("code") or not (entry.get("role") or entry.get("heads")):
        faults.append(f"第 {place} 个台账的列规则缺少 code，或既无 role 也无 heads")
    return ColumnRule(
        str(entry.get("code", "")),
        str(entry.get("role", "")),
        tuple(entry.get("heads", ())),
        tuple(entry.get("yes", ())),
        tuple(entry.get("no", ())),
    )
