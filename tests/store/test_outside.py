"""What happens to an open workspace behind the program's back: moved, replaced, altered, pulled out."""

import shutil
import sqlite3
import sys
from datetime import datetime
from pathlib import Path

import pytest

from fazhi_desktop.core.errors import ChangedOutside, EnvironmentFault, FazhiError, WrongUsage
from fazhi_desktop.core.progress import QUIET
from fazhi_desktop.store import backup
from fazhi_desktop.store.workspace import Store
from tests.store.town import CATALOGUE, fill


def shown(path: Path, code: str) -> str:
    with Store.open(path, CATALOGUE, readonly=True) as store:
        return store.report().value(code).shown


def test_a_renamed_folder_is_noticed_and_nothing_is_lost(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "U盘"
    folder.mkdir()
    moved = path.rename(folder / path.name)
    with Store.open(moved, CATALOGUE) as store:
        store.apply(fill(store, "E02", "1"))
        folder.rename(tmp_path / "别处")
        pending = fill(store, "E02", "2")
        with pytest.raises(ChangedOutside, match="不见了") as caught:
            store.apply(pending)
        if sys.platform.startswith("linux"):
            assert str(tmp_path / "别处" / path.name) in caught.value.message
        copy = store.saving_copy(tmp_path / "救.fazhi", pending)(QUIET)
        assert store.report().value("E02").shown == "1"
        (tmp_path / "别处").rename(folder)
        renamed = moved.rename(folder / "改名.fazhi")
        with pytest.raises(ChangedOutside, match=r"它现在在 .*改名\.fazhi"):
            store.apply(pending)
        renamed.rename(moved)
        store.apply(pending)  # put back: work goes on
    assert (shown(copy, "E02"), shown(moved, "E02")) == ("2", "2")


def test_a_pulled_disk_leaves_a_copy_in_memory(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "U盘"
    folder.mkdir()
    moved = path.rename(folder / path.name)
    with Store.open(moved, CATALOGUE) as store:
        for number in range(250):  # more than are kept before the file is read anew
            store.apply(fill(store, "E02", str(number)))
        digests = store.log.digests()
        shutil.rmtree(folder)
        with pytest.raises(FazhiError):
            store.apply(fill(store, "E02", "999"))
        copy = store.saving_copy(tmp_path / "救.fazhi", fill(store, "X12", "7"))(QUIET)
    with Store.open(copy, CATALOGUE) as again:
        assert again.log.digests()[: len(digests)] == digests
        assert (again.report().value("E02").shown, again.report().value("X12").shown) == ("249", "7")


@pytest.mark.parametrize("in_place", [True, False])
def test_a_file_replaced_from_outside_is_not_written_over(tmp_path: Path, path: Path, in_place: bool) -> None:
    other = tmp_path / "别人的.fazhi"
    shutil.copy(path, other)
    with Store.open(other, CATALOGUE) as somebody:
        somebody.apply(fill(somebody, "E02", "77"))
    with Store.open(path, CATALOGUE) as store:
        store.apply(fill(store, "E02", "5"))
        if in_place:
            path.write_bytes(other.read_bytes())
        else:
            other.replace(path)
        theirs = path.read_bytes()
        for _ in range(2):
            with pytest.raises(ChangedOutside, match="替换或改动过"):
                store.apply(fill(store, "E02", "6"))
        assert path.read_bytes() == theirs
        copy = store.saving_copy(tmp_path / "我的.fazhi", fill(store, "E02", "6"))(QUIET)
    assert (shown(path, "E02"), shown(copy, "E02")) == ("77", "6")


def test_another_program_writing_the_file_is_noticed(store: Store, path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("""UPDATE meta SET text = '{"rows": 1, "step": 1, "digest": "x"}'""")
    raw.close()
    with pytest.raises(ChangedOutside):
        store.apply(fill(store, "E02", "6"))


def test_an_equal_file_in_its_place_is_gone_on_with(store: Store, path: Path, tmp_path: Path) -> None:
    store.apply(fill(store, "E02", "1"))
    shutil.copy(path, tmp_path / "x")
    (tmp_path / "x").replace(path)
    store.apply(fill(store, "E02", "2"))
    store.undo()
    store.close()
    assert shown(path, "E02") == "1"


def test_a_clock_ten_years_back_changes_nothing_but_the_times(path: Path) -> None:
    times = iter([datetime(2024, 1, 5)] * 2 + [datetime(2014, 1, 5)] * 10)
    with Store.open(path, CATALOGUE, clock=lambda: next(times)) as store:
        store.apply(fill(store, "E02", "1"))
        first = store.backup("手动")
        store.apply(fill(store, "E02", "2"))
        second = store.backup("手动")
        assert [moment.label for moment in store.log.moments()][:2] == ["填写 E02", "填写 E02"]
        assert store.report().value("E02").shown == "2"
    found = backup.backups(path)
    assert [entry for entry in found if "手动" in entry.name] == [second, first]
    with Store.open(path, CATALOGUE, clock=lambda: datetime(1, 1, 1)) as store:
        assert store.backup("手动") == backup.backups(path)[0]
    assert found[0] == second
    assert backup.newest_good(path) == backup.backups(path)[0]


def test_a_copy_never_overwrites(store: Store, path: Path) -> None:
    with pytest.raises(WrongUsage, match="不会覆盖"):
        store.saving_copy(path)(QUIET)


def test_a_backup_that_cannot_be_written_does_not_stop_the_typing(path: Path) -> None:
    backup.folder(path).write_text("a file where the folder should be")
    with Store.open(path, CATALOGUE) as store:
        store.apply(fill(store, "E02", "1"))
        assert "写入备份失败" in store.daily.fault
        with pytest.raises(EnvironmentFault):
            store.backup("导入前")
    assert shown(path, "E02") == "1"


def test_what_changed_is_backed_up_at_exit_in_both_places(store: Store, path: Path, tmp_path: Path) -> None:
    assert store.backing_up_at_exit(tmp_path / "D盘") is None
    store.apply(fill(store, "E02", "1"))
    place = tmp_path / "D盘"
    second = backup.folder(path, place)
    assert second != backup.folder(path.parent / "别处" / path.name, place)  # of the same name
    second.mkdir(parents=True)
    (second / "000001_2023-01-01_退出.fazhi.abc.part").write_bytes(b"half")
    at_exit = store.backing_up_at_exit(place)
    assert at_exit is not None
    made = at_exit(QUIET)
    assert [entry.parent for entry in made] == [backup.folder(path), second]
    assert [backup.faults_of(entry) for entry in made] == [[], []]
    assert list(second.iterdir()) == [made[1]]


def test_no_backup_is_written_where_the_file_is_no_longer(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "U盘"
    folder.mkdir()
    moved = path.rename(folder / path.name)
    with Store.open(moved, CATALOGUE) as store:
        store.apply(fill(store, "E02", "1"))
        folder.rename(tmp_path / "别处")
        with pytest.raises(ChangedOutside, match="不见了"):
            store.backing_up_at_exit()
        assert not folder.exists()
        copy = store.saving_copy(tmp_path / "另存.fazhi")(QUIET)  # a place that was chosen is another matter
    assert shown(copy, "E02") == "1"
