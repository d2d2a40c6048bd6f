"""What a clerk types into a field."""

import pytest

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.typed import Typed, read_typed
from fazhi_desktop.core.values import Source, Value

CASES = Indicator("E02", "行政检查", "件", ("次",), "count", integer=True, minimum=0)
FINES = Indicator("E08", "行政处罚金额", "元", ("万元",), "amount", minimum=0)
RATE = Indicator("H02", "按时接单率", "%", kind="rate", minimum=0, maximum=100)
WORDS = Indicator("T13", "述法", "", kind="text")
NOW = "2024-01-05T10:00:00"


def read(indicator: Indicator, text: str, before: Value | None = None) -> Typed:
    return read_typed(indicator, text, now=NOW, before=before)


@pytest.mark.parametrize(
    ("indicator", "text", "shown", "unit", "qualifier"),
    [
        (CASES, "3010", "3010", "件", "exact"),
        (CASES, "３，０１０ 件", "3010", "件", "exact"),
        (CASES, "720余", "720", "件", "over"),
        (CASES, "41308次", "41308", "次", "exact"),
        (CASES, "三十", "30", "件", "exact"),
        (RATE, "99.77", "99.77", "%", "exact"),
        (RATE, "99.77%", "99.77", "%", "exact"),
        (RATE, "0", "0", "%", "exact"),
        (CASES, "30-40", "30—40", "件", "range"),
        (FINES, "161290", "161290", "元", "exact"),
    ],
)
def test_numbers_as_written(indicator: Indicator, text: str, shown: str, unit: str, qualifier: str) -> None:
    value = read(indicator, text).value
    assert value is not None
    assert (value.shown, value.unit, value.qualifier) == (shown, unit, qualifier)


def test_a_rate_from_its_parts_keeps_them() -> None:
    typed = read(RATE, "6426/6441")
    assert typed.value is not None
    assert (typed.value.shown, typed.value.numerator, typed.value.denominator) == ("99.77", "6426", "6441")
    assert "6426 ÷ 6441 = 99.77%" in typed.remarks[0]


def test_money_is_converted_and_said() -> None:
    typed = read(FINES, "16.13万元")
    assert typed.value is not None
    assert (typed.value.shown, typed.value.unit) == ("161300", "元")
    assert "换算" in typed.remarks[0]


def test_out_of_range_is_kept_and_said() -> None:
    typed = read(RATE, "105")
    assert typed.value is not None
    assert typed.value.shown == "105"
    assert "超过 100%" in typed.remarks[0]


@pytest.mark.parametrize(
    ("indicator", "text", "says"),
    [
        (CASES, "许多", "看不懂"),
        (CASES, "٣٠", "看不懂“٣٠”"),
        (CASES, "9" * 5000, f"看不懂“{'9' * 40}……”"),
        (CASES, "-0", "是负数"),
        (RATE, "٣/٤", "看不懂"),
        (CASES, "2000万", "不能确定"),
        (CASES, "30元", "单位“元”"),
        (CASES, "30人", "单位“人”"),
        (CASES, "-5", "负数"),
        (CASES, "3.5", "不是整数"),
        (RATE, "0.9977", "0.9977% 还是 99.7700%"),
        (RATE, "5/0", "分母为 0"),
        (RATE, "1.2.3/5", "看不懂"),
        (FINES, "100件", "单位“件”"),
    ],
)
def test_what_cannot_be_taken_is_a_sentence(indicator: Indicator, text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read(indicator, text)


def test_words_for_none_and_clearing() -> None:
    not_applicable, missing = read(CASES, "不适用").value, read(CASES, "暂缺").value
    assert not_applicable is not None
    assert not_applicable.state == "not_applicable"
    assert missing is not None
    assert missing.state == "missing"
    assert read(CASES, "  ").value is None


def test_text_indicators_take_words() -> None:
    value = read(WORDS, "年终述法").value
    assert value is not None
    assert value.shown == "年终述法"


def test_a_computed_indicator_takes_no_value() -> None:
    with pytest.raises(BadInput, match="由系统计算"):
        read(Indicator("H10", "同比", "%", kind="rate", input=False), "5")


def test_the_imported_value_stays_behind_an_override() -> None:
    imported = Value("E02", "value", "3010", unit="件", sources=(Source("cell", file="a.xlsx", cell="C4"),))
    value = read(CASES, "3011", imported).value
    assert value is not None
    assert [(source.kind, source.superseded, source.number) for source in value.sources] == [
        ("typed", False, "3011"),
        ("cell", True, "3010"),
    ]
