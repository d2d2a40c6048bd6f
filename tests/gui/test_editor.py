"""The text editor: typing, chips, clipboard, autosave, undo, input methods."""

import random
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from fazhi_desktop.assembly import Resources
from fazhi_desktop.checking.findings import Finding, Place
from fazhi_desktop.core.links import Link
from fazhi_desktop.core.records import node_key, value_key
from fazhi_desktop.gui import chips, entry
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.editor import TextEditor
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session
from tests.gui.conftest import imported

TEXT = ("全年行政检查{{E02}}件，行政处罚{{E03}}件。", "处罚金额{{E08}}元。")


@pytest.fixture
def page(window: MainWindow) -> ChapterPage:
    """The first chapter's page."""
    made = window.book.page("chapter:1")
    assert isinstance(made, ChapterPage)
    return made


@pytest.fixture
def node(page: ChapterPage, session: Session) -> int:
    """A heading whose text is TEXT."""
    from dataclasses import replace

    leaf = next(
        node for node in session.report.nodes if node.level > 1 and not session.report.children.get(node.id)
    )
    session.change("准备", [(node_key(session.year, leaf.id), replace(leaf, paragraphs=TEXT))])
    return leaf.id


@pytest.fixture
def editor(page: ChapterPage, node: int, qtbot: QtBot) -> TextEditor:
    """The editor on that text, with the keyboard and the caret at the end."""
    made = page.flow.blocks[node].editor
    made.setFocus()
    made.moveCursor(QTextCursor.MoveOperation.End)
    return made


def stored(session: Session, node: int) -> tuple[str, ...]:
    found = session.report.node(node)
    assert found is not None
    return found.paragraphs


def compose(editor: TextEditor, preedit: str) -> None:
    QApplication.sendEvent(editor, QInputMethodEvent(preedit, []))


