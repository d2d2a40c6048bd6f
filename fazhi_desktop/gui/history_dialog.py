"""历史版本: the newest changes of everything, each of which can be restored."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.records import Body, Department, Key, Node, Note, Record, ReportHead, Return, Setting
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_text import full_text
from fazhi_desktop.store.log import Change

CHANGE = Qt.ItemDataRole.UserRole
LIMIT = 500
RESTORABLE = {"node", "value", "note", "report", "explanation"}


class HistoryDialog(QDialog):
    """Lists changes of the session's year, newest first."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "history_dialog")
        header = self.form.changes.header()
        for column, width in ((0, 130), (1, 80), (2, 200)):
            header.resizeSection(column, width)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the change log anew."""
        report, wanted = self._session.report, self.form.wanted.text().strip().casefold()
        listing = self.form.changes
        listing.clear()
        for change in self._session.store.recent(LIMIT):
            if change.key.year not in {0, report.year}:
                continue
            row = [
                change.time.replace("T", " ")[:16],
                change.who,
                change.label,
                place_of(change.key, report, change),
            ]
            if wanted and wanted not in " ".join(row).casefold():
                continue
            item = QTreeWidgetItem(row)
            item.setData(0, CHANGE, change)
            for column, text in enumerate(row):
                item.setToolTip(column, text)
            listing.addTopLevelItem(item)
        if listing.topLevelItemCount():
            listing.setCurrentItem(listing.topLevelItem(0))
        self._show_change()

    def restore(self) -> None:
        """Put the record back to what it was before the chosen change."""
        change = self._chosen()
        if change is None:
            return
        place = place_of(change.key, self._session.report, change)
        if self._session.change(
            f"还原 {place}", [(change.key, change.old)], why=f"还原到 {change.time} 之前"
        ):
            self._session.said.emit(f"已还原：{place}")
            self.refresh()

    def _chosen(self) -> Change | None:
        item = self.form.changes.currentItem()
        found = item.data(0, CHANGE) if item else None
        return found if isinstance(found, Change) else None

    def _show_change(self) -> None:
        change, form = self._chosen(), self.form
        form.old.setPlainText(words_of(change.old) if change else "")
        form.new.setPlainText(words_of(change.new) if change else "")
        possible = change is not None and self._session.editable and change.key.kind in RESTORABLE
        same = change is not None and self._session.store.get(change.key) == change.old
        form.restore.setEnabled(possible and not same)
        form.state.setText("现在就是改动前的样子。" if same else "")

    def _connect(self) -> None:
        form = self.form
        form.wanted.textChanged.connect(self.refresh)
        form.changes.currentItemChanged.connect(self._show_change)
        form.restore.clicked.connect(self.restore)
        form.close_button.clicked.connect(self.reject)


def place_of(key: Key, report: Report, change: Change) -> str:
    """What a change touched, for people."""
    if key.kind in {"value", "note"}:
        return f"{key.name} {report.catalogue.name(key.name)}" + ("（附注）" if key.kind == "note" else "")
    if key.kind == "node":
        node = report.node(int(key.name))
        record = change.new or change.old
        heading = record.heading if isinstance(record, Node) else ""
        return f"{report.place(node)} {heading}" if node else heading
    names = {
        "body": "填报单位",
        "report": "标题和引言",
        "department": f"科室 {key.name}",
        "return": "报送表",
        "explanation": "审核说明",
        "row": "台账",
        "recipe": "导入对应关系",
        "setting": "设置",
    }
    return names.get(key.kind, key.kind)


def words_of(record: Record | None) -> str:
    """A record as text, for comparing."""
    if record is None:
        return "（没有）"
    if isinstance(record, Value):
        return full_text(record)
    if isinstance(record, Node):
        return "\n".join((record.heading, *record.paragraphs))
    if isinstance(record, ReportHead):
        return "\n".join((record.title, *record.preface))
    if isinstance(record, Note | Setting):
        return record.text
    if isinstance(record, Department):
        return f"{record.name}　{record.contact}　{'、'.join(record.indicators)}"
    if isinstance(record, Return):
        return f"{record.department}　{record.file}　{record.values} 项"
    return record.unit if isinstance(record, Body) else str(getattr(record, "text", ""))
