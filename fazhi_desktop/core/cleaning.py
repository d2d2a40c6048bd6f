"""The typography cleaner: spaces and punctuation of Chinese text, never a number, a link or an address."""

import re

from fazhi_desktop.core.links import Link, parts

_CHINESE = "\u3400-\u9fff\uf900-\ufaff"
_MARKS = "，。；：？！、（）《》“”‘’〔〕—…"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_BLANK = r"[ \u00a0\u3000\t]+"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<=[{_CHINESE}{_MARKS}]){_BLANK}(?=[{_CHINESE}{_MARKS}])"), ""),
    (re.compile(rf"(?<=[{_CHINESE}]){_BLANK}(?=\d)"), ""),
    (re.compile(rf"(?<=\d){_BLANK}(?=[{_CHINESE}{_MARKS}])"), ""),
    (re.compile(rf"(?<=[{_CHINESE}）》”])\((?=[^()]*\))"), "（"),
    (re.compile(r"\.{3,}|。{3,}|…(?!…)(?<!……)"), "……"),
    (re.compile(rf"(?<=[{_CHINESE}])--+(?=[{_CHINESE}])"), "——"),
    (re.compile(r"([，、；：])\1+"), r"\1"),
    (re.compile(r"。{2}(?!。)"), "。"),
)

_NARROW = re.compile(
    rf"(?<=[{_CHINESE}{_MARKS}\ue000])[,;:?!](?![\w/])|(?<=[{_CHINESE}”）》])[,;:?!](?=[{_CHINESE}“（《])"
)


def clean(text: str) -> str:
    """A stored paragraph with full-width punctuation beside Chinese and without stray spaces.

    What stands inside numbers (3,039), times (8:30), ratios, document numbers and links stays as it is.
    """
    pieces = [piece if isinstance(piece, Link) else None for piece in parts(text)]
    plain = "".join("\ue000" if isinstance(piece, Link) else piece for piece in parts(text)).strip(
        " \u3000\t\u00a0"
    )
    for pattern, instead in _RULES:
        plain = pattern.sub(instead, plain)
    plain = _close_brackets(plain)
    plain = _NARROW.sub(lambda found: _WIDE[found[0]], plain)
    plain = _quotes(plain)
    named = iter(piece for piece in pieces if piece is not None)
    return "".join(str(next(named)) if letter == "\ue000" else letter for letter in plain)


def _close_brackets(text: str) -> str:
    """A half-width closing bracket follows its opening one."""
    made: list[str] = []
    open_marks: list[str] = []
    for letter in text:
        if letter in "（(":
            open_marks.append(letter)
        elif letter in "）)" and open_marks:
            letter = "）" if open_marks.pop() == "（" else letter
        made.append(letter)
    return "".join(made)


def _quotes(text: str) -> str:
    """Straight quotation marks in pairs become “ and ”; an odd number of them is left alone."""
    if text.count('"') % 2:
        return text
    halves = text.split('"')
    return "".join(
        half + ("" if place == len(halves) - 1 else "“" if place % 2 == 0 else "”")
        for place, half in enumerate(halves)
    )
