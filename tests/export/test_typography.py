"""Every rule of the page, and the test that proves it, from the file's XML or the glyphs on the page.

| rule | tests |
|---|---|
| 1 grid | test_a_full_page_has_22_lines_of_28_characters, test_the_docx_grid |
| 2 fonts | test_every_run_font_is_set_for_every_script_and_no_theme_overrides_it |
| 3 first line | test_the_first_line_is_indented_by_characters |
| 4 page number | test_page_numbers_stand_right_on_odd_and_left_on_even_pages |
| 4 page number, field | test_the_page_number_is_a_whole_field |
| 5 tables | test_tables_have_a_grid_a_repeated_header_and_whole_rows |
| 5 landscape | test_a_wide_table_turns_the_page_and_keeps_the_number_in_its_place |
| 6 版记 | test_the_版记_stands_at_the_foot_of_the_last_even_page, test_the_rules_of_the_版记 |
| 6 文号, 成文日期 | tests/document/test_elements.py |
| 6 署名 | test_the_署名_shares_its_page_with_text, test_the_署名_is_kept_with_the_text_in_the_docx |
| 7 outline | test_headings_are_outline_styles, test_the_pdf_has_bookmarks |
| 8 PDF | test_fonts_are_embedded, test_the_pdf_has_a_title_and_no_date |
| 8 PDF/A | test_an_archive_pdf_has_the_date_of_the_report |
| 9 cleaner | tests/document/test_build.py: nothing but control characters is taken out of a text |
| 10 line breaks | test_no_line_begins_or_ends_with_a_forbidden_mark, test_a_number_stays_with_its_unit |
| 10 line breaks, DOCX | test_the_docx_forbids_the_same_marks_and_parts_no_number_from_its_unit |
| 11 fast tables | test_a_table_of_500_rows_is_quick |
| 12 clean bytes | test_the_docx_holds_nothing_but_the_report, test_exporter.py (same bytes) |
| 13 charts | test_other_formats.py |
| title | test_every_title_line_is_centred_inside_the_text_area, tests/document/test_titles.py |
| digits | test_digits_stand_in_a_light_font_where_the_substitute_s_are_heavy |
| other measures | test_office_styles.py |
| what nobody should write | test_bad_input.py |
| 14 marks | test_every_link_has_its_place_on_the_page |
| 15 LibreOffice | bench/libreoffice.py |
"""

import ctypes
import itertools
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.units import UNITS
from fazhi_desktop.document.styles import POINTS_PER_MM
from fazhi_desktop.document.tree import (
    Document,
    Paragraph,
    Run,
)  # fmt: skip
from fazhi_desktop.export.exporter import Exporter
from tests.document.specimen import document
from tests.export import test_typography_docx
from tests.export.pages import PdfPage, pdf_pages
from tests.export.sheets import PAGE, closed_document, text_document


@pytest.fixture(scope="module")
def submitted(exporter: Exporter) -> bytes:
    return exporter.render_pdf(document("submit", draft=True))


def test_every_proof_of_the_table_is_there() -> None:
    here = Path(__file__)
    named = re.findall(r"\btest_\w+(?!\w|\.py)", __doc__ or "")
    assert len(named) > 20
    proofs = globals().keys() | vars(test_typography_docx).keys()
    assert not [name for name in named if name not in proofs]
    for name in re.findall(r"[\w/]+\.py", __doc__ or ""):
        assert any((folder / name).is_file() for folder in (here.parent, here.parents[2])), name


def test_a_full_page_has_22_lines_of_28_characters(exporter: Exporter) -> None:
    pages = pdf_pages(exporter.render_pdf(text_document("依法行政执法为民" * 400)))
    assert (round(pages[0].width), round(pages[0].height)) == (210, 297)
    for page in pages[:-1]:
        full = page.inside(PAGE)
        assert len(full) == 22
        assert {len(line.text) for line in full[1:]} == {28}
        assert all(abs(line.left - PAGE.left) < 0.5 for line in full[1:])
        assert all(abs(line.right - PAGE.left - PAGE.text_width) < 0.5 for line in full)
        assert (full[-1].middle - full[0].middle) / 21 == pytest.approx(PAGE.text_height / 22, abs=0.05)


