"""The built program: made from build.spec, it runs without Python and carries only what it needs."""

import sys
import tempfile
import time
from pathlib import Path

from bench import Result
from bench._places import ROOT, run_command
from bench.wheel import commands

UNWANTED = ("/pandas/", "/tkinter/", "/scipy/", "/IPython/", "/pytest/", "libQt6Qml", "libQt6Quick")
WANTED = ("/typst/", "/pypdfium2_raw/", "/python_calamine/", "/resources/fonts/", "/ui/", "/docx/templates/")


def run(ci: bool) -> list[Result]:
    """Build in a folder of its own, then `doctor` and `demo` of what came out."""
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        began = time.monotonic()
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
                   "--distpath", place / "dist", "--workpath", place / "build", ROOT / "build.spec"]
        built = run_command(command, place, minutes=15)
        folder = place / "dist" / "fazhi"
        if built.code:
            return [Result("built program: built", "failed", "built", ok=False, detail=built.tail)]
        seconds = time.monotonic() - began
        files = [path for path in folder.rglob("*") if path.is_file()]
        size = sum(path.lstat().st_size for path in files) / 1e6
        names = "\n".join("/" + path.relative_to(folder).as_posix() for path in files)
        stray = [name for name in UNWANTED if name in names]
        lacking = [name for name in WANTED if name not in names]
        elsewhere = place / "别处"
        elsewhere.mkdir()
        program = folder / ("fazhi.exe" if sys.platform == "win32" else "fazhi")
        return [
            Result("built program: built", f"{size:.0f} MB in {seconds:.0f} s", "built", ok=True),
            Result("built program: holds what it needs and no more",
                   ", ".join([*stray, *(f"no {name}" for name in lacking)]) or "as wanted", "as wanted",
                   ok=not stray and not lacking),
            *commands(program, elsewhere, "built program"),
        ]
