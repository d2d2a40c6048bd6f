"""图表: the same picture as in the report, to copy, save and put into the report."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.finalising import finalise
from fazhi_desktop.document.charts import ChartSpec
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.charts import ChartCard, ChartsPage, Picture
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_dialog import ValueDialog


@pytest.fixture
def charts(window: MainWindow, qtbot: QtBot) -> ChartsPage:
    page = window.book.page("charts")
    assert isinstance(page, ChartsPage)
    qtbot.waitUntil(lambda: bool(page.cards) and not page.busy, timeout=30000)
    return page


def card(charts: ChartsPage, name: str) -> ChartCard:
    return next(entry for entry in charts.cards if entry.picture and entry.picture.spec.id == name)


def test_a_card_shows_title_source_and_the_bytes_of_the_report(
    charts: ChartsPage, window: MainWindow
) -> None:
    shown = card(charts, "cases")
    assert shown.form.title.text() == "2024年行政执法案件构成"
    assert "综合执法大队" in shown.form.source.text()
    assert shown.picture is not None
    assert shown.picture.png == window.services.renderer.chart(shown.picture.spec, "png")
    assert "3010" in shown.form.image.accessibleName()


def in_order(window: MainWindow) -> list[ChartSpec]:
    """The charts as the page has them: those with numbers first."""
    specs = window.services.renderer.charts(window.session.report)
    return [*(spec for spec in specs if not spec.empty), *(spec for spec in specs if spec.empty)]


@pytest.mark.usefixtures("program")
def test_every_chart_is_shown_as_soon_as_it_is_drawn(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, str]] = []
    show = ChartCard.show_picture

    def noted(card: ChartCard, picture: Picture, *, used: bool, editable: bool) -> None:
        page = window.book.page("charts")
        assert isinstance(page, ChartsPage)
        shown.append((picture.spec.id, page.form.words.text()))
        show(card, picture, used=used, editable=editable)

    monkeypatch.setattr(ChartCard, "show_picture", noted)
    page = window.book.page("charts")
    assert isinstance(page, ChartsPage)
    qtbot.waitUntil(lambda: bool(page.cards) and not page.busy, timeout=30000)
    assert [name for name, _ in shown] == [spec.id for spec in in_order(window)]
    assert shown[0][1] == "正在画图…"
    assert all("正在画…" in words for _, words in shown[1:])
    assert "正在画" not in page.form.words.text()


@pytest.mark.usefixtures("program")
def test_a_change_while_charts_are_drawn_ends_with_the_new_ones(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    page = window.book.page("charts")
    assert isinstance(page, ChartsPage)
    qtbot.waitUntil(lambda: len(page.cards) == 1, timeout=30000)
    entry.enter(session, "E02", "98")
    qtbot.waitUntil(lambda: not page.busy, timeout=30000)
    assert [card.picture.spec for card in page.cards if card.picture] == in_order(window)


def test_a_chart_without_data_says_so(charts: ChartsPage) -> None:
    empty = next(entry for entry in charts.cards if entry.picture and entry.picture.spec.empty)
    assert "暂无图表" in empty.form.empty.text()
    assert not any(button.isVisibleTo(empty) for button in (empty.form.copy, empty.form.save, empty.form.put))
    assert empty.heightForWidth(600) < 120


def test_a_changed_number_redraws_the_chart(charts: ChartsPage, session: Session, qtbot: QtBot) -> None:
    entry.enter(session, "E02", "99")
    qtbot.waitUntil(
        lambda: "99" in card(charts, "cases").form.image.accessibleName().replace("99.", ""), timeout=30000
    )


def test_a_chart_is_put_into_the_report_and_taken_out(
    charts: ChartsPage, session: Session, qtbot: QtBot
) -> None:
    card(charts, "cases").form.put.click()
    assert session.report.head.figures == ("cases",)
    qtbot.waitUntil(lambda: card(charts, "cases").form.put.text().startswith("✔"), timeout=30000)
    card(charts, "cases").form.put.click()
    assert session.report.head.figures == ()
    session.undo()
    assert session.report.head.figures == ("cases",)


def test_a_chart_is_copied_as_picture_and_words(charts: ChartsPage) -> None:
    card(charts, "cases").form.copy.click()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert "3010" in data.text()


def test_a_chart_is_saved_as_png_and_svg(charts: ChartsPage, tmp_path: Path) -> None:
    picture = card(charts, "cases").picture
    assert picture is not None
    charts.write(picture, tmp_path / "图.png")
    charts.write(picture, tmp_path / "图.svg")
    assert (tmp_path / "图.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "图.svg").read_text("utf-8").startswith("<svg")


def test_a_closed_year_shows_charts_but_takes_none(
    window: MainWindow, session: Session, charts: ChartsPage, qtbot: QtBot
) -> None:
    session.apply(finalise(session.report, ()))
    qtbot.waitUntil(lambda: not card(charts, "cases").form.put.isEnabled(), timeout=30000)
    assert card(charts, "cases").form.copy.isEnabled()


def test_a_number_leads_to_the_chart_that_draws_it(
    charts: ChartsPage, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    dialog = ValueDialog(session, window.services, "H01")
    title = next(
        entry.picture.spec.title.removeprefix("2024年")
        for entry in charts.cards
        if entry.picture and "H01" in entry.picture.spec.codes
    )
    assert f'<a href="charts">图“{title}”</a>' in dialog.form.uses.text()
    assert dialog.form.uses.text().endswith("附表")
    window.book.page("overview")
    dialog.form.uses.linkActivated.emit("charts")
    assert window.book.current_page is charts
    shown = next(
        entry for entry in charts.cards if entry.picture and "H01" in entry.picture.spec.codes
    )
    qtbot.waitUntil(lambda: not shown.visibleRegion().isEmpty(), timeout=30000)
