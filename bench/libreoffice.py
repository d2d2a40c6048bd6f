"""The DOCX as LibreOffice sets it, held against our own PDF: grid of 28 × 22 and page breaks.

A private font configuration maps the names of the standard to the bundled fonts; without it the pages could
not agree.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from bench import Result
from fazhi_desktop import paths
from fazhi_desktop.document.styles import Styles
from fazhi_desktop.document.tree import Document, Edition, Paragraph, Run
from fazhi_desktop.export.exporter import Exporter
from fazhi_desktop.export.readback import pdf_texts
from tests.checking.sample import sample
from tests.export.pages import pdf_pages

_FIRMLY = 'mode="assign" binding="strong"'
_GRID = Document((), "public", (Paragraph((Run("依法行政执法为民" * 400),)),))


def run(ci: bool) -> list[Result]:
    """Grid and page breaks; the short form sets the published edition only."""
    exporter = Exporter(paths.resources(), folders=())
    editions: tuple[Edition, ...] = ("public",) if ci else ("public", "submit")
    report = sample()
    documents = [exporter.document(report, edition, draft=False) for edition in editions]
    try:
        pages = converted([exporter.render_docx(made) for made in (_GRID, *documents)], exporter.styles)
    except (OSError, subprocess.SubprocessError) as error:
        return [
            Result(
                "DOCX in LibreOffice", "–", "28 × 22", ok=False, detail=f"LibreOffice did not run: {error}"
            )
        ]
    results = [
        _grid("grid of the PDF", exporter.render_pdf(_GRID), exporter),
        _grid("grid of the DOCX in LibreOffice", pages[0], exporter),
    ]
    for edition, made, theirs in zip(editions, documents, pages[1:], strict=True):
        results.append(_breaks(edition, exporter.render_pdf(made), theirs, exporter))
    return results


def _grid(name: str, pdf: bytes, exporter: Exporter) -> Result:
    page = exporter.styles.page
    full = [sheet.inside(page) for sheet in pdf_pages(pdf)[:-1]]
    lines = {len(sheet) for sheet in full}
    characters = {len(line.text) for sheet in full for line in sheet[1:]}
    ok = lines == {page.lines} and characters == {page.characters}
    return Result(name, f"{sorted(characters)} × {sorted(lines)}", f"{page.characters} × {page.lines}", ok=ok)


def _breaks(edition: str, ours: bytes, theirs: bytes, exporter: Exporter) -> Result:
    """How many lines more or less a page of running text holds, and how far the ends of pages lie apart."""
    page = exporter.styles.page
    mine, other = pdf_texts(ours, page), pdf_texts(theirs, page)
    end = next((place for place, text in enumerate(mine) if text.startswith("附件")), len(mine))
    lines, drift, widest, same = 0, 0, 0, 0
    for place, (sheet, their) in enumerate(zip(pdf_pages(ours), pdf_pages(theirs), strict=False)):
        if place < end - 1:
            lines = max(lines, abs(len(sheet.inside(page)) - len(their.inside(page))))
            drift += len(mine[place]) - len(other[place])
            widest, same = max(widest, abs(drift)), same + (drift == 0)
    detail = (
        f"{same} of {end - 1} pages end at the same character, the others at most {widest} characters apart;"
        f" {len(mine)} and {len(other)} pages in all"
    )
    ok = lines <= 1 and widest <= 2 * page.characters and len(mine) == len(other)
    return Result(
        f"page breaks of the {edition} edition", f"{lines} lines", "≤ 1 line a page", ok=ok, detail=detail
    )


def converted(files: Sequence[bytes], styles: Styles, home: Path | None = None) -> list[bytes]:
    """DOCX files as PDF by LibreOffice with its own profile and fonts; raises OSError, SubprocessError.

    A `home` keeps profile and fonts for the next call, as an office has them.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise FileNotFoundError("soffice")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kept = home if home is not None else folder
        sources = [folder / f"{place}.docx" for place in range(len(files))]
        for path, data in zip(sources, files, strict=True):
            path.write_bytes(data)
        subprocess.run(
            [office, f"-env:UserInstallation=file://{kept}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", str(folder), *map(str, sources)],
            env={**os.environ, "FONTCONFIG_FILE": str(font_configuration(kept, styles))},
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        return [path.with_suffix(".pdf").read_bytes() for path in sources]


def font_configuration(folder: Path, styles: Styles) -> Path:
    """A fontconfig file that knows the bundled fonts only, under the standard's names."""
    rules: list[str] = []
    for role in styles.fonts.values():
        family = f'<edit name="family" {_FIRMLY}><string>{escape(role.bundled)}</string></edit>'
        bold = f'<edit name="weight" {_FIRMLY}><const>bold</const></edit>'
        rules += [
            f'<match target="pattern"><test name="family"><string>{escape(name)}</string></test>'
            f"{family}{bold if role.weight > 400 else ''}</match>"
            for name in role.names
        ]
    fonts = escape(str(paths.resources() / "fonts"))
    path = folder / "fonts.conf"
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>'
        f"<cachedir>{escape(str(folder))}/cache</cachedir>{''.join(rules)}</fontconfig>",
        "utf-8",
    )
    return path
