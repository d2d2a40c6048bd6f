"""Arithmetic within one sentence, whether or not its numbers belong to indicators: parts, pairs, rates."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.checking.numbers import plain, written_as
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.view import Statement, Subject, View, sums_up
from fazhi_desktop.core.formulas import parse_formula
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.units import MONEY, same_family

_PARTS = re.compile(r"(其中|包括|分别(?:为|是)|由)")
_LISTED = ("包括", "分别为", "分别是")
_REST = re.compile(r"其他|其它|其余")
_AMONG = re.compile(r"中[，,]?(?:有|共有)?$|中[，,]?有")
_RATE = re.compile(r"([\u4e00-\u9fff]{2,12})率")
_TIMELY = re.compile(r"按时|按期|如期|及时|到期|限时|期限内")
_INTAKE = re.compile(r"受理|收到|申请|新收|接收")
"""What came in is no total of its outcomes: some are pending at the year's end."""
_ALL = re.compile(r"全部|均|都已|悉数")
_SUM = re.compile(r"合计|共计|总计")
CARRIED = re.compile(r"结转|跨年|往年|历年")
"""What is left of a year before may make a part larger than this year's whole."""
_YEAR = (("上半年", "下半年"), ("一季度", "二季度", "三季度", "四季度"))
_MANY = 3
_EVENTS = ("次", "场", "场次", "期")
_VISITS = ("批次", "批", "件次", "件", "场次", "场", "期")


def sentences(view: View, subject: Subject) -> Iterator[tuple[int, str, list[Statement]]]:
    """Sentences of one text with their start and the quantities stated in them, if more than one."""
    for paragraph in view.of(subject):
        said = [entry for entry in view.by_node.get(int(subject), ()) if entry.paragraph == paragraph]
        for start, sentence in paragraph.sentences():
            inside = [entry for entry in said if start <= entry.mention.start < start + len(sentence)]
            if len(inside) > 1:
                yield start, sentence, inside


def number(said: Statement) -> Decimal:
    """What a statement counts."""
    return Decimal(said.mention.quantity.number or 0)


def unit(said: Statement) -> str:
    """In what it counts."""
    return said.mention.quantity.unit


def exact(said: Statement, *, plans: bool = False) -> bool:
    """Whether it is one number, and no change or plan (unless those are asked for too)."""
    quantity = said.mention.quantity
    return quantity.qualifier == "exact" and quantity.high is None and (plans or not said.change)


def _of_this_year(group: Sequence[Statement]) -> list[Statement]:
    return [said for said in group if not said.offset]


def alike(one: Statement, other: Statement) -> bool:
    """Whether two numbers count in units that may be compared."""
    first, second = unit(one), unit(other)
    if "%" in (first, second) or first in MONEY or second in MONEY:
        return first == second != "%"
    return same_family(first, second)


