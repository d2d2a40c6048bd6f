"""报送版与公开版对照, 留存与花脸稿, the 核稿稿 on the page and among the exported files."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from pytestqt.qtbot import QtBot

from fazhi_desktop.core.publication import Decision, decide
from fazhi_desktop.core.records import Key, node_key
from fazhi_desktop.core.snapshots import versions
from fazhi_desktop.gui.editions import ABSENT, EditionsDialog
from fazhi_desktop.gui.export_dialog import ExportDialog
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.preview import PreviewPage
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.versions import VersionsDialog

TEXT = "全年办理行政检查{{E02}}件。联系人王某某。"


@pytest.fixture
def written(session: Session) -> Session:
    write(session, TEXT)
    return session


def write(session: Session, text: str) -> None:
    node = next(node for node in session.report.nodes if "E02" in node.indicators)
    session.change("写正文", [(node_key(session.year, node.id), replace(node, paragraphs=(text,)))])


def kept(dialog: VersionsDialog, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not dialog._work.busy, timeout=20000)
    return dialog.form.changes.toPlainText()


def test_the_editions_are_shown_side_by_side_and_lead_to_the_chapter(
    written: Session, window: MainWindow, qtbot: QtBot
) -> None:
    written.apply(decide(written.report, [Decision("联系人王某某", "姓名", "drop")]))
    dialog = EditionsDialog(written, window.services)
    dialog.open()
    table = dialog.form.rows
    qtbot.waitUntil(lambda: table.rowCount() > 0, timeout=20000)
    rows = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    assert ["版头", "柳口镇人民政府文件", ABSENT] in rows
    changed = next(row for row in rows if "王某某" in row[1])
    assert changed[1] == "2.严格规范公正文明执法。全年办理行政检查3010件。联系人王某某。"
    assert changed[2] == "2.严格规范公正文明执法。全年办理行政检查3010件。"
    assert dialog.form.words.text().startswith(f"共 {len(rows)} 处不同")
    table.cellActivated.emit(rows.index(changed), 1)
    assert window.book.current_id.startswith("chapter:")


def test_a_kept_version_shows_what_changed_since(written: Session, window: MainWindow, qtbot: QtBot) -> None:
    dialog = VersionsDialog(written, window.services)
    dialog.open()
    assert "还没有留存过稿子" in dialog.form.changes.toPlainText()
    assert not dialog.form.marked.isEnabled()
    dialog.form.name.setText("送审稿")
    dialog.form.keep.click()
    assert kept(dialog, qtbot) == "留存以后没有改动。"
    assert dialog.form.kept.topLevelItem(0).text(1) == "送审稿"
    write(written, TEXT.replace("联系人王某某", "另行通报"))
    dialog._show_changes()
    assert "联系人王某某" in kept(dialog, qtbot)
    assert "另行通报" in kept(dialog, qtbot)
    assert "line-through" in dialog.form.changes.toHtml()
    dialog.form.remove.click()
    assert versions(written.report) == ()
    assert written.undo()
    assert len(versions(written.report)) == 1


def test_the_花脸稿_has_tracked_changes_and_a_name_of_its_own(
    written: Session, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = VersionsDialog(written, window.services)
    dialog.open()
    dialog.form.keep.click()
    write(written, TEXT.replace("联系人王某某", "另行通报"))
    dialog.export(tmp_path / "花脸")
    qtbot.waitUntil(lambda: "已生成" in dialog.form.words.text(), timeout=20000)
    path = next((tmp_path / "花脸").iterdir())
    assert path.name.endswith("（花脸稿）.docx")
    opened: Any = docx.Document(str(path))
    xml = opened.element.body.xml
    assert "<w:ins " in xml
    assert "另行通报" in xml
    assert not (tmp_path / path.name).exists()


def test_nothing_can_be_kept_in_a_finished_year(written: Session, window: MainWindow) -> None:
    head = replace(written.report.head, state="final")
    written.change("定稿", [(Key("report", written.year, ""), head)])
    dialog = VersionsDialog(written, window.services)
    assert not dialog.form.keep.isEnabled()
    assert "已定稿" in dialog.form.name.placeholderText()


def test_versions_taken_at_different_moments_are_apart(
    written: Session, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = VersionsDialog(written, window.services)
    for minute in (1, 2):
        monkeypatch.setattr(written, "clock", lambda minute=minute: datetime(2025, 1, 5, 9, minute))
        dialog.keep()
    assert [group[0].time for group in versions(written.report)] == [
        "2025-01-05T09:02:00",
        "2025-01-05T09:01:00",
    ]
    assert dialog.form.kept.topLevelItemCount() == 2


def test_the_核稿稿_is_seen_in_the_preview_and_exported(
    written: Session, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = window.book.page("preview")
    assert isinstance(page, PreviewPage)
    qtbot.waitUntil(lambda: page.view.pages is not None and not page._setting.busy, timeout=20000)
    page.form.edition.setCurrentIndex(page.form.edition.findData("checking"))
    qtbot.waitUntil(lambda: not page._setting.busy, timeout=20000)
    dialog = ExportDialog(written, window.services, tmp_path / "导出")
    for box in dialog.boxes.values():
        box.setChecked(False)
    dialog.form.checking.setChecked(True)
    assert dialog._ok.text() == "导出 1 个文件"
    dialog.export()
    qtbot.waitUntil(lambda: dialog.form.pages.currentIndex() == 1, timeout=20000)
    path = next((tmp_path / "导出").iterdir())
    assert "（核稿稿）" in path.name
    assert page.view.pages is not None
    assert path.read_bytes() == page.view.pages.pdf


def test_an_archive_without_a_date_is_refused_with_the_remedy(
    written: Session, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ExportDialog(written, window.services, tmp_path / "导出")
    dialog.form.archive.setChecked(True)
    said: list[str] = []
    window.services.messages.failed = lambda error: said.append(getattr(error, "message", ""))  # type: ignore[method-assign]
    dialog.export()
    qtbot.waitUntil(lambda: bool(said), timeout=20000)
    assert "成文日期" in said[0]
    assert not list((tmp_path / "导出").glob("*"))
