"""What one number says of two others of its paragraph: 占 36.2%, 平均每村 6 名, 其余 3 件, 合计 171 件."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.checking.numbers import plain
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.sentences import (
    CARRIED,
    alike,
    exact,
    is_share,
    misstated,
    number,
    sentences,
    unit,
)
from fazhi_desktop.checking.view import Statement, Subject, View, sums_up
from fazhi_desktop.core.units import MONEY, convert_money, same_family

_SHARE = re.compile(r"占(?:比|(?P<of>[\u4e00-\u9fff]{2,14}?)的(?:比[例重])?)?(?:率)?(?:约?为|达到?|是)?\s*$")
_SHARE_OF = re.compile(r"占[\u4e00-\u9fff]{0,14}\d[\d.,]*[万亿]?[\u4e00-\u9fff]{1,3}的\s*$")
"""占街道调解总数582件的40%: the whole stands between the part and its share."""
_TOTAL = re.compile(r"总[数量]?|数量|[件人户]数|全[部镇乡街县区市局]|年度|案件$")
_EACH = re.compile(
    r"(?:平均每?[\u4e00-\u9fff（）]{0,6}|(?P<by>[村人户社区镇街县月案件次均])均[\u4e00-\u9fff]{0,4})\s*$"
)
_REST = re.compile(
    r"(?:其余|剩余|余下|正在(?:办理|整改|审理|核查|处理)的?|在办|未(?:办结|审结|结|整改|化解|完成|成功|通过|销号)的?)(?:为|有)?\s*$"
)
_TOGETHER = re.compile(r"[^，。；：\d]*[，,、]?\s*(?:合计|共计|总计|(?P<short>共))(?:为|达)?\s*")
_JOINED = re.compile(r"[^，。；：\d]*[、和及与][^，。；：\d]*")
_PERSONS = re.compile(r"[人名]")
_FINE = re.compile(r"(?:罚没?款?|罚金)[^，。；]{0,6}$")
_CASES = re.compile(r"(?:处罚|违法|立案|查处|案件)[^，。；]{0,8}\d+[件起宗]")
_MONTHS = Decimal(12)
_NEAR = Decimal("0.005")
"""How far an average may be off, its total being rounded."""


def _before(said: Statement) -> str:
    """The clause in front of a number."""
    text = said.paragraph.text[: said.mention.digits[0]]
    return text[max(text.rfind(mark) for mark in "，。；：、！？") + 1 :]


def shares(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A share (占) that the count in front of it gives of no whole that it may be of."""
    for _, _, group in sentences(view, subject):
        for place, share in enumerate(group):
            counts = [said for said in group[:place] if unit(said) != "%"]
            if unit(share) != "%" or not exact(share) or not counts:
                continue
            part, wholes = _parted(view, _before(share), counts)
            if not wholes or any(is_share(share, part, whole) for whole in wholes):
                continue
            yield misstated(rule, share, part, wholes[-1])


def _parted(view: View, before: str, counts: Sequence[Statement]) -> tuple[Statement, Sequence[Statement]]:
    """The count a share is told of and what it may be a share of; none where nothing tells."""
    if len(counts) > 1 and _SHARE_OF.search(before):
        part, whole = counts[-2:]
        return part, [whole] if exact(part) and _holds(whole, part) else []
    found, part = _SHARE.search(before), counts[-1]
    return part, list(_wholes(view, part, found["of"], counts[:-1])) if found and exact(part) else []


def _wholes(
    view: View, part: Statement, named: str | None, before: Sequence[Statement]
) -> Iterator[Statement]:
    """Counts that a part may be a share of: those named behind 占, else those in front of it."""
    core = _TOTAL.sub("", named or "")[-2:]
    among = part.paragraph.text[: part.mention.digits[0]].rpartition("；")[2]
    if not named and not before and re.match(r"\s*其中", among):
        before = _earlier(view, part)
    if len(core) == 2:
        yield from (
            said
            for said in view.statements
            if said is not part and core in said.mention.counts and _holds(said, part)
        )
    if not named or len(core) < 2:
        yield from (said for said in before if _holds(said, part))


def _earlier(view: View, later: Statement) -> list[Statement]:
    """What its paragraph counts before a statement."""
    said = view.by_node.get(later.paragraph.node, ())
    return [
        each for each in said if each.paragraph == later.paragraph and each.mention.end <= later.mention.start
    ]


def _holds(whole: Statement, part: Statement) -> bool:
    return exact(whole) and not whole.offset and alike(whole, part) and number(whole) >= number(part) > 0


