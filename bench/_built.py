"""The built program, made once for every campaign that needs it."""

import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench._places import ROOT, run_command


@dataclass(frozen=True)
class Built:
    """What build.spec made: its folder, the seconds it took, and why it failed, '' where it did not."""

    folder: Path
    seconds: float
    fault: str
    scratch: tempfile.TemporaryDirectory[str]

    @property
    def program(self) -> Path:
        """The program to run."""
        return self.folder / ("fazhi.exe" if sys.platform == "win32" else "fazhi")


@cache
def built() -> Built:
    """Build in a folder that lasts as long as this process."""
    scratch = tempfile.TemporaryDirectory(prefix="fazhi-built-")
    place = Path(scratch.name)
    began = time.monotonic()
    made = run_command(
        [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
         "--distpath", place / "dist", "--workpath", place / "build", ROOT / "build.spec"],
        place, minutes=15,
    )
    return Built(place / "dist" / "fazhi", time.monotonic() - began, made.tail if made.code else "", scratch)
