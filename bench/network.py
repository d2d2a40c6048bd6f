"""Promise 9: no Internet socket is ever made, and everything works where there is no network at all.

Every command and a scripted window run under strace, which may show AF_UNIX only (the display, the input
method, pipes between our own processes), in a network namespace without interfaces. A command that this
list does not know is a failure.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import Result
from bench._places import ROOT
from fazhi_desktop import cli

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from bench.window import Day
from fazhi_desktop.app import Program, make_application
from fazhi_desktop.gui import carrying
from fazhi_desktop.gui.checks import check_all

if __name__ == "__main__":
    application = make_application(["fazhi"])
    program = Program(application, settings=Path(sys.argv[2]))
    program.begin(Path(sys.argv[1]))
    window, here = program.windows[0], Path.cwd()
    day = Day(program, window, here)
    day.show_tabs()
    day.type_words(3)
    day.import_files([Path(book) for book in sys.argv[3:]])
    assert day.session.undo()
    check_all(day.session, day.services)
    day.export(("docx", "pdf", "html", "xlsx", "txt"))
    carrying.pack(day.session, day.services, here / "window.fzb")
    day.settle(2)
    QTimer.singleShot(0, window.close)  # which backs up first
    sys.exit(application.exec())
"""
WINDOW_NAME = "the window"
BOOKS = tuple(str(path) for path in sorted((ROOT / "resources/sample/workbooks").glob("*.xlsx"))[:3])
REPORT = "甲镇2023年度法治政府建设情况报告\n一、主要举措\n全年行政检查3010件。\n"
_FAMILY = re.compile(r"\b[AP]F_([A-Z0-9]+)")
_OURS = {"UNIX", "LOCAL", "UNSPEC"}


@dataclass(frozen=True)
class Run:
    """One thing to be done: its name, its words for the interpreter, and the exit codes that are right."""

    name: str
    words: tuple[str, ...]
    codes: tuple[int, ...] = (0, 1)


def run(ci: bool) -> list[Result]:
    """Every command and the window, once: watched, and without a network."""
    del ci
    runs, alone = _runs(), _alone()
    watch = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=%network", "-o"]
    strace = shutil.which("strace") is not None
    ends: list[str] = []
    families: dict[str, set[str]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        log = Path(scratch, "strace.txt")
        for entry in runs:
            ends += _end(entry, Path(scratch), [*alone, *([*watch, str(log)] if strace else [])])
            told = log.read_text("utf-8", "replace") if log.exists() else ""
            families.setdefault(entry.name, set()).update(_FAMILY.findall(told))
    missing = sorted(_commands() - {entry.name for entry in runs})
    return [_sockets(families, missing, watched=strace), _works(runs, ends, isolated=bool(alone))]


def _sockets(families: dict[str, set[str]], missing: Sequence[str], *, watched: bool) -> Result:
    faults = [f"{command} is not in the list of bench/network.py" for command in missing]
    faults += [f"{name}: AF_{family}" for name, made in families.items() for family in sorted(made - _OURS)]
    seen = ", ".join(f"AF_{family}" for family in sorted(set[str]().union(*families.values())))
    return Result(
        "no network: sockets made by every command and the window",
        (seen or "none at all") if watched else "not run", "AF_UNIX only", ok=watched and not faults,
        detail="; ".join(faults[:5])
        or (f"{len(families)} things done under strace -f" if watched else "needs strace"),
    )


def _works(runs: Sequence[Run], faults: Sequence[str], *, isolated: bool) -> Result:
    return Result(
        "no network: works in a namespace without interfaces",
        f"{len(runs) - len(faults)} of {len(runs)} runs" if isolated else "not run", "all",
        ok=isolated and not faults,
        detail="; ".join(faults[:5])
        or ("unshare -n: not even a loopback that is up" if isolated else "needs unshare -n"),
    )


def _alone() -> list[str]:
    """The words that run a command in a namespace without interfaces; none where that cannot be done."""
    alone = ["unshare", "-n"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["unshare", "-rn"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], check=False).returncode:
        return []
    return alone


def _runs() -> list[Run]:
    """Every command once, on one demo; each leaves what the next one needs."""
    book = "demo/示例.fazhi"

    def command(*words: str, codes: tuple[int, ...] = (0, 1)) -> Run:
        return Run(words[0], ("-m", "fazhi_desktop", *words), codes)

    return [
        command("demo", "demo", codes=(0,)),
        command("new", "a.fazhi", "--unit", "甲镇人民政府", "--year", "2023", codes=(0,)),
        command("year", "a.fazhi", "--year", "2024", codes=(0,)),
        command("import", "a.fazhi", *BOOKS, "--year", "2023"),
        command("set", "a.fazhi", "E02=5", codes=(0,)),
        command("show", book, codes=(0,)),
        command("check", book),
        command("editions", book),
        command("keep", "a.fazhi", "--label", "送审稿", codes=(0,)),
        command("recipes", "a.fazhi", "--export", "recipes.json"),
        command("returns", book),
        command("export", book, "--to", "out", "--format", "docx", "pdf", "html", "xlsx", "txt"),
        command("chart", book, "--to", "charts"),
        command("template", book, "--to", "forms"),
        command("read", "text.txt"),
        command("backup", "a.fazhi", "--to", "b.fazhi", codes=(0,)),
        command("verify", "b.fazhi", codes=(0,)),
        command("restore", "b.fazhi", "--to", "c.fazhi", codes=(0,)),
        command("salvage", "b.fazhi", "--to", "d.fazhi", codes=(0,)),
        command("pack", "a.fazhi", "--to", "p.fzb", codes=(0,)),
        command("unpack", "p.fzb", "--to", "e.fazhi", codes=(0,)),
        command("merge", "a.fazhi", "e.fazhi", codes=(0,)),
        command("password", "e.fazhi", codes=(0, 2)),
        command("editions", book),
        command("keep", book, "--label", "送审稿", codes=(0,)),
        command("recipes", book, codes=(0,)),
        command("doctor", codes=(0,)),
        command("new", "w.fazhi", "--unit", "乙镇人民政府", "--year", "2023", codes=(0,)),
        Run(WINDOW_NAME, ("window.py", "w.fazhi", "settings.ini", *BOOKS), (0,)),
    ]


def _commands() -> set[str]:
    """The commands that there are."""
    for action in cli.parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return set(action.choices)
    return set()


def _end(entry: Run, folder: Path, before: Sequence[str]) -> list[str]:
    """Run one entry behind other words; returns what is wrong with its end."""
    (folder / "text.txt").write_text(REPORT, "utf-8")
    (folder / "window.py").write_text(WINDOW, "utf-8")
    words = [*before, sys.executable, *entry.words]
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(folder / "user"),
        "FAZHI_NEW_PASSWORD": "vier Räder 7",
    }
    ended = subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL,
    )
    if ended.returncode in entry.codes and "Traceback" not in ended.stderr:
        return []
    return [f"{entry.name}: exit {ended.returncode}: {ended.stderr.strip()[-300:]}"]
