"""The commands that take workbooks and reports in and give reports, forms and charts out."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.cli.conftest import Runner, shown


def test_check_lists_findings_and_says_so_in_the_exit_code(fazhi: Runner, workspace: Path) -> None:
    ran = fazhi("check", workspace, "--json")
    assert ran.code == 1
    finding = ran.data["findings"][0]
    assert set(finding) == {"rule", "severity", "message", "explanation", "places"}
    assert "必须改" in ran.err


def test_returns_name_every_department_that_owes(fazhi: Runner, workspace: Path) -> None:
    rows = fazhi("returns", workspace, "--json").data["returns"]
    assert {"department": "综合执法大队", "state": "waiting", "file": None, "time": None, "values": 0} in rows


def test_export_marks_a_draft_and_never_overwrites(fazhi: Runner, workspace: Path, tmp_path: Path) -> None:
    ran = fazhi("export", workspace, "--to", tmp_path / "out", "--format", "txt", "--json")
    assert ran.code == 1
    assert Path(ran.data["files"][0]["path"]).name == "甲镇2023年度法治政府建设情况报告（草稿）.txt"
    assert ran.data["findings"]
    again = fazhi("export", workspace, "--to", tmp_path / "out", "--format", "txt", "--edition", "submit")
    assert "（报送版）（草稿）" in again.out
    third = fazhi("export", workspace, "--to", tmp_path / "out", "--format", "txt")
    assert "（草稿）（2）.txt" in third.out


def test_a_public_edition_tells_what_nobody_decided(
    fazhi: Runner, workspace: Path, tmp_path: Path
) -> None:
    report = tmp_path / "报告.txt"
    title = "甲镇2023年度法治政府建设情况报告"
    report.write_text(f"{title}\n一、主要举措和成效\n咨询电话13912345678。\n", "utf-8")
    assert fazhi("read", report, "--into", workspace, "--replace").code in (0, 1)
    out = tmp_path / "out"
    ran = fazhi("export", workspace, "--to", out, "--format", "txt", "--json")
    assert [file["format"] for file in ran.data["files"]] == ["txt"]
    assert "电话号码“13912345678”" in ran.err
    assert "报送版" in ran.err
    sent = fazhi("export", workspace, "--to", out, "--format", "txt", "--edition", "submit")
    assert "13912345678" not in sent.err


def test_a_checking_copy_and_an_archive_are_made_on_request(
    fazhi: Runner, workspace: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    without_date = fazhi("export", workspace, "--to", out, "--archive")
    assert without_date.code == 1
    assert "成文日期" in without_date.err
    assert not list(tmp_path.glob("out/*"))
    ran = fazhi("export", workspace, "--to", out, "--format", "txt", "--copies", "checking", "--json")
    names = [Path(file["path"]).name for file in ran.data["files"]]
    assert names == [
        "甲镇2023年度法治政府建设情况报告（草稿）.txt",
        "甲镇2023年度法治政府建设情况报告（草稿）（核稿稿）.pdf",
    ]
    assert ran.data["files"][1]["pages"] >= 2


def test_a_marked_copy_is_held_against_what_was_kept(fazhi: Runner, workspace: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    nothing_kept = fazhi("export", workspace, "--to", out, "--format", "txt", "--copies", "marked")
    assert nothing_kept.code == 2
    assert "还没有留存过稿子" in nothing_kept.err
    kept = fazhi("keep", workspace, "--label", "送审稿", "--json")
    assert (kept.code, kept.data["ok"]) == (0, True)
    fazhi("set", workspace, "E02=3010")
    ran = fazhi("export", workspace, "--to", out, "--format", "txt", "--copies", "marked", "--json")
    path = Path(ran.data["files"][1]["path"])
    assert path.name.endswith("（花脸稿）.docx")
    with zipfile.ZipFile(path) as file:
        xml = file.read("word/document.xml").decode()
    assert "<w:ins " in xml
    assert ">3010</w:t>" in xml


def test_the_editions_are_compared(fazhi: Runner, workspace: Path) -> None:
    ran = fazhi("editions", workspace, "--json")
    assert ran.code == 0
    assert {"place": "版头", "submit": "甲镇人民政府文件", "public": ""} in ran.data["differences"]
    assert "报送版：甲镇人民政府文件" in fazhi("editions", workspace).out


def test_read_prints_outline_and_facts(fazhi: Runner, tmp_path: Path) -> None:
    path = tmp_path / "甲镇2022.txt"
    path.write_text(
        "甲镇2022年度法治政府建设情况报告\n一、主要举措和成效\n（一）规范执法\n全年开展行政检查 120 件。\n",
        "utf-8",
    )
    data = fazhi("read", path, "--json").data
    assert (data["year"], data["outline"][0]["children"][0]["heading"]) == (2022, "规范执法")
    assert data["facts"][0]["value"] == 120
    assert fazhi("read", tmp_path / "none.txt").code in {1, 2}


def filled(path: Path, target: Path, values: Mapping[str, object]) -> Path:
    """A collection form with numbers typed in, under another name."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet: Any = book["收数表"]
    for row in range(5, sheet.max_row + 1):
        if sheet.cell(row, 1).value in values:
            sheet.cell(row, 3).value = values[sheet.cell(row, 1).value]
    book.save(target)
    return target


