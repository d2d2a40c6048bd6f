"""A report that was read, stored and exported reads the same again, in every format."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from fazhi_desktop.cli import main
from tests.reports.corpus import load, squeeze
from tests.reports.raw_forms import file_name, raw_bytes


def read(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["read", str(path), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def headings(nodes: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [
        (node["level"], node["number"], squeeze(node["heading"]), node["role"], headings(node["children"]))
        for node in nodes
    ]


def facts(found: dict[str, Any]) -> list[tuple[object, ...]]:
    keys = ("value", "unit", "qualifier", "period", "indicator", "chapter", "section", "item")
    return [tuple(fact[key] for key in keys) for fact in found["facts"]]


def texts(found: dict[str, Any]) -> list[str]:
    """Paragraphs after the documented normalisation: thousands signs and the stop of a heading are lost."""
    return [re.sub(r"(?<=\d),(?=\d{3})", "", squeeze(text)).rstrip("。") for text in found["paragraphs"]]


@pytest.mark.usefixtures("one_child")
def test_what_was_read_and_exported_reads_the_same_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = next(report for report in load("visible") if report.name.startswith("v01"))
    source, workspace, out = tmp_path / file_name(report), tmp_path / "库.fazhi", tmp_path / "out"
    source.write_bytes(raw_bytes(report))
    first = read(source, capsys)
    year = str(first["year"])
    assert main(["new", str(workspace), "--unit", str(first["unit"]), "--year", year]) == 0
    assert main(["read", str(source), "--into", str(workspace), "--replace"]) == 0
    main(["export", str(workspace), "--to", str(out), "--format", "txt", "docx", "pdf", "html"])
    capsys.readouterr()
    written = sorted(out.iterdir())
    assert {path.suffix for path in written} == {".txt", ".docx", ".pdf", ".html"}
    for path in written:
        again = read(path, capsys)
        assert (again["year"], again["title"]) == (first["year"], first["title"])
        assert headings(again["outline"]) == headings(first["outline"]), path.suffix
        assert facts(again) == facts(first), path.suffix
        assert texts(again) == texts(first), path.suffix
