"""The rules of the page in the DOCX, from its XML; `test_typography.py` lists which test proves which."""

import re
import time
import zipfile
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from lxml import etree

from fazhi_desktop.document.styles import POINTS_PER_MM
from fazhi_desktop.document.tree import (
    Document,
    Heading,
    Masthead,
    Paragraph,
    Run,
)  # fmt: skip
from fazhi_desktop.export.exporter import Exporter
from fazhi_desktop.export.masthead import masthead_geometry
from tests.document.specimen import document, styles
from tests.export.pages import PdfPage, pdf_pages
from tests.export.sheets import PAGE, TABLE, closed_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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


def test_the_rules_of_the_版记(docx: dict[str, Any]) -> None:
    borders = list(docx["word/document.xml"].iter(f"{W}tblBorders"))[-1]
    sizes = {entry.tag.removeprefix(W): int(entry.get(f"{W}sz")) / 8 * 25.4 / 72 for entry in borders}
    assert sizes["top"] == sizes["bottom"] == pytest.approx(0.35, abs=0.01)
    assert sizes["insideH"] == pytest.approx(0.25, abs=0.02)


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


def test_the_署名_is_kept_with_the_text_in_the_docx(exporter: Exporter) -> None:
    body = parts(exporter.render_docx(closed_document(3, 2)))["word/document.xml"]
    texts = [("".join(p.itertext()), p.find(f"{W}pPr/{W}keepNext") is not None) for p in body.iter(f"{W}p")]
    place = next(at for at, (text, _) in enumerate(texts) if "末行" in text)
    assert [kept for _, kept in texts[place - 1 :]] == [False, *[True] * 7, False]


def test_a_table_of_500_rows_is_quick(exporter: Exporter) -> None:
    started = time.process_time()
    data = exporter.render_docx(Document((), "public", (TABLE,)))
    assert time.process_time() - started < 2
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
