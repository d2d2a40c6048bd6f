"""What a window leaves unloaded until it is needed, and what its quick ways must not change."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from fazhi_desktop.foreign import NOTES, make_gate
from fazhi_desktop.gui import overview

SCRIPT = """
import builtins, json, sys
from pathlib import Path
import fazhi_desktop.cli
from fazhi_desktop.display import open_window
def usable():
    from PySide6 import QtCore, QtWidgets
    tops = QtWidgets.QApplication.topLevelWidgets()
    windows = [type(window).__name__ for window in tops if window.isVisible()]
    classes = [name for module in (QtCore, QtWidgets) for name in vars(module)]
    told = {"modules": list(sys.modules), "classes": classes, "windows": windows}
    told["import"] = [builtins.__import__.__name__]
    print(json.dumps(told), flush=True)
    copied = QtCore.QMimeData()
    copied.setText("copied")  # still there when the program ends, which must not crash
    QtWidgets.QApplication.clipboard().setMimeData(copied)
    QtWidgets.QApplication.closeAllWindows()
open_window(Path(sys.argv[1]), usable)
"""
HEAVY = {"matplotlib", "numpy", "openpyxl", "docx", "lxml", "typst", "pypdfium2", "python_calamine"}
LATER = {"checking", "importing", "reading", "matching", "document", "export", "commands", "crash"}
DEAR = {"Qt", "QTouchEvent", "QWizard"}
"""The namespace Qt, a seventh of a bare window's start; and two that come with all events and all widgets."""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory, empty_workspace: Path) -> dict[str, list[str]]:
    """What is loaded when the window of a workspace that is known here answers for the first time."""
    folder = tmp_path_factory.mktemp("start")
    workspace = Path(shutil.copy(empty_workspace, folder))
    make_gate(notes=folder / "fazhi_desktop" / NOTES).note(workspace)
    folders = {"XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(workspace)],
        env=os.environ | folders, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_a_window_starts_without_the_heavy_libraries(started: dict[str, list[str]]) -> None:
    assert started["windows"] == ["MainWindow"]
    roots = {name.partition(".")[0] for name in started["modules"]}
    assert "peewee" in roots
    assert not HEAVY & roots
    ours = {name.split(".")[1] for name in started["modules"] if name.startswith("fazhi_desktop.")}
    assert {"store", "gui"} <= ours
    assert not LATER & ours


def test_a_window_starts_without_the_dear_classes_of_qt(started: dict[str, list[str]]) -> None:
    assert {"QTimer", "QMainWindow", "QTreeWidget"} <= set(started["classes"])
    assert not DEAR & set(started["classes"])


def test_roles_written_as_numbers_are_those_of_qt() -> None:
    assert Qt.ItemDataRole.UserRole == overview.CODE
    assert Qt.ItemDataRole.AccessibleTextRole == overview.SPOKEN


def test_python_imports_by_itself_again(started: dict[str, list[str]]) -> None:
    assert started["import"] != ["__feature_import__"]
