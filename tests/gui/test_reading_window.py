"""读入往年报告: reviewed, mended by keyboard, stored as one edit with one undo."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.gui import reading, years
from fazhi_desktop.gui.import_pick import PickIndicatorDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.readers import Readers
from fazhi_desktop.gui.reading_dialog import ReadingDialog
from fazhi_desktop.gui.session import Session

TEXT = """柳口镇2022年度法治政府建设情况报告

2022年，柳口镇扎实推进法治政府建设。现将有关情况报告如下。

一、法治政府建设的主要举措和成效

（一）推进依法行政

全年开展行政检查2650件，作出行政处罚31件，罚没款18.6万元。

组织普法宣传活动42场。

二、存在的不足和原因

执法力量还不够强。

三、2023年工作安排

继续加强队伍建设。
"""


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    made = Readers()
    yield made
    made.close()


@pytest.fixture
def dialog(
    window: MainWindow, session: Session, readers: Readers, tmp_path: Path, qtbot: QtBot
) -> ReadingDialog:
    window.services.readers = readers
    path = tmp_path / "2022年报告.txt"
    path.write_text(TEXT, "utf-8")
    reading.read_file(session, window.services, path)
    qtbot.waitUntil(lambda: bool(window.findChildren(ReadingDialog)), timeout=20000)
    found = window.findChildren(ReadingDialog)[0]
    assert isinstance(found, ReadingDialog)
    return found


def choose(dialog: ReadingDialog, words: str) -> None:
    tree = dialog.form.paragraphs
    places = [place for place in range(tree.topLevelItemCount()) if words in tree.topLevelItem(place).text(1)]
    tree.setCurrentItem(tree.topLevelItem(places[0]))


def facts(dialog: ReadingDialog) -> list[list[str]]:
    tree = dialog.form.facts
    return [
        [tree.topLevelItem(row).text(column) for column in range(4)]
        for row in range(tree.topLevelItemCount())
    ]


def test_headings_and_numbers_are_shown_with_their_indicator(dialog: ReadingDialog) -> None:
    assert dialog.form.year.text() == "2022"
    choose(dialog, "行政检查2650件")
    rows = facts(dialog)
    assert rows[0][1:3] == ["2650件", "行政检查（E02）"]
    choose(dialog, "一、法治政府")
    assert dialog.form.level.currentText() == "一级"


def test_accepting_is_one_edit_that_undo_takes_back(
    dialog: ReadingDialog, session: Session, window: MainWindow
) -> None:
    dialog.form.buttons.accepted.emit()
    assert session.year == 2022
    assert session.report.value("E02").number == "2650"
    texts = [text for node in session.report.nodes for text in node.paragraphs]
    assert any("行政检查{{E02}}件" in text for text in texts)
    assert window.year_box.currentText() == "2022 年度"
    session.set_year(2024)
    session.undo()
    assert session.store.years == (2024,)


def test_last_years_report_leaves_the_window_at_this_year(
    dialog: ReadingDialog, session: Session, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(years, "is_as_made", lambda *_: True)
    before = [node.paragraphs for node in session.report.nodes]
    dialog.form.year.setText("2023")
    dialog.form.buttons.accepted.emit()
    for question, verb in (("2023 年度已有内容", "替换"), ("2024 年度的提纲和正文沿用 2023 年度的", "沿用")):
        box = window.findChildren(QMessageBox)[-1]
        assert box.text().startswith(question)
        next(button for button in box.buttons() if button.text() == verb).click()
    assert (session.year, session.report.value("E02").number) == (2024, "3010")
    texts = [text for node in session.report.nodes for text in node.paragraphs]
    assert any("行政检查{{E02}}件" in text for text in texts)
    session.undo()
    assert [node.paragraphs for node in session.report.nodes] == before


def test_a_number_can_be_tied_to_another_indicator_or_to_none(
    dialog: ReadingDialog, session: Session, window: MainWindow
) -> None:
    choose(dialog, "行政检查2650件")
    dialog.form.loosen.click()
    assert facts(dialog)[0][2] == "不联动"
    dialog.form.tie.click()
    pick = window.findChildren(PickIndicatorDialog)[0]
    assert pick is not None
    pick.form.wanted.setText("E01")
    pick.form.buttons.accepted.emit()
    assert "（E01）" in facts(dialog)[0][2]
    dialog.form.buttons.accepted.emit()
    assert session.report.value("E01").number == "2650"


def test_a_level_is_changed_and_a_heading_made_text(dialog: ReadingDialog) -> None:
    choose(dialog, "组织普法宣传活动42场")
    dialog.set_level(2)
    assert dialog.form.paragraphs.currentItem().text(0) == "二级"
    dialog.set_level(0)
    assert dialog.form.paragraphs.currentItem().text(0) == "正文"


def test_paragraphs_are_joined_and_split(dialog: ReadingDialog) -> None:
    choose(dialog, "行政检查2650件")
    count = dialog.form.paragraphs.topLevelItemCount()
    dialog.join()
    assert dialog.form.paragraphs.topLevelItemCount() == count - 1
    assert "组织普法宣传活动42场" in dialog.form.text.toPlainText()
    cursor = dialog.form.text.textCursor()
    cursor.setPosition(dialog.form.text.toPlainText().index("组织普法"), QTextCursor.MoveMode.MoveAnchor)
    dialog.form.text.setTextCursor(cursor)
    dialog.split()
    assert dialog.form.paragraphs.topLevelItemCount() == count
    choose(dialog, "一、法治政府")
    assert dialog.form.level.currentText() == "一级"


def test_a_year_with_content_is_replaced_only_when_asked(
    dialog: ReadingDialog, session: Session, window: MainWindow
) -> None:
    dialog.form.year.setText("2024")
    dialog.form.buttons.accepted.emit()
    box = window.findChildren(QMessageBox)[0]
    assert "2024 年度已有内容" in box.text()
    assert len(session.report.nodes) > 5
    next(button for button in box.buttons() if button.text() == "替换").click()
    assert session.report.value("E02").number == "2650"
    session.undo()
    assert session.report.value("E02").number == "3010"


def test_a_year_must_be_given(dialog: ReadingDialog, session: Session) -> None:
    dialog.form.year.setText("去年")
    dialog.form.buttons.accepted.emit()
    assert "请写明这是哪一年" in dialog.form.fault.text()
    assert session.store.years == (2024,)


def test_a_file_that_is_no_report_gets_a_sentence(
    window: MainWindow, session: Session, readers: Readers, tmp_path: Path, qtbot: QtBot
) -> None:
    window.services.readers = readers
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04nothing")
    reading.read_file(session, window.services, tmp_path / "坏.docx")
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=20000)
    assert "坏.docx" in window.findChildren(QMessageBox)[0].text()
    assert not window.findChildren(ReadingDialog)


def test_copied_text_is_read_too(
    window: MainWindow, session: Session, readers: Readers, qtbot: QtBot
) -> None:
    window.services.readers = readers
    reading.read_text(session, window.services, TEXT)
    qtbot.waitUntil(lambda: bool(window.findChildren(ReadingDialog)), timeout=20000)
    assert "粘贴的文字" in window.findChildren(ReadingDialog)[0].form.headline.text()
