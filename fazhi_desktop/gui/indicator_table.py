"""指标总表: every indicator the body reports, to filter, sort, fill and paste into."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from fazhi_desktop.core.records import Key, value_key
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.block_paste import LARGEST, number_only, plan, transposed
from fazhi_desktop.gui.clipboard import cells_of
from fazhi_desktop.gui.page import Page
from fazhi_desktop.gui.paste_report import carry_out
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.table_model import FILTERS, OFFSETS, Column, TableModel
from fazhi_desktop.gui.table_view import IndicatorTable


class IndicatorTablePage(Page):
    """The tab 指标总表."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(session, services)
        services.forms.register(IndicatorTable)
        self.form = services.forms.fill(self, "indicator_table")
        self.table: IndicatorTable = self.form.table
        self.model = TableModel(session, services.icons, self)
        self.model.rebuild()
        self.table.show_model(self.model)
        self.form.only.addItems(FILTERS)
        self.form.paste.setIcon(services.icons.icon("clipboard"))
        self.form.paste.setMenu(self._paste_menu())
        self.form.refusal.setVisible(False)
        self.form.drop.setVisible(False)
        self._connect()
        self._use_preferences()

    def refresh(self, keys: frozenset[Key] | None, _initiator: object) -> None:
        codes = {row.code for row in self.model.rows}
        if keys is None or any(key.kind == "body" for key in keys) or not codes:
            current = self.table.current_code()
            self.model.rebuild()
            self.table.go_to(current) if current and self.table.hasFocus() else None
        else:
            self.model.refresh()
        self._show_count()
        self.form.paste.setEnabled(self.session.editable)

    def place(self, page_id: str) -> Place:
        return Place(page_id, code=self.table.current_code() or None)

    def show_place(self, place: Place) -> None:
        if place.only:
            self.form.wanted.clear()
            self.form.only.setCurrentText(place.only)
            first = next((row.code for row in self.model.rows if row.code), "")
            self.table.go_to(first)  # so that what is typed next goes into it
        if place.code:
            if self.model.row_of(place.code) < 0:
                self.form.wanted.clear()
                self.form.only.setCurrentIndex(0)
            self.table.go_to(place.code)

    def focus_first(self) -> None:
        self.table.setFocus()

    def filter(self) -> None:
        """Show what fits the filter."""
        self.model.filter(self.form.wanted.text(), self.form.only.currentText())
        self._show_count()

    def paste(self, is_transposed: bool = False, values_only: bool = False) -> None:
        """Paste the clipboard's block at the current cell, as one step."""
        index = self.table.currentIndex()
        rows = cells_of(QGuiApplication.clipboard().text())
        if not rows or not index.isValid():
            self.session.said.emit("请先选中左上角的单元格，再粘贴。" if rows else "剪贴板里没有表格内容。")
            return
        if sum(map(len, rows)) > LARGEST:
            self.services.messages.warn(
                f"剪贴板里有 {sum(map(len, rows))} 个单元格，一次最多粘贴 {LARGEST} 个，没有改动。"
            )
            return
        rows = transposed(rows) if is_transposed else rows
        rows = [[number_only(cell) for cell in row] for row in rows] if values_only else rows
        codes = [row.code for row in self.model.rows[index.row() :] if row.code]
        columns = tuple(Column)[max(index.column(), Column.NOW) :]
        made = plan(self.session, codes, columns, rows, self.model.why_locked)
        carry_out(self.session, self.services, made)

    def fill_down(self) -> None:
        """Put the value of the cell above into the current one."""
        index = self.table.currentIndex()
        above = self.model.index(index.row() - 1, index.column())
        if index.isValid() and above.isValid() and self.model.rows[above.row()].code:
            self.model.setData(index, str(above.data() or ""), 2)

    def fill(self, word: str) -> None:
        """Write a word into the selected cells that take input, as one step."""
        report, year = self.session.report, self.session.year
        changes = {
            value_key(year + OFFSETS[column], code): entry.read(
                self.session, code, word, offset=OFFSETS[column]
            ).value
            for code, column in self._chosen()
            if report.catalogue[code].kind != "text"
        }
        if changes and self.session.change(f"{len(changes)} 项填“{word}”", changes.items()):
            self.session.said.emit(f"{len(changes)} 项已填“{word}”。按 Ctrl+Z 可撤销。")

    def _selected(self) -> list[tuple[str, Column]]:
        """Indicators ('' for a group's title) and columns of the selected cells."""
        rows = self.model.rows
        return [(rows[index.row()].code, Column(index.column())) for index in self.table.selectedIndexes()]

    def _chosen(self) -> list[tuple[str, Column]]:
        """Indicators and columns of the selected cells that hold a number of their own and take input."""
        return [
            (code, column)
            for code, column in self._selected()
            if code and column in (Column.NOW, Column.PAST) and not self.model.why_locked(code, column)
        ]

    def calculate(self) -> None:
        """Put the result of a sum into the current cell."""
        from fazhi_desktop.gui.calculator import CalculatorDialog

        self.table.finish_editing()
        index = QPersistentModelIndex(self.table.currentIndex())
        why = self.model.why_locked(self.table.current_code(), index.column()) if index.isValid() else ""
        if why or not self.table.current_code():
            self.session.said.emit(f"{why}。" if why else "请先选中一个指标的数字，再按 Ctrl+=。")
            return
        text = str(index.data() or "")
        CalculatorDialog(self.services, text, lambda result: self._take(index, result)).open()

    def _take(self, index: QPersistentModelIndex, text: str) -> None:
        self.model.setData(index, text, int(Qt.ItemDataRole.EditRole))

    def clear(self) -> None:
        """Clear the selected cells, as one step."""
        cells, year = self._selected(), self.session.year
        wanted = {value_key(year + OFFSETS[column], code) for code, column in self._chosen()}
        self.model.refusals = {
            place: refusal for place, refusal in self.model.refusals.items() if place not in cells
        }
        changes = [(key, None) for key in wanted if self.session.store.get(key) is not None]
        if changes and self.session.change(f"清空 {len(changes)} 项数字", changes):
            self.session.said.emit(f"已清空 {len(changes)} 项。按 Ctrl+Z 可撤销。")
        self.model.refresh()

    def _show_count(self) -> None:
        codes = [row.code for row in self.model.rows if row.code]
        filled = sum(self.session.report.value(code).state != "missing" for code in codes)
        nothing = "没有符合条件的指标"
        if self.form.wanted.text() and self.form.only.currentIndex():
            nothing += f"，现在只看“{self.form.only.currentText()}”的"
        self.form.count.setText(f"{len(codes)} 项，已填 {filled} 项" if codes else nothing)

    def _show_refusal(self, code: str, sentence: str) -> None:
        self.form.refusal.setText(f"{sentence}原来的数字没有改动。")
        self.form.refusal.setVisible(bool(code))
        self.form.drop.setVisible(bool(code))

    def _drop_refusals(self) -> None:
        self.model.drop_refusals()
        self.form.refusal.setVisible(False)
        self.form.drop.setVisible(False)
        self.table.setFocus()

    def _detail(self, code: str) -> None:
        from fazhi_desktop.gui.value_dialog import ValueDialog

        if code:
            self.session.flush()
            ValueDialog(self.session, self.services, code).open()

    def _show_years(self, code: str) -> None:
        from fazhi_desktop.gui.trend import TrendDialog

        if code:
            self.session.flush()
            TrendDialog(self.session, self.services, code).open()

    def _activate(self, index: QModelIndex) -> None:
        if index.column() not in OFFSETS:
            self._detail(self.model.rows[index.row()].code)

    def _paste_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("粘贴\tCtrl+V", self.paste)
        menu.addAction("转置粘贴（行列互换）", lambda: self.paste(is_transposed=True))
        menu.addAction("仅粘贴数值（去掉单位和文字）", lambda: self.paste(values_only=True))
        return menu

    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction("复制\tCtrl+C", self.table.copy)
        if self.session.editable:
            menu.addAction("剪切\tCtrl+X", self.table.cut)
            menu.addActions(self.form.paste.menu().actions())
            menu.addAction("与上一项相同\tCtrl+D", self.fill_down)
            for word in ("不适用", "暂缺"):
                menu.addAction(f"填“{word}”", lambda word=word: self.fill(word))
            menu.addAction("计算…\tCtrl+=", self.calculate)
            menu.addAction("清空\tDelete", self.clear)
        menu.addSeparator()
        menu.addAction("来源、用处、历史、附注…\tF4", lambda: self._detail(self.table.current_code()))
        menu.addAction("历年数据…\tShift+F4", lambda: self._show_years(self.table.current_code()))
        menu.popup(self.table.viewport().mapToGlobal(point))

    def _use_preferences(self) -> None:
        self.table.enter_moves_right = self.services.preferences.enter_direction == "right"

    def _connect(self) -> None:
        form, table = self.form, self.table
        form.wanted.textChanged.connect(self.filter)
        form.only.currentIndexChanged.connect(self.filter)
        form.drop.clicked.connect(self._drop_refusals)
        table.paste_wanted.connect(self.paste)
        table.clear_wanted.connect(self.clear)
        table.fill_wanted.connect(self.fill_down)
        table.calculator_wanted.connect(self.calculate)
        table.doubleClicked.connect(self._activate)
        table.customContextMenuRequested.connect(self._show_menu)
        table.horizontalHeader().setSectionsClickable(True)
        table.horizontalHeader().setSortIndicatorShown(True)
        table.horizontalHeader().setSortIndicator(-1, table.horizontalHeader().sortIndicatorOrder())
        table.horizontalHeader().sortIndicatorChanged.connect(self.model.sort)
        self.model.refused.connect(self._show_refusal)
        self.session.flush_requested.connect(table.finish_editing)
        self.session.findings_changed.connect(self.model.refresh)
        self.services.preferences.changed.connect(self._use_preferences)
