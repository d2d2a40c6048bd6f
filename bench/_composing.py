"""Input methods: no character is lost or doubled, whatever interrupts a word that is being composed.

Synthetic events of an input method (a word grows letter by letter, is taken, or given up) go into a text and
into a number field, and the clerk does something else in the middle of it: another tab, saving, a dialog, an
import, undoing, closing. A model of what ought to stand there is compared after every step. Half of the time
the input method answers when it is asked to finish, half of the time it is dumb. While a word is composed,
nothing may be stored, checked or formatted. `python -m bench._composing SEED EVENTS FOLDER` is the worker.
"""

import json
import os
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from fazhi_desktop.app import Program, make_application
from fazhi_desktop.assembly import new_workspace
from fazhi_desktop.core.records import node_key
from fazhi_desktop.gui import composing
from fazhi_desktop.gui.closing import save
from fazhi_desktop.gui.commands import COMMANDS
from fazhi_desktop.gui.editor import TextEditor
from fazhi_desktop.gui.main_window import MainWindow

WORDS = ("检查", "行政执法", "法治", "依法治国", "“三项制度”", "①", "㎡", "𠮷", "八五普法", "。", "，")
COMMANDS_TRIED = ("import", "export", "settings", "check", "year", "doctor")


class _Asked:
    """Stands where the application is asked for its input method."""

    def __init__(self, clerk: "Clerk") -> None:
        self._clerk = clerk

    def inputMethod(self) -> "AnsweringMethod":  # noqa: N802
        """The method that answers."""
        return AnsweringMethod(self._clerk._composer)


class AnsweringMethod:
    """An input method that takes its word as text when it is asked to, as ibus does."""

    def __init__(self, composer: "Composer") -> None:
        self._composer = composer

    def commit(self) -> None:
        """Give the word to the widget that has the keyboard."""
        self._composer.send(commit=self._composer.preedit)

    def reset(self) -> None:
        """Forget the word."""


@dataclass
class Composer:
    """The input method on one widget, with what ought to stand in it.

    Attributes:
        expected: the text without what is being composed; `caret` is the place in it.
    """

    widget: QWidget
    preedit: str = ""
    expected: str = ""
    caret: int = 0
    events: int = 0

    def send(self, *, preedit: str = "", commit: str = "") -> None:
        """One event of the input method."""
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        self.preedit = preedit
        self.events += 1
        QApplication.sendEvent(self.widget, event)

    def grow(self, word: str) -> None:
        """Letter after letter."""
        for end in range(1, len(word) + 1):
            self.send(preedit=word[:end])

    def take(self, word: str) -> None:
        """The word is chosen and becomes text."""
        self.send(commit=word)
        self.note(word)

    def note(self, word: str) -> None:
        """A word ought to stand at the caret now."""
        self.expected = self.expected[: self.caret] + word + self.expected[self.caret :]
        self.caret += len(word)


