"""Files told from their earlier versions, from last year's, and registers kept as rows and counted again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.records import Body, Department, RegisterRow, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from fazhi_desktop.importing import plan_import
from fazhi_desktop.importing.counting import plan_counts
from fazhi_desktop.importing.plan import FilePlan, ImportPlan
from fazhi_desktop.sandbox import Sandbox

FOLDER = paths.resources() / "importing"
Plan = Callable[..., ImportPlan]


def report(catalogue: Catalogue, year: int, values: dict[int, dict[str, Value]]) -> Report:
    known = (Department("综合执法大队"),)
    return Report(Body("测试镇人民政府", "测试镇"), ReportHead(year, ""), catalogue, (), values, known)


@pytest.fixture
def plan_of(sandbox: Sandbox, catalogue: Catalogue, tmp_path: Path) -> Plan:
    def made(
        name: str,
        text: str,
        year: int = 2023,
        values: dict[int, dict[str, Value]] | None = None,
        rows: tuple[RegisterRow, ...] = (),
        **options: object,
    ) -> ImportPlan:
        (tmp_path / name).write_text(text, "utf-8")
        base = report(catalogue, year, values or {})
        return plan_import([tmp_path / name], base, sandbox, FOLDER, rows=rows, options={name: dict(options)})

    return made


def values_of(plan: ImportPlan) -> dict[str, Value]:
    step = plan.edit(lambda _key: None)
    return {
        cell.new.indicator: cell.new for cell in (step.cells if step else ()) if isinstance(cell.new, Value)
    }


def rows_of(plan: ImportPlan) -> list[RegisterRow]:
    step = plan.edit(lambda _key: None)
    return [cell.new for cell in (step.cells if step else ()) if isinstance(cell.new, RegisterRow)]


def said(file: FilePlan, code: str) -> str:
    return next((problem.message for problem in file.problems if problem.code == code), "")


FIRST = "填报单位：综合执法大队,\n指标,数量\n行政检查（件）,3010\n行政处罚（件）,29\n行政强制（件）,7\n"
SECOND = "填报单位：综合执法大队,\n指标,数量\n行政检查（件）,3012\n行政处罚（件）,29\n行政许可（件）,4\n"


def test_a_newer_version_of_a_return_says_what_changed(plan_of: Plan) -> None:
    first = plan_of("执法.csv", FIRST)
    second = plan_of("执法最终版.csv", SECOND, values={2023: values_of(first)})
    told = said(second.files[0], "newer_version")
    assert "《执法.csv》" in told
    assert "相同 1 项，改动 1 项（行政检查 3010→3012），新增 1 项" in told
    assert "旧表有而本表没有 1 项（行政强制）" in told
    assert second.files[0].earlier == "执法.csv"


def test_another_departments_table_is_no_newer_version(plan_of: Plan) -> None:
    first = plan_of("执法.csv", FIRST)
    other = plan_of("司法.csv", SECOND.replace("综合执法大队", "司法所"), values={2023: values_of(first)})
    assert said(other.files[0], "newer_version") == ""


def test_last_years_very_file_is_refused_by_name(plan_of: Plan) -> None:
    first = plan_of("执法.csv", FIRST)
    again = plan_of("执法（新）.csv", FIRST, 2024, {2023: values_of(first)})
    assert again.files[0].status == "refused"
    assert "《执法.csv》" in again.files[0].message
    assert values_of(again) == {}
    assert {decision.fact.period for decision in again.files[0].decisions} == {"2023"}


def test_a_table_that_only_repeats_last_years_numbers_is_named(plan_of: Plan) -> None:
    text = FIRST + "行政许可（件）,4\n"
    first = plan_of("执法.csv", text)
    again = plan_of("执法2.csv", text + "备注,\n", 2024, {2023: values_of(first)})
    assert "4 个数字都与上年相同" in said(again.files[0], "same_as_last_year")


LEDGER = (
    "2023年矛盾纠纷调解台账,,,,,\n序号,登记日期,当事人,纠纷类型,调解结果,联系电话\n"
    "1,2023.3.5,刘某,邻里纠纷,达成协议,13800001111\n2,2023.4.6,张某,婚姻家庭,达成协议,13900002222\n"
    "3,2023.5.7,王某,邻里纠纷,未达成,13700003333\n"
)


def test_a_registers_persons_are_neither_stored_nor_shown(plan_of: Plan) -> None:
    plan = plan_of("台账.csv", LEDGER)
    rows = rows_of(plan)
    assert [(row.date, row.type, row.result) for row in rows][:1] == [("2023-03-05", "邻里纠纷", "达成协议")]
    workbook = plan.files[0].workbook
    assert workbook is not None
    excerpts = [source.excerpt for value in values_of(plan).values() for source in value.sources]
    everything = repr((rows, workbook.sheets[0].shown, excerpts))
    assert all(word not in everything for word in ("刘某", "张某", "13800001111"))
    assert "当事人、联系电话" in said(plan.files[0], "personal_data")


def test_a_column_of_persons_is_kept_where_the_clerk_wants_it(plan_of: Plan) -> None:
    plan = plan_of("台账.csv", LEDGER, kept=["当事人"])
    rows = rows_of(plan)
    assert ("当事人", "刘某") in rows[0].free
    assert "13800001111" not in repr(rows)
    assert "保留了含个人信息的列：当事人" in repr(plan.files[0].problems)


def test_a_newer_version_of_a_register_brings_only_its_new_rows(plan_of: Plan) -> None:
    known = tuple(rows_of(plan_of("台账.csv", LEDGER)))
    assert len(known) == 3
    newer = plan_of("台账（新）.csv", LEDGER + "4,2023.6.8,赵某,物业纠纷,达成协议,13600004444\n", rows=known)
    assert [row.type for row in rows_of(newer)] == ["物业纠纷"]


def test_stored_rows_are_counted_again_after_a_change(plan_of: Plan, catalogue: Catalogue) -> None:
    plan = plan_of("台账.csv", LEDGER)
    values, rows = values_of(plan), rows_of(plan)
    whole = next(value for value in values.values() if value.number == "3")
    base = report(catalogue, 2023, {2023: values})
    unchanged = plan_counts(rows[0].register, rows, base, FOLDER)
    assert {decision.why for decision in unchanged.files[0].decisions} == {"same"}
    more = [*rows, replace(rows[0], id=rows[-1].id + 1, date="2023-07-01")]
    counted = plan_counts(rows[0].register, more, base, FOLDER)
    assert values_of(counted)[whole.indicator].number == "4"
    step = counted.edit(lambda _key: None)
    assert step is not None
    assert {key.kind for key in step.keys} == {"value"}
