"""Facts -> indicators: the shared matcher's wordings, and how sentences of reports put them (ties.toml).

A fact is tied only where one indicator is clearly ahead; what it lost against is kept as rivals.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fazhi_desktop.core.catalogue import Catalogue, Indicator
from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.mentions import fold
from fazhi_desktop.core.toml_files import read_toml
from fazhi_desktop.core.units import same_family
from fazhi_desktop.matching import Label, Matcher
from fazhi_desktop.reading.company import Company
from fazhi_desktop.reading.doubts import Doubts, DoubtWords, doubt_words
from fazhi_desktop.reading.facts import Fact, blank_free
from fazhi_desktop.reading.repair import Paragraph

SURE = 0.9
_MARGIN = 0.008
_STRANGE_UNIT = 0.11
_CLOSE = 0.06
_NEAR_TOPICS = 2
_LOOK_BACK = 600


@dataclass(frozen=True)
class _Rule:
    """One way a sentence speaks of an indicator."""

    code: str
    says: tuple[re.Pattern[str], ...]
    but_not: re.Pattern[str] | None
    near: re.Pattern[str] | None
    topics: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True)
class TieWords:
    """The loaded sentence wordings."""

    topics: Mapping[str, re.Pattern[str]]
    never_clause: re.Pattern[str]
    never_counts: re.Pattern[str]
    scope: re.Pattern[str]
    whole: re.Pattern[str]
    doubt: DoubtWords
    need: Mapping[str, frozenset[str]]
    rules: tuple[_Rule, ...]


def load_tie_words(folder: Path) -> TieWords:
    """Load `ties.toml`; raises DataFault."""
    path = folder / "ties.toml"
    try:
        data = read_toml(path)
        topics = {name: re.compile(pattern) for name, pattern in data["topics"].items()}
        never = data["never"]
        return TieWords(
            topics,
            re.compile(never["clause"]),
            re.compile(never["counts"]),
            re.compile(never["scope"]),
            re.compile(never["whole"]),
            doubt_words(data["doubt"]),
            {code: frozenset(names) for code, names in data["need"].items()},
            tuple(_rule(table) for table in data["tie"]),
        )
    except (KeyError, re.error) as error:
        raise DataFault([f"词表 {path.name}：{error}"]) from error


def _rule(table: dict[str, Any]) -> _Rule:
    def optional(key: str) -> re.Pattern[str] | None:
        return re.compile(table[key]) if key in table else None

    return _Rule(
        table["code"],
        tuple(re.compile(pattern) for pattern in table["says"]),
        optional("not"),
        optional("near"),
        frozenset(table.get("topic", ())),
        frozenset(table.get("role", ())),
    )


@dataclass(frozen=True)
class _Setting:
    """A fact's surroundings, without blanks and in half-width digits.

    Attributes:
        own: its clause with 〈unit〉 in place of the number.
        sentence: the sentence up to it.
        topics: what the text is about there, nearest first.
        piece: the sentence up to it, from the last semicolon on; `clause` its own words before the number.
    """

    own: str
    sentence: str
    topics: tuple[str, ...]
    piece: str
    clause: str


class Tier:
    """Ties facts to the indicators of one catalogue."""

    def __init__(self, catalogue: Catalogue, words: TieWords) -> None:
        self._catalogue, self._words = catalogue, words
        self._matcher = Matcher(catalogue)
        ruled = {rule.code: rule.topics for rule in words.rules if rule.topics}
        self._topics: Mapping[str, frozenset[str]] = {**ruled, **words.need}
        self._doubts = Doubts(catalogue, words.doubt)
        self._company = Company(catalogue)

    def tie(
        self, facts: Sequence[Fact], paragraphs: Sequence[Paragraph], title: str = ""
    ) -> tuple[Fact, ...]:
        """The facts, tied where words, unit and place leave no doubt; the title names whose they are."""
        tied: list[Fact] = []
        for fact in facts:
            tied.append(self._tie(fact, paragraphs[fact.paragraph].text, title, tied))
        return self._company.settled(tied, paragraphs)

    def _candidates(self, fact: Fact, setting: _Setting) -> list[tuple[str, float]]:
        """Indicators a fact may mean, best first, with scores up to 1."""
        scores: dict[str, float] = {}
        for rule in self._words.rules:
            if rule.code not in self._catalogue:
                continue
            length = self._matched(rule, setting, fact.place.role)
            if length and self._allowed(rule.code, setting):
                scores[rule.code] = max(scores.get(rule.code, 0.0), 0.9 + min(length, 22) * 0.004)
        label = Label(
            (fact.counts,),
            (setting.own, setting.sentence[-60:], *fact.place.headings),
            fact.mention.quantity.unit,
        )
        for candidate in self._matcher.match(label):
            if (candidate.sure or candidate.code in scores) and self._allowed(candidate.code, setting):
                own = _counted_in(fact.mention.quantity.unit, self._catalogue[candidate.code])
                less = 0.01 * (not candidate.sure) + _STRANGE_UNIT * (not own)
                scores[candidate.code] = max(scores.get(candidate.code, 0.0), candidate.score - less)
        return self._nearest(sorted(scores.items(), key=lambda entry: -entry[1]), setting)

    def _nearest(self, found: list[tuple[str, float]], setting: _Setting) -> list[tuple[str, float]]:
        """Of two close candidates with a topic, the one of the topic that was spoken of before is first."""
        if len(found) < 2 or found[0][1] - found[1][1] > _CLOSE or found[1][1] < SURE:
            return found
        first, second = (self._topics.get(code, frozenset()) for code, _ in found[:2])
        nearest = set(setting.topics[:1]) - set(self._backwards(setting.clause))
        if first and nearest & second and not nearest & first:
            return [(found[1][0], 1.0), found[0], *found[2:]]
        return found

    def _tie(self, fact: Fact, text: str, title: str, before: Sequence[Fact]) -> Fact:
        if fact.place.role == "next_year" or self._never(fact, text):
            return fact
        setting = self._setting(fact, text)
        found = self._candidates(fact, setting)
        near = self._company.sister(fact, before[-1] if before else None, text)
        if not near and (not found or found[0][1] < SURE):
            near = self._company.part(fact, before, text)
        if near:
            found = [(near, 1.0), *(entry for entry in found if entry[0] != near and entry[1] < 1.0)]
        if not found:
            return fact
        rivals = tuple(code for code, _ in found[1:4])
        code, score = found[0]
        torn = len(found) > 1 and score - found[1][1] < _MARGIN
        if score < SURE or torn or self._doubts.doubtful(code, setting.clause, setting.piece, title):
            return replace(fact, rivals=(code, *rivals))
        return replace(fact, indicator=code, score=round(min(score, 1.0), 3), rivals=rivals)

    def _matched(self, rule: _Rule, setting: _Setting, role: str) -> int:
        """Length of the longest wording of a rule found in a fact's clause, 0 for none."""
        if rule.roles and role not in rule.roles:
            return 0
        if rule.topics and not rule.topics & set(setting.topics[:_NEAR_TOPICS]):
            return 0
        if rule.near is not None and not rule.near.search(setting.sentence + setting.own):
            return 0
        if rule.but_not is not None and rule.but_not.search(setting.own):
            return 0
        found = (pattern.search(setting.own) for pattern in rule.says)
        return max(
            (len(said[0]) for said in found if said and not self._doubts.denied(setting.own[: said.start()])),
            default=0,
        )

    def _never(self, fact: Fact, text: str) -> bool:
        """Plans, comparisons, other years and figures of one field only."""
        words, mention = self._words, fact.mention
        clause = blank_free(fold(mention.before))
        if fact.period and re.fullmatch(r"20\d\d年(?:度|全年|底|末)?", blank_free(fold(fact.period))):
            return True
        floor = max(0, mention.start - _LOOK_BACK)
        start = max(text.rfind(mark, floor, mention.start) + 1 for mark in "。；;")
        start = max(start, floor)
        piece = blank_free(fold(text[start : mention.start]))
        return bool(
            words.never_clause.search(clause)
            or words.never_counts.search(blank_free(fact.counts))
            or words.never_counts.search(clause)
            or (words.scope.search(piece[-40:]) and not words.whole.match(clause))
        )

    def _allowed(self, code: str, setting: _Setting) -> bool:
        need = self._words.need.get(code)
        near = need is None or bool(need & set(setting.topics[:_NEAR_TOPICS]))
        return near and not self._doubts.excluded(code, setting.own, setting.piece)

    def _setting(self, fact: Fact, text: str) -> _Setting:
        mention = fact.mention
        own = (
            f"{blank_free(fold(mention.before))}〈{mention.quantity.unit}〉{blank_free(fold(mention.after))}"
        )
        if mention.digits[0] == mention.digits[1] and mention.quantity.number == "0":
            own = f"{blank_free(text[mention.start : mention.end])}〈{mention.quantity.unit}〉"
        start = max(text.rfind("。", 0, mention.start) + 1, mention.start - _LOOK_BACK)
        before = text[start : mention.start]
        near = text[start : mention.end] + mention.after[:12]
        order = [*self._backwards(near), *self._backwards(text[max(0, start - _LOOK_BACK) : start])]
        for heading in reversed(fact.place.headings):
            order += self._backwards(heading)
        sentence = blank_free(fold(before))
        piece = re.split("[；;]", sentence)[-1]
        return _Setting(own, sentence, tuple(dict.fromkeys(order)), piece, own.partition("〈")[0])

    def _backwards(self, text: str) -> list[str]:
        """Topics of a text, the last one first."""
        places = [
            (found.end(), name)
            for name, pattern in self._words.topics.items()
            for found in pattern.finditer(text)
        ]
        return list(dict.fromkeys(name for _, name in sorted(places, reverse=True)))


def _counted_in(unit: str, indicator: Indicator) -> bool:
    """Whether a unit is one of the indicator's own or of their family."""
    spoken = (unit, unit.split("（")[0])
    own = (indicator.unit, *indicator.units)
    return indicator.kind != "count" or any(same_family(one, other) for one in spoken for other in own)