def test_every_title_line_is_centred_inside_the_text_area(exporter: Exporter) -> None:
    titles = ("柳口镇关于", "二〇二三年度法治政府建设情况的报告")
    page = pdf_pages(exporter.render_pdf(Document(titles, "public", (Paragraph((Run("正文"),)),))))[0]
    assert [line.text for line in page.lines[:3]] == [*titles, "正文"]
    for line in page.lines[:2]:
        assert (line.left + line.right) / 2 == pytest.approx(PAGE.left + PAGE.text_width / 2, abs=0.3)
        assert line.middle > PAGE.top + 22 / POINTS_PER_MM / 2 - 0.6
    body, last = page.lines[2].middle, page.lines[1].middle
    assert body - last == pytest.approx(2 * PAGE.text_height / 22, abs=1.2)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(pages: list[PdfPage]) -> None:
    one = 14 * 25.4 / 72
    for number, page in enumerate(pages, 1):
        foot = page.lines[-1]
        assert foot.text == f"—{number}—"
        assert foot.middle > PAGE.top + PAGE.text_height + PAGE.footer
        if number % 2:
            assert foot.right == pytest.approx(PAGE.left + PAGE.text_width - one, abs=1.2)
        else:
            assert foot.left == pytest.approx(PAGE.left + one, abs=0.6)


def test_the_版记_stands_at_the_foot_of_the_last_even_page(submitted: bytes) -> None:
    made = pdf_pages(submitted)
    assert len(made) % 2 == 0
    lines = made[-1].inside(PAGE)
    assert lines[-1].text == "柳口镇党政办公室2024年1月6日印发"
    assert lines[-1].middle == pytest.approx(PAGE.top + PAGE.text_height - 4, abs=1.5)


def test_the_版头_stands_where_the_standard_says(submitted: bytes) -> None:
    first = pdf_pages(submitted)[0]
    texts = [line.text for line in first.inside(PAGE)]
    assert texts[:5] == [
        "000001",
        "秘密★1年",
        "特急",
        "柳口镇人民政府文件",
        "柳政报〔2024〕3号签发人：王某某",
    ]
    mark = next(line for line in first.lines if line.text == "柳口镇人民政府文件")
    assert mark.middle > PAGE.top + 35
    assert (mark.left + mark.right) / 2 == pytest.approx(PAGE.left + PAGE.text_width / 2, abs=0.5)
    assert first.lines[0].text == "草稿"


def test_the_pdf_has_bookmarks(pdf: bytes) -> None:
    opened = pypdfium2.PdfDocument(pdf)
    titles = [(entry.level, entry.get_title()) for entry in opened.get_toc()]
    assert titles[:4] == [
        (0, "一、主要举措和成效"),
        (1, "（一）规范行政执法"),
        (2, "1.落实三项制度。"),
        (2, "2.加强培训"),
    ]


def test_fonts_are_embedded(pdf: bytes) -> None:
    assert pdf.count(b"/FontFile3") >= 4
    assert re.search(rb"/BaseFont ?/[A-Z]{6}\+FandolFang", pdf)


