"""Starts the window: one QApplication, the program's services, and the windows on workspaces."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_desktop.gui.forms import Forms  # before any import through Qt: that of PySide6 6.9 would stay

# isort: split
from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from fazhi_desktop import allocator, paths
from fazhi_desktop.assembly import Resources, load_resources, open_workspace
from fazhi_desktop.core.errors import Damaged, FazhiError, Locked, PasswordNeeded
from fazhi_desktop.foreign import make_gate
from fazhi_desktop.gui.icons import Icons
from fazhi_desktop.gui.messages import Messages
from fazhi_desktop.gui.preferences import Preferences
from fazhi_desktop.gui.qt_words import QtWords
from fazhi_desktop.gui.readers import Readers
from fazhi_desktop.gui.renderer import Renderer
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.tasks import Tasks
from fazhi_desktop.gui.theme import Theme
from fazhi_desktop.store import drives
from fazhi_desktop.store.workspace import Store

if TYPE_CHECKING:
    from fazhi_desktop.gui.main_window import MainWindow

PACKAGE = ".fzb"
_SWITCH = 0.0005
"""Seconds after which a working thread lets the window's go on: one event asks for that many times."""
_OWN_CLIPBOARD = ("offscreen", "minimal", "linuxfb", "vnc", "eglfs")
"""Qt's platforms without a clipboard of the system."""
Then = Callable[[], object]


def run(path: Path | None = None, ready: Callable[[], object] | None = None) -> int:
    """Show the window on a workspace, or the start page; returns the exit code."""
    application = make_application(sys.argv)
    program = Program(application)
    program.messages.install_crash_handler()
    program.begin(path)
    gc.enable()
    if ready is not None:
        QTimer.singleShot(0, ready)
    return application.exec()


def show_once(path: Path, settings: Path) -> tuple[int, float]:
    """Show every tab of a workspace's window once; returns their number and how much of page one is ink."""
    application = make_application(["fazhi"])
    program = Program(application, settings=settings, synchronous=True)
    window = program.show_store(open_workspace(path, program.resources))
    tabs = window.findChildren(QTabWidget, "tabs")[0]
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        application.processEvents()
    with open_workspace(path, program.resources, readonly=True) as store:
        pages = program.renderer.pages(store.report(), "public", draft=False)
    pixels = program.renderer.image(pages.pdf, 0, 1.0)[0]
    count = tabs.count()
    window.close()
    QTimer.singleShot(0, application.quit)
    application.exec()  # whatever waits for aboutToQuit ends as in a day's work
    return count, sum(value < 128 for value in pixels[::4]) / (len(pixels) / 4)


def make_application(arguments: list[str]) -> QApplication:
    """The QApplication with input method and Chinese texts of Qt's own dialogs."""
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"  # the wheels bring no fcitx plugin; fcitx answers as ibus too
    # the style as an argument: setStyle would hand it over to Python, which costs as much as a whole form
    application = QApplication([*arguments, "-style", "fusion"])
    application.setApplicationName("fazhi_desktop")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("fazhi_desktop")
    application.setWindowIcon(QIcon(str(paths.resources() / "icons" / "fazhi.png")))
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if any(translator.load("qtbase_zh_CN", str(folder)) for folder in _translation_folders()):
        application.installTranslator(translator)
    application.installTranslator(QtWords(paths.resources() / "translations" / "qt_words.json", application))
    application.aboutToQuit.connect(let_go_of_clipboard)
    return application


def let_go_of_clipboard() -> None:
    """Empty a clipboard that is this program's alone: Qt keeps it past the end of Python, and would crash.

    One that other programs share is given up with the QApplication, and keeps what was copied.
    """
    if QApplication.platformName() in _OWN_CLIPBOARD:
        QApplication.clipboard().clear()


def _translation_folders() -> list[Path]:
    import PySide6

    package = Path(PySide6.__file__).parent
    return [
        Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        package / "Qt" / "translations",
        package / "translations",
    ]


