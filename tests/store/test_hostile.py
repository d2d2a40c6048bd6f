"""Workspaces that somebody prepared: refused in words, never a traceback, never run."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from fazhi_desktop.core.errors import Damaged, FazhiError
from fazhi_desktop.core.records import Key
from fazhi_desktop.store import backup, migrations
from fazhi_desktop.store.log import Head, link
from fazhi_desktop.store.workspace import Store
from tests.store.town import CATALOGUE, fill


def alter(path: Path, *statements: str, rows: tuple[object, ...] = ()) -> None:
    raw = sqlite3.connect(path)
    for statement in statements:
        raw.execute(statement, rows)
    raw.commit()
    raw.close()


def forge(path: Path, kind: str, name: str, new: str, columns: dict[str, object]) -> None:
    """Put a record into its table and into the log, with right digests: only its content is wrong."""
    raw = sqlite3.connect(path)
    end = Head(**json.loads(raw.execute("SELECT text FROM meta WHERE name = 'log'").fetchone()[0]))
    row = {"step": end.step + 1, "time": "t", "who": "w", "label": "l", "why": "", "kind": kind, "year": 2023}
    row |= {"name": name, "old": None, "new": new}
    digest = link(end.digest, row)
    names = ", ".join(f'"{column}"' for column in ("seq", *row, "digest"))
    raw.execute(
        f"INSERT INTO change ({names}) VALUES ({', '.join('?' * 12)})", (end.rows + 1, *row.values(), digest)
    )
    head = json.dumps({"rows": end.rows + 1, "step": end.step + 1, "digest": digest})
    raw.execute("UPDATE meta SET text = ? WHERE name = 'log'", (head,))
    filled = {"key_year": 2023, "key_name": name, **{f"f_{key}": value for key, value in columns.items()}}
    names = ", ".join(f'"{column}"' for column in filled)
    raw.execute(
        f'INSERT OR REPLACE INTO "{kind}" ({names}) VALUES ({", ".join("?" * len(filled))})',
        tuple(filled.values()),
    )
    raw.commit()
    raw.close()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON change BEGIN DELETE FROM change; END",
        "CREATE VIEW evil AS SELECT * FROM change",
        "CREATE TABLE sqlitexevil (a)",
        "CREATE TABLE evil (a)",
        "CREATE INDEX evil ON change (label)",
        "CREATE VIRTUAL TABLE evil USING fts5(a)",
        "CREATE TABLE evil (a DEFAULT (load_extension('x')))",
    ],
)
def test_what_does_not_belong_is_named(path: Path, statement: str) -> None:
    alter(path, statement)
    with pytest.raises(Damaged, match="evil"):
        Store.open(path, CATALOGUE)
    with pytest.raises(Damaged, match="evil"):
        Store.open(path, CATALOGUE, readonly=True)


def test_a_foreign_application_and_a_foreign_journal_mode_are_refused(path: Path) -> None:
    alter(path, "PRAGMA journal_mode = wal", "INSERT INTO meta VALUES ('x', 'y')")
    with pytest.raises(FazhiError, match="改动过"):
        Store.open(path, CATALOGUE, readonly=True)
    alter(path, "PRAGMA journal_mode = delete", "PRAGMA application_id = 7")
    with pytest.raises(FazhiError, match="别的程序"):
        Store.open(path, CATALOGUE)


DEEP = "[" * 100_000
HOSTILE_VALUES: dict[str, dict[str, object]] = {
    "a word where a number is": {"number": "eval(1)"},
    "a number of a million digits": {"number": "9" * 1_000_000},
    "an exponent": {"number": "1e999999999"},
    "digits of another script": {"number": "١٢"},
    "not a number at all": {"number": "NaN"},
    "a state nobody knows": {"state": "hacked"},
    "bytes": {"unit": b"\xff\xfe"},
    "sources that are no list": {"sources": '{"kind": "typed"}'},
    "sources that are no JSON": {"sources": "[{"},
    "a source of another shape": {"sources": "[[1, 2]]"},
    "a source with a wrong type": {"sources": '[{"kind": "typed", "number": 5}]'},
    "a JSON bomb": {"sources": DEEP},
    "nothing where something is needed": {"indicator": None},
}


@pytest.mark.parametrize("columns", HOSTILE_VALUES.values(), ids=HOSTILE_VALUES)
def test_hostile_values_count_as_damage(path: Path, columns: dict[str, object]) -> None:
    whole = {"indicator": "E02", "state": "value", "number": "1", "unit": "", "qualifier": "exact", **columns}
    new = json.dumps({key: value for key, value in whole.items() if isinstance(value, str)})
    forge(path, "value", "E02", new, whole)
    with pytest.raises(Damaged, match=r"损坏|无法识别|不符"):
        Store.open(path, CATALOGUE)
    assert backup.faults_of(path)


@pytest.mark.parametrize(
    "node",
    [
        {"id": 0, "parent": 0},
        {"id": 9, "parent": 9},
        {"id": -1, "parent": 0},
        {"id": 8, "parent": 0},
        {"id": "x", "parent": 0},
        {"id": 9, "parent": 10**30},
        {"id": 9, "parent": 0, "level": 0},
        {"id": 9, "parent": 0, "level": 5},
    ],
)
def test_headings_that_would_never_end_count_as_damage(path: Path, node: dict[str, object]) -> None:
    whole = {"position": 0, "level": 1, "heading": "章", "role": "free", "run_in": 0, "unsure": 0, **node}
    columns = {
        key: value if not isinstance(value, int) or abs(value) < 2**63 else str(value)
        for key, value in whole.items()
    }
    new = json.dumps({**whole, "run_in": False, "unsure": False})
    forge(path, "node", "9", new, columns)
    with pytest.raises(Damaged):
        Store.open(path, CATALOGUE)


@pytest.mark.parametrize("year", [2024, 0, -1, 10**6])
def test_a_report_stands_under_its_own_year_or_is_damage(path: Path, year: int) -> None:
    whole: dict[str, object] = {"year": year, "title": "报告", "state": "draft"}
    forge(path, "report", "", json.dumps(whole), whole)
    with pytest.raises(Damaged):
        Store.open(path, CATALOGUE)


def test_a_huge_field_is_not_read(path: Path) -> None:
    alter(path, "UPDATE body SET f_region = zeroblob(70000000)")
    with pytest.raises(Damaged):
        Store.open(path, CATALOGUE)


@pytest.mark.parametrize("kind", ["body", "report", "node", "value", "department"])
def test_every_column_holds_what_it_should_or_is_refused(path: Path, kind: str) -> None:
    with Store.open(path, CATALOGUE) as store:
        store.apply(fill(store, "E02", "1"))
    raw = sqlite3.connect(path)
    columns = [row[1] for row in raw.execute(f'PRAGMA table_info("{kind}")')]
    raw.close()
    before = path.read_bytes()
    for column in columns[2:]:
        for junk in (b"\x00\xff", "”", 10**18, -1, 2.5):
            path.write_bytes(before)
            alter(path, f'UPDATE "{kind}" SET "{column}" = ?', rows=(junk,))
            with pytest.raises(Damaged):
                Store.open(path, CATALOGUE)


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (lambda path: alter(path, "DELETE FROM change WHERE seq > 3"), "末尾可能被删改过"),
        (lambda path: alter(path, "DELETE FROM change WHERE seq = 3"), "第 3 条"),
        (lambda path: alter(path, "UPDATE change SET why = '补' WHERE seq = 4"), "第 4 条"),
        (lambda path: alter(path, "DELETE FROM meta"), "末尾可能被删改过"),
        (lambda path: alter(path, "UPDATE meta SET text = '[]'"), "末尾标记已损坏"),
        (lambda path: alter(path, "UPDATE node SET f_heading = '改' WHERE f_id = 1"), "与修改记录不符"),
        (lambda path: alter(path, "DELETE FROM department"), "缺少这一项"),
        (
            lambda path: alter(path, "INSERT INTO note VALUES (2023, 'E02', '伪', '某', 't')"),
            "多出这一项",
        ),
    ],
)
def test_tampering_is_named(path: Path, tamper: Callable[[Path], None], says: str) -> None:
    tamper(path)
    assert says in backup.faults_of(path)[0]
    with pytest.raises(Damaged, match=says):
        Store.open(path, CATALOGUE)


def test_a_reader_recovers_what_a_killed_writer_left(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alter(path, "PRAGMA cache_size = 1")
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("BEGIN")
    for number in range(300):
        raw.execute("INSERT INTO note VALUES (2023, ?, ?, '', '')", (str(number), "字" * 2000))
    half, journal = path.read_bytes(), path.with_name(path.name + "-journal")
    left = journal.read_bytes()
    raw.execute("ROLLBACK")
    raw.close()
    path.write_bytes(half)
    journal.write_bytes(left)
    with Store.open(path, CATALOGUE, readonly=True) as store:
        assert store.get(Key("note", 2023, "1")) is None
    assert backup.faults_of(path) == []
    assert not journal.exists()


def test_a_journal_of_an_earlier_file_is_not_played_into_a_new_one(path: Path, tmp_path: Path) -> None:
    with Store.open(path, CATALOGUE) as store:
        copy = store.backup("手动", tmp_path / "备份.fazhi")
    path.unlink()
    orphan = path.with_name(path.name + "-journal")
    orphan.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(600))
    backup.restore(copy, path)
    with Store.open(path, CATALOGUE) as store:
        assert store.years == (2023,)
    assert not orphan.exists()
    assert orphan.with_name(orphan.name + ".旧1").exists()


def test_an_older_file_is_backed_up_before_it_is_brought_up(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = (*migrations.STEPS, ('CREATE TABLE "later" ("name" TEXT)',))
    monkeypatch.setattr(migrations, "STEPS", later)
    with pytest.raises(FazhiError, match="先正常打开一次"):
        Store.open(path, CATALOGUE, readonly=True)
    with Store.open(path, CATALOGUE) as store:
        assert store.years == (2023,)
    made = backup.backups(path)
    assert "升级前" in made[0].name
    monkeypatch.undo()
    assert backup.faults_of(made[0]) == []  # the way back for the program of before
    with pytest.raises(FazhiError, match="更新版本"):
        Store.open(path, CATALOGUE)
