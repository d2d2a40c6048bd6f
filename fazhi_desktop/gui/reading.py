"""数据 › 读入往年报告: a file or pasted text, read off the main thread and reviewed before it is stored."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from fazhi_desktop import paths
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

ENDINGS = "*.docx *.txt *.pdf *.html *.htm"


def open_reading(session: Session, services: Services) -> None:
    """Ask where the report is: in a file, or copied to the clipboard."""
    if session.store.readonly:
        services.messages.inform(session.locked_reason)
        return
    text = QGuiApplication.clipboard().text().strip()
    if len(text) < 200:
        _choose_file(session, services)
        return
    services.messages.choose(
        "往年报告在哪里？",
        [
            ("选择文件…", lambda: _choose_file(session, services)),
            ("读剪贴板中的文字", lambda: read_text(session, services, text)),
        ],
        detail=f"剪贴板中有 {len(text)} 个字的文字。",
    )


def _choose_file(session: Session, services: Services) -> None:
    start = services.preferences.folder("read", session.store.path.parent)
    dialog = QFileDialog(services.window, "读入往年报告", start, f"报告 ({ENDINGS});;所有文件 (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "读取")

    def take(name: str) -> None:
        services.preferences.keep_folder("read", Path(name).parent)
        read_file(session, services, Path(name))

    dialog.fileSelected.connect(take)
    dialog.open()


def read_file(session: Session, services: Services, path: Path) -> None:
    """Read a finished report and show it for review."""
    if session.store.readonly:
        services.messages.inform(session.locked_reason)
        return
    _read(session, services, path, path.name)


def read_text(session: Session, services: Services, text: str) -> None:
    """Read pasted text and show it for review."""
    _read(session, services, text.encode("utf-8"), "粘贴的文字")


def _read(session: Session, services: Services, report: Path | bytes, name: str) -> None:
    from fazhi_desktop.gui.reading_dialog import ReadingDialog
    from fazhi_desktop.reading.report import ReadReport, ReportReader

    catalogue, readers = session.report.catalogue, services.readers

    def work(progress: Progress) -> tuple[ReadReport, ReportReader]:
        progress.step(0, 2, f"正在读取 {name}")
        reader = readers.report_reader(catalogue, paths.resources() / "reading")
        found = reader.read(report, name)
        progress.step(2, 2, f"已读取 {name}")
        return found, reader

    def show(result: tuple[ReadReport, ReportReader]) -> None:
        ReadingDialog(session, services, *result).open()

    services.tasks.run(f"正在读取 {name}", work, show)
