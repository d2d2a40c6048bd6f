"""Cells and fields as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_desktop.core.numerals import normalise, parse_chinese, parse_number
from fazhi_desktop.core.outline import chinese_number
from fazhi_desktop.core.quantities import Quantity, parse_quantity


@pytest.mark.parametrize(
    ("text", "number", "unit", "qualifier"),
    [
        ("3039件", "3039", "件", "exact"),
        ("１２３", "123", "", "exact"),
        ("12，345", "12345", "", "exact"),
        ("12,345", "12345", "", "exact"),
        ("12 345", "12345", "", "exact"),
        ("720余", "720", "", "over"),
        ("720 余人次", "720", "人次", "over"),
        ("约16万", "160000", "", "about"),
        ("上千", "1000", "", "over"),
        ("上千人次", "1000", "人次", "over"),
        ("99.77%", "99.77", "%", "exact"),
        ("99.70％", "99.70", "%", "exact"),
        ("三件", "3", "件", "exact"),
        ("两万余", "20000", "", "over"),
        ("一场", "1", "场", "exact"),
        ("不足20%", "20", "%", "below"),
        ("<20%", "20", "%", "below"),
        ("16.13万元", "16.13", "万元", "exact"),
        ("三次以上", "3", "次", "over"),
        ("20多次", "20", "次", "over"),
        ("近百人", "100", "人", "about"),
        ("逾20万元", "20", "万元", "over"),
        ("百分之九十", "90", "%", "exact"),
        ("百分之九十六点一", "96.1", "%", "exact"),
        ("十六点一三万元", "161300", "元", "exact"),
        ("约十二点五公里", "12.5", "公里", "about"),
        ("尚无", "0", "", "exact"),
        ("零", "0", "", "exact"),
        ("0", "0", "", "exact"),
        ("551批次（件次）", "551", "批次（件次）", "exact"),
        ("3万余人次", "30000", "人次", "over"),
        ("1亿2千万元", "120000000", "元", "exact"),
    ],
)
def test_a_quantity_keeps_digits_unit_and_qualifier(
    text: str, number: str, unit: str, qualifier: str
) -> None:
    found = parse_quantity(text)
    assert found is not None
    assert (found.state, found.number, found.unit, found.qualifier) == ("value", number, unit, qualifier)


@pytest.mark.parametrize("text", ["—", "－", "-", "/", "N/A", "无", "不涉及", "无此职责", "不适用"])
def test_words_for_not_applicable(text: str) -> None:
    found = parse_quantity(text)
    assert found == Quantity("not_applicable")


@pytest.mark.parametrize("text", ["", "  ", "\u3000", "暂缺"])
def test_nothing_written_is_missing(text: str) -> None:
    assert parse_quantity(text) == Quantity("missing")


@pytest.mark.parametrize(
    "text", ["2,30", "1.2.3", "10月", "2023.10.31", "15次/年", "几十", "abc", "3件又2件", "见附件"]
)
def test_what_is_no_quantity_is_not_guessed(text: str) -> None:
    assert parse_quantity(text) is None


def test_a_range_has_two_ends_and_must_rise() -> None:
    found = parse_quantity("30-40岁")
    assert found is not None
    assert (found.number, found.high, found.qualifier) == ("30", "40", "range")
    assert parse_quantity("40-30") is None


@given(st.integers(1, 99))
def test_chinese_numbers_are_read_back(number: int) -> None:
    assert parse_chinese(chinese_number(number)) == number


@given(st.integers(0, 10**9))
def test_grouped_digits_are_the_number(number: int) -> None:
    assert parse_number(f"{number:,}") == str(number)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    assert parse_number(wide) == str(number)


@given(st.text(max_size=30))
def test_no_text_crashes_the_reader(text: str) -> None:
    found = parse_quantity(text)
    assert found is None or found.state in {"value", "not_applicable", "missing"}


def test_invisible_characters_are_dropped() -> None:
    assert normalise("\u200b３０ ３９\ufeff\u3000件") == "30 39 件"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两万三千", 23000),
        ("一亿零三十万", 100300000),
        ("二〇二三", 2023),
        ("十", 10),
        ("三千六百", 3600),
    ],
)
def test_chinese_numerals(text: str, number: int) -> None:
    assert parse_chinese(text) == number


@pytest.mark.parametrize("text", ["万", "亿", "百千", "", "甲"])
def test_what_is_no_chinese_numeral(text: str) -> None:
    assert parse_chinese(text) is None
