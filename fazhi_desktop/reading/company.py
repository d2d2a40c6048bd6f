"""What numbers of one sentence or paragraph say of one another: wholes and parts, lists, persons beside."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.formulas import parse_formula
from fazhi_desktop.core.units import same_family
from fazhi_desktop.matching.labels import core
from fazhi_desktop.reading.doubts import vocabulary
from fazhi_desktop.reading.facts import Fact
from fazhi_desktop.reading.repair import Paragraph

_EXACT = 0.97
_AHEAD = 0.03
_PERSON = re.compile(r"\s*(?:[镇乡区县市局]长|主任|书记|主要负责人)(?:带头|亲自)?")
_LISTED = re.compile(r"\s*[、，和与及]?[^，。；、]{0,12}")


class Company:
    """Settles ties by the ties of the numbers around them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._says = {code: vocabulary(indicator) for code, indicator in catalogue.items()}
        self._worded = {code: "|".join((entry.name, *entry.synonyms)) for code, entry in catalogue.items()}
        self._rows = _rows(catalogue)
        self._parts = {code: _parts(catalogue, code) for code in catalogue}
        self._pairs = {
            code: entry.at_least[0] for code, entry in catalogue.items() if len(entry.at_least) == 1
        }

    def sister(self, fact: Fact, last: Fact | None, text: str) -> str:
        """The indicator of the same row as the number before it in a list, by what is counted; '' for none.

        因信息公开引发行政复议1件、行政诉讼1件: the second is about disclosure as the first is.
        """
        words = core(fact.counts)
        if last is None or not last.indicator or last.paragraph != fact.paragraph or len(words) < 2:
            return ""
        if not _LISTED.fullmatch(text, last.mention.end, fact.mention.start):
            return ""
        row = self._catalogue[last.indicator].group or last.indicator
        codes = [
            code
            for code in self._rows[row]
            if code != last.indicator and words in self._worded[code] and self._fits(code, fact)
        ]
        return codes[0] if len(codes) == 1 and words not in self._worded[last.indicator] else ""

    def part(self, fact: Fact, before: Sequence[Fact], text: str) -> str:
        """The part that a number behind 其中 is, by the whole named before it; '' for none or several."""
        start = max(text.rfind(mark, 0, fact.mention.start) for mark in "。；;")
        among = text.rfind("其中", start + 1, fact.mention.start)
        words = core(fact.counts)
        if among < 0 or len(words) < 2:
            return ""
        wholes = {
            other.indicator
            for other in before
            if other.paragraph == fact.paragraph and other.indicator and start < other.mention.start < among
        }
        parts = {
            part
            for whole in wholes
            for part in self._parts[whole]
            if self._is_named(part, words) and self._fits(part, fact)
        }
        return parts.pop() if len(parts) == 1 else ""

    def settled(self, facts: Sequence[Fact], paragraphs: Sequence[Paragraph]) -> tuple[Fact, ...]:
        """Facts in reading order, those that follow or surround a better one made proposals."""
        together: dict[tuple[int, str], list[Fact]] = {}
        for fact in facts:
            together.setdefault((fact.paragraph, fact.indicator), []).append(fact)
        made: list[Fact] = []
        for fact in facts:
            text = paragraphs[fact.paragraph].text
            group = together[fact.paragraph, fact.indicator]
            second = bool(fact.indicator) and self._is_share(fact, group, text)
            if fact.indicator and (second or (made and self._follows(fact, made[-1], paragraphs))):
                fact = _proposed(fact)
            made.append(fact)
        return tuple(
            _proposed(fact) if self._too_small(fact, made) or _is_personal(fact, made) else fact
            for fact in made
        )

    def _is_share(self, fact: Fact, group: Sequence[Fact], text: str) -> bool:
        """Whether a number is a share of what its paragraph tells: narrower than another, or one of a list.

        核发施工许可证212件、预售许可38件: neither is the number of 行政许可.
        """
        if not self._narrower(fact) or len({each.number for each in group}) < 2:
            return False
        best = max(each.score for each in group)
        listed = any(
            text[one.mention.end : one.mention.end + 1] == "、" and fact in (one, other)
            for one, other in pairwise(group)
        )
        return fact.score < best - _AHEAD or (listed and all(self._narrower(each) for each in group))

    def _too_small(self, fact: Fact, others: Sequence[Fact]) -> bool:
        """Whether a likely whole is less than its part in another paragraph: 2名 beside 持证16名."""
        if not (fact.indicator and fact.number) or fact.score >= _EXACT:
            return False
        return any(
            self._catalogue[other.indicator].at_most == (fact.indicator,)
            and other.paragraph != fact.paragraph
            and Decimal(other.number) > Decimal(fact.number)
            for other in others
            if other.indicator and other.number
        )

    def _is_named(self, part: str, words: str) -> bool:
        """Whether words say nothing beside a part's wordings, and enough of them: 转办社区, 复议."""
        pieces = (words[place : place + 2] for place in range(len(words) - 1))
        known = all(sign in self._says[part] for sign in words)
        return known and any(piece in self._worded[part] for piece in pieces)

    def _fits(self, code: str, fact: Fact) -> bool:
        entry, unit = self._catalogue[code], fact.mention.quantity.unit
        return any(same_family(unit, own) for own in (entry.unit, *entry.units))

    def _narrower(self, fact: Fact) -> bool:
        """Whether the words counted say something of which the catalogue does not speak: 公开重大决策信息."""
        says = self._says[fact.indicator]
        return any(sign not in says for sign in core(fact.counts))

    def _follows(self, fact: Fact, last: Fact, paragraphs: Sequence[Paragraph]) -> bool:
        """参训310人次 behind 组织“法律明白人”培训4次: persons belong to the count that they stand beside."""
        pair = self._pairs.get(fact.indicator, "")
        if pair not in self._catalogue or last.paragraph != fact.paragraph or last.indicator:
            return False
        between = paragraphs[fact.paragraph].text[last.mention.end : fact.mention.start]
        return not re.search("[。；;]", between) and self._fits(pair, last)


def _is_personal(fact: Fact, others: Sequence[Fact]) -> bool:
    """局长出庭应诉2次 beside 负责人出庭11次: what one person did is part of what the body did."""
    return bool(fact.indicator and _PERSON.match(fact.mention.before)) and any(
        other.indicator == fact.indicator
        and not _PERSON.match(other.mention.before)
        and Decimal(other.number or 0) > Decimal(fact.number or 0)
        for other in others
    )


def _proposed(fact: Fact) -> Fact:
    return replace(fact, indicator="", score=0.0, rivals=(fact.indicator, *fact.rivals))


def _parts(catalogue: Catalogue, whole: str) -> frozenset[str]:
    """Codes that the catalogue makes a part of another: by its formula, its bounds, or its row."""
    entry = catalogue[whole]
    summed = (
        {code for code, _ in parse_formula(entry.formula).codes}
        if entry.formula and entry.kind == "count" and "@" not in entry.formula
        else set[str]()
    )
    bound = {code for code, other in catalogue.items() if whole in other.at_most or other.group == whole}
    return frozenset((summed | bound) - {whole})


def _rows(catalogue: Catalogue) -> dict[str, list[str]]:
    """Row code -> it and its further parts."""
    rows: dict[str, list[str]] = {}
    for code, entry in catalogue.items():
        rows.setdefault(entry.group or code, []).append(code)
    return rows
