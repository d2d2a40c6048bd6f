"""A sheet of lines to look at, print or keep as PDF: 审核说明, 保密审查记录."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.export.files import write_new
from fazhi_desktop.export.names import free_path, safe
from fazhi_desktop.gui.services import Services

_MARGIN_MM = 25.0


class SheetDialog(QDialog):
    """Shows the lines, the first as title; prints them or writes a PDF."""

    def __init__(self, services: Services, lines: Sequence[str], folder: Path) -> None:
        super().__init__(services.window)
        self._services, self._folder = services, folder
        self._title = lines[0]
        self.form = services.forms.fill(self, "sheet")
        form = self.form
        self.setWindowTitle(self._title)
        form.text.setHtml(_html(lines))
        form.print_it.setIcon(services.icons.icon("printer"))
        form.print_it.clicked.connect(self._ask_printer)
        form.save.clicked.connect(self._ask_file)
        form.buttons.rejected.connect(self.reject)

    def write(self, path: Path) -> Path:
        """Write a PDF; an existing name gets （2）."""
        target = free_path(path.parent, path.name.removesuffix(".pdf"), "pdf")
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self._title)
        writer.setPageLayout(_layout())
        self._document().print_(writer)
        buffer.close()
        write_new(target, bytes(buffer.data().data()))
        self.form.state.setText(f"已存为 {target.name}。")
        return target

    def _ask_file(self) -> None:
        name = str(self._folder / f"{safe(self._title)}.pdf")
        dialog = QFileDialog(self, "存为 PDF", name, "PDF (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, "存为 PDF")
        dialog.fileSelected.connect(lambda path: self._keep(Path(path)))
        dialog.open()

    def _keep(self, path: Path) -> None:
        try:
            self.write(path)
        except FazhiError as error:
            self._services.messages.warn(error.message)

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title)
        printer.setPageLayout(_layout())
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("打印")
        dialog.accepted.connect(lambda: self._document().print_(printer))
        QDialog.open(dialog)

    def _document(self) -> QTextDocument:
        return self.form.text.document().clone()


def _layout() -> QPageLayout:
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    size, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    return QPageLayout(size, upright, margins, QPageLayout.Unit.Millimeter)


def _html(lines: Sequence[str]) -> str:
    title, *rest = lines
    body = "".join(f"<p style='margin:4px 0'>{escape(line) or '&nbsp;'}</p>" for line in rest)
    return f"<h3 align='center'>{escape(title)}</h3>{body}"
