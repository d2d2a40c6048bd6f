"""The window at work: memory at rest, growth over a long day, and the longest stall of the event loop.

A worker process opens the sample in a window and does what a clerk does, through the window's own doors. A
timer of 5 ms runs all the while; the longest gap between two of its beats is the stall, named by what was
going on. `python -m bench.window FOLDER EDITS EXPORTS FILES` is the worker.
"""

import ctypes
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import Result
from bench._places import ROOT

if TYPE_CHECKING:
    from fazhi_desktop.app import Program
    from fazhi_desktop.gui.main_window import MainWindow

EDITS, EXPORTS, FILES = 10_000, 200, 100
EDITS_CI, EXPORTS_CI, FILES_CI = 1_000, 20, 30
IDLE_MIB, GROWTH_MIB, STALL_MS = 200, 20, 100
BEAT_MS = 5
WARM_EDITS, WARM_EXPORTS, LOWEST_OF = 1_000, 20, 5
"""What is done before growth is measured: libraries are loaded, the page compiler's cache is full."""


def run(ci: bool) -> list[Result]:
    """One working day in the window, a short one with `ci`."""
    if not sys.platform.startswith("linux"):
        return [Result("the window at work", "not run", "–", ok=False, detail="reads Linux's /proc")]
    edits, exports, files = (EDITS_CI, EXPORTS_CI, FILES_CI) if ci else (EDITS, EXPORTS, FILES)
    with tempfile.TemporaryDirectory() as scratch:
        words = [sys.executable, "-m", "bench.window", scratch, str(edits), str(exports), str(files)]
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": f"{scratch}/user"}
        ended = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        return [Result("the window at work", "broke down", "ends", ok=False, detail=ended.stderr[-2000:])]
    told = json.loads(ended.stdout.splitlines()[-1])
    idle, growth, stalls = told["idle"], told["growth"], told["stalls"]
    worst = max((name for name in stalls if not name.startswith("tab ")), key=lambda name: stalls[name])
    each = ", ".join(f"{name} {took:.0f}" for name, took in stalls.items())
    busiest = max((took, name) for name, took in told["computed"].items() if not name.startswith("tab "))
    waited = (
        f"of the longest the thread waited {told['waits'][worst]:.0f} ms for a processor; it never computed "
        f"longer than {busiest[0]:.0f} ms ({busiest[1]}) itself"
    )
    return [
        Result(
            "memory of the idle window",
            f"{idle:.0f} MiB",
            f"< {IDLE_MIB} MiB",
            ok=idle < IDLE_MIB,
            detail="private and shared pages in memory, the sample open, checks done, offscreen",
        ),
        Result(
            f"growth of memory after {edits} edits and {exports} exports",
            f"{growth:.1f} MiB",
            f"< {GROWTH_MIB} MiB",
            ok=growth < GROWTH_MIB,
            detail=f"after {WARM_EDITS} edits and {WARM_EXPORTS} exports as a start; the lowest after the "
            f"last {LOWEST_OF} exports of each, without what the allocator keeps; DOCX and PDF each time",
        ),
        Result(
            "longest stall of the event loop in any import, export, check, typing and undoing",
            f"{stalls[worst]:.0f} ms ({worst})",
            f"≤ {STALL_MS} ms",
            ok=stalls[worst] <= STALL_MS,
            timed=True,
            detail=f"timer of {BEAT_MS} ms; {waited}; ms by activity, tabs when first shown: {each}",
        ),
    ]


