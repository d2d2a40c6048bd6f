"""Checks of years and dates: an old year left standing, last year's sentences, things before they exist."""

import re
from collections.abc import Iterator
from functools import lru_cache

from fazhi_desktop.checking.findings import Finding, Place
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.sentences import makes_year
from fazhi_desktop.checking.view import PREFACE, Paragraph, Statement, Subject, View

_YEAR = re.compile(r"(?<![\d—\-–~至])(20\d\d)(?=\s*年)")
_NAMED = re.compile(r"《[^》]*》|〔[^〕]*〕|“[^”]*”|（[^（）]*20\d\d[^（）]*号）")
_EARLIER = re.compile(r"(?:较|比|与|同|自|从|由|于|截至|到|至|继|在|荣获|获评|获)[^，。；、]{0,4}$")
_SPAN = re.compile(
    r"^\s*年(?:度)?(?:[底末初]?(?:以|之)?前(?:制|印|出台|颁|发布|建|立|形成)|以来|起|开始|至|到|[—\-–~]|期间|相比|同期|[、和及]\s*20|印发|出台|修订|施行|颁布|制定的|结转|[为是]\s*\d)"
)
_DATE_LINE = re.compile(r"(20\d\d)\s*年\s*(\d{1,2})\s*月\s*\d{1,2}\s*日$")
_WILL = re.compile(r"\s*年(?:度)?[，,]?[^，。；]{0,6}(?:将|要|计划|拟|重点|力争|工作安排)")
_DUE = re.compile(
    r"\s*年(?:上半年|下半年|\d{1,2}月|第?[一二三四]季度|年)?(?:底|末|[上中下]旬)?(?:之?前|内|[^，。；]{0,3}(?:完成|建成|出台|实现))"
)
_DATED_PLAN = re.compile(
    r"《[\u4e00-\u9fff]{0,10}(20\d\d)年度?[^》]{0,24}(?:清单|要点|计划|方案|安排|任务书|责任书)》"
)
_PLAN = re.compile(r"(?:计划|规划|纲要|目标|力争|将|拟|预计|安排|打算|思路|明年|下一)")
_FOUNDED = re.compile(
    r"于?(?P<month>1[0-2]|[1-9])\s*月份?[上中下旬初底]{0,2}[^，。；]{0,4}?(?:成立|组建|设立|挂牌)了?"
    r"(?:镇|街道|区|县|乡)?(?P<name>[\u4e00-\u9fff]{2,8}?(?:办公室|中心|委员会|小组|大队|工作站|办|所|站))"
)
_MONTH = re.compile(r"(?<![\d.])(1[0-2]|[1-9])\s*月")
_TOLD = 4
_DONE = ("measures", "first_responsible")
_SIGNED = 11
"""Month of its own year from which on a report may be signed."""
_DIGITS = re.compile(r"[\d.,]+")
_SENTENCE = re.compile(r"[^。！？；]+[。！？；]?")


