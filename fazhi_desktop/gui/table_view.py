"""The view of the table of all indicators: frozen names, keys of a spreadsheet, blocks to and from Excel."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.table_model import CODE_ROLE, Column, TableModel
from fazhi_desktop.gui.value_field import ValueField

FROZEN = (Column.CODE, Column.NAME)
WIDTHS = {
    Column.CODE: 110,
    Column.NAME: 250,
    Column.NOW: 110,
    Column.UNIT: 76,
    Column.PARTS: 110,
    Column.PAST: 110,
    Column.CHANGE: 110,
    Column.SOURCE: 220,
}
ROW_HEIGHT = 30


class _CellField(ValueField):
    """A field whose text the model judges when the cell is left."""

    def submit(self) -> bool:
        return True


class _Delegate(QStyledItemDelegate):
    """Edits a cell with the same field as the forms.

    Signals:
        calculator_wanted(): Ctrl+= in the field.
        block_pasted(): several cells, not text for this field alone.
    """

    calculator_wanted = Signal()
    block_pasted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor: ValueField | None = None

    @guarded()
    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = _CellField(lambda _text: "", parent)
        editor.calculator_wanted.connect(self.calculator_wanted)
        editor.block_pasted.connect(self.block_pasted)
        self.editor = editor
        return editor

    @guarded()
    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, ValueField) and not editor.pending and not editor.composition.active:
            editor.show_stored(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    @guarded()
    def setModelData(
        self,
        editor: QWidget,
        model: object,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if isinstance(editor, ValueField) and isinstance(model, TableModel):
            editor.composition.finish(editor)
            model.setData(index, editor.text(), int(Qt.ItemDataRole.EditRole))

    @guarded()
    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, index)


class IndicatorTable(QTableView):
    """The table itself; codes and names stay in sight while the rest is scrolled sideways.

    Signals:
        paste_wanted(transposed, values_only), clear_wanted(), detail_wanted(code), fill_wanted(): Ctrl+D
        calculator_wanted(): Ctrl+=
        undo_wanted(), redo_wanted()
    """

    paste_wanted = Signal(bool, bool)
    clear_wanted = Signal()
    detail_wanted = Signal(str)
    fill_wanted = Signal()
    calculator_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.enter_moves_right = False
        self._frozen = QTableView(self)
        self.delegate = _Delegate(self)
        self.delegate.calculator_wanted.connect(self.calculator_wanted)
        self.delegate.block_pasted.connect(self._paste_over)
        self.setItemDelegate(self.delegate)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setWordWrap(False)
        self.setTabKeyNavigation(True)
        self._dress(self)
        self._dress(self._frozen)
        self.horizontalHeader().setSortIndicatorClearable(True)
        self._frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._frozen.setProperty("frozen", "true")
        self._frozen.setFrameShape(QFrame.Shape.NoFrame)
        self._frozen.horizontalHeader().setSectionsClickable(False)
        self.viewport().stackUnder(self._frozen)
        self.horizontalHeader().sectionResized.connect(self._resize_column)
        self._frozen.horizontalHeader().sectionResized.connect(self._resize_frozen)
        self.verticalScrollBar().valueChanged.connect(self._frozen.verticalScrollBar().setValue)
        self._frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)

    def show_model(self, model: TableModel) -> None:
        """Use a model; once."""
        self.setModel(model)
        self._frozen.setModel(model)
        self._frozen.setSelectionModel(self.selectionModel())
        for column in Column:
            self._frozen.setColumnHidden(column, column not in FROZEN)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(48)
        model.modelReset.connect(self._span_titles)
        self._span_titles()
        self._place_frozen()

    def current_code(self) -> str:
        """The indicator of the current row."""
        index = self.currentIndex()
        return str(index.data(CODE_ROLE) or "") if index.isValid() else ""

    def go_to(self, code: str) -> bool:
        """Make an indicator's value of this year the current cell."""
        model = self.model()
        row = model.row_of(code) if isinstance(model, TableModel) else -1
        if row < 0:
            return False
        self.setCurrentIndex(model.index(row, Column.NOW))
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.setFocus()
        return True

    def finish_editing(self) -> None:
        """Take what is being typed."""
        editor = self.delegate.editor
        if editor is not None:
            editor.composition.finish(editor)
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def copy(self) -> None:
        """Copy the selected block as lines of tab-separated cells."""
        indexes = [index for index in self.selectedIndexes() if index.data(CODE_ROLE)]
        if not indexes:
            return
        columns = sorted({index.column() for index in indexes})
        rows = sorted({index.row() for index in indexes})
        cells = {(index.row(), index.column()): str(index.data() or "") for index in indexes}
        lines = ("\t".join(cells.get((row, column), "") for column in columns) for row in rows)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def cut(self) -> None:
        """Copy the selected block, then clear it."""
        self.copy()
        self.clear_wanted.emit()

    def paste(self) -> None:
        """Paste a block with its top-left cell at the current one."""
        self.paste_wanted.emit(False, False)

    def _paste_over(self) -> None:
        """A block was pasted into the open field of a cell: it goes over the table from that cell on."""
        editor = self.delegate.editor
        if editor is not None:
            editor.restore()
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.paste()

    def step(self, *, right: bool) -> None:
        """Go to the next cell that takes input, below or to the right."""
        index = self.currentIndex()
        model = self.model()
        row, column = index.row(), index.column()
        if right:
            later = [entry for entry in (Column.NOW, Column.PARTS, Column.PAST) if entry > column]
            for entry in later:
                if model.flags(model.index(row, entry)) & Qt.ItemFlag.ItemIsEditable:
                    self.setCurrentIndex(model.index(row, entry))
                    return
            column = Column.NOW
        for below in range(row + 1, model.rowCount()):
            if model.index(below, column).data(CODE_ROLE):
                self.setCurrentIndex(model.index(below, column))
                return

    @guarded()
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(right=self.enter_moves_right)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear_wanted.emit()
        elif control and event.key() == Qt.Key.Key_D:
            self.fill_wanted.emit()
        elif control and event.key() == Qt.Key.Key_Equal:
            self.calculator_wanted.emit()
        elif control or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            QTableView.keyPressEvent(self, event) if event.key() != Qt.Key.Key_V else self.paste()
        else:
            super().keyPressEvent(event)

    @guarded()
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(
            editor,
            QAbstractItemDelegate.EndEditHint.NoHint
            if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache
            else hint,
        )
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self.step(right=self.enter_moves_right)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_frozen()

    @guarded()
    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        if index.column() not in FROZEN:
            super().scrollTo(index, hint)
            edge = sum(self.columnWidth(column) for column in FROZEN)
            left = self.visualRect(index).left()
            if left < edge:
                self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + left - edge)
        else:
            keep = self.horizontalScrollBar().value()
            super().scrollTo(index, hint)
            self.horizontalScrollBar().setValue(keep)

    def _dress(self, view: QTableView) -> None:
        view.setShowGrid(True)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def _span_titles(self) -> None:
        self.clearSpans()
        self._frozen.clearSpans()
        model = self.model()
        if isinstance(model, TableModel):
            for place, row in enumerate(model.rows):
                if row.title:
                    self.setSpan(place, 0, 1, len(Column))
                    self._frozen.setSpan(place, 0, 1, len(FROZEN))

    def _resize_column(self, column: int, _old: int, new: int) -> None:
        if column in FROZEN and self._frozen.columnWidth(column) != new:
            self._frozen.setColumnWidth(column, new)
        self._place_frozen()

    def _resize_frozen(self, column: int, _old: int, new: int) -> None:
        if column in FROZEN and self.columnWidth(column) != new:
            self.setColumnWidth(column, new)

    def _place_frozen(self) -> None:
        width = sum(self.columnWidth(column) for column in FROZEN)
        self._frozen.setGeometry(
            self.frameWidth(),
            self.frameWidth(),
            width,
            self.viewport().height() + self.horizontalHeader().height(),
        )
