"""What holds for every test: no screen, no folder of the user, no dialog that waits."""

import gc
import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from fazhi_desktop import paths
from fazhi_desktop.importing import PRELOAD
from fazhi_desktop.sandbox import Sandbox

# Before Qt is imported: pytest-qt imports it as soon as it starts the first test.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts.warning=false")

WAITING = {
    "QDialog": ("exec",),
    "QMenu": ("exec",),
    "QMessageBox": ("about", "critical", "information", "question", "warning"),
    "QFileDialog": ("getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName"),
    "QInputDialog": ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
}


def pytest_collection_finish() -> None:
    """Thousands of tests stay to the end: no need to look through them for garbage again and again."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Settings and crash reports of the run go to a folder that is thrown away, child processes included."""
    folder = tmp_path_factory.mktemp("user")
    before = {name: os.environ.get(name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA")}
    os.environ.update(dict.fromkeys(before, str(folder)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "cache", lambda: folder)  # the libraries' own caches stay where they are
        yield folder
    for name, value in before.items():
        if value is None:
            del os.environ[name]
        else:
            os.environ[name] = value


@pytest.fixture(scope="session")
def qapp() -> Iterator[object]:
    """The program's own QApplication, made and left as `app.run` does it; Qt has only one a process."""
    from PySide6.QtCore import QTimer

    from fazhi_desktop.app import make_application

    made = make_application(["fazhi"])
    yield made
    QTimer.singleShot(0, made.quit)
    made.exec()


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """The reader's child process, started once."""
    with Sandbox(preload=PRELOAD) as made:
        yield made


@pytest.fixture
def one_child(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that run in this process read in the same child, where each would start its own."""

    def made(**limits: Any) -> AbstractContextManager[Sandbox]:
        return Sandbox(**limits) if limits else nullcontext(sandbox)

    importlib.import_module("fazhi_desktop.reading.report")  # its annotations name the class itself
    monkeypatch.setattr("fazhi_desktop.sandbox.Sandbox", made)


@pytest.fixture(autouse=True)
def no_waiting_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that would wait for a click fails the test; dialogs are built, shown and clicked instead."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None:
        return
    for owner, names in WAITING.items():
        for name in names:
            monkeypatch.setattr(getattr(widgets, owner), name, _refuse(f"{owner}.{name}"))


def _refuse(what: str) -> object:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail(f"{what} would wait for a click; build the dialog and click it in the test")

    return refuse
