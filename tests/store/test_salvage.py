"""A damaged workspace: what can still be read is saved beside it."""

from pathlib import Path

import pytest

from fazhi_desktop import cli


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
