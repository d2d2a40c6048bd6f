"""The text editor: typing, paste, autosave, undo, input methods."""

import random
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.links import Link
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.editor import TextEditor
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session
from tests.gui.writing import TEXT, commit, compose, stored


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


def test_arrows_walk_from_text_to_text(
    editor: TextEditor, page: ChapterPage, node: int, qtbot: QtBot
) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    order = list(page.flow.blocks)
    assert page.flow.current == order[order.index(node) + 1]


def test_ctrl_semicolon_writes_today(editor: TextEditor, qtbot: QtBot) -> None:
    today = date.today()
    qtbot.keyClick(editor, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert editor.paragraphs()[-1].endswith(f"元。{today.year}年{today.month}月{today.day}日")
