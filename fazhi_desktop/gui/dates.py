"""Dates as a clerk types them into a field, and today as Ctrl+; writes it."""

import re
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_DATE = re.compile(r"(\d{4})\s*[年\-./]\s*(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*日?")
_SHORT = re.compile(r"(\d{1,2})\s*[月\-./]\s*(\d{1,2})\s*日?")


def read_date(text: str, *, year: int) -> str | None:
    """A typed date as 2024-01-05, '' for an empty field, None where it is no date.

    A date without a year (1月10日) belongs to `year`.
    """
    plain = text.strip().translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})
    if not plain:
        return ""
    parts: tuple[int, int, int] | None = None
    if found := _DATE.fullmatch(plain):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    elif found := _SHORT.fullmatch(plain):
        parts = (year, int(found[1]), int(found[2]))
    elif len(plain) == 8 and plain.isdigit():
        parts = (int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if parts is None:
        return None
    try:
        return date(*parts).isoformat()
    except ValueError:
        return None


def in_years_of(example: str, year: int) -> str:
    """An example for a field with the years of this report: all are written for 2023, handed in in 2024."""
    return re.sub("202[34]", lambda found: str(year + int(found[0]) - 2023), example)


def asks_for_today(event: QKeyEvent) -> bool:
    """Whether a key is Ctrl+;."""
    return event.key() == Qt.Key.Key_Semicolon and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def today_in_words() -> str:
    """Today as a text says it: 2024年1月5日."""
    today = date.today()
    return f"{today.year}年{today.month}月{today.day}日"
