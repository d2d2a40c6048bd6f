"""编辑 › 一键清理: what the typography cleaner would change in the whole report, seen before it is done."""

from collections.abc import Collection
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.cleanup import Difference, clean_up, differences
from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

_PLACE = Qt.ItemDataRole.UserRole


def open_cleanup(session: Session, services: Services, ids: Collection[int] | None = None) -> None:
    """Show the differences, of some texts only where `ids` names their headings."""
    session.flush()
    if not session.editable:
        services.messages.inform(session.locked_reason)
        return
    dialog = CleanupDialog(session, services, ids)
    if dialog.chosen():
        dialog.open()
    else:
        dialog.deleteLater()
        session.said.emit("没有需要清理的地方。")


class CleanupDialog(QDialog):
    """One line per paragraph with old and new; the ticked ones are changed in one step."""

    def __init__(self, session: Session, services: Services, ids: Collection[int] | None = None) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "cleanup")
        form = self.form
        self._found = [found for found in differences(session.report) if ids is None or found.node in ids]
        header = form.differences.header()
        header.setStretchLastSection(False)
        set_widths(header, {0: 8})
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        name_buttons(form.buttons, "清理")
        self._connect()
        self._fill()

    def _connect(self) -> None:
        form = self.form
        form.all_of_them.clicked.connect(lambda: self._tick(on=True))
        form.none_of_them.clicked.connect(lambda: self._tick(on=False))
        form.differences.currentItemChanged.connect(lambda *_: self._show())
        form.differences.itemChanged.connect(lambda *_: self._count())
        form.buttons.accepted.connect(self._apply)
        form.buttons.rejected.connect(self.reject)

    def _fill(self) -> None:
        form, report = self.form, self._session.report
        blocked = form.differences.blockSignals(True)
        for place, found in enumerate(self._found):
            node = report.node(found.node)
            where = report.place(node) if node else "标题、前言"
            where += "标题" if node and found.paragraph is None else ""
            row = QTreeWidgetItem([where, _around(found, 0), _around(found, 1)])
            row.setData(0, _PLACE, place)
            row.setCheckState(0, Qt.CheckState.Checked)
            form.differences.addTopLevelItem(row)
        form.differences.blockSignals(blocked)
        form.differences.setCurrentItem(form.differences.topLevelItem(0))
        form.headline.setText(f"清理 {len(self._found)} 段的格式？" if self._found else "没有需要清理的地方")
        form.differences.setFocus()
        self._show()
        self._count()

    def chosen(self) -> list[Difference]:
        """The differences that are ticked."""
        rows = (self.form.differences.topLevelItem(n) for n in range(len(self._found)))
        return [
            self._found[row.data(0, _PLACE)] for row in rows if row.checkState(0) == Qt.CheckState.Checked
        ]

    def _tick(self, *, on: bool) -> None:
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for place in range(len(self._found)):
            self.form.differences.topLevelItem(place).setCheckState(0, state)

    def _count(self) -> None:
        button = self.form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        count = len(self.chosen())
        button.setText(f"清理 {count} 段")
        button.setEnabled(bool(count))

    def _show(self) -> None:
        row, colours = self.form.differences.currentItem(), self._services.icons.colours
        if row is None:
            self.form.text.setHtml("<p>标点、括号、引号、空格都已规范。</p>")
            return
        shown = ""
        for old, new in self._found[row.data(0, _PLACE)].pieces:
            if old == new:
                shown += escape(self._session.report.shown(old).text)
                continue
            shown += f"<s style='color:{colours.error}'>{_visible(old)}</s>" if old else ""
            shown += f"<u style='color:{colours.done}'>{_visible(new)}</u>" if new else ""
        self.form.text.setHtml(f"<p>{shown}</p>")

    def _apply(self) -> None:
        chosen = self.chosen()
        step = clean_up(self._session.report, chosen, self._session.store.get)
        if self._session.apply(step):
            self.accept()
            self._session.said.emit(f"清理了 {len(chosen)} 段，数字没有改动。")


def _visible(piece: str) -> str:
    return escape(piece.replace(" ", "␣").replace("\u3000", "□"))


def _around(found: Difference, side: int) -> str:
    """The first changed piece with some text around it, before (0) or after (1)."""
    text = ""
    for pair in found.pieces:
        if pair[0] != pair[1]:
            rest = found.after if side else found.before
            start = max(0, len(text) - 8)
            return ("…" if start else "") + rest[start : len(text) + len(pair[side]) + 16]
        text += pair[side]
    return text[:24]
