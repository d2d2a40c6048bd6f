"""Saving on request, copies, and what happens when the window closes."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.gui import returning

if TYPE_CHECKING:
    from fazhi_desktop.gui.main_window import MainWindow


def save(window: "MainWindow") -> None:
    """Ctrl+S: write what is being typed and say so; try again what could not be written."""
    session = window.session
    session.flush()
    if session.saved.state == "saved":
        session.said.emit(f"已保存到 {session.store.path}，{session.clock():%H:%M:%S}。")
    elif session.saved.state == "readonly":
        window.services.messages.inform(session.locked_reason)


def copy(window: "MainWindow") -> None:
    """Ask where, and put a checked copy of the workspace there."""
    window.session.flush()
    store = window.session.store
    from PySide6.QtWidgets import QFileDialog

    dialog = QFileDialog(window, "另存备份", str(store.path.parent), "工作库 (*.fazhi)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("fazhi")
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "保存备份")
    dialog.selectFile(f"{store.path.stem}（备份{window.session.clock():%m%d}）.fazhi")
    dialog.fileSelected.connect(lambda path: _copy_to(window, Path(path)))
    dialog.open()


def _copy_to(window: "MainWindow", path: Path) -> None:
    from fazhi_desktop.gui.waiting import run_waiting

    session, said = window.session, f"备份已写入并核对：{path}"
    work = session.store.saving_copy(path)
    run_waiting(window.services, "正在另存备份", work, lambda _: session.said.emit(said))


def close(window: "MainWindow", event: QCloseEvent) -> None:
    """Write everything, back up what changed, and only then close."""
    session, services = window.session, window.services
    session.flush()
    if session.saved.state == "failed" and not window.property("leave_unsaved"):
        event.ignore()
        services.messages.ask(
            f"刚才的修改未能保存：{session.saved.reason}",
            "放弃这些修改并关闭",
            lambda: _leave(window),
            refuse="返回",
        )
        return
    if not window.property("leave_unsaved") and not _backed_up(window):
        event.ignore()
        return
    returning.leave(window)
    services.preferences.keep_layout("main_window", window.saveGeometry())
    services.tasks.stop()
    session.store.close()
    event.accept()
    window.deleteLater()


def _backed_up(window: "MainWindow") -> bool:
    """Back up at exit; a failure is shown and stops the exit."""
    session, services = window.session, window.services
    folder = services.preferences.backup_folder
    try:
        session.store.backup_at_exit(Path(folder) if folder else None)
    except FazhiError as error:
        services.messages.ask(
            f"退出前的备份没有成功：{error.message}",
            "不备份，直接关闭",
            lambda: _leave(window),
            refuse="返回",
            detail="数据本身已经保存。",
        )
        return False
    return True


def _leave(window: "MainWindow") -> None:
    window.setProperty("leave_unsaved", True)
    window.close()


def quit_all() -> None:
    """Close every window; one that refuses stays."""
    QApplication.closeAllWindows()