def title_year(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """A title that names another year than the report's."""
    report = view.report
    named = re.findall(r"20\d\d", report.head.title)
    if named and str(report.year) not in named:
        yield rule.finding(
            Place(PREFACE, 0, 0, 0, report.head.title[:60]),
            title=report.head.title,
            found=named[0],
            year=report.year,
        )


def other_year(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A year in the text that is not the report year and is not compared with, planned or a beginning."""
    year, role = view.report.year, view.role(int(subject))
    node = view.node(int(subject))
    if (
        node is not None
        and (found := _YEAR.search(node.heading))
        and not (_is_right(int(found[1]), year, role) and not _is_old_heading(node.heading, year, role))
    ):
        yield rule.finding(
            view.heading(node),
            found=f"{found[1]}年",
            place=view.place_of(node.id),
            year=year,
            own=_own(year, role),
        )
    for paragraph in view.of(subject):
        text = _NAMED.sub(lambda piece: "\0" * len(piece[0]), paragraph.text)
        yield from _old_plans(rule, view, paragraph)
        if dated := _DATE_LINE.match(text.strip()):
            if not _is_signed(dated, year):
                yield rule.finding(
                    paragraph.place(0, len(paragraph.text)),
                    found=dated[0],
                    place=view.place_of(int(subject)),
                    year=year,
                    own=f"{year} 年度的报告应在 {year + 1} 年初成文",
                )
            continue
        linked = [(start, end) for start, end, _ in paragraph.shown.spans]
        for found in _YEAR.finditer(text):
            before, after = text[: found.start()], text[found.end() :]
            if not _is_old_plan(int(found[1]), year, role, after) and (
                _is_right(int(found[1]), year, role)
                or _EARLIER.search(before)
                or (_SPAN.match(after) and not _is_opening(subject, before, int(found[1]), year))
                or (int(found[1]) > year and _PLAN.search(before[-16:] + after[:16]))
                or (int(found[1]) == year + 1 and node is not None and _PLAN.search(node.heading))
                or any(start < found.end() and found.start() < end for start, end in linked)
            ):
                continue
            yield rule.finding(
                paragraph.place(found.start(), found.end() + 1, around=8),
                found=f"{found[1]}年",
                place=view.place_of(int(subject)),
                year=year,
                own=_own(year, role),
            )


def _old_plans(rule: Rule, view: View, paragraph: Paragraph) -> Iterator[Finding]:
    """《2022年普法责任清单》 among what was done in 2024: a list or plan of a year before."""
    year = view.report.year
    for found in _DATED_PLAN.finditer(paragraph.text) if paragraph.role in _DONE else ():
        if int(found[1]) < year and not _EARLIER.search(paragraph.text[: found.start()]):
            yield rule.finding(
                paragraph.place(*found.span()),
                found=f"{found[1]}年",
                place=view.place_of(paragraph.node),
                year=year,
                own=_own(year, paragraph.role),
            )


def _is_signed(dated: re.Match[str], year: int) -> bool:
    """Whether a report of a year may bear this date: at the end of the year, or in the next."""
    return int(dated[1]) == year + 1 or (int(dated[1]) == year and int(dated[2]) >= _SIGNED)


def _own(year: int, role: str) -> str:
    """What the text is of, as the message says it."""
    return f"本章写的是 {year + 1} 年的安排" if role == "next_year" else f"本报告是 {year} 年度"


def _is_opening(subject: Subject, before: str, found: int, year: int) -> bool:
    """2023年以来…… at the very beginning of the report of 2024: last year's opening."""
    return subject == PREFACE and not before.strip("\0 \u3000") and found == year - 1


def _is_old_plan(found: int, year: int, role: str, after: str) -> bool:
    """2023年将…… in the chapter of next year's plans: the sentence is last year's."""
    return role == "next_year" and found == year and bool(_WILL.match(after) or _DUE.match(after))


def _is_old_heading(heading: str, year: int, role: str) -> bool:
    """四、2024年主要安排 in the report of 2024: last year's heading of next year's plans."""
    return role == "next_year" and bool(_PLAN.search(heading)) and str(year + 1) not in heading


def _is_right(found: int, year: int, role: str) -> bool:
    return found == year + 1 if role == "next_year" and found != year else found == year


def part_of_year(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Figures that begin or end within the year, inside a report of the whole year."""
    groups: dict[tuple[int, int, str], list[Statement]] = {}
    for said in view.statements:
        if said.period and not said.change and rule.pattern is not None and rule.pattern.search(said.period):
            groups.setdefault((said.paragraph.node, said.paragraph.index, said.period), []).append(said)
    told: dict[tuple[int, int], list[str]] = {}
    for node, index, period in groups:
        told.setdefault((node, index), []).append(period)
    for (node, index, period), group in groups.items():
        if makes_year(told[node, index]):
            continue
        numbers = "、".join(f"{said.mention.quantity.number}{said.mention.quantity.unit}" for said in group)
        yield rule.finding(*(said.place() for said in group), period=period, numbers=numbers)


def kept_sentences(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """Sentences that stand word for word in last year's report; those whose numbers moved on are new."""
    node, before = view.node(int(subject)), view.report.nodes_before
    if node is None or not before or view.is_copied(node) or view.is_draft(node):
        return
    known = {text for old in before for paragraph in old.paragraphs for text in _bare_sentences(paragraph)}
    kept: list[str] = []
    count = 0
    for paragraph in node.paragraphs:
        for text in _bare_sentences(paragraph):
            count += 1
            if text in known:
                kept.append(text)
    if kept and len(kept) >= rule.number("least", 1):
        places = [place for text in kept for place in _place_of(view, subject, text)]
        yield rule.finding(
            *places,
            place=view.place_of(node.id),
            count=len(kept),
            total=count,
            year=view.report.year - 1,
            first=kept[0] if len(kept[0]) <= 24 else f"{kept[0][:24]}……",
        )


def copied(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A text that is printed word for word as last year's was, numbers included."""
    node = view.node(int(subject))
    if node is None or not view.is_copied(node):
        return
    places = [text.place(0, len(text.text)) for text in view.of(subject) if text.text.strip()]
    yield rule.finding(*places, place=view.place_of(node.id), heading=node.heading, year=view.report.year - 1)


def draft(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """A text that is still the outline's draft; one that was last year's too is `copied`."""
    node = view.node(int(subject))
    if node is None or not view.is_draft(node) or view.is_copied(node):
        return
    places = [text.place(0, len(text.text)) for text in view.of(subject) if text.text.strip()]
    yield rule.finding(*places, place=view.place_of(node.id), heading=node.heading)


@lru_cache(maxsize=1024)
def _bare_sentences(paragraph: str) -> list[str]:
    sentences = (found[0].strip() for found in _SENTENCE.finditer(paragraph) if "{{" not in found[0])
    return [text for text in sentences if len(_DIGITS.sub("", text)) >= 12]


def _place_of(view: View, subject: Subject, bare: str) -> Iterator[Place]:
    for paragraph in view.of(subject):
        for start, sentence in paragraph.sentences():
            if sentence.strip() == bare:
                yield paragraph.place(start, start + len(sentence))


def carried(rule: Rule, view: View, subject: Subject) -> Iterator[Finding]:
    """Dates, names, document numbers and unlinked numbers in sentences that still stand as last year."""
    node = view.node(int(subject))
    marks = list(view.carried(node)) if node is not None else []
    if node is None or not marks:
        return
    texts = {paragraph.index: paragraph for paragraph in view.of(subject)}
    places: list[Place] = []
    for mark in marks:
        text = texts[mark.paragraph]
        places.append(text.place(text.shown.printed(mark.start), text.shown.printed(mark.end)))
    told = list(
        dict.fromkeys(f"“{place.quote}”（{mark.why}）" for mark, place in zip(marks, places, strict=True))
    )
    yield rule.finding(
        *places,
        place=view.place_of(node.id),
        count=len(marks),
        found="、".join(told[:_TOLD]) + ("等" if len(told) > _TOLD else ""),
        year=view.report.year - 1,
    )


def before_founding(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """Something a body did in the month it was founded, or before it existed."""
    for paragraph in view.paragraphs:
        for founding in _FOUNDED.finditer(paragraph.text):
            name, month = founding["name"], int(founding["month"])
            for other in view.paragraphs:
                for start, sentence in other.sentences():
                    at = sentence.find(name)
                    if at < 0 or (other is paragraph and start <= founding.start() < start + len(sentence)):
                        continue
                    acted = _MONTH.search(sentence, at)
                    if acted and int(acted[1]) <= month:
                        yield rule.finding(
                            paragraph.place(*founding.span()),
                            other.place(start + at, start + acted.end() + 6),
                            name=name,
                            month=month,
                            acted=int(acted[1]),
                            place=view.place_of(other.node),
                        )
