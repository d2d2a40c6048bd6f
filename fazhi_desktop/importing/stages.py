"""Stages of a procedure side by side (申请, 受理, 准予, 不予): which column an indicator counts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.importing.dims import Dim
from fazhi_desktop.matching.labels import is_generic

_DONE = tuple(map(re.compile, ("准予|予以|同意|批准|核准|通过", "作出|决定", "办结|办毕|完结")))
_RECEIVED = tuple(map(re.compile, ("受理|新收|收案|受案|收到|接收|接件|收件|登记", "申请")))
"""Words of the stage at which a case is counted, the surest first."""
_DENIED = re.compile("[不未退撤驳]")
_ACT = re.compile("准予|作出(?!前)")
_CASE = re.compile("受理|收到|新收|接收|接待")
_LONGEST = 8


@dataclass(frozen=True)
class Stages:
    """The one column of acts done and the one of cases received, None where there is none."""

    done: int | None = None
    received: int | None = None

    def of_act(self, indicator: Indicator) -> int | None:
        """The column of an indicator that counts decisions made."""
        return self.done if indicator.kind == "count" and _ACT.search(indicator.definition) else None

    def of(self, indicator: Indicator) -> int | None:
        """The column of an indicator that counts decisions made or cases received."""
        act = self.of_act(indicator)
        counts_cases = act is None and indicator.kind == "count" and _CASE.search(indicator.definition)
        return self.received if counts_cases else act


def stages_of(columns: Sequence[Dim]) -> Stages:
    """Find the stages among the heads of a table's columns; there must be two or more."""
    heads = {
        place: label
        for place, dim in enumerate(columns)
        if not (dim.skipped or dim.period or dim.total)
        for label in (*dim.content, *dim.measure)[-1:]
        if len(label) <= _LONGEST and is_generic(label)
    }
    said = {place: label for place, label in heads.items() if not _DENIED.search(label)}
    done, received = _first(_DONE, said), _first(_RECEIVED, said)
    if len(heads) < 2 or (received is None and len(said) == len(heads)):
        return Stages()
    return Stages(done, received)


def _first(stage: Sequence[re.Pattern[str]], heads: Mapping[int, str]) -> int | None:
    """The one column that says the surest word of a stage which any column says."""
    for words in stage:
        if found := [place for place, label in heads.items() if words.search(label)]:
            return found[0] if len(found) == 1 else None
    return None
