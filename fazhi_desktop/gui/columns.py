"""The columns of tables: heads without ado, numbers to the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QTreeWidget

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def plain_heads(table: QTableView) -> None:
    """Heads to the left, none bold over what is selected."""
    table.horizontalHeader().setDefaultAlignment(_LEFT)
    table.horizontalHeader().setHighlightSections(False)


def numbers_right(tree: QTreeWidget, *columns: int) -> None:
    """Put the heads of columns of numbers over their numbers."""
    for column in columns:
        tree.headerItem().setTextAlignment(column, RIGHT)
