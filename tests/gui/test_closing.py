"""Closing a window: what is asked, what is waited for, and the day's backup beside it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.errors import EnvironmentFault
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.gui import closing, entry
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.waiting import WaitingDialog, is_waited_for
from fazhi_desktop.store import backup
from fazhi_desktop.store.workspace import Store

WITHOUT = ["不备份，直接关闭", "返回"]


def full(*_: object, **__: object) -> Path:
    raise EnvironmentFault("写入失败：磁盘已满。")


def box(window: MainWindow) -> QMessageBox:
    return window.findChildren(QMessageBox)[-1]


def press(window: MainWindow, verb: str) -> None:
    next(button for button in box(window).buttons() if button.text() == verb).click()
    QApplication.processEvents()


def close(window: MainWindow) -> None:
    window.close()
    QApplication.processEvents()


@pytest.fixture
def held(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Tasks run beside the window, as in the program; backups begin once this is set."""
    window.services.tasks._synchronous = False
    go_on, write = threading.Event(), backup.write

    def slow(*arguments: object, progress: Progress, **named: object) -> Path:
        assert threading.current_thread() is not threading.main_thread()
        assert go_on.wait(20)
        return write(*arguments, progress=progress, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "write", slow)
    yield go_on
    go_on.set()
    window.services.tasks.stop()


@pytest.mark.parametrize(("verb", "open_still"), [("返回", True), ("放弃这些修改并关闭", False)])
def test_closing_with_something_unsaved_asks(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch, verb: str, open_still: bool
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(session.store, "apply", full)
        entry.enter(session, "E02", "3011")
        close(window)
    assert window.isVisible()
    assert box(window).text() == "刚才的修改未能保存：写入失败：磁盘已满。"
    press(window, verb)
    assert window.isVisible() == open_still


def test_a_failed_backup_stops_the_exit(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry.enter(session, "E02", "3011")
    monkeypatch.setattr(backup, "write", full)
    close(window)
    assert window.isVisible()
    assert "备份没有成功：写入失败：磁盘已满。" in box(window).text()
    assert [button.text() for button in box(window).buttons()] == WITHOUT


def test_closing_fills_both_backup_folders(
    window: MainWindow, session: Session, store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "U盘"
    folder.mkdir()
    window.services.preferences.set_backup_folder(str(folder))
    entry.enter(session, "E02", "3011")
    close(window)
    assert not window.isVisible()
    assert len(list(folder.rglob("*.fazhi"))) == 1
    assert "退出" in backup.backups(store.path)[0].name


def test_quitting_closes_the_window(window: MainWindow) -> None:
    closing.quit_all()
    QApplication.processEvents()
    assert not window.isVisible()


def test_the_window_waits_for_its_backup_and_may_go_without(
    window: MainWindow, session: Session, store: Store, held: threading.Event, qtbot: QtBot
) -> None:
    entry.enter(session, "E02", "3011")
    before = backup.backups(store.path)
    close(window)
    closing.quit_all()  # once more, from another window
    waiting = window.findChildren(WaitingDialog)
    assert len(waiting) == 1
    assert "退出前的备份" in waiting[0].form.words.text()
    assert waiting[0].isVisible()
    waiting[0].reject()
    held.set()
    qtbot.waitUntil(lambda: not is_waited_for(window), timeout=20_000)
    assert window.isVisible()
    assert box(window).text() == "退出前的备份已停止。"
    assert [button.text() for button in box(window).buttons()] == WITHOUT
    assert backup.backups(store.path) == before
    press(window, "返回")
    close(window)
    qtbot.waitUntil(lambda: not shiboken6.isValid(window), timeout=20_000)
    assert "退出" in backup.backups(store.path)[0].name


def test_nobody_waits_when_the_system_ends(
    window: MainWindow, session: Session, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.services.tasks._synchronous = False
    entry.enter(session, "E02", "3011")
    monkeypatch.setattr(QApplication, "isSavingSession", lambda _: True)
    window.close()
    assert not window.isVisible()
    assert "退出" in backup.backups(store.path)[0].name


def test_typing_goes_on_beside_the_backup_of_the_day(
    window: MainWindow, session: Session, store: Store, held: threading.Event, qtbot: QtBot
) -> None:
    for entry_of_today in backup.backups(store.path):
        entry_of_today.unlink()
    store.daily._day = None  # a new day
    entry.enter(session, "E02", "3011")
    entry.enter(session, "E03", "30")
    assert session.saved.state == "saved"
    assert not backup.backups(store.path)
    held.set()
    qtbot.waitUntil(lambda: bool(backup.backups(store.path)), timeout=20_000)
    assert "每日" in backup.backups(store.path)[0].name
