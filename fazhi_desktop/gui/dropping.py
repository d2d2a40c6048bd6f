"""Files dropped on the window: workbooks and folders are imported, reports are read."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from fazhi_desktop.gui.main_window import MainWindow

MARGIN = 24
WORKBOOKS = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".et", ".csv"}
WORKSPACES = {".fazhi", ".fzb"}
REPORTS = {".docx", ".txt", ".pdf", ".html", ".htm"}


class DropArea(QLabel):
    """Covers the pages while files hang over the window, and says what a drop will do."""

    def __init__(self, window: "MainWindow") -> None:
        from PySide6.QtCore import Qt

        self._pages: QWidget = window.form.central
        super().__init__(self._pages)
        self.setProperty("banner", "drop")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_words(self, words: str) -> None:
        """Show what will happen, over all there is."""
        self.setText(words)
        self.setGeometry(self._pages.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))
        self.raise_()
        self.show()


def enter(window: "MainWindow", event: QDragEnterEvent) -> None:
    """Say what a drop would do."""
    files = _files(event)
    if not files:
        return
    event.acceptProposedAction()
    if any(path.suffix.lower() in WORKSPACES for path in files):
        words = "松开鼠标：打开工作库或传出包"
    elif all(path.suffix.lower() in REPORTS for path in files):
        words = "松开鼠标：读入往年报告"
    else:
        words = f"松开鼠标：导入 {len(files)} 个科室表格或文件夹"
    area = window.findChild(DropArea) or DropArea(window)
    area.show_words(words)


def leave(window: "MainWindow") -> None:
    """The files went elsewhere."""
    area = window.findChild(DropArea)
    if area is not None:
        area.hide()


def drop(window: "MainWindow", event: QDropEvent) -> None:
    """Hand the files to the page or dialog that is made for them."""
    files = _files(event)
    leave(window)
    event.acceptProposedAction()
    window.session.flush()
    workspaces = [path for path in files if path.suffix.lower() in WORKSPACES]
    if workspaces:
        window.services.open_path(workspaces[0])
    elif files and all(path.suffix.lower() in REPORTS for path in files):
        import_module("fazhi_desktop.gui.reading").read_file(window.session, window.services, files[0])
    elif files:
        import_module("fazhi_desktop.gui.importing").import_files(window.session, window.services, files)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
