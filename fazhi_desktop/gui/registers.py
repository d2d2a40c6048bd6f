"""数据 › 台账: rows of trainings, cases, disputes and events that indicators count and sum."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QDialog,
    QHeaderView,
    QListWidgetItem,
    QMenu,
)

from fazhi_desktop.core.records import Key, RegisterRow
from fazhi_desktop.gui.clipboard import cells_of
from fazhi_desktop.gui.dates import today_in_words
from fazhi_desktop.gui.line_dialog import LineDialog
from fazhi_desktop.gui.register_facets import Facets
from fazhi_desktop.gui.registers_model import FIXED, RegisterModel
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.variants import Merge, Offer, VariantsDialog

_NAME = Qt.ItemDataRole.UserRole
LARGEST_BLOCK = 5000


def open_registers(session: Session, services: Services) -> None:
    """Show the registers of the year."""
    RegistersDialog(session, services).open()


class RegistersDialog(QDialog):
    """All registers of the year at the left, the rows of one at the right; everything is stored at once."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "registers")
        self.model = RegisterModel(session)
        self._new: list[str] = []
        form = self.form
        form.headline.setText(f"{session.year} 年台账")
        form.rows_view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        form.rows_view.setModel(self.model)
        form.rows_view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        form.halves.setSizes([210, 850])
        form.halves.setStretchFactor(0, 0)
        form.halves.setStretchFactor(1, 1)
        for button, icon in (
            (form.add, "plus"),
            (form.insert_row, "plus"),
            (form.delete_rows, "trash"),
            (form.add_column, "plus"),
            (form.paste_block, "clipboard"),
            (form.unify, "replace"),
            (form.count_rows, "math-function"),
        ):
            button.setIcon(services.icons.icon(icon))
            button.setEnabled(session.editable)
        self._facets = Facets(form, self.model, self)
        self._connect()
        self._fill("")

    def _connect(self) -> None:
        form = self.form
        form.registers.currentItemChanged.connect(lambda *_: self._show())
        form.add.clicked.connect(self._ask_register)
        form.insert_row.clicked.connect(self._insert)
        form.delete_rows.clicked.connect(self._delete)
        form.add_column.clicked.connect(self._ask_column)
        form.paste_block.clicked.connect(self.paste)
        form.unify.clicked.connect(self.unify)
        form.count_rows.clicked.connect(self.count)
        self._facets.chosen.connect(self._say_shown)
        form.rows_view.horizontalHeader().sortIndicatorChanged.connect(self.model.sort)
        form.rows_view.customContextMenuRequested.connect(self._show_menu)
        form.buttons.rejected.connect(self.reject)
        self._session.changed.connect(self._note)
        self._session.said.connect(form.words.setText)
        for keys, action in (
            ("Ctrl+V", self.paste),
            ("Ctrl+C", self.copy),
            ("Ctrl+Insert", self._insert),
            ("Ctrl+Delete", self._delete),
            ("Ctrl+Z", self._session.undo),
            ("Ctrl+Y", self._session.redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)
        for keys, action in (
            ("Ctrl+;", lambda: self._put(today_in_words())),
            ("Ctrl+D", self._repeat),
            ("Delete", self._clear),
            ("Return", self._step),
            ("Enter", self._step),
        ):
            here = QShortcut(QKeySequence(keys), form.rows_view)
            here.setContext(Qt.ShortcutContext.WidgetShortcut)  # not while a cell is being edited
            here.activated.connect(action)
        form.rows_view.itemDelegate().closeEditor.connect(self._step_on)

    def _fill(self, chosen: str) -> None:
        """List the registers with the number of their rows."""
        counts: dict[str, int] = dict.fromkeys(self._new, 0)
        for row in self._session.store.of_kind(RegisterRow, self._session.year):
            counts[row.register] = counts.get(row.register, 0) + 1
        registers = self.form.registers
        blocked = registers.blockSignals(True)
        registers.clear()
        for name, count in counts.items():
            item = QListWidgetItem(f"{name}（{count} 行）")
            item.setData(_NAME, name)
            item.setToolTip(item.text())
            registers.addItem(item)
        names = list(counts)
        registers.setCurrentRow(names.index(chosen) if chosen in names else 0)
        registers.blockSignals(blocked)
        self._show()

    def _show(self) -> None:
        item, form = self.form.registers.currentItem(), self.form
        name = str(item.data(_NAME)) if item else ""
        self.model.show_register(name)
        form.empty.setVisible(not name)
        form.rows_view.setVisible(bool(name))
        buttons = (form.insert_row, form.delete_rows, form.add_column, form.paste_block)
        for button in (*buttons, form.unify, form.count_rows):
            button.setEnabled(bool(name) and self._session.editable)
        self._facets.fill()
        sources = sorted({row.source for row in self.model.every if row.source})
        form.source.setText(f"来自：{'、'.join(sources)}" if sources else "")

    def _note(self, keys: frozenset[Key], _initiator: object) -> None:
        if not any(key.kind == "row" for key in keys):
            return
        if self.form.rows_view.viewport().isAncestorOf(QApplication.focusWidget()):
            QTimer.singleShot(0, self._fill_again)  # once the field of the cell is closed
        else:
            self._fill_again()

    def _fill_again(self) -> None:
        """Show the rows anew; the current cell stays the current one."""
        index = self.form.rows_view.currentIndex()
        self._fill(self.model.register)
        self.form.rows_view.setCurrentIndex(self.model.index(index.row(), index.column()))

    def _say_shown(self) -> None:
        shown, every = len(self.model.rows), len(self.model.every)
        self.form.words.setText(f"筛选出 {shown} 行，共 {every} 行。" if self.model.facets else "")

    def _ask_register(self) -> None:
        LineDialog(
            self._services, "添加台账", "台账名称，如 法治培训、矛盾纠纷排查", "", "添加", self.add_register
        ).open()

    def add_register(self, name: str) -> None:
        """A new, empty register."""
        plain = name.replace("/", "／")[:60]
        self._new.append(plain)
        self._fill(plain)
        self.form.rows_view.setFocus()

    def _ask_column(self) -> None:
        LineDialog(self._services, "添加列", "列名，如 地点、主题", "", "添加", self.model.add_column).open()

    def _insert(self) -> None:
        index = self.form.rows_view.currentIndex()
        self.model.insert(index.row() if index.isValid() else len(self.model.rows))

    def _delete(self) -> None:
        self.model.delete(index.row() for index in self.form.rows_view.selectedIndexes())

    def _put(self, text: str) -> None:
        """Write a text into the current cell."""
        index = self.form.rows_view.currentIndex()
        if index.isValid() and self._session.editable:
            self.model.setData(index, text, int(Qt.ItemDataRole.EditRole))

    def _repeat(self) -> None:
        """The same as in the row above."""
        index = self.form.rows_view.currentIndex()
        if index.row() > 0:
            self._put(str(index.siblingAtRow(index.row() - 1).data() or ""))

    def _clear(self) -> None:
        """Empty the selected cells, as one step."""
        chosen = self.form.rows_view.selectedIndexes()
        if chosen and self._session.editable:
            self.model.clear((index.row(), index.column()) for index in chosen)

    def _step(self) -> None:
        """The next cell, where the settings say that Enter goes."""
        view, index = self.form.rows_view, self.form.rows_view.currentIndex()
        right = self._services.preferences.enter_direction == "right"
        row, column = (index.row(), index.column() + 1) if right else (index.row() + 1, index.column())
        if right and column == self.model.columnCount():
            row, column = row + 1, 0
        if row < self.model.rowCount():
            view.setCurrentIndex(self.model.index(row, column))

    def _step_on(self, _editor: object, hint: object) -> None:
        """Enter ended the editing of a cell."""
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            QTimer.singleShot(0, self._step)

    def copy(self) -> None:
        """Put the selected cells on the clipboard as a spreadsheet reads them."""
        chosen = sorted(
            self.form.rows_view.selectedIndexes(), key=lambda index: (index.row(), index.column())
        )
        lines: dict[int, list[str]] = {}
        for index in chosen:
            lines.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in lines.values()))

    def paste(self) -> None:
        """Lay the clipboard over the table from the current cell on; one edit."""
        block = cells_of(QGuiApplication.clipboard().text())
        if not block or not self.model.register:
            return
        if len(block) > LARGEST_BLOCK:
            self.form.words.setText(f"一次最多粘贴 {LARGEST_BLOCK} 行，这里有 {len(block)} 行，没有粘贴。")
            return
        index = self.form.rows_view.currentIndex()
        top = index.row() if index.isValid() else len(self.model.rows)
        if self.model.put(top, max(0, index.column()), block, "粘贴到台账"):
            self.form.words.setText(f"已粘贴 {len(block)} 行，可用 Ctrl+Z 撤销。")

    def unify(self) -> VariantsDialog:
        """Propose spellings of one thing in every column of words, to be written alike."""
        from fazhi_desktop.core.returns import spellings
        from fazhi_desktop.matching.variants import variants, written

        report, model = self._session.report, self.model
        columns = [place for place in range(model.columnCount()) if place >= len(FIXED) or place in (1, 2)]
        counts = {column: Counter(model.text(row, column) for row in model.every) for column in columns}
        known, town = spellings(report), report.body.short
        names = {column: model.heading(column) for column in columns}

        def find() -> list[Offer]:
            return [
                Offer(column, names[column], found)
                for column, texts in counts.items()
                for found in variants(written(texts, known, town), town)
            ]

        dialog = VariantsDialog(self._services, find, self._write_alike, self)
        dialog.open()
        return dialog

    def _write_alike(self, merges: Sequence[Merge]) -> bool:
        columns: dict[int, dict[str, str]] = {}
        for merge in merges:
            columns.setdefault(merge.column, {}).update(dict.fromkeys(merge.texts, merge.name))
        rows = self.model.unify(columns)
        if rows:
            self.form.words.setText(f"{rows} 行的写法统一了，可用 Ctrl+Z 撤销。")
        return bool(rows)

    def count(self) -> None:
        """Count and sum the rows into indicators, to be settled like an import."""
        from fazhi_desktop.gui.importing import count_register

        count_register(self._session, self._services, self.model.register, tuple(self.model.every))

    def menu(self) -> QMenu:
        """The menu of the table."""
        menu = QMenu(self)
        for text, action in (
            ("复制", self.copy),
            ("粘贴", self.paste),
            ("与上一行相同\tCtrl+D", self._repeat),
            ("今天的日期\tCtrl+;", lambda: self._put(today_in_words())),
            ("清空\tDelete", self._clear),
            ("在上面插入一行", self._insert),
            ("删除选中的行", self._delete),
            ("按录入次序排列", lambda: self.model.sort(-1)),
        ):
            menu.addAction(text).triggered.connect(action)
        return menu

    def _show_menu(self, point: QPoint) -> None:
        self.menu().popup(self.form.rows_view.viewport().mapToGlobal(point))
