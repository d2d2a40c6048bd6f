"""Promise 6: whatever the machine refuses, there is a sentence, nothing is lost, and a copy elsewhere works.

A C shim (`shim/faults.c`, loaded by LD_PRELOAD) lets one call after the other fail below the workspace's
folder while the store works: full disk, broken disk, no permission, short writes, failed fsync; once and
for good. After each failure the file and the memory of the store must say the same, and the whole edit or
nothing of it must be there. `python -m bench.faults FOLDER STRIDE` is the worker.
"""

import ctypes
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import Result
from bench._clerk import Clerk, migrated_program, new_workspace, present_program
from bench._places import ROOT
from fazhi_desktop.assembly import Resources, load_resources, open_workspace
from fazhi_desktop.assembly import new_workspace as assemble
from fazhi_desktop.core.edits import Edit
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.progress import QUIET
from fazhi_desktop.store import backup, secret
from fazhi_desktop.store.sealing import is_sealed, set_password
from fazhi_desktop.store.workspace import Store

KINDS = {"full disk": 1, "I/O error": 2, "no permission": 3, "short write": 4, "failed fsync": 5}
STRIDE_CI = 24
WEIGHTS = {
    **dict.fromkeys(("edit", "typing", "undo"), 0.25),
    "password": 5,
    **dict.fromkeys(("no permission", "failed fsync"), 0.15),
}
"""Which scenes and faults are looked at more closely than every `stride`-th call, and which less."""

SHIM = Path(__file__).with_name("shim") / "faults.c"


@dataclass
class Tally:
    """What the worker saw: calls that failed, by kind, and what went wrong then."""

    failed: dict[str, int] = field(default_factory=dict[str, int])
    scenes: int = 0
    faults: list[str] = field(default_factory=list[str])


def run(ci: bool) -> list[Result]:
    """Let every call fail in turn, in the short form every 24th or so."""
    name = "faults: a sentence, file and memory agree, whole edits only, a copy elsewhere works"
    if shutil.which("gcc") is None or not sys.platform.startswith("linux"):
        return [Result(name, "not run", "0 wrong", ok=False, detail="needs gcc on Linux")]
    with tempfile.TemporaryDirectory() as scratch:
        shim = Path(scratch, "faults.so")
        compiled = ["gcc", "-shared", "-fPIC", "-O1", str(SHIM), "-o", str(shim), "-ldl"]
        subprocess.run(compiled, check=True)
        place = Path(scratch, "folder")
        place.mkdir()
        words = [sys.executable, "-m", "bench.faults", str(place), str(STRIDE_CI if ci else 1)]
        environment = os.environ | {"LD_PRELOAD": str(shim)}
        ended = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        return [Result(name, "broke down", "0 wrong", ok=False, detail=ended.stderr[-2000:])]
    tally = json.loads(ended.stdout.splitlines()[-1])
    total, faults = sum(tally["failed"].values()), tally["faults"]
    detail = ", ".join(f"{kind} {count}" for kind, count in tally["failed"].items())
    return [
        Result(
            name,
            f"{len(faults)} of {total} injected faults went wrong",
            "0",
            ok=not faults and total > 100,
            detail="; ".join(faults[:5]) or f"{tally['scenes']} scenes; calls that failed: {detail}",
        )
    ]


@dataclass
class Scene:
    """A store on a fresh workspace, and what is done to it.

    Attributes:
        elsewhere: a folder that never fails.
        pending: what the clerk wanted, for the copy.
    """

    path: Path
    elsewhere: Path
    resources: Resources
    store: Store | None = None
    pending: Edit | None = None
    number: int = 0

    @property
    def clerk(self) -> Clerk:
        """A clerk with new ideas, the same ones in every scene."""
        assert self.store is not None
        files = self.path.parent / "files"
        self.number += 1
        chance = random.Random(self.number)
        return Clerk(self.store, self.resources, files, chance, lambda _: None, formats=("html", "txt"))


def _edit(scene: Scene) -> None:
    assert scene.store is not None
    assert scene.pending is not None
    scene.store.apply(scene.pending)


def _open(scene: Scene) -> None:
    scene.store = open_workspace(scene.path, scene.resources)


def _create(scene: Scene) -> None:
    assemble(scene.path.with_name("新.fazhi"), scene.resources, unit="乙镇", year=2024).close()


def _password(scene: Scene) -> None:
    assert scene.store is not None
    set_password(scene.store, "correct horse 9")


def _scenes() -> dict[str, Callable[[Scene], object]]:
    """What is done while calls fail; `open` and `migrate` begin with a closed file."""
    scenes: dict[str, Callable[[Scene], object]] = {
        "edit": _edit,
        "typing": lambda scene: scene.clerk.type_text(),
        "import": lambda scene: scene.clerk.import_workbook(),
        "undo": lambda scene: scene.clerk.undo(),
        "backup": lambda scene: scene.clerk.back_up(),
        "restore": lambda scene: scene.clerk.restore(),
        "copy": lambda scene: scene.clerk.copy(),
        "export": lambda scene: scene.clerk.export(),
        "create": _create,
        "open": _open,
        "migrate": _open,
    }
    if secret.available():
        scenes["password"] = _password
    return scenes


