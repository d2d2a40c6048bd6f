"""The manual says all there is: commands, settings, keys, forms, formats, problems, rules, data files."""

import argparse
import ast
import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from fazhi_desktop import cli, manual, paths
from fazhi_desktop.checking.kinds import KINDS
from fazhi_desktop.core import outline
from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.records import ROLES
from fazhi_desktop.export.exporter import FORMATS

PAGES = manual.load_manual(paths.manual())
TEXT = {page.name: "\n".join(block.text() for block in page.blocks) for page in PAGES}
WHOLE = "\n".join(TEXT.values())
ANCHORS = {anchor for page in PAGES for block in page.blocks for anchor in block.ids}
FORMS = sorted(path.stem for path in paths.forms().glob("*.ui"))
SHELLS = {"help"}
"""The manual's own window."""
CONTRACT_CODES = {
    "sum_mismatch", "rate_mismatch", "rate_scaled", "rate_range", "negative", "unit_unclear",
    "unit_converted", "conflict", "ambiguous", "hidden", "formula_without_value", "error_cell",
    "maybe_date", "merged_value", "all_zero", "duplicate_rows", "year_mismatch", "personal_data",
    "encrypted", "not_a_workbook", "broken", "too_large", "too_slow",
}


def missing(wanted: list[str], text: str) -> list[str]:
    return [word for word in wanted if word not in text]


def texts_of(form: str, *tags: str) -> list[str]:
    """The strings of a form, of the properties of this name."""
    tree = ElementTree.parse(paths.forms() / f"{form}.ui")
    found = [node.findtext("string") or "" for tag in tags for node in tree.iter("property")
             if node.get("name") == tag]
    return [re.sub(r"\(&.\)", "", text).replace("&", "").strip() for text in found if text]


@pytest.mark.parametrize("form", [form for form in FORMS if form not in SHELLS])
def test_f1_finds_a_heading_for_every_form(form: str) -> None:
    assert form in ANCHORS, f"no heading {{#{form}}} in docs/manual"


def test_every_menu_entry_and_its_key_is_told() -> None:
    from fazhi_desktop.gui.commands import COMMANDS

    entries = [(command.text, command.shortcut) for command in COMMANDS]
    tree = ElementTree.parse(paths.forms() / "main_window.ui")
    for action in tree.iter("action"):
        words = {node.get("name"): node.findtext("string") or "" for node in action.iter("property")}
        entries.append((words["text"], words.get("shortcut", "").replace("PgDown", "PgDn")))
    page = next(page for page in PAGES if page.name == "20_commands.md")
    rows = {tuple(map(manual.plain, row[:2])) for block in page.blocks for row in block.rows}
    assert [entry for entry in entries if entry not in rows] == []


def test_every_key_of_the_list_is_told() -> None:
    from fazhi_desktop.gui.help_dialogs import KEYS

    keys = [key for _, entries in KEYS for names, _ in entries for key in re.split(r" / |、| ", names)]
    assert missing([key for key in keys if key not in ("Alt+字母", "")], WHOLE) == []


def test_every_setting_is_told_with_its_choices() -> None:
    from fazhi_desktop.gui.settings import DIRECTIONS, SIZES

    labels = [label for label in texts_of("settings", "text") if "(" not in label and "…" not in label]
    names = [label for label in labels if len(label) < 12]
    choices = [words for _, words in (*SIZES, *DIRECTIONS)]
    assert len(names) >= 3
    assert missing([*names, *choices], TEXT["21_settings.md"]) == []


def commands() -> dict[str, argparse.ArgumentParser]:
    for action in cli.parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("no commands")


@pytest.mark.parametrize("name", list(commands()))
def test_every_command_is_told_with_its_options(name: str) -> None:
    page = next(page for page in PAGES if page.name == "23_command_line.md")
    lines = [row[0] for block in page.blocks for row in block.rows]
    told = next((manual.plain(line) for line in lines if f"fazhi {name} " in f"{manual.plain(line)} "), "")
    options = [
        option for action in commands()[name]._actions for option in action.option_strings
        if option.startswith("--") and option not in ("--help", "--json")
    ]
    assert told
    assert missing(options, told) == []


def test_every_option_of_the_program_itself_is_told() -> None:
    names = [option for action in cli.parser()._actions for option in action.option_strings]
    wanted = [option for option in names if option.startswith("--")]
    wanted += ["--json", "FAZHI_PASSWORD", "FAZHI_NEW_PASSWORD"]
    assert missing(wanted, TEXT["23_command_line.md"]) == []


def test_every_file_format_is_told() -> None:
    from fazhi_desktop.gui import importing, reading
    from fazhi_desktop.store import package

    told = TEXT["22_files.md"]
    readable = [ending.lstrip("*") for ending in reading.ENDINGS.split()]
    written = [f".{form}" for form in FORMATS]
    wanted = [*importing.ENDINGS, *readable, *written, ".fazhi", package.SUFFIX, ".png", ".svg"]
    assert [ending for ending in wanted if not re.search(re.escape(ending) + r"\b", told)] == []


def problem_codes() -> set[str]:
    """Codes written in the calls that make problems."""
    found: set[str] = set()
    for path in (Path(manual.__file__).parent / "importing").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func).rpartition(".")[2]
                place = {"problem": 1, "Problem": 1, "Remark": 0, "CannotRead": 0}.get(name)
                given = node.args[place] if place is not None and len(node.args) > place else None
                if isinstance(given, ast.Constant):
                    found.add(str(given.value))
    return found


