"""The clerk's word on single numbers: nothing is overwritten unseen, and what gives way is kept behind."""

from decimal import Decimal
from pathlib import Path

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.records import Body, Department, Recipe, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.importing import plan_import
from fazhi_desktop.importing.plan import Decision, ImportPlan
from fazhi_desktop.importing.settling import Settling
from fazhi_desktop.sandbox import Sandbox

FOLDER = paths.resources() / "importing"
CHECKS = "行政检查（件）"


@pytest.fixture
def plan_of(sandbox: Sandbox, catalogue: Catalogue, tmp_path: Path):
    def made(*pages: tuple[str, str], stored: dict[str, Value] | None = None) -> ImportPlan:
        files = [tmp_path / name for name, _ in pages]
        for file, (_, text) in zip(files, pages, strict=True):
            file.write_text(text, "utf-8")
        known = (Department("综合执法大队"), Department("司法所"))
        values = {2023: stored or {}}
        base = Report(Body("测试镇人民政府", "测试镇"), ReportHead(2023, ""), catalogue, (), values, known)
        return plan_import(files, base, sandbox, FOLDER)

    return made


def _of(plan: ImportPlan, raw: str) -> tuple[int, Decision]:
    return next(
        (place, decision)
        for place, file in enumerate(plan.files)
        for decision in file.decisions
        if decision.fact.raw == raw
    )


def _stored(plan: ImportPlan, code: str) -> Value | None:
    step = plan.edit(lambda _key: None)
    cells = step.cells if step else ()
    return next((cell.new for cell in cells if isinstance(cell.new, Value) and cell.key.name == code), None)


TWICE = ("表.csv", f"指标,数量\n{CHECKS},3010\n说不清的检查,7\n")


def test_a_confirmed_proposal_does_not_overwrite_a_sure_number_of_the_file(plan_of) -> None:
    plan = plan_of(TWICE)
    settling = Settling(plan)
    _, other = _of(plan, "7")
    settling.name(plan.files[0], other, "E02")
    assert (other.stored, other.why) == (False, "conflict")
    assert other.existing is not None
    assert other.existing.number == "3010"
    value = _stored(plan, "E02")
    assert value is not None
    assert value.number == "3010"


def test_taking_the_second_number_lets_the_first_give_way_and_keeps_it_behind(plan_of) -> None:
    plan = plan_of(TWICE)
    settling = Settling(plan)
    _, first = _of(plan, "3010")
    _, second = _of(plan, "7")
    settling.name(plan.files[0], second, "E02")
    assert settling.take(plan.files[0], second) == (first,)
    assert not first.stored
    value = _stored(plan, "E02")
    assert value is not None
    assert [(source.number, source.superseded) for source in value.sources] == [("7", False), ("3010", True)]
    settling.take(plan.files[0], first)
    value = _stored(plan, "E02")
    assert value is not None
    assert value.number == "3010"


DEPARTMENTS = (
    ("执法情况（综合执法大队）.csv", f"指标,数量\n{CHECKS},3010\n"),
    ("执法情况（司法所）.csv", f"指标,数量\n{CHECKS},25\n"),
)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_departments_of_one_batch_are_parts_of_a_sum(plan_of, order: tuple[int, int]) -> None:
    plan = plan_of(*(DEPARTMENTS[place] for place in order))
    later = plan.files[1].decisions[0]
    assert later.why == "conflict"
    assert not plan.clean
    settling = Settling(plan)
    assert settling.can_add(plan.files[1], later)
    settling.add(plan.files[1], later)
    value = _stored(plan, "E02")
    assert value is not None
    assert value.number == "3035"
    assert {source.part for source in value.sources} == {"综合执法大队", "司法所"}
    assert sum(Decimal(source.number or 0) for source in value.sources) == 3035


def test_a_sum_can_be_taken_apart_again(plan_of) -> None:
    plan = plan_of(*DEPARTMENTS)
    settling, later = Settling(plan), plan.files[1].decisions[0]
    settling.add(plan.files[1], later)
    settling.keep(later)
    value = _stored(plan, "E02")
    assert value is not None
    assert value.number == "3010"


VILLAGES = [
    (f"矛盾纠纷（{name}村）.csv", f"指标,数量\n矛盾纠纷排查（次）,{number}\n")
    for name, number in (("东", 3), ("西", 5), ("南", 7))
]


