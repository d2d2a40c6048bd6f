"""Underlines in a text for what the checks found in it, with the sentence that says why."""

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from fazhi_desktop.core.report import Report
from fazhi_desktop.gui.editor import TextEditor
from fazhi_desktop.gui.theme import Colours

if TYPE_CHECKING:
    from fazhi_desktop.checking.findings import Finding

_LONGEST = 40
"""Characters of a piece worth underlining; whole sentences are told by the list alone."""


@dataclass(frozen=True)
class TextMark:
    """A piece of one stored paragraph and what is wrong with it."""

    paragraph: int
    start: int
    length: int
    hard: bool
    words: str


def marks_of(report: Report, findings: "tuple[Finding, ...]") -> dict[int, tuple[TextMark, ...]]:
    """The marks of every text by the id of its heading, hard ones last so that they show on top."""
    from fazhi_desktop.gui.checks_live import place_to_go

    found: dict[int, list[TextMark]] = {}
    for finding in sorted(findings, key=lambda finding: finding.severity == "hard"):
        if finding.fingerprint in report.explanations:
            continue
        for place in finding.places:
            if place.node is None or place.end <= place.start:
                continue
            there = place_to_go(place, report)
            if 0 < there.length <= _LONGEST:
                hard = finding.severity == "hard"
                words = f"{'必须改' if hard else '可说明'}：{finding.message}"
                mark = TextMark(there.paragraph or 0, there.start, there.length, hard, words)
                found.setdefault(place.node, []).append(mark)
    return {node: tuple(marks) for node, marks in found.items()}


class TextMarks:
    """Wavy lines in one editor; hovering over one says why."""

    def __init__(self, editor: TextEditor, colours: Colours) -> None:
        self._editor, self._colours = editor, colours
        self._shown: tuple[TextMark, ...] = ()
        self._places: list[tuple[int, int, str]] = []
        editor.remark = self.words_at

    def show(self, marks: tuple[TextMark, ...]) -> None:
        """Underline these pieces and no others."""
        if marks == self._shown and not marks:
            return
        self._shown = marks
        lines: list[QTextEdit.ExtraSelection] = []
        self._places = []
        for mark in marks:
            cursor = self._editor.stored_cursor(mark.paragraph, mark.start, mark.length)
            self._places.append((cursor.selectionStart(), cursor.selectionEnd(), mark.words))
            lines.append(_underline(cursor, self._colours.error if mark.hard else self._colours.warning))
        self._editor.setExtraSelections(lines)

    def words_at(self, position: int) -> str:
        """What is wrong at a position of the document, '' where nothing is."""
        said = dict.fromkeys(words for start, end, words in self._places if start <= position <= end)
        return "<p>" + "<br>".join(escape(words) for words in said) + "</p>" if said else ""


def _underline(cursor: QTextCursor, colour: str) -> QTextEdit.ExtraSelection:
    made: Any = QTextEdit.ExtraSelection()
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(QColor(colour))
    made.cursor, made.format = cursor, look
    return made
