"""One indicator several times in a row: the outermost column is the whole, those in groups are its shares."""

from collections import defaultdict
from collections.abc import Iterable

from fazhi_desktop.importing.facts import Fact
from fazhi_desktop.importing.sides import Sides


def set_shares_apart(facts: Iterable[Fact], sides: Sides) -> None:
    """Under 派遣案件总数/12345热线 stands a share of what 按时办结数 beside the group says."""
    if all(len(dim.content) < 2 for dim in sides.columns):
        return
    rows: dict[tuple[int, str, str | None], list[tuple[Fact, tuple[str, ...]]]] = defaultdict(list)
    for fact in facts:
        if fact.code and fact.place is not None and fact.part is None:
            content = sides.columns[fact.place[1]].content
            rows[fact.place[0], fact.code, fact.period].append((fact, content))
    for found in rows.values():
        depths = [len(content) for _, content in found]
        if max(depths) < 2 or len({content for _, content in found}) < 2:
            continue
        whole = min(depths) if depths.count(min(depths)) == 1 else 0
        for fact, content in found:
            if len(content) > max(whole, 1):
                fact.part, fact.inner = content[-2], bool(whole)
