"""The window as a whole: title, tabs, undo across tabs, read-only, closing, keys."""

import sys
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from fazhi_desktop import crash
from fazhi_desktop.app import Program
from fazhi_desktop.assembly import Resources, open_workspace
from fazhi_desktop.core import restructure
from fazhi_desktop.core.records import node_key, value_key
from fazhi_desktop.core.values import Value
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.messages import CrashDialog
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.preferences import FontSize
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.status import due_words
from fazhi_desktop.store.workspace import Store
from tests.gui.opening import window_on


def test_title_names_report_body_and_saved_state(window: MainWindow, session: Session) -> None:
    session.clock = lambda: datetime(2025, 1, 20, 10, 32)
    entry.enter(session, "E02", "3011")
    assert window.windowTitle() == "2024年度法治政府建设情况报告 - 柳口镇 [已保存 10:32]"


def test_one_tab_per_chapter_between_overview_and_table(window: MainWindow) -> None:
    titles = [window.form.tabs.tabText(place) for place in range(window.form.tabs.count())]
    assert titles[0] == "总览"
    assert titles[1:5] == ["一、举措和成效", "二、不足和原因", "三、第一责任人", "四、下年安排"]
    assert "指标总表" in titles


def test_a_new_chapter_gets_a_tab_and_undo_takes_it_away(window: MainWindow, session: Session) -> None:
    before = window.book.ids()
    last = session.report.children[0][-1].id
    _, changes = restructure.add(session.report, parent=0, after=last, heading="附则")
    session.change("添加章", changes)
    assert len(window.book.ids()) == len(before) + 1
    session.undo()
    assert window.book.ids() == before


def test_a_chapters_tab_says_in_shape_and_words_how_far_it_is(window: MainWindow, session: Session) -> None:
    tabs, place = window.form.tabs, window.book.ids().index("chapter:1")
    started = tabs.tabIcon(place).cacheKey()
    assert "部分完成" in tabs.tabToolTip(place) or "有必须改的问题" in tabs.tabToolTip(place)
    reported = {code for node in session.report.nodes for code in node.indicators}
    nothing = [(value_key(session.year, code), Value(code, "not_applicable")) for code in reported]
    session.change("填写", nothing)
    last = session.report.children[0][-1]
    session.change("写", [(node_key(session.year, last.id), replace(last, paragraphs=("没有。",)))])
    place = window.book.ids().index(f"chapter:{last.id}")
    assert tabs.tabToolTip(place).startswith(f"五、{last.heading}\n")
    assert tabs.tabToolTip(place).endswith("已完成")
    assert tabs.tabIcon(place).cacheKey() not in {0, started}


