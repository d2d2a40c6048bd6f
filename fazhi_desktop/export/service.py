"""Export for one-shot callers (the command line); the window keeps an `Exporter` warm instead."""

from collections.abc import Sequence
from pathlib import Path

from fazhi_desktop import paths
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.core.report import Report
from fazhi_desktop.document.styles import load_styles
from fazhi_desktop.document.tree import Edition
from fazhi_desktop.export.exporter import Exporter, ExportResult
from fazhi_desktop.export.fonts import FontBook
from fazhi_desktop.export.names import PLAIN, Extras


def export_report(
    report: Report,
    folder: Path,
    formats: Sequence[str],
    edition: Edition,
    *,
    draft: bool = False,
    findings: Sequence[str] = (),
    extras: Extras = PLAIN,
    progress: Progress | None = None,
) -> ExportResult:
    """Write a report into a folder, all files or none (see `Exporter.export` for what it raises)."""
    return Exporter(paths.resources()).export(
        report, folder, formats, edition, draft=draft, findings=findings, extras=extras, progress=progress
    )


def font_book() -> FontBook:
    """The fonts of this machine for the roles of the page."""
    styles = load_styles(paths.resources() / "styles.toml")
    return FontBook(styles.fonts, paths.resources() / "fonts")
