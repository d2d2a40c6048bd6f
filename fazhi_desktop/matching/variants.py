"""Spellings in one column that may mean the same thing (综合行政执法队, 综合执法队), proposed to the clerk.

Two ways, as data cleaning tools do it by key collision and nearest neighbours: what is equal but for signs,
width and the usual short forms is surely the same; what is alike is only asked about. Nothing is proposed
where a number, a denial or a word of level or order makes the difference.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.returns import known_office, without_town
from fazhi_desktop.matching.likeness import harmless, negated

LONGEST = 30
"""Characters; a longer text is a sentence, not a name."""
MOST = 1000
"""Spellings of one column that are compared."""
_SHORT_FORMS = (("办公室", "办"), ("村民委员会", "村委会"), ("居民委员会", "居委会"))
_DIGITS = re.compile(r"\d+")
_SHORTEST = 4
_TYPO = 7
"""From this length on one other character is a slip rather than another thing."""
_KEPT = 0.6
"""Share of the longer name that its abbreviation keeps."""


@frozen
class Written:
    """A spelling and the rows it stands in.

    Attributes:
        office: the department it surely means, '' where it means none.
        others: further spellings of the same thing that are known already.
    """

    text: str
    rows: int
    office: str = ""
    others: tuple[str, ...] = ()


@frozen
class Variants:
    """Spellings that may mean one thing, the most frequent first.

    Attributes:
        name: proposed for all of them.
        sure: those that surely mean one thing: they differ by signs and short forms only, or are known
            spellings of one department; the others are alike.
    """

    spellings: tuple[Written, ...]
    name: str
    sure: frozenset[str]


def written(counts: Mapping[str, int], known: Mapping[str, str], town: str) -> tuple[Written, ...]:
    """The spellings of a column; where most rows name departments, with the department each means.

    `known` gives the department of every name and alias.
    """
    offices = {text: known_office(text, known, town) or "" for text in counts}
    named = sum(rows for text, rows in counts.items() if offices[text])
    if named * 2 < sum(counts.values()):
        return tuple(Written(text, rows) for text, rows in counts.items())
    others = {office: tuple(text for text in known if known[text] == office) for office in known.values()}
    return tuple(
        Written(text, rows, office, others.get(office, ()))
        for (text, rows), office in zip(counts.items(), offices.values(), strict=True)
    )


def variants(column: Iterable[Written], town: str = "") -> tuple[Variants, ...]:
    """Groups of spellings that may mean the same, the sure ones first."""
    frequent = sorted(column, key=lambda entry: (-entry.rows, entry.text))
    groups: dict[str, list[Written]] = {}
    for entry in frequent:
        if (key := folded(entry.text, town)) and not key.isdecimal() and len(entry.text) <= LONGEST:
            groups.setdefault(f"/{entry.office}" if entry.office else key, []).append(entry)
    centres: list[tuple[_Names, list[Written], list[Written]]] = []
    for group in list(groups.values())[:MOST]:
        names = _Names(group, town)
        near = next((joined for centre, _, joined in centres if centre.alike(names)), None)
        if near is not None:
            near += group
        else:
            centres.append((names, group, []))
    found = [_proposed(own, joined) for _, own, joined in centres if len(own) + len(joined) > 1]
    return tuple(sorted(found, key=lambda entry: len(entry.sure) < len(entry.spellings)))


def folded(text: str, town: str = "") -> str:
    """A text without what does not tell: width, case, signs, the town in front, long forms of offices."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(letter for letter in plain if letter.isalnum())
    for long, short in _SHORT_FORMS:
        plain = plain.replace(long, short)
    return plain.removeprefix(town) if len(plain) > len(town) + 1 else plain


def _proposed(own: list[Written], joined: list[Written]) -> Variants:
    ordered = tuple(sorted((*own, *joined), key=lambda entry: (-entry.rows, entry.text)))
    named = (entry.office or (entry.text if entry.others else "") for entry in ordered)
    office = next(filter(None, named), "")
    sure = frozenset(entry.text for entry in own if len(own) > 1)
    return Variants(ordered, office or ordered[0].text, sure)


class _Names:
    """What a group of spellings is called."""

    def __init__(self, group: list[Written], town: str) -> None:
        known = (name for entry in group for name in entry.others)
        self.office = group[0].office
        self.is_office = bool(group[0].others or group[0].office)
        names = (*(entry.text for entry in group), *known)
        self.names = tuple(dict.fromkeys(folded(without_town(name, town), town) for name in names))

    def alike(self, other: "_Names") -> bool:
        """Whether both may be one thing; two known departments never are."""
        if self.office and other.office:
            return False
        rule = _same_office if self.is_office or other.is_office else _same_thing
        return any(rule(*sorted((one, two), key=len)) for one in self.names for two in other.names)


def _same_thing(short: str, long: str) -> bool:
    """An abbreviation from the same first to the same last character, another order, or one slip."""
    if len(short) < _SHORTEST or not (short[0] == long[0] or short[-1] == long[-1]):
        return False
    ends = short[0] == long[0] and short[-1] == long[-1] and len(short) >= len(long) * _KEPT
    slips = sum(one != other for one, other in zip(short, long, strict=False)) + len(long) - len(short)
    near = (
        (ends and _is_within(short, long))
        or sorted(short) == sorted(long)
        or (slips == 1 and len(short) >= _TYPO and len(short) == len(long))
    )
    return near and _tells_nothing(short, long)


def _same_office(short: str, long: str) -> bool:
    """One name of an office with one character more than the other: 执法队, 执法中队."""
    if len(short) < _SHORTEST - 1 or len(long) - len(short) > max(1, len(short) - _SHORTEST):
        return False
    return (
        _is_within(short, long)
        and short[0] == long[0]
        and short[-1] == long[-1]
        and _tells_nothing(short, long)
    )


def _is_within(short: str, long: str) -> bool:
    """Whether the characters of the one stand in the other, in order."""
    rest = iter(long)
    return all(letter in rest for letter in short)


def _tells_nothing(one: str, other: str) -> bool:
    same_numbers = _DIGITS.findall(one) == _DIGITS.findall(other)
    return same_numbers and not negated(one, other) and harmless(one, other)