@dataclass
class Clerk:
    """Types with an input method, and does other things in the middle of it."""

    program: Program
    window: MainWindow
    chance: random.Random
    faults: list[str] = field(default_factory=list[str])
    interruptions: dict[str, int] = field(default_factory=dict[str, int])
    events: int = 0
    _composer: Composer = field(init=False)

    def work(self, events: int) -> None:
        """Texts and numbers in turn, until so many events were sent."""
        while self.events < events and len(self.faults) < 10:
            self._answering(self.chance.random() < 0.5)
            if self.chance.random() < 0.7:
                self.type_text()
            else:
                self.type_number()

    def type_text(self) -> None:
        """A few words into a chapter's text, one of them interrupted."""
        editor = self._editor()
        node_id, before = self._node(), self._stored()
        composer = self._composer = Composer(editor, expected="".join(before), caret=0)
        place = self.chance.randrange(len(composer.expected) + 1)
        composer.caret = place
        cursor = editor.textCursor()
        cursor.setPosition(_units(composer.expected[:place]))
        editor.setTextCursor(cursor)
        for _ in range(self.chance.randint(0, 4)):
            self._one_word(composer)
        word = self.chance.choice(WORDS)
        composer.grow(word)
        self._not_half_saved(editor, before, node_id)
        composer.note(word)
        self._interrupt()
        self.window.session.flush()
        self._compare(composer, "".join(self._stored()), "stored text")
        if isValid(editor) and editor.isVisible():
            self._compare(composer, editor.toPlainText(), "text on screen")
        self.events += composer.events

    def type_number(self) -> None:
        """A number into a field, the word for its last digits interrupted."""
        page: Any = self.window.book.page(self._chapter())
        row = self.chance.choice([row for row in page.rows.rows if self._is_count(row.code)])
        code = row.code
        row.field.setFocus()
        row.field.selectAll()
        composer = self._composer = Composer(row.field)
        for _ in range(self.chance.randint(1, 2)):
            digits = str(self.chance.randint(1, 99))
            composer.grow(digits)
            composer.take(digits)
        digits = str(self.chance.randint(1, 99))
        composer.grow(digits)
        composer.note(digits)
        self._interrupt()
        self.window.session.flush()
        self._compare(composer, self.window.session.report.value(code).number or "", f"number of {code}")
        self.events += composer.events

    def _one_word(self, composer: Composer) -> None:
        word = self.chance.choice(WORDS)
        composer.grow(word)
        kind = self.chance.random()
        if kind < 0.15:
            composer.send()  # given up with Esc
        elif kind < 0.25:
            composer.send(preedit=word[:1], commit=word)  # the next word begins at once
            composer.note(word)
            composer.send()
        else:
            composer.take(word)

    def _not_half_saved(self, editor: TextEditor, before: tuple[str, ...], node_id: int) -> None:
        """The timers of the editor go off while a word is being composed."""
        end = self.window.session.store.log.head
        editor.commit()
        editor._idle.timeout.emit()
        editor._steady.timeout.emit()
        if self.window.session.store.log.head != end or self._stored() != before:
            self.faults.append(f"something was stored in the middle of a word (heading {node_id})")

    def _interrupt(self) -> None:
        name = self.chance.choice(list(self._ways()))
        self.interruptions[name] = self.interruptions.get(name, 0) + 1
        self._ways()[name]()
        QApplication.processEvents()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()

    def _ways(self) -> dict[str, Callable[[], object]]:
        """What a clerk does in the middle of a word."""
        window, other = self.window, self.chance.choice(self.window.book.ids())
        commands = [command for command in COMMANDS if command.id in COMMANDS_TRIED]
        return {
            "another tab": lambda: window.book.page(other),
            "saving": lambda: save(window),
            "a menu entry": lambda: window.run(self.chance.choice(commands)),
            "another field": lambda: window.find_box.setFocus(),
            "undo and redo": lambda: (window.session.undo(), window.session.redo()),
            "finding": lambda: window.form.action_find.trigger(),
            "the time line": lambda: window.form.action_history.trigger(),
            "closing": self._close_and_open,
        }

    def _close_and_open(self) -> None:
        path = self.window.session.store.path
        self.window.close()
        while self.window in self.program.windows:  # its last backup comes first
            QApplication.processEvents()
        self.program.open_path(path)
        made = self.program.windows[-1]
        assert isinstance(made, MainWindow)
        self.window = made
        made.activateWindow()

    def _compare(self, composer: Composer, found: str, what: str) -> None:
        if found != composer.expected:
            last = list(self.interruptions)[-1] if self.interruptions else ""
            self.faults.append(f"{what}: {found!r} instead of {composer.expected!r} ({last})")

    def _answering(self, wanted: bool) -> None:
        """Put an input method that answers in the place of the platform's, or take it away."""
        composing.QGuiApplication = _Asked(self) if wanted else QGuiApplication  # pyright: ignore

    def _chapter(self) -> str:
        return next(name for name in self.window.book.ids() if name.startswith("chapter:"))

    def _node(self) -> int:
        report = self.window.session.report
        return next(node.id for node in report.nodes if node.level == 3)

    def _stored(self) -> tuple[str, ...]:
        node = self.window.session.report.node(self._node())
        assert node is not None
        return node.paragraphs

    def _editor(self) -> TextEditor:
        """The text of one item, short enough to be compared; it has the keyboard."""
        session, node = self.window.session, self.window.session.report.node(self._node())
        assert node is not None
        if len("".join(node.paragraphs)) > 200 or "{{" in "".join(node.paragraphs):
            session.change("重写", [(node_key(session.year, node.id), replace(node, paragraphs=("起。",)))])
        page: Any = self.window.book.page(self._chapter())
        page.ensure_fresh()
        editor: TextEditor = page.flow.blocks[node.id].editor
        editor.setFocus()
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        return editor

    def _is_count(self, code: str) -> bool:
        return self.window.session.report.catalogue[code].kind == "count"


def _units(text: str) -> int:
    """Positions that a text takes in Qt, which counts a rare character twice."""
    return len(text.encode("utf-16-le")) // 2


def campaign(program: Program, path: Path, events: int, seed: int) -> Clerk:
    """So many events in a window on a new workspace."""
    words = {"unit": "甲镇人民政府", "filler": "张某"}
    new_workspace(path, program.resources, year=2023, gate=program.gate, **words).close()
    program.open_path(path)
    window = program.windows[-1]
    assert isinstance(window, MainWindow)
    clerk = Clerk(program, window, random.Random(seed))
    try:
        clerk.work(events)
    finally:
        composing.QGuiApplication = QGuiApplication
    return clerk


if __name__ == "__main__":
    application = make_application(["fazhi"])
    folder = Path(sys.argv[3])
    started = Program(application, settings=folder / "settings.ini", synchronous=True)
    ended = campaign(started, folder / "甲镇.fazhi", int(sys.argv[2]), int(sys.argv[1]))
    print(json.dumps({"faults": ended.faults, "events": ended.events, "interruptions": ended.interruptions}))
    sys.stdout.flush()
    os._exit(0)
