"""A chapter's outline and texts by menu and key, and the menus of the table."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.finalising import finalise
from fazhi_desktop.core.records import Explanation, Key, Node, node_key, report_key
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.calculator import CalculatorDialog
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.cleanup import CleanupDialog
from fazhi_desktop.gui.indicator_table import IndicatorTablePage
from fazhi_desktop.gui.insert_dialog import InsertDialog
from fazhi_desktop.gui.line_dialog import LineDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.section_form import codes_below
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.table_model import Column
from fazhi_desktop.gui.value_dialog import ValueDialog


@pytest.fixture
def table(window: MainWindow) -> IndicatorTablePage:
    """The table, current cell on E02 of this year."""
    made = window.book.page("table")
    assert isinstance(made, IndicatorTablePage)
    made.table.go_to("E02")
    return made


@pytest.fixture
def said(session: Session) -> Iterator[list[str]]:
    """What the status line was told."""
    heard: list[str] = []
    hear = heard.append  # one object: Qt 6.7 knows another one of the same method as another
    session.said.connect(hear)
    yield heard
    session.said.disconnect(hear)


def sections(session: Session, parent: int = 1) -> list[str]:
    return [node.heading for node in session.report.children.get(parent, ())]


def entry_of(menu: QMenu, start: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(start))


def answer(window: MainWindow, line: str) -> None:
    dialog = window.findChildren(LineDialog)[-1]
    dialog.form.line.setText(line)
    dialog.form.buttons.accepted.emit()


def write(session: Session, node: Node, *paragraphs: str) -> None:
    session.change("准备", [(node_key(session.year, node.id), replace(node, paragraphs=paragraphs))])


def texts(session: Session, node: Node) -> tuple[str, ...]:
    found = session.report.node(node.id)
    assert found is not None
    return found.paragraphs


def with_numbers(session: Session, code: str) -> Node:
    """The deepest heading of the first chapter with this indicator."""
    nodes = [
        node for node in session.report.nodes if node.level > 1 and not session.report.children.get(node.id)
    ]
    return next(node for node in nodes if code in codes_below(session.report, node))


# outline


def test_a_heading_is_added_below_the_chosen_one(
    page: ChapterPage, window: MainWindow, session: Session
) -> None:
    section = session.report.children[1][0]
    before = sections(session, section.id)
    page.tree.choose(section.id)
    entry_of(page.form.more.menu(), "添加下一级").trigger()
    answer(window, "法治讲座")
    assert sections(session, section.id) == [*before, "法治讲座"]
    chosen = page.current_node()
    assert chosen is not None
    assert chosen.heading == "法治讲座"


def test_adding_at_the_chapter_puts_the_section_last(
    page: ChapterPage, window: MainWindow, session: Session
) -> None:
    before = sections(session)
    page.tree.choose(1)
    entry_of(page.form.more.menu(), "添加同级").trigger()
    answer(window, "法治讲座")
    assert sections(session) == [*before, "法治讲座"]


def test_keys_move_indent_and_delete_in_the_outline(
    page: ChapterPage, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    first, second, *rest = sections(session)
    page.tree.choose(session.report.children[1][1].id)
    qtbot.keyClick(page.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert sections(session) == [second, first, *rest]
    qtbot.keyClick(page.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert sections(session) == [first, second, *rest]
    qtbot.keyClick(page.tree, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert second not in sections(session)
    qtbot.keyClick(page.tree, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert sections(session) == [first, second, *rest]
    qtbot.keyClick(page.tree, Qt.Key.Key_Delete)
    assert second in window.findChildren(QMessageBox)[-1].text()


def test_what_cannot_go_deeper_or_higher_says_so(
    page: ChapterPage, session: Session, said: list[str]
) -> None:
    before = sections(session)
    page.tree.choose(session.report.children[1][0].id)
    entry_of(page.form.more.menu(), "降一级").trigger()
    entry_of(page.form.more.menu(), "升一级").trigger()
    assert said == ["这个标题不能再降一级。", "这个标题不能再升一级。"]
    assert sections(session) == before


def test_a_heading_is_renamed_in_place_without_its_number(
    page: ChapterPage, session: Session, qtbot: QtBot
) -> None:
    section = session.report.children[1][1]
    page.tree.choose(section.id)
    entry_of(page.form.more.menu(), "修改标题").trigger()
    line = page.tree.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    assert line.text() == section.heading
    line.setText(" 新的标题 ")
    session.findings_changed.emit()  # checks that end meanwhile leave it alone
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sections(session)[1] == "新的标题", timeout=1000)


def test_the_preface_can_be_neither_renamed_nor_deleted(
    page: ChapterPage, window: MainWindow, session: Session
) -> None:
    preface = page.tree.topLevelItem(0)
    assert preface is not None
    page.tree.setCurrentItem(preface)
    page.tree.rename_current()
    page.delete_node()
    page.add_node()
    page.add_below()
    assert page.tree.findChild(QLineEdit) is None
    assert not window.findChildren(QMessageBox)
    assert not window.findChildren(LineDialog)
    assert page.form.form_title.text() == "本节指标"


def test_a_final_chapter_cannot_be_rearranged(page: ChapterPage, session: Session) -> None:
    session.change("定稿", [(report_key(session.year), replace(session.report.head, state="final"))])
    before = sections(session)
    page.tree.choose(session.report.children[1][1].id)
    page.move_node(-1)
    page.indent_node(1)
    assert sections(session) == before
    assert not page.form.add.isEnabled()
    assert not page.form.more.isEnabled()


# text


def confirm_cleaning(window: MainWindow) -> None:
    """The differences are shown; take all of them."""
    dialog = next(dialog for dialog in window.findChildren(CleanupDialog) if dialog.isVisible())
    dialog.form.buttons.button(QDialogButtonBox.StandardButton.Ok).click()


def test_cleaning_a_section_is_one_step_and_says_how_much(
    page: ChapterPage, window: MainWindow, session: Session, said: list[str]
) -> None:
    node = with_numbers(session, "E02")
    write(session, node, "检查 {{E02}} 件,没有 遗漏。", "已经整齐。")
    page.tree.choose(node.id)
    entry_of(page.form.clean.menu(), "清理这一节…").trigger()
    confirm_cleaning(window)
    assert texts(session, node)[0].endswith("件，没有遗漏。")
    assert "{{E02}}" in texts(session, node)[0]
    assert said[-1] == "清理了 1 段，数字没有改动。"
    assert window.form.action_undo.text() == "撤销：一键清理 1 处"
    entry_of(page.form.clean.menu(), "清理这一节…").trigger()
    assert said[-1] == "没有需要清理的地方。"


def test_cleaning_a_chapter_takes_the_preface_along(
    page: ChapterPage, window: MainWindow, session: Session, said: list[str]
) -> None:
    head = replace(session.report.head, preface=("现将 情况报告如下:",))
    node = with_numbers(session, "E02")
    session.change("准备", [(report_key(session.year), head)])
    write(session, node, "检查有 力。")
    entry_of(page.form.clean.menu(), "清理本章…").trigger()
    confirm_cleaning(window)
    assert session.report.head.preface[0].startswith("现将情况报告如下")
    assert texts(session, node) == ("检查有力。",)
    assert said[-1].startswith("清理了 ")


def test_a_phrase_of_the_section_is_put_into_its_text(page: ChapterPage, session: Session) -> None:
    node = with_numbers(session, "E02")
    write(session, node)
    page.show_place(Place(node=node.id))
    menu = page.form.patterns.menu()
    menu.aboutToShow.emit()
    chosen = menu.actions()[0]
    chosen.trigger()
    session.flush()
    assert session.report.shown(texts(session, node)[0]).text == chosen.toolTip()


def test_a_heading_without_phrases_says_so(page: ChapterPage) -> None:
    page.tree.choose(0)
    page._show_form()
    menu = page.form.patterns.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["这一节没有备选句式"]
    assert not menu.actions()[0].isEnabled()


def test_the_number_button_inserts_into_the_chosen_text(
    page: ChapterPage, window: MainWindow, session: Session
) -> None:
    node = with_numbers(session, "E02")
    write(session, node)
    page.show_place(Place(node=node.id))
    page.form.insert.click()
    dialog = window.findChildren(InsertDialog)[-1]
    dialog.form.wanted.setText("行政检查")
    dialog.insert()
    session.flush()
    assert texts(session, node) == ("{{E02}}件",)


def test_ctrl_k_inserts_where_the_caret_was_last_and_never_in_a_final_year(
    window: MainWindow, page: ChapterPage, session: Session, said: list[str]
) -> None:
    page.tree.setFocus()
    window.form.action_insert.trigger()
    assert len(window.findChildren(InsertDialog)) == 1
    window.findChildren(InsertDialog)[0].close()
    session.apply(finalise(session.report, ()))
    window.form.action_insert.trigger()
    assert "已定稿" in said[-1]


def test_a_wrong_number_is_listed_with_its_chapter_and_marks_tab_and_heading(
    window: MainWindow, page: ChapterPage, session: Session, qtbot: QtBot
) -> None:
    entry.enter(session, "E01", "7")
    window.commands["check"].trigger()
    window.book.page("chapter:1")
    qtbot.waitUntil(lambda: "必须改：“归集行政执法案件总数”填的是 7件" in _listed(page), timeout=20000)
    assert "有必须改的问题" in window.form.tabs.tabToolTip(window.book.ids().index("chapter:1"))
    assert "是必报指标" not in _listed(page)
    assert any(finding.rule == "missing_value" for finding in session.findings)
    listed = _listed(page)
    soft = next(each for each in session.findings if each.severity == "soft" and each.message in listed)
    explained = Key("explanation", session.year, soft.fingerprint)
    session.change("写审核说明", [(explained, Explanation("属实。", "周某", "2025-01-12"))])
    assert soft.message not in _listed(page)


def _listed(page: ChapterPage) -> str:
    listing = page.form.findings
    return "".join(listing.topLevelItem(place).text(0) for place in range(listing.topLevelItemCount()))


def test_f6_goes_from_outline_to_text_to_numbers_and_back(page: ChapterPage, session: Session) -> None:
    node = with_numbers(session, "E02")
    page.tree.setFocus()
    page.tree.choose(node.id)
    page._show_form()
    page.next_pane()
    assert page.flow.blocks[node.id].editor.hasFocus()
    page.next_pane()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.rows.isAncestorOf(focus)
    page.next_pane()
    assert page.tree.hasFocus()


def test_a_number_is_found_in_its_section_or_else_in_the_table(
    page: ChapterPage, window: MainWindow, session: Session
) -> None:
    page.tree.choose(0)
    page.show_place(Place(node=0, code="E02"))
    assert page.current_code() == "E02"
    shown = page.current_node()
    assert shown is not None
    assert "E02" in codes_below(session.report, shown)
    inside = {code for row in session.report.children[1] for code in codes_below(session.report, row)}
    elsewhere = next(code for code in session.report.catalogue if code not in inside)
    page._reveal_code(elsewhere)
    assert window.book.current_id == "table"


def test_details_and_calculator_open_from_a_row(page: ChapterPage, window: MainWindow) -> None:
    page.show_place(Place(node=None, code="E02"))
    row = next(row for row in page.rows.rows if row.code == "E02")
    page.rows.calculator_wanted.emit(row)
    dialog = window.findChildren(CalculatorDialog)[-1]
    assert dialog.isVisible()
    page.rows.detail_wanted.emit("E02")
    assert window.findChildren(ValueDialog)[-1].form.value.text() == "3010"


# table


def menu_of(table: IndicatorTablePage) -> list[str]:
    table._show_menu(QPoint(5, 5))
    menu = table.findChildren(QMenu)[-1]
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    menu.close()
    return texts


def test_the_tables_menu_offers_no_changes_in_a_final_year(
    table: IndicatorTablePage, session: Session
) -> None:
    assert "清空" in menu_of(table)
    session.change("定稿", [(report_key(session.year), replace(session.report.head, state="final"))])
    assert menu_of(table) == ["复制", "来源、用处、历史、附注…", "历年数据…"]


def test_pasting_nothing_says_so(table: IndicatorTablePage, said: list[str]) -> None:
    QApplication.clipboard().setText("")
    table.paste()
    assert said == ["剪贴板里没有表格内容。"]


def test_the_paste_menu_takes_numbers_only(table: IndicatorTablePage, session: Session) -> None:
    QApplication.clipboard().setText("共3012件")
    entry_of(table.form.paste.menu(), "仅粘贴数值").trigger()
    assert session.report.value("E02").number == "3012"


def test_a_double_click_beside_the_numbers_shows_the_details(
    table: IndicatorTablePage, window: MainWindow
) -> None:
    row = table.model.row_of("E02")
    table.table.doubleClicked.emit(table.model.index(row, Column.NOW))
    assert not window.findChildren(ValueDialog)
    table.table.doubleClicked.emit(table.model.index(row, Column.SOURCE))
    assert window.findChildren(ValueDialog)[-1].code == "E02"


def test_a_jump_takes_the_filter_away_that_hides_the_indicator(table: IndicatorTablePage) -> None:
    table.form.wanted.setText("没有这样的指标")
    assert table.form.count.text() == "没有符合条件的指标"
    table.show_place(Place("table", code="E03"))
    assert table.form.wanted.text() == ""
    assert table.table.current_code() == "E03"
