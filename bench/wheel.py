"""The wheel works where there is no source: installed plainly, run from another folder."""

import json
import sys
import tempfile
import time
from pathlib import Path

from bench import Result
from bench._places import ROOT, fresh_environment, program, run_command

DEMO_SECONDS = 10
WHERE = "import fazhi_desktop.paths as p; print(p.__file__, p.resources(), p.forms(), sep='\\n')"


def run(ci: bool) -> list[Result]:
    """Build, install into an environment of its own, then `doctor` and `demo` from an empty folder."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        began = time.monotonic()
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
        built = run_command([*build, "--outdir", place / "out", ROOT], place)
        if built.code:
            return [Result("wheel: built", "failed", "built", ok=False, detail=built.tail)]
        wheel = next((place / "out").glob("*.whl"))
        size = f"{wheel.stat().st_size / 1e6:.1f} MB in {time.monotonic() - began:.0f} s"
        python = fresh_environment(place / "venv", wheel)
        elsewhere = place / "别处"
        elsewhere.mkdir()
        results = [Result("wheel: built", size, "built", ok=True)]
        found = run_command([python, "-c", WHERE], elsewhere)
        inside = all(str(place / "venv") in line and Path(line).exists() for line in found.out.split())
        results.append(
            Result("wheel: resources and forms travel in it", "found" if inside else "not found", "found",
                   ok=inside and found.code == 0, detail="" if inside else found.tail)
        )
        return [*results, *commands(program(python), elsewhere, "wheel")]


def commands(fazhi: Path, folder: Path, prefix: str) -> list[Result]:
    """`doctor --json` and `demo` of an installed or built program, from `folder`."""
    doctor = run_command([fazhi, "doctor", "--json"], folder)
    whole = doctor.code == 0 and isinstance(as_json(doctor.out), dict)
    began = time.monotonic()
    demo = run_command([fazhi, "demo", "sample"], folder)
    seconds = time.monotonic() - began
    made = sorted(path.suffix for path in (folder / "sample").rglob("*.*"))
    complete = demo.code == 0 and {".docx", ".pdf", ".fazhi"} <= set(made) and seconds < DEMO_SECONDS
    measured = f"exit {demo.code}, {len(made)} files, {seconds:.1f} s"
    target = f"exit 0, .fazhi .docx .pdf, under {DEMO_SECONDS} s"
    return [
        Result(f"{prefix}: fazhi doctor", f"exit {doctor.code}", "exit 0, one JSON object", ok=whole,
               detail="" if whole else doctor.tail),
        Result(f"{prefix}: fazhi demo", measured, target, ok=complete, detail="" if complete else demo.tail),
    ]


def as_json(text: str) -> object:
    """What `text` holds as JSON, None where it is not JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return None
