"""收数表 and 催报清单 from the window."""

from datetime import datetime
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.gui.collecting import TemplatesDialog, write_reminders
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session


def test_a_workbook_is_made_for_each_department_that_is_ticked(
    window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = TemplatesDialog(session, window.services)
    dialog.form.none.click()
    assert not dialog._ok.isEnabled()
    for row in (0, 2):
        dialog.form.departments.item(row).setCheckState(Qt.CheckState.Checked)
    assert dialog._ok.text() == "生成 2 份收数表"
    dialog.form.folder.setText(str(tmp_path / "收数表"))
    names = dialog.chosen()
    dialog._ok.click()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=20000)
    assert "已生成 2 份收数表" in window.findChildren(QMessageBox)[0].text()
    made = sorted(path.name for path in (tmp_path / "收数表").iterdir())
    assert made == sorted(f"收数表（{name}）2024年.xlsx" for name in names)


def test_the_reminder_names_who_still_owes(
    window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    session.clock = lambda: datetime(2025, 1, 20, 9, 0)
    with qtbot.waitSignal(session.said) as said:
        write_reminders(session, window.services, tmp_path)
    assert "催报清单已存为" in str(said.args)
    book = load_workbook(tmp_path / "柳口镇2024年度报送催报清单.xlsx")
    sheet = book.active
    assert sheet is not None
    assert "综合执法大队" in [sheet.cell(row, 2).value for row in range(3, sheet.max_row + 1)]
