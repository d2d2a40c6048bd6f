"""Checks of quantities in the text: against indicators, against one another, within their sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi_desktop.checking.apart import is_another, is_leaders, is_part
from fazhi_desktop.checking.findings import Finding, Place, Severity
from fazhi_desktop.checking.numbers import plain
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.view import Statement, Subject, View
from fazhi_desktop.core.records import READING
from fazhi_desktop.core.units import MONEY, convert_money, same_family
from fazhi_desktop.core.values import Value

_WHOLE_RATES = ("0", "100")
"""Exact however many decimals the rates beside them have."""
_SCOPE = re.compile(r"全[乡镇区县市局街]道?|辖区|[共现]有|年度|全年|累计|组织|开展")
_SEVERAL = 2
_TOLD = re.compile(r"(\d+(?:\.\d+)?)[^（；\d]*（((?:[^（）]|（[^（）]*）)*)）")
"""A number and its place in the note that reading leaves: 15次（一（三））."""
_SAME = 6
"""Characters two counts without an indicator must end alike to be of one thing."""
_READ, _TITLED = ("篇", "部"), 4
"""What is read is one fixed set all over a report: fewer characters tell it (12篇重要文章)."""
_LIST = re.compile(r"([\u4e00-\u9fff、]{4,40}?)(?:列入|纳入|学习|作为|等)")


def differing(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """The same thing counted with different values: text against indicator, and text against text."""
    report = view.report
    groups: dict[str, list[Statement]] = {}
    told: set[str] = set()
    for said in view.statements:
        if said.code and not said.offset and not said.change and said.mention.quantity.high is None:
            groups.setdefault(said.code, []).append(said)
    for code, group in groups.items():
        value = report.value(code)
        reference: Value | Statement = value if value.state != "missing" else group[0]
        wrong = [said for said in group if not said.link and not _agrees(said, reference)]
        right = [said for said in group if said not in wrong]
        wrong = [
            said
            for said in wrong
            if not (is_part(said, right) or is_another(said, right) or is_leaders(said, right))
        ]
        if not wrong:
            continue
        places = [said.place() for said in (*right[:2], *wrong)]
        if isinstance(reference, Value):
            places.append(Place(indicator=code))
        near = {(said.paragraph.node, said.paragraph.index) for said in right}
        certain = all(
            said.sure
            and _exact(said, reference)
            and not _far_below(said, reference)
            and (said.paragraph.node, said.paragraph.index) not in near
            and (isinstance(reference, Value) or reference.sure)
            and (not right or any(_shared(said.mention.counts, other.mention.counts) > 2 for other in right))
            for said in wrong
        )
        severity: Severity = rule.severity if certain else "soft"
        told.add(code)
        yield rule.finding(
            *places,
            severity=severity,
            name=report.catalogue.name(code),
            said=_said(view, reference, right[:2], wrong),
            advice=_advice(view, code, wrong),
        )
    yield from _untied(rule, view)
    for code, note in report.notes.items():
        if note.author != READING or report.value(code).state != "missing" or code in told:
            continue
        if not _is_settled(groups.get(code, [])) and not _is_share(rule, view, code, note.text):
            words = {"name": report.catalogue.name(code), "said": note.text}
            yield rule.worded("message_read", "soft", (Place(indicator=code),), words)


def _is_settled(group: list[Statement]) -> bool:
    """Whether only one of several numbers is of the whole, the others of a part of it."""
    largest = max(group, key=lambda said: Decimal(said.mention.quantity.number or 0), default=None)
    if largest is None or len(group) < _SEVERAL:
        return False
    other = [said for said in group if not _agrees(said, largest)]
    whole = [said for said in group if said not in other]
    return all(is_part(said, whole) or is_leaders(said, whole) for said in other)


def _is_share(rule: Rule, view: View, code: str, note: str) -> bool:
    """Whether what reading found twice is a whole and its part in one passage, or a leader's share of it."""
    told = [(Decimal(found[1]), found[2]) for found in _TOLD.finditer(note)]
    if len({place for _, place in told}) < _SEVERAL:
        return True
    own = {view.place_of(node.id) for node in view.nodes_with_role("first_responsible")}
    return code in rule.list_of("own") and min(told)[1] in own and max(told)[1] not in own


