"""Numbers that only sound like an indicator are proposed, not tied; parts are read by what stands before."""

import pytest

from fazhi_desktop.reading.facts import Fact
from fazhi_desktop.reading.report import ReportReader


def facts_of(reader: ReportReader, text: str) -> list[Fact]:
    """The facts of one paragraph among the measures of a town's report."""
    whole = f"柳口镇2024年度法治政府建设情况报告\n一、主要举措和成效\n{text}\n"
    return list(reader.read_text(whole, "旧报告.txt").facts)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("镇政府班子开展学法11次。", "T01"),
        ("主任办公会学法6次。", "T01"),
        ("农业农村局查处违法案件12件。", "E03"),
        ("面向村干部举办法律知识培训3期。", "T04"),
        ("为各村审查合同118份。", "D06"),
        ("本年新增持证执法人员4名。", "E11"),
        ("不予许可37件。", "E05"),
        ("全年窗口办件2.3万件。", "E05"),
        ("接受县人大执法检查2次。", "E02"),
        ("国家级民主法治示范村1个。", "P30"),
        ("行政调解310件，调解成功率71.2%。", "X14"),
    ],
)
def test_what_only_sounds_like_an_indicator_is_not_tied_to_it(
    reader: ReportReader, text: str, code: str
) -> None:
    assert code not in {fact.indicator for fact in facts_of(reader, text)}


def test_another_body_s_number_stays_a_proposal(reader: ReportReader) -> None:
    (fact,) = facts_of(reader, "农业农村局查处违法案件12件。")
    assert (fact.indicator, fact.rivals[:1]) == ("", ("E03",))


def test_the_body_of_the_title_is_not_another_body(reader: ReportReader) -> None:
    text = "安禾县农业农村局2024年度法治政府建设情况报告\n一、主要举措和成效\n农业农村局查处违法案件12件。\n"
    assert [fact.indicator for fact in reader.read_text(text, "旧报告.txt").facts] == ["E03"]


def test_of_two_values_the_narrower_one_is_a_proposal(reader: ReportReader) -> None:
    facts = facts_of(reader, "主动公开政府信息412条，其中公开重大决策信息3条。")
    assert [fact.indicator for fact in facts] == ["G01", ""]


def test_persons_follow_the_count_that_they_stand_beside(reader: ReportReader) -> None:
    facts = facts_of(reader, "组织“法律明白人”培训4次，参训310人次。开展执法业务培训8期，参训230人次。")
    assert [fact.indicator for fact in facts] == ["", "", "T04", "T05"]


def test_parts_behind_a_whole_and_in_a_list_are_read_by_the_catalogue(reader: ReportReader) -> None:
    facts = facts_of(reader, "行政复议和行政诉讼案件共5件，其中复议3件、诉讼2件。")
    assert [fact.indicator for fact in facts] == ["L01", "L02", "L05"]
    facts = facts_of(reader, "依申请公开9件；因政府信息公开引发行政复议2件、行政诉讼1件。")
    assert [fact.indicator for fact in facts] == ["G02", "G11", "G11.诉讼"]


def test_the_total_of_enforcement_staff_is_not_read_out_of_another_count(reader: ReportReader) -> None:
    """2名执法辅助人员 beside 16 with a licence would be fewer than its part, a hard finding."""
    facts = facts_of(reader, "执法人员持证16名，另有2名执法人员35岁以下。")
    assert [fact.indicator for fact in facts] == ["E11", ""]


def test_a_whole_smaller_than_its_part_elsewhere_is_a_proposal(reader: ReportReader) -> None:
    facts = facts_of(reader, "持证执法人员16名。\n二、存在的不足\n一线执法人员2名，力量偏弱。")
    assert [fact.indicator for fact in facts] == ["E11", ""]


def test_a_chapter_of_the_year_that_follows_is_planned(reader: ReportReader) -> None:
    title = "柳口镇2024年度法治政府建设情况报告"
    chapters = "一、工作开展情况\n开展行政检查30次。\n二、2025年重点工作\n开展行政检查40次。\n"
    read = reader.read_text(f"{title}\n{chapters}", "旧报告.txt")
    assert [heading.role for heading in read.headings] == ["measures", "next_year"]
    assert [fact.indicator for fact in read.facts] == ["E02", ""]


def test_a_village_covenant_is_no_approximation(reader: ReportReader) -> None:
    facts = facts_of(reader, "审查村规民约16件，惠及居民约1.2万人次。")
    assert [fact.mention.quantity.qualifier for fact in facts] == ["exact", "about"]
    assert [fact.quote for fact in facts_of(reader, "自查案卷120卷；全年没有败诉。")] == [
        "自查案卷120卷",
        "全年没有败诉",
    ]


def test_what_one_person_did_is_part_of_what_the_body_did(reader: ReportReader) -> None:
    facts = facts_of(reader, "负责人出庭应诉11次。\n二、主要负责人履职情况\n镇长出庭应诉2次。")
    assert [fact.indicator for fact in facts] == ["L08", ""]
    facts = facts_of(reader, "深入推进。\n二、主要负责人履职情况\n镇长出庭应诉2次。")
    assert [fact.indicator for fact in facts] == ["L08"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2名执法人员尚未取得执法证件。", {""}),
        ("核发施工许可证212件、燃气经营许可5件。", {""}),
        ("辅助执法人员8人。", {""}),
        ("受理信访件82件，化解79件。", {"X01"}),
        ("建立公共法律服务工作室18个。", {"P34"}),
        ("覆盖群众两万余人次。", {""}),
        ("新收行政复议申请412件，受理379件。", {""}),
        ("审查合同126份、文件15件。", {"D06"}),
        ("合法性审查中心审查合同126份。", {"D06"}),
        ("主持召开局长办公会研究重大行政处罚案件6次。", {""}),
    ],
)
def test_a_count_is_tied_to_its_own_noun(reader: ReportReader, text: str, codes: set[str]) -> None:
    assert facts_of(reader, text)[0].indicator in codes


def test_the_work_of_others_in_the_sentence_is_theirs(reader: ReportReader) -> None:
    facts = facts_of(reader, "调处纠纷121件。“法律明白人”36名参与调解纠纷43件。")
    assert [fact.indicator for fact in facts] == ["X12", "P22", "X21"]
    facts = facts_of(reader, "行政复议案件受理379件，审结365件。行政诉讼案件131件，审结122件。")
    assert [fact.indicator for fact in facts] == ["L02", "", "L05", "L06"]
