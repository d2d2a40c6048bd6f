"""版头, 落款 and 版记: what is printed, what is left out, and how it is written."""

from dataclasses import replace

import pytest

from fazhi_desktop.document.elements import (
    FIELDS,
    bracketed,
    elements_of,
    iso_date,
    plain_date,
    signature_indents,
)
from tests.document.specimen import document, report


@pytest.mark.parametrize(
    "written", ["柳政报[2024]3号", "柳政报【2024】3号", "柳政报(2024)3号", "柳政报〔2024〕3号"]
)
def test_the_year_of_a_document_number_stands_in_六角括号(written: str) -> None:
    assert bracketed(written) == "柳政报〔2024〕3号"


@pytest.mark.parametrize("written", ["2024年01月05日", "2024-1-5", "2024.01.05", "2024/1/5"])
def test_dates_have_no_leading_zeros(written: str) -> None:
    assert plain_date(written) == "2024年1月5日"
    assert iso_date(plain_date(written)) == "2024-01-05"


def test_words_in_place_of_a_date_stay() -> None:
    assert (plain_date("待定"), iso_date("待定")) == ("待定", "")


def test_the_date_stands_two_characters_right_of_a_signature_without_seal() -> None:
    unit, date = signature_indents("柳口镇人民政府办公室", "2024年1月5日", seal=False)
    assert unit == 2
    assert (unit + 10) - (date + 6) == 2


def test_a_date_longer_than_the_signature_stands_two_characters_in() -> None:
    unit, date = signature_indents("柳口镇", "2024年11月15日", seal=False)
    assert date == 2
    assert (unit + 3) - (date + 7) == 2


def test_with_a_seal_the_signature_is_centred_over_the_date() -> None:
    unit, date = signature_indents("柳口镇人民政府", "2024年1月5日", seal=True)
    assert date == 4
    assert unit + 7 / 2 == date + 6 / 2


def test_every_element_is_optional() -> None:
    empty = tuple((field.key, "") for field in FIELDS)
    bare = report()
    bare = replace(bare, body=replace(bare.body, elements=empty), head=replace(bare.head, notice=()))
    elements = elements_of(bare)
    assert (elements.mark, elements.signature, elements.addressee, elements.seal) == ("", "", "", False)


def test_mark_and_signature_come_from_the_unit() -> None:
    bare = replace(report(), head=replace(report().head, notice=()))
    assert elements_of(bare).mark == "柳口镇人民政府文件"
    assert elements_of(bare).signature == "柳口镇人民政府"


def test_the_submitted_edition_has_them_and_the_published_one_has_none() -> None:
    submit, public = document("submit"), document("public")
    assert submit.masthead is not None
    assert submit.colophon is not None
    assert "县委、县政府：" in submit.dump()
    assert public.masthead is None
    assert public.colophon is None
    for words in ("柳政报", "签发人", "县委、县政府", "2024年1月5日", "抄送", "秘密"):
        assert words not in public.dump()
