"""Wide edits: worked out once, written as any other, refused before anything is backed up for them."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from fazhi_desktop.core.edits import Edit, edit
from fazhi_desktop.core.errors import BadInput, Conflict, NotUsable
from fazhi_desktop.core.finalising import finalise
from fazhi_desktop.core.progress import Cancelled, Progress
from fazhi_desktop.core.records import Key, Record, RegisterRow
from fazhi_desktop.store import backup, wide
from fazhi_desktop.store.log import Log
from fazhi_desktop.store.workspace import Store
from tests.store.town import CATALOGUE, fill


def rows(store: Store, persons: int, count: int = 300) -> Edit:
    """Register rows that replace those of every third number."""

    def row(number: int, persons: int) -> tuple[Key, Record]:
        free = (("地点", "“村委会”"),)
        name = f"培训/{number}"
        return Key("row", 2023, name), RegisterRow("培训", number, persons=str(persons), free=free)

    return edit("导入 台账.xlsx", [row(number, persons) for number in range(1, count, persons)], store.get)


def history(path: Path, starts_at: int, monkeypatch: pytest.MonkeyPatch) -> tuple[list[object], ...]:
    """What the file says after each of several steps, where edits are wide from so many cells."""
    monkeypatch.setattr(wide, "FROM", starts_at)
    copy = Path(shutil.copy(path, path.with_name(f"{starts_at}.fazhi")))
    found: list[list[object]] = []
    with Store.open(copy, CATALOGUE, clock=lambda: datetime(2024, 1, 5)) as store:
        store.apply(rows(store, 3, 60))
        store.backup("导入前", step=(step := rows(store, 1, 40)))
        for act in (lambda: store.apply(step), store.undo, store.redo, store.undo, store.undo):
            act()
            stored = store._tables.load("row")
            assert stored == dict(store._all("row"))
            found.append([sorted(stored.items()), store.log.digests()])
    return tuple(found)


def test_a_wide_edit_is_written_as_any_other(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert history(path, 5, monkeypatch) == history(path, 10_000, monkeypatch)


def test_undo_of_a_wide_edit_works_nothing_out_and_reads_no_step(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    with Store.open(path, CATALOGUE) as store:
        store.apply(rows(store, 1))
        monkeypatch.setattr(wide, "to_json", {None: None}.__getitem__)
        monkeypatch.setattr(wide, "written", None)
        monkeypatch.setattr(Log, "ending_at", lambda _, row: read.append(row) or [])
        end = store.log.head.rows
        store.undo()
        assert (store.undo_label, store.redo_label) == (None, "导入 台账.xlsx")
        store.redo()
    assert not [row for row in read if row >= end]


def test_nothing_is_backed_up_for_an_edit_that_is_refused(path: Path) -> None:
    with Store.open(path, CATALOGUE) as store:
        stale = fill(store, "E02", "2")
        store.apply(fill(store, "E02", "1"))
        before = backup.backups(path)
        with pytest.raises(Conflict):
            store.backup("导入前", step=stale)
        store.apply(finalise(store.report(), ()))
        with pytest.raises(NotUsable, match="定稿"):
            store.backup("导入前", step=rows(store, 1))
        assert backup.backups(path) == before


def test_a_wide_edit_that_cannot_be_kept_changes_nothing(path: Path) -> None:
    with Store.open(path, CATALOGUE) as store:
        step, head = rows(store, 1), store.log.head
        torn = RegisterRow("培训", 9999, type="\ud800")
        with pytest.raises(BadInput, match="无法保存"):
            store.apply(step.then(edit("坏", [(Key("row", 2023, "培训/9999"), torn)], store.get)))
        assert (store.log.head, store._all("row")) == (head, {})


def test_working_out_stops_when_asked(path: Path) -> None:
    answers = iter([*[False] * 9, True])
    with Store.open(path, CATALOGUE) as store, pytest.raises(Cancelled):
        store._wide.learn(rows(store, 1).cells, Progress(cancelled=lambda: next(answers)))
    assert not list(answers)
