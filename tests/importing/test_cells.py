# ruff: noqa: E501 - tables of examples
"""Single cells and labels as the sheet shows them."""

import datetime

import pytest

from fazhi_desktop import paths
from fazhi_desktop.importing.cells import Day, day_of, kind_of, plain_digits, text_kind
from fazhi_desktop.importing.dims import period_of
from fazhi_desktop.importing.grids import Look
from fazhi_desktop.importing.labels import read_label
from fazhi_desktop.importing.number_formats import look_of
from fazhi_desktop.importing.several import parts_of
from fazhi_desktop.importing.words import load_words

WORDS = load_words(str(paths.resources() / "importing"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("3039件", "q"), ("99.77%", "q"), ("—", "w"), ("三件", "w"), ("聘请2名", "q"), ("30-40岁", "t"), ("十四街", "t"),
        ("2023年", "y"), ("2023.10.31", "D"), ("13800000001", "i"), ("320101196501011234", "i"), ("#REF!", "x"),
        ("全年开展培训15次，参训720余人次", "l"), ("附件1", "t"), ("　", " "),
    ],
)  # fmt: skip
def test_kind_of_text(text: str, kind: str) -> None:
    assert text_kind(text) == kind


def test_kinds_of_typed_cells() -> None:
    assert [kind_of(value) for value in (3, 3.5, "", datetime.date(2023, 1, 1), 32010119650101)] == list(
        "nn di"
    )


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023年10月", Day(2023, 10)), ("2023/3/5", Day(2023, 3, 5)), ("20231031", Day(2023, 10, 31)), (45230, Day(2023, 10, 31)),
        ("10.31", Day(2024, 10, 31)), (11.2, Day(2024, 11, 2)), ("1月9日", Day(2024, 1, 9)), ("会议", None), (3, None),
    ],
)  # fmt: skip
def test_dates_of_a_date_column(value: object, day: Day | None) -> None:
    assert day_of(value, 2024) == day


def test_numbers_are_read_as_they_are_shown() -> None:
    assert plain_digits(0.9977, Look(percent=True, decimals=2)) == "99.77"
    assert plain_digits(6426 / 6441, Look(percent=True, decimals=2)) == "99.77"
    assert plain_digits(0.1 + 0.2) == "0.3"
    assert look_of('0.00"万元"') == Look(percent=False, decimals=2, unit="万元")
    assert look_of("yyyy/m/d") is None


@pytest.mark.parametrize(
    ("raw", "text", "unit", "child"),
    [
        ("罚没金额（万元）", "罚没金额", "万元", False), ("其中:1.当面申请数", "当面申请数", "", True),
        ("（一）予以公开", "予以公开", "", False), ("信访事项（批次（件次））", "信访事项", "批次（件次）", False),
        ("按时接单率（%）", "按时接单率", "%", False),
    ],
)  # fmt: skip
def test_labels_give_up_unit_and_numbering(raw: str, text: str, unit: str, child: bool) -> None:
    label = read_label(raw)
    assert (label.text, label.unit, label.child) == (text, unit, child)


@pytest.mark.parametrize(
    ("label", "rest", "period"),
    [
        ("本年累计", "", "current"), ("上年同期", "", "2022"), ("2022年", "", "2022"), ("10月份", "", "2023-10"),
        ("第三季度", "", "2023-Q3"), ("下半年", "", "2023-H2"), ("2023年度", "", "current"), ("1-12月", "", "current"),
        ("行政检查", "行政检查", ""), ("12345热线", "12345热线", ""), ("上年办理数", "数", "2022"),
        ("今年1-12月累计完成件数", "件数", "current"), ("2022年全年实际完成", "", "2022"), ("数量(上年同期)", "数量", "2022"),
        ("本期实际(12月)", "", "now"), ("当月接收工单", "接收工单", "now"), ("上年结转", "上年结转", ""), ("2022年结转", "2022年结转", ""),
        ("2023年1-6月完成数", "数", "2023-1-6月"), ("年度任务", "年度任务", ""),
    ],
)  # fmt: skip
def test_periods_of_headers(label: str, rest: str, period: str) -> None:
    assert period_of(label, WORDS, 2023) == (rest, period)


@pytest.mark.parametrize(
    ("text", "label", "head", "said"),
    [
        ("51批次291人次", "领导接访", "数据", [("51", ("数据", "批次")), ("291", ("数据", "人次"))]),
        ("2/35", "旁听庭审（场/人次）", "本年", [("2", ("旁听庭审", "场")), ("35", ("旁听庭审", "人次"))]),
        ("3/2", "维持/撤销", "件数", [("3", ("维持",)), ("2", ("撤销",))]),
        ("3/2", "复议案件", "件数", []),
        ("3/2/1", "维持/撤销", "件数", []),
        ("51批次左右", "领导接访", "数据", []),
    ],
)
def test_several_numbers_of_a_cell_are_told_apart_or_left_alone(
    text: str, label: str, head: str, said: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert [(part.quantity.number, part.tail) for part in parts_of(text, label, head)] == said
