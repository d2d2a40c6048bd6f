"""Speed of the pages: a keystroke seen on the page, DOCX and PDF of a report, 100 pages.

Held against what an office would script instead: docxtpl filling the same text, LibreOffice making the PDF.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from bench import Result
from bench.libreoffice import converted
from fazhi_desktop import paths
from fazhi_desktop.core.records import Node
from fazhi_desktop.core.report import Report
from fazhi_desktop.document.tree import Heading, Paragraph
from fazhi_desktop.export.exporter import Exporter
from tests.checking.sample import sample

FORMATS = ("docx", "pdf")
_FRESH = """
import tempfile
from pathlib import Path
from fazhi_desktop.export.service import export_report
from tests.checking.sample import sample
export_report(sample(), Path(tempfile.mkdtemp()), ("docx", "pdf"), "public")
"""


def run(ci: bool) -> list[Result]:
    """The promises of the pages; the short form leaves out what needs LibreOffice."""
    times = 5 if ci else 9
    report, exporter = sample(), Exporter(paths.resources())
    key = _keystroke(exporter, report, times)
    both = _whole(exporter, report, times)
    long = _keystroke(exporter, _hundred_pages(exporter, report), times)
    results = [
        _under("keystroke to page", key, 0.1),
        _under("keystroke to page, report of 100 pages", long, 1.0),
    ]
    if ci:
        return results
    fresh = _median(lambda: _fresh(), 5)
    try:
        office, filled = _office(exporter, report)
    except (OSError, subprocess.SubprocessError) as error:
        return [
            *results,
            Result("DOCX and PDF", "–", "≥ 6×", ok=False, detail=f"LibreOffice did not run: {error}"),
        ]
    return [
        *results,
        _faster("keystroke to page against LibreOffice", key, office, 15),
        _faster("DOCX and PDF in the running program", both, filled, 6),
        _faster("DOCX and PDF in a fresh process", fresh, filled, 1.2),
    ]


def _under(name: str, seconds: float, target: float) -> Result:
    return Result(
        name, f"{seconds * 1000:.0f} ms", f"< {target * 1000:.0f} ms", ok=seconds < target, timed=True
    )


def _faster(name: str, ours: float, theirs: float, times: float) -> Result:
    detail = f"{ours * 1000:.0f} ms against {theirs * 1000:.0f} ms"
    return Result(
        name, f"{theirs / ours:.1f}×", f"≥ {times}×", ok=theirs >= times * ours, detail=detail, timed=True
    )


def _median(work: Callable[[], object], times: int) -> float:
    taken: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def _keystroke(exporter: Exporter, report: Report, times: int) -> float:
    """From a letter typed in the middle of the report to the pixels of its page."""
    place = next(i for i, node in enumerate(report.nodes) if node.paragraphs and i >= len(report.nodes) // 2)
    typed = 0

    def press() -> None:
        nonlocal typed
        typed += 1
        node = report.nodes[place]
        changed = replace(node, paragraphs=(node.paragraphs[0] + "好" * typed, *node.paragraphs[1:]))
        edited = replace(report, nodes=(*report.nodes[:place], changed, *report.nodes[place + 1 :]))
        pdf, places = exporter.preview(edited, "public", draft=False)
        page = next(entry.page for entry in places if entry.key == f"text:{node.id}/0")
        _drawn(pdf, page)

    press()
    return _median(press, times)


def _drawn(pdf: bytes, page: int) -> None:
    """A page at screen size."""
    import pypdfium2

    document: Any = pypdfium2.PdfDocument(pdf)
    document[page - 1].render(scale=96 / 72)
    document.close()


def _hundred_pages(exporter: Exporter, report: Report) -> Report:
    """The report with its text repeated until it fills 100 pages."""
    import pypdfium2

    pages = len(pypdfium2.PdfDocument(exporter.preview(report, "public", draft=False)[0]))
    repeats = -(-100 // max(1, pages - 2))

    def longer(node: Node) -> Node:
        return replace(node, paragraphs=node.paragraphs * repeats)

    return replace(report, nodes=tuple(longer(node) for node in report.nodes))


def _whole(exporter: Exporter, report: Report, times: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        exporter.export(report, Path(folder), FORMATS, "public", draft=False)
        return _median(lambda: exporter.export(report, Path(folder), FORMATS, "public", draft=False), times)


def _fresh() -> None:
    root = Path(__file__).resolve().parents[1]
    subprocess.run([sys.executable, "-c", _FRESH], cwd=root, check=True)


def _office(exporter: Exporter, report: Report) -> tuple[float, float]:
    """Seconds for LibreOffice turning our DOCX into PDF, and for docxtpl and LibreOffice together."""
    document = exporter.document(report, "public", draft=False)
    lines = [block.line if isinstance(block, Heading) else block.text for block in document.blocks
             if isinstance(block, Heading | Paragraph)]  # fmt: skip
    docx = exporter.render_docx(document)
    template, styles = _template(), exporter.styles
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        converted([docx], styles, home)  # the profile is made once
        office = _median(lambda: converted([docx], styles, home), 5)
        filled = _median(lambda: converted([_filled(template, document.name, lines)], styles, home), 5)
    return office, filled


def _template() -> bytes:
    import docx

    made: Any = docx.Document()
    for text in ("{{ title }}", "{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        made.add_paragraph(text)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def _filled(template: bytes, title: str, lines: list[str]) -> bytes:
    from docxtpl import DocxTemplate

    opened: Any = DocxTemplate(BytesIO(template))
    opened.render({"title": title, "lines": lines}, autoescape=True)
    buffer = BytesIO()
    opened.save(buffer)
    return buffer.getvalue()
