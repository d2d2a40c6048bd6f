"""What is taken for the report's own text, and what for the page around it."""

import pytest

from fazhi_desktop.reading.report import ReportReader

PIECES = (
    "柳口镇2023年度法治政府建设情况报告",
    "2023年，柳口镇党委、政府把法治建设摆在突出位置，统筹推进各项重点任务，现将情况报告如下：",
    "一、主要举措和成效",
    "镇党委坚持每月研究法治工作，推动执法、普法、调解三支队伍一体建设，基层治理效能得到了稳步的提升。",
    "二、存在的不足和原因",
    "执法人员的专业素养和办案经验还有差距，部分村居的普法工作仍然停留在发放资料、悬挂标语的老办法上。",
)


def texts(reader: ReportReader, raw: str) -> list[str]:
    return [paragraph.text for paragraph in reader.read_text(raw).paragraphs]


def test_a_sentence_cut_by_a_page_end_is_joined(reader: ReportReader) -> None:
    cut = [*PIECES[:3], PIECES[3][:22], "— 1 —", PIECES[3][22:], *PIECES[4:]]
    assert texts(reader, "\n\n".join(cut)) == list(PIECES)


def test_a_page_number_inside_a_line_goes(reader: ReportReader) -> None:
    glued = PIECES[3][:22] + "— 3 —" + PIECES[3][22:]
    assert texts(reader, "\n".join((*PIECES[:3], glued, *PIECES[4:]))) == list(PIECES)


def test_the_chrome_of_a_web_page_goes(reader: ReportReader) -> None:
    before = (
        "首页 > 政务公开 > 法治政府建设",
        "索引号：00234567-8/2024-0311　公开日期：2024-03-22",
        "浏览次数：918　字号：[ 大 中 小 ]",
    )
    after = ("上一篇：柳口镇2022年度法治政府建设情况报告", "版权所有：柳口镇人民政府　ICP备05001234号")
    labels = ("发布时间：", "2024-03-22", "来源：", "柳口镇人民政府")
    assert texts(reader, "\n".join((*before, PIECES[0], *labels, *PIECES[1:], *after))) == list(PIECES)


@pytest.mark.parametrize(
    "cut", [("柳口镇2023年度", "法治政府建设情况报告"), ("柳口镇", "2023年度法治政府建设", "情况报告")]
)
def test_a_title_over_several_lines_is_one(reader: ReportReader, cut: tuple[str, ...]) -> None:
    read = reader.read_text("\n".join((*cut, *PIECES[1:])))
    assert (read.title, read.year, read.unit) == (PIECES[0], 2023, "柳口镇")


def test_a_report_without_title_still_has_year_and_body(reader: ReportReader) -> None:
    read = reader.read_text("\n".join(PIECES[1:]))
    assert read.title is None
    assert read.year == 2023
    assert len(read.paragraphs) == 5


def test_text_cut_into_lines_of_one_width_becomes_paragraphs(reader: ReportReader) -> None:
    lines = [PIECES[0]]
    for piece in PIECES[1:] * 3:
        piece = "　　" + piece
        lines += [piece[start : start + 28] for start in range(0, len(piece), 28)]
    assert texts(reader, "\n".join(lines)) == [PIECES[0], *PIECES[1:] * 3]


def test_signature_and_date_are_not_joined(reader: ReportReader) -> None:
    found = texts(reader, "\n".join((*PIECES, "柳口镇人民政府", "2024年1月15日")))
    assert found[-2:] == ["柳口镇人民政府", "2024年1月15日"]


def test_what_was_left_out_is_listed(reader: ReportReader) -> None:
    assert "浏览次数：918" in reader.read_text("\n".join(("浏览次数：918", *PIECES))).dropped


def test_a_short_text_cut_into_lines_is_put_together_without_a_title(reader: ReportReader) -> None:
    text = """　　2023年，柳口镇坚持把依法行政摆在重要位置，各项工作
都有进展，全镇共有7个集体受到表彰，其中3个村（社区）
获评示范。
　　一、主要举措和成效
　　（一）健全法治政府建设推进体系，法治建设责任层层压
实到人。镇党委专题研究4次，书记带头讲课1次，各办所
分头抓落实。
　　二、存在的不足
　　执法力量不足，干部依法办事的能力有待进一步提高，有
的村普法还不够深入。
"""
    read = reader.read_text(text)
    assert [heading.heading for heading in read.headings] == [
        "主要举措和成效",
        "健全法治政府建设推进体系，法治建设责任层层压实到人",
        "存在的不足",
    ]
    assert [fact.number for fact in read.facts] == ["7", "3", "4", "1"]
