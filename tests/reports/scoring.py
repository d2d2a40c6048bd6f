"""Compares what `fazhi read --json` prints for a report with the report's truth."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from .corpus import NUMERALS, Number, TrueFact, TrueHeading, Truth, squeeze

_SCALES = (("万", 1e4), ("亿", 1e8))


@dataclass
class Score:
    """Counts of one report or of many added up; `notes` says in words what went wrong."""

    headings_true: int = 0
    headings_found: int = 0
    headings_right: int = 0
    forms_right: int = 0
    roles_true: int = 0
    roles_right: int = 0
    facts_true: int = 0
    facts_found: int = 0
    facts_right: int = 0
    qualifiers_right: int = 0
    counts_true: int = 0
    counts_right: int = 0
    periods_true: int = 0
    periods_right: int = 0
    tied_true: int = 0
    tied_right: int = 0
    tied_wrong: int = 0
    tied_missing: int = 0
    paragraphs_true: int = 0
    paragraphs_found: int = 0
    paragraphs_right: int = 0
    head_true: int = 0
    head_right: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


def ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def score_report(truth: Truth, found: Mapping[str, Any]) -> Score:
    """Score of one report; `found` is the JSON object of the command line."""
    score = Score()
    _score_head(truth, found, score)
    _score_headings(truth.headings, list(_flat(found["outline"])), score)
    _score_paragraphs(truth, [squeeze(p) for p in found["paragraphs"]], score)
    _score_facts(truth, found["facts"], score)
    return score


def ordinal(number: str | None) -> int | None:
    """一, （一）, 1., （1）, 一是 as an integer; None outside."""
    if not number:
        return None
    text = squeeze(number)
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits[0])
    word = re.search(rf"[{NUMERALS}]+", text)
    if not word:
        return None
    tens, _, ones = word[0].rpartition("十")
    if "十" not in word[0]:
        return NUMERALS.index(word[0]) + 1 if len(word[0]) == 1 else None
    return (NUMERALS.index(tens) + 1 if tens else 1) * 10 + (NUMERALS.index(ones) + 1 if ones else 0)


def _short(unit: str) -> str:
    return re.sub(r"(人民政府|办事处)$", "", squeeze(unit))


def _score_head(truth: Truth, found: Mapping[str, Any], score: Score) -> None:
    checks = [
        ("title", squeeze(found["title"] or "") == squeeze(truth.title or ""), truth.title),
        ("year", found["year"] == truth.year, truth.year),
    ]
    if truth.units:
        right = _short(found["unit"] or "") in [_short(unit) for unit in truth.units]
        checks.append(("unit", right, truth.units[0]))
    for name, right, wanted in checks:
        score.head_true += 1
        score.head_right += right
        if not right:
            score.notes.append(f"{name}: {found[name]!r}, should be {wanted!r}")


def _flat(nodes: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for node in nodes:
        yield node
        yield from _flat(node["children"])


def _heading_key(number: str | None, heading: str) -> tuple[int | None, str]:
    return ordinal(number), squeeze(heading).rstrip("。.:;,")


def _form(number: str | None) -> str:
    return squeeze(number or "").rstrip("、.")


def _score_headings(wanted: Sequence[TrueHeading], found: list[Mapping[str, Any]], score: Score) -> None:
    score.headings_true += len(wanted)
    score.headings_found += len(found)
    left = list(found)
    for node in wanted:
        key = _heading_key(node.number, node.heading)
        match = next(
            (
                other
                for other in left
                if other["level"] in node.levels and _heading_key(other["number"], other["heading"]) == key
            ),
            None,
        )
        if node.roles:
            score.roles_true += 1
            score.roles_right += match is not None and match.get("role") in node.roles
        if match is None:
            score.notes.append(f"heading missed: {'#' * node.levels[0]} {node.number} {node.heading}")
            continue
        left.remove(match)
        score.headings_right += 1
        score.forms_right += _form(match["number"]) == _form(node.number)
        if node.roles and match.get("role") not in node.roles:
            score.notes.append(f"role {match.get('role')}, should be {node.roles}: {node.heading}")
    score.notes.extend(f"heading too many: {'#' * x['level']} {x['number']} {x['heading']}" for x in left)


def _score_paragraphs(truth: Truth, found: list[str], score: Score) -> None:
    """Order is not compared. Pieces that share a raw line may be found joined or apart."""
    lines = [squeeze(p) for p in truth.paragraphs]
    free = {squeeze(p) for p in truth.free_lines}
    glued = [lines[i] for i in sorted(truth.glued)]
    free |= {a + b for a, b in pairwise(glued)} | set(glued)
    wanted = Counter(p for i, p in enumerate(lines) if i not in truth.glued)
    rest = Counter(p for p in found if p and p not in free and not _cell(p, truth))
    common = wanted & rest
    score.paragraphs_true += wanted.total()
    score.paragraphs_found += rest.total()
    score.paragraphs_right += common.total()
    score.notes.extend(f"paragraph missed: {p[:30]}…{p[-12:]}" for p in wanted - common)
    score.notes.extend(f"paragraph too many: {p[:30]}…{p[-12:]}" for p in rest - common)


def _cell(text: str, truth: Truth) -> bool:
    """Whether the text is a cell, or cells put together, of a table row that is not scored."""
    cells = [squeeze(cell) for line in truth.free_lines if "|" in line for cell in line.split("|")]
    return bool(cells) and not re.sub("|".join(re.escape(c) for c in cells if c), "", text).strip("|,;:、")


def _score_facts(truth: Truth, found: list[Mapping[str, Any]], score: Score) -> None:
    pairs = _pair(truth, found)
    for i, fact in enumerate(truth.facts):
        if fact.optional:
            continue
        score.facts_true += 1
        if i in pairs:
            score.facts_right += 1
            score.facts_found += 1
            _score_details(fact, found[pairs[i]], score)
        else:
            near = [f for f in found if f["quote"] and _overlaps(fact, f["quote"], truth)]
            seen = "; ".join(f"{f['value']} {f['unit']} {_place(f)}" for f in near)
            place = f"{fact.chapter} {fact.section} {fact.item}"
            score.notes.append(
                f"fact missed: {fact.quote} = {fact.value} {fact.unit} ({place}), found there: {seen}"
            )
            score.tied_true += None not in fact.indicators and bool(fact.indicators)
            score.tied_missing += None not in fact.indicators and bool(fact.indicators)
    used = set(pairs.values())
    for j, other in enumerate(found):
        if j in used or _excused(truth, other):
            continue
        score.facts_found += 1
        place = _place(other)
        score.notes.append(f"fact too many: {other['quote']} = {other['value']} {other['unit']} ({place})")


def _place(found: Mapping[str, Any]) -> str:
    return f"{found['chapter']} {found['section']} {found['item']}"


def _score_details(fact: TrueFact, found: Mapping[str, Any], score: Score) -> None:
    score.qualifiers_right += found["qualifier"] == fact.qualifier
    if found["qualifier"] != fact.qualifier:
        score.notes.append(f"qualifier {found['qualifier']}, should be {fact.qualifier}: {fact.quote}")
    if fact.counts:
        score.counts_true += 1
        said = squeeze(found["counts"] or "")
        alike = fact.counts in said or any(
            fact.counts[i : i + 2] in said for i in range(len(fact.counts) - 1)
        )
        score.counts_right += alike
        if not alike:
            score.notes.append(f"counts {found['counts']!r}, should be {fact.counts!r}: {fact.quote}")
    if fact.period:
        score.periods_true += 1
        score.periods_right += found.get("period") is not None
    if not fact.indicators:
        return
    code = found["indicator"]
    right = any(_same_code(code, wanted) for wanted in fact.indicators)
    needed = None not in fact.indicators
    score.tied_true += needed
    score.tied_right += needed and right
    score.tied_wrong += code is not None and not right
    score.tied_missing += needed and code is None
    if not right:
        score.notes.append(f"indicator {code}, should be {'/'.join(map(str, fact.indicators))}: {fact.quote}")


def _same_code(code: str | None, wanted: str | None) -> bool:
    """Equal codes; a part may be spelled with or without the common word (给付, 行政给付)."""
    if code == wanted or code is None or wanted is None:
        return code == wanted
    base, _, part = code.partition(".")
    base_wanted, _, part_wanted = wanted.partition(".")
    return base == base_wanted and bool(part and part_wanted) and (part in part_wanted or part_wanted in part)


def _pair(truth: Truth, found: list[Mapping[str, Any]]) -> dict[int, int]:
    """Truth index -> found index, one to one, as many pairs as possible (augmenting paths)."""
    options = {
        i: sorted(
            (j for j, other in enumerate(found) if _fits(fact, other, truth)),
            key=lambda j: len(found[j]["quote"]),
        )
        for i, fact in enumerate(truth.facts)
    }
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in options[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in options:
        place(i, set())
    return {i: j for j, i in owner.items()}


def _fits(fact: TrueFact, found: Mapping[str, Any], truth: Truth) -> bool:
    return (
        _same_amount(fact, found["value"], squeeze(found["unit"] or ""))
        and _same_place(fact, found)
        and _overlaps(fact, found["quote"], truth)
    )


def _same_place(fact: TrueFact, found: Mapping[str, Any]) -> bool:
    if ordinal(found["chapter"]) != ordinal(fact.chapter):
        return False
    if fact.loose_place:
        return True
    same_item = ordinal(found["item"]) == ordinal(fact.item)
    same_item = same_item or ((fact.item or "").endswith("是") and found["item"] is None)
    return ordinal(found["section"]) == ordinal(fact.section) and same_item


def _same_amount(fact: TrueFact, value: Any, unit: str) -> bool:
    """Value and unit agree; 16.13 万元 and 161300 元 are the same, and so are 下降 3 % and -3 %."""
    wanted_unit = squeeze(fact.unit)
    for word, scale in _SCALES:
        if unit.startswith(word) and not wanted_unit.startswith(word):
            unit = unit.removeprefix(word)
            value = _times(value, scale)
    if value is None or (fact.value != 0 and _plain(unit) != _plain(wanted_unit)):
        return False
    pair = _both(fact.value), _both(value)
    return all(abs(a - b) <= 1e-6 * max(abs(a), 1) for a, b in zip(*pair, strict=True))


def _plain(unit: str) -> str:
    return unit.removeprefix("个") if unit.endswith("百分点") else unit


def _times(value: Any, scale: float) -> Any:
    return [x * scale for x in value] if isinstance(value, Sequence) else value * scale


def _both(value: Number | Sequence[float]) -> tuple[float, float]:
    if isinstance(value, Sequence):
        return abs(float(value[0])), abs(float(value[-1]))
    return abs(float(value)), abs(float(value))


def _spans(quote: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(quote)
    while start >= 0 and quote:
        yield start, start + len(quote)
        start = text.find(quote, start + 1)


def _overlaps(fact: TrueFact, quote: str, truth: Truth) -> bool:
    text = squeeze(truth.paragraphs[fact.paragraph])
    return any(start < fact.end and fact.start < end for start, end in _spans(squeeze(quote), text))


def _excused(truth: Truth, found: Mapping[str, Any]) -> bool:
    """A find that is neither rewarded nor punished: at an optional fact, or in a table or a free line."""
    if any(fact.optional and _overlaps(fact, found["quote"], truth) for fact in truth.facts):
        return True
    quote = squeeze(found["quote"])
    if any(quote in squeeze(p) for p in truth.paragraphs):
        return False
    return any(quote in squeeze(line) or _cell(quote, truth) for line in truth.free_lines)
