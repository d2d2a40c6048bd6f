"""A window on a small workspace, with everything synchronous and nothing of the user touched."""

import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.assembly import Resources, load_resources, new_workspace, open_workspace
from fazhi_desktop.core.edits import Cell, Edit
from fazhi_desktop.core.records import node_key, value_key
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.foreign import make_gate
from fazhi_desktop.gui import waiting
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.editor import TextEditor
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.readers import Readers
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.tasks import Task
from fazhi_desktop.store.workspace import Store
from tests.gui.kept import Kept
from tests.gui.writing import TEXT

YEAR = 2024
FILE = "附件2：行政执法统计表.xlsx"
NUMBERS = {"E02": "3010", "E03": "29", "E08": "161290", "H01": "6441"}
PAST = {"E02": "2871", "E03": "40", "E08": "187600"}


@pytest.fixture(scope="session")
def resources() -> Resources:
    """The program's data files."""
    return load_resources()


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory: pytest.TempPathFactory, resources: Resources) -> Path:
    """A town's new workspace, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "柳口镇.fazhi"
    new_workspace(path, resources, unit="柳口镇人民政府", year=YEAR, filler="李某").close()
    return path


@contextmanager
def filled(folder: Path, empty: Path, resources: Resources) -> Generator[Store]:
    """A town's workspace with some imported numbers and last year's."""
    copy = Path(shutil.copy(empty, folder))
    made = open_workspace(copy, resources, gate=make_gate())  # so that it is known again
    cells = [
        Cell(value_key(YEAR, code), None, imported(code, number, resources))
        for code, number in NUMBERS.items()
    ]
    cells += [
        Cell(
            value_key(YEAR - 1, code),
            None,
            Value(code, "value", number, unit=unit(code, resources), sources=(Source("report"),)),
        )
        for code, number in PAST.items()
    ]
    made.apply(Edit(f"导入 {FILE}", tuple(cells)))
    yield made
    made.close()


def unit(code: str, resources: Resources) -> str:
    """The catalogue's unit."""
    return resources.catalogue[code].unit


def imported(code: str, number: str, resources: Resources) -> Value:
    """A value as an import leaves it."""
    source = Source(
        "cell",
        number=number,
        file=FILE,
        sheet="Sheet1",
        cell="C4",
        raw=number,
        department="综合执法大队",
        time="2025-01-12T09:30:00",
    )
    return Value(code, "value", number, unit=unit(code, resources), sources=(source,))


@pytest.fixture
def store(tmp_path: Path, empty_workspace: Path, resources: Resources) -> Iterator[Store]:
    """A town's workspace, open."""
    with filled(tmp_path, empty_workspace, resources) as made:
        yield made


@contextmanager
def running(qapp: QApplication, folder: Path, resources: Resources, readers: Readers) -> Generator[Program]:
    """The running program, with tasks done at once."""
    made = Program(qapp, settings=folder / "settings.ini", synchronous=True)
    made.gate = make_gate(readers.child)  # one child for all tests
    made._resources = resources
    yield made
    for window in made.windows:
        window.setProperty("leave_unsaved", True)
        window.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a dialog waits for has been done when the call returns, where tasks are done at once."""
    wait_for = waiting.wait_for

    def wait(services: Services, task: Task, stop: Callable[[], object] | None = None) -> None:
        wait_for(services, task, stop)
        if services.tasks._synchronous:
            QCoreApplication.sendPostedEvents(task, QEvent.Type.MetaCall)

    monkeypatch.setattr(waiting, "wait_for", wait)


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, resources: Resources, readers: Readers, kept: Kept
) -> Iterator[Program]:
    """The running program, alone."""
    kept.close()
    with running(qapp, tmp_path, resources, readers) as made:
        yield made


def shown(program: Program, store: Store) -> MainWindow:
    """The main window on the workspace, shown."""
    made = program.show_store(store)
    assert isinstance(made, MainWindow)
    made.resize(1366, 728)
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made, 20_000)
    return made


@pytest.fixture(scope="module")
def kept(
    qapp: QApplication,
    tmp_path_factory: pytest.TempPathFactory,
    empty_workspace: Path,
    resources: Resources,
    readers: Readers,
) -> Iterator[Kept]:
    """The window that a module's tests hand on."""

    @contextmanager
    def make() -> Generator[MainWindow]:
        folder = tmp_path_factory.mktemp("kept")
        with (
            filled(folder, empty_workspace, resources) as store,
            running(qapp, folder, resources, readers) as program,
        ):
            yield shown(program, store)

    made = Kept(make)
    yield made
    made.close()


@pytest.fixture
def window(request: pytest.FixtureRequest, qtbot: QtBot, kept: Kept) -> Iterator[MainWindow]:
    """The main window: one of its own for a test that asks for the program or the store, else handed on."""
    if {"program", "store"} & set(request.fixturenames):
        yield shown(request.getfixturevalue("program"), request.getfixturevalue("store"))
    else:
        yield kept.take()
        kept.give_back()


@pytest.fixture
def session(window: MainWindow) -> Session:
    """The window's session."""
    return window.session


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[Session, datetime], None]:
    """Set the session's clock."""
    return lambda session, now: monkeypatch.setattr(session, "clock", lambda: now)


@pytest.fixture(scope="session")
def readers() -> Iterator[Readers]:
    """What reading files needs, made once."""
    made = Readers()
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow) -> ChapterPage:
    """The first chapter's page."""
    made = window.book.page("chapter:1")
    assert isinstance(made, ChapterPage)
    return made


@pytest.fixture
def node(page: ChapterPage, session: Session) -> int:
    """A heading whose text is TEXT."""
    leaf = next(
        node for node in session.report.nodes if node.level > 1 and not session.report.children.get(node.id)
    )
    session.change("准备", [(node_key(session.year, leaf.id), replace(leaf, paragraphs=TEXT))])
    return leaf.id


@pytest.fixture
def editor(page: ChapterPage, node: int, qtbot: QtBot) -> TextEditor:
    """The editor on that text, with the keyboard and the caret at the end."""
    made = page.flow.blocks[node].editor
    made.setFocus()
    made.moveCursor(QTextCursor.MoveOperation.End)
    return made
