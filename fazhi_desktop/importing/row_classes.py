"""What each row of a sheet is: title, meta line, header, numbering, data, note.

A class is one character: B blank, M meta, F note, N numbering (甲乙丙 1 2), S single text, T texts, D data.
"""

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from fazhi_desktop.core.units import UNITS, canonical
from fazhi_desktop.importing.cells import NUMERIC
from fazhi_desktop.importing.labels import squeeze
from fazhi_desktop.importing.views import View
from fazhi_desktop.importing.words import Words

_LINE = re.compile(r"[^:：\d]{2,10}[:：]\s*[^:：]{2,30}")
_TITLE_WORDS = re.compile(r"表|统计|台账|情况|数据|附件|登记|名册|报告|注|说明")
_PAIR = re.compile(r"([一-鿿A-Za-z（）()、]{1,16})[:：]")
_DATE_LINE = re.compile(r"(?:19|20)\d{2}年?[-./]?\d{0,2}月?[-./]?\d{0,2}日?|(?:19|20)\d{2}年度?")
_UNIT_LINE = re.compile(r"\(?(?:计量|金额|货币|数量)?单位(?:为|[:：])\s*([^()]+?)\)?")
_TITLE_UNIT = re.compile(r"\((?:计量|金额|货币|数量)?单位[:：]?([^()]{1,12})\)|单位[:：]([^()]{1,8})$")
_TITLE = re.compile(r".{4,}(?:表|情况|统计|数据|汇总|台账)(?:\([^()]*\))?$")
_NOTE_UNIT = re.compile(
    r"(?:金额|款项?)[^。；]{0,8}?(?:单位[^。；]{0,3}?([亿万]?元)|以([亿万]?元)[^。；]{0,2}单位)"
)
_LONGEST = 200
"""Characters of a line about the sheet; longer ones are sentences."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


class Meta(NamedTuple):
    """Something a meta line says: kind department, period, signed, date, unit, other."""

    kind: str
    text: str


def row_class(view: View, words: Words, row: int, left: int, right: int) -> str:
    """The class of one row between two columns (right excluded)."""
    kinds = view.kinds[row][left:right]
    marks = kinds.replace(" ", "")
    if not marks:
        return "B"
    if (marks[0] in "tlyDd" or len(marks) == 1) and not _plainly_data(view, row, left, kinds, marks):
        texts = [
            (column, view.own_text(row, column))
            for column in range(left, right)
            if kinds[column - left] != " "
        ]
        if is_meta([text for _, text in texts], words):
            return "M"
        first = squeeze(texts[0][1])
        if words.footnote.match(first) and (len(marks) == 1 or len(texts[0][1]) > 12):
            return "F"
        if len(marks) == 1 and re.fullmatch(r"[dD]", marks):
            return "M"
    if len(marks) > 1 and _is_numbering(view, words, row, left, right):
        return "N"
    return _class_of_kinds(view, row, left, kinds, marks)


def _plainly_data(view: View, row: int, left: int, kinds: str, marks: str) -> bool:
    """A label without a colon before typed numbers: no line about the sheet."""
    if marks[0] != "t" or "n" not in marks:
        return False
    first = view.values[row][left + len(kinds) - len(kinds.lstrip())]
    return isinstance(first, str) and ":" not in first and "：" not in first


def _class_of_kinds(view: View, row: int, left: int, kinds: str, marks: str) -> str:
    numbers = [column for column, kind in enumerate(kinds, left) if kind in NUMERIC]
    texts = len(marks) - len(numbers) - marks.count("w") - marks.count("d")
    if numbers and texts and all(_is_year(view, row, column) for column in numbers):
        return "T" if len(numbers) + texts > 1 else "S"
    if (
        len(numbers) == 12
        and texts
        and [view.values[row][column] for column in numbers] == list(range(1, 13))
    ):
        return "T"
    if numbers or "d" in marks:
        return "D"
    if "w" in marks:
        return "D" if len(marks) > 1 else "S"
    if "D" in marks and texts > 1 and not _month_labels(view, row, left, kinds):
        return "D"
    return "S" if len(marks) == 1 else "T"


def _is_year(view: View, row: int, column: int) -> bool:
    value = view.values[row][column]
    if isinstance(value, int | float):
        return _FIRST_YEAR <= value <= _LAST_YEAR
    return isinstance(value, str) and value.strip().isdigit() and _FIRST_YEAR <= int(value) <= _LAST_YEAR


def _month_labels(view: View, row: int, left: int, kinds: str) -> bool:
    dates = [squeeze(view.own_text(row, column)) for column, kind in enumerate(kinds, left) if kind == "D"]
    return len(dates) > 1 or all(re.fullmatch(r"\d{4}年\d{1,2}月份?", text) for text in dates)


def _is_numbering(view: View, words: Words, row: int, left: int, right: int) -> bool:
    texts: list[str] = []
    for column in range(left, right):
        if view.kinds[row][column] != " ":
            value = view.values[row][column]
            text = (
                str(int(value))
                if type(value) is float and value == value // 1
                else squeeze(view.own_text(row, column))
            )
            if len(text) > 16 or not words.numbering.fullmatch(text):
                return False
            texts.append(text)
    numbers = [int(found[0]) for text in texts if (found := re.search(r"\d+", text)) and "=" not in text]
    if not numbers:
        return any(text in "甲乙丙丁戊己栏次" for text in texts)
    rising = all(other - one == 1 for one, other in itertools.pairwise(numbers))
    lettered = any(not text[0].isdigit() and text[0] not in "(（-—―–" for text in texts)
    return (rising and numbers[0] <= 2 and len(numbers) > 1 and (lettered or len(numbers) >= 3)) or (
        lettered and rising and numbers[0] <= 2
    )


def is_meta(texts: list[str], words: Words) -> bool:
    """Whether the texts of one row are 填报单位, 填报人, 单位：万元, a date and the like."""
    metas = [list(metas_of(text, words)) for text in texts]
    if len(texts) == 1 and _LINE.fullmatch(texts[0].strip()) and not _TITLE_WORDS.search(texts[0]):
        return True
    told = sum(1 for found in metas if found and (len(texts) == 1 or found[0].kind != "date"))
    if told and all(found or _value_like(text) for found, text in zip(metas, texts, strict=True)):
        return True
    if len(texts) in (2, 4, 6) and all(_is_key(text, words) for text in texts[::2]):
        return not any(_is_key(text, words) for text in texts[1::2]) and not _is_bare_unit(texts, words)
    if told == 1 and len(texts) == 2 and metas[1] and metas[1][0].kind == "unit":
        return True
    return told > 0 and told * 2 >= len(texts) and len(texts) > 2


def _is_bare_unit(texts: list[str], words: Words) -> bool:
    return len(texts) == 2 and squeeze(texts[0]) in words.meta_bare_department | words.meta_unit


def _value_like(text: str) -> bool:
    plain = squeeze(text)
    return len(plain) <= 20 and not re.search(r"[(（][件次人元%]", plain)


def _is_key(text: str, words: Words) -> bool:
    plain = squeeze(text).rstrip(":：")
    return (
        plain in words.meta_department
        or plain in words.meta_person
        or plain in words.meta_period
        or plain in words.meta_signed
        or (plain in words.meta_other)
    )


def metas_of(text: str, words: Words) -> Iterator[Meta]:
    """Everything the meta words of one cell say; several may stand in one cell."""
    yield from _metas(text, words)


@lru_cache(maxsize=4096)
def _metas(text: str, words: Words) -> tuple[Meta, ...]:
    plain = re.sub(r"[ \t\u3000\u00a0]+", " ", text.strip())
    if len(plain) > _LONGEST:
        return ()
    tight = squeeze(plain)
    if (found := _UNIT_LINE.fullmatch(tight)) and (units := units_in(found[1])):
        return (Meta("unit", "、".join(units)),)
    if _DATE_LINE.fullmatch(tight):
        return (Meta("date", tight),)
    keys = list(_keys(plain, words))
    found = [
        Meta(kind, plain[end : keys[place + 1][1] if place + 1 < len(keys) else len(plain)].strip(" _＿"))
        for place, (kind, _, end) in enumerate(keys)
    ]
    if len(found) == 1 and found[0].kind == "department" and (units := units_in(found[0].text)):
        return (Meta("unit", "、".join(units)),)
    return tuple(part for meta in found for part in _without_date(meta))


def title_before(text: str, words: Words) -> str:
    """The title that a cell holds before its first meta word: 处罚情况表  单位：宗; '' for none."""
    first = next(_keys(text, words), None) if len(text) <= _LONGEST else None
    head = text[: first[1]].strip(" \u3000") if first else ""
    return head if _TITLE.search(squeeze(head)) else ""


def _without_date(meta: Meta) -> Iterator[Meta]:
    """A department with a date behind it, as in 填报单位：宣传组  2023年, is two things."""
    dated = re.search(r"\s((?:19|20)\d{2}\s?[年.\-/].*)$", meta.text) if meta.kind == "department" else None
    if dated is None:
        yield meta
        return
    yield Meta(meta.kind, meta.text[: dated.start()].strip())
    yield Meta(
        "period" if re.fullmatch(r"(?:19|20)\d{2}\s?年度?", dated[1].strip()) else "date", squeeze(dated[1])
    )


def _keys(plain: str, words: Words) -> Iterator[tuple[str, int, int]]:
    for found in _PAIR.finditer(plain):
        key = found[1].replace("（", "(").replace("）", ")").strip(" 、")
        start = found.start(1)
        for cut in range(len(key)):
            kind = _kind_of_key(key[cut:], words)
            if kind and (cut == 0 or len(key) - cut >= 3 or key[cut - 1] in " )、日"):
                yield kind, start + cut, found.end()
                break


def _kind_of_key(key: str, words: Words) -> str:
    key = re.sub(r"\([^()]*\)$", "", key.strip()) or key
    if key in words.meta_department or key in words.meta_bare_department:
        return "department"
    if key in words.meta_period:
        return "period"
    if key in words.meta_signed:
        return "signed"
    if key in words.meta_person or key in words.meta_other:
        return "other"
    return ""


def units_in(text: str) -> list[str]:
    """Unit words of a unit line: 万元、件 -> [万元, 件]; [] where anything else stands there."""
    parts = [canonical(part) for part in re.split(r"[、,，/;；和及]", squeeze(text)) if part]
    return parts if parts and all(part in UNITS for part in parts) else []


def units_in_title(text: str) -> list[str]:
    """Units in a title: 罚没情况表（单位：万元）."""
    found = _TITLE_UNIT.search(squeeze(text))
    return units_in(found[1] or found[2]) if found else []


def unit_in_note(text: str) -> str:
    """The unit of money that a note under a table tells: 注：金额单位为万元; '' for none."""
    found = _NOTE_UNIT.search(squeeze(text))
    return (found[1] or found[2]) if found else ""
