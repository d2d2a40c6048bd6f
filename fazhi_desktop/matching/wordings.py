"""What the catalogue's wordings say about each other: longer ones of others, and those that name a topic."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.matching.likeness import Term, negated, pairs


def longer_wordings(
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
    """Topics that titles speak of by a name of theirs or of one of their indicators."""

    def __init__(self, terms: Sequence[Term], indicators: Mapping[str, Indicator]) -> None:
        self._named: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._spoken: dict[str, frozenset[str]] = {}
        for term in terms:
            topic = indicators[term.code].topic
            for said in (term.core, topic):
                if len(said) >= 4 or (said and said == topic):
                    self._named[said[:2]].add((said, topic))

    def spoken(self, titles: str) -> frozenset[str]:
        """Topics that plain titles name."""
        if titles not in self._spoken:
            self._spoken[titles] = frozenset(
                topic
                for first in self._named.keys() & {*titles, *pairs(titles)}
                for said, topic in self._named[first]
                if said in titles
            )
        return self._spoken[titles]
