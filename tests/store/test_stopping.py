"""Copies that the clerk stops: at whatever moment, soon, and nothing of them is left."""

from collections.abc import Callable, Iterator

import pytest

from fazhi_desktop.core.begin import first_edit
from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.progress import Cancelled, Progress
from fazhi_desktop.core.records import Body, Key, Note
from fazhi_desktop.store import backup, package
from fazhi_desktop.store.workspace import Store
from tests.store.town import CATALOGUE, TEMPLATE

Job = Callable[[Progress], object]
WHERE = "新.fazhi"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A workspace of some megabytes, with a backup of it and a package."""

    path = tmp_path_factory.mktemp("large") / "甲镇.fazhi"
    with Store.create(path, CATALOGUE, first_edit(Body("甲镇人民政府", "甲镇"), TEMPLATE, 2023, [])) as store:
        notes = [(Key("note", 2023, f"n{place}"), Note("说明" * 300, "张某", "")) for place in range(1500)]
        store.apply(edit("附注", notes, store.get))
        store.backup("手动")
        store.pack(path.with_name("甲.fzb"))
        yield store


def jobs(store: Store) -> dict[str, Callable[[], Job]]:
    """Everything that copies a workspace, each made anew."""
    goal, source = store.path.with_name(WHERE), backup.backups(store.path)[-1]
    sent = store.path.with_name("甲.fzb")
    return {
        "backup": lambda: store.backing_up("导入前"),
        "copy": lambda: store.saving_copy(goal),
        "pack": lambda: lambda progress: store.pack(goal, progress),
        "restore": lambda: lambda progress: backup.restore(source, goal, progress=progress),
        "unpack": lambda: lambda progress: package.unpack(sent, goal, progress=progress),
        "password": lambda: store.resealing("一个很长的密码123").prepare,
    }


class Impatient:
    """Stops after being asked so many times."""

    def __init__(self, moment: int) -> None:
        self._left = moment
        self.said: list[str] = []

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0

    def progress(self) -> Progress:
        return Progress(lambda _done, _total, words: self.said.append(words), self)


@pytest.mark.parametrize("kind", ["backup", "copy", "pack", "restore", "unpack", "password"])
def test_a_copy_is_stopped_at_any_moment_and_leaves_nothing(large: Store, kind: str) -> None:
    folder = large.path.parent
    before, head = set(folder.rglob("*")), large.log.head
    job, stopped, clerk = jobs(large)[kind], 0, Impatient(0)
    for moment in (*range(8), *(2**place for place in range(3, 30))):
        clerk = Impatient(moment)
        try:
            job()(clerk.progress())
        except Cancelled:
            stopped += 1
            left = set(folder.rglob("*")) - before  # a backup that was finished is one more
            assert all(entry.suffix == ".fazhi" and not backup.faults_of(entry) for entry in left)
            assert not left or kind == "password"
        else:
            break
    assert stopped >= 3
    assert any("正在" in words for words in clerk.said)
    assert large.log.head == head
    for entry in set(folder.rglob("*")) - before:
        entry.unlink()
