"""Pictures of every tab and dialog: `python tools/shots.py WORKSPACE DIR [--scale 1.5] [--size 1366x768]`.

The size is the screen's in its own pixels; at scale 1.5 the window has two thirds of them. Works on a copy,
offscreen unless a platform is set, and changes nothing.
`python tools/shots.py --manual` takes the pictures of the manual and the README anew, of the sample and
the practice year.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SKIPPED = {"open", "print", "locate", "read", "import", "reminders", "unpack", "pack"}
"""Commands that open the system's dialogs or no dialog."""
MANUAL = {
    "00_start": "start",
    "01_overview": "overview",
    "20_chapter_numbers": "chapter",
    "21_table_at_e02": "table",
    "08_charts": "charts",
    "10_preview": "preview",
}
"""Pictures of the sample that the manual shows, and their names there."""
MANUAL_PRACTICE = {"09_checks": "checks", "38_import": "import"}
"""The same of the practice year."""
COLOURS, PAGE_COLOURS, GROUNDS, PAGE_SCALE = 128, 32, 6, 0.765
SETTLE_MS = 700
PATIENCE = 90
"""Seconds that the pages' workers are waited for."""
EMPTY = ("overview", "chapter", "table", "charts", "checks", "preview")
MENUS = ("menu_file", "menu_edit", "menu_data", "menu_check", "menu_report", "menu_help")


