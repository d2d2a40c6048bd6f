"""The plan of an import: what would change, what waits for the clerk, what could not be read."""

import itertools
from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.values import Value
from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.import_model import ColumnsFit, ImportModel
from fazhi_desktop.gui.import_panes import PLACE, FilePane, ProblemsPane, SheetPane, SumsPane
from fazhi_desktop.gui.import_pick import PickIndicatorDialog
from fazhi_desktop.gui.import_rows import ImportRow, Rows, file_words, summary
from fazhi_desktop.gui.import_senders import SenderPane
from fazhi_desktop.gui.import_sheet import SheetView
from fazhi_desktop.gui.importing import Headers
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_text import full_text
from fazhi_desktop.gui.waiting import back_up
from fazhi_desktop.importing.plan import FilePlan

KINDS: dict[str, Callable[[ImportRow], bool]] = {
    "all": lambda _row: True,
    "open": lambda row: row.open or bool(row.settled),
    "stored": lambda row: row.decision.stored,
    "left": lambda row: not row.decision.stored,
}
MOST_ASKED = 50
"""Of many chosen conflicts, so many are asked whether they can be added."""
FILTERS = (("all", "全部数字"), ("open", "等我决定的"), ("stored", "将要导入的"), ("left", "不导入的"))


class ImportDialog(QDialog):
    """Settles a plan row by row and carries it out as one edit.

    `reread(path, options, accept)` reads one file again, with header rows set by hand and the like; None
    where the numbers come from no file.
    """

    def __init__(
        self,
        session: Session,
        services: Services,
        rows: Rows,
        reread: Callable[[str, dict[str, object], Callable[[FilePlan], None]], None] | None,
    ) -> None:
        super().__init__(services.window)
        services.forms.register(SheetView)
        self._session, self._services, self._reread = session, services, reread
        self._rows, self._plan = rows, rows.plan
        self._options: dict[str, dict[str, object]] = {}
        self._headers: dict[str, Headers] = {}
        self.form = services.forms.fill(self, "import_dialog")
        self._problems = ProblemsPane(self.form, services, self._go_to)
        self._sheets = SheetPane(self.form, services.icons.colours, self._use_header)
        self._sums = SumsPane(self.form)
        self._senders = SenderPane(self.form, rows.plan, session.report, self._say_counts)
        self._file = FilePane(self.form, lambda kept: self._read_again(kept=kept))
        self.model = ImportModel(session.report, services.icons.colours)
        self._dress()
        name_buttons(self.form.buttons, "导入")
        self._ok = self.form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._connect()
        self._fill()

    # filling

    def _dress(self) -> None:
        form = self.form
        form.numbers.setModel(self.model)
        header = form.numbers.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(0)
        self._widths = ColumnsFit(form.numbers)
        # with the table's own selection each head would ask every row whether it is chosen
        header.setSelectionModel(QItemSelectionModel(self.model, header))
        form.numbers.verticalHeader().hide()
        for name, words in FILTERS:
            form.filter_box.addItem(words, name)
        form.tabs.setCornerWidget(form.filter_box)
        files = form.files.header()
        files.setStretchLastSection(False)
        files.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        set_widths(files, {1: 7.4})
        form.halves.setSizes([self.width() // 4, self.width() * 3 // 4])
        form.halves.setStretchFactor(0, 0)
        form.halves.setStretchFactor(1, 1)

    def _connect(self) -> None:
        form = self.form
        form.files.currentItemChanged.connect(lambda *_: self._choose_file())
        form.filter_box.currentIndexChanged.connect(lambda _: self._filter_rows())
        form.tabs.currentChanged.connect(lambda place: form.filter_box.setVisible(not place))
        form.numbers.selectionModel().selectionChanged.connect(lambda *_: self._show_row())
        form.numbers.doubleClicked.connect(lambda _: self._pick())
        form.take.clicked.connect(lambda: self._settle(self._rows.take, ImportRow.is_conflict))
        form.keep.clicked.connect(lambda: self._settle(self._rows.keep, ImportRow.is_conflict))
        form.both.clicked.connect(lambda: self._settle(self._rows.add, ImportRow.is_conflict))
        form.confirm.clicked.connect(lambda: self._confirm())
        form.ten_thousands.clicked.connect(lambda: self._confirm("万元"))
        form.other.clicked.connect(self._pick)
        form.leave.clicked.connect(lambda: self._settle(self._rows.leave, ImportRow.can_leave))
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
            whole.setData(0, PLACE, -1)
            form.files.addTopLevelItem(whole)
        for place, file in enumerate(self._plan.files):
            item = QTreeWidgetItem([file.file, ""])
            item.setData(0, PLACE, place)
            item.setToolTip(0, f"{file.path}\n{file.message}")
            item.setToolTip(1, file.message)
            form.files.addTopLevelItem(item)
        for widget in (form.files, form.filter_box):
            widget.blockSignals(True)
        form.files.setCurrentItem(form.files.topLevelItem(0))
        form.filter_box.setCurrentIndex(1 if any(row.open for row in self.rows) else 0)
        for widget in (form.files, form.filter_box):
            widget.blockSignals(False)
        self._say_counts()
        self._choose_file()
        self.form.numbers.setFocus()

    @property
    def rows(self) -> list[ImportRow]:
        """Every number of every file, whatever the table shows now."""
        return self._rows.all

    def _say_counts(self) -> None:
        by_file: dict[int, list[ImportRow]] = {}
        for row in self._rows.all:
            by_file.setdefault(row.place, []).append(row)
        for place in range(self.form.files.topLevelItemCount()):
            item = self.form.files.topLevelItem(place)
            file = int(item.data(0, PLACE))
            if file >= 0:
                item.setText(1, file_words(self._plan.files[file], by_file.get(file, [])))
        self._sums.show(self._plan)
        counts, form = summary(self.rows), self.form
        stored, waiting = counts["stored"], counts["open"]
        words = [f"读出 {len(self.rows)} 个数字", f"将导入 {stored} 项"]
        words += [
            f"{counts[state]} 项{name}" for state, name in (("same", "与原数相同"),) if counts.get(state)
        ]
        refused = sum(file.status == "refused" for file in self._plan.files)
        words += [f"{refused} 个文件没有导入"] if refused else []
        form.summary.setText("，".join(words) + "。")
        form.waiting.setText(f"还有 {waiting} 项等你决定，不决定的不导入。" if waiting else "")
        nothing = "记录收表" if any(file.sha256 for file in self._plan.files) else "没有可存的"
        self._ok.setText(f"导入 {stored} 项" if stored else nothing)
        self._ok.setEnabled(not self._plan.empty and self._session.editable)

    # choosing

    def _file_place(self) -> int:
        item = self.form.files.currentItem()
        return int(item.data(0, PLACE)) if item else -1

    def _choose_file(self) -> None:
        self._filter_rows()
        place = self._file_place()
        files = list(enumerate(self._plan.files))
        self._problems.show(files if place < 0 else [files[place]])
        file = self._plan.files[place] if place >= 0 else None
        self._sheets.show(file)
        self._file.show(file)
        self._senders.show(place)

    def _filter_rows(self) -> None:
        place, wanted = self._file_place(), self.form.filter_box.currentData()

        shown = KINDS[wanted]
        self.model.show_rows([row for row in self.rows if place in (-1, row.place) and shown(row)])
        self._widths.measure()
        if self.model.rows:
            self.choose(0)
        self._show_row()

    def choose(self, place: int) -> None:
        """Choose one row alone, though Ctrl is still held from the key that settled the last one."""
        flag = QItemSelectionModel.SelectionFlag
        self.form.numbers.selectionModel().setCurrentIndex(
            self.model.index(place, 0), flag.ClearAndSelect | flag.Rows
        )

    def current_row(self) -> ImportRow | None:
        """The row that is chosen."""
        index = self.form.numbers.currentIndex()
        if not index.isValid():
            return None
        return self.model.rows[index.row()]

    def chosen_rows(self) -> list[ImportRow]:
        """All rows that are chosen, in the order of the table."""
        chosen = self.form.numbers.selectionModel().selection()
        places = {place for block in chosen for place in range(block.top(), block.bottom() + 1)}
        return [self.model.rows[place] for place in sorted(places)]

    def _show_row(self) -> None:
        row, form, chosen = self.current_row(), self.form, self.chosen_rows()
        conflict = any(entry.is_conflict() for entry in chosen)
        for button in (form.take, form.keep, form.both):
            button.setVisible(conflict)
        first = itertools.islice((entry for entry in chosen if entry.is_conflict()), MOST_ASKED)
        form.both.setEnabled(any(self._rows.can_add(entry) for entry in first))
        self._offer([entry for entry in chosen if entry.is_proposal() and (len(chosen) == 1 or entry.open)])
        form.other.setVisible(len(chosen) == 1 and chosen[0].first not in ("period", "part", "refused"))
        form.leave.setVisible(any(entry.can_leave() for entry in chosen))
        if len(chosen) > 1:
            form.detail.setText(f"选中 {len(chosen)} 项，按钮对其中合适的各项一起生效。")
        else:
            form.detail.setText(self._detail(row) if row else self._nothing_words())
        if row is not None and self._file_place() == row.place:
            self._sheets.show_cell(row.decision.fact.sheet, row.decision.fact.cell)

    def _nothing_words(self) -> str:
        """Why no number is listed."""
        place = self._file_place()
        files = self._plan.files
        if place < 0 and files and not any(file.decisions for file in files):
            return "这些文件里没有新的数字，原因见左边各文件的状态。"
        file = files[place] if place >= 0 else None
        if file is not None and not file.decisions:
            return file.message
        return "没有这一类数字。"

    def _offer(self, unsure: list[ImportRow]) -> None:
        """The buttons that confirm a proposal; an amount without a unit is asked for it."""
        form = self.form
        bare = len(unsure) == 1 and self._rows.lacks_unit(unsure[0])
        form.confirm.setVisible(bool(unsure))
        form.ten_thousands.setVisible(bare)
        if len(unsure) == 1:
            name = self._session.report.catalogue.name(unsure[0].code or "")
            form.confirm.setText(f"就是“{name}”{'，单位元' if bare else ''}(&Y)")
        elif unsure:
            form.confirm.setText(f"{len(unsure)} 项都按建议(&Y)")

    def _detail(self, row: ImportRow) -> str:
        fact, report = row.decision.fact, self._session.report
        lines = [f"本表“{fact.label}”为 {fact.raw}（{row.source}）。"]
        if row.code:
            name, stored = report.catalogue.name(row.code), self._rows.existing(row)
            if row.first == "conflict" and stored is not None:
                origin = f"，来自{_origin(stored)}" if stored.sources else ""
                lines.append(f"“{name}”已有 {full_text(stored)}{origin}。以哪个为准？")
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

    def _settle(self, action: Callable[[ImportRow], None], fits: Callable[[ImportRow], bool]) -> None:
        """Say one word on all chosen rows that it fits."""
        rows = [row for row in self.chosen_rows() if fits(row)]
        for row in rows:
            action(row)
        if rows:
            self.model.renew()
            self._say_counts()
            self._go_to_next_open(rows[-1])

    def _go_to_next_open(self, done: ImportRow) -> None:
        """The next row that waits, so that one key after the other settles all."""
        rows = self.model.rows
        start = rows.index(done) if done in rows else -1
        waiting = next(
            (place for place in (*range(start + 1, len(rows)), *range(start + 1)) if rows[place].open), None
        )
        if waiting is not None:
            self.choose(waiting)
        self._show_row()

    def _confirm(self, unit: str = "元") -> None:
        """Take the proposals; of several, those amounts whose unit must be asked for stay open."""
        several = len(self.chosen_rows()) > 1

        def fits(row: ImportRow) -> bool:
            return row.is_proposal() and not (several and (row.settled or self._rows.lacks_unit(row)))

        def name(row: ImportRow) -> None:
            self._rows.name(row, row.code or "", unit if self._rows.lacks_unit(row) else "")

        self._settle(name, fits)

    def _pick(self) -> None:
        row = self.current_row()
        if row is not None and self.form.other.isVisibleTo(self):
            PickIndicatorDialog(
                self._session,
                self._services,
                row.decision.fact.label,
                tuple(code for code in (row.code,) if code),
                lambda code: self._settle(lambda chosen: self._rows.name(chosen, code), lambda _: True),
            ).open()

    # the other pages

    def _go_to(self, place: int, sheet: str | None, cell: str | None) -> None:
        """Show a cell on the sheet it stands on."""
        files = self.form.files
        for row in range(files.topLevelItemCount()):
            if files.topLevelItem(row).data(0, PLACE) == place:
                files.setCurrentItem(files.topLevelItem(row))
        self.form.tabs.setCurrentWidget(self.form.sheet_tab)
        self._sheets.show_cell(sheet, cell)

    def _use_header(self, sheet: str, rows: tuple[int, int]) -> None:
        """The header block the clerk set for a sheet."""
        headers = self._headers.setdefault(self._plan.files[self._file_place()].path, {})
        headers[sheet] = rows
        self._read_again(headers=headers)

    def _read_again(self, **chosen: object) -> None:
        """Read the chosen file again with what the clerk set, now and before."""
        place = self._file_place()
        path = self._plan.files[place].path
        options = self._options.setdefault(path, {})
        options.update(chosen)
        if self._reread is not None:
            self._reread(path, options, lambda again: self._replace_file(place, again))

    def _replace_file(self, place: int, file: FilePlan) -> None:
        """Take a file that was read again; what was settled in the other files stays."""
        self._rows.replace(place, file)
        self._say_counts()
        self._choose_file()

    # carrying out

    def _import(self) -> None:
        step = self._plan.edit(self._session.store.get, learn=True)
        if step is None:
            return
        stored = summary(self.rows)["stored"]

        def carry_out() -> None:
            if self._session.apply(step):
                self.accept()
                self._session.said.emit(f"已导入 {stored} 项，可用 Ctrl+Z 一步撤销。")

        back_up(self._session, self._services, "导入前", carry_out, self._refuse, step=step)

    def _refuse(self, error: FazhiError) -> None:
        self.form.waiting.setText(f"导入前的备份没有成功，没有导入：{error.message}")


def _origin(value: Value) -> str:
    """Where a value came from, with the departments of its parts."""
    live = [source for source in value.sources if not source.superseded]
    places = [source.place() + (f"（{source.department}）" if source.department else "") for source in live]
    return "、".join(places[:3]) + (f" 等 {len(places)} 处" if len(places) > 3 else "")
