"""Context menus of texts and fields: Qt's own entries, with the program's 撤销 and 重做."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu


def with_steps(menu: QMenu, undo: Callable[[], object], redo: Callable[[], object]) -> QMenu:
    """Let a standard menu take back the program's steps, of which Qt knows nothing."""
    _replace(menu, "edit-undo", "撤销\tCtrl+Z", undo)
    _replace(menu, "edit-redo", "重做\tCtrl+Y", redo)
    return menu


def with_paste(menu: QMenu, paste: Callable[[], object]) -> QMenu:
    """Let a standard menu paste as the field does."""
    _replace(menu, "edit-paste", "粘贴\tCtrl+V", paste)
    return menu


def _replace(menu: QMenu, name: str, text: str, action: Callable[[], object]) -> None:
    theirs = next((entry for entry in menu.actions() if entry.objectName() == name), None)
    if theirs is not None:
        ours = menu.addAction(text, action)
        menu.insertAction(theirs, ours)
        menu.removeAction(theirs)
