"""科室, 本年通知, 设置, 版头版记要素, 备份, 新建年度, 定稿, 环境检查."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.app import Program
from fazhi_desktop.core.completion import deadlines
from fazhi_desktop.core.finalising import finalise as seal
from fazhi_desktop.core.finalising import is_intact
from fazhi_desktop.core.records import Key, Return, report_key
from fazhi_desktop.document.elements import elements_of
from fazhi_desktop.gui import years
from fazhi_desktop.gui.backups import BackupsDialog, workspace_of
from fazhi_desktop.gui.dates import read_date
from fazhi_desktop.gui.departments import DepartmentsDialog
from fazhi_desktop.gui.doctor_dialog import DoctorDialog
from fazhi_desktop.gui.elements import ElementsDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.next_steps import next_steps
from fazhi_desktop.gui.notice import NoticeDialog
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.settings import SettingsDialog, folder_fault
from fazhi_desktop.gui.years import NewYearDialog
from fazhi_desktop.store.backup import backups
from tests.gui.opening import next_window

OK = QDialogButtonBox.StandardButton.Ok


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("2025-01-10", "2025-01-10"),
        ("2025年1月5日", "2025-01-05"),
        ("1月10日", "2025-01-10"),
        ("２０２５．１．１０", "2025-01-10"),
        ("20250110", "2025-01-10"),
        ("", ""),
        ("2025-02-30", None),
        ("月底", None),
    ],
)
def test_dates_are_read_as_clerks_write_them(typed: str, stored: str | None) -> None:
    assert read_date(typed, year=2025) == stored


def test_examples_stand_in_the_years_of_the_report(window: MainWindow, session: Session) -> None:
    form = NoticeDialog(session, window.services).form
    assert "关于报送2024年度" in form.notice_name.placeholderText()
    assert "如 2025-01-10" in form.returns_due.placeholderText()


# departments


def test_a_department_is_renamed_with_its_returns(window: MainWindow, session: Session) -> None:
    name = session.report.departments[0].name
    sent = Return("a" * 64, name, "表.xlsx", "2025-01-10T09:00:00", values=3)
    session.change("收表", [(Key("return", session.year, sent.sha256), sent)])
    dialog = DepartmentsDialog(session, window.services)
    dialog.form.department_name.setText("综合行政执法队")
    dialog.form.contact.setText("张某")
    dialog.form.due.setText("1月10日")
    dialog.form.buttons.button(OK).click()
    department = next(entry for entry in session.report.departments if entry.name == "综合行政执法队")
    assert (department.contact, department.due) == ("张某", "2025-01-10")
    assert session.report.returns[0].department == "综合行政执法队"
    assert name not in [entry.name for entry in session.report.departments]
    session.undo()
    assert session.report.departments[0].name == name
    assert session.report.returns[0].department == name


def test_indicators_are_given_to_a_new_department(window: MainWindow, session: Session) -> None:
    dialog = DepartmentsDialog(session, window.services)
    dialog.add_department("退役军人服务站")
    dialog.form.search.setText("E05")
    shown = [item for item in dialog._items() if not item.isHidden()]
    assert [item.text()[:3] for item in shown] == ["E05"]
    shown[0].setCheckState(Qt.CheckState.Checked)
    assert "已选 1 项" in dialog.form.owed_title.text()
    dialog.form.buttons.button(OK).click()
    assert session.report.departments[-1].name == "退役军人服务站"
    assert session.report.departments[-1].indicators == ("E05",)


def test_two_departments_cannot_have_one_name(window: MainWindow, session: Session) -> None:
    dialog = DepartmentsDialog(session, window.services)
    dialog.form.department_name.setText(session.report.departments[1].name)
    dialog.form.buttons.button(OK).click()
    assert "已经有一个科室" in dialog.form.fault.text()
    assert dialog.result() == 0


def test_a_deleted_department_is_gone(window: MainWindow, session: Session) -> None:
    dialog = DepartmentsDialog(session, window.services)
    gone = session.report.departments[0].name
    dialog.form.delete_one.click()
    dialog.form.buttons.button(OK).click()
    assert gone not in [entry.name for entry in session.report.departments]


# notice and elements


def test_the_notice_is_kept_and_moves_the_deadline(window: MainWindow, session: Session) -> None:
    dialog = NoticeDialog(session, window.services)
    dialog.form.number.setText("区法治办〔2024〕9号")
    dialog.form.due.setText("2月20日")
    dialog.form.limit.setText("5000字")
    dialog.form.buttons.button(OK).click()
    notice = dict(session.report.head.notice)
    assert (notice["number"], notice["due"], notice["limit"]) == ("区法治办〔2024〕9号", "2025-02-20", "5000")
    assert deadlines(session.report)[0].day == date(2025, 2, 20)


@pytest.mark.parametrize(("field", "text"), [("due", "月底"), ("limit", "五千左右")])
def test_a_notice_that_cannot_be_read_is_refused_with_the_place(
    window: MainWindow, session: Session, field: str, text: str
) -> None:
    dialog = NoticeDialog(session, window.services)
    getattr(dialog.form, field).setText(text)
    dialog.form.buttons.button(OK).click()
    assert text in dialog.form.fault.text()
    assert session.report.head.notice == ()


@pytest.mark.parametrize(("key", "text"), [("date", "2025年2月30日"), ("print_date", "元月底")])
def test_a_date_that_is_none_is_refused_with_its_place(
    window: MainWindow, session: Session, key: str, text: str
) -> None:
    dialog = ElementsDialog(session, window.services)
    dialog.write("addressee", "县委")
    dialog.write(key, text)
    dialog.form.buttons.button(OK).click()
    assert text in dialog.form.fault.text()
    assert elements_of(session.report).addressee == ""


def test_elements_take_defaults_or_are_left_out(window: MainWindow, session: Session) -> None:
    dialog = ElementsDialog(session, window.services)
    assert dialog.lines["mark"].placeholderText() == "柳口镇人民政府文件"
    dialog.write("document_number", "柳政报[2025]3号")
    dialog.write("date", "2025-01-05")
    dialog.write("mark", "无")
    dialog.write("copies_to", "区司法局")
    dialog.form.buttons.button(OK).click()
    elements = elements_of(session.report)
    assert elements.document_number == "柳政报〔2025〕3号"
    assert elements.date == "2025年1月5日"
    assert elements.mark == ""
    assert elements.copies_to == "区司法局"
    again = ElementsDialog(session, window.services)
    assert again.text("mark") == "无"
    again.write("mark", "")
    again.form.buttons.button(OK).click()
    assert elements_of(session.report).mark == "柳口镇人民政府文件"


def test_notice_and_elements_do_not_lose_each_others_entries(window: MainWindow, session: Session) -> None:
    elements = ElementsDialog(session, window.services)
    elements.write("signer", "王某")
    elements.write("copy_number", "无")
    elements.form.buttons.button(OK).click()
    notice = NoticeDialog(session, window.services)
    notice.form.number.setText("某文")
    notice.form.buttons.button(OK).click()
    kept = dict(session.report.head.notice)
    assert (kept["signer"], kept["copy_number"], kept["number"]) == ("王某", "", "某文")


# settings


def test_settings_hold_at_once(program: Program, window: MainWindow, tmp_path: Path) -> None:
    dialog = SettingsDialog(window.services)
    dialog.form.font_size.setCurrentIndex(2)
    dialog.form.enter_direction.setCurrentIndex(1)
    dialog.form.backup_folder.setText(str(tmp_path / "另一块盘"))
    dialog.form.buttons.button(OK).click()
    assert program.preferences.font_size == "large"
    assert program.preferences.enter_direction == "right"
    assert (tmp_path / "另一块盘").is_dir()
    assert program.theme.size == 17
    program.preferences.set_font_size("medium")


def test_a_backup_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    assert "写入备份文件夹失败" in folder_fault(str(tmp_path / "文件" / "里面"))
    assert "不是完整路径" in folder_fault("备份")
    assert folder_fault("") == ""


# backups and years


def test_a_backup_is_restored_beside_the_workspace(
    program: Program, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    session.store.backup("手动")
    dialog = BackupsDialog(window.services, session.store.path)
    qtbot.waitUntil(lambda: dialog.form.backups.topLevelItemCount() > 0)
    assert dialog.form.backups.topLevelItem(0).text(4) == "✔ 完好"
    goal = dialog.goal
    assert goal.name == "柳口镇（恢复）.fazhi"
    restored = next_window(program, qtbot, dialog.form.buttons.button(OK).click)
    assert restored.session.store.path == goal


def test_a_damaged_backup_is_named_and_cannot_be_chosen(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    path = session.store.backup("手动")
    path.write_bytes(b"kaputt" * 1000)
    dialog = BackupsDialog(window.services, session.store.path, path)
    qtbot.waitUntil(lambda: dialog.form.backups.topLevelItemCount() > 0)
    assert dialog.form.backups.topLevelItem(0).isDisabled()
    assert "没有完好的备份" in dialog.form.fault.text()
    assert not dialog.form.buttons.button(OK).isEnabled()


def test_the_workspace_of_a_backup_is_told_by_its_folder() -> None:
    assert workspace_of(Path("/甲/柳口镇-备份/000001_2024-01-01_手动.fazhi")) == Path("/甲/柳口镇.fazhi")
    assert workspace_of(Path("/甲/拷贝.fazhi")) == Path("/甲/拷贝.fazhi")


def test_the_next_year_keeps_texts_and_empties_values(window: MainWindow, session: Session) -> None:
    headings = [node.heading for node in session.report.nodes]
    dialog = NewYearDialog(session, window.services)
    assert dialog.form.year.text() == "2025"
    assert "2024 年度还没有定稿" in dialog.form.open_source.text()
    dialog.form.buttons.button(OK).click()
    assert session.year == 2025
    assert [node.heading for node in session.report.nodes] == headings
    assert session.report.value("E02").state == "missing"
    assert session.report.value("E02", -1).number == "3010"
    assert next_steps(session)[0].words.endswith("上年报告还没有定稿")
    assert window.year_box.currentText() == "2025 年度"
    assert any("新建年度前" in path.name for path in backups(session.store.path))


@pytest.mark.parametrize(("text", "words"), [("明年", "看不懂"), ("2024", "应晚于"), ("1990", "2015")])
def test_a_year_that_cannot_follow_is_refused(
    window: MainWindow, session: Session, text: str, words: str
) -> None:
    dialog = NewYearDialog(session, window.services)
    dialog.form.year.setText(text)
    dialog.form.buttons.button(OK).click()
    assert words in dialog.form.fault.text()
    assert session.store.years == (2024,)


def test_a_year_with_hard_findings_cannot_be_closed(window: MainWindow, session: Session) -> None:
    years.finalise(session, window.services)
    assert "不能定稿" in window.findChildren(QMessageBox)[0].text()
    assert session.report.head.state == "draft"


def test_a_closed_year_is_locked_until_it_is_opened_again(window: MainWindow, session: Session) -> None:
    years.close_year(session, window.services, seal(session.report, []))
    assert not session.editable
    assert "已定稿" in session.locked_reason
    assert is_intact(session.report)
    assert session.report.head.sealed
    assert any("定稿" in path.name for path in backups(session.store.path))
    dialog = years.ask_reason(session, window.services)
    assert "内容与定稿时一致" in dialog.form.label.text()
    dialog.form.line.setText("区里退回，补充行政应诉数据")
    dialog.form.buttons.button(OK).click()
    assert session.editable
    assert session.history(report_key(session.year))[0].why == "区里退回，补充行政应诉数据"


def test_opening_a_closed_year_without_a_real_reason_is_refused(window: MainWindow, session: Session) -> None:
    years.close_year(session, window.services, seal(session.report, []))
    dialog = years.ask_reason(session, window.services)
    assert not dialog.form.buttons.button(OK).isEnabled()
    dialog.form.line.setText("改")
    dialog.form.buttons.button(OK).click()
    assert "要写明理由" in window.findChildren(QMessageBox)[0].text()
    assert not session.editable


def test_the_examination_is_listed_and_copied(window: MainWindow, qtbot: QtBot) -> None:
    dialog = DoctorDialog(window.services)
    qtbot.waitUntil(lambda: dialog.form.checks.topLevelItemCount() > 5, timeout=20000)
    dialog.form.copy.click()
    assert "PySide6-Essentials" in QGuiApplication.clipboard().text()
