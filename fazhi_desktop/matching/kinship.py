"""Which indicators belong together by the catalogue: parts, wholes and bounds."""

from collections.abc import Mapping, Sequence

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.formulas import parse_formula


def kin_of(indicator: Indicator) -> frozenset[str]:
    """Codes that an indicator is part of, bounded by or made of."""
    texts = (indicator.formula, *indicator.at_most, *indicator.at_least)
    used = {code for text in texts if text for code, _ in parse_formula(text).codes}
    return frozenset(used | ({indicator.group} if indicator.group else set()))


def same_for_sisters(
    code: str,
    family: str,
    groups: Mapping[str, list[str]],
    words: Sequence[str],
    wordings: Mapping[str, list[str]],
) -> tuple[str, ...]:
    """Words that tell an indicator from none of its family: not 专职 of 人民调解员."""
    sisters = [said for other in (family, *groups.get(family, ())) for said in wordings.get(other, ())]
    own = wordings[code]
    return tuple(
        word
        for word in words
        if any(word in said for said in own) or not any(word in said for said in sisters)
    )


def both_ways(kin: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Kinship counts from either side: a part knows its whole as the whole knows its parts."""
    return {
        code: own | {other for other, theirs in kin.items() if code in theirs} for code, own in kin.items()
    }
