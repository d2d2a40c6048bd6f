"""SQLite's own statements: connecting, pragmas, identity, integrity, copying. Nothing else speaks them."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import EnvironmentFault, NotUsable
from fazhi_desktop.store import migrations

APPLICATION_ID = 0x465A4849
"""“FZHI”, so that a foreign SQLite file is told from a workspace."""

_PRAGMAS: dict[str, Any] = {
    "journal_mode": "delete",
    "synchronous": "full",
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 2000,
    "temp_store": 2,
    "secure_delete": 1,
}


def connect(path: Path, *, readonly: bool = False) -> Any:
    """A peewee database on the file, not yet checked."""
    import peewee

    uri = f"{path.absolute().as_uri()}?mode={'ro' if readonly else 'rwc'}"
    pragmas = {
        name: value
        for name, value in _PRAGMAS.items()
        if not (readonly and name in {"journal_mode", "secure_delete"})
    }
    return peewee.SqliteDatabase(uri, uri=True, pragmas=pragmas)


def prepare_new(database: Any) -> None:
    """Give an empty file its identity and the newest schema."""
    with database.atomic():
        for step in migrations.STEPS:
            for statement in step:
                database.execute_sql(statement)
        database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute_sql(f"PRAGMA user_version = {len(migrations.STEPS)}")


def refuse_unusable(path: Path) -> None:
    """Raise NotUsable where the file is missing, empty, foreign, encrypted, newer or damaged."""
    if not path.exists():
        raise NotUsable(f"找不到工作库：{path}。请检查文件是否已移走或改名。")
    if path.is_dir():
        raise NotUsable(f"{path} 是文件夹，不是工作库。请选择 .fazhi 文件。")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise NotUsable(
            f"打不开工作库：{path}（{error.strerror}）。请检查权限或是否被其他程序占用。"
        ) from error
    if not head.startswith(b"SQLite format 3\0"):
        raise NotUsable(f"{path.name} 不是工作库，或文件开头已损坏。请选择 .fazhi 文件，或从备份恢复。")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotUsable(f"{path.name} 是别的程序的数据库，不是法治报告工作库。请选择 .fazhi 文件。")
    version = int.from_bytes(head[60:64], "big")
    if version > len(migrations.STEPS):
        raise NotUsable(
            f"{path.name} 由更新版本的程序保存（数据版本 {version}，本程序只认识到 "
            f"{len(migrations.STEPS)}）。请升级程序后再打开。"
        )


def version(database: Any) -> int:
    """The schema version of an open file."""
    return int(database.execute_sql("PRAGMA user_version").fetchone()[0])


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
    """What is wrong with an open file, in Chinese; empty where it is whole."""
    import peewee

    try:
        rows = [str(row[0]) for row in database.execute_sql("PRAGMA integrity_check(20)").fetchall()]
    except (peewee.DatabaseError, sqlite3.DatabaseError) as error:
        return [f"数据库结构已损坏（{error}）"]
    found = [f"数据页损坏：{row}" for row in rows if row != "ok"]
    return found or schema_faults(database)


def schema_faults(database: Any) -> list[str]:
    """Tables, triggers or views that do not belong to a workspace, or are missing."""
    import peewee

    if version(database) != len(migrations.STEPS):
        return []
    try:
        rows = database.execute_sql(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
        ).fetchall()
    except peewee.DatabaseError as error:
        return [f"数据库结构已损坏（{error}）"]
    present = {str(name): _squeezed(sql) for name, sql in rows}
    expected = _expected_schema()
    return [
        *(f"缺少数据表 {name}" for name in expected if name not in present),
        *(f"含有不属于工作库的内容 {name}" for name in present if name not in expected),
        *(
            f"数据表 {name} 的结构与本程序不符"
            for name in expected
            if name in present and present[name] != expected[name]
        ),
    ]


def _expected_schema() -> dict[str, str]:
    memory = sqlite3.connect(":memory:")
    try:
        for step in migrations.STEPS:
            for statement in step:
                memory.execute(statement)
        rows = memory.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
    finally:
        memory.close()
    return {str(name): _squeezed(sql) for name, sql in rows}


def _squeezed(sql: str | None) -> str:
    return " ".join((sql or "").split())


def copy_into(database: Any, target: Path) -> None:
    """Copy an open file to a new one by SQLite's backup API."""
    copy = sqlite3.connect(target)
    try:
        database.connection().backup(copy)
    finally:
        copy.close()


@contextmanager
def sentences(path: Path) -> Generator[None]:
    """Turn what SQLite says about the machine (full, read-only, locked, torn) into a sentence."""
    import peewee

    try:
        yield
    except (peewee.OperationalError, peewee.DatabaseError, sqlite3.Error) as error:
        text = str(error)
        for piece, remedy in _REMEDIES:
            if piece in text:
                raise EnvironmentFault(f"未能保存到 {path}：{remedy}") from error
        if (
            isinstance(error, peewee.OperationalError)
            or type(error) is sqlite3.DatabaseError
            or (type(error) is peewee.DatabaseError)
        ):
            raise EnvironmentFault(
                f"工作库 {path.name} 读写出错（{text}）。请检查磁盘，必要时从备份恢复。"
            ) from error
        raise


_REMEDIES = (
    ("full", "磁盘已满。请清理磁盘，或用“另存为”存到别处；已录入的内容没有丢失。"),
    ("readonly", "文件或文件夹只读。请取消只读属性，或用“另存为”存到别处。"),
    ("locked", "文件被另一个程序占用。请稍候或关闭该程序后重试。"),
    ("unable to open", "打不开文件。请检查文件夹是否已移走、U盘是否已拔出。"),
    ("disk I/O", "磁盘读写出错。请换一个位置另存，并检查磁盘。"),
    ("malformed", "文件已损坏。请从备份恢复。"),
    ("not a database", "文件已损坏。请从备份恢复。"),
)


def version_now() -> int:
    """The newest schema version this program knows."""
    return len(migrations.STEPS)
