"""Files of every kind: read, or refused with one sentence."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.reading.report import ReportReader
from fazhi_desktop.sandbox import Sandbox

TEXT = (
    "柳口镇2023年度法治政府建设情况报告\n一、主要举措和成效\n"
    "全年开展行政检查３０１０件，行政处罚29件，群众满意度进一步提升。\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_the_usual_encodings(reader: ReportReader, encoding: str) -> None:
    read = reader.read(TEXT.encode(encoding), "报告.txt")
    assert read.year == 2023
    assert [fact.number for fact in read.facts] == ["3010", "29"]


def _bytes(document: "docx.document.Document") -> bytes:  # type: ignore[name-defined]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_word_gives_paragraphs_and_rows(reader: ReportReader) -> None:
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "行政检查", "3010"
    read = reader.read(_bytes(document), "报告.docx")
    assert [paragraph.table for paragraph in read.paragraphs] == [False, False, False, True]
    assert len(read.facts) == 2


def test_both_readings_of_tracked_changes_are_offered(reader: ReportReader) -> None:
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    paragraph = document.add_paragraph("全年召开专题会议")
    for tag, holder, words in (("w:del", "w:delText", "3次"), ("w:ins", "w:t", "5次")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(holder)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    read = reader.read(_bytes(document), "报告.docx")
    assert read.paragraphs[-1].text == "全年召开专题会议5次"
    assert read.original is not None
    assert read.original.paragraphs[-1].text == "全年召开专题会议3次"
    assert "修订" in read.notes[0]


def test_numbers_of_word_lists_are_counted(reader: ReportReader) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT.splitlines()[0])
    for words in ("加强组织领导", "规范行政执法"):
        paragraph = document.add_paragraph(words)
        formatted: Any = paragraph._p.get_or_add_pPr()
        properties = formatted.get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, 41
        document.add_paragraph("镇党委坚持统筹推进，各项任务全部按时完成。")
    numbering = document.part.numbering_part.element
    for xml in (
        '<w:abstractNum xmlns:w="{ns}" w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>',
        '<w:num xmlns:w="{ns}" w:numId="41"><w:abstractNumId w:val="77"/></w:num>',
    ):
        numbering.append(parse_xml(xml.format(ns=qn("w:p")[1:].split("}")[0])))
    read = reader.read(_bytes(document), "报告.docx")
    assert [heading.number for heading in read.headings] == ["一", "二"]


def test_a_web_page_gives_its_article(reader: ReportReader) -> None:
    page = "<html><head><title>站</title><script>var n = 3;</script></head><body>"
    page += "<div><a href='/'>首页</a> <a>公开</a></div>"
    page += (
        "".join(f"<p>&emsp;&emsp;{line}</p>" for line in TEXT.splitlines())
        + "<div>版权所有：某站</div></body></html>"
    )
    read = reader.read(page.encode(), "报告.html")
    assert [paragraph.text for paragraph in read.paragraphs] == TEXT.splitlines()


def test_preformatted_text_of_a_page_keeps_its_lines(reader: ReportReader) -> None:
    lines = "柳口镇2023年度法治政府建设报告\n一、主要举措和成效\n（一）规范<b>执法</b>\n检查3件。\n（二）普法"
    read = reader.read(f"<html><body><pre>{lines}</pre></body></html>".encode(), "报告.html")
    assert [heading.heading for heading in read.headings] == ["主要举措和成效", "规范执法", "普法"]
    assert read.title == "柳口镇2023年度法治政府建设报告"


def _zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(name, "<x/>")
    return stream.getvalue()


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (60 * 2**20))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空文件"),
        (b"\x00" * 2000, "空文件"),
        (bytes(range(256)) * 40, "不是文本文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "另存为 .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (_zipped("xl/workbook.xml"), "电子表格"),
        (_zipped("OFD.xml"), "OFD"),
        (_zipped("a.txt"), "压缩包"),
        (_zipped("word/document.xml"), "没有正文"),
        (b"PK\x03\x04 broken", "损坏"),
        (_bomb(), "过大"),
        (b"%PDF-1.4 broken", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50 + b"x", "图片"),
        (b"{\\rtf1 abc}", "RTF"),
        (b"hello, this is no report\n" * 20, "没有找到中文"),
        (("法治政府建设" * 100 + "\n").encode() * 6000, "MB 文字"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    reader: ReportReader, data: bytes, words: str
) -> None:
    with pytest.raises(BadInput, match=words) as refused:
        reader.read(data, "报告.docx")
    assert "《报告.docx》" in refused.value.message
    assert refused.value.message.endswith("。")


def test_a_scan_and_a_locked_pdf_are_refused(reader: ReportReader) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    stream = io.BytesIO()
    document.save(stream)
    with pytest.raises(BadInput, match="扫描件"):
        reader.read(stream.getvalue(), "报告.pdf")


def test_a_folder_and_a_missing_file_are_told(reader: ReportReader, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="文件夹"):
        reader.read(tmp_path)


def test_the_child_process_reads_the_same(reader: ReportReader, catalogue: object) -> None:
    from fazhi_desktop import paths
    from fazhi_desktop.core.catalogue import Catalogue
    from fazhi_desktop.reading.report import load_reading_words

    assert isinstance(catalogue, Catalogue)
    words = load_reading_words(paths.resources() / "reading")
    with Sandbox() as sandbox:
        inside = ReportReader(catalogue, words, sandbox)
        assert inside.read(TEXT.encode(), "报告.txt") == reader.read(TEXT.encode(), "报告.txt")
        with pytest.raises(BadInput, match="空文件"):
            inside.read(b"", "报告.txt")
