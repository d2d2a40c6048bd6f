"""报告 › 全稿留存与花脸稿: versions of the whole text that were kept, what changed since, and the 花脸稿."""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.snapshots import Change, Snapshot, compare, remove, take_all, versions
from fazhi_desktop.gui.exporting import Wish, carry_out
from fazhi_desktop.gui.latest import Latest
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

if TYPE_CHECKING:
    from fazhi_desktop.export.exporter import ExportResult

VERSION = Qt.ItemDataRole.UserRole
OUT = '<span style="color:#B3261E;text-decoration:line-through">{}</span>'
IN = '<span style="color:#1E6B3A;text-decoration:underline">{}</span>'
"""Taken out and put in; told apart by the line as well as by the colour."""


def open_versions(session: Session, services: Services) -> None:
    """Show the versions that were kept."""
    VersionsDialog(session, services).open()


class VersionsDialog(QDialog):
    """Versions on the left, what changed since the chosen one on the right."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "versions")
        form = self.form
        form.kept.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        form.name.setEnabled(session.editable)
        form.keep.setEnabled(session.editable)
        form.name.setPlaceholderText("名称，如 送审稿" if session.editable else session.locked_reason)
        self._work = Latest(self)
        self._work.done.connect(lambda text: form.changes.setHtml(text))
        self._work.failed.connect(services.messages.failed)
        self._connect()
        self._fill()

    def _connect(self) -> None:
        form = self.form
        form.keep.clicked.connect(self.keep)
        form.name.returnPressed.connect(self.keep)
        form.kept.currentItemChanged.connect(self._show_changes)
        form.remove.clicked.connect(self._remove)
        form.marked.clicked.connect(self._ask_folder)
        form.buttons.rejected.connect(self.reject)

    def keep(self) -> None:
        """Keep the text as it is now."""
        session = self._session
        session.flush()
        time = session.clock().isoformat(timespec="seconds")
        label, author = self.form.name.text().strip(), session.report.body.filler
        try:
            step = take_all(session.report, label=label, time=time, author=author)
        except BadInput as error:
            self._services.messages.failed(error)
            return
        if session.apply(step):
            self.form.name.clear()
            self._fill()
            session.said.emit("已留存现在的稿子。")

    def export(self, folder: Path) -> None:
        """Write the 花脸稿 since the chosen version into a folder."""
        chosen = self._chosen()
        hard, _ = self._session.finding_counts()
        wish = Wish(self._session.report, folder, (), "submit", bool(hard), versions=chosen)
        renderer = self._services.renderer
        self._services.tasks.run(
            "正在生成花脸稿",
            lambda progress: carry_out(wish, renderer, progress),
            self._exported,
            asker=self,
        )

    def _exported(self, result: "ExportResult") -> None:
        words = f"已生成 {result.files[0].path}"
        self.form.words.setText(words)
        self._session.said.emit(words)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, "花脸稿放在哪个文件夹", str(self._session.store.path.parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "放在这里")
        dialog.fileSelected.connect(lambda folder: self.export(Path(folder)))
        dialog.open()

    def _remove(self) -> None:
        if self._session.apply(remove(self._session.report, self._chosen())):
            self._fill()

    def _fill(self) -> None:
        listing = self.form.kept
        listing.clear()
        for group in versions(self._session.report):
            first = group[0]
            row = [first.time.replace("T", " ")[:16], first.label or "（未命名）", first.author]
            item = QTreeWidgetItem(row)
            item.setData(0, VERSION, group)
            item.setToolTip(0, "、".join(entry.title for entry in group))
            listing.addTopLevelItem(item)
        if listing.topLevelItemCount():
            listing.setCurrentItem(listing.topLevelItem(0))
        self._show_changes()

    def _chosen(self) -> tuple[Snapshot, ...]:
        item = self.form.kept.currentItem()
        return item.data(0, VERSION) if item else ()

    def _show_changes(self) -> None:
        chosen, report = self._chosen(), self._session.report
        self.form.remove.setEnabled(bool(chosen) and self._session.editable)
        self.form.marked.setEnabled(bool(chosen))
        self.form.words.clear()
        if chosen:
            self._work.ask(lambda: changes_html(chosen, report))
        else:
            self.form.changes.setHtml("<p>还没有留存过稿子。送审前留存一稿，改过以后就能看出改了哪里。</p>")


def changes_html(version: tuple[Snapshot, ...], report: Report) -> str:
    """What changed since a version, chapter by chapter, for people."""
    parts: list[str] = []
    for snapshot in version:
        if changes := compare(snapshot, report):
            parts.append(f"<h4>{escape(snapshot.title)}</h4>")
            parts += [f"<p>{_marked(change)}</p>" for change in changes]
    return "".join(parts) or "<p>留存以后没有改动。</p>"


def _marked(change: Change) -> str:
    shown: list[str] = []
    for before, after in change.pieces:
        if before == after:
            shown.append(escape(before))
            continue
        shown += [OUT.format(escape(before))] if before else []
        shown += [IN.format(escape(after))] if after else []
    return "".join(shown)