def test_a_collection_form_comes_back_whatever_it_is_called(
    fazhi: Runner, workspace: Path, tmp_path: Path
) -> None:
    made = fazhi("template", workspace, "--to", tmp_path / "forms", "--department", "综合执法大队", "--json")
    form = Path(made.data["files"][0])
    assert form.name == "收数表（综合执法大队）2023年.xlsx"
    values = {
        "行政检查": "3,010",
        "行政处罚": 29,
        "行政强制": "不适用",
        "参训人次": "720余",
        "行政许可": "暂缺",
    }
    sent = filled(form, tmp_path / "新建 Microsoft Excel 工作表.xlsx", values)
    dry = fazhi("import", workspace, sent, "--dry-run", "--json")
    assert (dry.code, dry.data["files"][0]["status"]) == (0, "preview")
    assert {value["why"] for value in dry.data["files"][0]["values"]} == {"dry_run"}
    assert shown(fazhi, workspace, "E02")["state"] == "missing"
    ran = fazhi("import", workspace, sent, "--json")
    file = ran.data["files"][0]
    assert (ran.code, file["status"], file["department"], file["year"]) == (
        0,
        "imported",
        "综合执法大队",
        2023,
    )
    stored = shown(fazhi, workspace, "E02")
    assert (stored["value"], stored["sources"][0]["cell"], stored["sources"][0]["raw"]) == (
        3010,
        "C6",
        "3,010",
    )
    assert shown(fazhi, workspace, "E04")["state"] == "not_applicable"
    rows = {row["department"]: row["state"] for row in fazhi("returns", workspace, "--json").data["returns"]}
    assert (rows["综合执法大队"], rows["党政办"]) == ("sent", "waiting")
    again = fazhi("import", workspace, sent, "--json")
    assert (again.code, again.data["files"][0]["status"]) == (0, "duplicate")


def test_a_different_number_is_kept_out_unless_asked_for(
    fazhi: Runner, workspace: Path, tmp_path: Path
) -> None:
    form = Path(
        fazhi("template", workspace, "--to", tmp_path, "--department", "党政办", "--json").data["files"][0]
    )
    fazhi("set", workspace, "G01=60")
    sent = filled(form, tmp_path / "b.xlsx", {"主动公开文件信息": 61})
    ran = fazhi("import", workspace, sent, "--json")
    assert (ran.code, ran.data["files"][0]["values"][0]["why"]) == (1, "conflict")
    assert shown(fazhi, workspace, "G01")["value"] == 60
    assert fazhi("import", workspace, sent, "--replace").code == 0
    assert shown(fazhi, workspace, "G01")["value"] == 61


def test_what_is_no_workbook_is_refused_with_a_reason(fazhi: Runner, workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "扫描.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    ran = fazhi("import", workspace, tmp_path / "扫描.xlsx", tmp_path / "没有.xlsx", "--json")
    assert ran.code == 1
    assert [file["status"] for file in ran.data["files"]] == ["refused", "refused"]
    assert all(file["message"] for file in ran.data["files"])


def test_an_unknown_department_has_no_form(fazhi: Runner, workspace: Path, tmp_path: Path) -> None:
    ran = fazhi("template", workspace, "--to", tmp_path / "x", "--department", "火星办")
    assert ran.code == 2
    assert "没有名为“火星办”的科室" in ran.err


def test_a_read_report_is_stored_once(fazhi: Runner, workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "甲镇2022.txt"
    path.write_text(
        "甲镇2022年度法治政府建设情况报告\n一、主要举措和成效\n（一）规范执法\n全年开展行政检查 120 件。\n",
        "utf-8",
    )
    assert fazhi("read", path, "--into", workspace).code == 0
    data = fazhi("show", workspace, "--year", 2022, "--json").data
    assert data["outline"][0]["children"][0]["paragraphs"][0]["text"] == "全年开展行政检查 {{E02}} 件。"
    assert fazhi("read", path, "--into", workspace).code == 2
    assert fazhi("read", path, "--into", workspace, "--replace").code == 0


def test_the_demo_is_made_once_and_follows_a_change(fazhi: Runner, tmp_path: Path) -> None:
    folder = tmp_path / "示例 文件夹"
    made = fazhi("demo", folder, "--json")
    assert made.code == 0
    names = {Path(file).suffix for file in made.data["files"]}
    assert {".fazhi", ".docx", ".pdf", ".html", ".xlsx", ".png", ".svg"} <= names
    stamp = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert fazhi("demo", folder).code == 0
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == stamp
    workspace = folder / "示例.fazhi"
    assert fazhi("check", workspace).code == 0
    assert fazhi("set", workspace, "E03=28", "E01=3038").code == 0
    out = fazhi("export", workspace, "--to", tmp_path / "out", "--format", "txt", "--json")
    text = Path(out.data["files"][0]["path"]).read_text("utf-8")
    assert all(number in text for number in ("3038", "3010", "28", "161290"))
    assert "3039" not in text
    kept = shown(fazhi, workspace, "E03")["sources"]
    assert [(source["kind"], source["cell"]) for source in kept] == [("typed", None), ("cell", "C5")]


def test_a_demo_never_moves_into_a_full_folder(fazhi: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", "utf-8")
    ran = fazhi("demo", tmp_path)
    assert ran.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_every_chart_as_a_file(fazhi: Runner, workspace: Path, tmp_path: Path) -> None:
    ran = fazhi("chart", workspace, "--to", tmp_path / "图", "--json")
    assert ran.code == 0
    assert len(ran.data["files"]) == 22
