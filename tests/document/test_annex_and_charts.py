"""附表 and charts: changes in words, shares that add up, something said where nothing can be drawn."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.values import Value
from fazhi_desktop.document.annex import annex_table, change, written
from fazhi_desktop.document.charts import ChartKind, ChartPlan, chart_specs, load_plans, rounded_shares
from fazhi_desktop.document.styles import load_styles
from tests.document.specimen import plans, report, styles, value


@pytest.mark.parametrize(
    ("code", "new", "old", "words"),
    [
        ("E02", "3010", "2871", "+139（+4.8%）"),
        ("E02", "90", "100", "-10（-10.0%）"),
        ("E02", "29", "29", "持平"),
        ("E02", "5", "0", "+5"),
        ("H02", "99.77", "98.5", "+1.27个百分点"),
    ],
)
def test_the_change_against_last_year(code: str, new: str, old: str, words: str) -> None:
    assert change(value(code, new), value(code, old)) == words


def test_no_change_is_claimed_for_approximate_or_missing_numbers() -> None:
    assert change(value("T05", "720", qualifier="over"), value("T05", "600")) == ""
    assert change(value("T05", "720", qualifier="over"), value("T05", "600", qualifier="over")) == ""
    assert change(value("T05", "720"), Value("T05")) == ""


def test_values_are_written_with_their_qualifier() -> None:
    assert written(value("T05", "720", qualifier="over")) == "720余"
    assert written(value("E25", "20", qualifier="below")) == "不足20"
    assert written(Value("E04", "not_applicable")) == "—"
    assert written(Value("E04")) == ""


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_shares_add_up_to_exactly_100(numbers: list[int]) -> None:
    shares, _ = rounded_shares(tuple(map(Decimal, numbers)))
    assert sum(shares) == (100 if any(numbers) else 0)
    total = sum(numbers)
    assert all(
        abs(share - Decimal(n * 100) / total) < Decimal("0.1")
        for share, n in zip(shares, numbers, strict=True)
        if total
    )


def test_an_adjusted_share_is_said() -> None:
    assert rounded_shares((Decimal(1),) * 3) == ((Decimal("33.4"), Decimal("33.3"), Decimal("33.3")), True)
    assert rounded_shares((Decimal(1), Decimal(3)))[1] is False


def test_every_chart_speaks_its_numbers() -> None:
    specs = {spec.id: spec for spec in chart_specs(report(), plans())}
    assert "行政检查3010件，99.0%" in specs["cases"].alt
    assert "2022年行政检查2871" in specs["years"].alt
    assert specs["years"].source == "数据来源：综合执法大队"
    assert specs["hotline"].categories == ("按时接单率",)
    assert specs["completeness"].unit == "%"


@pytest.mark.parametrize("kind", ["years", "trend"])
def test_money_of_two_years_is_drawn_in_one_unit(kind: ChartKind) -> None:
    now, before = value("E08", "161300"), replace(value("E08", "8.75"), unit="万元")
    made = replace(report(), values={2023: {"E08": now}, 2022: {"E08": before}})
    (spec,) = chart_specs(made, (ChartPlan("money", kind, "处罚金额", ("E08",)),))
    drawn = [number for row in spec.series for number in row.values]
    assert drawn == [Decimal(87500), Decimal(161300)]


def test_a_chart_without_data_says_so() -> None:
    empty = replace(report(), values={})
    spec = next(spec for spec in chart_specs(empty, plans()) if spec.id == "petitions")
    assert spec.empty == "“信访与矛盾纠纷化解情况”所用指标均未填报，暂无图表。"
    assert spec.alt == spec.empty


def test_all_faults_of_the_chart_file_are_named(tmp_path: Path) -> None:
    path = tmp_path / "charts.toml"
    path.write_text(
        '[[chart]]\nid = "a"\nkind = "pie"\ntitle = "甲"\ncodes = ["Z99"]\ncolour = "red"\n', "utf-8"
    )
    with pytest.raises(DataFault) as fault:
        load_plans(path, frozenset({"E01"}))
    assert len(fault.value.faults) == 3
    assert "没有指标 Z99" in fault.value.message


def test_all_faults_of_the_style_file_are_named(tmp_path: Path) -> None:
    path = tmp_path / "styles.toml"
    path.write_text('[page]\nwidth = "breit"\n[styles.text]\nfont = "nix"\nsize = 16\n', "utf-8")
    with pytest.raises(DataFault) as fault:
        load_styles(path)
    assert any("width 的类型不对" in entry for entry in fault.value.faults)
    assert any("没有字体 nix" in entry for entry in fault.value.faults)
    assert any("缺少 [styles.title]" in entry for entry in fault.value.faults)


def test_a_long_number_gets_room_from_the_names() -> None:
    plain, long = report(), report()
    money = value("E08", "12345678.50")
    long = replace(long, values={2023: {**long.values[2023], "E08": money}, 2022: {}})
    narrow, wide = annex_table(plain, styles()), annex_table(long, styles())
    assert narrow is not None
    assert wide is not None
    assert [column.width for column in narrow.columns] == list(styles().annex_widths)
    assert wide.columns[2].width > 11 * 10 / 2 * 25.4 / 72
    assert wide.columns[0].width < narrow.columns[0].width
    assert sum(column.width for column in wide.columns) == pytest.approx(156)


def test_a_long_unit_stays_on_its_line() -> None:
    plain = report()
    petitions = replace(value("X01", "551"), unit="批次（件次）")
    wide = annex_table(
        replace(plain, values={2023: {**plain.values[2023], "X01": petitions}, 2022: {}}), styles()
    )
    assert wide is not None
    assert wide.columns[1].width >= 6 * styles().styles["table"].size * 25.4 / 72
