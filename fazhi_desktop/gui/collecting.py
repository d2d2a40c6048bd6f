"""数据 › 生成收数表, 催报清单: workbooks to send to the departments, and who still owes what."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QListWidgetItem

from fazhi_desktop.core.progress import Progress
from fazhi_desktop.core.report import Report
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

_NAME = Qt.ItemDataRole.UserRole
FOLDER = "收数表"


def open_templates(session: Session, services: Services) -> None:
    """Ask for which departments."""
    TemplatesDialog(session, services).open()


def save_reminders(session: Session, services: Services) -> None:
    """Ask for a folder and write the 催报清单 there."""
    dialog = QFileDialog(services.window, "催报清单存到哪个文件夹", str(session.store.path.parent))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "存到这里")
    dialog.fileSelected.connect(lambda folder: write_reminders(session, services, Path(folder)))
    dialog.open()


def write_reminders(session: Session, services: Services, folder: Path) -> None:
    """Write the 催报清单 in the background."""
    from fazhi_desktop.export.reminders import export_reminders

    report, today = session.report, session.clock().date()
    services.tasks.run(
        "正在生成催报清单",
        lambda _: export_reminders(report, folder, today),
        lambda path: session.said.emit(f"催报清单已存为 {path}。"),
    )


def write_templates(report: Report, folder: Path, names: list[str], progress: Progress) -> tuple[Path, ...]:
    """One workbook for each department named; off the main thread."""
    from fazhi_desktop.export.templates import export_templates

    made: list[Path] = []
    for place, name in enumerate(names):
        progress.step(place, len(names), f"正在生成 {place + 1}/{len(names)} {name}")
        made += export_templates(report, folder, name)
    return tuple(made)


class TemplatesDialog(QDialog):
    """For which departments, and where to."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "collecting")
        form, report = self.form, session.report
        reported = set(report.reported)
        for department in report.departments:
            count = sum(code in reported for code in department.indicators)
            if count:
                item = QListWidgetItem(f"{department.name}　{count} 项")
                item.setData(_NAME, department.name)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Checked)
                form.departments.addItem(item)
        form.folder.setText(str(session.store.path.parent / f"{FOLDER}{report.year}"))
        name_buttons(form.buttons, "生成收数表")
        form.departments.setFocus()
        self._ok = form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        form.departments.itemChanged.connect(lambda _: self._count())
        form.folder.textChanged.connect(lambda _: self._count())
        form.whole.clicked.connect(lambda: self._check_all(Qt.CheckState.Checked))
        form.none.clicked.connect(lambda: self._check_all(Qt.CheckState.Unchecked))
        form.browse.clicked.connect(self._browse)
        form.buttons.accepted.connect(self._make)
        form.buttons.rejected.connect(self.reject)
        self._count()

    def chosen(self) -> list[str]:
        """Names of the departments that are ticked."""
        listing = self.form.departments
        items = (listing.item(row) for row in range(listing.count()))
        return [str(item.data(_NAME)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _count(self) -> None:
        count = len(self.chosen())
        self._ok.setText(f"生成 {count} 份收数表" if count else "生成收数表")
        self._ok.setEnabled(bool(count) and bool(self.form.folder.text().strip()))

    def _check_all(self, state: Qt.CheckState) -> None:
        for row in range(self.form.departments.count()):
            self.form.departments.item(row).setCheckState(state)

    def _browse(self) -> None:
        dialog = QFileDialog(self, "收数表放在哪个文件夹", str(Path(self.form.folder.text()).parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "放在这里")
        dialog.fileSelected.connect(self.form.folder.setText)
        dialog.open()

    def _make(self) -> None:
        report, names = self._session.report, self.chosen()
        folder = Path(self.form.folder.text().strip())
        self.accept()
        self._services.tasks.run(
            "正在生成收数表", lambda progress: write_templates(report, folder, names, progress), self._made
        )

    def _made(self, files: tuple[Path, ...]) -> None:
        folder = files[0].parent
        self._services.messages.ask(
            f"已生成 {len(files)} 份收数表。",
            "打开文件夹",
            lambda: self._open(folder),
            detail=f"放在 {folder}。发给科室填好后，按 Ctrl+I 导入，改了文件名也认得。",
            refuse="知道了",
            dangerous=False,
        )

    def _open(self, folder: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
