"""The command line as the contract fixes it: words, errors, values and years."""

from pathlib import Path

import pytest

from fazhi_desktop import paths
from tests.cli.conftest import Runner, shown


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
        (("--unit", "甲\n镇", "--year", 2023), "看不见的字符"),
        (("--unit", "\u202e镇", "--year", 2023), "看不见的字符"),
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
