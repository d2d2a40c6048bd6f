"""编辑 › 本章留存与比较: a chapter as it was at one moment beside how it is now."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidgetItem

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.snapshots import Snapshot, compare, remove, snapshots, take
from fazhi_desktop.gui.line_dialog import LineDialog
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.versions import changes_html

_NAME = Qt.ItemDataRole.UserRole


def open_snapshots(session: Session, services: Services) -> None:
    """Show the kept versions of the chapters."""
    session.flush()
    ChapterSnapshotsDialog(session, services).open()


class ChapterSnapshotsDialog(QDialog):
    """Choose a chapter, keep it as it is, compare what was kept with now."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "chapter_snapshots")
        form = self.form
        report = session.report
        for node in report.children.get(0, ()):
            form.chapter.addItem(report.heading_line(node)[:24], node.id)
        form.halves.setSizes([240, 620])
        form.take.setIcon(services.icons.icon("device-floppy"))
        self._connect()
        self.fill()

    def _connect(self) -> None:
        form = self.form
        form.chapter.currentIndexChanged.connect(lambda _: self.fill())
        form.snapshots.currentRowChanged.connect(lambda _: self._show())
        form.take.clicked.connect(self._ask_label)
        form.delete_one.clicked.connect(self._delete)
        form.buttons.rejected.connect(self.reject)

    def fill(self) -> None:
        """List the versions of the chosen chapter, newest first."""
        form = self.form
        self._kept = snapshots(self._session.report, form.chapter.currentData())
        form.snapshots.clear()
        for entry in self._kept:
            when = entry.time[:16].replace("T", " ")
            row = QListWidgetItem(f"{entry.label}\n{when}　{entry.author}".rstrip())
            row.setData(_NAME, entry.name)
            form.snapshots.addItem(row)
        form.snapshots.setCurrentRow(0)
        editable = self._session.editable
        form.take.setEnabled(editable and form.chapter.count() > 0)
        form.delete_one.setEnabled(editable and bool(self._kept))
        form.fault.setText(self._session.locked_reason)
        self._show()

    def _chosen(self) -> Snapshot | None:
        row = self.form.snapshots.currentRow()
        return self._kept[row] if 0 <= row < len(self._kept) else None

    def _ask_label(self) -> None:
        LineDialog(self._services, "留存这一章", "这份留存叫什么？", "送审前", "留存", self.keep).open()

    def keep(self, label: str) -> None:
        """Keep the chosen chapter as it is now."""
        session = self._session
        now = session.clock().isoformat(timespec="seconds")
        try:
            step = take(
                session.report,
                self.form.chapter.currentData(),
                label=label,
                time=now,
                author=session.report.body.filler,
            )
        except FazhiError as error:
            self.form.fault.setText(error.message)
            return
        if session.apply(step):
            self.fill()

    def _delete(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self._session.apply(remove(self._session.report, [chosen])):
            self.fill()

    def _show(self) -> None:
        form, chosen = self.form, self._chosen()
        if chosen is None:
            form.summary.setText("")
            form.text.setHtml("<p>这一章还没有留存。点“留存现在的样子”，以后就能看到改了什么。</p>")
            return
        count = len(compare(chosen, self._session.report))
        form.summary.setText(f"有 {count} 处不同" if count else "与现在完全相同")
        form.text.setHtml(changes_html((chosen,), self._session.report))