def _untied(rule: Rule, view: View) -> Iterator[Finding]:
    """The same words with different numbers in two paragraphs, one at least tied to no indicator."""
    seen: dict[tuple[str, str], Statement] = {}
    for said in view.statements:
        words, quantity = said.mention.counts[-_SAME:], said.mention.quantity
        whole = not (said.offset or said.change or said.period) and quantity.high is None
        least = _TITLED if quantity.unit in _READ else _SAME
        if not whole or len(words) < least or quantity.qualifier != "exact":
            continue
        first = seen.setdefault((words, quantity.unit), said)
        tied = first.code and said.code
        if (
            not tied
            and first.paragraph != said.paragraph
            and first.mention.quantity.number != quantity.number
        ):
            yield rule.finding(
                first.place(),
                said.place(),
                severity="soft",
                name=words,
                said=_said(view, first, [], [first, said]),
                advice="",
            )


def _agrees(said: Statement, reference: Value | Statement) -> bool:
    """Whether a statement says what the reference does, or cannot be compared with it."""
    if isinstance(reference, Statement):
        other = reference.mention.quantity
        number, unit, period, qualifier = other.number, other.unit, reference.period, other.qualifier
    else:
        number, unit, period = reference.number, reference.unit, reference.period
        qualifier = reference.qualifier
        if reference.state == "not_applicable":
            return said.mention.quantity.number == "0"
        if reference.high is not None:
            return True
    if number is None or (period is None) != (said.period is None) or not _same_part(period, said.period):
        return True
    quantity = said.mention.quantity
    stated, wanted = Decimal(quantity.number or 0), Decimal(number)
    if unit in MONEY or quantity.unit in MONEY:
        converted = convert_money(quantity.number or "0", quantity.unit, unit)
        if converted is None:
            return True
        stated = Decimal(converted)
    elif unit and not same_family(unit.partition("（")[0], quantity.unit.partition("（")[0]):
        return True
    if quantity.qualifier == "exact" and qualifier == "exact":
        return _is_written(stated, wanted, _step(said, stated))
    return _near(stated, quantity.qualifier, wanted, qualifier)


def _same_part(one: str | None, other: str | None) -> bool:
    """Whether two stretches of time are the same as far as their last number (the month) tells."""
    if one is None or other is None:
        return True
    first, second = re.findall(r"\d+", one), re.findall(r"\d+", other)
    return bool(first and second) and int(first[-1]) == int(second[-1])


def _near(stated: Decimal, qualifier: str, wanted: Decimal, own: str) -> bool:
    """Approximate words: 700余 stands for 720, not for 500 or 900."""
    if stated == wanted:
        return True
    low, high = min(stated, wanted), max(stated, wanted)
    if "exact" not in (qualifier, own) and stated != wanted:
        return low * Decimal("1.1") >= high
    approximate, exact = (stated, wanted) if qualifier != "exact" else (wanted, stated)
    word = qualifier if qualifier != "exact" else own
    if word == "over":
        return approximate <= exact <= approximate * Decimal("1.2")
    if word == "below":
        return exact <= approximate <= exact * Decimal("1.3")
    return low * Decimal("1.1") >= high


def _is_written(stated: Decimal, wanted: Decimal, step: Decimal) -> bool:
    """Whether a number is another one, or that one rounded to a step or cut off at it."""
    return (
        stated == wanted
        or (wanted - stated <= step / 2 and stated - wanted <= step / 2)
        or (Decimal(0) <= wanted - stated < step)
    )


