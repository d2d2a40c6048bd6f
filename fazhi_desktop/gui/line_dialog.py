"""A dialog that asks for one line."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox

from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.services import Services


class LineDialog(QDialog):
    """Asks one line and hands it to `accept`, trimmed; empty lines cannot be accepted."""

    def __init__(
        self,
        services: Services,
        title: str,
        label: str,
        text: str,
        verb: str,
        accept: Callable[[str], object],
    ) -> None:
        super().__init__(services.window)
        self.form = services.forms.fill(self, "line_dialog")
        self._accept = accept
        self.setWindowTitle(title)
        self.form.label.setText(label)
        self.form.line.setAccessibleName(label)
        self.form.line.setText(text)
        self.form.line.selectAll()
        name_buttons(self.form.buttons, verb)
        self._check(text)
        self.form.line.textChanged.connect(self._check)
        self.form.buttons.accepted.connect(self._done)
        self.form.buttons.rejected.connect(self.reject)

    def _check(self, text: str) -> None:
        self.form.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(text.strip()))

    def _done(self) -> None:
        text = self.form.line.text().strip()
        self.accept()
        self._accept(text)
