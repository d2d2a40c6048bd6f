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
import time
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import etree

from fazhi_desktop import paths
from fazhi_desktop.core.units import UNITS
from fazhi_desktop.document.styles import POINTS_PER_MM
from fazhi_desktop.document.tree import (
    Cell,
    Column,
    Document,
    Heading,
    Masthead,
    Paragraph,
    Run,
    Signature,
    Table,
)  # fmt: skip
from fazhi_desktop.export.exporter import Exporter
from fazhi_desktop.export.masthead import masthead_geometry
from tests.document.specimen import document, styles
from tests.export.pages import PdfPage, pdf_pages

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGE = styles().page
TABLE = Table(
    tuple(Column(225 / 12) for _ in range(12)),
    (tuple(Cell(f"栏{place}") for place in range(12)),),
    tuple(tuple(Cell(f"{row}-{place}") for place in range(12)) for row in range(500)),
    landscape=True,
)


@pytest.fixture(scope="module")
def pdf(exporter: Exporter) -> bytes:
    return exporter.render_pdf(document(paragraphs=20))


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> list[PdfPage]:
    return pdf_pages(pdf)


@pytest.fixture(scope="module")
def submitted(exporter: Exporter) -> bytes:
    return exporter.render_pdf(document("submit", draft=True))


def parts(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {
            name: etree.fromstring(file.read(name))
            for name in file.namelist()
            if name.endswith((".xml", ".rels"))
        }


@pytest.fixture(scope="module")
def docx(exporter: Exporter) -> dict[str, Any]:
    return parts(exporter.render_docx(document("submit", draft=True, figures=("cases",))))


def test_every_proof_of_the_table_is_there() -> None:
    here = Path(__file__)
    named = re.findall(r"\btest_\w+(?!\w|\.py)", __doc__ or "")
    assert len(named) > 20
    assert not [name for name in named if name not in globals()]
    for name in re.findall(r"[\w/]+\.py", __doc__ or ""):
        assert any((folder / name).is_file() for folder in (here.parent, here.parents[2])), name


def text_document(text: str) -> Document:
    return Document((), "public", (Paragraph((Run(text),)),))


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


def test_the_docx_grid(docx: dict[str, Any]) -> None:
    section = docx["word/document.xml"].find(f".//{W}sectPr")
    grid, margins = section.find(f"{W}docGrid"), section.find(f"{W}pgMar")
    assert (grid.get(f"{W}type"), grid.get(f"{W}linePitch")) == ("lines", "579")
    assert [int(margins.get(f"{W}{side}")) for side in ("top", "left")] == [2098, 1587]
    text = style(docx, "FzText")
    assert text.find(f".//{W}rPr/{W}spacing").get(f"{W}val") == "-5"
    assert text.find(f".//{W}widowControl").get(f"{W}val") == "0"
    assert text.find(f".//{W}jc").get(f"{W}val") == "both"


def style(docx: dict[str, Any], identity: str) -> Any:
    return docx["word/styles.xml"].find(f"{W}style[@{W}styleId='{identity}']")


def test_every_run_font_is_set_for_every_script_and_no_theme_overrides_it(docx: dict[str, Any]) -> None:
    fonts = [entry for part in docx.values() for entry in part.iter(f"{W}rFonts")]
    assert fonts
    for entry in fonts:
        names = {entry.get(f"{W}{script}") for script in ("ascii", "hAnsi", "eastAsia", "cs")}
        assert None not in names
        assert entry.get(f"{W}hint") == "eastAsia"
        assert not [key for key in entry.attrib if key.endswith("Theme")]
    named = {identity: style(docx, identity).find(f".//{W}rFonts").get(f"{W}eastAsia") for identity in (
        "FzTitle", "FzText", "Heading1", "Heading2", "Heading3", "FzNumber")}  # fmt: skip
    assert named == {
        "FzTitle": "方正小标宋简体", "FzText": "仿宋_GB2312", "Heading1": "黑体", "Heading2": "楷体_GB2312",
        "Heading3": "仿宋_GB2312", "FzNumber": "宋体",
    }  # fmt: skip


def test_no_run_is_bold(docx: dict[str, Any]) -> None:
    assert not [entry for part in docx.values() for entry in part.iter(f"{W}b")]


def test_the_first_line_is_indented_by_characters(docx: dict[str, Any], pages: list[PdfPage]) -> None:
    assert style(docx, "FzText").find(f".//{W}ind").get(f"{W}firstLineChars") == "200"
    first = next(line for line in pages[0].lines if line.text.startswith("一、"))
    assert first.left - PAGE.left == pytest.approx(2 * PAGE.text_width / 28, abs=0.3)


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


def test_the_page_number_is_a_whole_field(docx: dict[str, Any]) -> None:
    for part, side in (("footer1", "right"), ("footer2", "left")):
        footer = docx[f"word/{part}.xml"]
        kinds = [entry.get(f"{W}fldCharType") for entry in footer.iter(f"{W}fldChar")]
        assert kinds == ["begin", "separate", "end"]
        runs = list(footer.iter(f"{W}r"))
        assert len({id(run) for run in runs}) == 7
        assert footer.find(f".//{W}ind").get(f"{W}{side}Chars") == "100"
        assert "".join(footer.itertext()).replace(" ", "") == "—PAGE1—"
    assert docx["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None


def test_tables_have_a_grid_a_repeated_header_and_whole_rows(docx: dict[str, Any]) -> None:
    table = docx["word/document.xml"].find(f".//{W}tbl")
    widths = [int(entry.get(f"{W}w")) for entry in table.iter(f"{W}gridCol")]
    assert len(widths) == 6
    assert sum(widths) == pytest.approx(156 / 25.4 * 1440, abs=6)
    rows = list(table.iter(f"{W}tr"))
    assert all(row.find(f".//{W}cantSplit") is not None for row in rows)
    assert [row.find(f".//{W}tblHeader") is not None for row in rows[:2]] == [True, False]
    assert style(docx, "FzTable").find(f".//{W}pPr/{W}spacing").get(f"{W}lineRule") == "auto"
    assert style(docx, "FzTable").find(f".//{W}snapToGrid").get(f"{W}val") == "0"


def test_a_wide_table_turns_the_page_and_keeps_the_number_in_its_place(exporter: Exporter) -> None:
    wide = Document((), "public", (Heading(1, "一", "前文"), TABLE, Heading(1, "二", "后文")))
    data = exporter.render_pdf(wide)
    made = pdf_pages(data)
    assert [page.width > page.height for page in (made[0], made[1], made[-2], made[-1])] == [
        False,
        True,
        True,
        False,
    ]
    edge = (PAGE.bottom - PAGE.footer) * POINTS_PER_MM
    for number, sheet in enumerate(list(pypdfium2.PdfDocument(data))[1:-1], 2):
        text = sheet.get_textpage()
        assert "栏0" in text.get_text_range().replace(" ", "")
        half = sheet.get_height() / 2
        strip = (half, sheet.get_height()) if number % 2 == 0 else (0, half)
        shown = text.get_text_bounded(left=0, right=edge + 1, bottom=strip[0], top=strip[1])
        assert "".join(shown.split()) == f"—{number}—"
    xml = parts(exporter.render_docx(wide))["word/document.xml"]
    sizes = [entry.get(f"{W}orient") for entry in xml.iter(f"{W}pgSz")]
    assert sizes == [None, "landscape", None]


def test_the_版记_stands_at_the_foot_of_the_last_even_page(submitted: bytes) -> None:
    made = pdf_pages(submitted)
    assert len(made) % 2 == 0
    lines = made[-1].inside(PAGE)
    assert lines[-1].text == "柳口镇党政办公室2024年1月6日印发"
    assert lines[-1].middle == pytest.approx(PAGE.top + PAGE.text_height - 4, abs=1.5)


def test_the_rules_of_the_版记(docx: dict[str, Any]) -> None:
    borders = list(docx["word/document.xml"].iter(f"{W}tblBorders"))[-1]
    sizes = {entry.tag.removeprefix(W): int(entry.get(f"{W}sz")) / 8 * 25.4 / 72 for entry in borders}
    assert sizes["top"] == sizes["bottom"] == pytest.approx(0.35, abs=0.01)
    assert sizes["insideH"] == pytest.approx(0.25, abs=0.02)


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


@pytest.mark.parametrize(
    "name", ["柳口镇人民政府文件", "天津市西青区人民政府杨柳青街道办事处文件", "柳" * 40]
)
def test_a_long_发文机关标志_is_narrowed_into_one_line(exporter: Exporter, name: str) -> None:
    made = Document(
        ("标题",), "submit", (Paragraph((Run("正文"),)),), masthead=Masthead(name, "柳政〔2024〕1号")
    )
    line = next(line for line in pdf_pages(exporter.render_pdf(made))[0].lines if line.text == name)
    assert line.left > PAGE.left - 0.5
    assert line.right < PAGE.left + PAGE.text_width + 0.5
    geometry = masthead_geometry(name, styles())
    assert geometry.narrowing == pytest.approx(min(1, max(0.6, 442.2 / 44 / len(name))), abs=0.001)
    assert geometry.size > styles().styles["title"].size or len(name) > 30
    runs = parts(exporter.render_docx(made))["word/document.xml"].iter(f"{W}r")
    run = next(entry for entry in runs if "".join(entry.itertext()) == name)
    narrowed = run.find(f"{W}rPr/{W}w")
    assert (narrowed is not None) == (geometry.narrowing < 1)


def test_headings_are_outline_styles(docx: dict[str, Any]) -> None:
    for level in range(1, 5):
        assert style(docx, f"Heading{level}").find(f"{W}name").get(f"{W}val") == f"heading {level}"
        assert style(docx, f"Heading{level}").find(f".//{W}outlineLvl").get(f"{W}val") == str(level - 1)
    used = [
        entry.get(f"{W}val") for entry in docx["word/document.xml"].iter(f"{W}pStyle")
        if entry.get(f"{W}val").startswith("Heading")
    ]  # fmt: skip
    assert used == ["Heading1", "Heading2", "Heading3", "Heading1", "Heading1"]


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


def test_the_docx_forbids_the_same_marks_and_parts_no_number_from_its_unit(docx: dict[str, Any]) -> None:
    settings = docx["word/settings.xml"]
    after, before = (settings.find(f"{W}noLineBreaks{side}") for side in ("After", "Before"))
    assert {after.get(f"{W}lang"), before.get(f"{W}lang")} == {"zh-CN"}
    assert set("（《“0123456789万亿余") <= set(after.get(f"{W}val"))
    assert set("。，、；：）》”！？…—%％次元") <= set(before.get(f"{W}val"))
    for name in ("FzText", "FzFlush", "Heading1", "Heading4"):
        assert style(docx, name).find(f"{W}pPr/{W}kinsoku").get(f"{W}val") is None
    texts = "".join(text.text for text in docx["word/document.xml"].iter(f"{W}t"))
    assert "检查3010件" in texts
    assert not re.search("[\u200b-\u200f\u2060\ufeff]", texts)


def closed_document(lines: int, last: int) -> Document:
    """`lines` of text, a last paragraph of about `last` lines, 附件说明 and 署名."""
    filler = (Paragraph((Run("甲"),)),) * lines
    end = Paragraph((Run("乙" * (28 * last - 6) + "末行"),))
    named = Paragraph((Run("附件：主要指标表"),), kind="attachments")
    return Document(
        (), "submit", (*filler, end, named, Signature("柳口镇人民政府", "2024年1月5日", seal=True))
    )


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


def test_the_署名_is_kept_with_the_text_in_the_docx(exporter: Exporter) -> None:
    body = parts(exporter.render_docx(closed_document(3, 2)))["word/document.xml"]
    texts = [("".join(p.itertext()), p.find(f"{W}pPr/{W}keepNext") is not None) for p in body.iter(f"{W}p")]
    place = next(at for at, (text, _) in enumerate(texts) if "末行" in text)
    assert [kept for _, kept in texts[place - 1 :]] == [False, *[True] * 7, False]


def test_a_table_of_500_rows_is_quick(exporter: Exporter) -> None:
    started = time.perf_counter()
    data = exporter.render_docx(Document((), "public", (TABLE,)))
    assert time.perf_counter() - started < 2
    assert len(list(parts(data)["word/document.xml"].iter(f"{W}tr"))) == 501


def test_the_docx_holds_nothing_but_the_report(docx: dict[str, Any]) -> None:
    about = docx["docProps/core.xml"]
    assert [entry.tag.split("}")[1] for entry in about] == ["title"]
    assert not any("theme" in name or "thumbnail" in name or "app.xml" in name for name in docx)
    forbidden = {"ins", "del", "comment", "commentReference", "vanish", "rsids", "proofErr"}
    assert not [
        entry.tag
        for part in docx.values()
        for entry in part.iter()
        if str(entry.tag).split("}")[-1] in forbidden
    ]


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
