"""Which indicator a quantity in the text speaks of."""

import re
from collections import defaultdict
from collections.abc import Iterator

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.mentions import Mention
from fazhi_desktop.core.units import MONEY, canonical, same_family
from fazhi_desktop.matching import Label, Matcher
from fazhi_desktop.matching.labels import plain

_SHORTEST = 4
_AHEAD = 0.05
_NARROW = re.compile(r"专项|行动|整治|领域|大厅|窗口|行业|所属|下属|系统内|以区|以县")
"""Words in front of a count that narrow it down to a part of the whole."""
_LOOSE = frozenset({"满意", "群众", "办结", "受理", "案件", "其中", "合计", "全镇"})
_PART = (
    "村",
    "社区",
    "学校",
    "小学",
    "中学",
    "企业",
    "派出所",
    "班组",
    "科室",
    "部门",
    "其中",
    "每",
    "各",
    "某",
)
"""Words that make a count one of a part, not of the whole body."""
_OTHERS = ("明白人", "志愿者", "网格员")
"""People whose doings are told apart from the body's."""
_HELPED = ("参与", "协助", "配合")
_NAMESAKE = "公益诉讼"
"""What holds the name of an indicator and is another thing."""
"""What makes a count one of somebody else's work."""
_TRAIL = (
    "共计",
    "累计",
    "合计",
    "总计",
    "总数",
    "共有",
    "达到",
    "共",
    "达",
    "为",
    "约",
    "近",
    "逾",
    "超过",
    "不足",
)


class Ties:
    """Ties quantities to indicators: the words as a whole, then a known wording right beside the number."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._matcher = Matcher(catalogue)
        wordings: dict[str, set[str]] = defaultdict(set)
        for code, indicator in catalogue.items():
            for wording in (indicator.name, *indicator.synonyms):
                if indicator.input and len(plain(wording)) >= _SHORTEST:
                    wordings[plain(wording)].add(code)
        self._wordings = wordings
        self._longest = max(map(len, wordings), default=0)
        self._pairs = {
            (entry.at_least[0], entry.unit): code
            for code, entry in catalogue.items()
            if len(entry.at_least) == 1
        }

    def code(
        self, mention: Mention, before: tuple[str, Mention] | None, sentence: str, home: frozenset[str]
    ) -> tuple[str, bool]:
        """The indicator's code, '' where none is likely, and whether it is sure.

        `before` is the quantity before it with its code; `home` the codes that belong to the heading.
        """
        unit = canonical(mention.quantity.unit)
        candidates = self._matcher.match(Label((mention.counts,), (mention.before, mention.after), unit))
        part = self._of_a_part(mention)
        if candidates and self._by_others(candidates[0].code, mention, sentence):
            return "", False
        if mention.counts and candidates and candidates[0].sure and not part:
            return candidates[0].code, self._in_context(candidates[0].code, mention, sentence)
        pair = self._pairs.get((before[0], unit)) if before and before[0] else None
        if before and pair and (mention.counts == before[1].counts or mention.start - before[1].end <= 8):
            return pair, True
        if part or (mention.digits[0] == mention.digits[1] and mention.quantity.number == "0"):
            return "", False
        beside = self._beside(mention, unit)
        if beside:
            return beside, self._in_context(beside, mention, sentence)
        here = [candidate for candidate in candidates if candidate.code in home] if mention.counts else []
        likely = len(here) == 1 or (len(here) > 1 and here[0].score - here[1].score >= _AHEAD)
        return (here[0].code, False) if likely else ("", False)

    def _in_context(self, code: str, mention: Mention, sentence: str) -> bool:
        """Whether the wording itself or its sentence names the field of the indicator.

        Wordings such as 群众满意率 are used of many things; 工单满意率, or 群众满意率 beside 12345, of one.
        """
        indicator = self._catalogue[code]
        field = [word for word in (*indicator.context, indicator.topic) if word and word not in _LOOSE]
        if _NARROW.search(sentence[: sentence.find(mention.counts) + 1]):
            return False
        return not field or any(word in sentence for word in field)

    def _beside(self, mention: Mention, unit: str) -> str:
        """A known wording that ends the words before the number, or begins those after it."""
        for wording in _pieces(mention, self._longest):
            codes = [code for code in self._wordings.get(wording, ()) if self._fits(code, unit)]
            if codes:
                return codes[0] if len(codes) == 1 else ""
        return ""

    def _of_a_part(self, mention: Mention) -> bool:
        clause = mention.before[-24:]
        own = plain(mention.counts)
        return any(word in clause and word not in own for word in _PART if word not in ("其中", "各")) or (
            "各" in clause[-4:].replace("各类", "").replace("各项", "")
        )

    def _by_others(self, code: str, mention: Mention, sentence: str) -> bool:
        """“法律明白人”36名参与调解纠纷43件: done by people of whom the indicator does not speak."""
        entry = self._catalogue[code]
        told = "|".join((entry.name, *entry.synonyms, *entry.context, entry.definition))
        ahead = sentence[: sentence.find(mention.counts)] if mention.counts in sentence else ""
        others = any(word in ahead and word not in told for word in _OTHERS)
        others = others or (_NAMESAKE in mention.counts and _NAMESAKE not in told)
        return others or (mention.counts.startswith(_HELPED) and mention.counts[:2] not in told)

    def _fits(self, code: str, unit: str) -> bool:
        indicator = self._catalogue[code]
        if unit in MONEY or indicator.unit in MONEY:
            return unit in MONEY and indicator.unit in MONEY
        return any(same_family(unit, own) for own in (indicator.unit, *indicator.units)) or (
            "（" in indicator.unit and indicator.unit.startswith(unit)
        )


def _pieces(mention: Mention, longest: int) -> Iterator[str]:
    before, after = plain(mention.before), plain(mention.after)
    trimmed = True
    while trimmed:
        trimmed = False
        for word in _TRAIL:
            if before.endswith(word):
                before, trimmed = before.removesuffix(word), True
    for size in range(min(longest, len(before)), _SHORTEST - 1, -1):
        yield before[-size:]
    for size in range(min(longest, len(after)), _SHORTEST - 1, -1):
        yield after[:size]
