"""Set the program up and run it: `python3 run.py`. Set it up and test it: `python3 run.py test`.
Make the archive for machines without Internet: `python3 run.py bundle`.

Standard library only. Makes `.venv` beside this file, installs what pyproject.toml and constraints.txt pin
(out of a folder `wheelhouse` here or beside this one, if there is one) and goes on from there; a second run
finds it done. Runs on Pythons too old for the program, to say so.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.txt"
LOG = VENV / "set-up.log"
OLDEST = (3, 11)
MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30
"""A folder in memory, if there is one, and the bytes free there from which on the suite writes into it."""

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


class SetUpFault(Exception):
    """One sentence, Chinese and English, that says what is missing and the remedy."""


def newer_python() -> str | None:
    """A Python on this machine that is new enough, when the running one is not."""
    for minor in range(14, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    return None


def check_python() -> None:
    """Refuse a Python that is too old or lacks what makes virtual environments."""
    if sys.version_info < OLDEST:
        raise SetUpFault(
            f"Python 版本过低（{sys.version.split()[0]}），请安装 Python 3.11 或更高版本后重新运行。"
            " / Python is too old: install Python 3.11 or newer and run this again."
        )
    try:
        importlib.import_module("venv")
        importlib.import_module("ensurepip")
    except ImportError as missing:
        raise SetUpFault(
            "缺少 Python 的 venv 组件，请先执行：sudo apt-get install python3-venv，再重新运行。"
            " / Python's venv module is missing: sudo apt-get install python3-venv, then run this again."
        ) from missing


def missing_libraries(wanted: dict[str, str]) -> list[str]:
    """Debian packages of the shared libraries that cannot be loaded; empty outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    missing: list[str] = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def missing_sentence(packages: list[str]) -> str:
    """What the clerk or his administrator has to type."""
    names = " ".join(packages)
    return (
        f"打开窗口缺少系统组件，请先执行：sudo apt-get install {names}"
        f" / System libraries are missing for the window: sudo apt-get install {names}"
    )


def has_display() -> bool:
    """Whether a window could be shown at all."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def venv_python() -> Path:
    """The interpreter inside .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def fingerprint() -> str:
    """Changes whenever the installed packages have to."""
    digest = hashlib.sha256(sys.version.encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def call_logged(command: list[str], fault: str) -> None:
    """Run a step of the set-up, output to the log; its failure is `fault` with the log's last errors."""
    with LOG.open("ab") as log:
        code = subprocess.call(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    if code:
        lines = LOG.read_text(encoding="utf-8", errors="replace").splitlines()
        errors = [line for line in lines if line.lower().startswith("error")] or lines
        raise SetUpFault("\n".join([fault, f"({LOG})", *errors[-4:]]))


def set_up(extra: str) -> None:
    """Make .venv and install the program with `extra` ("" or "dev"), unless that is done already."""
    check_python()
    done = STAMP.read_text(encoding="utf-8").split() if STAMP.is_file() else []
    if done and done[0] == fingerprint() and (not extra or extra in done[1:]) and venv_python().is_file():
        return
    print("正在准备运行环境，第一次需要几分钟…… / Setting up, a few minutes the first time ...", flush=True)
    make_venv()
    LOG.write_bytes(b"")
    target = f"{ROOT}[{extra}]" if extra else str(ROOT)
    call_logged(
        [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input",
         *wheelhouse(), "--constraint", str(ROOT / "constraints.txt"), "--editable", target],
        "依赖安装失败：多为连不上软件源，请检查网络或 pip 镜像设置后重新运行。"
        " / Installing the dependencies failed: check the network or pip's mirror and run this again.",
    )
    STAMP.write_text(f"{fingerprint()} {extra}", encoding="utf-8")


def wheelhouse() -> list[str]:
    """What tells pip to stay offline, where the packages lie beside the source."""
    found = [place for place in (ROOT / "wheelhouse", ROOT.parent / "wheelhouse") if place.is_dir()]
    return ["--no-index", "--find-links", str(found[0])] if found else []


def make_venv() -> None:
    """Make .venv, anew where its interpreter no longer runs."""
    python = venv_python()
    works = [str(python), "-c", "import pip"]
    if python.is_file() and subprocess.call(works, stderr=subprocess.DEVNULL) == 0:
        return
    code = subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if code:
        raise SetUpFault(
            f"无法在 {VENV} 建立运行环境，请检查该文件夹是否可写、磁盘是否已满。"
            f" / Cannot make {VENV}: is the folder writable, is the disk full?"
        )


def start() -> int:
    """Make the sample and open it; without a display or its libraries the sample alone."""
    set_up("")
    command = [str(venv_python()), "-m", "fazhi_desktop", "demo", "demo"]
    wanted = {**QT_LIBRARIES, **(WINDOW_LIBRARIES if os.environ.get("DISPLAY") else {})}
    missing = missing_libraries(wanted) if has_display() else []
    if missing:
        print(missing_sentence(missing), file=sys.stderr)
        return subprocess.call(command, cwd=ROOT) or 1
    return subprocess.call([*command, "--open"], cwd=ROOT)


def test(more: list[str]) -> int:
    """Run the suite, ruff and pyright; 0 only when all are clean. `more` goes to pytest, such as --cov."""
    missing = missing_libraries(QT_LIBRARIES)
    if missing:
        raise SetUpFault(missing_sentence(missing))
    set_up("dev")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or every worker and every child compiles all anew
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        environment.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # thousands of files, each synchronised
    python = str(venv_python())
    workers = str(min(4, os.cpu_count() or 1))
    steps = {
        "pytest": [python, "-m", "pytest", "-n", workers, "--dist", "loadfile", *more],
        "ruff": [python, "-m", "ruff", "check", "--output-format", "concise", "."],
        "pyright": [python, "-m", "pyright"],
    }
    summary: list[str] = []
    failed = 0
    # pyright works beside the suite, whose last tests leave a processor idle
    with tempfile.TemporaryFile() as said:
        beside = subprocess.Popen(steps["pyright"], cwd=ROOT, env=environment, stdout=said, stderr=said)
        for name, command in steps.items():
            print(f"\n== {name}", flush=True)
            began = time.monotonic()
            if name == "pyright":
                code = beside.wait()
                said.seek(0)
                print(said.read().decode("utf-8", errors="replace"), flush=True)
            else:
                code = subprocess.call(command, cwd=ROOT, env=environment)
            failed += code != 0
            verdict = "ok" if code == 0 else f"FAILED (exit {code})"
            summary.append(f"{name:8} {verdict:18} {time.monotonic() - began:6.1f} s")
    print("\n== summary", *summary, sep="\n", flush=True)
    return 1 if failed else 0


def bundle(more: list[str]) -> int:
    """Make the archive for machines without Internet in dist/; `more` goes to tools/make_bundle.py."""
    set_up("dev")
    print("正在制作离线安装包，需要几分钟…… / Making the offline bundle, a few minutes ...", flush=True)
    return subprocess.call([str(venv_python()), str(ROOT / "tools" / "make_bundle.py"), *more], cwd=ROOT)


def main(words: list[str]) -> int:
    if sys.version_info < OLDEST:
        better = newer_python()
        if better:
            return subprocess.call([better, str(ROOT / "run.py"), *words])
    try:
        if not words:
            return start()
        if words[0] == "test":
            return test(words[1:])
        if words[0] == "bundle":
            return bundle(words[1:])
    except SetUpFault as fault:
        print(fault, file=sys.stderr)
        return 2
    print("用法 / usage: python3 run.py [test [pytest 参数…] | bundle]", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