def _step(said: Statement, stated: Decimal) -> Decimal:
    """What the last digit written stands for before 万, 亿 or %; 0 where a count is written in full."""
    start, end = said.mention.digits
    written = said.paragraph.text[start:end].replace(",", "").replace("，", "")
    try:
        digits = Decimal(written)
    except ArithmeticError:
        return Decimal(0)
    decimals = len(written.partition(".")[2])
    scale = stated / digits if digits else Decimal(1)
    if scale == 1 and said.mention.quantity.unit != "%":
        return Decimal(0)
    return scale.scaleb(-decimals) if decimals or scale > 1 else Decimal(0)


def _exact(said: Statement, reference: Value | Statement) -> bool:
    other = reference.qualifier if isinstance(reference, Value) else reference.mention.quantity.qualifier
    return said.mention.quantity.qualifier == "exact" and other == "exact"


def _far_below(said: Statement, reference: Value | Statement) -> bool:
    """Whether it is so much smaller (or the other is) that one is more likely a part of the other."""
    if isinstance(reference, Statement):
        written, unit = reference.mention.quantity.number, reference.mention.quantity.unit
    else:
        written, unit = reference.number, reference.unit
    number, own = said.mention.quantity.number, said.mention.quantity.unit
    if written is None or number is None:
        return False
    stated = Decimal(convert_money(number, own, unit) or number)
    whole = Decimal(written)
    return 0 < stated * 3 < whole or (isinstance(reference, Statement) and 0 < whole * 3 < stated)


def _said(view: View, reference: Value | Statement, right: list[Statement], wrong: list[Statement]) -> str:
    pieces: list[str] = []
    if isinstance(reference, Value):
        shown = reference.shown + reference.unit if reference.state == "value" else "“不适用”"
        pieces.append(f"指标为 {shown}")
    pieces += [f"{view.place_of(said.paragraph.node)}写“{said.quote}”" for said in (*right, *wrong)]
    return "，".join(pieces)


def _advice(view: View, code: str, wrong: list[Statement]) -> str:
    last = view.report.number(code, -1)
    if last is not None and any(Decimal(said.mention.quantity.number or 0) == last for said in wrong):
        return f"其中 {plain(last)} 与上年数相同，可能是上年留下的。"
    return ""


