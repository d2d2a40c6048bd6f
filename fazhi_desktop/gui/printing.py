"""文件 › 打印: the pages of the preview through the system's dialog, painted in the background."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from fazhi_desktop.core.errors import EnvironmentFault
from fazhi_desktop.core.prints import Print, in_words
from fazhi_desktop.core.progress import Cancelled, Progress
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.preview_view import PageView
from fazhi_desktop.gui.prints import NAMES, note
from fazhi_desktop.gui.renderer import Pages, Renderer
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

MOST_DOTS = 600
"""Dots an inch that a page is painted with at most; finer ones only cost memory."""


def open_print(session: Session, services: Services, *, kind: str = "", only: tuple[int, ...] = ()) -> None:
    """Show the preview, and above it the system's dialog as soon as the pages are set.

    `kind` is what to print (public, submit, checking), as chosen in the preview where it is ''; `only` names
    the pages (from 0), all where there are none.
    """
    from fazhi_desktop.gui.preview import PreviewPage

    session.flush()
    services.jump(Place("preview"))
    preview = services.window.findChild(PreviewPage) if services.window is not None else None
    if preview is not None:
        preview.print_when_ready(kind, only)


def make_printer(name: str) -> QPrinter:
    """A printer set to A4 upright without margins of its own; the page brings them.

    The whole layout is set in one call: set one by one, orientation is lost on Linux.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageLayout(layout_of(210, 297))
    return printer


def layout_of(width: float, height: float) -> QPageLayout:
    """The layout of a page by its size in any unit: A4 upright or lying, the whole sheet."""
    lying = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(QPageSize.PageSizeId.A4), lying, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def print_dialog(
    printer: QPrinter,
    pages: Pages,
    chosen: Sequence[int],
    current: int,
    parent: QWidget | None,
    *,
    only: Sequence[int] = (),
) -> QPrintDialog:
    """The system's dialog; `chosen` (from 0) is the range it starts with, `only` all there is to print."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(f"打印第 {in_words(only)} 页" if only else "打印")
    dialog.setMinMax(1, len(pages.sizes))
    options = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(options.PrintToFile, on=True)
    dialog.setOption(options.PrintPageRange, on=not only)
    dialog.setOption(options.PrintCollateCopies, on=True)
    dialog.setOption(options.PrintCurrentPage, on=current >= 0 and not only)
    part = not only and bool(chosen) and len(chosen) < len(pages.sizes)
    dialog.setFromTo(chosen[0] + 1 if part else 1, chosen[-1] + 1 if part else len(pages.sizes))
    ranges = QAbstractPrintDialog.PrintRange
    dialog.setPrintRange(ranges.PageRange if part else ranges.AllPages)
    return dialog


@dataclass(frozen=True)
class PrintJob:
    """What the dialog was left with: pages from 0, in the order they are printed."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    numbers: tuple[int, ...]
    copies: int = 1

    @property
    def sheets(self) -> list[int]:
        """Every page to paint."""
        return [page for _ in range(self.copies) for page in self.numbers]


def job_of(
    dialog: QPrintDialog, printer: QPrinter, pages: Pages, current: int, only: Sequence[int] = ()
) -> PrintJob:
    """Pages and copies as chosen; copies the printer makes itself are not painted again."""
    total = len(pages.sizes)
    chosen = dialog.printRange()
    if only:
        numbers: tuple[int, ...] = tuple(only)
        if printer.duplex() != QPrinter.DuplexMode.DuplexNone:  # a sheet has two sides
            numbers = tuple(page for page in range(total) if page in only or page ^ 1 in only)
    elif chosen == QAbstractPrintDialog.PrintRange.CurrentPage and current >= 0:
        numbers = (current,)
    elif chosen == QAbstractPrintDialog.PrintRange.PageRange and not printer.pageRanges().isEmpty():
        numbers = tuple(page for page in range(total) if printer.pageRanges().contains(page + 1))
    elif chosen == QAbstractPrintDialog.PrintRange.PageRange and dialog.fromPage() > 0:
        last = min(total, dialog.toPage() or dialog.fromPage())
        numbers = tuple(range(dialog.fromPage() - 1, last))
    else:
        numbers = tuple(range(total))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers = tuple(reversed(numbers))
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    return PrintJob(pages.pdf, pages.sizes, numbers, copies)


