"""导出: names beforehand, nothing overwritten unasked, a sentence for an open file, what to mind."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.core.records import node_key
from fazhi_desktop.gui import exporting
from fazhi_desktop.gui.export_dialog import ExportDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session

DRAFT = "柳口镇2024年度法治政府建设情况报告（草稿）"


@pytest.fixture
def dialog(window: MainWindow, session: Session, tmp_path: Path) -> ExportDialog:
    made = ExportDialog(session, window.services, tmp_path / "导出")
    made.open()
    for name, box in made.boxes.items():
        box.setChecked(name == "txt")
    return made


def finished(dialog: ExportDialog, qtbot: QtBot) -> None:
    dialog.export()
    qtbot.waitUntil(lambda: dialog.form.pages.currentIndex() == 1, timeout=20000)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_report_with_hard_findings_is_announced_as_a_draft(dialog: ExportDialog) -> None:
    assert "作为草稿导出" in dialog.form.findings.text()
    assert dialog.form.preview.text() == f"{DRAFT}.txt"
    assert dialog._ok.text() == "导出 1 个文件"


def test_the_edition_is_in_the_name(dialog: ExportDialog) -> None:
    dialog.form.submit_edition.setChecked(True)
    assert dialog.form.preview.text() == "柳口镇2024年度法治政府建设情况报告（报送版）（草稿）.txt"


def test_the_result_lists_files_and_what_to_mind(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    finished(dialog, qtbot)
    assert files(tmp_path / "导出") == [f"{DRAFT}.txt"]
    assert dialog.form.files.topLevelItem(0).text(0) == f"{DRAFT}.txt"
    assert "必须改：" in dialog.form.remarks.toPlainText()
    assert str(tmp_path / "导出") in dialog.form.where.text()


def test_an_existing_file_gets_a_neighbour(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "导出").mkdir()
    (tmp_path / "导出" / f"{DRAFT}.txt").write_text("旧")
    dialog._show_names()
    assert dialog.form.clash.isVisibleTo(dialog)
    assert dialog.form.preview.text() == f"{DRAFT}（2）.txt"
    finished(dialog, qtbot)
    assert (tmp_path / "导出" / f"{DRAFT}.txt").read_text() == "旧"
    assert f"{DRAFT}（2）.txt" in files(tmp_path / "导出")


def test_replacing_is_a_choice_and_leaves_no_copy(dialog: ExportDialog, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "导出").mkdir()
    (tmp_path / "导出" / f"{DRAFT}.txt").write_text("旧")
    dialog._show_names()
    dialog.form.replace_old.setChecked(True)
    assert "替换原文件" in dialog.form.preview.text()
    finished(dialog, qtbot)
    assert files(tmp_path / "导出") == [f"{DRAFT}.txt"]
    assert (tmp_path / "导出" / f"{DRAFT}.txt").read_text("utf-8") != "旧"


def test_a_file_open_in_wps_is_named_and_a_copy_offered(
    dialog: ExportDialog, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "导出"
    folder.mkdir()
    (folder / f"{DRAFT}.txt").write_text("旧")
    (folder / f".~lock.{DRAFT}.txt#").write_text("")
    dialog._show_names()
    dialog.form.replace_old.setChecked(True)
    dialog.export()
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=20000)
    box = window.findChildren(QMessageBox)[0]
    assert f"{DRAFT}.txt 正被 WPS 或其他程序打开" in box.text()
    assert {button.text() for button in box.buttons()} == {"重试", "另存为副本", "取消"}
    next(button for button in box.buttons() if button.text() == "另存为副本").click()
    qtbot.waitUntil(lambda: dialog.form.pages.currentIndex() == 1, timeout=20000)
    assert (folder / f"{DRAFT}.txt").read_text() == "旧"
    assert (folder / f"{DRAFT}（2）.txt").exists()


def test_a_folder_that_cannot_be_made_is_said_and_nothing_written(
    session: Session, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "文件").write_text("")
    wish = exporting.Wish(session.report, tmp_path / "文件" / "里面", ("txt",), "public", draft=False)
    with pytest.raises(FazhiError, match="新建文件夹失败"):
        exporting.carry_out(wish, window.services.renderer, Progress())
    assert (tmp_path / "文件").read_text() == ""


def test_nothing_is_exported_without_a_format(dialog: ExportDialog) -> None:
    dialog.boxes["txt"].setChecked(False)
    assert not dialog._ok.isEnabled()
    assert "至少选一种" in dialog.form.preview.text()


def test_export_again_goes_back_to_the_question(dialog: ExportDialog, qtbot: QtBot) -> None:
    finished(dialog, qtbot)
    dialog.form.again.click()
    assert dialog.form.pages.currentIndex() == 0
    assert dialog._ok.text() == "导出 1 个文件"
    assert dialog.form.clash.isVisibleTo(dialog)


def test_a_public_edition_waits_until_personal_data_is_decided(
    window: MainWindow, dialog: ExportDialog, session: Session
) -> None:
    node = next(node for node in session.report.nodes if not session.report.children.get(node.id))
    changed = replace(node, paragraphs=("咨询电话13912345678。",))
    session.change("写", [(node_key(session.year, node.id), changed)])
    dialog.form.public_edition.click()
    dialog.export()
    box = next(each for each in window.findChildren(QMessageBox) if each.isVisible())
    assert "电话号码“13912345678”" in box.text()
    ways = {button.text(): button for button in box.buttons()}
    assert set(ways) == {"去处理", "改为报送版", "取消"}
    ways["改为报送版"].click()
    assert dialog.wish().edition == "submit"
