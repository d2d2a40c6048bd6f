"""Rates: always in percent, recomputed where both counts are in the file."""

from collections import defaultdict
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from fazhi_desktop.core.formulas import parse_formula
from fazhi_desktop.importing.facts import Fact, Reading


def settle_rates(reading: Reading) -> None:
    """Scale fractions written without a percent format, then compare rates with their counts."""
    columns: dict[tuple[str | None, str | None], list[Fact]] = defaultdict(list)
    for fact in reading.facts:
        code = fact.code or fact.proposed
        if not code:
            continue
        indicator = reading.indicator(code)
        if indicator.kind == "rate" and indicator.unit == "%":
            fact.unit = fact.unit or "%"
            columns[fact.sheet, code].append(fact)
    for facts in columns.values():
        _scale(reading, facts)
    if columns:
        _recompute(reading)
    _recompute_in_rows(reading)


def _scale(reading: Reading, facts: list[Fact]) -> None:
    plain = [
        fact
        for fact in facts
        if fact.decimal is not None and not fact.percent and "%" not in fact.raw and "％" not in fact.raw
    ]
    numbers = [number for fact in plain if (number := fact.decimal) is not None]
    if not numbers or max(numbers) > 1 or max(numbers) == 0:
        return
    for fact in plain:
        number = fact.decimal
        if number:
            fact.number = _trimmed(number * 100)
            reading.problem(
                "warning",
                "rate_scaled",
                f"“{fact.label}”写 {fact.raw}，没有百分号，已按 {fact.number}% 读取，请核对。",
                sheet=fact.sheet,
                cell=fact.cell,
            )


def _trimmed(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _recompute(reading: Reading) -> None:
    """Compare each whole-year rate that has a quotient formula with its counts in this file."""
    whole = {
        fact.code: fact
        for fact in reading.facts
        if fact.code and fact.period is None and fact.part is None and fact.refused != "refused"
    }
    for code, fact in whole.items():
        indicator = reading.indicator(code)
        if indicator.kind != "rate" or indicator.unit != "%" or "/" not in indicator.formula:
            continue
        written = fact.decimal
        if written is None or fact.qualifier != "exact":
            continue

        def lookup(used: str, offset: int) -> Decimal | None:
            found = whole.get(used)
            return found.decimal if found and not offset and found.qualifier == "exact" else None

        formula = parse_formula(indicator.formula)
        expected = formula.value(lookup)
        if expected is not None and not agrees(written, expected):
            reading.problem(
                "warning",
                "rate_mismatch",
                f"“{fact.label}”写 {fact.raw}，按本表数字计算应为 {_rounded(expected)}%"
                f"（{formula.in_words(lambda used: reading.indicator(used).name)}），请核对。",
                sheet=fact.sheet,
                cell=fact.cell,
            )


def agrees(written: Decimal, expected: Decimal) -> bool:
    """Whether a written rate is the expected one rounded or cut off at its own precision."""
    places = Decimal(1).scaleb(min(int(written.as_tuple().exponent), 0))
    return written in (expected.quantize(places, ROUND_HALF_UP), expected.quantize(places, ROUND_DOWN))


def _rounded(number: Decimal) -> str:
    return _trimmed(number.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _recompute_in_rows(reading: Reading) -> None:
    """A rate beside its own count (不满意率 beside 不满意数) must follow from it and a total of the row."""
    rows: dict[tuple[str | None, int], list[Fact]] = defaultdict(list)
    told = {
        (fact.sheet, fact.place[0])
        for fact in reading.facts
        if fact.place is not None and fact.label.endswith("率")
    }
    if not told:
        return
    for fact in reading.facts:
        if fact.place is not None and not fact.refused and "/" in fact.label:
            rows[fact.sheet, fact.place[0]].append(fact)
    for place, found in rows.items():
        if place not in told:
            continue
        facts = [fact for fact in found if fact.decimal is not None]
        rates = [fact for fact in facts if _own(fact).endswith("率")]
        for rate in rates:
            _check_row(reading, rate, [fact for fact in facts if fact not in rates and fact.unit != "%"])


def _own(fact: Fact) -> str:
    return fact.label.rpartition("/")[2].rpartition("·")[2]


def _counted(rate: Fact, counts: list[Fact]) -> Fact | None:
    """The count a rate is named after: 不满意数 for 不满意率; of several the one outside all groups."""
    stem = _own(rate)[:-1]
    named = [fact for fact in counts if _own(fact).removesuffix("数").removesuffix("件") == stem]
    return min(named, key=lambda fact: fact.label.count("·"), default=None) if len(stem) >= 2 else None


def _check_row(reading: Reading, rate: Fact, counts: list[Fact]) -> None:
    counted = _counted(rate, counts)
    written = rate.decimal
    if counted is None or written is None or counted.decimal is None:
        return
    wholes = [
        fact
        for fact in counts
        if fact is not counted and (fact.decimal or 0) >= counted.decimal and fact.decimal
    ]
    top = [
        fact
        for fact in wholes
        if "·" not in fact.label.rpartition("/")[2] or _own(fact) in ("总计", "合计", "小计", "总数")
    ]
    if not top or any(agrees(written, counted.decimal * 100 / fact.decimal) for fact in top if fact.decimal):
        return
    inner = next(
        (fact for fact in wholes if fact.decimal and agrees(written, counted.decimal * 100 / fact.decimal)),
        None,
    )
    largest = max(top, key=lambda fact: fact.decimal or Decimal(0))
    expected = _rounded(counted.decimal * 100 / (largest.decimal or Decimal(1)))
    told = (
        f"只有用“{_own(inner)}”{inner.raw} 作分母才相符，分母口径不一致"
        if inner
        else f"用“{_own(largest)}”{largest.raw} 作分母应为 {expected}%"
    )
    reading.problem(
        "warning",
        "rate_mismatch",
        f"“{rate.label}”写 {rate.raw}，{told}，请核对。",
        sheet=rate.sheet,
        cell=rate.cell,
    )
