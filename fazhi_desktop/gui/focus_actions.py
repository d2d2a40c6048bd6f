"""Menu entries that act on whatever has the keyboard, and the window's own dialogs."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from fazhi_desktop.gui.main_window import MainWindow


def call(method: str) -> None:
    """Call a method like copy or paste of the widget that has the keyboard, if it has it."""
    found: Any = getattr(QApplication.focusWidget(), method, None)
    if callable(found):
        found()


def find(window: "MainWindow", text: str, *, replacing: bool = False) -> None:
    """Open the search over all chapters, with the selected text where none is given."""
    from fazhi_desktop.gui.find_dialog import FindDialog

    window.session.flush()
    FindDialog(window.session, window.services, text or _selected_text(), replacing=replacing).open()


def insert_number(window: "MainWindow") -> None:
    """Choose an indicator and put it where the caret of a text is."""
    from fazhi_desktop.gui.editor import TextEditor

    focus = QApplication.focusWidget()
    insert: Any = getattr(window.book.current_page, "insert_at_caret", None)
    if not window.session.editable:
        window.session.said.emit(window.session.locked_reason)
    elif isinstance(focus, TextEditor):
        focus.choose_number()
    elif callable(insert):
        insert()
    else:
        window.session.said.emit("请先打开一章，把光标放到正文中，再按 Ctrl+K 插入数字。")


def show_detail(window: "MainWindow") -> None:
    """Show where the number at the keyboard comes from and where it is used."""
    from fazhi_desktop.gui.value_dialog import ValueDialog

    code = current_code(QApplication.focusWidget())
    if code:
        window.session.flush()
        ValueDialog(window.session, window.services, code).open()
    else:
        window.session.said.emit("请先选中一个指标或正文中的联动数字，再按 F4。")


def show_history(window: "MainWindow") -> None:
    """Show what was changed, and let it be restored."""
    from fazhi_desktop.gui.history_dialog import HistoryDialog

    window.session.flush()
    HistoryDialog(window.session, window.services).open()


def show_keys(window: "MainWindow") -> None:
    """Show the keys of the program."""
    from fazhi_desktop.gui.help_dialogs import KeysDialog

    KeysDialog(window.services).open()


def show_about(window: "MainWindow") -> None:
    """Show versions and licences."""
    from fazhi_desktop.gui.help_dialogs import AboutDialog

    AboutDialog(window.services).open()


def current_code(widget: QWidget | None) -> str:
    """Code of the indicator that has the keyboard: the nearest widget that knows one."""
    while widget is not None:
        code: Any = getattr(widget, "current_code", None)
        if callable(code) and (found := code()):
            return str(found)
        widget = widget.parentWidget()
    return ""


def _selected_text() -> str:
    selected: Any = getattr(QApplication.focusWidget(), "selected_plain", None)
    return str(selected()) if callable(selected) else ""
