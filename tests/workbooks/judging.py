"""Compares what the importer reports for a file with its truth table."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .truth import ANY, SOME, Book, Want

Reported = Mapping[str, Any]
LISTED = (None, "dry_run", "same", "period", "part")
FACTORS = {"亿元": 1e8, "万元": 1e4, "元": 1.0}
UNITS = (
    {"件", "宗", "起", "条"},
    {"次", "场", "场次", "期", "家次", "家"},
    {"名", "人"},
    {"条", "篇", "份", "册", "件", "张", "块"},
    {"个", "处", "项", "件"},
    {"台", "部"},
    {"宗", "卷"},
    {"批次（件次）", "批次(件次)", "批次", "批", "件次", "件"},
    {"学时", "小时"},
    {"件", "次"},
    {"份", "件"},
    {"名", "家"},
)


@dataclass(frozen=True)
class Verdict:
    """The score of one file.

    Attributes:
        stored: values that would be stored unasked, as (right, wrong).
        listed: all values with an indicator, parts and other periods included, as (right, wrong).
        found, expected: sure wants found, and their number.
        faults: what is wrong, in words for the developer.
    """

    stored: tuple[int, int]
    listed: tuple[int, int]
    found: int
    expected: int
    faults: tuple[str, ...]


def judge(book: Book, reported: Mapping[str, Any], year: int) -> Verdict:
    """Judge one entry of `files`; values of an accepted `may` count neither way."""
    faults = _outer_faults(book, reported)
    kept_out = "imported" not in book.status
    found: set[int] = set()
    stored, listed = [0, 0], [0, 0]
    for value in reported.get("values") or ():
        if not value.get("indicator") or (value.get("why") not in LISTED and not kept_out):
            continue
        fits = [number for number, want in enumerate(book.wants) if fit(want, value, year)]
        sure = [number for number in fits if not book.wants[number].may]
        if fits and not sure:
            continue
        found.update(sure)
        listed[not sure] += 1
        if value.get("why") in LISTED[:3]:
            stored[not sure] += 1
        if not sure:
            faults.append("wrong " + shown(value))
    expected = [number for number, want in enumerate(book.wants) if not want.may]
    faults += [f"missed {_told(book.wants[number])}" for number in expected if number not in found]
    return Verdict((stored[0], stored[1]), (listed[0], listed[1]), len(found), len(expected), tuple(faults))


def _outer_faults(book: Book, reported: Mapping[str, Any]) -> list[str]:
    faults: list[str] = []
    status = "imported" if reported.get("status") == "preview" else reported.get("status")
    if status not in book.status:
        faults.append(f"status {status} instead of {'/'.join(book.status)}: {reported.get('message')}")
    codes = {problem["code"] for problem in reported.get("problems") or ()}
    faults += [f"problem {code} not named" for code in book.problems if not codes & set(code.split("|"))]
    if book.department and not same_department(book.department, str(reported.get("department"))):
        faults.append(f"department {reported.get('department')} instead of {book.department}")
    return faults


def same_department(one: str, other: str) -> bool:
    """Whether two names differ only in words a catalogue may add or drop (综合行政执法大队, 执法大队)."""
    bare = [re.sub("综合|行政|便民|服务", "", name) for name in (one, other)]
    return bool(all(bare)) and (bare[0] in bare[1] or bare[1] in bare[0])


def fit(want: Want, value: Reported, year: int) -> bool:
    """Whether a reported value is what the want describes."""
    return (
        value.get("indicator") in want.codes
        and _fits_value(want, value)
        and _fits_period(want.period, value.get("period"), year)
        and _fits_part(want.part, value.get("part"))
        and _fits_place(want, value)
    )


def _fits_value(want: Want, value: Reported) -> bool:
    if want.any_value:
        return True
    if value.get("state", "value") != want.state:
        return False
    if want.state == "not_applicable":
        return True
    if value.get("qualifier", "exact") != want.qualifier or not same_unit(want.unit, value.get("unit")):
        return False
    return _amounts(want.value, want.unit, value.get("value"), value.get("unit"))


def _amounts(want: Any, want_unit: str | None, value: Any, unit: str | None) -> bool:
    wanted, got = _bounds(want), _bounds(value)
    if len(wanted) != len(got):
        return False
    scale = FACTORS.get(want_unit or "", 1.0), FACTORS.get(unit or want_unit or "", 1.0)
    return all(
        math.isclose(one * scale[0], other * scale[1], rel_tol=1e-9, abs_tol=1e-6)
        for one, other in zip(wanted, got, strict=True)
    )


def _bounds(value: Any) -> Sequence[float]:
    if isinstance(value, list | tuple):
        return [float(bound) for bound in value]
    return [] if value is None else [float(value)]


def same_unit(one: str | None, other: str | None) -> bool:
    """Whether two spellings may stand for one unit; nothing fits everything."""
    if not one or not other or one == other or (one in FACTORS and other in FACTORS):
        return True
    return any({one, other} <= group for group in UNITS)


def _fits_period(wanted: str | None, period: str | None, year: int) -> bool:
    period = None if period == str(year) else period
    return wanted in (ANY, period) or (wanted == SOME and period is not None)


def _fits_part(wanted: str | None, part: str | None) -> bool:
    if wanted == ANY or (wanted == SOME and part):
        return True
    return wanted in part if wanted and part else wanted == part


def _fits_place(want: Want, value: Reported) -> bool:
    if not want.cells:
        return want.any_value or value.get("cell") is None
    return value.get("cell") in want.cells and want.sheet in (None, value.get("sheet"))


def shown(value: Reported) -> str:
    """One line for the list of faults."""
    words = [
        value.get(key)
        for key in ("indicator", "value", "unit", "qualifier", "period", "part", "sheet", "cell")
    ]
    return f"{value.get('label')}: " + " ".join(str(word) for word in words if word is not None)


def _told(want: Want) -> str:
    words = (
        "/".join(want.codes),
        want.value,
        want.unit,
        want.qualifier,
        want.period,
        want.part,
        want.sheet,
        "/".join(want.cells),
        repr(want.raw),
    )
    return " ".join(str(word) for word in words if word not in (None, ""))
