"""The start page and the dialog for a new workspace."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.assembly import Resources, new_workspace, open_workspace
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.new_workspace import NewWorkspaceDialog, report_year
from fazhi_desktop.gui.start import MOVED, StartWindow


@pytest.fixture
def start(program: Program) -> StartWindow:
    window = program.show_start()
    assert isinstance(window, StartWindow)
    return window


def made(path: Path, resources: Resources) -> Path:
    new_workspace(path, resources, unit="柳口镇人民政府", year=2023).close()
    return path


def rows(start: StartWindow) -> list[list[str]]:
    tree = start.form.recent
    return [
        [tree.topLevelItem(row).text(column) for column in range(3)]
        for row in range(tree.topLevelItemCount())
    ]


def test_first_start_says_what_to_do(start: StartWindow) -> None:
    assert start.form.empty.isVisible()
    assert "新建工作库" in start.form.empty.text()
    assert not start.form.recent.isVisible()


def test_recent_list_names_unit_and_year(
    program: Program, start: StartWindow, resources: Resources, tmp_path: Path, qtbot: QtBot
) -> None:
    program.preferences.add_recent(made(tmp_path / "一.fazhi", resources))
    start.refresh()
    qtbot.waitUntil(lambda: rows(start)[0][0] == "柳口镇人民政府")
    assert rows(start)[0][1] == "2023"


def test_a_file_that_is_gone_is_said_to_be_moved_and_can_be_taken_off(
    program: Program, start: StartWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    program.preferences.add_recent(tmp_path / "没有了.fazhi")
    start.refresh()
    qtbot.waitUntil(lambda: MOVED in rows(start)[0][2])
    start.open_current()
    box = start.findChildren(QMessageBox)[0]
    assert "文件已移走" in box.text()
    next(button for button in box.buttons() if button.text() == "从列表移除").click()
    assert program.preferences.recent == []
    assert start.form.empty.isVisible()


def test_pinned_workspaces_come_first(
    program: Program, start: StartWindow, resources: Resources, tmp_path: Path
) -> None:
    first, second = made(tmp_path / "一.fazhi", resources), made(tmp_path / "二.fazhi", resources)
    program.preferences.add_recent(first)
    program.preferences.add_recent(second)
    start.refresh()
    start.form.recent.setCurrentItem(start.form.recent.topLevelItem(1))
    menu = start.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "置顶").trigger()
    assert program.preferences.recent[0] == first


def test_enter_opens_the_workspace_and_closes_the_start_page(
    program: Program, start: StartWindow, resources: Resources, tmp_path: Path, qtbot: QtBot
) -> None:
    program.preferences.add_recent(made(tmp_path / "一.fazhi", resources))
    start.refresh()
    start.form.recent.setFocus()
    qtbot.keyClick(start.form.recent, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(isinstance(window, MainWindow) for window in program.windows))
    qtbot.waitUntil(lambda: not any(isinstance(window, StartWindow) for window in program.windows))


def test_new_workspace_is_made_and_opened(program: Program, start: StartWindow, tmp_path: Path) -> None:
    dialog = NewWorkspaceDialog(start._services, date(2025, 1, 10))
    form = dialog.form
    assert form.year.text() == "2024"
    assert not form.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    form.unit.setText("石桥街道办事处")
    form.unit.textEdited.emit("石桥街道办事处")
    assert form.short_name.text() == "石桥街道"
    assert form.outline.currentData() == "street"
    form.folder.setText(str(tmp_path / "新文件夹"))
    assert "石桥街道法治政府建设情况报告.fazhi" in form.goal_words.text()
    form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    with open_workspace(
        tmp_path / "新文件夹" / "石桥街道法治政府建设情况报告.fazhi", program.resources, readonly=True
    ) as store:
        assert (store.body.unit, store.years) == ("石桥街道办事处", (2024,))
    assert any(isinstance(window, MainWindow) for window in program.windows)


@pytest.mark.parametrize(("year", "words"), [("二〇二四年初", "看不懂"), ("1999", "2015")])
def test_a_year_that_cannot_be_gets_a_sentence(
    program: Program, start: StartWindow, tmp_path: Path, year: str, words: str
) -> None:
    dialog = NewWorkspaceDialog(start._services)
    dialog.form.unit.setText("柳口镇人民政府")
    dialog.form.folder.setText(str(tmp_path))
    dialog.form.year.setText(year)
    dialog.form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert words in dialog.form.fault.text()
    assert list(tmp_path.glob("*.fazhi")) == []


def test_an_existing_file_is_never_touched(program: Program, start: StartWindow, tmp_path: Path) -> None:
    dialog = NewWorkspaceDialog(start._services)
    dialog.form.unit.setText("柳口镇人民政府")
    dialog.form.folder.setText(str(tmp_path))
    dialog.goal.write_text("别人的")
    dialog.form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert "已存在" in dialog.form.fault.text()
    assert dialog.goal.read_text() == "别人的"


def test_until_june_the_report_is_about_the_year_before() -> None:
    assert report_year(date(2025, 6, 30)) == 2024
    assert report_year(date(2025, 7, 1)) == 2025
