"""F4: everything about one number: value, sources, uses, history, note, and the import behind an override."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidgetItem, QTreeWidgetItem

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.records import Record, value_key
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.columns import RIGHT, numbers_right, set_widths
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.source_panel import uses_html
from fazhi_desktop.gui.value_text import SOURCE_WORDS, field_text, formula_text, full_text, yearly_change

SOURCE = Qt.ItemDataRole.UserRole
WIDEST = 200
CHARTS = "charts"
"""The page of the charts, and the link to it."""


class ValueDialog(QDialog):
    """Shows one indicator of the session's year; what is changed in it is stored by its buttons."""

    def __init__(self, session: Session, services: Services, code: str) -> None:
        super().__init__(services.window)
        self._session, self._services, self.code = session, services, code
        self.form = services.forms.fill(self, "value_dialog")
        header = self.form.sources.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        set_widths(header, {0: 8, 2: 6.5, 3: 10})
        numbers_right(self.form.sources, 2)
        self.form.sources.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the cell stands at the end
        header = self.form.history.horizontalHeader()
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        set_widths(header, {0: 10, 1: 6.5, 2: 12})
        self.form.history.verticalHeader().hide()
        for table in (self.form.history, self.form.excerpt):
            table.verticalHeader().setDefaultSectionSize(26)
        self.form.excerpt.horizontalHeader().hide()
        self.form.excerpt.verticalHeader().hide()
        self.form.value.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show what is stored now."""
        report, form = self._session.report, self.form
        indicator, value, before = (
            report.catalogue[self.code],
            report.value(self.code),
            report.value(self.code, -1),
        )
        self.setWindowTitle(f"{self.code} {indicator.name}")
        form.name.setText(f"{self.code} {indicator.name}")
        change = yearly_change(report, self.code)
        form.past.setText(f"上年 {full_text(before)}　{change}".rstrip())
        form.value.setText(field_text(value, indicator))
        form.unit.setText(indicator.unit)
        imported = any(source.kind in {"cell", "register", "report"} for source in value.sources)
        form.reason_label.setText("改动理由（导入的数字会保留）" if imported else "说明（可不填）")
        writable = entry.editable(self._session, indicator)
        for widget in (form.value, form.reason, form.store):
            widget.setEnabled(writable)
        form.note.setReadOnly(not self._session.editable)
        form.restore_import.setVisible(entry.overridden(value) and writable)
        form.uses.setText(self._uses())
        form.meaning.setText(indicator.definition or "（没有口径说明）")
        form.formula.setText(formula_text(indicator, report))
        form.formula_label.setVisible(bool(indicator.formula))
        form.formula.setVisible(bool(indicator.formula))
        note = report.notes.get(self.code)
        form.note.setPlainText(note.text if note else "")
        form.note.setToolTip(f"{note.author} {note.time.replace('T', ' ')}" if note else "")
        form.error.clear()
        self._show_sources(value)
        self._show_history()

    def store_value(self) -> None:
        """Store the typed value with its reason."""
        form = self.form
        try:
            remarks = entry.enter(self._session, self.code, form.value.text(), why=form.reason.text().strip())
        except BadInput as refusal:
            form.error.setText(refusal.message)
            form.value.setFocus()
            return
        form.reason.clear()
        self.refresh()
        if remarks:
            form.error.setText(remarks[0])

    def store_note(self) -> None:
        """Store the note if it is new."""
        note = self._session.report.notes.get(self.code)
        text = self.form.note.toPlainText().strip()
        if text != (note.text if note else "") and self._session.editable:
            entry.set_note(self._session, self.code, text)

    def restore_import(self) -> None:
        """Put the imported value back."""
        entry.restore_import(self._session, self.code)
        self.refresh()

    def done(self, result: int) -> None:
        self.store_note()
        super().done(result)

    def _show_sources(self, value: Value) -> None:
        listing = self.form.sources
        listing.clear()
        for source in value.sources:
            words = "已替换" if source.superseded else SOURCE_WORDS[source.kind]
            item = QTreeWidgetItem(
                [
                    words,
                    _place_words(source),
                    source.number or source.raw or "",
                    (source.time or "").replace("T", " ")[:16],
                ]
            )
            item.setData(0, SOURCE, source)
            item.setToolTip(1, _place_words(source) + _proof(source))
            item.setTextAlignment(2, RIGHT)
            listing.addTopLevelItem(item)
        if value.sources:
            listing.setCurrentItem(listing.topLevelItem(0))
        self._show_excerpt()

    def _show_excerpt(self) -> None:
        """The rows of the sheet around the cell."""
        item = self.form.sources.currentItem()
        source = item.data(0, SOURCE) if item else None
        rows = list(source.excerpt) if isinstance(source, Source) else []
        table = self.form.excerpt
        table.setVisible(bool(rows))
        table.setRowCount(len(rows))
        table.setColumnCount(max((len(row) for row in rows), default=0))
        for line, row in enumerate(rows):
            for column, text in enumerate(row):
                cell = QTableWidgetItem(text)
                if not line or not column:
                    cell.setForeground(QColor(self._services.icons.colours.secondary))
                elif isinstance(source, Source) and source.cell == rows[0][column] + row[0]:
                    cell.setBackground(QColor(self._services.icons.colours.warning_tint))
                    cell.setToolTip("数字就在这一格")
                table.setItem(line, column, cell)
                if cell.toolTip():
                    table.scrollToItem(cell)
        table.resizeColumnsToContents()
        for column in range(table.columnCount()):
            table.setColumnWidth(column, min(table.columnWidth(column), WIDEST))

    def _show_history(self) -> None:
        table = self.form.history
        changes = self._session.history(value_key(self._session.year, self.code))
        table.setRowCount(len(changes))
        for line, change in enumerate(changes):
            text = f"{_words(change.old)} → {_words(change.new)}"
            label = change.label + (f"（{change.why}）" if change.why else "")
            for column, words in enumerate((change.time.replace("T", " ")[:16], change.who, text, label)):
                cell = QTableWidgetItem(words)
                cell.setToolTip(words)
                table.setItem(line, column, cell)

    def _uses(self) -> str:
        """Where the number stands: texts, charts, and the annex that holds every value."""
        report = self._session.report
        titles = [
            plan.title for plan in self._services.renderer.exporter.plans(report) if self.code in plan.codes
        ]
        places = [uses_html(report, self.code)]
        places += [f'<a href="{CHARTS}">图“{escape(title)}”</a>' for title in titles]
        places += ["附表"] if report.value(self.code).state != "missing" else []
        return " · ".join(places)

    def _jump(self, link: str) -> None:
        self.accept()
        if link == CHARTS:
            self._services.jump(Place(CHARTS, code=self.code))
            return
        node, paragraph = link.split("/")
        self._services.jump(Place(node=int(node), paragraph=int(paragraph), code=self.code))

    def _connect(self) -> None:
        form = self.form
        form.store.clicked.connect(self.store_value)
        form.value.returnPressed.connect(self.store_value)
        form.restore_import.clicked.connect(self.restore_import)
        form.uses.linkActivated.connect(self._jump)
        form.sources.currentItemChanged.connect(self._show_excerpt)
        form.close_button.clicked.connect(self.accept)


def _place_words(source: Source) -> str:
    words = source.place()
    if source.part:
        words += f"　{source.part}"
    if source.raw and source.raw != source.number:
        words += f"　原文“{source.raw}”"
    if source.department:
        words += f"　{source.department}"
    return words


def _proof(source: Source) -> str:
    """When the file was read and its hash, by which the very file is known again."""
    read = f"\n{source.time.replace('T', ' ')} 读取" if source.time and source.sha256 else ""
    return read + (f"\n文件的 SHA-256：{source.sha256}" if source.sha256 else "")


def _words(record: Record | None) -> str:
    return full_text(record) if isinstance(record, Value) else "未填"
