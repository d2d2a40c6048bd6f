"""`python -m bench [--ci [--write]] [CAMPAIGN …]`: run campaigns, print a table; exit 1 for a missed promise.

Without names the table also goes to bench/RESULTS.md, with the machine and the versions, and a short one into
the README; with `--ci` only where `--write` asks for it.
"""

import argparse
import importlib
import os
import pkgutil
import platform
import re
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

import bench
from bench import Result

FOLDER = Path(__file__).resolve().parent
NAMED = ("PySide6_Essentials", "python-calamine", "openpyxl", "python-docx", "typst", "pypdfium2")
Campaign = Callable[[bool], list[Result]]


def campaigns() -> dict[str, Campaign]:
    """Every module of this folder that has a `run`, by name."""
    found: dict[str, Campaign] = {}
    for module in pkgutil.iter_modules(bench.__path__):
        if not module.name.startswith("_"):
            run: Campaign | None = getattr(importlib.import_module(f"bench.{module.name}"), "run", None)
            if run is not None:
                found[module.name] = run
            else:
                print(f"{module.name}: has no run(ci), left out", flush=True)
    return found


def measure(name: str, campaign: Campaign, *, ci: bool) -> list[Result]:
    """The campaign's results; one that breaks down is a promise missed."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    try:
        results = campaign(ci)
    except Exception:
        results = [Result(name, "broke down", "runs to its end", ok=False, detail=traceback.format_exc())]
    for result in results:
        mark = "ok  " if result.ok else "slow" if result.timed else "MISS"
        print(f"{mark} {result.name}: {result.measured} (target {result.target})")
        if not result.ok and result.detail:
            print(result.detail)
    print(f"-- {name}: {time.monotonic() - began:.0f} s", flush=True)
    return results


def table(results: Sequence[Result]) -> str:
    """The results as a Markdown table."""
    lines = ["| promise | measured | target | holds | detail |", "|---|---|---|---|---|"]
    for result in results:
        cells = (result.name, result.measured, result.target, "yes" if result.ok else "**no**", result.detail)
        lines.append("| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


HEADLINES = {
    "kill -9 at random moments": "kills at random moments",
    "faults": "injected faults (full disk, I/O error, no permission, short write, failed fsync)",
    "damaged workspaces: noticed": "damaged workspaces, each noticed with a backup offered",
    "damaged workspaces: content": "salvaged from them without the backup",
    "backups restored": "backups restored",
    "input methods": "events of an input method",
    "no network: sockets": "sockets of every command and the window",
    "5000 个变异表格": "mutated workbooks",
    "5000 mutated texts": "mutated reports",
    "导入 100 个科室表格": "100 workbooks imported, against pandas merely reading them",
    "读取 10 万行台账": "a register of 100,000 rows, against openpyxl read-only",
    "keystroke to page": "keystroke to page",
    "keystroke to page, report of 100": "keystroke to page, in 100 pages",
    "keystroke to page against": "keystroke to page, against LibreOffice",
    "DOCX and PDF in the running": "DOCX and PDF, against docxtpl and LibreOffice",
    "DOCX and PDF in a fresh": "the same in a fresh process",
    "read a finished report": "a finished report read",
    "full check": "full check",
    "cold start": "cold start, against a bare window",
    "longest stall": "longest stall of the window",
    "memory of the idle window": "memory of the idle window",
    "growth of memory": "its growth over a working day",
}
"""How the README names the results whose names begin so; the longest beginning counts."""
_TABLE = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def headlines(results: Sequence[Result]) -> str:
    """The results that the README shows, as a short Markdown table."""
    lines = ["| | measured | promised |", "|---|---|---|"]
    for result in results:
        found = max((start for start in HEADLINES if result.name.startswith(start)), key=len, default="")
        if found and HEADLINES[found]:
            missed = "" if result.ok else " **missed**"
            lines.append(f"| {HEADLINES[found]} | {result.measured}{missed} | {result.target} |")
    return "\n".join(lines)


def write_pages(results: Sequence[Result], *, command: str = "python -m bench") -> None:
    """bench/RESULTS.md, and the short table of the README; `command` is what measured them."""
    page = f"# Results of `{command}`\n\n{machine()}\n\n{table(results)}\n"
    (FOLDER / "RESULTS.md").write_text(page, "utf-8")
    readme = FOLDER.parent / "README.md"
    text = f"`{command}`, {machine()}\n\n{headlines(results)}\n"
    before = readme.read_text("utf-8")
    readme.write_text(_TABLE.sub(lambda found: f"{found[1]}{text}{found[2]}", before), "utf-8")


def machine() -> str:
    """What the figures were measured on."""
    versions = ", ".join(f"{name} {version(name)}" for name in NAMED)
    memory = ""
    if hasattr(os, "sysconf"):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{memory}"
    return f"{time.strftime('%Y-%m-%d')}, {system}, Python {platform.python_version()}, {versions}."


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure what the program promises.")
    parser.add_argument("--ci", action="store_true", help="the short form, written only with --write")
    parser.add_argument("--write", action="store_true", help="write the pages for the short form too")
    parser.add_argument("names", nargs="*", metavar="CAMPAIGN", help="only these")
    args = parser.parse_args(words)
    known = campaigns()
    unknown = sorted(set(args.names) - set(known))
    if unknown:
        parser.error(f"no campaign {', '.join(unknown)}; there are {', '.join(known)}")
    chosen = {name: run for name, run in known.items() if not args.names or name in args.names}
    results = [result for name, run in chosen.items() for result in measure(name, run, ci=args.ci)]
    text = table(results)
    print(f"\n{text}\n\n{machine()}", flush=True)
    if not args.names and (args.write or not args.ci):
        write_pages(results, command="python -m bench --ci" if args.ci else "python -m bench")
    missed = [result for result in results if not result.ok]
    print(f"{len(results) - len(missed)} promises hold, {len(missed)} missed", flush=True)
    fatal = [result for result in missed if not (args.ci and result.timed)]
    return 1 if fatal or not results else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
