"""预览: the very bytes of the export, following changes, with the way from a number to its field and back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.progress import Progress
from fazhi_desktop.core.records import node_key
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.checks_live import live_checks
from fazhi_desktop.gui.exporting import Wish, carry_out
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.preview import PreviewPage, show_in_preview
from fazhi_desktop.gui.preview_menu import page_menu
from fazhi_desktop.gui.preview_places import field_of, spot_at, spot_of
from fazhi_desktop.gui.session import Session


@pytest.fixture
def preview(window: MainWindow, session: Session, qtbot: QtBot) -> PreviewPage:
    node = next(node for node in session.report.nodes if "E02" in node.indicators)
    text = "全年办理行政检查{{E02}}件，行政处罚{{E03}}件。"
    session.change("写正文", [(node_key(session.year, node.id), replace(node, paragraphs=(text,)))])
    page = window.book.page("preview")
    assert isinstance(page, PreviewPage)
    ready(page, qtbot)
    return page


def ready(page: PreviewPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.view.pages is not None and not page._setting.busy, timeout=20000)


def test_the_pages_are_the_exported_pdf(
    preview: PreviewPage, window: MainWindow, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    live_checks(session).full()
    hard, _ = session.finding_counts()
    qtbot.waitUntil(lambda: preview._draft == bool(hard) and not preview._setting.busy, timeout=20000)
    wish = Wish(session.report, tmp_path, ("pdf",), "public", draft=bool(hard))
    result = carry_out(wish, window.services.renderer, Progress())
    assert preview.view.pages is not None
    assert result.files[0].path.read_bytes() == preview.view.pages.pdf


@pytest.mark.usefixtures("program")
def test_fonts_that_stand_in_are_named_once(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    said: list[str] = []
    session.said.connect(said.append)
    page = window.book.page("preview")
    assert isinstance(page, PreviewPage)
    ready(page, qtbot)
    lacking = window.services.renderer.substituted()
    named = [text for text in said if "公文字体" in text]
    assert len(named) == bool(lacking)
    assert all(f"缺 {len(lacking)} 种" in text for text in named)
    page.refresh(None, None)
    ready(page, qtbot)
    assert [text for text in said if "公文字体" in text] == named


def test_a_changed_number_is_set_anew(preview: PreviewPage, session: Session, qtbot: QtBot) -> None:
    assert preview.view.pages is not None
    before = preview.view.pages.pdf
    entry.enter(session, "E02", "3011")
    qtbot.waitUntil(
        lambda: preview.view.pages is not None and preview.view.pages.pdf != before, timeout=20000
    )


def test_a_draft_that_was_found_while_another_tab_was_shown_says_so(
    preview: PreviewPage, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    live_checks(session).full()
    found = session.findings
    session.set_findings(())
    qtbot.waitUntil(lambda: not preview._draft, timeout=20000)
    window.book.page("table")
    session.set_findings(found)
    window.book.page("preview")
    assert preview._draft


def test_a_page_fills_its_sheet_at_150_percent(
    preview: PreviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The picture has half as many pixels again, and the same size on the screen."""
    view = preview.view
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: 1.5)
    view.zoom(1.1)
    wanted = view.scale * 1.5
    qtbot.waitUntil(lambda: 0 in view._drawn and view._drawn[0].scale == wanted, timeout=20000)
    picture, sheet = view._drawn[0].image, view._places[0]
    assert picture.width() == pytest.approx(sheet.width() * 1.5, abs=2)
    assert picture.deviceIndependentSize().width() == pytest.approx(sheet.width(), abs=2)


