"""What a file states about itself: year, department, and the month or village of each sheet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fazhi_desktop.importing.dims import period_of
from fazhi_desktop.importing.structure import Sheet, Workbook
from fazhi_desktop.importing.words import Words

_YEAR = re.compile(r"(?<![\d\-—–至~])((?:19|20)\d{2})\s*年(?!\s*[-—–至~]\s*20)")
_SPAN = re.compile(r"((?:19|20)\d{2})年?\s*[-—–至~、]\s*((?:19|20)\d{2})年?")
_TITLE_MONTH = re.compile(
    r"(?<!截至)(?<!截止)(?<![至到\-—])((?:19|20)\d{2})年(\d{1,2})月(?:份)?(?!\d|[底末以至起前\-—–~]|\s*\d+日)"
)
_PART_OF_YEAR = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年)?(?:度)?(?:第?(?P<quarter>[一二三四1-4])季度|(?<![上下、和])(?P<half>[上下])半年"
    r"|(?<!\d)(?P<first>\d{1,2})月?\s*[-—–~至到]\s*(?P<last>\d{1,2})月)"
)
_BRACKET = re.compile(r"[（(【\[]([^（）()【】\[\]]{2,20})[)）】\]]")
_VILLAGE = re.compile(r".{1,10}(?:村|社区|街|居委会|村委会|村民委员会|居民委员会|居)")
_WHOLE_SHEET = re.compile(r"汇总|合计|总表|总计|全镇|全年|年度|总")
_EXTENSION = re.compile(r"\.(xlsx?|xlsm|xlsb|et|ods|csv|tsv|html?|txt|xltx?)$", re.I)


@dataclass(frozen=True)
class SheetSelf:
    """What a sheet says it is: a month, a village, another year; None for the whole."""

    period: str | None = None
    part: str | None = None


def file_stem(name: str) -> str:
    """A file name without its extension."""
    stem = name
    while (found := _EXTENSION.search(stem)) is not None:
        stem = stem[: found.start()]
    return stem


def years_in(texts: Iterable[str]) -> list[int]:
    """Years that titles and names speak of, in order; a span counts as none."""
    found: list[int] = []
    for text in texts:
        plain = _SPAN.sub("", text)
        found += [int(year) for year in _YEAR.findall(plain)]
        if re.fullmatch(r"\s*(?:19|20)\d{2}\s*", plain):
            found.append(int(plain))
    return found


def stated_year(
    workbook: Workbook, name: str, report_year: int, register_years: Sequence[int], words: Words
) -> int | None:
    """The year a file is about: titles and headers first, then its name, its period lines, its dates."""
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden]
    heads = [text for sheet in visible for text in (*sheet.titles, sheet.name or "")]
    columns = [
        label for sheet in visible for table in sheet.tables for axis in table.columns for label in axis.path
    ]
    rows_head = [table.row_head for sheet in visible for table in sheet.tables]
    periods = [text for sheet in visible for kind, text in sheet.meta if kind == "period"]
    stem = file_stem(name)
    stamped = [value for key, value in workbook.stamp if key == "year"]
    for texts in (stamped, heads, rows_head, periods, columns):
        years = years_in(texts)
        if years:
            if report_year in years or (
                texts is columns and report_year - 1 in years and len(set(years)) == 1
            ):
                return report_year if report_year in years else None
            if texts is not columns:
                return _choose(years)
    years = years_in([stem]) or [int(year) for year in re.findall(r"(?<!\d)(20\d{2})(?!\d)", stem)]
    if years:
        return report_year if report_year in years else _choose(years)
    if register_years:
        return report_year if report_year in register_years else _choose(list(register_years))
    return _year_of_dates(
        [text for sheet in visible for kind, text in sheet.meta if kind in ("date", "signed")]
    )


def _choose(years: list[int]) -> int:
    return max(set(years), key=lambda year: (years.count(year), year))


def _year_of_dates(texts: list[str]) -> int | None:
    """The year of a signature date; none in the first months, when reports are about the year before."""
    for text in texts:
        found = re.match(r"((?:19|20)\d{2})年?[-./]?(\d{1,2})?", text)
        if found and not found[2]:
            return int(found[1])
        if found and found[2] and int(found[2]) > 3:
            return int(found[1])
    return None


def sheet_self(sheet: Sheet, report_year: int, words: Words, known: frozenset[str]) -> SheetSelf:
    """Month, village or other year of one sheet, by its name, titles and 填报单位 line."""
    name = (sheet.name or "").strip()
    part = next(
        (text.strip() for kind, text in sheet.meta if kind == "department" and is_village(text, known)), None
    )
    listed = known | words.part_headers
    if part is None and _VILLAGE.fullmatch(name) and name not in listed and not _WHOLE_SHEET.search(name):
        part = name
    period = None
    rest, found = period_of(re.sub(r"\s*[(（]\d+[)）]$", "", name), words, report_year)
    if found and not rest and found not in ("now", "current"):
        period = found
    for title in sheet.titles:
        if period is None and (month := _TITLE_MONTH.search(title)) and "累计" not in title:
            period = f"{month[1]}-{int(month[2]):02d}"
    spans = [span for title in sheet.titles if (span := _span_in(title, report_year))]
    period = period or (spans[-1] if spans else None)
    if period is None:
        years = years_in([name, *sheet.titles])
        if years and report_year not in years:
            period = str(_choose(years))
    return SheetSelf(period if period != str(report_year) else None, part)


def _span_in(title: str, report_year: int) -> str | None:
    """The one part of a year that a title speaks of: 2023-H1, 2023-Q2 or 2023-01/2023-09."""
    several = list(_PART_OF_YEAR.finditer(title))
    if len(several) != 1:
        return None
    found = several[0]
    year = found["year"] or report_year
    if found["half"]:
        return f"{year}-H{'上下'.index(found['half']) + 1}"
    if found["quarter"]:
        return f"{year}-Q{'一二三四1234'.index(found['quarter']) % 4 + 1}"
    first, last = int(found["first"]), int(found["last"])
    known = {(1, 12): None, (1, 6): f"{year}-H1", (7, 12): f"{year}-H2"}
    if (first, last) in known:
        return known[first, last]
    if last - first == 2 and first % 3 == 1:
        return f"{year}-Q{last // 3}"
    return f"{year}-{first:02d}/{year}-{last:02d}" if 1 <= first < last <= 12 else None


def is_village(text: str, known: frozenset[str]) -> bool:
    """Whether a sender is one village or community among many."""
    plain = text.strip(" （）()")
    return bool(_VILLAGE.fullmatch(plain)) and plain not in known


def department_of(workbook: Workbook, name: str, known: Sequence[str], words: Words) -> str | None:
    """Who sent a file: its 填报单位 cell, its name, its titles; None where nobody is named."""
    for key, value in workbook.stamp:
        if key == "department" and value:
            return value
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden]
    told = [
        re.sub(r"[（(](?:盖?章|公章)[）)]", "", text).strip(" 　:：_")
        for sheet in visible
        for kind, text in sheet.meta
        if kind == "department"
    ]
    told = [text for text in told if 2 <= len(text) <= 30 and not text.startswith(("（", "("))]
    if told and len(set(told)) == 1:
        return told[0]
    titles = [title for sheet in visible for title in sheet.titles]
    stem = file_stem(name)
    return _department_in(stem, known, words) or next(
        (found for title in titles if (found := _department_in(title, known, words))), None
    )


def _department_in(text: str, known: Sequence[str], words: Words) -> str | None:
    for found in _BRACKET.findall(text):
        plain = found.strip()
        if _may_send(plain, words) and (words.file_department.fullmatch(plain) or plain in known):
            return plain
    for name in sorted(known, key=len, reverse=True):
        if len(name) >= 2 and _may_send(name, words):
            place = text.find(name)
            if place >= 0 and not words.after_department.match(text[place + len(name) :]):
                return name
    plain = re.sub(words.file_noise, " ", text).strip()
    for piece in re.split(r"[\s_\-—－、：:]+", plain):
        found = re.match(
            rf"(?:{words.file_department.pattern})(?=$|关于|的?\S*(?:表|台账|情况|数据|总结|统计|登记|月报|报告))",
            piece,
        )
        if (
            found
            and _may_send(found[0], words)
            and not re.search(r"表$|统计$|^\d", found[0])
            and not words.after_department.match(piece[found.end() :])
        ):
            return found[0]
    return None


def _may_send(name: str, words: Words) -> bool:
    """Whether a name is one sender's: not 各村, 村居, or a word that only ends like an office (承办)."""
    return not words.no_department.fullmatch(name)