def averages(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """An average (村均 12 名) that the total before it gives for none of the counts beside it."""
    for _, _, group in sentences(view, subject):
        for place, mean in enumerate(group):
            found = _EACH.search(_before(mean))
            quantity = mean.mention.quantity
            if found is None or quantity.qualifier != "exact" or quantity.high or unit(mean) == "%":
                continue
            totals = [
                said for said in group[:place] if _in_unit(said, unit(mean)) is not None and exact(said)
            ]
            by = [said for said in group if unit(said) not in ("%", unit(mean), *MONEY) and exact(said)]
            if found["by"] == "人":
                by = [said for said in by if _PERSONS.fullmatch(unit(said))]
            if not by and (each := found[0].rpartition("每")[2].strip()):
                by = [said for said in _earlier(view, mean) if unit(said) == each and exact(said)]
            divisors = [_MONTHS] if found["by"] == "月" else [number(said) for said in by if number(said)]
            if not totals or not divisors:
                continue
            total, written = totals[-1], Decimal(quantity.number or 0)
            whole = _in_unit(total, unit(mean)) or Decimal(0)
            if not any(
                abs(whole / divisor - written) <= max(_step(written), written * _NEAR) for divisor in divisors
            ):
                yield rule.finding(
                    mean.place(),
                    total.place(),
                    rate=f"“{mean.quote}”",
                    part=f"{plain(number(total))}{unit(total)}",
                    whole=plain(divisors[-1]),
                    result=plain(whole / divisors[-1]),
                )


def _in_unit(said: Statement, wanted: str) -> Decimal | None:
    """What a statement counts in another unit of its kind."""
    if wanted in MONEY:
        converted = convert_money(said.mention.quantity.number or "", unit(said), wanted)
        return Decimal(converted) if converted else None
    return number(said) if unit(said) != "%" and same_family(unit(said), wanted) else None


def _step(written: Decimal) -> Decimal:
    """What its last digit stands for: an average may be rounded or cut off there."""
    return Decimal(1).scaleb(int(written.as_tuple().exponent))


def fines(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A sum of fines that the cases in front of it make far too small or too large for one."""
    for _, _, group in sentences(view, subject):
        for place, said in enumerate(group):
            cases = next((other for other in reversed(group[:place]) if _CASES.search(other.quote)), None)
            money = convert_money(said.mention.quantity.number or "", unit(said), "元")
            if not money or cases is None or not number(cases) or not _FINE.search(_before(said)):
                continue
            each = Decimal(money) / number(cases)
            known = [view.report.value(other.code).state == "value" for other in (said, cases) if other.code]
            tied = len(known) == len((said, cases)) and all(known)  # the values themselves are compared
            if exact(said) and not tied and not rule.number("low") <= each <= rule.number("high"):
                yield rule.finding(
                    said.place(),
                    cases.place(),
                    said=f"“{said.quote}”",
                    cases=f"“{cases.quote}”",
                    result=plain(each),
                )


def remainders(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """其余 or 未结 behind a total and a part, or 合计 behind parts, that does not make the sum."""
    for _, sentence, group in sentences(view, subject):
        for place, said in enumerate(group if not CARRIED.search(sentence) else ()):
            before = [other for other in group[:place] if not other.offset]
            if not before or not exact(said) or unit(said) == "%":
                continue
            if _REST.search(_before(said)):
                yield from _rest(
                    rule, said, [other for other in before if alike(other, said) and exact(other)]
                )
            elif summed := _TOGETHER.fullmatch(_between(before[-1], said)):
                same = all(unit(part) == unit(said) for part in _run(before))
                if same or not summed["short"]:
                    yield from _together(rule, said, before)


def _rest(rule: Rule, said: Statement, before: Sequence[Statement]) -> Iterator[Finding]:
    """At least a total and a part: no total that some part, or all behind it, fill up with the rest."""
    if len(before) < 2:
        return
    numbers, rest = [number(other) for other in before], number(said)
    for place, whole in enumerate(numbers):
        behind = numbers[place + 1 :]
        if whole == sum(behind, rest) or any(whole == part + rest for part in behind):
            return
    yield _unequal(rule, before[0], (*before[1:], said))


def _run(before: Sequence[Statement]) -> list[Statement]:
    """The last counts that stand in one list, joined by 、 or 和."""
    parts = [before[-1]]
    for other in reversed(before[:-1]):
        if not _JOINED.fullmatch(_between(other, parts[0])):
            break
        parts.insert(0, other)
    return parts


def _together(rule: Rule, total: Statement, before: Sequence[Statement]) -> Iterator[Finding]:
    """The list in front of 合计, or where nothing else stands between, the like counts of the sentence."""
    parts = _run(before)
    if len(parts) == 1 and sums_up(_between(before[-1], total)):
        parts = [other for other in before if alike(other, total)]
    persons = {bool(_PERSONS.search(unit(said))) for said in (total, *parts)}
    counted = all(exact(part) and unit(part) not in ("%", *MONEY) for part in (total, *parts))
    sums = [sum(map(number, parts[place:]), Decimal(0)) for place in range(len(parts) - 1)]
    if sums and counted and len(persons) == 1 and number(total) not in sums:
        yield _unequal(rule, total, parts)


def _between(one: Statement, other: Statement) -> str:
    return one.paragraph.text[one.mention.end : other.mention.digits[0]]


def _unequal(rule: Rule, total: Statement, parts: Sequence[Statement]) -> Finding:
    numbers = [number(part) for part in parts]
    return rule.finding(
        total.place(),
        *(part.place() for part in parts),
        total=f"{plain(number(total))}{unit(total)}",
        parts="＋".join(map(plain, numbers)),
        sum=f"{plain(sum(numbers, Decimal(0)))}{unit(total)}",
    )
