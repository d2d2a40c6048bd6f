"""统一写法: spellings of one thing, proposed group by group; what is ticked is written alike in one step."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.gui.columns import RIGHT, set_widths
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.latest import Latest
from fazhi_desktop.gui.services import Services

if TYPE_CHECKING:
    from fazhi_desktop.matching.variants import Variants

_TEXT = Qt.ItemDataRole.UserRole
NONE = "没有发现一种内容有几种写法。"
HINT = "勾选的才合并，算一步，可以撤销。叫法相近的是猜的，没有勾选，请看清再定。"
OFFICE, SURE, ALIKE = "同一科室的名称、别名", "只差标点、空格或简称", "叫法相近，请核对"


@frozen
class Offer:
    """Spellings found at a place: `column` for the one who asked, `words` for the clerk, '' for no place."""

    column: int
    words: str
    found: "Variants"


@frozen
class Merge:
    """Spellings that are to be written as `name`."""

    column: int
    texts: tuple[str, ...]
    name: str


class VariantsDialog(QDialog):
    """A group a branch, its spellings below; `find` runs elsewhere, `merge` is told what is ticked."""

    def __init__(
        self,
        services: Services,
        find: Callable[[], Sequence[Offer]],
        merge: Callable[[Sequence[Merge]], object],
        parent: QDialog,
    ) -> None:
        super().__init__(parent)
        self._merge, self._offers = merge, list[Offer]()
        self.form = services.forms.fill(self, "variants")
        header = self.form.groups.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        set_widths(header, {1: 5, 2: 16})
        name_buttons(self.form.buttons, "合并")
        self._work = Latest(self)
        self._work.done.connect(self._fill)
        self._work.failed.connect(services.messages.failed)
        self.form.groups.itemChanged.connect(lambda *_: self._count())
        self.form.buttons.accepted.connect(self._accept)
        self.form.buttons.rejected.connect(self.reject)
        self._count()
        self._work.ask(find)

    def chosen(self) -> list[Merge]:
        """The groups of which something is ticked that would change."""
        made: list[Merge] = []
        for place, offer in enumerate(self._offers):
            group = self.form.groups.topLevelItem(place)
            name = " ".join(self._box(group).currentText().split())
            texts = tuple(_ticked(group))
            if name and any(text != name for text in texts):
                made.append(Merge(offer.column, texts, name))
        return made

    def _box(self, group: Any) -> QComboBox:
        box = self.form.groups.itemWidget(group, 2)
        assert isinstance(box, QComboBox)
        return box

    def _fill(self, offers: Sequence[Offer]) -> None:
        groups = self.form.groups
        self._offers = list(offers)
        blocked = groups.blockSignals(True)
        for offer in offers:
            found = offer.found
            words = f"{offer.words}：" if offer.words else ""
            group = QTreeWidgetItem([f"{words}{len(found.spellings)} 种写法"])
            group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
            groups.addTopLevelItem(group)
            for entry in found.spellings:
                sure = entry.text in found.sure
                why = (OFFICE if entry.office else SURE) if sure else ALIKE
                row = QTreeWidgetItem(group, [entry.text, str(entry.rows), why])
                row.setTextAlignment(1, RIGHT)
                row.setData(0, _TEXT, entry.text)
                row.setCheckState(0, Qt.CheckState.Checked if sure else Qt.CheckState.Unchecked)
            groups.setItemWidget(group, 2, self._made_box(found))
            group.setSizeHint(2, groups.itemWidget(group, 2).sizeHint() + QSize(0, 4))
        groups.expandAll()
        groups.blockSignals(blocked)
        if offers:
            groups.setCurrentItem(groups.topLevelItem(0))
            groups.setFocus()
        self.form.words.setText(HINT if offers else NONE)
        self._count()

    def _made_box(self, found: "Variants") -> QComboBox:
        box = QComboBox()
        box.setEditable(True)
        box.addItems(list(dict.fromkeys((found.name, *(entry.text for entry in found.spellings)))))
        box.setAccessibleName("合并为")
        box.currentTextChanged.connect(lambda _: self._count())
        return box

    def _count(self) -> None:
        button = self.form.buttons.button(QDialogButtonBox.StandardButton.Ok)
        count = len(self.chosen())
        button.setText(f"合并 {count} 组")
        button.setEnabled(bool(count))

    def _accept(self) -> None:
        if self._merge(self.chosen()):
            self.accept()


def _ticked(group: Any) -> Iterator[str]:
    """The spellings of a group that are ticked."""
    rows = (group.child(place) for place in range(group.childCount()))
    return (row.data(0, _TEXT) for row in rows if row.checkState(0) == Qt.CheckState.Checked)
