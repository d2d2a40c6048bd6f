"""The sample that a new clerk opens first: its workbooks, its texts, and what the checks say of it."""

import importlib.util
import io
import json
import re
import sys
import tomllib
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

from fazhi_desktop import assembly, paths
from fazhi_desktop.checking.kinds import checker, load_checks
from fazhi_desktop.core.begin import first_edit
from fazhi_desktop.core.links import links
from fazhi_desktop.core.outline import in_order
from fazhi_desktop.core.records import Body, Node, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.typed import read_typed
from fazhi_desktop.core.values import Value

SAMPLE = paths.resources() / "sample"
WORKBOOKS = SAMPLE / "workbooks"
TOOL = Path(__file__).parents[2] / "tools" / "make_sample.py"
FINISHED = Path(__file__).parents[3] / "shared" / "sample" / "joined.txt"
OFFICES = (
    "综合执法大队", "热线专班", "信访办", "矛调中心", "司法所", "党建办", "宣传组", "党政办", "法制办",
)
NOW = "2024-01-10T09:00:00"


@cache
def _expected() -> dict[str, dict[str, Any]]:
    return json.loads((SAMPLE / "expected.json").read_text("utf-8"))


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads((SAMPLE / "report.toml").read_text("utf-8"))


@cache
def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_sample", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_sample"] = module
    spec.loader.exec_module(module)
    return module


@cache
def _cells(file: str) -> dict[str, dict[str, object]]:
    book = openpyxl.load_workbook(WORKBOOKS / file)
    return {sheet.title: {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}
            for sheet in book}


def _words(file: str) -> str:
    return "\n".join(str(value) for cells in _cells(file).values() for value in cells.values())


def _records() -> list[dict[str, Any]]:
    return [record for entry in _expected().values() for record in (entry, entry.get("last_year")) if record]


def test_eleven_workbooks_of_four_layouts_come_from_nine_offices() -> None:
    files = sorted(path.name for path in WORKBOOKS.iterdir())
    assert len(files) == 11
    assert {record["file"] for record in _records()} == set(files)
    named = "\n".join(map(_words, files))
    for department in OFFICES:
        assert department in named


@pytest.mark.parametrize("record", _records(), ids=lambda record: f"{record['file'][:8]}-{record['cell']}")
def test_every_expected_value_stands_in_its_cell(record: dict[str, Any]) -> None:
    assert str(_cells(record["file"])[record["sheet"]][record["cell"]]) == record["raw"]


def test_no_figure_stands_in_two_workbooks() -> None:
    places = [(record["file"], record["sheet"], record["cell"]) for record in _records()]
    assert len(places) == len(set(places))


def test_the_script_makes_the_workbooks_that_are_shipped(tmp_path: Path) -> None:
    made = _tool().make(tmp_path / "one")
    assert made == _expected()
    assert _tool().make(tmp_path / "two") == made
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
        assert _members(path) == _members(WORKBOOKS / path.name)


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_no_person_can_be_recognised_in_a_workbook() -> None:
    for path in WORKBOOKS.iterdir():
        text = _words(path.name)
        assert not re.search(r"\d{7,}", text), path.name
        names = re.findall(r"(?:填表人|填报人|审核人)：(\w{2,3})", text)
        assert all(name.endswith("某") for name in names), path.name


def test_the_report_prints_every_figure_of_the_workbooks_and_no_other() -> None:
    printed = {link.code for texts in _texts()["texts"].values() for text in texts for link in links(text)}
    assert printed == set(_expected())


def test_the_number_of_trainings_is_one_link_in_both_chapters() -> None:
    places = [place for place, texts in _texts()["texts"].items() if any("{{T04}}" in text for text in texts)]
    assert {place.split(".")[0] for place in places} == {"1", "3"}


def test_last_years_figures_are_said_to_be_invented_and_agree_with_the_workbooks() -> None:
    assert "虚构" in _texts()["note"]
    resources = assembly.load_resources()
    for code, entry in _expected().items():
        if "last_year" in entry:
            typed = read_typed(resources.catalogue[code], _texts()["last_year"][code], now=NOW).value
            assert typed is not None
            assert typed.decimal == entry["last_year"]["value"]


def test_the_checks_find_nothing_in_the_sample() -> None:
    rules = load_checks(paths.resources() / "checks", _report().catalogue)
    hard = [finding.message for finding in checker(rules).full(_report()) if finding.severity == "hard"]
    assert hard == []


@cache
def _report() -> Report:
    resources, sample = assembly.load_resources(), _texts()
    body = Body(sample["unit"], sample["short"], sample["outline"], sample["filler"])
    records = [cell.new for cell in first_edit(body, resources.templates["town"], sample["year"], ()).cells]
    head = next(record for record in records if isinstance(record, ReportHead))
    nodes = in_order(record for record in records if isinstance(record, Node))
    empty = Report(body, head, resources.catalogue, nodes, {})
    written = tuple(_with_text(empty, node, sample["texts"]) for node in nodes)
    values = {code: _value(code, entry) for code, entry in _expected().items()}
    return Report(body, head, resources.catalogue, written, {sample["year"]: values})


def _with_text(report: Report, node: Node, texts: dict[str, list[str]]) -> Node:
    path: list[str] = []
    place = node
    while True:
        siblings = report.children[place.parent]
        path.insert(0, str(siblings.index(place) + 1))
        above = report.node(place.parent)
        if above is None:
            break
        place = above
    own = texts.get(".".join(path))
    assert (own is None) == bool(report.children.get(node.id)), f"{path}: {node.heading}"
    return replace(node, paragraphs=tuple(own)) if own else node


def _value(code: str, entry: dict[str, Any]) -> Value:
    return Value(code, "value", str(entry["value"]), unit=entry["unit"], qualifier=entry["qualifier"],
                 period=entry["period"])


def test_the_finished_sample_is_as_long_as_a_real_report() -> None:
    shown = [_report().shown(text).text for node in _report().nodes for text in node.paragraphs]
    assert 5500 < sum(map(len, shown)) < 7500
    assert all("〔" not in text for text in shown)


@pytest.mark.skipif(not FINISHED.is_file(), reason="the sample report is not beside the repository")
def test_no_printed_sentence_is_taken_from_the_sample_report() -> None:
    original = "".join(FINISHED.read_text("utf-8").split())
    known = {original[place : place + 22] for place in range(len(original) - 21)}
    for node in _report().nodes:
        for text in node.paragraphs:
            plain = "".join(_report().shown(text).text.split())
            runs = (plain[at : at + 22] for at in range(len(plain) - 21))
            assert [run for run in runs if run in known] == []
