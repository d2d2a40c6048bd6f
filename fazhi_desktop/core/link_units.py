"""The unit behind a linked number: which one stands there, whether it may, and the right one put there."""

import re

from fazhi_desktop.core.links import Link, parts
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.units import MONEY, UNITS, canonical, same_family
from fazhi_desktop.core.values import Value

_UNIT = re.compile("|".join(re.escape(unit) for unit in UNITS))
_LEAD = re.compile(r"\s*(?:余|多)?\s*")


def unit_behind(after: str) -> str:
    """The unit that a text behind a number begins with, '' for none."""
    found = _UNIT.match(canonical(_LEAD.sub("", after, count=1)))
    return found[0] if found else ""


def may_stand(written: str, value: Value, report: Report) -> bool:
    """Whether a unit beside a link may stand there: the value's own, or one the catalogue accepts for counts.

    批次（件次） may be written as 批次; money stands in the unit of its value only.
    """
    if not value.unit:
        return True
    indicator = report.catalogue.get(value.indicator)
    others = indicator.units if indicator and value.unit not in MONEY else ()
    allowed = (value.unit, value.unit.partition("（")[0], *others)
    return any(same_family(written, unit) for unit in allowed)


def in_value_units(text: str, report: Report) -> str:
    """A stored text with each linked sum of money in its value's unit: {{E08}}万元 -> {{E08}}元."""
    made: list[str] = []
    last: Link | None = None
    for piece in parts(text):
        if isinstance(piece, Link):
            last = piece
            made.append(str(piece))
            continue
        made.append(_mended(piece, last, report) if last else piece)
        last = None
    return "".join(made)


def _mended(after: str, link: Link, report: Report) -> str:
    value, written = report.value(link.code, link.offset), unit_behind(after)
    if value.unit not in MONEY or written not in MONEY or may_stand(written, value, report):
        return after
    place = after.index(written)
    return after[:place] + value.unit + after[place + len(written) :]
