"""Breaking a title into lines of 梯形 or 菱形 shape, never inside a word (GB/T 9704-2012, 7.3.1)."""

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import cache

from fazhi_desktop.core.report import Report
from fazhi_desktop.document.elements import clean, width_in_characters
from fazhi_desktop.document.styles import Styles

_ATOM = re.compile(r"\d[\d.,]*\s*(?:年度|年|月|日|号)?|[A-Za-z]+|[《〈“（(]?.[》〉”）)，。、：；！？]*", re.S)
_STICK_BEFORE = "的和与及同等之了"
_MOST_LINES = 12


def report_title(report: Report, styles: Styles, text: str, *, room: float = 1.0) -> tuple[str, ...]:
    """The lines of a title of this report; `room` is the share of the text area it may take."""
    words = (*styles.title_words, report.body.unit, report.body.short)
    return title_lines(clean(text), words, styles.title_per_line * room)


def title_lines(title: str, words: Sequence[str], per_line: float) -> tuple[str, ...]:
    """The lines of a title.

    Args:
        words: words that stay whole (the body's names among them), in any order.
        per_line: characters that fit on a line; a single word longer than that is split.
    """
    text = " ".join(title.split())
    if width_in_characters(text) <= per_line:
        return (text,) if text else ()
    pieces = [part for piece in _pieces(text, words) for part in _fitting(piece, per_line)]
    least = max(2, -int(-width_in_characters(text) // per_line))
    for count in range(least, _MOST_LINES + 1):
        if lines := _best(tuple(pieces), count, per_line):
            return lines
    return _filled(pieces, per_line)


def _pieces(text: str, words: Sequence[str]) -> Iterable[str]:
    """The title in pieces that are not split; 的, 和 … stay with the word before them."""
    known = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True) if word)
    pattern = (
        re.compile(rf"(?:{known})(?:\s*[》〉”）)，。、：；]+)?|{_ATOM.pattern}", re.S) if known else _ATOM
    )
    pieces: list[str] = []
    unknown = False
    for found in pattern.finditer(text):
        piece = found[0]
        single = len(piece.strip()) == 1 and not piece.isascii()
        if pieces and (piece.strip() in set(_STICK_BEFORE) or not piece.strip() or (single and unknown)):
            pieces[-1] += piece
        else:
            pieces.append(piece)
        unknown = single and piece.strip() not in set(_STICK_BEFORE)
    return pieces


def _fitting(piece: str, per_line: float) -> Iterable[str]:
    while width_in_characters(piece) > per_line:
        cut = max(1, int(per_line) // 2)
        yield piece[:cut]
        piece = piece[cut:]
    yield piece


def _best(pieces: tuple[str, ...], count: int, per_line: float) -> tuple[str, ...]:
    """The split into `count` lines nearest to a trapezium or a rhombus; () where none fits."""
    widths = [width_in_characters(piece) for piece in pieces]
    total = sum(widths)
    even = total / count

    @cache
    def search(start: int, left: int) -> tuple[float, tuple[int, ...]] | None:
        if left == 1:
            width = sum(widths[start:])
            return (
                ((width - even) ** 2, (len(pieces),)) if width <= per_line and start < len(pieces) else None
            )
        best: tuple[float, tuple[int, ...]] | None = None
        width = 0.0
        for end in range(start + 1, len(pieces)):
            width += widths[end - 1]
            if width > per_line:
                break
            rest = search(end, left - 1)
            if rest is None:
                continue
            following = sum(widths[end : rest[1][0]])
            cost = (width - even) ** 2 + rest[0] + (8.0 if abs(width - following) < 1 else 0.0)
            if best is None or cost < best[0]:
                best = (cost, (end, *rest[1]))
        return best

    found = search(0, count)
    if found is None:
        return ()
    bounds = (0, *found[1])
    return tuple("".join(pieces[a:b]).strip() for a, b in itertools.pairwise(bounds))


def _filled(pieces: Sequence[str], per_line: float) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and width_in_characters(lines[-1] + piece) > per_line:
            lines.append("")
        lines[-1] += piece
    return tuple(line.strip() for line in lines)
