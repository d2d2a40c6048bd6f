"""Quantities in running text: what counts as one, and what only looks like one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_desktop import paths
from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.mention_words import load_mention_words
from fazhi_desktop.core.mentions import Mention, Scanner
from fazhi_desktop.core.outline import chinese_number

SCANNER = Scanner(load_mention_words(paths.resources() / "reading"))


def said(text: str) -> list[tuple[str, str, str]]:
    """Number (or low-high), unit and qualifier of every quantity of a text."""
    return [_said(mention) for mention in SCANNER.mentions(text)]


def _said(mention: Mention) -> tuple[str, str, str]:
    quantity = mention.quantity
    number = f"{quantity.number}-{quantity.high}" if quantity.high else quantity.number or ""
    return number, quantity.unit, quantity.qualifier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年检查 3010 件", [("3010", "件", "exact")]),
        ("受理案件１，０２４件", [("1024", "件", "exact")]),
        ("参训人员 720 余人次", [("720", "人次", "over")]),
        ("覆盖群众上千人次", [("1000", "人次", "over")]),
        ("受众近万人次", [("10000", "人次", "about")]),
        ("人员占比不足 20%", [("20", "%", "below")]),
        ("发放资料3.5万余份", [("35000", "份", "over")]),
        ("罚没款27.4万元", [("27.4", "万元", "exact")]),
        ("标的四点二亿元", [("420000000", "元", "exact")]),
        ("罚款二百零三点五万元", [("2035000", "元", "exact")]),
        ("党组会集体学法九次", [("9", "次", "exact")]),
        ("修订规范性文件三件、废止五件", [("3", "件", "exact"), ("5", "件", "exact")]),
        ("信访551批次（件次）918人次", [("551", "批次（件次）", "exact"), ("918", "人次", "exact")]),
        ("配备三至五名联络员，共配备4名", [("3-5", "名", "range"), ("4", "名", "exact")]),
        ("检查30-40家次", [("30-40", "家次", "range")]),
        ("聘请三四十名调解员", [("30-40", "名", "range")]),
        ("权重由3%提高到5%", [("3", "%", "exact"), ("5", "%", "exact")]),
        ("许可、处罚分别为36、29件", [("36", "件", "exact"), ("29", "件", "exact")]),
        ("群众满意率达百分之九十八点五", [("98.5", "%", "exact")]),
        ("九成以上村居建成工作室", [("90", "%", "over")]),
        ("全年尚无败诉案件", [("0", "件", "exact")]),
        ("未发生一起行政诉讼案件", [("0", "起", "exact")]),
        ("开展法治宣传16场，受众3,200人", [("16", "场", "exact"), ("3200", "人", "exact")]),
        ("举办3期培训以上", [("3", "期", "exact")]),
        ("学时达60学时以上", [("60", "学时", "over")]),
        ("涉及2起诉讼，12件均已办结", [("2", "起", "exact"), ("12", "件", "exact")]),
        ("设立8个人民调解室，细化35项目标任务", [("8", "个", "exact"), ("35", "项", "exact")]),
        ("先后3次要求整改，三次听取汇报", [("3", "次", "exact"), ("3", "次", "exact")]),
        ("自助机进驻十个社区", [("10", "个", "exact")]),
        ("案件由2022年的56件升至83件", [("56", "件", "exact"), ("83", "件", "exact")]),
        ("优良天数达298天，15天内办结", [("298", "天", "exact")]),
        ("50万元以上合同审查率100%", [("100", "%", "exact")]),
        ("今年以来无一起行政诉讼败诉案件", [("0", "起", "exact")]),
        ("全年我局无行政诉讼案件发生", [("0", "件", "exact")]),
        ("对12个小区无障碍设施改造", [("12", "个", "exact")]),
    ],
)
def test_a_quantity_is_read_with_unit_and_qualifier(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2023年10月25日上午9:30召开会议",
        "《法治政府建设实施纲要（2021—2025年）》",
        "云岭政发〔2023〕4号文件",
        "借助12345平台，拨打110",
        "“三重一大”事项和三项制度",
        "打通执法最后1公里",
        "开展“八五”普法和法律七进活动",
        "落实一村一法律顾问",
        "30岁以下的同志和30-40岁的同志",
        "推行“1+3+N”模式，7×24小时值守",
        "结合3·15、12·4等节点",
        "三个工作日内办结，5日内回复",
        "每年召开一次专题会议",
        "做到发现一起、处理一起",
        "第3次会议和十九届六中全会",
        "四个方面的问题和五个着力点",
        "有无败诉风险的评估",
        "索引号11500230008689607X/2026-00009",
        "前三季度、上半年、近三年",
        "一枚印章管审批、一个大厅办成事",
    ],
)
def test_dates_codes_slogans_and_names_are_no_quantities(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("其中行政检查 3010 件", "行政检查"),
        ("组织全镇 210 名法律明白人", "法律明白人"),
        ("今年以来复议和应诉案件共4件", "复议和应诉案件"),
        ("执法队员44名下沉社区网格", "执法队员"),
        ("镇党委先后7次召开党委会", "召开党委会"),
        ("下沉全镇9个村（社区）", "村（社区）"),
        ("罚款金额合计3.2万元", "罚款金额"),
    ],
)
def test_what_is_counted_stands_before_or_behind(text: str, counts: str) -> None:
    assert SCANNER.mentions(text)[0].counts == counts


def test_a_pair_without_words_between_counts_the_same_thing() -> None:
    first, second = SCANNER.mentions("办理信访事项551批次918人次")
    assert first.counts == second.counts == "办理信访事项"


def test_names_in_a_row_take_their_own_number() -> None:
    found = SCANNER.mentions("全年许可、处罚、强制分别为36件、29件和2件。")
    assert [mention.counts for mention in found] == ["许可", "处罚", "强制"]


def test_the_quote_holds_number_and_unit_in_sixty_characters() -> None:
    text = "为" + "推进" * 40 + "法治建设，开展宣传 160 余次，" + "不断" * 40
    mention = SCANNER.mentions(text)[0]
    quote = text[slice(*mention.quote)]
    assert "160 余次" in quote
    assert len(quote) <= 60


@given(st.integers(1, 9_999_999), st.sampled_from(["件", "人次", "场", "份", "名", "次"]))
def test_any_number_is_found_where_it_stands(number: int, unit: str) -> None:
    for written in (str(number), f"{number:,}"):
        text = f"全年共办理事项{written}{unit}。"
        (mention,) = SCANNER.mentions(text)
        assert mention.quantity.number == str(number)
        assert mention.quantity.unit == unit
        assert text[slice(*mention.digits)] == written


@given(st.integers(11, 99), st.sampled_from(["件", "次", "名", "场"]))
def test_numerals_in_words_say_the_same_as_digits(number: int, unit: str) -> None:
    in_words = SCANNER.mentions(f"办理案件{chinese_number(number)}{unit}。")
    in_digits = SCANNER.mentions(f"办理案件{number}{unit}。")
    assert [m.quantity.number for m in in_words] == [m.quantity.number for m in in_digits] == [str(number)]


@given(
    st.text(
        alphabet="0123456789一二三十百万两件次名年月日%．，、。“”《》〔〕（）()-—.第余近约无未", max_size=60
    )
)
def test_no_text_breaks_the_scanner(text: str) -> None:
    end = 0
    for mention in SCANNER.mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.quantity.number is not None
        assert float(mention.quantity.number) >= 0
        assert mention.quote[0] <= mention.start
        end = mention.start + 1


def test_a_faulty_word_list_is_named(tmp_path: Path) -> None:
    text = (paths.resources() / "reading" / "numbers.toml").read_text("utf-8")
    (tmp_path / "numbers.toml").write_text(text.replace("'百分百'", "'(百分百'"), "utf-8")
    with pytest.raises(DataFault, match=r"numbers\.toml"):
        load_mention_words(tmp_path)
