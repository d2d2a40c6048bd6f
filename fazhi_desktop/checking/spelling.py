"""Characters written for others that sound or look alike, found without a list of slips.

Two signs give one away. A fixed expression of reports (`report.toml`) or an idiom has one such character in
it (自觉旅行). Or the text falls apart into single characters where the right one would make a common word of
them (更加严蜜): how much likelier that reading is, by how often words are used, decides.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
_LONGEST = 4
"""Characters of the longest word that texts are divided into; an expression is at least as long."""
_EXPRESSED = 12
"""Characters of the longest expression that is looked for."""
_USUAL = 14
"""Order of magnitude at which the usual words of reports stand."""
_OWN = 11
"""Order of magnitude (power of two of its count) at which a term of reports stands among the words."""
_PROPOSED = 9
"""Order of magnitude from which on a word of two or three characters is proposed."""
_FIRM = 9
"""Order of magnitude from which on a word that stands in a text is what was meant."""
_COMMON, _ODD = 15, 2
"""Order of magnitude of single characters that may stand between words (由, 按), and what another costs."""
_NUMERALS, _OVER = "一二三四五六七八九十两几", "余多"
_LEVELS = "省市县区镇乡村街局委办站所校院组人"
"""What may stand twice, at the end of a name and before another (江北区区委)."""
_PLAIN = 17
"""Order of magnitude of single characters so plain (的, 在, 了) that nobody slips in them."""
_BLUR = re.compile(r"(?<=[zcs])h|(?<=n)g$")
"""What many do not hear: 振新 for 振兴, 依法行振 for 依法行政."""
_BEFORE = 2
"""Characters that may stand before the name of a law by mistake (国家教育法)."""
_KEPT = 2048
"""Runs of characters whose slips are remembered: more than a report has, so that an edit asks for one."""
_ALL = 26
"""Order of magnitude of all words together."""
_GAIN, _TONE, _NEAREST = 8, 2, 3
"""By how many orders the right reading must be likelier; what another tone or a less like shape costs it."""

Tokens = list[tuple[int, int]]


@dataclass(frozen=True)
class Slip:
    """Words of a text, from `start`, and what they should probably be."""

    start: int
    wrong: str
    right: str


@dataclass(frozen=True)
class _Words:
    """What is known of the language.

    Attributes:
        size: every word with its order of magnitude.
        common: those that may be proposed; `terms`: those of reports, which are never doubted.
        laws: those in force.
        phrases: expressions and idioms; `halves`: those of a length by the half they begin with,
            and by the half they end with (length below 0).
    """

    size: Mapping[str, int]
    common: Set[str]
    terms: frozenset[str]
    laws: frozenset[str]
    phrases: frozenset[str]
    halves: Mapping[tuple[str, int], list[str]]


class Speller:
    """Finds slips; reads its word lists when it is first asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._slips = lru_cache(maxsize=_KEPT)(self._slips_of)

    def slips(self, text: str) -> Iterator[Slip]:
        """The probable slips of a text, in reading order, at most one for each character."""
        quotes = [found.span() for found in _QUOTED.finditer(text)]
        for found in _HAN.finditer(text):
            counted = text[: found.start()].rstrip()[-1:].isdigit()
            quoted = any(start < found.start() < end for start, end in quotes)
            for slip in self._slips(found[0], counted, quoted):
                yield Slip(found.start() + slip.start, slip.wrong, slip.right)

    def _slips_of(self, run: str, counted: bool, quoted: bool) -> tuple[Slip, ...]:
        """The slips of a run of characters; `counted` where it stands behind a number.

        Titles and slogans play with words (典亮生活): of what is `quoted` only expressions are doubted.
        """
        tokens = self._divided(run)
        slips = dict(self._in_phrases(run, tokens))
        if not quoted:
            slips = dict(self._in_words(run, tokens, counted=counted)) | slips
        slips |= {slip.start: slip for slip in _doubled(run, tokens)}
        return tuple(slip for _, slip in sorted(slips.items()))

    def law_like(self, name: str) -> str | None:
        """The law that a name nearly is: a character wrong, missing or too many, or a word before it."""
        laws = sorted(self._words.laws)
        if name in laws:
            return None
        longer = (law for law in laws if name.endswith(law) and len(name) - len(law) <= _BEFORE)
        nearly = (law for law in laws if len(law) >= _LONGEST and _differ_once(name, law))
        return next(nearly, next(longer, None))

    @cached_property
    def _known_alike(self) -> tuple[Mapping[str, list[str]], Mapping[str, str], dict[str, dict[str, int]]]:
        """Of every character its syllables and the like of its shape; and what was asked for so far."""
        sounds: defaultdict[str, list[str]] = defaultdict(list)
        shapes: dict[str, str] = {}
        for line in (self._folder / "alike.txt").read_text("utf-8").splitlines():
            if line[0] == "=":
                syllable = line.split(" ", 2)[2]
                for letter in set(syllable):
                    sounds[letter].append(syllable)
            else:
                shapes[line[0]] = line[1:]
        return sounds, shapes, {}

    @cached_property
    def _blurred(self) -> list[tuple[str, str]]:
        """Every syllable as those say it who do not tell n from ng and s from sh, with its characters."""
        lines = (self._folder / "alike.txt").read_text("utf-8").splitlines()
        syllables = (line.split(" ", 2)[1:] for line in lines if line[0] == "=")
        return [(_BLUR.sub("", syllable), letters) for syllable, letters in syllables]

    def _is_blurred(self, letter: str, other: str) -> bool:
        """Whether two characters sound alike to them; only asked where a whole expression tells."""
        one, two = ({key for key, letters in self._blurred if each in letters} for each in (letter, other))
        return bool(one & two)

    def _alike(self, letter: str) -> Mapping[str, int]:
        """Characters that may have been meant by one, with what each costs."""
        sounds, shapes, asked = self._known_alike
        if letter not in asked:
            tones = [tone for syllable in sounds.get(letter, ()) for tone in syllable.split("|")]
            shape = shapes.get(letter, "")
            near = "".join(tone for tone in tones if letter in tone) + shape[:_NEAREST]
            far = dict.fromkeys("".join(tones) + shape, _TONE)
            asked[letter] = far | dict.fromkeys(near, 0)
            asked[letter].pop(letter, None)
        return asked[letter]

    @cached_property
    def _words(self) -> _Words:
        size: dict[str, int] = {}
        common: set[str] = set()
        idioms: list[str] = []
        for line in (self._folder / "common.txt").read_text("utf-8").splitlines():
            order, *words = line.split(" ")
            size.update(dict.fromkeys(words, int(order.lstrip("~"))))
            if order.isdigit():
                idioms += (word for word in words if len(word) == _LONGEST)
            if order.isdigit() and int(order) >= _PROPOSED:
                common.update(words)
        data = tomllib.loads((self._folder / "report.toml").read_text("utf-8"))
        terms, usual, laws = (frozenset(data[name].split()) for name in ("terms", "usual", "laws"))
        said = _joined(data["joined"]).union(terms, laws, data["phrases"].split())
        short = {word for word in said if len(word) < _LONGEST}
        for words, order in ((short, _OWN), (usual, _USUAL)):
            size.update((word, max(size.get(word, 0), order)) for word in words)
        phrases = frozenset((*idioms, *(said - short)))
        return _Words(size, common | short | usual, terms, laws, phrases, _by_halves(phrases))

    def _likely(self, word: str) -> int | None:
        """How likely a word is; None for what is none."""
        order = self._words.size.get(word, 0 if len(word) == 1 else None)
        return None if order is None else order - _ALL

    def _divided(self, run: str) -> Tokens:
        """The likeliest words of a run of characters."""
        length, size = len(run), self._words.size
        best, came = [0] + [-(10**9)] * length, [0] * (length + 1)
        for start in range(length):
            sure = best[start] - _ALL
            for end in range(start + 1, min(start + _LONGEST, length) + 1):
                order = size.get(run[start:end], 0 if end == start + 1 else None)
                if order is not None and sure + order > best[end]:
                    best[end], came[end] = sure + order, start
        tokens: Tokens = []
        end = length
        while end:
            tokens.append((came[end], end))
            end = came[end]
        return tokens[::-1]

    def _sum(self, run: str, tokens: Iterable[tuple[int, int]]) -> int:
        return sum(self._likely(run[start:end]) or 0 for start, end in tokens)

    def _in_phrases(self, run: str, tokens: Tokens) -> Iterator[tuple[int, Slip]]:
        """Expressions with one character wrong, that no word of the text reaches out of."""
        halves, terms, phrases = self._words.halves, self._words.terms, self._words.phrases
        sure = {place for start, end in tokens if run[start:end] in terms for place in range(start, end)}
        edges = [start for start, _ in tokens] + [len(run)]
        for place, start in enumerate(edges):
            for end in edges[place + 1 :]:
                length = end - start
                if length > _EXPRESSED:
                    break
                if length >= _LONGEST and run[start:end] not in phrases:
                    half = length // 2
                    near = halves.get((run[start : start + half], length), ())
                    far = halves.get((run[end - half : end], -length), ())
                    if near or far:
                        yield from self._one_wrong(run, start, (*near, *far), sure)

    def _one_wrong(
        self, run: str, start: int, near: Iterable[str], sure: set[int]
    ) -> Iterator[tuple[int, Slip]]:
        """Those of some expressions that differ in one place from what begins at `start`."""
        for phrase in near:
            place = start
            for letter in phrase:
                if letter != run[place]:
                    break
                place += 1
            written, rest = run[start : start + len(phrase)], place + 1 - start
            if (
                written[rest:] == phrase[rest:]
                and place not in sure
                and (
                    phrase[rest - 1] in self._alike(run[place])
                    or self._is_blurred(run[place], phrase[rest - 1])
                )
            ):
                yield place, Slip(start, written, phrase)

    def _in_words(self, run: str, tokens: Tokens, *, counted: bool) -> Iterator[tuple[int, Slip]]:
        """Characters that make no word with those beside them, where another would make a common one."""
        size, loose = self._words.size, [False] * len(run)
        for start, end in tokens:
            if end - start == 1 or (end - start == 2 and size[run[start:end]] < _FIRM):
                loose[start:end] = [True] * (end - start)
        for place, letter in enumerate(run):
            if not loose[place] or size.get(letter, 0) >= _PLAIN or self._is_expressed(run, place):
                continue
            if (run[place - 1] in _NUMERALS) if place else (counted and letter in _OVER):
                continue  # 六步, 几格, 5600余册
            spans = [(place - 1, place + 1), (place, place + 2)]
            spans += [(left, left + 3) for left in range(place - 2, place + 1)]
            spans = [
                (left, right)
                for left, right in spans
                if left >= 0
                and right <= len(run)
                and (all(loose[left:right]) or _beside(place, left, right, tokens))
            ]
            gain, left, right = max(self._better(run, tokens, place, spans), default=(0, 0, ""))
            alone = len(right) == len(run) and not counted
            gain -= _ODD * (2 if alone else self._odd(run, loose, left, left + len(right)))
            if gain > _GAIN:
                yield place, Slip(left, run[left : left + len(right)], right)

    def _is_expressed(self, run: str, place: int) -> bool:
        """Whether a character stands in an expression that is right."""
        starts = range(max(0, place - _LONGEST + 1), place + 1)
        return any(run[start : start + _LONGEST] in self._words.phrases for start in starts)

    def _better(
        self, run: str, tokens: Tokens, place: int, spans: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int, str]]:
        """Words that another character at a place would make: the gain, where they begin, the word."""
        common = self._words.common
        for left, right in spans:
            before, after = run[left:place], run[place + 1 : right]
            for letter, cost in self._alike(run[place]).items():
                word = before + letter + after
                if word in common:
                    yield self._gain(run, tokens, place, letter, (left, right)) - cost, left, word

    def _odd(self, run: str, loose: list[bool], left: int, right: int) -> int:
        """How many characters beside a word make no words either."""
        beside = [place for place in (left - 1, right) if 0 <= place < len(run)]
        return sum(loose[place] and self._words.size.get(run[place], 0) < _COMMON for place in beside)

    def _gain(self, run: str, tokens: Tokens, place: int, letter: str, span: tuple[int, int]) -> int:
        """How much likelier the words around a place are with another character there."""
        touched = [token for token in tokens if token[1] > span[0] and token[0] < span[1]]
        start, end = touched[0][0], touched[-1][1]
        other = run[start:place] + letter + run[place + 1 : end]
        return self._sum(other, self._divided(other)) - self._sum(run, touched)


