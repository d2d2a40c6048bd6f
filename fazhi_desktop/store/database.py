"""SQLite's own statements: connecting, pragmas, identity, integrity, copying. Nothing else speaks them."""

import itertools
import os
import sqlite3
import sys
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Literal

from fazhi_desktop.core.errors import Damaged, EnvironmentFault, NotUsable, PasswordNeeded, TooNew
from fazhi_desktop.core.progress import QUIET, Progress
from fazhi_desktop.store import migrations
from fazhi_desktop.store.placing import journal_of, sync
from fazhi_desktop.store.secret import NO_CIPHER, is_sealed_head

APPLICATION_ID = 0x465A4849
"""“FZHI”, so that a foreign SQLite file is told from a workspace."""

Mode = Literal["ro", "rw"]

_PRAGMAS: dict[str, Any] = {
    "trusted_schema": 0,
    "cell_size_check": 1,
    "foreign_keys": 1,
    "busy_timeout": 2000,
    "temp_store": 2,
    "synchronous": "full",
}
_WRITING = {"journal_mode": "delete", "secure_delete": 1}
_LONGEST = 64 * 1024 * 1024
"""Bytes of one field; a longer one is not read (SQLITE_LIMIT_LENGTH, which is limit number 0)."""


def connect(path: Path, *, mode: Mode = "rw", key: str = "") -> Any:
    """A peewee database on an existing file, not yet checked; `key` (`secret.key_of`) opens a sealed one."""
    import peewee

    uri = f"{path.absolute().as_uri()}?mode={mode}"
    pragmas = _PRAGMAS if mode == "ro" else _PRAGMAS | _WRITING
    if not key:
        return peewee.SqliteDatabase(uri, uri=True, check_same_thread=False, pragmas=pragmas)
    try:
        from playhouse.sqlcipher_ext import SqlCipherDatabase
    except ImportError as error:
        raise NotUsable(NO_CIPHER) from error
    quiet = {"cipher_log_level": "NONE"} | pragmas
    return SqlCipherDatabase(uri, uri=True, check_same_thread=False, passphrase=f"x'{key}'", pragmas=quiet)


def driver_errors() -> tuple[type[Exception], ...]:
    """What peewee and the drivers below it raise: rows are fetched by the drivers themselves.

    A torn schema may hold bytes that are no text, and SQLite's message about it holds them too.
    """
    import peewee

    cipher = sys.modules.get("sqlcipher3.dbapi2")
    ours = (peewee.PeeweeException, sqlite3.Error, UnicodeDecodeError)
    return (*ours, cipher.Error) if cipher else ours


@contextmanager
def opened_at(path: Path, *, mode: Mode = "rw", key: str = "") -> Generator[Any]:
    """`connect`, opened and closed again."""
    database = connect(path, mode=mode, key=key)
    try:
        begin(database)
        yield database
    finally:
        database.close()


def begin(database: Any) -> None:
    """Open the connection with the limits for files from elsewhere; who sealed a file is known."""
    database.connect()
    if isinstance(database.connection(), sqlite3.Connection):
        database.connection().setlimit(0, _LONGEST)


def is_writable(database: Any) -> bool:
    """Whether an open file may be written: SQLite silently opens it for reading where it is refused more."""
    try:
        database.execute_sql('DELETE FROM "meta" WHERE 0')  # asks for the right and touches nothing
    except driver_errors() as error:
        return "readonly" not in str(error)  # whatever else is wrong, the check will tell
    return True


@contextmanager
def writing(database: Any) -> Generator[None]:
    """A transaction, on a connection opened anew where it goes on reading only, once refused more."""
    if not is_writable(database):
        database.close()
        begin(database)
    with database.atomic():
        yield


def prepare_new(database: Any) -> None:
    """Give an empty file its identity and the newest schema."""
    with database.atomic():
        for step in migrations.STEPS:
            for statement in step:
                database.execute_sql(statement)
        database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute_sql(f"PRAGMA user_version = {len(migrations.STEPS)}")


