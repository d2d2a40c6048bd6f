"""What the window remembers of tables, registers counted into indicators, several rows settled at once."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.records import Recipe, RegisterRow
from fazhi_desktop.gui import importing
from fazhi_desktop.gui.import_dialog import ImportDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.readers import Readers
from fazhi_desktop.gui.recipes import RecipesDialog
from fazhi_desktop.gui.registers import RegistersDialog
from fazhi_desktop.gui.session import Session

Opened = Callable[..., ImportDialog]
TABLE = (("执法统计",), ("项目", "件数"), ("行政检查", 3010), ("说不清的甲", 7), ("说不清的乙", 8))
LEDGER = (
    ("2024年矛盾纠纷调解台账",),
    ("序号", "登记日期", "当事人", "纠纷类型", "调解结果"),
    (1, "2024.3.5", "刘某", "邻里纠纷", "达成协议"),
    (2, "2024.4.6", "张某", "婚姻家庭", "达成协议"),
    (3, "2024.5.7", "王某", "邻里纠纷", "未达成"),
)


@pytest.fixture
def opened(window: MainWindow, session: Session, readers: Readers, tmp_path: Path, qtbot: QtBot) -> Opened:
    def made(*pages: tuple[str, tuple[tuple[str | int, ...], ...]]) -> ImportDialog:
        window.services.readers = readers
        files = [tmp_path / name for name, _ in pages]
        for file, (_, rows) in zip(files, pages, strict=True):
            book = Workbook()
            sheet = book.active
            assert sheet is not None
            for row in rows:
                sheet.append(row)
            book.save(file)
        importing.import_files(session, window.services, files)
        qtbot.waitUntil(
            lambda: any(not d.isHidden() for d in window.findChildren(ImportDialog)), timeout=20000
        )
        found = [dialog for dialog in window.findChildren(ImportDialog) if not dialog.isHidden()][-1]
        assert isinstance(found, ImportDialog)
        return found

    return made


def named(dialog: ImportDialog, raw: str, code: str) -> None:
    row = next(row for row in dialog.rows if row.decision.fact.raw == raw)
    dialog._rows.name(row, code)


def test_what_was_named_once_is_read_next_time_and_told(opened: Opened, session: Session) -> None:
    dialog = opened(("执法.xlsx", TABLE))
    named(dialog, "7", "E05")
    dialog._import()
    recipe = session.store.of_kind(Recipe)[0]
    assert ("说不清的甲/件数", "E05") in recipe.labels
    again = opened(("执法（改名）.xlsx", (*TABLE[:3], ("说不清的甲", 9), ("说不清的乙", 8))))
    row = next(row for row in again.rows if row.decision.fact.raw == "9")
    assert row.code == "E05"
    assert "项中识别" in again.form.file_words.text()
    again.reject()


def test_what_was_learned_is_carried_to_another_workspace_and_forgotten(
    opened: Opened, window: MainWindow, session: Session, tmp_path: Path
) -> None:
    dialog = opened(("执法.xlsx", TABLE))
    named(dialog, "7", "E05")
    dialog._import()
    shown = RecipesDialog(session, window.services)
    shown.write(tmp_path / "关系.json")
    assert json.loads((tmp_path / "关系.json").read_text("utf-8"))["kind"] == "fazhi-recipes"
    learned = session.store.of_kind(Recipe)
    shown.forget()
    assert session.store.of_kind(Recipe) == []
    shown.read(tmp_path / "关系.json")
    assert session.store.of_kind(Recipe) == learned
    (tmp_path / "坏.json").write_text("{}", "utf-8")
    shown.read(tmp_path / "坏.json")
    assert "不是本程序导出的" in shown.form.words.text()
    session.undo()
    assert session.store.of_kind(Recipe) == []


def test_a_single_label_is_forgotten(opened: Opened, window: MainWindow, session: Session) -> None:
    dialog = opened(("执法.xlsx", TABLE))
    named(dialog, "7", "E05")
    dialog._import()
    shown = RecipesDialog(session, window.services)
    head = shown.form.recipes.topLevelItem(0)
    label = next(head.child(place) for place in range(head.childCount()) if "甲" in head.child(place).text(0))
    shown.form.recipes.setCurrentItem(label)
    shown.forget()
    assert all("甲" not in name for name, _ in session.store.of_kind(Recipe)[0].labels)


def test_several_conflicts_are_settled_with_one_word(opened: Opened, session: Session) -> None:
    dialog = opened(("执法.xlsx", (("执法",), ("项目", "件数"), ("行政检查", 3015), ("行政处罚", 31))))
    dialog.form.numbers.selectAll()
    assert "选中 2 项" in dialog.form.detail.text()
    dialog.form.take.click()
    dialog._import()
    assert [session.report.value(code).number for code in ("E02", "E03")] == ["3015", "31"]


def test_conflicts_are_settled_one_after_the_other_while_ctrl_is_held(
    opened: Opened, session: Session, qtbot: QtBot
) -> None:
    dialog = opened(("执法.xlsx", (("执法",), ("项目", "件数"), ("行政检查", 3015), ("行政处罚", 31))))
    qtbot.keyPress(dialog.form.numbers, Qt.Key.Key_Control)
    for _ in range(2):
        assert len(dialog.chosen_rows()) == 1
        qtbot.keyPress(dialog.form.numbers, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyRelease(dialog.form.numbers, Qt.Key.Key_Control)
    dialog._import()
    assert [session.report.value(code).number for code in ("E02", "E03")] == ["3015", "31"]


def test_two_files_of_one_batch_are_told_against_each_other(opened: Opened, session: Session) -> None:
    dialog = opened(
        ("检查（执法队）.xlsx", (("情况",), ("项目", "件数"), ("行政强制", 4))),
        ("检查（司法所）.xlsx", (("情况",), ("项目", "件数"), ("行政强制", 6))),
    )
    row = next(row for row in dialog.model.rows if row.first == "conflict")
    place = dialog.model.rows.index(row)
    assert dialog.model.index(place, 3).data() in ("4 件", "6 件")
    dialog.choose(place)
    assert "检查（" in dialog.form.detail.text()
    dialog.form.both.click()
    dialog._import()
    value = session.report.value("E04")
    assert value.number == "10"
    assert len(value.sources) == 2


def test_a_register_tells_which_columns_it_drops_and_keeps_one_on_request(
    opened: Opened, session: Session, qtbot: QtBot
) -> None:
    dialog = opened(("台账.xlsx", LEDGER))
    assert "3 行同时存入" in dialog.form.file_words.text()
    boxes = dialog.form.file_box.findChildren(QCheckBox)
    assert [box.text() for box in boxes] == ["当事人"]
    before = dialog._plan.files[0]
    boxes[0].click()
    qtbot.waitUntil(lambda: dialog._plan.files[0] is not before, timeout=20000)
    dialog._import()
    rows = session.store.of_kind(RegisterRow, session.year)
    assert ("当事人", "刘某") in rows[0].free


def test_the_rows_of_a_register_are_counted_into_indicators(
    opened: Opened, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    opened(("台账.xlsx", LEDGER))._import()
    code = next(
        value.indicator for value in session.report.values[session.year].values() if value.number == "3"
    )
    registers = RegistersDialog(session, window.services)
    registers.model.put(len(registers.model.rows), 0, [["2024-06-08", "邻里纠纷", "达成协议"]], "填写台账")
    registers.count()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(ImportDialog)), timeout=20000)
    dialog = next(d for d in window.findChildren(ImportDialog) if d.isVisible())
    assert not dialog.form.file_box.isVisibleTo(dialog)
    dialog._import()
    assert session.report.value(code).number == "4"
    assert session.report.returns[-1].file == "台账.xlsx"


def test_the_sums_of_a_batch_list_the_files_they_come_from(opened: Opened, session: Session) -> None:
    names = ("东", "西", "南")
    dialog = opened(
        *(
            (f"纠纷{place}.xlsx", ((f"填报单位：{name}家村",), ("项目", "件数"), ("行政强制", place + 3)))
            for place, name in enumerate(names)
        )
    )
    sums = dialog.form.sums
    assert sums.topLevelItemCount() == 1
    head = sums.topLevelItem(0)
    assert head.text(1) == "12 件"
    assert "来自 3 个文件" in head.text(2)
    assert [head.child(place).text(0) for place in range(3)] == [f"{name}家村" for name in names]
    dialog.form.filter_box.setCurrentIndex(0)
    dialog.form.numbers.selectRow(1)
    dialog.form.leave.click()
    assert sums.topLevelItem(0).text(1) == "8 件"
    dialog._import()
    assert session.report.value("E04").number == "8"


def test_an_unknown_sender_is_asked_once_and_remembered(opened: Opened, session: Session) -> None:
    rows = (("执法统计",), ("填报单位：执法中队",), ("项目", "件数"), ("行政检查", 3010), ("行政强制", 4))
    dialog = opened(("甲.xlsx", rows))
    assert "“执法中队”是不是“综合执法大队”？" in dialog.form.sender_words.text()
    dialog.form.sender_yes.click()
    assert dialog.form.sender_words.text() == "报送科室：综合执法大队"
    assert not dialog.form.sender_yes.isVisibleTo(dialog)
    dialog._ok.click()
    assert session.report.returns[-1].department == "综合执法大队"
    assert session.report.value("E04").sources[0].department == "综合执法大队"
    again = opened(("乙.xlsx", (*rows, ("行政许可", 5))))
    assert again.form.sender_words.text() == "报送科室：综合执法大队"
    again.reject()
    session.undo()
    assert "执法中队" not in next(e for e in session.report.departments if e.name == "综合执法大队").aliases