def run(job: PrintJob, printer: QPrinter, renderer: Renderer, progress: Progress) -> int:
    """Print; off the main thread. Returns the pages printed. Raises Cancelled and EnvironmentFault."""
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat and printer.outputFileName():
        return _write_file(job, Path(printer.outputFileName()), renderer, progress)
    sheets = job.sheets
    scale = min(MOST_DOTS, printer.resolution()) / 72
    printer.setPageLayout(layout_of(*job.sizes[sheets[0]]))
    painter = QPainter()
    if not painter.begin(printer):
        raise EnvironmentFault(
            f"打印机“{printer.printerName()}”没有响应，没有打印。请检查打印机是否开机、缺纸，或换一台。"
        )
    try:
        for done, page in enumerate(sheets):
            progress.step(done, len(sheets), f"正在打印第 {page + 1} 页（{done + 1}/{len(sheets)}）")
            if done:
                printer.setPageLayout(layout_of(*job.sizes[page]))
                if not printer.newPage():
                    raise EnvironmentFault(
                        f"打印到第 {page + 1} 页时打印机“{printer.printerName()}”中断，请检查后重打余下各页。"
                    )
            _paint(painter, printer, renderer, job.pdf, page, scale)
    except Cancelled:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(sheets)


def _paint(
    painter: QPainter, printer: QPrinter, renderer: Renderer, pdf: bytes, page: int, scale: float
) -> None:
    data, width, height, stride = renderer.image(pdf, page, scale)
    image = QImage(data, width, height, stride, QImage.Format.Format_RGB32)
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    painter.drawImage(QRectF(0, 0, paper.width(), paper.height()), image)


def _write_file(job: PrintJob, path: Path, renderer: Renderer, progress: Progress) -> int:
    """打印到文件: the same PDF, or its chosen pages."""
    from fazhi_desktop.export.files import replace_file

    progress.step(0, 1, f"正在写入 {path.name}")
    whole = job.numbers == tuple(range(len(job.sizes)))
    replace_file(path, job.pdf if whole else renderer.excerpt(job.pdf, job.numbers))
    return len(job.numbers)


def ask(
    session: Session, services: Services, view: PageView, kind: str, only: Sequence[int] = ()
) -> QPrintDialog:
    """Show the system's dialog for the pages of a preview, and print what it is left with."""
    pages, report = view.pages, session.report
    assert pages is not None
    printer = make_printer(f"{report.body.short}{report.year}年度法治政府建设情况报告（{NAMES[kind]}）")
    dialog = print_dialog(printer, pages, view.shown, view.current, view.window(), only=only)
    dialog.accepted.connect(
        lambda: start(session, services, job_of(dialog, printer, pages, view.current, only), printer, kind)
    )
    QDialog.open(dialog)
    return dialog


def start(session: Session, services: Services, job: PrintJob, printer: QPrinter, kind: str) -> None:
    """Print in the background, with progress and cancel in the status line; then note what was printed."""
    renderer, year, end = services.renderer, session.year, session.store.log.head

    def work(progress: Progress) -> tuple[int, tuple[str, ...]]:
        return run(job, printer, renderer, progress), renderer.marks(job.pdf, len(job.sizes))

    def done(found: tuple[int, tuple[str, ...]]) -> None:
        count, marks = found
        time = session.clock().isoformat(timespec="seconds")
        session.said.emit(f"已送打印机 {count} 页。")
        made = Print(year, kind, time, end.rows, end.step, end.digest, marks, len(job.numbers))
        note(session, made, job.numbers)

    services.tasks.run("正在打印", work, done)
