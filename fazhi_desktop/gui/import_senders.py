"""The question whose file it is, above the numbers of an import."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QMenu

from fazhi_desktop.core.report import Report
from fazhi_desktop.importing.plan import FilePlan, ImportPlan
from fazhi_desktop.importing.senders import Asked, about, answer, asked

_BY_LIKENESS = 3
"""So many departments stand first in the menu as the likeliest; all follow in their own order."""


class SenderPane:
    """Asks which department a spelling means, one after the other; nothing waits for the answer.

    With one file chosen it asks for that one, or says who sent it; `answered` is called after each answer.
    """

    def __init__(self, form: Any, plan: ImportPlan, report: Report, answered: Callable[[], None]) -> None:
        self._form, self._plan, self._report, self._answered = form, plan, report, answered
        self._place, self._question = -1, None
        self._menu = QMenu(form.sender_other)
        self._menu.aboutToShow.connect(self._fill_menu)
        form.sender_other.setMenu(self._menu)
        form.sender_yes.clicked.connect(self._say_yes)

    def show(self, place: int) -> None:
        """Ask about the file at a place of the plan, -1 about all."""
        self._place = place
        waiting = asked(self._plan, self._report)
        chosen = [entry for entry in waiting if place in (-1, *entry.files)]
        form, self._question = self._form, chosen[0] if chosen else None
        file = self._plan.files[place] if place >= 0 else None
        if self._question is None and file is not None and _is_sent(file):
            form.sender_words.setText(f"报送科室：{file.sender}")
        elif self._question is not None:
            more = f"（还有 {len(waiting) - 1} 处科室要认）" if len(waiting) > 1 else ""
            form.sender_words.setText(_in_words(self._question, self._plan) + more)
        form.sender_yes.setVisible(self._question is not None and self._question.likely)
        form.sender_box.setVisible(self._question is not None or (file is not None and _is_sent(file)))

    def choose(self, office: str) -> None:
        """Take a department as the sender of what is asked about, or of the chosen file."""
        question = self._asked()
        if question is not None:
            answer(self._plan, self._report, question, office)
            self.show(self._place)
            self._answered()

    def _asked(self) -> Asked | None:
        if self._question is not None or self._place < 0:
            return self._question
        return about(self._plan, self._report, [self._place])

    def _say_yes(self) -> None:
        if self._question is not None:
            self.choose(self._question.offered[0])

    def _fill_menu(self) -> None:
        """The likeliest departments, then all in the office's order, then the spelling as one of its own."""
        self._menu.clear()
        question = self._asked()
        if question is None:
            return
        for name in question.offered[:_BY_LIKENESS]:
            self._add(name, name)
        self._menu.addSeparator()
        for entry in self._report.departments:
            if entry.name not in question.offered[:_BY_LIKENESS]:
                self._add(entry.name, entry.name)
        if question.spelling and question.spelling not in question.offered:
            self._menu.addSeparator()
            self._add(f"单独列为科室“{question.spelling}”", question.spelling)

    def _add(self, words: str, office: str) -> None:
        self._menu.addAction(words).triggered.connect(lambda: self.choose(office))


def _is_sent(file: FilePlan) -> bool:
    return file.status == "imported" and bool(file.sha256)


def _in_words(question: Asked, plan: ImportPlan) -> str:
    name, first = question.spelling, question.offered[0] if question.offered else ""
    if name:
        words = f"“{name}”是不是“{first}”？" if question.likely else f"“{name}”是哪个科室？"
        return words + "答过一次就记住。"
    file = plan.files[question.files[0]].file
    return f"《{file}》没有写科室，" + (f"是不是“{first}”报的？" if question.likely else "是哪个科室报的？")
