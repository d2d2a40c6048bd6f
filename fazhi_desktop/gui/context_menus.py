"""Context menus of texts and fields: Qt's own entries, with the program's 撤销 and 重做."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu


def with_steps(menu: QMenu, undo: Callable[[], object], redo: Callable[[], object]) -> QMenu:
    """Let a standard menu take back the program's steps, of which Qt knows nothing."""
    for name, text, action in (
        ("edit-undo", "撤销\tCtrl+Z", undo),
        ("edit-redo", "重做\tCtrl+Y", redo),
    ):
        theirs = next((entry for entry in menu.actions() if entry.objectName() == name), None)
        if theirs is not None:
            ours = menu.addAction(text, action)
            menu.insertAction(theirs, ours)
            menu.removeAction(theirs)
    return menu
