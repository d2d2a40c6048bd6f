"""文件 › 合并另一份: the work of another computer on the same workspace, joined with this one's."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QHeaderView, QTreeWidgetItem

from fazhi_desktop.assembly import SUFFIX
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.merging import Difference, Merged
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.core.records import Key
from fazhi_desktop.gui.change_words import place_of, words_of
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.waiting import back_up
from fazhi_desktop.store import joining, package
from fazhi_desktop.store.joining import Brought
from fazhi_desktop.store.secret import recovery_key

_CONFLICT = Qt.ItemDataRole.UserRole


def open_merge(session: Session, services: Services) -> None:
    """Ask for the other side's workspace or package."""
    if session.store.readonly:
        services.messages.inform(session.locked_reason)
        return
    kinds = f"传出包或工作库 (*{package.SUFFIX} *{SUFFIX})"
    dialog = QFileDialog(services.window, "合并哪一份", services.preferences.usual_folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "选这份")
    dialog.fileSelected.connect(lambda path: look_at(session, services, Path(path)))
    dialog.open()


def look_at(session: Session, services: Services, path: Path) -> None:
    """Read what the other side changed, off the main thread, and show it."""
    digests, catalogue, key = session.store.log.digests(), services.resources.catalogue, session.store.key
    gate = services.gate
    secret = recovery_key(key) if key else ""  # a copy has the password of where it comes from

    def work(_: Progress) -> Brought:
        with joining.other_side(path, catalogue, gate, secret=secret) as theirs:
            return joining.brought(digests, theirs)

    services.tasks.run("正在比较两份工作库", work, lambda other: show(session, services, other))


def show(session: Session, services: Services, other: Brought) -> None:
    """Show the plan, or say that there is nothing."""
    found = joining.plan(session.store, other)
    if found.changes or found.conflicts:
        MergeDialog(session, services, other, found).open()
    else:
        services.messages.inform(f"{other.name} 里没有本机还没有的改动。")


class MergeDialog(QDialog):
    """What the other side brings, and for each contradiction the choice between ours and theirs."""

    def __init__(self, session: Session, services: Services, other: Brought, found: Merged) -> None:
        super().__init__(services.window)
        self._session, self._services, self._other, self._found = session, services, other, found
        self.form = services.forms.fill(self, "merge")
        form = self.form
        who = f"（{other.who}）" if other.who else ""
        form.headline.setText(f"合并 {other.name}{who} 的改动")
        choice = "，勾选的用对方的，其余保留本机的" if found.conflicts else ""
        form.words.setText(
            f"只有对方改过、可以直接合并的有 {len(found.changes)} 处；"
            f"两边改得不一样的有 {len(found.conflicts)} 处{choice}。"
        )
        form.conflicts.setVisible(bool(found.conflicts))
        form.conflicts.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for conflict in found.conflicts:
            form.conflicts.addTopLevelItem(self._item(conflict))
        name_buttons(form.buttons, "合并")
        self._ok = form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        form.conflicts.itemChanged.connect(lambda *_: self._count())
        form.buttons.accepted.connect(self._merge)
        form.buttons.rejected.connect(self.reject)
        self._count()

    def _item(self, conflict: Difference) -> QTreeWidgetItem:
        place = place_of(conflict.key, self._session.report, conflict.mine or conflict.theirs)
        texts = [place, *_apart(words_of(conflict.mine), words_of(conflict.theirs))]
        item = QTreeWidgetItem([text.replace("\n", " ") for text in texts])
        item.setCheckState(0, Qt.CheckState.Unchecked)
        item.setData(0, _CONFLICT, conflict)
        for column, text in enumerate(texts):
            item.setToolTip(column, text)
        return item

    def _chosen(self) -> frozenset[Key]:
        listing = self.form.conflicts
        items = [listing.topLevelItem(row) for row in range(listing.topLevelItemCount())]
        ticked = (item for item in items if item.checkState(0) == Qt.CheckState.Checked)
        return frozenset(item.data(0, _CONFLICT).key for item in ticked)

    def _count(self) -> None:
        count = len(self._found.changes) + len(self._chosen())
        self._ok.setText(f"合并 {count} 处")
        self._ok.setEnabled(count > 0)

    def _merge(self) -> None:
        session = self._session
        step = joining.edit_of(session.store, self._other, self._found, self._chosen())

        def carry_out() -> None:
            if session.apply(step):
                self.accept()
                if any(cell.key.kind in {"report", "body"} for cell in step.cells):
                    session.reload()
                session.said.emit(f"已合并 {len(step.cells)} 处，可用 Ctrl+Z 一步撤销。")

        back_up(session, self._services, "合并前", carry_out, self._refuse, step=step)

    def _refuse(self, error: FazhiError) -> None:
        self.form.fault.setText(f"合并前的备份没有成功，没有合并：{error.message}")


def _apart(mine: str, theirs: str) -> tuple[str, str]:
    """Two texts without the lines at their start that are the same, such as a common heading."""
    one, other = mine.split("\n"), theirs.split("\n")
    while len(one) > 1 and len(other) > 1 and one[0] == other[0]:
        del one[0], other[0]
    return "\n".join(one), "\n".join(other)
