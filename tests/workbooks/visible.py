"""The visible set: may be tuned on."""

from __future__ import annotations

from . import visible_forms, visible_lists

CASES = (*visible_forms.CASES, *visible_lists.CASES)
