"""The command line as the contract fixes it; every command runs in this process."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from fazhi_desktop import cli, paths
from fazhi_desktop.store.lock import Lock


class Ran:
    """What one command said."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def data(self) -> Any:
        return json.loads(self.out)


class Runner:
    """Runs commands and keeps what they say."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *words: object) -> Ran:
        code = cli.main([str(word) for word in words])
        said = self._capture.readouterr()
        assert "Traceback" not in said.err
        return Ran(code, said.out, said.err)


@pytest.fixture
def fazhi(capfd: pytest.CaptureFixture[str]) -> Runner:
    return Runner(capfd)


@pytest.fixture
def workspace(fazhi: Runner, tmp_path: Path) -> Path:
    path = tmp_path / "甲 镇.fazhi"
    assert fazhi("new", path, "--unit", "甲镇人民政府", "--year", 2023).code == 0
    return path


def shown(fazhi: Runner, workspace: Path, code: str) -> dict[str, Any]:
    values = fazhi("show", workspace, "--json").data["values"]
    return next(value for value in values if value["indicator"] == code)


def test_new_makes_a_workspace_and_never_overwrites(fazhi: Runner, tmp_path: Path) -> None:
    path = tmp_path / "a.fazhi"
    made = fazhi("new", path, "--unit", "甲镇人民政府", "--year", 2023, "--json")
    assert (made.code, made.data["ok"], made.data["files"]) == (0, True, [str(path)])
    before = path.read_bytes()
    again = fazhi("new", path, "--unit", "乙镇人民政府", "--year", 2024)
    assert (again.code, path.read_bytes()) == (2, before)
    assert "已存在" in again.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--unit", " ", "--year", 2023), "没有写单位名称"),
        (("--unit", "甲镇", "--year", 23), "年份 23 不对"),
        (("--unit", "甲镇", "--year", 2023, "--outline", "moon"), "没有名为 moon 的提纲"),
    ],
)
def test_new_refuses_what_makes_no_sense(
    fazhi: Runner, tmp_path: Path, words: tuple[object, ...], says: str
) -> None:
    ran = fazhi("new", tmp_path / "a.fazhi", *words)
    assert ran.code == 2
    assert says in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("outline", ["town", "street", "district", "department"])
def test_every_outline_makes_a_report_with_the_mandatory_chapters(
    fazhi: Runner, tmp_path: Path, outline: str
) -> None:
    path = tmp_path / "a.fazhi"
    fazhi("new", path, "--unit", "甲镇人民政府", "--year", 2023, "--outline", outline)
    roles = {node["role"] for node in fazhi("show", path, "--json").data["outline"]}
    assert {"measures", "shortcomings", "first_responsible", "next_year"} <= roles


def test_show_has_the_shape_of_the_contract(fazhi: Runner, workspace: Path) -> None:
    data = fazhi("show", workspace, "--json").data
    assert (data["unit"], data["short"], data["year"], data["state"]) == (
        "甲镇人民政府",
        "甲镇",
        2023,
        "draft",
    )
    chapter = data["outline"][0]
    assert {"id", "level", "number", "heading", "role", "indicators", "paragraphs", "children"} <= set(
        chapter
    )
    assert len([value for value in data["values"] if "." not in value["indicator"]]) == 129
    assert set(data["values"][0]) == {
        "indicator",
        "name",
        "state",
        "value",
        "unit",
        "qualifier",
        "shown",
        "period",
        "numerator",
        "denominator",
        "last_year",
        "sources",
    }


def test_set_stores_numbers_as_written(fazhi: Runner, workspace: Path) -> None:
    ran = fazhi(
        "set",
        workspace,
        "E02=3010",
        "T05=720余",
        "L09=不适用",
        "H02=6426/6441",
        "E08=16.13万元",
        "--source",
        "电话核实",
    )
    assert ran.code == 0
    assert "16.13万元 已换算为 161300元" in ran.err
    inspected = shown(fazhi, workspace, "E02")
    assert (inspected["value"], inspected["unit"], inspected["shown"]) == (3010, "件", "3010")
    assert (inspected["sources"][0]["kind"], inspected["sources"][0]["note"]) == ("typed", "电话核实")
    trained = shown(fazhi, workspace, "T05")
    assert (trained["value"], trained["qualifier"], trained["shown"]) == (720, "over", "720")
    assert shown(fazhi, workspace, "L09")["state"] == "not_applicable"
    rate = shown(fazhi, workspace, "H02")
    assert (rate["value"], rate["numerator"], rate["denominator"]) == (99.77, 6426, 6441)
    assert shown(fazhi, workspace, "E08")["value"] == 161300


@pytest.mark.parametrize("fault", ["E03=许多", "Q99=1", "E03=3元", "E03=2000万", "E03", "H10=5"])
def test_set_is_all_or_nothing(fazhi: Runner, workspace: Path, fault: str) -> None:
    ran = fazhi("set", workspace, "E02=5", fault)
    assert ran.code == 1
    assert "没有保存任何数值" in ran.err
    assert shown(fazhi, workspace, "E02")["state"] == "missing"


def test_set_clears(fazhi: Runner, workspace: Path) -> None:
    fazhi("set", workspace, "E02=5")
    assert fazhi("set", workspace, "E02=").code == 0
    assert shown(fazhi, workspace, "E02")["state"] == "missing"


def test_set_restates_last_years_number_with_its_reason(fazhi: Runner, workspace: Path) -> None:
    refused = fazhi("set", workspace, "E02@-1=2850")
    assert refused.code == 1
    assert "写明原因" in refused.err
    assert fazhi("set", workspace, "E02@-1=2850", "--source", "核减重复录入").code == 0
    assert shown(fazhi, workspace, "E02")["last_year"] == 2850
    assert fazhi("set", workspace, "E02@-2=1", "--source", "x").code == 1
    assert fazhi("set", workspace, "E02@-1=").code == 0
    assert shown(fazhi, workspace, "E02")["last_year"] is None


def test_an_unknown_year_is_wrong_usage(fazhi: Runner, workspace: Path) -> None:
    for command in ("show", "check", "returns"):
        ran = fazhi(command, workspace, "--year", 1999)
        assert ran.code == 2
        assert "没有 1999 年度报告" in ran.err


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


def test_a_public_edition_waits_for_what_nobody_decided(
    fazhi: Runner, workspace: Path, tmp_path: Path
) -> None:
    report = tmp_path / "报告.txt"
    title = "甲镇2023年度法治政府建设情况报告"
    report.write_text(f"{title}\n一、主要举措和成效\n咨询电话13912345678。\n", "utf-8")
    assert fazhi("read", report, "--into", workspace, "--replace").code in (0, 1)
    out = tmp_path / "out"
    ran = fazhi("export", workspace, "--to", out, "--format", "txt", "--json")
    assert (ran.code, ran.data["files"], ran.data["fonts"]) == (1, [], [])
    assert ran.data["findings"]
    assert "电话号码“13912345678”" in ran.err
    assert "报送版" in ran.err
    assert not out.exists()
    assert fazhi("export", workspace, "--to", out, "--format", "txt", "--edition", "submit").out


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


def test_backup_restore_and_verify(fazhi: Runner, workspace: Path, tmp_path: Path) -> None:
    fazhi("set", workspace, "E02=5")
    copy = Path(fazhi("backup", workspace, "--json").data["files"][0])
    assert copy.exists()
    restored = tmp_path / "r.fazhi"
    assert fazhi("restore", copy, "--to", restored).code == 0
    assert fazhi("restore", copy, "--to", restored).code == 2
    assert shown(fazhi, restored, "E02")["value"] == 5
    assert fazhi("verify", restored).code == 0
    restored.write_bytes(restored.read_bytes()[:3000])
    broken = fazhi("verify", restored)
    assert broken.code == 1
    assert "已损坏" in broken.err
    assert fazhi("verify", tmp_path / "none.fazhi").code == 2


def test_a_held_workspace_can_be_read_but_not_written(fazhi: Runner, workspace: Path) -> None:
    lock = Lock(workspace)
    lock.take()
    try:
        ran = fazhi("set", workspace, "E02=5")
        assert ran.code == 2
        assert "正由" in ran.err
        for command in ("show", "check", "returns", "verify"):
            assert fazhi(command, workspace).code in {0, 1}
    finally:
        lock.release()


@pytest.mark.parametrize(
    "words",
    [
        ("bogus",),
        ("set",),
        ("new", "x.fazhi"),
        ("export", "x.fazhi", "--to", "d", "--format", "doc"),
        ("open", "a", "b"),
        ("show",),
        ("--wrong",),
    ],
)
def test_wrong_words_are_a_chinese_sentence(fazhi: Runner, words: tuple[str, ...]) -> None:
    ran = fazhi(*words)
    assert ran.code == 2
    assert "用法不对" in ran.err


@pytest.mark.parametrize("words", [("--help",), ("show", "--help"), ("--version",)])
def test_help_and_version(fazhi: Runner, words: tuple[str, ...]) -> None:
    ran = fazhi(*words)
    assert ran.code == 0
    assert ran.out


def test_a_missing_workspace_is_one_json_object(fazhi: Runner, tmp_path: Path) -> None:
    ran = fazhi("show", tmp_path / "x.fazhi", "--json")
    assert (ran.code, ran.data["ok"]) == (2, False)
    assert "找不到工作库" in ran.data["message"]


def test_a_bug_becomes_a_report_without_business_data(
    fazhi: Runner, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("刘某某 3039")

    monkeypatch.setattr("fazhi_desktop.store.workspace.Store.report", broken)
    before = set(paths.logs().glob("crash-*"))
    ran = fazhi("show", workspace)
    assert ran.code == 2
    assert "程序内部出错" in ran.err
    report = (set(paths.logs().glob("crash-*")) - before).pop().read_text("utf-8")
    assert "KeyError" in report
    assert "3039" not in report


def test_doctor_names_fonts_and_versions(fazhi: Runner) -> None:
    ran = fazhi("doctor", "--json")
    assert ran.code == 0
    names = {check["name"] for check in ran.data["checks"]}
    assert {"磁盘", "程序", "输入法", "显示", "peewee"} <= names
    assert fazhi("doctor").out


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


def test_the_next_year_keeps_texts_and_empties_values(fazhi: Runner, workspace: Path) -> None:
    fazhi("set", workspace, "E02=5")
    assert fazhi("year", workspace, "--year", 2024).code == 0
    later = shown(fazhi, workspace, "E02")
    assert (later["state"], later["last_year"]) == ("missing", 5)
    before = fazhi("show", workspace, "--year", 2023, "--json").data["outline"]
    after = fazhi("show", workspace, "--json").data["outline"]
    assert [node["heading"] for node in before] == [node["heading"] for node in after]
    assert fazhi("year", workspace, "--year", 2024).code == 2
    assert fazhi("year", workspace, "--year", 2020).code == 2


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


def number(fazhi: Runner, workspace: Path, code: str) -> Any:
    """What `show` gives as the value of an indicator."""
    values = fazhi("show", workspace, "--json").data["values"]
    return next(entry["value"] for entry in values if entry["indicator"] == code)


def test_the_work_of_two_computers_is_merged(fazhi: Runner, workspace: Path, tmp_path: Path) -> None:
    fazhi("set", workspace, "E01=10")
    package, other = tmp_path / "传出.fzb", tmp_path / "对方.fazhi"
    assert fazhi("pack", workspace, "--to", package).code == 0
    assert fazhi("unpack", package, "--to", other).code == 0
    fazhi("set", workspace, "E02=5")
    fazhi("set", other, "E02=6", "E03=7")
    assert fazhi("pack", other, "--to", tmp_path / "交回.fzb").code == 0
    ended = fazhi("merge", workspace, tmp_path / "交回.fzb")
    assert ended.code == 1
    assert "合并 1 处，1 处不一致" in ended.err
    assert "保留了本机的：2023 年 指标 E02" in ended.err
    assert [number(fazhi, workspace, code) for code in ("E01", "E02", "E03")] == [10, 5, 7]
    assert fazhi("merge", workspace, other, "--replace").code == 0
    assert number(fazhi, workspace, "E02") == 6
    stranger = tmp_path / "乙.fazhi"
    fazhi("new", stranger, "--unit", "乙镇人民政府", "--year", 2023)
    assert fazhi("merge", workspace, stranger).code == 2


def test_an_end_without_closing_is_said_at_the_next_command(fazhi: Runner, workspace: Path) -> None:
    owner = {"who": "李某", "machine": "JC-02", "since": "2024-01-05T10:00:00", "process": 77, "step": 1}
    Path(f"{workspace}.lock").write_text("\n" + json.dumps(owner), "utf-8")
    ran = fazhi("set", workspace, "E02=5")
    assert ran.code == 0
    assert "上次（李某（JC-02，自 2024-01-05 10:00:00））没有正常关闭" in ran.err
    assert "没有正常关闭" not in fazhi("set", workspace, "E02=6").err
