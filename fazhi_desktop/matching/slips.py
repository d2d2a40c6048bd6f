"""Slips of the pen in labels: one character that sounds like the right one, or makes a word nobody knows."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from fazhi_desktop.matching.likeness import TELLING, Term
from fazhi_desktop.matching.vocabulary import meanings

_SHORTEST, _LONG = 4, 6
_FIRST, _AFTER = 0xB0, 0xD8
_NEAR = 15
"""Characters of one sound stand together in GB 2312's first level, which is ordered by sound."""


class Slips:
    """Finds the one wording that a label misses by a single character."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._texts = {(term.text, term.code) for term in terms} | {(term.core, term.code) for term in terms}
        self._gaps: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)

    def codes(self, label: str) -> set[str]:
        """Codes of wordings that differ from a plain label in one mistaken character."""
        if len(label) < _SHORTEST:
            return set()
        if not self._gaps:
            for text, code in self._texts:
                for place, char in enumerate(text) if len(text) >= _SHORTEST else ():
                    self._gaps[text[:place], text[place + 1 :]].add((char, code))
        unknown = frozenset(meanings(label))
        return {
            code
            for place, char in enumerate(label)
            for meant, code in self._gaps.get((label[:place], label[place + 1 :]), ())
            if char != meant and _mistaken(char, meant, long=len(label) >= _LONG and char in unknown)
        }


def _mistaken(char: str, meant: str, *, long: bool) -> bool:
    if char in TELLING or meant in TELLING or not char >= "\u4e00" <= meant:
        return False
    one, other = _sound(char), _sound(meant)
    return long or one is None or (other is not None and abs(one - other) <= _NEAR)


@lru_cache(maxsize=4096)
def _sound(char: str) -> int | None:
    """The place of a character in the order of sounds, None for a rare one."""
    try:
        row, cell = char.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        return None
    return (row - _FIRST) * 94 + cell if _FIRST <= row < _AFTER else None
