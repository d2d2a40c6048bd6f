"""What stands around a label and tells which indicator it means: titles, neighbours, parts of its sum."""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.matching.candidates import Candidate
from fazhi_desktop.matching.kinship import both_ways, kin_of, same_for_sisters
from fazhi_desktop.matching.labels import Label, as_usual, core, is_generic, plain
from fazhi_desktop.matching.wordings import Topics, Wordings

_SHORTEST = 2
_NAME = 4
_NARROWED = 0.97


class Surroundings:
    """What the catalogue says of the company that an indicator keeps, and whether a label keeps it.

    Attributes:
        context: plain words near which an indicator's labels stand; mute: those that tell it from no sister.
        kin: indicators that belong together as wholes and parts.
    """

    def __init__(self, indicators: Mapping[str, Indicator], wordings: Wordings) -> None:
        self._indicators, self._wordings = indicators, wordings
        self.context = {
            code: tuple(plain(word) for word in (*entry.context, entry.topic) if word)
            for code, entry in indicators.items()
        }
        self._telling = {
            code: tuple(word for word in words if not is_generic(word))
            for code, words in self.context.items()
        }
        self._groups: dict[str, list[str]] = defaultdict(list)
        for code, indicator in indicators.items():
            self._groups[indicator.group].append(code)
        cores = {code: [term.core for term in terms] for code, terms in wordings.of.items()}
        self.mute = {
            code: same_for_sisters(code, indicators[code].group or code, self._groups, words, cores)
            for code, words in self.context.items()
        }
        self._topics = Topics(wordings.terms, indicators)
        self.kin = both_ways({code: kin_of(entry) for code, entry in indicators.items()})
        self._subjects = {word for entry in indicators.values() for word in (entry.topic, entry.section)}
        self._tails: dict[tuple[tuple[str, ...], str], list[tuple[str, str, str]]] = {}
        self._contexts: dict[tuple[str, ...], str] = {}

    def spoken(self, context: tuple[str, ...]) -> str:
        """Titles and other words around as one plain text, in the usual spelling too."""
        known = self._contexts.get(context)
        if known is None:
            words = list(map(plain, context))
            words += [usual for word in words if (usual := as_usual(word)) != word]
            known = self._contexts[context] = "|".join(words)
        return known

    def titles(self, context: tuple[str, ...]) -> str:
        """The same without what the table's own labels are about."""
        return self.spoken(tuple(word for word in context if word not in self._subjects))

    def topics(self, titles: str) -> dict[str, frozenset[str]]:
        """Topics that titles speak of, each with the indicators that they name."""
        return self._topics.spoken(titles)

    def tell(self, code: str, label: Label, titled: frozenset[str] | None) -> bool:
        """Whether titles or labels of the same table say that a process word is the indicator's.

        `titled` are the indicators of its topic that the titles name: if none is of its kin, it is not meant.
        """
        if titled:
            return code in titled or bool(self.kin[code] & titled)
        spoken = titled is not None or self._indicators[code].topic in label.context
        return spoken or self._neighboured(code, label) or self._among_addends(code, label)

    def narrowed(self, label: Label, wider: str) -> list[Candidate]:
        """The narrower indicator that a title or the labels beside mean: 法律顾问 under 村居法律顾问情况."""
        wordings = self._tails.get((label.parts, wider))
        if wordings is None:
            wordings = self._tails[label.parts, wider] = self._longer(label.parts, wider)
        if not wordings:
            return []
        titles = self.spoken(label.context)
        for tail, longer, code in wordings:
            if longer in label.neighbours:
                continue
            headed = any(
                title + tail == longer and title not in (*self.context[code], *self.context[wider])
                for title in map(plain, label.context)
            )
            named = longer in titles and tail not in titles.replace(longer, "")
            if headed or named or self._only_titled(longer.removesuffix(tail), titles, wider):
                return [Candidate(code, _NARROWED, sure=True)]
        sisters = {code for *_, code in wordings if self._among_sisters(code, wider, label)}
        return [Candidate(sisters.pop(), _NARROWED, sure=True)] if len(sisters) == 1 else []

    def _longer(self, parts: tuple[str, ...], wider: str) -> list[tuple[str, str, str]]:
        """(what a label says, a longer wording that ends with it, whose that is)."""
        own, known = plain("".join(parts)), self._wordings.longer.get(wider, {})
        tails = [tail for tail in dict.fromkeys((own, core(own))) if tail in known]
        return [(tail, *longer) for tail in tails for longer in known[tail]]

    def _only_titled(self, front: str, titles: str, wider: str) -> bool:
        """Whether titles say what makes a wording longer, and nothing of the wider indicator's own work."""
        named = len(front) >= _NAME and front in titles
        return named and not any(word in titles for word in self.context[wider])

    def _among_sisters(self, code: str, wider: str, label: Label) -> bool:
        """Whether two others of an indicator's group stand beside: 合法性审查 among steps of a decision.

        Beside its parts the wider one is the whole: 执法人员数 before 30岁以下, 30-40岁, 40岁以上.
        """
        group = self._indicators[code].group
        if group in ("", wider):
            return False
        beside = _cores(label.neighbours)
        sisters = (other for other in self._groups[group] if other != code)
        return (
            sum(1 for other in sisters if any(term.core in beside for term in self._wordings.of[other])) >= 2
        )

    def _among_addends(self, code: str, label: Label) -> bool:
        """Whether two others of the sum it belongs to stand beside, however short: 许可 among 检查, 处罚."""
        own = core(label.parts[-1])
        told = (word for word in _cores(label.neighbours) if len(word) >= _SHORTEST and word != own)
        beside = tuple(word for word in told if not is_generic(word))
        others = frozenset[str]().union(*(self.kin[whole] for whole in self.kin[code])) - {code}
        found = (any(term.core.endswith(beside) for term in self._wordings.of[other]) for other in others)
        return sum(found) >= 2

    def _neighboured(self, code: str, label: Label) -> bool:
        """Whether labels of the same table speak of what the indicator belongs to.

        The label itself does so only where it is one of the indicator's own wordings.
        """
        own = code in self._wordings.spelled(label.parts[-1])
        beside = label.neighbours if own else label.neighbours.replace(label.parts[-1], "")
        return any(word in beside for word in self._telling[code])


@lru_cache(maxsize=256)
def _cores(labels: str) -> frozenset[str]:
    """Labels parted by `|`, without words that say nothing."""
    return frozenset(map(core, labels.split("|")))
