"""Rules as data (`resources/checks/*.toml`): each checked on its own, so a broken one leaves the rest."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from fazhi_desktop.checking.findings import Severity
from fazhi_desktop.core.formulas import Formula, FormulaFault, parse_formula


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        id: name in findings. kind: the procedure that applies it, a key of `kinds.KINDS`.
        message: Chinese sentence with {placeholders} that the procedure fills.
        source: the norm or the practice it rests on.
        years: first and last report year; bodies: outlines it applies to, empty for all.
        options: what the procedure needs beside: formula, pattern, words, tolerance, indicators.
    """

    id: str
    kind: str
    severity: Severity
    message: str
    source: str = ""
    years: tuple[int, int] = (0, 9999)
    bodies: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    formula: Formula | None = None
    pattern: re.Pattern[str] | None = None

    def applies(self, year: int, outline: str) -> bool:
        """Whether the rule is for this year and kind of body."""
        return self.years[0] <= year <= self.years[1] and (not self.bodies or outline in self.bodies)

    def list_of(self, name: str) -> tuple[str, ...]:
        """An option that is a list of words."""
        return tuple(self.options.get(name, ()))


@dataclass(frozen=True)
class RuleSet:
    """Rules that can be used, and the faults of those that cannot."""

    rules: tuple[Rule, ...]
    faults: tuple[str, ...] = ()


_OWN = {"id", "kind", "severity", "message", "source", "years", "bodies", "formula", "pattern"}
_ID = re.compile(r"[a-z][a-z0-9_]*")


def load_rules(paths: Sequence[Path], kinds: Sequence[str], codes: Sequence[str]) -> RuleSet:
    """Load rule files; a fault names file, line and rule, and leaves the other rules working."""
    rules: list[Rule] = []
    faults: list[str] = []
    for path in paths:
        try:
            text = path.read_text("utf-8")
            tables = tomllib.loads(text).get("rule", [])
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            faults.append(f"规则文件 {path.name} 无法读取（{error}），其中的规则未启用。")
            continue
        for table in tables:
            name = str(table.get("id", "（无名）"))
            where = f"{path.name} 第 {_line(text, name)} 行 规则 {name}"
            made = _rule(table, where, kinds, codes, faults)
            if made is not None and any(rule.id == made.id for rule in rules):
                faults.append(f"{where}：与另一条规则重名")
            elif made is not None:
                rules.append(made)
    return RuleSet(tuple(rules), tuple(faults))


def _line(text: str, name: str) -> int:
    found = re.search(rf'^id\s*=\s*["\']{re.escape(name)}["\']', text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _rule(
    table: dict[str, Any], where: str, kinds: Sequence[str], codes: Sequence[str], faults: list[str]
) -> Rule | None:
    before = len(faults)
    name, kind, severity = table.get("id", ""), table.get("kind", ""), table.get("severity", "")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        faults.append(f"{where}：id 应为小写字母、数字和下划线")
    if kind not in kinds:
        faults.append(f"{where}：不认识的 kind“{kind}”")
    if severity not in ("hard", "soft"):
        faults.append(f"{where}：severity 只能是 hard 或 soft")
    if not isinstance(table.get("message"), str) or not table["message"]:
        faults.append(f"{where}：缺少 message")
    years = table.get("years", [0, 9999])
    if not _two_years(years):
        faults.append(f"{where}：years 应为两个年份")
    formula, pattern = _formula(table, where, codes, faults), _pattern(table, where, faults)
    unknown = [code for code in table.get("indicators", ()) if code not in codes]
    faults += [f"{where}：用到不存在的指标 {code}" for code in unknown]
    if len(faults) > before:
        return None
    options = {key: value for key, value in table.items() if key not in _OWN}
    return Rule(
        name,
        kind,
        severity,
        table["message"],
        table.get("source", ""),
        (years[0], years[1]),
        tuple(table.get("bodies", ())),
        options,
        formula,
        pattern,
    )


def _two_years(years: object) -> bool:
    given = cast(list[object], years) if isinstance(years, list) else []
    return len(given) == 2 and all(type(year) is int for year in given)


def _formula(table: dict[str, Any], where: str, codes: Sequence[str], faults: list[str]) -> Formula | None:
    text = table.get("formula")
    if text is None:
        return None
    try:
        formula = parse_formula(str(text))
    except FormulaFault as fault:
        faults.append(f"{where}：{fault}")
        return None
    faults += [f"{where}：公式用到不存在的指标 {code}" for code, _ in formula.codes if code not in codes]
    return formula


def _pattern(table: dict[str, Any], where: str, faults: list[str]) -> re.Pattern[str] | None:
    text = table.get("pattern")
    if text is None:
        return None
    try:
        return re.compile(str(text))
    except re.error as error:
        faults.append(f"{where}：pattern 写法有误（{error}）")
        return None
