"""Sizes of windows on the screen that there is: at 150 % a small one holds 911 × 512 of our pixels."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize
from PySide6.QtWidgets import QDialog, QLayout, QScrollArea, QVBoxLayout, QWidget

from fazhi_desktop.gui.guard import guarded

FRAME_WIDTH, FRAME_HEIGHT = 8, 40
"""What the system's frame and title bar take."""


def room(window: QWidget) -> QSize:
    """What the screen leaves for the inside of a window."""
    return window.screen().availableSize() - QSize(FRAME_WIDTH, FRAME_HEIGHT)


def open_with(window: QWidget, width: int, height: int) -> None:
    """Give a window its first size, no larger than its screen."""
    window.resize(QSize(width, height).boundedTo(room(window)))


class FitScreen(QObject):
    """An event filter that keeps dialogs within the screen.

    One whose content does not fit scrolls it above its buttons, which stay in sight.
    """

    def watch(self, dialog: QDialog) -> None:
        """Keep this dialog within the screen, now and whenever it says more."""
        open_with(dialog, dialog.width(), dialog.height())
        dialog.installEventFilter(self)

    @guarded(bool)
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QDialog):
            if event.type() == QEvent.Type.Show:
                # what was hidden before it was shown must not count
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
                _fit(watched)
            elif event.type() == QEvent.Type.LayoutRequest and watched.isVisible():
                _fit(watched)
        return super().eventFilter(watched, event)


def _fit(dialog: QDialog) -> None:
    """No lower than its content, and no larger than the screen."""
    rows, most = dialog.layout(), room(dialog)
    least = dialog.minimumSize()
    if isinstance(rows, QVBoxLayout) and rows.count() > 1:
        least = least.expandedTo(rows.minimumSize())
        if rows.hasHeightForWidth():  # wrapped lines need their height at this width
            least = least.expandedTo(QSize(0, rows.minimumHeightForWidth(max(dialog.width(), least.width()))))
        if least.boundedTo(most) != least:
            _scroll(dialog, rows)
            dialog.setMinimumSize(0, 0)
    dialog.resize(dialog.size().expandedTo(least).boundedTo(most))


def _scroll(dialog: QDialog, rows: QVBoxLayout) -> None:
    """Put every row but the last, which holds the buttons, into a scrolling body."""
    from PySide6.QtCore import Qt

    area, body = QScrollArea(dialog), QWidget(dialog)  # in this window, or the order of Tab is lost
    inner = QVBoxLayout(body)
    inner.setContentsMargins(0, 0, rows.spacing(), 0)
    inner.setSpacing(rows.spacing())
    while rows.count() > 1:
        stretch, item = rows.stretch(0), rows.takeAt(0)
        assert item is not None
        widget, layout = item.widget(), item.layout()
        if widget is not None:
            inner.addWidget(widget)
        elif isinstance(layout, QLayout):
            inner.addLayout(layout)
        else:
            inner.addItem(item)
        inner.setStretch(inner.count() - 1, stretch)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setObjectName("body")
    area.setWidgetResizable(True)
    area.setWidget(body)
    rows.insertWidget(0, area)
    rows.setStretch(0, 1)
    rows.setStretch(1, 0)
    rows.activate()
