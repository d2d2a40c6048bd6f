"""What a label says in the meanings of its words: in any order, by any words for them, nothing left over."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.matching.labels import kind_word, plain, unit_word
from fazhi_desktop.matching.likeness import TELLING, Term
from fazhi_desktop.matching.slips import Slips
from fazhi_desktop.matching.vocabulary import IMPLIED, LIGHT, OTHER, PROCESS, meanings

_REMARK = re.compile(r"\((?:不?含|包括|指|注|详见|仅|只)[^()]*\)|\([^()]*等\)")
_LEFT_OUT = re.compile(r"[^，；。]*(?:不计|计入|另行|不含|不包括|以外)[^，；。]*")
"""What a definition says of things that are counted elsewhere."""
_WHOLE = 0.965
_FROM_TITLE, _FROM_GROUP, _FROM_DEFINITION, _SLIGHT, _STRANGE, _FOREIGN = 0.03, 0.01, 0.045, 0.02, 0.09, 1.0
_PERSONS = frozenset(("人员", "群众", "案件", "事项", "活动", "对象"))
_SLIPPED = 0.95
_MOST_FROM_TITLE = 2
_LIKELY, _LESS = 0.7, 0.12
"""A wording that holds less of the label than a likely one is not what is meant."""


@dataclass(frozen=True)
class _Said:
    """One wording of an indicator in meanings: those that make it, and those that hardly do.

    `whole` wordings are lists of which a member alone is less: no title completes them.
    """

    code: str
    strong: frozenset[str]
    light: frozenset[str]
    whole: bool


class Senses:
    """Finds indicators whose wordings mean what a label means; learns the words when it is first asked."""

    def __init__(
        self, terms: Iterable[Term], lists: Collection[str], indicators: dict[str, Indicator]
    ) -> None:
        self._terms, self._lists, self._indicators = tuple(terms), lists, indicators

    @cached_property
    def _slips(self) -> Slips:
        return Slips(self._terms)

    @cached_property
    def _holding(self) -> dict[str, list[_Said]]:
        """Wordings by each meaning that makes them."""
        said = [_Said(term.code, *_parted(term.text), term.core in self._lists) for term in self._terms]
        holding: dict[str, dict[_Said, None]] = defaultdict(dict)
        for one in said:
            for meaning in one.strong:
                holding[meaning][one] = None
        return {meaning: list(found) for meaning, found in holding.items()}

    @cached_property
    def _strong(self) -> dict[str, frozenset[str]]:
        return {
            code: frozenset(
                meaning for word in (entry.name, *entry.synonyms) for meaning in _parted(plain(word))[0]
            )
            for code, entry in self._indicators.items()
        }

    @cached_property
    def _near(self) -> dict[str, frozenset[str]]:
        return {
            code: frozenset(
                meaning
                for word in (*entry.context, entry.topic, *entry.departments)
                for meaning in meanings(plain(word))
                if len(meaning) > 1
            )
            for code, entry in self._indicators.items()
        }

    @cached_property
    def _told(self) -> dict[str, frozenset[str]]:
        return {
            code: frozenset(meanings(plain(_LEFT_OUT.sub("", entry.definition))))
            for code, entry in self._indicators.items()
        }

    def tells(self, code: str, text: str) -> bool:
        """Whether a text shares a meaning with the indicator's wordings."""
        return bool(self._strong[code] & frozenset(meanings(text)))

    def foreign(self, code: str, text: str) -> bool:
        """Whether a group names something of the field that is none of the indicator's: 积案 above 交办."""
        said = frozenset(meanings(text)) - LIGHT - PROCESS
        known = {meaning for meaning in said if len(meaning) > 1}
        own = self._strong[code] | self._near[code] | self._told[code]
        return bool(known) and not any(meaning in other for meaning in said for other in own)

    def of_other_work(self, code: str, label: str, titles: str, beside: str) -> bool:
        """Whether words that any office uses stand among those of other work, and none tells of this one."""
        told, also = _around(titles), _around(beside)
        if OTHER not in told and OTHER not in also:
            return False
        own = frozenset(meanings(plain(label)))
        return own - _PERSONS <= PROCESS and not self._near[code] & (told | also) - PROCESS

    def scores(self, parts: tuple[str, ...], unit: str, titles: str, beside: str) -> dict[str, float]:
        """Scores by code of what the last part says, in the light of groups above it, titles and neighbours.

        A label that means nothing may still miss one wording by a slip, if all around speaks of it.
        """
        found = self._meant(parts, unit, titles)
        if found or len(slipped := self._slips.codes(plain(parts[-1]))) != 1:
            return found
        told = _around(titles) | _around(beside)
        return {code: _SLIPPED for code in slipped if self._near[code] & told}

    def _meant(self, parts: tuple[str, ...], unit: str, titles: str) -> dict[str, float]:
        counted = "" if kind_word(parts[-1]) else unit_word(unit)
        own = frozenset(meanings(plain(_REMARK.sub("", parts[-1])) + counted))
        strong = own - LIGHT
        outer = frozenset(meanings(plain("".join(parts[:-1]))))
        around = _around(titles)
        found: dict[str, tuple[float, frozenset[str]]] = {}
        for said in {said for meaning in strong for said in self._holding.get(meaning, ())}:
            score, held = self._score(said, own, outer, around), said.strong & own
            best, most = found.get(said.code, (0.0, frozenset[str]()))
            if score > best or (score == best and score and len(held) > len(most)):
                found[said.code] = score, held
        return {
            code: score - _LESS * any(other > held for likely, other in found.values() if likely > _LIKELY)
            for code, (score, held) in found.items()
        }

    def _score(
        self, said: _Said, own: frozenset[str], outer: frozenset[str], around: frozenset[str]
    ) -> float:
        missing = said.strong - own - outer
        told = outer - LIGHT - PROCESS or around - PROCESS
        if own - LIGHT <= PROCESS and not (said.strong | self._near[said.code]) & told:
            return 0.0
        if missing and (said.whole or len(missing) > _MOST_FROM_TITLE or not missing <= around):
            return 0.0
        if not said.strong & own - PROCESS and missing and not said.strong & (outer | around) - PROCESS:
            return 0.0
        score = _WHOLE - _FROM_TITLE * len(missing) - _FROM_GROUP * len(said.strong & outer - own)
        absent = said.light - own - outer
        if absent and len(said.strong) == 1 and not absent <= around:
            return 0.0
        score -= _SLIGHT * len(absent - around)
        besides = sum(self._besides(meaning, said.code) for meaning in own - said.strong - said.light)
        if besides >= _STRANGE and (len(said.strong & own) == 1 or missing):
            return 0.0
        return 0.0 if missing and besides >= _FROM_DEFINITION else score - besides

    def _besides(self, meaning: str, code: str) -> float:
        """What a meaning takes away that the wording does not hold."""
        if meaning in self._near[code] - PROCESS:
            return 0.0
        if meaning in LIGHT:
            return _SLIGHT / 2
        if meaning == OTHER or meaning in TELLING:
            return _FOREIGN
        return _FROM_DEFINITION if meaning in self._told[code] and len(meaning) > 1 else _STRANGE


@lru_cache(maxsize=50_000)
def _parted(text: str) -> tuple[frozenset[str], frozenset[str]]:
    said = frozenset(meanings(text))
    strong = said - LIGHT
    return (strong, said & LIGHT) if strong else (said, frozenset())


@lru_cache(maxsize=4096)
def _around(titles: str) -> frozenset[str]:
    told = {meaning for title in titles.split("|") for meaning in meanings(title)}
    return frozenset(told.union(*(IMPLIED[meaning] for meaning in told & IMPLIED.keys())))
