"""帮助 › 环境检查: fonts, input method, printers, disk and versions of this computer."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTreeWidgetItem

from fazhi_desktop.doctor import Check, examine
from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session


def open_doctor(_session: Session | None, services: Services) -> None:
    """Show what this computer offers."""
    DoctorDialog(services).open()


class DoctorDialog(QDialog):
    """The result of the examination, to read and to copy."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self.form = services.forms.fill(self, "doctor")
        self._colours = services.icons.colours
        self._checks: list[Check] = []
        form = self.form
        set_widths(form.checks.header(), {0: 4, 1: 12})
        form.buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        form.copy.setEnabled(False)
        form.copy.clicked.connect(self._copy)
        form.buttons.rejected.connect(self.reject)
        services.tasks.run("正在检查这台电脑", lambda _: examine(), self.show_checks, asker=self)

    def show_checks(self, checks: list[Check]) -> None:
        """Fill the list; what needs attention comes first."""
        self._checks = sorted(checks, key=lambda check: check.ok)
        form = self.form
        form.checks.clear()
        for check in self._checks:
            item = QTreeWidgetItem(["✔" if check.ok else "△", check.name, check.text])
            item.setToolTip(2, check.text)
            form.checks.addTopLevelItem(item)
        wrong = sum(not check.ok for check in checks)
        form.headline.setText(f"有 {wrong} 项需要留意（△）" if wrong else "一切齐备")
        form.copy.setEnabled(True)

    def _copy(self) -> None:
        lines = [f"{'✔' if check.ok else '△'} {check.name}：{check.text}" for check in self._checks]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.form.copy.setText("已复制")
