"""Sums over months, villages and sheets where a file gives no whole, and wholes compared with them."""

from collections import defaultdict
from decimal import Decimal

from fazhi_desktop.core.values import Qualifier
from fazhi_desktop.importing.facts import Fact, Reading, additive

COMPLETE = {"month": 12, "quarter": 4, "half": 2}
"""How many of each part of a year make the year."""


def add_sums(reading: Reading) -> None:
    """For every indicator with parts: check its whole against them, or add their sum without a cell."""
    wholes: dict[str, Fact] = {}
    parts: dict[str, list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        if not fact.code or fact.inner or (fact.kind == "register" and fact.part is None and fact.period):
            continue
        if fact.part is None and fact.period is None:
            wholes.setdefault(fact.code, fact)
        else:
            parts[fact.code].append(fact)
    for code, facts in parts.items():
        if reading.indicator(code).kind == "rate":
            continue
        shares = _shares(facts, reading.year) if len(facts) > 1 else []
        if not shares:
            continue
        if code in wholes:
            _compare(reading, wholes[code], shares)
        else:
            _add(reading, code, shares)


def _shares(facts: list[Fact], year: int) -> list[Fact]:
    """Parts that together may make the whole: villages and classes, else months, quarters, halves."""
    parts = [fact for fact in facts if fact.part is not None and fact.period is None]
    if len({fact.part for fact in parts}) >= 2:
        return parts
    for name, count in COMPLETE.items():
        spans = [fact for fact in facts if fact.part is None and span_of(fact.period, year) == name]
        if len({fact.period for fact in spans}) >= 2:
            return spans if len(spans) == len({fact.period for fact in spans}) or count else []
    return []


def span_of(period: str | None, year: int) -> str:
    """Which part of the year a period is: month, quarter, half; '' for any other."""
    if period is None or not period.startswith(f"{year}-"):
        return ""
    rest = period[5:]
    if rest.startswith("Q"):
        return "quarter"
    if rest.startswith("H"):
        return "half"
    return "month" if rest.isdigit() else ""


def _compare(reading: Reading, whole: Fact, shares: list[Fact]) -> None:
    """Sheets of months or villages against the sheet of the whole; tables check themselves."""
    if whole.sheet == shares[0].sheet or whole.decimal is None or whole.qualifier != "exact" or whole.refused:
        return
    if len(shares) < 2 or (shares[0].period and len(shares) not in COMPLETE.values()):
        return
    summed = additive([Fact(None, "", None, "", number="0", unit=whole.unit), *shares])
    if summed is not None and summed != whole.decimal:
        whole.refused = "refused"
        reading.problem(
            "error",
            "sum_mismatch",
            f"“{whole.label}”写 {whole.raw}，各表之和为 {format(summed, 'f')}，两者不符，"
            "没有导入，请科室核对。",
            sheet=whole.sheet,
            cell=whole.cell,
        )


def _add(reading: Reading, code: str, shares: list[Fact]) -> None:
    if any(fact.refused == "refused" for fact in shares):
        return
    counted = [fact for fact in shares if fact.state == "value"]
    exact = [Fact(None, "", None, "", number=fact.number, high=fact.high, unit=fact.unit) for fact in counted]
    summed = additive(exact)
    if summed is None or not counted:
        return
    rough: list[Qualifier] = [fact.qualifier for fact in counted if fact.qualifier != "exact"]
    qualifier: Qualifier = rough[0] if rough else "exact"
    sheets = {fact.sheet for fact in shares}
    first = counted[0]
    fact = Fact(
        first.sheet if len(sheets) == 1 else None,
        reading.catalogue.name(code) + "/各分项之和",
        None,
        "＋".join(share.raw for share in counted[:40]),
        number=format(summed, "f"),
        unit=first.unit,
        qualifier=qualifier,
        code=code,
        score=min(share.score for share in counted),
        is_sum=True,
        parts=counted,
    )
    missing = _missing(shares, reading.year)
    if missing:
        fact.code, fact.proposed, fact.refused = None, code, "uncertain"
        reading.problem(
            "warning",
            "months_missing",
            f"“{reading.catalogue.name(code)}”缺少 {'、'.join(missing)} 的数字，"
            f"已有各期之和 {fact.number} 没有作为全年数导入。",
            sheet=fact.sheet,
        )
    if fact.number and Decimal(fact.number) == 0 and all(share.number == "0" for share in counted):
        fact.number = "0"
    reading.facts.append(fact)


def _missing(shares: list[Fact], year: int) -> list[str]:
    if shares[0].part is not None:
        return []
    have = {fact.period for fact in shares}
    span = span_of(shares[0].period, year)
    if span == "month":
        return [f"{month}月" for month in range(1, 13) if f"{year}-{month:02d}" not in have]
    if span == "quarter":
        return [
            f"第{'一二三四'[number - 1]}季度" for number in range(1, 5) if f"{year}-Q{number}" not in have
        ]
    return [name for half, name in (("H1", "上半年"), ("H2", "下半年")) if f"{year}-{half}" not in have]
