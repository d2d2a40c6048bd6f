"""传出 and 装入: a workspace travels on U盘 or 光盘 as a sealed package, and is worked on locally."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from fazhi_desktop.assembly import SUFFIX, open_workspace
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.waiting import is_waited_for, run_waiting
from fazhi_desktop.store import package
from fazhi_desktop.store.drives import advice
from fazhi_desktop.store.package import Manifest
from fazhi_desktop.store.secret import recovery_key

_KIND = f"传出包 (*{package.SUFFIX})"
FREE_MS = 20
"""How often a window that is to close is asked whether it may."""


def open_pack(session: Session, services: Services) -> None:
    """Ask where to, and write the package."""
    name = f"{session.report.body.short}{session.year}（{session.clock():%m%d}传出）{package.SUFFIX}"
    goal = str(session.store.path.with_name(name))
    dialog = _save_dialog(services, "传出到U盘或光盘", goal, _KIND, package.SUFFIX, "传出")
    dialog.fileSelected.connect(lambda path: pack(session, services, Path(path)))
    dialog.open()


def pack(session: Session, services: Services, target: Path) -> None:
    """Write the package off the main thread, from a reader of its own, and tell its check code."""
    path, resources, key = session.store.path, services.resources, session.store.key
    secret = recovery_key(key) if key else ""

    def work(progress: Progress) -> Manifest:
        with open_workspace(path, resources, readonly=True, secret=secret) as store:
            return store.pack(target, progress)

    def tell(made: Manifest) -> None:
        services.messages.inform(
            f"已传出到 {target}，并已读回核对。校验码 {made.check_code}",
            "在另一台电脑上用“文件 › 装入传出包”打开它；装入时显示的校验码应与此相同，可以在电话里核对。"
            "U盘请先在系统里安全弹出再拔。",
        )

    services.tasks.run("正在传出", work, tell)


def open_unpack(_session: Session | None, services: Services) -> None:
    """Ask for a package, verify it, and ask where its workspace goes."""
    dialog = QFileDialog(services.window, "装入哪个传出包", services.preferences.usual_folder, _KIND)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "选这个")
    dialog.fileSelected.connect(lambda path: look_into(services, Path(path)))
    dialog.open()


def look_into(services: Services, path: Path) -> None:
    """Verify a package and offer to unpack it."""

    def offer(made: Manifest) -> None:
        years = "、".join(str(year) for year in made.years)
        services.messages.ask(
            f"装入 {made.unit or made.name}{f'（{years} 年度）' if years else ''}？",
            "选择存放位置…",
            lambda: _ask_goal(services, path, made),
            detail=f"{made.who or '对方'} {made.time[:16].replace('T', ' ')} 传出，校验码 {made.check_code}，"
            "内容完整。会存为新文件，本机已有的工作库不动。",
            dangerous=False,
        )

    services.tasks.run("正在核对传出包", lambda progress: package.inspect(path, progress), offer)


def unpack(services: Services, path: Path, target: Path) -> None:
    """Put the workspace of a package into a new file and open it."""
    faults_of = services.gate.faults_of

    def show(_: Manifest) -> None:
        services.open_path(target)

    def work(progress: Progress) -> Manifest:
        return package.unpack(path, target, faults_of=faults_of, progress=progress)

    services.tasks.run("正在装入", work, show)


def offer_local_copy(session: Session, services: Services) -> None:
    """Warn of a workspace on a network drive or U盘, and offer to work on a copy on this computer."""
    sentence = advice(session.store.path)
    if sentence is None or session.store.readonly:
        return
    services.messages.choose(
        sentence,
        [("复制到本机再编辑…", lambda: _ask_local(session, services))],
        detail="点“取消”可以先这样查看和修改，但请尽快换到本机。",
    )


def copy_here(session: Session, services: Services, target: Path) -> None:
    """Copy the workspace, open the copy, and close the window on the original."""
    session.flush()
    window = services.window

    def show(made: Path) -> None:
        services.open_path(made, then=lambda: _close_once_free(window) if window is not None else None)

    run_waiting(services, "正在复制", session.store.saving_copy(target), show)


def _close_once_free(window: QWidget) -> None:
    """Close a window as soon as nothing holds it any more."""
    timer = QTimer(window)

    def close() -> None:
        if not is_waited_for(window):
            timer.stop()
            window.close()

    timer.timeout.connect(close)
    timer.start(FREE_MS)


def _ask_goal(services: Services, path: Path, made: Manifest) -> None:
    _ask_place(services, "装入到", made.file_name, "装入", lambda goal: unpack(services, path, goal))


def _ask_local(session: Session, services: Services) -> None:
    _ask_place(
        services, "复制到本机", session.store.path.name, "复制并打开",
        lambda goal: copy_here(session, services, goal),
    )  # fmt: skip


def _ask_place(services: Services, title: str, name: str, verb: str, use: Callable[[Path], None]) -> None:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    goal = str(Path(documents) / name)
    dialog = _save_dialog(services, title, goal, f"工作库 (*{SUFFIX})", SUFFIX, verb)
    dialog.fileSelected.connect(lambda path: use(Path(path)))
    dialog.open()


def _save_dialog(services: Services, title: str, name: str, kind: str, suffix: str, verb: str) -> QFileDialog:
    """The system's dialog for a new file; nothing is overwritten, whatever is chosen."""
    dialog = QFileDialog(services.window, title, str(Path(name).parent), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, verb)
    dialog.selectFile(Path(name).name)
    return dialog
