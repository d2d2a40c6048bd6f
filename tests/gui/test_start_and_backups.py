"""The start page's buttons, menus and dropped files, and the list of backups."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.assembly import Resources, new_workspace
from fazhi_desktop.core.errors import EnvironmentFault
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.backups import BackupsDialog, restore, workspace_of
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.new_workspace import NewWorkspaceDialog
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.start import StartWindow


@pytest.fixture
def start(program: Program) -> StartWindow:
    window = program.show_start()
    assert isinstance(window, StartWindow)
    return window


@pytest.fixture
def opened(start: StartWindow, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The workspaces that were to be opened."""
    taken: list[Path] = []

    def note(path: Path) -> bool:
        taken.append(path)
        return True

    monkeypatch.setattr(start._services, "open_path", note)
    return taken


def mime(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def drag_and_drop(start: StartWindow, data: QMimeData) -> tuple[bool, str]:
    """Whether the drag is taken and what is said; then the drop."""
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = QDragEnterEvent(QPoint(9, 9), *how)
    event.ignore()
    start.dragEnterEvent(event)
    found = event.isAccepted(), start.form.words.text()
    start.dropEvent(QDropEvent(QPointF(9, 9), *how))
    return found


def test_a_dropped_workspace_is_opened(start: StartWindow, opened: list[Path], tmp_path: Path) -> None:
    path = tmp_path / "甲.fazhi"
    assert drag_and_drop(start, mime(path)) == (True, "松开鼠标：打开这个工作库")
    assert opened == [path]
    assert start.form.words.text() == ""


def test_other_dropped_files_are_not_taken(start: StartWindow, opened: list[Path], tmp_path: Path) -> None:
    assert drag_and_drop(start, mime(tmp_path / "甲.xlsx")) == (False, start.form.words.text())
    assert opened == []


def test_an_existing_workspace_is_chosen_by_a_dialog(
    start: StartWindow, opened: list[Path], tmp_path: Path
) -> None:
    start.form.open_file.click()
    dialog = start.findChildren(QFileDialog)[-1]
    assert dialog.windowTitle() == "打开工作库"
    dialog.fileSelected.emit(str(tmp_path / "甲.fazhi"))
    assert opened == [tmp_path / "甲.fazhi"]


def test_the_new_button_asks_for_a_workspace(start: StartWindow) -> None:
    start.form.make.click()
    assert start.findChildren(NewWorkspaceDialog)[-1].isVisible()


def test_an_unreadable_workspace_is_listed_with_its_fault(
    program: Program, start: StartWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "坏.fazhi"
    path.write_bytes(b"no workspace")
    program.preferences.add_recent(path)
    start.refresh()
    item = start.form.recent.topLevelItem(0)
    assert item.text(0) == "坏"
    qtbot.waitUntil(lambda: start.form.recent.topLevelItem(0).text(2) != str(path))
    assert start.form.recent.topLevelItem(0).text(2).endswith(str(path))


def test_the_list_has_a_menu_and_an_empty_one_has_none(
    program: Program, start: StartWindow, tmp_path: Path
) -> None:
    start._show_menu(QPoint(3, 3))
    assert start.menu() is None
    assert not [menu for menu in start.findChildren(QMenu) if menu.isVisible()]
    program.preferences.add_recent(tmp_path / "甲.fazhi")
    start.refresh()
    start._show_menu(QPoint(3, 3))
    shown = next(menu for menu in start.findChildren(QMenu) if menu.isVisible())
    texts = [action.text() for action in shown.actions()]
    shown.close()
    assert texts == ["打开", "置顶", "打开所在文件夹", "从列表移除"]
    menu = start.menu()
    assert menu is not None
    menu.actions()[-1].trigger()
    assert start.form.empty.isVisible()


def test_a_sample_that_cannot_be_made_is_said_and_can_be_tried_again(
    start: StartWindow, monkeypatch: pytest.MonkeyPatch, opened: list[Path]
) -> None:
    def broken(_folder: Path) -> None:
        raise EnvironmentFault("示例写不进去：磁盘已满。")

    monkeypatch.setattr("fazhi_desktop.demo.make_demo", broken)
    start.form.sample.click()
    QApplication.processEvents()
    assert start.findChildren(QMessageBox)[-1].text() == "示例写不进去：磁盘已满。"
    assert start.form.sample.isEnabled()
    assert start.form.words.text() == ""
    assert opened == []


def test_the_sample_is_made_and_opened(
    start: StartWindow, monkeypatch: pytest.MonkeyPatch, opened: list[Path]
) -> None:
    made: list[Path] = []
    monkeypatch.setattr("fazhi_desktop.demo.make_demo", made.append)
    start.form.sample.click()
    QApplication.processEvents()
    assert [path.parent for path in opened] == made


# backups


def ok(dialog: BackupsDialog) -> bool:
    return dialog.form.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_a_backup_is_restored_beside_the_workspace(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    entry.enter(session, "E02", "3011")
    session.store.backup("手动")
    taken: list[Path] = []
    monkeypatch.setattr(window.services, "open_path", taken.append)
    restore(session, window.services)
    dialog = window.findChildren(BackupsDialog)[-1]
    QApplication.processEvents()
    item = dialog.form.backups.topLevelItem(0)
    assert (item.text(1), item.text(4)) == ("手动", "✔ 完好")
    assert "2024" in item.text(2)
    path = session.store.path
    goal = path.with_name(f"{path.stem}（恢复）.fazhi")
    assert dialog.form.goal_words.text() == f"恢复为：{goal}"
    dialog.form.buttons.accepted.emit()
    qtbot.waitUntil(lambda: taken == [goal])
    assert goal.exists()
    again = BackupsDialog(window.services, path)
    assert again.goal.name == f"{path.stem}（恢复）（2）.fazhi"


def test_a_broken_or_missing_backup_cannot_be_chosen(window: MainWindow, session: Session) -> None:
    broken = session.store.path.with_name("坏的.fazhi")
    broken.write_bytes(b"no workspace")
    dialog = BackupsDialog(window.services, session.store.path, broken)
    QApplication.processEvents()
    assert dialog.form.backups.topLevelItem(0).isDisabled()
    assert "没有完好的备份" in dialog.form.fault.text()
    assert not ok(dialog)
    gone = BackupsDialog(window.services, session.store.path, broken.with_name("没有.fazhi"))
    QApplication.processEvents()
    assert gone.form.backups.topLevelItem(0).text(4) == "文件已移走"


def test_another_backup_is_looked_for_in_other_folders(
    window: MainWindow, session: Session, resources: Resources, tmp_path: Path
) -> None:
    dialog = BackupsDialog(window.services, session.store.path)
    other = tmp_path / "U盘里的.fazhi"
    new_workspace(other, resources, unit="柳口镇人民政府", year=2022).close()
    dialog.form.choose.click()
    dialog.findChildren(QFileDialog)[-1].fileSelected.emit(str(other))
    QApplication.processEvents()
    item = dialog.form.backups.topLevelItem(0)
    assert (item.text(1), item.text(2)) == ("U盘里的.fazhi", "2022")
    assert ok(dialog)


def test_a_failed_restore_is_said_in_the_dialog(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def full(*_: object, **__: object) -> Path:
        raise EnvironmentFault("恢复失败：磁盘已满。")

    session.store.backup("手动")
    dialog = BackupsDialog(window.services, session.store.path)
    dialog.open()
    QApplication.processEvents()
    monkeypatch.setattr("fazhi_desktop.store.backup.restore", full)
    dialog.form.buttons.accepted.emit()
    qtbot.waitUntil(lambda: dialog.form.fault.text() == "恢复失败：磁盘已满。")
    assert dialog.isVisible()


def test_without_a_workspace_the_start_page_asks_for_a_backup(
    start: StartWindow, tmp_path: Path, resources: Resources
) -> None:
    folder = tmp_path / "柳口镇-备份"
    folder.mkdir()
    path = folder / "0001_20250101_退出.fazhi"
    new_workspace(path, resources, unit="柳口镇人民政府", year=2022).close()
    start.form.recover.click()
    start.findChildren(QFileDialog)[-1].fileSelected.emit(str(path))
    dialog = start.findChildren(BackupsDialog)[-1]
    assert dialog.goal == tmp_path / "柳口镇（恢复）.fazhi"
    assert workspace_of(tmp_path / "甲.fazhi") == tmp_path / "甲.fazhi"
