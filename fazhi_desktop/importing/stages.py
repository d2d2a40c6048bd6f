"""Stages of a procedure side by side (申请, 受理, 准予, 不予): which column counts the acts done."""

import re
from collections.abc import Sequence

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.importing.dims import Dim
from fazhi_desktop.matching.labels import is_generic

_DONE = tuple(map(re.compile, ("准予|予以|同意|批准|核准|通过", "作出|决定", "办结|办毕|完结")))
"""Words of the stage at which an act is done, the surest first."""
_NOT_DONE = re.compile("[不未退撤驳]|申请|受理|收件|接件|登记|立案|收到|新收")
_ACT = re.compile("准予|作出(?!前)")
_LONGEST = 8


def counts_acts(indicator: Indicator) -> bool:
    """Whether an indicator counts decisions made, not applications received."""
    return indicator.kind == "count" and bool(_ACT.search(indicator.definition))


def done_column(columns: Sequence[Dim]) -> int | None:
    """The one column of acts done among columns of other stages; None where there are none of those."""
    heads = {
        place: label
        for place, dim in enumerate(columns)
        if not (dim.skipped or dim.period or dim.total)
        for label in (*dim.content, *dim.measure)[-1:]
        if len(label) <= _LONGEST
    }
    if not any(map(_NOT_DONE.search, heads.values())):
        return None
    done = [(place, label) for place, label in heads.items() if not _NOT_DONE.search(label)]
    for words in _DONE:
        found = [place for place, label in done if is_generic(label) and words.search(label)]
        if found:
            return found[0] if len(found) == 1 else None
    return None
