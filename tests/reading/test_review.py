"""Correcting a read report before it is stored."""

import pytest

from fazhi_desktop.reading.report import ReportReader
from fazhi_desktop.reading.review import Review

TEXT = """柳口镇2023年度法治政府建设情况报告
一、主要举措和成效
（一）规范行政执法
全年开展行政检查30件，行政处罚29件。组织联合巡查12次。
（二）深化普法
开展法治宣传16场。
二、存在的不足和原因
执法力量不足，装备还不齐全，需要继续努力改进。
"""


@pytest.fixture
def review(reader: ReportReader) -> Review:
    return Review(reader, reader.read_text(TEXT))


def tree(review: Review) -> list[str]:
    return [f"{heading.level} {heading.number} {heading.heading}" for heading in review.read.headings]


def test_a_level_can_be_changed_and_taken_away(review: Review) -> None:
    review.set_level(4, 1)
    assert tree(review) == [
        "1 一 主要举措和成效",
        "2 （一） 规范行政执法",
        "1 二 深化普法",
        "1 三 存在的不足和原因",
    ]
    assert [fact.place.chapter for fact in review.read.facts] == ["一", "一", "一", "二"]
    review.set_level(2, 0)
    assert tree(review)[1] == "1 二 深化普法"
    assert review.read.facts[0].place.section is None


def test_paragraphs_are_split_and_joined_back(review: Review) -> None:
    text = review.read.paragraphs[3].text
    review.split(3, text.index("组织"))
    assert [paragraph.text for paragraph in review.read.paragraphs[3:5]] == [
        "全年开展行政检查30件，行政处罚29件。",
        "组织联合巡查12次。",
    ]
    assert review.read.headings[2].paragraph == 5
    review.join(3)
    assert review.read.paragraphs[3].text == text
    assert tree(review)[2] == "2 （二） 深化普法"
    assert len(review.read.facts) == 4


def test_a_chosen_tie_survives_other_changes(review: Review) -> None:
    place = next(index for index, fact in enumerate(review.read.facts) if fact.number == "12")
    review.tie(place, "E21")
    review.tie(0, "")
    review.set_level(4, 1)
    ties = {fact.number: fact.indicator for fact in review.read.facts}
    assert ties == {"30": "", "29": "E03", "12": "E21", "16": "P20"}


def test_doubtful_headings_are_listed_until_settled(reader: ReportReader) -> None:
    review = Review(reader, reader.read_text(TEXT.replace("（二）深化", "（四）深化")))
    assert review.doubts == (4,)
    review.settle(4)
    assert review.doubts == ()


def test_nothing_happens_at_the_ends(review: Review) -> None:
    before = review.read
    review.join(len(before.paragraphs) - 1)
    review.split(3, 0)
    assert review.read == before


def test_headings_nobody_touched_keep_their_kind_when_paragraphs_move(reader: ReportReader) -> None:
    text = TEXT.replace(
        "开展法治宣传16场。", "一是抓宣传。开展宣传16场。\n二是抓培训。培训3次。\n效果良好，\n群众满意。"
    )
    review = Review(reader, reader.read_text(text))
    styles = [heading.style for heading in review.read.headings]
    assert styles.count("ordinal") == 2
    place = next(
        index for index, entry in enumerate(review.read.paragraphs) if entry.text.startswith("效果良好")
    )
    if review.read.paragraphs[place].text == "效果良好，":
        review.join(place)
    review.split(3, 6)
    assert [heading.style for heading in review.read.headings] == styles


def test_joining_the_title_with_the_next_line_gives_the_whole_title(reader: ReportReader) -> None:
    review = Review(reader, reader.read_text(TEXT.replace("报告\n", "报告\n（公开版）\n", 1)))
    if review.read.paragraphs[1].text == "（公开版）":
        review.join(0)
    assert review.read.title == "柳口镇2023年度法治政府建设情况报告（公开版）"
