"""The visible reports, each read through the command line."""

import pytest

from bench.reports import score_half
from tests.reports.corpus import Report, load
from tests.reports.scoring import ratio

pytestmark = [pytest.mark.no_cover, pytest.mark.usefixtures("one_child")]

REPORTS = load("visible")


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_headings_and_facts_are_found(report: Report) -> None:
    score = score_half([report], verbose=False)
    for name in ("headings", "facts"):
        right = getattr(score, f"{name}_right")
        assert ratio(right, getattr(score, f"{name}_found")) >= 0.95
        assert ratio(right, getattr(score, f"{name}_true")) >= 0.95