def commit(editor: TextEditor, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def test_links_are_shown_as_digits_and_stored_as_links(editor: TextEditor) -> None:
    assert editor.paragraphs() == TEXT
    assert [str(link) for _, link in chips.chip_positions(editor.document())] == [
        "{{E02}}",
        "{{E03}}",
        "{{E08}}",
    ]
    assert editor._look(Link("E02")).text == "3010"


def test_a_missing_number_looks_different(editor: TextEditor) -> None:
    look = editor._look(Link("E04"))
    assert look.text == "待填：行政强制"
    assert look.state == "missing"


def test_typing_is_stored_when_the_text_is_left(
    editor: TextEditor, session: Session, node: int, qtbot: QtBot, page: ChapterPage
) -> None:
    qtbot.keyClicks(editor, "abc")
    assert stored(session, node) == TEXT
    page.tree.setFocus()
    assert stored(session, node) == (TEXT[0], TEXT[1] + "abc")


def test_typing_is_stored_after_a_pause(
    editor: TextEditor, session: Session, node: int, qtbot: QtBot
) -> None:
    editor._idle.setInterval(20)
    commit(editor, "停顿后保存")
    qtbot.waitUntil(lambda: stored(session, node)[1].endswith("停顿后保存"), timeout=2000)


def test_steady_typing_is_stored_without_a_pause(
    editor: TextEditor, session: Session, node: int, qtbot: QtBot
) -> None:
    editor._idle.setInterval(60000)
    editor._steady.setInterval(20)
    qtbot.keyClicks(editor, "x")
    qtbot.waitUntil(lambda: stored(session, node)[1].endswith("x"), timeout=2000)


def test_autosave_waits_no_longer_than_promised() -> None:
    from fazhi_desktop.gui.editor import IDLE_MS, STEADY_MS

    assert IDLE_MS <= 1500
    assert STEADY_MS <= 10000


def test_enter_begins_a_new_paragraph(editor: TextEditor, session: Session, node: int, qtbot: QtBot) -> None:
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    commit(editor, "新的一段。")
    editor.finish()
    assert stored(session, node) == (*TEXT, "新的一段。")


def test_a_chip_is_inserted_with_its_unit(editor: TextEditor, session: Session, node: int) -> None:
    editor.insert_link(Link("H01"), "约", "件")
    assert stored(session, node)[1] == TEXT[1] + "约{{H01}}件"


def test_backspace_first_selects_a_chip_then_deletes_it(
    editor: TextEditor, session: Session, node: int, qtbot: QtBot
) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    position = next(
        position for position, link in chips.chip_positions(editor.document()) if link.code == "E02"
    )
    cursor = editor.textCursor()
    cursor.setPosition(position + 1)
    editor.setTextCursor(cursor)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.paragraphs() == TEXT
    assert editor.textCursor().selectedText() == chips.OBJECT
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    editor.finish()
    assert stored(session, node)[0] == "全年行政检查件，行政处罚{{E03}}件。"
    session.undo()
    assert stored(session, node) == TEXT
    assert editor.paragraphs() == TEXT


def test_text_typed_beside_a_chip_is_no_part_of_it(editor: TextEditor, qtbot: QtBot) -> None:
    for position, _ in list(chips.chip_positions(editor.document()))[:1]:
        cursor = editor.textCursor()
        cursor.setPosition(position + 1)
        editor.setTextCursor(cursor)
    qtbot.keyClicks(editor, "9")
    assert editor.paragraphs()[0] == "全年行政检查{{E02}}9件，行政处罚{{E03}}件。"
    assert len(list(chips.chip_positions(editor.document()))) == 3


def test_copied_chips_are_links_here_and_digits_in_a_word_processor(editor: TextEditor) -> None:
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text() == "\n".join(TEXT)
    assert "行政检查3010件" in data.html()
    assert "{{" not in data.html()


def test_pasted_links_become_chips(editor: TextEditor, session: Session, node: int) -> None:
    data = QMimeData()
    data.setText("热线{{H01}}件\r\n\r\n　　第二行{{E02@-1}}件\x00")
    editor.insertFromMimeData(data)
    assert stored(session, node)[1:] == (TEXT[1] + "热线{{H01}}件", "第二行{{E02@-1}}件")
    assert [link for _, link in chips.chip_positions(editor.document())][-1] == Link("E02", -1)


def test_an_unknown_link_stays_text(editor: TextEditor) -> None:
    data = QMimeData()
    data.setText("{{Z99}}")
    editor.insertFromMimeData(data)
    assert len(list(chips.chip_positions(editor.document()))) == 3
    assert editor.paragraphs()[1].endswith("{{Z99}}")


def test_rich_text_is_pasted_plain(editor: TextEditor) -> None:
    data = QMimeData()
    data.setHtml("<b style='font-size:40pt'>粗</b>")
    data.setText("粗")
    editor.insertFromMimeData(data)
    assert editor.paragraphs()[1].endswith("粗")
    assert editor.textCursor().charFormat().fontWeight() <= 400


def test_bursts_of_one_paragraph_are_one_undo_step(
    editor: TextEditor, session: Session, node: int, qtbot: QtBot
) -> None:
    for word in ("甲", "乙", "丙"):
        commit(editor, word)
        editor.commit()
    assert stored(session, node)[1].endswith("甲乙丙")
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored(session, node) == TEXT
    assert editor.paragraphs() == TEXT


def test_undo_in_the_editor_goes_on_with_the_sessions_steps(
    editor: TextEditor, session: Session, qtbot: QtBot
) -> None:
    entry.enter(session, "E02", "3011")
    qtbot.keyClicks(editor, "x")
    for _ in range(2):
        qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.report.value("E02").number == "3010"


def test_redo_brings_the_text_back(editor: TextEditor, session: Session, node: int, qtbot: QtBot) -> None:
    commit(editor, "尾")
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert stored(session, node)[1] == TEXT[1] + "尾"
    assert editor.textCursor().position() == len(editor.toPlainText())


def test_a_changed_number_shows_in_the_text_without_touching_typing(
    editor: TextEditor, session: Session, qtbot: QtBot
) -> None:
    commit(editor, "未保存")
    entry.enter(session, "E02", "5000")
    assert editor.paragraphs()[1].endswith("未保存")
    assert editor._look(Link("E02")).text == "5000"


def test_preedit_is_neither_stored_nor_lost(editor: TextEditor, session: Session, node: int) -> None:
    editor._idle.setInterval(0)
    compose(editor, "ni'hao")
    editor.commit()
    assert stored(session, node) == TEXT
    session.flush()
    assert stored(session, node)[1] == TEXT[1] + "ni'hao"


def test_preedit_is_taken_when_the_tab_changes(
    editor: TextEditor, session: Session, node: int, window: MainWindow
) -> None:
    compose(editor, "fa'zhi")
    window.book.page("table")
    assert stored(session, node)[1] == TEXT[1] + "fa'zhi"


def test_preedit_is_taken_before_closing(
    editor: TextEditor, session: Session, node: int, window: MainWindow
) -> None:
    compose(editor, "jie'shu")
    window.form.action_save.trigger()
    assert stored(session, node)[1] == TEXT[1] + "jie'shu"


@pytest.mark.no_cover
def test_input_method_sequences_in_any_order(editor: TextEditor, session: Session, node: int) -> None:
    """Composing, candidates, cancelling and saves: what was committed is there, nothing else.

    `bench/composing.py` sends 5,000 events; the text grows with each, so that few are cheap.
    """
    editor._idle.setInterval(3600000)
    rolls = random.Random(2024)
    typed = ""
    for _ in range(250):
        for _ in range(rolls.randrange(4)):
            compose(editor, rolls.choice(["n", "ni", "ni'h", "ni'hao", "fa'zhi"]))
        step = rolls.randrange(5)
        if step < 3:
            word = rolls.choice(["你好", "法治", "“", "、", "执法{", "３"])
            commit(editor, word)
            typed += word
        elif step == 3:
            compose(editor, "")
        else:
            pending = editor.composition.preedit
            session.flush()
            typed += pending
            assert stored(session, node)[1] == TEXT[1] + typed
    session.flush()
    assert not editor.composition.active
    last = stored(session, node)[1]
    assert last.startswith(TEXT[1] + typed)
    assert last == editor.paragraphs()[1]


def test_the_wheel_scrolls_the_page_and_changes_no_text(editor: TextEditor, page: ChapterPage) -> None:
    before = editor.paragraphs()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPointF(0, -240).toPoint(),
        QPointF(0, -240).toPoint(),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.viewport(), event)
    assert editor.paragraphs() == before
    assert not editor.dirty


