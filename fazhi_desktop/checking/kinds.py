"""The procedures a rule may name, and the checker made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from fazhi_desktop.checking import (
    comparing,
    contents,
    elsewhere,
    growing,
    moving,
    numbers,
    privacy,
    sentences,
    shares,
    stated,
    texts,
    wording,
    years,
)
from fazhi_desktop.checking.engine import Checker, Kind
from fazhi_desktop.checking.rules import RuleSet, load_rules
from fazhi_desktop.checking.spelling import speller_of
from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.mention_words import load_mention_words
from fazhi_desktop.core.mentions import Scanner
from fazhi_desktop.core.rollforward import load_carry_words

_FOUND = ("found", "count", "place")

_VALUES: Mapping[str, Kind] = {
    "missing": Kind(
        "indicator",
        numbers.missing,
        numbers.listed,
        needs=("indicators", "message_told"),
        words=("code", "name", "department", "said"),
    ),
    "formula": Kind(
        "indicator",
        numbers.formula,
        numbers.with_formula,
        numbers.formula_inputs,
        ("message_soft",),
        ("name", "shown", "unit", "result", "formula", "parts", "gap"),
    ),
    "bounds": Kind(
        "indicator",
        numbers.bounds,
        numbers.with_bounds,
        numbers.formula_inputs,
        words=("code", "name", "shown", "unit", "word", "limit", "other"),
    ),
    "range": Kind(
        "indicator", numbers.in_range, numbers.ranged, words=("code", "name", "shown", "unit", "low", "high")
    ),
    "rate_parts": Kind(
        "indicator",
        numbers.rate_from_parts,
        numbers.rates,
        words=("code", "name", "shown", "numerator", "denominator", "result"),
    ),
    "relation": Kind(
        "indicator",
        comparing.relation,
        comparing.first_code,
        comparing.formula_codes,
        ("formula", "comparison"),
        ("left", "word", "right"),
    ),
    "together": Kind(
        "indicator",
        comparing.one_without_other,
        comparing.first_of_pairs,
        comparing.second_of_pairs,
        ("pairs",),
        ("name", "shown", "zero"),
    ),
    "rate_of_nothing": Kind(
        "indicator",
        comparing.rate_of_nothing,
        comparing.first_of_pairs,
        comparing.second_of_pairs,
        ("pairs",),
        ("name", "shown", "base"),
    ),
    "attainable": Kind(
        "indicator",
        comparing.attainable,
        comparing.first_of_pairs,
        comparing.second_of_pairs,
        ("pairs", "message_cut"),
        ("name", "shown", "base", "total", "unit", "near"),
    ),
    "jump": Kind(
        "indicator",
        comparing.jump,
        comparing.compared_yearly,
        None,
        ("threshold", "points"),
        ("name", "shown", "last", "change"),
    ),
    "ratio": Kind(
        "indicator",
        comparing.ratio,
        comparing.first_code,
        comparing.formula_codes,
        ("formula",),
        ("now", "last", "formula"),
    ),
    "quotient": Kind(
        "indicator",
        comparing.quotient,
        comparing.first_code,
        comparing.formula_codes,
        ("formula", "low", "high"),
        ("now", "formula"),
    ),
    "same_as_last_year": Kind(
        "indicator", comparing.same_as_last_year, comparing.compared_yearly, words=("name", "shown", "year")
    ),
    "not_split": Kind(
        "indicator",
        comparing.not_split,
        comparing.first_of_splits,
        comparing.parts_of_split,
        ("splits",),
        ("name", "shown", "parts"),
    ),
    "standard_unit": Kind(
        "whole", comparing.standard_unit, needs=("indicators",), words=("name", "unit", "written")
    ),
}
_STATED: Mapping[str, Kind] = {
    "link_value": Kind("text", texts.links_without_value, words=("name", "code", "words")),
    "link_words": Kind("text", texts.words_beside_links, words=("name", "shown", "fault")),
    "run_together": Kind("text", texts.numbers_run_together, words=("name", "found")),
    "differing": Kind("whole", stated.differing, None, None, ("message_read",), ("name", "said", "advice")),
    "unlinked": Kind("whole", stated.unlinked, words=("count", "examples")),
    "unbound": Kind("whole", stated.unbound, words=("count", "examples")),
    "two_nouns": Kind("whole", stated.two_nouns, words=("shown", "one", "other")),
    "described": Kind("whole", stated.described, words=("name", "shown", "one", "other")),
    "sums": Kind("text", sentences.sums, None, None, ("message_part",), ("total", "parts", "sum", "part")),
    "pairs_in_text": Kind("text", sentences.pairs, None, None, ("words",), ("whole", "part")),
    "rates_in_text": Kind("text", sentences.rates, words=("rate", "part", "whole", "result")),
    "shares": Kind("text", shares.shares, words=("rate", "part", "whole", "result")),
    "fines": Kind("text", shares.fines, None, None, ("low", "high"), ("said", "cases", "result")),
    "averages": Kind("text", shares.averages, words=("rate", "part", "whole", "result")),
    "remainders": Kind("text", shares.remainders, words=("total", "parts", "sum")),
    "mixed_precision": Kind("whole", stated.mixed_precision, words=("rates",)),
    "part_of_year": Kind("whole", years.part_of_year, None, None, ("pattern",), ("period", "numbers")),
    "not_reported": Kind("whole", stated.not_reported, words=("name", "quote")),
    "growth": Kind(
        "text",
        growing.growth,
        None,
        None,
        ("message_period", "message_stated", "message_points", "message_below"),
        ("name", "said", "now", "last", "truth", "period"),
    ),
    "gaps": Kind("text", growing.gaps, words=("said", "now", "last", "truth")),
    "from_to": Kind("text", growing.from_to, words=("said", "place")),
    "leftovers": Kind("whole", elsewhere.leftovers, words=("said", "whole", "part", "rest")),
    "places": Kind("whole", elsewhere.places, words=("said", "whole", "noun")),
    "moved": Kind("whole", moving.moved_values, words=("name", "old", "shown", "count")),
}
_TEXTS: Mapping[str, Kind] = {
    "empty": Kind("text", texts.empty_texts, words=("place", "heading")),
    "required_roles": Kind(
        "whole", contents.required_roles, None, None, ("roles", "message_short"), ("content", "length")
    ),
    "phrases": Kind("whole", contents.phrases, None, None, ("roles", "phrases"), ("missing", "count")),
    "counts_missing": Kind("whole", contents.counts_missing, None, None, ("topics",), ("topics", "count")),
    "without_words": Kind(
        "whole", contents.without_words, None, None, ("roles", "pattern", "together"), ("sections", "count")
    ),
    "unanswered": Kind(
        "whole", contents.unanswered, None, None, ("pattern", "share", "themes"), ("sections", "count")
    ),
    "vague_measures": Kind("whole", contents.vague_measures, None, None, ("pattern",), ("sections", "count")),
    "mixed_headings": Kind("whole", contents.mixed_headings, words=("place", "alone", "count")),
    "elements": Kind("whole", contents.elements_missing, None, None, ("elements",), ("missing", "count")),
    "pattern": Kind("text", wording.pattern, None, None, ("pattern",), _FOUND),
    "pattern_whole": Kind("whole", wording.pattern_whole, None, None, ("pattern",), _FOUND),
    "slips": Kind("text", wording.slips, None, None, ("slips",), ("wrong", "right")),
    "variants": Kind("whole", wording.variants, None, None, ("groups",), ("forms",)),
    "quoted_variants": Kind("whole", wording.quoted_variants, words=("forms",)),
    "either": Kind("whole", wording.either, None, None, ("pattern", "close"), ("found", "wide", "close")),
    "fixed": Kind("text", wording.fixed_phrases, None, None, ("phrases",), ("place", "found", "right")),
    "titles_nearly": Kind("text", wording.titles_nearly, words=("place", "found", "right")),
    "own_level": Kind("text", wording.own_level, None, None, ("levels", "others"), ("place", "found", "own")),
    "own_name": Kind("text", wording.own_name, words=("place", "found", "right")),
    "same_headings": Kind("whole", contents.same_headings, words=("heading", "place", "first")),
    "role_order": Kind("whole", contents.role_order, None, None, ("orders",), ("first", "second")),
    "spaces": Kind("whole", wording.spaces, words=("wide", "close")),
    "mended_numbers": Kind("whole", wording.mended_numbers, words=("found", "count")),
    "ordinals": Kind("text", wording.ordinals, words=("place", "found", "wanted")),
    "unpaired": Kind("text", wording.unpaired, words=("sign", "place")),
    "repeated": Kind("whole", wording.repeated, None, None, ("least",), ("sentence", "place", "first")),
    "title_year": Kind("whole", years.title_year, words=("title", "found", "year")),
    "other_year": Kind("text", years.other_year, words=("found", "place", "year", "own")),
    "kept_sentences": Kind("text", years.kept_sentences, words=("place", "count", "total", "year", "first")),
    "copied": Kind("text", years.copied, words=("place", "heading", "year")),
    "draft": Kind("text", years.draft, words=("place", "heading")),
    "carried": Kind("text", years.carried, words=("place", "count", "found", "year")),
    "before_founding": Kind("whole", years.before_founding, words=("name", "month", "acted", "place")),
    "private": Kind("text", privacy.private, None, None, ("pattern", "label"), ("found", "label", "place")),
}
KINDS: Mapping[str, Kind] = {**_VALUES, **_STATED, **_TEXTS}


def load_checks(folder: Path, catalogue: Catalogue, more: Sequence[Path] = ()) -> RuleSet:
    """The rules of the program and further packs, with the word lists of the folder beside (`reading`)."""
    packs = sorted(folder.glob("*.toml"))
    if not packs:  # or a report that nobody checked would pass for a clean one
        raise DataFault([f"{folder}：没有任何审核规则"])
    rules = load_rules((*packs, *more), KINDS, catalogue)
    try:
        words = folder.parent / "reading"
        return replace(
            rules,
            scanner=Scanner(load_mention_words(words)),
            carry=load_carry_words(words),
            speller=speller_of(folder.parent / "words"),
        )
    except DataFault as fault:
        return replace(rules, faults=(*rules.faults, *fault.faults))


def checker(rules: RuleSet) -> Checker:
    """A checker for these rules."""
    return Checker(rules.rules, KINDS, rules.scanner, rules.carry, rules.speller, rules.drafts)
