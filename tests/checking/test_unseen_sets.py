"""Faults and false alarms that texts brought to light which no rule had been written for."""

from dataclasses import replace

import pytest

from fazhi_desktop import assembly
from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.checking.kinds import checker
from fazhi_desktop.core.records import READING, Note
from fazhi_desktop.core.report import Report
from tests.checking.sample import resources, sample, with_values


@pytest.fixture(scope="module")
def rules() -> Checker:
    return checker(assembly.load_rules(resources()))


def holding(text: str, heading: str | None = None) -> Report:
    """The sample with one text in place of that of its first section with texts."""
    report = sample()
    node = next(node for node in report.nodes if node.paragraphs and not report.children.get(node.id))
    changed = replace(node, paragraphs=(text,) if text else (), heading=heading or node.heading)
    return replace(report, nodes=tuple(changed if each.id == node.id else each for each in report.nodes))


def of(rule: str, rules: Checker, report: Report) -> list[Finding]:
    return [finding for finding in rules.full(report) if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("街道领导接访28批次25人次。", "pair_in_text", True),
        ("街道领导接访28批次52人次。", "pair_in_text", False),
        ("审核文件28件、合同25份。", "pair_in_text", False),
        ("信访总量184件次，比上年增长8.0%（上年200件次）。", "growth_contradicts", True),
        ("信访总量184件次，比上年下降18.0%（上年200件次）。", "growth_contradicts", True),
        ("信访总量184件次，比上年下降8.0%（上年200件次）。", "growth_contradicts", False),
        ("听取法治工作汇报4次，镇长出庭应诉2次，负责人出庭应诉率100%。", "rate_in_text", False),
        ("应出庭应诉4次，负责人出庭应诉2次，出庭应诉率100%。", "rate_in_text", True),
        ("落实重大执法决定法制审查制度。", "fixed_phrase", True),
        ("落实重大执法决定法制审核制度。", "fixed_phrase", False),
        ("推行执法全程记录制度。", "fixed_phrase", True),
        ("落实行政执法公示、执法全过程记录等制度。", "fixed_phrase", False),
        ("落实“谁执法谁普及”责任制。", "fixed_phrase", True),
        ("推动综合行政执法改革、公共法律服务体系建设。", "fixed_phrase", False),
        ("建成公共法律服务务工作站14个。", "fixed_phrase", True),
        ("健全公共法律服务体系，推动公共法律服务务实高效。", "fixed_phrase", False),
        ("履行推进法治建设第一负责人职责。", "first_responsible_person", True),
        ("调处纠纷121件，成功118件，成功率97.5%，其中邻里纠纷69件、其他纠纷62件。", "sum_in_text", True),
        ("调处纠纷121件，成功118件，成功率97.5%，其中邻里纠纷69件、其他纠纷52件。", "sum_in_text", False),
        ("评查案卷210卷，其中优秀63卷、合格114卷、不合格6卷。", "sum_in_text", True),
        ("评查案卷210卷，其中优秀63卷、合格141卷、不合格6卷。", "sum_in_text", False),
        ("持有行政执法证人员18名。", "fixed_phrase", False),
        ("受理行政复议申请22件，调解终止9件，维持8件，撤销1件。", "sum_in_text", False),
        ("审结行政复议案件22件，调解终止9件，维持8件，撤销1件。", "sum_in_text", True),
        ("起草规范性文件2件，合法性审查6件。", "pair_in_text", False),
        ("对轻微犯罪不予行政处罚。", "criminal_words", True),
        ("抽查商户1326户，其中联合抽查412户，占比33.1%。", "share_in_text", True),
        ("抽查商户1326户，其中联合抽查412户，占比31.1%。", "share_in_text", False),
        ("9个村共有学法用法示范户54户，平均每村9户。", "average_in_text", True),
        ("9个村共有学法用法示范户54户，平均每村6户。", "average_in_text", False),
        ("罚款案件43件，罚款总额7.94万元，平均每件1846.5元。", "average_in_text", False),
        ("发现问题126个，整改完成121个，其余7个正在整改。", "rest_in_text", True),
        ("发现问题126个，整改完成121个，其余5个正在整改。", "rest_in_text", False),
        ("审查文件2件、合同126份、其他43件，合计181件。", "rest_in_text", True),
        ("审查文件2件、合同126份、其他43件，合计171件。", "rest_in_text", False),
        ("查处违法行为4起，罚款6200万元。", "fine_in_text", True),
        ("查处违法行为4起，罚款6200元。", "fine_in_text", False),
        ("考核权重由8%提高到5%。", "moved_wrong_way", True),
        ("考核权重由2023年的5%提高到8%，时限由20天压缩至5天。", "moved_wrong_way", False),
        ("投入经费36.5万元，较上年增加6.5万元，增长41.7%。", "growth_and_gap", True),
        ("投入经费36.5万元，较上年增加6.5万元，增长21.7%。", "growth_and_gap", False),
        ("组织学习《中华人民共和国国家教育法》。", "law_named_wrong", True),
        ("组织学习《中华人民共和国义务教育法》《杨柳青镇办法》。", "law_named_wrong", False),
        ("县政府、县委高度重视，镇长、镇党委书记带头。", "leaders_order", True),
        ("在县委、县政府领导下，镇党委书记、镇长带头，县政府、县委员会。", "leaders_order", False),
        ("促进增收XX万元。", "placeholder", True),
        ("化解刘志强等3名居民与杨柳青镇人大政府的争议。", "own_name_wrong", True),
        ("调处安全员等3名职工的诉求。", "named_person", False),
        ("组织反映的、学习习近平法治思想，各村村民、江北区区委参加。", "slips", False),
        ("取得得积极进展。", "slips", True),
        ("让法治走进千家万户，发放资料上万份。", "digits_missing", False),
        ("发放资料万份。", "digits_missing", True),
        ("取得积极成校。", "slips", True),
        ("拆除违建面积及数量均有下降，构建全覆盖网格。", "slips", False),
        ("作出予以公开4件、不予公开1件的答复。", "secret_words", False),
        ("会议材料属不予公开的资料。", "secret_words", True),
        ("信访总量202件次，同比上升18.2%，上年为247件次。", "growth_contradicts", True),
        ("信访总量202件次，同比下降18.2%，上年为247件次。", "growth_contradicts", False),
        ("信访事项较2021年下降15.2%，由2021年的96件降到84件。", "growth_contradicts", True),
        ("信访事项较2021年下降12.5%，由2021年的96件降到84件。", "growth_contradicts", False),
        ("比2022年的40件减少了10件，降幅为25%。", "growth_and_gap", False),
        ("办理工单7320件；按时率99.6%。其中咨询类1210件、求助类4860件、其他1340件。", "sum_in_text", True),
        ("办理工单7320件；按时率99.6%。其中咨询类1120件、求助类4860件、其他1340件。", "sum_in_text", False),
        ("组建由干部和网格员共118人组成的队伍，其中干部26人、网格员35人、其他75人。", "sum_in_text", True),
        ("领导班子共9人，其中委员9人，3人兼任其他职务。", "sum_in_text", False),
        ("调解纠纷287件。上半年130件，下半年175件。", "sum_in_text", True),
        ("调解纠纷287件。上半年130件，下半年157件。", "sum_in_text", False),
        ("有23个行政村、5个社区共27个村（社区）。", "rest_in_text", True),
        ("有23个行政村、4个社区共27个村（社区）。", "rest_in_text", False),
        ("发放手册300份、海报50张，共开展活动12场。", "rest_in_text", False),
        ("受理诉求924件，已办结906件，正在办理8件。", "rest_in_text", True),
        ("受理30件，办结32件（含上年结转3件），未办结1件。", "pair_in_text", False),
        ("调解纠纷233件，占总数582件的43.03%。", "share_in_text", True),
        ("调解纠纷233件，占总数582件的40.03%。", "share_in_text", False),
        ("开展培训4期，参训160人次，人均参训4次。", "average_in_text", False),
        ("排查隐患163处，整改到位158处。限期完成剩余6处隐患整改。", "left_over", True),
        ("排查隐患163处，整改到位158处。限期完成剩余5处隐患整改。", "left_over", False),
        ("全镇16个村有明白人64名。对18个村轮训。", "places_counted", True),
        ("全镇16个村有明白人64名。在3个村试点，15个村建成示范村。", "places_counted", False),
        ("持续推进以习近平新时代中国特色社会主义为指导的学习。", "formula_wrong", True),
        ("依法治国、依法执政、依法行政共同推进，法治政府、法治社会一体推动。", "formula_wrong", False),
        ("坚持依法治镇、依法行政共同推进。", "formula_wrong", True),
        ("同部署、同推进、同部署、同考核。", "list_repeats", True),
        ("开展“12·5”国家宪法日宣传。", "day_wrong", True),
        ("开展“12·4”国家宪法日、4月15日全民国家安全教育日宣传。", "day_wrong", False),
        ("学习《中华人民共和国行政处罚条例》。", "law_kind_wrong", True),
        ("学习《中华人民共和国行政复议法实施条例》。", "law_kind_wrong", False),
        ("镇党委书记、区长带头，乡党委研究。", "level_of_own", True),
        ("邻近的青山乡党委、乡政府参加，乡镇党委、下乡长效机制、各乡政府。", "level_of_own", False),
        ("报中共西青区、西青区人民政府。", "committee_cut", True),
        ("办理行政复议案件3人。", "unit_unfit", True),
        ("拆除违法建设3270平方。", "unit_unfit", True),
        ("作出警告8件、罚款25件的处罚，组织执法人员126人次。", "unit_unfit", False),
        ("发放宣传资料份。", "digits_missing", True),
        ("深化改革，XX办理时限。", "placeholder", True),
        ("逐件审核、按季通报。", "slips", False),
        ("2月29日召开会议，2023年2月29日再次召开。", "date_impossible", True),
        ("2024年2月29日召开会议。", "date_impossible", False),
        ("学习党的二十大三中全会精神。", "formula_wrong", True),
        ("尊法学法守法用法，学习党的二十届三中全会精神，落实行政执法“三项制度”。", "formula_wrong", False),
        ("县委全面依法治区委员会要求。", "level_of_body", True),
        ("区委全面依法治区委员会要求，市委全面依法治市委员会部署。", "level_of_body", False),
    ],
)
def test_a_text_is_charged_with_what_is_wrong_in_it(
    rules: Checker, text: str, rule: str, found: bool
) -> None:
    assert bool(of(rule, rules, holding(text))) is found


