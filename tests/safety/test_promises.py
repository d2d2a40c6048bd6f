"""A few rounds of what `python -m bench` does by the thousand, and a disk that really is full or gone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fork and namespaces are Linux")
NAMESPACE = ("unshare", "-m") if hasattr(os, "geteuid") and os.geteuid() == 0 else ("unshare", "-rm")

DISK = """
import json, os, subprocess, sys
from pathlib import Path
from fazhi_desktop import assembly
from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.records import Key, Note
from fazhi_desktop.core.progress import QUIET
from fazhi_desktop.store import backup

disk, elsewhere, what = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", disk], check=True)
resources = assembly.load_resources()
path = disk / "a.fazhi"
store = assembly.new_workspace(path, resources, unit="甲镇人民政府", year=2023)
number, said, pending = 0, "", None

def write():
    global number, said, pending
    note = Note("字" * 3000, "张某", "t")
    pending = edit("备注", [(Key("note", 2023, str(number)), note)], store.get)
    try:
        store.apply(pending)
        number += 1
        return True
    except FazhiError as error:
        said = error.message
        return False

write()
if what == "readonly":
    store.close()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        assembly.open_workspace(path, resources)
    except FazhiError as error:
        said = error.message
    store = assembly.open_workspace(path, resources, readonly=True)
    number -= 1
elif what == "pulled":
    subprocess.run(["umount", "-l", disk], check=True)
while what != "readonly" and number < 500 and write():
    pass
copy = store.saving_copy(elsewhere / "救.fazhi", *(() if what == "readonly" else (pending,)))(QUIET)
store.close()
with assembly.open_workspace(copy, resources) as rescued:
    notes = sum(rescued.get(Key("note", 2023, str(place))) is not None for place in range(number + 1))
left = backup.faults_of(path) if path.exists() else []
print(json.dumps({"said": said, "written": number, "rescued": notes, "faults": left}))
"""


def in_namespace(*words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        [*NAMESPACE, *words], env=environment, capture_output=True, text=True, check=False, timeout=120
    )


@LINUX
@pytest.mark.parametrize(("what", "says"), [("full", "磁盘已满"), ("readonly", "只读"), ("pulled", "另存为")])
def test_a_real_disk_that_fails_loses_nothing(tmp_path: Path, what: str, says: str) -> None:
    try:
        if in_namespace("true").returncode:
            pytest.skip("no namespaces here")
    except FileNotFoundError:
        pytest.skip("no unshare here")
    disk, elsewhere = tmp_path / "盘", tmp_path / "别处"
    disk.mkdir()
    elsewhere.mkdir()
    ended = in_namespace(sys.executable, "-c", DISK, str(disk), str(elsewhere), what)
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert says in told["said"]
    assert told["written"] < 500
    assert told["rescued"] == told["written"] + 1  # with the one that could not be written
    assert told["faults"] == []


@LINUX
@pytest.mark.no_cover
def test_a_killed_clerk_loses_nothing_that_was_reported(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "bench.kill", "7", "13", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    told = json.loads(ended.stdout.splitlines()[-1])
    assert (told["rounds"], told["faults"]) == (13, [])


@pytest.mark.no_cover
def test_a_damaged_workspace_never_says_something_else(tmp_path: Path) -> None:
    import random

    from bench import damage
    from fazhi_desktop.assembly import load_resources

    template = damage.Template(tmp_path / "template", load_resources())
    chance, tally = random.Random(11), damage.Tally()
    for number in range(12):
        damage._try(template, tmp_path / "work", chance, number, tally)
    assert tally.faults == []
    assert tally.ends["noticed"] > 3
