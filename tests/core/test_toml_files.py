"""The tables of the program come from a cache that is never older than the files, and never trusted torn."""

import os
from pathlib import Path

import pytest

from fazhi_desktop import paths
from fazhi_desktop.assembly import load_resources
from fazhi_desktop.checking.kinds import load_checks
from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.toml_files import TomlCache, read_toml


def kept(file: Path, cache: Path) -> dict[str, object]:
    reader = TomlCache(cache)
    tables = reader(file)
    reader.keep()
    return tables


def test_the_cache_gives_what_parsing_gives(tmp_path: Path) -> None:
    first = load_resources(cache=tmp_path / "tables.json")
    written = (tmp_path / "tables.json").read_bytes()
    second = load_resources(cache=tmp_path / "tables.json")
    parsed = load_resources(paths.resources())
    assert dict(first.catalogue) == dict(second.catalogue) == dict(parsed.catalogue)
    assert first.templates == second.templates
    assert (tmp_path / "tables.json").read_bytes() == written


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    file, cache = tmp_path / "a.toml", tmp_path / "cache" / "tables.json"
    file.write_text('name = "旧"', "utf-8")
    assert kept(file, cache) == kept(file, cache) == {"name": "旧"}
    file.write_text('name = "新"', "utf-8")
    assert kept(file, cache) == {"name": "新"}
    assert "旧" not in cache.read_text("utf-8")


@pytest.mark.parametrize("damage", [b"", b"x", b"\xff\n{}", None])
def test_a_torn_cache_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    file, cache = tmp_path / "a.toml", tmp_path / "tables.json"
    file.write_text('name = "甲"', "utf-8")
    kept(file, cache)
    whole = cache.read_bytes()
    cache.write_bytes(whole.replace("甲".encode(), "乙".encode()) if damage is None else damage)
    assert kept(file, cache) == {"name": "甲"}
    assert cache.read_bytes() == whole


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    file, place = tmp_path / "a.toml", tmp_path / "file"
    file.write_text("day = 2024-01-01", "utf-8")
    place.write_text("no folder", "utf-8")
    assert kept(file, place / "tables.json") == read_toml(file)
    assert kept(file, tmp_path / "tables.json") == read_toml(file)


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    file = tmp_path / "坏.toml"
    file.write_bytes(b"\xff")
    with pytest.raises(DataFault, match=r"坏\.toml"):
        TomlCache(tmp_path / "tables.json")(file)
    with pytest.raises(DataFault, match=r"没有\.toml"):
        read_toml(tmp_path / "没有.toml")


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices are POSIX here")
def test_pipes_devices_and_endless_files_are_faults_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    with (tmp_path / "large.toml").open("wb") as file:
        file.truncate(10**10)
    (tmp_path / "folder.toml").mkdir()
    for name in ("pipe", "zero", "large", "folder"):
        with pytest.raises(DataFault, match=rf"(?s){name}\.toml：无法读取（不是普通文件.*own"):
            read_toml(tmp_path / f"{name}.toml")


def test_without_any_rules_nothing_passes_for_checked(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    with pytest.raises(DataFault, match="没有任何审核规则"):
        load_checks(tmp_path / "checks", load_resources().catalogue)
