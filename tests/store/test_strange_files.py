"""Links, pipes, names and packages that were made to do harm, or only look like it."""

import errno
import json
import os
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.errors import Damaged, EnvironmentFault, FazhiError, Locked, NotUsable
from fazhi_desktop.store import backup, checkup, database, package
from fazhi_desktop.store.gate import Gate
from fazhi_desktop.store.joining import other_side
from fazhi_desktop.store.lock import Lock
from fazhi_desktop.store.opening import make_file
from fazhi_desktop.store.salvage import salvage
from fazhi_desktop.store.sealing import is_sealed, set_password
from fazhi_desktop.store.workspace import Store
from tests.store.test_hostile import alter
from tests.store.town import CATALOGUE, fill

POSIX = pytest.mark.skipif(os.name == "nt", reason="links and pipes are POSIX here")


@POSIX
def test_a_link_in_the_locks_place_lets_nothing_be_overwritten(path: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    path.with_name(path.name + ".lock").symlink_to(precious)
    with pytest.raises(EnvironmentFault, match="链接"):
        Store.open(path, CATALOGUE)
    assert precious.read_text() == "precious"


@pytest.mark.parametrize(
    "left", ["[" * 9_000, "null", '{"who":1,"machine":2,"since":3,"process":4,"step":1e99}']
)
def test_a_lock_file_of_nonsense_counts_as_nobodys(path: Path, left: str) -> None:
    path.with_name(path.name + ".lock").write_text("\n" + left)
    with Store.open(path, CATALOGUE) as store:
        assert store.crashed is None or store.crashed.step == -1


def test_a_lock_with_a_step_that_never_was_is_not_believed(path: Path) -> None:
    owner = {"who": "某", "machine": "x", "since": "t", "process": 5, "step": 10**40}
    path.with_name(path.name + ".lock").write_text("\n" + json.dumps(owner))
    assert Lock(path).owner().step == -1


@POSIX
@pytest.mark.parametrize("suffix", [".fazhi", ".fzb"])
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, suffix: str) -> None:
    pipe = tmp_path / f"管道{suffix}"
    os.mkfifo(pipe)
    with pytest.raises(NotUsable, match="不是"):
        package.inspect(pipe) if suffix == ".fzb" else Store.open(pipe, CATALOGUE, readonly=True)