def sums(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """Parts behind 其中 or 包括, or of a set that is always complete, that do not make their total."""
    for start, sentence, group in sentences(view, subject):
        marks = [start + mark.start() for mark in _PARTS.finditer(sentence)]
        at = next((mark for mark in marks if mark >= group[0].mention.end), min(marks, default=None))
        behind = [said for said in group if at is not None and said.mention.start >= at]
        total = _total([said for said in group if at is not None and said.mention.end <= at], behind)
        if total is None and sentence.startswith("其中") and len(behind) >= _MANY:
            yield from _of_sentence_before(rule, view, start, behind)
        elif total is not None and at is not None:
            parts = [said for said in behind if _is_part(said, total)]
            if _adds_up(total, [said for said in behind if _is_count(said)]):
                continue  # 合同 89 份、其他 23 件 of 112 件
            listed = sentence[at - start :].startswith(_LISTED) or _is_whole_set(rule, parts)
            yield from _checked(rule, view, total, parts, listed=listed)
        elif at is None and makes_year([said.period or "" for said in group]):
            yield from _of_sentence_before(rule, view, start, [said for said in group if said.period])
        elif at is None:
            yield from _complete_sets(rule, view, group)


def _total(before: Sequence[Statement], parts: Sequence[Statement]) -> Statement | None:
    """What is divided behind 其中: the number right before it, unless that is a rate beside its counts.

    调处纠纷121件，成功118件，成功率97.5%，其中邻里纠纷52件: the count whose words the parts repeat.
    """
    if not before or unit(before[-1]) != "%" or not parts or unit(parts[0]) == "%":
        return before[-1] if before else None
    alike = [said for said in before if unit(said) == unit(parts[0])]
    named = [said for said in alike if said.mention.counts[-2:] in parts[0].quote and said.mention.counts]
    return (named or alike or [None])[-1]


def _of_sentence_before(rule: Rule, view: View, start: int, behind: Sequence[Statement]) -> Iterator[Finding]:
    """Parts behind a 其中 that opens its sentence, or of the whole year: a total before it comes near."""
    paragraph = behind[0].paragraph
    opening = max(paragraph.text.rfind(mark, 0, start - 1) for mark in "。！？")
    totals = [
        said
        for said in view.by_node.get(paragraph.node, ())
        if said.paragraph == paragraph and opening < said.mention.start < start and _is_part(said, behind[0])
    ]
    parts = [said for said in behind if totals and _is_part(said, totals[0])]
    together = sum(map(number, parts), Decimal(0))
    nearest = min(totals, key=lambda said: abs(number(said) - together), default=None)
    if nearest is None or len(parts) < len(behind) or any(_adds_up(said, parts) for said in totals):
        return
    if abs(number(nearest) - together) <= number(nearest) * Decimal(str(rule.number("share", 0.05))):
        yield from _checked(rule, view, nearest, parts, listed=True)


def makes_year(periods: Sequence[str]) -> bool:
    """Whether stretches of time are all the parts of the year: both halves, or four quarters."""
    return any(all(any(part in told for told in periods) for part in parts) for parts in _YEAR)


def _is_whole_set(rule: Rule, parts: Sequence[Statement]) -> bool:
    """Whether the parts are a set that is always complete (优秀, 合格, 不合格)."""
    return any(
        all(any(word in said.mention.counts for said in parts) for word in words)
        for words in rule.lists_of("sets")
    )


def _is_part(said: Statement, total: Statement) -> bool:
    return not said.change and not said.offset and unit(said) == unit(total) != "%"


def _is_count(said: Statement) -> bool:
    return not said.change and not said.offset and unit(said) not in ("%", *MONEY)


def _adds_up(total: Statement, parts: Sequence[Statement]) -> bool:
    """Whether the first numbers behind a total make it, whatever their units, and their list ends there."""
    numbers, whole = [number(said) for said in parts], number(total)
    ends = (place for place in range(2, len(parts) + 1) if not _goes_on(parts[place - 1]))
    return any(sum(numbers[:place], Decimal(0)) == whole for place in ends)


def _goes_on(said: Statement) -> bool:
    return said.paragraph.text.startswith("、", said.mention.end)


def _complete_sets(rule: Rule, view: View, group: Sequence[Statement]) -> Iterator[Finding]:
    """A total followed by at least two members of one of the rule's `sets` (保留, 修改, 废止)."""
    for words in rule.lists_of("sets"):
        sums = [
            said
            for last, said in pairwise(group)
            if sums_up(last.paragraph.text[last.mention.end : said.mention.digits[0]])
        ]
        counted = [said for said in group if said not in sums]
        named = [said for said in counted if any(word in said.mention.counts for word in words)]
        if len(named) < min(len(words), _MANY):
            continue
        before = [said for said in group if said.mention.end <= named[0].mention.start]
        if (
            before
            and not any(word in before[-1].mention.counts for word in words)
            and all(_is_part(said, before[-1]) for said in named)
        ):
            listed = not _INTAKE.search(before[-1].mention.counts)
            yield from _checked(rule, view, before[-1], named, listed=listed)


def _checked(
    rule: Rule, view: View, total: Statement, parts: Sequence[Statement], *, listed: bool
) -> Iterator[Finding]:
    by_formula = total.link is not None and bool(view.report.catalogue[total.code].formula)
    if not parts or not all(map(exact, (total, *parts))):
        return
    if by_formula and all(said.link for said in parts):
        return  # the values themselves are compared
    parts = _list_of(parts, number(total), Decimal(str(rule.number("share", 0.05))))
    whole, numbers = number(total), [number(said) for said in parts]
    if _adds_up(total, parts) or (numbers[0] == whole and not _goes_on(parts[0])):
        return  # 共9人，其中党委委员9人，3人兼任: the second counts some of the first again
    largest, together = max(numbers), sum(numbers, Decimal(0))
    shown = {"total": f"{plain(whole)}{unit(total)}", "parts": "＋".join(map(plain, numbers))}
    shown |= {"sum": f"{plain(together)}{unit(total)}", "part": f"{plain(largest)}{unit(total)}"}
    places = (total.place(), *(said.place() for said in parts))
    if largest > whole:
        yield rule.worded("message_part", "hard", places, shown)
    elif len(parts) > 1 and together != whole:
        slack = Decimal(str(rule.number("share", 0.05))) * (2 if len(parts) > _MANY else 1)
        closed = listed or any(_REST.search(said.mention.counts) for said in parts)
        if closed or together > whole or whole - together <= whole * slack:
            yield rule.worded("message", rule.severity, places, shown)


def _list_of(parts: Sequence[Statement], whole: Decimal, share: Decimal) -> Sequence[Statement]:
    """The parts, or their first run joined by 、 where that comes near the whole and all together pass it."""
    run = next((place for place, said in enumerate(parts, 1) if not _goes_on(said)), len(parts))
    together, first = (sum(map(number, some), Decimal(0)) for some in (parts, parts[:run]))
    return parts[:run] if run > 1 and together > whole and abs(first - whole) <= whole * share else parts


def pairs(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """Of two counts of one sentence the second cannot pass the first (受理, 办结; 12 本中有 5 本)."""
    for start, sentence, everything in sentences(view, subject):
        group = _of_this_year(everything) if not CARRIED.search(sentence) else []
        for place, said in enumerate(group[1:], 1):
            last = group[place - 1]
            if _persons_of(last, said) and exact(last) and exact(said) and number(said) < number(last):
                yield rule.finding(
                    said.place(), last.place(), whole=f"“{said.quote}”", part=f"“{last.quote}”"
                )
                continue
            if _SUM.search(sentence[last.mention.end - start : said.mention.start - start]):
                continue
            whole = _whole_of(rule, sentence, start, group[:place], said)
            if whole is not None and exact(said) and exact(whole) and number(said) > number(whole):
                yield rule.finding(
                    whole.place(), said.place(), whole=f"“{whole.quote}”", part=f"“{said.quote}”"
                )


def _persons_of(visits: Statement, said: Statement) -> bool:
    """28批次52人次: persons right behind the visits they came with, never fewer than those."""
    beside = 0 <= said.mention.start - visits.mention.end <= 1
    return beside and unit(visits) in _VISITS and unit(said) == "人次"


def _whole_of(
    rule: Rule, sentence: str, start: int, before: Sequence[Statement], said: Statement
) -> Statement | None:
    """The count that this one is a part of, by the words of both."""
    last = before[-1]
    between = sentence[last.mention.end - start : said.mention.start - start]
    if alike(last, said) and (_AMONG.search(between) and "其中" not in between):
        return last
    own = said.mention.counts
    for whole_words, part_words in rule.lists_of("words"):
        if not re.search(part_words, own):
            continue
        named = [
            other
            for other in before
            if alike(other, said) and re.search(whole_words, other.mention.counts or other.quote)
        ]
        if named:  # 调解158件，其中书面调解56件，调解成功156件: of the largest, whatever stands between
            whole = max(reversed(named), key=number)
            return None if re.search(part_words, whole.mention.counts) else whole
    return None


def rates(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A rate that the two counts before it do not give, neither rounded nor cut off (合格 1391 of 1420)."""
    for start, sentence, everything in sentences(view, subject):
        group = _of_this_year(everything)
        for place, rate in enumerate(group):
            counted = _fraction(rule, sentence, start, group[:place], rate)
            if counted is None:
                continue
            part, whole = counted
            if rate.link and _is_calculated(view.report, rate.code):
                continue  # the values themselves are compared
            if not is_share(rate, part, whole):
                yield misstated(rule, rate, part, whole)


def is_share(rate: Statement, part: Statement, whole: Statement) -> bool:
    """Whether a rate is what its part and its whole give, rounded or cut off."""
    return written_as(number(part) * 100 / number(whole), rate.mention.quantity.number or "0")


def misstated(rule: Rule, rate: Statement, part: Statement, whole: Statement) -> Finding:
    """The finding of a rate that its part and its whole do not give."""
    return rule.finding(
        rate.place(),
        part.place(),
        whole.place(),
        rate=f"“{rate.quote}”",
        part=f"{plain(number(part))}{unit(part)}",
        whole=f"{plain(number(whole))}{unit(whole)}",
        result=plain(number(part) * 100 / number(whole)),
    )


def _is_calculated(report: Report, code: str) -> bool:
    """Whether everything that an indicator's formula needs is filled in."""
    formula = report.catalogue[code].formula
    return bool(formula) and all(
        report.value(*used).state == "value" for used in parse_formula(formula).codes
    )


def _fraction(
    rule: Rule, sentence: str, start: int, before: Sequence[Statement], rate: Statement
) -> tuple[Statement, Statement] | None:
    """The counts a rate is made of: one that does what the rate says, and the count in front of that."""
    named = _RATE.search(rate.mention.counts)
    if unit(rate) != "%" or not exact(rate) or named is None:
        return None
    stem = named[1][-2:]
    timely = bool(_TIMELY.search(named[1]))
    for place in range(len(before) - 1, 0, -1):
        part = before[place]
        words = part.mention.counts or part.quote
        if not _told(rule, stem, words) or not exact(part) or (timely and not _TIMELY.search(words)):
            continue
        whole = next((said for said in reversed(before[:place]) if alike(said, part)), None)
        if whole is not None and exact(whole) and number(part) <= number(whole) != 0:
            if _ALL.search(sentence[part.mention.digits[1] - start : rate.mention.digits[0] - start]):
                return None  # 其中 9 项全部审查，审查率 100%
            between = sentence[whole.mention.end - start : part.mention.start - start]
            return (part, whole) if _belong(whole, part, between) else None
        return None
    return None


def _told(rule: Rule, stem: str, words: str) -> bool:
    """Whether words say what a rate is called after, alike (审结: 结案率) or apart (持有执法证: 持证率)."""
    same = next((group for group in rule.lists_of("alike") if stem in group), (stem,))
    return any(re.search(".*".join(map(re.escape, word)), words) for word in same)


def _belong(whole: Statement, part: Statement, between: str) -> bool:
    """Whether two counts may be of one thing; 4次 and 2次 are told apart unless words are shared."""
    if unit(part) not in _EVENTS or "其中" in between:
        return True
    one, other = whole.mention.counts or whole.quote, part.mention.counts or part.quote
    return "应" in one or any(other[place : place + 2] in one for place in range(len(other) - 1))
