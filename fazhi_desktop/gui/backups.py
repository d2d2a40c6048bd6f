"""文件 › 从备份恢复: a backup becomes a new workspace beside the old one, which stays as it is."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QTreeWidgetItem

from fazhi_desktop.assembly import SUFFIX, Resources, open_workspace
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.waiting import run_waiting
from fazhi_desktop.store import backup as store_backup
from fazhi_desktop.store.gate import Gate
from fazhi_desktop.store.sealing import is_sealed
from fazhi_desktop.store.secret import recovery_key

_PATH = Qt.ItemDataRole.UserRole


def restore(session: Session | None, services: Services) -> None:
    """Show the backups of the open workspace, or ask for one where none is open."""
    if session is not None:
        BackupsDialog(services, session.store.path, key=session.store.key).open()
        return
    folder = services.preferences.usual_folder
    dialog = QFileDialog(services.window, "从哪份备份恢复", folder, f"备份或工作库 (*{SUFFIX})")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "选这份备份")
    dialog.fileSelected.connect(
        lambda path: BackupsDialog(services, workspace_of(Path(path)), Path(path)).open()
    )
    dialog.open()


def workspace_of(backup: Path) -> Path:
    """The workspace a backup belongs to by its folder's name; the file itself where it lies elsewhere."""
    folder = backup.parent
    if folder.name.endswith("-备份"):
        return folder.with_name(f"{folder.name.removesuffix('-备份')}{SUFFIX}")
    return backup


@dataclass(frozen=True)
class Found:
    """A backup as the list shows it; `fault` is '' for a whole one."""

    path: Path
    time: str
    reason: str
    years: str
    size: str
    fault: str


class BackupsDialog(QDialog):
    """Lists backups with what they hold, and restores one into a new file, never over an existing one."""

    def __init__(
        self, services: Services, workspace: Path, chosen: Path | None = None, *, key: str = ""
    ) -> None:
        super().__init__(services.window)
        self._services, self._workspace, self._key = services, workspace, key
        self.form = services.forms.fill(self, "backups")
        form = self.form
        form.source.setText(f"{workspace} 的备份，最新的在上。恢复会另存为新文件，原来的工作库不动。")
        set_widths(form.backups.header(), {0: 10.7, 1: 10.7, 2: 8, 3: 6})
        name_buttons(form.buttons, "恢复为新文件")
        self._ok = form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setEnabled(False)
        form.backups.currentItemChanged.connect(lambda *_: self._choose())
        form.choose.clicked.connect(self._browse)
        form.buttons.accepted.connect(self._restore)
        form.buttons.rejected.connect(self.reject)
        self._look([chosen] if chosen else store_backup.backups(workspace))

    @property
    def goal(self) -> Path:
        """The new file."""
        stem = f"{self._workspace.stem}（恢复）"
        place = self._workspace.with_name(f"{stem}{SUFFIX}")
        number = 2
        while place.exists():
            place = self._workspace.with_name(f"{stem}（{number}）{SUFFIX}")
            number += 1
        return place

    def show_found(self, found: list[Found]) -> None:
        """Fill the list."""
        form = self.form
        form.backups.clear()
        for entry in found:
            item = QTreeWidgetItem(
                [entry.time, entry.reason, entry.years, entry.size, entry.fault or "✔ 完好"]
            )
            item.setData(0, _PATH, entry.path)
            item.setDisabled(bool(entry.fault))
            item.setToolTip(4, entry.fault or str(entry.path))
            form.backups.addTopLevelItem(item)
        form.goal_words.clear()
        whole = next((row for row, entry in enumerate(found) if not entry.fault), None)
        form.fault.setText("" if whole is not None else "没有完好的备份。可以从别的文件夹选一份。")
        if whole is not None:
            form.backups.setCurrentItem(form.backups.topLevelItem(whole))
            form.backups.setFocus()

    def _look(self, paths: list[Path]) -> None:
        self.form.goal_words.setText("正在检查备份…")
        services, key = self._services, self._key

        def work(progress: Progress) -> list[Found]:
            found: list[Found] = []
            for place, path in enumerate(paths):
                progress.step(place, len(paths), f"正在检查备份 {place + 1}/{len(paths)}")
                found.append(_look_at(path, services.resources, services.gate, key))
            return found

        self._services.tasks.run("正在检查备份", work, self.show_found, asker=self)

    def _choose(self) -> None:
        item = self.form.backups.currentItem()
        usable = item is not None and not item.isDisabled()
        self._ok.setEnabled(usable)
        self.form.goal_words.setText(f"恢复为：{self.goal}" if usable else "")

    def _browse(self) -> None:
        dialog = QFileDialog(self, "从哪份备份恢复", str(self._workspace.parent), f"备份或工作库 (*{SUFFIX})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "选这份备份")
        dialog.fileSelected.connect(lambda path: self._look([Path(path)]))
        dialog.open()

    def _restore(self) -> None:
        item = self.form.backups.currentItem()
        if item is None:
            return
        goal, source, gate = self.goal, item.data(0, _PATH), self._services.gate
        key = _fitting(source, self._key)

        def work(progress: Progress) -> Path:
            return store_backup.restore(source, goal, key=key, faults_of=gate.faults_of, progress=progress)

        run_waiting(self._services, "正在恢复", work, self._show, self._refuse)

    def _show(self, made: Path) -> None:
        self.accept()
        self._services.open_path(made)

    def _refuse(self, error: FazhiError) -> None:
        self.form.fault.setText(error.message)


def _fitting(path: Path, key: str) -> str:
    """The key where the backup has a password; those of before have none."""
    return key if is_sealed(path) else ""


def _look_at(path: Path, resources: Resources, gate: Gate, key: str) -> Found:
    counter, _, rest = path.stem.partition("_")
    _, _, reason = rest.partition("_")
    try:
        stat = path.stat()
        time, size = (
            f"{datetime.fromtimestamp(stat.st_mtime):%Y-%m-%d %H:%M}",
            f"{stat.st_size / 1024:,.0f} KB",
        )
    except OSError:
        return Found(path, "", reason, "", "", "文件已移走")
    if not (counter.isdigit() and reason):
        reason = path.name
    fits = _fitting(path, key)
    faults = gate.faults_of(path, key=fits)
    if faults:
        return Found(path, time, reason, "", size, faults[0])
    try:
        with open_workspace(path, resources, readonly=True, secret=fits and recovery_key(fits)) as store:
            years = "、".join(str(year) for year in store.years)
    except FazhiError as error:
        return Found(path, time, reason, "", size, error.message)
    return Found(path, time, reason, years, size, "")
