"""数据 › 导入科室表格: choose files, read them off the main thread, show the plan."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from fazhi_desktop import paths
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.core.records import Recipe, RegisterRow
from fazhi_desktop.gui.import_rows import Rows
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.importing.plan import FilePlan, ImportPlan

ENDINGS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".et", ".csv", ".tsv", ".htm", ".html")
MOST_FILES = 500
Headers = dict[str, tuple[int, int]]


def open_import(session: Session, services: Services) -> None:
    """Ask for department workbooks."""
    if not session.editable:
        services.messages.inform(session.locked_reason)
        return
    endings = " ".join(f"*{ending}" for ending in ENDINGS)
    start = services.preferences.folder("import", session.store.path.parent)
    dialog = QFileDialog(services.window, "导入科室表格", start, f"科室表格 ({endings});;所有文件 (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "读取")

    def take(names: list[str]) -> None:
        services.preferences.keep_folder("import", Path(names[0]).parent)
        import_files(session, services, [Path(name) for name in names])

    dialog.filesSelected.connect(take)
    dialog.open()


def import_files(session: Session, services: Services, given: Iterable[Path]) -> None:
    """Read files and folders, and show what importing them would do."""
    if not session.editable:
        services.messages.inform(session.locked_reason)
        return
    files = workbooks_in(given)
    if not files:
        services.messages.warn(
            "没有找到科室表格。请选择 Excel、WPS 表格或 CSV 文件，或装有这些文件的文件夹。"
        )
        return
    if len(files) > MOST_FILES:
        services.messages.warn(
            f"一次最多读 {MOST_FILES} 个文件，这里有 {len(files)} 个，没有读取。请分批导入。"
        )
        return

    plan = planning(session, services, files, {})

    def show(rows: Rows) -> None:
        from fazhi_desktop.gui.import_dialog import ImportDialog

        def reread(path: str, options: dict[str, object], accept: Callable[[FilePlan], None]) -> None:
            work = planning(session, services, [Path(path)], {Path(path).name: options})
            words = "正在按新的设定重读"
            services.tasks.run(words, work, lambda again: accept(again.files[0]), asker=dialog)

        dialog = ImportDialog(session, services, rows, reread)
        dialog.open()

    services.tasks.run(f"正在读取 {len(files)} 个文件", lambda progress: Rows(plan(progress)), show)


def count_register(session: Session, services: Services, name: str, rows: tuple[RegisterRow, ...]) -> None:
    """Show what the rows of a register come to, for the clerk to settle."""
    report, readers = session.report, services.readers

    def work(_progress: Progress) -> ImportPlan:
        from fazhi_desktop.importing.counting import plan_counts

        folder = paths.resources() / "importing"
        return plan_counts(name, rows, report, folder, readers.matcher(report.catalogue))

    def show(plan: ImportPlan) -> None:
        from fazhi_desktop.gui.import_dialog import ImportDialog

        if plan.files[0].status == "empty":
            session.said.emit(plan.files[0].message)
        else:
            ImportDialog(session, services, Rows(plan), None).open()

    services.tasks.run(f"正在统计台账“{name}”", work, show)


def planning(
    session: Session, services: Services, files: list[Path], options: dict[str, dict[str, object]]
) -> Callable[[Progress], ImportPlan]:
    """The work of reading files, ready for another thread: it holds a snapshot, never the store."""
    report, readers = session.report, services.readers
    recipes = tuple(session.store.of_kind(Recipe))
    rows = tuple(session.store.of_kind(RegisterRow, report.year))

    def work(progress: Progress) -> ImportPlan:
        from fazhi_desktop.importing.service import plan_import

        return plan_import(
            files,
            report,
            readers.sandbox,
            paths.resources() / "importing",
            recipes=recipes,
            rows=rows,
            progress=progress,
            options=options,
            matcher=readers.matcher(report.catalogue),
        )

    return work


def workbooks_in(given: Iterable[Path]) -> list[Path]:
    """The files themselves, and the workbooks in folders and below, without WPS's temporary files."""
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            inside = (
                entry for entry in sorted(path.rglob("*"), key=_counted) if entry.suffix.lower() in ENDINGS
            )
            found += [
                entry for entry in inside if entry.is_file() and not entry.name.startswith(("~$", ".~"))
            ]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _counted(path: Path) -> list[tuple[int, str]]:
    """Sorts 第2村 before 第10村, and a name before its copies."""
    pieces = re.split(r"(\d+)", str(path.with_suffix("")))
    return [(int(piece), "") if piece.isdecimal() else (0, piece) for piece in pieces]
