"""Every workbook meant to harm costs a sentence: in time, within memory, nothing stored of a refused one."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.records import Body, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.export.marked import Marked, render_marked
from fazhi_desktop.importing import plan_import
from fazhi_desktop.importing.plan import ImportPlan
from fazhi_desktop.matching import Matcher
from fazhi_desktop.sandbox import Sandbox
from tests.importing.hostile import CASES, checks, sheet_xml, xlsx

FOLDER = paths.resources() / "importing"
PEAK = "fazhi_desktop.sandbox.child:peak_memory"
SECONDS, MEMORY = 20, 512 * 2**20
Planned = Callable[[bytes, str], ImportPlan]


@pytest.fixture(scope="module")
def matcher(catalogue: Catalogue) -> Matcher:
    return Matcher(catalogue)


@pytest.fixture
def planned(sandbox: Sandbox, catalogue: Catalogue, matcher: Matcher, tmp_path: Path) -> Planned:
    def made(data: bytes, name: str) -> ImportPlan:
        (tmp_path / name).write_bytes(data)
        base = Report(Body("测试镇人民政府", "测试镇"), ReportHead(2023, ""), catalogue, (), {})
        return plan_import([tmp_path / name], base, sandbox, FOLDER, matcher=matcher)

    return made


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_workbook_costs_a_sentence(case: str, planned: Planned, sandbox: Sandbox) -> None:
    data = CASES[case]()
    began = time.monotonic()
    plan = planned(data, "表.xlsx")
    assert time.monotonic() - began < SECONDS
    assert sandbox.read(PEAK, b"") < MEMORY
    file = plan.files[0]
    assert file.message
    assert "root:" not in repr((file.workbook, plan.as_json()))
    if file.status == "refused":
        assert [problem.severity for problem in file.problems] == ["error"]
        assert plan.edit(lambda _key: None) is None
    assert "实体" not in case or file.status == "refused"


def test_one_far_cell_does_not_cost_the_table(planned: Planned) -> None:
    plan = planned(CASES["最远的一格"](), "表.xlsx")
    assert [decision.fact.raw for decision in plan.files[0].decisions if decision.stored] == ["3010"]


def test_a_format_in_the_last_row_costs_nothing(planned: Planned) -> None:
    rows = checks() + '<row r="1048576" s="1" customFormat="1"><c r="A1048576" s="1"/></row>'
    data = xlsx({"xl/worksheets/sheet1.xml": sheet_xml(rows)})
    planned(data, "热身.xlsx")
    began = time.monotonic()
    plan = planned(data, "表.xlsx")
    assert time.monotonic() - began < 1
    assert plan.files[0].stored == 1


@pytest.mark.parametrize("name", ["=1+1.xlsx", "@SUM(A1).xlsx", "-表.xlsx", "表；rm -rf.xlsx"])
def test_names_that_look_like_formulas_stay_text_in_the_marked_copy(name: str, planned: Planned) -> None:
    import io

    import openpyxl

    file = planned(CASES["看似公式的名称"](), name).files[0]
    workbook = file.workbook
    assert workbook is not None
    problems = [Marked("error", "=HYPERLINK(1)", sheet.name, "B2") for sheet in workbook.sheets]
    pages = [(sheet.name or "", sheet.shown) for sheet in workbook.sheets]
    copy = openpyxl.load_workbook(io.BytesIO(render_marked(file.file, problems, pages)))
    cells = [cell for page in copy.worksheets for row in page.iter_rows() for cell in row]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
