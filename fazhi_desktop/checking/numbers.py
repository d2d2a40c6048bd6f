"""Checks on values: missing, parts and totals, ranges, rates from their parts."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache

from fazhi_desktop.checking.findings import Finding, Place
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.view import Subject, View
from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.formulas import Formula, parse_formula
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.units import MONEY

_parsed = cache(parse_formula)
_DIGITS = 20
"""Digits before the point that no count has; Decimal cannot round much longer ones."""
_CLASSES = 4
"""Addends from which on a formula lists classes of which not every one need be in the total."""


def amount(report: Report, code: str, offset: int = 0) -> Decimal | None:
    """The number to calculate with, money in the catalogue's unit (16.13 万元 is 161300 元)."""
    unit = report.unit_of(code)
    value = report.value(code, offset).in_unit(unit)
    return None if unit in MONEY and value.unit != unit else value.decimal


def _finding(rule: Rule, code: str, /, **words: object) -> Finding:
    message = rule.message.format(code=code, **words)
    return Finding(rule.id, rule.severity, message, (Place(indicator=code),))


def listed(rule: Rule, report: Report) -> Iterable[str]:
    """The codes a rule names in `indicators`, or for its kind of body in `indicators_<outline>`."""
    outline = f"indicators_{report.body.outline}"
    names = rule.list_of(outline if outline in rule.options else "indicators")
    return (code for code in names if code in report.catalogue)


