"""Spellings of one thing in a column: what is proposed, and what is left alone."""

import pytest

from fazhi_desktop.assembly import load_resources
from fazhi_desktop.matching.variants import Variants, Written, variants, written

TOWN = "柳口镇"
KNOWN = {
    name: office
    for office, names in {
        "综合执法大队": ("综合执法大队", "执法队", "综合执法队", "综合行政执法队"),
        "司法所": ("司法所",),
        "信访办": ("信访办", "信访办公室"),
    }.items()
    for name in names
}


def proposed(*texts: str) -> list[set[str]]:
    found = variants(written(dict.fromkeys(texts, 1), KNOWN, TOWN), TOWN)
    return [{entry.text for entry in group.spellings} for group in found]


def only(**rows: int) -> Variants:
    (found,) = variants(written(rows, KNOWN, TOWN), TOWN)
    return found


def test_departments_are_gathered_by_their_known_names_and_by_likeness() -> None:
    found = only(综合行政执法队=12, 综合执法队=5, 执法中队=1, 司法所=4)
    assert [(entry.text, entry.rows) for entry in found.spellings] == [
        ("综合行政执法队", 12), ("综合执法队", 5), ("执法中队", 1),
    ]  # fmt: skip
    assert found.name == "综合执法大队"
    assert found.sure == {"综合行政执法队", "综合执法队"}  # the third one is only asked about


@pytest.mark.parametrize(
    "texts",
    [
        ("线上培训", "（线上）培训"),
        ("ＡＢ培训会", "ab 培训会"),
        ("柳口镇信访办公室", "信访办"),
        ("东村村民委员会", "东村村委会"),
        ("法治宣传教育活动", "法制宣传教育活动"),
        ("婚姻家庭纠纷", "家庭婚姻纠纷"),
        ("镇政府会议室", "镇会议室"),
    ],
)
def test_spellings_of_one_thing_are_proposed(texts: tuple[str, str]) -> None:
    assert proposed(*texts, "别的内容") == [set(texts)]


@pytest.mark.parametrize(
    "texts",
    [
        ("已办结案件", "未办结案件"),
        ("第一季度普法", "第二季度普法"),
        ("2023年普法活动", "2024年普法活动"),
        ("上半年总结会", "下半年总结会"),
        ("行政处罚", "行政许可"),
        ("劳动合同纠纷", "合同纠纷"),
        ("土地纠纷", "宅基地纠纷"),
        ("区司法所", "司法所"),
        ("法治培训", "法治宣传"),
        ("12", "1２"),
        ("——", "……"),
    ],
)
def test_different_things_are_left_alone(texts: tuple[str, str]) -> None:
    assert proposed(*texts) == []


def test_an_alias_means_a_department_only_where_departments_stand() -> None:
    rows = {"执法队": 1, "综合执法队": 1, "会议室": 9, "文化广场": 5}
    assert variants(written(rows, KNOWN, TOWN), TOWN) == ()


def test_no_two_departments_of_the_catalogue_are_taken_for_one() -> None:
    departments = load_resources().departments
    entries = [Written(entry.name, 1, others=entry.aliases) for entry in departments]
    assert variants(entries, TOWN) == ()
    (found,) = variants([*entries, Written("执法中队", 1)], TOWN)
    assert {entry.text for entry in found.spellings} == {"综合执法大队", "执法中队"}