def unlinked(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Typed digits that say the same as an indicator: right today, but they do not follow it."""
    found = [
        said
        for said in view.statements
        if said.code
        and not said.link
        and not said.offset
        and not said.change
        and not said.mention.quantity.in_words
        and not said.mention.quantity.scaled
        and _is_value(said, view.report.value(said.code))
    ]
    if found:
        yield rule.finding(*(said.place() for said in found), count=len(found), examples=_examples(found))


def _is_value(said: Statement, value: Value) -> bool:
    """Whether a statement says a value, in a unit that can be compared with it."""
    unit, written = value.unit.partition("（")[0], said.mention.quantity.unit.partition("（")[0]
    comparable = not unit or same_family(unit, written) or {unit, written} <= MONEY.keys()
    return value.state == "value" and comparable and _agrees(said, value)


def unbound(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Numbers that belong to no indicator, so that nothing but the clerk's eye checks them."""
    found = [
        said
        for said in view.statements
        if not said.code and not said.link and not said.change and not said.mention.quantity.in_words
    ]
    if found:
        yield rule.finding(*(said.place() for said in found), count=len(found), examples=_examples(found))


def _examples(found: list[Statement]) -> str:
    return "；".join(f"“{said.quote}”" for said in found[:3]) + (" 等" if len(found) > 3 else "")


def two_nouns(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """The same value under two nouns (210 名带头人、明白人 and 210 名明白人): one is a part of the other."""
    least = Decimal(str(rule.number("least")))
    groups: dict[tuple[str, str], list[Statement]] = {}
    for said in view.statements:
        quantity = said.mention.quantity
        if (
            quantity.number
            and not said.change
            and not said.offset
            and quantity.high is None
            and quantity.unit not in ("%", *MONEY)
            and Decimal(quantity.number) >= least
        ):
            groups.setdefault((quantity.number, quantity.unit), []).append(said)
    for (number, unit), group in groups.items():
        first = group[0]
        other = next((said for said in group[1:] if _other_noun(first, said)), None)
        if other is not None:
            yield rule.finding(
                first.place(),
                other.place(),
                shown=f"{number}{unit}",
                one=f"{view.place_of(first.paragraph.node)}“{first.quote}”",
                other=f"{view.place_of(other.paragraph.node)}“{other.quote}”",
            )


def _other_noun(one: Statement, other: Statement) -> bool:
    first, second = (_SCOPE.sub("", said.mention.counts) for said in (one, other))
    if (one.code and one.code == other.code) or first == second or _noun(one) == _noun(other) != "":
        return False
    if one.code and other.code:
        return _shared(first, second) >= 4
    return _shared(first, second) >= (2 if one.paragraph.node != other.paragraph.node else 3)


def _noun(said: Statement) -> str:
    """What stands right behind the unit (14 个科室), '' where nothing does."""
    found = re.match(r"[\u4e00-\u9fff]{2}", said.mention.after)
    return found[0] if found else ""


def _shared(one: str, other: str) -> int:
    """Length of the longest piece that two wordings share."""
    short, long = sorted((one, other), key=len)
    for size in range(len(short), 1, -1):
        if any(short[place : place + size] in long for place in range(len(short) - size + 1)):
            return size
    return 0


def described(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """One number of an indicator before two lists that differ (16 篇讲话、法规 and 16 篇讲话、会议精神)."""
    seen: dict[str, Statement] = {}
    for said in view.statements:
        if not said.code or said.offset or said.change or len(_items(said)) < 2:
            continue
        first = seen.setdefault(said.code, said)
        if (
            first.paragraph.node != said.paragraph.node
            and _items(first) != _items(said)
            and (first.mention.quantity.number == said.mention.quantity.number)
        ):
            yield rule.finding(
                first.place(),
                said.place(),
                name=view.report.catalogue.name(said.code),
                shown=f"{said.mention.quantity.number}{said.mention.quantity.unit}",
                one=f"{view.place_of(first.paragraph.node)}“{first.mention.after[:24]}”",
                other=f"{view.place_of(said.paragraph.node)}“{said.mention.after[:24]}”",
            )


def _items(said: Statement) -> set[str]:
    """The things that a list behind a number names; fewer than two where it is no list."""
    found = _LIST.match(said.mention.after)
    return set(re.split("、|和|及|与", found[1])) if found else set()


def mixed_precision(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Rates of one sentence written with different numbers of decimals.

    100% is exact, so it is named only where other rates have to be made alike anyway.
    """
    rates: dict[tuple[int, int, str], list[Statement]] = {}
    for said in view.statements:
        if (
            said.mention.quantity.unit == "%"
            and said.mention.quantity.qualifier == "exact"
            and not said.change
        ):
            rates.setdefault((said.paragraph.node, said.paragraph.index, said.sentence()), []).append(said)
    mixed = [group for group in rates.values() if len(set(map(_decimals, group))) > 1]
    if not any(len({_decimals(said) for said in group if not _is_whole(said)}) > 1 for group in mixed):
        return
    for group in mixed:
        yield rule.finding(
            *(said.place() for said in group),
            rates="、".join(f"{said.mention.quantity.number}%" for said in group),
        )


def _decimals(said: Statement) -> int:
    return len((said.mention.quantity.number or "").partition(".")[2])


def _is_whole(said: Statement) -> bool:
    return said.mention.quantity.number in _WHOLE_RATES


def not_reported(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """A number in the text of an indicator that this body is said not to report."""
    hidden = set(view.report.body.not_reported)
    found = [said for said in view.statements if said.code in hidden and not said.offset] if hidden else []
    for said in found:
        yield rule.finding(said.place(), name=view.report.catalogue.name(said.code), quote=said.quote)
