"""One indicator over the years: restated, renamed, merged, split, or counted differently."""

import json
from dataclasses import replace

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.breaks import Break, break_key, breaks_of, set_break
from fazhi_desktop.core.catalogue import load_catalogue
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.links import Link
from fazhi_desktop.core.records import Body, Key, Node, Record, ReportHead, Setting, value_key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.rollforward import roll_forward
from fazhi_desktop.core.series import restate, series
from fazhi_desktop.core.values import Source, Value


def number(code: str, digits: str, unit: str = "件", **more: object) -> Value:
    return replace(Value(code, "value", digits, unit=unit), **more)  # type: ignore[arg-type]


@pytest.fixture
def report() -> Report:
    values = {
        2021: {"E02": number("E02", "2500"), "L01": number("L01", "3"), "L02": number("L02", "4")},
        2022: {"E02": number("E02", "2871"), "X01": number("X01", "551", "批次（件次）")},
        2023: {"E02": number("E02", "3010"), "E03": number("E03", "29")},
    }
    return Report(
        Body("柳口镇人民政府", "柳口镇"),
        ReportHead(2023, "柳口镇2023年度法治政府建设情况报告"),
        load_catalogue(paths.resources() / "indicators"),
        (),
        values,
        final_years=frozenset({2021, 2022}),
    )


def with_breaks(report: Report, *made: Break) -> Report:
    settings = {
        break_key(cut.code, cut.since).name: json.dumps({"note": cut.note, "old": cut.old}) for cut in made
    }
    return replace(report, settings=settings)


def with_edit(report: Report, key: Key, record: Record | None) -> Report:
    stored = {**report.values.get(key.year, {}), key.name: record}
    return replace(report, values={**report.values, key.year: stored})


def test_the_years_of_an_indicator_begin_where_it_first_says_something(report: Report) -> None:
    assert [(point.year, point.value.shown, point.final) for point in series(report, "E02")] == [
        (2021, "2500", True),
        (2022, "2871", True),
        (2023, "3010", False),
    ]
    assert [point.year for point in series(report, "E03")] == [2023]


def test_a_later_year_is_not_told_in_an_earlier_report(report: Report) -> None:
    assert [point.year for point in series(replace(report, head=ReportHead(2022, "")), "E02")] == [2021, 2022]


def test_a_restated_value_is_this_reports_and_leaves_last_years_report_alone(report: Report) -> None:
    value = number("E02", "2850", sources=(Source("typed", "2850"),))
    step = restate(report, "E02", value, "核减重复录入", lambda _: None)
    assert step.why == "核减重复录入"
    cell = step.cells[0]
    assert cell.key == value_key(2023, "E02@-1")
    now = with_edit(report, cell.key, cell.new)
    assert now.value("E02", -1).shown == now.digits(Link("E02", -1)) == "2850"
    assert now.number("E02", -1) == 2850
    last = series(now, "E02")[-2]
    assert last.stated is not None
    assert last.stated.shown == "2871"
    assert last.remarks == ("原报 2871件，2023 年报告更正：核减重复录入",)
    assert replace(now, head=ReportHead(2022, "")).value("E02").shown == "2871"


def test_a_restatement_needs_a_reason_and_can_be_taken_back(report: Report) -> None:
    with pytest.raises(BadInput, match="写明原因"):
        restate(report, "E02", number("E02", "1"), " ", lambda _: None)
    kept = number("E02", "2850")
    step = restate(report, "E02", None, "", lambda _: kept)
    assert (step.cells[0].old, step.cells[0].new) == (kept, None)


def test_a_renamed_indicator_goes_on_with_the_old_numbers(report: Report) -> None:
    now = with_breaks(report, Break("E21", 2023, "名称统一", ("E02",)))
    assert now.value("E21", -1).shown == "2871"
    assert now.value("E21", -1).sources[0].note == "2022 年为 E02"
    points = series(now, "E21")
    assert [point.value.shown for point in points] == ["2500", "2871", ""]
    assert points[0].remarks == ("取自 E02 行政检查 2500件",)
    assert points[-1].comparable
    assert points[-1].remarks == ("本年起代替 E02 行政检查：名称统一",)


def test_merged_indicators_are_added(report: Report) -> None:
    now = with_breaks(report, Break("L05", 2022, "", ("L01", "L02")))
    assert now.value_in("L05", 2021).shown == "7"
    assert now.value_in("L05", 2022).state == "missing"
    missing_part = with_breaks(report, Break("L05", 2022, "", ("L01", "L03")))
    assert missing_part.value_in("L05", 2021).state == "missing"


def test_parts_of_a_split_have_no_number_before_it_and_say_why(report: Report) -> None:
    now = with_breaks(report, Break("X09", 2023, "", ("X01",)), Break("X10", 2023, "", ("X01",)))
    before, at = series(now, "X09")[-2:]
    assert before.value.state == "missing"
    assert before.remarks == ("拆分前为 X01 信访事项 551批次（件次）",)
    assert not at.comparable
    assert at.remarks == ("本年起由 X01 信访事项 拆分而来，与以前年度不能直接比较",)


def test_a_changed_definition_is_told_and_not_compared(report: Report) -> None:
    points = series(with_breaks(report, Break("E02", 2022, "含联合检查")), "E02")
    assert [point.comparable for point in points] == [True, False, True]
    assert points[1].remarks == ("本年起口径变化，与以前年度不能直接比较：含联合检查",)


def test_breaks_are_kept_as_settings_and_dropped_when_empty() -> None:
    step = set_break(Break("E02", 2023, "含联合检查"), "行政检查", lambda _: None)
    kept = step.cells[0].new
    assert isinstance(kept, Setting)
    assert breaks_of({step.cells[0].key.name: kept.text}) == {"E02": (Break("E02", 2023, "含联合检查"),)}
    assert set_break(Break("E02", 2023), "行政检查", lambda _: kept).cells[0].new is None
    assert breaks_of({"break/nonsense": "{", "break/2023/E02": "[]", "moved": "1"}) == {}


def test_rolling_forward_links_the_code_that_took_the_place(report: Report) -> None:
    node = Node(1, 0, 0, 1, "举措", indicators=("E02",), paragraphs=("检查{{E02}}件，上年{{E02@-1}}件。",))
    now = replace(with_breaks(report, Break("E21", 2024, "", ("E02",))), nodes=(node,))
    made = [cell.new for cell in roll_forward(now, 2024).cells if isinstance(cell.new, Node)]
    assert made[0].paragraphs == ("检查{{E21}}件，上年{{E21@-1}}件。",)
    assert made[0].indicators == ("E21",)
