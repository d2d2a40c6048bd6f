"""Which indicators belong together by the catalogue: parts, wholes and bounds."""

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.formulas import parse_formula


def kin_of(indicator: Indicator) -> frozenset[str]:
    """Codes that an indicator is part of, bounded by or made of."""
    texts = (indicator.formula, *indicator.at_most, *indicator.at_least)
    used = {code for text in texts if text for code, _ in parse_formula(text).codes}
    return frozenset(used | ({indicator.group} if indicator.group else set()))


def both_ways(kin: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Kinship counts from either side: a part knows its whole as the whole knows its parts."""
    return {
        code: own | {other for other, theirs in kin.items() if code in theirs} for code, own in kin.items()
    }
