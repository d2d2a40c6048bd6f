"""The visible set: may be tuned on."""

from __future__ import annotations

from . import (
    more_cells,
    more_enforcement,
    more_learning,
    more_mixed,
    more_nothing,
    more_openness,
    more_petition,
    more_registers,
    visible_forms,
    visible_lists,
)

CASES = (
    *visible_forms.CASES,
    *visible_lists.CASES,
    *more_enforcement.CASES,
    *more_petition.CASES,
    *more_learning.CASES,
    *more_openness.CASES,
    *more_registers.CASES,
    *more_cells.CASES,
    *more_mixed.CASES,
    *more_nothing.CASES,
)
