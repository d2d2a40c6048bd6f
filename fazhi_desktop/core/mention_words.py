"""Word lists of the prose scanner, loaded from `resources/reading/numbers.toml` and checked as a whole."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.toml_files import read_toml
from fazhi_desktop.core.units import UNITS
from fazhi_desktop.core.values import QUALIFIERS, Qualifier

_YEAR = re.compile(r"^(?:19|20)\d\d\s*年度?(?:以来|来)?(?!\s*\d)[、，,]?")


@frozen
class MentionWords:
    """What the scanner knows of the language; see the comments of the data file.

    Attributes:
        names, dates: one pattern each for all that is no quantity, over folded text.
        units: first character to the units that begin with it, longest first.
        before: (qualifier word, meaning), longest first.
        zero: words that say nought with the noun they deny, groups noun and unit.
    """

    names: re.Pattern[str]
    dates: re.Pattern[str]
    units: Mapping[str, tuple[str, ...]]
    unit_not_before: Mapping[str, frozenset[str]]
    unit_still_before: Mapping[str, tuple[str, ...]]
    measures: frozenset[str]
    one_measures: frozenset[str]
    one_cues: tuple[str, ...]
    cues: tuple[str, ...]
    abstract: tuple[str, ...]
    concrete: tuple[str, ...]
    norms: tuple[str, ...]
    before: tuple[tuple[str, Qualifier], ...]
    not_after: Mapping[str, tuple[str, ...]]
    after: re.Pattern[str]
    after_meaning: Mapping[str, Qualifier]
    zero: re.Pattern[str]
    zero_units: tuple[tuple[str, str], ...]
    lead: tuple[str, ...]
    tail: tuple[str, ...]
    verbs: tuple[str, ...]
    adverbs: tuple[str, ...]
    predicates: tuple[str, ...]
    clause_ends: str

    @property
    def doing(self) -> tuple[str, ...]:
        """Words that begin what somebody did."""
        return (*self.verbs, *self.predicates)

    def is_unit(self, text: str) -> bool:
        """Whether the text is a unit word by itself."""
        return text in self.units.get(text[:1], ())

    def strip(self, phrase: str) -> str:
        """A phrase without the words around it that count nothing (其中, 全年, 共, 达)."""
        text = phrase.strip(" \u3000、，,：:")
        while True:
            shorter = text
            for word in self.lead:
                shorter = shorter.removeprefix(word)
            for word in self.tail:
                shorter = shorter.removesuffix(word)
            shorter = _YEAR.sub("", shorter.strip(" \u3000、，,：:"))
            if shorter == text or len(shorter) == 1:
                return text
            text = shorter


def load_mention_words(folder: Path) -> MentionWords:
    """Load `numbers.toml` of the folder; raises DataFault naming what is missing or no valid pattern."""
    path = folder / "numbers.toml"
    try:
        return _words(read_toml(path))
    except KeyError as error:
        raise DataFault([f"词表 {path.name}：缺少 {error}"]) from error
    except re.error as error:
        raise DataFault([f"词表 {path.name}：不是有效的样式 {error.pattern!r}（{error}）"]) from error


def _words(data: dict[str, Any]) -> MentionWords:
    numerals, qualifiers, names, phrases = (
        data["numerals"],
        data["qualifiers"],
        data["names"],
        data["phrases"],
    )
    return MentionWords(
        names=_together(names["patterns"]),
        dates=_together(names["dates"]),
        units=_by_first((*UNITS, *data["units"])),
        unit_not_before=_characters(data["unit_not_before"]),
        unit_still_before={unit: tuple(words) for unit, words in data["unit_still_before"].items()},
        measures=frozenset(numerals["measures"]),
        one_measures=frozenset(numerals["one_measures"]),
        one_cues=tuple(numerals["one_cues"]),
        cues=tuple(numerals["cues"]),
        abstract=tuple(numerals["abstract"]),
        concrete=tuple(numerals["concrete"]),
        norms=tuple(numerals["norms"]),
        before=tuple(
            (word, _qualifier(qualifiers["before"][word])) for word in _longest(qualifiers["before"])
        ),
        not_after={word: tuple(ends) for word, ends in qualifiers["not_after"].items()},
        after=re.compile(r"\s*(?:" + _either(qualifiers["after"]) + ")"),
        after_meaning={word: _qualifier(meaning) for word, meaning in qualifiers["after"].items()},
        zero=_zero_pattern(data["zero"]),
        zero_units=tuple(data["zero"]["units"].items()),
        lead=_longest(phrases["lead"]),
        tail=_longest(phrases["tail"]),
        verbs=tuple(phrases["verbs"]),
        adverbs=tuple(phrases["adverbs"]),
        predicates=tuple(phrases["predicates"]),
        clause_ends=phrases["clause_ends"],
    )


def _characters(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {word: frozenset(characters) for word, characters in table.items()}


def _qualifier(meaning: str) -> Qualifier:
    for known in QUALIFIERS:
        if known == meaning:
            return known
    raise KeyError(meaning)


def _together(patterns: Iterable[str]) -> re.Pattern[str]:
    for pattern in patterns:
        re.compile(pattern)
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _longest(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in _longest(words))


def _by_first(units: Iterable[str]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, set[str]] = {}
    for unit in units:
        grouped.setdefault(unit[0], set()).add(unit)
    return {first: _longest(group) for first, group in grouped.items()}


def _zero_pattern(zero: dict[str, Any]) -> re.Pattern[str]:
    """A word for nought, an optional 一起, and a phrase with a noun of the list, up to a closer."""
    bare = set(zero["bare"])
    free = _either(word for word in zero["words"] if word not in bare)
    inner = r"[^，。；：！？,;:!?\n]"
    noun = f"(?:{_either(zero['nouns'])})"
    return re.compile(
        rf"(?:(?:{free})|(?<![\u4e00-\u9fff])(?:{_either(bare)})|(?<=[件均尚暂也内来年度镇乡局区县道并亦])(?:{_either(bare)}))"
        rf"(?!{_either(zero['not_before'])})过?(?:任何)?(?:[一1]\s?(?P<unit>[起例件宗]))?"
        rf"(?P<noun>(?=({inner}{{0,24}}?{noun})){inner}{{0,36}}?"
        rf"(?:{_either(zero['closers'])})(?=[，。；：！？,;:!?\n（(）)]|$|的|发生))"
    )
