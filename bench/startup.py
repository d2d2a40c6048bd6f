"""Cold start: from starting the process to a window that answers, against a bare window of Qt's."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import Result

TARGET = 2.5
BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QTabWidget
application = QApplication(sys.argv)
window = QMainWindow()
tabs = QTabWidget()
for title in ("总览", "一", "二", "三"):
    tabs.addTab(QLabel(title), title)
window.setCentralWidget(tabs)
window.resize(1366, 728)
window.show()
def usable():
    print(time.time(), flush=True)
    application.quit()
QTimer.singleShot(0, usable)
application.exec()
"""
OURS = """
import sys, time
from pathlib import Path
import fazhi_desktop.cli  # as `fazhi open` comes by it
from fazhi_desktop.display import open_window
def usable():
    print(time.time(), flush=True)
    from PySide6.QtWidgets import QApplication
    QApplication.closeAllWindows()  # or the next start is one after a crash
open_window(Path(sys.argv[1]), usable)
"""


def run(ci: bool) -> list[Result]:
    """Both starts in turn, medians."""
    rounds = 5 if ci else 9
    with tempfile.TemporaryDirectory() as place:
        folders = {"XDG_DATA_HOME": place, "XDG_CACHE_HOME": place}
        workspace = _workspace(Path(place), folders)
        bare: list[float] = []
        ours: list[float] = []
        for _ in range(rounds + 1):
            bare.append(_seconds(BARE))
            ours.append(_seconds(OURS, str(workspace), **folders))
    plain, full = statistics.median(bare[1:]), statistics.median(ours[1:])
    return [
        Result(
            "cold start to a usable window",
            f"{full / plain:.2f} times a bare window",
            f"at most {TARGET}",
            full / plain <= TARGET,
            f"{full:.3f} s against {plain:.3f} s, medians of {rounds}, offscreen",
            timed=True,
        )
    ]


def _workspace(folder: Path, folders: dict[str, str]) -> Path:
    command = [sys.executable, "-m", "fazhi_desktop", "demo", str(folder / "demo")]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | folders)
    return next((folder / "demo").glob("*.fazhi"))


def _seconds(script: str, *arguments: str, **folders: str) -> float:
    environment = {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begin = time.time()
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    return float(done.stdout.split()[-1]) - begin
