"""历年数据: years, changed definitions, restated numbers; each kept by one edit."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.breaks import Break
from fazhi_desktop.core.links import Link
from fazhi_desktop.gui.indicator_row import IndicatorRow
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.trend import TrendDialog, open_trend


@pytest.fixture
def dialog(window: MainWindow, session: Session, qtbot: QtBot) -> TrendDialog:
    made = TrendDialog(session, window.services, "E02")
    made.open()
    qtbot.waitUntil(lambda: not made.form.picture.pixmap().isNull(), timeout=20000)
    return made


def rows(dialog: TrendDialog) -> list[list[str]]:
    tree = dialog.form.years
    return [
        [tree.topLevelItem(row).text(column) for column in range(5)]
        for row in range(tree.topLevelItemCount())
    ]


def test_the_years_are_listed_with_their_change_and_state(dialog: TrendDialog) -> None:
    assert rows(dialog) == [
        ["2023", "2871 件", "", "无报告", ""],
        ["2024", "3010 件", "▲4.8 %", "未定稿", ""],
    ]
    assert "2023年2871件" in dialog.form.picture.accessibleName()


def test_last_years_number_is_restated_with_a_reason(dialog: TrendDialog, session: Session) -> None:
    form = dialog.form
    form.value.setText("2850")
    form.restate.click()
    assert "写明原因" in form.fault.text()
    form.why.setText("核减重复录入")
    form.restate.click()
    assert rows(dialog)[0][1] == "2850 件"
    assert "原报 2871件，2024 年报告更正：核减重复录入" in rows(dialog)[0][4]
    assert session.report.digits(Link("E02", -1)) == "2850"
    assert session.report.values[2023]["E02"].number == "2871"
    form.take_back.click()
    assert session.report.digits(Link("E02", -1)) == "2871"
    session.undo()
    assert session.report.digits(Link("E02", -1)) == "2850"


def test_a_changed_definition_is_noted_and_stops_the_comparison(
    dialog: TrendDialog, session: Session, window: MainWindow
) -> None:
    dialog.form.note.setText("含联合检查")
    dialog.form.store_cut.click()
    assert rows(dialog)[1][2:5] == ["", "未定稿", "本年起口径变化，与以前年度不能直接比较：含联合检查"]
    row = IndicatorRow(session, window.services)
    row.show_indicator("E02")
    assert "口径变化" in row.past.text()
    session.undo()
    assert session.report.breaks == {}


def test_an_indicator_takes_the_place_of_another(window: MainWindow, session: Session) -> None:
    dialog = TrendDialog(session, window.services, "E21")
    dialog.form.old.setText("E02、没有")
    dialog.form.store_cut.click()
    assert "没有编码为“没有”的指标" in dialog.form.fault.text()
    dialog.form.old.setText("E02")
    dialog.form.store_cut.click()
    assert session.report.breaks == {"E21": (Break("E21", 2024, "", ("E02",)),)}
    assert session.report.value("E21", -1).shown == "2871"
    assert rows(dialog)[0][1] == "2871 件"


def test_the_chart_goes_into_the_report_and_out_again(dialog: TrendDialog, session: Session) -> None:
    dialog.form.put.click()
    assert session.report.head.figures[-1] == "trend:E02"
    assert dialog.form.put.text() == "移出报告"
    dialog.form.put.click()
    assert "trend:E02" not in session.report.head.figures


def test_the_command_needs_an_indicator(
    window: MainWindow, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    session.said.connect(said.append)
    monkeypatch.setattr(QApplication, "focusWidget", staticmethod(lambda: None))
    open_trend(session, window.services)
    assert "请先选中一个指标" in said[0]
    row = IndicatorRow(session, window.services)
    row.show_indicator("E02")
    monkeypatch.setattr(QApplication, "focusWidget", staticmethod(lambda: row.field))
    open_trend(session, window.services)
    assert window.findChildren(TrendDialog)
