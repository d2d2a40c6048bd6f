"""F1, the manual's window, and the practice year from the menu."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.gui.commands import command
from fazhi_desktop.gui.help_window import HelpWindow
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.settings import open_settings


def shown(program: Program) -> HelpWindow:
    window = program._help
    assert isinstance(window, HelpWindow)
    assert window.isVisible()
    return window


def heading(window: HelpWindow) -> str:
    """The page's title and what stands at the top of the view."""
    return window.form.text.toPlainText().splitlines()[0]


def reach(window: HelpWindow) -> int:
    return window.form.text.verticalScrollBar().value()


@pytest.mark.parametrize(
    ("tab", "title"),
    [("overview", "认识这个程序"), ("table", "第三步：填数、核数"), ("checks", "第六步：审核")],
)
def test_f1_opens_the_manual_at_the_tab(program: Program, window: MainWindow, tab: str, title: str) -> None:
    window.book.page(tab)
    window.commands["help"].trigger()
    assert heading(shown(program)) == title


def test_f1_on_a_chapter(program: Program, window: MainWindow) -> None:
    window.book.page(next(tab for tab in window.book.ids() if tab.startswith("chapter:")))
    window.commands["help"].trigger()
    assert heading(shown(program)) == "第四步：写稿"


def test_f1_in_a_dialog_opens_its_heading(program: Program, window: MainWindow, qtbot: QtBot) -> None:
    open_settings(window.session, window.services)
    dialog = window.findChildren(QDialog)[-1]
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    assert heading(shown(program)) == "设置"
    dialog.reject()


def test_the_manual_is_searched_followed_and_left(program: Program, window: MainWindow) -> None:
    program.show_help("import_dialog")
    manual = shown(program)
    assert reach(manual) > 0
    manual.form.words.setText("催报清单")
    assert manual.form.contents.topLevelItemCount() > 1
    manual.form.contents.setCurrentItem(manual.form.contents.topLevelItem(0))
    assert manual.form.text.textCursor().selectedText() == "催报清单"
    manual.form.words.setText("这个词没有")
    assert "没有“这个词没有”" in manual.form.contents.topLevelItem(0).text(0)
    manual.form.words.clear()
    assert manual.form.contents.topLevelItem(0).text(0) == "认识这个程序"
    manual._follow(QUrl("11_practice.md#practice"))
    assert heading(manual) == "演练：十分钟做一遍"
    manual.form.back.click()
    assert heading(manual) == "第二步：收表"


def test_the_practice_year_is_made_and_gone_on_with(
    program: Program, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "文档"))
    practice = command("practice")
    assert practice is not None
    practice.run(window.session, window.services)
    assert (tmp_path / "文档" / "法治政府建设情况报告演练" / "演练.fazhi").is_file()
    qtbot.waitUntil(lambda: len(program.windows) > 1)
    opened = program.windows[-1]
    assert isinstance(opened, MainWindow)
    assert opened.session.report.body.short == "青溪湾镇"
    assert heading(shown(program)) == "演练：十分钟做一遍"
    practice.run(window.session, window.services)
    box = opened.findChildren(QMessageBox)[-1]
    assert [button.text() for button in box.buttons()] == ["取消", "接着做", "重新开始"]
    box.buttons()[2].click()
    qtbot.waitUntil(lambda: len(program.windows) > 2)
    assert (tmp_path / "文档" / "法治政府建设情况报告演练（2）" / "演练.fazhi").is_file()
