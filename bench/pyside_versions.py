"""The suite holds under the Qt of old systems, 6.7.3 (麒麟 V10 ARM64) and 6.9.3 (glibc 2.28), and the newest.

The short form takes the window, its fields and its table under the old ones; the suite itself has just run
under the newest. The long one runs all tests under all three, each in an environment of its own.
"""

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import Result
from bench._places import ROOT, fresh_environment, run_command

OLD = ("6.7.3", "6.9.3")
NEWEST = "<6.12"
RUNNING = "import PySide6.QtCore as q; print(q.qVersion())"
TESTS = ("pytest", "pytest-qt", "pytest-cov", "pytest-xdist", "hypothesis", "fonttools")
SHORT = ("window", "fields", "table")


def run(ci: bool) -> list[Result]:
    """The short form of the window's tests, or everything."""
    if ci:
        chosen = [ROOT / "tests" / "gui" / f"test_{name}.py" for name in SHORT]
        return [under(f"=={version}", [ROOT, *TESTS], chosen) for version in OLD]
    wanted = [*(f"=={version}" for version in OLD), NEWEST]
    return [under(version, [f"{ROOT}[dev]"], [ROOT / "tests"]) for version in wanted]


def under(version: str, packages: Sequence[str | Path], chosen: Sequence[Path]) -> Result:
    """The chosen tests under one version of Qt."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        python = fresh_environment(place / "venv", *packages, f"PySide6-Essentials{version}")
        running = run_command([python, "-c", RUNNING], place).out.strip()
        configuration = ["-p", "no:cacheprovider", "--rootdir", ROOT, "-c", ROOT / "pyproject.toml"]
        workers = ["-n", str(os.cpu_count() or 1), "--dist", "loadfile"]
        command = [python, "-m", "pytest", "-q", *configuration, *workers, *chosen]
        ended = run_command(command, place, minutes=40)
        passed = re.search(r"(\d+) passed", ended.tail)
        fits = running == version.removeprefix("==") or (version == NEWEST and running.startswith("6.11"))
        ok = fits and ended.code == 0 and passed is not None
        measured = f"{passed.group() if passed else 'none passed'}, Qt {running}"
        detail = "" if ok else ended.tail
        return Result(f"tests under PySide6 {version}", measured, "all pass", ok=ok, detail=detail)
