"""Running the program in places of its own: other folders, other environments."""

import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Ended:
    """A command that has ended: exit code, standard output, and the last lines of both outputs."""

    code: int
    out: str
    tail: str


def run_command(command: Sequence[str | Path], folder: Path, *, minutes: float = 10) -> Ended:
    """Run a command in `folder` without a screen and without this process's Python path."""
    ours = ("PYTHON", "COV", "PYTEST")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1", "XDG_DATA_HOME": str(folder / "user")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    try:
        ended = subprocess.run(
            [str(word) for word in command], cwd=folder, env=environment, capture_output=True, check=False,
            stdin=subprocess.DEVNULL, timeout=minutes * 60,
        )
    except subprocess.TimeoutExpired:
        return Ended(-1, "", f"{command[0]}: no end after {minutes} minutes")
    out, err = ended.stdout.decode("utf-8", "replace"), ended.stderr.decode("utf-8", "replace")
    return Ended(ended.returncode, out, "\n".join((out + err).splitlines()[-12:]))


def fresh_environment(folder: Path, *packages: str | Path) -> Path:
    """Make a virtual environment in `folder` with `packages`, pinned; returns its interpreter.

    Raises RuntimeError with the end of pip's output where the packages cannot be had.
    """
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ended = run_command(
        [python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", *packages], folder
    )
    if ended.code:
        raise RuntimeError(ended.tail)
    return python


def program(python: Path) -> Path:
    """The `fazhi` command beside an interpreter."""
    return python.with_name("fazhi.exe" if sys.platform == "win32" else "fazhi")
