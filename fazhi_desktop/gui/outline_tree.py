"""The left pane of a chapter: its headings as a tree with marks, and what can be done to them."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from fazhi_desktop.core.completion import Completion
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.icons import Icons
from fazhi_desktop.gui.progress_marks import heading_mark, wrong_headings
from fazhi_desktop.gui.session import Session

NODE = Qt.ItemDataRole.UserRole
HEADING = NODE + 1
PREFACE = 0


class _HeadingDelegate(QStyledItemDelegate):
    """Edits a heading without its number."""

    @guarded()
    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(HEADING)))

    @guarded()
    def setModelData(
        self,
        editor: QWidget,
        model: QAbstractItemModel,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(model.index(index.row(), 0, index.parent()), editor.text().strip(), HEADING)


class OutlineTree(QTreeWidget):
    """The headings of one chapter.

    Signals:
        node_chosen(id): another heading was chosen by the clerk; 0 is the preface.
        renamed(id, heading)
        move_wanted(int), indent_wanted(int), delete_wanted(): for the current heading.
    """

    node_chosen = Signal(int)
    renamed = Signal(int, str)
    move_wanted = Signal(int)
    indent_wanted = Signal(int)
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self._later: Callable[[], None] | None = None
        self._items: dict[int, QTreeWidgetItem] = {}
        self._wrong: set[int] = set()
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.setIndentation(14)
        self.setIconSize(QSize(16, 16))
        self.setUniformRowHeights(True)
        self.setProperty("pane", "side")
        self.setItemDelegate(_HeadingDelegate(self))
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._announce)
        self.itemChanged.connect(self._note_rename)

    def fill(self, session: Session, chapter: Node, icons: Icons, *, preface: bool) -> None:
        """Show the headings of a chapter, keeping the current one and what is folded.

        While a heading is edited in place its line has to stay; the rest is shown when that is done.
        """
        if self.state() == QAbstractItemView.State.EditingState:
            self._later = partial(self.fill, session, chapter, icons, preface=preface)
            return
        report, done = session.report, session.completion
        current, folded = (
            self.current_node(),
            {node for node, item in self._items.items() if item.childCount() and not item.isExpanded()},
        )
        self._filling = True
        self._wrong = wrong_headings(session)
        self.clear()
        self._items = {}
        root = self.invisibleRootItem()
        if preface:
            state = Completion(texts=int(any(report.head.preface)), texts_needed=1)
            self._add(root, PREFACE, "引言", "", state, icons, editable=False)
        self._add_node(root, chapter, report, session, icons, done)
        for node, item in self._items.items():
            item.setExpanded(node not in folded)
        sections = report.children.get(chapter.id, ())
        first = sections[0].id if sections else chapter.id
        chosen = self._items.get(current if current is not None else first) or self._items[chapter.id]
        self.setCurrentItem(chosen)
        self._filling = False

    def current_node(self) -> int | None:
        """Id of the current heading."""
        item = self.currentItem()
        return int(item.data(0, NODE)) if item else None

    def choose(self, node_id: int) -> None:
        """Make a heading the current one without saying so."""
        item = self._items.get(node_id)
        if item is not None and item is not self.currentItem():
            self._filling = True
            self.setCurrentItem(item)
            self._filling = False

    def rename_current(self) -> None:
        """Edit the current heading in place."""
        item = self.currentItem()
        if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable:
            self.editItem(item, 0)

    def _add_node(
        self,
        parent: QTreeWidgetItem,
        node: Node,
        report: Report,
        session: Session,
        icons: Icons,
        done: Mapping[int, Completion],
    ) -> None:
        item = self._add(
            parent,
            node.id,
            report.heading_line(node),
            node.heading,
            done[node.id],
            icons,
            editable=session.editable,
            wrong=node.id in self._wrong,
        )
        for child in report.children.get(node.id, ()):
            self._add_node(item, child, report, session, icons, done)

    def _add(
        self,
        parent: QTreeWidgetItem,
        node: int,
        line: str,
        heading: str,
        state: Completion,
        icons: Icons,
        *,
        editable: bool,
        wrong: bool = False,
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [line])
        item.setData(0, NODE, node)
        item.setData(0, HEADING, heading)
        icon, words = heading_mark(state, icons, wrong=wrong)
        item.setIcon(0, icon)
        item.setToolTip(0, f"{line}\n{words}")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{line}，{words}")
        if editable:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self._items[node] = item
        return item

    def _announce(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.node_chosen.emit(int(item.data(0, NODE)))

    def _note_rename(self, item: QTreeWidgetItem, _column: int) -> None:
        if not self._filling:
            self.renamed.emit(int(item.data(0, NODE)), str(item.data(0, HEADING)))

    @guarded()
    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        later, self._later = self._later, None
        if later is not None:
            later()

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.indent_wanted.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)