def _doubled(run: str, tokens: Tokens) -> Iterator[Slip]:
    """A word whose last character stands twice (取得得)."""
    for (start, end), (_, after) in pairwise(tokens):
        last = run[end - 1]
        if end - start > 1 and after == end + 1 and run[end] == last and last not in _LEVELS + _NUMERALS:
            yield Slip(start, run[start:after], run[start:end])


def _beside(place: int, left: int, right: int, tokens: Tokens) -> bool:
    """Whether a character stands beside a word of two (满意|渡)."""
    return (
        right - left == 3
        and ((left, right - 1) in tokens or (left + 1, right) in tokens)
        and (place in (left, right - 1))
    )


def _differ_once(one: str, other: str) -> bool:
    """Whether two names are apart by one character, wrong, missing or too many, or by two changed over."""
    short, long = sorted((one, other), key=len)
    head = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(long) - len(short) == 1:
        return short[head:] == long[head + 1 :]
    swapped = short[head + 1 : head + 2] + short[head : head + 1] + short[head + 2 :]
    return len(long) == len(short) and long[head:] in (long[head : head + 1] + short[head + 1 :], swapped)


def _joined(entries: Iterable[Mapping[str, str]]) -> set[str]:
    """Expressions of two parts, every left one with every right one."""
    return {
        left + right
        for entry in entries
        for left in entry["left"].split()
        for right in entry["right"].split()
    }


def _by_halves(phrases: Iterable[str]) -> Mapping[tuple[str, int], list[str]]:
    halves: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for phrase in phrases:
        length = len(phrase)
        halves[phrase[: length // 2], length].append(phrase)
        halves[phrase[-(length // 2) :], -length].append(phrase)
    return halves


@lru_cache(maxsize=2)
def speller_of(folder: Path) -> Speller:
    """The speller of a folder of word lists, the same for all who ask: it never changes."""
    return Speller(folder)
