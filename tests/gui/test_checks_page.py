"""审核: findings follow the numbers, can be jumped to, and soft ones be explained."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.core.links import shown
from fazhi_desktop.core.records import node_key
from fazhi_desktop.gui import entry, finding_steps
from fazhi_desktop.gui.checks import ChecksPage
from fazhi_desktop.gui.checks_live import live_checks, stored
from fazhi_desktop.gui.cleanup import CleanupDialog
from fazhi_desktop.gui.elements import ElementsDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session

pytestmark = pytest.mark.usefixtures("program")  # the page is as it was when first seen


def page_of(window: MainWindow) -> ChecksPage:
    page = window.book.page("checks")
    assert isinstance(page, ChecksPage)
    return page


def soft(session: Session) -> Finding:
    return next(finding for finding in session.findings if finding.severity == "soft")


def item_of(page: ChecksPage, finding: Finding) -> QTreeWidgetItem:
    return next(item for item in page._items() if item.data(0, 256) == finding.fingerprint)


def test_a_missing_number_is_found_and_gone_once_it_is_entered(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = page_of(window)
    assert any("H02" in finding.message for finding in session.findings)
    entry.enter(session, "H02", "99.77%")
    qtbot.waitUntil(
        lambda: (
            not any(
                finding.rule == "missing_value" and "H02" in finding.message for finding in session.findings
            )
        )
    )
    assert not any("（H02）是必报指标" in item.text(1) for item in page._items())


def test_the_tab_and_the_status_line_count_what_must_be_mended(window: MainWindow, session: Session) -> None:
    page_of(window)
    hard, open_ones = session.finding_counts()
    assert hard > 0
    titles = [window.form.tabs.tabText(place) for place in range(window.form.tabs.count())]
    assert f"审核 {hard}" in titles
    assert window.status.findings.text() == f"必须改 {hard}　可说明 {open_ones}"


def test_f8_goes_from_place_to_place_and_comes_back(window: MainWindow, session: Session) -> None:
    live_checks(session).full()
    finding_steps.next_finding(session, window.services)
    first = live_checks(session).current
    assert first == session.findings[0].fingerprint
    assert window.book.current_id != "checks"
    finding_steps.next_finding(session, window.services)
    assert live_checks(session).current == session.findings[1].fingerprint
    finding_steps.previous_finding(session, window.services)
    assert live_checks(session).current == first


def test_f8_on_the_page_moves_in_its_list_and_shows_each_place_once(
    window: MainWindow, session: Session
) -> None:
    page = page_of(window)
    page.form.filter.setCurrentIndex(page.form.filter.findData("hard"))
    shown = [item.text(1) for item in page._items()]
    walked: list[str] = []
    for _ in shown:
        walked.append(page.form.message.text())
        finding = page._shown
        assert finding is not None
        text = page.form.text.toPlainText()
        assert text.count("\n\n") == max(0, len(finding.places) - 1)
        finding_steps.next_finding(session, window.services)
    assert walked == shown
    assert window.book.current_id == "checks"
    assert page.form.message.text() == shown[0]


def test_the_place_is_shown_in_its_text(window: MainWindow, session: Session) -> None:
    page = page_of(window)
    finding = next(entry for entry in session.findings if entry.places and entry.places[0].end)
    page.form.tree.setCurrentItem(item_of(page, finding))
    place = finding.places[0]
    node = session.report.node(place.node or 0)
    texts = session.report.head.preface if node is None else node.paragraphs
    text = session.report.shown(texts[place.paragraph]).text
    assert text[place.start : place.end] in page.form.text.toPlainText()


def test_a_soft_finding_is_explained_and_the_explanation_withdrawn(
    window: MainWindow, session: Session
) -> None:
    page = page_of(window)
    finding = soft(session)
    page.form.tree.setCurrentItem(item_of(page, finding))
    before = session.finding_counts()[1]
    page.form.explanation.setPlainText("上年口径不同。")
    page.form.keep.click()
    assert session.report.explanations[finding.fingerprint].text == "上年口径不同。"
    assert session.report.explanations[finding.fingerprint].author == "李某"
    assert session.finding_counts()[1] == before - 1
    session.undo()
    assert page.form.explanation.toPlainText() == ""
    session.flush()  # as every next step does: what was taken back is not written again
    assert finding.fingerprint not in session.report.explanations
    session.redo()
    assert page.form.explanation.toPlainText() == "上年口径不同。"
    page.form.tree.setCurrentItem(item_of(page, finding))
    page.form.withdraw.click()
    assert finding.fingerprint not in session.report.explanations
    assert session.finding_counts()[1] == before


def test_what_must_be_mended_cannot_be_explained_away(window: MainWindow, session: Session) -> None:
    page = page_of(window)
    hard = next(finding for finding in session.findings if finding.severity == "hard")
    page.form.tree.setCurrentItem(item_of(page, hard))
    assert not page.form.explanation.isEnabled()
    assert not page.form.keep.isEnabled()


def test_an_explanation_that_was_typed_is_not_lost_when_another_finding_is_chosen(
    window: MainWindow, session: Session
) -> None:
    page = page_of(window)
    finding = soft(session)
    other = next(entry for entry in session.findings if entry is not finding)
    page.form.tree.setCurrentItem(item_of(page, finding))
    page.form.explanation.setPlainText("已核实。")
    page.form.tree.setCurrentItem(item_of(page, other))
    assert session.report.explanations[finding.fingerprint].text == "已核实。"


def test_what_has_no_place_in_the_text_is_mended_in_its_dialog(window: MainWindow, session: Session) -> None:
    page = page_of(window)
    finding = next(each for each in session.findings if each.rule == "elements_missing")
    page.form.tree.setCurrentItem(item_of(page, finding))
    assert not finding.places
    page.form.go.click()
    dialog = next(each for each in window.findChildren(ElementsDialog) if each.isVisible())
    dialog.reject()


def test_the_filter_shows_one_kind(window: MainWindow, session: Session) -> None:
    page = page_of(window)
    page.form.filter.setCurrentIndex(page.form.filter.findData("hard"))
    assert {finding.severity for finding in page.findings()} == {"hard"}
    page.form.filter.setCurrentIndex(page.form.filter.findData("explained"))
    assert list(page.findings()) == []
    assert page.form.empty.isVisible()


def test_positions_in_the_printed_text_are_found_in_the_stored_one() -> None:
    printed = shown("检查{{E02}}件，处罚{{E03}}件", lambda link: {"E02": "3010", "E03": "29"}[link.code])
    text = "检查{{E02}}件，处罚{{E03}}件"
    assert text[: stored(printed, 2)] == "检查"
    assert text[: stored(printed, 6)] == "检查{{E02}}"
    assert text[: stored(printed, 4)] == "检查{{E02}}"
    assert text[stored(printed, len(printed.text)) :] == ""


def test_a_wrong_unit_of_money_has_a_button_that_mends_it(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    node = next(node for node in session.report.nodes if not session.report.children.get(node.id))
    entry.enter(session, "E08", "161290")
    changed = replace(node, paragraphs=("全年罚款{{E08}}万元。",))
    session.change("写", [(node_key(session.year, node.id), changed)])
    page = page_of(window)
    live_checks(session).full()
    finding = next(each for each in session.findings if each.rule == "text_contradicts")
    assert "一键清理可以改正" in finding.message
    page.form.tree.setCurrentItem(item_of(page, finding))
    assert page.form.cure.isVisibleTo(page)
    page.form.cure.click()
    dialog = next(each for each in window.findChildren(CleanupDialog) if each.isVisible())
    dialog.form.buttons.accepted.emit()
    assert session.report.node(node.id).paragraphs == ("全年罚款{{E08}}元。",)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not any(each.rule == "text_contradicts" for each in session.findings))


def test_other_findings_have_no_such_button(window: MainWindow, session: Session) -> None:
    page = page_of(window)
    missing = next(each for each in session.findings if each.rule == "missing_value")
    page.form.tree.setCurrentItem(item_of(page, missing))
    assert not page.form.cure.isVisibleTo(page)


def test_the_findings_of_now_are_those_of_a_full_check(session: Session, qtbot: QtBot) -> None:
    checks = live_checks(session)
    checks.full()
    entry.enter(session, "E03", "999999")
    assert checks.now() == session.findings
    known = session.findings
    assert any("E03" in {place.indicator for place in finding.places} for finding in known)
    assert checks.full() == known
