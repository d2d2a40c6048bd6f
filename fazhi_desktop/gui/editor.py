"""The text editor: paragraphs with chips, autosave, and input methods left in peace."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from fazhi_desktop.core.links import Link
from fazhi_desktop.gui import chips
from fazhi_desktop.gui.clipboard import marked_lines, mime_data
from fazhi_desktop.gui.composing import Composition
from fazhi_desktop.gui.context_menus import with_steps
from fazhi_desktop.gui.dates import asks_for_today, today_in_words
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.theme import Colours

IDLE_MS, STEADY_MS, BURST_MS = 1500, 10000, 5000
LINE_HEIGHT = 1.8


class TextEditor(QTextEdit):
    """Edits the paragraphs of one heading. It grows with its text and never scrolls.

    Signals:
        committed(paragraphs): the text as it is to be stored, on leaving, when idle, and every 10 s.
        burst_ended(): the next commit is a step of its own.
        chip_chosen(Link): a chip was Ctrl+clicked or double-clicked.
        number_wanted(): Ctrl+K.
        stepped_out(int): an arrow key went over the first (-1) or the last line (1).
        undo_wanted(), redo_wanted()
    """

    committed = Signal(object)
    burst_ended = Signal()
    chip_chosen = Signal(object)
    number_wanted = Signal()
    stepped_out = Signal(int)
    undo_wanted = Signal()
    redo_wanted = Signal()
    entered = Signal()
    menu_wanted = Signal(object, object)

    def __init__(
        self,
        look: Callable[[Link], chips.ChipLook],
        describe: Callable[[Link], str],
        known: Callable[[str], bool],
        colours: Colours,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._describe, self._known = look, describe, known
        self.remark: Callable[[int], str] = lambda _position: ""
        self.composition = Composition()
        self._painter = chips.ChipPainter(look, colours, self)
        self.document().documentLayout().registerHandler(chips.CHIP_TYPE, self._painter)
        self._loading = False
        self._dirty = False
        self._set_up()
        self._idle, self._steady, self._burst = (_timer(self, ms) for ms in (IDLE_MS, STEADY_MS, BURST_MS))
        self._connect()

    def _set_up(self) -> None:
        self.setProperty("editor", "flow")
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(6)

    def _connect(self) -> None:
        self.textChanged.connect(self._note_typing)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self._idle.timeout.connect(self.commit)
        self._steady.timeout.connect(self.commit)
        self._burst.timeout.connect(self.end_burst)

    # text

    def paragraphs(self) -> tuple[str, ...]:
        """The text as stored; blank paragraphs are left out."""
        lines = (
            chips.marked_text(block).replace("\u2028", "").strip() for block in chips.blocks(self.document())
        )
        return tuple(line for line in lines if line)

    def set_paragraphs(self, paragraphs: tuple[str, ...]) -> None:
        """Show a stored text; the caret stays, or goes to what changed."""
        if paragraphs == self.paragraphs():
            self._dirty = False
            self.refresh_chips()
            return
        before, had_focus = self.toPlainText(), self.hasFocus()
        self._loading = True
        cursor = self.textCursor()
        cursor.beginEditBlock()  # laid out once, at its end
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        for place, text in enumerate(paragraphs):
            if place:
                cursor.insertBlock()
            chips.insert_marked(cursor, text, self._known)
        self._shape()
        cursor.endEditBlock()
        self._loading = False
        self._dirty = False
        self.fit()
        if had_focus:
            cursor.setPosition(_end_of_change(before, self.toPlainText()))
            self.setTextCursor(cursor)

    def _shape(self) -> None:
        """Give every paragraph its indent and line height; the characters are not touched."""
        wanted = QTextBlockFormat()
        wanted.setTextIndent(2 * self.fontMetrics().horizontalAdvance("中"))
        pixels = LINE_HEIGHT * self.fontMetrics().horizontalAdvance("中")
        wanted.setLineHeight(pixels, int(QTextBlockFormat.LineHeightTypes.MinimumHeight.value))
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(wanted)

    def refresh_chips(self, codes: Collection[str] | None = None) -> None:
        """Lay the chips of these indicators out anew, all where none are named."""
        for position, link in chips.chip_positions(self.document()):
            if codes is None or link.code in codes:
                self.document().markContentsDirty(position, 1)

    def fit(self, *_: object) -> None:
        """Be as tall as the text."""
        height = max(self.document().size().height(), self.fontMetrics().height() + 12) + 4
        if round(height) != self.height():
            self.setFixedHeight(round(height))

    def insert_link(self, link: Link, before: str = "", after: str = "") -> None:
        """Put a chip at the caret, with words before and after it, as an undo step of its own."""
        self.end_burst()
        cursor = self.textCursor()
        cursor.insertText(before, QTextCharFormat())
        cursor.insertText(chips.OBJECT, chips.chip_format(link))
        cursor.insertText(after, QTextCharFormat())
        self.setTextCursor(cursor)
        self.end_burst()

    def insert_text(self, text: str) -> None:
        """Put stored text with links at the caret, as an undo step of its own."""
        self.end_burst()
        self._insert_lines(marked_lines(text))
        self.end_burst()

    def replace_paragraphs(self, paragraphs: tuple[str, ...]) -> None:
        """Put another whole text in place of this one, as an undo step of its own."""
        self.end_burst()
        self.set_paragraphs(paragraphs)
        self._dirty = True
        self.end_burst()

    def current_code(self) -> str:
        """Indicator of the chip at or beside the caret."""
        cursor = self.textCursor()
        for position in (cursor.selectionStart(), cursor.position() - 1, cursor.position()):
            link = chips.link_at(self.document(), position) if position >= 0 else None
            if link:
                return link.code
        return ""

    def selected_plain(self) -> str:
        """The selected text where it is one line without chips."""
        text = self.textCursor().selectedText()
        return "" if "\u2029" in text or chips.OBJECT in text else text

    def select_stored(self, paragraph: int, start: int, length: int) -> None:
        """Select a piece of a stored paragraph, given in characters of its stored text."""
        self.setTextCursor(self.stored_cursor(paragraph, start, length))

    def stored_cursor(self, paragraph: int, start: int, length: int) -> QTextCursor:
        """A cursor that selects such a piece; as it is where there is no text."""
        cursor = self.textCursor()
        span = chips.stored_span(self.document(), paragraph, start, length)
        if span is not None:
            cursor.setPosition(span[0])
            cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def stored_place(self) -> tuple[int, int]:
        """Paragraph of the stored text where the caret stands, and the character in it."""
        return chips.stored_place(self.document(), self.textCursor().position())

    def choose_number(self) -> None:
        """Ask for a number to insert."""
        self.number_wanted.emit()

    # saving

    @property
    def dirty(self) -> bool:
        """Whether anything typed is not committed yet."""
        return self._dirty

    def commit(self) -> None:
        """Give the text to be stored, unless a word is being composed."""
        if self._dirty and not self.composition.active:
            self._idle.stop()
            self._steady.stop()
            self._dirty = False
            self.committed.emit(self.paragraphs())

    def keep_dirty(self) -> None:
        """The last commit could not be written; try again later."""
        self._dirty = True
        self._steady.start()

    def finish(self) -> None:
        """Take what is being composed as text, and commit all."""
        self.composition.finish(self)
        self.commit()

    def end_burst(self) -> None:
        """Commit, and let the next typing be an undo step of its own."""
        self._burst.stop()
        self.commit()
        self.burst_ended.emit()

    def _note_typing(self) -> None:
        if self._loading:
            return
        self._dirty = True
        self._idle.start()
        self._burst.start()
        if not self._steady.isActive():
            self._steady.start()

    # events

    @guarded()
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composition.follow(event)
        super().inputMethodEvent(event)
        if self._dirty and not self.composition.active:
            self._idle.start()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.composition.active:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_wanted.emit()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self._select_chip(event):
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.isReadOnly():
            self.end_burst()
            self.textCursor().insertBlock()
            self.textCursor().setCharFormat(QTextCharFormat())
            self.ensureCursorVisible()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(event)
        elif asks_for_today(event) and not self.isReadOnly():
            self.insert_text(today_in_words())
        else:
            super().keyPressEvent(event)

    @guarded(bool)
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            point = self.viewport().mapFromGlobal(event.globalPos())
            link = self.link_under(point)
            remark = self.remark(self.cursorForPosition(point).position())
            words = "\n".join(filter(None, (link and self._describe(link), remark)))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
        ):
            event.accept()
            return True
        return super().event(event)

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        link = self.link_under(event.position().toPoint())
        if link and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.chip_chosen.emit(link)
            return
        super().mousePressEvent(event)

    @guarded()
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        link = self.link_under(event.position().toPoint())
        if link:
            self.chip_chosen.emit(link)
            return
        super().mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @guarded()
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._loading = True
            self._shape()
            self._loading = False
            self.fit()

    @guarded()
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    @guarded()
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.composition.finish(self)
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.end_burst()

    @guarded()
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        with_steps(menu, self.undo_wanted.emit, self.redo_wanted.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_wanted.emit(menu, self.link_under(self.viewport().mapFrom(self, event.pos())))
        menu.popup(event.globalPos())

    @guarded(QMimeData)
    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_data(self.textCursor(), lambda link: self._look(link).text)

    @guarded()
    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText() and not self.isReadOnly():
            self.insert_text(source.text())

    def link_under(self, point: QPoint) -> Link | None:
        """The chip under a point of the viewport."""
        return chips.link_of(self.document().documentLayout().formatAt(QPointF(point)))

    # inside

    def _insert_lines(self, lines: list[str]) -> None:
        cursor = self.textCursor()
        cursor.removeSelectedText()
        for place, line in enumerate(lines):
            if place:
                cursor.insertBlock()
            chips.insert_marked(cursor, line, self._known)
        self.setTextCursor(cursor)

    def _select_chip(self, event: QKeyEvent) -> bool:
        """First Backspace or Delete on a chip only selects it."""
        cursor = self.textCursor()
        if cursor.hasSelection() or self.isReadOnly():
            return False
        backwards = event.key() == Qt.Key.Key_Backspace
        position = cursor.position() - 1 if backwards else cursor.position()
        if position < 0 or chips.link_at(self.document(), position) is None:
            return False
        move = QTextCursor.MoveOperation.Left if backwards else QTextCursor.MoveOperation.Right
        cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def _step(self, event: QKeyEvent) -> None:
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() == before and not event.modifiers():
            self.stepped_out.emit(-1 if event.key() == Qt.Key.Key_Up else 1)


def _timer(parent: TextEditor, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer


def _end_of_change(before: str, after: str) -> int:
    """Position in `after` behind what differs from `before`."""
    tail = 0
    while tail < min(len(before), len(after)) and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return len(after) - tail