def test_every_problem_of_an_import_is_told() -> None:
    codes = problem_codes()
    assert len(codes) > 15
    assert missing(sorted(codes | CONTRACT_CODES), TEXT["24_problems.md"]) == []


def test_every_family_and_kind_of_checks_is_told() -> None:
    files = [path.name for path in (paths.resources() / "checks").glob("*.toml")]
    assert missing(files, TEXT["07_checks.md"]) == []
    page = next(page for page in PAGES if page.name == "26_data_files.md")
    tables = [[manual.plain(row[0]) for row in block.rows] for block in page.blocks if block.rows]
    assert set(next(rows for rows in tables if rows[0] == "kind")) - {"kind"} == set(KINDS)


def test_every_key_of_the_data_files_is_told() -> None:
    keys = [field.name for field in fields(Indicator) if field.name != "section"]
    keys += [*outline._KEYS, *outline._CHILD.values(), "name", "label", "title", "preface", *ROLES, "aliases"]
    keys += ["id", "kind", "severity", "message", "source", "years", "bodies", *paths.OWN_KINDS]
    chart_kinds = {chart["kind"] for chart in _toml("charts.toml")["chart"]}
    assert missing([*keys, *chart_kinds], TEXT["26_data_files.md"]) == []


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((paths.resources() / name).read_text("utf-8"))


def test_the_examples_of_data_files_are_valid(tmp_path: Path) -> None:
    """What the manual shows can be copied into the office's own files as it stands."""
    from fazhi_desktop import assembly
    from fazhi_desktop.checking.rules import load_rules

    page = next(page for page in PAGES if page.name == "26_data_files.md")
    examples = ["\n".join(map(manual.plain, block.lines)) for block in page.blocks if block.kind == "code"]
    names = ("indicators", "outlines", "departments", "checks")
    own = dict(zip(names, examples, strict=True))
    for name, text in own.items():
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    files = {name: [tmp_path / f"{name}.toml"] for name in names}
    from fazhi_desktop.core.toml_files import read_toml

    made = assembly._loaded(paths.resources(), files, read_toml)
    assert "Z01" in made.catalogue
    assert "station" in made.templates
    assert "驿站办" in [department.name for department in made.departments]
    rules = load_rules(files["checks"], KINDS, made.catalogue)
    assert (rules.faults, len(rules.rules)) == ((), 1)


def test_links_lead_somewhere_and_pictures_are_there() -> None:
    names = {page.name for page in PAGES}
    faults: list[str] = []
    for page in PAGES:
        for block in page.blocks:
            lines = [*block.lines, *(cell for row in block.rows for cell in row)]
            for link in (span.to for line in lines for span in line if span.style == "link"):
                name, _, anchor = link.partition("#")
                where = manual.place_of(PAGES, anchor) if anchor else name
                if name not in names or where != name:
                    faults.append(f"{page.name}: {link}")
            if block.kind == "picture" and not (paths.manual() / block.path).is_file():
                faults.append(f"{page.name}: {block.path}")
    assert faults == []


def test_no_two_headings_have_the_same_id() -> None:
    ids = [anchor for page in PAGES for block in page.blocks for anchor in block.ids]
    assert len(ids) == len(set(ids))


def test_the_practice_page_tells_every_planted_place() -> None:
    from fazhi_desktop.practice import planted_errors

    digits = {"1": "一", "2": "二", "3": "三", "4": "四", "5": "五"}
    told = TEXT["11_practice.md"]
    for error in planted_errors():
        chapter, section, *item = error.place.split(".")
        assert f"{digits[chapter]}（{digits[section]}）{''.join(item)}" in told


def test_the_subset_of_markdown() -> None:
    page = manual.read_page("a.md", (
        "# 题 {#one #two}\n第一行\n第二行 **重** `c` [连](b.md#x)\n\n- 甲\n  续\n- 乙\n\n1. 子\n2. 丑\n\n"
        "| 头 | 二 |\n|---|---|\n| a\\|b | `c` |\n\n```\n# 不是标题\n```\n> 注意\n\n![图](p.png)\n"
    ))
    kinds = [block.kind for block in page.blocks]
    assert kinds == ["heading", "text", "bullets", "numbers", "table", "code", "note", "picture"]
    assert page.blocks[0].ids == ("one", "two")
    assert manual.plain(page.blocks[1].lines[0]) == "第一行第二行 重 c 连"
    assert [manual.plain(line) for line in page.blocks[2].lines] == ["甲续", "乙"]
    assert manual.plain(page.blocks[4].rows[1][0]) == "a|b"
    html = manual.page_html(page, width=300)
    assert '<a href="b.md#x">连</a>' in html
    assert "<pre># 不是标题</pre>" in html
    assert 'width="300"' in html


def test_search_needs_all_words_and_puts_headings_first() -> None:
    hits = manual.search(PAGES, "导入 表格")
    assert hits[0].heading == "导入科室表格"
    assert all("导入" in hit.excerpt or "表格" in hit.excerpt for hit in hits)
    assert manual.search(PAGES, "没有这个词语组合") == []
    assert manual.search(PAGES, "  ") == []
