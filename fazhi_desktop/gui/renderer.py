"""The program's one warm maker of pages, files and charts, shared by preview, print, export and gallery."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.core.report import Report
from fazhi_desktop.gui.memory import give_back

if TYPE_CHECKING:
    from fazhi_desktop.document.charts import ChartSpec
    from fazhi_desktop.document.differences import Difference
    from fazhi_desktop.document.styles import Page
    from fazhi_desktop.document.tree import Edition
    from fazhi_desktop.export.exporter import Exporter, ExportResult
    from fazhi_desktop.export.fonts import FontUse
    from fazhi_desktop.export.names import Extras
    from fazhi_desktop.export.pdf import Place as PagePlace


TIDY_EVERY = 16


@frozen
class Pages:
    """The pages of a report: the bytes of the exported PDF, sizes in points, and what stands where.

    Attributes:
        measures: 版心 and grid, millimetres.
    """

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    places: tuple["PagePlace", ...]
    measures: "Page"


class Renderer:
    """May be called from any thread; does one thing at a time, as the compiler and PDFium demand."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources
        self._lock = RLock()
        self._exporter: Exporter | None = None
        self._open: tuple[bytes, Any] | None = None
        self._works = 0

    @property
    def exporter(self) -> "Exporter":
        """Made when first needed: fonts are scanned and libraries loaded then.

        One that is there is given without waiting for a running export.
        """
        if self._exporter is None:
            with self._lock:
                if self._exporter is None:
                    from fazhi_desktop.export.exporter import Exporter

                    self._exporter = Exporter(self._resources)
        return self._exporter

    def pages(self, report: Report, edition: "Edition", *, draft: bool, checking: bool = False) -> Pages:
        """Set the report, or its 核稿稿. Raises LayoutFault."""
        with self._lock:
            pdf, places = self.exporter.preview(report, edition, draft=draft, checking=checking)
            document = self._document(pdf)
            sizes = tuple(document.get_page_size(number) for number in range(len(document)))
            self._count()
            return Pages(pdf, sizes, places, self.exporter.styles.page)

    def image(self, pdf: bytes, page: int, scale: float) -> tuple[bytes, int, int, int]:
        """One page as BGRx pixels: data, width, height, bytes a line; `scale` is pixels a point."""
        with self._lock:
            bitmap = self._document(pdf)[page].render(scale=scale, prefer_bgrx=True, rev_byteorder=False)
            return bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride

    def marks(self, pdf: bytes, count: int) -> tuple[str, ...]:
        """A short digest of the picture of each page: pages that look different have another."""
        pictures = (self.image(pdf, page, 1.0)[0] for page in range(count))
        return tuple(hashlib.sha256(picture).hexdigest()[:12] for picture in pictures)

    def excerpt(self, pdf: bytes, numbers: Sequence[int]) -> bytes:
        """A PDF of some of the pages (from 0), in that order."""
        from io import BytesIO

        import pypdfium2

        with self._lock:
            made = pypdfium2.PdfDocument.new()
            made.import_pages(self._document(pdf), list(numbers))
            buffer = BytesIO()
            made.save(buffer)
            made.close()
            return buffer.getvalue()

    def export(
        self,
        report: Report,
        folder: Path,
        formats: Sequence[str],
        edition: "Edition",
        *,
        draft: bool,
        findings: Sequence[str],
        extras: "Extras",
        progress: Progress,
    ) -> "ExportResult":
        """Write the report, all files or none."""
        with self._lock:
            self._count()
            return self.exporter.export(
                report,
                folder,
                formats,
                edition,
                draft=draft,
                findings=findings,
                extras=extras,
                progress=progress,
            )

    def charts(self, report: Report) -> tuple["ChartSpec", ...]:
        """Every chart of a report."""
        from fazhi_desktop.document.charts import chart_specs

        return chart_specs(report, self.exporter.plans(report))

    def edition_differences(self, report: Report) -> "tuple[Difference, ...]":
        """What 报送版 and 公开版 say differently."""
        with self._lock:
            return self.exporter.edition_differences(report)

    def changes_since(self, before: Report, report: Report, edition: "Edition") -> "tuple[Difference, ...]":
        """What an edition says differently from an earlier state of its report."""
        with self._lock:
            return self.exporter.changes_since(before, report, edition)

    def chart(self, spec: "ChartSpec", form: str, *, titled: bool = False) -> bytes:
        """A chart's bytes, the same as in the report."""
        with self._lock:
            return self.exporter.painter.chart(spec, "svg" if form == "svg" else "png", titled=titled)

    def substituted(self) -> "tuple[FontUse, ...]":
        """Fonts that another one stands in for."""
        return tuple(use for use in self.exporter.fonts.uses if use.substituted)

    def _count(self) -> None:
        """Now and then, tidy up after so many pages."""
        self._works += 1
        if self._works % TIDY_EVERY == 0:
            give_back()

    def close(self) -> None:
        """Let go of the document shown last."""
        with self._lock:
            if self._open is not None:
                self._open[1].close()
            self._open = None

    def _document(self, pdf: bytes) -> Any:
        import pypdfium2

        if self._open is None or self._open[0] is not pdf:
            self.close()
            self._open = (pdf, pypdfium2.PdfDocument(pdf))
        return self._open[1]
