"""What was tidied while reading: numbers kept as text, with units and words, in full width, dashes."""

import re
from collections import defaultdict

from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.importing.facts import Fact, Problem
from fazhi_desktop.importing.plan import FilePlan

_TEXT_FORMATS = frozenset({"csv", "html"})
"""Formats in which every number is text, so that this is nothing to tell."""
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?[%％]?")
_GROUPED = re.compile(r"\d[,，\s]\s*\d{3}|[０-９]")
_AS_TEXT = "文本格式的数字"


def remark_tidying(file: FilePlan) -> None:
    """Say how many cells were not read letter by letter, of each kind one as an example."""
    kinds: dict[str, list[Fact]] = defaultdict(list)
    for decision in file.decisions:
        fact = decision.fact
        written = fact.cell and fact.kind == "cell" and not fact.typed and not fact.refused
        if written and (kind := _tidied(fact)):
            kinds[kind].append(fact)
    if file.workbook is not None and file.workbook.format in _TEXT_FORMATS:
        kinds.pop(_AS_TEXT, None)
    if kinds:
        listed = "；".join(
            f"{kind} {len(facts)} 处（如 {facts[0].cell} “{facts[0].raw[:12]}”）"
            for kind, facts in kinds.items()
        )
        file.problems.append(Problem("info", "tidied", f"读取时整理了单元格里的写法：{listed}。"))


def _tidied(fact: Fact) -> str:
    """How a text cell was understood; '' where there is nothing to say."""
    plain = normalise(fact.raw)
    if fact.state == "not_applicable":
        return "“—”“/”“无”等按“不适用”"
    if fact.number is None:
        return ""
    if fact.qualifier != "exact":
        return "带“余”“约”“不足”等字，连字保留"
    if not any(char.isdigit() for char in plain):
        return "“尚无”等按 0 计" if not fact.number.strip("0.") else "汉字数字"
    if _GROUPED.search(fact.raw):
        return "全角数字或千分位"
    return _AS_TEXT if _PLAIN.fullmatch(plain) else "数字带单位"
