"""What lies on paper, print after print."""

import json

import pytest

from fazhi_desktop.core.prints import MOST, Print, added, in_words, read


def made(pages: str, time: str, kind: str = "public") -> Print:
    step = int(time)
    return Print(2024, kind, time, step * 10, step, f"d{time}", tuple(pages), len(pages))


def test_changed_pages_are_those_whose_sheet_shows_something_else() -> None:
    kept = read(added("", made("abc", "1"), range(3)))
    assert kept[0].changed("abc") == ()
    assert kept[0].changed("aXcd") == (1, 3)
    assert kept[0].changed("ab") == ()


def test_reprinting_all_changed_pages_brings_the_paper_up_to_date() -> None:
    text = added("", made("abc", "1"), range(3))
    text = added(text, made("aXc", "2"), (1,))
    assert read(text)[0].changed("aXc") == ()
    assert (read(text)[0].step, read(text)[0].pages) == (2, tuple("aXc"))


def test_a_page_left_stale_stays_wanted_and_so_does_the_state_it_shows() -> None:
    text = added("", made("abc", "1"), range(3))
    text = added(text, made("XbYn", "2"), (0,))
    newest = read(text)[0]
    assert newest.changed("XbYn") == (2, 3)  # one stale, one new
    assert (newest.step, newest.digest) == (1, "d1")
    text = added(text, made("XbYn", "3"), (2, 3))
    assert read(text)[0].changed("XbYn") == ()
    assert read(text)[0].step == 3


def test_pages_that_were_never_printed_are_not_asked_for() -> None:
    kept = read(added("", made("abc", "1"), (1,)))
    assert kept[0].changed("XYZ") == (1,)


def test_editions_are_kept_apart_and_thinned() -> None:
    text = added("", made("abc", "1", "submit"), range(3))
    for number in range(2, MOST + 5):
        text = added(text, made("abc", str(number)), range(3))
    kept = read(text)
    assert [entry.time for entry in kept if entry.kind == "public"] == [
        str(number) for number in range(MOST + 4, 4, -1)
    ]
    assert [entry.time for entry in kept if entry.kind == "submit"] == ["1"]


@pytest.mark.parametrize("text", ["x", "3", "[3]", "{}", '[{"year": 1}]', "[" * 9999, '["pages"]'])
def test_a_torn_text_holds_no_prints(text: str) -> None:
    assert read(text) == ()


def test_fields_of_another_type_are_no_print() -> None:
    good = json.loads(added("", made("abc", "1"), range(3)))
    assert read(json.dumps(good))
    for name in good[0]:
        assert read(json.dumps([{**good[0], name: [3.5]}])) == ()


def test_pages_in_words() -> None:
    assert in_words((0, 2, 3, 4, 6)) == "1、3—5、7"
    assert in_words(()) == ""
