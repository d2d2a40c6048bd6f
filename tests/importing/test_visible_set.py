"""The visible workbooks in a short form: every twelfth case, read through the command line."""

from bench.workbooks import SETS, measure


def test_the_visible_workbooks_are_read_as_a_careful_clerk_would() -> None:
    score = measure(SETS["visible"][::12], verbose=False)
    assert score.files > 10
    assert score.precision >= 0.97
    assert score.recall >= 0.93
