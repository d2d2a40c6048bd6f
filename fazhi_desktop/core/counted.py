"""What a number counts: the noun behind its measure word, or the one in front of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.mention_words import MentionWords
from fazhi_desktop.core.quantities import Quantity

_THEME = re.compile(r"^以.{1,40}?为(?:主题|内容|重点|主线|载体)的")
_NEW_THOUGHT = re.compile(r"\s*(?:[、，。；：（(）)]|其中|并|且|以上|$)")
_LONG_BRACKET = re.compile(
    r"[（(](?![^（）()]{1,4}[）)])|(?<![（(].)(?<![（(]..)(?<![（(]...)(?<![（(]....)[）)]"
)
_BETWEEN = re.compile(r"\s*[、和与及]?\s*")
_RATES = frozenset({"%", "倍", "个百分点", "百分点"})
_QUOTE = 60


@frozen
class Mention:
    """One quantity in a text.

    Attributes:
        start, end: the number with its qualifier and unit, as characters of the text.
        digits: place of the digits alone, which a link would replace; empty where the number is a word.
        counts: what it counts, in the words of the text.
        before, after: the words of its clause on both sides, for matching.
        quote: place of number, unit and counted words together.
    """

    start: int
    end: int
    digits: tuple[int, int]
    quantity: Quantity
    counts: str = ""
    before: str = ""
    after: str = ""
    quote: tuple[int, int] = (0, 0)


def with_counts(text: str, found: Sequence[Mention], words: MentionWords) -> tuple[Mention, ...]:
    """The quantities of a text, each with the words it counts and its quote."""
    made: list[Mention] = []
    for place, mention in enumerate(found):
        following = found[place + 1].start if place + 1 < len(found) else len(text)
        made.append(_with_words(text, mention, made[-1] if made else None, following, words))
    return tuple(_shared_on(_shared_out(text, made, words)))


def _with_words(
    text: str, mention: Mention, last: Mention | None, ceiling: int, words: MentionWords
) -> Mention:
    """The mention with the piece of its clause that no other mention holds."""
    ends, floor = words.clause_ends, last.end if last else 0
    left = max((text.rfind(mark, floor, mention.start) + 1 for mark in ends), default=floor)
    left = max(left, floor)
    right = min(
        (cut for mark in ends if (cut := text.find(mark, mention.end, ceiling)) >= 0), default=ceiling
    )
    before, after = text[left : mention.start], _noun_after(text[mention.end : right])
    opening = left
    if not words.strip(before) and left > floor and text[left - 1] not in "。；;":
        earlier = max(
            (text.rfind(mark, floor, left - 1) + 1 for mark in ends if mark not in "。；;"), default=floor
        )
        left = max(earlier, floor)
        before = text[left : mention.start]
    if not words.strip(before) and left <= floor and last:
        before, left = last.before, last.quote[0]
    left = opening if after else left
    counts = mention.counts or _counted(before, after, mention.quantity.unit, words)
    quote = _window(left, max(mention.end + len(after), _unit_end(text, mention)), mention)
    while quote[0] < mention.start and text[quote[0]] in " \u3000、，,":
        quote = (quote[0] + 1, quote[1])
    return replace(mention, counts=counts, before=before.strip(), after=after.strip(), quote=quote)


def _shared_out(text: str, made: list[Mention], words: MentionWords) -> list[Mention]:
    """许可、处罚、强制分别为36、29、2件: as many names as numbers, so each counts its own."""
    start = 0
    while start < len(made):
        end = start + 1
        while end < len(made) and _BETWEEN.fullmatch(text, made[end - 1].end, made[end].start):
            end += 1
        names = re.split(r"[、和与及]", words.strip(made[start].before))
        if end - start > 1 and len(names) == end - start and "分别" in made[start].before:
            for place, name in enumerate(names, start):
                own = words.strip(name)
                made[place] = replace(made[place], counts=own, before=own)
        start = end
    return made


def _shared_on(made: list[Mention]) -> list[Mention]:
    """11批次166名干部: a number that stands right before another counts what that one counts."""
    for place in range(len(made) - 2, -1, -1):
        one, other = made[place], made[place + 1]
        if not one.counts and one.end == other.start:
            made[place] = replace(one, counts=other.counts)
    return made


def _counted(before: str, after: str, unit: str, words: MentionWords) -> str:
    """Number and measure word belong to the noun behind them; rates and sums of money to the one before."""
    stripped = words.strip(before)
    following = _THEME.sub("", after.strip())
    rate = unit in _RATES or unit.endswith("元")
    if following and not (stripped and (rate or _is_subject(before, following, unit, words))):
        return following.strip(" \u3000、，,：:").removeprefix("的")[:24] or stripped
    return stripped


def _is_subject(before: str, following: str, unit: str, words: MentionWords) -> bool:
    """执法队员44名下沉社区: a noun in front and a verb behind, so the noun is what is counted."""
    if unit == "次" or before.rstrip().endswith((*words.verbs, *words.adverbs)):
        return False
    return following.startswith((*words.verbs, *words.predicates))


def _unit_end(text: str, mention: Mention) -> int:
    """Where its unit ends: behind the last number of a row (36、29、2件) that shares one."""
    unit = mention.quantity.unit[:1]
    if not unit or unit in text[mention.start : mention.end] or mention.quantity.number == "0":
        return mention.end
    place = text.find(unit, mention.end, mention.end + 40)
    return place + len(mention.quantity.unit) if place >= 0 else mention.end


def _noun_after(text: str) -> str:
    """The words behind a measure word that may be what it counts; '' where a new thought begins."""
    return "" if _NEW_THOUGHT.match(text) else _LONG_BRACKET.split(text)[0].rstrip()


def _window(left: int, right: int, mention: Mention) -> tuple[int, int]:
    """At most 60 characters that hold the mention and as much of the counted words as fits."""
    right = min(right, max(left + _QUOTE, mention.end))
    return max(left, min(right - _QUOTE, mention.start)), right
