"""Typing numbers into the form of a chapter."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.values import Value
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.indicator_row import IndicatorRow
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.paste_report import PasteReport
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_field import ValueField


@pytest.fixture
def page(window: MainWindow) -> ChapterPage:
    """The first chapter's page at the heading that holds E02."""
    home = next(node for node in window.session.report.nodes if "E02" in node.indicators)
    window.book.jump(Place(node=home.id, code="E02"))
    made = window.book.current_page
    assert isinstance(made, ChapterPage)
    return made


def row(page: ChapterPage, code: str) -> IndicatorRow:
    return next(row for row in page.rows.rows if row.code == code)


def field(page: ChapterPage, code: str) -> ValueField:
    found = row(page, code).field
    found.setFocus()
    return found


def value(session: Session, code: str) -> Value:
    return session.report.value(code)


def retype(qtbot: QtBot, found: ValueField, text: str) -> None:
    found.selectAll()
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(found, event)


def test_the_row_shows_value_unit_last_year_and_source(page: ChapterPage) -> None:
    shown = row(page, "E02")
    assert shown.field.text() == "3010"
    assert shown.unit.text() == "件"
    assert shown.past.text() == "E02　上年 2871 件　▲4.8 %"
    assert "《附件2：行政执法统计表.xlsx》·Sheet1!C4" in shown.source.toolTip()


def test_a_value_in_a_unit_of_its_own_is_not_followed_by_another(
    qtbot: QtBot, page: ChapterPage, session: Session
) -> None:
    found = field(page, "E02")
    for typed, beside in (("12次", ""), ("12", "件")):
        retype(qtbot, found, typed)
        found.finish()
        assert (value(session, "E02").unit, row(page, "E02").unit.text()) == (typed[2:] or "件", beside)


NORMALISED = {
    "3,039": "3039",
    "３０３９": "3039",
    "3039 件": "3039",
    "三千零三十九": "3039",
    "3039余": "3039余",
    "约3039": "约3039",
    "不适用": "不适用",
    "—": "不适用",
    "暂缺": "暂缺",
    "零": "0",
}
REFUSED = {
    "2000万": "请写全数字和单位",
    "三四个吧": "看不懂",
    "-5": "负数",
    "12.5": "不是整数",
    "5元": "单位",
}


def test_what_is_typed_is_shown_back_normalised(page: ChapterPage, qtbot: QtBot) -> None:
    for typed, shown in NORMALISED.items():
        found = field(page, "E02")
        retype(qtbot, found, typed)
        qtbot.keyClick(found, Qt.Key.Key_Return)
        assert found.text() == shown, typed


def test_a_number_is_stored_when_the_field_is_left(page: ChapterPage, session: Session, qtbot: QtBot) -> None:
    found = field(page, "E02")
    retype(qtbot, found, "3011")
    assert value(session, "E02").number == "3010"
    page.tree.setFocus()
    assert value(session, "E02").number == "3011"


def test_enter_and_the_arrows_go_to_the_next_field(page: ChapterPage, qtbot: QtBot) -> None:
    codes = [shown.code for shown in page.rows.rows]
    found = field(page, codes[0])
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert page.rows.code == codes[1]
    focus = QApplication.focusWidget()
    qtbot.keyClick(focus, Qt.Key.Key_Up)
    assert page.rows.code == codes[0]


def test_what_cannot_be_stored_is_explained_and_the_old_value_comes_back(
    page: ChapterPage, session: Session, qtbot: QtBot
) -> None:
    for typed, words in REFUSED.items():
        found = field(page, "E02")
        retype(qtbot, found, typed)
        qtbot.keyClick(found, Qt.Key.Key_Return)
        shown = row(page, "E02")
        assert words in shown.message.text()
        assert shown.message.isVisible()
        assert found.text() == typed
        assert found.hasFocus()
        assert value(session, "E02").number == "3010"
        qtbot.keyClick(found, Qt.Key.Key_Escape)
        assert found.text() == "3010"
        assert words not in shown.message.text()


def test_escape_drops_what_was_typed(page: ChapterPage, session: Session, qtbot: QtBot) -> None:
    found = field(page, "E02")
    retype(qtbot, found, "9")
    qtbot.keyClick(found, Qt.Key.Key_Escape)
    assert found.text() == "3010"
    page.tree.setFocus()
    assert value(session, "E02").number == "3010"


