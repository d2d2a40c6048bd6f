"""An office changes the page without code: measures in styles.toml, looks in a restyled DOCX."""

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Pt, RGBColor

from fazhi_desktop import paths
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.document.styles import load_styles
from fazhi_desktop.document.tree import Document, Paragraph, Run
from fazhi_desktop.export.docx import DocxWriter
from fazhi_desktop.export.exporter import Exporter
from fazhi_desktop.export.readback import check_docx, check_pdf
from tests.document.specimen import document, styles
from tests.export.pages import pdf_pages

CHANGES = {
    "characters = 28": "characters = 26",
    "lines = 22": "lines = 20",
    "left = 28.0": "left = 30.0",
    "text_width = 156.0": "text_width = 150.0",
}


def restyled(folder: Path) -> Path:
    """An exported report whose text was made larger and whose chapter headings blue, in Word."""
    opened: Any = docx.Document(BytesIO(DocxWriter(styles(), folder / "none").render(document("submit"))))
    opened.styles["公文正文"].font.size = Pt(18)
    opened.styles["heading 1"].font.color.rgb = RGBColor(0, 0, 0xC0)
    opened.core_properties.author = "某科员"
    opened.paragraphs[0].add_run("模板里的旧文字")
    path = folder / "template.docx"
    opened.save(str(path))
    return path


def test_the_styles_of_a_restyled_export_are_taken_and_nothing_else(tmp_path: Path) -> None:
    data = DocxWriter(styles(), restyled(tmp_path)).render(document())
    check_docx(data, document())
    opened: Any = docx.Document(BytesIO(data))
    assert opened.styles["公文正文"].font.size == Pt(18)
    assert opened.styles["heading 1"].font.color.rgb == RGBColor(0, 0, 0xC0)
    assert "旧文字" not in opened.element.xml
    assert opened.core_properties.author == ""
    fresh: Any = docx.Document(BytesIO(DocxWriter(styles(), tmp_path / "none").render(document())))
    assert fresh.styles["公文正文"].font.size == Pt(16)
    assert [p.style.name for p in opened.paragraphs] == [p.style.name for p in fresh.paragraphs]


def test_a_template_that_lacks_a_style_gets_ours(tmp_path: Path) -> None:
    opened: Any = docx.Document(str(restyled(tmp_path)))
    opened.styles["公文表格"].delete()
    opened.save(str(tmp_path / "template.docx"))
    made: Any = docx.Document(BytesIO(DocxWriter(styles(), tmp_path / "template.docx").render(document())))
    assert made.styles["公文表格"].font.size == Pt(10)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"<html>"])
def test_a_template_that_is_none_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "template.docx"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"template\.docx 无法使用"):
        DocxWriter(styles(), path).render(document())


def test_other_measures_need_no_code(tmp_path: Path) -> None:
    text = (paths.resources() / "styles.toml").read_text("utf-8")
    for old, new in CHANGES.items():
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "styles.toml"
    path.write_text(text, "utf-8")
    exporter = Exporter(paths.resources(), folders=())
    exporter.styles = load_styles(path)
    page = exporter.styles.page
    made = Document((), "public", (Paragraph((Run("依法行政执法为民" * 200),)),))
    data = exporter.render_pdf(made)
    check_pdf(data, made, page)
    lines = pdf_pages(data)[0].inside(page)
    assert len(lines) == 20
    assert {len(line.text) for line in lines[1:]} == {26}
    assert all(line.left == pytest.approx(30, abs=0.5) for line in lines[1:])
    opened: Any = docx.Document(BytesIO(exporter.render_docx(made)))
    grid = opened.sections[0]._sectPr.xpath("w:docGrid")[0]
    pitch = int(page.text_height * 72 / 25.4 / 20 * 20)
    assert grid.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}linePitch") == str(pitch)