class Program(QObject):
    """The running program: its services and its windows.

    Attributes:
        windows: open windows, which it keeps alive.
    """

    def __init__(
        self, application: QApplication, *, settings: Path | None = None, synchronous: bool = False
    ) -> None:
        super().__init__(application)
        self._resources: Resources | None = None
        self._cache = settings.with_name("tables.json") if settings else paths.tables()
        self._synchronous = synchronous
        self.forms = Forms(paths.forms())
        self.forms.show_help = self.show_help
        self.preferences = Preferences(settings or paths.user_folder() / "settings.ini", self)
        self.theme = Theme(application, paths.resources())
        self.theme.apply(self.preferences.font_size)
        self.icons = Icons(paths.resources() / "icons", self.theme.colours)
        self.messages = Messages(self.forms, paths.logs(), self)
        self.renderer = Renderer(paths.resources())
        self.readers = Readers()
        self.gate = make_gate(self.readers.child)
        application.aboutToQuit.connect(self.readers.close)
        application.aboutToQuit.connect(self.renderer.close)
        self.windows: list[QWidget] = []
        self._help: QWidget | None = None
        self.preferences.changed.connect(self._use_font_size)

    @property
    def resources(self) -> Resources:
        """The data files, loaded once."""
        if self._resources is None:
            self._resources = load_resources(cache=self._cache)
        return self._resources

    def begin(self, path: Path | None) -> None:
        """Open a workspace, or the start page where there is none or it cannot be opened."""
        if (path is None or not self.open_path(path)) and not self.windows:
            self.show_start()
        gc.freeze()  # what is there now stays: no use in looking through it for garbage again and again
        sys.setswitchinterval(_SWITCH)
        allocator.return_memory()

    def open_path(self, path: Path, secret: str = "", then: Then | None = None) -> bool:
        """Open a window on a workspace; read-only where somebody else has it. True where it stands now.

        A foreign one is looked through first, one with a password asks for it, a package (传出包) where it is
        to be unpacked; `then` is called once the window stands, now or later.
        """
        if path.suffix.lower() == PACKAGE:
            self._look_into(path)
        elif path.is_file() and not self.gate.knows(path):
            self._look_through(path, secret, then)
        else:
            return self._open(path, secret, then)
        return False

    def _open(self, path: Path, secret: str, then: Then | None) -> bool:
        try:
            store, reason = self._opened(path, secret)
        except FazhiError as error:
            self._refused(error, path, then)
            return False
        self.show_store(store, reason)
        self.preferences.add_recent(path)
        if then is not None:
            then()
        return True

    def _look_through(self, path: Path, secret: str, then: Then | None) -> None:
        from fazhi_desktop.gui.waiting import wait_for

        if not self.windows:
            self.show_start()
        services = self._services_here()
        task = services.tasks.run(
            f"正在检查 {path.name}",
            lambda _: self.gate.admit(path, secret),
            lambda _: self._open(path, secret, then),
            lambda error: self._refused(error, path, then),
        )
        wait_for(services, task, self.readers.cancel)

    def _refused(self, error: BaseException, path: Path, then: Then | None) -> None:
        """What can be done about a workspace that cannot be opened."""
        if isinstance(error, PasswordNeeded):
            from fazhi_desktop.gui.password import ask_password

            services = self._services_here()
            ask_password(services, path, error.message, lambda secret: self.open_path(path, secret, then))
        elif isinstance(error, Damaged):
            from fazhi_desktop.gui.recovery import offer_backup

            offer_backup(self._services_here(), path, error)
        else:
            self.messages.failed(error)

    def _look_into(self, path: Path) -> None:
        from fazhi_desktop.gui.carrying import look_into

        look_into(self._services_here(), path)

    def _services_here(self) -> Services:
        """Services for a dialog above the window that is there."""
        services = self.services()
        services.window = self.messages.window
        return services

    def show_store(self, store: Store, reason: str = "") -> QWidget:
        """Show a window on an open workspace; `reason` says why it is read-only."""
        from fazhi_desktop.gui.main_window import MainWindow

        session = Session(store, self.resources, readonly_reason=reason, parent=self)
        window = MainWindow(session, self.services())
        self._show(window)
        QTimer.singleShot(0, lambda: self._look_round(window, session, window.services))
        return window

    def _look_round(self, window: "MainWindow", session: Session, services: Services) -> None:
        """Once the window stands: where the clerk left off, what a crash left, where the file lies."""
        if window not in self.windows:
            return
        from fazhi_desktop.gui.returning import come_back

        come_back(window)
        if session.store.crashed is not None:
            from fazhi_desktop.gui.recovery import offer_after_crash

            offer_after_crash(session, services)
        if drives.kind_of(session.store.path) != "local":
            from fazhi_desktop.gui.carrying import offer_local_copy

            offer_local_copy(session, services)

    def show_start(self) -> QWidget:
        """Show the start page."""
        from fazhi_desktop.gui.start import StartWindow

        window = StartWindow(self.services())
        self._show(window)
        return window

    def show_help(self, anchor: str) -> None:
        """Show the manual at a heading, in a window that no dialog blocks."""
        from fazhi_desktop.gui.help_window import HelpWindow

        if not isinstance(self._help, HelpWindow):
            self._help = HelpWindow(self.forms, self.icons, paths.manual())
        self._help.show_anchor(anchor)
        self._help.show()
        self._help.raise_()
        self._help.activateWindow()

    def services(self) -> Services:
        """Services for a new window, which puts itself in as their window."""
        tasks = Tasks(self.messages.failed, synchronous=self._synchronous, parent=self)
        return Services(
            self.resources,
            self.forms,
            self.icons,
            self.messages,
            self.preferences,
            tasks,
            open_path=self.open_path,
            renderer=self.renderer,
            readers=self.readers,
            gate=self.gate,
        )

    def _opened(self, path: Path, secret: str) -> tuple[Store, str]:
        try:
            return open_workspace(path, self.resources, secret=secret, gate=self.gate), ""
        except Locked as locked:
            return open_workspace(path, self.resources, readonly=True, secret=secret), locked.message

    def _show(self, window: QWidget) -> None:
        previous = self.windows[:]
        self.windows.append(window)
        self.messages.window = window
        window.destroyed.connect(lambda: self._forget(window))
        window.show()
        for other in previous:
            if type(other).__name__ == "StartWindow":
                QTimer.singleShot(0, other.close)

    def _forget(self, window: QWidget) -> None:
        self.windows = [other for other in self.windows if other is not window]

    def _use_font_size(self) -> None:
        self.theme.apply(self.preferences.font_size)
