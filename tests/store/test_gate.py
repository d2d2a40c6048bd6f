"""Which workspaces are known again, and which are looked through before they are opened."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from fazhi_desktop.core.errors import Damaged, FazhiError, NotUsable
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.store import checkup, gate
from fazhi_desktop.store.gate import Gate
from fazhi_desktop.store.workspace import Store
from tests.store.town import CATALOGUE, fill


class Looks:
    """A look that counts, and may be told what to find."""

    def __init__(self) -> None:
        self.at: list[str] = []

    def __call__(self, path: Path, *, key: str = "", progress: Progress = QUIET) -> list[str]:
        self.at.append(path.name)
        return checkup.examine(path, key=key, progress=progress)


@pytest.fixture
def looks() -> Looks:
    return Looks()


@pytest.fixture
def ours(tmp_path: Path, looks: Looks) -> Gate:
    return Gate(tmp_path / "user" / "known.txt", looks)


def edited(path: Path, ours: Gate, number: str) -> None:
    with Store.open(path, CATALOGUE) as store:
        store.on_left = ours.note
        store.apply(fill(store, "E02", number))


def test_what_was_closed_here_is_known_wherever_it_lies(
    path: Path, tmp_path: Path, ours: Gate, looks: Looks
) -> None:
    assert not ours.knows(path)
    edited(path, ours, "1")
    moved = Path(shutil.copy(path, tmp_path / "改了名 #1?.fazhi"))
    for place in (path, moved):
        assert ours.knows(place)
        ours.admit(place)
    assert looks.at == []


def test_a_single_changed_byte_makes_it_foreign(path: Path, ours: Gate, looks: Looks) -> None:
    edited(path, ours, "1")
    raw = sqlite3.connect(path)
    raw.execute("CREATE TRIGGER evil AFTER INSERT ON change BEGIN DELETE FROM change; END")
    raw.commit()
    raw.close()
    assert not ours.knows(path)
    with pytest.raises(Damaged, match="evil"):
        ours.admit(path)
    assert looks.at[0] == path.name
    assert not ours.knows(path)


def test_a_journal_beside_a_known_file_makes_it_foreign(path: Path, ours: Gate) -> None:
    edited(path, ours, "1")
    path.with_name(path.name + "-journal").write_bytes(b"x")
    assert not ours.knows(path)


def test_what_a_crash_left_is_looked_at_once(path: Path, ours: Gate, looks: Looks) -> None:
    edited(path, ours, "1")
    with Store.open(path, CATALOGUE) as crashed:  # never told `on_left`, as after a kill
        crashed.apply(fill(crashed, "E02", "2"))
    for _ in range(2):
        ours.admit(path)
    assert looks.at == [path.name]


def test_a_file_that_was_replaced_while_it_was_open_is_not_taken_for_ours(
    path: Path, tmp_path: Path, ours: Gate
) -> None:
    strange = Path(shutil.copy(path, tmp_path / "别人的.fazhi"))
    with Store.open(strange, CATALOGUE) as theirs:
        theirs.apply(fill(theirs, "E02", "9"))
    store = Store.open(path, CATALOGUE)
    store.on_left = ours.note
    store.apply(fill(store, "E02", "1"))
    shutil.copy(strange, path)
    store.close()
    assert not ours.knows(path)


def test_a_reader_notes_nothing(path: Path, ours: Gate) -> None:
    with Store.open(path, CATALOGUE, readonly=True) as reader:
        reader.on_left = ours.note
    assert not ours.knows(path)


def test_the_backup_that_is_offered_was_looked_at_too(path: Path, ours: Gate, looks: Looks) -> None:
    with Store.open(path, CATALOGUE) as store:
        made = store.backup("手动")
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(Damaged) as refused:
        ours.admit(path)
    assert refused.value.backup == made
    assert looks.at == [path.name, made.name]


def test_a_look_that_is_refused_says_so_and_lets_nothing_in(path: Path, tmp_path: Path) -> None:
    def dies(path: Path, *, key: str = "", progress: Progress = QUIET) -> list[str]:
        raise NotUsable(f"检查 {path.name} 的子进程异常退出。")

    strict = Gate(tmp_path / "known.txt", dies)
    with pytest.raises(FazhiError, match="异常退出"):
        strict.admit(path)
    assert strict.faults_of(path) == [f"检查 {path.name} 的子进程异常退出。"]
    assert not strict.knows(path)


def test_notes_are_few_and_torn_ones_only_cost_a_look(
    path: Path, tmp_path: Path, ours: Gate, looks: Looks, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "user" / "known.txt"
    notes.parent.mkdir()
    notes.write_bytes(b"\xff\xfe\x00 12\nno number\n5 abc\n" * 3)
    monkeypatch.setattr(gate, "MOST", 8)
    for number in range(30):
        edited(path, ours, str(number))
        assert ours.knows(path)
    assert len(notes.read_text("ascii").splitlines()) <= 9
    notes.unlink()
    notes.mkdir()  # cannot be written
    ours.admit(path)
    ours.admit(path)
    assert looks.at == [path.name] * 2
