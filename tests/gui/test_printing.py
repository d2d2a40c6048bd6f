"""打印: the same pages, the chosen range, in the background; a failing printer gets a sentence."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fazhi_desktop import paths
from fazhi_desktop.core.progress import Cancelled, Progress
from fazhi_desktop.core.records import node_key
from fazhi_desktop.core.report import Report
from fazhi_desktop.gui import entry, printing
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.preview import PreviewPage
from fazhi_desktop.gui.prints import LOST, NONE, PrintsDialog
from fazhi_desktop.gui.renderer import Pages, Renderer
from fazhi_desktop.gui.session import Session


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(paths.resources())


@pytest.fixture
def pages(renderer: Renderer, session: Session) -> Pages:
    report: Report = session.report
    return renderer.pages(report, "public", draft=False)


@pytest.fixture
def preview(window: MainWindow, qtbot: QtBot) -> PreviewPage:
    page = window.book.page("preview")
    assert isinstance(page, PreviewPage)
    qtbot.waitUntil(lambda: page._draft, timeout=20000)  # once the checks have found what is missing
    ready(page, qtbot)
    return page


def ready(page: PreviewPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.view.pages is not None and not page._setting.busy, timeout=20000)


def compared(window: MainWindow, qtbot: QtBot) -> PrintsDialog:
    dialog = PrintsDialog(window.session, window.services)
    qtbot.waitUntil(lambda: not dialog._work.busy, timeout=20000)
    return dialog


def print_to(page: PreviewPage, path: Path, only: tuple[int, ...] = ()) -> list[str]:
    """Print through the dialog into a file; gives the text of its pages."""
    kind = page.form.edition.currentData()
    dialog = printing.ask(page.session, page.services, page.view, kind, only)
    dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer().setOutputFileName(str(path))
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    QApplication.processEvents()
    with pypdfium2.PdfDocument(path) as printed:
        return [sheet.get_textpage().get_text_bounded() for sheet in printed]


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


def test_a_print_is_compared_with_what_is_there_now(
    window: MainWindow, session: Session, preview: PreviewPage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert compared(window, qtbot).form.words.text() == NONE
    log, step = session.store.log.head, session.store.undo_label
    whole = print_to(preview, tmp_path / "全.pdf")
    assert (session.store.log.head, session.store.undo_label) == (log, step)  # printing is no edit
    dialog = compared(window, qtbot)
    assert dialog.form.words.text() == "改动文字 0 处、数字 0 项。各页与纸上的一样。"
    assert not dialog.form.print.isEnabled()

    node = next(node for node in session.report.nodes if "E02" in node.indicators)
    changed = replace(node, paragraphs=(*node.paragraphs, "新写一段，检查{{E02}}件。"))
    session.change("写正文", [(node_key(session.year, node.id), changed)])
    entry.enter(session, "E02", "3020")
    session.undo()
    entry.enter(session, "E02", "3030")
    ready(preview, qtbot)
    dialog = compared(window, qtbot)
    rows = [
        [dialog.form.rows.item(row, column).text() for column in range(3)]
        for row in range(dialog.form.rows.rowCount())
    ]
    assert any("新写一段，检查3030件。" in row[2] for row in rows)
    assert ["E02 行政检查", "3010 件", "3030 件"] in rows
    assert dialog.form.words.text().startswith(f"改动文字 {len(rows) - 1} 处、数字 1 项。要重印第 ")

    only = dialog._changed
    again = print_to(preview, tmp_path / "改.pdf", only)
    assert 0 < len(again) < len(whole) + 1
    now = [text for text in again if "新写一段" in text]
    assert now
    assert compared(window, qtbot).form.words.text() == "改动文字 0 处、数字 0 项。各页与纸上的一样。"
    assert compared(window, qtbot).form.which.count() == 2


def test_changed_pages_are_printed_by_the_sheet_on_both_sides(
    pages: Pages, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = printing.make_printer("试印")
    dialog = printing.print_dialog(printer, pages, (), 0, window, only=(2, 5))
    assert dialog.windowTitle() == "打印第 3、6 页"
    assert printing.job_of(dialog, printer, pages, 0, (2, 5)).numbers == (2, 5)
    monkeypatch.setattr(QPrinter, "duplex", lambda _: QPrinter.DuplexMode.DuplexLongSide)
    both = tuple(page for page in (2, 3, 4, 5) if page < len(pages.sizes))
    assert printing.job_of(dialog, printer, pages, 0, (2, 5)).numbers == both


def test_a_log_that_is_another_one_leaves_the_pages_to_compare(
    window: MainWindow, session: Session, preview: PreviewPage, qtbot: QtBot, tmp_path: Path
) -> None:
    print_to(preview, tmp_path / "全.pdf")
    kept = session.store.log.kept("printed")
    session.store.keep("printed", kept.replace(session.store.log.head.digest, "0" * 64))
    dialog = compared(window, qtbot)
    assert dialog.form.words.text() == LOST + "各页与纸上的一样。"
