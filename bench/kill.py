"""Promise 1: killed at any moment, the workspace opens whole and holds every edit that was reported saved.

A worker process forks a clerk again and again and sends it SIGKILL after a random time; the fork shares the
imports, so that a round costs a fraction of a second. What the clerk reported through a pipe before its death
is compared with the file. `python -m bench.kill SEED ROUNDS FOLDER` is one worker.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from bench import Result
from bench._clerk import Clerk, Material, migrated_program, new_workspace, present_program, sent
from bench._places import ROOT
from fazhi_desktop.assembly import Resources, load_resources, open_workspace
from fazhi_desktop.store import backup

ROUNDS, ROUNDS_CI = 5_000, 300
WORKERS = 2
FRESH_EVERY = 12
LONGEST = 0.25
"""Seconds that a clerk may work."""


@dataclass
class Tally:
    """What a worker saw."""

    rounds: int = 0
    edits: int = 0
    backed_up: int = 0
    restored: int = 0
    during: Counter[str] = field(default_factory=Counter[str])
    faults: list[str] = field(default_factory=list[str])


def run(ci: bool) -> list[Result]:
    """Kill a clerk some hundred times and look at what is left."""
    if sys.platform == "win32":
        return [Result("kill -9 at random moments", "not run", "0 damaged", ok=True, detail="needs fork")]
    rounds = ROUNDS_CI if ci else ROUNDS
    seed = time.time_ns() % 10**6
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch, str(place)) for place in range(WORKERS)]
        for folder in folders:
            folder.mkdir()
        workers = [
            subprocess.Popen(
                [sys.executable, "-m", "bench.kill", str(seed + place), str(rounds // WORKERS), str(folder)],
                cwd=ROOT, stdout=subprocess.PIPE, text=True,
            )
            for place, folder in enumerate(folders)
        ]
        told = [json.loads(worker.communicate()[0].splitlines()[-1]) for worker in workers]
    done = sum(tally["rounds"] for tally in told)
    faults = [fault for tally in told for fault in tally["faults"]]
    during = Counter[str]()
    for tally in told:
        during.update(tally["during"])
    edits, backed_up, restored = (
        sum(tally[name] for tally in told) for name in ("edits", "backed_up", "restored")
    )
    where = ", ".join(f"{name} {count}" for name, count in during.most_common())
    return [
        Result(
            "kill -9 at random moments: opens clean, nothing reported saved is lost, nothing is half there",
            f"{len(faults)} of {done} kills damaged something", f"0 of {rounds}",
            ok=not faults and done >= rounds - WORKERS,
            detail="; ".join(faults[:5]) or f"{edits} edits reported and there; killed in {where}; {seed=}",
        ),
        Result(
            "backups restored after the kills, compared row by row", f"{restored} of {backed_up}",
            "all", ok=restored == backed_up > 0, detail="after the other deaths there was none yet",
        ),
    ]


def rounds_of(seed: int, rounds: int, folder: Path) -> Tally:
    """Kill clerks one after the other, on a workspace that goes through several deaths."""
    resources, chance, tally = load_resources(), random.Random(seed), Tally()
    material = sent(resources)
    path = folder / "甲 镇.fazhi"
    for number in range(rounds):
        if number % FRESH_EVERY == 0:
            shutil.rmtree(folder)
            folder.mkdir()
            present_program()
            new_workspace(path, resources)
        if number % FRESH_EVERY == FRESH_EVERY // 2:
            migrated_program()
            longest = 0.06
        else:
            longest = LONGEST
        said = _life(path, resources, material, chance, longest)
        tally.during[next((line[6:] for line in reversed(said) if line.startswith("doing ")), "opening")] += 1
        tally.edits += sum(line.startswith("edit ") for line in said)
        try:
            fault = _inspect(path, said, resources)
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
        tally.rounds += 1
        if not fault and backup.backups(path):
            tally.backed_up += 1
            tally.restored += _restores(path)
        if fault:
            tally.faults.append(f"seed {seed} round {number} after {said[-1:]}: {fault}")
            break
    return tally


def _restores(path: Path) -> bool:
    """Whether there is a good backup; the newest is restored beside, compared and taken away again."""
    newest = backup.newest_good(path)
    if newest is not None:
        backup.restore(newest, path.with_name("试恢复.fazhi")).unlink()
    return newest is not None


def _life(
    path: Path, resources: Resources, material: Material, chance: random.Random, longest: float
) -> list[str]:
    """Fork a clerk, kill it a random time after it opened the workspace, or before; returns what it said."""
    reading, writing = os.pipe()
    seed = chance.random()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _drive(path, resources, material, seed, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        opened = pipe.readline() if longest == LONGEST and chance.random() < 0.8 else ""
        time.sleep(chance.uniform(0, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return (opened + pipe.read()).splitlines()


def _drive(path: Path, resources: Resources, material: Material, seed: float, pipe: int) -> NoReturn:
    """The clerk's life, in the forked process."""

    def say(line: str) -> None:
        os.write(pipe, f"{line}\n".encode())

    try:
        store = open_workspace(path, resources)
        clerk = Clerk(store, resources, path.parent, random.Random(seed), say, material)
        while True:
            action = clerk.chance.choice(clerk.actions())
            say(f"doing {action.__name__}")
            action()
    except BaseException as error:
        say(f"broke {type(error).__name__}: {error}")
    finally:
        os._exit(1)


def _inspect(path: Path, said: list[str], resources: Resources) -> str:
    """What is wrong after a death; '' where nothing is."""
    for line in said:
        word, _, rest = line.partition(" ")
        if word == "broke":
            return f"the clerk met {rest}"
        if word == "file" and (fault := _file_fault(Path(rest), path)):
            return fault
        if word in {"page", "package"} and not Path(rest).exists():
            return f"{rest} was reported and is not there"
    for made in (*path.parent.glob("导出/*"), *path.parent.glob("*.fzb")):
        if not _is_whole(made):
            return f"{made.name} is cut off"
    with open_workspace(path, resources) as store:  # refuses what is not whole, log and records included
        digests = store.log.digests()
        for line in said:
            if line.startswith("edit "):
                _, rows, digest = line.split(" ")
                if rows != "0" and digests[int(rows) - 1 : int(rows)] != [digest]:
                    return f"edit up to row {rows} was reported and is not there"
        store.report()
    leftover = [entry.name for entry in path.parent.iterdir() if entry.name.startswith(path.name + ".")]
    bad = [entry.name for entry in backup.backups(path) if backup.faults_of(entry)]
    return f"left behind: {leftover}" if leftover else f"bad backups: {bad}" if bad else ""


def _is_whole(path: Path) -> bool:
    """Whether an exported file is whole; one under a temporary name never is, and nobody takes it for one."""
    if path.name.startswith(".fazhi-") or path.suffix == ".part":
        return True
    if path.suffix in {".docx", ".xlsx", ".fzb"}:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    text = path.read_text("utf-8")
    return text.rstrip().endswith("</html>") if path.suffix == ".html" else len(text) > 0


def _file_fault(copy: Path, workspace: Path) -> str:
    """What is wrong with a copy that was reported written; a backup may have been thinned since."""
    if not copy.exists():
        return "" if copy.parent == backup.folder(workspace) else f"{copy.name} was reported and is not there"
    faults = backup.faults_of(copy)
    return f"{copy.name}: {faults[0]}" if faults else ""


if __name__ == "__main__":
    ended = rounds_of(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
    print(json.dumps(ended.__dict__))
