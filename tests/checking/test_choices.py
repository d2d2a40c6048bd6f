"""The clerk's own hand in the rules: own rules, rules off and adjusted, packs passed on."""

import json
from dataclasses import replace
from typing import Any

import pytest

from fazhi_desktop import assembly
from fazhi_desktop.checking.choices import (
    Choices,
    choices_of,
    choose,
    own_rule,
    pack_text,
    with_pack,
)
from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.checking.kinds import KINDS, checker
from fazhi_desktop.checking.rules import read_pack
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.records import Setting
from fazhi_desktop.core.report import Report
from tests.checking.sample import resources, sample, with_values


def chosen(report: Report, choices: Choices) -> Report:
    """The report after the edit that keeps the choices."""
    new = choose(report, choices, "审核规则").cells[0].new
    assert isinstance(new, Setting)
    return replace(report, settings={**report.settings, "checks": new.text})


def found(report: Report) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    applied = checker(assembly.load_rules(resources()))
    return applied.full(report), applied.faults


def average() -> dict[str, Any]:
    return own_rule("fines", ["E03"], "<=", ["20"], message="处罚件数超过了内控数，请核对。", severity="hard")


def test_an_own_rule_is_made_without_programming() -> None:
    report = chosen(sample(), Choices().with_own(average()))
    findings, faults = found(report)
    own = [finding for finding in findings if finding.rule == "own_fines"]
    assert [finding.severity for finding in own] == ["hard"]
    assert own[0].message == "处罚件数超过了内控数，请核对。（“行政处罚”为 29，应不大于 20）"
    assert faults == ()
    assert not [entry for entry in found(with_values(report, E03="20"))[0] if entry.rule == "own_fines"]


def test_an_own_rule_allows_a_tolerance() -> None:
    rule = own_rule("sum", ["E02", "E03"], "==", ["E01"], message="对不上。", tolerance=2)
    report = chosen(with_values(sample(), E02="3012"), Choices().with_own(rule))
    assert not [
        entry for entry in found(report)[0] if entry.rule == "own_sum" and "3041" not in entry.message
    ]
    strict = chosen(report, Choices().with_own({**rule, "tolerance": 0}))
    assert [entry.rule for entry in found(strict)[0] if entry.rule == "own_sum"] == ["own_sum"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": "罚款"}, "小写字母"),
        ({"relation": "~"}, "不认识的关系"),
        ({"left": []}, "请在关系两边"),
        ({"message": " "}, "请写明"),
        ({"tolerance": -1}, "不能小于 0"),
    ],
)
def test_an_own_rule_that_is_none_says_why(change: dict[str, Any], says: str) -> None:
    given: dict[str, Any] = {"name": "a", "left": ["E01"], "relation": "==", "right": ["E02"], "message": "x"}
    given |= change
    with pytest.raises(BadInput, match=says):
        own_rule(
            given["name"], given["left"], given["relation"], given["right"], message=given["message"],
            tolerance=given.get("tolerance", 0),
        )  # fmt: skip


def test_rules_are_switched_off_graded_and_adjusted() -> None:
    report = with_values(sample(), E02="3011")
    assert "sum_mismatch" in {finding.rule for finding in found(report)[0]}
    off = chosen(report, Choices().switched("sum_mismatch", on=False))
    assert "sum_mismatch" not in {finding.rule for finding in found(off)[0]}
    on = chosen(off, choices_of(off).switched("sum_mismatch", on=True))
    assert "sum_mismatch" in {finding.rule for finding in found(on)[0]}
    hard = chosen(sample(), Choices().graded("precision_mixed", "hard"))
    assert {f.severity for f in found(hard)[0] if f.rule == "precision_mixed"} == {"hard"}
    wide = with_values(sample(), H01="9300")
    assert "year_jump" in {finding.rule for finding in found(wide)[0]}
    narrow = chosen(wide, Choices().adjusted("year_jump", threshold=80))
    assert "year_jump" not in {finding.rule for finding in found(narrow)[0]}
    with pytest.raises(BadInput, match="不能调整"):
        Choices().adjusted("year_jump", kind="other")


