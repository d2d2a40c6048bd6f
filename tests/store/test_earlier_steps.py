"""撤销 and 重做 after a restart: the log goes on where the last sitting ended."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fazhi_desktop.core.edits import Cell, Edit, edit
from fazhi_desktop.core.errors import Damaged
from fazhi_desktop.core.finalising import finalise, unlock
from fazhi_desktop.core.records import Node, node_key, value_key
from fazhi_desktop.core.values import Value
from fazhi_desktop.store import database
from fazhi_desktop.store.content import Content
from fazhi_desktop.store.log import Change, Log
from fazhi_desktop.store.workspace import Store
from tests.store.town import CATALOGUE, fill


def numbers(store: Store) -> dict[str, str | None]:
    found = {code: store.get(value_key(2023, code)) for code in ("E02", "X12", "X13", "X14")}
    return {code: value.number for code, value in found.items() if isinstance(value, Value)}


@pytest.mark.parametrize("seed", range(4))
def test_steps_are_the_same_whenever_the_file_was_closed(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    done: list[tuple[str, dict[str, str | None]]] = []  # what 撤销 names and leads to; 重做 below
    undone: list[tuple[str, dict[str, str | None]]] = []
    store = Store.open(path, CATALOGUE)
    for number in range(70):
        before = numbers(store)
        match chance.choice(("fill", "fill", "undo", "undo", "redo", "reopen", "reopen")):
            case "fill":
                code = chance.choice(("E02", "X12", "X13"))
                store.apply(fill(store, code, str(number)))
                done.append((f"填写 {code}", before))
                undone.clear()
            case "undo":
                store.undo()
                if done:
                    label, after = done.pop()
                    undone.append((label, before))
                    assert numbers(store) == after
            case "redo":
                store.redo()
                if undone:
                    label, after = undone.pop()
                    done.append((label, before))
                    assert numbers(store) == after
            case _:
                store.close()
                store = Store.open(path, CATALOGUE)
        looks = chance.random() < 0.5  # what was named before must not matter
        assert not looks or store.undo_label == (done[-1][0] if done else None)
        assert not looks or store.redo_label == (undone[-1][0] if undone else None)
    while done:
        assert store.undo()
        assert numbers(store) == done.pop()[1]
    assert not store.undo()  # nor is the workspace itself taken back
    store.close()
    with Store.open(path, CATALOGUE) as again:
        assert again.undo_label is None


class Minutes:
    """A clock that a test moves."""

    now = datetime(2024, 1, 5, 9, 0)

    def __call__(self, seconds: int = 0) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now


def test_a_burst_of_typing_is_one_step_after_a_restart(path: Path) -> None:
    minutes = Minutes()
    key = node_key(2023, 1)

    def type_in(store: Store, words: str) -> None:
        node = store.get(key)
        assert isinstance(node, Node)
        store.apply(edit("修改正文", [(key, replace(node, paragraphs=(words,)))], store.get, joins=True))

    def text(store: Store) -> str:
        node = store.get(key)
        assert isinstance(node, Node)
        return node.paragraphs[0]

    with Store.open(path, CATALOGUE, clock=minutes) as store:
        for seconds, words in ((2, "一"), (3, "一二"), (9, "一二三"), (60, "一二三四"), (2, "一二三四五")):
            minutes(seconds)
            type_in(store, words)
        store.undo()  # in this sitting all of it was one burst
        store.redo()
        minutes(60)
        type_in(store, "六")
    with Store.open(path, CATALOGUE, clock=minutes) as store:
        seen: list[str] = []
        while store.undo():
            seen.append(text(store))
        assert seen == ["一二三四五", "检查{{E02}}件"]
        store.redo()
        assert text(store) == "一二三四五"
    with Store.open(path, CATALOGUE, clock=minutes) as store:
        minutes(20)
        type_in(store, "七")
        type_in(store, "七八")
    with Store.open(path, CATALOGUE, clock=minutes) as store:
        store.undo()
        assert text(store) == "一二三四五"


def test_it_ends_without_a_word_where_the_log_leads_elsewhere(path: Path) -> None:
    with Store.open(path, CATALOGUE) as store:
        for number in ("1", "2"):
            store.apply(fill(store, "E02", number))
        two, three = store.get(value_key(2023, "E02")), fill(store, "E02", "3").cells[0].new
    with database.opened_at(path) as opened:  # as a program that words records otherwise would have left it
        content = Content(opened)
        with opened.atomic():
            content.tables.put([Cell(value_key(2023, "E02"), two, three)])
            skipped = Cell(value_key(2023, "E02"), replace(two, number="9"), three)  # type: ignore[arg-type]
            content.log.append(Edit("升级", (skipped,)), who="张某", time="2024-01-05T09:00:00")
    with Store.open(path, CATALOGUE) as store:
        assert store.undo_label == "升级"
        store.undo()
        assert numbers(store)["E02"] == "9"
        assert store.undo_label is None
        store.redo()
        assert numbers(store)["E02"] == "3"


def test_a_finished_year_stays_closed_after_a_restart(path: Path) -> None:
    with Store.open(path, CATALOGUE) as store:
        store.apply(fill(store, "E02", "1"))
        store.apply(finalise(store.report(), ()))
    with Store.open(path, CATALOGUE) as store:
        assert store.final_year_of_step() == 2023
        store.apply(unlock(store.report(), "区里退回补充"))
    with Store.open(path, CATALOGUE) as store:
        assert store.undo_label == "2023 年度取消定稿"
        assert store.final_year_of_step() is None


def test_opening_reads_no_steps_and_a_reader_has_none(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path, CATALOGUE) as store:
        for number in ("1", "2", "3"):
            store.apply(fill(store, "E02", number))
    read = list[int]()
    whole = Log.ending_at
    monkeypatch.setattr(Log, "ending_at", lambda log, row: read.append(row) or whole(log, row))
    with Store.open(path, CATALOGUE) as store:
        assert not read
        assert (store.undo_label, store.redo_label) == ("填写 E02", None)
        assert len(read) == 1  # one step is read when one is needed
    with Store.open(path, CATALOGUE, readonly=True) as reader:
        assert (reader.undo_label, reader.redo_label) == (None, None)


def test_a_line_that_cannot_be_read_ends_the_steps(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path, CATALOGUE) as store:
        for number in ("1", "2"):
            store.apply(fill(store, "E02", number))
    whole = Log.ending_at

    def torn(log: Log, row: int) -> list[Change]:
        if row < log.head.rows - 1:
            raise Damaged("修改记录无法识别")
        return whole(log, row)

    monkeypatch.setattr(Log, "ending_at", torn)
    with Store.open(path, CATALOGUE) as store:
        store.undo()
        assert (store.undo_label, store.redo_label) == (None, "填写 E02")