@pytest.mark.parametrize(
    ("heading", "found"),
    [("加强队伍建设", True), ("基层监督力量薄弱，乡镇卫生监督协管员多为兼职，业务不熟", False)],
)
def test_a_heading_that_is_a_sentence_is_not_empty(rules: Checker, heading: str, found: bool) -> None:
    assert bool(of("empty_text", rules, holding("", heading))) is found


def test_what_a_report_says_in_two_ways_stays_a_finding_until_a_value_is_there(rules: Checker) -> None:
    note = Note(
        "报告原文有 2 种说法：15次（一（三））；13次（三）。没有替您选定，请核对后填写。", READING, ""
    )
    report = replace(with_values(holding("抓好落实。"), T04=None), notes={"T04": note})
    (finding,) = [each for each in of("same_indicator_differs", rules, report) if "没有数值" in each.message]
    assert (finding.severity, finding.places[0].indicator) == ("soft", "T04")
    assert "15次（一（三））；13次（三）" in finding.message
    chosen = replace(with_values(report, T04="15"), notes={"T04": note})
    assert not [each for each in of("same_indicator_differs", rules, chosen) if "没有数值" in each.message]
    typed = replace(report, notes={"T04": replace(note, author="张某")})
    assert not [each for each in of("same_indicator_differs", rules, typed) if "没有数值" in each.message]


