"""Sheets cut into bands: rows in order, and the columns of tables that stand side by side."""

import re

from fazhi_desktop.importing.cells import NUMERIC
from fazhi_desktop.importing.views import View


def bands(view: View) -> list[tuple[list[int], list[tuple[int, int]]]]:
    """Rows in order, grouped where the same empty columns part them into tables side by side."""
    islands: list[list[int]] = []
    for row in range(view.height):
        if view.kinds[row].isspace() or not view.kinds[row]:
            islands.append([])
        elif islands:
            islands[-1].append(row)
        else:
            islands.append([row])
    found: list[tuple[list[int], list[tuple[int, int]]]] = []
    for island in filter(None, islands):
        spans = _spans(view, island)
        if found and (found[-1][1] == spans or (len(island) == 1 and len(spans) == 1)):
            found[-1][0].extend(island)
        else:
            found.append((island, spans))
    return found


def _spans(view: View, rows: list[int]) -> list[tuple[int, int]]:
    """Column ranges of tables side by side: parted by an empty column, each with labels and numbers."""
    whole = [(0, view.width)]
    if len(rows) < 2 or view.width < 5 or view.width > 60:
        return whole
    wide = {row for row in rows if len(view.kinds[row].replace(" ", "")) == 1}
    inner = [row for row in rows if row not in wide]
    if len(inner) < 2:
        return whole
    filled = [
        any(
            view.kinds[row][column] != " " or ((row, column) in view.cover and row not in wide)
            for row in inner
        )
        for column in range(view.width)
    ]
    spans: list[tuple[int, int]] = []
    start: int | None = None
    for column, full in enumerate([*filled, False]):
        if full and start is None:
            start = column
        elif not full and start is not None:
            spans.append((start, column))
            start = None
    if len(spans) < 2 or not all(_stands_alone(view, inner, span) for span in spans):
        return whole
    return spans


def _stands_alone(view: View, rows: list[int], span: tuple[int, int]) -> bool:
    texts = numbers = 0
    for row in rows:
        kinds = view.kinds[row][span[0] : span[1]]
        texts += bool(re.match(r" *[nd]? *[tyl]", kinds))
        numbers += any(kind in NUMERIC or kind in "dDw" for kind in kinds)
    return span[1] - span[0] >= 2 and texts >= 2 and numbers >= 1
