"""What a spreadsheet number format says about the number under it."""

import re
from functools import lru_cache

from fazhi_desktop.core.units import UNITS
from fazhi_desktop.importing.grids import Look

_BUILT_IN = {9: "0%", 10: "0.00%", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00"}
_DATE = re.compile(r"[ymdhs年月日时分秒]", re.I)


@lru_cache(maxsize=512)
def look_of(code: str) -> Look | None:
    """Percent, decimals and unit of a format code; None where it says nothing of use."""
    first = code.split(";")[0]
    literals = "".join(
        re.findall(r'"([^"]*)"|\\(.)', first)
        and ["".join(pair) for pair in re.findall(r'"([^"]*)"|\\(.)', first)]
    )
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", first)
    if not re.search(r"[0#?]", bare) or (_DATE.search(bare) and "General" not in bare):
        return None
    unit = literals.strip() or re.sub(r"[0#?,.%\s\-+()E]", "", bare)
    unit = unit if unit in UNITS else ""
    percent = "%" in bare
    point = re.search(r"\.([0#?]+)", bare)
    decimals = len(point[1]) if point else 0
    return Look(percent, decimals, unit)


def look_of_builtin(number: int) -> Look | None:
    """The same for Excel's built-in format numbers."""
    code = _BUILT_IN.get(number)
    return look_of(code) if code else None
