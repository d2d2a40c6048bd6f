"""Campaigns that measure what the program promises; `python -m bench` runs them.

A campaign is a module of this folder with `def run(ci: bool) -> list[Result]`; nothing else registers it.
`ci` asks for the short form that fits into every submission.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One promise, measured.

    Attributes:
        name: what is promised, in a few words.
        measured: the figure with its unit, as text.
        target: what it has to be, as text.
        ok: whether the promise holds.
        timed: it is a matter of time, so that a loaded machine may miss it; `--ci` says so and goes on.
        detail: what a reader needs to know to believe it, or the end of the output where it failed.
    """

    name: str
    measured: str
    target: str
    ok: bool
    detail: str = ""
    timed: bool = False
