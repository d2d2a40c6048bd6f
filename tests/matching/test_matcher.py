"""Labels as departments write them, and the indicator they mean, or rightly none."""

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue, load_catalogue
from fazhi_desktop.matching import Label, Matcher
from fazhi_desktop.matching.candidates import sure_code
from fazhi_desktop.matching.labels import core, is_generic, kind_word, unit_fit


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(paths.resources() / "indicators")


@pytest.fixture(scope="module")
def matcher(catalogue: Catalogue) -> Matcher:
    return Matcher(catalogue)


@pytest.mark.parametrize(
    ("parts", "context", "unit", "code"),
    [
        (("行政检查案件",), (), "件", "E02"),
        (("全年开展行政检查总数",), (), "次", "E02"),
        (("行政处罚", "金额"), (), "元", "E08"),
        (("信访",), (), "人次", "X02"),
        (("信访",), (), "件次", "X01"),
        (("受理率",), ("2023年信访工作情况表",), "%", "X03"),
        (("接访人次",), ("党政领导接访下访情况",), "人次", "X07"),
        (("人民调解员", "专职"), ("人民调解组织",), "名", "X18.专职"),
        (("首违不罚、轻微免罚",), (), "宗", "E23"),
        (("持行政执法证",), (), "人", "E11"),
        (("开展行政检查", "涉企检查"), ("综合行政执法办公室数据",), "家次", "E21"),
    ],
)
def test_a_clear_label_is_matched(
    matcher: Matcher, parts: tuple[str, ...], context: tuple[str, ...], unit: str, code: str
) -> None:
    assert matcher.sure(Label(parts, context, unit)) == code


@pytest.mark.parametrize(
    ("parts", "context", "unit"),
    [
        (("总量",), (), "件"),
        (("申请数量",), ("行政许可实施情况统计表",), "宗"),
        (("按期办结",), ("政府信息公开情况统计报表",), "件"),
        (("行政裁决", "涉及金额"), ("其他行政执法行为实施情况统计表",), "元"),
        (("业主委员会",), (), "个"),
        (("行政检查发现问题",), (), "个"),
        (("行政检查",), (), "%"),
        (("办结率",), (), "%"),
    ],
)
def test_a_doubtful_label_is_never_taken(
    matcher: Matcher, parts: tuple[str, ...], context: tuple[str, ...], unit: str
) -> None:
    assert matcher.sure(Label(parts, context, unit)) is None


def test_every_name_and_synonym_finds_its_own_indicator(catalogue: Catalogue, matcher: Matcher) -> None:
    lost = [
        (code, wording)
        for code, indicator in catalogue.items()
        if indicator.input
        for wording in (indicator.name, *indicator.synonyms)
        if code
        not in [found.code for found in matcher.match(Label((wording,), indicator.context, indicator.unit))]
    ]
    assert lost == []


def test_what_a_wording_says_of_itself() -> None:
    assert core("全年开展行政检查总数") == "行政检查"
    assert kind_word("按时办结率") == "rate"
    assert kind_word("罚没金额") == "amount"
    assert is_generic("按期办结数")
    assert not is_generic("行政检查")
    assert unit_fit("人次", "count", ("件",)) == -1
    assert unit_fit("宗", "count", ("件",)) == 2


def found(matcher: Matcher, label: Label) -> str | None:
    """The code that a table's label comes to: by the catalogue's wordings, else by the words' meanings."""
    return matcher.sure(label) or sure_code(matcher.meant(label))


@pytest.mark.parametrize(
    ("label", "title", "unit", "code"),
    [
        ("涉企检查频次", "三项制度落实情况", "次", "E21"),
        ("持有效执法证件人数", "执法队伍情况", "人", "E11"),
        ("权责事项履职率", "执法队伍情况", "%", "E15"),
        ("重大执法决定法审比例", "三项制度落实情况", "%", "E17"),
        ("首违免罚、轻微不罚案件", "三项制度落实情况", "件", "E23"),
        ("超出时限办结工单", "12345热线", "件", "H05.超时"),
        ("截至年底尚未办结工单", "12345热线", "件", "H05.未办结"),
        ("转到村居办理", "12345热线", "件", "H06.转办"),
        ("下派各科室及社区处理", "12345热线", "件", "H06.转办"),
        ("转办我镇诉求", "12345热线", "件", "H01"),
        ("群众评价满意率", "12345热线", "%", "H04"),
        ("同一事项重复反映", "12345热线", "件", "H09"),
        ("上级部门交转件", "信访情况", "件", "X10"),
        ("一次性办结化解占比", "信访工作年报", "%", "X05"),
        ("涉案标的额", "人民调解工作", "万元", "X15"),
        ("仍然有效的规范性文件", "合法性审查", "件", "G04.现行有效"),
        ("审核把关涉法文书", "法律顾问工作", "份", "D10.审查文书"),
        ("党政主要负责同志听取法治汇报", "第一责任人", "次", "D13"),
        ("公布权责清单", "", "项", "D14"),
        ("送法进学校", "普法工作统计", "场", "P32.进校园"),
        ("拉横幅", "普法宣传", "条", "P25"),
        ("七进活动场次", "普法宣传", "场", "P20"),
        ("派发宣传单页", "普法宣传", "份", "P24"),
        ("村社区公共法律服务工作站、室", "公共法律服务", "个", "P34"),
    ],
)
def test_other_words_for_the_same_are_understood(
    matcher: Matcher, label: str, title: str, unit: str, code: str
) -> None:
    assert found(matcher, Label((label,), (title,), unit)) == code


@pytest.mark.parametrize(
    ("label", "title", "unit"),
    [
        ("对申请作出答复数", "政府信息公开情况统计表", "件"),
        ("新增法律明白人", "各村法律明白人", "名"),
        ("学法次数", "各科室学法情况", "次"),
        ("化解率", "信访积案情况", "%"),
        ("宪法宣传活动", "普法宣传", "场"),
        ("退回工单", "12345热线", "件"),
        ("集体上访", "信访月报", "批"),
        ("公开信息", "政务公开月报", "条"),
        ("普法讲座", "司法所月报", "场"),
        ("工作人员出庭", "行政应诉", "次"),
        ("排查纠纷", "矛盾纠纷月报", "件"),
    ],
)
def test_another_thing_in_like_words_is_not_taken(
    matcher: Matcher, label: str, title: str, unit: str
) -> None:
    assert found(matcher, Label((label,), (title,), unit)) is None


@pytest.mark.parametrize(
    ("parts", "title", "neighbours", "code"),
    [
        (("许可",), "行政执法统计表", "检查|处罚|强制|许可", "E05"),
        (("许可",), "行政执法统计表", "许可|确认书|其他", None),
        (("复议",), "复议应诉案件情况", "", "L02"),
        (("调解纠纷",), "法律明白人作用发挥情况", "", "X21"),
        (("调解纠纷",), "人民调解工作情况", "", "X12"),
        (("法律顾问人数",), "各村法律顾问", "", "D09"),
        (("积案", "交办"), "信访工作基本情况统计表", "", None),
        (("群众满意率",), "信访事项办理质效", "及时受理率|按期办结率", None),
    ],
)
def test_what_stands_around_decides(
    matcher: Matcher, parts: tuple[str, ...], title: str, neighbours: str, code: str | None
) -> None:
    assert found(matcher, Label(parts, (title,), "", "", neighbours)) == code
