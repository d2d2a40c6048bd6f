"""Numbers that the words of an indicator fit and that are of something else: a part, a leader's share."""

import re
from decimal import Decimal

from fazhi_desktop.checking.view import Statement

_OWN = re.compile(r"主持|研究|听取|出庭|宣讲|讲授|讲课|党课|督办|包案|批示|调度|接访|带头|亲自")
"""What a leader does himself."""
_TELLING = 6
"""Characters from which on the words of a count tell what it is of."""


def is_part(said: Statement, right: list[Statement]) -> bool:
    """Whether it stands in the paragraph of the whole and is smaller: a branch's or a kind's share of it."""
    return any(
        other.paragraph == said.paragraph
        and other.mention.counts != said.mention.counts
        and Decimal(said.mention.quantity.number or 0) < Decimal(other.mention.quantity.number or 0)
        for other in right
    )


def is_another(said: Statement, right: list[Statement]) -> bool:
    """Whether a likely tie is none: too few words to know it by, or told apart within one paragraph."""
    own = said.mention.counts
    if not said.sure and len(own) < _TELLING:
        return True  # 群众满意率, 办结率: said of many things
    return any(
        other.paragraph == said.paragraph
        and own not in other.mention.counts
        and other.mention.counts not in own
        for other in right
    )


def is_leaders(said: Statement, right: list[Statement]) -> bool:
    """Whether one of the two is what a leader did himself, and the smaller: a share of the body's."""
    return any(
        own.paragraph.role == "first_responsible" != whole.paragraph.role
        and Decimal(own.mention.quantity.number or 0) < Decimal(whole.mention.quantity.number or 0)
        and _OWN.search(_clause(own))
        for other in right
        for own, whole in ((said, other), (other, said))
    )


def _clause(said: Statement) -> str:
    start, _ = said.mention.quote
    return said.paragraph.text[start : said.mention.end]
