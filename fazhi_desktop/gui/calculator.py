"""Ctrl+=: a sum whose result goes into a field."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox

from fazhi_desktop.core.arithmetic import calculate
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.services import Services


class CalculatorDialog(QDialog):
    """Takes a sum and hands its result to `take`."""

    def __init__(self, services: Services, text: str, take: Callable[[str], None]) -> None:
        super().__init__(services.window)
        self._take = take
        self.form = services.forms.fill(self, "calculator")
        name_buttons(self.form.buttons, "填入结果")
        self.form.sum.setText(text)
        self.form.sum.textChanged.connect(self._show)
        self.form.buttons.accepted.connect(self.take)
        self.form.buttons.rejected.connect(self.reject)
        self._show(text)

    def take(self) -> None:
        """Hand the result over and close."""
        result = calculate(self.form.sum.text())
        self.accept()
        self._take(result)

    def _show(self, text: str) -> None:
        try:
            result, words = calculate(text), ""
        except BadInput as refusal:
            result, words = "", refusal.message if text.strip() else "输入算式，如 120+35*2"
        self.form.result.setText(f"= {result}" if result else "")
        self.form.words.setText(words)
        self.form.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(result))
