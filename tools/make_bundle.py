"""Makes the archive for machines without Internet: `python tools/make_bundle.py`, `python3 run.py bundle`.

In it: the built program, an installer, fonts, manual, licences, the source with the packages that it needs,
and the SHA-256 of every file. Its name says for which system it is; a program built here runs where the glibc
is as new as here or newer.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fazhi_desktop import __version__  # noqa: E402

BUILDING = ("hatchling", "editables")
"""What pip needs to install the source, hatchling's own wish among it."""
COMPRESSION = 3
"""gzip's level: most of the archive is packed already."""


def system() -> str:
    """What the program runs on: linux-x86_64-glibc2.36, windows-amd64."""
    name = f"{platform.system()}-{platform.machine()}".lower()
    library, version = platform.libc_ver()
    return f"{name}-{library}{version}" if library else name


def run(*words: str | Path) -> None:
    """Run a step; what it says is shown only where it fails."""
    ended = subprocess.run(
        [str(word) for word in words], cwd=ROOT, check=False, capture_output=True, text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    if ended.returncode:
        raise SystemExit(f"{' '.join(map(str, words))}:\n{ended.stdout[-3000:]}{ended.stderr[-3000:]}")


def build_program(scratch: Path) -> Path:
    """The onedir program, made by build.spec."""
    run(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", scratch / "dist", "--workpath", scratch / "build", ROOT / "build.spec")
    return scratch / "dist" / "fazhi"


def linked(source: str, target: str) -> None:
    """Put a file into the archive's folder without copying its bytes, where the disk allows."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def add_installer(place: Path) -> None:
    """The installer of this system, and what people read first."""
    family = "windows" if sys.platform == "win32" else "linux"
    for path in sorted((ROOT / "install" / family).iterdir()):
        shutil.copy2(path, place / path.name)
    shutil.copy2(ROOT / "install" / "README.txt", place / "安装说明.txt")
    if family == "linux":
        version = platform.libc_ver()[1]
        (place / "system.txt").write_text(f"{platform.machine()} {version}\n", "utf-8")


def add_licences(program: Path, place: Path) -> None:
    """The licence of everything in the program."""
    target = place / "licences"
    shutil.copytree(ROOT / "docs" / "licences", target)
    shutil.copy2(ROOT / "docs" / "licences.md", target)
    for python in Path(sysconfig.get_path("stdlib")).glob("LICENSE*"):
        shutil.copy2(python, target / "Python.txt")
    for path in sorted((program / "_internal").glob("*.dist-info/**/*")):
        if path.is_file() and any(word in path.as_posix().lower() for word in ("licen", "copying", "notice")):
            name = path.relative_to(program / "_internal").as_posix().replace("/", "-")
            linked(str(path), str(target / name))


def add_source(place: Path) -> None:
    """The source, and the packages that it needs for this Python and this system."""
    with tempfile.TemporaryDirectory() as scratch:
        run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", scratch, ROOT)
        archive = next(Path(scratch).glob("*.tar.gz"))
        with tarfile.open(archive) as source:
            source.extractall(scratch, filter="data")
        shutil.move(next(path for path in Path(scratch).iterdir() if path.is_dir()), place / "source")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    pinned = ("--constraint", ROOT / "constraints.txt")
    run(*pip, "download", "--quiet", "--dest", place / "wheelhouse", *pinned,
        "--only-binary", ":all:", f"{ROOT}[secret]", *BUILDING)


def write_sums(place: Path) -> None:
    """SHA256SUMS over every file, as `sha256sum --check` reads it."""
    lines: list[str] = []
    for path in sorted(entry for entry in place.rglob("*") if entry.is_file()):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        lines.append(f"{digest}  {path.relative_to(place).as_posix()}\n")
    (place / "SHA256SUMS").write_text("".join(lines), "utf-8", newline="\n")


def make_bundle(target: Path, program: Path | None, *, source: bool) -> Path:
    """Make the archive in the folder `target`; returns its path."""
    from make_manual import write_manual

    name = f"fazhi_desktop-{__version__}-{system()}"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target) as scratch:
        built = program or build_program(Path(scratch))
        place = Path(scratch, name)
        shutil.copytree(built, place / "fazhi", copy_function=linked, symlinks=True)
        add_installer(place)
        fonts = place / "fazhi" / "_internal" / "resources" / "fonts"
        shutil.copytree(fonts, place / "fonts", copy_function=linked)
        write_manual(place / "manual")
        add_licences(place / "fazhi", place)
        if source:
            add_source(place)
        write_sums(place)
        archive = target / f"{name}.tar.gz"
        with tarfile.open(archive, "w:gz", compresslevel=COMPRESSION) as made:
            made.add(place, name)
    return archive


def main(words: Sequence[str]) -> int:
    """Make the archive and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="folder of the archive")
    parser.add_argument("--program", type=Path, help="a program built before, dist/fazhi for one")
    parser.add_argument("--no-source", action="store_true", help="without source and wheelhouse")
    chosen = parser.parse_args(words)
    archive = make_bundle(chosen.to, chosen.program, source=not chosen.no_source)
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    print(f"{digest}  {archive} ({archive.stat().st_size / 1e6:.0f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
