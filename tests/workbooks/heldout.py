"""The held-out set: written from the domain documents alone, committed before any tuning, never tuned on."""

from __future__ import annotations

from . import (
    heldout_enforcement,
    heldout_files,
    heldout_hotline,
    heldout_learning,
    heldout_litigation,
    heldout_openness,
    heldout_petition,
)

CASES = (
    *heldout_enforcement.CASES,
    *heldout_hotline.CASES,
    *heldout_petition.CASES,
    *heldout_openness.CASES,
    *heldout_litigation.CASES,
    *heldout_learning.CASES,
    *heldout_files.CASES,
)
