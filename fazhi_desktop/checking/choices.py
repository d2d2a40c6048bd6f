"""The clerk's own hand in the rules: switched off, adjusted, added; kept as one setting."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from fazhi_desktop.checking.findings import Severity
from fazhi_desktop.checking.rules import OWN, Form, Rule, RuleSet, make_rule, read_pack
from fazhi_desktop.core.edits import Cell, Edit
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.records import Key, Setting
from fazhi_desktop.core.report import Report

SETTING = "checks"
KEY = Key("setting", 0, SETTING)
RELATIONS = {"==": "等于", "!=": "不等于", "<=": "不大于", ">=": "不小于", "<": "小于", ">": "大于"}
OWN_TAIL = "（{left}，{word} {right}）"
"""What stands behind the message of an own rule: the numbers it compared."""
_ADJUSTABLE = ("tolerance", "threshold", "factor", "least", "indicators")


@dataclass(frozen=True)
class Choices:
    """What a clerk decided about rules.

    Attributes:
        off: ids of rules that are not applied.
        severity, options: by id, what replaces the rule's own.
        own: tables of own rules as a pack would hold them.
        faults: sentences about own rules that cannot be used.
    """

    off: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict[str, Severity])
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    own: tuple[Mapping[str, Any], ...] = ()
    faults: tuple[str, ...] = ()

    def text(self) -> str:
        """As the setting keeps it."""
        data = {
            "off": list(self.off),
            "severity": dict(self.severity),
            "options": {rule: dict(values) for rule, values in self.options.items()},
            "own": [dict(table) for table in self.own],
        }
        return json.dumps(data, ensure_ascii=False, sort_keys=True)

    def switched(self, rule: str, *, on: bool) -> "Choices":
        """With a rule on or off."""
        others = tuple(entry for entry in self.off if entry != rule)
        return replace(self, off=others if on else (*others, rule))

    def adjusted(self, rule: str, **options: object) -> "Choices":
        """With other options of a rule: tolerance, threshold, factor, least, indicators."""
        unknown = [name for name in options if name not in _ADJUSTABLE]
        if unknown:
            raise BadInput(f"规则 {rule} 的“{unknown[0]}”不能调整。可以调整的是 {'、'.join(_ADJUSTABLE)}。")
        merged = {**self.options.get(rule, {}), **options}
        return replace(self, options={**self.options, rule: merged})

    def graded(self, rule: str, severity: Severity) -> "Choices":
        """With another severity of a rule."""
        return replace(self, severity={**self.severity, rule: severity})

    def with_own(self, table: Mapping[str, Any]) -> "Choices":
        """With an own rule, in place of one of the same id."""
        others = tuple(entry for entry in self.own if entry.get("id") != table.get("id"))
        return replace(self, own=(*others, table))

    def without_own(self, rule: str) -> "Choices":
        """Without an own rule."""
        return replace(self, own=tuple(entry for entry in self.own if entry.get("id") != rule))


def choices_of(report: Report) -> Choices:
    """The choices kept with a workspace; a setting that cannot be read is a fault and changes nothing."""
    text = report.settings.get(SETTING, "")
    if not text:
        return Choices()
    try:
        data = json.loads(text)
        return Choices(
            tuple(data.get("off", ())),
            dict(data.get("severity", {})),
            dict(data.get("options", {})),
            tuple(data.get("own", ())),
        )
    except (ValueError, TypeError, AttributeError):
        return Choices(faults=("自定规则的设置已损坏，本次只用程序自带的规则。请在“审核规则”中重新设置。",))


def choose(report: Report, choices: Choices, label: str) -> Edit:
    """The edit that keeps choices with the workspace."""
    before = report.settings.get(SETTING)
    return Edit(label, (Cell(KEY, Setting(before) if before is not None else None, Setting(choices.text())),))


def chosen_rules(
    rules: Sequence[Rule], kinds: Mapping[str, Form], report: Report
) -> tuple[Choices, tuple[Rule, ...]]:
    """The choices of a workspace with their faults, and the rules they leave, own ones last."""
    choices = choices_of(report)
    faults = list(choices.faults)
    known = {rule.id for rule in rules}
    made = list(rules)
    for table in choices.own:
        rule = make_rule(table, f"自定规则 {table.get('id', '（无名）')}", kinds, report.catalogue, faults)
        if rule is None:
            continue
        if rule.id in known or not rule.id.startswith(OWN):
            faults.append(f"自定规则 {rule.id}：名称应以 {OWN} 开头，且不能重名")
            continue
        known.add(rule.id)
        made.append(rule)
    kept = tuple(_adjusted(rule, choices) for rule in made if rule.id not in choices.off)
    return replace(choices, faults=tuple(faults)), kept


def _adjusted(rule: Rule, choices: Choices) -> Rule:
    severity = choices.severity.get(rule.id, rule.severity)
    options = choices.options.get(rule.id)
    if severity == rule.severity and not options:
        return rule
    return replace(rule, severity=severity, options={**rule.options, **(options or {})})


def own_rule(
    name: str,
    left: Sequence[str],
    relation: str,
    right: Sequence[str],
    *,
    message: str,
    tolerance: float = 0,
    severity: Severity = "soft",
    title: str = "",
) -> dict[str, Any]:
    """The table of an own rule: the sum of `left` stands in a relation to that of `right` (codes or numbers).

    Raises BadInput where a piece is missing or wrong.
    """
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise BadInput("规则名称只能用小写字母、数字和下划线，如 fine_average。")
    if relation not in RELATIONS:
        raise BadInput(f"不认识的关系“{relation}”，可用：{'、'.join(RELATIONS.values())}。")
    if not left or not right:
        raise BadInput("请在关系两边各选至少一个指标，右边也可以填一个数。")
    if not message.strip():
        raise BadInput("请写明这条规则的提示语：哪里不对、怎么改。")
    if tolerance < 0:
        raise BadInput("允许误差不能小于 0。")
    return {
        "id": name if name.startswith(OWN) else OWN + name,
        "title": title.strip() or message.strip()[:16],
        "kind": "relation",
        "severity": severity,
        "message": message.strip().replace("{", "{{").replace("}", "}}") + OWN_TAIL,
        "source": "本单位自定规则",
        "formula": f"{' + '.join(left)} {relation} {' + '.join(right)}",
        "tolerance": tolerance,
    }


def pack_text(tables: Sequence[Mapping[str, Any]], title: str = "") -> str:
    """Own rules as a pack file (TOML) that can be passed on."""
    lines = [f"# {title}"] if title else []
    for table in tables:
        lines += ["", "[[rule]]"]
        lines += [f"{key} = {_toml(value)}" for key, value in table.items()]
    return "\n".join(lines).strip() + "\n"


def with_pack(
    choices: Choices, text: str, name: str, kinds: Mapping[str, Form], codes: Collection[str]
) -> tuple[Choices, RuleSet]:
    """Choices with the rules of a pack added, and what was read; broken rules are left out and named."""
    import tomllib

    found = read_pack(text, name, kinds, codes)
    good = {rule.id for rule in found.rules}
    tables = cast(list[dict[str, Any]], tomllib.loads(text).get("rule", []) if good else [])
    for table in tables:
        rule = str(table.get("id", ""))
        if rule in good:
            choices = choices.with_own({**table, "id": rule if rule.startswith(OWN) else OWN + rule})
    return choices, found


def _toml(value: object) -> str:
    """Strings, numbers, booleans and lists of them as TOML, which JSON spells the same way."""
    return json.dumps(value, ensure_ascii=False)
