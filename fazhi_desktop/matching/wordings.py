"""The catalogue's wordings: found as written or nearly so, and what they say about each other."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.matching.labels import core, plain
from fazhi_desktop.matching.likeness import Term, bare, negated, pairs

_LETTERS = 5
_STEM = 4


class Wordings:
    """Every name and synonym of the catalogue, by the ways in which a label may repeat one.

    Attributes:
        terms: all wordings; of: those of each indicator.
        members: what a wording lists, by its core; lists: the cores of those that list anything.
        longer: code -> its wordings -> longer wordings of others that end with one, longest first.
    """

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self.terms: list[Term] = []
        self.of: dict[str, list[Term]] = defaultdict(list)
        self.members: dict[str, set[str]] = defaultdict(set)
        self._plain: dict[str, list[str]] = defaultdict(list)
        self._core: dict[str, list[str]] = defaultdict(list)
        self._bare: dict[str, list[str]] = defaultdict(list)
        self._letters: dict[str, list[str]] = defaultdict(list)
        for code, indicator in indicators.items():
            for wording in dict.fromkeys((indicator.name, *indicator.synonyms)):
                self._add(code, wording, indicator.kind)
        self.lists = {known for known, members in self.members.items() if members}
        self.longer = _longer(self.terms, self._plain)

    def _add(self, code: str, wording: str, kind: str) -> None:
        text, short = plain(wording), core(wording)
        term = Term(code, text, short, kind, frozenset(short))
        self.terms.append(term)
        self.of[code].append(term)
        listed = re.split("[、和与及]", wording)
        self.members[short].update(map(core, listed) if len(listed) > 1 else ())
        for known, key in (
            (self._plain, text),
            (self._core, short),
            (self._bare, bare(short)),
            (self._letters, _sorted(short)),
        ):
            if code not in known[key]:
                known[key].append(code)

    def spelled(self, text: str) -> Sequence[str]:
        """The indicators with this very wording."""
        return self._plain.get(plain(text), ())

    def named(self, text: str) -> Sequence[str]:
        """Those with this wording, or with one that differs by words that say nothing."""
        return self.spelled(text) or self._core.get(core(text), ())

    def exactly(self, text: str) -> tuple[Sequence[str], float]:
        """The indicators of a wording by the first way that finds any, and what that is worth."""
        if codes := self.spelled(text):
            return codes, 1.0
        short = core(text)
        if codes := self._core.get(short):
            return codes, 0.975
        if codes := self._shuffled(short):
            return codes, 0.96
        return self._stripped(short), 0.965

    def _shuffled(self, short: str) -> Sequence[str]:
        """Those with the same characters in another order: 人民调解员专职 is 专职人民调解员."""
        return self._letters.get(_sorted(short), ()) if len(short) >= _LETTERS else ()

    def _stripped(self, short: str) -> Sequence[str]:
        """The one that says the same without words that say nothing: 处罚涉及金额."""
        stem = bare(short)
        codes = self._bare.get(stem, ()) if len(stem) >= _STEM else ()
        return codes if len(codes) == 1 else ()


def _sorted(short: str) -> str:
    return "".join(sorted(short))


def _longer(
    terms: Sequence[Term], plain: Mapping[str, list[str]]
) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Code -> its wordings -> longer wordings of others of its kind that end with one, longest first."""
    kinds = {term.text: term.kind for term in terms}
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for term in sorted(terms, key=lambda term: -len(term.text)):
        for place in range(1, len(term.text) - 2):
            tail = term.text[place:]
            other = kinds.get(tail) == term.kind and term.code not in plain[tail]
            if other and not negated(term.text[:place], ""):
                for code in plain[tail]:
                    found[code][tail].append((term.text, term.code))
    return found


class Topics:
    """Indicators and topics that titles speak of by a name of theirs."""

    def __init__(self, terms: Sequence[Term], indicators: Mapping[str, Indicator]) -> None:
        self._named: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
        self._spoken: dict[str, dict[str, frozenset[str]]] = {}
        for term in terms:
            topic = indicators[term.code].topic
            for said, code in ((term.core, term.code), (topic, "")):
                if len(said) >= 4 or (said and said == topic):
                    self._named[said[:2]].add((said, topic, code))

    def spoken(self, titles: str) -> dict[str, frozenset[str]]:
        """Topics that plain titles name, each with the codes of its indicators that they name."""
        if titles not in self._spoken:
            found: dict[str, set[str]] = defaultdict(set)
            for first in self._named.keys() & {*titles, *pairs(titles)}:
                for said, topic, code in self._named[first]:
                    if said in titles:
                        found[topic].add(code)
            self._spoken[titles] = {topic: frozenset(codes - {""}) for topic, codes in found.items()}
        return self._spoken[titles]