def test_a_list_begun_anew_after_its_first_point_and_a_quote_open_in_a_heading_are_told(
    rules: Checker,
) -> None:
    assert of("ordinals", rules, holding("一是抓学习。一是抓落实。"))
    assert not of("ordinals", rules, holding("一是抓学习。二是抓落实。一是抓考核。二是抓问责。"))
    assert of("marks_unpaired", rules, holding("抓好落实。", "落实“三项制度"))


def test_chapters_stand_in_their_order(rules: Checker) -> None:
    report = sample()
    assert not of("chapters_order", rules, report)
    starts = [place for place, node in enumerate(report.nodes) if node.level == 1]
    turned = replace(report, nodes=(*report.nodes[starts[-1] :], *report.nodes[: starts[-1]]))
    (found,) = of("chapters_order", rules, turned)  # 其他 stands before 下年安排 now
    assert [place.node for place in found.places] == [report.nodes[start].id for start in starts[:-3:-1]]


def test_a_number_in_another_unit_is_none_of_the_values(rules: Checker) -> None:
    report = with_values(holding("公示行政检查752条。开展行政检查752件。"), E02="752")
    told = [place.quote for each in of("number_not_linked", rules, report) for place in each.places]
    assert [quote for quote in told if "752" in quote] == ["开展行政检查752件"]