def campaign(folder: Path, stride: int) -> Tally:
    """Every scene, every kind of fault, every call (or every `stride`-th or so), once and for good."""
    shim, tally, chance = ctypes.CDLL(None), Tally(), random.Random(stride)
    resources = load_resources()
    template = folder / "template"
    _make_template(template, resources)
    for name, action in _scenes().items():
        tally.scenes += 1
        for kind, number in KINDS.items():
            step = max(1, round(stride * WEIGHTS.get(name, 1) * WEIGHTS.get(kind, 1)))
            for sticky in (0, 1):
                at = 1 + chance.randrange(step)
                while True:
                    work = folder / "work"
                    shutil.rmtree(work, ignore_errors=True)
                    shutil.copytree(template, work)
                    scene = Scene(work / "甲 镇.fazhi", folder / "elsewhere", resources)
                    failed, fault = _act(scene, name, action, shim, (number, at, sticky))
                    tally.failed[kind] = tally.failed.get(kind, 0) + failed
                    if fault:
                        tally.faults.append(f"{name}, {kind}, call {at}{' and on' * sticky}: {fault}")
                    if failed == 0 or len(tally.faults) > 20:
                        break
                    at += step
    return tally


def _make_template(folder: Path, resources: Resources) -> None:
    """A workspace with some history and one backup."""
    folder.mkdir()
    path = folder / "甲 镇.fazhi"
    new_workspace(path, resources)
    with open_workspace(path, resources) as store:
        clerk = Clerk(store, resources, folder / "files", random.Random(1), lambda _: None)
        clerk.type_text()
        clerk.paste()
        clerk.back_up()


def _act(
    scene: Scene, name: str, action: Callable[[Scene], object], shim: ctypes.CDLL, fault: tuple[int, int, int]
) -> tuple[int, str]:
    """One action with one fault; returns how many calls failed, and what is wrong afterwards."""
    present_program()
    if name not in {"open", "migrate"}:
        scene.store = open_workspace(scene.path, scene.resources)
        scene.clerk.type_value()
        scene.pending = scene.clerk.pending()
    if name == "migrate":
        migrated_program()
    before = _state(scene)
    shim.fault_arm(*fault, os.fsencode(scene.path.parent))
    try:
        action(scene)
        sentence = ""
    except FazhiError as error:
        sentence = error.message
    except Exception as error:
        return int(shim.fault_disarm()), f"{type(error).__name__}: {error}"
    wrong = _copy_elsewhere(scene) if sentence and fault[2] and scene.store is not None else ""
    failed = int(shim.fault_disarm())
    return failed, wrong or _inspect(scene, name, before, sentence)


def _state(scene: Scene) -> str:
    return scene.store.log.head.digest if scene.store is not None else ""


def _copy_elsewhere(scene: Scene) -> str:
    """While everything fails, the window's content and the pending edit go to a file elsewhere."""
    assert scene.store is not None
    target = scene.elsewhere / "救.fazhi"
    target.unlink(missing_ok=True)
    pending = (scene.pending,) if scene.pending is not None and _applies(scene) else ()
    try:
        scene.store.saving_copy(target, *pending)(QUIET)
    except FazhiError as error:
        return f"no copy elsewhere: {error.message}"
    with open_workspace(target, scene.resources, readonly=True) as copy:
        for edit in pending:
            if any(copy.get(cell.key) != cell.new for cell in edit.cells):
                return "the copy elsewhere lacks the pending edit"
    return ""


def _applies(scene: Scene) -> bool:
    assert scene.store is not None
    assert scene.pending is not None
    return all(scene.store.get(cell.key) == cell.old for cell in scene.pending.cells)


def _inspect(scene: Scene, name: str, before: str, sentence: str) -> str:
    """What is wrong after a fault; '' where nothing is."""
    path = scene.path
    if sentence and (not sentence.endswith("。") or "rollback" in sentence):
        return f"no sentence: {sentence}"
    if scene.store is not None:
        if sentence and name == "edit" and _state(scene) != before:
            return "the edit was refused and is there"
        if not sentence and name == "edit" and _state(scene) == before:
            return "the edit was not refused and is not there"
        if name == "password":
            scene.store.close()
            return _password_fault(path, sentence)
        if fault := _memory_fault(scene.store, path, scene.resources):
            return fault
        scene.clerk.type_value()  # the fault is over, work goes on
        scene.store.close()
    with open_workspace(path, scene.resources) as again:
        again.report()
    for made in path.parent.rglob("*.fazhi"):
        if made != path and (faults := backup.faults_of(made)):
            return f"{made.name} is not whole: {faults[0]}"
    pages = [page for page in path.parent.rglob("*.html") if "</html>" not in page.read_text("utf-8")[-20:]]
    return f"{pages} cut off" if pages else ""


def _memory_fault(store: Store, path: Path, resources: Resources) -> str:
    """Whether the store believes anything else than the file says."""
    report = store.report()
    with open_workspace(path, resources, readonly=True) as reader:
        if reader.report() != report or reader.log.head != store.log.head:
            return "memory and file differ"
    return ""


def _password_fault(path: Path, sentence: str) -> str:
    """After a failed change the old file is there, after a good one the sealed one."""
    sealed = is_sealed(path)
    if sealed != (not sentence):
        return f"sealed: {sealed}, but said: {sentence or 'done'}"
    if not sealed:
        return "; ".join(backup.faults_of(path))
    return ""


if __name__ == "__main__":
    ended = campaign(Path(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps(ended.__dict__))
