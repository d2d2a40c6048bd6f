"""What holds for every dialog: fits a small screen, a verb on the button, Esc leaves, keyboard alone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from fazhi_desktop import paths
from fazhi_desktop.app import Program
from fazhi_desktop.core.records import node_key
from fazhi_desktop.gui import screens
from fazhi_desktop.gui.backups import BackupsDialog
from fazhi_desktop.gui.chapter_snapshots import ChapterSnapshotsDialog
from fazhi_desktop.gui.check_rules import CheckRulesDialog
from fazhi_desktop.gui.cleanup import CleanupDialog
from fazhi_desktop.gui.collecting import TemplatesDialog
from fazhi_desktop.gui.departments import DepartmentsDialog
from fazhi_desktop.gui.doctor_dialog import DoctorDialog
from fazhi_desktop.gui.editions import EditionsDialog
from fazhi_desktop.gui.elements import ElementsDialog
from fazhi_desktop.gui.explained import explained_sheet
from fazhi_desktop.gui.export_dialog import ExportDialog
from fazhi_desktop.gui.forms import Forms
from fazhi_desktop.gui.import_dialog import ImportDialog
from fazhi_desktop.gui.import_pick import PickIndicatorDialog
from fazhi_desktop.gui.import_rows import Rows
from fazhi_desktop.gui.import_sheet import SheetView
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.new_workspace import NewWorkspaceDialog
from fazhi_desktop.gui.not_reported import NotReportedDialog
from fazhi_desktop.gui.notice import NoticeDialog
from fazhi_desktop.gui.own_rule import OwnRuleDialog
from fazhi_desktop.gui.preview import PreviewPage
from fazhi_desktop.gui.prints import PrintsDialog
from fazhi_desktop.gui.publication import PublicationDialog
from fazhi_desktop.gui.recipes import RecipesDialog
from fazhi_desktop.gui.registers import RegistersDialog
from fazhi_desktop.gui.settings import SettingsDialog
from fazhi_desktop.gui.variants import VariantsDialog
from fazhi_desktop.gui.versions import VersionsDialog
from fazhi_desktop.gui.years import NewYearDialog
from fazhi_desktop.importing.plan import ImportPlan
from fazhi_desktop.store.workspace import Store
from tests.gui.conftest import shown
from tests.gui.kept import Kept

ACCEPT = QDialogButtonBox.ButtonRole.AcceptRole
SMALL = QSize(903, 440)
"""What 1366 × 768 at 150 % leaves: 911 × 512, less the task bar and the window's frame."""
Make = Callable[[MainWindow], QDialog]


def _import(window: MainWindow) -> QDialog:
    plan = ImportPlan(window.session.year, window.session.report.catalogue, [], "2025-01-12T09:00:00")
    return ImportDialog(window.session, window.services, Rows(plan), lambda *_: None)


DIALOGS: dict[str, Make] = {
    "新建工作库": lambda window: NewWorkspaceDialog(window.services),
    "设置": lambda window: SettingsDialog(window.services),
    "科室": lambda window: DepartmentsDialog(window.session, window.services),
    "本年通知": lambda window: NoticeDialog(window.session, window.services),
    "版头版记要素": lambda window: ElementsDialog(window.session, window.services),
    "从备份恢复": lambda window: BackupsDialog(window.services, window.session.store.path),
    "新建年度": lambda window: NewYearDialog(window.session, window.services),
    "导出": lambda window: ExportDialog(window.session, window.services, Path("导出")),
    "导入科室表格": _import,
    "指定指标": lambda window: PickIndicatorDialog(window.session, window.services, "件数", ("E02",), print),
    "台账": lambda window: RegistersDialog(window.session, window.services),
    "统一写法": lambda window: VariantsDialog(
        window.services, list, bool, RegistersDialog(window.session, window.services)
    ),
    "对应关系": lambda window: RecipesDialog(window.session, window.services),
    "生成收数表": lambda window: TemplatesDialog(window.session, window.services),
    "审核规则": lambda window: CheckRulesDialog(window.session, window.services),
    "自定规则": lambda window: OwnRuleDialog(window.session, window.services, None, print),
    "审核说明": lambda window: explained_sheet(window.session, window.services),
    "保密审查": lambda window: PublicationDialog(window.session, window.services),
    "一键清理": lambda window: CleanupDialog(window.session, window.services),
    "本章留存与比较": lambda window: ChapterSnapshotsDialog(window.session, window.services),
    "报送版与公开版对照": lambda window: EditionsDialog(window.session, window.services),
    "与上次打印比较": lambda window: PrintsDialog(window.session, window.services),
    "全稿留存与花脸稿": lambda window: VersionsDialog(window.session, window.services),
    "本单位不报的指标": lambda window: NotReportedDialog(window.session, window.services),
    "环境检查": lambda window: DoctorDialog(window.services),
}


