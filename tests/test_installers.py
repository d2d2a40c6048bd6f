"""The installers: a home gets program, menu entry, type and icons, and loses them again; Windows agrees."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi_desktop import assembly
from fazhi_desktop.store import package

ROOT = Path(__file__).resolve().parent.parent
LINUX = ROOT / "install" / "linux"
WINDOWS = ROOT / "install" / "windows"
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a shell script for Linux")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """An unpacked bundle with a program that only says that it runs."""
    folder = tmp_path / "安装 包"
    icons = folder / "fazhi" / "_internal" / "resources" / "icons"
    shutil.copytree(ROOT / "resources" / "icons", icons)
    program = folder / "fazhi" / "fazhi"
    program.write_text("#!/bin/sh\necho 运行 \"$@\"\n", "utf-8")
    program.chmod(0o755)
    for path in LINUX.iterdir():
        shutil.copy2(path, folder)
    (folder / "system.txt").write_text(f"{os.uname().machine} 2.17\n", "utf-8")
    sums = subprocess.run(
        "find . -type f ! -name SHA256SUMS -exec sha256sum {} +", shell=True, cwd=folder, capture_output=True,
        check=True,
    )
    (folder / "SHA256SUMS").write_bytes(sums.stdout)
    return folder


def install(bundle: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    home = bundle.parent / "家"
    home.mkdir(exist_ok=True)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    return subprocess.run(
        ["sh", str(bundle / "install.sh"), *map(str, words)], env=environment, capture_output=True, text=True,
        check=False, cwd=bundle.parent,
    )


def ours(bundle: Path) -> list[str]:
    home = bundle.parent / "家"
    return sorted(str(path.relative_to(home)) for path in home.rglob("*fazhi*") if path.is_file())


def test_it_is_installed_over_itself_and_removed(bundle: Path) -> None:
    target = bundle.parent / '程序 "一" $HOME'
    for _ in range(2):
        done = install(bundle, target)
        assert (done.returncode, done.stderr) == (0, "")
    data = bundle.parent / "家" / ".local" / "share"
    entry = (data / "applications" / "fazhi_desktop.desktop").read_text("utf-8")
    command = re.search(r'^Exec="(.*)" %f$', entry, re.M)
    assert command is not None
    words = command[1].replace("%%", "%").replace("\\\\", "\\")
    assert re.sub(r'\\(["`$\\])', r"\1", words) == str(target / "fazhi")
    assert (data / "icons/hicolor/scalable/mimetypes/application-x-fazhi.svg").is_file()
    assert not target.with_name(target.name + ".old").exists()
    if shutil.which("update-mime-database"):
        globs = (data / "mime" / "globs2").read_text("utf-8")
        assert f"application/x-fazhi:*{assembly.SUFFIX}" in globs
        assert f"application/x-fazhi-package:*{package.SUFFIX}" in globs
    assert install(bundle, "--remove", target).returncode == 0
    assert not target.exists()
    assert ours(bundle) == []


def test_a_changed_file_or_another_system_is_refused(bundle: Path) -> None:
    icon = bundle / "fazhi" / "_internal" / "resources" / "icons" / "fazhi.png"
    whole = icon.read_bytes()
    icon.write_bytes(whole[:-1])
    refused = install(bundle)
    assert refused.returncode == 1
    assert "文件与清单不符，没有安装" in refused.stderr
    icon.write_bytes(whole)
    machine = os.uname().machine
    for system, words in (("riscv 2.17", "这一份程序供 riscv 使用"), (f"{machine} 9.99", "需要 glibc 9.99")):
        (bundle / "system.txt").write_text(system + "\n", "utf-8")
        refused = install(bundle)
        assert words in refused.stderr
    assert ours(bundle) == []


def test_a_folder_with_other_things_is_left_alone(bundle: Path) -> None:
    other = bundle.parent / "照片"
    other.mkdir()
    (other / "一.jpg").write_bytes(b"x")
    for words in ((other,), ("--remove", other)):
        refused = install(bundle, *words)
        assert refused.returncode == 1
        assert "没有改动" in refused.stderr
    assert (other / "一.jpg").is_file()


def test_windows_knows_the_same_files_and_both_ways_agree() -> None:
    script = (WINDOWS / "register.cmd").read_bytes()
    recipe = (WINDOWS / "fazhi.iss").read_bytes()
    assert script.count(b"\r\n") == script.count(b"\n")
    assert recipe.startswith(b"\xef\xbb\xbf")
    for suffix in (assembly.SUFFIX, package.SUFFIX):
        added = f'reg add "%CLASSES%\\{suffix}" /ve /d "fazhi_desktop.workspace"'
        assert added.encode() in script
        assert f'reg delete "%CLASSES%\\{suffix}"'.encode() in script
        assert f'Subkey: "Software\\Classes\\{suffix}"'.encode() in recipe
    for key in ("DefaultIcon", "shell\\open\\command"):
        assert f"fazhi_desktop.workspace\\{key}".encode() in script
        assert f"fazhi_desktop.workspace\\{key}".encode() in recipe
    icon = re.search(rb"SetupIconFile=(.*)\r", recipe)
    assert icon is not None
    named = (WINDOWS / icon[1].decode().replace("\\", "/")).resolve()
    assert named == ROOT / "resources" / "icons" / "fazhi.ico"


def test_the_icon_has_every_size() -> None:
    from PIL import Image

    with Image.open(ROOT / "resources" / "icons" / "fazhi.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= set(icon.info["sizes"])
