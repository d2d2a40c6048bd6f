"""Ctrl+F and Ctrl+H over all chapters: preview, count, and one undo."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.search import Hit, find, place_words, replacing, stored_span
from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.insert_dialog import matches
from fazhi_desktop.gui.list_keys import ListKeys
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_text import full_text
from fazhi_desktop.gui.waiting import back_up

TARGET = Qt.ItemDataRole.UserRole


class FindDialog(QDialog):
    """Finds texts, headings and indicators; replaces in texts and headings, never in linked numbers."""

    def __init__(self, session: Session, services: Services, text: str, *, replacing: bool) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "find_dialog")
        header = self.form.found.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        set_widths(header, {0: 8, 2: 10})
        self.form.wanted.setText(text)
        self.form.wanted.selectAll()
        ListKeys(self.form.wanted, self.form.found)
        self._hits: list[Hit] = []
        self._show_replacing(replacing=replacing)
        self._connect()
        self.search()

    def search(self) -> None:
        """List every place."""
        report, form = self._session.report, self.form
        wanted = form.wanted.text()
        self._hits = find(report, wanted, match_case=form.match_case.isChecked())
        form.found.clear()
        for hit in self._hits:
            words = self._words(hit)
            item = QTreeWidgetItem([place_words(report, hit), words, self._remark(hit)])
            item.setData(0, TARGET, hit)
            item.setToolTip(1, words)
            if self._replacing and not hit.linked:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(0, Qt.CheckState.Checked)
            form.found.addTopLevelItem(item)
        indicators = (
            []
            if self._replacing or not wanted.strip()
            else [
                code
                for code in report.reported
                if matches(report.catalogue[code], [wanted.casefold().strip()])
                or report.value(code).number == wanted
            ]
        )
        for code in indicators:
            item = QTreeWidgetItem(
                [f"指标 {code}", f"{report.catalogue[code].name}　{full_text(report.value(code))}"]
            )
            item.setData(0, TARGET, code)
            form.found.addTopLevelItem(item)
        form.found.setColumnHidden(2, not any(hit.linked for hit in self._hits))
        form.found.setCurrentItem(form.found.topLevelItem(0))
        self._show_count(len(indicators))

    def _words(self, hit: Hit) -> str:
        """A hit in its sentence, with what it will become."""
        instead = "" if hit.linked or not self._replacing else f"→{self.form.instead.text()}"
        return f"{hit.before}【{hit.found}{instead}】{hit.after}"

    def _show_instead(self) -> None:
        """Show what every hit will become."""
        listing = self.form.found
        for place, hit in enumerate(self._hits):
            listing.topLevelItem(place).setText(1, self._words(hit))

    def _remark(self, hit: Hit) -> str:
        if not hit.linked:
            return ""
        return "联动数字，不替换" if self._replacing else "联动数字"

    def replace_all(self) -> None:
        """Replace the ticked places as one step, after a backup."""
        form, session = self.form, self._session
        chosen = self._chosen()
        wanted, instead = form.wanted.text(), form.instead.text()
        changes = replacing(session.report, wanted, instead, chosen, match_case=form.match_case.isChecked())
        if not changes:
            return

        def carry_out() -> None:
            if session.change(f"替换“{wanted}”为“{instead}”（{len(chosen)} 处）", changes):
                said = f"已替换 {len(chosen)} 处。按 Ctrl+Z 可一次撤销。"
                session.said.emit(said)
                self.search()
                form.count.setText(said)

        back_up(session, self._services, "替换前", carry_out)

    def go_to(self, item: QTreeWidgetItem) -> None:
        """Show a place; the dialog makes way for it, unless something is to be replaced."""
        target = item.data(0, TARGET)
        if not self._replacing:
            self.accept()
        if isinstance(target, str):
            self._services.jump(Place("table", code=target))
        elif isinstance(target, Hit):
            report = self._session.report
            node = report.node(target.node)
            texts = node.paragraphs if node else report.head.preface
            start, length = 0, 0
            if target.paragraph is not None:
                start, length = stored_span(report, texts[target.paragraph], target.start, target.end)
            self._services.jump(
                Place(node=target.node, paragraph=target.paragraph, start=start, length=length)
            )
            if self._replacing:
                self.activateWindow()

    def _go_to_current(self) -> None:
        item = self.form.found.currentItem()
        if item is not None:
            self.go_to(item)

    def _chosen(self) -> list[Hit]:
        items = (self.form.found.topLevelItem(place) for place in range(self.form.found.topLevelItemCount()))
        return [
            hit
            for item in items
            if isinstance(hit := item.data(0, TARGET), Hit)
            and not hit.linked
            and item.checkState(0) == Qt.CheckState.Checked
        ]

    def _show_count(self, indicators: int = 0) -> None:
        form = self.form
        if self._replacing:
            chosen = len(self._chosen())
            form.replace_all.setText(f"替换 {chosen} 处")
            form.replace_all.setEnabled(chosen > 0 and self._session.editable)
        if not form.wanted.text():
            form.count.setText("输入要查找的文字、指标名称或数字。")
        elif not self._hits and not indicators:
            form.count.setText("没有找到。")
        else:
            linked = sum(hit.linked for hit in self._hits)
            words = f"正文和标题 {len(self._hits)} 处"
            words += f"，其中 {linked} 处是联动数字" if linked else ""
            form.count.setText(words + (f"；指标 {indicators} 项" if indicators else ""))

    def _show_replacing(self, *, replacing: bool) -> None:
        self._replacing = replacing
        self.setWindowTitle("查找和替换" if replacing else "查找")
        for widget in (self.form.instead, self.form.instead_label, self.form.replace_all):
            widget.setVisible(replacing)
        self.form.switch_mode.setVisible(not replacing)
        self.form.switch_mode.setEnabled(self._session.editable)

    def _switch(self) -> None:
        self._show_replacing(replacing=True)
        self.search()
        self.form.instead.setFocus()

    def _connect(self) -> None:
        form = self.form
        form.wanted.textChanged.connect(self.search)
        form.instead.textChanged.connect(self._show_instead)
        form.wanted.returnPressed.connect(self._go_to_current)
        form.match_case.toggled.connect(self.search)
        form.found.itemActivated.connect(lambda item, _column: self.go_to(item))
        form.found.itemChanged.connect(lambda _item, _column: self._show_count())
        form.replace_all.clicked.connect(self.replace_all)
        form.switch_mode.clicked.connect(self._switch)
        form.close_button.clicked.connect(self.reject)
