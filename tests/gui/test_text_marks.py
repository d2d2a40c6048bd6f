"""Wavy lines under what the checks found in a text, with the reason on hovering."""

from dataclasses import replace

import pytest

from fazhi_desktop.checking.findings import Finding, Place
from fazhi_desktop.core.records import Explanation, Key, node_key
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.node_block import NodeBlock
from fazhi_desktop.gui.places import Place as Goal
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.text_marks import marks_of

TEXT = "全年检查{{E02}}件。于2023年10月底组织培训。"


@pytest.fixture
def block(window: MainWindow, session: Session) -> NodeBlock:
    node = next(entry for entry in session.report.nodes if not session.report.children.get(entry.id))
    session.change(
        "改", [(node_key(session.year, node.id), replace(node, paragraphs=("开头没有数字。", TEXT)))]
    )
    window.services.jump(Goal(node=node.id))
    page = next(page for page in window.findChildren(ChapterPage) if node.id in page.flow.blocks)
    return page.flow.blocks[node.id]


def finding(block: NodeBlock, session: Session, severity: str = "soft") -> Finding:
    printed = session.report.shown(TEXT).text
    start = printed.index("2023年")
    place = Place(block.node_id, 1, start, start + len("2023年10月底"), "2023年10月底")
    return Finding("carried_over", severity, "这是上年的<时间>。", (place,))  # type: ignore[arg-type]


def marked(block: NodeBlock) -> list[str]:
    return [selection.cursor.selectedText() for selection in block.editor.extraSelections()]  # type: ignore[attr-defined]


def test_a_finding_underlines_its_piece_and_says_why(block: NodeBlock, session: Session) -> None:
    session.set_findings((finding(block, session),))
    assert marked(block) == ["2023年10月底"]
    at = block.editor.toPlainText().index("2023年") + 1
    assert block.marks.words_at(at) == "<p>可说明：这是上年的&lt;时间&gt;。</p>"
    assert block.marks.words_at(0) == ""
    session.set_findings(())
    assert marked(block) == []


def test_what_was_explained_is_no_longer_underlined(block: NodeBlock, session: Session) -> None:
    found = finding(block, session)
    session.change(
        "说明", [(Key("explanation", session.year, found.fingerprint), Explanation("确实", "李某", ""))]
    )
    assert marks_of(session.report, (found,)) == {}
    other = replace(found, severity="hard", message="日期不对。")
    assert marks_of(session.report, (other,))[block.node_id][0].hard


def test_a_new_year_shows_what_it_took_from_the_last(block: NodeBlock, session: Session) -> None:
    from fazhi_desktop.core.rollforward import roll_forward

    session.apply(roll_forward(session.report, 2025))
    session.set_year(2025)
    from fazhi_desktop.gui.checks_live import live_checks

    found = [entry for entry in live_checks(session).full() if entry.rule == "carried_over"]
    assert any(place.quote == "2023年10月底" for entry in found for place in entry.places)