@pytest.fixture
def window(kept: Kept) -> MainWindow:
    """One window for all dialogs: one that is opened and closed again changes nothing in it."""
    return kept.take()


@pytest.fixture(params=DIALOGS)
def dialog(request: pytest.FixtureRequest, window: MainWindow, qtbot: QtBot) -> Iterator[QDialog]:
    before = window.session.store.log.head
    made = opened(request.param, window, qtbot)
    yield made
    put_away(made)
    if window.session.store.log.head != before:  # a key did what the dialog is for
        window.session.undo()


def opened(title: str, window: MainWindow, qtbot: QtBot) -> QDialog:
    made = DIALOGS[title](window)
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


def put_away(dialog: QDialog) -> None:
    if shiboken6.isValid(dialog):
        dialog.reject()
        dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def buttons(dialog: QDialog) -> list[QAbstractButton]:
    return dialog.findChildren(QDialogButtonBox)[0].buttons()


def test_a_dialog_is_no_taller_than_600_and_its_buttons_are_seen(dialog: QDialog) -> None:
    assert dialog.height() <= 600
    assert dialog.minimumSizeHint().height() <= 600
    assert dialog.width() <= 1366
    for button in buttons(dialog):
        assert dialog.rect().contains(button.mapTo(dialog, button.rect().bottomRight()))


