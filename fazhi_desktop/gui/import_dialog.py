"""The plan of an import: what would change, what waits for the clerk, what could not be read."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.import_marked import ask_marked, write_marked
from fazhi_desktop.gui.import_model import ImportFilter, ImportModel
from fazhi_desktop.gui.import_pick import PickIndicatorDialog
from fazhi_desktop.gui.import_rows import ImportRow, Settling, rows_of, summary
from fazhi_desktop.gui.import_sheet import SheetView
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_text import full_text
from fazhi_desktop.importing.plan import FilePlan, ImportPlan

FILTERS = (("all", "全部数字"), ("open", "等我决定的"), ("stored", "将要导入的"), ("left", "不导入的"))
STATUS_WORDS = {
    "imported": "✔ 可以导入",
    "duplicate": "＝ 已导入过",
    "empty": "○ 没有数据",
    "refused": "× 没有导入",
}
MARKS = {"error": "! ", "warning": "△ ", "info": "· "}
SHEET_HINT = (
    "蓝底是表头，绿底是要导入或已有的数字，黄底的没有导入，灰字没有读。"
    "表头认错了，就在行号上拖选表头各行，再按右边的按钮。"
)
_PLACE = Qt.ItemDataRole.UserRole


class ImportDialog(QDialog):
    """Settles a plan row by row and carries it out as one edit.

    `reread(path, headers, accept)` reads one file again with header rows set by hand.
    """

    def __init__(
        self,
        session: Session,
        services: Services,
        plan: ImportPlan,
        reread: Callable[[str, dict[str, tuple[int, int]], Callable[[FilePlan], None]], None],
    ) -> None:
        super().__init__(services.window)
        services.forms.register(SheetView)
        self._session, self._services, self._plan, self._reread = session, services, plan, reread
        self._settling = Settling(plan, session.report)
        self._headers: dict[str, dict[str, tuple[int, int]]] = {}
        self.form = services.forms.fill(self, "import_dialog")
        self.model = ImportModel(session.report, services.icons.colours)
        self.filter = ImportFilter()
        self.filter.setSourceModel(self.model)
        self._dress()
        name_buttons(self.form.buttons, "导入")
        self._ok = self.form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._connect()
        self._fill()

    # filling

    def _dress(self) -> None:
        form = self.form
        form.numbers.setModel(self.filter)
        letter = QFontMetrics(QApplication.font()).horizontalAdvance("中")
        header = form.numbers.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((6.2, 12.6, 12, 6.4, 6.4, 6.4)):
            header.resizeSection(column, round(width * letter))
        header.setStretchLastSection(True)
        form.numbers.verticalHeader().hide()
        for name, words in FILTERS:
            form.filter_box.addItem(words, name)
        files = form.files.header()
        files.setStretchLastSection(False)
        files.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        files.resizeSection(1, round(7.4 * letter))
        form.halves.setSizes([270, 810])
        form.halves.setStretchFactor(0, 0)
        form.halves.setStretchFactor(1, 1)
        form.sheet.start(self._services.icons.colours)

    def _connect(self) -> None:
        form = self.form
        form.files.currentItemChanged.connect(lambda *_: self._choose_file())
        form.filter_box.currentIndexChanged.connect(lambda _: self._filter_rows())
        form.numbers.selectionModel().currentChanged.connect(lambda *_: self._show_row())
        form.numbers.doubleClicked.connect(lambda _: self._pick())
        form.take.clicked.connect(lambda: self._settle(self._settling.take))
        form.keep.clicked.connect(lambda: self._settle(self._settling.keep))
        form.both.clicked.connect(lambda: self._settle(self._settling.add))
        form.confirm.clicked.connect(self._confirm)
        form.other.clicked.connect(self._pick)
        form.leave.clicked.connect(lambda: self._settle(self._settling.leave))
        form.sheets.currentIndexChanged.connect(lambda _: self._show_sheet())
        form.header.clicked.connect(self._use_header)
        form.problems.itemActivated.connect(self._go_to_problem)
        form.marked.clicked.connect(self._ask_marked)
        form.buttons.accepted.connect(self._import)
        form.buttons.rejected.connect(self.reject)
        for keys, button in (
            ("Ctrl+1", form.take),
            ("Ctrl+2", form.keep),
            ("Ctrl+3", form.both),
            ("Ctrl+Return", self._ok),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)

    def _fill(self) -> None:
        form = self.form
        form.files.clear()
        if len(self._plan.files) > 1:
            whole = QTreeWidgetItem([f"全部 {len(self._plan.files)} 个文件", ""])
            whole.setData(0, _PLACE, -1)
            form.files.addTopLevelItem(whole)
        for place, file in enumerate(self._plan.files):
            item = QTreeWidgetItem([file.file, _file_words(file)])
            item.setData(0, _PLACE, place)
            item.setToolTip(0, f"{file.path}\n{file.message}")
            item.setToolTip(1, file.message)
            form.files.addTopLevelItem(item)
        self.model.show_rows(rows_of(self._plan))
        form.files.setCurrentItem(form.files.topLevelItem(0))
        if any(row.open for row in self.model.rows):
            form.filter_box.setCurrentIndex(1)
        self._say_counts()
        self._filter_rows()
        self.form.numbers.setFocus()

    def _say_counts(self) -> None:
        counts, form = summary(self.model.rows), self.form
        stored, waiting = counts["stored"], counts["open"]
        words = [f"读出 {len(self.model.rows)} 个数字", f"将导入 {stored} 项"]
        words += [
            f"{counts[state]} 项{name}" for state, name in (("same", "与原数相同"),) if counts.get(state)
        ]
        refused = sum(file.status == "refused" for file in self._plan.files)
        words += [f"{refused} 个文件没有导入"] if refused else []
        form.summary.setText("，".join(words) + "。")
        form.waiting.setText(f"还有 {waiting} 项等你决定，不决定的不导入。" if waiting else "")
        edit = self._plan.edit(self._session.store.get, learn=True)
        self._ok.setText(f"导入 {stored} 项" if stored else "记录收表")
        self._ok.setEnabled(edit is not None and bool(edit.cells) and self._session.editable)

    # choosing

    def _file_place(self) -> int:
        item = self.form.files.currentItem()
        return int(item.data(0, _PLACE)) if item else -1

    def _choose_file(self) -> None:
        self._filter_rows()
        self._show_problems()
        place, sheets = self._file_place(), self.form.sheets
        blocked = sheets.blockSignals(True)
        sheets.clear()
        workbook = self._plan.files[place].workbook if place >= 0 else None
        for sheet in workbook.sheets if workbook else ():
            if not sheet.hidden:
                sheets.addItem(sheet.name or "表", sheet)
        sheets.blockSignals(blocked)
        self._show_sheet()

    def _filter_rows(self) -> None:
        place, wanted = self._file_place(), self.form.filter_box.currentData()

        def shown(row: ImportRow) -> bool:
            if place >= 0 and row.place != place:
                return False
            return {
                "open": row.open or bool(row.settled),
                "stored": row.decision.stored,
                "left": not row.decision.stored,
            }.get(wanted, True)

        self.filter.want(shown)
        if self.filter.rowCount():
            self.form.numbers.setCurrentIndex(self.filter.index(0, 0))
        self._show_row()

    def current_row(self) -> ImportRow | None:
        """The row that is chosen."""
        index = self.form.numbers.currentIndex()
        if not index.isValid():
            return None
        return self.model.rows[self.filter.mapToSource(index).row()]

    def _show_row(self) -> None:
        row, form = self.current_row(), self.form
        fact = row.decision.fact if row else None
        conflict = row is not None and row.first == "conflict"
        form.take.setVisible(conflict)
        form.keep.setVisible(conflict)
        form.both.setVisible(conflict)
        form.both.setEnabled(row is not None and conflict and self._settling.can_add(row))
        proposed = fact.proposed or fact.code if fact is not None else None
        unsure = row is not None and row.first == "unsure" and bool(proposed)
        form.confirm.setVisible(unsure)
        if unsure and proposed:
            form.confirm.setText(f"就是“{self._session.report.catalogue.name(proposed)}”")
        free = row is not None and row.first in ("unsure", "unknown", "new", "conflict", "changed", "same")
        form.other.setVisible(free)
        form.leave.setVisible(row is not None and (row.first == "unsure" or row.decision.stored))
        form.detail.setText(self._detail(row) if row else "没有这一类数字。")
        if row is not None and fact is not None:
            self._mark_cell(row)

    def _detail(self, row: ImportRow) -> str:
        fact, report = row.decision.fact, self._session.report
        lines = [f"本表“{fact.label}”为 {fact.raw}（{row.source}）。"]
        if row.code:
            name, stored = report.catalogue.name(row.code), report.value(row.code)
            if row.first == "conflict" and stored.sources:
                lines.append(
                    f"“{name}”已有 {full_text(stored)}，来自{stored.sources[0].place()}。以哪个为准？"
                )
            elif row.first == "unsure":
                lines.append(f"可能是“{name}”（{row.code}），不能确定，请确认或换一个指标。")
            before = report.value(row.code, -1)
            if before.state == "value":
                lines.append(f"上年为 {full_text(before)}。")
        elif row.first == "unknown":
            lines.append("目录里没有找到对应的指标，可以“换一个指标…”指定。")
        reasons = {
            "part": "这是一个村、一个月或一类的数，不是全年总数。",
            "period": "这不是报告年度的数。",
            "refused": "这一格不能读，原因见“问题”。",
        }
        lines += [reasons[row.first]] if row.first in reasons else []
        return "".join(lines)

    # settling

    def _settle(self, action: Callable[[ImportRow], None]) -> None:
        row = self.current_row()
        if row is None:
            return
        action(row)
        self.model.renew(row)
        self._say_counts()
        self._go_to_next_open(row)

    def _go_to_next_open(self, done: ImportRow) -> None:
        """The next row that waits, so that one key after the other settles all."""
        rows = [
            self.model.rows[self.filter.mapToSource(self.filter.index(place, 0)).row()]
            for place in range(self.filter.rowCount())
        ]
        start = rows.index(done) if done in rows else -1
        waiting = next(
            (place for place in (*range(start + 1, len(rows)), *range(start + 1)) if rows[place].open), None
        )
        if waiting is not None:
            self.form.numbers.setCurrentIndex(self.filter.index(waiting, 0))
        self._show_row()

    def _confirm(self) -> None:
        row = self.current_row()
        code = row.decision.fact.proposed or row.decision.fact.code if row else None
        if code:
            self._settle(lambda chosen: self._settling.name(chosen, code))

    def _pick(self) -> None:
        row = self.current_row()
        if row is not None and self.form.other.isVisibleTo(self):
            PickIndicatorDialog(
                self._session,
                self._services,
                row.decision.fact.label,
                tuple(code for code in (row.code,) if code),
                lambda code: self._settle(lambda chosen: self._settling.name(chosen, code)),
            ).open()

    # problems and the sheet itself

    def _show_problems(self) -> None:
        problems, place = self.form.problems, self._file_place()
        problems.clear()
        files = self._plan.files if place < 0 else [self._plan.files[place]]
        for file in files:
            for problem in sorted(file.problems, key=lambda entry: list(MARKS).index(entry.severity)):
                where = "·".join(part for part in (problem.sheet, problem.cell) if part)
                item = QTreeWidgetItem([MARKS[problem.severity] + problem.message, where, file.file])
                item.setToolTip(0, problem.message)
                item.setData(0, _PLACE, (self._plan.files.index(file), problem.sheet, problem.cell))
                problems.addTopLevelItem(item)
        self.form.tabs.setTabText(1, f"问题 {problems.topLevelItemCount()}")
        one = files[0] if len(files) == 1 else None
        self.form.marked.setEnabled(one is not None and bool(one.problems))

    def _ask_marked(self) -> None:
        ask_marked(self, self._plan.files[max(0, self._file_place())], self._write_marked)

    def _write_marked(self, file: FilePlan, path: Path) -> None:
        try:
            write_marked(file, path)
        except FazhiError as error:
            self._services.messages.failed(error)
        else:
            self.form.waiting.setText(f"标记副本已存为 {path}，可以发回科室修改。")

    def _show_sheet(self) -> None:
        sheet, place = self.form.sheets.currentData(), self._file_place()
        file = self._plan.files[place] if place >= 0 else None
        self.form.sheet.show_sheet(sheet, file)
        self.form.sheet_hint.setText(SHEET_HINT if file else "在左边选一个文件，这里显示它的原表。")
        self.form.header.setEnabled(sheet is not None)

    def _mark_cell(self, row: ImportRow) -> None:
        sheets, fact = self.form.sheets, row.decision.fact
        if self._file_place() != row.place:
            return
        place = next(
            (place for place in range(sheets.count()) if sheets.itemData(place).name == fact.sheet),
            sheets.currentIndex(),
        )
        sheets.setCurrentIndex(place)
        self.form.sheet.mark(fact.cell)

    def _go_to_problem(self, item: QTreeWidgetItem, _column: int) -> None:
        place, sheet, cell = item.data(0, _PLACE)
        files = self.form.files
        wanted = next(
            (
                files.topLevelItem(row)
                for row in range(files.topLevelItemCount())
                if files.topLevelItem(row).data(0, _PLACE) == place
            ),
            None,
        )
        if wanted is not None:
            files.setCurrentItem(wanted)
            names = [self.form.sheets.itemData(row).name for row in range(self.form.sheets.count())]
            if sheet in names:
                self.form.sheets.setCurrentIndex(names.index(sheet))
            self.form.tabs.setCurrentIndex(2)
            self.form.sheet.mark(cell)

    def _use_header(self) -> None:
        rows, sheet, place = self.form.sheet.chosen_rows(), self.form.sheets.currentData(), self._file_place()
        if rows is None or sheet is None or place < 0:
            self.form.sheet_hint.setText("请先在行号上拖选表头所在的各行。")
            return
        file = self._plan.files[place]
        headers = self._headers.setdefault(file.path, {})
        headers[sheet.name or ""] = rows
        self._reread(file.path, headers, lambda again: self._replace_file(place, again))

    def _replace_file(self, place: int, file: FilePlan) -> None:
        """Take a file that was read again; what was settled in the other files stays."""
        self._plan.files[place] = file
        kept = [row for row in self.model.rows if row.place != place]
        self.model.show_rows([*kept, *(ImportRow(place, file, decision) for decision in file.decisions)])
        item = self.form.files.currentItem()
        if item is not None:
            item.setText(1, _file_words(file))
        self._say_counts()
        self._choose_file()

    # carrying out

    def _import(self) -> None:
        step = self._plan.edit(self._session.store.get, learn=True)
        if step is None:
            return
        try:
            self._session.store.backup("导入前")
        except FazhiError as error:
            self.form.waiting.setText(f"导入前的备份没有成功，没有导入：{error.message}")
            return
        stored = summary(self.model.rows)["stored"]
        if self._session.apply(step):
            self.accept()
            self._session.said.emit(f"已导入 {stored} 项，可用 Ctrl+Z 一步撤销。")


def _file_words(file: FilePlan) -> str:
    if file.status != "imported":
        return STATUS_WORDS[file.status]
    errors = sum(problem.severity == "error" for problem in file.problems)
    unsure = sum(
        decision.why == "uncertain" and bool(decision.fact.proposed or decision.fact.code)
        for decision in file.decisions
    )
    same = any(decision.why == "same" for decision in file.decisions)
    words = f"✔ {file.stored} 项" if file.stored or not same else "＝ 相同"
    return words + (f" !{errors}" if errors else "") + (f" ?{unsure}" if unsure else "")
