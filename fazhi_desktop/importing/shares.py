"""One indicator several times in a row or column: the outermost is the whole, groups hold its shares."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from fazhi_desktop.importing.facts import Fact, Reading, additive
from fazhi_desktop.importing.sides import Sides
from fazhi_desktop.importing.stages import Stages


def choose_told_columns(facts: Sequence[Fact], sides: Sides, reading: Reading, stages: Stages) -> None:
    """Of columns that all fit a row's indicator, the one whose head it speaks of: 回复 beside 收到.

    Else the one of the stage at which it counts: 受理 beside 办结.
    """
    if stages == Stages() and sum(bool(dim.content) for dim in sides.columns) < 2:
        return
    rows: dict[tuple[int, str, str | None, str | None], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.code and fact.place is not None and not fact.fixed:
            rows[fact.place[0], fact.code, fact.period, fact.part].append(fact)
    for (_, code, _, _), found in rows.items():
        dims = [sides.columns[fact.place[1]] for fact in found if fact.place is not None]
        heads = [dim.content or dim.measure for dim in dims]
        if len(found) < 2 or not all(heads):
            continue
        told = [reading.matcher.tells(code, head[-1]) for head in heads]
        if told.count(True) != 1:
            column = stages.of(reading.indicator(code))
            told = [fact.place is not None and fact.place[1] == column for fact in found]
        for fact, tells in zip(found, told, strict=True) if told.count(True) == 1 else ():
            if not tells:
                fact.code, fact.proposed, fact.refused = None, None, fact.refused or "uncertain"


def set_classes_apart(facts: Sequence[Fact], sides: Sides) -> None:
    """Rows that the header calls kinds of what one row counts, and that add up to it, are its classes."""
    wholes = {code for code in {fact.code for fact in facts} if code and sides.heads_classes_of(code)}
    if not wholes:
        return
    columns: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.place is not None and fact.state == "value" and not fact.total and not fact.period:
            columns[fact.place[1]].append(fact)
    for found in columns.values():
        for whole in found:
            if len(found) < 3 or whole.code not in wholes:
                continue
            others = [fact for fact in found if fact is not whole]
            if whole.decimal is None or additive(others) != whole.decimal:
                continue
            for fact in others:
                assert fact.place is not None
                fact.code, fact.proposed, fact.inner = whole.code, None, True
                fact.part = "·".join(sides.rows[fact.place[0]].content[-1:]) or fact.label


def set_shares_apart(facts: Sequence[Fact], sides: Sides) -> None:
    """Shares of one indicator among the columns, and among the rows."""
    if any(len(dim.content) > 1 for dim in sides.columns):
        _among_columns(facts, sides)
    if any(len(dim.content) > 1 for dim in sides.rows):
        _among_rows(facts, sides)


def _among_rows(facts: Iterable[Fact], sides: Sides) -> None:
    """Under 民主法治示范村 stand 国家级 and 市级, each with its share."""
    groups: dict[tuple[int, str, str | None, tuple[str, ...]], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.code and fact.place is not None and fact.part is None and not fact.total:
            content = sides.rows[fact.place[0]].content
            if len(content) > 1:
                groups[fact.place[1], fact.code, fact.period, content[:-1]].append(fact)
    for found in groups.values():
        for fact in found if len({fact.label for fact in found}) > 1 else ():
            assert fact.place is not None
            fact.part = sides.rows[fact.place[0]].content[-1]


def _among_columns(facts: Iterable[Fact], sides: Sides) -> None:
    """Under 派遣案件总数/12345热线 stands a share of what 按时办结数 beside the group says."""
    rows: dict[tuple[int, str, str | None], list[tuple[Fact, tuple[str, ...]]]] = defaultdict(list)
    for fact in facts:
        if fact.code and fact.place is not None:
            dim = sides.columns[fact.place[1]]
            if dim.part is None:
                rows[fact.place[0], fact.code, fact.period].append((fact, dim.content))
    for found in rows.values():
        depths = [len(content) for _, content in found]
        if max(depths) < 2 or len({content for _, content in found}) < 2:
            continue
        whole = min(depths) if depths.count(min(depths)) == 1 else 0
        for fact, content in found:
            if len(content) > max(whole, 1):
                fact.inner = bool(whole or fact.part)
                fact.part = "·".join(filter(None, (fact.part, content[-2])))
