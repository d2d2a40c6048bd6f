"""The export dialog: which files, which edition, where; then what was written and what to mind."""

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QTreeWidgetItem,
    QWidget,
)

from fazhi_desktop.checking.privacy import told
from fazhi_desktop.core.publication import publication_of
from fazhi_desktop.gui.checks_live import live_checks
from fazhi_desktop.gui.exporting import FORMATS, TargetOpen, Wish, carry_out, existing, names
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.theme import dress

if TYPE_CHECKING:
    from fazhi_desktop.document.tree import Edition
    from fazhi_desktop.export.exporter import ExportResult
    from fazhi_desktop.export.names import Format

DEFAULTS = {"docx", "pdf"}
_PATH = Qt.ItemDataRole.UserRole


class ExportDialog(QDialog):
    """Asks, exports in the background, and shows the result."""

    def __init__(self, session: Session, services: Services, folder: Path | None = None) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "export_dialog")
        live_checks(session).now()
        self._hard, self._soft = session.finding_counts()
        self.boxes: dict[Format, QCheckBox] = {}
        self._result: ExportResult | None = None
        form = self.form
        for name, words in FORMATS:
            box = QCheckBox(words)
            box.setChecked(name in DEFAULTS)
            box.toggled.connect(self._show_names)
            form.formats_row.layout().addWidget(box)
            self.boxes[name] = box
        for before, after in pairwise((form.see, *self.boxes.values(), form.checking)):
            QWidget.setTabOrder(before, after)
        next(iter(self.boxes.values())).setFocus()
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        form.folder.setText(
            str(folder or (session.store.path.parent if session.store.path.parent.is_dir() else documents))
        )
        header = form.files.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        name_buttons(form.buttons, "导出")
        self._ok = form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._connect()
        self._show_findings()
        self._show_names()

    def _connect(self) -> None:
        form = self.form
        for widget in (
            form.public_edition, form.submit_edition, form.replace_old, form.keep_old, form.checking
        ):  # fmt: skip
            widget.toggled.connect(self._show_names)
        form.folder.textChanged.connect(self._show_names)
        form.browse.clicked.connect(self._browse)
        form.see.clicked.connect(self._see_findings)
        form.open_folder.clicked.connect(self._open_folder)
        form.again.clicked.connect(self._ask_again)
        form.files.itemActivated.connect(
            lambda item, _: QDesktopServices.openUrl(QUrl.fromLocalFile(str(item.data(0, _PATH))))
        )
        form.buttons.accepted.connect(self.export)
        form.buttons.rejected.connect(self.reject)

    def wish(self) -> Wish:
        """What is asked for now."""
        edition: Edition = "submit" if self.form.submit_edition.isChecked() else "public"
        formats: tuple[Format, ...] = tuple(name for name, box in self.boxes.items() if box.isChecked())
        stand = tuple(
            f"{'必须改' if finding.severity == 'hard' else '可说明'}：{finding.message}"
            for finding in self._session.findings
            if finding.fingerprint not in self._session.report.explanations
        )
        return Wish(
            self._session.report,
            Path(self.form.folder.text().strip()),
            formats,
            edition,
            bool(self._hard),
            stand,
            self.form.replace_old.isChecked(),
            self.form.archive.isChecked() and "pdf" in formats,
            self.form.checking.isChecked(),
        )

    def _show_review(self) -> None:
        """Say where the 公开版 was not reviewed yet."""
        reviewed = publication_of(self._session.report).clearance is not None
        self.form.review.setVisible(self.form.public_edition.isChecked() and not reviewed)

    def _show_findings(self) -> None:
        form = self.form
        if self._hard:
            form.findings.setText(
                f"! 还有 {self._hard} 处必须改：将作为草稿导出，文件名带（草稿），每页页眉印“草稿”。"
            )
        elif self._soft:
            form.findings.setText(f"△ 有 {self._soft} 处可说明的问题还没有写说明，不妨碍导出。")
        else:
            form.findings.setText("✔ 审核没有发现必须改的问题。")
        dress(form.findings, "role", "error" if self._hard else ("warning" if self._soft else "done"))
        form.see.setVisible(bool(self._hard or self._soft))

    def _show_names(self) -> None:
        form, wish = self.form, self.wish()
        self._show_review()
        form.archive.setEnabled(self.boxes["pdf"].isChecked())
        form.fault.clear()
        there = existing(names(wish)) if wish.folder.is_dir() else []
        form.clash.setVisible(bool(there))
        form.clash_words.setText(f"文件夹里已有 {len(there)} 个同名文件：")
        lines: list[str] = []
        for path in names(wish):
            new_name = path.name if path not in there or wish.replaces else f"{path.stem}（2）{path.suffix}"
            lines.append(new_name + ("　（替换原文件）" if path in there and wish.replaces else ""))
        form.preview.setText("\n".join(lines) or "请至少选一种文件。")
        self._ok.setText(f"导出 {len(lines)} 个文件" if lines else "导出")
        self._ok.setEnabled(bool(lines) and bool(form.folder.text().strip()))

    def _browse(self) -> None:
        dialog = QFileDialog(self, "导出到哪个文件夹", self.form.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "导出到这里")
        dialog.fileSelected.connect(self.form.folder.setText)
        dialog.open()

    def export(self) -> None:
        """Write the files in the background; no public edition while personal data is undecided."""
        wish, renderer = self.wish(), self._services.renderer
        waiting = live_checks(self._session).unpublishable() if wish.edition == "public" else ()
        if waiting:
            options = [("去处理", self._decide), ("改为报送版", self.form.submit_edition.click)]
            self._services.messages.choose(told(waiting, wish.report), options)
            return
        self._ok.setEnabled(False)
        self.form.fault.clear()
        self.form.working.setText("正在导出…")
        self._services.tasks.run(
            "正在导出",
            lambda progress: carry_out(wish, renderer, progress),
            self.show_result,
            self._failed,
            asker=self,
        ).finished.connect(self._ended)

    def _decide(self) -> None:
        from fazhi_desktop.gui.publication import open_publication

        self.reject()
        open_publication(self._session, self._services)

    def _ended(self) -> None:
        self.form.working.clear()
        if self.form.pages.currentIndex() == 0:
            self._ok.setEnabled(True)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, TargetOpen):
            self._services.messages.choose(
                error.message, [("重试", self.export), ("另存为副本", self._keep_both)]
            )
        else:
            self._services.messages.failed(error)

    def _keep_both(self) -> None:
        self.form.keep_old.setChecked(True)
        self.export()

    # the result

    def show_result(self, result: "ExportResult") -> None:
        """Show what was written, which fonts stood in, and which findings stand."""
        self._result = result
        form = self.form
        form.pages.setCurrentIndex(1)
        form.files.clear()
        for file in result.files:
            size = f"{file.path.stat().st_size / 1024:,.0f} KB" if file.path.exists() else ""
            item = QTreeWidgetItem([file.path.name, f"{file.pages} 页" if file.pages else "", size])
            item.setData(0, _PATH, str(file.path))
            item.setToolTip(0, f"{file.path}\nSHA-256 {file.sha256}")
            form.files.addTopLevelItem(item)
        form.where.setText(f"放在 {result.files[0].path.parent}" if result.files else "")
        form.result_title.setText(f"已导出 {len(result.files)} 个文件")
        lines = result.lines()[len(result.files) :]
        form.remarks.setPlainText("\n".join(lines) or "没有需要留意的事项。")
        form.buttons.setStandardButtons(QDialogButtonBox.StandardButton.Close)
        close = form.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText("关闭")
        close.setDefault(True)
        close.setFocus()
        self._session.said.emit(f"已导出 {len(result.files)} 个文件到 {result.files[0].path.parent}")

    def _ask_again(self) -> None:
        form = self.form
        form.pages.setCurrentIndex(0)
        form.buttons.setStandardButtons(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        name_buttons(form.buttons, "导出")
        self._ok = form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._show_names()

    def _open_folder(self) -> None:
        if self._result is not None and self._result.files:
            folder = self._result.files[0].path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _see_findings(self) -> None:
        self.reject()
        self._services.jump(Place("checks"))
