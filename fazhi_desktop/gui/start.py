"""The start page: a new workspace, an existing one, the sample, and those opened lately."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHeaderView, QMenu, QTreeWidgetItem, QWidget

from fazhi_desktop.assembly import SUFFIX, Resources
from fazhi_desktop.assembly import open_workspace as opened
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.progress import Progress
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.new_workspace import NewWorkspaceDialog
from fazhi_desktop.gui.screens import open_with
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.store.gate import Gate
from fazhi_desktop.store.package import SUFFIX as PACKAGE

SAMPLE_FOLDER = "法治政府建设情况报告示例"
MOVED = "文件已移走"
_PATH = Qt.ItemDataRole.UserRole


def new_workspace(_session: Session | None, services: Services) -> None:
    """Ask for a new workspace."""
    NewWorkspaceDialog(services).open()


def open_workspace(_session: Session | None, services: Services) -> None:
    """Ask which workspace to open, and open it in a window of its own."""
    folder, kinds = services.preferences.usual_folder, f"工作库或传出包 (*{SUFFIX} *{PACKAGE})"
    dialog = QFileDialog(services.window, "打开工作库", folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: services.open_path(Path(path)))
    dialog.open()


@dataclass(frozen=True)
class Card:
    """What the list says of a recent workspace; `fault` is '' where it can be opened."""

    path: Path
    unit: str = ""
    years: tuple[int, ...] = ()
    fault: str = ""


def read_cards(paths: list[Path], resources: Resources, gate: Gate, progress: Progress) -> list[Card]:
    """Unit and years of each workspace, read without locking it."""
    cards: list[Card] = []
    for place, path in enumerate(paths):
        progress.step(place, len(paths), "正在查看最近的工作库")
        if not path.exists():
            cards.append(Card(path, fault=MOVED))
            continue
        try:
            gate.admit(path)
            with opened(path, resources, readonly=True) as store:
                cards.append(Card(path, store.body.unit, store.years))
        except FazhiError as error:
            cards.append(Card(path, fault=error.message))
    return cards


class StartWindow(QWidget):
    """The window without a workspace."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self.form = services.forms.fill(self, "start")
        open_with(self, self.width(), self.height())
        services.window = self
        form, icons = self.form, services.icons
        for button, icon in (
            (form.open_file, "folder-open"),
            (form.sample, "eye"),
            (form.recover, "restore"),
        ):
            button.setIcon(icons.icon(icon))
        form.make.setIcon(icons.icon("file-plus", icons.colours.selected_text))
        form.recent.setIconSize(QSize(16, 16))
        header = form.recent.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, 220)
        header.resizeSection(1, 80)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Read the recent list anew."""
        recent = self._services.preferences.recent
        form = self.form
        form.empty.setVisible(not recent)
        form.recent.setVisible(bool(recent))
        form.hint.setVisible(bool(recent))
        self.show_cards([Card(path) for path in recent])
        resources, gate = self._services.resources, self._services.gate
        if recent:
            self._services.tasks.run(
                "正在查看最近的工作库",
                lambda progress: read_cards(recent, resources, gate, progress),
                self.show_cards,
            )

    def show_cards(self, cards: list[Card]) -> None:
        """Fill the list."""
        form, icons = self.form, self._services.icons
        current = form.recent.indexOfTopLevelItem(form.recent.currentItem())
        form.recent.clear()
        for card in cards:
            name = card.unit or card.path.stem
            years = f"{card.years[-1]}" if card.years else ""
            place = f"{card.fault}　{card.path}" if card.fault else str(card.path)
            item = QTreeWidgetItem([name, years, place])
            item.setData(0, _PATH, card.path)
            item.setToolTip(2, str(card.path))
            pinned = self._services.preferences.is_pinned(card.path)
            item.setIcon(0, icons.icon("pin" if pinned else "file-description"))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name} {years} {'已置顶 ' * pinned}{place}")
            if card.fault:
                for column in range(3):
                    item.setForeground(column, form.recent.palette().placeholderText())
            form.recent.addTopLevelItem(item)
        if cards:
            form.recent.setCurrentItem(form.recent.topLevelItem(max(0, min(current, len(cards) - 1))))

    def say(self, words: str) -> None:
        """Show what is going on."""
        self.form.words.setText(words)

    def open_current(self) -> None:
        """Open the chosen workspace; one that is gone gets a sentence and can be taken off the list."""
        path = self._current()
        if path is None:
            return
        if path.exists():
            self._services.open_path(path)
            return
        self._services.messages.choose(
            f"文件已移走：{path.name}",
            [
                ("找到文件…", lambda: open_workspace(None, self._services)),
                ("从列表移除", lambda: self._forget(path)),
            ],
            detail=f"原来在 {path.parent}。可能改了名、移到别处，或 U 盘没有插上。",
        )

    def show_sample(self) -> None:
        """Make the sample in the documents folder where it is not there yet, and open it."""
        from fazhi_desktop.demo import WORKSPACE, make_demo

        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(documents) / SAMPLE_FOLDER
        self.form.sample.setEnabled(False)
        self.say(f"正在准备示例，放在 {folder}…")
        self._services.tasks.run(
            "正在准备示例",
            lambda _: make_demo(folder),
            lambda _: self._sample_made(folder / WORKSPACE),
            self._sample_failed,
        )

    def _sample_made(self, path: Path) -> None:
        self._sample_ready()
        self._services.open_path(path)

    def _sample_failed(self, error: BaseException) -> None:
        self._sample_ready()
        self._services.messages.failed(error)

    def _sample_ready(self) -> None:
        self.say("")
        self.form.sample.setEnabled(True)

    def _connect(self) -> None:
        form = self.form
        form.make.clicked.connect(lambda: new_workspace(None, self._services))
        form.open_file.clicked.connect(lambda: open_workspace(None, self._services))
        form.sample.clicked.connect(self.show_sample)
        form.recover.clicked.connect(self._recover)
        form.recent.itemActivated.connect(lambda *_: self.open_current())
        form.recent.customContextMenuRequested.connect(self._show_menu)
        for keys, action in (
            ("Ctrl+N", form.make.click),
            ("Ctrl+O", form.open_file.click),
            ("Ctrl+Q", self.close),
            ("F1", lambda: self._services.forms.show_help("start")),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)
        QShortcut(QKeySequence("Delete"), form.recent).activated.connect(
            lambda: self._forget(self._current())
        )

    def _recover(self) -> None:
        from fazhi_desktop.gui.backups import restore

        restore(None, self._services)

    def _current(self) -> Path | None:
        item = self.form.recent.currentItem()
        return item.data(0, _PATH) if item else None

    def _forget(self, path: Path | None) -> None:
        if path is not None:
            self._services.preferences.forget_recent(path)
            self.refresh()

    def _pin(self, path: Path, *, pinned: bool) -> None:
        self._services.preferences.pin(path, pinned=pinned)
        self.refresh()

    def menu(self) -> QMenu | None:
        """The menu of the chosen workspace."""
        path = self._current()
        if path is None:
            return None
        pinned = self._services.preferences.is_pinned(path)
        menu = QMenu(self)
        entries: tuple[tuple[str, Callable[[], object]], ...] = (
            ("打开", self.open_current),
            ("取消置顶" if pinned else "置顶", lambda: self._pin(path, pinned=not pinned)),
            ("打开所在文件夹", lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))),
            ("从列表移除", lambda: self._forget(path)),
        )
        for text, action in entries:
            menu.addAction(text).triggered.connect(action)
        return menu

    def _show_menu(self, point: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self.form.recent.viewport().mapToGlobal(point))

    @guarded()
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _workspace_in(event):
            event.acceptProposedAction()
            self.say("松开鼠标：打开这个工作库")

    @guarded()
    def dropEvent(self, event: QDropEvent) -> None:
        self.say("")
        path = _workspace_in(event)
        if path is not None:
            event.acceptProposedAction()
            self._services.open_path(path)

    @guarded()
    def closeEvent(self, event: QCloseEvent) -> None:
        self._services.tasks.stop()
        super().closeEvent(event)
        self.deleteLater()


def _workspace_in(event: QDropEvent) -> Path | None:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in (SUFFIX, PACKAGE)), None)
