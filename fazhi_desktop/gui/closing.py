"""Saving on request, copies, and what happens when the window closes."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.progress import QUIET
from fazhi_desktop.gui import returning
from fazhi_desktop.gui.tasks import Work

if TYPE_CHECKING:
    from fazhi_desktop.gui.main_window import MainWindow
    from fazhi_desktop.store.backup import Job

LEAVE = "leave_unsaved"
"""The property of a window that closes without asking or waiting any more."""


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


def back_up_beside(window: "MainWindow", job: "Job") -> None:
    """Make the day's backup while the clerk goes on writing; a failure is told."""
    session, services = window.session, window.services

    def failed(error: BaseException) -> None:
        if isinstance(error, FazhiError):
            session.store.daily.fault = error.message
            session.tell_backup_fault()
        else:
            services.messages.failed(error)

    services.tasks.run("正在做今天的备份", job, lambda _: None, failed)


def close(window: "MainWindow", event: QCloseEvent) -> None:
    """Write everything, back up what changed, and only then close."""
    window.session.flush()
    if not window.property(LEAVE) and _is_held(window):
        event.ignore()
        return
    returning.leave(window)
    window.services.preferences.keep_layout("main_window", window.saveGeometry())
    window.services.tasks.stop()
    window.session.store.close()
    event.accept()
    window.deleteLater()


def _is_held(window: "MainWindow") -> bool:
    """Whether something is to be answered or waited for before the window may close."""
    from fazhi_desktop.gui.waiting import is_waited_for

    session = window.session
    if session.saved.state == "failed":
        _ask(window, f"刚才的修改未能保存：{session.saved.reason}", "放弃这些修改并关闭")
        return True
    return is_waited_for(window) or _is_backing_up(window)


def _is_backing_up(window: "MainWindow") -> bool:
    """Start the backup at exit, after which the window closes; False where there is nothing to back up.

    Where the system itself is about to end nobody may wait: the backup is made at once.
    """
    folder = window.services.preferences.backup_folder
    try:
        work = window.session.store.backing_up_at_exit(Path(folder) if folder else None)
        if work is None:
            return False
        if _system_ends():
            work(QUIET)
            return False
    except FazhiError as error:
        _ask_without(window, f"没有成功：{error.message}")
        return True
    _wait(window, work)
    return True


def _system_ends() -> bool:
    application = QApplication.instance()
    return isinstance(application, QApplication) and application.isSavingSession()


def _wait(window: "MainWindow", work: Work) -> None:
    from fazhi_desktop.gui.waiting import run_waiting

    def refused(error: FazhiError) -> None:
        _ask_without(window, f"没有成功：{error.message}")

    def ended() -> None:
        if task.cancelled:
            _ask_without(window, "已停止。")

    task = run_waiting(window.services, "正在做退出前的备份", work, lambda _: _leave(window), refused)
    task.finished.connect(ended)


def _ask_without(window: "MainWindow", how: str) -> None:
    """A backup that failed or was stopped keeps the window open, unless the clerk leaves without it."""
    _ask(window, f"退出前的备份{how}", "不备份，直接关闭", "数据本身已经保存。")


def _ask(window: "MainWindow", question: str, verb: str, detail: str = "") -> None:
    window.services.messages.ask(question, verb, lambda: _leave(window), refuse="返回", detail=detail)


def _leave(window: "MainWindow") -> None:
    window.setProperty(LEAVE, True)
    QTimer.singleShot(0, window, window.close)  # not from within a close that is being refused


def quit_all() -> None:
    """Close every window; one that refuses stays, and one that backs up goes later."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and not isinstance(window, QDialog):  # a dialog goes with its window
            window.close()
