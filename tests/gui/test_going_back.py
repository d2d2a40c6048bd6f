"""时光轴 in the window: a field, a text, a chapter, the year or everything back to before a step."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.core.records import Key, Node, node_key
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.history_dialog import HistoryDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session
from fazhi_desktop.store import backup
from tests.gui.opening import window_on


def node(session: Session, place: int = 0) -> Node:
    return session.report.children[0][place]


def reword(session: Session, changed: Node, label: str = "修改正文") -> None:
    session.change(label, [(node_key(session.year, changed.id), changed)])


def choose(dialog: HistoryDialog, label: str, reach: str) -> None:
    """Select a step by its label and how far to go back by the start of its words."""
    listing = dialog.form.changes
    items = [listing.topLevelItem(row) for row in range(listing.topLevelItemCount())]
    listing.setCurrentItem(next(item for item in items if item.text(2) == label))
    box = dialog.form.reach
    box.setCurrentIndex(next(row for row in range(box.count()) if box.itemText(row).startswith(reach)))


def agree(window: MainWindow) -> None:
    box = window.findChildren(QMessageBox)[-1]
    next(button for button in box.buttons() if button.text().startswith("还原")).click()


def test_only_the_text_of_a_heading_goes_back(window: MainWindow, session: Session) -> None:
    before = node(session)
    reword(session, replace(before, heading="新标题", paragraphs=("新正文。",)), "改写")
    dialog = HistoryDialog(session, window.services)
    choose(dialog, "改写", "这一处的正文")
    dialog.restore()
    assert (node(session).heading, node(session).paragraphs) == ("新标题", before.paragraphs)


def test_a_chapter_goes_back_with_its_deleted_sections_and_numbers(
    window: MainWindow, session: Session
) -> None:
    chapter = next(node for node in session.report.children[0] if "E02" in _codes(session, node))
    other = next(node for node in session.report.children[0] if node.id != chapter.id)
    section = session.report.children[chapter.id][0]
    entry.enter(session, "E02", "1")
    session.change("删除标题", [(node_key(session.year, section.id), None)])
    reword(session, replace(other, paragraphs=("别的章。",)), "别的章")
    dialog = HistoryDialog(session, window.services)
    choose(dialog, "填写 行政检查", "所在的章")
    dialog.restore()
    agree(window)
    assert session.report.value("E02").number == "3010"
    assert session.report.node(section.id) == section
    assert session.report.node(other.id) == replace(other, paragraphs=("别的章。",))
    assert "还原前" in backup.backups(session.store.path)[0].name
    session.undo()
    assert session.report.value("E02").number == "1"


def _codes(session: Session, chapter: Node) -> set[str]:
    report = session.report
    return {code for node in report.nodes if report.path(node)[0] == chapter for code in node.indicators}


def test_a_heading_under_a_deleted_one_brings_it_back(window: MainWindow, session: Session) -> None:
    chapter = node(session)
    section = session.report.children[chapter.id][0]
    reword(session, replace(section, heading="改过"), "改标题")
    session.change("删除一章", [(node_key(session.year, n.id), None) for n in (section, chapter)])
    dialog = HistoryDialog(session, window.services)
    choose(dialog, "改标题", "这一处")
    dialog.restore()
    assert session.report.node(section.id) == section
    assert session.report.node(chapter.id) == chapter


def test_everything_goes_back_even_before_the_year_was_made(
    window: MainWindow, session: Session
) -> None:
    entry.enter(session, "E02", "1")
    session.change("设置", [(Key("setting", 0, "x"), None)])
    head = replace(session.report.head, year=2025, title="下年")
    session.change("新建年度", [(Key("report", 2025, ""), head)])
    session.set_year(2025)
    dialog = HistoryDialog(session, window.services)
    choose(dialog, "填写 行政检查", "整个工作库")
    dialog.restore()
    agree(window)
    assert (session.year, session.store.years) == (2024, (2024,))
    assert session.report.value("E02").number == "3010"
    assert window.year_box.count() == 1


@pytest.mark.usefixtures("program")
def test_a_step_of_many_places_opens_into_them(window: MainWindow, session: Session) -> None:
    dialog = HistoryDialog(session, window.services)
    listing = dialog.form.changes
    item = listing.topLevelItem(0)
    assert "等" in item.text(3)
    assert "展开后逐处查看" in dialog.form.old.toPlainText()
    item.setExpanded(True)
    places = [item.child(row).text(3) for row in range(item.childCount())]
    assert "E02 行政检查" in places
    listing.setCurrentItem(item.child(places.index("E02 行政检查")))
    assert dialog.form.new.toPlainText() == "3010 件"
    dialog.restore()
    assert session.report.value("E02").state == "missing"
    assert session.report.value("E03").number == "29"


def test_the_first_step_and_an_unchanged_place_are_said(window: MainWindow, session: Session) -> None:
    dialog = HistoryDialog(session, window.services)
    listing = dialog.form.changes
    listing.setCurrentItem(listing.topLevelItem(listing.topLevelItemCount() - 1))
    assert not dialog.form.restore.isEnabled()
    assert "新建工作库" in dialog.form.state.text()
    entry.enter(session, "E02", "1")
    entry.enter(session, "E02", "3010")
    dialog.refresh()
    listing.setCurrentItem(listing.topLevelItem(1))
    entry.restore_import(session, "E02")
    dialog.restore()
    assert "没有可还原的" in dialog.form.state.text()


def test_a_reader_sees_the_time_line_and_changes_nothing(
    program: Program, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    reader = window_on(program, qtbot, session.store.path)
    dialog = HistoryDialog(reader.session, reader.services)
    assert dialog.form.changes.topLevelItemCount() > 0
    assert not dialog.form.restore.isEnabled()
