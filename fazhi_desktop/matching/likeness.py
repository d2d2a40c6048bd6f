"""How one wording may stand for another: completed by context, denied, or spelled a little differently."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from fazhi_desktop.matching.labels import NEUTRAL

_NEGATIONS = "不未非无免拒撤超逾败胜"
TELLING = frozenset(_NEGATIONS + "应国省市区县镇乡村上下前后新旧初再一二三四五六七八九十")
"""Characters that make another thing of a wording: denials, what is due, levels, order."""
_LONGEST_FIRST = sorted(NEUTRAL, key=len, reverse=True)
_SHORTEST = 2
_FEWEST = 5
_MOST_PIECES = 3
_LONGEST_PIECE = 5


@dataclass(frozen=True)
class Term:
    """One wording of an indicator."""

    code: str
    text: str
    core: str
    kind: str
    letters: frozenset[str]


def wordings(parts: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Wordings that a path may stand for, with the parts each leaves out."""
    yield "".join(parts), ()
    if len(parts) == 1:
        return
    places = range(len(parts))
    for size in range(len(parts) - 1, 0, -1):
        for chosen in combinations(places, size):
            rest = tuple(parts[place] for place in places if place not in chosen)
            yield "".join(parts[place] for place in chosen), rest


def negated(one: str, other: str) -> bool:
    """Whether one wording denies or bounds what the other says: 不满意, 未办结, 超时."""
    return any(one.count(sign) != other.count(sign) for sign in _NEGATIONS)


@lru_cache(maxsize=20_000)
def bare(wording: str) -> str:
    """A wording without any word that says nothing: 行政诉讼应诉案件 -> 行政诉讼应诉."""
    for word in _LONGEST_FIRST:
        wording = wording.replace(word, "")
    return wording


@lru_cache(maxsize=20_000)
def harmless(one: str, other: str) -> bool:
    """Whether what two wordings do not share changes nothing: 列入 does not, 应 and 市 do."""
    compared = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for kind, start, end, first, last in compared.get_opcodes():
        if kind == "equal":
            continue
        for piece in (one[start:end], other[first:last]):
            if set(bare(piece)) & TELLING:
                return False
    return True


def left_over(term: str, label: str) -> str | None:
    """What a label says beside a wording that it holds in a few pieces, in order; None where it does not.

    受理行政执法投诉举报 holds 受理执法投诉举报 and says 行政 besides; pieces have two characters or more.
    """
    if term in label:
        return label.replace(term, "|", 1)
    if len(term) < _FEWEST or len(label) <= len(term):
        return None
    rest, place, pieces = "", 0, 0
    while term:
        size = next((size for size in range(len(term), 1, -1) if label.find(term[:size], place) >= 0), 0)
        pieces += 1
        if not size or pieces > _MOST_PIECES:
            return None
        found = label.find(term[:size], place)
        rest += label[place:found] + "|"
        place, term = found + size, term[size:]
    return rest + label[place:]


def pattern(own: str, term: str) -> str:
    """The term with the label cut out as `|`, where the label is the term without one piece; '' otherwise."""
    if len(own) < _SHORTEST or len(own) >= len(term):
        return ""
    if own in term:
        return term.replace(own, "|", 1)
    if len(own) < 4 or len(term) - len(own) > _LONGEST_PIECE:
        return ""
    front = next(
        (place for place, (one, other) in enumerate(zip(own, term, strict=False)) if one != other), len(own)
    )
    back = len(own) - front
    return "|" + term[front : len(term) - back] + "|" if back and term.endswith(own[front:]) and front else ""


def completed_by(pattern: str, own: str, context: str, titles: str) -> float:
    """Score of a wording of which the label is a piece; `|` marks the piece in the pattern."""
    missing: Iterable[str] = [piece for piece in pattern.split("|") if piece]
    rest = ""
    for piece in missing:
        for word in NEUTRAL:
            piece = piece.replace(word, "")
        rest += piece
    if not rest:
        return 0.87 if len(own) > 4 else 0.85
    if any(sign in rest for sign in _NEGATIONS):
        return 0.0
    if len(rest) >= 2 and rest in titles:
        term = pattern.replace("|", own, 1).replace("|", "")
        width = len(rest) + 2
        windows = (term[place : place + width] for place in range(len(term) - width + 1))
        return 0.985 if any(rest in window and window in titles for window in windows) else 0.95
    if rest in context or all(pair in context for pair in pairs(rest)):
        return 0.93
    return 0.0


def pairs(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(len(text) - 1)] or [text]
