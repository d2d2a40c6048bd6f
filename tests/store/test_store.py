"""The workspace file: edits, undo, log, lock, backups, refusals."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from fazhi_desktop.core.begin import first_edit
from fazhi_desktop.core.edits import Cell, Edit, edit
from fazhi_desktop.core.errors import Conflict, EnvironmentFault, Locked, NotUsable, WrongUsage
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.core.records import (
    Body,
    Explanation,
    Key,
    Node,
    Note,
    Recipe,
    RegisterRow,
    Return,
    Setting,
    node_key,
    value_key,
)
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.store import backup, database
from fazhi_desktop.store.models import Models
from fazhi_desktop.store.rescue import Image
from fazhi_desktop.store.workspace import Store
from tests.store.town import CATALOGUE, TEMPLATE, fill


def test_a_new_workspace_opens_with_its_first_year(store: Store) -> None:
    report = store.report()
    assert (report.year, report.head.title, report.body.short) == (2023, "甲镇2023年度报告", "甲镇")
    assert [node.heading for node in report.nodes] == ["举措", "不足"]
    assert store.years == (2023,)
    assert report.departments[0].name == "执法队"


def test_an_edit_is_stored_with_what_follows_from_it(store: Store, path: Path) -> None:
    store.apply(fill(store, "X12", "200"))
    keys = store.apply(fill(store, "X13", "190"))
    assert keys == {value_key(2023, "X13"), value_key(2023, "X14")}
    store.close()
    with Store.open(path, CATALOGUE) as again:
        assert again.report().value("X14").shown == "95"


def test_undo_and_redo_go_back_to_opening(store: Store) -> None:
    before = store.report()
    store.apply(fill(store, "E02", "1"))
    store.apply(fill(store, "X12", "2"))
    after = store.report()
    assert store.undo_label == "填写 X12"
    store.undo()
    store.undo()
    assert store.report().values == before.values
    assert store.undo_label is None
    assert store.undo() == frozenset()
    store.redo()
    store.redo()
    assert store.report().values == after.values
    assert store.redo_label is None


def test_bursts_of_typing_are_one_step(store: Store) -> None:
    def text(words: str) -> Edit:
        node = store.get(node_key(2023, 1))
        assert isinstance(node, Node)
        from dataclasses import replace

        return edit(
            "修改正文", [(node_key(2023, 1), replace(node, paragraphs=(words,)))], store.get, joins=True
        )

    for words in ("一", "一二", "一二三"):
        store.apply(text(words))
    store.end_burst()
    store.apply(text("四"))
    store.undo()
    node = store.report().node(1)
    assert node is not None
    assert node.paragraphs == ("一二三",)
    store.undo()
    node = store.report().node(1)
    assert node is not None
    assert node.paragraphs == ("检查{{E02}}件",)


def test_every_kind_of_record_survives(store: Store, path: Path) -> None:
    source = Source(
        "cell", "5", "柳口村", "a.xlsx", "ff", "S", "C4", "5件", "执法队", "t", "n", (("a", "b"), ("c", "d"))
    )
    records = {
        value_key(2023, "E02"): Value(
            "E02", "value", "5", None, "件", "over", "2023-10", "1", "2", (source,)
        ),
        Key("return", 2023, "ff"): Return("ff", "执法队", "a.xlsx", "t", "sent", 3),
        Key("note", 2023, "E02"): Note("已核", "张某", "t"),
        Key("explanation", 2023, "x"): Explanation("属实", "张某", "t"),
        Key("row", 2023, "培训/1"): RegisterRow("培训", 1, "2023-03-05", free=(("地点", "镇"),)),
        Key("recipe", 0, "执法队/ff"): Recipe("执法队", "ff", (("行政检查/案件数", "E02"),)),
        Key("setting", 0, "font"): Setting("大"),
    }
    store.apply(Edit("全部", tuple(Cell(key, None, record) for key, record in records.items())))
    store.close()
    with Store.open(path, CATALOGUE) as again:
        assert {key: again.get(key) for key in records} == records
        assert again.log.history(value_key(2023, "E02"))[0].new == records[value_key(2023, "E02")]


def test_an_edit_on_a_stale_state_is_refused(store: Store) -> None:
    first, second = fill(store, "E02", "1"), fill(store, "E02", "2")
    store.apply(first)
    with pytest.raises(Conflict, match="已经变化"):
        store.apply(second)
    assert store.report().value("E02").shown == "1"


def test_a_failed_write_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("fazhi_desktop.store.log.Log.append", full)
    with pytest.raises(EnvironmentFault, match="磁盘已满"):
        store.apply(fill(store, "E02", "1"))
    monkeypatch.undo()
    assert store.report().value("E02").state == "missing"
    store.apply(fill(store, "E02", "2"))
    assert store.report().value("E02").shown == "2"


def test_the_log_names_who_and_why_and_breaks_visibly(store: Store, path: Path) -> None:
    store.apply(fill(store, "E02", "1", why="电话核实"))
    store.apply(fill(store, "E02", "2"))
    newest, oldest = store.log.history(value_key(2023, "E02"))
    assert (newest.who, oldest.why, oldest.old) == ("张某", "电话核实", None)
    assert store.log.of_step(newest.step)[0].seq == newest.seq
    store.close()
    assert backup.faults_of(path, deep=True) == []
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE change SET who = '李某' WHERE seq = ?", (oldest.seq,))
    assert f"第 {oldest.seq} 条" in backup.faults_of(path, deep=True)[0]


def test_the_second_writer_is_told_who_has_it(store: Store, path: Path) -> None:
    with pytest.raises(Locked, match="现在只能查看"):
        Store.open(path, CATALOGUE)
    with Store.open(path, CATALOGUE, readonly=True) as reader:
        store.apply(fill(store, "E02", "7"))
        assert reader.report().value("E02").shown == "7"
        with pytest.raises(NotUsable, match="只读"):
            reader.apply(fill(reader, "E02", "8"))


def test_a_lock_left_by_a_crash_is_no_lock(path: Path) -> None:
    lock = path.with_name(path.name + ".lock")
    lock.write_bytes(b'\n{"who": "x"}')
    with Store.open(path, CATALOGUE) as store:
        assert not store.readonly
    assert not lock.exists()


def test_backups_are_compared_and_restored_beside(store: Store, tmp_path: Path) -> None:
    store.apply(fill(store, "E02", "1"))
    copy = store.backup("导入前")
    store.apply(fill(store, "E02", "2"))
    restored = backup.restore(copy, tmp_path / "r" / "新.fazhi")
    with Store.open(restored, CATALOGUE) as again:
        assert again.report().value("E02").shown == "1"
    with pytest.raises(WrongUsage, match="不会覆盖"):
        backup.restore(copy, restored)
    named = store.backup("手动", tmp_path / "b.fazhi")
    with pytest.raises(WrongUsage, match="已存在"):
        store.backup("手动", named)


def test_a_bad_backup_is_not_restored(store: Store, tmp_path: Path) -> None:
    copy = store.backup("手动", tmp_path / "b.fazhi")
    copy.write_bytes(copy.read_bytes()[:5000])
    with pytest.raises(NotUsable, match=r"不能恢复：[^。]+(?:。[^。]+)*。请换一份备份。$"):
        backup.restore(copy, tmp_path / "c.fazhi")


def test_old_backups_are_thinned_but_not_final_ones(store: Store, path: Path) -> None:
    start = datetime(2023, 1, 1)
    live = backup.Live(store._database, "")  # the running connection, as the store itself uses it
    for day in range(40):
        backup.write(live, path, "定稿" if day == 0 else "每日", start + timedelta(days=day))
    names = [entry.name for entry in backup.backups(path)]
    assert names[0].startswith("000040_2023-02-09")
    assert any("定稿" in name for name in names)
    assert len(names) == 14 + 1  # fourteen days, which hold the newest of each month, and the final one


def test_today_has_one_daily_backup(store: Store, path: Path) -> None:
    store.apply(fill(store, "E02", "1"))
    store.apply(fill(store, "E02", "2"))
    assert sum("每日" in entry.name for entry in backup.backups(path)) == 1


def test_the_daily_backup_holds_what_stood_before_the_first_change(path: Path) -> None:
    today, jobs = [datetime(2024, 1, 5)], list[backup.Job]()
    with Store.open(path, CATALOGUE, clock=lambda: today[0]) as store:
        store.daily.beside = jobs.append
        store.apply(fill(store, "E02", "1"))
        store.apply(fill(store, "E02", "2"))  # while the backup has not even begun
        assert not backup.backups(path)
        first = jobs.pop()(QUIET)
        today[0] = datetime(2024, 1, 6)  # the window stays open over night
        store.apply(fill(store, "E02", "3"))
        second = jobs.pop()(QUIET)
        store.apply(fill(store, "E02", "4"))
    assert not jobs
    assert backup.backups(path) == [second, first]
    shown = []
    for entry in (first, second):
        with Store.open(entry, CATALOGUE, readonly=True) as copy:
            shown.append(copy.report().value("E02").shown)
    assert shown == ["", "2"]


@pytest.mark.parametrize("place", [0, 5000, -1])
def test_a_daily_backup_that_is_not_the_same_is_not_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    def torn(self: Image, part: Path, progress: Progress) -> None:
        copy(self, part, progress)
        whole = bytearray(part.read_bytes())
        whole[place] ^= 1
        part.write_bytes(whole)

    copy = Image.copy
    monkeypatch.setattr(Image, "copy", torn)
    with Store.open(path, CATALOGUE) as store:
        store.apply(fill(store, "E02", "1"))
        assert "备份写出后核对不上" in store.daily.fault
    assert not list(backup.folder(path).iterdir())


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "不是工作库"),
        (b"hello" * 100, "不是工作库"),
        (b"SQLite format 3\0" + bytes(200), "别的程序"),
    ],
)
def test_foreign_files_are_refused_in_words(tmp_path: Path, content: bytes, says: str) -> None:
    target = tmp_path / "x.fazhi"
    target.write_bytes(content)
    with pytest.raises(NotUsable, match=says):
        Store.open(target, CATALOGUE)


def test_missing_files_and_folders_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotUsable, match="找不到"):
        Store.open(tmp_path / "x.fazhi", CATALOGUE)
    with pytest.raises(NotUsable, match="是文件夹"):
        Store.open(tmp_path, CATALOGUE)
    assert backup.newest_good(tmp_path / "x.fazhi") is None


def test_newer_and_altered_files_are_refused(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TRIGGER evil AFTER INSERT ON change BEGIN DELETE FROM change; END")
    with pytest.raises(NotUsable, match="evil"):
        Store.open(path, CATALOGUE)
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TRIGGER evil")
        raw.execute("ALTER TABLE note ADD COLUMN x")
    with pytest.raises(NotUsable, match="结构与本程序不符"):
        Store.open(path, CATALOGUE)
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA user_version = 99")
    with pytest.raises(NotUsable, match="更新版本"):
        Store.open(path, CATALOGUE)


def test_a_damaged_file_names_its_newest_good_backup(path: Path) -> None:
    with Store.open(path, CATALOGUE) as store:
        for number in range(300):
            store.apply(fill(store, "E02", str(number)))
        copy = store.backup("手动")
    data = bytearray(path.read_bytes())
    data[4096:-4096] = bytes(len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(NotUsable) as caught:
        Store.open(path, CATALOGUE)
    assert "已损坏" in caught.value.message
    assert copy.name in caught.value.message


def test_creating_over_a_file_touches_nothing(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(WrongUsage, match="已存在"):
        Store.create(path, CATALOGUE, first_edit(Body("乙", "乙"), TEMPLATE, 2023, []))
    assert path.read_bytes() == before


def test_models_and_frozen_schema_agree(store: Store) -> None:
    models = Models(store._database)
    for kind, model in models.records.items():
        columns = {column.name for column in store._database.get_columns(kind)}
        assert columns == {field.column_name for field in model._meta.sorted_fields}
    assert database.schema_faults(store._database) == []


def test_an_unknown_year_is_said(store: Store) -> None:
    with pytest.raises(WrongUsage, match="没有 1999 年度报告"):
        store.report(1999)


def test_a_mark_of_the_file_is_no_edit(store: Store, path: Path) -> None:
    store.apply(fill(store, "E02", "1"))
    end = store.log.head
    store.keep("printed", "[1]")
    store.keep("printed", "[2]")
    assert (store.log.head, store.undo_label) == (end, "填写 E02")
    copy = store.backup("试")
    store.apply(fill(store, "E02", "2"))  # the file is still known as ours
    store.close()
    for file in (path, copy):
        with Store.open(file, CATALOGUE, readonly=True) as reader:
            reader.keep("printed", "[3]")
            assert (reader.log.kept("printed"), reader.log.kept("log")) == ("[2]", "")
