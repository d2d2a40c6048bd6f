"""What stays on one line, and what may break."""

import pytest

from fazhi_desktop.document.breaking import atoms, groups
from fazhi_desktop.document.sections import sections
from fazhi_desktop.document.tree import AnnexTitle, Cell, Column, PageBreak, Paragraph, Run, Table


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("检查3010件，处罚 29 件", ["3010件", "29 件"]),
        ("参训720余人次，金额16.13万元", ["720余人次", "16.13万元"]),
        ("满意率96.1%，于2023年1月5日", ["96.1%", "2023年", "1月", "5日"]),
        ("见柳政报〔2023〕33号", ["〔2023〕33号"]),
        ("比例3:5，时间10:30，共3,039.50元", ["3:5", "10:30", "3,039.50元"]),
    ],
)
def test_a_number_keeps_its_unit(text: str, kept: list[str]) -> None:
    found = ["".join(run.text for run in runs) for keep, runs in groups([Run(text)]) if keep]
    assert [entry.rstrip(",.:") for entry in found] == kept


def test_a_linked_number_keeps_the_unit_beside_it() -> None:
    runs = [Run("检查 "), Run("3010", "E02"), Run(" 件，处罚")]
    kept = [runs for keep, runs in groups(runs) if keep]
    assert kept == [(Run("3010", "E02"), Run(" 件"))]
    assert "".join(run.text for _, part in groups(runs) for run in part) == "检查 3010 件，处罚"


def test_a_row_of_digits_may_break() -> None:
    assert list(atoms("#1234567890件", 4, 3)) == ["#12", "", "345", "", "678", "", "90", None, "件"]


def test_a_narrow_blank_stands_between_chinese_and_digits() -> None:
    assert list(atoms("共12件，A股3%。", 24, 6)) == [
        "共",
        None,
        "12",
        None,
        "件，A",
        None,
        "股",
        None,
        "3%。",
    ]


def test_a_wide_table_turns_with_its_title_and_what_follows_does_not() -> None:
    table = Table((Column(10),), ((Cell("甲"),),), (), landscape=True)
    text = Paragraph((Run("正文"),))
    made = sections((text, AnnexTitle("附件", ("表",)), table, text, PageBreak(), text))
    assert [(len(section.blocks), section.landscape, section.new_page) for section in made] == [
        (1, False, False),
        (2, True, True),
        (1, False, False),
        (1, False, True),
    ]
