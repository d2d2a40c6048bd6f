"""A title stands in lines of 梯形 or 菱形 shape, broken between words."""

import pytest

from fazhi_desktop.document.elements import width_in_characters
from fazhi_desktop.document.titles import title_lines
from tests.document.specimen import styles

WORDS = (*styles().title_words, "柳口镇人民政府", "柳口镇")
PER_LINE = styles().title_per_line
LONG = (
    "关于柳口镇人民政府2023年度推进法治政府建设工作情况和党政主要负责人履行推进法治建设第一责任人职责情况"
    "以及下一年度全面依法治理主要安排的报告"
)


def test_a_short_title_stays_on_one_line() -> None:
    assert title_lines("柳口镇2023年度法治政府建设情况报告", WORDS, PER_LINE) == (
        "柳口镇2023年度法治政府建设情况报告",
    )


def test_a_longer_title_breaks_between_words() -> None:
    lines = title_lines("柳口镇人民政府2023年度法治政府建设情况报告", WORDS, PER_LINE)
    assert lines == ("柳口镇人民政府2023年度", "法治政府建设情况报告")


@pytest.mark.parametrize("title", [LONG, LONG + "（征求意见稿）", LONG * 2])
def test_no_line_is_too_wide_and_nothing_is_lost(title: str) -> None:
    lines = title_lines(title, WORDS, PER_LINE)
    assert "".join(lines) == title
    assert all(width_in_characters(line) <= PER_LINE for line in lines)


@pytest.mark.parametrize(
    "title",
    [
        LONG,
        LONG + "（征求意见稿）",
        "柳口镇人民政府关于2023年度法治政府建设工作情况和下一年度工作安排的报告",
        "西青区柳口镇人民政府关于2023年度党政主要负责人履行推进法治建设第一责任人职责情况的报告",
        "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府办公室2024年法治政府建设年度报告",
        ("全面加强行政执法监督指导服务协调联动保障机制" * 6)[:120],
    ],
)
def test_lines_grow_shrink_or_first_grow_and_then_shrink(title: str) -> None:
    widths = [width_in_characters(line) for line in title_lines(title, WORDS, PER_LINE)]
    peak = widths.index(max(widths))
    assert widths == sorted(widths[:peak]) + sorted(widths[peak:], reverse=True)
    assert len(set(widths)) > 1


def test_no_word_is_split() -> None:
    lines = title_lines(LONG, WORDS, PER_LINE)
    for word in ("柳口镇人民政府", "2023年度", "法治政府", "第一责任人", "负责人", "职责", "报告"):
        assert sum(line.count(word) for line in lines) == LONG.count(word), word


def test_a_line_never_begins_with_的_or_a_closing_mark() -> None:
    lines = title_lines("柳口镇关于《规定》“落实”的情况和建设的推进、执行的报告与总结的报告", WORDS, 9)
    assert not any(line.startswith(("的", "》", "”", "、", "，")) for line in lines)


def test_a_word_longer_than_the_line_is_split_rather_than_lost() -> None:
    word = "甲" * 50
    lines = title_lines(word, (word,), PER_LINE)
    assert "".join(lines) == word
    assert len(lines) > 1


def test_an_empty_title_has_no_line() -> None:
    assert title_lines("  ", WORDS, PER_LINE) == ()


def test_a_whole_article_in_the_place_of_a_title_is_only_cut_into_lines() -> None:
    lines = title_lines("关于法治政府建设的说明" * 10_000, ("法治政府",), 18)
    assert "".join(lines) == "关于法治政府建设的说明" * 10_000
    assert max(map(len, lines)) <= 18
