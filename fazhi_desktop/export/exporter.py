"""The export of a report: which formats there are, one way through all of them, and the warm preview."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from fazhi_desktop.core.errors import WrongUsage, environment_fault
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.core.publication import published
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.snapshots import Snapshot
from fazhi_desktop.document.build import Options, build
from fazhi_desktop.document.charts import ChartPlan, load_plans, trend_plans
from fazhi_desktop.document.checking_copy import checking_copy
from fazhi_desktop.document.differences import Difference, differences, number_differences
from fazhi_desktop.document.marked_copy import marked_copy
from fazhi_desktop.document.styles import load_styles
from fazhi_desktop.document.tree import Document, Edition, Table
from fazhi_desktop.export.docx import DocxWriter
from fazhi_desktop.export.drawing import ChartPainter
from fazhi_desktop.export.files import make_folder, write_new
from fazhi_desktop.export.fonts import FontBook, FontUse, MissingCharacter
from fazhi_desktop.export.html import render_html
from fazhi_desktop.export.names import FORMATS, PLAIN, Extras, Format, Planned, free_path, planned
from fazhi_desktop.export.pdf import PdfWriter, Place
from fazhi_desktop.export.readback import check_docx, check_html, check_pdf, check_txt, check_xlsx
from fazhi_desktop.export.txt import render_txt, without_annex
from fazhi_desktop.export.xlsx import render_xlsx


@dataclass(frozen=True)
class ExportedFile:
    """One file that was written; `pages` only for PDF."""

    format: Format
    path: Path
    sha256: str
    pages: int | None = None


@dataclass(frozen=True)
class ExportResult:
    """What an export made.

    Attributes:
        missing: characters that the wanted font lacks.
        findings: findings that stand, in words, as given by the caller.
    """

    files: tuple[ExportedFile, ...]
    fonts: tuple[FontUse, ...]
    missing: tuple[MissingCharacter, ...] = ()
    findings: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """The export report for people: files, fonts, characters, findings."""
        lines = [
            f"{file.path.name}　{f'{file.pages}页　' if file.pages else ''}SHA-256 {file.sha256}"
            for file in self.files
        ]
        lines += [
            f"本机未安装{use.wanted}，预览和 PDF 以 {use.used} 代替，DOCX 中仍写{use.wanted}。"
            for use in self.fonts
            if use.substituted
        ]
        return [*lines, *(entry.sentence() for entry in self.missing), *self.findings]


@dataclass
class Exporter:
    """Layer: export. Styles, fonts, charts and a warm page compiler; one for the whole program run.

    Attributes:
        resources: the program's data folder.
        folders: where to look for the office's fonts; None means the system's own places.
    """

    resources: Path
    folders: Sequence[Path] | None = None
    _plans: dict[int, tuple[ChartPlan, ...]] = field(default_factory=dict[int, tuple[ChartPlan, ...]])

    def __post_init__(self) -> None:
        self.styles = load_styles(self.resources / "styles.toml")

    @cached_property
    def fonts(self) -> FontBook:
        """The fonts of this machine."""
        return FontBook(self.styles.fonts, self.resources / "fonts", folders=self.folders)

    @cached_property
    def painter(self) -> ChartPainter:
        """Draws the charts."""
        return ChartPainter(self.resources / "fonts" / "FandolHei-Regular.otf")

    @cached_property
    def _pdf(self) -> PdfWriter:
        return PdfWriter(self.styles, self.fonts, self.resources / "typst" / "report.typ", self.painter.svg)

    @cached_property
    def _docx(self) -> DocxWriter:
        return DocxWriter(self.styles, self.resources / "docx" / "template.docx")

    def plans(self, report: Report) -> tuple[ChartPlan, ...]:
        """The charts on offer; raises DataFault where `charts.toml` does not fit the catalogue."""
        key = id(report.catalogue)
        if key not in self._plans:
            self._plans[key] = load_plans(self.resources / "charts.toml", frozenset(report.catalogue))
        return (*self._plans[key], *trend_plans(report))

    def document(self, report: Report, edition: Edition, *, draft: bool) -> Document:
        """The document tree of a report; the 公开版 as decided in the 保密审查."""
        shown = published(report) if edition == "public" else report
        return build(shown, self.styles, self.plans(report), Options(edition, draft=draft))

    def edition_differences(self, report: Report) -> tuple[Difference, ...]:
        """What 报送版 and 公开版 say differently, side by side."""
        return differences(
            self.document(report, "submit", draft=False), self.document(report, "public", draft=False)
        )

    def changes_since(self, before: Report, report: Report, edition: Edition) -> tuple[Difference, ...]:
        """What an edition says differently from an earlier state of its report: texts, then numbers."""
        documents = (self.document(state, edition, draft=False) for state in (before, report))
        texts = (
            replace(
                document, blocks=tuple(block for block in document.blocks if not isinstance(block, Table))
            )
            for document in documents
        )
        return (*differences(*texts), *number_differences(before, report))

    def preview(
        self, report: Report, edition: Edition, *, draft: bool, checking: bool = False
    ) -> tuple[bytes, tuple[Place, ...]]:
        """The PDF, the same bytes as the exported file, and where every link and heading stands on it."""
        document = self.document(report, edition, draft=draft)
        return self.render_with_places(checking_copy(document, report, self.styles) if checking else document)

    def checking_copy(self, report: Report, *, draft: bool) -> Document:
        """The 核稿稿: line numbers, a margin for remarks, the list of sources, a place to sign."""
        return checking_copy(self.document(report, "submit", draft=draft), report, self.styles)

    def marked_copy(self, report: Report, versions: Sequence[Snapshot]) -> bytes:
        """The 花脸稿 as DOCX: what changed since versions of the chapters, as tracked changes."""
        document = marked_copy(self.document(report, "submit", draft=False), report, versions)
        data = self._docx.render(document)
        check_docx(data, document)
        return data

    def render_with_places(self, document: Document) -> tuple[bytes, tuple[Place, ...]]:
        """The PDF of a document, and where every link and heading stands on it."""
        pdf = self._pdf.render(document)
        return pdf, self._pdf.places()

    def render_pdf(self, document: Document, *, archive: bool = False) -> bytes:
        """The PDF of a document; `archive` makes PDF/A-2b, dated by the 成文日期."""
        return self._pdf.render(document, archive=archive)

    def render_docx(self, document: Document) -> bytes:
        """The DOCX of a document; the PDF's pages say where its 版记 goes."""
        if document.colophon is not None:
            self._pdf.render(document)
            return self._docx.render(document, colophon_breaks=self._pdf.breaks, colophon_room=self._pdf.room)
        return self._docx.render(document)

    def export(
        self,
        report: Report,
        folder: Path,
        formats: Sequence[str],
        edition: Edition,
        *,
        draft: bool,
        findings: Sequence[str] = (),
        extras: Extras = PLAIN,
        progress: Progress | None = None,
    ) -> ExportResult:
        """Write the report and what else is asked for, all files or none.

        Raises WrongUsage, LayoutFault, ReadBackFault, EnvironmentFault, DataFault.
        """
        watch = progress or Progress()
        plan = planned(report, edition, _known(formats), draft=draft, extras=extras)
        document = self.document(report, edition, draft=draft)
        steps = len(plan) + 1
        made: list[tuple[Planned, bytes, int | None]] = []
        for done, file in enumerate(plan):
            watch.step(done, steps, f"正在生成 {file.words}")
            if file.holds == "marked":
                made.append((file, self.marked_copy(report, extras.versions), None))
            elif file.holds == "checking":
                copy = self.checking_copy(report, draft=draft)
                made.append((file, *self._render_pdf(copy, archive=False)))
            else:
                made.append((file, *self._render(file.format, report, document, archive=extras.archive)))
        watch.step(len(plan), steps, "正在写入文件")
        make_folder(folder)
        files: list[ExportedFile] = []
        try:
            for file, data, pages in made:
                files.append(_written(folder, file.name, file.format, data, pages))
        except BaseException:
            for file in files:
                file.path.unlink(missing_ok=True)
            raise
        watch.step(steps, steps, "导出完成")
        return ExportResult(tuple(files), self.fonts.uses, self.fonts.missing(document), tuple(findings))

    def _unprintable(self, document: Document) -> frozenset[str]:
        return frozenset(entry.char for entry in self.fonts.missing(document) if not entry.font)

    def _render_pdf(self, document: Document, *, archive: bool) -> tuple[bytes, int]:
        pdf = self._pdf.render(document, archive=archive)
        return pdf, check_pdf(pdf, document, self.styles.page, self._unprintable(document))

    def _render(
        self, form: Format, report: Report, document: Document, *, archive: bool
    ) -> tuple[bytes, int | None]:
        """The bytes of one format, read back and found whole; pages only for PDF."""
        if form == "pdf":
            return self._render_pdf(document, archive=archive)
        if form == "docx":
            data = self.render_docx(document)
            check_docx(data, document)
        elif form == "html":
            data = render_html(document, self.styles, self.painter.svg)
            check_html(data, document)
        elif form == "xlsx":
            data = render_xlsx(report)
            check_xlsx(data, report)
        else:
            plain = without_annex(document)
            data = render_txt(plain)
            check_txt(data, plain)
        return data, None


def _known(formats: Sequence[str]) -> tuple[Format, ...]:
    """The formats asked for, each once; raises WrongUsage for others."""
    unknown = [form for form in formats if form not in FORMATS]
    if unknown:
        raise WrongUsage(f"不认识的导出格式：{'、'.join(unknown)}。可选：{' '.join(FORMATS)}。")
    return tuple(form for form in FORMATS if form in formats)


def _written(folder: Path, name: str, form: Format, data: bytes, pages: int | None) -> ExportedFile:
    while True:
        path = free_path(folder, name, form)
        try:
            write_new(path, data)
        except FileExistsError:
            continue
        break
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise environment_fault(error, "读回", path) from error
    return ExportedFile(form, path, hashlib.sha256(stored).hexdigest(), pages)
