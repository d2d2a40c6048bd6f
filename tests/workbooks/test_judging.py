"""The judge gives full marks to the truth, none to silence, and counts a wrong cell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from . import fresh, heldout, visible
from .judging import judge
from .truth import SOME, Book, Case, Want, want

CASES: tuple[Case, ...] = (*heldout.CASES, *visible.CASES, *fresh.CASES)


def _value(want: Want) -> dict[str, Any]:
    told = None if want.period in (None, "*") else want.period
    part = None if want.part in (None, "*") else want.part
    return {
        "indicator": want.codes[0],
        "value": list(want.value) if isinstance(want.value, tuple) else want.value,
        "unit": want.unit,
        "qualifier": want.qualifier,
        "state": want.state,
        "period": "2000" if told == SOME else told,
        "part": part,
        "sheet": want.sheet,
        "cell": want.cells[0] if want.cells else None,
        "why": "part" if part else "period" if told else "dry_run",
    }


def _report(book: Book) -> dict[str, Any]:
    return {
        "status": book.status[0],
        "department": book.department,
        "values": [_value(want) for want in book.wants],
        "problems": [{"code": code.split("|")[0]} for code in book.problems],
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_the_truth_itself_scores_full_marks(case: Case) -> None:
    for book in case.books:
        verdict = judge(book, _report(book), case.year)
        assert verdict.faults == ()
        assert verdict.found == verdict.expected
        assert verdict.listed[1] == 0


def test_silence_finds_nothing_and_stores_nothing_wrong() -> None:
    book = heldout.CASES[0].books[0]
    verdict = judge(book, {"status": "preview", "values": []}, 2023)
    assert verdict.stored == (0, 0)
    assert verdict.found == 0
    assert verdict.expected == 5


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"cell": "Z9"}, "cell"),
        ({"value": 1}, "value"),
        ({"indicator": "T01"}, "indicator"),
        ({"qualifier": "over"}, "qualifier"),
        ({"unit": "万元"}, "unit"),
        ({"period": "2020"}, "period"),
        ({"part": "某村"}, "part"),
        ({"state": "not_applicable"}, "state"),
    ],
)
def test_a_value_wrong_in_one_respect_is_wrong(change: dict[str, Any], word: str) -> None:
    book = Book("a.xlsx", bytes, (replace(want("E02 次", 3010), cells=("C5",)),))
    report = _report(book)
    report["values"][0].update(change)
    verdict = judge(book, report, 2023)
    assert (verdict.listed, verdict.found) == ((0, 1), 0), word


def test_a_proposal_is_neither_right_nor_wrong() -> None:
    book = Book("a.xlsx", bytes, (replace(want("E02 次", 3010), cells=("C5",)),))
    value = _value(book.wants[0]) | {"indicator": None, "proposed": "E02", "why": "uncertain"}
    verdict = judge(book, {"status": "preview", "values": [value]}, 2023)
    assert (verdict.stored, verdict.found, verdict.expected) == ((0, 0), 0, 1)


def test_ten_thousands_of_yuan_are_the_same_amount_in_yuan() -> None:
    book = Book("a.xlsx", bytes, (replace(want("E08 万元 v=16.13"), cells=("B2",)),))
    value = _value(book.wants[0]) | {"value": 161300, "unit": "元"}
    assert judge(book, {"status": "preview", "values": [value]}, 2023).found == 1
