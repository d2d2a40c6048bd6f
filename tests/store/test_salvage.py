"""A damaged workspace: what can still be read is saved beside it."""

from pathlib import Path
from typing import Any

import pytest

from fazhi_desktop import cli
from fazhi_desktop.store import salvage as rows
from fazhi_desktop.store.salvage import salvage


def run(*words: object) -> int:
    return cli.main([str(word) for word in words])


@pytest.mark.parametrize("holes", [(3,), (5, 6, 7), (9, 10)])
def test_rows_are_saved_where_the_header_lives(
    tmp_path: Path, holes: tuple[int, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "甲.fazhi"
    assert run("new", path, "--unit", "甲镇人民政府", "--year", 2023) == 0
    assert run("set", path, "E02=3010", "E03=29") == 0
    data = bytearray(path.read_bytes())
    for page in holes:
        data[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(data)
    code = run("salvage", path, "--to", tmp_path / "救.fazhi")
    said = capsys.readouterr()
    assert code in {0, 1, 2}
    assert "Traceback" not in said.err
    assert said.err.strip()
    assert path.read_bytes() == bytes(data)
    if (tmp_path / "救.fazhi").exists():
        assert run("verify", tmp_path / "救.fazhi") == 0


def test_a_whole_workspace_can_be_saved_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "甲.fazhi"
    run("new", path, "--unit", "甲镇人民政府", "--year", 2023)
    run("set", path, "E02=3010")
    run("salvage", path, "--to", tmp_path / "救.fazhi")
    capsys.readouterr()
    run("show", tmp_path / "救.fazhi")
    assert "E02 行政检查 3010件" in capsys.readouterr().out


def test_a_line_of_the_log_without_its_number_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Flipped bits can leave a row that reads, but not the number it was stored under."""
    path = tmp_path / "甲.fazhi"
    run("new", path, "--unit", "甲镇人民政府", "--year", 2023)
    run("set", path, "E02=3010")
    run("set", path, "E02=3011")
    read = rows.readable_rows

    def without_the_last_number(opened: Any, table: str) -> list[dict[str, Any]]:
        rows = read(opened, table)
        return [*rows[:-1], rows[-1] | {"seq": None}] if table == "change" else rows

    monkeypatch.setattr(rows, "readable_rows", without_the_last_number)
    saved = salvage(path, tmp_path / "救.fazhi", now="2024-01-01T09:00:00", who="张某")
    assert "1 条修改记录已读不出" in saved.sentence()
    capsys.readouterr()
    run("show", tmp_path / "救.fazhi")
    assert "E02 行政检查 3011件" in capsys.readouterr().out


def test_a_schema_that_is_no_text_any_more_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """SQLite quotes the torn statement in its message, which then is no text either."""
    path = tmp_path / "甲.fazhi"
    run("new", path, "--unit", "甲镇人民政府", "--year", 2023)
    data = path.read_bytes()
    assert b"CREATE TABLE" in data
    path.write_bytes(data.replace(b"CREATE TABLE", b"CREATE \xcc\xcc\xccLE"))
    capsys.readouterr()
    assert run("show", path) == 2
    assert "已损坏" in capsys.readouterr().err
    assert run("verify", path) == 1
