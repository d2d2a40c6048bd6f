"""A third visible set: workbooks as they lie in the inbox, written from the domain documents alone."""

from __future__ import annotations

from . import inbox_decisions, inbox_enforcement, inbox_learning, inbox_mixed, inbox_petition

CASES = (
    *inbox_enforcement.CASES,
    *inbox_petition.CASES,
    *inbox_decisions.CASES,
    *inbox_learning.CASES,
    *inbox_mixed.CASES,
)
