"""The commands that keep a workspace safe, and two that share one."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from fazhi_desktop.assembly import load_resources, open_workspace
from fazhi_desktop.core.finalising import finalise
from fazhi_desktop.foreign import make_gate
from fazhi_desktop.store import backup
from fazhi_desktop.store.lock import Lock
from tests.cli.conftest import Runner, shown


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


def test_a_backup_of_the_day_that_failed_is_told(fazhi: Runner, workspace: Path) -> None:
    backup.folder(workspace).write_text("a file where the folder should be")
    ran = fazhi("set", workspace, "E02=5")
    assert ran.code == 0
    assert "自动备份没有成功" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="pipes are POSIX here")
def test_pipes_and_names_too_long_cost_a_sentence(fazhi: Runner, workspace: Path, tmp_path: Path) -> None:
    pipe, long = tmp_path / "管道.fazhi", tmp_path / f"{'长' * 83}.fazhi"
    os.mkfifo(pipe)
    for command in (("show", pipe), ("backup", pipe), ("merge", workspace, pipe), ("read", pipe)):
        assert "不是" in fazhi(*command).err
    assert "管道或设备" in fazhi("import", workspace, pipe).out
    for command in (("show", long), ("new", long, "--unit", "甲镇", "--year", "2024")):
        assert "文件名过长" in fazhi(*command).err or "找不到" in fazhi(*command).err
    assert not list(tmp_path.rglob("*.part"))


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


@pytest.mark.parametrize("place", [".", "/", ""])
def test_a_folder_or_nothing_in_the_place_of_a_workspace(fazhi: Runner, workspace: Path, place: str) -> None:
    for command in (
        ("show", place), ("verify", place), ("set", place, "E02=1"), ("backup", place), ("returns", place),
        ("restore", place, "--to", workspace.with_name("b.fazhi")), ("merge", workspace, place),
        ("salvage", place, "--to", workspace.with_name("b.fazhi")),
    ):  # fmt: skip
        ran = fazhi(*command)
        assert ran.code == 2, command
        assert "不是" in ran.err or "空的" in ran.err or "找不到" in ran.err, ran.err
        assert "程序内部出错" not in ran.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_result_that_found_no_room_is_told(
    fazhi: Runner, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        ran = fazhi("show", workspace, "--json")
    assert ran.code == 1
    assert ran.err == "命令已执行，但结果没有写完整：磁盘已满，请清理磁盘或换一个位置后重试。\n"


def test_a_folder_that_is_gone_costs_a_sentence(
    fazhi: Runner, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "U盘"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    ran = fazhi("new", "b.fazhi", "--unit", "甲镇", "--year", "2024")
    assert ran.code == 2
    assert "当前文件夹已经不在了" in ran.err
    assert fazhi("show", workspace).code == 0


def test_a_finished_year_takes_no_import_and_no_backup_is_made_for_it(
    fazhi: Runner, workspace: Path, tmp_path: Path
) -> None:
    with open_workspace(workspace, load_resources(), gate=make_gate()) as store:
        store.apply(finalise(store.report(), ()))
    before = backup.backups(workspace)
    table = tmp_path / "行政执法统计表.csv"
    table.write_text("项目,数量（件）\n行政检查,3010\n行政处罚,29\n", "utf-8")
    assert "可导入" in fazhi("import", workspace, table, "--dry-run").out
    ran = fazhi("import", workspace, table)
    assert ran.code == 2
    assert "已定稿" in ran.err
    assert backup.backups(workspace) == before


@pytest.mark.parametrize("content", ["[" * 200_000, '{"kind": 1}', '{"recipes": [{"a": 1e999}]}', ""])
def test_what_is_no_file_of_mappings_is_not_taken_in(fazhi: Runner, workspace: Path, content: str) -> None:
    given = workspace.with_name("r.json")
    given.write_text(content)
    ran = fazhi("recipes", workspace, "--add", given)
    assert (ran.code, ran.err.count("没有装入")) == (1, 1)
    for odd in ("/dev/zero", workspace.parent, workspace, "nowhere.json"):
        assert "没有装入" in fazhi("recipes", workspace, "--add", odd).err


def test_mappings_are_never_written_over_another_file(fazhi: Runner, workspace: Path) -> None:
    before = workspace.read_bytes()
    ran = fazhi("recipes", workspace, "--export", workspace)
    assert (ran.code, workspace.read_bytes()) == (2, before)
    assert "不会覆盖" in ran.err
