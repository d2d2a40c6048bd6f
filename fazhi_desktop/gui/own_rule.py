"""An own rule: indicators, a relation, a tolerance and what to say; tried on this year's numbers at once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit

from fazhi_desktop.checking.choices import OWN_TAIL, RELATIONS, Choices, choices_of, own_rule
from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.kinds import KINDS
from fazhi_desktop.checking.rules import OWN, make_rule
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.core.report import Report
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.import_pick import PickIndicatorDialog
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session


class OwnRuleDialog(QDialog):
    """Hands the table of the rule to `accept`."""

    def __init__(
        self,
        session: Session,
        services: Services,
        table: Mapping[str, Any] | None,
        accept: Callable[[dict[str, Any]], object],
    ) -> None:
        super().__init__(services.window)
        self._session, self._services, self._accept = session, services, accept
        self._id = str(table["id"]) if table is not None else _free_id(session.report)
        self.form = services.forms.fill(self, "own_rule")
        form = self.form
        for sign, words in RELATIONS.items():
            form.relation.addItem(words, sign)
        form.severity.addItem("可说明", "soft")
        form.severity.addItem("必须改", "hard")
        form.message.setPlaceholderText(
            "哪里不对、怎么改，如：行政检查应不少于计划数，请核对执法大队的报送表。"
        )
        form.message.setMinimumHeight(72)
        name_buttons(form.buttons, "保存规则")
        if table is not None:
            self._show(table)
        self._connect()
        self._try()
        form.rule_name.setFocus()

    def _connect(self) -> None:
        form = self.form
        for line in (form.rule_name, form.left, form.right, form.tolerance):
            line.textChanged.connect(lambda _: self._try())
        form.message.textChanged.connect(self._try)
        form.relation.currentIndexChanged.connect(lambda _: self._try())
        form.pick_left.clicked.connect(lambda: self._pick(form.left, "左边"))
        form.pick_right.clicked.connect(lambda: self._pick(form.right, "右边"))
        form.buttons.accepted.connect(self._keep)
        form.buttons.rejected.connect(self.reject)

    def _show(self, table: Mapping[str, Any]) -> None:
        form = self.form
        form.rule_name.setText(str(table.get("title", "")))
        formula = str(table.get("formula", ""))
        sign = next((sign for sign in ("==", "!=", "<=", ">=", "<", ">") if f" {sign} " in formula), "==")
        left, _, right = formula.partition(f" {sign} ")
        form.left.setText(left)
        form.right.setText(right)
        form.relation.setCurrentIndex(form.relation.findData(sign))
        form.severity.setCurrentIndex(form.severity.findData(table.get("severity", "soft")))
        form.tolerance.setText(f"{table.get('tolerance', 0):g}")
        form.message.setPlainText(str(table.get("message", "")).removesuffix(OWN_TAIL))

    def _pick(self, line: QLineEdit, label: str) -> None:
        def add(code: str) -> None:
            before = line.text().strip()
            line.setText(f"{before} + {code}" if before else code)

        PickIndicatorDialog(self._session, self._services, label, (), add).open()

    def table(self) -> dict[str, Any]:
        """The rule as it stands; raises BadInput with what is missing."""
        form = self.form
        tolerance = normalise(form.tolerance.text()) or "0"
        try:
            slack = float(tolerance)
        except ValueError:
            raise BadInput(f"允许相差“{form.tolerance.text()}”不是数字。") from None
        made = own_rule(
            self._id,
            self._side(form.left),
            form.relation.currentData(),
            self._side(form.right),
            message=form.message.toPlainText(),
            tolerance=slack,
            severity=form.severity.currentData(),
            title=form.rule_name.text(),
        )
        faults: list[str] = []
        if make_rule(made, "这条规则", KINDS, self._session.report.catalogue, faults) is None:
            raise BadInput(faults[0])
        return made

    def _side(self, line: QLineEdit) -> list[str]:
        return [part.strip() for part in normalise(line.text()).split("+") if part.strip()]

    def _try(self) -> None:
        """Say what the rule finds this year, or what it still lacks."""
        form = self.form
        button = form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        try:
            made = self.table()
        except BadInput as error:
            form.trial.setText("")
            form.fault.setText(error.message if form.left.text() and form.right.text() else "")
            button.setEnabled(False)
            return
        form.fault.setText("")
        button.setEnabled(True)
        report = self._session.report
        alone = replace(report, settings={"checks": Choices(own=(made,)).text()})
        found = Checker((), KINDS).full(alone)
        words = (
            f"用今年的数试了：会提示“{found[0].message}”" if found else "用今年的数试了：没有问题，或还缺数。"
        )
        form.trial.setText(words)

    def _keep(self) -> None:
        try:
            made = self.table()
        except BadInput as error:
            self.form.fault.setText(error.message)
            return
        self.accept()
        self._accept(made)


def _free_id(report: Report) -> str:
    """The first of own_1, own_2 … that no rule has."""
    taken = {str(table.get("id")) for table in choices_of(report).own}
    return next(name for n in count(1) if (name := f"{OWN}{n}") not in taken)
