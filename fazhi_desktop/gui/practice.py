"""帮助 › 演练: the practice year, made in the documents folder and opened with its exercise beside it."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.practice import WORKSPACE, is_practice, make_practice

FOLDER = "法治政府建设情况报告演练"
EXERCISE = "practice"


def open_practice(_session: Session | None, services: Services) -> None:
    """Make the practice year and open it; where there is one, ask whether to go on with it."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    last, free = _folders(documents)
    if last is None:
        _make(free, services)
        return
    going_on = last / WORKSPACE
    services.messages.choose(
        "已经有一份演练，接着做还是重新开始？",
        [("接着做", lambda: _show(going_on, services)), ("重新开始", lambda: _make(free, services))],
        detail=f"上一份在 {last}。重新开始会另建一份，原来的不动。",
    )


def _folders(documents: Path) -> tuple[Path | None, Path]:
    """The latest practice folder, None where there is none, and a name that is free."""
    last: Path | None = None
    number = 1
    while True:
        folder = documents / (f"{FOLDER}（{number}）" if number > 1 else FOLDER)
        if not folder.exists():
            return last, folder
        last = folder if is_practice(folder) else last
        number += 1


def _make(folder: Path, services: Services) -> None:
    services.tasks.run(
        "正在准备演练",
        lambda _: make_practice(folder),
        lambda path: _show(path, services),
        services.messages.failed,
    )


def _show(path: Path, services: Services) -> None:
    services.open_path(path, then=lambda: services.forms.show_help(EXERCISE))
