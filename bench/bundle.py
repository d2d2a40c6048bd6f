"""The bundle for machines without Internet: installed from, in a network namespace without interfaces.

The short form installs the program only; the long one also installs from source with the wheelhouse.
"""

import os
import sys
import tarfile
import tempfile
import time
from pathlib import Path

from bench import Result
from bench._built import built
from bench._places import ROOT, Ended, run_command

NAME = "bundle: {} without a network"


def run(ci: bool) -> list[Result]:
    """Make the archive, unpack it elsewhere, install, use, damage, remove."""
    made = built()
    if made.fault or not sys.platform.startswith("linux"):
        return [Result("bundle: made", "not made", "made", ok=False, detail=made.fault or "Linux only")]
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        began = time.monotonic()
        words = [sys.executable, ROOT / "tools" / "make_bundle.py", "--to", place, "--program", made.folder]
        packed = run_command([*words, *(["--no-source"] if ci else [])], place, minutes=15)
        archives = sorted(place.glob("*.tar.gz"))
        if packed.code or not archives:
            return [Result("bundle: made", "failed", "made", ok=False, detail=packed.tail)]
        size, seconds = archives[0].stat().st_size / 1e6, time.monotonic() - began
        with tarfile.open(archives[0]) as archive:
            archive.extractall(place / "解开", filter="data")
        folder = next((place / "解开").iterdir())
        named = "glibc" in folder.name
        return [
            Result("bundle: made", f"{folder.name}, {size:.0f} MB in {seconds:.0f} s",
                   "its name tells the glibc", ok=named),
            *_installed(folder, place),
            _refused(folder, place),
            *([] if ci else [_from_source(folder, place)]),
        ]


def _alone(place: Path, *words: str | Path, minutes: float = 10) -> Ended:
    """Run a command as a user of its own home, in a network namespace without interfaces."""
    home = place / "家"
    home.mkdir(exist_ok=True)
    apart = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-rn"]
    return run_command(["env", f"HOME={home}", *apart, *words], place, minutes=minutes)


def _result(name: str, ended: Ended, *, ok: bool, measured: str, target: str) -> Result:
    return Result(NAME.format(name), measured, target, ok=ok, detail="" if ok else ended.tail)


def _installed(folder: Path, place: Path) -> list[Result]:
    """Install, let the installed program test itself, ask the desktop about a workspace, and remove it."""
    target = place / "程序 一"
    installed = _alone(place, "sh", folder / "install.sh", target)
    tested = _alone(place, target / "fazhi", "--selftest")
    _alone(place, target / "fazhi", "demo", "例")
    kind = _alone(place, "gio", "info", "-a", "standard::content-type", place / "例" / "示例.fazhi")
    opener = _alone(place, "gio", "mime", "application/x-fazhi")
    known = "application/x-fazhi" in kind.out and "fazhi_desktop.desktop" in opener.out
    removed = _alone(place, "sh", folder / "install.sh", "--remove", target)
    ours = place / "user" / "fazhi_desktop"  # settings and logs stay
    left = [path for path in (place / "user").rglob("*fazhi*") if path.is_file() and ours not in path.parents]
    measured = kind.out.split()[-1] if kind.out else "unknown"
    return [
        _result("installs and works", tested, ok=installed.code == tested.code == 0,
                measured=f"exit {installed.code} and {tested.code}", target="exit 0, --selftest passes"),
        _result("is removed", removed, ok=removed.code == 0 and not target.exists() and not left,
                measured=f"{len(left)} files left", target="nothing left"),
        _result("desktop opens .fazhi with it", opener, ok=known, measured=measured,
                target="its MIME type and program"),
    ]


def _refused(folder: Path, place: Path) -> Result:
    """A file that is not what SHA256SUMS says keeps the installer from starting."""
    victim = folder / "fazhi" / "_internal" / "resources" / "departments.toml"
    before = victim.read_bytes()
    victim.write_bytes(before[:-1] + b"#")
    ended = _alone(place, "sh", folder / "install.sh", place / "不装")
    victim.write_bytes(before)
    ok = ended.code != 0 and not (place / "不装").exists()
    return Result("bundle: a changed file", f"exit {ended.code}", "refused, nothing installed", ok=ok,
                  detail="" if ok else ended.tail)


def _from_source(folder: Path, place: Path) -> Result:
    """`python3 run.py` of the source in the bundle, with nothing but its wheelhouse."""
    began = time.monotonic()
    bare = ("env", "-u", "QT_QPA_PLATFORM")  # nowhere to show the window, which would stay open
    ended = _alone(place, *bare, sys.executable, folder / "source" / "run.py", minutes=20)
    made = (folder / "source" / "demo" / "示例.fazhi").is_file()
    measured = f"exit {ended.code}, {time.monotonic() - began:.0f} s"
    return _result("source installs from the wheelhouse", ended, ok=ended.code == 0 and made,
                   measured=measured, target="exit 0, the demo is made")
