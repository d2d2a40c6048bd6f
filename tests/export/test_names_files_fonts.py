"""Names, atomic files, and fonts found by the names inside them."""

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.errors import EnvironmentFault
from fazhi_desktop.export.files import make_folder, replace_file, write_new
from fazhi_desktop.export.fonts import FontBook, faces
from fazhi_desktop.export.names import free_path, safe, stem
from tests.document.specimen import report, styles


def test_the_default_name() -> None:
    assert stem(report(), "public", draft=False) == "柳口镇2023年度法治政府建设情况报告"
    assert stem(report(), "submit", draft=True) == "柳口镇2023年度法治政府建设情况报告（报送版）（草稿）"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a/b:c*?d", "a_b_c__d"),
        ("尾点. ", "尾点"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("", "报告"),
        ("甲\n乙", "甲_乙"),
    ],
)
def test_characters_that_a_disk_refuses_are_replaced(name: str, made: str) -> None:
    assert safe(name) == made


def test_an_existing_name_gets_the_next_number(tmp_path: Path) -> None:
    assert free_path(tmp_path, "报告", "docx").name == "报告.docx"
    (tmp_path / "报告.docx").touch()
    (tmp_path / "报告（2）.docx").touch()
    assert free_path(tmp_path, "报告", "docx").name == "报告（3）.docx"


def test_a_very_long_name_still_fits_the_disk(tmp_path: Path) -> None:
    path = free_path(tmp_path, "镇" * 200, "docx")
    write_new(path, b"x")
    assert free_path(tmp_path, "镇" * 200, "docx").name.endswith("（2）.docx")


def test_a_new_file_never_replaces_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_new(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_a_disk_without_links_takes_files_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "a.txt", b"new")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.txt", b"newer")
    assert (tmp_path / "a.txt").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_replacing_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"

    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "open in WPS")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(EnvironmentFault, match=r"替换失败.*占用"):
        replace_file(path, b"newer")
    assert path.read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="已移动"):
        write_new(tmp_path / "没有" / "a.txt", b"x")


def test_the_office_font_is_found_by_the_name_inside_the_file(tmp_path: Path) -> None:
    shutil.copy(paths.resources() / "fonts" / "FandolKai-Regular.otf", tmp_path / "x123.otf")
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    (tmp_path / "empty.otf").write_bytes(b"")
    assert [face.path.name for face in faces([tmp_path]) if "FandolKai" in face.names] == ["x123.otf"]
    roles = {name: replace(role, names=("FandolKai",) if name == "text" else role.names)
             for name, role in styles().fonts.items()}  # fmt: skip
    book = FontBook(roles, paths.resources() / "fonts", folders=[tmp_path])
    uses = {use.role: use for use in book.uses}
    assert (uses["text"].used, uses["text"].substituted) == ("FandolKai", False)
    assert uses["kai"].substituted
    assert book.families("text")[0] == "FandolKai"
    assert book.is_office("text")
    assert not book.is_office("hei")


def test_only_families_that_are_there_are_asked_for() -> None:
    book = FontBook(styles().fonts, paths.resources() / "fonts", folders=())
    assert book.families("text") == ["FandolFang R", "Noto Serif CJK SC"]
    missing = FontBook(
        {"text": replace(styles().fonts["text"], fallback=("没有这种字体",))},
        paths.resources() / "fonts",
        folders=(),
    )
    assert missing.families("text") == ["FandolFang R"]


def test_what_a_killed_export_left_goes_with_the_next_one(tmp_path: Path) -> None:
    old, new, theirs = tmp_path / ".fazhi-a.tmp", tmp_path / ".fazhi-b.tmp", tmp_path / "报告.docx"
    folder = tmp_path / ".fazhi-c"
    folder.mkdir()
    for path in (old, new, theirs, folder / "x.pdf"):
        path.write_text("x")
    for path in (old, theirs, folder):
        os.utime(path, (0, 0))
    make_folder(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".fazhi-b.tmp", "报告.docx"]
