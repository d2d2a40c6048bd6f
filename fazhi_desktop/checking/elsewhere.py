"""What a number of one chapter says of those in another: what was left over, how many places there are."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.checking.numbers import plain
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.sentences import alike, exact, number, sentences, unit
from fazhi_desktop.checking.view import PREFACE, Statement, Subject, View

_LEFT = re.compile(r"剩余|其余|余下|尚有|仍有|还有|[尚还]?未[\u4e00-\u9fff]{2}")
_PLACE = re.compile(r"(行政村|村（(?:社区|居)）|村居|社区|村)(?![民级规组干])")
_ALL = re.compile(r"(?:全[镇乡县区市]|全街道|辖)(?:现|共)?有?$")
_EVERY = re.compile(r"(?:均|都|全部|实现[^，。；]{0,6}全覆盖)")
_NEARLY = Decimal("0.85")
"""From which share on a number of villages is taken for a slip in that of all, and for no part of them."""
_REACHED = re.compile(r"其中|建成|创建|达标|占|获|除|其余|已")
_MARKS = "，。；：、"


def leftovers(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """剩余5处隐患 where elsewhere 163 处隐患 were found and 157 整改: the difference is another."""
    left = [said for said in view.statements if exact(said, plans=True) and _LEFT.search(_clause(said))]
    divided = list(_divided(view)) if left else []
    for said in left:
        clause = _clause(said)
        pairs = [
            (whole, part)
            for whole, part in divided
            if alike(whole, said)
            and whole.sentence() != said.sentence()
            and _tells(clause, whole)
            and _tells(clause, part)
        ]
        if pairs and all(number(whole) - number(part) != number(said) for whole, part in pairs):
            whole, part = pairs[-1]
            yield rule.finding(
                said.place(),
                whole.place(),
                part.place(),
                said=f"“{clause}”",
                whole=f"“{whole.quote}”",
                part=f"“{part.quote}”",
                rest=f"{plain(number(whole) - number(part))}{unit(whole)}",
            )


def _divided(view: View) -> Iterator[tuple[Statement, Statement]]:
    """Counts side by side in a sentence of which the second is a part of the first."""
    for subject in (PREFACE, *(node.id for node in view.report.nodes)):
        for _, _, group in sentences(view, subject):
            for whole, part in pairwise(group):
                counted = exact(whole) and exact(part) and alike(whole, part) and not whole.offset
                left = any(_LEFT.search(_clause(said)) for said in (whole, part))
                if counted and not left and number(part) < number(whole):
                    yield whole, part


def _clause(said: Statement) -> str:
    text, start, end = said.paragraph.text, *said.mention.digits
    first = max(text.rfind(mark, 0, start) for mark in _MARKS) + 1
    last = min((place for mark in _MARKS if (place := text.find(mark, end)) >= 0), default=len(text))
    return text[first:last]


def _tells(clause: str, said: Statement) -> bool:
    """Whether a clause repeats a word of what is counted."""
    words = said.mention.counts
    return any(words[place : place + 2] in clause for place in range(len(words) - 1))


def places(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """More villages than all there are (全镇16个村 and 对18个村轮训), or two numbers of all."""
    wholes: dict[str, Statement] = {}
    counted: list[tuple[str, Statement, bool]] = []
    for said in view.statements:
        found = _PLACE.match(said.mention.after)
        if found and exact(said, plans=True) and said.offset >= 0:
            whole = bool(
                _ALL.search(said.paragraph.text[: said.mention.digits[0]].rstrip())
                or _EVERY.match(said.mention.after[found.end() :])
            )
            counted.append((found[1], said, whole))
            if whole:
                wholes.setdefault(found[1], said)
    for noun, said, whole in counted:
        everywhere = wholes.get(noun)
        if everywhere is None or number(said) == number(everywhere):
            continue
        nearly = number(everywhere) * _NEARLY <= number(said) and not _REACHED.search(said.sentence())
        if whole or nearly:
            yield rule.finding(
                said.place(),
                everywhere.place(),
                said=f"“{said.quote}”",
                whole=f"“{everywhere.quote}”",
                noun=noun,
            )
