"""The one door for messages, questions and crashes; all are logged, without their text."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from fazhi_desktop.core.errors import sentence_of
from fazhi_desktop.gui.forms import Forms

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

Icon = Literal["Information", "Warning", "Question"]

_LOG = logging.getLogger("fazhi_desktop")


class Messages(QObject):
    """Shows messages above a window, in Chinese, without blocking."""

    def __init__(self, forms: Forms, logs: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms = forms
        self._logs = logs
        self.window: QWidget | None = None

    def inform(self, text: str, detail: str = "") -> "QMessageBox":
        """Something the clerk should know."""
        return self._show("Information", text, detail)

    def warn(self, text: str, detail: str = "") -> "QMessageBox":
        """Something that did not go as wished: what happened, where, what to do."""
        return self._show("Warning", text, detail)

    def ask(
        self,
        question: str,
        verb: str,
        accept: Callable[[], object],
        *,
        detail: str = "",
        refuse: str = "取消",
        dangerous: bool = True,
    ) -> "QMessageBox":
        """Ask before doing something; the safe button is the default of a dangerous one."""
        box = self._box("Question", question, detail)
        yes = box.addButton(verb, box.ButtonRole.AcceptRole)
        no = box.addButton(refuse, box.ButtonRole.RejectRole)
        box.setDefaultButton(no if dangerous else yes)
        box.setEscapeButton(no)
        box.buttonClicked.connect(lambda button: accept() if button is yes else None)
        box.open()
        return box

    def choose(
        self, question: str, options: list[tuple[str, Callable[[], None]]], *, detail: str = ""
    ) -> "QMessageBox":
        """Offer several ways, each with its verb, and 取消, which is the default."""
        box = self._box("Question", question, detail)
        for verb, action in options:
            button = box.addButton(verb, box.ButtonRole.ActionRole)
            button.clicked.connect(action)
        no = box.addButton("取消", box.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.open()
        return box

    def failed(self, error: BaseException) -> None:
        """Show an error: its sentence where it has one, else as a crash."""
        if told := sentence_of(error):
            self.warn(told)
        else:
            self.crashed(type(error), error, error.__traceback__)

    def crashed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write a log without business data and show the crash dialog."""
        import traceback

        from fazhi_desktop import crash

        report = crash.report_text(error, f"Qt {qVersion()}")
        traceback.print_exception(kind, error, trace, file=sys.stderr)
        path = crash.write_report(report, self._logs)
        dialog = CrashDialog(self._forms, report, path, self.window)
        dialog.open()

    def install_crash_handler(self) -> None:
        """Catch whatever nobody caught."""
        sys.excepthook = self._excepthook

    def _excepthook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.failed(error.with_traceback(trace))

    def _show(self, icon: Icon, text: str, detail: str) -> "QMessageBox":
        box = self._box(icon, text, detail)
        close = box.addButton("知道了", box.ButtonRole.AcceptRole)
        box.setDefaultButton(close)
        box.setEscapeButton(close)
        box.open()
        return box

    def _box(self, icon: Icon, text: str, detail: str) -> "QMessageBox":
        from PySide6.QtWidgets import QMessageBox

        _LOG.info("message shown: %s", icon)
        box = QMessageBox(
            QMessageBox.Icon[icon],
            "法治政府建设情况报告",
            text,
            QMessageBox.StandardButton.NoButton,
            self.window,
        )
        box.setInformativeText(detail)
        return box


class CrashDialog(QDialog):
    """Says that the program failed, and lets the clerk copy a report without business data."""

    def __init__(self, forms: Forms, report: str, path: Path | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        form = forms.fill(self, "crash")
        self._report, self._path = report, path
        form.report.setPlainText(report)
        form.where.setText(f"记录已写入：{path}" if path else "记录未能写入磁盘，请用“复制错误信息”保存。")
        close = form.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText("继续使用")
        close.setDefault(True)
        form.copy.clicked.connect(self.copy_report)
        form.folder.clicked.connect(self.open_folder)
        form.folder.setVisible(path is not None)
        form.buttons.rejected.connect(self.reject)

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)

    def open_folder(self) -> None:
        """Show the folder of the logs."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
