"""数据 › 本单位不报的指标: what this body has nothing to do with is hidden everywhere."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidgetItem

from fazhi_desktop.core.records import BODY
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.insert_dialog import matches
from fazhi_desktop.gui.list_keys import ListKeys
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

_CODE = Qt.ItemDataRole.UserRole


def open_not_reported(session: Session, services: Services) -> None:
    """Show the indicators."""
    NotReportedDialog(session, services).open()


class NotReportedDialog(QDialog):
    """Every indicator with a tick; those without are hidden. One edit."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session = session
        self.form = services.forms.fill(self, "not_reported")
        form = self.form
        self._fill()
        name_buttons(form.buttons, "保存")
        form.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(session.editable)
        form.search.textChanged.connect(lambda _: self._filter())
        form.only_hidden.toggled.connect(lambda _: self._filter())
        form.indicators.itemChanged.connect(lambda _: self._count())
        form.buttons.accepted.connect(self._keep)
        form.buttons.rejected.connect(self.reject)
        self._count()
        ListKeys(form.search, form.indicators, enters=True)
        form.search.setFocus()

    def _fill(self) -> None:
        report = self._session.report
        hidden, used = set(report.body.not_reported), report.uses
        for code, indicator in report.catalogue.items():
            if not indicator.input:
                continue
            places = f"　正文用了 {len(used[code])} 处" if code in used else ""
            item = QListWidgetItem(f"{code}　{indicator.name}（{indicator.unit}）{places}")
            item.setData(_CODE, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Unchecked if code in hidden else Qt.CheckState.Checked
            item.setCheckState(state)
            self.form.indicators.addItem(item)

    def _items(self) -> Iterator[QListWidgetItem]:
        return (self.form.indicators.item(row) for row in range(self.form.indicators.count()))

    def hidden(self) -> tuple[str, ...]:
        """Codes without a tick, in the catalogue's order."""
        bare = Qt.CheckState.Unchecked
        return tuple(item.data(_CODE) for item in self._items() if item.checkState() == bare)

    def _filter(self) -> None:
        words = self.form.search.text().casefold().split()
        hidden = set(self.hidden()) if self.form.only_hidden.isChecked() else None
        for item in self._items():
            code = item.data(_CODE)
            fits = matches(self._session.report.catalogue[code], words)
            item.setHidden(not fits or (hidden is not None and code not in hidden))

    def _count(self) -> None:
        count = len(self.hidden())
        words = self._session.locked_reason or (f"不报 {count} 项" if count else "全部都报")
        self.form.count.setText(words)

    def _keep(self) -> None:
        body = replace(self._session.report.body, not_reported=self.hidden())
        if self._session.change("本单位不报的指标", [(BODY, body)]):
            self.accept()
            self._session.said.emit(f"本单位不报 {len(body.not_reported)} 项指标，各页已隐去。")
