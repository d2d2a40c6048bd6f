"""The procedures a rule may name, and the checker made of them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from fazhi_desktop.checking import numbers, texts
from fazhi_desktop.checking.engine import Checker, Kind
from fazhi_desktop.checking.rules import RuleSet, load_rules
from fazhi_desktop.core.catalogue import Catalogue

KINDS: Mapping[str, Kind] = {
    "missing": Kind("indicator", numbers.missing, numbers.listed),
    "formula": Kind("indicator", numbers.formula, numbers.with_formula, numbers.formula_inputs),
    "bounds": Kind("indicator", numbers.bounds, numbers.with_bounds, numbers.formula_inputs),
    "range": Kind("indicator", numbers.in_range, numbers.rates),
    "rate_parts": Kind("indicator", numbers.rate_from_parts, numbers.rates),
    "link_value": Kind("text", texts.links_without_value),
    "link_words": Kind("text", texts.words_beside_links),
    "empty": Kind("text", texts.empty_texts),
}


def load_checks(folder: Path, catalogue: Catalogue, more: Sequence[Path] = ()) -> RuleSet:
    """The rules of the program, and further packs."""
    return load_rules((*sorted(folder.glob("*.toml")), *more), tuple(KINDS), tuple(catalogue))


def checker(rules: RuleSet) -> Checker:
    """A checker for these rules."""
    return Checker(rules.rules, KINDS)
