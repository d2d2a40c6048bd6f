"""Numbers that are worded like an indicator and are not its value: parts, increases, another body's figures."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from fazhi_desktop.core.catalogue import Catalogue, Indicator
from fazhi_desktop.core.units import same_family
from fazhi_desktop.matching.labels import core
from fazhi_desktop.reading.facts import Fact
from fazhi_desktop.reading.repair import Paragraph

_STOCK = re.compile(r"^年末")
_AHEAD = 0.03


@dataclass(frozen=True)
class DoubtWords:
    """Words that make a number no more than a proposal (`[doubt]` of ties.toml).

    Attributes:
        denied: what ends the words before a wording it denies: 不予许可, 未审结.
        change: words of coming and going, which say nothing of what there is at the year's end.
        body: another body as the subject of a clause, its name in the group.
        part: people or places that are a part of the whole, or others.
    """

    denied: re.Pattern[str]
    change: re.Pattern[str]
    body: re.Pattern[str]
    part: re.Pattern[str]


def doubt_words(table: Mapping[str, Any]) -> DoubtWords:
    """The words of a table; raises KeyError or re.error."""
    return DoubtWords(*(re.compile(table[name]) for name in ("denied", "change", "body", "part")))


class Doubts:
    """Tells which ties are no more than proposals, by what the catalogue says of an indicator."""

    def __init__(self, catalogue: Catalogue, words: DoubtWords) -> None:
        self._catalogue, self._words = catalogue, words
        self._says = {code: _vocabulary(indicator) for code, indicator in catalogue.items()}
        self._pairs = {
            code: indicator.at_least[0]
            for code, indicator in catalogue.items()
            if len(indicator.at_least) == 1 and indicator.at_least[0] in catalogue
        }

    def denied(self, before: str) -> bool:
        """Whether the words before a wording deny it."""
        return bool(self._words.denied.search(before))

    def doubtful(self, code: str, own: str, piece: str, title: str) -> bool:
        """Whether a clause or its subject says that the number is not the whole body's."""
        words, says = self._words, self._says[code]
        if words.change.search(own) and _STOCK.search(self._catalogue[code].definition):
            return True
        body = words.body.search(piece)
        if body and body[1] not in title and (stem := _stem(body[1])) and stem not in says:
            return True
        return any(found[found.lastindex or 0] not in says for found in words.part.finditer(own))

    def settled(self, facts: Sequence[Fact], paragraphs: Sequence[Paragraph]) -> tuple[Fact, ...]:
        """Facts in reading order, those that follow or surround a better one made proposals."""
        best: dict[tuple[int, str], Fact] = {}
        for fact in facts:
            key = (fact.paragraph, fact.indicator)
            best[key] = max(best.get(key, fact), fact, key=lambda each: each.score)
        made: list[Fact] = []
        for fact in facts:
            first = best[fact.paragraph, fact.indicator]
            second = fact.score < first.score - _AHEAD and fact.number != first.number and self._narrower(fact)
            if fact.indicator and (second or (made and self._follows(fact, made[-1], paragraphs))):
                fact = _proposed(fact)
            made.append(fact)
        return tuple(made)

    def _narrower(self, fact: Fact) -> bool:
        """Whether the words counted say something of which the catalogue does not speak: 公开重大决策信息."""
        says = self._says[fact.indicator]
        return any(sign not in says for sign in core(fact.counts))

    def _follows(self, fact: Fact, last: Fact, paragraphs: Sequence[Paragraph]) -> bool:
        """参训310人次 behind 组织“法律明白人”培训4次: persons belong to the count that they stand beside."""
        pair = self._pairs.get(fact.indicator)
        if pair is None or last.paragraph != fact.paragraph or last.indicator:
            return False
        between = paragraphs[fact.paragraph].text[last.mention.end : fact.mention.start]
        whole = self._catalogue[pair]
        unit = last.mention.quantity.unit
        return not re.search("[。；;]", between) and any(
            same_family(unit, own) for own in (whole.unit, *whole.units)
        )


def _proposed(fact: Fact) -> Fact:
    return replace(fact, indicator="", score=0.0, rivals=(fact.indicator, *fact.rivals))


def _vocabulary(indicator: Indicator) -> str:
    """Everything the catalogue says of an indicator."""
    return "|".join(
        (
            indicator.name,
            *indicator.synonyms,
            *indicator.context,
            *indicator.departments,
            indicator.definition,
            indicator.phrase,
        )
    )


def _stem(body: str) -> str:
    """What tells one body from another: 县交通局 is 交通, 公安分局 公安; '' for 全局 or 县局."""
    return re.sub("^[省市县区镇乡全我本该各]+|(?:分局|局|办公室|办|所|委|队)$", "", body)
