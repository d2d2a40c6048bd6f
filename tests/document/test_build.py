"""The tree of a report: headings, links, tables, figures, editions."""

from dataclasses import replace

from fazhi_desktop.document.build import Options, build
from fazhi_desktop.document.elements import clean
from fazhi_desktop.document.tree import Figure, Heading, Paragraph, Table
from tests.document.specimen import document, plans, report, styles

GOLDEN = """\
版本：报送版
页眉：草稿
版头：000001
版头：秘密★1年
版头：特急
版头：柳口镇人民政府文件
版头：柳政报〔2024〕3号
版头：签发人：王某某
标题：柳口镇2023年度法治政府建设情况报告
addressee：县委、县政府：
body：现将有关情况报告如下。
# 一、主要举措和成效
## （一）规范行政执法
body：1.落实三项制度。全年归集案件3039件，其中检查3010件（上年2871件）、处罚 29 件。\
　[3039=E01][3010=E02][2871=E02@-1][29=E03]
### 2.加强培训
body：参训720余人次，“学法”——用法……并重。
# 二、存在的不足和原因
# 三、下一年度安排
"""


def test_the_tree_of_the_submitted_edition() -> None:
    dump = document("submit", draft=True, paragraphs=0).dump()
    assert dump.startswith(GOLDEN)
    assert "body：办理许可〔待填：行政许可〕件、强制〔不适用：行政强制〕件。" in dump
    assert "attachments：附件：柳口镇2023年度法治政府建设主要指标表" in dump
    assert "落款：柳口镇人民政府 2024年1月5日（用印）" in dump
    assert "行政检查 | 件 | 3010 | 2871 | +139（+4.8%） | 综合执法大队" in dump
    assert dump.endswith(
        "版记：抄送：县委全面依法治县委员会办公室。\n版记：柳口镇党政办公室\n版记：2024年1月6日印发\n"
    )


def test_a_changed_value_follows_everywhere() -> None:
    changed = report()
    new = replace(changed.value("E03"), number="31")
    changed = replace(changed, values={**changed.values, 2023: {**changed.values[2023], "E03": new}})
    dump = build(changed, styles(), plans(), Options()).dump()
    assert "处罚 31 件" in dump
    assert "行政处罚 | 件 | 31 | 29 | +2（+6.9%）" in dump


def test_without_values_there_is_no_annex() -> None:
    empty = replace(report(), values={})
    assert not any(
        isinstance(block, Table) for block in build(empty, styles(), plans(), Options("submit")).blocks
    )


def test_figures_stand_in_the_section_they_speak_of_and_are_numbered_in_order() -> None:
    blocks = document(figures=("hotline", "cases")).blocks
    figures = [(place, block) for place, block in enumerate(blocks) if isinstance(block, Figure)]
    assert [(block.number, block.caption) for _, block in figures] == [
        (1, "2023年行政执法案件构成"),
        (2, "2023年12345热线工单办理情况"),
    ]
    before = [block for block in blocks[: figures[0][0]] if isinstance(block, Heading)]
    assert before[-1].text == "规范行政执法"


def test_control_characters_of_a_pasted_text_are_gone() -> None:
    assert clean("甲\x00乙\x0b丙\u200b丁\ufeff戊\r\n己\t庚\u00ad") == "甲乙丙丁戊 己 庚"


def test_every_paragraph_says_where_it_comes_from() -> None:
    origins = [block.origin for block in document(paragraphs=2).blocks if isinstance(block, Paragraph)]
    assert origins[:3] == [(0, 0), (2, 0), (2, 1)]
