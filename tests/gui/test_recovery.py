"""When the file fails: nothing is lost, and the way out is offered."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.assembly import open_workspace
from fazhi_desktop.core.errors import Conflict, EnvironmentFault
from fazhi_desktop.gui import entry, recovery
from fazhi_desktop.gui.backups import BackupsDialog
from fazhi_desktop.gui.history_dialog import HistoryDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session
from fazhi_desktop.store import migrations
from tests.gui.opening import box_on, next_window, window_on


def full_disk(*_: object) -> None:
    raise EnvironmentFault("写入失败：磁盘已满，请清理磁盘或换一个位置后重试。")


def click(box: QMessageBox, words: str) -> None:
    next(button for button in box.buttons() if button.text() == words).click()


def test_a_full_disk_offers_to_try_again(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(session.store, "apply", full_disk)
        entry.enter(session, "E02", "3011")
    box = window.findChildren(QMessageBox)[0]
    assert "磁盘已满" in box.text()
    assert "未能保存" in window.windowTitle()
    assert session.report.value("E02").number == "3010"
    click(box, "重试")
    assert session.report.value("E02").number == "3011"
    assert "已保存" in window.windowTitle()


def test_unwritten_work_is_saved_elsewhere(
    program: Program, window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    with monkeypatch.context() as broken:
        broken.setattr(session.store, "apply", full_disk)
        entry.enter(session, "E02", "3011")
    goal = tmp_path / "另存.fazhi"
    next_window(program, qtbot, lambda: recovery.save_copy(session, window.services, goal))
    with open_workspace(tmp_path / "另存.fazhi", program.resources, readonly=True) as copy:
        assert copy.report().value("E02").number == "3011"


def test_an_ordinary_refusal_is_only_told(window: MainWindow, session: Session) -> None:
    session._fail(Conflict("内容已经变化，没有保存。请刷新后重试。"))
    box = window.findChildren(QMessageBox)[0]
    assert [button.text() for button in box.buttons()] == ["知道了"]


def test_a_damaged_workspace_leads_to_its_backups(
    program: Program, window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    session.store.backup("手动")
    torn = tmp_path / "损坏" / "柳口镇.fazhi"
    torn.parent.mkdir()
    data = bytearray(session.store.path.read_bytes())
    data[4096:12000] = b"\x00" * (12000 - 4096)
    torn.write_bytes(data)
    (session.store.path.parent / "柳口镇-备份").rename(torn.parent / "柳口镇-备份")
    assert not program.open_path(torn)
    box = box_on(window, qtbot)
    assert "已损坏" in box.text()
    click(box, "从备份恢复…")
    dialog = window.findChildren(BackupsDialog)[0]
    qtbot.waitUntil(lambda: dialog.form.backups.topLevelItemCount() > 0)
    assert torn.read_bytes() == bytes(data)


def crash(path: Path, *numbers: str) -> None:
    """Another program opens a workspace, types numbers and dies."""
    script = (
        "import os, sys; from pathlib import Path; from fazhi_desktop import assembly\n"
        "from fazhi_desktop.core.edits import edit; from fazhi_desktop.core.records import value_key\n"
        "from fazhi_desktop.core.values import Source, Value\n"
        "store = assembly.open_workspace(Path(sys.argv[1]), assembly.load_resources())\n"
        "for number in sys.argv[2:]:\n"
        "    value = Value('E02', 'value', number, unit='件', sources=(Source('typed', number=number),))\n"
        "    store.apply(edit('填写 行政检查', [(value_key(2024, 'E02'), value)], store.get))\n"
        "os._exit(9)"
    )
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", script, str(path), *numbers], cwd=root, check=False)


def test_after_a_crash_the_difference_is_shown_and_can_be_taken_back(
    program: Program, empty_workspace: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = Path(shutil.copy(empty_workspace, tmp_path))
    crash(path, "5", "6")
    window = window_on(program, qtbot, path)
    qtbot.waitUntil(lambda: bool(window.findChildren(HistoryDialog)))
    dialog = window.findChildren(HistoryDialog)[0]
    assert "上次没有正常关闭" in dialog.form.headline.text()
    assert "2 步" in dialog.form.headline.text()
    assert dialog.form.changes.topLevelItemCount() == 2
    assert (dialog.form.old.toPlainText(), dialog.form.new.toPlainText()) == ("5 件", "6 件")
    dialog.restore()
    assert isinstance(window, MainWindow)
    assert window.session.report.value("E02").number == "5"


def test_after_a_crash_without_changes_there_is_no_question(
    program: Program, empty_workspace: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = Path(shutil.copy(empty_workspace, tmp_path))
    crash(path)
    window = window_on(program, qtbot, path)
    assert isinstance(window, MainWindow)
    with qtbot.waitSignal(window.session.said, check_params_cb=lambda words: "没有正常关闭" in words):
        pass
    assert not window.findChildren(HistoryDialog)


def test_without_a_backup_what_can_be_read_is_saved_and_opened(
    program: Program, window: MainWindow, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    torn = tmp_path / "坏" / "柳口镇.fazhi"
    torn.parent.mkdir()
    data = bytearray(session.store.path.read_bytes())
    data[len(data) - 6000 : len(data) - 5000] = b"\x00" * 1000
    torn.write_bytes(data)
    assert not program.open_path(torn)
    box = box_on(window, qtbot)
    assert "没有找到完好的备份" in box.text()
    assert {button.text() for button in box.buttons()} == {"找别处的备份…", "抢救读得出的内容…", "取消"}
    recovery.salvage_to(program.services(), torn, torn.with_name("柳口镇（抢救）.fazhi"))
    qtbot.waitUntil(lambda: len(program.windows) == 2, timeout=20000)
    saved = program.windows[-1]
    assert isinstance(saved, MainWindow)
    assert saved.session.report.value("E02").number == "3010"
    assert torn.read_bytes() == bytes(data)


def test_a_workspace_of_a_later_program_leads_back_to_the_backup_of_before(
    program: Program, window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    qtbot: QtBot,
) -> None:  # fmt: skip
    path = Path(shutil.copy(session.store.path, tmp_path / "新版.fazhi"))
    with monkeypatch.context() as later:
        later.setattr(migrations, "STEPS", (*migrations.STEPS, ('CREATE TABLE "later" ("name" TEXT)',)))
        open_workspace(path, program.resources).close()
    assert not program.open_path(path)
    box = box_on(window, qtbot)
    assert "由更新版本的程序保存" in box.text()
    assert "升级前的备份" in box.text()
    assert {button.text() for button in box.buttons()} == {"从备份恢复…", "取消"}


def come_to_front(window: MainWindow) -> None:
    recovery.look_outside(window.session, window.services)


def test_a_moved_file_is_noticed_before_anything_is_typed(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    come_to_front(window)
    assert not window.findChildren(QMessageBox)
    path = session.store.path
    path.rename(tmp_path / "改名.fazhi")
    come_to_front(window)
    come_to_front(window)  # told once
    (box,) = window.findChildren(QMessageBox)
    assert "不见了" in box.text()
    assert {button.text() for button in box.buttons()} == {"另存为…", "取消"}
    (tmp_path / "改名.fazhi").rename(path)
    come_to_front(window)
    assert session.outside is None
    entry.enter(session, "E02", "5")
    assert session.saved.state == "saved"


def test_a_replaced_file_is_noticed_and_nothing_is_written_over(
    program: Program, window: MainWindow, session: Session, empty_workspace: Path
) -> None:
    shutil.copy(empty_workspace, session.store.path)
    theirs = session.store.path.read_bytes()
    come_to_front(window)
    assert "被替换或改动过" in window.findChildren(QMessageBox)[0].text()
    entry.enter(session, "E02", "5")
    assert session.store.path.read_bytes() == theirs


def test_a_reader_sees_what_the_writer_wrote_when_it_comes_to_the_front(
    program: Program, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    reader = window_on(program, qtbot, session.store.path)
    assert "现在只能查看" in reader.session.locked_reason
    entry.enter(session, "E02", "3999")
    come_to_front(reader)
    assert reader.session.report.value("E02").number == "3999"


def test_a_failed_backup_of_the_day_is_told_once_and_the_edit_stands(
    window: MainWindow, session: Session
) -> None:
    folder = session.store.path.with_name("柳口镇-备份")
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("a file where the folder should be")
    session.store.daily._day = None  # as on the next day
    entry.enter(session, "E02", "3998")
    QApplication.processEvents()
    entry.enter(session, "E02", "3999")
    QApplication.processEvents()
    (box,) = window.findChildren(QMessageBox)
    assert "修改已保存，但今天的自动备份没有成功" in box.text()
    assert session.report.value("E02").number == "3999"
