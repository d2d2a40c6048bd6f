"""台账: rows pasted and typed, facets of their texts, spellings and departments joined."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.records import Department, Key, RegisterRow, Return
from fazhi_desktop.gui.departments import DepartmentsDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.registers import RegistersDialog
from fazhi_desktop.gui.session import Session

OK = QDialogButtonBox.StandardButton.Ok
EDIT = Qt.ItemDataRole.EditRole


@pytest.fixture
def registers(window: MainWindow, session: Session) -> RegistersDialog:
    dialog = RegistersDialog(session, window.services)
    dialog.open()
    dialog.add_register("法治培训")
    return dialog


def stored_rows(session: Session) -> list[RegisterRow]:
    rows = session.store.of_kind(RegisterRow, session.year)
    return sorted(rows, key=lambda row: row.id)


def test_a_block_is_pasted_as_rows_in_one_undo(registers: RegistersDialog, session: Session) -> None:
    registers.model.add_column("主题")
    QGuiApplication.clipboard().setText(
        "3月5日\t培训\t完成\t\t45\t行政处罚法\n2024/6/7\t讲座\t\t1200\t80\t民法典"
    )
    registers.form.rows_view.setCurrentIndex(registers.model.index(0, 0))
    registers.paste()
    first, second = stored_rows(session)
    assert (first.date, first.type, first.persons) == ("2024-03-05", "培训", "45")
    assert dict(second.free) == {"主题": "民法典"}
    session.undo()
    assert stored_rows(session) == []


def test_typing_on_the_last_line_adds_a_row(registers: RegistersDialog, session: Session) -> None:
    model = registers.model
    assert model.setData(model.index(0, 1), "演练", EDIT)
    assert model.setData(model.index(0, 0), "2024-10-01", EDIT)
    assert [(row.date, row.type) for row in stored_rows(session)] == [("2024-10-01", "演练")]
    assert model.rowCount() == 2


def test_a_date_that_is_none_is_refused(registers: RegistersDialog, session: Session) -> None:
    model = registers.model
    model.setData(model.index(0, 1), "演练", EDIT)
    assert not model.setData(model.index(0, 0), "国庆前", EDIT)
    assert "“国庆前”不是日期" in registers.form.words.text()
    assert stored_rows(session)[0].date == ""


def test_rows_are_inserted_sorted_and_deleted(registers: RegistersDialog, session: Session) -> None:
    model = registers.model
    model.put(0, 1, [["甲", "", "", "9"], ["乙", "", "", "80"], ["丙", "", "", "100"]], "填")
    model.insert(1)
    assert [row.type for row in stored_rows(session)] == ["甲", "", "乙", "丙"]
    model.sort(4, Qt.SortOrder.DescendingOrder)
    assert [row.type for row in model.rows][-3:] == ["丙", "乙", "甲"]
    model.sort(-1)
    model.delete([1])
    assert [row.type for row in stored_rows(session)] == ["甲", "乙", "丙"]


def test_a_register_is_filled_by_keys_alone(
    registers: RegistersDialog, session: Session, qtbot: QtBot
) -> None:
    view, model = registers.form.rows_view, registers.model
    registers.activateWindow()
    view.setFocus()
    view.setCurrentIndex(model.index(0, 1))
    for letter in ("a", "b"):
        qtbot.keyClick(view, letter)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: view.hasFocus())
        qtbot.wait(10)
    assert [row.type for row in stored_rows(session)] == ["a", "b"]
    assert view.hasFocus()
    assert view.currentIndex().row() == 2
    view.setCurrentIndex(model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    view.setCurrentIndex(model.index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [row.date for row in stored_rows(session)] == [date.today().isoformat()] * 2
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert {(row.date, row.type) for row in stored_rows(session)} == {("", "")}
    session.undo()
    assert [row.type for row in stored_rows(session)] == ["a", "b"]


def test_copy_gives_a_block_a_spreadsheet_reads(registers: RegistersDialog) -> None:
    registers.model.put(0, 1, [["甲", "完成"], ["乙", "未完"]], "填")
    registers.form.rows_view.selectAll()
    registers.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[1:3] == ["甲", "完成"]


WORDS = [
    ["", "法治培训", "完成", "", "", "综合行政执法队"],
    ["", "法治 培训", "完成", "", "", "综合执法队"],
    ["", "法治宣传", "未完成", "", "", "执法中队"],
    ["", "法治培训", "完成", "", "", "综合行政执法队"],
]


@pytest.fixture
def worded(registers: RegistersDialog) -> RegistersDialog:
    registers.model.add_column("责任单位")
    registers.model.put(0, 0, WORDS, "填")
    return registers


def facet(dialog: RegistersDialog, column: str, *texts: str) -> list[str]:
    """Tick the texts of a column, alone; gives all that are listed."""
    dialog.form.facet_column.setCurrentIndex(dialog.form.facet_column.findText(column))
    items = [dialog.form.facet_texts.item(row) for row in range(dialog.form.facet_texts.count())]
    for item in items:
        wanted = item.text().split("　")[0] in texts
        item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
    return [item.text() for item in items]


def test_facets_show_the_rows_of_some_texts(worded: RegistersDialog, session: Session) -> None:
    model = worded.model
    assert facet(worded, "类型", "法治培训") == ["法治培训　2", "法治 培训　1", "法治宣传　1"]
    assert [row.type for row in model.rows] == ["法治培训", "法治培训"]
    assert worded.form.words.text() == "筛选出 2 行，共 4 行。"
    assert model.rowCount() == 2  # no empty line: a new row might be filtered out at once
    assert facet(worded, "责任单位") == ["综合行政执法队　2"]  # counts within the other facet
    assert not model.put(1, 1, [["甲"], ["乙"]], "粘贴到台账")
    assert "筛选时不能添加行" in worded.form.words.text()
    assert model.put(1, 2, [["改了"]], "填")
    assert [row.result for row in stored_rows(session)] == ["完成", "完成", "未完成", "改了"]
    assert [row.type for row in model.rows] == ["法治培训", "法治培训"]
    worded.form.facet_clear.click()
    assert (len(model.rows), model.rowCount()) == (4, 5)
    assert facet(worded, "结果", "完成", "未完成") == ["完成　2", "改了　1", "未完成　1"]
    assert len(model.rows) == 3
    facet(worded, "结果")
    assert len(model.rows) == 4


def test_spellings_are_written_alike_in_one_step(
    worded: RegistersDialog, session: Session, qtbot: QtBot
) -> None:
    before = stored_rows(session)
    dialog = worded.unify()
    qtbot.waitUntil(lambda: not dialog._work.busy, timeout=5000)
    groups = [dialog.form.groups.topLevelItem(n) for n in range(dialog.form.groups.topLevelItemCount())]
    assert [group.text(0) for group in groups] == ["类型：2 种写法", "责任单位：3 种写法"]
    assert [merge.texts for merge in dialog.chosen()] == [
        ("法治培训", "法治 培训"),
        ("综合行政执法队", "综合执法队"),
    ]  # 执法中队 is not sure
    groups[1].setCheckState(0, Qt.CheckState.Checked)
    dialog._box(groups[0]).setEditText("法治培训会")
    assert dialog.form.buttons.button(OK).text() == "合并 2 组"
    dialog.form.buttons.button(OK).click()
    rows = stored_rows(session)
    assert [row.type for row in rows] == ["法治培训会", "法治培训会", "法治宣传", "法治培训会"]
    assert {dict(row.free)["责任单位"] for row in rows} == {"综合执法大队"}
    assert worded.form.words.text() == "4 行的写法统一了，可用 Ctrl+Z 撤销。"
    session.undo()
    assert stored_rows(session) == before


def test_departments_of_one_name_are_joined_in_one_step(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    sent = [
        Return(f"{place:064}", name, "表.xlsx", "t") for place, name in enumerate(("执法中队", "镇执法分队"))
    ]
    session.change("收表", [(Key("return", session.year, entry.sha256), entry) for entry in sent])
    session.change(
        "添加", [(Key("department", 0, "执法中队"), Department("执法中队", contact="王某", position=99))]
    )
    before = session.report.departments
    dialog = DepartmentsDialog(session, window.services)
    offer = dialog.unify()
    assert offer is not None
    qtbot.waitUntil(lambda: not offer._work.busy, timeout=5000)
    assert offer.chosen() == []  # nothing is joined unasked
    groups = [offer.form.groups.topLevelItem(n) for n in range(offer.form.groups.topLevelItemCount())]
    assert len(groups) == 1
    groups[0].setCheckState(0, Qt.CheckState.Checked)
    assert offer._box(groups[0]).currentText() == "综合执法大队"
    offer.form.buttons.button(OK).click()
    dialog.form.buttons.button(OK).click()
    kept = next(entry for entry in session.report.departments if entry.name == "综合执法大队")
    assert "执法中队" in kept.aliases
    assert kept.contact == "王某"
    assert [entry.name for entry in session.report.departments if "中队" in entry.name] == []
    names = {entry.sha256: entry.department for entry in session.store.of_kind(Return)}
    assert names[sent[0].sha256] == "综合执法大队"
    session.undo()
    assert session.report.departments == before
