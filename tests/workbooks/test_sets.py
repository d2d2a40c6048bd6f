"""The truth tables say what the sheets show, before any importer is measured with them."""

from __future__ import annotations

import re
import unicodedata

import pytest

from . import fresh, heldout, inbox, post, post_last, post_more, visible
from .truth import CODE, Book, Case, Want

CASES: tuple[Case, ...] = (
    *heldout.CASES,
    *visible.CASES,
    *fresh.CASES,
    *inbox.CASES,
    *post.CASES,
    *post_more.CASES,
    *post_last.CASES,
)
NUMERALS = re.compile("[〇零一二两三四五六七八九十百千万]|尚无|没有|未发生")


def _numbers(raw: str) -> set[float]:
    plain = unicodedata.normalize("NFKC", raw)
    plain = re.sub(r"(?<=\d)[,\s](?=\d{3}(?!\d))", "", plain)
    return {float(number) for number in re.findall(r"\d+(?:\.\d+)?", plain)}


def _shows(want: Want) -> bool:
    if want.value is None or want.any_value:
        return True
    bounds = want.value if isinstance(want.value, tuple) else (want.value,)
    if isinstance(want.raw, str):
        found = _numbers(want.raw)
    elif isinstance(want.raw, int | float):
        found = {float(want.raw)}
    else:
        return False
    near = {round(number * factor, 4) for number in found for factor in (1, 100, 10_000)}
    return all(round(bound, 4) in near for bound in bounds) or bool(NUMERALS.search(str(want.raw)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_every_case_builds_and_its_truth_is_in_its_cells(case: Case) -> None:
    assert case.books
    for book in case.books:
        assert isinstance(book.build(), bytes)
        for want in book.wants:
            assert all(CODE.fullmatch(code) for code in want.codes), (book.name, want)
            assert not want.cells or _shows(want), (book.name, want)
            assert want.cells or want.may or want.value is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_a_file_that_is_kept_out_demands_nothing_but_last_years_values(case: Case) -> None:
    for book in case.books:
        if "imported" not in book.status:
            assert all(want.period for want in book.wants if not want.may), book.name


def test_sure_wants_of_a_book_do_not_contradict_each_other() -> None:
    for case in CASES:
        for book in case.books:
            seen: dict[tuple[str, str | None, str | None], Want] = {}
            for want in _sure(book):
                key = (want.codes[0], want.period, want.part)
                assert key not in seen, (book.name, want, seen.get(key))
                seen[key] = want


def _sure(book: Book) -> list[Want]:
    return [want for want in book.wants if not want.may]


def test_keys_are_unique_and_the_set_is_large_enough() -> None:
    keys = [case.key for case in CASES]
    assert len(set(keys)) == len(keys)
    assert sum(len(case.books) for case in heldout.CASES) >= 60
    families = {want.codes[0][0] for case in heldout.CASES for book in case.books for want in _sure(book)}
    assert families == set("EHXGLDTP")
