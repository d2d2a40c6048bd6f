"""Workspaces of every version that was released open, say what they said, and there is a way back."""

import shutil
from pathlib import Path

import pytest

from fazhi_desktop import cli
from fazhi_desktop.core.errors import Damaged, NotUsable
from fazhi_desktop.store import backup, database, migrations, package
from fazhi_desktop.store.workspace import Store
from tests.databases.make import FOLDER, make, told
from tests.store.town import CATALOGUE, fill

STORED = sorted(FOLDER.glob("v*.fazhi"))


def stored(name: str) -> tuple[list[str], list[str]]:
    """What a stored workspace says, as it was written down when it was made."""
    said, _, log = FOLDER.joinpath(f"{name}.txt").read_text("utf-8").rstrip("\n").partition("\n\n")
    return said.split("\n"), log.split("\n")


@pytest.fixture(params=STORED, ids=[path.stem for path in STORED])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a stored workspace."""
    return Path(shutil.copy(request.param, tmp_path / "甲镇.fazhi"))


def test_there_is_one_stored_workspace_for_each_version() -> None:
    assert [path.stem for path in STORED] == [f"v{number + 1}" for number in range(database.version_now())]


def test_it_opens_and_says_what_it_said(old: Path, request: pytest.FixtureRequest) -> None:
    with Store.open(old, CATALOGUE) as store:
        store.apply(fill(store, "E02", "1"))
        store.undo()
    said, log = stored(request.node.callspec.id)
    now, now_log = told(old)
    assert now == said
    assert now_log[2:-1] == log[:-1]  # behind what was done just now
    assert backup.faults_of(old) == []


def test_the_present_program_still_writes_the_newest_one(tmp_path: Path) -> None:
    make(tmp_path / "新.fazhi")
    assert told(tmp_path / "新.fazhi") == stored(STORED[-1].stem)


@pytest.mark.parametrize("readable", [True, False])
def test_a_later_program_brings_it_up_and_the_way_back_is_offered(
    old: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    readable: bool,
) -> None:
    before = told(old)
    with monkeypatch.context() as later:
        later.setattr(migrations, "STEPS", (*migrations.STEPS, ('CREATE TABLE "later" ("name" TEXT)',)))
        with Store.open(old, CATALOGUE) as store:
            store.apply(fill(store, "E02", "1"))
            store.backup("手动")
            store.pack(tmp_path / "新.fzb")
    assert cli.main(["verify", str(old)]) == 2
    said = capsys.readouterr().err
    assert "请升级程序" in said
    assert "已损坏" not in said
    with pytest.raises(NotUsable, match=r"里的工作库不能用：甲镇.fazhi 由更新.*打开。没有装入。$"):
        package.unpack(tmp_path / "新.fzb", tmp_path / "别名.fazhi")
    if not readable:
        monkeypatch.setattr(backup, "newest_good", lambda *_, **__: None)
    with pytest.raises(Exception, match="更新版本的程序保存") as caught:
        Store.open(old, CATALOGUE)
    if readable:  # the backup made before the migration is what the program of before can still read
        assert isinstance(caught.value, Damaged)
        assert caught.value.backup is not None
        assert "升级前" in caught.value.backup.name
        assert not caught.value.torn
        restored = backup.restore(caught.value.backup, tmp_path / "退回.fazhi")
        assert told(restored) == before


def test_a_migration_that_fails_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()
    broken = (*migrations.STEPS, ('CREATE TABLE "later" ("name" TEXT)', "CREATE TABLE body (a)"))
    monkeypatch.setattr(migrations, "STEPS", broken)
    monkeypatch.setattr(database, "_expected_schema", lambda *_: {})
    monkeypatch.setattr(database, "schema_faults", lambda *_: [])
    with pytest.raises(Exception, match="already exists"):
        Store.open(old, CATALOGUE)
    assert old.read_bytes() == before
