"""The office's own data files: an indicator, an outline, a department and a check beside the program's."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fazhi_desktop import cli, paths

INDICATOR = """
title = "本单位"
[[indicator]]
code = "Z01"
name = "法治驿站"
unit = "个"
departments = ["驿站办"]
roles = ["measures"]
synonyms = ["法治驿站数"]
"""
DEPARTMENT = '[[department]]\nname = "驿站办"\naliases = ["驿站管理办"]\n'
OUTLINE = """
name = "station"
label = "驿站"
title = "{short}{year}年度法治政府建设情况报告"
[[chapter]]
heading = "法治驿站建设"
role = "measures"
paragraphs = ["建成法治驿站{{Z01}}个。"]
"""
CHECK = """
[[rule]]
id = "own_stations"
kind = "missing"
severity = "hard"
message = "“{name}”（{code}）每年都要报。请填写。"
message_told = "“{name}”（{code}）没有数值，正文写的是 {said}。"
source = "本单位约定"
indicators = ["Z01"]
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Puts a file into the office's folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "user"))

    def put(kind: str, text: str) -> Path:
        path = paths.own_folder() / kind / "90_本单位.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return put


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = cli.main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_own_files_join_those_of_the_program(
    own: Callable[[str, str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, text in (("indicators", INDICATOR), ("departments", DEPARTMENT), ("outlines", OUTLINE),
                       ("checks", CHECK)):
        own(kind, text)
    workspace = str(tmp_path / "甲.fazhi")
    words = ("--unit", "甲镇人民政府", "--year", "2024", "--outline", "station")
    assert answer(capsys, "new", workspace, *words)[0] == 0
    assert "驿站办" in [row["department"] for row in answer(capsys, "returns", workspace)[1]["returns"]]
    found = answer(capsys, "check", workspace)[1]["findings"]
    assert "own_stations" in [finding["rule"] for finding in found]
    assert answer(capsys, "set", workspace, "Z01=7")[0] == 0
    found = answer(capsys, "check", workspace)[1]["findings"]
    assert "own_stations" not in [finding["rule"] for finding in found]
    shown = answer(capsys, "show", workspace)[1]
    assert shown["outline"][0]["paragraphs"][0]["shown"] == "建成法治驿站7个。"
    assert "本单位自定义 4 个" in json.dumps(answer(capsys, "doctor")[1], ensure_ascii=False)


def test_a_fault_is_named_with_its_file(
    own: Callable[[str, str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own("indicators", INDICATOR.replace('unit = "个"', 'unitt = "个"'))
    code, said = answer(capsys, "new", str(tmp_path / "甲.fazhi"), "--unit", "甲镇", "--year", "2024")
    assert code == 2
    assert f"{path.name} 指标 Z01：不认识的项 unitt" in said["message"]
    checks = answer(capsys, "doctor")[1]["checks"]
    assert any(check["name"] == "数据文件" and not check["ok"] for check in checks)
