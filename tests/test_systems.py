"""Every system a town's report draws on: entered, imported from its form, checked, charted and reported."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from fazhi_desktop import assembly, paths
from fazhi_desktop.checking.kinds import checker
from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.records import value_key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.typed import read_typed
from fazhi_desktop.document.annex import annex_table
from fazhi_desktop.document.charts import chart_specs, load_plans
from fazhi_desktop.document.styles import load_styles
from fazhi_desktop.export.templates import export_templates
from fazhi_desktop.export.xlsx import rows
from fazhi_desktop.importing.service import plan_import
from fazhi_desktop.sandbox import Sandbox
from fazhi_desktop.store.workspace import Store
from tests.checking.sample import resources, with_text

SYSTEMS: Mapping[str, tuple[str, ...]] = {
    "行政执法监督平台": ("E01", "E02", "E03", "E04", "E08", "E13", "E14", "E15"),
    "行政执法三项制度": ("E16", "E17", "E18"),
    "12345 平台": ("H01", "H02", "H03", "H04", "H05", "H05.超时", "H07", "H09"),
    "信访": ("X01", "X02", "X03", "X04", "X05", "X06", "X07", "X09", "X10"),
    "矛调中心与枫桥式工作法": ("X11", "X12", "X13", "X15", "X17", "X18", "X19", "X20"),
    "重大行政决策": ("D01", "D02"),
    "法律顾问": ("D08", "D09", "D10", "D11"),
    "合同审核备案": ("D06", "D06.备案", "D07", "T07"),
    "合法性审查与规范性文件": ("D03", "D04", "D04.备案", "G04"),
    "政务公开与依申请公开": ("G01", "G02", "G03", "G09", "G10", "G11"),
    "行政复议与行政应诉": ("L01", "L02", "L05", "L06", "L06.败诉", "L08", "L09", "L11"),
    "中心组和党委会学法": ("T01", "T02", "T03", "D12"),
    "网上学法用法": ("T11", "T12"),
    "执法培训计划": ("T04", "T05", "T06"),
    "八五普法": ("P20", "P24", "P25", "P26"),
    "法律明白人与示范村": ("P21", "P22", "P23", "P30", "X21", "X22", "X23"),
    "公众号": ("G12", "P27"),
    "督察整改以来的宣讲": ("T09", "T10"),
    "第一责任人": ("D12", "D13", "T13"),
    "执法队伍结构": ("E11", "E12", "E25", "T14"),
    "案卷评查与履职评议": ("E19", "P33"),
}
YEAR = 2023


def number_for(code: str, place: int) -> str:
    indicator = resources().catalogue[code]
    if indicator.kind == "text":
        return f"第{place}次"
    return "90" if indicator.kind == "rate" else str(1000 + place)


@pytest.fixture(scope="module")
def numbers() -> dict[str, str]:
    """A number of its own for every indicator of every system."""
    codes = dict.fromkeys(code for system in SYSTEMS.values() for code in system)
    return {code: number_for(code, place) for place, code in enumerate(codes)}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, numbers: dict[str, str]) -> Report:
    """A workspace filled from the departments' own forms in one import."""
    folder = tmp_path_factory.mktemp("systems")
    with assembly.new_workspace(folder / "a.fazhi", resources(), unit="甲镇人民政府", year=YEAR) as store:
        forms = [_filled(form, numbers) for form in export_templates(store.report(), folder / "forms")]
        with Sandbox() as sandbox:
            plan = plan_import(forms, store.report(), sandbox, paths.resources() / "importing")
        step = plan.edit(store.get)
        assert step is not None
        store.apply(step)
        return store.report()


def _filled(form: Path, numbers: Mapping[str, str]) -> Path:
    book = load_workbook(form)
    sheet: Any = book["收数表"]
    hidden: Any = book["_fazhi"]
    for _, cell, code, *_ in hidden.iter_rows(min_row=2, values_only=True):
        if code in numbers:
            sheet[cell] = numbers[code]
    book.save(form)
    return form


@pytest.mark.parametrize("system", SYSTEMS)
def test_it_can_be_typed_in(system: str, numbers: dict[str, str], tmp_path: Path) -> None:
    with assembly.new_workspace(tmp_path / "a.fazhi", resources(), unit="甲镇人民政府", year=YEAR) as store:
        _type(store, {code: numbers[code] for code in SYSTEMS[system]})
        assert {code: store.report().value(code).shown for code in SYSTEMS[system]} == {
            code: numbers[code] for code in SYSTEMS[system]
        }


def _type(store: Store, texts: Mapping[str, str]) -> None:
    typed = {
        code: read_typed(resources().catalogue[code], text, now="").value for code, text in texts.items()
    }
    store.apply(edit("填写", [(value_key(YEAR, code), value) for code, value in typed.items()], store.get))


@pytest.mark.parametrize("system", SYSTEMS)
def test_it_comes_in_from_its_form_with_its_cell(
    system: str, imported: Report, numbers: dict[str, str]
) -> None:
    for code in SYSTEMS[system]:
        value = imported.value(code)
        assert (value.shown, value.sources[0].kind) == (numbers[code], "cell"), code
        assert value.sources[0].cell


@pytest.mark.parametrize("system", SYSTEMS)
def test_it_is_checked(system: str, imported: Report) -> None:
    counted = [code for code in SYSTEMS[system] if resources().catalogue[code].kind != "text"]
    wrong = "".join(f"共{{{{{code}}}}}公里。" for code in counted)
    found = checker(assembly.load_rules(resources())).full(with_text(imported, "二（二）", wrong))
    said = [finding.message for finding in found if finding.rule == "text_contradicts"]
    for code in counted:
        name = resources().catalogue[code].name
        assert any(f"“{name}”" in message and "公里" in message for message in said), name


@pytest.mark.parametrize("system", SYSTEMS)
def test_its_numbers_are_drawn(system: str, imported: Report) -> None:
    plans = load_plans(paths.resources() / "charts.toml", frozenset(resources().catalogue))
    drawn = {code for spec in chart_specs(imported, plans) for code in spec.codes}
    assert drawn & set(SYSTEMS[system])


@pytest.mark.parametrize("system", SYSTEMS)
def test_it_stands_in_the_tables_of_the_report(
    system: str, imported: Report, numbers: dict[str, str]
) -> None:
    table = annex_table(imported, load_styles(paths.resources() / "styles.toml"))
    assert table is not None
    printed = {cell.text for row in table.rows for cell in row}
    by_code = {row[0]: row for row in rows(imported)}
    for code in SYSTEMS[system]:
        assert numbers[code] in printed
        assert str(by_code[code][3]) == numbers[code] or resources().catalogue[code].kind == "text"
