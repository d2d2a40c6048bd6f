"""Scores indicators for a label: exact wordings first, then wordings completed by context, then likeness."""

import re
from dataclasses import replace

from fazhi_desktop.core.catalogue import Catalogue, Indicator
from fazhi_desktop.matching.candidates import SURE, UNSURE, Candidate, decided, sure_code, unsure
from fazhi_desktop.matching.labels import (
    MILD,
    NEUTRAL,
    Label,
    core,
    is_generic,
    kind_word,
    plain,
    unit_fit,
    unit_word,
)
from fazhi_desktop.matching.likeness import (
    Term,
    bare,
    completed_by,
    harmless,
    left_over,
    negated,
    pattern,
    wordings,
)
from fazhi_desktop.matching.senses import Senses
from fazhi_desktop.matching.surroundings import Surroundings
from fazhi_desktop.matching.wordings import Wordings

_SHORTEST = 2
_NAME = 4
_NAMED = 0.1
_GROWN = re.compile("新增|新建|新聘|新培[养育]|新接收|新发展|净增|减少|解除|退出|解聘")
_CASES, _EVENTS = frozenset("件起宗"), frozenset(("次", "场", "场次", "期"))
"""What is dealt with is never as many as the times that somebody set out."""
_MEANT = 0.95
"""At best the score of a label understood word by word: less than any wording of the catalogue."""


