"""Who sent a file: asked where its spelling is nobody's, remembered once it is answered."""

import pytest

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.records import Body, Department, Key, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.importing.facts import Fact
from fazhi_desktop.importing.plan import Decision, FilePlan, ImportPlan, value_of
from fazhi_desktop.importing.senders import Asked, answer, asked

OFFICES = (
    Department("综合执法大队", ("执法大队", "综合行政执法队"), indicators=("E02", "E03"), position=0),
    Department("法制办", ("法治办",), indicators=("D04",), position=1),
    Department("平安建设办", ("平安办", "综治办"), indicators=("X01",), position=2),
    Department("热线专班", ("12345热线办",), indicators=("H01", "H02"), position=3),
)


@pytest.fixture
def report(catalogue: Catalogue) -> Report:
    return Report(Body("甲街道办事处", "甲街道"), ReportHead(2025, ""), catalogue, (), {}, OFFICES)


def plan_of(report: Report, *files: tuple[str | None, str], village: str | None = None) -> ImportPlan:
    """Files of one number each: who sent it as it is spelled, and whose number it is."""
    made: list[FilePlan] = []
    for place, (spelling, code) in enumerate(files):
        file = FilePlan(f"{place}.xlsx", "", f"{place:08x}", "imported", spelling, village=village)
        fact = Fact("表", "项目", "B2", "7", code=code, number="7", unit="件")
        decision = Decision(fact)
        decision.store(value_of(fact, file, report.catalogue, "2025-12-01"))
        file.decisions.append(decision)
        made.append(file)
    return ImportPlan(2025, report.catalogue, made, "2025-12-01")


@pytest.mark.parametrize(
    ("spelling", "code", "likeliest"),
    [
        ("执法中队", "E02", "综合执法大队"),
        ("接诉即办热线中心", "H01", "热线专班"),
        ("平安综治中心", "X01", "平安建设办"),
        (None, "H02", "热线专班"),
    ],
)
def test_the_likeliest_department_is_asked_by_name(
    report: Report, spelling: str | None, code: str, likeliest: str
) -> None:
    (question,) = asked(plan_of(report, (spelling, code)), report)
    assert (question.offered[0], question.likely) == (likeliest, True)
    assert set(question.offered) == {entry.name for entry in OFFICES}


def test_a_stranger_is_asked_without_a_guess(report: Report) -> None:
    (question,) = asked(plan_of(report, ("妇联", "L09")), report)
    assert not question.likely


def test_one_spelling_is_asked_once_and_villages_never(report: Report) -> None:
    plan = plan_of(report, ("执法中队", "E02"), ("执法中队", "E03"))
    assert [question.files for question in asked(plan, report)] == [(0, 1)]
    assert asked(plan_of(report, ("柳口村", "E02"), village="柳口村"), report) == []


def departments(plan: ImportPlan) -> dict[str, Department]:
    known = {Key("department", 0, entry.name): entry for entry in OFFICES}
    step = plan.edit(known.get)
    cells = step.cells if step else ()
    return {cell.new.name: cell.new for cell in cells if isinstance(cell.new, Department)}


def test_an_answer_names_the_sources_and_is_remembered_as_an_alias(report: Report) -> None:
    plan = plan_of(report, ("执法中队", "E02"))
    (question,) = asked(plan, report)
    answer(plan, report, question, "综合执法大队")
    assert asked(plan, report) == []
    assert [source.department for source in plan.outcomes()["E02"].sources] == ["综合执法大队"]
    taught = departments(plan)
    assert taught["综合执法大队"].aliases == ("执法大队", "综合行政执法队", "执法中队")
    assert taught["综合执法大队"].indicators == ("E02", "E03")


def test_another_answer_takes_the_first_one_back(report: Report) -> None:
    plan = plan_of(report, ("执法中队", "E02"))
    question = Asked("执法中队", (0,), (), likely=False)
    answer(plan, report, question, "综合执法大队")
    answer(plan, report, question, "执法中队")
    assert departments(plan) == {"执法中队": Department("执法中队", position=4)}


def test_a_spelling_that_is_another_departments_is_not_taught(report: Report) -> None:
    plan = plan_of(report, ("法治办", "D04"))
    answer(plan, report, Asked("法治办", (0,), (), likely=False), "平安建设办")
    assert departments(plan) == {}
    assert plan.files[0].sender == "平安建设办"
