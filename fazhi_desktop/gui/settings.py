"""文件 › 设置: font size, direction of Enter, second backup folder."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog

from fazhi_desktop.core.errors import environment_fault
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

SIZES = (("small", "小"), ("medium", "中"), ("large", "大"))
DIRECTIONS = (("down", "下一行"), ("right", "右边一格"))


def open_settings(_session: Session | None, services: Services) -> None:
    """Show the settings of this computer."""
    SettingsDialog(services).open()


class SettingsDialog(QDialog):
    """Choices kept on this computer; they hold at once, without a restart."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.window)
        self._preferences = services.preferences
        self.form = services.forms.fill(self, "settings")
        form, chosen = self.form, services.preferences
        for box, entries, value in (
            (form.font_size, SIZES, chosen.font_size),
            (form.enter_direction, DIRECTIONS, chosen.enter_direction),
        ):
            for name, words in entries:
                box.addItem(words, name)
            box.setCurrentIndex(box.findData(value))
        form.backup_folder.setText(chosen.backup_folder)
        name_buttons(form.buttons, "保存设置")
        form.browse.clicked.connect(self._browse)
        form.backup_folder.textChanged.connect(form.fault.clear)
        form.buttons.accepted.connect(self._keep)
        form.buttons.rejected.connect(self.reject)

    def _browse(self) -> None:
        dialog = QFileDialog(self, "退出时另备份到", self.form.backup_folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "备份到这里")
        dialog.fileSelected.connect(self.form.backup_folder.setText)
        dialog.open()

    def _keep(self) -> None:
        form = self.form
        folder = form.backup_folder.text().strip()
        sentence = folder_fault(folder)
        if sentence:
            form.fault.setText(sentence)
            return
        self._preferences.set_backup_folder(folder)
        self._preferences.set_enter_direction(form.enter_direction.currentData())
        self._preferences.set_font_size(form.font_size.currentData())
        self.accept()


def folder_fault(folder: str) -> str:
    """Why a folder cannot take backups, '' where it can or none is given; a missing one is made."""
    if not folder:
        return ""
    path = Path(folder)
    if not path.is_absolute():
        return f"“{folder}”不是完整路径。请按“选择…”选一个文件夹。"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / ".fazhi-写入检查"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return environment_fault(error, "写入备份文件夹", path).message
    return ""
