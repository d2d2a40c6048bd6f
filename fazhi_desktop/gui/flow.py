"""The middle pane of a chapter: all its headings and texts, one under the other."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fazhi_desktop.core.moved import SETTING as MOVED
from fazhi_desktop.core.records import Key
from fazhi_desktop.gui.node_block import PREFACE, NodeBlock
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.text_marks import marks_of

MARGIN = 20
TEXTS = {"node", "report"}
SETTLING = 3
"""Rounds of layout until a page that was never seen has its heights: texts, blocks, the whole."""


class Flow(QScrollArea):
    """The texts of one chapter. The pane scrolls; the editors in it never do.

    Signals:
        entered(id), number_wanted(editor), code_chosen(code), detail_wanted(code): see NodeBlock.
    """

    _session: Session
    _services: Services

    entered = Signal(int)
    number_wanted = Signal(object)
    code_chosen = Signal(str)
    detail_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blocks: dict[int, NodeBlock] = {}
        self._moved: set[str] = set()
        self._marked: set[str] = set()
        self.current: int | None = None
        self._inside = QWidget()
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(MARGIN, 8, MARGIN, 120)
        self._layout.setSpacing(0)
        self._layout.addStretch(1)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def use(self, session: Session, services: Services) -> None:
        """Say where texts come from and go to; once."""
        self._session, self._services = session, services

    def show_nodes(self, ids: list[int], keys: frozenset[Key] | None, initiator: object) -> None:
        """Show these headings in this order and what `keys` touch, all where they are None.

        Blocks that stay keep their caret.
        """
        whole = keys is None or any(key.kind == "body" for key in keys)
        if list(self.blocks) != ids:
            self._arrange(ids)
            whole = True
        changed = {
            int(key.name) if key.kind == "node" else PREFACE for key in keys or () if key.kind in TEXTS
        }
        codes = {key.name for key in keys or () if key.kind == "value"}
        if any(key.kind == "setting" and key.name == MOVED for key in keys or ()):
            codes |= self._moved | self._session.moved.keys()
        self._moved = set(self._session.moved)
        if whole:
            self._marked = self._with_findings()
        for block in self.blocks.values():
            if whole or block.node_id in changed:
                block.refresh(initiator)
            elif codes:
                block.editor.refresh_chips(codes)
        if whole:
            QTimer.singleShot(0, self, self.show_marks)  # once the texts are laid out
        else:
            self.show_marks()

    def show_marks(self) -> None:
        """Lay the chips out anew where the findings changed: a mark makes a chip wider; underline texts."""
        marked = self._with_findings()
        changed, self._marked = marked ^ self._marked, marked
        if changed:
            for block in self.blocks.values():
                block.editor.refresh_chips(changed)
        marks = marks_of(self._session.report, self._session.findings)
        for block in self.blocks.values():
            if not block.editor.dirty:
                block.marks.show(marks.get(block.node_id, ()))

    def _with_findings(self) -> set[str]:
        """Codes in texts that a finding is about."""
        return {code for code in self._session.report.uses if self._session.findings_of(code)}

    def go_to(
        self,
        node_id: int,
        paragraph: int | None = None,
        start: int = 0,
        length: int = 0,
        *,
        focus: bool = True,
    ) -> None:
        """Bring a heading's text into view, and select a piece of it."""
        block = self.blocks.get(node_id)
        if block is None:
            return
        self.current = node_id
        for _ in range(SETTLING):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.verticalScrollBar().setValue(block.mapTo(self._inside, QPoint(0, 0)).y() - 8)
        if focus:
            block.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if paragraph is not None:
            block.editor.select_stored(paragraph, start, length)

    @property
    def editor(self) -> NodeBlock | None:
        """The block whose text was edited last."""
        return self.blocks.get(self.current) if self.current is not None else None

    def _arrange(self, ids: list[int]) -> None:
        kept, self.blocks = self.blocks, {}
        for place, node_id in enumerate(ids):
            block = kept.pop(node_id, None) or self._made(node_id)
            self._layout.removeWidget(block)
            self._layout.insertWidget(place, block)
            self.blocks[node_id] = block
            block.show()
        for block in kept.values():
            block.setParent(None)
            block.deleteLater()
        previous: QWidget | None = None
        for block in self.blocks.values():
            if previous is not None:
                QWidget.setTabOrder(previous, block.editor)
            previous = block.editor

    def _made(self, node_id: int) -> NodeBlock:
        block = NodeBlock(self._session, self._services, node_id, self._inside)
        block.entered.connect(self._enter)
        block.stepped_out.connect(self._step)
        block.number_wanted.connect(self.number_wanted)
        block.code_chosen.connect(self.code_chosen)
        block.detail_wanted.connect(self.detail_wanted)
        block.editor.cursorPositionChanged.connect(lambda: self._follow_caret(block))
        return block

    def _enter(self, node_id: int) -> None:
        self.current = node_id
        self.entered.emit(node_id)

    def _step(self, block: NodeBlock, by: int) -> None:
        order = list(self.blocks.values())
        place = order.index(block) + by
        if 0 <= place < len(order):
            editor = order[place].editor
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            where = QTextCursor.MoveOperation.End if by < 0 else QTextCursor.MoveOperation.Start
            editor.moveCursor(where)

    def _follow_caret(self, block: NodeBlock) -> None:
        """Keep the caret's line in view."""
        if not block.editor.hasFocus():
            return
        caret = block.editor.cursorRect()
        point = block.editor.viewport().mapTo(self._inside, caret.center())
        self.ensureVisible(0, point.y(), 0, caret.height() + 24)


def flow_ids(session: Session, chapter_id: int, *, preface: bool) -> list[int]:
    """Ids of the chapter and all below it in reading order, the preface before the first chapter."""
    report = session.report
    ids: list[int] = [PREFACE] if preface else []
    pending = [chapter_id]
    while pending:
        node_id = pending.pop(0)
        ids.append(node_id)
        pending = [child.id for child in report.children.get(node_id, ())] + pending
    return ids