def test_own_rules_with_faults_are_named_and_the_others_work() -> None:
    broken: dict[str, Any] = {
        "id": "own_zero", "kind": "relation", "severity": "soft", "message": "m", "formula": "E02 / 0 == E01",
    }  # fmt: skip
    taken = {**average(), "id": "sum_mismatch"}
    report = chosen(sample(), Choices().with_own(broken).with_own(taken).with_own(average()))
    findings, faults = found(report)
    assert "own_fines" in {finding.rule for finding in findings}
    assert any("除以了 0" in fault for fault in faults)
    assert any("应以 own_ 开头" in fault for fault in faults)


def test_a_formula_that_divides_by_a_value_of_nought_is_a_fault_of_the_rule() -> None:
    rule = own_rule("each", ["E08 / E03"], "<=", ["9000"], message="平均罚款过高。")
    report = chosen(with_values(sample(), E03="0", E08="0"), Choices().with_own(rule))
    _, faults = found(report)
    assert len(faults) == 1
    assert "own_each" in faults[0]
    assert "除以了 0" in faults[0]


@pytest.mark.parametrize("text", ["{", "[]", '{"own": 3}'])
def test_a_damaged_setting_is_a_sentence_and_the_programs_rules_work(text: str) -> None:
    findings, faults = found(replace(sample(), settings={"checks": text}))
    assert findings
    assert any("设置已损坏" in fault for fault in faults)


def test_a_pack_is_passed_on_as_a_file() -> None:
    text = pack_text([average(), own_rule("b", ["E01"], ">=", ["1"], message="“引号”与\\斜线")], "执法规则")
    assert text.startswith("# 执法规则")
    choices, read = with_pack(Choices(), text, "包.toml", KINDS, resources().catalogue)
    assert read.faults == ()
    assert [table["id"] for table in choices.own] == ["own_fines", "own_b"]
    assert choices.own[0] == average()
    assert "own_fines" in {finding.rule for finding in found(chosen(sample(), choices))[0]}
    assert choices.without_own("own_fines").own == choices.own[1:]
    assert json.loads(choices.text())["own"][0]["id"] == "own_fines"


def test_a_pack_with_a_broken_rule_brings_the_others() -> None:
    text = pack_text([average(), {**average(), "id": "bad", "formula": "E01 +"}])
    choices, read = with_pack(Choices(), text, "包.toml", KINDS, resources().catalogue)
    assert [table["id"] for table in choices.own] == ["own_fines"]
    assert any("包.toml 第" in fault and "写法有误" in fault for fault in read.faults)
    assert "无法读取" in with_pack(Choices(), "[[", "x.toml", KINDS, resources().catalogue)[1].faults[0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('kind = "relation"\nformula = "E01 + E02"', "比较式"),
        ('kind = "relation"', "缺少 formula"),
        ('kind = "pattern"\npattern = "(a+)+b"', "永远算不完"),
        ('kind = "together"\npairs = [["E01", "Q77"]]', "不存在的指标 Q77"),
        ('kind = "pattern"\npattern = "a"\nmessage_x = "{nothing}"', "{nothing} 不能用"),
        ('kind = "pattern"\npattern = "a"\nmessage_x = "{found"', "花括号不成对"),
    ],
)
def test_a_rule_that_cannot_work_says_why(line: str, says: str) -> None:
    text = f'[[rule]]\nid = "own_x"\nseverity = "soft"\nmessage = "m"\n{line}\n'
    read = read_pack(text, "包.toml", KINDS, resources().catalogue)
    assert read.rules == ()
    assert says in read.faults[0]
    assert "第 2 行" in read.faults[0]


def test_every_rule_of_the_program_says_what_it_rests_on() -> None:
    rules = assembly.load_rules(resources())
    assert rules.faults == ()
    assert len(rules.rules) >= 80
    assert [rule.id for rule in rules.rules if not rule.source or len(rule.message) < 12] == []
    assert [rule.id for rule in rules.rules if "请" not in rule.message and "再改" not in rule.message] == []