def test_the_large_font_fits_an_office_screen_and_a_small_one(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All dialogs in one go: a change of the font dresses every window anew."""
    room, misfits = screens.room, list[str]()
    window.services.preferences.set_font_size("large")
    try:
        for title in DIALOGS:
            monkeypatch.setattr(screens, "room", room)
            made = opened(title, window, qtbot)
            made.adjustSize()
            misfits += [title] if made.minimumSizeHint().height() > 600 else []
            put_away(made)
            monkeypatch.setattr(screens, "room", lambda _: SMALL)
            made = opened(title, window, qtbot)
            QApplication.sendPostedEvents()
            sizes = made.size(), made.minimumSizeHint()
            ends = [button.mapTo(made, button.rect().bottomRight()) for button in buttons(made)]
            fits = all(size.boundedTo(SMALL) == size for size in sizes)
            misfits += [] if fits and all(map(made.rect().contains, ends)) else [f"{title} (small)"]
            put_away(made)
    finally:
        window.services.preferences.set_font_size("medium")
    assert not misfits


def test_every_form_of_a_dialog_fits_a_small_screen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each form as it stands in its file, also those that no menu opens."""
    monkeypatch.setattr(screens, "room", lambda _: SMALL)
    forms = Forms(paths.forms())
    forms.register(SheetView)
    for path in sorted(paths.forms().glob("*.ui")):
        kind = ElementTree.parse(path).getroot().find("widget")
        assert kind is not None
        if kind.get("class") != "QDialog":
            continue
        plain = QDialog()
        forms.fill(plain, path.stem)
        plain.show()
        QApplication.sendPostedEvents()
        least = plain.minimumSizeHint()
        assert least.boundedTo(SMALL) == least, path.name
        plain.close()


def test_the_window_fits_a_small_screen_with_every_tab(program: Program, store: Store, qtbot: QtBot) -> None:
    window = shown(program, store)
    window.resize(SMALL)
    for tab in window.book.ids():
        page = window.book.page(tab)
        if isinstance(page, PreviewPage):  # its bar is widest when it says how many pages there are
            qtbot.waitUntil(lambda page=page: page.view.pages is not None, timeout=20_000)
        qtbot.wait(20)
        assert window.size() == SMALL, tab


def test_a_dialog_leaves_its_place_to_qt(dialog: QDialog) -> None:
    """One with a place of its own opens in the corner of the screen instead of over its window."""
    assert not dialog.testAttribute(Qt.WidgetAttribute.WA_Moved)


def test_the_button_says_what_will_happen(dialog: QDialog) -> None:
    texts = [button.text().replace("&", "") for button in buttons(dialog)]
    assert not {"确定", "OK", "是", "Yes", "Cancel"} & set(texts)
    assert dialog.windowTitle()


def test_esc_leaves_without_a_change(dialog: QDialog, window: MainWindow, qtbot: QtBot) -> None:
    before, step = window.session.report, window.session.store.undo_label
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert window.session.store.undo_label == step
    assert window.session.report == before


def test_tab_comes_to_the_buttons_last(dialog: QDialog) -> None:
    chain: list[QWidget] = []
    widget = dialog.nextInFocusChain()
    while widget is not None and widget is not dialog:
        if widget.isVisibleTo(dialog) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    first = min(chain.index(button) for button in buttons(dialog) if button in chain)
    assert [widget for widget in chain[first:] if not isinstance(widget, QAbstractButton)] == []


def test_work_starts_in_a_field_or_list_where_there_is_one(dialog: QDialog) -> None:
    ways = [child for kind in (QLineEdit, QAbstractItemView) for child in dialog.findChildren(kind)]
    if any(way.isVisibleTo(dialog) and way.isEnabled() and not _inside(way) for way in ways):
        assert dialog.focusWidget() not in buttons(dialog)


def test_enter_in_a_field_does_not_close_what_only_closes(dialog: QDialog, qtbot: QtBot) -> None:
    box = dialog.findChildren(QDialogButtonBox)[0]
    if any(box.buttonRole(button) == ACCEPT for button in box.buttons()):
        return
    for field in dialog.findChildren(QLineEdit):
        if field.isVisibleTo(dialog) and field.isEnabled():
            qtbot.keyClick(field, Qt.Key.Key_Return)
            assert dialog.isVisible(), field.objectName()


def test_no_letter_opens_two_fields(dialog: QDialog) -> None:
    """Alt and a letter goes to one place of what is seen."""
    shown = [
        widget.text()
        for kind in (QLabel, QAbstractButton)
        for widget in dialog.findChildren(kind)
        if widget.isVisibleTo(dialog)
    ]
    letters = [found[1].upper() for text in shown for found in re.finditer(r"&(\w)", text)]
    assert sorted(letters) == sorted(set(letters))


def test_every_field_can_be_reached_and_has_a_name(dialog: QDialog) -> None:
    named = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy() is not None}
    for kind in (QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView):
        for field in dialog.findChildren(kind):
            if not field.isVisibleTo(dialog) or field.objectName().startswith("qt_") or _inside(field):
                continue
            assert field.focusPolicy() & Qt.FocusPolicy.TabFocus, field.objectName()
            assert field in named or field.accessibleName(), field.objectName()
    for button in dialog.findChildren(QAbstractButton):
        if button.isVisibleTo(dialog) and button.objectName() and not button.objectName().startswith("qt_"):
            assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.objectName()
            assert button.text() or button.accessibleName(), button.objectName()


def _inside(field: QWidget) -> bool:
    """Whether a field is a part of another one: the list of a combo box, the line of a spin box."""
    parent = field.parentWidget()
    while parent is not None and not isinstance(parent, QDialog):
        if isinstance(parent, (QComboBox, QAbstractItemView)) or "PrivateContainer" in type(parent).__name__:
            return True
        if parent.metaObject().className() == "QComboBoxPrivateContainer":
            return True
        parent = parent.parentWidget()
    return False


def test_rows_of_a_list_are_as_high_before_the_dialog_is_seen_as_after(
    window: MainWindow, qtbot: QtBot
) -> None:
    """A list that measures its rows before it has its style would keep them too low."""
    node = next(node for node in window.session.report.nodes if node.paragraphs)
    untidy = replace(node, paragraphs=("今年,共办理  案件30件.",))
    window.session.change("改正文", [(node_key(window.session.year, node.id), untidy)])
    made = CleanupDialog(window.session, window.services)
    made.open()
    qtbot.waitUntil(made.isVisible)
    listing = made.form.differences
    row = listing.visualItemRect(listing.topLevelItem(0))
    assert row.height() >= listing.sizeHintForIndex(listing.model().index(0, 0)).height()
    assert row.height() >= listing.fontMetrics().height() + 8
    put_away(made)
    window.session.undo()


def test_wrapped_lines_have_their_height_with_the_large_font(window: MainWindow, qtbot: QtBot) -> None:
    window.services.preferences.set_font_size("large")
    try:
        made = opened("新建年度", window, qtbot)
        for label in made.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), label.objectName()
        put_away(made)
    finally:
        window.services.preferences.set_font_size("medium")
