"""传出, 装入 and the local copy, as the clerk meets them in the window."""

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.gui import carrying, entry
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session
from fazhi_desktop.store import drives, package
from tests.gui.opening import next_window


def said(window: MainWindow, qtbot: QtBot) -> QMessageBox:
    """The message that comes next; it is taken away when the test goes on to another."""
    qtbot.waitUntil(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)), timeout=20000)
    return next(box for box in window.findChildren(QMessageBox) if box.isVisible())


def click(box: QMessageBox, words: str) -> None:
    next(button for button in box.buttons() if button.text() == words).click()


def test_a_package_goes_out_and_comes_in_with_the_same_check_code(
    program: Program, window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    entry.enter(session, "E02", "3011")
    target = tmp_path / "柳口镇2024（传出）.fzb"
    carrying.pack(session, window.services, target)
    box = said(window, qtbot)
    code = package.inspect(target).check_code
    assert code in box.text()
    click(box, "知道了")
    assert not program.open_path(target)  # a package is asked about, not opened
    box = said(window, qtbot)
    assert "柳口镇人民政府（2024 年度）" in box.text()
    assert code in box.informativeText()
    click(box, "选择存放位置…")
    assert window.findChildren(QFileDialog)
    goal = tmp_path / "另一台" / "柳口镇.fazhi"
    carrying.unpack(program.services(), target, goal)
    qtbot.waitUntil(lambda: len(program.windows) == 2, timeout=20000)
    opened = program.windows[-1]
    assert isinstance(opened, MainWindow)
    assert opened.session.store.path == goal
    assert opened.session.report.value("E02").number == "3011"


def test_a_package_that_was_altered_on_the_way_is_refused(
    program: Program, window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "a.fzb"
    carrying.pack(session, window.services, target)
    click(said(window, qtbot), "知道了")
    data = bytearray(target.read_bytes())
    data[len(data) // 2] ^= 1
    target.write_bytes(data)
    program.open_path(target)
    box = said(window, qtbot)
    assert "重新传出一份" in box.text()
    click(box, "知道了")
    carrying.pack(session, window.services, target)
    assert "不会覆盖" in said(window, qtbot).text()


def test_a_workspace_on_a_stick_is_worked_on_in_a_local_copy(
    program: Program, window: MainWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:  # fmt: skip
    stick = session.store.path
    monkeypatch.setattr(drives, "kind_of", lambda path: "removable" if path == stick else "local")
    program._look_round(window, session, window.services)
    box = said(window, qtbot)
    assert "U盘" in box.text()
    click(box, "复制到本机再编辑…")
    assert window.findChildren(QFileDialog)
    copy = tmp_path / "本机.fazhi"
    opened = next_window(program, qtbot, lambda: carrying.copy_here(session, window.services, copy))
    assert opened.session.store.path == tmp_path / "本机.fazhi"
    qtbot.waitUntil(lambda: not (shiboken6.isValid(window) and window.isVisible()))  # its backup is made


def test_a_local_workspace_is_not_warned_of(program: Program, window: MainWindow, session: Session) -> None:
    program._look_round(window, session, window.services)
    assert not window.findChildren(QMessageBox)


def test_a_copy_that_cannot_be_written_is_said(
    window: MainWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_: object) -> None:
        raise FazhiError("另存失败：磁盘已满。")

    monkeypatch.setattr(session.store, "saving_copy", lambda _: full)
    carrying.copy_here(session, window.services, tmp_path / "x.fazhi")
    assert "磁盘已满" in said(window, qtbot).text()
    assert window.isVisible()
