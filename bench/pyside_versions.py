"""The window's tests hold under the Qt of old systems too: 6.7.3 (麒麟 V10 ARM64) and 6.9.3 (glibc 2.28)."""

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import Result
from bench._places import ROOT, fresh_environment, run_command

VERSIONS = ("6.7.3", "6.9.3")
RUNNING = "import PySide6.QtCore as q; print(q.qVersion())"
TESTS = ("pytest", "pytest-qt", "pytest-cov", "pytest-xdist", "hypothesis", "fonttools")


def run(ci: bool) -> list[Result]:
    """All of tests/gui under each version; the short form takes the window, its fields and its table."""
    gui = ROOT / "tests" / "gui"
    chosen = [gui / f"test_{name}.py" for name in ("window", "fields", "table")] if ci else [gui]
    return [under(version, chosen) for version in VERSIONS]


def under(version: str, chosen: Sequence[Path]) -> Result:
    """The tests of the window under one version of Qt, in an environment of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        python = fresh_environment(place / "venv", ROOT, f"PySide6-Essentials=={version}", *TESTS)
        running = run_command([python, "-c", RUNNING], place).out.strip()
        configuration = ["-p", "no:cacheprovider", "--rootdir", ROOT, "-c", ROOT / "pyproject.toml"]
        command = [python, "-m", "pytest", "-q", *configuration, "-m", "qt", *chosen]
        ended = run_command(command, place, minutes=20)
        passed = re.search(r"(\d+) passed", ended.tail)
        ok = running == version and ended.code == 0 and passed is not None
        measured = f"{passed.group() if passed else 'none passed'}, Qt {running}"
        name, detail = f"window under PySide6 {version}", "" if ok else ended.tail
        return Result(name, measured, "all pass", ok=ok, detail=detail)
