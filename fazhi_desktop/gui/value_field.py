"""The field for one value: digits first, never changed by the wheel, safe with input methods."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from fazhi_desktop.gui.clipboard import cells_of
from fazhi_desktop.gui.composing import Composition
from fazhi_desktop.gui.context_menus import with_paste, with_steps
from fazhi_desktop.gui.dates import asks_for_today, today_in_words
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.theme import dress


class ValueField(QLineEdit):
    """Holds the text of one value until it is left.

    `submit` is given the text and returns a sentence where it cannot be taken; the text then stays,
    marked, and Esc brings the stored value back.

    Signals:
        moved(int): to the next (1) or the previous (-1) field.
        entered(): it has the keyboard now.
        above_wanted(), calculator_wanted(), undo_wanted(), redo_wanted(), menu_wanted(QMenu)
        block_pasted(rows): several cells of a spreadsheet, the first of them for this field.
        judged(sentence): '' after a text was taken, else why not.
    """

    moved = Signal(int)
    entered = Signal()
    above_wanted = Signal()
    calculator_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    menu_wanted = Signal(object)
    block_pasted = Signal(object)
    judged = Signal(str)

    def __init__(self, submit: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._submit = submit
        self.stored = ""
        self.composition = Composition()
        self._refused = ""
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def show_stored(self, text: str) -> None:
        """Show a stored value, unless something else is being typed."""
        was, self.stored = self.stored, text
        if self.composition.active or (self.pending and self.text() != was):
            return
        self._put_back()

    @property
    def pending(self) -> bool:
        """Whether the text is not the stored one."""
        return self.text() != self.stored

    def finish(self) -> bool:
        """Take what is being composed, and submit; False where it was refused."""
        self.composition.finish(self)
        return self.submit()

    def submit(self) -> bool:
        """Hand the text over if it is new; False where it was refused."""
        if self.composition.active:
            return False
        if not self.pending:
            if self.property("state") == "bad":
                self._say("")
            return True
        if self.text() == self._refused and self._refused:
            return False
        sentence = self._submit(self.text())
        self._refused = self.text() if sentence else ""
        self._say(sentence)
        if not sentence:
            self._put_back()
        return not sentence

    def paste(self) -> None:
        """Paste the clipboard's text; several cells go to this field and those that follow."""
        rows = cells_of(QGuiApplication.clipboard().text())
        if self.isReadOnly() or not rows:
            return
        if len(rows) > 1 or len(rows[0]) > 1:
            self.block_pasted.emit(rows)
        else:
            self.insert(rows[0][0])

    def restore(self) -> None:
        """Put the stored value back."""
        self._put_back()
        self._say("")
        self.selectAll()

    def _put_back(self) -> None:
        self._refused = ""
        if self.text() != self.stored:
            self.setText(self.stored)
            self.setCursorPosition(0 if not self.hasFocus() else len(self.stored))

    def _say(self, sentence: str) -> None:
        dress(self, "state", "bad" if sentence else "")
        self.judged.emit(sentence)

    @guarded()
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composition.follow(event)
        super().inputMethodEvent(event)

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composition.active or not self._handled(event):
            super().keyPressEvent(event)

    def _handled(self, event: QKeyEvent) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
            self._undo(redo=event.matches(QKeySequence.StandardKey.Redo))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.submit():
                self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape and self.pending:
            self.restore()
        elif key == Qt.Key.Key_F2:
            self.deselect() if self.hasSelectedText() else self.selectAll()
        elif control and key == Qt.Key.Key_D:
            self.above_wanted.emit()
        elif asks_for_today(event) and not self.isReadOnly():
            self.insert(today_in_words())
        elif control and key == Qt.Key.Key_Equal:
            self.calculator_wanted.emit()
        else:
            return False
        return True

    def _undo(self, *, redo: bool) -> None:
        if self.pending and not redo:
            self.restore()
        else:
            (self.redo_wanted if redo else self.undo_wanted).emit()

    @guarded(bool)
    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.accept()
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @guarded()
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.OtherFocusReason,
        ):
            self.selectAll()
        self.entered.emit()

    @guarded()
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.composition.finish(self)
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.submit()

    @guarded()
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        with_steps(menu, lambda: self._undo(redo=False), lambda: self._undo(redo=True))
        with_paste(menu, self.paste)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_wanted.emit(menu)
        menu.popup(event.globalPos())
