"""What was printed last, and which sheets of paper no longer show what the report says (feature 84)."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from typing import Any

from fazhi_desktop.core.frozen import frozen

MARK = "printed"
"""Name under which the prints stand in the file."""
MOST = 10
"""Prints of one year and edition that are kept."""
_UNSEEN = "?"
"""For a page of which an older print has no sheet."""


@frozen
class Print:
    """One print.

    Attributes:
        kind: public, submit or checking.
        rows, step, digest: the end of the change log when all paper was up to date.
        pages: a digest of what each sheet shows, those of earlier prints too; '' for one never printed.
        sheets: pages printed then.
    """

    year: int
    kind: str
    time: str
    rows: int
    step: int
    digest: str
    pages: tuple[str, ...]
    sheets: int

    def changed(self, marks: Sequence[str]) -> tuple[int, ...]:
        """Pages (from 0) that look different now; those that were left out of all prints are not wanted."""
        paper = (*self.pages, *[_UNSEEN] * len(marks))
        return tuple(page for page, mark in enumerate(marks) if paper[page] not in ("", mark))


def in_words(pages: Sequence[int]) -> str:
    """Pages (from 0, rising) as a person counts them: 1、3—5."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(f"{run[0] + 1}—{run[-1] + 1}" if len(run) > 1 else str(run[0] + 1) for run in runs)


def read(text: str) -> tuple[Print, ...]:
    """The prints that are kept, newest first; none where the text is not what `added` writes."""
    try:
        entries: list[Any] = json.loads(text or "[]")
        found = [replace(made, pages=tuple(made.pages)) for made in (Print(**entry) for entry in entries)]
    except (ValueError, TypeError, KeyError, RecursionError):
        return ()
    return tuple(entry for entry in found if _is_sound(entry))


def added(text: str, made: Print, numbers: Collection[int]) -> str:
    """The prints with one more, of the pages `numbers`; `made.pages` are the digests of all its pages.

    A page that was not printed now keeps its older sheet; while one of those is stale, the print goes on from
    the state that the older one started from.
    """
    kept = read(text)
    same = [entry for entry in kept if (entry.year, entry.kind) == (made.year, made.kind)]
    last = same[0] if same else None
    older = (*last.pages, *[_UNSEEN] * len(made.pages)) if last else ("",) * len(made.pages)
    paper = tuple(mark if page in numbers else older[page] for page, mark in enumerate(made.pages))
    found = replace(made, pages=paper)
    if last is not None and found.changed(made.pages):
        found = replace(found, rows=last.rows, step=last.step, digest=last.digest)
    return json.dumps(
        [asdict(entry) for entry in (found, *(old for old in kept if old not in same[MOST - 1 :]))]
    )


def _is_sound(entry: Print) -> bool:
    """Whether every field holds what it should: the text may come from anywhere."""
    numbers = (entry.year, entry.rows, entry.step, entry.sheets)
    texts = (entry.kind, entry.time, entry.digest, *entry.pages)
    return all(type(number) is int for number in numbers) and all(type(text) is str for text in texts)
