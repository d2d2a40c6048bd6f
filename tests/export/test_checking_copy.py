"""核稿稿: every linked figure numbered, every source named, lines counted, a place to sign."""

from fazhi_desktop.document.checking_copy import checking_copy
from fazhi_desktop.document.tree import Paragraph, Table
from fazhi_desktop.export.exporter import Exporter
from tests.document.specimen import document, report, styles
from tests.export.pages import pdf_pages


def test_a_figure_keeps_its_number_wherever_it_stands() -> None:
    copy = checking_copy(document("submit"), report(), styles())
    runs = [run for block in copy.blocks if isinstance(block, Paragraph) for run in block.runs]
    notes = [(run.link, run.note) for run in runs if run.link]
    assert notes == [("E01", 1), ("E02", 2), ("E02@-1", 3), ("E03", 4), ("E05", 5), ("E04", 6)]
    assert copy.masthead is None


def test_the_list_names_department_file_sheet_and_cell() -> None:
    copy = checking_copy(document(), report(), styles())
    ledger = next(block for block in copy.blocks if isinstance(block, Table) and block.landscape)
    rows = [tuple(cell.text for cell in row) for row in ledger.rows]
    assert rows[1] == ("2", "E02", "行政检查", "3010件", "综合执法大队", "执法队.xlsx", "Sheet1", "C5")
    assert rows[2][2:4] == ("2022年行政检查", "2871件")
    assert rows[4][5] == "没有来源"


def test_the_page_has_line_numbers_small_reference_numbers_and_a_place_to_sign(exporter: Exporter) -> None:
    pages = pdf_pages(exporter.render_pdf(exporter.checking_copy(report(), draft=True)))
    texts = [line.text for page in pages for line in page.lines]
    assert any(text[0].isdigit() and text.endswith("现将有关情况报告如下。") for text in texts)
    assert any("30102件" in text.replace(" ", "") for text in texts)
    assert any("填表人签名：日期：" in text for text in texts)


def test_every_page_says_what_it_is_and_the_title_fits_the_narrower_page(exporter: Exporter) -> None:
    copy = checking_copy(document("submit", draft=True), report(), styles())
    assert copy.draft == "草稿　核稿稿"
    pages = pdf_pages(exporter.render_pdf(copy))
    assert all(page.lines[0].text == "草稿核稿稿" for page in pages if page.width < page.height)
    assert [line.text.lstrip("0123456789") for line in pages[0].lines[1:3]] == list(copy.title)


def test_editions_for_sending_have_none_of_it(exporter: Exporter) -> None:
    exporter.render_pdf(exporter.checking_copy(report(), draft=False))
    texts = [line.text for page in pdf_pages(exporter.render_pdf(document())) for line in page.lines]
    assert any(text == "现将有关情况报告如下。" for text in texts)
    assert not any("填表人" in text or "台账" in text for text in texts)
