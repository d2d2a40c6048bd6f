"""Every formula and range of the dictionary of indicators: which rule sees it broken, or why none can.

ROWS has one entry for each row of the dictionary; rows that only ask for a number of at least 0, or a rate up
to 100, need none: they are tried together below. A dict is values that break the rule of the row, a text is a
sentence that does.
"""

from dataclasses import replace

import pytest

from fazhi_desktop import assembly
from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.kinds import checker
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from tests.checking.sample import resources, sample, value

BROKEN: list[tuple[str, dict[str, str] | str, str]] = [
    ("E01", {"E01": "1488", "E02": "1233", "E03": "259"}, "sum_mismatch"),
    ("E03", {"E03": "59", "E09": "40", "E10": "17"}, "sum_mismatch"),
    ("E05", "受理行政许可申请96件，准予许可99件。", "pair_in_text"),
    ("E08", {"E03": "0", "E08": "5000元"}, "zero_beside_amount"),
    ("E08", {"E03": "29", "E08": "161290万元"}, "fine_average"),
    ("E09", {"E03": "50", "E09": "51"}, "part_exceeds_whole"),
    ("E10", {"E03": "50", "E10": "51"}, "part_exceeds_whole"),
    ("E11", {"E11": "41", "T14": "40"}, "part_exceeds_whole"),
    ("E12", {"E11": "38", "T14": "40", "E12": "98%"}, "sum_mismatch"),
    ("E13", {"E13": "265/288"}, "rate_mismatch"),
    ("E15", {"E15": "682/884"}, "rate_mismatch"),
    ("E16", {"E16": "5", "E17": "80%"}, "clinics_reviewed"),
    ("E19", "抽查案卷20宗，其中优秀案卷24宗。", "sum_in_text"),
    ("E21", {"E02": "300", "E21": "301"}, "part_exceeds_whole"),
    ("E22", "县级下放事项80项，承接事项92项。", "pair_in_text"),
    ("E23", "立案查处案件58件，依法不予处罚案件66件。", "pair_in_text"),
    ("E24", "受理执法投诉12件，办结执法投诉13件。", "pair_in_text"),
    ("H01", "接收工单2495件，其中求决1878件、咨询267件、举报87件、建议53件、其他200件。", "sum_in_text"),
    ("H01", {"H01": "601", "H05": "597", "H05.超时": "4", "H05.未办结": "3"}, "sum_mismatch"),
    ("H02", {"H02": "6426/6441"}, "rate_mismatch"),
    ("H03", {"H03": "6055/6441"}, "rate_mismatch"),
    ("H04", {"H04": "81.81%", "H07": "99", "H07.满意数": "90"}, "sum_mismatch"),
    ("H05", {"H01": "601", "H05": "602"}, "part_exceeds_whole"),
    ("H06", {"H01": "2877", "H06": "2276", "H06.转办": "611"}, "sum_mismatch"),
    ("H07", {"H07": "99", "H07.满意数": "92", "H07.不满意数": "8"}, "part_exceeds_whole"),
    ("H08", {"H07": "99", "H07.不满意数": "8", "H08": "9%"}, "sum_mismatch"),
    ("H09", {"H01": "100", "H09": "101"}, "part_exceeds_whole"),
    ("H10", "工单量较上月同比增长5%。", "growth_over_month"),
    ("X02", {"X01": "551", "X02": "318"}, "part_exceeds_whole"),
    ("X03", {"X03": "530/551"}, "rate_mismatch"),
    ("X04", {"X04": "530/551"}, "rate_mismatch"),
    ("X05", {"X01": "551", "X05": "96.1%"}, "rate_unattainable"),
    ("X06", {"X01": "51", "X06": "58"}, "part_exceeds_whole"),
    ("X07", {"X06": "51", "X07": "29"}, "part_exceeds_whole"),
    (
        "X08",
        {"X01": "184", "X08": "60", "X08.来访": "70", "X08.网上": "40", "X08.来电": "24"},
        "sum_mismatch",
    ),
    ("X09", "收到上级交办积案6件，化解积案8件。", "pair_in_text"),
    ("X13", {"X12": "385", "X13": "387"}, "part_exceeds_whole"),
    ("X14", {"X12": "21352", "X13": "21111", "X14": "97.8%"}, "sum_mismatch"),
    ("X16", {"X16": "95", "X16.书面": "60", "X16.口头": "45"}, "sum_mismatch"),
    ("X17", "共有人民调解委员会1127个，其中村居1000个、镇81个、企事业20个、专业10个。", "sum_in_text"),
    ("X18", {"X18": "20", "X18.专职": "21"}, "part_exceeds_whole"),
    ("X21", {"X12": "20", "X21": "22"}, "part_exceeds_whole"),
    ("G01", "主动公开信息236条，其中网站160条、公众号66条、其他20条。", "sum_in_text"),
    ("G02", {"G02": "3件", "G09": "4件"}, "sum_mismatch"),
    ("G02", "依申请公开1条。", "unit_not_standard"),
    ("G03", {"G02": "3件", "G03": "70%"}, "rate_unattainable"),
    ("G05", {"E05": "1540", "G05": "1504"}, "sum_mismatch"),
    ("G06", {"E03": "29", "G06": "28"}, "sum_mismatch"),
    ("G07", {"E04": "4", "G07": "5"}, "sum_mismatch"),
    ("G10", {"G09": "3件", "G09.上年结转": "1件", "G10": "5件"}, "part_exceeds_whole"),
    ("G11", "信息公开行政复议案件5件，其中维持3件、纠正1件、其他结果2件。", "sum_in_text"),
    ("L01", {"L01": "4", "L02": "1", "L05": "4"}, "sum_mismatch"),
    ("L02", {"L02": "3", "L03": "2", "L03.驳回": "1", "L03.撤销": "1"}, "part_exceeds_whole"),
    ("L03", "审结行政复议案件468件，其中维持201件、驳回63件、终止146件、撤销51件、其他17件。", "sum_in_text"),
    ("L06", {"L05": "2", "L06": "2", "L06.未结": "1"}, "sum_mismatch"),
    ("L07", {"L06": "40", "L06.败诉": "2", "L07": "15%"}, "sum_mismatch"),
    ("L08", "负责人应出庭6件，实际出庭7件。", "pair_in_text"),
    ("L09", {"L05": "0", "L09": "100%"}, "rate_without_base"),
    ("L10", {"L10": "20", "L10.人次": "12"}, "part_exceeds_whole"),
    ("L11", "收到司法建议2件，按期回复司法建议3件。", "pair_in_text"),
    ("L12", {"L01": "4", "L12": "5"}, "part_exceeds_whole"),
    ("L13", {"L13": "12/15"}, "rate_mismatch"),
    ("D02", {"D01": "3", "D02.集体讨论": "2"}, "sum_mismatch"),
    ("D02", {"D01": "3", "D02.专家论证": "4"}, "part_exceeds_whole"),
    ("D03", "开展合法性审查57件，其中规范性文件1件、重大决策2件、合同45件、其他6件。", "sum_in_text"),
    ("D04", {"D04": "2", "D04.备案": "1"}, "sum_mismatch"),
    ("D06", {"D06": "46", "D06.备案": "47"}, "part_exceeds_whole"),
    ("D13", {"D13": "0"}, "reports_heard"),
    ("T01", {"T01": "42"}, "learning_plan_typical"),
    (
        "T02",
        "把16篇文献列入党委理论学习中心组学习计划。将13篇文献列入党委理论学习中心组学习计划。",
        "same_indicator_differs",
    ),
    ("T03", {"T01": "4", "T03": "6"}, "study_within_all"),
    ("T05", {"T04": "15", "T05": "12"}, "part_exceeds_whole"),
    ("T06", {"T06": "40"}, "hours_required"),
    (
        "T14",
        {"T14": "44", "T14.三十岁以下": "9", "T14.三十至四十岁": "15", "T14.四十岁以上": "21"},
        "sum_mismatch",
    ),
    ("P21", "全镇法治带头人、法律明白人230名，其中法治带头人58名、法律明白人162名。", "sum_in_text"),
    ("P22", {"P21": "210", "P22": "220"}, "part_exceeds_whole"),
    ("P23", {"P22": "210", "P23": "97.77%"}, "rate_unattainable"),
]
LAST_YEAR: list[tuple[str, dict[str, str], dict[str, str], str]] = [
    ("G04", {"G04.现行有效": "10"}, {"G04": "2", "G04.废止": "1", "G04.现行有效": "12"}, "sum_mismatch"),
    ("G09", {"G10": "2件"}, {"G09.上年结转": "1件"}, "sum_mismatch"),
]
WHY_NOT = {
    "E04": "行政强制措施、强制执行没有各自的指标；表三的合计在导入时核对",
    "E20": "带“计划”的数按计划数读，不与完成数相比",
    "E14": "参与执法人数没有指标；分子、分母一并填写时按比率核对",
    "D09": "村居总数没有指标，覆盖率只作文字",
    "P20": "各月之和在导入时核对（total 与 parts）",
    "P30": "村居总数没有指标",
    "T04": "与 T02 同为“各处一致”，见规则 same_indicator_differs 的样本报告第 1 处",
}
RANGE_ONLY = {
    code
    for line in (
        "E02 E06 E07 E17 E18 E25 X01 X10 X11 X12 X15 X19 X20 X22 X23 G08 G12 G13",
        "L04 L05 D01 D05 D07 D08 D10 D11 D12 D14 D15 T07 T08 T09 T10 T11 T12 T13",
        "P24 P25 P26 P27 P28 P29 P31 P32 P33 P34 P35",
    )
    for code in line.split()
}


