"""A text that is last year's word for word is no text of this year."""

from dataclasses import replace

import pytest

from fazhi_desktop.core.completion import completion
from fazhi_desktop.core.copied import drafts_of, is_copied, is_draft, printed_before
from fazhi_desktop.core.records import Body, Node, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from tests.core.test_report import CATALOGUE

LONG = "执法队伍专业水平有待提高，原因是新进人员多、系统培训少、以案代训不够经常。"

LINKED = "全年共开展各类行政检查{{E02}}件，做到检查全覆盖、无死角。"


DRAFT = "{short}持续开展行政检查，{year}年完成{{E02}}件，做到有计划、有记录、有回头看。"
MADE = DRAFT.replace("{short}", "甲镇").replace("{year}", "2023")


def report(now: str, before: str, checks: tuple[str, str] = ("30", "30")) -> Report:
    values = {2023 - back: {"E02": Value("E02", "value", count)} for back, count in enumerate(checks)}
    return Report(
        Body("甲镇人民政府", "甲镇"),
        ReportHead(2023, "甲镇2023年度报告"),
        CATALOGUE,
        (Node(1, 0, 0, 1, "不足", "shortcomings", paragraphs=(now,)),),
        values,
        nodes_before=(Node(7, 0, 0, 1, "问题", "shortcomings", paragraphs=(before,)),),
    )


@pytest.mark.parametrize(
    ("now", "before", "checks", "same"),
    [
        (LONG, LONG, ("1", "2"), True),
        (LONG, LONG.replace("，原因", "， 原因"), ("1", "2"), True),
        (LONG + "已立行立改。", LONG, ("1", "2"), False),
        (LINKED, LINKED, ("30", "28"), False),
        (LINKED, LINKED.replace("{{E02}}", "30"), ("30", "28"), True),
        ("无。", "无。", ("1", "2"), False),
        ("", "", ("1", "2"), False),
    ],
)
def test_words_and_numbers_are_compared_as_printed(
    now: str, before: str, checks: tuple[str, str], same: bool
) -> None:
    made = report(now, before, checks)
    assert is_copied(made, made.nodes[0], printed_before(made)) is same


def test_without_last_year_nothing_is_copied() -> None:
    made = replace(report(LONG, LONG), nodes_before=())
    assert not is_copied(made, made.nodes[0], printed_before(made))


def test_a_copied_text_is_not_written_yet() -> None:
    made = report(LONG, LONG)
    whole = completion(made, copied=[1])
    assert (whole[1].texts, whole[1].copied, whole[1].mark) == (0, 1, "partial")
    assert (completion(made)[1].texts, completion(made)[1].mark) == (1, "complete")


@pytest.mark.parametrize(
    ("paragraphs", "draft"),
    [
        ((MADE,), True),
        ((MADE + " ", ""), True),
        ((MADE, "本镇另有安排。"), False),
        ((MADE.replace("甲镇", "乙镇"),), False),
        (("无。",), False),
        ((), False),
    ],
)
def test_a_draft_is_known_by_its_words(paragraphs: tuple[str, ...], draft: bool) -> None:
    made = report(LONG, LONG)
    node = replace(made.nodes[0], paragraphs=paragraphs)
    assert is_draft(node, drafts_of(made, [DRAFT, "无。"])) is draft
