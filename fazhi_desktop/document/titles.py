"""Breaking a title into lines of 梯形 or 菱形 shape, never inside a word (GB/T 9704-2012, 7.3.1)."""

import itertools
import re
from collections.abc import Iterable, Sequence
from functools import cache

from fazhi_desktop.core.report import Report
from fazhi_desktop.document.elements import clean, width_in_characters
from fazhi_desktop.document.styles import Styles

_ATOM = re.compile(
    r"\d[\d.,]*\s*(?:年度|年|月|日|号)?|[〇○零一二三四五六七八九]{4}年度?|[A-Za-z]+|[《〈“（(]?.[》〉”）)，。、：；！？]*",
    re.S,
)
_STICK_BEFORE = "的和与及同等之了"
_MOST_LINES = 12
_ALIKE_COST = 8.0
"""What two neighbouring lines of one length cost, in squares of characters: a block is no 梯形."""
_Found = tuple[float, tuple[int, ...]] | None


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
    pieces = tuple(part for piece in _pieces(text, words) for part in _fitting(piece, per_line))
    least = max(2, -int(-width_in_characters(text) // per_line))
    for shaped, most in ((True, least + 1), (False, _MOST_LINES)):
        for count in range(least, min(most, _MOST_LINES) + 1):
            if lines := _best(pieces, count, per_line, shaped=shaped):
                return lines
    return _filled(pieces, per_line)


def _pieces(text: str, words: Sequence[str]) -> list[str]:
    """The title in pieces that are not split.

    Known words stay whole, other text goes in pairs, as most words have two characters; 的, 和 … stay with
    the word before them.
    """
    known = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True) if word)
    pattern = (
        re.compile(rf"(?:{known})(?:\s*[》〉”）)，。、：；]+)?|{_ATOM.pattern}", re.S) if known else _ATOM
    )
    pieces: list[str] = []
    run: list[str] = []
    for found in pattern.finditer(text):
        piece, plain = found[0], found[0].strip()
        sticks = not plain or plain in _STICK_BEFORE
        if len(plain) == 1 and not plain.isascii() and not sticks:
            run.append(piece)
            continue
        pieces += _pairs(run)
        run = []
        if pieces and sticks:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return [*pieces, *_pairs(run)]


def _pairs(run: Sequence[str]) -> list[str]:
    """Characters two by two; an odd one goes with the last two."""
    made = ["".join(run[at : at + 2]) for at in range(0, len(run), 2)]
    if len(run) % 2 and len(made) > 1:
        made[-2:] = [made[-2] + made[-1]]
    return made


def _fitting(piece: str, per_line: float) -> Iterable[str]:
    while width_in_characters(piece) > per_line:
        cut = max(1, int(per_line) // 2)
        yield piece[:cut]
        piece = piece[cut:]
    yield piece


def _best(pieces: tuple[str, ...], count: int, per_line: float, *, shaped: bool) -> tuple[str, ...]:
    """The split into `count` lines nearest to even ones, () where none fits.

    `shaped` lines grow, shrink, or first grow and then shrink: 梯形 and 菱形.
    """
    widths = [0.0, *itertools.accumulate(width_in_characters(piece) for piece in pieces)]
    even = widths[-1] / count

    @cache
    def search(start: int, left: int, before: float, falling: bool) -> _Found:
        """Cost and ends of the best `left` lines from `start` on, below a line `before` characters wide."""
        if not left:
            return (0.0, ()) if start == len(pieces) else None
        best: _Found = None
        for end in range(start + 1, len(pieces) - left + 2):
            width = widths[end] - widths[start]
            if width > per_line:
                break
            if shaped and (width < even / 2 or (falling and width > before)):
                continue
            rest = search(end, left - 1, width, falling or width < before)
            if rest is not None:
                alike = _ALIKE_COST if before and abs(width - before) < 1 else 0.0
                cost = (width - even) ** 2 + alike + rest[0]
                if best is None or cost < best[0]:
                    best = (cost, (end, *rest[1]))
        return best

    found = search(0, count, 0.0, False)
    if found is None:
        return ()
    return tuple("".join(pieces[a:b]).strip() for a, b in itertools.pairwise((0, *found[1])))


def _filled(pieces: Sequence[str], per_line: float) -> tuple[str, ...]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and width_in_characters(lines[-1] + piece) > per_line:
            lines.append("")
        lines[-1] += piece
    return tuple(line.strip() for line in lines)
