"""Filled forms as they come back: renamed, unlocked, rows inserted and sorted, fields left empty."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.records import Body, Department, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from fazhi_desktop.export.templates import render_template
from fazhi_desktop.importing import plan_import
from fazhi_desktop.importing.plan import FilePlan
from fazhi_desktop.sandbox import Sandbox

CODES = ("E02", "E03", "E08", "T05")
SENDER = Department("法制办", indicators=CODES)
Returned = Callable[[Callable[[Any], None]], FilePlan]


@pytest.fixture
def base(catalogue: Catalogue) -> Report:
    past = {2022: {"E02": Value("E02", "value", "2871", unit="件")}}
    body = Body("测试镇人民政府", "测试镇")
    return Report(body, ReportHead(2023, ""), catalogue, (), past, (SENDER,))


@pytest.fixture
def returned(base: Report, sandbox: Sandbox, tmp_path: Path) -> Returned:
    def made(change: Callable[[Any], None]) -> FilePlan:
        path = tmp_path / "新建 Microsoft Excel 工作表 (2).xlsx"
        path.write_bytes(render_template(base, SENDER))
        book = openpyxl.load_workbook(path)
        page: Any = book["收数表"]
        for row, text in zip(page.iter_rows(min_row=5), (3010, 29, "16.13万元", "720余"), strict=False):
            row[2].value = text
        change(page)
        book.save(path)
        return plan_import([path], base, sandbox, paths.resources() / "importing").files[0]

    return made


def stored(file: FilePlan) -> dict[str, str]:
    return {
        decision.value.indicator: decision.value.worded + decision.value.unit
        for decision in file.decisions
        if decision.stored and decision.value is not None
    }


WHOLE = {"E02": "3010件", "E03": "29件", "E08": "161300元", "T05": "720余人次"}


def test_a_filled_form_is_read_field_by_field(returned: Returned) -> None:
    file = returned(lambda _page: None)
    assert stored(file) == WHOLE
    assert file.department == "法制办"


def _rename(page: Any) -> None:
    page.title = "Sheet1 (2)"


def _insert(page: Any) -> None:
    page.insert_rows(5)
    page["A5"], page["C5"] = "自己加的一行", 999


def _insert_column(page: Any) -> None:
    page.insert_cols(1)
    page["A4"], page["A5"] = "序号", 1


def _sort(page: Any) -> None:
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5, max_row=8)]
    for place, texts in enumerate(reversed(rows), 5):
        for column, text in enumerate(texts, 1):
            page.cell(place, column).value = text


@pytest.mark.parametrize("change", [_rename, _insert, _insert_column, _sort])
def test_moved_rows_and_a_renamed_sheet_never_give_a_number_to_another_field(
    returned: Returned, change: Callable[[Any], None]
) -> None:
    file = returned(change)
    assert stored(file) == WHOLE
    assert ("template_moved" in {problem.code for problem in file.problems}) == (change is not _rename)
    assert "999" not in {decision.fact.raw for decision in file.decisions if decision.stored}


def test_empty_fields_and_words_for_no_number_keep_their_meaning(returned: Returned) -> None:
    def change(page: Any) -> None:
        page["C5"], page["C6"], page["C7"] = None, "不适用", 0

    file = returned(change)
    states = {decision.fact.code: decision.fact.state for decision in file.decisions if decision.stored}
    assert states == {"E03": "not_applicable", "E08": "value", "T05": "value"}


def test_a_form_with_a_single_field_filled_keeps_it(returned: Returned) -> None:
    def change(page: Any) -> None:
        page["C5"], page["C6"], page["C7"] = None, None, None

    assert stored(returned(change)) == {"T05": "720余人次"}


def test_a_form_shows_definition_and_last_year_beside_the_field(base: Report, tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_bytes(render_template(base, SENDER))
    page: Any = openpyxl.load_workbook(tmp_path / "表.xlsx")["收数表"]
    row = [cell.value for cell in page[5]]
    assert row[0] == "行政检查"
    assert row[3] == "2871"
    assert row[4] == base.catalogue["E02"].definition
    assert page.protection.sheet
    assert not page["C5"].protection.locked
    assert page["A5"].protection.locked
    assert {str(entry.sqref) for entry in page.data_validations.dataValidation} >= {"C5:C8"}
