"""Which indicator is this number? Picked by search."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTreeWidgetItem

from fazhi_desktop.gui.columns import RIGHT, numbers_right, set_widths
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.insert_dialog import matches
from fazhi_desktop.gui.list_keys import ListKeys
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_text import full_text

_CODE = Qt.ItemDataRole.UserRole


class PickIndicatorDialog(QDialog):
    """Lists indicators that fit what is typed; those on offer first. Hands the code to `accept`."""

    def __init__(
        self,
        session: Session,
        services: Services,
        label: str,
        offered: tuple[str, ...],
        accept: Callable[[str], None],
    ) -> None:
        super().__init__(services.window)
        self._report, self._offered, self._accept = session.report, offered, accept
        self.form = services.forms.fill(self, "import_pick")
        form = self.form
        form.headline.setText(f"“{label}”是哪个指标？")
        name_buttons(form.buttons, "就是这个指标")
        numbers_right(form.found, 2, 3)
        header = form.found.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        set_widths(header, {1: 6.5, 2: 8.6, 3: 8.6})
        ListKeys(form.wanted, form.found)
        form.wanted.textChanged.connect(lambda _: self.search())
        form.found.currentItemChanged.connect(lambda *_: self._explain())
        form.found.itemActivated.connect(lambda *_: self._done())
        form.buttons.accepted.connect(self._done)
        form.buttons.rejected.connect(self.reject)
        self.search()
        form.wanted.setFocus()

    def search(self) -> None:
        """List what fits."""
        form, report = self.form, self._report
        words = form.wanted.text().casefold().split()
        codes = dict.fromkeys(
            (*(code for code in self._offered if code in report.catalogue), *report.reported)
        )
        form.found.clear()
        for code in codes:
            indicator = report.catalogue[code]
            if not matches(indicator, words):
                continue
            item = QTreeWidgetItem(
                [indicator.name, code, full_text(report.value(code)), full_text(report.value(code, -1))]
            )
            item.setData(0, _CODE, code)
            for column in (2, 3):
                item.setTextAlignment(column, RIGHT)
            form.found.addTopLevelItem(item)
        form.found.setCurrentItem(form.found.topLevelItem(0))
        found = form.found.topLevelItemCount()
        form.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(found))
        if not found:
            form.definition.setText("没有找到。换一个词，或输入编码，如 E02。")

    def _explain(self) -> None:
        item = self.form.found.currentItem()
        indicator = self._report.catalogue.get(str(item.data(0, _CODE))) if item else None
        if indicator is not None:
            unit = f"单位：{indicator.unit}。" if indicator.unit else ""
            self.form.definition.setText(f"{unit}{indicator.definition}")

    def _done(self) -> None:
        item = self.form.found.currentItem()
        if item is not None:
            self.accept()
            self._accept(str(item.data(0, _CODE)))
