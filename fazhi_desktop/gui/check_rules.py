"""审核 › 审核规则: which rules apply and how strictly, own rules, and packs of rules."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHeaderView, QTreeWidgetItem

from fazhi_desktop.checking.choices import OWN_TAIL, Choices, choices_of, choose, pack_text, with_pack
from fazhi_desktop.checking.kinds import KINDS
from fazhi_desktop.checking.rules import OWN, Rule, make_rule
from fazhi_desktop.core.errors import BadInput, EnvironmentFault, FazhiError
from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.core.toml_files import given_text
from fazhi_desktop.gui.checks_live import live_checks
from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.list_keys import ListKeys
from fazhi_desktop.gui.own_rule import OwnRuleDialog
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

SEVERITIES = (("hard", "必须改"), ("soft", "可说明"))
SHOWN = (("all", "全部规则"), ("off", "已停用"), ("changed", "改过的"), ("own", "自定的"))
ADJUSTABLE = {
    "threshold": "变化超过百分之多少才提示",
    "tolerance": "允许相差多少",
    "factor": "相差多少倍才提示",
    "least": "小于多少的不看",
}
_ID = Qt.ItemDataRole.UserRole


def open_rules(session: Session, services: Services) -> None:
    """Show the rules."""
    CheckRulesDialog(session, services).open()


class CheckRulesDialog(QDialog):
    """All rules with a tick each; what can be changed of one stands on the right."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self._rules: dict[str, Rule] = {}
        self.form = services.forms.fill(self, "check_rules")
        form = self.form
        header = form.rules.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        set_widths(header, {1: 5.7})
        for name, words in SHOWN:
            form.show_only.addItem(words, name)
        for name, words in SEVERITIES:
            form.severity.addItem(words, name)
        form.halves.setSizes([540, 360])
        form.add_own.setIcon(services.icons.icon("plus"))
        ListKeys(form.search, form.rules, enters=True)
        self._connect()
        self.fill()

    def _connect(self) -> None:
        form = self.form
        form.search.textChanged.connect(lambda _: self.fill())
        form.show_only.currentIndexChanged.connect(lambda _: self.fill())
        form.rules.itemChanged.connect(self._switch)
        form.rules.currentItemChanged.connect(lambda *_: self._show())
        form.severity.activated.connect(lambda _: self._grade())
        form.number.editingFinished.connect(self._adjust)
        form.add_own.clicked.connect(lambda: self._ask_own(None))
        form.edit_own.clicked.connect(lambda: self._ask_own(self._chosen()))
        form.delete_own.clicked.connect(self._delete_own)
        form.load.clicked.connect(self._ask_pack)
        form.pass_on.clicked.connect(self._ask_file)
        form.restore.clicked.connect(self._ask_restore)
        form.buttons.rejected.connect(self.reject)

    # the list

    @property
    def choices(self) -> Choices:
        """What was chosen so far."""
        return choices_of(self._session.report)

    def fill(self, chosen: str = "") -> None:
        """List the rules that the filters let through, the clerk's own first."""
        form, choices = self.form, self.choices
        row = form.rules.currentItem()
        wanted = chosen or (row.data(0, _ID) if row else "")
        everything = (*self._own(choices), *live_checks(self._session).rules)
        self._rules = {rule.id: rule for rule in everything}
        blocked = form.rules.blockSignals(True)
        form.rules.clear()
        for rule in self._rules.values():
            if self._passes(rule, choices):
                form.rules.addTopLevelItem(self._row(rule, choices))
        rows = [form.rules.topLevelItem(place) for place in range(form.rules.topLevelItemCount())]
        current = next((entry for entry in rows if entry.data(0, _ID) == wanted), rows[0] if rows else None)
        if current is not None:
            form.rules.setCurrentItem(current)
        form.rules.blockSignals(blocked)
        form.pass_on.setEnabled(bool(choices.own))
        form.fault.setText(self._session.locked_reason or "\n".join(live_checks(self._session).faults[:3]))
        for button in (form.add_own, form.load, form.restore, form.right):
            button.setEnabled(self._session.editable)
        self._show()

    def _own(self, choices: Choices) -> list[Rule]:
        """The clerk's own rules, switched off or not."""
        codes = self._session.report.catalogue
        made = (make_rule(table, "", KINDS, codes, []) for table in choices.own)
        return [rule for rule in made if rule is not None]

    def _passes(self, rule: Rule, choices: Choices) -> bool:
        words = self.form.search.text().strip()
        changed = rule.id in choices.severity or rule.id in choices.options
        shown = {
            "all": True,
            "off": rule.id in choices.off,
            "changed": changed or rule.id in choices.off,
            "own": rule.id.startswith(OWN),
        }[self.form.show_only.currentData()]
        told = f"{rule.id}{rule.title}{rule.message}{rule.source}"
        return shown and all(word in told for word in words.split())

    def _row(self, rule: Rule, choices: Choices) -> QTreeWidgetItem:
        severity = choices.severity.get(rule.id, rule.severity)
        row = QTreeWidgetItem(["", dict(SEVERITIES)[severity], rule.title])
        row.setData(0, _ID, rule.id)
        row.setToolTip(2, _plain(rule.message))
        on = rule.id not in choices.off
        row.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        if not self._session.editable:
            row.setFlags(row.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        return row

    def _chosen(self) -> Rule | None:
        row = self.form.rules.currentItem()
        return self._rules.get(row.data(0, _ID)) if row else None

    def _show(self) -> None:
        form, rule, choices = self.form, self._chosen(), self.choices
        form.right.setEnabled(rule is not None and self._session.editable)
        own = rule is not None and rule.id.startswith(OWN)
        form.edit_own.setVisible(own)
        form.delete_own.setVisible(own)
        name = self._number_name(rule)
        form.l_number.setVisible(bool(name))
        form.number.setVisible(bool(name))
        if rule is None:
            form.message.setText("没有这样的规则。")
            form.basis.setText("")
            form.note.setText("")
            return
        form.message.setText(rule.title)
        basis = f"\n依据：{rule.source}" if rule.source else ""
        form.basis.setText(f"{_plain(rule.message)}{basis}")
        form.severity.setCurrentIndex(form.severity.findData(choices.severity.get(rule.id, rule.severity)))
        if name:
            value = choices.options.get(rule.id, {}).get(name, rule.options.get(name, 0))
            form.l_number.setText(ADJUSTABLE[name])
            form.number.setText(f"{value:g}")
        form.message.setToolTip(rule.id)
        form.note.setText("已停用。" if rule.id in choices.off else "")

    def _number_name(self, rule: Rule | None) -> str:
        if rule is None:
            return ""
        return next((name for name in ADJUSTABLE if name in rule.options), "")

    # changes

    def _apply(self, choices: Choices, label: str, chosen: str = "") -> bool:
        done = self._session.apply(choose(self._session.report, choices, label))
        live_checks(self._session).full()
        self.fill(chosen)
        return done

    def _switch(self, row: QTreeWidgetItem, column: int) -> None:
        if column == 0:
            rule, on = row.data(0, _ID), row.checkState(0) == Qt.CheckState.Checked
            label = f"{'启用' if on else '停用'}审核规则"
            self._session.apply(choose(self._session.report, self.choices.switched(rule, on=on), label))
            live_checks(self._session).full()
            self._show()  # the list stays: filling it here would delete the row that was ticked

    def _grade(self) -> None:
        rule = self._chosen()
        severity = self.form.severity.currentData()
        if rule is not None and severity != self.choices.severity.get(rule.id, rule.severity):
            self._apply(self.choices.graded(rule.id, severity), "调整审核规则的性质", rule.id)

    def _adjust(self) -> None:
        rule = self._chosen()
        name = self._number_name(rule)
        if rule is None or not name:
            return
        text = normalise(self.form.number.text()).removesuffix("%")
        now = self.choices.options.get(rule.id, {}).get(name, rule.options.get(name, 0))
        try:
            number = float(text)
        except ValueError:
            self.form.fault.setText(f"“{self.form.number.text()}”不是数字，没有保存。")
            return
        if number < 0:
            self.form.fault.setText("这个数不能小于 0，没有保存。")
        elif number != now:
            self._apply(self.choices.adjusted(rule.id, **{name: number}), "调整审核规则", rule.id)

    def _ask_own(self, rule: Rule | None) -> None:
        table = next((t for t in self.choices.own if rule is not None and t.get("id") == rule.id), None)
        OwnRuleDialog(self._session, self._services, table, self.keep_own).open()

    def keep_own(self, table: dict[str, object]) -> None:
        """Keep an own rule."""
        self._apply(self.choices.with_own(table), "自定审核规则", str(table["id"]))

    def _delete_own(self) -> None:
        rule = self._chosen()
        if rule is not None:
            self._apply(self.choices.without_own(rule.id), "删除自定规则")

    def _ask_restore(self) -> None:
        self._services.messages.ask(
            "全部规则恢复原样？",
            "恢复原样",
            lambda: self._apply(Choices(own=self.choices.own), "审核规则恢复原样"),
            detail="停用的重新启用，调整过的用回原来的数；自定规则保留。",
        )

    # packs

    def _ask_pack(self) -> None:
        dialog = QFileDialog(self, "装入规则包", str(self._session.store.path.parent), "规则包 (*.toml)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "装入")
        dialog.fileSelected.connect(lambda path: self.load_pack(Path(path)))
        dialog.open()

    def load_pack(self, path: Path) -> None:
        """Add the rules of a file; those with faults are left out and named."""
        try:
            text = given_text(path)
        except BadInput as refusal:
            self.form.fault.setText(refusal.message)
            return
        choices, found = with_pack(self.choices, text, path.name, KINDS, self._session.report.catalogue)
        if found.rules:
            self._apply(choices, f"装入规则包 {path.name}", found.rules[0].id)
        words = f"装入了 {len(found.rules)} 条规则。" if found.rules else f"{path.name} 里没有可用的规则。"
        self.form.fault.setText("\n".join((words, *found.faults[:3])))

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, "导出自定规则", str(self._session.store.path.parent / "审核规则.toml"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "导出")
        dialog.fileSelected.connect(lambda path: self.write_pack(Path(path)))
        dialog.open()

    def write_pack(self, path: Path) -> None:
        """Write the own rules as a pack to pass on."""
        from fazhi_desktop.export.files import write_new
        from fazhi_desktop.export.names import free_path

        title = f"{self._session.report.body.short}自定审核规则"
        try:
            target = free_path(path.parent, path.name.removesuffix(".toml"), "toml")
            write_new(target, pack_text(self.choices.own, title).encode())
        except (FazhiError, EnvironmentFault) as error:
            self._services.messages.warn(error.message)
            return
        self.form.fault.setText(f"{len(self.choices.own)} 条自定规则已存为 {target.name}。")


def _plain(message: str) -> str:
    """A message for people who look at the rule: placeholders as ○."""
    return re.sub(r"“?\{[a-z_]+\}”?", "○", message.removesuffix(OWN_TAIL))