@POSIX
def test_a_password_put_on_through_a_link_seals_the_file_itself(path: Path, tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    link = tmp_path / "桌面" / "链接.fazhi"
    link.parent.mkdir()
    link.symlink_to(path)
    with Store.open(link, CATALOGUE) as store:
        set_password(store, "杨柳青 2024 年")
        store.backup("手动")
    assert link.is_symlink()
    assert is_sealed(path)
    assert not backup.folder(link).exists()
    assert len(backup.backups(path)) == 2


@POSIX
def test_a_journal_beside_the_file_counts_behind_a_link_too(path: Path, tmp_path: Path) -> None:
    gate = Gate(tmp_path / "known.txt", checkup.examine)
    gate.note(path)
    link = tmp_path / "链接.fazhi"
    link.symlink_to(path)
    assert gate.knows(link)
    path.with_name(path.name + "-journal").write_bytes(b"x")
    assert not gate.knows(link)


@pytest.mark.parametrize(
    "name", ["a?b#c%41 d.fazhi", "%00.fazhi", "a&mode=memory.fazhi", "'q\"`.fazhi", "-x.fazhi"]
)
@POSIX
def test_signs_of_an_address_in_a_name_mean_nothing(path: Path, name: str) -> None:
    odd = path.rename(path.with_name(name))
    with Store.open(odd, CATALOGUE) as store:
        store.apply(fill(store, "E02", "1"))
        assert store.backup("手动").exists()
    assert {entry.name for entry in odd.parent.iterdir()} == {name, f"{odd.stem}-备份"}


def test_a_file_that_grew_by_ten_gigabytes_of_nothing_is_as_quick(path: Path, tmp_path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(10 * 2**30)
    gate = Gate(tmp_path / "known.txt", checkup.examine)
    gate.admit(path)
    with Store.open(path, CATALOGUE) as store:
        assert store.backup("手动").stat().st_size < 2**20


def test_counters_of_backups_go_on_beyond_six_digits(store: Store, path: Path) -> None:
    place = backup.folder(path)
    place.mkdir()
    (place / "999999_2024-01-01_手动.fazhi").write_bytes(b"")
    made = [store.backup("手动") for _ in range(2)]
    assert [entry.name[:8] for entry in made] == ["1000000_", "1000001_"]
    assert backup.newest_good(path) == made[1]


def test_what_another_program_counted_in_the_file_does_not_belong(path: Path) -> None:
    alter(path, "ANALYZE")
    with pytest.raises(Damaged, match="sqlite_stat1"):
        Store.open(path, CATALOGUE)


@POSIX
@pytest.mark.parametrize("suffix", [".lock", "-journal"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
def test_what_is_no_file_in_the_place_of_ours_is_named(path: Path, suffix: str, kind: str) -> None:
    place = path.with_name(path.name + suffix)
    {"pipe": os.mkfifo, "folder": Path.mkdir, "link": lambda at: at.symlink_to("/dev/zero")}[kind](place)
    with pytest.raises(FazhiError, match=rf"{suffix} 不是.*请删去它后重试"):
        Store.open(path, CATALOGUE)


@POSIX
def test_links_in_a_circle_are_no_workspace(tmp_path: Path) -> None:
    one, other = tmp_path / "甲.fazhi", tmp_path / "乙.fazhi"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(NotUsable, match="找不到"):
        Store.open(one, CATALOGUE)
    with pytest.raises(FazhiError, match="已存在"):
        make_file(one, lambda *_: None)


@POSIX
def test_another_name_of_a_file_in_the_locks_place_is_put_aside(path: Path, tmp_path: Path) -> None:
    precious = tmp_path / "重要.txt"
    precious.write_text("precious", "utf-8")
    os.link(precious, path.with_name(path.name + ".lock"))
    with Store.open(path, CATALOGUE), pytest.raises(Locked):
        Store.open(path, CATALOGUE)
    assert precious.read_text("utf-8") == "precious"
    assert precious.stat().st_nlink == 1


@pytest.mark.parametrize("left", ["body", "report"])
def test_a_workspace_without_unit_or_year_is_damaged(path: Path, left: str) -> None:
    with Store.open(path, CATALOGUE) as store:
        keys = store.keys(left)
        store.apply(edit("删", [(key, None) for key in keys], store.get))
    with pytest.raises(Damaged, match="不完整"):
        Store.open(path, CATALOGUE)


@pytest.mark.parametrize("head", ['{"rows":"x","step":1,"digest":""}', "[" * 100_000, "5"])
def test_an_end_of_the_log_that_is_none_is_damage(path: Path, head: str) -> None:
    alter(path, "UPDATE meta SET text = ?", rows=(head,))
    with pytest.raises(Damaged, match="末尾标记已损坏"):
        Store.open(path, CATALOGUE)


def test_a_step_at_the_end_that_the_log_does_not_know_is_damage(path: Path) -> None:
    raw = sqlite3.connect(path)
    text = json.loads(raw.execute("SELECT text FROM meta").fetchone()[0])
    raw.close()
    alter(path, "UPDATE meta SET text = ?", rows=(json.dumps({**text, "step": 10**6}),))
    with pytest.raises(Damaged, match="末尾可能被删改过"):
        Store.open(path, CATALOGUE)


def test_a_torn_key_does_not_stop_the_salvage(path: Path, tmp_path: Path) -> None:
    with Store.open(path, CATALOGUE) as store:
        store.apply(fill(store, "E02", "3010"))
    alter(path, "UPDATE node SET key_name = x'ff00' WHERE f_id = 1")
    alter(path, "UPDATE change SET name = x'ff00' WHERE seq = 2")
    saved = salvage(path, tmp_path / "救.fazhi", now="2024-01-01T09:00:00", who="张某")
    with Store.open(saved.target, CATALOGUE) as again:
        assert again.report().value("E02").number == "3010"


# the machine refuses once


def test_a_file_that_may_only_be_read_is_said_to_be_before_anything_is_typed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = database.connect
    monkeypatch.setattr(
        database, "connect", lambda path, mode="rw", key="": connect(path, mode="ro", key=key)
    )  # as SQLite does by itself where it is refused more
    with pytest.raises(Locked, match="只读文件"):
        Store.open(path, CATALOGUE)
    monkeypatch.undo()
    Store.open(path, CATALOGUE).close()


def test_work_goes_on_after_the_file_was_refused_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path, CATALOGUE) as store:
        fallen = database.connect(path, mode="ro")
        database.begin(fallen)
        good = store._database.connection()  # pyright: ignore[reportPrivateUsage]
        monkeypatch.setattr(store._database._state, "conn", fallen.connection())  # pyright: ignore[reportPrivateUsage]
        good.close()
        store.apply(fill(store, "E02", "2"))
        assert store.report().value("E02").number == "2"


def test_on_a_full_disk_a_workspace_may_still_be_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Lock, "_write", full)
    with pytest.raises(Locked, match="磁盘已满，不能编辑，只能查看"):
        Store.open(path, CATALOGUE)
    with Store.open(path, CATALOGUE, readonly=True) as reader:
        assert reader.years == (2023,)


def test_a_broken_off_write_on_a_disk_for_reading_is_no_damage(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.with_name(path.name + "-journal").write_bytes(b"x" * 600)

    def refuse(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(database, "opened_at", refuse)
    gate = Gate(tmp_path / "known.txt", checkup.examine)
    with pytest.raises(EnvironmentFault, match="一起复制到本机硬盘"):
        gate.admit(path)


# packages


def forged(target: Path, source: Path, manifest: Any, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """A package whose manifest says something else."""
    with zipfile.ZipFile(source) as good, zipfile.ZipFile(target, "w", compression) as bad:
        said = json.loads(good.read("清单.json"))
        text = manifest if isinstance(manifest, str) else json.dumps({**said, **manifest})
        bad.writestr("清单.json", text)
        bad.writestr("工作库.fazhi", good.read("工作库.fazhi"))
    return target


@pytest.fixture
def packed(path: Path, tmp_path: Path) -> Path:
    with Store.open(path, CATALOGUE) as store:
        store.pack(tmp_path / "好.fzb")
    return tmp_path / "好.fzb"


@pytest.mark.parametrize(
    "manifest",
    [
        *('"abc"', "1", "[]", "null", "[" * 60_000),
        *({"size": float("inf")}, {"years": [10**400]}, {"years": "2024"}),
    ],
)
def test_a_manifest_of_nonsense_is_refused_in_words(packed: Path, tmp_path: Path, manifest: Any) -> None:
    with pytest.raises(FazhiError, match="不是传出包，或已损坏"):
        package.inspect(forged(tmp_path / "坏.fzb", packed, manifest))


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_package_packed_in_a_way_that_may_ask_for_any_memory_is_refused(
    packed: Path, tmp_path: Path, compression: int
) -> None:
    with pytest.raises(FazhiError, match="不属于传出包"):
        package.inspect(forged(tmp_path / "坏.fzb", packed, {}, compression))


@pytest.mark.parametrize(
    "name", ["../../evil.fazhi", "/tmp/evil.fazhi", "C:\\evil.fazhi", "a\0b", "", "..", "长" * 300, "\ud800"]
)
def test_the_name_in_a_package_leads_nowhere_else(packed: Path, tmp_path: Path, name: str) -> None:
    target = forged(tmp_path / "引.fzb", packed, {"name": name})
    plain = package.inspect(target).file_name
    assert plain == Path(plain).name
    assert plain.strip(".")
    before = sorted(tmp_path.rglob("*"))
    with other_side(target, CATALOGUE, Gate(tmp_path / "known.txt", checkup.examine)) as theirs:
        assert theirs.years == (2023,)
        assert theirs.path.name == plain
    (tmp_path / "known.txt").unlink()
    assert sorted(tmp_path.rglob("*")) == before