def test_the_menu_of_a_page_leads_to_the_field_copies_and_prints(
    preview: PreviewPage, session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    spot = next(spot for spot in preview._spots if spot.code == "E02" and spot.node is not None)
    preview.view.go_to(spot.page)
    qtbot.waitUntil(lambda: preview.view.picture(spot.page) is not None, timeout=20000)
    menu = page_menu(preview, spot.page, spot)
    actions = {action.text().partition("\t")[0]: action for action in menu.actions()}
    assert {"打印…", "导出…"} <= set(actions)
    actions["复制这段文字"].trigger()
    assert QGuiApplication.clipboard().text() == "全年办理行政检查3010件，行政处罚29件。"
    actions["复制本页图片"].trigger()
    assert not QGuiApplication.clipboard().image().isNull()
    actions["跳到“行政检查”"].trigger()
    assert window.book.current_id.startswith("chapter:")


@pytest.mark.usefixtures("program")
def test_the_status_line_names_the_page(preview: PreviewPage, window: MainWindow) -> None:
    total = len(preview.view.pages.sizes) if preview.view.pages else 0
    assert window.status.pages.text() == f"第 1 页/{total}"
    window.book.page("overview")
    assert window.status.pages.text() == ""


def test_a_number_on_the_page_leads_to_its_field_and_back(
    preview: PreviewPage, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    spot = spot_of(preview._spots, Place(code="E03"))
    assert spot is not None
    centre = spot.rectangle.center()
    assert spot_at(preview._spots, spot.page, centre.x(), centre.y()) == spot
    place = field_of(spot, session.report)
    node = session.report.node(place.node or 0)
    assert node is not None
    text = node.paragraphs[place.paragraph or 0]
    assert text[place.start : place.start + place.length] == "{{E03}}"
    window.services.jump(Place("preview", node=place.node, code="E03"))
    qtbot.waitUntil(lambda: preview.view.marked == (spot.page, spot.rectangle), timeout=20000)


def test_double_click_on_a_paragraph_goes_to_it(preview: PreviewPage, window: MainWindow) -> None:
    spot = spot_of(preview._spots, Place(code="E02"))
    assert spot is not None
    preview._jump(spot.page, spot.rectangle.left() - 60, spot.rectangle.center().y())
    assert window.book.current_id.startswith("chapter:")


def test_f7_shows_the_chosen_indicator_on_the_page(
    preview: PreviewPage, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    window.book.jump(Place("table", code="E02"))
    table = window.book.current_page
    assert table is not None
    view = table.findChildren(QTableView)[0]
    view.setFocus()
    show_in_preview(session, window.services)
    ready(preview, qtbot)
    assert window.book.current_id == "preview"
    assert preview.view.marked is not None


def test_a_code_that_is_nowhere_on_the_pages_gets_a_sentence(
    preview: PreviewPage, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.said) as said:
        window.services.jump(Place("preview", code="Z99"))
    assert "没有这一项" in str(said.args)


def test_one_chapter_shows_its_pages_only(preview: PreviewPage) -> None:
    whole = preview.view.shown
    preview.form.chapter.setCurrentIndex(preview.form.chapter.count() - 1)
    part = preview.view.shown
    assert part
    assert set(part) <= set(whole)
    assert len(part) < len(whole)
    preview.form.chapter.setCurrentIndex(0)
    assert preview.view.shown == whole


def test_the_page_box_goes_to_a_page_and_refuses_others(
    preview: PreviewPage, session: Session, qtbot: QtBot
) -> None:
    preview.view.set_fit("page")
    preview.form.number.setText("2")
    preview.form.number.returnPressed.emit()
    assert preview.view.current == 1
    preview.form.number.setText("99")
    with qtbot.waitSignal(session.said) as said:
        preview.form.number.returnPressed.emit()
    assert "没有第“99”页" in str(said.args)


def test_zoom_and_two_pages_keep_the_place_that_is_read(preview: PreviewPage) -> None:
    view = preview.view
    view.set_fit("page")
    view.go_to(2)
    assert view.current == 2
    view.zoom(1.5)
    assert view.fit == "free"
    assert 2 in view.visible_pages()
    view.set_columns(2)
    assert 2 in view.visible_pages()
    found = view.at(QPointF(view.viewport().width() / 2 - 60, 200))
    assert found is None or found[0] in view.visible_pages()


def test_the_submitted_edition_has_its_own_pages(preview: PreviewPage, qtbot: QtBot) -> None:
    assert preview.view.pages is not None
    before = preview.view.pages.pdf
    preview.form.edition.setCurrentIndex(1)
    qtbot.waitUntil(
        lambda: preview.view.pages is not None and preview.view.pages.pdf != before, timeout=20000
    )


def test_thumbnails_are_drawn_for_every_page(preview: PreviewPage, qtbot: QtBot) -> None:
    names = preview.form.thumbnails
    assert preview.view.pages is not None
    assert names.count() == len(preview.view.pages.sizes)
    qtbot.waitUntil(lambda: not names.item(names.count() - 1).icon().isNull(), timeout=20000)
    names.setCurrentRow(1)
    assert 1 in preview.view.visible_pages()
