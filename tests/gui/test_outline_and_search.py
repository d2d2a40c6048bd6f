"""The outline of a chapter, search and replace, insert, history, details, and the overview."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.links import Link
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.calculator import CalculatorDialog
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.find_dialog import FindDialog
from fazhi_desktop.gui.help_dialogs import AboutDialog, KeysDialog
from fazhi_desktop.gui.history_dialog import HistoryDialog
from fazhi_desktop.gui.insert_dialog import InsertDialog
from fazhi_desktop.gui.line_dialog import LineDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.next_steps import next_steps
from fazhi_desktop.gui.overview import OverviewPage
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_dialog import ValueDialog


def lines(session: Session, parent: int) -> list[str]:
    return [session.report.heading_line(node) for node in session.report.children.get(parent, ())]


def texts(session: Session, node: int) -> tuple[str, ...]:
    found = session.report.node(node)
    assert found is not None
    return found.paragraphs


def test_a_section_is_added_behind_the_chosen_one_and_numbered(
    page: ChapterPage, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    sections = session.report.children[1]
    page.tree.choose(sections[0].id)
    page.form.add.click()
    dialog = window.findChildren(LineDialog)[-1]
    dialog.form.line.setText("推进数字法治建设")
    dialog.form.buttons.accepted.emit()
    assert lines(session, 1)[1] == "（二）推进数字法治建设"
    assert len(lines(session, 1)) == len(sections) + 1
    session.undo()
    assert len(lines(session, 1)) == len(sections)


def test_rename_move_and_indent(page: ChapterPage, session: Session) -> None:
    first, second = session.report.children[1][:2]
    page.rename_node(second.id, "新的标题。")
    assert lines(session, 1)[1] == "（二）新的标题"
    page.tree.choose(second.id)
    page.move_node(-1)
    assert lines(session, 1)[0] == "（一）新的标题"
    page.move_node(1)
    items = session.report.children[first.id]
    page.tree.choose(items[1].id)
    page.indent_node(1)
    assert lines(session, items[0].id) == [f"（1）{items[1].heading}"]
    page.indent_node(-1)
    assert [node.id for node in session.report.children[first.id]] == [node.id for node in items]


def test_an_empty_heading_is_not_taken(page: ChapterPage, session: Session) -> None:
    section = session.report.children[1][0]
    page.rename_node(section.id, "")
    assert session.report.children[1][0].heading == section.heading


def test_deleting_asks_and_can_be_undone(page: ChapterPage, session: Session, window: MainWindow) -> None:
    before = lines(session, 1)
    section = session.report.children[1][1]
    page.tree.choose(section.id)
    page.delete_node()
    box = window.findChildren(QMessageBox)[-1]
    assert box.defaultButton().text() == "取消"
    next(button for button in box.buttons() if button.text() == "删除这一节").click()
    assert lines(session, 1) != before
    assert session.report.node(section.id) is None
    session.undo()
    assert lines(session, 1) == before


def test_marks_say_in_words_how_far_a_section_is(page: ChapterPage, session: Session) -> None:
    item = page.tree.topLevelItem(1)
    assert item is not None
    words = str(item.data(0, Qt.ItemDataRole.AccessibleTextRole))
    assert "完成" in words or "问题" in words


def test_find_counts_all_chapters_and_goes_there(window: MainWindow, session: Session) -> None:
    dialog = FindDialog(session, window.services, "法治", replacing=False)
    total = sum(
        text.count("法治")
        for text in [
            session.report.shown(text).text
            for node in session.report.nodes
            for text in (node.heading, *node.paragraphs)
        ]
        + [session.report.head.title, *session.report.head.preface]
    )
    assert f"正文和标题 {total} 处" in dialog.form.count.text()
    dialog.go_to(dialog.form.found.topLevelItem(total - 1))
    assert window.book.current_id.startswith("chapter:")


def test_arrows_and_enter_in_the_search_field_go_to_a_result(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    entry.enter(session, "E02", "3010")
    dialog = FindDialog(session, window.services, "行政检查", replacing=False)
    dialog.open()
    rows = [dialog.form.found.topLevelItem(place).text(0) for place in range(2)]
    assert dialog.form.found.currentItem().text(0) == rows[0]
    qtbot.keyClick(dialog.form.wanted, Qt.Key.Key_Down)
    assert dialog.form.found.currentItem().text(0) == rows[1]
    while not dialog.form.found.currentItem().text(0).startswith("指标 E02"):
        qtbot.keyClick(dialog.form.wanted, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.form.wanted, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert window.book.current_id == "table"


def test_replacing_shows_beforehand_what_every_place_becomes(window: MainWindow, session: Session) -> None:
    dialog = FindDialog(session, window.services, "法治政府", replacing=True)
    dialog.form.instead.setText("法治")
    assert "【法治政府→法治】" in dialog.form.found.topLevelItem(0).text(1)
    dialog.replace_all()
    assert "已替换" in dialog.form.count.text()


def test_replace_all_is_one_step_and_never_touches_linked_numbers(
    window: MainWindow, session: Session, page: ChapterPage
) -> None:
    from dataclasses import replace

    from fazhi_desktop.core.records import node_key

    leaf = next(node for node in session.report.nodes if node.level == 3)
    text = "检查3010件，又检查{{E02}}件。"
    session.change("准备", [(node_key(session.year, leaf.id), replace(leaf, paragraphs=(text,)))])
    dialog = FindDialog(session, window.services, "3010", replacing=True)
    assert "处是联动数字" in dialog.form.count.text()
    dialog.form.instead.setText("3020")
    assert dialog.form.replace_all.text() == "替换 1 处"
    dialog.replace_all()
    assert texts(session, leaf.id) == ("检查3020件，又检查{{E02}}件。",)
    assert session.store.undo_label == "替换“3010”为“3020”（1 处）"
    session.undo()
    assert texts(session, leaf.id) == (text,)


def test_find_also_finds_indicators_by_name_and_number(window: MainWindow, session: Session) -> None:
    dialog = FindDialog(session, window.services, "161290", replacing=False)
    assert "指标 1 项" in dialog.form.count.text()


def test_insert_dialog_offers_the_section_first_and_finds_by_any_name(
    window: MainWindow, session: Session
) -> None:
    chosen: list[tuple[Link, str, str]] = []
    dialog = InsertDialog(session, window.services, ("H01",), "", lambda *what: chosen.append(what))
    assert dialog.form.found.topLevelItem(0).text(1) == "H01"
    dialog.form.wanted.setText("行政检查")
    assert dialog.form.found.topLevelItem(0).text(1) == "E02"
    assert dialog.form.preview.text() == "将插入：3010件"
    dialog.insert()
    assert chosen == [(Link("E02"), "", "件")]


def test_insert_dialog_can_take_last_years_number_without_unit(window: MainWindow, session: Session) -> None:
    chosen: list[tuple[Link, str, str]] = []
    dialog = InsertDialog(session, window.services, (), "E02", lambda *what: chosen.append(what))
    dialog.form.last_year.setChecked(True)
    dialog.form.with_unit.setChecked(False)
    dialog.insert()
    assert chosen == [(Link("E02", -1), "", "")]


def test_details_show_sources_uses_history_and_store_with_a_reason(
    window: MainWindow, session: Session
) -> None:
    dialog = ValueDialog(session, window.services, "E02")
    assert dialog.form.sources.topLevelItem(0).text(1).startswith("《附件2：行政执法统计表.xlsx》")
    assert dialog.form.history.rowCount() == 1
    dialog.form.value.setText("3012")
    dialog.form.reason.setText("补录两件")
    dialog.store_value()
    assert session.report.value("E02").number == "3012"
    assert dialog.form.history.item(0, 3).text().endswith("（补录两件）")
    assert dialog.form.restore_import.isVisibleTo(dialog)
    dialog.restore_import()
    assert session.report.value("E02").number == "3010"


def test_details_explain_a_bad_number(window: MainWindow, session: Session) -> None:
    dialog = ValueDialog(session, window.services, "E02")
    dialog.form.value.setText("2000万")
    dialog.store_value()
    assert "请写全数字和单位" in dialog.form.error.text()
    assert session.report.value("E02").number == "3010"


def test_one_change_is_restored_from_the_history(window: MainWindow, session: Session) -> None:
    entry.enter(session, "E02", "1")
    entry.enter(session, "E03", "2")
    dialog = HistoryDialog(session, window.services)
    dialog.form.wanted.setText("E02")
    assert dialog.form.old.toPlainText() == "3010 件"
    assert dialog.form.new.toPlainText() == "1 件"
    dialog.restore()
    assert session.report.value("E02").number == "3010"
    assert session.report.value("E03").number == "2"


def test_the_calculator_takes_sums_and_nothing_else(window: MainWindow) -> None:
    taken: list[str] = []
    dialog = CalculatorDialog(window.services, "120+35*2", taken.append)
    assert dialog.form.result.text() == "= 190"
    dialog.take()
    assert taken == ["190"]
    other = CalculatorDialog(window.services, "__import__('os')", taken.append)
    assert "看不懂" in other.form.words.text()


def test_help_lists_keys_and_licences(window: MainWindow) -> None:
    keys = KeysDialog(window.services)
    texts = [
        keys.form.keys.topLevelItem(place).child(0).text(0)
        for place in range(keys.form.keys.topLevelItemCount())
    ]
    assert "Ctrl+K" in texts
    assert "LGPL" in AboutDialog(window.services).form.licences.text()


def test_overview_names_the_eight_steps_in_a_clerks_order(window: MainWindow, session: Session) -> None:
    steps = next_steps(session)
    assert [step.title for step in steps] == [
        "装入上年",
        "收表",
        "录入",
        "全审",
        "与上年核对",
        "成文",
        "送审",
        "公开",
    ]
    assert steps[0].state == "complete"
    assert "3 项" in steps[0].words


def test_overview_copies_a_list_for_reminding(window: MainWindow) -> None:
    page = window.book.page("overview")
    assert isinstance(page, OverviewPage)
    page.form.remind.click()
    assert "尚缺数据" in QApplication.clipboard().text()


@pytest.mark.parametrize(
    "make",
    [
        lambda s, v: FindDialog(s, v, "", replacing=True),
        lambda s, v: HistoryDialog(s, v),
        lambda s, v: ValueDialog(s, v, "E02"),
        lambda s, v: InsertDialog(s, v, (), "", lambda *_: None),
        lambda _s, v: KeysDialog(v),
        lambda _s, v: AboutDialog(v),
        lambda _s, v: CalculatorDialog(v, "", lambda _: None),
    ],
)
def test_dialogs_are_no_taller_than_600(
    window: MainWindow, session: Session, make: object, qtbot: QtBot
) -> None:
    dialog = make(session, window.services)  # type: ignore[operator]
    dialog.open()
    assert dialog.height() <= 600
    assert dialog.minimumSizeHint().height() <= 600
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
