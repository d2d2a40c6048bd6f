"""Years in the window: a new one taken back, a finished one that nothing alters."""

from dataclasses import replace

from PySide6.QtWidgets import QDialogButtonBox

from fazhi_desktop.core.finalising import finalise
from fazhi_desktop.core.records import report_key
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.years import NewYearDialog, close_year
from tests.gui.conftest import YEAR


def test_a_final_year_takes_no_input(window: MainWindow, session: Session) -> None:

    head = session.report.head
    session.change("定稿", [(report_key(session.year), replace(head, state="final"))])
    page = window.book.page("chapter:1")
    assert isinstance(page, ChapterPage)
    assert all(block.editor.isReadOnly() for block in page.flow.blocks.values())
    assert "已定稿" in window.form.banner.text()


def test_taking_back_a_new_year_shows_the_one_before(window: MainWindow, session: Session) -> None:
    dialog = NewYearDialog(session, window.services)
    dialog.form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert session.year == YEAR + 1
    for tab in window.book.ids():
        window.book.page(tab)
    session.undo()
    assert session.year == YEAR
    assert [window.year_box.itemData(row) for row in range(window.year_box.count())] == [YEAR]
    assert window.windowTitle().startswith(f"{YEAR}年度")
    session.redo()
    assert window.year_box.count() == 2
    session.set_year(YEAR + 1)
    assert window.windowTitle().startswith(f"{YEAR + 1}年度")


def test_a_final_year_is_not_opened_by_undo(window: MainWindow, session: Session) -> None:
    said: list[str] = []
    session.said.connect(said.append)
    entry.enter(session, "E02", "3011")
    close_year(session, window.services, finalise(session.report, []))
    assert not session.undo()
    assert "已定稿" in said[-1]
    assert session.report.head.state == "final"
    dialog = NewYearDialog(session, window.services)
    dialog.form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    entry.enter(session, "E02", "1")
    assert session.undo()
    assert session.undo()
    assert session.year == YEAR
    session.set_year(YEAR)
    assert not session.undo()
    assert session.report.head.state == "final"
    assert session.report.value("E02").number == "3011"


def test_a_step_of_a_final_year_is_not_taken_back_from_another_year(
    window: MainWindow, session: Session
) -> None:
    said: list[str] = []
    dialog = NewYearDialog(session, window.services)
    dialog.form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    session.set_year(YEAR)
    close_year(session, window.services, finalise(session.report, []))
    session.set_year(YEAR + 1)
    session.said.connect(said.append)
    assert not session.undo()
    assert said[-1] == f"“{YEAR} 年度定稿”改的是已定稿的 {YEAR} 年度，不能撤销。如需修改，请先取消定稿。"
    assert session.store.report(YEAR).head.state == "final"
