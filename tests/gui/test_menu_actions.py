"""Menu entries as the clerk uses them: chapters, what has the keyboard, saving."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.errors import EnvironmentFault
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.commands import COMMANDS, MENUS
from fazhi_desktop.gui.find_dialog import FindDialog
from fazhi_desktop.gui.help_dialogs import AboutDialog, KeysDialog
from fazhi_desktop.gui.history_dialog import HistoryDialog
from fazhi_desktop.gui.insert_dialog import InsertDialog
from fazhi_desktop.gui.line_dialog import LineDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_dialog import ValueDialog


@pytest.fixture
def said(session: Session) -> Iterator[list[str]]:
    """What the status line was told."""
    heard: list[str] = []
    hear = heard.append  # one object: Qt 6.7 knows another one of the same method as another
    session.said.connect(hear)
    yield heard
    session.said.disconnect(hear)


def chapters(session: Session) -> list[str]:
    return [node.heading for node in session.report.children[0]]


def press(window: MainWindow, verb: str) -> QMessageBox:
    box = window.findChildren(QMessageBox)[-1]
    next(button for button in box.buttons() if button.text() == verb).click()
    return box


def answer(window: MainWindow, line: str) -> LineDialog:
    dialog = window.findChildren(LineDialog)[-1]
    dialog.form.line.setText(line)
    dialog.form.buttons.accepted.emit()
    return dialog


# chapters


def test_a_chapter_is_added_behind_the_open_one_and_shown(
    page: ChapterPage, window: MainWindow, session: Session
) -> None:
    before = chapters(session)
    window.form.action_add_chapter.trigger()
    assert answer(window, "附加任务").windowTitle() == "添加一章"
    assert chapters(session) == [before[0], "附加任务", *before[1:]]
    assert window.book.current_chapter == session.report.children[0][1]
    assert window.form.action_undo.text() == "撤销：添加章“附加任务”"


def test_without_an_open_chapter_a_new_one_goes_last(window: MainWindow, session: Session) -> None:
    window.book.page("overview")
    window.form.action_add_chapter.trigger()
    answer(window, "附加任务")
    assert chapters(session)[-1] == "附加任务"


def test_a_chapter_is_renamed_from_its_own_heading(
    page: ChapterPage, window: MainWindow, session: Session
) -> None:
    old = chapters(session)[0]
    window.form.action_rename_chapter.trigger()
    assert window.findChildren(LineDialog)[-1].form.line.text() == old
    answer(window, "主要工作")
    assert chapters(session)[0] == "主要工作"
    window.form.action_undo.trigger()
    assert chapters(session)[0] == old


def test_a_chapter_moves_right_and_left_again(
    page: ChapterPage, window: MainWindow, session: Session
) -> None:
    first, second, *rest = chapters(session)
    window.form.action_chapter_right.trigger()
    assert chapters(session) == [second, first, *rest]
    assert window.form.action_undo.text() == f"撤销：移动章“{first}”"
    window.form.action_chapter_left.trigger()
    assert chapters(session) == [first, second, *rest]


def test_deleting_a_chapter_asks_first_and_keeps_the_numbers(
    page: ChapterPage, window: MainWindow, session: Session
) -> None:
    first, *rest = chapters(session)
    window.form.action_delete_chapter.trigger()
    assert chapters(session) == [first, *rest]
    box = press(window, "删除本章")
    assert box.text() == f"删除“{first}”这一章？"
    assert "可以撤销" in box.informativeText()
    assert chapters(session) == rest
    assert session.report.value("E02").number == "3010"
    window.form.action_undo.trigger()
    assert chapters(session) == [first, *rest]


def test_chapter_entries_ask_for_a_chapter_where_none_is_open(
    window: MainWindow, session: Session, said: list[str]
) -> None:
    before = chapters(session)
    window.book.page("overview")
    for action in (
        window.form.action_rename_chapter,
        window.form.action_chapter_right,
        window.form.action_delete_chapter,
    ):
        action.trigger()
    assert said == ["请先打开要处理的那一章。"] * 3
    assert chapters(session) == before


def test_a_final_report_keeps_its_chapters_and_says_why(
    page: ChapterPage, window: MainWindow, session: Session
) -> None:
    from dataclasses import replace

    from fazhi_desktop.core.records import report_key

    session.change("定稿", [(report_key(session.year), replace(session.report.head, state="final"))])
    before = chapters(session)
    window.form.action_chapter_right.trigger()
    assert "已定稿" in window.findChildren(QMessageBox)[-1].text()
    assert chapters(session) == before


# what has the keyboard


def test_entries_that_need_a_place_say_which(
    page: ChapterPage, window: MainWindow, session: Session, said: list[str]
) -> None:
    window.book.page("overview")
    window.find_box.setFocus()
    window.form.action_insert.trigger()
    window.form.action_detail.trigger()
    assert said[0].startswith("请先打开一章，把光标放到正文中")
    assert said[1].startswith("请先选中一个指标")
    assert not window.findChildren(InsertDialog)
    assert not window.findChildren(ValueDialog)


def test_insert_opens_for_the_text_with_the_caret(page: ChapterPage, window: MainWindow) -> None:
    next(iter(page.flow.blocks.values())).editor.setFocus()
    window.form.action_insert.trigger()
    assert window.findChildren(InsertDialog)[-1].isVisible()


def test_details_open_for_the_indicator_with_the_keyboard(window: MainWindow) -> None:
    window.services.jump(Place("table", code="E02"))
    window.book.page("table")
    window.form.action_detail.trigger()
    assert window.findChildren(ValueDialog)[-1].form.value.text() == "3010"


def test_find_starts_with_the_selected_words(page: ChapterPage, window: MainWindow) -> None:
    editor = next(block.editor for block in page.flow.blocks.values() if block.editor.paragraphs())
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(3):
        editor.moveCursor(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    window.form.action_find.trigger()
    dialog = window.findChildren(FindDialog)[-1]
    assert len(dialog.form.wanted.text()) == 3
    assert dialog.form.wanted.text() == editor.selected_plain()


def test_replace_shows_a_line_for_the_new_words_and_find_does_not(window: MainWindow) -> None:
    window.find_box.setText("法治")
    window.find_box.returnPressed.emit()
    finding = window.findChildren(FindDialog)[-1]
    assert finding.form.wanted.text() == "法治"
    finding.reject()
    window.form.action_replace.trigger()
    replacing = window.findChildren(FindDialog)[-1]
    assert replacing is not finding
    assert replacing.form.replace_all.isVisible()


@pytest.mark.parametrize(
    ("action", "kind"),
    [("action_history", HistoryDialog), ("action_keys", KeysDialog), ("action_about", AboutDialog)],
)
def test_a_menu_entry_opens_its_window(window: MainWindow, action: str, kind: type) -> None:
    assert not window.findChildren(kind)
    getattr(window.form, action).trigger()
    assert window.findChildren(kind)[-1].isVisible()


def test_copy_and_paste_act_on_the_text_with_the_caret(page: ChapterPage, window: MainWindow) -> None:
    editor = next(block.editor for block in page.flow.blocks.values())
    editor.setFocus()
    QApplication.clipboard().setText("新的一句。")
    editor.selectAll()
    window.form.action_paste.trigger()
    assert editor.paragraphs() == ("新的一句。",)
    window.form.action_select_all.trigger()
    assert editor.selected_plain() == "新的一句。"
    window.form.action_cut.trigger()
    assert editor.paragraphs() == ()


# saving


def test_saving_writes_what_is_being_typed_and_says_where(
    page: ChapterPage, window: MainWindow, session: Session, said: list[str]
) -> None:
    node, block = next((node, block) for node, block in page.flow.blocks.items() if node)
    block.editor.selectAll()
    block.editor.insertPlainText("刚刚写的话。")
    window.form.action_save.trigger()
    found = session.report.node(node)
    assert found is not None
    assert found.paragraphs == ("刚刚写的话。",)
    assert said[-1].startswith(f"已保存到 {session.store.path}")


def test_a_copy_is_written_where_the_clerk_wants_it(
    window: MainWindow, tmp_path: Path, said: list[str]
) -> None:
    window.form.action_copy.trigger()
    dialog = window.findChildren(QFileDialog)[-1]
    assert "备份" in dialog.selectedFiles()[0]
    target = tmp_path / "另一处.fazhi"
    dialog.fileSelected.emit(str(target))
    assert target.stat().st_size > 0
    assert said[-1] == f"备份已写入并核对：{target}"


def test_a_copy_that_cannot_be_written_is_said(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(session.store, "saving_copy", lambda _target: full)
    window.form.action_copy.trigger()
    window.findChildren(QFileDialog)[-1].fileSelected.emit(str(tmp_path / "另一处.fazhi"))
    assert "磁盘已满" in window.findChildren(QMessageBox)[-1].text()


def full(*_: object, **__: object) -> Path:
    raise EnvironmentFault("写入失败：磁盘已满。")


# menus and shortcuts


def test_every_entry_stands_in_one_menu_and_the_last_leave() -> None:
    named = [entry for line in MENUS.values() for entry in line.replace(" | ", " ").split()]
    assert len(named) == len(set(named))
    assert {command.id for command in COMMANDS} <= set(named)
    assert MENUS["menu_file"].endswith("action_quit")


def test_a_text_knows_its_own_history(page: ChapterPage, window: MainWindow, session: Session) -> None:
    block = next(block for block in page.flow.blocks.values() if block.node_id and block.editor.paragraphs())
    entry.enter(session, "E02", "1")
    block.editor.insert_text("新的一句。")
    block._show_history()
    listing = window.findChildren(HistoryDialog)[-1].form.changes
    labels = [listing.topLevelItem(row).text(2) for row in range(listing.topLevelItemCount())]
    node = session.report.node(block.node_id)
    assert node is not None
    assert labels[0] == f"修改正文 {session.report.place(node)}"
    assert not any("行政检查" in label for label in labels)


class GreedyField(QLineEdit):
    """A field that keeps every key to itself, as Qt's keep Ctrl+E on Linux."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_a_shortcut_of_the_window_works_inside_a_text_field(window: MainWindow, qtbot: QtBot) -> None:
    pressed: list[str] = []
    for name in ("export", "open"):
        window.commands[name].triggered.disconnect()
        window.commands[name].triggered.connect(lambda _checked=False, name=name: pressed.append(name))
    field = GreedyField(window)
    field.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["export", "open"]
    window.find_box.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["export", "open"]
