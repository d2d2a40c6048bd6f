"""Chapters, sections and items of finished reports in the forms people write them."""

from hypothesis import given
from hypothesis import strategies as st

from fazhi_desktop.core.outline import chinese_number
from fazhi_desktop.reading.marks import mark_of
from fazhi_desktop.reading.report import ReadReport, ReportReader

TITLE = "柳口镇2023年度法治政府建设情况报告\n"
BODY = "镇党委、政府坚持把这项工作摆上重要位置，定期研究，统筹推进，工作取得了明显的成效，群众满意。\n"


def tree(read: ReadReport) -> list[str]:
    """Level, number and heading of every node."""
    return [f"{heading.level} {heading.number} {heading.heading}" for heading in read.headings]


def test_levels_follow_the_usual_numbers(reader: ReportReader) -> None:
    read = reader.read_text(
        TITLE
        + "一、主要举措和成效\n（一）强化领导\n1.健全机制。"
        + BODY
        + "2.压实责任。"
        + BODY
        + "二、存在的不足和原因\n"
        + BODY
    )
    assert tree(read) == [
        "1 一 主要举措和成效",
        "2 （一） 强化领导",
        "3 1. 健全机制",
        "3 2. 压实责任",
        "1 二 存在的不足和原因",
    ]
    assert [heading.run_in for heading in read.headings] == [False, False, True, True, False]


def test_look_alike_and_half_width_marks_are_understood(reader: ReportReader) -> None:
    text = (
        "一、主要举措和成效\n(ー)强化领导\n"
        + BODY
        + "( 二 )规范执法\n"
        + BODY
        + "(ニ三)化解纠纷\n"
        + BODY
        + "㈣深化普法\n"
        + BODY
    )
    assert tree(reader.read_text(TITLE + text))[1:] == [
        "2 （一） 强化领导",
        "2 （二） 规范执法",
        "2 （三） 化解纠纷",
        "2 （四） 深化普法",
    ]


def test_a_second_row_of_chapter_numbers_is_one_level_down(reader: ReportReader) -> None:
    text = (
        "一、2023年法治政府建设主要措施\n一、强化领导\n"
        + BODY
        + "二、规范执法\n"
        + BODY
        + "二、存在的问题\n"
        + BODY
        + "三、2024年工作计划\n"
        + BODY
    )
    assert tree(reader.read_text(TITLE + text)) == [
        "1 一 2023年法治政府建设主要措施",
        "2 （一） 强化领导",
        "2 （二） 规范执法",
        "1 二 存在的问题",
        "1 三 2024年工作计划",
    ]


def test_numbers_that_run_on_across_sections_stay_items(reader: ReportReader) -> None:
    text = (
        "一、主要举措\n（一）加强领导\n1.健全机制。"
        + BODY
        + "2.强化考核。"
        + BODY
        + "（二）履行职能\n3.深化改革。"
        + BODY
    )
    assert tree(reader.read_text(TITLE + text))[-2:] == ["2 （二） 履行职能", "3 3. 深化改革"]


def test_bracketed_digits_under_a_section_are_items_where_no_other_item_number_is_used(
    reader: ReportReader,
) -> None:
    text = "一、主要举措\n（一）加强领导\n（1）健全机制。" + BODY + "（2）强化考核。" + BODY
    assert tree(reader.read_text(TITLE + text))[-2:] == ["3 （1） 健全机制", "3 （2） 强化考核"]


def test_ordinals_are_nodes_only_where_each_opens_a_paragraph(reader: ReportReader) -> None:
    apart = "一、主要举措\n一是深化学习。" + BODY + "二是规范执法。" + BODY + "二、存在的问题\n"
    assert tree(reader.read_text(TITLE + apart + BODY))[1:3] == ["2 一是 深化学习", "2 二是 规范执法"]
    together = (
        "一、主要举措\n一是深化学习。" + BODY.strip() + "二是规范执法。" + BODY + "二、存在的问题\n" + BODY
    )
    assert tree(reader.read_text(TITLE + together)) == ["1 一 主要举措", "1 二 存在的问题"]


def test_numbers_inside_a_sentence_open_no_heading(reader: ReportReader) -> None:
    text = (
        "一、主要举措\n"
        + "我镇围绕一、二、三产业融合发展开展法治服务，包括：（一）送法；（二）体检。\n"
        + "一、二季度工作平稳有序，群众比较满意，矛盾明显减少。\n"
    )
    assert tree(reader.read_text(TITLE + text)) == ["1 一 主要举措"]


def test_headings_on_one_line_are_taken_apart(reader: ReportReader) -> None:
    text = (
        "一、主要举措和成效（一）强化组织领导\n"
        + BODY.strip()
        + "（二）规范行政执法\n"
        + BODY
        + "二、存在的问题2023年，我镇工作还有差距，需要继续努力改进完善。\n"
    )
    read = reader.read_text(TITLE + text)
    assert tree(read) == [
        "1 一 主要举措和成效",
        "2 （一） 强化组织领导",
        "2 （二） 规范行政执法",
        "1 二 存在的问题",
    ]
    assert [heading.run_in for heading in read.headings] == [False, False, False, True]


def test_parts_with_words_stand_above_chinese_numbers(reader: ReportReader) -> None:
    text = (
        "第一部分 工作开展情况\n一、加强领导\n"
        + BODY
        + "二、规范执法\n"
        + BODY
        + "第二部分 存在的问题\n"
        + BODY
    )
    assert [heading.level for heading in reader.read_text(TITLE + text).headings] == [1, 2, 2, 1]


def test_a_report_without_chapters_begins_with_its_own_first_tier(reader: ReportReader) -> None:
    read = reader.read_text(
        TITLE + "（一）强化领导\n" + BODY + "1.抓学习。" + BODY + "（二）规范执法\n" + BODY
    )
    assert [heading.level for heading in read.headings] == [1, 2, 1]


def test_attachments_are_no_headings(reader: ReportReader) -> None:
    read = reader.read_text(TITLE + "一、主要举措\n" + BODY + "附件：\n1.行政执法统计表\n2.规范性文件目录\n")
    assert tree(read) == ["1 一 主要举措"]


def test_roles_come_from_wording_in_any_order(reader: ReportReader) -> None:
    chapters = {
        "区政府主要负责同志履行推进法治建设第一责任人职责情况": "first_responsible",
        "2023年推进法治政府建设的主要举措和成效": "measures",
        "存在的不足和原因": "shortcomings",
        "2024年工作打算": "next_year",
        "其他需要报告的事项": "other",
        "全力打造清廉村居": "free",
    }
    text = "".join(f"{chinese_number(place)}、{heading}\n{BODY}" for place, heading in enumerate(chapters, 1))
    assert [heading.role for heading in reader.read_text(TITLE + text).headings] == list(chapters.values())


@given(st.integers(1, 40), st.sampled_from(["（{}）", "({})", "( {} )", "〔{}〕"]))
def test_a_bracketed_number_is_read_in_any_bracket(number: int, form: str) -> None:
    mark = mark_of(form.format(chinese_number(number)) + "强化领导")
    assert mark is not None
    assert (mark.style, mark.number) == ("bracketed", number)


@given(st.integers(1, 40), st.sampled_from([".", "．", "、", ". "]))
def test_an_item_number_is_no_decimal_and_no_date(number: int, sign: str) -> None:
    mark = mark_of(f"{number}{sign}强化领导")
    assert mark is not None
    assert (mark.style, mark.number, mark.written()) == ("digit", number, f"{number}.")
    assert mark_of(f"{number}.5万件") is None
