"""Checks of values against one another and against last year: relations, zeros, jumps, attainable rates."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from fazhi_desktop.checking.choices import RELATIONS
from fazhi_desktop.checking.findings import Finding, Place
from fazhi_desktop.checking.numbers import amount, comparable, plain
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.view import Subject, View
from fazhi_desktop.core.breaks import counts_as_before
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.units import canonical

_DIGIT = 9
"""How many times another number looks like that number with a digit more."""


class CannotCompute(ValueError):
    """A rule's formula has all its inputs and yet no result, as when it divides by zero."""


def first_code(rule: Rule, report: Report) -> Iterable[str]:
    """The subject of a rule with a formula: the first code in it that this body reports."""
    if rule.formula is None:
        return ()
    return tuple(code for code, _ in rule.formula.codes if code not in report.body.not_reported)[:1]


def formula_codes(rule: Rule, _report: Report, _code: str) -> Iterator[str]:
    """Every code of a rule's formula."""
    if rule.formula is not None:
        yield from (code for code, _ in rule.formula.codes)


def relation(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """A comparison that does not hold; compared only where every input is exact and of one period."""
    parsed, report = rule.formula, view.report
    if parsed is None or parsed.comparison is None:
        return
    codes = parsed.codes
    if not codes or not comparable(report, codes, report.value(*codes[0]).period):
        return
    sides = parsed.sides(lambda code, by: amount(report, code, by))
    if sides is None:
        raise CannotCompute(f"公式“{parsed.text}”算不出结果，可能除以了 0")
    left, right = sides
    if _holds(left, parsed.comparison, right, Decimal(str(rule.number("tolerance")))):
        return
    first, _, second = parsed.in_words(report.catalogue.name).partition(f" {parsed.comparison} ")
    yield rule.finding(
        *(Place(indicator=code) for code in dict.fromkeys(code for code, _ in codes)),
        left=f"{first}为 {plain(left)}",
        right=f"{second}（{plain(right)}）" if "“" in second else plain(right),
        word=f"应{RELATIONS[parsed.comparison]}",
    )


def _holds(left: Decimal, comparison: str, right: Decimal, tolerance: Decimal) -> bool:
    match comparison:
        case "==":
            return abs(left - right) <= tolerance
        case "!=":
            return abs(left - right) > tolerance
        case "<=":
            return left <= right + tolerance
        case ">=":
            return left >= right - tolerance
        case "<":
            return left < right + tolerance
        case _:
            return left > right - tolerance


def first_of_pairs(rule: Rule, _report: Report) -> Iterable[str]:
    """The first code of each pair of a rule."""
    return dict.fromkeys(pair[0] for pair in rule.lists_of("pairs"))


def second_of_pairs(rule: Rule, _report: Report, code: str) -> Iterator[str]:
    """The other codes of the pairs that begin with a code."""
    for pair in rule.lists_of("pairs"):
        if pair[0] == code:
            yield from pair[1:]


def one_without_other(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """One of a pair is nought and the other is not (处罚 0 件, 罚款 5000 元)."""
    report = view.report
    for first, second in rule.lists_of("pairs"):
        one, other = report.number(first), report.number(second)
        if first != subject or one is None or other is None or (one == 0) == (other == 0):
            continue
        name, zero = (first, second) if one else (second, first)
        yield rule.finding(
            Place(indicator=name),
            Place(indicator=zero),
            name=report.catalogue.name(name),
            shown=_spoken(report, name),
            zero=report.catalogue.name(zero),
        )


def rate_of_nothing(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A rate although nothing happened that it could be a share of."""
    report = view.report
    for rate, base in rule.lists_of("pairs"):
        if rate == subject and report.number(rate) is not None and report.number(base) == 0:
            yield rule.finding(
                Place(indicator=rate),
                Place(indicator=base),
                name=report.catalogue.name(rate),
                shown=_spoken(report, rate),
                base=report.catalogue.name(base),
            )


def attainable(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A rate that no count of its total gives by rounding (indicators.md, section 10, rule 2)."""
    report = view.report
    for rate, base in rule.lists_of("pairs"):
        value, total = report.value(rate), report.value(base)
        number, whole = value.decimal, total.decimal
        if (
            rate != subject
            or number is None
            or whole is None
            or value.numerator
            or not comparable(report, ((rate, 0), (base, 0)), value.period)
            or not 0 < number < 100
            or whole <= 0
            or whole != whole.to_integral_value()
        ):
            continue
        near = _near(number, int(whole), len(value.shown.partition(".")[2]))
        if near is None:
            continue
        says, words = near
        if rate in rule.list_of("loose") and says == "message":
            continue
        yield rule.finding(
            Place(indicator=rate),
            Place(indicator=base),
            says=says,
            name=report.catalogue.name(rate),
            shown=value.shown,
            base=report.catalogue.name(base),
            total=total.shown,
            unit=total.unit,
            near=words,
        )


def _near(rate: Decimal, total: int, places: int) -> tuple[str, str] | None:
    """None where some count rounds to the rate; else the message to use and the nearest counts."""
    step, below = Decimal(1).scaleb(-places), int(rate * total / 100)
    cut = ""
    shown: list[str] = []
    for count in (below, below + 1):
        exact = Decimal(count) * 100 / total
        if exact.quantize(step, ROUND_HALF_UP) == rate:
            return None
        if exact.quantize(step, ROUND_DOWN) == rate:
            cut = f"{count} ÷ {total} = {exact.quantize(step.scaleb(-2))}%"
        if count <= total:
            shown.append(f"{count} 得 {plain_to(exact, places + 1)}%")
    return ("message_cut", cut) if cut else ("message", "，".join(shown))


def plain_to(number: Decimal, places: int) -> str:
    """A number with so many decimals."""
    return format(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")


def compared_yearly(rule: Rule, report: Report) -> Iterable[str]:
    """Indicators with a value this year and last that a rule does not except, still counting the same."""
    left_out, now = set(rule.list_of("except")), report.values.get(report.year, {})
    return (
        code
        for code in report.catalogue
        if code in now
        and code not in left_out
        and report.value(code, -1).state != "missing"
        and counts_as_before(code, report.year, report.breaks)
    )


def jump(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A change against last year past a threshold, or one from nought."""
    code, report = str(subject), view.report
    now, last = amount(report, code), amount(report, code, -1)
    if now is None or last is None or report.value(code).period != report.value(code, -1).period:
        return
    rate = report.catalogue[code].kind == "rate"
    few, many = sorted((now, last))
    if not rate and many < Decimal(str(rule.number("least"))) and not 0 < few * _DIGIT <= many:
        return  # of small numbers only what looks like a digit too many or too few
    if last == 0 and not rate:
        change, past = f"由 0 变为 {plain(now)}（不能计算百分比）", now != 0
    elif rate:
        change, past = (
            f"{_up(now - last)} {plain(abs(now - last))} 个百分点",
            abs(now - last) > Decimal(str(rule.number("points"))),
        )
    else:
        percent = (now - last) * 100 / last
        change, past = (
            f"{_up(percent)} {plain(abs(percent))}%",
            abs(percent) > Decimal(str(rule.number("threshold"))),
        )
    if past:
        yield rule.finding(
            Place(indicator=code),
            name=report.catalogue.name(code),
            shown=_spoken(report, code),
            last=_spoken(report, code, -1),
            change=change,
        )


def _up(change: Decimal) -> str:
    return "增加" if change > 0 else "减少"


def ratio(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """A quotient of two indicators that is far from last year's (罚款 per case, persons per training)."""
    report, parsed = view.report, rule.formula
    if parsed is None:
        return
    now, last = (
        parsed.value(lambda code, by: amount(report, code, by)),
        parsed.value(lambda code, by: amount(report, code, by - 1)),
    )
    factor = Decimal(str(rule.number("factor", 2)))
    if not now or not last or last / factor <= now <= last * factor:
        return
    yield rule.finding(
        *(Place(indicator=code) for code, _ in parsed.codes),
        now=plain(now),
        last=plain(last),
        formula=parsed.in_words(report.catalogue.name),
    )


def quotient(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """A quotient of two indicators outside what is ever the case, last year's known or not."""
    report, parsed = view.report, rule.formula
    if parsed is None:
        return
    now = parsed.value(lambda code, by: amount(report, code, by))
    if now is None or Decimal(str(rule.number("low"))) <= now <= Decimal(str(rule.number("high"))):
        return
    if all(report.number(code) for code, _ in parsed.codes):
        yield rule.finding(
            *(Place(indicator=code) for code, _ in parsed.codes),
            now=plain(now),
            formula=parsed.in_words(report.catalogue.name),
        )


def same_as_last_year(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A count that is exactly last year's: kept by mistake more often than by chance."""
    code, report = str(subject), view.report
    now, last = report.value(code), report.value(code, -1)
    if (
        report.catalogue[code].kind == "rate"
        or now.decimal is None
        or now.decimal != last.decimal
        or now.decimal < Decimal(str(rule.number("least")))
    ):
        return
    yield rule.finding(
        Place(indicator=code),
        name=report.catalogue.name(code),
        shown=_spoken(report, code),
        year=report.year - 1,
    )


def first_of_splits(rule: Rule, _report: Report) -> Iterable[str]:
    """The totals of a rule's `splits`."""
    return (split[0] for split in rule.lists_of("splits"))


def parts_of_split(rule: Rule, _report: Report, code: str) -> Iterator[str]:
    """The parts of a total."""
    for split in rule.lists_of("splits"):
        if split[0] == code:
            yield from split[1:]


def not_split(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A total that is given without any of its parts."""
    report = view.report
    for split in rule.lists_of("splits"):
        parts = [code for code in split[1:] if code not in report.body.not_reported]
        total = report.number(str(subject))
        if split[0] != subject or not total or any(report.value(code).state != "missing" for code in parts):
            continue
        yield rule.finding(
            Place(indicator=split[0]),
            name=report.catalogue.name(split[0]),
            shown=_spoken(report, split[0]),
            parts="、".join(report.catalogue.name(code) for code in parts),
        )


def standard_unit(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """A value or a text in another unit than the standard one (依申请公开 1 条, not 件)."""
    report = view.report
    for code in rule.list_of("indicators"):
        unit, value = report.unit_of(code), report.value(code)
        places = [
            said.place()
            for said in view.statements
            if said.code == code and canonical(said.mention.quantity.unit) != canonical(unit)
        ]
        if value.state == "value" and canonical(value.unit) != canonical(unit):
            places.insert(0, Place(indicator=code))
        if places:
            written = value.unit if places[0].indicator else places[0].quote
            yield rule.finding(*places, name=report.catalogue.name(code), unit=unit, written=written)


def _spoken(report: Report, code: str, offset: int = 0) -> str:
    value = report.value(code, offset)
    return f"{value.shown}{'余' if value.qualifier == 'over' else ''}{value.unit}"
