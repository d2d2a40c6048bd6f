"""XLSX, HTML, TXT and charts."""

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import lxml.etree
import lxml.html
import pytest
from openpyxl import load_workbook

from fazhi_desktop.core.values import Source
from fazhi_desktop.document.charts import ChartSpec, Series, chart_specs
from fazhi_desktop.document.tree import EDITIONS, Document, Figure
from fazhi_desktop.export.drawing import ChartPainter
from fazhi_desktop.export.exporter import Exporter
from fazhi_desktop.export.html import render_html
from fazhi_desktop.export.readback import check_docx
from fazhi_desktop.export.txt import render_txt, without_annex
from fazhi_desktop.export.xlsx import HEADER_ROW, render_xlsx
from tests.document.specimen import document, plans, report, styles


@pytest.fixture(scope="module")
def sheet() -> Any:
    return load_workbook(BytesIO(render_xlsx(report()))).active


def row_of(sheet: Any, code: str) -> dict[str, Any]:
    head = [cell.value for cell in sheet[HEADER_ROW]]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == code)
    return dict(zip(head, row, strict=True))


def test_the_workbook_holds_every_value_with_its_source(sheet: Any) -> None:
    assert row_of(sheet, "E02") == {
        "编码": "E02",
        "指标": "行政检查",
        "单位": "件",
        "2023年": 3010,
        "修饰": None,
        "2022年": 2871,
        "增减": "+139（+4.8%）",
        "分子": None,
        "分母": None,
        "状态": "已填",
        "来源科室": "综合执法大队",
        "来源": "《执法队.xlsx》·Sheet1!C5",
    }
    assert row_of(sheet, "T05")["修饰"] == "余"
    assert row_of(sheet, "E04")["状态"] == "不适用"
    assert row_of(sheet, "E05")["状态"] == "待填"
    assert row_of(sheet, "H02")["2023年"] == 99.77


def test_the_workbook_says_what_every_indicator_counts() -> None:
    meanings = load_workbook(BytesIO(render_xlsx(report())))["口径"]
    rows = {row[0]: row[1:] for row in meanings.iter_rows(min_row=2, values_only=True)}
    catalogue = report().catalogue
    assert rows["E02"] == ("行政检查", catalogue["E02"].definition, None)
    assert rows["X14"][2] == f"“{catalogue.name('X13')}” ÷ “{catalogue.name('X12')}” × 100"


def test_the_workbook_prints_on_a4_landscape(sheet: Any) -> None:
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.freeze_panes == "C3"


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠"))
def test_text_that_looks_like_a_formula_stays_text(sign: str) -> None:
    unsafe = report()
    note = Source("typed", department=f'{sign}HYPERLINK("x")')
    changed = replace(unsafe.value("E03"), sources=(note,))
    unsafe = replace(unsafe, values={2023: {"E03": changed}})
    sheet = load_workbook(BytesIO(render_xlsx(unsafe))).active
    assert sheet is not None
    cell = next(row[10] for row in sheet.iter_rows() if row[0].value == "E03")
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", f'{sign}HYPERLINK("x")', True)


def test_the_html_is_semantic_and_self_contained(exporter: Exporter) -> None:
    data = render_html(document("submit", figures=("cases",)), styles(), exporter.painter.svg)
    page: Any = lxml.html.document_fromstring(data)
    assert [entry.text_content() for entry in page.iter("h2")][:2] == [
        "一、主要举措和成效",
        "二、存在的不足和原因",
    ]
    assert page.find(".//h1").text_content() == "柳口镇2023年度法治政府建设情况报告"
    assert [entry.get("scope") for entry in page.findall(".//thead//th")] == ["col"] * 6
    image = page.find(".//figure/img")
    assert image.get("src").startswith("data:image/svg+xml;base64,")
    assert "行政检查3010件" in image.get("alt")
    assert not page.findall(".//script")
    assert not re.search(rb'(?:src|href)="(?!data:)', data)


