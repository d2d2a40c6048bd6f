"""Each rule of the first version, seen by breaking the sample."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi_desktop import paths
from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.findings import Finding, finding_json, in_words, place_json
from fazhi_desktop.checking.kinds import KINDS, checker, load_checks
from fazhi_desktop.checking.privacy import items_to_decide
from fazhi_desktop.checking.rules import load_rules
from fazhi_desktop.core.records import Explanation, Key, node_key, report_key, value_key
from fazhi_desktop.core.report import Report
from tests.checking.sample import resources, sample, value, with_text, with_values


@pytest.fixture(scope="module")
def rules() -> Checker:
    loaded = load_checks(paths.resources() / "checks", resources().catalogue)
    assert loaded.faults == ()
    return checker(loaded)


def of(rule: str, found: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.rule == rule]


def test_the_sample_has_no_hard_finding(rules: Checker) -> None:
    assert [finding for finding in rules.full(sample()) if finding.severity == "hard"] == []


def test_a_required_value_that_is_missing(rules: Checker) -> None:
    found = of("missing_value", rules.full(with_values(sample(), E02=None)))
    assert [finding.places[0].indicator for finding in found] == ["E02"]
    assert found[0].severity == "hard"
    assert "行政检查" in found[0].message
    assert "综合执法大队" in found[0].message


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("检查{{E02}}{{E03}}件。", ["301029"]),
        ("检查{{E02}}.{{E03}}件。", ["3010.29"]),
        ("1.{{E02}}件检查。", ["1.3010"]),
        ("检查{{E02}}5件，处罚12,{{E03}}件。", ["30105", "12,29"]),
        ("检查{{E02}}、{{E03}}件，{{E02}}。2件。", []),
        ("2023年检查{{E02}}件，占{{E03}}%；（1）{{E03}}件。", []),
    ],
)
def test_numbers_that_print_as_one(rules: Checker, text: str, found: list[str]) -> None:
    findings = of("numbers_run_together", rules.full(with_text(sample(), "一（三）2", text)))
    assert [finding.message.partition("一个数 ")[2].partition("。请")[0] for finding in findings] == found
    assert {finding.severity for finding in findings} <= {"hard"}


@pytest.mark.parametrize(
    ("changes", "severity", "says"),
    [
        ({"E02": "3011"}, "hard", "3040"),
        ({"E03": "30"}, "hard", "相差 1"),
        ({"E02": "3000"}, "soft", "3029"),
        ({"E09": "20", "E10": "10"}, "hard", "30"),
        ({"L02": "1", "L05": "2"}, "hard", "得 3"),
        ({"X12": "100", "X13": "90", "X14": "95"}, "soft", "90"),
    ],
)
def test_parts_that_do_not_make_the_total(
    rules: Checker, changes: dict[str, str], severity: str, says: str
) -> None:
    found = of("sum_mismatch", rules.full(with_values(sample(), **changes)))
    assert [finding.severity for finding in found] == [severity]
    assert says in found[0].message


@pytest.mark.parametrize("rate", ["97.6", "97.63", "97.62"])
def test_a_rate_may_be_rounded_or_cut_off(rules: Checker, rate: str) -> None:
    assert of("sum_mismatch", rules.full(with_values(sample(), X12="6368", X13="6217", X14=rate))) == []


def test_approximate_parts_are_not_added_up(rules: Checker) -> None:
    assert of("sum_mismatch", rules.full(with_values(sample(), E02="3100余"))) == []


def test_a_part_larger_than_its_whole(rules: Checker) -> None:
    found = of("part_exceeds_whole", rules.full(with_values(sample(), X02="500")))
    assert any("信访人次" in finding.message and "551" in finding.message for finding in found)


@pytest.mark.parametrize("rate", ["105", "100.01"])
def test_a_rate_out_of_range(rules: Checker, rate: str) -> None:
    found = of("rate_range", rules.full(with_values(sample(), H03=rate)))
    assert [finding.places[0].indicator for finding in found] == ["H03"]
    assert rate in found[0].message


def test_a_rate_that_its_parts_do_not_give(rules: Checker) -> None:
    report = sample()
    wrong = replace(value("H02", "6426/6441"), number="99.5")
    broken = replace(report, values={**report.values, 2023: {**report.values[2023], "H02": wrong}})
    assert "6426 ÷ 6441 = 99.77%" in of("rate_mismatch", rules.full(broken))[0].message
    assert of("rate_mismatch", rules.full(with_values(report, H02="6426/6441"))) == []


@pytest.mark.parametrize(("text", "says"), [(None, "还没有数值"), ("不适用", "为“不适用”")])
def test_a_link_without_a_value(rules: Checker, text: str | None, says: str) -> None:
    report = with_values(sample(), E02=text)
    found = of("link_to_missing", rules.full(report))
    assert found
    assert says in found[0].message
    place = place_json(found[0].places[0], report)
    assert (place["chapter"], place["section"]) == ("一", "（三）")
    assert "行政检查" in place["quote"]


def test_a_text_left_empty(rules: Checker) -> None:
    report = with_text(sample(), "二（二）", "  ")
    found = of("empty_text", rules.full(report))
    assert [in_words(finding.places[0], report) for finding in found] == ["二（二）"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("行政检查{{E02}}万元", "单位应为“件”，正文写的是“万元”"),
        ("行政检查{{E02}}余件", "数值是确数"),
        ("参训{{T05}}人次", "正文少了“余”"),
        ("参训{{T05}}余人", "写的是“人”"),
        ("参训近{{T05}}人次", "“约”“近”"),
        ("按时接单率{{H02}}件", "单位应为“%”"),
        ("占比{{E25}}%", "正文少了“不足”"),
        ("检查约{{E02}}件", "数值是确数"),
    ],
)
def test_words_that_contradict_the_value_beside_them(rules: Checker, words: str, says: str) -> None:
    found = of("text_contradicts", rules.full(with_text(sample(), "二（二）", words)))
    assert len(found) == 1
    assert says in found[0].message


@pytest.mark.parametrize(
    "words",
    [
        "行政检查{{E02}}件",
        "检查 {{E02}} 次",
        "参训{{T05}}余人次",
        "参训人员逾{{T05}}人次",
        "接单率达百分之{{H02}}",
        "占比不足{{E25}}%",
        "参训{{T05}}人次以上",
        "信访{{X01}}批次（件次）{{X02}}人次",
        "信访{{X01}}批次",
        "共{{E02}}，其中",
        "归集{{E02}}起案件",
    ],
)
def test_words_that_agree_are_left_alone(rules: Checker, words: str) -> None:
    assert of("text_contradicts", rules.full(with_text(sample(), "二（二）", words))) == []


def test_an_empty_report_has_findings_and_no_errors(rules: Checker) -> None:
    empty = replace(sample(), values={}, nodes=(), head=replace(sample().head, preface=()))
    found = rules.full(empty)
    assert {finding.rule for finding in found if finding.severity == "hard"} == {
        "missing_value",
        "required_content",
    }
    assert rules.faults == ()


def test_what_this_body_does_not_report_is_not_missed(rules: Checker) -> None:
    report = with_values(sample(), X03=None)
    report = replace(report, body=replace(report.body, not_reported=("X03",)))
    assert of("missing_value", rules.full(report)) == []


def test_an_edit_finds_what_a_full_check_finds(rules: Checker) -> None:
    other = checker(load_checks(paths.resources() / "checks", resources().catalogue))
    report = sample()
    rules.full(report)
    steps = [
        (with_values(report, E02="3011"), [value_key(2023, "E02")]),
        (with_values(report, E02="3011", X02="5"), [value_key(2023, "X02")]),
        (with_text(with_values(report, E02="3011", X02="5"), "二（一）", ""), [_key(report, "二（一）")]),
        (
            replace(report, head=replace(report.head, preface=("共{{E02}}万元",))),
            [report_key(2023), value_key(2023, "E02"), value_key(2023, "X02"), _key(report, "二（一）")],
        ),
        (replace(report, nodes=report.nodes[:-1]), [node_key(2023, report.nodes[-1].id), report_key(2023)]),
    ]
    for changed, keys in steps:
        assert rules.after(changed, keys) == other.full(changed)


def _key(report: Report, place: str) -> Key:
    return next(node_key(report.year, node.id) for node in report.nodes if report.place(node) == place)


def test_findings_keep_their_explanation(rules: Checker) -> None:
    report = with_values(sample(), E02="3000")
    finding = of("sum_mismatch", rules.full(report))[0]
    explained = replace(report, explanations={finding.fingerprint: Explanation("另有行政强制", "张某", "t")})
    data = finding_json(finding, explained)
    assert data["explanation"] == "另有行政强制"
    assert data["places"] == [{"indicator": "E01"}]


def test_a_broken_rule_names_its_line_and_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        """[[rule]]
id = "good"
kind = "empty"
severity = "soft"
message = "x"

