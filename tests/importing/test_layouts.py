"""Every layout of `layouts.py`, and our own templates, read as a careful clerk would."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.records import Body, Department, Recipe, ReportHead, Return
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.importing import ImportPlan, plan_import
from fazhi_desktop.importing.recipes import recipes_from_text, recipes_to_text
from fazhi_desktop.importing.settling import Settling
from fazhi_desktop.sandbox import Sandbox
from tests.importing.layouts import L1, LAYOUTS
from tests.workbooks.judging import judge
from tests.workbooks.truth import Case
from tests.workbooks.writing import xlsx

FOLDER = paths.resources() / "importing"


def report(
    catalogue: Catalogue,
    year: int = 2023,
    *,
    values: Mapping[int, Mapping[str, Value]] | None = None,
    departments: tuple[Department, ...] = (),
) -> Report:
    body = Body("测试镇人民政府", "测试镇")
    return Report(body, ReportHead(year, ""), catalogue, (), values or {}, departments)


def planned(
    sandbox: Sandbox,
    folder: Path,
    base: Report,
    *files: tuple[str, bytes],
    replaces: bool = False,
    recipes: Iterable[Recipe] = (),
) -> ImportPlan:
    for name, content in files:
        (folder / name).write_bytes(content)
    made = [folder / name for name, _ in files]
    return plan_import(made, base, sandbox, FOLDER, replaces=replaces, recipes=recipes)


@pytest.mark.parametrize("case", LAYOUTS, ids=[case.key for case in LAYOUTS])
def test_layout_is_read(case: Case, sandbox: Sandbox, catalogue: Catalogue, tmp_path: Path) -> None:
    files = [(book.name, book.build()) for book in case.books]
    plan = planned(sandbox, tmp_path, report(catalogue, case.year), *files)
    shown: Any = plan.as_json(dry_run=case.dry)["files"]
    faults = [
        fault
        for book, file in zip(case.books, shown, strict=True)
        for fault in judge(book, file, case.year).faults
    ]
    assert faults == []


def test_values_carry_where_they_came_from(sandbox: Sandbox, catalogue: Catalogue, tmp_path: Path) -> None:
    plan = planned(sandbox, tmp_path, report(catalogue), ("执法（综合执法大队）.xlsx", xlsx(L1)))
    step = plan.edit(lambda _key: None)
    assert step is not None
    values = {cell.key.name: cell.new for cell in step.cells if cell.key.kind == "value"}
    checked = values["E02"]
    assert isinstance(checked, Value)
    source = checked.sources[0]
    assert (source.file, source.sheet, source.cell, source.raw) == (
        "执法（综合执法大队）.xlsx",
        "Sheet1",
        "C4",
        "3010",
    )
    assert source.department == "综合执法大队"
    assert any("行政检查" in line for line in source.excerpt)
    assert not any("27391234" in text for line in source.excerpt for text in line)
    returns = [cell.new for cell in step.cells if cell.key.kind == "return"]
    assert isinstance(returns[0], Return)


def test_the_same_content_under_another_name_is_noticed(
    sandbox: Sandbox, catalogue: Catalogue, tmp_path: Path
) -> None:
    content = xlsx(L1)
    plan = planned(sandbox, tmp_path, report(catalogue), ("甲.xlsx", content), ("乙.xlsx", content))
    assert [file.status for file in plan.files] == ["imported", "duplicate"]
    assert "甲.xlsx" in plan.files[1].message


def test_a_stored_value_is_never_overwritten_unasked(
    sandbox: Sandbox, catalogue: Catalogue, tmp_path: Path
) -> None:
    typed = Value("E02", "value", "2999", unit="件", sources=(Source("typed", "2999"),))
    base = report(catalogue, values={2023: {"E02": typed}})
    plan = planned(sandbox, tmp_path, base, ("甲.xlsx", xlsx(L1)))
    kept = next(decision for decision in plan.files[0].decisions if decision.fact.code == "E02")
    assert kept.why == "conflict"
    assert not plan.clean
    taken = planned(sandbox, tmp_path, base, ("甲.xlsx", xlsx(L1)), replaces=True)
    chosen = next(decision for decision in taken.files[0].decisions if decision.fact.code == "E02")
    assert chosen.stored
    assert chosen.value is not None
    assert [source.superseded for source in chosen.value.sources] == [False, True]


def test_a_correction_is_learned_and_replayed(sandbox: Sandbox, catalogue: Catalogue, tmp_path: Path) -> None:
    page = ("表.csv", "指标,数量\n奇怪的说法甲,7\n行政检查（次）,12\n".encode())
    plan = planned(sandbox, tmp_path, report(catalogue), page)
    fact = plan.files[0].decisions[0].fact
    assert fact.code is None
    Settling(plan).name(plan.files[0], plan.files[0].decisions[0], "T01")
    step = plan.edit(lambda _key: None, learn=True)
    assert step is not None
    learned = [cell.new for cell in step.cells if isinstance(cell.new, Recipe)]
    carried = recipes_from_text(recipes_to_text(learned), catalogue)
    again = planned(sandbox, tmp_path, report(catalogue), ("改名.csv", page[1]), recipes=carried)
    assert again.files[0].decisions[0].fact.code == "T01"
    assert again.files[0].replay is not None
    assert again.files[0].replay.recognised == 2


def test_a_filled_template_is_known_by_its_ids(
    sandbox: Sandbox, catalogue: Catalogue, tmp_path: Path
) -> None:
    import openpyxl

    from fazhi_desktop.export.templates import render_template

    sender = Department("法制办", indicators=("D13", "T07"))
    base = report(catalogue, departments=(sender,))
    blank = tmp_path / "新建 Microsoft Excel 工作表.xlsx"
    blank.write_bytes(render_template(base, sender))
    book = openpyxl.load_workbook(blank)
    page: Any = book["收数表"]
    for row in page.iter_rows():
        if row[0].value == catalogue["D13"].name:
            row[2].value = "四次"
    book.save(blank)
    plan = plan_import([blank], base, sandbox, FOLDER)
    stored = {
        decision.fact.code: decision.fact.number for decision in plan.files[0].decisions if decision.stored
    }
    assert stored == {"D13": "4"}
    assert plan.files[0].department == "法制办"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.xlsx", b"", "broken"),
        ("扫描.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64), "not_a_workbook"),
        ("~$表.xlsx", b"x", "not_a_workbook"),
        ("断.xlsx", b"PK\x03\x04" + bytes(40), "broken"),
        ("密.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "broken"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(
    name: str, content: bytes, code: str, sandbox: Sandbox, catalogue: Catalogue, tmp_path: Path
) -> None:
    plan = planned(sandbox, tmp_path, report(catalogue), (name, content))
    assert plan.files[0].status == "refused"
    assert [problem.code for problem in plan.files[0].problems] == [code]
    assert plan.edit(lambda _key: None) is None