def test_a_village_that_is_left_out_is_not_in_the_sum(plan_of) -> None:
    plan = plan_of(*VILLAGES)
    decisions = [file.decisions[0] for file in plan.files]
    code = decisions[0].fact.code
    assert code is not None
    whole = _stored(plan, code)
    assert whole is not None
    assert whole.number == "15"
    assert [source.file for source in whole.sources] == [name for name, _ in VILLAGES]
    Settling(plan).leave(plan.files[1], decisions[1])
    less = _stored(plan, code)
    assert less is not None
    assert less.number == "10"


def test_an_amount_without_unit_is_stored_in_the_unit_the_clerk_names(plan_of) -> None:
    plan = plan_of(("罚款.csv", "指标,数量\n行政处罚罚款金额,16\n"))
    decision = plan.files[0].decisions[0]
    assert decision.why == "uncertain"
    Settling(plan).name(plan.files[0], decision, "E08", unit="万元")
    value = _stored(plan, "E08")
    assert value is not None
    assert (value.number, value.unit) == ("16", "万元")


def test_a_file_read_again_stands_against_the_other_files(plan_of) -> None:
    plan = plan_of(*DEPARTMENTS)
    again = plan_of(DEPARTMENTS[1]).files[0]
    assert again.decisions[0].stored
    plan.put(1, again)
    assert again.decisions[0].why == "conflict"


def test_what_was_settled_stays_settled_when_the_file_is_read_again(plan_of) -> None:
    text = ("表.csv", f"指标,数量\n{CHECKS},3010\n说不清甲,7\n说不清乙,8\n")
    plan = plan_of(text)
    settling = Settling(plan)
    settling.name(plan.files[0], _of(plan, "7")[1], "T01")
    settling.leave(plan.files[0], _of(plan, "8")[1])
    settling.keep(_of(plan, "3010")[1])
    settling.replace(0, plan_of(text).files[0])
    assert [(one.fact.code, one.stored) for one in plan.files[0].decisions] == [
        ("E02", False),
        ("T01", True),
        (None, False),
    ]


def test_a_cell_that_says_something_else_is_open_again(plan_of) -> None:
    plan = plan_of(("表.csv", "指标,数量\n说不清甲,7\n"))
    settling = Settling(plan)
    settling.name(plan.files[0], _of(plan, "7")[1], "T01")
    settling.replace(0, plan_of(("表.csv", "指标,数量\n说不清丙,7\n")).files[0])
    assert _of(plan, "7")[1].why == "uncertain"


def test_only_what_is_sure_or_settled_is_remembered(plan_of) -> None:
    plan = plan_of(("表.csv", f"指标,数量\n{CHECKS},3010\n说不清甲,7\n说不清乙,8\n"))
    settling = Settling(plan)
    _, named = _of(plan, "7")
    settling.name(plan.files[0], named, "T01")
    step = plan.edit(lambda _key: None, learn=True)
    assert step is not None
    recipe = next(cell.new for cell in step.cells if isinstance(cell.new, Recipe))
    assert {code for _, code in recipe.labels} == {"E02", "T01"}


def test_a_stored_number_gives_way_only_when_taken(plan_of) -> None:
    typed = Value("E02", "value", "2999", unit="件", sources=(Source("typed", "2999"),))
    plan = plan_of(DEPARTMENTS[0], stored={"E02": typed})
    assert _stored(plan, "E02") is None
    decision = plan.files[0].decisions[0]
    Settling(plan).take(plan.files[0], decision)
    value = _stored(plan, "E02")
    assert value is not None
    assert [(source.number, source.superseded) for source in value.sources] == [
        ("3010", False),
        ("2999", True),
    ]


def test_last_years_number_of_a_doubtful_name_is_not_asked_about(plan_of) -> None:
    plan = plan_of(("司法所.csv", "指标,2022年,2023年\n矛盾纠纷调解摸底（件）,268,281\n"))
    (_, before), (_, now) = _of(plan, "268"), _of(plan, "281")
    assert (before.fact.code, before.fact.proposed, now.fact.proposed) == (None, "X12", "X12")
    assert (before.why, now.why) == ("period", "uncertain")