[[rule]]
id = "bad"
kind = "none"
severity = "x"
message = ""
years = [1]
formula = "E02 +"
pattern = "("
indicators = ["Q99"]

[[rule]]
id = "good"
kind = "empty"
severity = "soft"
message = "y"

[[rule]]
id = "own_codes"
kind = "formula"
severity = "soft"
message = "y"
formula = "E02 == Q99"
""",
        "utf-8",
    )
    (tmp_path / "torn.toml").write_text("[[", "utf-8")
    loaded = load_rules([path, tmp_path / "torn.toml"], KINDS, resources().catalogue)
    assert [rule.id for rule in loaded.rules] == ["good"]
    text = "\n".join(loaded.faults)
    for piece in (
        "第 8 行 规则 bad：不认识的 kind",
        "severity 只能是",
        "缺少 message",
        "years 应为",
        "公式“E02 +”写法有误",
        "pattern 写法有误",
        "不存在的指标 Q99",
        "与另一条规则重名",
        "公式用到不存在的指标 Q99",
        "torn.toml 无法读取",
    ):
        assert piece in text


def test_rules_are_for_their_years_and_bodies(rules: Checker) -> None:
    loaded = load_checks(paths.resources() / "checks", resources().catalogue)
    later = [replace(rule, years=(2030, 2040)) for rule in loaded.rules]
    others = [replace(rule, bodies=("district",)) for rule in loaded.rules]
    broken = with_values(sample(), E02="3011")
    assert Checker(later, KINDS).full(broken) == ()
    assert Checker(others, KINDS).full(broken) == ()


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        ("联系电话13812345678。", ["13812345678"]),
        ("缴款账号：120019283746。", ["120019283746"]),
        ("对天津鑫源建材有限公司作出处罚。", ["天津鑫源建材有限公司"]),
        ("村民张建国与邻居的纠纷化解。", ["张建国"]),
        ("群众满意、居民代表参加、当事人自行改正。", []),
        ("12345热线、〔2023〕33号、2023年10月8日、3039件。", []),
    ],
)
def test_what_needs_a_decision_before_publication(sentence: str, quotes: list[str]) -> None:
    rules = load_checks(paths.resources() / "checks", resources().catalogue)
    report = with_text(sample(), "二（一）", sentence)
    assert [item.quote for item in items_to_decide(rules.rules, report)] == quotes
    found = checker(rules).full(report)
    assert all(f"“{quote}”" in "".join(finding.message for finding in found) for quote in quotes)
