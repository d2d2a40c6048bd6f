"""Workspaces from elsewhere are looked through in the limited child process, never here."""

import os
import shutil
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from fazhi_desktop import cli, foreign
from fazhi_desktop.core.errors import Damaged, NotUsable, PasswordNeeded, TooNew
from fazhi_desktop.sandbox import Sandbox
from fazhi_desktop.store import backup, database, package
from fazhi_desktop.store.gate import Gate
from fazhi_desktop.store.salvage import salvage
from fazhi_desktop.store.sealing import set_password
from fazhi_desktop.store.workspace import Store
from tests.store.conftest import path as path
from tests.store.town import CATALOGUE, fill


@pytest.fixture(scope="module")
def child() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


@pytest.fixture
def gate(child: Sandbox, tmp_path: Path) -> Gate:
    return foreign.make_gate(lambda: nullcontext(child), tmp_path / "known.txt")


@pytest.fixture
def not_here(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite must not be touched in this process."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a foreign file was opened outside the child process")

    monkeypatch.setattr(database, "connect", refuse)


def alter(path: Path, statement: str) -> None:
    raw = sqlite3.connect(path)
    raw.execute(statement)
    raw.commit()
    raw.close()


@pytest.mark.usefixtures("not_here")
def test_a_whole_one_is_let_in_and_known_from_then_on(path: Path, gate: Gate) -> None:
    gate.admit(path)
    assert gate.knows(path)


HOSTILE = {
    "a trigger": ("CREATE TRIGGER evil AFTER INSERT ON meta BEGIN DELETE FROM meta; END", Damaged, "evil"),
    "a view": ("CREATE VIEW evil AS SELECT * FROM change", Damaged, "evil"),
    "a virtual table": ("CREATE VIRTUAL TABLE evil USING fts5(a)", Damaged, "evil"),
    "another application": ("PRAGMA application_id = 7", NotUsable, "别的程序"),
    "a newer version": ("PRAGMA user_version = 99", TooNew, "更新版本"),
    "a value nobody can read": ("UPDATE node SET f_id = 'x'", Damaged, "损坏"),
    "a forged text": ("UPDATE node SET f_heading = '伪'", Damaged, "与修改记录不符"),
}


@pytest.mark.usefixtures("not_here")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_ones_are_refused_by_the_child(path: Path, gate: Gate, name: str) -> None:
    statement, kind, says = HOSTILE[name]
    alter(path, statement)
    with pytest.raises(kind, match=says):
        gate.admit(path)
    assert not gate.knows(path)


def test_a_sealed_one_needs_its_password_there_too(path: Path, gate: Gate) -> None:
    pytest.importorskip("sqlcipher3")
    with Store.open(path, CATALOGUE) as store:
        printed = set_password(store, "杨柳青 2024 年")
    for secret in ("", "另一个密码 2024"):
        with pytest.raises(PasswordNeeded):
            gate.admit(path, secret)
    gate.admit(path, printed)
    assert gate.knows(path)


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_a_child_that_dies_is_a_refusal(path: Path, tmp_path: Path) -> None:
    with Sandbox() as victim:
        victim.start()
        process = victim._process  # pyright: ignore[reportPrivateUsage]
        assert process is not None
        assert process.pid is not None
        os.kill(process.pid, signal.SIGSTOP)
        timer = threading.Timer(0.3, os.kill, (process.pid, signal.SIGKILL))
        timer.start()
        gate = foreign.make_gate(lambda: nullcontext(victim), tmp_path / "known.txt")
        with pytest.raises(NotUsable, match="子进程异常退出，没有打开"):
            gate.admit(path)
        timer.join()
    assert not gate.knows(path)


def test_a_look_without_end_or_measure_is_a_refusal(path: Path, tmp_path: Path) -> None:
    for limits, says in (({"seconds": 0.001}, "没有在限定的时间"), ({"memory": 2**24}, "没有打开")):
        with Sandbox(**limits) as small:  # type: ignore[arg-type]
            gate = foreign.make_gate(lambda: nullcontext(small), tmp_path / "known.txt")
            with pytest.raises(NotUsable, match=says):
                gate.admit(path)


@pytest.mark.usefixtures("not_here")
def test_packages_and_backups_are_looked_through_there(path: Path, gate: Gate, tmp_path: Path) -> None:
    alter(path, "CREATE VIEW evil AS SELECT * FROM change")
    with pytest.raises(NotUsable, match="evil"):
        backup.restore(path, tmp_path / "恢复.fazhi", faults_of=gate.faults_of)
    assert not (tmp_path / "恢复.fazhi").exists()
    assert gate.examine(path) == ["含有不属于工作库的内容 evil"]


def test_a_package_with_a_hostile_workspace_is_not_unpacked(path: Path, gate: Gate, tmp_path: Path) -> None:
    with Store.open(path, CATALOGUE) as store:
        alter(path, "CREATE VIEW evil AS SELECT * FROM change")
        monkey = pytest.MonkeyPatch()
        monkey.setattr(database, "differs", lambda *_, **__: "")  # a program that packs anything
        store.pack(tmp_path / "毒.fzb")
        monkey.undo()
    with pytest.raises(NotUsable, match="evil"):
        package.unpack(tmp_path / "毒.fzb", tmp_path / "新.fazhi", faults_of=gate.faults_of)
    assert not (tmp_path / "新.fazhi").exists()


def test_salvage_reads_there_and_saves_the_same(path: Path, tmp_path: Path) -> None:
    with Store.open(path, CATALOGUE) as store:
        store.apply(fill(store, "E02", "3010"))
    data = bytearray(path.read_bytes())
    data[:100] = bytes(100)
    path.write_bytes(data)
    here, there = (
        salvage(path, tmp_path / f"{name}.fazhi", now="2024-01-01T09:00:00", who="张某", read=read)
        for name, read in (("一", None), ("二", foreign.salvage_read()))
    )
    assert (here.records, here.lines_lost) == (there.records, there.lines_lost)
    with Store.open(there.target, CATALOGUE) as saved:
        assert saved.report().value("E02").number == "3010"


def test_commands_look_at_a_foreign_file_first(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = Path(shutil.copy(path, tmp_path / "寄来.fazhi"))
    alter(sent, "CREATE TRIGGER evil AFTER INSERT ON change BEGIN DELETE FROM change; END")
    with monkeypatch.context() as guarded:
        guarded.setattr(database, "connect", lambda *_, **__: pytest.fail("opened here"))
        assert cli.main(["show", str(sent)]) == 2
        assert cli.main(["verify", str(sent)]) == 1
    assert capsys.readouterr().err.count("evil") == 2
