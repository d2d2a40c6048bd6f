"""The table of all indicators: filter, sort, edit in place, blocks from and to Excel."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fazhi_desktop.gui.block_paste import number_only, transposed
from fazhi_desktop.gui.calculator import CalculatorDialog
from fazhi_desktop.gui.clipboard import cells_of
from fazhi_desktop.gui.indicator_table import IndicatorTablePage
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.next_steps import next_steps
from fazhi_desktop.gui.paste_report import PasteReport
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.table_model import Column


@pytest.fixture
def page(window: MainWindow) -> IndicatorTablePage:
    """The page, current cell on E02 of this year."""
    made = window.book.page("table")
    assert isinstance(made, IndicatorTablePage)
    made.table.go_to("E02")
    return made


def cell(page: IndicatorTablePage, code: str, column: Column) -> str:
    return str(page.model.index(page.model.row_of(code), column).data() or "")


def paste(page: IndicatorTablePage, text: str, **how: bool) -> None:
    QApplication.clipboard().setText(text)
    page.paste(**how)


def test_values_of_two_years_stand_beside_each_other(page: IndicatorTablePage) -> None:
    assert cell(page, "E02", Column.NOW) == "3010"
    assert cell(page, "E02", Column.PAST) == "2871"
    assert cell(page, "E02", Column.CHANGE) == "▲4.8 %"
    assert cell(page, "E02", Column.SOURCE).startswith("《附件2")
    assert cell(page, "E04", Column.STATE) == "未填"


def test_rows_are_grouped_and_a_sorted_table_is_not(page: IndicatorTablePage) -> None:
    titles = [row.title for row in page.model.rows if row.title]
    assert titles[0] == "行政执法"
    page.model.sort(Column.NOW, Qt.SortOrder.DescendingOrder)
    assert not [row for row in page.model.rows if row.title]
    assert [row.code for row in page.model.rows[:3]] == ["E08", "H01", "E02"]
    page.model.sort(-1)
    assert [row.title for row in page.model.rows if row.title] == titles


def test_the_filter_finds_names_codes_synonyms_and_gaps(page: IndicatorTablePage) -> None:
    page.form.wanted.setText("行政检查")
    codes = [row.code for row in page.model.rows if row.code]
    assert "E02" in codes
    assert "H01" not in codes
    page.form.wanted.clear()
    page.form.only.setCurrentText("未填")
    assert "E02" not in [row.code for row in page.model.rows]
    assert "E04" in [row.code for row in page.model.rows]
    page.form.only.setCurrentIndex(0)


def test_a_block_is_one_edit_and_one_undo(page: IndicatorTablePage, session: Session) -> None:
    paste(page, "3011\n30\n7")
    assert [cell(page, code, Column.NOW) for code in ("E02", "E03", "E04")] == ["3011", "30", "7"]
    assert session.store.undo_label == "粘贴 3 项数字"
    session.undo()
    assert [cell(page, code, Column.NOW) for code in ("E02", "E03", "E04")] == ["3010", "29", ""]


def test_rejected_cells_are_listed_and_the_rest_is_taken(
    page: IndicatorTablePage, window: MainWindow, session: Session
) -> None:
    paste(page, "3011\n二千万吧\n7\t件")
    report = window.findChildren(PasteReport)[-1]
    rows = [
        [report.form.cells.topLevelItem(place).text(column) for column in range(3)]
        for place in range(report.form.cells.topLevelItemCount())
    ]
    assert [row[1] for row in rows] == ["二千万吧", "件"]
    assert "看不懂" in rows[0][2]
    assert "单位" in rows[1][2]
    assert session.report.value("E03").number == "29"
    assert session.report.value("E04").number == "7"


def test_a_row_can_be_pasted_as_a_column(page: IndicatorTablePage, session: Session) -> None:
    paste(page, "3011\t30\t7", is_transposed=True)
    assert [session.report.value(code).number for code in ("E02", "E03", "E04")] == ["3011", "30", "7"]


def test_only_the_digits_can_be_pasted(page: IndicatorTablePage, session: Session) -> None:
    paste(page, "共 3,011 宗次（含复查）\n合计30", values_only=True)
    assert [session.report.value(code).number for code in ("E02", "E03")] == ["3011", "30"]


def test_blank_cells_of_a_block_change_nothing(page: IndicatorTablePage, session: Session) -> None:
    paste(page, "\n\n7\n")
    assert session.report.value("E02").number == "3010"
    assert session.report.value("E04").number == "7"


def test_a_huge_block_is_refused_whole(page: IndicatorTablePage, session: Session) -> None:
    paste(page, "\n".join(["1"] * 6000))
    assert session.report.value("E02").number == "3010"


def test_a_copied_block_is_what_excel_expects(page: IndicatorTablePage) -> None:
    top = page.model.row_of("E02")
    page.table.clearSelection()
    selection = page.table.selectionModel()
    for row in (top, top + 1):
        for column in (Column.NAME, Column.NOW):
            selection.select(page.model.index(row, column), selection.SelectionFlag.Select)
    page.table.copy()
    assert QApplication.clipboard().text() == "行政检查\t3010\n行政处罚\t29"


def test_edit_in_place_and_enter_goes_down(page: IndicatorTablePage, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = page.table.delegate.editor
    assert editor is not None
    editor.setText("3020")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.current_code() == "E03")
    assert session.report.value("E02").number == "3020"


def test_enter_goes_right_where_the_clerk_prefers_it(
    page: IndicatorTablePage, window: MainWindow, qtbot: QtBot
) -> None:
    window.services.preferences.set_enter_direction("right")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.table.currentIndex().column() != Column.NOW or page.table.current_code() == "E03"
    window.services.preferences.set_enter_direction("down")


def test_a_bad_number_stays_in_sight_until_it_is_dropped(page: IndicatorTablePage, session: Session) -> None:
    page.model.setData(page.table.currentIndex(), "2000万")
    assert cell(page, "E02", Column.NOW) == "2000万"
    assert "请写全数字和单位" in cell(page, "E02", Column.STATE)
    assert page.form.refusal.isVisible()
    assert session.report.value("E02").number == "3010"
    page.form.drop.click()
    assert cell(page, "E02", Column.NOW) == "3010"


def test_delete_clears_the_selection_as_one_step(
    page: IndicatorTablePage, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert session.report.value("E02").state == "missing"
    session.undo()
    assert session.report.value("E02").number == "3010"


def test_last_years_number_can_be_typed_where_there_is_no_report_of_it(
    page: IndicatorTablePage, session: Session
) -> None:
    index = page.model.index(page.model.row_of("E04"), Column.PAST)
    assert page.model.setData(index, "12")
    assert session.report.value("E04", -1).number == "12"


def test_names_and_units_take_no_input(page: IndicatorTablePage) -> None:
    row = page.model.row_of("E02")
    for column in (Column.CODE, Column.NAME, Column.UNIT, Column.CHANGE, Column.SOURCE, Column.STATE):
        assert not page.model.flags(page.model.index(row, column)) & Qt.ItemFlag.ItemIsEditable


def test_names_stay_in_sight_while_scrolling_sideways(page: IndicatorTablePage, window: MainWindow) -> None:
    window.resize(900, 600)
    page.table.setCurrentIndex(page.model.index(page.model.row_of("E02"), Column.STATE))
    page.table.scrollTo(page.table.currentIndex())
    assert page.table._frozen.isVisible()
    assert page.table._frozen.geometry().left() <= 2


def test_numerator_and_denominator_give_the_rate(page: IndicatorTablePage, session: Session) -> None:
    index = page.model.index(page.model.row_of("H02"), Column.PARTS)
    assert page.model.setData(index, "6426/6441")
    assert session.report.value("H02").number == "99.77"
    assert cell(page, "H02", Column.PARTS) == "6426/6441"


def test_clipboard_cells_with_line_breaks_stay_one_cell() -> None:
    assert cells_of('"甲\n乙"\t2\r\n3\t4\r\n') == [["甲\n乙", "2"], ["3", "4"]]
    assert transposed([["1", "2"], ["3"]]) == [["1", "3"], ["2", ""]]
    assert number_only("约 3,039 件") == "3,039"
    assert number_only("3至5") == "3至5"


def test_ctrl_equals_calculates_into_the_cell(
    page: IndicatorTablePage, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.table, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChildren(CalculatorDialog)[0]
    assert dialog.form.sum.text() == "3010"
    dialog.form.sum.setText("3010+5")
    dialog.take()
    assert session.report.value("E02").number == "3015"


def test_a_cell_that_takes_no_input_is_not_calculated(
    page: IndicatorTablePage, session: Session
) -> None:
    said: list[str] = []
    session.said.connect(said.append)
    page.table.setCurrentIndex(page.model.index(page.model.row_of("E02"), Column.NAME))
    page.calculate()
    assert "不能填写" in said[0]


def test_a_block_pasted_while_a_cell_is_edited_goes_over_the_table(
    page: IndicatorTablePage, session: Session, qtbot: QtBot
) -> None:
    page.table.go_to("E02")
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    QApplication.clipboard().setText("3011\n30\n")
    qtbot.keyClick(page.table.delegate.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [session.report.value(code).number for code in ("E02", "E03")] == ["3011", "30"]
    assert page.table.delegate.editor is None


def select(page: IndicatorTablePage, *codes: str) -> None:
    page.table.clearSelection()
    for code in codes:
        index = page.model.index(page.model.row_of(code), Column.NOW)
        page.table.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)


def test_selected_cells_are_said_not_to_apply_in_one_step(page: IndicatorTablePage, session: Session) -> None:
    select(page, "E03", "E04", "E05")
    page.fill("不适用")
    assert {session.report.value(code).state for code in ("E03", "E04", "E05")} == {"not_applicable"}
    session.undo()
    assert [session.report.value(code).state for code in ("E03", "E04")] == ["value", "missing"]


def test_cut_copies_and_clears(page: IndicatorTablePage, session: Session) -> None:
    select(page, "E02", "E03")
    page.table.cut()
    assert QApplication.clipboard().text() == "3010\n29"
    assert [session.report.value(code).state for code in ("E02", "E03")] == ["missing", "missing"]
    assert session.store.undo_label == "清空 2 项数字"


def test_what_is_needed_and_missing_is_listed_ready_to_be_typed_into(
    page: IndicatorTablePage, window: MainWindow, session: Session
) -> None:
    (step,) = (step for step in next_steps(session) if step.title == "录入")
    assert step.place is not None
    window.services.jump(step.place)
    codes = [row.code for row in page.model.rows if row.code]
    linked = {code for code, uses in session.report.uses.items() if uses}
    assert {"E01", "H02"} <= set(codes) <= linked | set(session.required)
    assert all(session.report.value(code).state == "missing" for code in codes)
    assert page.table.current_code() == codes[0]
    assert page.table.hasFocus()
    page.form.only.setCurrentIndex(0)
