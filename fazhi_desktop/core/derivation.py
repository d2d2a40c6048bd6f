"""Computed indicators: values that follow from others by the catalogue's formulas."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.edits import Cell
from fazhi_desktop.core.formulas import parse_formula
from fazhi_desktop.core.links import CODE
from fazhi_desktop.core.records import Key, value_key
from fazhi_desktop.core.values import Source, Value

ReadValue = Callable[[int, str], Value | None]


class Derivation:
    """Which values follow from which, and what they come to after a change."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._formulas = {
            code: parse_formula(indicator.formula)
            for code, indicator in catalogue.items()
            if indicator.formula and indicator.formula_use == "derive"
        }
        self._catalogue = catalogue

    def follow(self, changed: Iterable[Key], read: ReadValue) -> Iterator[Cell]:
        """Cells for the derived values that change when `changed` did; `read` sees the change already.

        A value with any source but a formula is never touched.
        """
        fresh: dict[tuple[int, str], Value | None] = {}
        pending = [(key.year, key.name) for key in changed if key.kind == "value"]

        def now(year: int, code: str) -> Value | None:
            return fresh[year, code] if (year, code) in fresh else read(year, code)

        while pending:
            year, code = pending.pop(0)
            for target, formula in self._formulas.items():
                offsets = {offset for used, offset in formula.codes if used == code}
                for target_year in (year - offset for offset in offsets):
                    old = now(target_year, target)
                    if old is not None and any(source.kind != "formula" for source in old.sources):
                        continue
                    new = self._compute(target, target_year, now)
                    if new != old and (target_year, target) not in fresh:
                        fresh[target_year, target] = new
                        pending.append((target_year, target))
                        yield Cell(value_key(target_year, target), old, new)

    def _compute(self, code: str, year: int, read: ReadValue) -> Value | None:
        formula, indicator = self._formulas[code], self._catalogue[code]
        used: list[Value] = []

        def lookup(part: str, offset: int) -> Decimal | None:
            value = read(year + offset, part)
            if value is None or value.qualifier != "exact" or value.period is not None:
                return None
            used.append(value)
            return value.decimal

        result = formula.value(lookup)
        if result is None:
            return None
        source = Source("formula", note=f"{code} = {formula.text}")
        made = Value(code, "value", _written(result), unit=indicator.unit, sources=(source,))
        if share := _SHARE.fullmatch(formula.text):
            upper, lower = (
                next(value for value in used if value.indicator == share[side]) for side in (1, 2)
            )
            made = replace(made, numerator=upper.number, denominator=lower.number)
        return made


_SHARE = re.compile(rf"({CODE}) / ({CODE}) \* 100")
"""A rate of one indicator in another keeps both as its parts."""


def _written(number: Decimal) -> str:
    if number == number.to_integral_value():
        return format(number.to_integral_value(), "f")
    return format(number.quantize(Decimal("0.01"), ROUND_HALF_UP), "f")
