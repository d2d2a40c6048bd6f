"""Import in the window: the plan as differences, conflicts settled one by one, one edit, one undo."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.finalising import finalise
from fazhi_desktop.core.progress import Cancelled, Progress
from fazhi_desktop.gui import importing
from fazhi_desktop.gui.import_dialog import ImportDialog
from fazhi_desktop.gui.import_pick import PickIndicatorDialog
from fazhi_desktop.gui.import_rows import ImportRow
from fazhi_desktop.gui.import_sheet import cell_place, column_name
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.readers import Readers
from fazhi_desktop.gui.session import Session
from fazhi_desktop.store.backup import backups

ROWS = (
    ("行政执法案件情况统计表（2024年）",),
    ("填报单位：综合执法大队",),
    ("项目", "案件数（件）", "备注"),
    ("行政检查", 3012, ""),
    ("行政处罚", 29, ""),
    ("行政强制", 7, ""),
    ("打印机（台）", 55, ""),
)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "表" / "执法案件（综合执法大队）.xlsx"
    path.parent.mkdir()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def dialog(
    window: MainWindow, session: Session, readers: Readers, workbook: Path, qtbot: QtBot
) -> ImportDialog:
    window.services.readers = readers
    importing.import_files(session, window.services, [workbook.parent])
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)), timeout=20000)
    found = window.findChildren(ImportDialog)[0]
    assert isinstance(found, ImportDialog)
    return found


def row_of(dialog: ImportDialog, code: str) -> ImportRow:
    return next(row for row in dialog.rows if row.code == code)


def choose(dialog: ImportDialog, row: ImportRow) -> None:
    dialog.form.filter_box.setCurrentIndex(0)
    dialog.choose(dialog.model.rows.index(row))


def test_the_plan_is_a_table_of_differences(dialog: ImportDialog) -> None:
    conflict, same, new = (row_of(dialog, code) for code in ("E02", "E03", "E04"))
    assert (conflict.first, same.first, new.first) == ("conflict", "same", "new")
    choose(dialog, conflict)
    place = dialog.model.rows.index(conflict)
    texts = [str(dialog.model.index(place, column).data()) for column in range(7)]
    assert texts[0] == "! 冲突"
    assert texts[1] == "行政检查（E02）"
    assert texts[3:6] == ["3010 件", "3012 件", "2871 件"]
    assert texts[6] == "执法案件（综合执法大队）.xlsx·Sheet·B4"
    stored = sum(row.decision.stored for row in dialog.rows)
    assert new.decision.stored
    assert dialog._ok.text() == f"导入 {stored} 项"


@pytest.mark.parametrize("width", [1240, 780])
def test_the_table_never_scrolls_sideways(dialog: ImportDialog, width: int, qtbot: QtBot) -> None:
    dialog.setMinimumSize(0, 0)
    dialog.resize(width, 560)
    qtbot.wait(20)
    view = dialog.form.numbers
    assert view.horizontalScrollBar().maximum() == 0
    assert view.columnWidth(4) >= view.sizeHintForColumn(4)


def test_what_waits_for_the_clerk_is_shown_first_with_both_sources(dialog: ImportDialog) -> None:
    assert dialog.form.filter_box.currentData() == "open"
    choose(dialog, row_of(dialog, "E02"))
    assert "已有 3010 件" in dialog.form.detail.text()
    assert "附件2：行政执法统计表.xlsx" in dialog.form.detail.text()
    assert "3012" in dialog.form.detail.text()
    assert dialog.form.take.isVisibleTo(dialog)


@pytest.mark.parametrize(("button", "number"), [("take", "3012"), ("keep", "3010"), ("both", "6022")])
def test_a_conflict_is_settled_in_one_of_three_ways(
    dialog: ImportDialog, session: Session, button: str, number: str
) -> None:
    choose(dialog, row_of(dialog, "E02"))
    getattr(dialog.form, button).click()
    dialog._ok.click()
    value = session.report.value("E02")
    assert value.number == number
    if button == "both":
        assert [source.number for source in value.sources] == ["3010", "3012"]
    if button == "take":
        assert [source.superseded for source in value.sources] == [False, True]


def test_import_is_one_undo_and_backs_up_before(
    dialog: ImportDialog, session: Session, window: MainWindow
) -> None:
    choose(dialog, row_of(dialog, "E02"))
    dialog.form.take.click()
    dialog._ok.click()
    assert session.report.value("E04").number == "7"
    assert session.report.returns[-1].department == "综合执法大队"
    assert any("导入前" in path.name for path in backups(session.store.path))
    assert session.store.undo_label is not None
    assert session.store.undo_label.startswith("导入")
    session.undo()
    assert session.report.value("E04").state == "missing"
    assert session.report.value("E02").number == "3010"
    assert session.report.returns == ()


def test_what_is_not_settled_is_not_imported(dialog: ImportDialog, session: Session) -> None:
    assert "等你决定" in dialog.form.waiting.text()
    dialog._ok.click()
    assert session.report.value("E02").number == "3010"


def test_another_indicator_is_given_by_search(
    dialog: ImportDialog, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    row = next(row for row in dialog.rows if row.decision.fact.raw == "55")
    choose(dialog, row)
    dialog.form.other.click()
    pick = window.findChildren(PickIndicatorDialog)[0]
    assert pick is not None
    pick.form.wanted.setText("E05")
    qtbot.keyClick(pick.form.wanted, Qt.Key.Key_Return)
    assert row.decision.fact.code == "E05"
    dialog._ok.click()
    assert session.report.value("E05").number == "55"


def test_a_number_can_be_left_out(dialog: ImportDialog, session: Session) -> None:
    choose(dialog, row_of(dialog, "E04"))
    dialog.form.leave.click()
    dialog._ok.click()
    assert session.report.value("E04").state == "missing"


def test_esc_changes_nothing(dialog: ImportDialog, session: Session, qtbot: QtBot) -> None:
    before = session.report
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert session.report == before


def test_the_sheet_shows_header_numbers_and_what_was_not_read(dialog: ImportDialog) -> None:
    view = dialog.form.sheet
    model = view.model()
    assert model.part(2, 1) == "header"
    assert model.part(4, 1) == "taken"
    assert model.part(3, 1) == "open"
    assert model.part(0, 0) == "ignored"
    assert model.index(3, 1).data() == "3012"


def test_rows_chosen_on_the_row_numbers_become_the_header(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog.form.header.click()
    assert "先拖选表头" in dialog.form.sheet_hint.text()
    before = dialog._plan.files[0]
    dialog.form.sheet.selectRow(2)
    dialog.form.header.click()
    qtbot.waitUntil(lambda: dialog._plan.files[0] is not before, timeout=20000)
    assert row_of(dialog, "E04").first == "new"


def test_folders_are_searched_and_temporary_files_left_out(tmp_path: Path) -> None:
    for name in ("甲.xlsx", "~$甲.xlsx", "说明.docx", "下级/乙.csv"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert [path.name for path in importing.workbooks_in([tmp_path])] == ["乙.csv", "甲.xlsx"]


def test_the_files_of_a_folder_come_as_a_person_counts(tmp_path: Path) -> None:
    names = ("第1村.xlsx", "第2村.xlsx", "第2村(1).xlsx", "第10村.xlsx")
    for name in reversed(names):
        (tmp_path / name).write_bytes(b"x")
    assert tuple(path.name for path in importing.workbooks_in([tmp_path])) == names


def test_a_folder_without_workbooks_gets_a_sentence(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    importing.import_files(session, window.services, [tmp_path])
    assert "没有找到科室表格" in window.findChildren(QMessageBox)[0].text()


def test_a_file_that_is_no_workbook_is_named_and_imports_nothing(
    window: MainWindow, session: Session, readers: Readers, tmp_path: Path, qtbot: QtBot
) -> None:
    window.services.readers = readers
    (tmp_path / "坏.xlsx").write_bytes(b"not a workbook at all")
    importing.import_files(session, window.services, [tmp_path / "坏.xlsx"])
    qtbot.waitUntil(lambda: bool(window.findChildren(ImportDialog)), timeout=20000)
    dialog = window.findChildren(ImportDialog)[0]
    assert dialog.form.files.topLevelItem(0).text(1) == "× 没有导入"
    assert dialog.form.problems.topLevelItemCount() == 1
    assert not dialog._ok.isEnabled()


def test_problems_are_marked_in_a_copy_to_send_back(dialog: ImportDialog, tmp_path: Path) -> None:
    dialog._problems.write_marked(dialog._plan.files[0], tmp_path / "退回.xlsx")
    book = load_workbook(tmp_path / "退回.xlsx")
    assert book.sheetnames[0] == "问题清单"
    listed = [row[4].value for row in book["问题清单"].iter_rows(min_row=3)]
    assert any("行政检查" in str(text) and "3012" in str(text) for text in listed)
    cell = book["Sheet"]["B4"]
    assert cell.value == 3012
    assert cell.comment is not None
    assert "已有 3010" in cell.comment.text
    assert book["Sheet"]["B5"].comment is None


def test_a_finished_year_takes_no_import(window: MainWindow, session: Session, workbook: Path) -> None:
    session.apply(finalise(session.report, ()))
    importing.import_files(session, window.services, [workbook])
    assert "已定稿" in window.findChildren(QMessageBox)[0].text()
    assert not [child for child in window.findChildren(QDialog) if isinstance(child, ImportDialog)]


def test_reading_can_be_cancelled(
    window: MainWindow, session: Session, readers: Readers, workbook: Path
) -> None:
    window.services.readers = readers
    work = importing.planning(session, window.services, [workbook], {})
    with pytest.raises(Cancelled):
        work(Progress(cancelled=lambda: True))


def test_addresses_of_cells() -> None:
    given: Callable[[str], tuple[int, int] | None] = cell_place
    assert [given(text) for text in ("A1", "C7", "AA10", "")] == [(0, 0), (6, 2), (9, 26), None]
    assert [column_name(number) for number in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]


def test_of_all_rows_chosen_only_the_conflicts_are_added(dialog: ImportDialog, session: Session) -> None:
    dialog.form.filter_box.setCurrentIndex(0)
    dialog.form.numbers.selectAll()
    dialog.form.both.click()
    assert [row.code for row in dialog.rows if row.settled == "added"] == ["E02"]
    dialog._ok.click()
    assert session.report.value("E02").number == "6022"
    assert session.report.value("E03").number == "29"
