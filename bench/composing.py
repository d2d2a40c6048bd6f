"""Input methods: no character is lost, doubled or saved half-way, whatever interrupts it (`_composing`)."""

import json
import os
import subprocess
import sys
import tempfile
import time

from bench import Result
from bench._places import ROOT

EVENTS = 5_000


def run(ci: bool) -> list[Result]:
    """The same 5,000 events with `ci` as without."""
    del ci
    seed = time.time_ns() % 10**6
    with tempfile.TemporaryDirectory() as scratch:
        words = [sys.executable, "-m", "bench._composing", str(seed), str(EVENTS), scratch]
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": f"{scratch}/user"}
        ended = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        return [Result("input methods", "broke down", "ends", ok=False, detail=ended.stderr[-2000:])]
    told = json.loads(ended.stdout.splitlines()[-1])
    counts = ", ".join(f"{name} {count}" for name, count in told["interruptions"].items())
    return [
        Result(
            "input methods: events without a lost, doubled or half-saved character",
            f"{len(told['faults'])} faults in {told['events']} events", f"0 in {EVENTS}",
            ok=not told["faults"] and told["events"] >= EVENTS,
            detail="; ".join(told["faults"][:3]) or f"interrupted by {counts}; seed {seed}",
        )
    ]  # fmt: skip
