"""Whose report it is and for which year, from title, preface, chapters and signature."""

import re
from collections import Counter
from collections.abc import Sequence

from fazhi_desktop.core.mentions import fold
from fazhi_desktop.reading.titles import YEAR, TitleWords, body_in_title, body_name, year_in

_NOT_THE_YEAR = re.compile(r"《[^》]*》|[（(]\s*20\d\d\s*[-—–~至]\s*20\d\d年?\s*[）)]")
_OPENING = re.compile(r"\s*(20\d\d)\s*年")
_SINCE = re.compile(r"(20\d\d)\s*年(?:度|来|以来)?[\s，,、]")
_SUBJECT = re.compile(r"(20\d\d)\s*年度?.{0,12}(?:法治|依法)")
_ACTING = re.compile(
    r"(?:^|[，。；,;年来])\s*([\u4e00-\u9fff]{3,16}?)(?=法治政府建设|坚持|认真|深入|在.{2,30}领导下|以习近平|以.{2,20}为|紧紧围绕|"
    r"全面贯彻|全面|始终|严格|积极|高度重视|扎实)"
)
_COUPLE = re.compile(
    r"(?<=[\u4e00-\u9fff]{2}[区县市旗])[党工]?委、?[区县市旗]政府|([镇乡])党委、(?:[镇乡]|人民)?政府"
)
_ORGANISATION = re.compile(
    r"(?:发布机构|发文机关|发文机构|公开机构|信息来源|文章来源|来源|发布单位|责任部门)"
    r"\s*[\]】]?\s*[:：|\]】\t ]\s*([\u4e00-\u9fff]{2,24})"
)


def year_of(
    title: str | None,
    preface: Sequence[str],
    chapters: Sequence[str],
    roles: Sequence[str],
    texts: Sequence[str],
) -> int | None:
    """The report year: of the title, else of the preface, the chapters, or what the text names most."""
    if title and (year := year_in(title)):
        return year
    lines = [_NOT_THE_YEAR.sub("", fold(line)) for line in preface[:3]]
    opening = next((found for line in lines if (found := _OPENING.match(line))), None)
    for found in (opening, *(pattern.search(" ".join(lines)) for pattern in (_SUBJECT, _SINCE))):
        if found:
            return int(found[1])
    for heading, role in zip(chapters, roles, strict=True):
        year = year_in(heading)
        if year is not None:
            return year - 1 if role == "next_year" else year
    named = Counter(int(found[1]) for text in texts for found in YEAR.finditer(fold(text)) if found[1])
    if not named:
        return None
    year, times = named.most_common(1)[0]
    return year if times > 1 or len(named) == 1 else None


def body_of(title: str | None, texts: Sequence[str], head: Sequence[str], words: TitleWords) -> str | None:
    """The reporting body: of the title, else the signature, the page's own data, or the preface's subject."""
    if title and (name := body_in_title(title, words)):
        return name
    for text in reversed(texts[-6:]):
        plain = re.sub(r"\s+", "", fold(text))
        name = body_name(plain, words) if len(plain) <= 26 and plain[-1:] not in "：:" else None
        if name is not None:
            return name
    preface = _COUPLE.sub(r"\1", fold(" ".join(texts[1 if title else 0 : 4])))
    for found in _ACTING.finditer(preface):
        name = body_name(re.sub(r"^(?:20\d\d)?年?(?:以来|来)?", "", found[1]), words)
        if name is not None:
            return name
    for line in head:
        if found := _ORGANISATION.search(fold(line)):
            return found[1]
    return None
