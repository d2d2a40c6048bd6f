"""The raw file of a report: plain text in some encoding, a Word document, or a saved web page."""

import html
import io
import re
from collections.abc import Iterable
from typing import Any

from .corpus import Line, Report

_WORD_LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
)


def file_name(report: Report) -> str:
    """Name of the raw file; the ending follows the format."""
    kind = report.options["format"].split()[0]
    return f"{report.name}.{'docx' if kind.startswith('docx') else kind}"


def raw_bytes(report: Report) -> bytes:
    """The report as the clerk would open it."""
    kind, *rest = report.options["format"].split()
    if kind == "docx":
        return _word(report, lists=False)
    if kind == "docx-list":
        return _word(report, lists=True)
    if kind == "html":
        return _page(report).encode("utf-8")
    return _plain(report).encode(rest[0])


def _plain(report: Report) -> str:
    options = report.options
    lines = _with_pages(_joined(report), options.get("pagenum", ""))
    if "wrap" in options:
        lines = _wrapped(lines, width=int(options["wrap"]), page=int(options["page"]), options=options)
    gap = "\n\n" if options.get("blank") == "yes" else "\n"
    return gap.join(lines) + "\n"


def _joined(report: Report) -> list[str]:
    """Paragraphs as raw lines; `⏎` and `¶` still inside, glued ones put on one line."""
    result: list[str] = []
    hold = ""
    indent = report.options.get("indent", "")
    for line in report.lines:
        text = line.text.replace("‖", "")
        text = re.sub(r"\s*\|\s*", "\t", text) if line.kind == "row" else text
        text = text if hold or line.kind in ("title", "chrome", "row") else indent + text
        hold += text.removesuffix("⊕")
        if not text.endswith("⊕"):
            result.append(hold)
            hold = ""
    return result


def _with_pages(lines: Iterable[str], pattern: str) -> list[str]:
    result: list[str] = []
    page = 0
    for line in lines:
        pieces = line.split("¶")
        for last, piece in enumerate(pieces, start=1 - len(pieces)):
            result.extend(piece.split("⏎"))
            if last < 0:
                page += 1
                result.extend([pattern.format(n=page)] if pattern else [])
    return result


def _wrapped(lines: list[str], *, width: int, page: int, options: dict[str, str]) -> list[str]:
    """Every line cut at the width, a page number after each full page, as a PDF viewer copies text."""
    result: list[str] = []
    count = 0
    for line in lines:
        for start in range(0, len(line), width):
            result.append(line[start : start + width])
            count += 1
            if count % page == 0:
                result.append(options["pagenum"].format(n=count // page))
    return result


def _word(report: Report, *, lists: bool) -> bytes:
    import docx

    document: Any = docx.Document()
    number_id = _add_numbering(document) if lists else None
    table: Any = None
    for line in report.lines:
        if line.kind == "row":
            cells = [cell.strip() for cell in line.text.split("|")]
            table = table or document.add_table(rows=0, cols=len(cells))
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
            continue
        table = None
        for text in _word_texts(line):
            if number_id is None or line.numbers is None or line.level > len(_WORD_LEVELS):
                document.add_paragraph(text)
                continue
            _number(document.add_paragraph(text[len(line.numbers[1]) :]), number_id, line.level)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _word_texts(line: Line) -> list[str]:
    text = line.text.replace("‖", "").replace("¶", "").replace("⊕", "")
    return text.split("⏎") if line.kind == "title" else [text.replace("⏎", "")]


def _add_numbering(document: Any) -> int:
    """A three-level list 一、（一）1. in the numbering part; returns its id."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(_WORD_LEVELS)
    )
    numbering = document.part.numbering_part.element
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="97"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="97"><w:abstractNumId w:val="97"/></w:num>'))
    return 97


def _number(paragraph: Any, number_id: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level - 1
    properties.get_or_add_numId().val = number_id


def _page(report: Report) -> str:
    """A page of a government web site: navigation before, article between, links and footer after."""
    body: list[str] = []
    rows: list[str] = []
    for line in [*report.lines, Line("end", "")]:
        if line.kind == "row":
            cells = "".join(f"<td>{html.escape(cell.strip())}</td>" for cell in line.text.split("|"))
            rows.append(f"<tr>{cells}</tr>")
            continue
        if rows:
            body.append(f"<table>{''.join(rows)}</table>")
            rows = []
        text = html.escape(line.text.replace("‖", "").replace("¶", "").replace("⊕", ""))
        text = text.replace("⏎", "<br>" if line.kind == "title" else "")
        if line.kind == "chrome":
            body.append(f'<div class="bar"><span>{text.replace("　", "</span><span>")}</span></div>')
        elif line.kind == "title":
            body.append(f'<h1 style="text-align:center">{text}</h1>')
        elif line.kind != "end":
            body.append(f'<p style="text-indent:2em">&emsp;&emsp;{text}</p>')
    return (
        "<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>门户网站</title></head>"
        "<style>p{font:16px}</style><script>var visits = 1024; // 访问</script><body>\n<!-- 正文开始 -->\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )
