"""Facets of a register: each text of a column with its rows; ticked ones are shown."""

from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QListWidgetItem

from fazhi_desktop.gui.registers_model import RegisterModel

_TEXT = Qt.ItemDataRole.UserRole
EMPTY = "（空）"
MOST = 500
"""Texts of one column that are listed, the most frequent."""


class Facets(QObject):
    """The lists at the left of the registers' dialog, whose widgets `form` holds.

    Signals:
        chosen(): other rows are shown.
    """

    chosen = Signal()

    def __init__(self, form: Any, model: RegisterModel, parent: QObject) -> None:
        super().__init__(parent)
        self._form, self._model = form, model
        form.facet_column.currentIndexChanged.connect(lambda _: self._list())
        form.facet_texts.itemChanged.connect(lambda _: self._choose())
        form.facet_clear.clicked.connect(self._clear)

    def fill(self) -> None:
        """List the columns of the register that is shown, and the texts of the chosen one."""
        box, model = self._form.facet_column, self._model
        before = box.currentText()
        blocked = box.blockSignals(True)
        box.clear()
        box.addItems([model.heading(column) for column in range(model.columnCount())])
        box.setCurrentIndex(max(box.findText(before), 1 if not before else 0))  # 类型, rather than a date
        box.blockSignals(blocked)
        self._list()

    def _list(self) -> None:
        model, column, texts = self._model, self._form.facet_column.currentIndex(), self._form.facet_texts
        blocked = texts.blockSignals(True)
        texts.clear()
        wanted = model.facets.get(model.column_key(column), frozenset()) if column >= 0 else frozenset()
        counts = model.counts(column) if column >= 0 else {}
        for text, rows in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]:
            item = QListWidgetItem(f"{text or EMPTY}　{rows}")
            item.setData(_TEXT, text)
            item.setToolTip(item.text())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if text in wanted else Qt.CheckState.Unchecked)
            texts.addItem(item)
        texts.blockSignals(blocked)
        self._form.facet_clear.setEnabled(bool(model.facets))

    def _choose(self) -> None:
        texts, column = self._form.facet_texts, self._form.facet_column.currentIndex()
        items = (texts.item(row) for row in range(texts.count()))
        self._model.choose(
            column, [item.data(_TEXT) for item in items if item.checkState() == Qt.CheckState.Checked]
        )
        self._form.facet_clear.setEnabled(bool(self._model.facets))
        self.chosen.emit()

    def _clear(self) -> None:
        self._model.choose_all()
        self._list()
        self.chosen.emit()
