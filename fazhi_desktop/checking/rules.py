"""Rules as data (`resources/checks/*.toml`): each checked on its own, so a broken one leaves the rest."""

import re
import string
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, cast

from fazhi_desktop.checking.findings import Finding, Place, Severity
from fazhi_desktop.checking.spelling import Speller
from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.formulas import Formula, FormulaFault, Lookup, parse_formula
from fazhi_desktop.core.mentions import Scanner
from fazhi_desktop.core.rollforward import CarryWords
from fazhi_desktop.core.toml_files import text_of

MOST_PLACES = 12
COMPARISON = "comparison"
"""What a kind needs whose formula compares two sides."""
OWN = "own_"
"""Ids of a clerk's own rules begin with this."""


class Form(Protocol):
    """What rules of one kind must look like."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Options, `formula` or `pattern` they must have."""
        ...

    @property
    def words(self) -> tuple[str, ...]:
        """Placeholders their messages may use."""
        ...


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        id: name in findings. title: what it is about, for people.
        kind: the procedure that applies it, a key of `kinds.KINDS`.
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
    title: str = ""

    def applies(self, year: int, outline: str) -> bool:
        """Whether the rule is for this year and kind of body."""
        return self.years[0] <= year <= self.years[1] and (not self.bodies or outline in self.bodies)

    def list_of(self, name: str) -> tuple[str, ...]:
        """An option that is a list of words."""
        return tuple(self.options.get(name, ()))

    def lists_of(self, name: str) -> tuple[tuple[str, ...], ...]:
        """An option that is a list of lists of words."""
        return tuple(tuple(entry) for entry in self.options.get(name, ()))

    def number(self, name: str, default: float = 0) -> float:
        """An option that is a number."""
        return float(self.options.get(name, default))

    def finding(
        self, *places: Place, says: str = "message", severity: Severity | None = None, **words: object
    ) -> Finding:
        """A finding of this rule at these places; `says` names another message among the options."""
        return self.worded(says, severity or self.severity, places, words)

    def worded(
        self, says: str, severity: Severity, places: Sequence[Place], words: Mapping[str, object]
    ) -> Finding:
        """A finding with a message chosen by its name."""
        text = self.message if says == "message" else str(self.options[says])
        if str(words.get("place", "")).endswith("）"):  # a full bracket is wide enough without a space
            text = text.replace("{place} ", "{place}")
        return Finding(self.id, severity, text.format(**words), tuple(places[:MOST_PLACES]))


@dataclass(frozen=True)
class RuleSet:
    """Rules that can be used, the faults of those that cannot, and the words they read texts with.

    `drafts` are what outlines begin with, which is no text of a report yet.
    """

    rules: tuple[Rule, ...]
    faults: tuple[str, ...] = ()
    scanner: Scanner | None = None
    carry: CarryWords | None = None
    speller: Speller | None = None
    drafts: frozenset[str] = frozenset()


_OWN = {"id", "title", "kind", "severity", "message", "source", "years", "bodies", "formula", "pattern"}
_ID = re.compile(r"[a-z][a-z0-9_]*")
_RUNAWAY = re.compile(r"\((?:\?:)?(?:[^()\\]|\\.)*[+*](?:[^()\\]|\\.)*\)(?:[+*]|\{\d*,\})")
"""A repeated group that repeats inside, such as (a+)+: its time grows without bound."""


def load_rules(paths: Sequence[Path], kinds: Mapping[str, Form], codes: Collection[str]) -> RuleSet:
    """Load rule files; a fault names file, line and rule, and leaves the other rules working."""
    rules: list[Rule] = []
    faults: list[str] = []
    for path in paths:
        try:
            text = text_of(path)
        except DataFault as fault:
            faults += [f"规则文件 {word}，其中的规则未启用。" for word in fault.faults]
            continue
        found = read_pack(text, path.name, kinds, codes)
        faults += found.faults
        for rule in found.rules:
            if any(known.id == rule.id for known in rules):
                faults.append(f"{path.name} 第 {_line(text, rule.id)} 行 规则 {rule.id}：与另一条规则重名")
            else:
                rules.append(rule)
    return RuleSet(tuple(rules), tuple(faults))