def main() -> int:
    """Take the pictures; prints their paths."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workspace", type=Path, nargs="?")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--manual", action="store_true", help="the pictures of manual and README")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--font", default="medium", choices=["small", "medium", "large"])
    parser.add_argument("--only", default="", help="parts of pictures' names, with commas between")
    parser.add_argument("--workbooks", type=Path, help="what the picture of the import shows")
    chosen = parser.parse_args()
    if chosen.manual:
        return manual_pictures()
    if not chosen.folder:
        parser.error("WORKSPACE and DIR, or --manual")
    width, height = map(int, chosen.size.split("x"))
    os.environ["QT_SCALE_FACTOR"] = chosen.scale
    os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false")
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        screen = _screen(Path(place), width, height)
        os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={screen}")
        copy = Path(place) / chosen.workspace.name
        shutil.copyfile(chosen.workspace, copy)
        camera = _Camera(chosen.folder, copy, chosen.font, chosen.only)
        camera.workbooks = chosen.workbooks or camera.workbooks
        camera.take(int(width / float(chosen.scale)), int(height / float(chosen.scale)))
    return 0


def _screen(folder: Path, width: int, height: int) -> Path:
    """A description of the offscreen screen, so that dialogs keep within it."""
    made = folder / "screen.json"
    screen = {"name": "shots", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    made.write_text(json.dumps({"screens": [screen]}), "utf-8")
    return made


def manual_pictures() -> int:
    """Take the pictures of the manual, in few colours so that they stay small."""
    from PIL import Image

    from fazhi_desktop import paths, practice
    from fazhi_desktop.demo import WORKSPACE, make_demo

    with tempfile.TemporaryDirectory() as scratch:
        sample, exercise, taken = (Path(scratch) / name for name in ("示例", "演练", "pictures"))
        make_demo(sample)
        practice.make_practice(exercise)
        for workspace, wanted, workbooks in (
            (sample / WORKSPACE, MANUAL, sample),
            (exercise / practice.WORKSPACE, MANUAL_PRACTICE, exercise / practice.WORKBOOKS),
        ):
            words = [sys.executable, __file__, workspace, taken, "--only", ",".join(wanted)]
            subprocess.run([*map(str, words), "--workbooks", str(workbooks)], check=True)
            for name, shown in wanted.items():
                picture = Image.open(taken / f"{name}.png").convert("RGB")
                _reduced(picture, COLOURS).save(paths.manual() / "pictures" / f"{shown}.png", optimize=True)
        page_pictures(sample / WORKSPACE)
    return 0


def _reduced(picture: Any, colours: int) -> Any:
    """A picture in few colours: rare ones are kept, and the large grounds are exact."""
    from PIL import Image

    small: Any = picture.quantize(colours, Image.Quantize.MAXCOVERAGE)
    palette, pixels, indices = small.getpalette(), list(picture.getdata()), small.getdata()
    for colour, _ in reversed(Counter(pixels).most_common(GROUNDS)):
        place = 3 * indices[pixels.index(colour)]
        palette[place : place + 3] = colour
    small.putpalette(palette)
    return small


def page_pictures(workspace: Path) -> None:
    """Three pages of the 报送版 for the README: 版头, 署名, and the annex that follows it."""
    import pypdfium2
    from PIL import ImageOps

    from fazhi_desktop import paths
    from fazhi_desktop.assembly import load_resources, open_workspace
    from fazhi_desktop.export.exporter import Exporter
    from fazhi_desktop.export.readback import pdf_texts

    exporter = Exporter(paths.resources())
    with open_workspace(workspace, load_resources(), readonly=True) as store:
        pdf = exporter.render_pdf(exporter.document(store.report(), "submit", draft=False))
    texts = pdf_texts(pdf, exporter.styles.page)
    annex = next(place for place, text in enumerate(texts) if text.startswith("附件"))
    document: Any = pypdfium2.PdfDocument(pdf)
    for place, name in ((0, "first"), (annex - 1, "signed"), (annex, "annex")):
        sheet = document[place].render(scale=PAGE_SCALE).to_pil().convert("RGB")
        framed = ImageOps.expand(sheet, border=1, fill="#8F959E")
        _reduced(framed, PAGE_COLOURS).save(ROOT / "docs" / "pictures" / f"{name}.png", optimize=True)
    document.close()


class _Camera:
    """One window on the copy, and what is grabbed from it."""

    def __init__(self, folder: Path, workspace: Path, font: str, only: str) -> None:
        from fazhi_desktop import paths
        from fazhi_desktop.app import Program, make_application
        from fazhi_desktop.gui.main_window import MainWindow

        self.application = make_application(["shots"])
        self.folder, self.only = folder, only.split(",")
        self.workbooks = paths.resources() / "sample" / "workbooks"
        self.program = Program(self.application, settings=workspace.parent / "settings.ini", synchronous=True)
        self.program.preferences.set_font_size(font)  # type: ignore[arg-type]
        self.program.preferences.add_recent(workspace)
        self.program.preferences.add_recent(workspace.with_name("移走的工作库.fazhi"))
        self.start = self.program.show_start()
        self.workspace = workspace
        self.kind = MainWindow

    def take(self, width: int, height: int) -> None:
        """Every picture."""
        self.start.resize(width, height)
        self.grab(self.start, "00_start")
        window = self.opened(self.workspace)
        window.resize(width, height)
        self.settle()
        for number, tab in enumerate(window.book.ids(), 1):
            window.book.page(tab)
            self.grab(window, f"{number:02d}_{tab.replace(':', '_')}")
        self.texts(window)
        self.menus(window)
        self.dialogs(window)
        self.leave(window)
        self.empty(width, height)

    def opened(self, path: Path) -> Any:
        """The window on a workspace, which may be looked through first."""
        self.program.open_path(path)
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < latest:
            self.application.processEvents()
            for window in self.program.windows:
                if isinstance(window, self.kind) and window.session.store.path == path:
                    return window
        raise SystemExit(f"{path} could not be opened")

    def leave(self, window: "object") -> None:
        """Close a window without its last backup."""
        window.setProperty("leave_unsaved", True)  # type: ignore[attr-defined]
        window.close()  # type: ignore[attr-defined]

    def empty(self, width: int, height: int) -> None:
        """A new workspace: what every tab says before there is anything, and an import into it."""
        from fazhi_desktop import paths
        from fazhi_desktop.assembly import new_workspace
        from fazhi_desktop.gui import importing

        if not any(self.wants(name) for name in (*(f"90_empty_{tab}" for tab in EMPTY), "96_import")):
            return
        path = self.workspace.with_name("新的.fazhi")
        new_workspace(path, self.program.resources, unit="柳河镇人民政府", year=2023, filler="李某").close()
        window = self.opened(path)
        window.resize(width, height)
        for tab in EMPTY:
            window.book.page(next(each for each in window.book.ids() if each.startswith(tab)))
            self.grab(window, f"90_empty_{tab}")
        if self.wants("96_import"):
            workbooks = paths.resources() / "sample" / "workbooks"
            importing.import_files(window.session, window.services, [workbooks])
            self.settle()
            self.grab_dialogs("96_import")
        self.leave(window)

    def menus(self, window: "object") -> None:
        """The menus, unrolled."""
        for name in MENUS:
            if self.wants(f"25_{name}"):
                menu = getattr(window.form, name)  # type: ignore[attr-defined]
                menu.popup(window.mapToGlobal(window.rect().topLeft()))  # type: ignore[attr-defined]
                self.grab(menu, f"25_{name}")
                menu.close()

    def texts(self, window: "object") -> None:
        """A chapter at a section with numbers."""
        from fazhi_desktop.gui.places import Place

        session, book = window.session, window.book  # type: ignore[attr-defined]
        home = next((node for node in session.report.nodes if "E02" in node.indicators), None)
        if home is not None:
            book.jump(Place(node=home.id, paragraph=0, code="E02"))
            self.grab(window, "20_chapter_numbers")
            book.jump(Place("table", code="E02"))
            self.grab(window, "21_table_at_e02")

    def dialogs(self, window: "object") -> None:
        """Every dialog of the menus, and ours."""
        from fazhi_desktop.gui.calculator import CalculatorDialog
        from fazhi_desktop.gui.commands import COMMANDS
        from fazhi_desktop.gui.find_dialog import FindDialog
        from fazhi_desktop.gui.help_dialogs import AboutDialog, KeysDialog
        from fazhi_desktop.gui.history_dialog import HistoryDialog
        from fazhi_desktop.gui.insert_dialog import InsertDialog
        from fazhi_desktop.gui.trend import TrendDialog
        from fazhi_desktop.gui.value_dialog import ValueDialog

        session, services = window.session, window.services  # type: ignore[attr-defined]
        made = {
            "30_find": lambda: FindDialog(session, services, "法治", replacing=False),
            "31_replace": lambda: FindDialog(session, services, "3010", replacing=True),
            "32_insert": lambda: InsertDialog(session, services, ("E02",), "处罚", lambda *_: None),
            "29_trend": lambda: TrendDialog(session, services, "E02"),
            "33_value": lambda: ValueDialog(session, services, "E02"),
            "34_history": lambda: HistoryDialog(session, services),
            "35_calculator": lambda: CalculatorDialog(services, "120+35*2", lambda _: None),
            "36_keys": lambda: KeysDialog(services),
            "37_about": lambda: AboutDialog(services),
        }
        for name, make in made.items():
            if self.wants(name):
                dialog = make()
                dialog.open()
                self.grab(dialog, name)
                dialog.close()
        self.reviews(session, services)
        for number, command in enumerate(COMMANDS, 40):
            name = f"{number}_{command.id}"
            if command.id not in SKIPPED and self.wants(name):
                command.run(session, services)
                self.settle()
                self.grab_dialogs(name)

    def reviews(self, session: "object", services: "object") -> None:
        """The dialogs that show what was read: department workbooks, and a finished report."""
        from fazhi_desktop.export.txt import render_txt
        from fazhi_desktop.gui import importing, reading

        exporter = services.renderer.exporter  # type: ignore[attr-defined]
        text = render_txt(exporter.document(session.report, "public", draft=False))  # type: ignore[attr-defined]
        for name, begin in (
            ("38_import", lambda: importing.import_files(session, services, [self.workbooks])),  # type: ignore[arg-type]
            ("39_read", lambda: reading.read_text(session, services, text.decode())),  # type: ignore[arg-type]
        ):
            if self.wants(name):
                begin()
                self.settle()
                self.settle()
                self.grab_dialogs(name)

    def wants(self, name: str) -> bool:
        """Whether a picture is asked for."""
        return any(part in name for part in self.only)

    def grab_dialogs(self, name: str) -> None:
        """Every window above the main one that is open now, closed after its picture."""
        from PySide6.QtCore import Qt

        kinds = {Qt.WindowType.Dialog, Qt.WindowType.Window}
        opened = [
            widget
            for widget in self.application.topLevelWidgets()
            if widget.isVisible() and widget.windowType() in kinds and widget not in self.program.windows
        ]
        for place, window in enumerate(opened):
            self.grab(window, name if not place else f"{name}_{place}")
            window.close()

    def grab(self, widget: "object", name: str) -> None:
        """One picture."""
        if not self.wants(name):
            return
        self.settle()
        path = self.folder / f"{name}.png"
        widget.grab().save(str(path))  # type: ignore[attr-defined]
        print(path)

    def settle(self) -> None:
        """Let layouts finish, and the workers of every page with them."""
        from fazhi_desktop.gui.latest import Latest

        end = time.monotonic() + SETTLE_MS / 1000
        latest = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.application.processEvents()
            time.sleep(0.005)  # lets the workers run; QTest.qWait would hold them up
            work = [each for top in self.application.topLevelWidgets() for each in top.findChildren(Latest)]
            if time.monotonic() < latest and any(each.busy for each in work):
                end = max(end, time.monotonic() + 0.3)
        self.application.processEvents()  # the layout that the last result asked for


if __name__ == "__main__":
    sys.exit(main())
