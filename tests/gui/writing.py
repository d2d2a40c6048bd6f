"""Writing into a text as a keyboard or an input method does."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from fazhi_desktop.gui.editor import TextEditor
from fazhi_desktop.gui.session import Session

TEXT = ("全年行政检查{{E02}}件，行政处罚{{E03}}件。", "处罚金额{{E08}}元。")


def stored(session: Session, node: int) -> tuple[str, ...]:
    found = session.report.node(node)
    assert found is not None
    return found.paragraphs


def compose(editor: TextEditor, preedit: str) -> None:
    QApplication.sendEvent(editor, QInputMethodEvent(preedit, []))


def commit(editor: TextEditor, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)