def read_pack(text: str, name: str, kinds: Mapping[str, Form], codes: Collection[str]) -> RuleSet:
    """The rules of one file's text; `name` is for the faults."""
    try:
        tables = tomllib.loads(text).get("rule", [])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return RuleSet((), (f"规则文件 {name} 无法读取（{error}），其中的规则未启用。",))
    if not isinstance(tables, list):
        return RuleSet((), (f"规则文件 {name} 中的规则应写成 [[rule]]，其中的规则未启用。",))
    rules: list[Rule] = []
    faults: list[str] = []
    seen: dict[str, int] = {}
    for table in cast(list[object], tables):
        if not isinstance(table, dict):
            faults.append(f"{name}：规则应写成 [[rule]]")
            continue
        entry = cast(dict[str, Any], table)
        rule_id = str(entry.get("id", "（无名）"))
        seen[rule_id] = seen.get(rule_id, 0) + 1
        where = f"{name} 第 {_line(text, rule_id, seen[rule_id])} 行 规则 {rule_id}"
        made = make_rule(entry, where, kinds, codes, faults)
        if made is not None and any(rule.id == made.id for rule in rules):
            faults.append(f"{where}：与另一条规则重名")
        elif made is not None:
            rules.append(made)
    return RuleSet(tuple(rules), tuple(faults))


def _line(text: str, name: str, which: int = 1) -> int:
    places = [
        found.start() for found in re.finditer(rf'^id\s*=\s*["\']{re.escape(name)}["\']', text, re.MULTILINE)
    ]
    return text.count("\n", 0, places[min(which, len(places)) - 1]) + 1 if places else 1


def make_rule(
    table: Mapping[str, Any],
    where: str,
    kinds: Mapping[str, Form],
    codes: Collection[str],
    faults: list[str],
) -> Rule | None:
    """The rule a table describes; None where it has faults, which are added with `where` before them."""
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
    faults += [f"{where}：用到不存在的指标 {code}" for code in _named(table) if code not in codes]
    if kind in kinds:
        faults += _form_faults(table, where, kinds[kind])
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
        str(table.get("title", "")) or name,
    )


def _named(table: Mapping[str, Any]) -> list[str]:
    """Codes that a table names in `indicators` or in pairs or groups of codes."""
    codes: list[str] = []
    for key, entries in table.items():
        if key not in ("pairs", "except", "splits") and not key.startswith("indicators"):
            continue
        for entry in cast(list[object], entries if isinstance(entries, list) else []):
            codes += [str(code) for code in cast(list[object], entry if isinstance(entry, list) else [entry])]
    return codes


def _form_faults(table: Mapping[str, Any], where: str, form: Form) -> list[str]:
    faults = [f"{where}：缺少 {need}" for need in form.needs if need not in table and need != COMPARISON]
    if COMPARISON in form.needs and not re.search(r"[=!<>]", str(table.get("formula", "=="))):
        faults.append(f"{where}：公式应是一个比较式，如 E02 + E03 == E01")
    for key, text in table.items():
        if not key.startswith("message") or not isinstance(text, str):
            continue
        try:
            used = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        except ValueError:
            faults.append(f"{where}：{key} 中的花括号不成对")
            continue
        known = "、".join(form.words) or "没有"
        faults += [
            f"{where}：{key} 中的 {{{name}}} 不能用（可用：{known}）" for name in sorted(used - {*form.words})
        ]
    return faults


def _two_years(years: object) -> bool:
    given = cast(list[object], years) if isinstance(years, list) else []
    return len(given) == 2 and all(type(year) is int for year in given)


def _formula(
    table: Mapping[str, Any], where: str, codes: Collection[str], faults: list[str]
) -> Formula | None:
    text = table.get("formula")
    if text is None:
        return None
    try:
        formula = parse_formula(str(text))
    except FormulaFault as fault:
        faults.append(f"{where}：{fault}")
        return None
    faults += [f"{where}：公式用到不存在的指标 {code}" for code, _ in formula.codes if code not in codes]
    if _divides_by_zero(formula):
        faults.append(f"{where}：公式“{text}”除以了 0")
    return formula


def _divides_by_zero(formula: Formula) -> bool:
    """Whether a formula has no result whatever its indicators are: tried with two sets of numbers."""

    def lookup(scale: int) -> Lookup:
        return lambda code, offset: Decimal(scale * sum(map(ord, code)) + offset)

    tried = [formula.sides(lookup(n)) if formula.comparison else formula.value(lookup(n)) for n in (1, 7)]
    return all(result is None for result in tried)


def _pattern(table: Mapping[str, Any], where: str, faults: list[str]) -> re.Pattern[str] | None:
    text = table.get("pattern")
    if text is None:
        return None
    for name, part in cast(dict[str, object], table.get("parts") or {}).items():
        text = str(text).replace(f"<{name}>", str(part))
    if _RUNAWAY.search(str(text)):
        faults.append(f"{where}：pattern 中有重复套重复的写法，可能永远算不完")
        return None
    try:
        return re.compile(str(text))
    except re.error as error:
        faults.append(f"{where}：pattern 写法有误（{error}）")
        return None
