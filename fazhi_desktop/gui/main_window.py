"""The main window: menus, tool bar, tabs and status line put together. It holds no logic of its own."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QMenu, QSizePolicy, QWidget

from fazhi_desktop.gui import chapters, closing, dropping, focus_actions, recovery
from fazhi_desktop.gui.commands import COMMANDS, MENUS
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.icons import SIZE
from fazhi_desktop.gui.page import Command
from fazhi_desktop.gui.screens import open_with
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Saved, Session
from fazhi_desktop.gui.status import StatusLine
from fazhi_desktop.gui.tab_book import TabBook, touches_outline
from fazhi_desktop.gui.wheel import ChoiceBox
from fazhi_desktop.gui.window_keys import WindowKeys

WARM_AFTER_MS = 200
LONGEST_STEP = 24
"""Characters of a step's name in the menu."""
ICONS = {
    "action_undo": "arrow-back-up",
    "action_redo": "arrow-forward-up",
    "action_find": "search",
    "action_save": "device-floppy",
    "action_history": "history",
    "action_insert": "hash",
    "action_duplicate": "copy",
    "action_paste": "clipboard",
    "action_cut": "cut",
    "action_keys": "info-circle",
}


class MainWindow(QMainWindow):
    """One workspace's window."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__()
        self.session = session
        self.services = services
        self.form = services.forms.fill(self, "main_window")
        services.window = self
        self.book = TabBook(self.form.tabs, session, services)
        self.status = StatusLine(self.form.status_bar, session, services)
        services.jump = self.book.jump
        services.shown = lambda: self.book.current_page
        services.say_pages = self.status.pages.setText
        self.commands: dict[str, QAction] = {}
        self.year_box = ChoiceBox()
        self.find_box = QLineEdit()
        self._add_commands()
        self._fill_tool_bar()
        self._connect()
        WindowKeys(self, (*self.commands.values(), self.form.action_insert))
        self._show_year()
        self.book.build()
        self.refresh()
        self._restore_layout()
        QTimer.singleShot(WARM_AFTER_MS, self, self._warm)

    def refresh(self) -> None:
        """Bring title, banner, status line and menus to the session's state."""
        self.show_saved(self.session.saved)
        self.form.banner.setText(self.session.locked_reason)
        self.form.banner.setVisible(not self.session.editable)
        self.status.refresh()
        for action in (self.form.action_undo, self.form.action_redo):
            action.setEnabled(self.session.editable)
        for command in COMMANDS:
            if command.writes and command.id in self.commands:
                self.commands[command.id].setEnabled(self.session.editable)

    def show_saved(self, saved: Saved) -> None:
        """Name report, body and saved state in the title."""
        report = self.session.report
        self.setWindowTitle(f"{report.year}年度法治政府建设情况报告 - {report.body.short} [{saved.words}]")

    def show_steps(self) -> None:
        """Name the steps that 撤销 and 重做 would take; at opening not before the menu is looked at."""
        for action, word, label in (
            (self.form.action_undo, "撤销", self.session.store.undo_label),
            (self.form.action_redo, "重做", self.session.store.redo_label),
        ):
            short = f"{label[:LONGEST_STEP]}…" if label and len(label) > LONGEST_STEP else label
            action.setText(f"{word}：{short}" if short else word)

    def note_change(self, keys: object, _initiator: object) -> None:
        """Follow a change: tabs, status line, menus."""
        if isinstance(keys, frozenset) and touches_outline(keys):
            self._show_year()  # one may have come or gone
            self.book.build()
        self.book.show_progress()
        self.refresh()

    def change_tab(self, _index: int) -> None:
        """Write what was being typed, then show the other page."""
        self.session.flush()
        self.book.ready()

    def show_findings(self) -> None:
        """Show counts on the 审核 tab and in the status line."""
        hard, _ = self.session.finding_counts()
        self.book.mark("checks", str(hard) if hard else "")
        self.book.show_progress()
        self.status.refresh()

    def run(self, command: Command) -> None:
        """Do what a menu entry says."""
        command.run(self.session, self.services)

    def choose_year(self, _index: int) -> None:
        """Show another year."""
        self.session.set_year(int(self.year_box.currentData()))

    def _show_year(self, _year: int = 0) -> None:
        blocked = self.year_box.blockSignals(True)
        self.year_box.clear()
        for year in reversed(self.session.store.years):
            self.year_box.addItem(f"{year} 年度", year)
        self.year_box.setCurrentIndex(self.year_box.findData(self.session.year))
        self.year_box.blockSignals(blocked)

    def start_year(self, year: int) -> None:
        """Begin anew with another year."""
        self._show_year(year)
        self.book.build()
        self.refresh()

    def _add_commands(self) -> None:
        for command in COMMANDS:
            action = QAction(command.text, self)
            action.setObjectName(f"command_{command.id}")
            action.setShortcuts([QKeySequence.fromString(command.shortcut)])
            if command.toolbar:
                action.setIcon(self.services.icons.icon(command.icon))
            action.triggered.connect(lambda _checked=False, chosen=command: self.run(chosen))
            self.commands[command.id] = action
        for name, groups in MENUS.items():
            menu: QMenu = getattr(self.form, name)
            for place, group in enumerate(groups.split(" | ")):
                if place:
                    menu.addSeparator()
                for entry in group.split():
                    menu.addAction(self.commands.get(entry) or getattr(self.form, entry))

    def _show_icons(self) -> None:
        """Draw the icons of the menus, when one is opened for the first time."""
        if self.form.action_undo.icon().isNull():
            for name, icon in ICONS.items():
                getattr(self.form, name).setIcon(self.services.icons.icon(icon))

    def _fill_tool_bar(self) -> None:
        bar = self.form.tool_bar
        bar.setIconSize(QSize(SIZE, SIZE))
        self.year_box.setAccessibleName("年度")
        self.year_box.setToolTip("正在编辑的年度")
        bar.addWidget(self.year_box)
        for command in COMMANDS:
            if command.toolbar and command.id in self.commands:
                bar.addAction(self.commands[command.id])
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(space)
        self.find_box.setPlaceholderText("查找文字、指标或数字")
        self.find_box.setAccessibleName("查找")
        self.find_box.setClearButtonEnabled(True)
        self.find_box.setFixedWidth(220)
        self.find_box.addAction(
            self.services.icons.icon("search", self.services.icons.colours.secondary),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        bar.addWidget(self.find_box)

    def _connect(self) -> None:
        """Every connection of the window; in one place by the house rule, hence longer than others."""
        session, form, book = self.session, self.form, self.book
        session.changed.connect(self.note_change)
        session.year_changed.connect(self.start_year)
        session.saved_changed.connect(self.show_saved)
        session.steps_changed.connect(self.show_steps)
        session.findings_changed.connect(self.show_findings)
        session.refused.connect(lambda sentence: recovery.tell_refusal(session, self.services, sentence))
        session.said.connect(self.status.say)
        session.store.daily.beside = lambda job: closing.back_up_beside(self, job)
        self.year_box.activated.connect(self.choose_year)
        form.tabs.currentChanged.connect(self.change_tab)
        self.find_box.returnPressed.connect(lambda: focus_actions.find(self, self.find_box.text()))
        self.status.completion.clicked.connect(lambda: book.page("overview"))
        self.status.returns.clicked.connect(lambda: book.page("overview"))
        self.status.findings.clicked.connect(lambda: book.page("checks"))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._look_outside)
        for menu in (form.menu_file, form.menu_edit, form.menu_help):
            menu.aboutToShow.connect(self._show_icons)
        form.menu_edit.aboutToShow.connect(self.show_steps)
        form.action_save.triggered.connect(lambda: closing.save(self))
        form.action_copy.triggered.connect(lambda: closing.copy(self))
        form.action_close.triggered.connect(self.close)
        form.action_quit.triggered.connect(lambda: closing.quit_all())
        form.action_undo.triggered.connect(session.undo)
        form.action_redo.triggered.connect(session.redo)
        for name, method in (
            ("action_cut", "cut"),
            ("action_duplicate", "copy"),
            ("action_paste", "paste"),
            ("action_select_all", "selectAll"),
        ):
            getattr(form, name).triggered.connect(
                lambda _checked=False, wanted=method: focus_actions.call(wanted)
            )
        form.action_find.triggered.connect(lambda: focus_actions.find(self, ""))
        form.action_replace.triggered.connect(lambda: focus_actions.find(self, "", replacing=True))
        form.action_insert.triggered.connect(lambda: focus_actions.insert_number(self))
        form.action_detail.triggered.connect(lambda: focus_actions.show_detail(self))
        form.action_history.triggered.connect(lambda: focus_actions.show_history(self))
        form.action_previous_tab.triggered.connect(lambda: book.step(-1))
        form.action_next_tab.triggered.connect(lambda: book.step(1))
        form.action_add_chapter.triggered.connect(lambda: chapters.add(self))
        form.action_rename_chapter.triggered.connect(lambda: chapters.rename(self))
        form.action_chapter_left.triggered.connect(lambda: chapters.move(self, -1))
        form.action_chapter_right.triggered.connect(lambda: chapters.move(self, 1))
        form.action_delete_chapter.triggered.connect(lambda: chapters.delete(self))
        form.action_keys.triggered.connect(lambda: focus_actions.show_keys(self))
        form.action_about.triggered.connect(lambda: focus_actions.show_about(self))

    def _warm(self) -> None:
        from fazhi_desktop.gui.warming import warm

        warm(self, self.session)

    def _look_outside(self) -> None:
        """When the window comes to the front: see whether its file is as it was left."""
        if self.isActiveWindow():
            recovery.look_outside(self.session, self.services)

    def _restore_layout(self) -> None:
        if not self.restoreGeometry(self.services.preferences.layout("main_window")):
            open_with(self, 1366, 728)

    @guarded()
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        dropping.enter(self, event)

    @guarded()
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        dropping.leave(self)
        super().dragLeaveEvent(event)

    @guarded()
    def dropEvent(self, event: QDropEvent) -> None:
        dropping.drop(self, event)

    @guarded()
    def closeEvent(self, event: QCloseEvent) -> None:
        closing.close(self, event)


def banner(window: MainWindow) -> QLabel:
    """The strip above the tabs that says why nothing can be changed."""
    return window.form.banner
