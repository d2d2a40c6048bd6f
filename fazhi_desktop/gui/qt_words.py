"""Chinese words for what Qt's own translation leaves in English."""

import json
from pathlib import Path

from PySide6.QtCore import QObject, QTranslator

from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.gui.guard import guarded


class QtWords(QTranslator):
    """A translator over a data file: Qt's context -> English words -> Chinese words."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        try:
            self._words: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise DataFault([f"{path.name}：无法读取（{error}）"]) from error

    def isEmpty(self) -> bool:
        return not self._words

    @guarded()
    def translate(  # type: ignore[override] - None leaves the word to the next translator, '' would show nothing
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        del disambiguation, n
        return self._words.get(context, {}).get(sourceText)
