"""The check-worthy spots of the report this program grew from, found when it is read and checked.

The report itself is not part of the repository; without it beside the repository these tests are left out.
Spots no rule needs to speak of: 2 and 26 (sums and quotients that fit), 5 (a name repeated), 9 and 13
(composite units and approximate numbers that only have to survive), 28 (numbers in names).
"""

from pathlib import Path

import pytest

from fazhi_desktop import assembly, paths
from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.checking.kinds import checker
from fazhi_desktop.core.outline import in_order
from fazhi_desktop.core.records import Body, Node, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from fazhi_desktop.reading.report import load_reading_words, read_report
from fazhi_desktop.reading.stored import stored
from tests.checking.sample import resources

JOINED = Path(__file__).resolve().parents[3] / "shared" / "sample" / "joined.txt"

SPOTS: list[tuple[int, str, tuple[str, ...]]] = [
    (1, "same_indicator_differs", ("15 次", "13次", "前后不一致")),
    (3, "same_value_two_nouns", ("210名", "一（二）1", "三（二）")),
    (4, "described_differently", ("16篇", "一（二）1", "三（二）")),
    (6, "rate_unattainable", ("一次性化解率", "96.1%", "551", "530 ÷ 551 = 96.189%")),
    (7, "rate_unattainable", ("工单满意率", "81.81%", "6441")),
    (8, "precision_mixed", ("99.77%、94%、81.81%", "小数位数不一")),
    (8, "precision_mixed", ("100%、100%、96.1%",)),
    (10, "unit_not_standard", ("依申请公开", "“件”", "条")),
    (11, "not_split", ("4件", "没有分列行政复议案件、行政诉讼")),
    (12, "part_year_figures", ("10月", "40次", "不是全年数")),
    (12, "part_year_figures", ("9 月", "51批次、291人次")),
    (12, "relative_date", ("今年", "2 处")),
    (14, "ages_overlap", ("二（二）", "重叠")),
    (14, "range_hyphen", ("30-40",)),
    (15, "before_founding", ("法制办", "10 月才成立", "一（二）2")),
    (16, "counts_missing", ("三重一大", "法律顾问", "合同", "规范性文件", "法制审核", "矛盾纠纷", "公众号")),
    (17, "first_responsible_person", ("三 写作", "第一责任人")),
    (18, "review_before_decision", ("不得作出决定",)),
    (19, "digits_spaced", ("有的有空格", "有的没有")),
    (20, "dash_single", ("——", "3 处")),
    (20, "brackets_half", ("(禁毒)",)),
    (20, "bar_half", ("4 处", "｜")),
    (20, "titles_in_a_row", ("没有顿号",)),
    (21, "quoted_variants", ("法治相伴 筑梦起航", "法治相伴，筑梦起航")),
    (21, "variants", ("尊法守法", "遵法守法")),
    (22, "slips", ("契入口", "切入口")),
    (22, "slips", ("共俱", "共具")),
    (22, "slips", ("以一贯之", "一以贯之")),
    (22, "usage", ("无论是下到",)),
    (22, "usage", ("展开专题法务培训",)),
    (22, "usage", ("力避", "通病")),
    (22, "usage", ("全面建设",)),
    (23, "anonymised_person", ("刘某某", "任某某", "霍某某")),
    (24, "headings_mixed", ("一（一）", "单独成行")),
    (25, "four_personally", ("亲自部署、亲自过问、亲自协调、亲自督办",)),
    (25, "account_of_law", ("述法",)),
    (25, "appearance_in_court", ("出庭应诉",)),
    (25, "elements_missing", ("发文字号、主送机关", "成文日期")),
    (25, "elements_missing", ("其他需要报告的情况",)),
    (27, "measure_vague", ("四（一）、四（二）、四（三）", "由谁负责")),
    (29, "variants", ("法制办", "镇法制办")),
    (29, "variants", ("村街和社区", "村居")),
]
QUIET = (
    "sum_mismatch",
    "sum_in_text",
    "part_exceeds_whole",
    "text_contradicts",
    "growth_contradicts",
    "old_year",
)


@pytest.fixture(scope="module")
def checked() -> tuple[Report, tuple[Finding, ...]]:
    if not JOINED.exists():
        pytest.skip("the sample report is not beside the repository")
    words = load_reading_words(paths.resources() / "reading")
    read = read_report(JOINED.read_bytes(), JOINED.name, resources().catalogue, words)
    cells = stored(read, lambda _: None).cells
    head = next(cell.new for cell in cells if isinstance(cell.new, ReportHead))
    nodes = [cell.new for cell in cells if isinstance(cell.new, Node)]
    values = {cell.key.name: cell.new for cell in cells if isinstance(cell.new, Value)}
    body = Body("杨柳青镇人民政府", "杨柳青镇")
    report = Report(body, head, resources().catalogue, in_order(nodes), {head.year: values})
    applied = checker(assembly.load_rules(resources()))
    found = applied.full(report)
    assert applied.faults == ()
    return report, found


@pytest.mark.parametrize(("spot", "rule", "says"), SPOTS, ids=[f"{spot}-{rule}" for spot, rule, _ in SPOTS])
def test_a_spot_is_found(
    checked: tuple[Report, tuple[Finding, ...]], spot: int, rule: str, says: tuple[str, ...]
) -> None:
    messages = [finding.message for finding in checked[1] if finding.rule == rule]
    assert any(all(words in message for words in says) for message in messages), (spot, messages)


def test_the_conflict_of_the_trainings_is_hard_and_leads_to_both_sentences(
    checked: tuple[Report, tuple[Finding, ...]],
) -> None:
    report, found = checked
    conflict = next(finding for finding in found if finding.rule == "same_indicator_differs")
    assert conflict.severity == "hard"
    nodes = [report.node(place.node or 0) for place in conflict.places[:2]]
    assert [report.place(node) for node in nodes if node] == ["一（二）2", "三（三）"]


def test_what_is_right_in_the_report_is_left_alone(checked: tuple[Report, tuple[Finding, ...]]) -> None:
    assert [finding.message for finding in checked[1] if finding.rule in QUIET] == []
    quotes = " ".join(place.quote for finding in checked[1] for place in finding.places[:1])
    assert "12345 平台" not in quotes
    assert "最后 1 公里" not in quotes


def test_fewer_than_one_false_alarm_per_thousand_characters(
    checked: tuple[Report, tuple[Finding, ...]],
) -> None:
    report, found = checked
    true = {rule for _, rule, _ in SPOTS} | {"missing_value", "number_unknown", "number_not_linked"}
    length = sum(len(text) for node in report.nodes for text in node.paragraphs)
    false = [finding.message for finding in found if finding.rule not in true]
    assert len(false) * 1000 < length, false
