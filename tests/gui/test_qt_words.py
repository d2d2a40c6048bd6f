"""Qt's own dialogs speak Chinese whole: whatever qtbase_zh_CN leaves, the program's word list supplies."""

import re
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QLocale, QObject, QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QPushButton,
    QSpinBox,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from fazhi_desktop import paths
from fazhi_desktop.gui.qt_words import QtWords

WORD = re.compile(r"[A-Za-z]{2,}")
KEPT = re.compile(
    r"Ctrl|Alt|Shift|Meta|Enter|Esc|HTML|PDF|A\d|B\d|C\d|DL|ANSI|JIS|TOML|\(\w[\w -]*\)|"
    r"US|Unicode|%\w+|<[^>]+>|&\w+;|Qt|[KMGTP]i?B|bytes"
)
"""Names of keys, formats and paper sizes are the same in Chinese."""
PRINTERS: list[QPrinter] = []
"""A print dialog does not keep its printer alive."""
TYPE_NAMES = {"QMimeType"}
"""Names of file types come from the system, not from Qt."""


class Listener(QTranslator):
    """Notes every word Qt asks a translation for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.asked: set[tuple[str, str, str]] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(self, context, sourceText, disambiguation=None, n=-1):
        self.asked.add((context, sourceText, disambiguation or ""))
        return None


@pytest.fixture
def listener(qapp: QApplication) -> Iterator[Listener]:
    made = Listener(qapp)
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


@pytest.fixture
def qtbase(qapp: QApplication) -> QTranslator:
    made = QTranslator(qapp)
    folders = (
        Path(PySide6.__file__).parent / "Qt" / "translations",
        Path(PySide6.__file__).parent / "translations",
    )
    assert any(made.load("qtbase_zh_CN", str(folder)) for folder in folders)
    return made


def dialogs(parent: QWidget) -> list[QWidget]:
    """Qt's own dialogs as Qt draws them."""
    file = QFileDialog(parent)
    file.setOption(QFileDialog.Option.DontUseNativeDialog)
    file.setViewMode(QFileDialog.ViewMode.Detail)
    save = QFileDialog(parent)
    save.setOption(QFileDialog.Option.DontUseNativeDialog)
    save.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    colour = QColorDialog(parent)
    colour.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
    colour.setOption(QColorDialog.ColorDialogOption.ShowAlphaChannel)
    message = QMessageBox(parent)
    message.setStandardButtons(QMessageBox.StandardButton(0x0BFFFF00 & 0x0FFFFC00))
    message.setDetailedText("详情")
    buttons = QDialogButtonBox(parent)
    buttons.setStandardButtons(QDialogButtonBox.StandardButton(0x0FFFFC00))
    font = QFontDialog(parent)
    font.setOption(QFontDialog.FontDialogOption.DontUseNativeDialog)
    printer = QPrinter()
    PRINTERS.append(printer)
    return [
        file,
        save,
        colour,
        message,
        buttons,
        font,
        QInputDialog(parent),
        QProgressDialog("进度", "取消", 0, 3, parent),
        QPrintDialog(printer, parent),
    ]


def menus(parent: QWidget) -> list[QMenu]:
    """Context menus of every kind of text field."""
    fields = [QLineEdit(parent), QTextEdit(parent), QPlainTextEdit(parent), QTextBrowser(parent)]
    spin = QSpinBox(parent)
    return [field.createStandardContextMenu() for field in (*fields, spin.findChildren(QLineEdit)[0])]


def words_of(widget: QWidget) -> list[str]:
    """Everything a widget and those in it say."""
    said: list[str] = [widget.windowTitle()]
    for child in (widget, *widget.findChildren(QWidget)):
        if isinstance(child, (QLabel, QPushButton)):
            said.append(child.text())
        if isinstance(child, QComboBox):
            said += [child.itemText(row) for row in range(child.count())]
        said += [child.toolTip(), child.whatsThis(), *(action.text() for action in child.actions())]
    return said


def english(text: str) -> bool:
    return bool(WORD.search(KEPT.sub("", text)))


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.filterwarnings("ignore")
def test_no_word_qt_asks_for_is_left_in_english(
    listener: Listener, qtbase: QTranslator, parent: QWidget, qtbot: QtBot
) -> None:
    for dialog in dialogs(parent):
        dialog.show()
        qtbot.wait(30)
        dialog.hide()
    assert menus(parent)
    own = QtWords(paths.resources() / "translations" / "qt_words.json")
    left = sorted(
        (context, words)
        for context, words, note in listener.asked
        if context not in TYPE_NAMES
        and not qtbase.translate(context, words, note)
        and not own.translate(context, words)
        and english(words)
    )
    assert left == []
    assert len(listener.asked) > 200


def test_context_menus_are_chinese(qapp: QApplication, parent: QWidget) -> None:
    for menu in menus(parent):
        texts = [action.text() for action in menu.actions() if not action.isSeparator()]
        assert texts
        assert [text for text in texts if english(text.partition("\t")[0])] == []


def test_message_and_input_dialogs_are_chinese(qapp: QApplication, parent: QWidget) -> None:
    for dialog in dialogs(parent):
        if isinstance(dialog, (QMessageBox, QDialogButtonBox, QInputDialog, QProgressDialog, QColorDialog)):
            assert [text for text in words_of(dialog) if english(text)] == []


def test_the_supplied_words_reach_the_dialog(qapp: QApplication) -> None:
    assert QApplication.translate("QFileDialog", "Files of &type:") == "文件类型(&T)："
    assert QApplication.translate("QPrintSettingsOutput", "Page &Set:") == "页面(&S)："
    assert QApplication.translate("QFileDialog", "&Open") != ""
    assert QLocale().language() == QLocale.Language.Chinese
