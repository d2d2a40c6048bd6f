"""The columns of tables: heads without ado, numbers to the right, widths in characters."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QTreeWidget

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


def set_widths(header: QHeaderView, widths: Mapping[int, float]) -> None:
    """Widths of columns in Chinese characters: they grow with the font."""
    letter = QFontMetrics(QApplication.font()).horizontalAdvance("中")
    for column, letters in widths.items():
        header.resizeSection(column, round(letters * letter))
