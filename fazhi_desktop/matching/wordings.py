"""What the catalogue's wordings say about each other: longer ones of others, and those that name a topic."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.matching.likeness import Term, negated


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


def topic_words(
    terms: Sequence[Term], indicators: Mapping[str, Indicator]
) -> dict[str, set[tuple[str, str]]]:
    """First two characters -> wordings that name a topic, with that topic."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for term in terms:
        topic = indicators[term.code].topic
        for said in (term.core, topic):
            if len(said) >= 4 or (said and said == topic):
                found[said[:2]].add((said, topic))
    return found
