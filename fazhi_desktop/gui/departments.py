"""数据 › 科室: who sends, whom to call, what each owes and by when."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidgetItem

from fazhi_desktop.core.records import Department, Key, Record, Return
from fazhi_desktop.gui.dates import in_years_of, read_date
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.line_dialog import LineDialog
from fazhi_desktop.gui.list_keys import ListKeys
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.variants import Merge, Offer, VariantsDialog

_CODE = Qt.ItemDataRole.UserRole


def open_departments(session: Session, services: Services) -> None:
    """Show the departments."""
    DepartmentsDialog(session, services).open()


@dataclass
class _Entry:
    """A department being edited, and the name it had before; '' for a new one."""

    department: Department
    before: str


class DepartmentsDialog(QDialog):
    """All departments; what was changed is stored as one edit."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "departments")
        form = self.form
        self._entries = [_Entry(entry, entry.name) for entry in session.report.departments]
        self._deleted: list[str] = []
        self._merged: dict[str, _Entry] = {}  # spellings that were merged into a department
        self._shown = -1
        form.halves.setSizes([220, 600])
        form.add.setIcon(services.icons.icon("plus"))
        form.unify.setIcon(services.icons.icon("replace"))
        form.delete_one.setIcon(services.icons.icon("trash"))
        form.due.setPlaceholderText(in_years_of(form.due.placeholderText(), session.year))
        self._fill_indicators()
        name_buttons(form.buttons, "保存科室")
        for widget in (
            form.add,
            form.unify,
            form.delete_one,
            form.right,
            form.buttons.button(QDialogButtonBox.StandardButton.Ok),
        ):
            widget.setEnabled(session.editable)
        form.fault.setText(session.locked_reason)
        self._connect()
        self._fill(0)
        ListKeys(form.search, form.indicators, enters=True)
        form.departments.setFocus()

    def _connect(self) -> None:
        form = self.form
        form.departments.currentRowChanged.connect(self._show)
        form.department_name.editingFinished.connect(self._take)
        form.search.textChanged.connect(self._filter)
        form.indicators.itemChanged.connect(lambda _: self._count())
        form.add.clicked.connect(self._ask_new)
        form.unify.clicked.connect(self.unify)
        form.delete_one.clicked.connect(self._delete)
        form.buttons.accepted.connect(self._keep)
        form.buttons.rejected.connect(self.reject)

    def _fill(self, row: int) -> None:
        names = self.form.departments
        names.blockSignals(True)
        names.clear()
        names.addItems([entry.department.name for entry in self._entries])
        names.blockSignals(False)
        self._shown = -1
        names.setCurrentRow(max(0, min(row, len(self._entries) - 1)))
        self._show(names.currentRow())

    def _fill_indicators(self) -> None:
        report = self._session.report
        for code in report.reported:
            indicator = report.catalogue[code]
            unit = f"（{indicator.unit}）" if indicator.unit else ""
            item = QListWidgetItem(f"{code}　{indicator.name}{unit}")
            item.setData(_CODE, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.form.indicators.addItem(item)

    def _items(self) -> Iterator[QListWidgetItem]:
        indicators = self.form.indicators
        return (indicators.item(row) for row in range(indicators.count()))

    def _show(self, row: int) -> None:
        if row == self._shown:
            return
        self._take()
        self._shown = row
        form = self.form
        department = self._entries[row].department if 0 <= row < len(self._entries) else Department("")
        form.right.setEnabled(bool(department.name) and self._session.editable)
        form.department_name.setText(department.name)
        form.aliases.setText("、".join(department.aliases))
        form.aliases.setCursorPosition(0)
        form.contact.setText(department.contact)
        form.telephone.setText(department.telephone)
        form.due.setText(department.due)
        form.indicators.blockSignals(True)
        for item in self._items():
            owed = item.data(_CODE) in department.indicators
            item.setCheckState(Qt.CheckState.Checked if owed else Qt.CheckState.Unchecked)
        form.indicators.blockSignals(False)
        self._count()

    def _take(self) -> bool:
        """Keep what stands in the fields; False where it cannot be kept, with a sentence."""
        if not 0 <= self._shown < len(self._entries):
            return True
        form, entry = self.form, self._entries[self._shown]
        name = " ".join(form.department_name.text().split()) or entry.department.name
        if any(other is not entry and other.department.name == name for other in self._entries):
            form.fault.setText(f"已经有一个科室叫“{name}”。请换一个名称。")
            return False
        due = read_date(form.due.text(), year=self._session.year + 1)
        if due is None:
            form.fault.setText(
                f"{name} 的交表截止“{form.due.text()}”不是日期。请写成 2024-01-10 或 1月10日。"
            )
            return False
        form.fault.clear()
        aliases = (
            part.strip() for part in form.aliases.text().replace("，", "、").replace(",", "、").split("、")
        )
        owed = tuple(item.data(_CODE) for item in self._items() if item.checkState() == Qt.CheckState.Checked)
        entry.department = replace(
            entry.department,
            name=name,
            aliases=tuple(alias for alias in aliases if alias),
            due=due,
            contact=form.contact.text().strip(),
            telephone=form.telephone.text().strip(),
            indicators=owed,
        )
        form.departments.item(self._shown).setText(name)
        return True

    def _count(self) -> None:
        count = sum(item.checkState() == Qt.CheckState.Checked for item in self._items())
        self.form.owed_title.setText(f"承担的指标（已选 {count} 项）")

    def _filter(self, text: str) -> None:
        wanted = text.strip().lower()
        for item in self._items():
            item.setHidden(wanted not in item.text().lower())

    def _ask_new(self) -> None:
        LineDialog(self._services, "添加科室", "科室名称", "", "添加", self.add_department).open()

    def add_department(self, name: str) -> None:
        """Put a new department at the end and show it."""
        if not self._take():
            return
        if any(entry.department.name == name for entry in self._entries):
            self.form.fault.setText(f"已经有一个科室叫“{name}”。")
            return
        self._made(name)
        self._fill(len(self._entries) - 1)
        self.form.contact.setFocus()

    def _delete(self) -> None:
        if not 0 <= self._shown < len(self._entries):
            return
        entry = self._entries.pop(self._shown)
        if entry.before:
            self._deleted.append(entry.before)
        self._fill(self._shown)

    def unify(self) -> VariantsDialog | None:
        """Propose departments, and unknown spellings of returns, that may be one department."""
        from fazhi_desktop.matching.variants import Written, variants

        if not self._take():
            return None
        store = self._session.store
        sent = Counter(entry.department for year in store.years for entry in store.of_kind(Return, year))
        known = [entry.department for entry in self._entries]
        spelled = {name for entry in known for name in (entry.name, *entry.aliases)}
        names = [Written(entry.name, sent[entry.name], others=entry.aliases) for entry in known]
        names += [Written(name, rows) for name, rows in sent.items() if name and name not in spelled]
        town = self._session.report.body.short
        dialog = VariantsDialog(
            self._services, lambda: [Offer(0, "", found) for found in variants(names, town)], self._join, self
        )
        dialog.open()
        return dialog

    def _join(self, merges: Sequence[Merge]) -> bool:
        """Make one department of each group; the other names become its aliases."""
        for merge in merges:
            inside = [entry for entry in self._entries if entry.department.name in (*merge.texts, merge.name)]
            entry = next((found for found in inside if found.department.name == merge.name), None)
            if entry is None:
                entry = inside[0] if inside else self._made(merge.name)
            others = [found for found in inside if found is not entry]
            entry.department = joined(entry.department, merge, [found.department for found in others])
            self._merged |= dict.fromkeys(merge.texts, entry)
            self._deleted += [found.before for found in others if found.before]
            self._entries = [found for found in self._entries if found not in others]
        self._fill(self._shown)
        self.form.fault.setText(f"合并了 {len(merges)} 组。按“保存科室”存入。")
        return True

    def _made(self, name: str) -> _Entry:
        position = max((entry.department.position for entry in self._entries), default=-1) + 1
        entry = _Entry(Department(name, position=position), "")
        self._entries.append(entry)
        return entry

    def _keep(self) -> None:
        if self._take() and self._session.change("修改科室", self._changes()):
            self.accept()

    def _changes(self) -> list[tuple[Key, Record | None]]:
        """Records that differ; a renamed department takes its returns along."""
        names = {entry.department.name for entry in self._entries}
        renamed = {
            entry.before: entry.department.name
            for entry in self._entries
            if entry.before not in ("", entry.department.name)
        }
        renamed = {name: entry.department.name for name, entry in self._merged.items()} | renamed
        gone = [name for name in dict.fromkeys((*self._deleted, *renamed)) if name not in names]
        changes: list[tuple[Key, Record | None]] = [(Key("department", 0, name), None) for name in gone]
        changes += [
            (Key("department", 0, entry.department.name), entry.department) for entry in self._entries
        ]
        for year in self._session.store.years:
            changes += [
                (Key("return", year, sent.sha256), replace(sent, department=renamed[sent.department]))
                for sent in self._session.store.of_kind(Return, year)
                if sent.department in renamed
            ]
        return changes


def joined(kept: Department, merge: Merge, others: Sequence[Department]) -> Department:
    """A department under the name of a merge, with what others of the group had and it has not."""
    spelled = (*kept.aliases, kept.name, *merge.texts, *(name for other in others for name in other.aliases))
    owed = (*kept.indicators, *(code for other in others for code in other.indicators))
    return replace(
        kept,
        name=merge.name,
        aliases=tuple(name for name in dict.fromkeys(spelled) if name != merge.name),
        indicators=tuple(dict.fromkeys(owed)),
        contact=kept.contact or next((other.contact for other in others if other.contact), ""),
        telephone=kept.telephone or next((other.telephone for other in others if other.telephone), ""),
    )