@pytest.fixture(scope="module")
def applied() -> Checker:
    return checker(assembly.load_rules(resources()))


def _report(values: dict[str, str], text: str = "", last: dict[str, str] | None = None) -> Report:
    """A report with these values only, and one sentence in each of two sections."""
    made = {code: _value(code, written) for code, written in values.items()}
    past = {code: value(code, written) for code, written in (last or {}).items()}
    first, _, second = text.partition("。将")
    texts = (first + "。" if second else text, "将" + second if second else "")
    nodes = (
        Node(1, 0, 0, 1, "主要举措和成效", "measures"),
        Node(2, 1, 0, 2, "甲", "measures", paragraphs=(texts[0],)),
        Node(3, 1, 1, 2, "乙", "measures", paragraphs=(texts[1],)),
    )
    year = sample().year
    return replace(sample(), nodes=nodes, values={year: made, year - 1: past})


def _value(code: str, written: str):
    """A value; a rate from its parts is stored with one percent too much."""
    made = value(code, written)
    if "/" not in written:
        return made
    return replace(made, number=str(round(float(made.number or 0) - 1.5, 2)))


def test_every_row_is_here() -> None:
    rows = {code for code, entry in resources().catalogue.items() if not entry.group}
    told = {row for row, *_ in BROKEN} | {row for row, *_ in LAST_YEAR} | set(WHY_NOT) | RANGE_ONLY
    assert told == rows


