"""历史版本 (时光轴): every step of the workspace, and the way back before it, near or far."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.edits import Edit
from fazhi_desktop.core.records import Key
from fazhi_desktop.core.timeline import Moment
from fazhi_desktop.gui.change_words import place_of, words_of
from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.going_back import FIRST, Reach, edit_back, go_back, reaches, years_left
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.store.log import Change

LIMIT = 500
SHOWN_PLACES = 300
_CHOSEN = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class _Chosen:
    """What a row of the list stands for: a step, and the one place of it, None for the whole step."""

    moment: Moment
    key: Key | None


class HistoryDialog(QDialog):
    """Lists the steps, newest first; `since` shows those after an edit only, under a headline.

    `about` is what the list is filtered by at first.
    """

    def __init__(
        self, session: Session, services: Services, *, since: int = 0, headline: str = "", about: str = ""
    ) -> None:
        super().__init__(services.window)
        self._session, self._services, self._since = session, services, since
        self._reaches: list[Reach] = []
        self.form = services.forms.fill(self, "history_dialog")
        self.form.headline.setText(headline)
        self.form.headline.setVisible(bool(headline))
        self.form.wanted.setText(about)
        header = self.form.changes.header()
        set_widths(header, {0: 11, 1: 6, 2: 17})
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the change log anew."""
        report, wanted = self._session.report, self.form.wanted.text().strip().casefold()
        listing = self.form.changes
        listing.clear()
        for moment in self._session.store.log.moments(LIMIT):
            places = [place_of(key, report) for key in moment.keys]
            row = [_minute(moment), moment.who, moment.label]
            text = " ".join((*row, *places)).casefold()
            if moment.step > self._since and wanted in text:
                listing.addTopLevelItem(_item(moment, row, places))
        if listing.topLevelItemCount():
            listing.setCurrentItem(listing.topLevelItem(0))
        self._show_change()

    def restore(self) -> None:
        """Go back to before the chosen step, as far as was chosen; ask first where it goes far."""
        chosen, reach = self._chosen(), self._reach()
        if chosen is None or reach is None:
            return
        label = f"还原 {reach.words}"
        edit = edit_back(self._session, chosen.moment.step, reach, label)
        if not edit.cells:
            self.form.state.setText("现在就是那时的样子，没有可还原的。")
        elif not years_left(self._session, edit):
            self.form.state.setText("那时还没有任何年度的报告，不能还原到那里。")
        elif reach.wide:
            self._services.messages.ask(
                f"把{reach.words}还原到 {_minute(chosen.moment)} “{chosen.moment.label}”之前？",
                f"还原 {len(edit.cells)} 处",
                lambda: self._carry_out(edit, wide=True),
                detail="还原前会先备份；还原后也可以用 Ctrl+Z 一步撤销。",
            )
        else:
            self._carry_out(edit, wide=False)

    def _carry_out(self, edit: Edit, *, wide: bool) -> None:
        def done() -> None:
            self._session.said.emit(f"已还原 {len(edit.cells)} 处，可用 Ctrl+Z 撤销。")
            self.refresh()

        go_back(self._session, self._services, edit, done, wide=wide)

    def _chosen(self) -> _Chosen | None:
        item = self.form.changes.currentItem()
        found = item.data(0, _CHOSEN) if item else None
        return found if isinstance(found, _Chosen) else None

    def _reach(self) -> Reach | None:
        place = self.form.reach.currentIndex()
        return self._reaches[place] if 0 <= place < len(self._reaches) else None

    def _show_change(self) -> None:
        chosen, form = self._chosen(), self.form
        change = self._change(chosen)
        whole = f"这一步改了 {len(chosen.moment.keys)} 处，展开后逐处查看。" if chosen else ""
        form.old.setPlainText(words_of(change.old) if change else whole)
        form.new.setPlainText(words_of(change.new) if change else "")
        form.state.clear()
        possible = chosen is not None and chosen.moment.step > FIRST and self._session.editable
        self._reaches = reaches(self._session, chosen.moment.keys, change) if chosen and possible else []
        form.reach.clear()
        form.reach.addItems([reach.words for reach in self._reaches])
        form.reach.setEnabled(possible)
        form.restore.setEnabled(possible)
        if chosen and not possible:
            first = "这是新建工作库的一步，之前没有内容。"
            form.state.setText(self._session.locked_reason or first)

    def _change(self, chosen: _Chosen | None) -> Change | None:
        """The change of the one place that is chosen."""
        if chosen is None or chosen.key is None:
            return None
        changes = self._session.store.log.of_step(chosen.moment.step)
        return next((change for change in changes if change.key == chosen.key), None)

    def _connect(self) -> None:
        form = self.form
        form.wanted.textChanged.connect(self.refresh)
        form.changes.currentItemChanged.connect(self._show_change)
        form.changes.itemExpanded.connect(self._fill)
        form.reach.currentIndexChanged.connect(lambda _: form.state.clear())
        form.restore.clicked.connect(self.restore)
        form.close_button.clicked.connect(self.reject)

    def _fill(self, item: QTreeWidgetItem) -> None:
        """Name the places of a step when it is opened for the first time."""
        chosen, empty = item.data(0, _CHOSEN), item.child(0)
        if empty is None or empty.text(3):
            return
        item.removeChild(empty)
        changes = self._session.store.log.of_step(chosen.moment.step)
        for change in changes[:SHOWN_PLACES]:
            place = place_of(change.key, self._session.report, change.new or change.old)
            item.addChild(_item(chosen.moment, ["", "", ""], [place], change.key))
        if len(changes) > SHOWN_PLACES:
            item.addChild(QTreeWidgetItem(["", "", "", f"…另有 {len(changes) - SHOWN_PLACES} 处"]))


def _minute(moment: Moment) -> str:
    return moment.time.replace("T", " ")[:16]


def _item(moment: Moment, row: list[str], places: list[str], key: Key | None = None) -> QTreeWidgetItem:
    """A row; a step of several places gets an empty child, which is filled when it is opened."""
    single = moment.keys[0] if len(moment.keys) == 1 else key
    where = places[0] if len(places) == 1 else f"{places[0]} 等 {len(places)} 处"
    item = QTreeWidgetItem([*row, where])
    item.setData(0, _CHOSEN, _Chosen(moment, single))
    for column in range(4):
        item.setToolTip(column, item.text(column))
    if single is None:
        item.addChild(QTreeWidgetItem([]))
    return item
