"""合并另一份 in the window: what is taken, and each contradiction as a choice."""

import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.assembly import open_workspace
from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.records import value_key
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.gui import entry, merging
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.merging import MergeDialog
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.waiting import WaitingDialog
from fazhi_desktop.store import backup, database


@pytest.fixture
def theirs(program: Program, session: Session, tmp_path: Path) -> Path:
    """A copy that another clerk went on with."""
    path = Path(shutil.copy(session.store.path, tmp_path / "对方.fazhi"))
    with open_workspace(path, program.resources) as store:
        changes = [
            (value_key(2024, code), Value(code, "value", number, unit="件", sources=(Source("typed"),)))
            for code, number in (("E02", "3100"), ("E04", "8"))
        ]
        store.apply(edit("填写", changes, store.get))
    return path


def dialog_on(session: Session, window: MainWindow, path: Path, qtbot: QtBot) -> MergeDialog:
    merging.look_at(session, window.services, path)
    qtbot.waitUntil(lambda: bool(window.findChildren(MergeDialog)), timeout=20000)
    return window.findChildren(MergeDialog)[0]


@pytest.mark.parametrize("ticked", [False, True])
def test_a_contradiction_is_a_choice(
    window: MainWindow, session: Session, theirs: Path, qtbot: QtBot, ticked: bool
) -> None:
    entry.enter(session, "E02", "3050")
    dialog = dialog_on(session, window, theirs, qtbot)
    item = dialog.form.conflicts.topLevelItem(0)
    assert [item.text(column) for column in range(3)] == ["E02 行政检查", "3050 件", "3100 件"]
    assert dialog._ok.text() == "合并 1 处"
    if ticked:
        item.setCheckState(0, Qt.CheckState.Checked)
        assert dialog._ok.text() == "合并 2 处"
    dialog._ok.click()
    assert session.report.value("E04").number == "8"
    assert session.report.value("E02").number == ("3100" if ticked else "3050")
    assert "合并前" in backup.backups(session.store.path)[0].name
    assert session.store.undo_label == "合并 对方.fazhi（李某）"
    session.undo()
    assert session.report.value("E04").state == "missing"


def test_the_backup_before_is_made_elsewhere_and_may_be_stopped(
    window: MainWindow, session: Session, theirs: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    go_on = threading.Event()
    copy_into = database.copy_into

    def slow(*arguments: Any, **named: Any) -> None:
        threads.append(threading.get_ident())
        assert go_on.wait(20)
        copy_into(*arguments, **named)

    dialog = dialog_on(session, window, theirs, qtbot)
    before = backup.backups(session.store.path)
    monkeypatch.setattr(database, "copy_into", slow)
    window.services.tasks._synchronous = False
    for stop in (True, False):
        go_on.clear()
        dialog._ok.click()
        waiting = window.findChildren(WaitingDialog)[-1]
        qtbot.waitUntil(lambda: bool(threads), timeout=20000)
        assert waiting.isVisible()
        assert threads.pop() != threading.get_ident()
        if stop:
            waiting.reject()
        go_on.set()
        qtbot.waitUntil(lambda: not window.findChildren(WaitingDialog), timeout=20000)
        assert session.report.value("E02").number == ("3010" if stop else "3100")
        assert (backup.backups(session.store.path) == before) == stop
    assert not list(session.store.path.parent.rglob("*.part*"))


def test_without_contradictions_no_list_is_shown_and_a_second_time_there_is_nothing(
    window: MainWindow, session: Session, theirs: Path, qtbot: QtBot
) -> None:
    dialog = dialog_on(session, window, theirs, qtbot)
    assert not dialog.form.conflicts.isVisibleTo(dialog)
    dialog._ok.click()
    assert session.report.value("E02").number == "3100"
    merging.look_at(session, window.services, theirs)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=20000)
    assert "没有本机还没有的改动" in window.findChildren(QMessageBox)[0].text()


def test_another_workspace_is_refused_in_words(
    program: Program, window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    from fazhi_desktop.assembly import new_workspace

    new_workspace(tmp_path / "乙.fazhi", program.resources, unit="乙镇", year=2024).close()
    merging.look_at(session, window.services, tmp_path / "乙.fazhi")
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=20000)
    assert "不是从这个工作库复制出去的" in window.findChildren(QMessageBox)[0].text()