@pytest.mark.parametrize(("row", "broken", "rule"), BROKEN, ids=[f"{row}-{rule}" for row, _, rule in BROKEN])
def test_a_broken_rule_of_a_row_is_found(
    applied: Checker, row: str, broken: dict[str, str] | str, rule: str
) -> None:
    del row
    report = _report({}, broken) if isinstance(broken, str) else _report(broken)
    assert rule in {finding.rule for finding in applied.full(report)}


@pytest.mark.parametrize(("row", "last", "now", "rule"), LAST_YEAR, ids=[row for row, *_ in LAST_YEAR])
def test_a_number_that_does_not_follow_from_last_year_is_found(
    applied: Checker, row: str, last: dict[str, str], now: dict[str, str], rule: str
) -> None:
    del row
    assert rule in {finding.rule for finding in applied.full(_report(now, last=last))}


def test_no_number_is_below_nought_and_no_rate_above_a_hundred(applied: Checker) -> None:
    for code, entry in resources().catalogue.items():
        if not entry.input or entry.kind == "text":
            continue
        wrong = ["-1"] + (["100.5"] if entry.kind == "rate" and entry.unit == "%" else [])
        for number in wrong:
            made = replace(value(code, "1%" if entry.unit == "%" else "1"), number=number)
            report = _report({})
            report = replace(report, values={report.year: {code: made}})
            found = {finding.rule for finding in applied.full(report)}
            assert "rate_range" in found, (code, number)


@pytest.mark.parametrize(
    "text",
    [
        f"受理纠纷{'9' * 40}件，其中化解{'8' * 40}件、调解3件，化解率{'9' * 30}.5%。",
        f"立案{'1' * 60}件，较上年{'7' * 50}件增长{'3' * 40}%，同比下降{'9' * 35}个百分点。",
    ],
)
def test_numbers_of_any_length_break_no_rule(applied: Checker, text: str) -> None:
    applied.full(_report({"E02": "9" * 30, "X13": "8" * 29, "X12": "7", "X14": "99"}, text))
    assert applied.faults == ()
