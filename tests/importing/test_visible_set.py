"""The visible workbooks in a short form: every eighth case, read through the command line."""

import pytest

from bench.workbooks import SETS, measure

pytestmark = [pytest.mark.no_cover, pytest.mark.usefixtures("one_child")]

SHARES = 2
STEP = 8


@pytest.mark.parametrize("share", range(SHARES))
def test_the_visible_workbooks_are_read_as_a_careful_clerk_would(share: int) -> None:
    cases = (*SETS["visible"], *SETS["inbox"])[share :: STEP * SHARES]
    score = measure(cases, verbose=False)
    assert score.files >= 8
    assert score.precision >= 0.95
    assert score.recall >= 0.9
