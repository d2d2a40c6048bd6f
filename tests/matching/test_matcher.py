"""Labels as departments write them, and the indicator they mean, or rightly none."""

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue, load_catalogue
from fazhi_desktop.matching import Label, Matcher
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
