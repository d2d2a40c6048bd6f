"""The window opens where it was left: the year, the page, the field or the caret."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.assembly import Resources, open_workspace
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.indicator_table import IndicatorTablePage
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.overview import OverviewPage
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.value_field import ValueField
from fazhi_desktop.store.workspace import Store

Reopen = Callable[[], MainWindow]


@pytest.fixture
def reopen(
    program: Program, window: MainWindow, store: Store, resources: Resources, qtbot: QtBot
) -> Reopen:
    def reopened() -> MainWindow:
        window.setProperty("leave_unsaved", True)
        window.close()
        again = program.show_store(open_workspace(store.path, resources))
        assert isinstance(again, MainWindow)
        again.activateWindow()
        qtbot.waitUntil(lambda: again.isActiveWindow() and again.book.current_page is not None)
        qtbot.wait(20)
        return again

    return reopened


def test_the_field_that_was_left_has_the_keyboard_again(window: MainWindow, reopen: Reopen) -> None:
    home = next(node for node in window.session.report.nodes if "E08" in node.indicators)
    window.book.jump(Place(node=home.id, code="E08"))
    again = reopen()
    page, field = again.book.current_page, QApplication.focusWidget()
    assert isinstance(page, ChapterPage)
    assert page.tree.current_node() == home.id
    assert isinstance(field, ValueField)
    assert field.text() == "161290"


def test_the_caret_stands_in_the_paragraph_where_it_was(window: MainWindow, reopen: Reopen) -> None:
    session = window.session
    home = next(node for node in session.report.nodes if "E02" in node.indicators)
    window.book.jump(Place(node=home.id))
    page = window.book.current_page
    assert isinstance(page, ChapterPage)
    editor = page.flow.blocks[home.id].editor
    editor.insert_text("第一段。\n行政检查{{E02}}件，第二段。")
    editor.select_stored(1, len("行政检查{{E02}}件"), 0)
    position = editor.textCursor().position()
    again = reopen()
    page = again.book.current_page
    assert isinstance(page, ChapterPage)
    found = page.flow.blocks[home.id].editor
    assert found.hasFocus()
    assert found.textCursor().position() == position
    assert found.stored_place() == (1, len("行政检查{{E02}}件"))


def test_the_row_of_the_table_is_the_current_one_again(window: MainWindow, reopen: Reopen) -> None:
    window.book.jump(Place("table", code="H01"))
    page = reopen().book.current_page
    assert isinstance(page, IndicatorTablePage)
    assert page.table.current_code() == "H01"


def test_what_is_kept_but_no_longer_there_is_passed_over(window: MainWindow, reopen: Reopen) -> None:
    path, keep = window.session.store.path, window.services.preferences.keep_left_off
    again = reopen()
    for nonsense in ("{", "[]", '{"year": 2024}', '{"year": 1999, "page": "chapter:999"}', '{"year": "x"}'):
        keep(path, nonsense)
        from fazhi_desktop.gui.returning import come_back

        come_back(again)
        assert isinstance(again.book.current_page, OverviewPage)


def test_the_step_that_names_large_changes_shows_them(window: MainWindow) -> None:
    overview = window.book.page("overview")
    assert isinstance(overview, OverviewPage)
    next(row for row in overview._steps if row.button.text() == "查看增减").button.click()
    page = window.book.current_page
    assert isinstance(page, IndicatorTablePage)
    assert page.form.only.currentText() == "比上年增减超过 30 %"
