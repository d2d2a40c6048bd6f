"""Ctrl+K: choose an indicator whose number is put into the text."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.links import Link
from fazhi_desktop.gui.columns import RIGHT, numbers_right, set_widths
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.list_keys import ListKeys
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_text import full_text

CODE = Qt.ItemDataRole.UserRole
Insert = Callable[[Link, str, str], None]


class InsertDialog(QDialog):
    """Lists indicators, those of the section first; hands link and words around it to `insert`."""

    def __init__(
        self, session: Session, services: Services, own: tuple[str, ...], text: str, insert: Insert
    ) -> None:
        super().__init__(services.window)
        self._session, self._own, self._insert = session, own, insert
        self.form = services.forms.fill(self, "insert_dialog")
        name_buttons(self.form.buttons, "插入")
        numbers_right(self.form.found, 2, 3)
        header = self.form.found.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        set_widths(header, {1: 8, 2: 8.6, 3: 8.6})
        self.form.last_year.setText(f"用上年（{session.year - 1}年）的数字")
        self.form.wanted.setText(text)
        self.form.wanted.selectAll()
        ListKeys(self.form.wanted, self.form.found)
        self._connect()
        self.search()

    def search(self) -> None:
        """List what fits the text."""
        report, words = self._session.report, self.form.wanted.text().casefold().split()
        listing = self.form.found
        listing.clear()
        own = [code for code in self._own if matches(report.catalogue[code], words)]
        others = [
            code
            for code in report.reported
            if code not in self._own and matches(report.catalogue[code], words)
        ]
        for code in (*own, *others):
            value, before = report.value(code), report.value(code, -1)
            item = QTreeWidgetItem([report.catalogue[code].name, code, full_text(value), full_text(before)])
            item.setData(0, CODE, code)
            for column in (2, 3):
                item.setTextAlignment(column, RIGHT)
            item.setToolTip(0, report.catalogue[code].definition)
            listing.addTopLevelItem(item)
        if listing.topLevelItemCount():
            listing.setCurrentItem(listing.topLevelItem(0))
        self.form.count.setText(
            f"{len(own) + len(others)} 项" if own or others else "没有找到。换一个词，或输入编码，如 E02。"
        )
        self._show_preview()

    def insert(self) -> None:
        """Hand the choice over and close."""
        item = self.form.found.currentItem()
        if item is None:
            return
        code = str(item.data(0, CODE))
        offset = -1 if self.form.last_year.isChecked() else 0
        before, after = self._words(code, offset)
        self.accept()
        self._insert(Link(code, offset), before, after)

    def _words(self, code: str, offset: int) -> tuple[str, str]:
        if not self.form.with_unit.isChecked():
            return "", ""
        value = self._session.report.value(code, offset)
        before = {"about": "约", "below": "不足"}.get(value.qualifier, "")
        unit = value.unit or self._session.report.unit_of(code)
        return before, ("余" if value.qualifier == "over" else "") + unit

    def _show_preview(self) -> None:
        item = self.form.found.currentItem()
        self.form.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(item is not None)
        if item is None:
            self.form.preview.clear()
            return
        code = str(item.data(0, CODE))
        offset = -1 if self.form.last_year.isChecked() else 0
        before, after = self._words(code, offset)
        self.form.preview.setText(f"将插入：{before}{self._session.report.digits(Link(code, offset))}{after}")

    def _connect(self) -> None:
        form = self.form
        form.wanted.textChanged.connect(self.search)
        form.found.currentItemChanged.connect(self._show_preview)
        form.found.itemDoubleClicked.connect(self.insert)
        form.with_unit.toggled.connect(self._show_preview)
        form.last_year.toggled.connect(self._show_preview)
        form.buttons.accepted.connect(self.insert)
        form.buttons.rejected.connect(self.reject)


def matches(indicator: Indicator, words: list[str]) -> bool:
    """Whether every word is in the code, the name, a synonym, a department or the group of an indicator."""
    text = " ".join(
        (indicator.code, indicator.name, *indicator.synonyms, *indicator.departments, indicator.section)
    ).casefold()
    return all(word in text for word in words)
