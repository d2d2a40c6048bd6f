"""Slips of the pen that no list names, and what must not be taken for one."""

import pytest

from fazhi_desktop import paths
from fazhi_desktop.checking.spelling import speller_of


def found(text: str) -> list[tuple[str, str]]:
    speller = speller_of(paths.resources() / "words")
    return [(text[slip.start : slip.start + len(slip.wrong)], slip.right) for slip in speller.slips(text)]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("书记自觉旅行第一责任人职责。", "自觉旅行", "自觉履行"),
        ("制约更加严蜜。", "严蜜", "严密"),
        ("师资簿弱，", "簿弱", "薄弱"),
        ("与中心工作深度溶合。", "溶合", "融合"),
        ("守法尉然成风。", "尉然成风", "蔚然成风"),
        ("数据共享渠道不倡。", "渠道不倡", "渠道不畅"),
        ("全面推进乡村振新。", "乡村振新", "乡村振兴"),
        ("提高依法行振水平。", "依法行振", "依法行政"),
    ],
)
def test_a_like_character_is_found_by_the_words_it_breaks(text: str, wrong: str, right: str) -> None:
    assert (wrong, right) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "云谷乡双坑村党支部书记述法，参与处理涉法事务，推行首违不罚。",
        "由医政医管股、危化股负责，业委会换届，宽严相济，以案说法。",
        "各村完善网格，取得法律职业资格，6月底前完成。",
        "",
        "E02@-1 《》——“”",
        "深化改革力度不减，逐件审核、按季通报。",
        "发布《以画说法·典亮生活》，如醍醐灌顶。",
    ],
)
def test_terms_names_and_rare_words_are_no_slips(text: str) -> None:
    assert found(text) == []