def test_a_jump_into_a_chapter_that_was_never_open_scrolls_to_its_text(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    chapter = session.report.children[0][0]
    last = session.report.children[session.report.children[chapter.id][-1].id][-1]
    window.book.jump(Place(node=last.id, paragraph=0))
    page = window.book.current_page
    assert isinstance(page, ChapterPage)
    editor = page.flow.blocks[last.id].editor
    qtbot.waitUntil(editor.hasFocus)
    top = editor.mapTo(page.flow.viewport(), editor.rect().topLeft()).y()
    assert page.flow.verticalScrollBar().value() > 0
    assert 0 <= top < page.flow.viewport().height()


def test_the_wheel_changes_no_box_of_choices(window: MainWindow, session: Session) -> None:
    for tab in window.book.ids():
        window.book.page(tab)
    boxes = [box for box in window.findChildren(QComboBox) if box.count() > 1]
    assert len(boxes) > 3
    for box in boxes:
        before, middle = box.currentIndex(), QPointF(box.rect().center())
        turned = QWheelEvent(
            middle, box.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(box, turned)
        assert box.currentIndex() == before
        assert not turned.isAccepted()


def test_every_tab_opens(window: MainWindow) -> None:
    for tab in window.book.ids():
        assert window.book.page(tab) is not None
        assert window.book.current_id == tab


def test_undo_names_the_step_and_works_across_tabs(window: MainWindow, session: Session) -> None:
    window.form.menu_edit.aboutToShow.emit()
    assert window.form.action_undo.text().startswith("撤销：导入 附件")  # of the last sitting
    window.book.page("table")
    entry.enter(session, "E02", "3011")
    window.book.page("overview")
    assert window.form.action_undo.text() == "撤销：填写 行政检查"
    window.form.action_undo.trigger()
    assert session.report.value("E02").number == "3010"
    assert window.form.action_redo.text() == "重做：填写 行政检查"
    window.form.action_redo.trigger()
    assert session.report.value("E02").number == "3011"


@pytest.mark.no_cover
def test_sixty_steps_can_be_undone_and_redone(window: MainWindow, session: Session) -> None:
    for number in range(60):
        entry.enter(session, "E02", str(4000 + number))
    for _ in range(60):
        session.undo()
    assert session.report.value("E02").number == "3010"
    for _ in range(60):
        session.redo()
    assert session.report.value("E02").number == "4059"


def test_ctrl_s_says_that_all_is_saved(window: MainWindow, qtbot: QtBot) -> None:
    window.form.action_save.trigger()
    assert window.status.words.text().startswith("已保存到 ")


def test_a_refused_write_shows_red_and_is_not_lost(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fazhi_desktop.core.errors import EnvironmentFault

    def full(_edit: object) -> None:
        raise EnvironmentFault("写入失败：磁盘已满，请清理磁盘或换一个位置后重试。")

    monkeypatch.setattr(session.store, "apply", full)
    page = window.book.page("chapter:1")
    assert isinstance(page, ChapterPage)
    editor = next(block.editor for block in page.flow.blocks.values() if block.editor.paragraphs())
    editor.insertPlainText("新写的话")
    editor.commit()
    assert "未能保存" in window.windowTitle()
    assert editor.dirty
    assert any("磁盘已满" in box.text() for box in window.findChildren(QMessageBox))
    monkeypatch.undo()
    editor.commit()
    assert "已保存" in window.windowTitle()


def test_a_second_window_is_read_only_and_says_who(
    window: MainWindow, program: Program, store: Store, qtbot: QtBot
) -> None:
    second = window_on(program, qtbot, store.path)
    assert "[只读]" in second.windowTitle()
    assert second.form.banner.isVisible()
    assert not second.session.editable


def test_shortcuts_are_unique(window: MainWindow) -> None:
    keys = [
        shortcut.toString()
        for action in window.findChildren(QAction)
        for shortcut in action.shortcuts()
        if not shortcut.isEmpty()
    ]
    assert sorted(keys) == sorted(set(keys))


def test_every_menu_entry_has_a_chinese_name(window: MainWindow) -> None:
    for action in window.menuBar().findChildren(QAction):
        if not action.isSeparator() and action.text():
            assert any("\u4e00" <= letter <= "\u9fff" for letter in action.text()), action.text()


@pytest.mark.parametrize("tab", ["overview", "chapter:1", "table"])
def test_tab_reaches_every_control_that_can_be_clicked(window: MainWindow, tab: str) -> None:
    page = window.book.page(tab)
    assert page is not None
    from PySide6.QtWidgets import QLineEdit, QPushButton, QTextEdit

    reachable = set()
    widget: QWidget = page
    for _ in range(2000):
        following = widget.nextInFocusChain()
        if following is None or following is page:
            break
        widget = following
        reachable.add(widget)
    for kind in (QPushButton, QLineEdit, QTextEdit):
        for control in page.findChildren(kind):
            if control.isVisible() and control.isEnabled():
                assert control in reachable
                assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, control.objectName()


def test_every_visible_control_has_words_for_a_screen_reader(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QTextEdit

    for tab in ("overview", "chapter:1", "table"):
        page = window.book.page(tab)
        assert page is not None
        for kind in (QLineEdit, QTextEdit, QAbstractItemView):
            for control in page.findChildren(kind):
                if control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    assert control.accessibleName(), (tab, kind.__name__, control.objectName())


def test_qt_speaks_chinese(qapp: QApplication) -> None:
    box = QMessageBox(
        QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel
    )
    assert [button.text().split("(")[0] for button in box.buttons()] == ["保存", "取消"]
    box.deleteLater()


def test_crash_report_holds_no_business_data(window: MainWindow) -> None:
    try:
        secret = "柳口镇处罚金额161290"
        raise ValueError(secret)
    except ValueError as error:
        report = crash.report_text(error)
    assert "161290" not in report
    assert "ValueError" in report
    assert "test_window.py" in report


def test_a_crash_shows_the_dialog_and_writes_a_log(
    window: MainWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise KeyError("E02")
    except KeyError as error:
        window.services.messages.crashed(type(error), error, error.__traceback__)
    dialog = window.findChildren(CrashDialog)[-1]
    assert dialog.isVisible()
    dialog.copy_report()
    assert "KeyError" in QApplication.clipboard().text()
    assert "E02" not in QApplication.clipboard().text()


def test_font_size_changes_at_once(window: MainWindow, program: Program, qapp: QApplication) -> None:
    medium = window.status.completion.fontMetrics().height()
    program.preferences.set_font_size("large")
    qapp.processEvents()
    assert window.status.completion.fontMetrics().height() > medium
    program.preferences.set_font_size("medium")


def test_a_first_window_is_no_larger_than_its_screen(program: Program, store: Store) -> None:
    made = program.show_store(store)
    assert made.screen().availableGeometry().width() >= made.width()
    assert made.screen().availableGeometry().height() >= made.height()


@pytest.mark.parametrize("size", ["medium", "large"])
def test_every_tab_fits_a_screen_of_1366_at_125_percent(
    window: MainWindow, session: Session, program: Program, size: FontSize
) -> None:
    program.preferences.set_font_size(size)
    try:
        for tab in window.book.ids():
            page = window.book.page(tab)
            assert page is not None
            assert page.minimumSizeHint().width() <= 1366 / 1.25, tab
    finally:
        program.preferences.set_font_size("medium")


def test_a_long_remark_never_makes_the_window_wider(window: MainWindow, session: Session) -> None:
    before = window.minimumSizeHint().width()
    sentence = "这句话比窗口还要长。" * 40
    session.said.emit(sentence)
    assert window.minimumSizeHint().width() == before
    assert window.status.words.text() == window.status.words.toolTip() == sentence
    assert not window.status.words.grab().isNull()


def test_the_end_of_a_task_may_say_something(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    tasks, words = window.services.tasks, window.status.words
    tasks.run("正在做", lambda progress: progress.step(1, 2, "做到一半"), lambda _: None)
    qtbot.waitUntil(lambda: not tasks._running)
    assert words.text() == ""
    tasks.run("正在做", lambda _: None, lambda _: session.said.emit("做好了 3 个。"))
    qtbot.waitUntil(lambda: not tasks._running)
    assert words.text() == "做好了 3 个。"


def test_days_until_due_in_words() -> None:
    day = datetime(2025, 3, 1).date()
    assert due_words(37, day) == "距3月1日还有 37 天"
    assert due_words(0, day) == "今天是3月1日，最后一天"
    assert due_words(-3, day) == "已过3月1日 3 天"
    assert due_words(-900, day) == ""


def test_ctrl_page_down_walks_the_tabs(window: MainWindow) -> None:
    assert window.form.action_next_tab.shortcut() == QKeySequence("Ctrl+PgDown")
    seen = []
    for _ in window.book.ids():
        seen.append(window.book.current_id)
        window.form.action_next_tab.trigger()
    assert seen == window.book.ids()


def test_an_error_inside_an_event_shows_the_crash_dialog(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = window.book.page("chapter:1")
    assert isinstance(page, ChapterPage)
    editor = next(iter(page.flow.blocks.values())).editor
    monkeypatch.setattr(sys, "excepthook", window.services.messages._excepthook)
    monkeypatch.setattr(editor, "link_under", lambda _point: [][1])
    qtbot.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton)
    assert any(dialog.isVisible() for dialog in window.findChildren(CrashDialog))


def test_widths_and_window_size_are_remembered(
    program: Program, window: MainWindow, resources: Resources, store: Store
) -> None:
    page = window.book.page("chapter:1")
    assert isinstance(page, ChapterPage)
    page.form.splitter.setSizes([300, 640, 420])
    page.form.splitter.splitterMoved.emit(300, 1)
    wanted = page.form.splitter.sizes()
    window.resize(1200, 700)
    other = window.book.page(window.book.ids()[2])
    assert isinstance(other, ChapterPage)
    assert other.form.splitter.sizes()[0] in range(wanted[0] - 3, wanted[0] + 4)
    window.setProperty("leave_unsaved", True)
    window.close()
    again = program.show_store(open_workspace(store.path, resources))
    assert again.height() == 700  # the width is cut to the screen of the tests
