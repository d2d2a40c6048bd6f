"""文件 › 导出: what is asked, and the writing of the files. The dialog itself is in `export_dialog`."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_desktop.core.errors import EnvironmentFault
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.snapshots import Snapshot
from fazhi_desktop.gui.renderer import Renderer
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

if TYPE_CHECKING:
    from fazhi_desktop.document.tree import Edition
    from fazhi_desktop.export.exporter import ExportResult
    from fazhi_desktop.export.names import Extras, Format

FORMATS: "tuple[tuple[Format, str], ...]" = (
    ("docx", "Word 文档（.docx）"),
    ("pdf", "PDF（.pdf）"),
    ("xlsx", "指标附表（.xlsx）"),
    ("html", "网页（.html）"),
    ("txt", "纯文本（.txt）"),
)


def open_export(session: Session, services: Services) -> None:
    """Show the export dialog."""
    from fazhi_desktop.gui.export_dialog import ExportDialog

    ExportDialog(session, services).open()


class TargetOpen(EnvironmentFault):
    """A file that is to be replaced is open in another program."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} 正被 WPS 或其他程序打开，没有导出。请关闭它再重试，或另存为副本。")


@dataclass(frozen=True)
class Wish:
    """What the clerk asks for.

    Attributes:
        replaces: existing files of the same name are replaced; else （2） is added.
        findings: findings that stand, as sentences for the result.
        archive: the PDF is PDF/A. checking: with the 核稿稿. versions: with the 花脸稿 since these.
    """

    report: Report
    folder: Path
    formats: "tuple[Format, ...]"
    edition: "Edition"
    draft: bool
    findings: tuple[str, ...] = ()
    replaces: bool = False
    archive: bool = False
    checking: bool = False
    versions: tuple[Snapshot, ...] = ()

    @property
    def extras(self) -> "Extras":
        """What the export makes besides the report."""
        from fazhi_desktop.export.names import Extras

        return Extras(self.archive, self.checking, self.versions)


def names(wish: Wish) -> list[Path]:
    """The files an export would make, before any （2）."""
    from fazhi_desktop.export.names import planned

    plan = planned(wish.report, wish.edition, wish.formats, draft=wish.draft, extras=wish.extras)
    return [wish.folder / f"{file.name}.{file.format}" for file in plan]


def existing(paths: Sequence[Path]) -> list[Path]:
    """Those that are there already."""
    return [path for path in paths if path.exists()]


def carry_out(wish: Wish, renderer: Renderer, progress: Progress) -> "ExportResult":
    """Write the files, all or none; off the main thread. Raises TargetOpen and the faults of the export."""
    if not wish.replaces or not existing(names(wish)):
        return _written(wish, wish.folder, renderer, progress)
    for path in existing(names(wish)):
        if is_open(path):
            raise TargetOpen(path)
    from fazhi_desktop.export.files import PREFIX

    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=wish.folder) as made:
        result = _written(wish, Path(made), renderer, progress)
        files = tuple(replace(file, path=_moved(file.path, wish.folder)) for file in result.files)
    return replace(result, files=files)


def _written(wish: Wish, folder: Path, renderer: Renderer, progress: Progress) -> "ExportResult":
    return renderer.export(
        wish.report,
        folder,
        wish.formats,
        wish.edition,
        draft=wish.draft,
        findings=wish.findings,
        extras=wish.extras,
        progress=progress,
    )


def _moved(path: Path, folder: Path) -> Path:
    goal = folder / path.name
    try:
        path.replace(goal)
    except OSError as error:
        raise TargetOpen(goal) from error
    return goal


def is_open(path: Path) -> bool:
    """Whether a document is open elsewhere: WPS, Word and LibreOffice leave an owner file beside it."""
    marks = (f"~${path.name}", f"~${path.name[2:]}", f".~{path.name}", f".~lock.{path.name}#")
    return any((path.parent / mark).exists() for mark in marks)
