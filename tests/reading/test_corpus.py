"""The reader on the visible half of the report corpus; `python -m bench.reports` prints both halves."""

import pytest

from fazhi_desktop.reading.report import ReportReader
from tests.reports.corpus import Report, load
from tests.reports.raw_forms import file_name, raw_bytes
from tests.reports.scoring import ratio, score_report

pytestmark = pytest.mark.no_cover


@pytest.mark.parametrize("report", load("visible"), ids=lambda report: report.name)
def test_headings_and_facts_of_a_report_are_found(report: Report, reader: ReportReader) -> None:
    score = score_report(report.truth, reader.read(raw_bytes(report), file_name(report)).as_json())
    for part in ("headings", "facts"):
        right = getattr(score, f"{part}_right")
        precision = ratio(right, getattr(score, f"{part}_found"))
        recall = ratio(right, getattr(score, f"{part}_true"))
        assert min(precision, recall) >= 0.95, score.notes
    assert score.paragraphs_right >= 0.95 * score.paragraphs_true, score.notes
    assert score.head_right == score.head_true, score.notes


@pytest.mark.parametrize("report", load("passages"), ids=lambda report: report.name)
def test_numbers_are_tied_to_what_they_count_or_left_alone(report: Report, reader: ReportReader) -> None:
    """A wrong tie is worse than none: at most two among some seventy numbers, and few are missing."""
    score = score_report(report.truth, reader.read(raw_bytes(report), file_name(report)).as_json())
    assert score.tied_wrong <= 2, score.notes
    assert score.tied_right >= 0.95 * score.tied_true, score.notes