class Pulse:
    """A timer whose longest gap is the longest time that the window did not answer.

    Attributes:
        longest: that gap, milliseconds beyond a beat.
        waited: how much of it the thread was ready to run, while the machine had no processor for it.
        computed: the most that the thread itself computed between two beats, milliseconds; other programs on
            the machine hardly change that.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self.longest = self.waited = self.computed = 0.0
        self._last = self._wait = self._spent = 0.0

    def start(self) -> None:
        """Begin to listen."""
        self.longest = self.waited = self.computed = 0.0
        self._last, self._wait, self._spent = _now()
        self._timer.start()

    def stop(self) -> None:
        """Listen no more."""
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now, wait, spent = _now()
        if now - self._last - BEAT_MS > self.longest:
            self.longest, self.waited = now - self._last - BEAT_MS, wait - self._wait
        self.computed = max(self.computed, spent - self._spent)
        self._last, self._wait, self._spent = now, wait, spent


def _now() -> tuple[float, float, float]:
    """Milliseconds: the clock, how long this thread has waited for a processor (schedstat), its own time."""
    waited = int(Path("/proc/self/schedstat").read_text().split()[1]) / 1e6
    return time.perf_counter() * 1000, waited, time.thread_time() * 1000


class Day:
    """A clerk's day in one window, step by step while the event loop runs."""

    def __init__(self, program: "Program", window: "MainWindow", folder: Path) -> None:
        self.program, self.window, self.folder = program, window, folder
        self.session, self.services = window.session, window.services
        self.pulse, self.stalls, self.waits = Pulse(), dict[str, float](), dict[str, float]()
        self.computed: dict[str, float] = {}
        self._typed = 0

    def watched(self, name: str, work: Callable[[], object], ended: Callable[[], bool]) -> None:
        """Do something while the pulse is felt, until it has ended and everything is quiet."""
        self.pulse.start()
        work()
        self.wait(ended)
        self.settle()
        self.pulse.stop()
        if self.pulse.longest > self.stalls.get(name, -1.0):
            self.stalls[name], self.waits[name] = self.pulse.longest, self.pulse.waited
        self.computed[name] = max(self.computed.get(name, 0.0), self.pulse.computed)

    def wait(self, ended: Callable[[], bool], seconds: float = 120) -> None:
        """Let the event loop run until something is true; raises TimeoutError."""
        from PySide6.QtCore import QEventLoop
        from PySide6.QtWidgets import QApplication, QMessageBox

        until = time.monotonic() + seconds
        while not ended():
            if time.monotonic() > until:
                said = [box.text() for box in self.window.findChildren(QMessageBox) if box.isVisible()]
                raise TimeoutError(f"not ended after {seconds} s; on screen: {said}")
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def settle(self, seconds: float = 0.6) -> None:
        """Let what follows a change (checks, thumbnails) come to its end."""
        until = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > until)

    def show_tabs(self) -> None:
        """Every tab once, until the pages are set."""
        for name in self.window.book.ids():
            self.watched(f"tab {name.split(':')[0]}", lambda name=name: self.window.book.page(name), _at_once)

    def type_words(self, count: int) -> None:
        """Letters typed into a chapter's text, one after the other."""
        from PySide6.QtTest import QTest

        from fazhi_desktop.gui.editor import TextEditor

        chapter = next(name for name in self.window.book.ids() if name.startswith("chapter:"))
        page: Any = self.window.book.page(chapter)
        editor: Any = next(iter(page.findChildren(TextEditor)))
        editor.setFocus()
        for _ in range(count):
            QTest.keyClicks(editor, "a")
            self.settle(0.02)
        self.settle(2)

    def edit(self, count: int) -> None:
        """Values and texts changed in turn, each written, shown and checked."""
        from PySide6.QtWidgets import QApplication

        from fazhi_desktop.gui import entry

        session = self.session
        codes = [code for code, value in session.report.values[session.year].items() if value.number]
        codes = [code for code in codes if session.report.catalogue[code].kind == "count"]
        nodes = [node.id for node in session.report.nodes if node.paragraphs]
        for _ in range(count):
            self._typed += 1
            if self._typed % 2:
                entry.enter(session, codes[self._typed % len(codes)], str(1000 + self._typed % 500))
            else:
                self._edit_text(nodes[self._typed % len(nodes)])
            QApplication.processEvents()

    def _edit_text(self, node_id: int) -> None:
        from fazhi_desktop.core.records import node_key

        node = self.session.report.node(node_id)
        assert node is not None
        texts = (f"{node.paragraphs[0].rstrip('好')}{'好' * (self._typed % 7)}", *node.paragraphs[1:])
        key = node_key(self.session.year, node_id)
        self.session.change("修改正文", [(key, replace(node, paragraphs=texts))])

    def export(self, formats: tuple[str, ...]) -> None:
        """The report written through the window's own dialog; the files are taken away again."""
        from fazhi_desktop.gui.export_dialog import ExportDialog

        made = Path(tempfile.mkdtemp(dir=self.folder))
        dialog = ExportDialog(self.session, self.services, made)
        dialog.open()
        for name, box in dialog.boxes.items():
            box.setChecked(name in formats)
        dialog.export()
        self.wait(lambda: dialog.form.pages.currentIndex() == 1)
        dialog.reject()
        for path in made.iterdir():
            path.unlink()

    def import_files(self, files: list[Path]) -> None:
        """Workbooks read, the plan shown, and carried out."""
        from fazhi_desktop.gui import importing
        from fazhi_desktop.gui.import_dialog import ImportDialog

        importing.import_files(self.session, self.services, files)
        self.wait(lambda: bool(self.window.findChildren(ImportDialog)))
        self.settle()
        self.window.findChildren(ImportDialog)[0]._import()
        self.wait(lambda: not self.window.findChildren(ImportDialog))