def test_the_wheel_never_changes_a_value(page: ChapterPage, session: Session) -> None:
    found = field(page, "E02")
    for delta in (120, -120):
        event = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, delta),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(found, event)
    assert found.text() == "3010"
    assert session.store.undo_label == "导入 附件2：行政执法统计表.xlsx"


def test_same_as_above(page: ChapterPage, session: Session, qtbot: QtBot) -> None:
    codes = [shown.code for shown in page.rows.rows]
    below = codes[codes.index("E02") + 1]
    found = field(page, below)
    qtbot.keyClick(found, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert value(session, below).number == "3010"


def test_f2_selects_the_whole_number(page: ChapterPage, qtbot: QtBot) -> None:
    found = field(page, "E02")
    found.deselect()
    qtbot.keyClick(found, Qt.Key.Key_F2)
    assert found.selectedText() == "3010"


def test_digits_are_asked_for_first_but_words_are_allowed(page: ChapterPage) -> None:
    hints = field(page, "E02").inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhPreferNumbers
    assert not hints & Qt.InputMethodHint.ImhDigitsOnly


def test_composing_is_not_taken_as_a_number(page: ChapterPage, session: Session, qtbot: QtBot) -> None:
    found = field(page, "E02")
    found.selectAll()
    QApplication.sendEvent(found, QInputMethodEvent("bu'shi'yong", []))
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert value(session, "E02").number == "3010"
    event = QInputMethodEvent("", [])
    event.setCommitString("不适用")
    QApplication.sendEvent(found, event)
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert value(session, "E02").state == "not_applicable"


def test_an_overridden_import_is_kept_with_its_reason(
    page: ChapterPage, session: Session, qtbot: QtBot
) -> None:
    found = field(page, "E02")
    retype(qtbot, found, "3012")
    qtbot.keyClick(found, Qt.Key.Key_Return)
    field(page, "E02")
    assert page.panel.form.reason.isVisible()
    page.panel.form.reason.setText("平台补录两件")
    page.panel.form.reason.editingFinished.emit()
    typed, kept = value(session, "E02").sources
    assert (typed.kind, typed.note) == ("typed", "平台补录两件")
    assert kept.superseded
    assert kept.number == "3010"
    entry.restore_import(session, "E02")
    assert value(session, "E02").sources[0].kind == "cell"
    assert value(session, "E02").number == "3010"


def test_typing_the_same_number_keeps_its_source(page: ChapterPage, session: Session, qtbot: QtBot) -> None:
    found = field(page, "E02")
    retype(qtbot, found, "3,010件")
    qtbot.keyClick(found, Qt.Key.Key_Return)
    assert value(session, "E02").sources[0].kind == "cell"
    assert session.store.undo_label == "导入 附件2：行政执法统计表.xlsx"


def test_undo_in_a_field_first_drops_typing_then_undoes_steps(
    page: ChapterPage, session: Session, qtbot: QtBot
) -> None:
    entry.enter(session, "E02", "3011")
    found = field(page, "E02")
    retype(qtbot, found, "77")
    qtbot.keyClick(found, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert found.text() == "3011"
    qtbot.keyClick(found, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert found.text() == "3010"


def test_what_the_body_does_not_report_is_hidden(page: ChapterPage, session: Session) -> None:
    from dataclasses import replace

    from fazhi_desktop.core.records import BODY

    session.change("跳过", [(BODY, replace(session.report.body, not_reported=("E03",)))])
    assert "E03" not in [shown.code for shown in page.rows.rows]
    assert "E02" in [shown.code for shown in page.rows.rows]


def test_the_panel_names_source_uses_and_definition(page: ChapterPage, session: Session) -> None:
    field(page, "E02")
    form = page.panel.form
    assert form.title.text() == "E02 行政检查"
    assert "Sheet1!C4" in form.source.text()
    assert form.meaning.text() == session.report.catalogue["E02"].definition


def test_notes_carry_author_and_time(page: ChapterPage, session: Session) -> None:
    entry.set_note(session, "E02", "含涉企检查")
    note = session.report.notes["E02"]
    assert (note.text, note.author) == ("含涉企检查", "李某")
    assert "含涉企检查" in page.panel.form.note.text() or page.rows.code != "E02"


@pytest.mark.parametrize("place", ["field", "text"])
def test_the_context_menu_takes_back_the_programs_steps(
    page: ChapterPage, session: Session, place: str
) -> None:
    entry.enter(session, "E02", "3011")
    node = page.tree.current_node()
    assert node is not None
    widget = field(page, "E02") if place == "field" else page.flow.blocks[node].editor
    for word, number in (("撤销", "3010"), ("重做", "3011")):
        middle = widget.rect().center()
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, widget.mapToGlobal(middle))
        widget.contextMenuEvent(asked)
        menu = next(menu for menu in widget.findChildren(QMenu) if menu.isVisible())
        step = next(action for action in menu.actions() if action.text().startswith(word))
        assert step.isEnabled()
        step.trigger()
        menu.close()
        assert value(session, "E02").number == number


def test_a_column_from_excel_fills_the_fields_from_here_on_in_one_step(
    page: ChapterPage, session: Session, qtbot: QtBot
) -> None:
    found = field(page, "E02")
    codes = [entry.code for entry in page.rows.rows]
    after = codes[codes.index("E02") + 1 : codes.index("E02") + 3]
    before = [value(session, code).number for code in after]
    QApplication.clipboard().setText("3011\r\n31\r\n三十二吧\r\n")
    qtbot.keyClick(found, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [value(session, code).number for code in ("E02", after[0])] == ["3011", "31"]
    assert value(session, after[1]).number == before[1]
    report = next(found for found in page.window().findChildren(PasteReport))
    assert "三十二吧" in report.form.cells.topLevelItem(0).text(1)
    session.undo()
    assert [value(session, code).number for code in ("E02", *after)] == ["3010", *before]
    assert found.text() == "3010"


def test_one_copied_cell_is_text_for_the_field(page: ChapterPage, session: Session, qtbot: QtBot) -> None:
    found = field(page, "E02")
    found.selectAll()
    QApplication.clipboard().setText("3012\r\n")
    qtbot.keyClick(found, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert found.text() == "3012"
    assert value(session, "E02").number == "3010"


def test_a_field_with_a_note_says_so(page: ChapterPage, session: Session) -> None:
    entry.set_note(session, "E02", "与城管局核对过")
    assert row(page, "E02").past.text().endswith("有附注")
    assert row(page, "E02").past.toolTip() == "与城管局核对过"


def test_a_formula_is_told_in_names(page: ChapterPage, session: Session) -> None:
    shown = next(entry for entry in session.report.catalogue.values() if entry.formula.startswith("E02 + "))
    page.panel.show_code(shown.code)
    assert page.panel.form.formula.text().startswith("“行政检查” + “行政处罚”")


def test_enter_goes_on_to_the_next_heading_with_indicators_and_up_comes_back(
    page: ChapterPage, session: Session, qtbot: QtBot
) -> None:
    here = page.tree.current_node()
    last = page.rows.rows[-1]
    last.field.setFocus()
    qtbot.keyClick(last.field, Qt.Key.Key_Return)
    there = page.current_node()
    assert there is not None
    assert there.id != here
    assert QApplication.focusWidget() is page.rows.rows[0].field
    qtbot.keyClick(page.rows.rows[0].field, Qt.Key.Key_Up)
    assert page.tree.current_node() == here
    assert QApplication.focusWidget() is page.rows.rows[-1].field


def test_the_last_field_of_a_chapter_says_so(
    page: ChapterPage, session: Session, qtbot: QtBot
) -> None:
    said: list[str] = []
    session.said.connect(said.append)
    for _ in range(300):
        before = (page.tree.current_node(), page.rows.code)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        if (page.tree.current_node(), page.rows.code) == before:
            break
    assert said[-1] == "本章后面没有要填的指标了。"


def test_a_rate_shows_its_parts(page: ChapterPage, session: Session) -> None:
    entry.enter(session, "E12", "29/30")
    home = next(node for node in session.report.nodes if "E12" in node.indicators)
    page.show_place(Place(node=home.id, code="E12"))
    assert row(page, "E12").past.text() == "E12　29/30"
