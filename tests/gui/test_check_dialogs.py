"""审核规则, 自定规则, 保密审查, 一键清理, 留存与比较, 审核说明, 本单位不报的指标."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QTreeWidgetItem

from fazhi_desktop.checking.choices import choices_of
from fazhi_desktop.core.finalising import finalise as seal
from fazhi_desktop.core.finalising import is_intact
from fazhi_desktop.core.publication import publication_of, published
from fazhi_desktop.core.records import Explanation, Key, node_key
from fazhi_desktop.gui.chapter_snapshots import ChapterSnapshotsDialog
from fazhi_desktop.gui.check_rules import CheckRulesDialog
from fazhi_desktop.gui.checks import ChecksPage
from fazhi_desktop.gui.checks_live import live_checks
from fazhi_desktop.gui.cleanup import CleanupDialog
from fazhi_desktop.gui.explained import explained_sheet
from fazhi_desktop.gui.export_dialog import ExportDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.next_steps import next_steps
from fazhi_desktop.gui.not_reported import NotReportedDialog
from fazhi_desktop.gui.own_rule import OwnRuleDialog
from fazhi_desktop.gui.publication import PublicationDialog
from fazhi_desktop.gui.session import Session

OK = QDialogButtonBox.StandardButton.Ok
ID = Qt.ItemDataRole.UserRole


def write(session: Session, text: str) -> int:
    """Put a text under the first section; gives its id."""
    node = next(node for node in session.report.nodes if node.level == 2)
    session.change("写", [(node_key(session.year, node.id), replace(node, paragraphs=(text,)))])
    return node.id


def row_of(dialog: CheckRulesDialog, rule: str) -> QTreeWidgetItem:
    rules = dialog.form.rules
    rows = (rules.topLevelItem(place) for place in range(rules.topLevelItemCount()))
    return next(row for row in rows if row.data(0, ID) == rule)


# rules


def test_a_rule_switched_off_finds_nothing_until_it_is_switched_on(
    window: MainWindow, session: Session
) -> None:
    live_checks(session).full()
    assert any(finding.rule == "missing_value" for finding in session.findings)
    dialog = CheckRulesDialog(session, window.services)
    row_of(dialog, "missing_value").setCheckState(0, Qt.CheckState.Unchecked)
    assert not any(finding.rule == "missing_value" for finding in session.findings)
    row_of(dialog, "missing_value").setCheckState(0, Qt.CheckState.Checked)
    assert any(finding.rule == "missing_value" for finding in session.findings)


def test_a_rule_is_made_softer_and_its_number_changed(window: MainWindow, session: Session) -> None:
    dialog = CheckRulesDialog(session, window.services)
    dialog.form.rules.setCurrentItem(row_of(dialog, "year_jump"))
    assert "变化超过百分之多少" in dialog.form.l_number.text()
    dialog.form.number.setText("８０%")
    dialog._adjust()
    assert choices_of(session.report).options["year_jump"] == {"threshold": 80.0}
    dialog.form.number.setText("很多")
    dialog._adjust()
    assert "不是数字" in dialog.form.fault.text()
    dialog.form.rules.setCurrentItem(row_of(dialog, "missing_value"))
    dialog.form.severity.setCurrentIndex(dialog.form.severity.findData("soft"))
    dialog._grade()
    live_checks(session).full()
    assert {each.severity for each in session.findings if each.rule == "missing_value"} == {"soft"}


def test_an_own_rule_is_tried_while_written_and_found_when_kept(window: MainWindow, session: Session) -> None:
    rules = CheckRulesDialog(session, window.services)
    dialog = OwnRuleDialog(session, window.services, None, rules.keep_own)
    form = dialog.form
    assert not form.buttons.button(OK).isEnabled()
    form.rule_name.setText("检查不少于计划")
    form.left.setText("Ｅ02")
    form.right.setText("4000")
    form.relation.setCurrentIndex(form.relation.findData(">="))
    form.message.setPlainText("行政检查不够计划数，请核对。")
    assert "行政检查不够计划数，请核对。（“行政检查”为 3010，应不小于 4000）" in form.trial.text()
    form.buttons.button(OK).click()
    assert any(finding.rule == "own_1" for finding in session.findings)
    assert row_of(rules, "own_1").text(2) == "检查不少于计划"


def test_an_own_rule_with_an_unknown_code_cannot_be_kept(window: MainWindow, session: Session) -> None:
    dialog = OwnRuleDialog(session, window.services, None, print)
    dialog.form.left.setText("Q99")
    dialog.form.right.setText("1")
    dialog.form.message.setPlainText("请核对。")
    assert "Q99" in dialog.form.fault.text()
    assert not dialog.form.buttons.button(OK).isEnabled()


def test_own_rules_are_passed_on_as_a_pack(window: MainWindow, session: Session, tmp_path: Path) -> None:
    dialog = CheckRulesDialog(session, window.services)
    pack = tmp_path / "来的规则.toml"
    pack.write_text(
        '[[rule]]\nid = "own_fine"\ntitle = "罚款"\nkind = "relation"\nseverity = "soft"\n'
        'message = "请核对罚款：{left} {word} {right}"\nformula = "E08 <= 1000"\n'
        '[[rule]]\nid = "own_broken"\nkind = "relation"\nseverity = "soft"\nmessage = "坏"\n'
        'formula = "E08 <="\n',
        "utf-8",
    )
    dialog.load_pack(pack)
    assert "装入了 1 条规则" in dialog.form.fault.text()
    assert "第 9 行" in dialog.form.fault.text()
    assert any(finding.rule == "own_fine" for finding in session.findings)
    dialog.write_pack(tmp_path / "审核规则.toml")
    assert 'id = "own_fine"' in (tmp_path / "审核规则.toml").read_text("utf-8")
    dialog.form.rules.setCurrentItem(row_of(dialog, "own_fine"))
    dialog.form.delete_own.click()
    assert choices_of(session.report).own == ()


def test_a_file_that_is_no_pack_is_refused_in_words(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    dialog = CheckRulesDialog(session, window.services)
    pack = tmp_path / "x.toml"
    pack.write_bytes(b"\xff\xfe\x00")
    dialog.load_pack(pack)
    assert "没有装入" in dialog.form.fault.text()


# publication


def test_items_are_decided_one_by_one_and_the_record_kept(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    write(session, "村民张建国来电13812345678，反映邻里纠纷。已经化解。")
    dialog = PublicationDialog(session, window.services)
    form = dialog.form
    assert form.items.topLevelItemCount() == 2
    form.result.setCurrentText("可以公开")
    dialog.keep_record()
    assert "还有 2 项待处理" in form.fault.text()
    first = form.items.currentItem().data(0, ID)
    form.keep.setChecked(True)
    dialog.decide()
    assert "写明理由" in form.fault.text()
    form.mask.setChecked(True)
    dialog.decide()
    assert form.items.currentItem().data(0, ID) != first
    form.drop.setChecked(True)
    dialog.decide()
    assert "还有 0 项待处理" in form.counts.text()
    form.approver.setText("王某")
    dialog.keep_record()
    made = publication_of(session.report)
    assert made.clearance is not None
    assert made.clearance.approver == "王某"
    shown = "".join(text for node in published(session.report).nodes for text in node.paragraphs)
    assert "13812345678" not in shown
    assert "张建国" not in shown
    sheet = dialog.sheet()
    assert "审批人：王某" in sheet.form.text.toPlainText()
    assert sheet.write(tmp_path / "记录.pdf").read_bytes().startswith(b"%PDF")
    assert sheet.write(tmp_path / "记录.pdf").name == "记录（2）.pdf"


def test_a_final_report_is_reviewed_before_it_is_public(window: MainWindow, session: Session) -> None:
    assert next_steps(session)[-1].verb == "定稿…"
    session.apply(seal(session.report, []))
    assert next_steps(session)[-1].words == "已定稿，还没有保密审查结论"
    export = ExportDialog(session, window.services, Path("导出"))
    assert export.form.review.isVisibleTo(export)
    export.form.submit_edition.setChecked(True)
    assert not export.form.review.isVisibleTo(export)
    dialog = PublicationDialog(session, window.services)
    dialog.form.result.setCurrentIndex(0)
    dialog.keep_record()
    assert next_steps(session)[-1].verb == "导出…"
    assert is_intact(session.report)


def test_a_decision_is_taken_back(window: MainWindow, session: Session) -> None:
    write(session, "联系电话13812345678。")
    dialog = PublicationDialog(session, window.services)
    dialog.decide()
    assert publication_of(session.report).decisions
    dialog._take_back()
    assert not publication_of(session.report).decisions
    assert dialog.form.items.currentItem().text(0) == "待处理"


# clean-up


def test_only_what_is_ticked_is_cleaned_and_digits_stay(window: MainWindow, session: Session) -> None:
    node = write(session, "全年培训 13 次,效果明显。处罚依据〔2021〕33号文件,罚款3,039元。")
    dialog = CleanupDialog(session, window.services)
    dialog.form.none_of_them.click()
    assert not dialog.form.buttons.button(OK).isEnabled()
    dialog.form.all_of_them.click()
    assert "3,039" in dialog.form.text.toPlainText()
    dialog.form.buttons.button(OK).click()
    made = session.report.node(node)
    assert made is not None
    assert made.paragraphs == ("全年培训13次，效果明显。处罚依据〔2021〕33号文件，罚款3,039元。",)
    session.undo()
    assert "13 次,效果" in session.report.node(node).paragraphs[0]  # type: ignore[union-attr]


# snapshots


def test_a_chapter_is_kept_and_compared(window: MainWindow, session: Session) -> None:
    node = write(session, "召开会议3次。")
    dialog = ChapterSnapshotsDialog(session, window.services)
    assert "还没有留存" in dialog.form.text.toPlainText()
    dialog.keep("送审前")
    assert "完全相同" in dialog.form.summary.text()
    found = session.report.node(node)
    assert found is not None
    session.change("改", [(node_key(session.year, node), replace(found, paragraphs=("召开专题会议3次。",)))])
    dialog.fill()
    assert "1 处不同" in dialog.form.summary.text()
    assert "专题" in dialog.form.text.toPlainText()
    dialog.form.delete_one.click()
    assert dialog.form.snapshots.count() == 0


# explanations


@pytest.fixture
def page(window: MainWindow) -> ChecksPage:
    made = window.book.page("checks")
    assert isinstance(made, ChecksPage)
    return made


def choose(page: ChecksPage, fingerprint: str) -> None:
    page.form.tree.setCurrentItem(next(row for row in page._items() if row.data(0, ID) == fingerprint))


def test_several_findings_share_one_explanation_and_are_printed(
    window: MainWindow, session: Session, page: ChecksPage
) -> None:
    write(session, "截至10月，联系电话13812345678，共13 次,效果明显。")
    live_checks(session).full()
    soft = [finding for finding in session.findings if finding.severity == "soft"]
    choose(page, soft[0].fingerprint)
    for row in page._items():
        row.setSelected(row.data(0, ID) in {finding.fingerprint for finding in soft[:2]})
    page.form.explanation.setPlainText("已与执法大队核对。")
    assert page.form.keep.text() == "保存 2 条说明"
    page.form.keep.click()
    assert len(session.report.explanations) == 2
    text = explained_sheet(session, window.services).form.text.toPlainText()
    assert text.count("已与执法大队核对。") == 2


def test_what_was_written_before_is_offered_again(
    window: MainWindow, session: Session, page: ChecksPage
) -> None:
    write(session, "联系电话13812345678。")
    live_checks(session).full()
    found = next(finding for finding in session.findings if finding.rule == "telephone")
    key = Key("explanation", session.year - 1, f"{found.topic}.{'0' * 12}")
    session.change("上年", [(key, Explanation("公开的服务电话。", "李某", "2024-01-05T10:00:00"))])
    choose(page, found.fingerprint)
    page._show_current()
    assert "公开的服务电话" in page.form.who.text()
    page.form.again.click()
    assert page.form.explanation.toPlainText() == "公开的服务电话。"


def test_an_explanation_becomes_a_sentence_of_the_report(session: Session, page: ChecksPage) -> None:
    node = write(session, "联系电话13812345678。")
    live_checks(session).full()
    found = next(finding for finding in session.findings if finding.rule == "telephone")
    choose(page, found.fingerprint)
    page.form.explanation.setPlainText("上列电话为便民服务热线")
    page.form.into_text.click()
    made = session.report.node(node)
    assert made is not None
    assert made.paragraphs[0].endswith("上列电话为便民服务热线。")


# what is not reported


def test_what_the_body_does_not_report_is_chosen_and_comes_back(window: MainWindow, session: Session) -> None:
    dialog = NotReportedDialog(session, window.services)
    rows = {item.data(ID): item for item in dialog._items()}
    rows["H02"].setCheckState(Qt.CheckState.Unchecked)
    dialog.form.only_hidden.setChecked(True)
    assert [item.data(ID) for item in dialog._items() if not item.isHidden()] == ["H02"]
    assert dialog.form.count.text() == "不报 1 项"
    dialog.form.buttons.button(OK).click()
    assert session.report.body.not_reported == ("H02",)
    live_checks(session).full()
    missing = [finding.message for finding in session.findings if finding.rule == "missing_value"]
    assert not any("（H02）" in message for message in missing)
    assert any("（H03）" in message for message in missing)
    again = NotReportedDialog(session, window.services)
    next(item for item in again._items() if item.data(ID) == "H02").setCheckState(Qt.CheckState.Checked)
    again.form.buttons.button(OK).click()
    assert session.report.body.not_reported == ()
