"""打印: the same pages, the chosen range, in the background; a failing printer gets a sentence."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from pytestqt.qtbot import QtBot

from fazhi_desktop import paths
from fazhi_desktop.core.progress import Cancelled, Progress
from fazhi_desktop.core.report import Report
from fazhi_desktop.gui import printing
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.renderer import Pages, Renderer
from fazhi_desktop.gui.session import Session


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(paths.resources())


@pytest.fixture
def pages(renderer: Renderer, session: Session) -> Pages:
    report: Report = session.report
    return renderer.pages(report, "public", draft=False)


def to_file(path: Path) -> QPrinter:
    printer = printing.make_printer("试印")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_printing_to_a_file_gives_the_very_pdf(pages: Pages, renderer: Renderer, tmp_path: Path) -> None:
    every = tuple(range(len(pages.sizes)))
    job = printing.PrintJob(pages.pdf, pages.sizes, every)
    assert printing.run(job, to_file(tmp_path / "全.pdf"), renderer, Progress()) == len(every)
    assert (tmp_path / "全.pdf").read_bytes() == pages.pdf


def test_a_range_prints_its_pages_only(pages: Pages, renderer: Renderer, tmp_path: Path) -> None:
    job = printing.PrintJob(pages.pdf, pages.sizes, (1, 2))
    printing.run(job, to_file(tmp_path / "部分.pdf"), renderer, Progress())
    with pypdfium2.PdfDocument(tmp_path / "部分.pdf") as printed, pypdfium2.PdfDocument(pages.pdf) as whole:
        assert len(printed) == 2
        assert printed[0].get_textpage().get_text_bounded() == whole[1].get_textpage().get_text_bounded()


def test_the_dialog_starts_with_the_chapter_that_is_shown(
    pages: Pages, window: MainWindow, qtbot: QtBot
) -> None:
    printer = printing.make_printer("试印")
    dialog = printing.print_dialog(printer, pages, (2, 3, 4), 2, window)
    assert (dialog.fromPage(), dialog.toPage()) == (3, 5)
    assert dialog.printRange() == QAbstractPrintDialog.PrintRange.PageRange
    assert printing.job_of(dialog, printer, pages, 2).numbers == (2, 3, 4)
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.CurrentPage)
    assert printing.job_of(dialog, printer, pages, 2).numbers == (2,)
    dialog.setPrintRange(QAbstractPrintDialog.PrintRange.AllPages)
    assert printing.job_of(dialog, printer, pages, 2).numbers == tuple(range(len(pages.sizes)))


def test_pages_lie_or_stand_as_they_are() -> None:
    assert printing.layout_of(595, 842).orientation() == QPageLayout.Orientation.Portrait
    assert printing.layout_of(842, 595).orientation() == QPageLayout.Orientation.Landscape
    printer = printing.make_printer("试印")
    assert printer.fullPage()
    assert printer.pageLayout().margins().isNull()


def test_copies_are_painted_one_after_the_other(pages: Pages) -> None:
    job = printing.PrintJob(pages.pdf, pages.sizes, (0, 1), copies=2)
    assert job.sheets == [0, 1, 0, 1]


def test_a_cancelled_print_stops_between_pages(pages: Pages, renderer: Renderer, tmp_path: Path) -> None:
    job = printing.PrintJob(pages.pdf, pages.sizes, (0,))
    with pytest.raises(Cancelled):
        printing.run(job, to_file(tmp_path / "停.pdf"), renderer, Progress(cancelled=lambda: True))
    assert not (tmp_path / "停.pdf").exists()


def test_ctrl_p_shows_the_preview_and_then_the_systems_dialog(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    printing.open_print(session, window.services)
    assert window.book.current_id == "preview"
    qtbot.waitUntil(lambda: bool(window.findChildren(QPrintDialog)), timeout=20000)
    dialog = window.findChildren(QPrintDialog)[0]
    assert dialog.isVisible()
    dialog.reject()
