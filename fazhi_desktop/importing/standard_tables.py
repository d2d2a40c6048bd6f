"""Rules of `standard_tables.toml`: cells of published tables whose meaning their labels alone do not tell."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import DataFault


@dataclass(frozen=True)
class CellRule:
    """What a path of labels means: a code, or '' for no indicator; `part`: the number is a share."""

    path: re.Pattern[str]
    code: str
    part: bool = False


@dataclass(frozen=True)
class StandardTable:
    """A published table; `closed`: what no rule names is no indicator."""

    title: re.Pattern[str]
    rules: tuple[CellRule, ...]
    closed: bool = False

    def rule(self, path: str) -> CellRule | None:
        """The first rule that fits a path of labels; in a closed table never None."""
        found = next((rule for rule in self.rules if rule.path.search(path)), None)
        return found or (CellRule(self.title, "") if self.closed else None)


@dataclass(frozen=True)
class Balance:
    """Rows that must balance: patterns of both sides."""

    name: str
    left: tuple[re.Pattern[str], ...]
    right: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class StandardTables:
    """All published tables and balances."""

    tables: tuple[StandardTable, ...] = ()
    balances: tuple[Balance, ...] = ()

    def table(self, titles: Sequence[str]) -> StandardTable | None:
        """The published table that titles speak of."""
        joined = "|".join(title.replace(" ", "") for title in titles)
        return next((table for table in self.tables if table.title.search(joined)), None)


@lru_cache(maxsize=4)
def load_standard_tables(folder: str) -> StandardTables:
    """Load `standard_tables.toml`; raises DataFault with every wrong entry."""
    path = Path(folder) / "standard_tables.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFault([f"{path.name}：{error}"]) from error
    try:
        return StandardTables(
            tuple(_table(entry) for entry in data.get("table", ())),
            tuple(_balance(entry) for entry in data.get("balance", ())),
        )
    except (KeyError, TypeError, re.error) as error:
        raise DataFault([f"{path.name}：条目不完整或模式有误（{error}）"]) from error


def _table(entry: dict[str, Any]) -> StandardTable:
    rules = tuple(
        CellRule(re.compile(rule["path"]), str(rule["code"]), bool(rule.get("part")))
        for rule in entry["rules"]
    )
    return StandardTable(re.compile(entry["title"]), rules, bool(entry.get("closed")))


def _balance(entry: dict[str, Any]) -> Balance:
    sides = [tuple(re.compile(pattern) for pattern in entry[side]) for side in ("left", "right")]
    return Balance(str(entry["name"]), sides[0], sides[1])
