"""Files that are dragged onto the window and dropped there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from fazhi_desktop.gui.dropping import DropArea
from fazhi_desktop.gui.main_window import MainWindow


def mime(*names: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(name) for name in names])
    return data


def drag(window: MainWindow, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    window.dragEnterEvent(event)
    return event


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("/u/甲.fazhi",), "松开鼠标：打开工作库或传出包"),
        (("/u/甲.docx", "/u/乙.PDF"), "松开鼠标：读入往年报告"),
        (("/u/甲.xlsx", "/u/各科室"), "松开鼠标：导入 2 个科室表格或文件夹"),
    ],
)
def test_dragged_files_are_announced(
    window: MainWindow, names: tuple[str, ...], words: str
) -> None:
    assert drag(window, mime(*names)).isAccepted()
    area = window.findChildren(DropArea)[0]
    assert area.isVisible()
    assert area.text() == words
    window.dragLeaveEvent(QDragLeaveEvent())
    assert not area.isVisible()


@pytest.mark.usefixtures("program")
def test_dragged_words_are_not_files(window: MainWindow) -> None:
    data = QMimeData()
    data.setText("只是一句话")
    assert not drag(window, data).isAccepted()
    assert not window.findChildren(DropArea)


@pytest.mark.parametrize(
    ("name", "door"),
    [
        ("甲.fazhi", ""),
        ("甲.docx", "fazhi_desktop.gui.reading.read_file"),
        ("甲.xlsx", "fazhi_desktop.gui.importing.import_files"),
    ],
)
def test_dropped_files_reach_their_door(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, door: str
) -> None:
    taken: list[object] = []
    note: Callable[..., None] = lambda *given: taken.append(given[-1])  # noqa: E731
    if door:
        monkeypatch.setattr(door, note)
    else:
        monkeypatch.setattr(window.services, "open_path", note)
    path = tmp_path / name
    data = mime(str(path))
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
    assert taken == [[path]] if name.endswith(".xlsx") else taken == [path]
