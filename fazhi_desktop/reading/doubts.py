"""Numbers worded like an indicator that are not its value: parts, increases, another body's figures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fazhi_desktop.core.catalogue import Catalogue, Indicator

_LAST = 4
_STOCK = re.compile(r"^年末")


@dataclass(frozen=True)
class DoubtWords:
    """Words that make a number no more than a proposal (`[doubt]` of ties.toml).

    Attributes:
        denied: what ends the words before a wording it denies: 不予许可, 未审结.
        clause, sentence: code -> words with which a number is not that indicator's.
        change: words of coming and going, which say nothing of what there is at the year's end.
        body: another body as the subject of a clause, its name in the group.
        part: people or places that are a part of the whole, or others.
    """

    denied: re.Pattern[str]
    clause: Mapping[str, re.Pattern[str]]
    sentence: Mapping[str, re.Pattern[str]]
    change: re.Pattern[str]
    body: re.Pattern[str]
    part: re.Pattern[str]


def doubt_words(table: Mapping[str, Any]) -> DoubtWords:
    """The words of a table; raises KeyError or re.error."""
    clause, sentence = (
        {code: re.compile(pattern) for code, pattern in table[name].items()}
        for name in ("clause", "sentence")
    )
    denied, *others = (re.compile(table[name]) for name in ("denied", "change", "body", "part"))
    return DoubtWords(denied, clause, sentence, *others)


class Doubts:
    """Tells which ties are no more than proposals, by what the catalogue says of an indicator."""

    def __init__(self, catalogue: Catalogue, words: DoubtWords) -> None:
        self._catalogue, self._words = catalogue, words
        self._says = {code: vocabulary(indicator) for code, indicator in catalogue.items()}

    def denied(self, before: str) -> bool:
        """Whether the words before a wording deny it."""
        return bool(self._words.denied.search(before))

    def excluded(self, code: str, own: str, piece: str) -> bool:
        """Whether its clause or sentence speaks of something that only shares the indicator's wording."""
        looked = ((self._words.clause.get(code), own), (self._words.sentence.get(code), piece))
        return any(pattern is not None and pattern.search(text) for pattern, text in looked)

    def doubtful(self, code: str, own: str, piece: str, title: str) -> bool:
        """Whether a clause or its subject says that the number is not the whole body's."""
        words, says = self._words, self._says[code]
        if (words.change.search(own) or words.change.search(piece[-_LAST:])) and _STOCK.search(
            self._catalogue[code].definition
        ):
            return True
        body = words.body.search(piece)
        if body and body[1] not in title and (stem := _stem(body[1])) and stem not in says:
            return True
        return any(found[found.lastindex or 0] not in says for found in words.part.finditer(own))


def vocabulary(indicator: Indicator) -> str:
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