def refuse_unusable(path: Path, *, sealed: bool = False) -> None:
    """Raise NotUsable where the file is missing, empty, foreign or newer; PasswordNeeded unless `sealed`."""
    if not path.exists():
        raise NotUsable(f"找不到工作库：{path}。请检查文件是否已移走或改名。")
    if path.is_dir():
        raise NotUsable(f"{path} 是文件夹，不是工作库。请选择 .fazhi 文件。")
    if not path.is_file():
        raise NotUsable(f"{path} 不是普通文件，不是工作库。请选择 .fazhi 文件。")
    journal = journal_of(path)
    if os.path.lexists(journal) and (journal.is_symlink() or not journal.is_file()):
        strange = "不是普通文件，是文件夹、链接或管道，不能安全打开。请删去它后重试。"
        raise EnvironmentFault(f"{journal} {strange}")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        advice = "请检查权限或是否被其他程序占用。"
        raise NotUsable(f"打不开工作库：{path}（{error.strerror}）。{advice}") from error
    if is_sealed_head(head):
        if not sealed:
            raise PasswordNeeded(f"工作库 {path.name} 设有密码。请输入密码；忘记密码时可输入恢复密钥。")
        return
    if not head.startswith(b"SQLite format 3\0"):
        raise NotUsable(f"{path.name} 不是工作库，或文件开头已损坏。请选择 .fazhi 文件。")
    _refuse_foreign(path, int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big"))
    if head[18:20] != b"\x01\x01":
        raise NotUsable(f"{path.name} 的存储方式被其他程序改动过，不能安全打开。请从备份恢复。")


def _refuse_foreign(path: Path, application: int, version: int) -> None:
    if application != APPLICATION_ID:
        raise NotUsable(f"{path.name} 是别的程序的数据库，不是法治报告工作库。请选择 .fazhi 文件。")
    if version > len(migrations.STEPS):
        raise TooNew(
            f"{path.name} 由更新版本的程序保存（数据版本 {version}，本程序只认识到 "
            f"{len(migrations.STEPS)}）。请升级程序后再打开。"
        )


def begin_sealed(database: Any, path: Path) -> None:
    """`begin` for a sealed file, whose head says nothing; PasswordNeeded for a key that does not fit."""
    try:
        begin(database)
        application = int(database.execute_sql("PRAGMA application_id").fetchone()[0])
    except driver_errors() as error:
        if not any(piece in str(error) for piece in _TORN):
            raise
        raise PasswordNeeded(f"密码不对，打不开 {path.name}（如确信密码正确，文件可能已损坏）。") from error
    _refuse_foreign(path, application, version(database))


def settle(path: Path, *, key: str = "") -> None:
    """Let SQLite take back what a killed program had half written; a reader could not do it itself."""
    journal = journal_of(path)
    if not journal.exists():
        return
    try:
        with sentences(path), opened_at(path, key=key) as database:
            database.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
    except EnvironmentFault as fault:
        raise EnvironmentFault(
            f"{path.name} 上次没有正常关闭，要先写完才能打开，但这里现在写不了（只读、磁盘已满或被占用）。"
            f"请把它和 {journal.name} 一起复制到本机硬盘后打开。"
        ) from fault


def version(database: Any) -> int:
    """The schema version of an open file."""
    return int(database.execute_sql("PRAGMA user_version").fetchone()[0])


def version_now() -> int:
    """The newest schema version this program knows."""
    return len(migrations.STEPS)


def data_version(database: Any) -> int:
    """A number that changes when another connection wrote the file."""
    return int(database.execute_sql("PRAGMA data_version").fetchone()[0])


def migrate(database: Any) -> None:
    """Bring an older file to the newest schema, in one transaction."""
    with database.atomic():
        for place in range(version(database), len(migrations.STEPS)):
            for statement in migrations.STEPS[place]:
                database.execute_sql(statement)
        database.execute_sql(f"PRAGMA user_version = {len(migrations.STEPS)}")


def faults(database: Any) -> list[str]:
    """What is wrong with the pages and tables of an open file, in Chinese; empty where it is whole."""
    try:
        rows = [str(row[0]) for row in database.execute_sql("PRAGMA integrity_check(20)").fetchall()]
        found = [f"数据页损坏：{row}" for row in rows if row != "ok"]
        return found or schema_faults(database)
    except driver_errors() as error:
        return [f"数据库结构已损坏（{error}）"]


_SCHEMA = "SELECT name, sql FROM sqlite_master WHERE name NOT GLOB 'sqlite_autoindex_*'"


def schema_faults(database: Any) -> list[str]:
    """Tables, triggers or views that do not belong to a workspace of its version, or are missing."""
    present = {str(name): _squeezed(sql) for name, sql in database.execute_sql(_SCHEMA).fetchall()}
    expected = _expected_schema(version(database))
    both = [name for name in expected if name in present]
    return [
        *(f"缺少数据表 {name}" for name in expected if name not in present),
        *(f"含有不属于工作库的内容 {name}" for name in present if name not in expected),
        *(f"数据表 {name} 的结构与本程序不符" for name in both if present[name] != expected[name]),
    ]


def _expected_schema(version: int) -> dict[str, str]:
    with closing(sqlite3.connect(":memory:")) as memory:
        for step in migrations.STEPS[:version]:
            for statement in step:
                memory.execute(statement)
        return {str(name): _squeezed(sql) for name, sql in memory.execute(_SCHEMA).fetchall()}


def write_rows(model: Any, rows: list[dict[str, Any]], *, replace: bool = False) -> None:
    """Insert rows into the table of a model, in the caller's transaction; `replace` those with the same key.

    peewee writes the text of a statement anew for every row; here all rows share one.
    """
    if not rows:
        return
    meta, names = model._meta, list(rows[0])
    columns = ", ".join(f'"{meta.fields[name].column_name}"' for name in names)
    verb = "INSERT OR REPLACE" if replace else "INSERT"
    statement = f'{verb} INTO "{meta.table_name}" ({columns}) VALUES ({", ".join("?" * len(names))})'
    meta.database.connection().executemany(statement, [[row[name] for name in names] for row in rows])


def delete_rows(model: Any, keys: list[tuple[int, str]]) -> None:
    """Delete the rows with these years and names from the table of a model, in the caller's transaction."""
    statement = f'DELETE FROM "{model._meta.table_name}" WHERE "key_year" = ? AND "key_name" = ?'
    model._meta.database.connection().executemany(statement, keys)


def _squeezed(sql: str | None) -> str:
    return " ".join((sql or "").split())


_AT_ONCE = 256
"""Pages copied between two looks at the clerk, each time to the disk: a slow one holds nobody up for long."""
_INSTRUCTIONS = 20_000
"""Steps of SQLite's machine between two looks."""


@contextmanager
def stoppable(progress: Progress, *databases: Any) -> Generator[None]:
    """Let the clerk stop any statement on these open files; raises Cancelled, whatever SQLite says of it."""
    for database in databases:
        database.connection().set_progress_handler(progress.cancelled, _INSTRUCTIONS)
    try:
        yield
    finally:
        for database in databases:
            database.connection().set_progress_handler(None, 0)
        progress.breathe()


def copy_into(source: Any, target: Path, *, key: str = "", progress: Progress = QUIET) -> None:
    """Copy the file of a connection into an empty one by SQLite's backup API; both have the same key.

    Whoever puts the copy in its place brings it to the disk as a whole (`placing.placed`).
    """

    def advance(_: int, left: int, total: int) -> None:
        sync(target)
        progress.step(total - left, total, "正在写入副本")

    with opened_at(target, key=key) as copy:
        for setting in ("journal_mode = OFF", "synchronous = OFF"):
            copy.execute_sql(f"PRAGMA {setting}")
        source.backup(copy.connection(), pages=_AT_ONCE, progress=advance)


def refill(database: Any, target: Path, *, key: str = "", progress: Progress = QUIET) -> None:
    """Copy an open file row by row into an empty one that has another key, or none."""
    with opened_at(target, key=key) as copy, stoppable(progress, database, copy), copy.atomic():
        for kind in ("table", "index"):
            for _, sql in _described(database, kind):
                copy.execute_sql(sql)
        for name, _ in _described(database, "table"):
            for row in database.execute_sql(f'SELECT * FROM "{name}" ORDER BY rowid'):
                copy.execute_sql(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', row)
        copy.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        copy.execute_sql(f"PRAGMA user_version = {version(database)}")


def differs(database: Any, path: Path, *, key: str = "", progress: Progress = QUIET) -> str:
    """What is wrong with the copy of an open file at `path`: '' where it is whole and equal, row by row."""
    progress.step(0, 0, "正在核对副本")
    try:
        with opened_at(path, mode="ro", key=key) as copy, stoppable(progress, database, copy):
            if found := faults(copy):
                return found[0]
            for name, _ in _described(database, "table"):
                statement = f'SELECT * FROM "{name}" ORDER BY rowid'
                mine, theirs = database.execute_sql(statement), copy.execute_sql(statement)
                if any(one != other for one, other in _pairs(mine, theirs)):
                    return f"数据表 {name} 与原文件不一致"
    except driver_errors() as error:
        return f"打不开（{error}）"
    return ""


def _pairs(one: Any, other: Any) -> Iterator[tuple[Any, Any]]:
    return itertools.zip_longest(one, other)


def _described(database: Any, kind: str) -> list[tuple[str, str]]:
    """Name and statement of each table or index of ours."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = ? AND name NOT GLOB 'sqlite_*'"
    return database.execute_sql(query, (kind,)).fetchall()


@contextmanager
def sentences(path: Path) -> Generator[None]:
    """Turn what SQLite says about the machine (full, read-only, locked, torn) into a sentence."""
    import peewee

    try:
        yield
    except driver_errors() as failure:
        error = _first(failure)
        text = str(error)
        for piece, remedy in _REMEDIES:
            if piece in text:
                raise EnvironmentFault(f"未能保存到 {path}：{remedy}") from error
        if isinstance(error, peewee.IntegrityError | peewee.ProgrammingError):
            raise failure  # a mistake of ours
        if any(piece in text for piece in _TORN):
            raise Damaged(f"工作库 {path.name} 已损坏（{text}）。请从备份恢复。") from error
        raise EnvironmentFault(
            f"工作库 {path.name} 读写出错（{text}）。请检查磁盘，必要时从备份恢复。"
        ) from error


def _first(error: BaseException) -> BaseException:
    """The error itself, where peewee could not roll back because SQLite had done so already."""
    while "cannot rollback" in str(error) and error.__context__ is not None:
        error = error.__context__
    return error


_REMEDIES = (
    ("full", "磁盘已满。请清理磁盘，或用“另存为”存到别处；已录入的内容没有丢失。"),
    ("readonly", "文件或文件夹只读。请取消只读属性，或用“另存为”存到别处。"),
    ("locked", "文件被另一个程序占用。请稍候或关闭该程序后重试。"),
    ("unable to open", "打不开文件。请检查文件夹是否已移走、U盘是否已拔出；可用“另存为”存到别处。"),
    ("disk I/O", "磁盘读写出错。请用“另存为”换一个位置，并检查磁盘。"),
)
_TORN = (
    "malformed",
    "not a database",
    "unsupported file format",
    "disk image",
    "decode to UTF-8",
    "codec can't decode",
    "too big",
    "no such table",
    "no such column",
)