def font_of(data: bytes, char: str) -> str:
    """The font of the first place of a character on the first page."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    place = text.get_text_range().index(char)
    name = ctypes.create_string_buffer(200)
    pypdfium2.raw.FPDFText_GetFontInfo(text, place, name, 200, None)
    return name.value.decode()


def test_digits_stand_in_a_light_font_where_the_substitute_s_are_heavy(exporter: Exporter) -> None:
    data = exporter.render_pdf(text_document("行政检查3010件，占96.1%"))
    assert {font_of(data, char).partition("+")[2] for char in "310.%"} == {"FandolSong-Regular"}
    assert font_of(data, "检").partition("+")[2] == "FandolFang-Regular"


@pytest.mark.parametrize(
    ("latin", "used"), [("FandolKai", "FandolKai-Regular"), ("没有的字体", "FandolFang-Regular")]
)
def test_a_font_for_letters_is_taken_for_letters_only_and_only_where_it_is(latin: str, used: str) -> None:
    made = Exporter(paths.resources(), folders=())
    text = replace(made.styles.styles["text"], latin=latin)
    made.styles = replace(made.styles, styles={**made.styles.styles, "text": text})
    data = made.render_pdf(text_document("行政ABC检查"))
    assert font_of(data, "B").partition("+")[2] == used
    assert font_of(data, "检").partition("+")[2] == "FandolFang-Regular"


def test_the_pdf_has_a_title_and_no_date(pdf: bytes) -> None:
    about = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert about["Title"] == "柳口镇2023年度法治政府建设情况报告"
    assert (about["CreationDate"], about["ModDate"], about["Author"]) == ("", "", "")


def test_an_archive_pdf_has_the_date_of_the_report(exporter: Exporter) -> None:
    data = exporter.render_pdf(document("submit"), archive=True)
    about = pypdfium2.PdfDocument(data).get_metadata_dict()
    assert about["CreationDate"].startswith("D:20240105000000")
    assert b"pdfaid:part" in data


def test_no_line_begins_or_ends_with_a_forbidden_mark(exporter: Exporter) -> None:
    text = "甲。乙，丙、丁；戊：己）庚》辛”（壬《癸“子——丑……寅！卯？" * 40
    for page in pdf_pages(exporter.render_pdf(text_document(text))):
        for line in page.inside(PAGE):
            assert line.text[0] not in "。，、；：）》”！？…", line.text
            assert line.text[-1] not in "（《“", line.text
        whole = "\n".join(line.text for line in page.inside(PAGE))
        assert "—\n—" not in whole
        assert "…\n…" not in whole


def test_a_number_stays_with_its_unit(exporter: Exporter) -> None:
    text = "".join(f"{'甲' * (place % 9)}检查{place}件" for place in range(1000, 1200))
    lines = [
        line.text
        for page in pdf_pages(exporter.render_pdf(text_document(text)))
        for line in page.inside(PAGE)
    ]
    assert len(lines) > 40
    assert not any(line.startswith(UNITS) for line in lines)
    assert all(re.fullmatch(r"[^\d]*(\d{4}件[^\d]*)*", line) for line in lines)


@pytest.mark.parametrize("last", [1, 2, 5])
def test_the_署名_shares_its_page_with_text(exporter: Exporter, last: int) -> None:
    for lines in range(8, 24, 3):
        made = pdf_pages(exporter.render_pdf(closed_document(lines, last)))
        sheet = next(page for page in made if any("柳口镇人民政府" in line.text for line in page.lines))
        texts = [line.text for line in sheet.inside(PAGE)]
        place = next(at for at, text in enumerate(texts) if "末行" in text)
        assert texts[place + 1 :] == ["附件：主要指标表", "柳口镇人民政府", "2024年1月5日"]
        middles = [line.middle for line in sheet.inside(PAGE)][place:]
        steps = [(b - a) / (PAGE.text_height / 22) for a, b in itertools.pairwise(middles)]
        assert steps == [pytest.approx(step, abs=0.02) for step in (2, 4, 1)]


def test_every_link_has_its_place_on_the_page(exporter: Exporter) -> None:
    made, places = exporter.render_with_places(document())
    keys = [place.key for place in places]
    for key in ("node:1", "node:2", "text:2/0", "E01", "E02", "E02@-1", "E03", "/E03"):
        assert key in keys
    assert all(1 <= place.page <= len(pdf_pages(made)) for place in places)
    plain = tuple(
        Paragraph(tuple(Run(run.text) for run in block.runs), block.lead)
        if isinstance(block, Paragraph)
        else block
        for block in document().blocks
    )
    unlinked = Document(document().title, "public", plain)
    lines = [[line.text for line in page.lines] for page in pdf_pages(exporter.render_pdf(unlinked))]
    assert lines == [[line.text for line in page.lines] for page in pdf_pages(made)]