def test_choosing_a_chip_goes_to_its_field(
    editor: TextEditor, page: ChapterPage, session: Session, node: int, window: MainWindow
) -> None:
    editor.chip_chosen.emit(Link("E08"))
    assert page.rows.code == "E08"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName().startswith(session.report.catalogue["E08"].name)


def test_hovering_names_source_and_uses(editor: TextEditor, page: ChapterPage) -> None:
    words = editor._describe(Link("E02"))
    assert "《附件2：行政执法统计表.xlsx》·Sheet1!C4" in words
    assert "用于" in words


def test_arrows_walk_from_text_to_text(
    editor: TextEditor, page: ChapterPage, node: int, qtbot: QtBot
) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    order = list(page.flow.blocks)
    assert page.flow.current == order[order.index(node) + 1]


def test_a_number_whose_source_moved_is_dotted_until_it_is_confirmed(
    editor: TextEditor, session: Session, page: ChapterPage, resources: Resources
) -> None:
    key = value_key(session.year, "E02")
    session.change("导入 新表.xlsx", [(key, imported("E02", "3020", resources))])
    assert editor._look(Link("E02")).state == "moved"
    assert editor._look(Link("E02")).drawn == "3020※"
    assert "原为3010件，现为3020件" in editor._describe(Link("E02"))
    menu = QMenu()
    editor.menu_wanted.emit(menu, Link("E02"))
    confirm = next(action for action in menu.actions() if action.text().startswith("确认变动"))
    confirm.trigger()
    assert editor._look(Link("E02")).state != "moved"
    session.undo()
    assert editor._look(Link("E02")).state == "moved"
    session.undo()
    assert (editor._look(Link("E02")).text, session.moved) == ("3010", {})


def test_a_chip_carries_the_mark_of_its_finding(editor: TextEditor, session: Session) -> None:
    session.set_findings(())
    assert editor._look(Link("E02")).drawn == "3010"
    place = Place(indicator="E02")
    soft, hard = Finding("rule", "soft", "要核对", (place,)), Finding("rule", "hard", "要核对", (place,))
    for finding, drawn in ((soft, "3010△"), (hard, "3010!")):
        session.set_findings((finding,))
        assert editor._look(Link("E02")).drawn == drawn
        assert "要核对" in editor._describe(Link("E02"))


def test_ctrl_semicolon_writes_today(editor: TextEditor, qtbot: QtBot) -> None:
    today = date.today()
    qtbot.keyClick(editor, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert editor.paragraphs()[-1].endswith(f"元。{today.year}年{today.month}月{today.day}日")


def test_a_selected_chip_can_be_read(editor: TextEditor, qtbot: QtBot) -> None:
    """Qt lays half of the selection's colour over it, whatever the chip draws."""
    cursor = editor.textCursor()
    position, _ = next(iter(chips.chip_positions(editor.document())))
    cursor.setPosition(position)
    place = editor.cursorRect(cursor)
    cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
    end = editor.cursorRect(cursor)
    editor.setTextCursor(cursor)
    picture = editor.viewport().grab(place.united(end).adjusted(3, 3, -3, -3)).toImage()
    lights = [
        _luminance(picture.pixelColor(x, y)) for x in range(picture.width()) for y in range(picture.height())
    ]
    assert (max(lights) + 0.05) / (min(lights) + 0.05) >= 4.5


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_chip_beside_another_number_is_marked(editor: TextEditor) -> None:
    """12 and 99.25 without anything between them print as 1299.25."""

    def marked() -> list[bool]:
        document = editor.document()
        return [chips.runs_together(document, place) for place, _ in chips.chip_positions(document)]

    editor.replace_paragraphs(("检查{{E02}}{{E03}}件，处罚{{E08}}5元。",))
    assert marked() == [True, True, True]
    narrow = editor.document().idealWidth()
    editor.replace_paragraphs(("检查{{E02}}、{{E03}}件，处罚{{E08}}元。",))
    assert marked() == [False, False, False]
    assert narrow > editor.document().idealWidth()  # the mark has its room
