"""Progress and cancel for long work, without knowing who watches."""

from collections.abc import Callable

from fazhi_desktop.core.frozen import frozen


class Cancelled(Exception):
    """The clerk cancelled; nothing is left half done."""


def _silent(_done: int, _total: int, _words: str) -> None:
    return


@frozen
class Progress:
    """Where long work reports and asks whether to stop.

    Attributes:
        report: called with steps done, steps in all, and words for the clerk.
        cancelled: asked between steps.
    """

    report: Callable[[int, int, str], None] = _silent
    cancelled: Callable[[], bool] = bool

    def step(self, done: int, total: int, words: str) -> None:
        """Report one step; raises Cancelled where the clerk asked to stop."""
        self.breathe()
        self.report(done, total, words)

    def breathe(self) -> None:
        """Within a step: raises Cancelled where the clerk asked to stop."""
        if self.cancelled():
            raise Cancelled


QUIET = Progress()
"""Nobody watches."""