def missing(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A required value that is not there although the outline has a place for it, or last year had it."""
    report = view.report
    code = str(subject)
    asked = code in view.placed or report.value(code, -1).state == "value" or not report.nodes
    if not asked or report.value(code).state != "missing":
        return
    indicator = report.catalogue[code]
    words = {"code": code, "name": indicator.name, "department": "、".join(indicator.departments[:1])}
    told = [said for said in view.statements if said.code == code and not said.offset and not said.change]
    if told:
        places = (*(said.place() for said in told), Place(indicator=code))
        words["said"] = "、".join(dict.fromkeys(f"“{said.quote}”" for said in told[:3]))
        yield rule.worded("message_told", "soft", places, words)
    else:
        yield rule.worded("message", rule.severity, (Place(indicator=code),), words)


def with_formula(_rule: Rule, report: Report) -> Iterable[str]:
    """Indicators whose value the catalogue gives a formula for."""
    return (code for code, entry in report.catalogue.items() if entry.formula)


def formula_inputs(_rule: Rule, report: Report, code: str) -> Iterator[str]:
    """Codes that an indicator's formula and bounds use."""
    indicator = report.catalogue[code]
    for text in (indicator.formula, *indicator.at_most, *indicator.at_least):
        if text:
            yield from (used for used, _ in _parsed(text).codes)


def formula(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A value that its formula does not give.

    Hard where the formula is an identity or the parts pass their total; soft where parts are not all listed
    or a rate is off. A sum is compared as far as its parts are known; approximate inputs and other periods
    are never compared.
    """
    report = view.report
    code = str(subject)
    indicator, value = report.catalogue[code], report.value(code)
    parsed = _parsed(indicator.formula)
    whole = value.decimal
    if (
        whole is None
        or value.qualifier != "exact"
        or any(source.kind == "formula" for source in value.sources)
    ):
        return
    known = [used for used in parsed.codes if report.value(*used).state != "missing"]
    complete = len(known) == len(parsed.codes)
    if not known or not (complete or parsed.addends) or not comparable(report, known, value.period):
        return
    result = parsed.value(
        lambda used, offset: amount(report, used, offset) if (used, offset) in known else Decimal(0)
    )
    if result is None or _fits(rule, result, whole, value.shown, indicator):
        return
    open_classes = indicator.formula_use == "warn" and len(parsed.addends) > _CLASSES
    if open_classes and _fits_without_one(report, known, whole):
        return
    exceeds = bool(parsed.addends) and result > whole
    if not complete and not exceeds and (len(known) < 2 or indicator.formula_use != "warn"):
        return
    hard = exceeds or (complete and indicator.formula_use != "warn" and indicator.kind != "rate")
    words = {"formula": parsed.in_words(report.catalogue.name), "parts": _parts(known, report)}
    words |= _shown(report, code, result)
    says, severity = ("message", "hard") if hard else ("message_soft", "soft")
    yield rule.worded(says, severity, (Place(indicator=code),), words)


def _shown(report: Report, code: str, result: Decimal) -> dict[str, str]:
    """A value and what its formula gives, as words."""
    value = report.value(code)
    return {
        "name": report.catalogue.name(code),
        "shown": value.shown,
        "unit": value.unit,
        "result": plain(result),
        "gap": plain(abs((value.decimal or Decimal(0)) - result)),
    }


def _fits_without_one(report: Report, known: Sequence[tuple[str, int]], whole: Decimal) -> bool:
    """Whether the parts make the total once one of them is left out: not every part need be counted in it."""
    numbers = [amount(report, *used) or Decimal(0) for used in known]
    together = sum(numbers, Decimal(0))
    return len(numbers) > 2 and any(together - number == whole for number in numbers)


def comparable(report: Report, codes: Iterable[tuple[str, int]], period: str | None) -> bool:
    """Whether every value is an exact number of one period, so that they may be compared."""
    used = [report.value(code, offset) for code, offset in codes]
    return all(
        value.state == "value" and value.qualifier == "exact" and value.period == period for value in used
    )


def _fits(rule: Rule, result: Decimal, whole: Decimal, shown: str, indicator: Indicator) -> bool:
    """Whether a value is what its formula gives: a rate rounded or cut off, a count within the tolerance."""
    if indicator.kind == "rate":
        return written_as(result, shown)
    return abs(result - whole) <= Decimal(str(rule.options.get("tolerance", 0)))


def written_as(exact: Decimal, written: str) -> bool:
    """Whether digits are an exact number rounded or cut off."""
    if exact.adjusted() > _DIGITS:
        return False
    step = Decimal(1).scaleb(-len(written.partition(".")[2]))
    return Decimal(written) in (exact.quantize(step, ROUND_HALF_UP), exact.quantize(step, ROUND_DOWN))


def with_bounds(_rule: Rule, report: Report) -> Iterable[str]:
    """Indicators that may not pass others."""
    return (code for code, entry in report.catalogue.items() if entry.at_most or entry.at_least)


def bounds(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A part larger than its whole, or a whole smaller than a part."""
    report = view.report
    code = str(subject)
    indicator, value = report.catalogue[code], report.value(code)
    number = value.decimal
    if number is None:
        return
    for texts, word, wrong in ((indicator.at_most, "大于", 1), (indicator.at_least, "小于", -1)):
        for text in texts:
            parsed = _parsed(text)
            known = _known(report, parsed) if wrong < 0 else parsed.codes
            if not known or not comparable(report, known, value.period):
                continue
            limit = parsed.value(
                lambda used, offset, known=known: (
                    amount(report, used, offset) if (used, offset) in known else Decimal(0)
                )
            )
            if limit is not None and (number - limit) * wrong > 0:
                yield _finding(
                    rule,
                    code,
                    name=indicator.name,
                    shown=value.shown,
                    unit=value.unit,
                    word=word,
                    limit=plain(limit),
                    other=parsed.in_words(report.catalogue.name),
                )


def _known(report: Report, parsed: Formula) -> tuple[tuple[str, int], ...]:
    """Of a sum that a value must reach, the addends that are filled in; else all of a formula's codes."""
    if not parsed.addends:
        return parsed.codes
    return tuple(used for used in parsed.codes if report.value(*used).state == "value")


def in_range(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A number outside the range of its indicator."""
    report = view.report
    code = str(subject)
    indicator, value = report.catalogue[code], report.value(code)
    number = value.decimal
    low, high = indicator.minimum, indicator.maximum
    if number is None:
        return
    if (low is not None and number < Decimal(str(low))) or (high is not None and number > Decimal(str(high))):
        yield _finding(
            rule,
            code,
            name=indicator.name,
            shown=value.shown,
            unit=value.unit,
            low=f"{low:g}" if low is not None else "",
            high=f"{high:g}" if high is not None else "不限",
        )


def ranged(_rule: Rule, report: Report) -> Iterable[str]:
    """Indicators with a smallest or a largest value."""
    return (
        code
        for code, entry in report.catalogue.items()
        if entry.minimum is not None or entry.maximum is not None
    )


def rates(_rule: Rule, report: Report) -> Iterable[str]:
    """Indicators in percent."""
    return (code for code, entry in report.catalogue.items() if entry.kind == "rate" and entry.unit == "%")


def rate_from_parts(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A rate that its own numerator and denominator do not give, neither rounded nor cut off."""
    report = view.report
    code = str(subject)
    value = report.value(code)
    number = value.decimal
    if number is None or not value.numerator or not value.denominator or Decimal(value.denominator) == 0:
        return
    exact = Decimal(value.numerator) / Decimal(value.denominator) * 100
    if not written_as(exact, value.shown):
        yield _finding(
            rule,
            code,
            name=report.catalogue.name(code),
            shown=value.shown,
            numerator=value.numerator,
            denominator=value.denominator,
            result=plain(exact),
        )


def plain(number: Decimal) -> str:
    """A number for people: at most two decimals, no trailing zeros."""
    text = format(round(number, 2) if number.adjusted() < _DIGITS else number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _parts(codes: Iterable[tuple[str, int]], report: Report) -> str:
    shown = [f"{report.catalogue.name(code)} {report.value(code, offset).shown}" for code, offset in codes]
    return "、".join(dict.fromkeys(shown))
