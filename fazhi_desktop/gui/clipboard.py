"""The clipboard: links travel as `{{E02}}` in plain text and as printed digits in HTML; cells as lines."""

import csv
import html
import io
import re
from collections.abc import Callable

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from fazhi_desktop.core.links import Link, parts
from fazhi_desktop.gui import chips

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffc\u200b\ufeff]")


def marked_selection(cursor: QTextCursor) -> list[str]:
    """The selected paragraphs as stored text."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    lines: list[str] = []
    for block in chips.blocks(cursor.document()):
        first, last = block.position(), block.position() + block.length() - 1
        if last >= start and first <= end:
            lines.append(chips.marked_text(block, max(start - first, 0), min(end, last) - first))
    return lines


def mime_data(cursor: QTextCursor, digits: Callable[[Link], str]) -> QMimeData:
    """The selection twice: with links for this program, with digits for word processors."""
    lines = marked_selection(cursor)
    data = QMimeData()
    data.setText("\n".join(lines))
    printed = (
        "".join(digits(piece) if isinstance(piece, Link) else piece for piece in parts(line))
        for line in lines
    )
    data.setHtml("".join(f"<p>{html.escape(line)}</p>" for line in printed))
    return data


def marked_lines(text: str) -> list[str]:
    """Pasted text as clean lines: no control characters, no blank lines, no indents; its ends stay."""
    plain = _CONTROL.sub(
        "",
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .replace("\t", " ")
        .replace("\u00a0", " "),
    )
    lines = plain.split("\n")
    if len(lines) == 1:
        return lines
    return [line.strip(" \u3000") for line in lines if line.strip(" \u3000")] or [""]


def cells_of(text: str) -> list[list[str]]:
    """Clipboard text of a spreadsheet as rows; cells with line breaks are quoted there."""
    rows = list(csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t"))
    while rows and not any(rows[-1]):
        rows.pop()
    return [[cell.strip() for cell in row] for row in rows]
