"""Loads the Qt Designer forms of `ui/` through one shared QUiLoader."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QTableView, QTreeView, QWidget

from fazhi_desktop.gui.remark import Remark
from fazhi_desktop.gui.screens import FitScreen
from fazhi_desktop.gui.theme import dress
from fazhi_desktop.gui.wheel import ChoiceBox

BUTTON_GAP = 8


class _Loader(QUiLoader):
    """A loader that puts a form's top widget into an existing widget.

    It makes the others here: given one that Qt made, PySide loads every class of widgets to tell which it is.
    """

    def __init__(self) -> None:
        places = QCoreApplication.libraryPaths()
        QCoreApplication.setLibraryPaths([])  # or the loader loads Designer's plugins, which no form uses
        super().__init__()
        QCoreApplication.setLibraryPaths(places)
        self.target: QWidget | None = None
        self.promoted: dict[str, type[QWidget]] = {"QComboBox": ChoiceBox}

    def createWidget(self, class_name: str, parent: QWidget | None = None, name: str = "") -> QWidget:
        target, self.target = self.target, None
        if target is not None:
            return target
        made = (self.promoted.get(class_name) or getattr(QtWidgets, class_name))(parent)
        made.setObjectName(name)
        return made


class Form:
    """The widgets, layouts, menus and actions of a loaded form by their names, found when first asked for."""

    def __init__(self, target: QWidget) -> None:
        self._target = target

    def __getattr__(self, name: str) -> Any:
        child = self._target.findChild(QObject, name)
        if child is None:
            raise AttributeError(f"{self._target.objectName()}.ui has no {name}")
        setattr(self, name, child)
        return child


def _no_help(_: str) -> None:
    return


class Forms:
    """The forms of the program, by file name without `.ui`.

    Attributes:
        show_help: shows the manual at a form's name; F1 in every dialog calls it.
    """

    def __init__(self, folder: Path) -> None:
        self.show_help: Callable[[str], None] = _no_help
        self._folder = folder
        self._fit = FitScreen()
        self._loader = _Loader()
        self.register(Remark)

    def register(self, widget: type[QWidget]) -> None:
        """Make a promoted class of ours known by its name."""
        self._loader.promoted[widget.__name__] = widget

    def fill(self, target: QWidget, name: str) -> Any:
        """Load a form into `target`; gives the form's widgets, layouts, menus and actions by their names.

        A dialog is deleted when it is closed.
        """
        self._load(name, target)
        for tree in target.findChildren(QTreeView):
            tree.ensurePolished()  # rows that are measured before have no padding
        for table in target.findChildren(QTableView):
            from fazhi_desktop.gui.columns import plain_heads

            plain_heads(table)
        if isinstance(target, QDialog):
            from PySide6.QtCore import Qt

            target.setSizeGripEnabled(False)
            target.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            QShortcut(QKeySequence("F1"), target).activated.connect(lambda: self.show_help(name))
            for box in target.findChildren(QDialogButtonBox):
                _dress_buttons(box, asks=bool(target.findChildren(QLineEdit)))
            self._fit.watch(target)
        return Form(target)

    def _load(self, name: str, target: QWidget) -> None:
        self._loader.target = target
        try:
            # told the parent, the loader takes size alone from the form, and Qt puts a dialog over its window
            made = self._loader.load(str(self._folder / f"{name}.ui"), target.parentWidget())
        finally:
            self._loader.target = None
        if made is None:
            raise ValueError(f"{name}.ui: {self._loader.errorString()}")


def _dress_buttons(box: QDialogButtonBox, *, asks: bool) -> None:
    """The gap of all buttons; one that only closes gets no colour, and no Enter that was typed in a field."""
    row = box.layout()
    assert row is not None
    row.setSpacing(BUTTON_GAP)
    close = box.button(QDialogButtonBox.StandardButton.Close)
    if close is not None:
        close.setText("关闭")
        dress(close, "plain", "true")
        close.setAutoDefault(not asks)


def name_buttons(box: QDialogButtonBox, accept: str, reject: str = "取消") -> None:
    """Put verbs on the two buttons of a dialog."""
    for role, text in (
        (QDialogButtonBox.StandardButton.Ok, accept),
        (QDialogButtonBox.StandardButton.Cancel, reject),
    ):
        button = box.button(role)
        if button is not None:
            button.setText(text)
