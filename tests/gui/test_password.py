"""A workspace with a password in the window: asked for, set, changed, taken away; the key is kept first."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.assembly import open_workspace
from fazhi_desktop.core.errors import Conflict
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.backups import BackupsDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.password import (
    NewPasswordDialog,
    PasswordDialog,
    RecoveryKeyDialog,
    open_password,
)
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.waiting import WaitingDialog
from fazhi_desktop.store import secret
from fazhi_desktop.store.sealing import is_sealed
from fazhi_desktop.store.workspace import Store

pytest.importorskip("sqlcipher3")
WORDS = "春风化雨 2024"


def click(parent: QWidget, words: str) -> None:
    box = parent.findChildren(QMessageBox)[-1]
    next(button for button in box.buttons() if button.text() == words).click()


def seal(window: MainWindow, qtbot: QtBot, words: str = WORDS) -> str:
    """Set a password through the dialog; gives the recovery key it shows."""
    dialog = NewPasswordDialog(window.session, window.services)
    dialog.form.first.setText(words)
    dialog.form.again.setText(words)
    dialog.form.buttons.accepted.emit()
    qtbot.waitUntil(lambda: bool(window.findChildren(RecoveryKeyDialog)), timeout=20000)
    shown = window.findChildren(RecoveryKeyDialog)[-1]
    key = shown.form.key.toPlainText()
    shown.form.kept.setChecked(True)
    shown.reject()
    return key


def test_a_password_is_set_with_a_warning_and_work_goes_on(
    window: MainWindow, session: Session, store: Store, qtbot: QtBot
) -> None:
    open_password(session, window.services)
    dialog = window.findChildren(NewPasswordDialog)[0]
    assert "谁也不能代为找回" in dialog.form.warning.text()
    dialog.form.first.setText(WORDS)
    dialog.form.again.setText(WORDS + "x")
    dialog.form.buttons.accepted.emit()
    assert "不一样" in dialog.form.fault.text()
    dialog.form.first.setText("1234")
    dialog.form.again.setText("1234")
    dialog.form.buttons.accepted.emit()
    qtbot.waitUntil(lambda: "太短或太简单" in dialog.form.fault.text())
    assert not is_sealed(store.path)
    seal(window, qtbot)
    assert is_sealed(store.path)
    entry.enter(session, "E02", "77")
    assert session.saved.state == "saved"


def test_the_recovery_key_has_to_be_kept_before_the_dialog_closes(window: MainWindow, tmp_path: Path) -> None:
    dialog = RecoveryKeyDialog(window.services, tmp_path / "甲.fazhi", "ABCD-EFGH")
    dialog.open()
    dialog.reject()
    assert dialog.isVisible()
    assert "请先打印" in dialog.form.said.text()
    target = tmp_path / "密钥.txt"
    dialog.save(target)
    assert "ABCD-EFGH" in target.read_text("utf-8")
    assert target.stat().st_mode & 0o077 == 0
    dialog.save(target)
    assert "不会覆盖" in dialog.form.said.text()
    dialog.form.kept.setChecked(True)
    dialog.reject()
    assert not dialog.isVisible()


@pytest.mark.parametrize("way", ["password", "key"])
def test_a_sealed_workspace_asks_and_opens(
    program: Program, window: MainWindow, store: Store, way: str, qtbot: QtBot
) -> None:
    key = seal(window, qtbot)
    store.close()
    before = len(program.windows)
    assert not program.open_path(store.path)
    dialog = window.findChildren(PasswordDialog)[-1]
    assert not dialog._ok.isEnabled()
    assert dialog.form.secret.echoMode() == QLineEdit.EchoMode.Password
    dialog.form.shown.setChecked(True)
    assert dialog.form.secret.echoMode() == QLineEdit.EchoMode.Normal
    dialog.form.secret.setText("wrong words")
    dialog._ok.click()
    qtbot.waitUntil(lambda: bool(_asking(window)) and _asking(window)[0] is not dialog, timeout=20000)
    again = _asking(window)[0]
    assert "密码不对" in again.form.fault.text()
    again.form.secret.setText(WORDS if way == "password" else key.lower().replace("-", " "))
    again._ok.click()
    qtbot.waitUntil(lambda: len(program.windows) == before + 1, timeout=20000)
    opened = program.windows[-1]
    assert isinstance(opened, MainWindow)
    assert opened.session.report.value("E02").number == "3010"
    assert opened.session.editable


def _asking(window: MainWindow) -> list[PasswordDialog]:
    return [dialog for dialog in window.findChildren(PasswordDialog) if dialog.isVisible()]


def test_a_password_is_taken_away_again(
    window: MainWindow, session: Session, store: Store, qtbot: QtBot
) -> None:
    seal(window, qtbot)
    open_password(session, window.services)
    click(window, "取消密码")
    qtbot.waitUntil(lambda: not is_sealed(store.path), timeout=20000)
    entry.enter(session, "E02", "78")
    assert session.saved.state == "saved"


@pytest.fixture
def elsewhere(window: MainWindow) -> None:
    """Tasks run on threads of their own, as in the program."""
    window.services.tasks._synchronous = False


def part_of(store: Store) -> list[Path]:
    return list(store.path.parent.glob("*.part*"))


@pytest.mark.usefixtures("elsewhere")
def test_the_window_moves_while_a_password_is_made_and_may_stop_it(
    window: MainWindow, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    go_on = threading.Event()

    def slow(words: str, salt: bytes) -> str:
        threads.add(threading.get_ident())
        assert go_on.wait(20)
        return secret.key_of(words, salt)

    monkeypatch.setattr("fazhi_desktop.store.sealing.key_of", slow)
    before = store.path.read_bytes()
    dialog = NewPasswordDialog(window.session, window.services)
    dialog.form.first.setText(WORDS)
    dialog.form.again.setText(WORDS)
    dialog.form.buttons.accepted.emit()
    waiting = window.findChildren(WaitingDialog)[-1]
    qtbot.waitUntil(lambda: bool(threads), timeout=20000)
    assert waiting.isVisible()
    assert waiting.isModal()
    assert threads.isdisjoint({threading.get_ident()})
    waiting.reject()
    go_on.set()
    qtbot.waitUntil(lambda: not window.findChildren(WaitingDialog), timeout=20000)
    assert store.path.read_bytes() == before
    assert not part_of(store)
    assert not window.findChildren(RecoveryKeyDialog)


def test_an_edit_made_meanwhile_keeps_the_old_password(
    window: MainWindow, session: Session, store: Store
) -> None:
    change = store.resealing(WORDS)
    change.prepare()
    entry.enter(session, "E02", "79")
    with pytest.raises(Conflict, match="密码没有换"):
        store.reseal(change)
    change.close()
    assert not is_sealed(store.path)
    assert not part_of(store)
    entry.enter(session, "E02", "80")
    assert session.saved.state == "saved"


def test_backups_of_before_and_after_a_password_are_listed_whole(
    program: Program, window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    store.backup("手动")
    seal(window, qtbot)
    store.backup("手动")
    dialog = BackupsDialog(window.services, store.path, key=store.key)
    qtbot.waitUntil(lambda: dialog.form.backups.topLevelItemCount() > 0, timeout=20000)
    listed = dialog.form.backups
    states = [listed.topLevelItem(row).text(4) for row in range(listed.topLevelItemCount())]
    assert states == ["✔ 完好"] * len(states)
    assert len(states) >= 3
    dialog._restore()
    restored = store.path.with_name("柳口镇（恢复）.fazhi")
    assert is_sealed(restored)
    with open_workspace(restored, program.resources, readonly=True, secret=WORDS) as copy:
        assert copy.report().value("E02").number == "3010"


def test_the_dialogs_stay_below_600_and_close_by_escape(window: MainWindow, qtbot: QtBot) -> None:
    for dialog in (
        PasswordDialog(window.services, Path("/a/甲.fazhi"), "", lambda _: None),
        NewPasswordDialog(window.session, window.services),
    ):
        dialog.open()
        assert dialog.height() <= 600
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
