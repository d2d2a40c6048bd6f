"""报告 › 报送版与公开版对照: what the two editions say differently, side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem

from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.latest import Latest
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

if TYPE_CHECKING:
    from fazhi_desktop.document.differences import Difference

ABSENT = "（没有）"
PLACE = Qt.ItemDataRole.UserRole


def open_editions(session: Session, services: Services) -> None:
    """Show what differs."""
    EditionsDialog(session, services).open()


class EditionsDialog(QDialog):
    """One row a difference; Enter or a double click goes to its chapter."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._services = services
        self.form = services.forms.fill(self, "editions")
        dress(self.form.rows)
        self.form.buttons.rejected.connect(self.reject)
        self.form.rows.cellActivated.connect(lambda row, _: self._go(row))
        self._work = Latest(self)
        self._work.done.connect(self._show)
        self._work.failed.connect(services.messages.failed)
        report, renderer = session.report, services.renderer
        self._work.ask(lambda: renderer.edition_differences(report))

    def _show(self, rows: "tuple[Difference, ...]") -> None:
        fill(self.form.rows, rows)
        self.form.words.setText(
            f"共 {len(rows)} 处不同。双击一行转到所在的章。" if rows else "两个版本的文字完全相同。"
        )

    def _go(self, row: int) -> None:
        go(self, self._services, self.form.rows, row)


def dress(table: QTableWidget) -> None:
    """Where it stands narrow, what each side says wide."""
    header = table.horizontalHeader()
    set_widths(header, {0: 11.5})
    for column in (1, 2):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().hide()


def fill(table: QTableWidget, rows: "Sequence[Difference]") -> None:
    """One row a difference, the first one chosen."""
    from fazhi_desktop.document.differences import excerpts

    table.setRowCount(len(rows))
    for at, row in enumerate(rows):
        one, other = excerpts(row.one, row.other)
        place = Place("table", code=row.code) if row.code else Place(node=row.node) if row.node else None
        for column, text in enumerate((row.place, one or ABSENT, other or ABSENT)):
            item = QTableWidgetItem(text)
            item.setData(PLACE, place)
            item.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            table.setItem(at, column, item)
    table.resizeRowsToContents()
    if rows:
        table.setCurrentCell(0, 0)


def go(dialog: QDialog, services: Services, table: QTableWidget, row: int) -> None:
    """Close the dialog and go where a row stands."""
    item = table.item(row, 0)
    if item is not None and (place := item.data(PLACE)) is not None:
        dialog.accept()
        services.jump(place)