def test_the_text_is_the_report_alone_a_line_for_each_paragraph() -> None:
    whole = document("public")
    text = render_txt(without_annex(whole)).decode("utf-8")
    assert text.startswith(whole.name + "\n")
    assert "\n一、主要举措和成效\n（一）规范行政执法\n" in text
    assert "\n\n" not in text
    assert "3010\t2871" not in text
    assert EDITIONS["submit"] not in text


def test_tables_in_the_text_have_tabs() -> None:
    text = render_txt(document("public")).decode("utf-8")
    assert "行政检查\t件\t3010\t2871\t+139（+4.8%）\t综合执法大队" in text


def test_a_chart_is_the_same_bytes_each_time(exporter: Exporter) -> None:
    from fazhi_desktop import paths

    other = ChartPainter(paths.resources() / "fonts" / "FandolHei-Regular.otf")
    for spec in chart_specs(report(), plans()):
        assert other.chart(spec, "png") == exporter.painter.chart(spec, "png")
        svg = exporter.painter.chart(spec, "svg")
        assert other.chart(spec, "svg") == svg
        assert b"<text" not in svg
        assert b"DOCTYPE" not in svg


def test_rows_of_bars_are_told_apart_without_colour(exporter: Exporter) -> None:
    spec = next(spec for spec in chart_specs(report(), plans()) if spec.id == "years")
    assert len(spec.series) == 2
    assert b"<pattern" in exporter.painter.chart(spec, "svg")


def test_every_character_of_a_chart_is_drawn(exporter: Exporter, recwarn: pytest.WarningsRecorder) -> None:
    for spec in chart_specs(report(), plans()):
        ChartPainter(exporter.resources / "fonts" / "FandolHei-Regular.otf").chart(spec, "png", titled=True)
    assert not [warning for warning in recwarn if "Glyph" in str(warning.message)]


@pytest.mark.parametrize("number", ["82.85", "99.77", "0.07", "161290", "1234567.89"])
def test_a_chart_of_the_docx_says_numbers_as_they_are(exporter: Exporter, number: str) -> None:
    row = Series("2023年", (Decimal(number),), (number,))
    spec = ChartSpec("any", "counts", "图样", ("检查",), (row,), "件", "", "")
    document = Document((), "public", (Figure(1, "图样", "", "", spec),))
    data = exporter.render_docx(document)
    check_docx(data, document)
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert f"<v>{number}</v>" in file.read("word/charts/chart1.xml").decode()


def test_charts_of_the_docx_are_native_and_their_data_can_be_edited(exporter: Exporter) -> None:
    made = document(figures=("years", "cases"))
    with zipfile.ZipFile(BytesIO(exporter.render_docx(made))) as file:
        charts = [lxml.etree.fromstring(file.read(f"word/charts/chart{number}.xml")) for number in (1, 2)]
        data = file.read("word/embeddings/chart1.xlsx")
        pictures = [name for name in file.namelist() if "media" in name]
    with zipfile.ZipFile(BytesIO(data)) as file:
        about = file.read("docProps/core.xml")
    book: Any = load_workbook(BytesIO(data))
    spec = next(block.chart for block in made.blocks if isinstance(block, Figure) and block.chart)
    rows = list(book.active.values)
    assert rows[0] == (None, "2022年", "2023年")
    assert tuple(row[0] for row in rows[1:]) == spec.categories
    assert rows[2][1:] == (2871, 3010)
    assert b"openpyxl" not in about
    chart = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    assert [entry.text for entry in charts[0].iter(f"{chart}f")][:3] == [
        "数据!$B$1", "数据!$A$2:$A$4", "数据!$B$2:$B$4"
    ]  # fmt: skip
    words = ["".join(map(str, entry.itertext())) for entry in charts[1].iter(f"{chart}rich")]
    assert "3010件，99.0%" in words
    assert not pictures