def _at_once() -> bool:
    return True


def resident() -> float:
    """MiB of this process in memory, without the free pages that glibc's allocator holds back."""
    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)
    pages = Path("/proc/self/statm").read_text().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


def work(folder: Path, edits: int, exports: int, files: int) -> dict[str, Any]:
    """The day; returns the figures."""
    from bench.importing import _department_workbook
    from fazhi_desktop.app import Program, make_application
    from fazhi_desktop.demo import WORKSPACE

    subprocess.run([sys.executable, "-m", "fazhi_desktop", "demo", str(folder / "demo")], check=True,
                   capture_output=True)  # fmt: skip
    books = [folder / f"附件{place}：统计表（第{place}科）.xlsx" for place in range(1, files + 1)]
    for place, book in enumerate(books):
        book.write_bytes(_department_workbook(place))
    application = make_application(["fazhi"])
    program = Program(application, settings=folder / "settings.ini")
    program.begin(folder / "demo" / WORKSPACE)
    window: Any = program.windows[0]
    day = Day(program, window, folder)
    day.settle(4)
    idle = resident()
    day.show_tabs()
    day.watched("typing", lambda: day.type_words(40), _at_once)
    for formats in (("docx",), ("pdf",), ("html",), ("xlsx",), ("txt",), ("docx", "pdf")):
        day.watched(f"export {' '.join(formats)}", lambda formats=formats: day.export(formats), _at_once)
    day.watched("full check", lambda: _full_check(day), _at_once)
    day.watched("import", lambda: day.import_files(books), _at_once)
    day.watched("undo", day.session.undo, _at_once)
    window.book.page("preview")
    before, after = (
        min(list(_long(day, *part))[-LOWEST_OF:]) for part in ((WARM_EDITS, WARM_EXPORTS), (edits, exports))
    )
    window.close()
    figures = {"stalls": day.stalls, "waits": day.waits, "computed": day.computed}
    return {"idle": idle, "growth": after - before, **figures}


def _long(day: Day, edits: int, exports: int) -> Iterator[float]:
    """Edits with exports spread among them; MiB in memory after each export.

    The cache of the page compiler fills and empties, so only the lowest of several tells.
    """
    for _ in range(exports):
        day.edit(edits // exports)
        day.settle(0.05)
        day.export(("docx", "pdf"))
        yield resident()


def _full_check(day: Day) -> None:
    from fazhi_desktop.gui.finding_steps import check_all

    check_all(day.session, day.services)


if __name__ == "__main__":
    print(json.dumps(work(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:5]))), flush=True)
    os._exit(0)