class Matcher:
    """Matches labels against a catalogue; remembers what it has seen."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._indicators: dict[str, Indicator] = {
            code: indicator for code, indicator in catalogue.items() if indicator.input
        }
        self._units = {
            code: tuple(filter(None, (entry.unit, *entry.units))) for code, entry in self._indicators.items()
        }
        self._wordings = Wordings(self._indicators)
        self._senses = Senses(self._wordings.terms, self._wordings.lists, self._indicators)
        self._surroundings = Surroundings(self._indicators, self._wordings)
        self._evident: dict[tuple[tuple[str, ...], str], list[Candidate] | None] = {}
        self._known: dict[Label, list[Candidate]] = {}
        self._said: dict[tuple[str, str], bool] = {}
        self._likeness: dict[str, list[tuple[float, Term]]] = {}

    def match(self, label: Label) -> list[Candidate]:
        """Candidates, best first; [] where nothing comes near."""
        found = self._found(label)
        doubtful = found and found[0].sure and label.parts
        around = self._surroundings.spoken(label.context), label.neighbours
        if doubtful and self._senses.of_other_work(found[0].code, label.parts[-1], *around):
            return unsure(found)
        return found

    def _in_time(self, found: list[Candidate], label: Label) -> list[Candidate]:
        """Unsure where a label counts what is new, and the indicator what is there at the year's end."""
        grown = found and label.parts and _GROWN.search(label.parts[-1])
        at_end = found and self._indicators[found[0].code].definition.startswith("年末")
        return unsure(found) if grown and at_end else found

    def _found(self, label: Label) -> list[Candidate]:
        short = (label.parts, label.unit)
        if short not in self._evident:
            evident = self._plain_to_see(label)
            self._evident[short] = evident and self._in_time(evident, label)
        evident = self._evident[short]
        if evident is not None:
            return self._surroundings.narrowed(label, evident[0].code) or evident
        known = self._known.get(label)
        if known is None:
            known = self._in_time(self._match(label), label)
            sure = sure_code(known)
            known = self._known[label] = (sure and self._surroundings.narrowed(label, sure)) or known
        return known

    def _plain_to_see(self, label: Label) -> list[Candidate] | None:
        """The match of a wording that is one indicator's own, whatever stands around it, or None."""
        wording = "".join(label.parts)
        codes = self._wordings.spelled(wording)
        if len(codes) != 1:
            return None
        indicator = self._indicators[codes[0]]
        if is_generic(wording) or len(core(wording)) <= 2:
            return None
        if kind_word(label.parts[-1]) not in ("", indicator.kind):
            return None
        fit = unit_fit(label.unit, indicator.kind, self._units[codes[0]])
        return [Candidate(codes[0], 1.0, sure=True)] if fit > 0 else None

    def sure(self, label: Label) -> str | None:
        """The code of a match that may be used unasked."""
        return sure_code(self.match(label))

    def known_wording(self, text: str) -> bool:
        """Whether a text is a wording of the catalogue by itself."""
        return bool(self._wordings.named(text))

    def _match(self, label: Label) -> list[Candidate]:
        parts = tuple(part for part in label.parts if plain(part))
        if not parts:
            return []
        scores: dict[str, float] = {}
        context = self._surroundings.spoken(label.context) + "|" + "|".join(map(plain, parts))
        self._exact(parts, scores)
        self._listed(parts[-1], scores)
        if label.unit and (suffix := unit_word(label.unit)) and not parts[-1].endswith(suffix):
            self._exact((*parts[:-1], parts[-1] + suffix), scores, most=0.99)
        if max(scores.values(), default=0.0) < 0.98:
            self._completed(parts, context, scores)
        if max(scores.values(), default=0.0) < SURE:
            self._alike(parts, scores)
        weighed = self._weighed(label, scores)
        return decided(weighed)

    def _exact(self, parts: tuple[str, ...], scores: dict[str, float], *, most: float = 1.0) -> None:
        for wording, others in wordings(parts):
            codes, base = self._wordings.exactly(wording)
            for code in codes:
                score = min(base, most) - self._cost(others, code) - (0.2 if parts[-1] in others else 0.0)
                if score > scores.get(code, 0.0):
                    scores[code] = score

    def _listed(self, label: str, scores: dict[str, float]) -> None:
        """A label that lists several wordings of one indicator: 首违不罚、轻微免罚."""
        pieces = [piece for piece in re.split(r"[、/，,]|和|及", label) if len(piece) >= _SHORTEST]
        if len(pieces) < 2:
            return
        found = [set(self._wordings.named(piece)) for piece in pieces]
        for code in found[0].intersection(*found[1:]):
            scores[code] = max(scores.get(code, 0.0), 0.97)

    def _cost(self, left_over: tuple[str, ...], code: str) -> float:
        """What unexplained groups above an exact wording take away."""
        return sum(0.0 if self._explains(code, part) else self._foreign(code, part) for part in left_over)

    def _foreign(self, code: str, part: str) -> float:
        """What a group takes away that does not explain: most where it names another topic."""
        named = self._wordings.named(part)
        if self._surroundings.kin[code] & set(named):
            return 0.0
        topics = {self._indicators[other].topic for other in named}
        return 0.15 if topics and self._indicators[code].topic not in topics else 0.05

    def explains(self, code: str, part: str) -> bool:
        """Whether a label beside a match only says where the indicator belongs."""
        return self._explains(code, part) or self.says(code, part)

    def says(self, code: str, part: str) -> bool:
        """Whether a label is a piece of one of the indicator's wordings."""
        if (code, part) not in self._said:
            words = core(part)
            stem = bare(words) or words
            self._said[code, part] = any(
                words in term.core or stem in term.core for term in self._wordings.of[code]
            )
        return self._said[code, part]

    def related(self, code: str, other: str) -> bool:
        """Whether one belongs to the other, or both to a third: 败诉案件 under 复议和应诉案件合计."""
        near = self.belongs(code, other) or self.belongs(other, code)
        return near or bool(self._surroundings.kin[code] & self._surroundings.kin[other])

    def belongs(self, code: str, other: str) -> bool:
        """Whether an indicator is about what another names: kin, or its wording holds the other's."""
        if code == other or other in self._surroundings.kin[code]:
            return True
        words = [term.core for term in self._wordings.of[code]]
        return any(term.core in word for term in self._wordings.of[other] for word in words)

    def _explains(self, code: str, part: str) -> bool:
        """Whether a group label only says where the indicator belongs."""
        words = plain(part)
        indicator = self._indicators[code]
        rest = words
        for known in (
            *self._surroundings.context[code],
            *NEUTRAL,
            plain(indicator.name),
            *map(plain, indicator.departments),
        ):
            rest = rest.replace(known, "")
        return (
            len(rest) <= 1
            or plain(indicator.section) in words
            or words in plain(indicator.section)
            or (bool(indicator.topic) and plain(indicator.topic) in words)
        )

    def _completed(self, parts: tuple[str, ...], context: str, scores: dict[str, float]) -> None:
        """Wordings longer than the label with the rest in the context, or shorter with no rest.

        A member of a wording that is a list (法治带头人、法律明白人) is less than the whole.
        """
        own = core(parts[-1])
        titles = context.rpartition("|")[0]
        whole = core("".join(parts))
        letters, mine = frozenset(whole), frozenset(own)
        for term in self._wordings.terms:
            score = 0.0
            fits = mine <= term.letters and own not in self._wordings.members[term.core]
            cut = pattern(own, term.core) if fits else ""
            if cut and not self._names_part(term.code, cut.replace("|", "")):
                score = completed_by(cut, own, context, titles)
                over = tuple(part for part in parts[:-1] if core(part) not in term.core)
                score -= 2 * self._cost(over, term.code) + 0.07 * bool(over) if score else 0.0
            longer = score < 0.9 and len(term.core) >= 3 and term.letters <= letters
            rest = left_over(term.core, whole) if longer else None
            if rest is not None and not (parts[:-1] and own in rest):
                score = max(score, self._with_rest(term, whole, rest))
            if score > scores.get(term.code, 0.0):
                scores[term.code] = score

    def _names_part(self, code: str, rest: str) -> bool:
        """Whether what a label leaves out of a wording is a part of it: 应诉案件 of 复议应诉案件."""
        return bool(self._surroundings.kin[code] & set(self._wordings.named(rest)))

    def _with_rest(self, term: Term, whole: str, rest: str) -> float:
        """Score of a label that says more than a wording: sure where the rest says nothing new."""
        if negated(whole, term.core):
            return 0.0
        for word in (*self._surroundings.mute[term.code], *MILD):
            rest = rest.replace(word, "")
        left = len(rest.replace("|", ""))
        if not left:
            return 0.93
        return max(0.0, 0.85 - 0.06 * left) if len(term.core) >= left else 0.0

    def _alike(self, parts: tuple[str, ...], scores: dict[str, float]) -> None:
        for wording, others in ((core(parts[-1]), parts[:-1]), (core("".join(parts[-2:])), parts[:-2])):
            for ratio, term in self._likely(wording):
                score = -self._cost(others, term.code)
                score += ratio if ratio >= 0.9 and harmless(wording, term.core) else ratio * 0.9
                if score > scores.get(term.code, 0.0):
                    scores[term.code] = score

    def _likely(self, wording: str) -> list[tuple[float, Term]]:
        if len(wording) < 3:
            return []
        if wording not in self._likeness:
            from rapidfuzz import fuzz, process

            choices = [term.core for term in self._wordings.terms]
            found = process.extract(wording, choices, scorer=fuzz.ratio, limit=6, score_cutoff=66)
            self._likeness[wording] = [
                (score / 100, self._wordings.terms[place]) for _, score, place in found
            ]
        return self._likeness[wording]

    def meant(self, label: Label) -> list[Candidate]:
        """Candidates by the meanings of the label's words, for wordings that nobody has thought of."""
        parts = tuple(part for part in label.parts if plain(part))
        if not parts:
            return []
        beside = f"{label.neighbours}|{label.department}"
        found = self._senses.scores(parts, label.unit, self._surroundings.spoken(label.context), beside)
        scores = {code: score - self._aside(parts[:-1], code) for code, score in found.items()}
        weighed = decided(self._weighed(label, scores))
        capped = [replace(found, score=min(found.score, _MEANT)) for found in weighed]
        return self._in_time(capped, label)

    def _aside(self, groups: tuple[str, ...], code: str) -> float:
        """What groups above take away that do not tell of it, most where they name another thing."""
        strange = tuple(part for part in groups if not self.tells(code, part))
        named = sum(self._senses.foreign(code, plain(part)) for part in strange)
        return self._cost(strange, code) + _NAMED * named

    def tells(self, code: str, text: str) -> bool:
        """Whether a label says by any word what a wording of the indicator says: 按期回复 of 司法建议."""
        return self._senses.tells(code, plain(text))

    def _weighed(self, label: Label, scores: dict[str, float]) -> list[tuple[str, float, float]]:
        claimed = kind_word(label.parts[-1])
        generic = is_generic(label.parts[-1])
        titles = self._surroundings.titles(label.context)
        around = titles + "|" + "|".join(map(plain, label.parts[:-1]))
        topics = self._surroundings.topics(titles) if generic else {}
        weighed: list[tuple[str, float, float]] = []
        for code, raw in scores.items():
            score = raw
            indicator = self._indicators[code]
            fit = unit_fit(label.unit, indicator.kind, self._units[code])
            if (
                fit < 0
                or (claimed and claimed != indicator.kind and score < 0.99)
                or (indicator.kind == "rate" and not claimed and not label.unit and score < 0.97)
            ):
                continue
            near = sum(1 for word in self._surroundings.context[code] if word in around)
            titled = topics.get(indicator.topic)
            if generic and not near and not self._surroundings.tell(code, label, titled):
                score -= 0.12
            score += (0.02 if score >= 0.95 else 0.04) * min(near, 2) / 2
            score += 0.01 if fit == 2 else 0.0
            if fit == 0:
                score -= 0.12 if label.unit in _CASES and indicator.unit in _EVENTS else 0.08
            score += 0.01 * any(
                plain(name) in plain(label.department) or plain(label.department) in plain(name)
                for name in indicator.departments
                if label.department
            )
            if score >= UNSURE:
                weighed.append((code, score, raw))
        return sorted(weighed, key=lambda entry: -entry[1])
