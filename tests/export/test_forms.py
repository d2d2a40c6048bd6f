"""Collection forms and the reminder list, as a department sees them."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from fazhi_desktop.core.records import Department, Return
from fazhi_desktop.export.reminders import render_reminders
from fazhi_desktop.export.templates import render_template
from tests.checking.sample import resources, sample

OFFICE = Department(
    "党政办", contact="陈某", telephone="022-0000", indicators=("G01", "G02", "H10", "E08"), due="2024-01-10"
)


def opened(data: bytes) -> Any:
    return load_workbook(BytesIO(data))


def test_a_form_shows_definition_and_last_year_and_takes_numbers_only_in_its_fields() -> None:
    book = opened(render_template(sample(), OFFICE))
    sheet = book["收数表"]
    assert "杨柳青镇2023年度" in sheet["A1"].value
    assert "党政办" in sheet["A2"].value
    assert [sheet.cell(5, column).value for column in (1, 2, 4)] == ["主动公开文件信息", "条", "54"]
    assert sheet["E5"].value == resources().catalogue["G01"].definition
    assert sheet.protection.sheet
    assert not sheet["C5"].protection.locked
    assert sheet["A5"].protection.locked
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert "不适用" in lists["C5:C7"]
    assert lists["B7"] == '"元,万元"'


def test_a_form_hides_its_ids_and_leaves_out_what_takes_no_value() -> None:
    book = opened(render_template(sample(), OFFICE))
    hidden = book["_fazhi"]
    assert hidden.sheet_state == "hidden"
    rows = [tuple(row) for row in hidden.iter_rows(values_only=True)]
    assert rows[0] == ("fazhi-template", "1", "department", "党政办", "year", "2023")
    assert [row[:3] for row in rows[1:]] == [
        ("收数表", "C5", "G01"),
        ("收数表", "C6", "G02"),
        ("收数表", "C7", "E08"),
    ]


def test_forms_are_the_same_bytes_twice() -> None:
    assert render_template(sample(), OFFICE) == render_template(sample(), OFFICE)


def test_the_reminder_list_names_who_is_late_first() -> None:
    report = replace(
        sample(),
        departments=(Department("司法所", indicators=("P24",)), replace(OFFICE, indicators=("G12", "G13"))),
        returns=(Return("ff", "司法所", "=a.xlsx", "2024-01-05", "problem"),),
    )
    sheet = opened(render_reminders(report, date(2024, 1, 11)))["催报清单"]
    assert "2024年1月11日" in sheet["A1"].value
    assert [sheet.cell(3, column).value for column in (2, 3, 5, 6, 7)] == [
        "党政办",
        "陈某",
        "逾期未报",
        "2024-01-10",
        2,
    ]
    assert [sheet.cell(4, column).value for column in (2, 5, 9)] == ["司法所", "有误", "=a.xlsx"]
    assert sheet.cell(4, 9).data_type == "s"
