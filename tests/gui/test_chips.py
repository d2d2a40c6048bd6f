"""Numbers in a text: shown as digits, stored as links, marked with what the clerk has to know."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from fazhi_desktop.assembly import Resources
from fazhi_desktop.checking.findings import Finding, Place
from fazhi_desktop.core.links import Link
from fazhi_desktop.core.records import value_key
from fazhi_desktop.gui import chips
from fazhi_desktop.gui.chapter_page import ChapterPage
from fazhi_desktop.gui.editor import TextEditor
from fazhi_desktop.gui.main_window import MainWindow
from fazhi_desktop.gui.session import Session
from tests.gui.conftest import imported
from tests.gui.writing import TEXT, stored


def test_links_are_shown_as_digits_and_stored_as_links(editor: TextEditor) -> None:
    assert editor.paragraphs() == TEXT
    assert [str(link) for _, link in chips.chip_positions(editor.document())] == [
        "{{E02}}",
        "{{E03}}",
        "{{E08}}",
    ]
    assert editor._look(Link("E02")).text == "3010"


def test_a_missing_number_looks_different(editor: TextEditor) -> None:
    look = editor._look(Link("E04"))
    assert look.text == "待填：行政强制"
    assert look.state == "missing"


def test_a_chip_is_inserted_with_its_unit(editor: TextEditor, session: Session, node: int) -> None:
    editor.insert_link(Link("H01"), "约", "件")
    assert stored(session, node)[1] == TEXT[1] + "约{{H01}}件"


def test_backspace_first_selects_a_chip_then_deletes_it(
    editor: TextEditor, session: Session, node: int, qtbot: QtBot
) -> None:
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    position = next(
        position for position, link in chips.chip_positions(editor.document()) if link.code == "E02"
    )
    cursor = editor.textCursor()
    cursor.setPosition(position + 1)
    editor.setTextCursor(cursor)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.paragraphs() == TEXT
    assert editor.textCursor().selectedText() == chips.OBJECT
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    editor.finish()
    assert stored(session, node)[0] == "全年行政检查件，行政处罚{{E03}}件。"
    session.undo()
    assert stored(session, node) == TEXT
    assert editor.paragraphs() == TEXT


def test_text_typed_beside_a_chip_is_no_part_of_it(editor: TextEditor, qtbot: QtBot) -> None:
    for position, _ in list(chips.chip_positions(editor.document()))[:1]:
        cursor = editor.textCursor()
        cursor.setPosition(position + 1)
        editor.setTextCursor(cursor)
    qtbot.keyClicks(editor, "9")
    assert editor.paragraphs()[0] == "全年行政检查{{E02}}9件，行政处罚{{E03}}件。"
    assert len(list(chips.chip_positions(editor.document()))) == 3


def test_copied_chips_are_links_here_and_digits_in_a_word_processor(editor: TextEditor) -> None:
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text() == "\n".join(TEXT)
    assert "行政检查3010件" in data.html()
    assert "{{" not in data.html()


def test_pasted_links_become_chips(editor: TextEditor, session: Session, node: int) -> None:
    data = QMimeData()
    data.setText("热线{{H01}}件\r\n\r\n　　第二行{{E02@-1}}件\x00")
    editor.insertFromMimeData(data)
    assert stored(session, node)[1:] == (TEXT[1] + "热线{{H01}}件", "第二行{{E02@-1}}件")
    assert [link for _, link in chips.chip_positions(editor.document())][-1] == Link("E02", -1)


def test_an_unknown_link_stays_text(editor: TextEditor) -> None:
    data = QMimeData()
    data.setText("{{Z99}}")
    editor.insertFromMimeData(data)
    assert len(list(chips.chip_positions(editor.document()))) == 3
    assert editor.paragraphs()[1].endswith("{{Z99}}")


def test_choosing_a_chip_goes_to_its_field(
    editor: TextEditor, page: ChapterPage, session: Session, node: int, window: MainWindow
) -> None:
    editor.chip_chosen.emit(Link("E08"))
    assert page.rows.code == "E08"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName().startswith(session.report.catalogue["E08"].name)


def test_hovering_names_source_and_uses(editor: TextEditor, page: ChapterPage) -> None:
    words = editor._describe(Link("E02"))
    assert "《附件2：行政执法统计表.xlsx》·Sheet1!C4" in words
    assert "用于" in words


def test_a_number_whose_source_moved_is_dotted_until_it_is_confirmed(
    editor: TextEditor, session: Session, page: ChapterPage, resources: Resources
) -> None:
    key = value_key(session.year, "E02")
    session.change("导入 新表.xlsx", [(key, imported("E02", "3020", resources))])
    assert editor._look(Link("E02")).state == "moved"
    assert editor._look(Link("E02")).drawn == "3020※"
    assert "原为3010件，现为3020件" in editor._describe(Link("E02"))
    menu = QMenu()
    editor.menu_wanted.emit(menu, Link("E02"))
    confirm = next(action for action in menu.actions() if action.text().startswith("确认变动"))
    confirm.trigger()
    assert editor._look(Link("E02")).state != "moved"
    session.undo()
    assert editor._look(Link("E02")).state == "moved"
    session.undo()
    assert (editor._look(Link("E02")).text, session.moved) == ("3010", {})


def test_a_chip_carries_the_mark_of_its_finding(editor: TextEditor, session: Session) -> None:
    session.set_findings(())
    assert editor._look(Link("E02")).drawn == "3010"
    place = Place(indicator="E02")
    soft, hard = Finding("rule", "soft", "要核对", (place,)), Finding("rule", "hard", "要核对", (place,))
    for finding, drawn in ((soft, "3010△"), (hard, "3010!")):
        session.set_findings((finding,))
        assert editor._look(Link("E02")).drawn == drawn
        assert "要核对" in editor._describe(Link("E02"))


def test_a_selected_chip_can_be_read(editor: TextEditor, qtbot: QtBot) -> None:
    """Qt lays half of the selection's colour over it, whatever the chip draws."""
    cursor = editor.textCursor()
    position, _ = next(iter(chips.chip_positions(editor.document())))
    cursor.setPosition(position)
    place = editor.cursorRect(cursor)
    cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
    end = editor.cursorRect(cursor)
    editor.setTextCursor(cursor)
    picture = editor.viewport().grab(place.united(end).adjusted(3, 3, -3, -3)).toImage()
    lights = [
        _luminance(picture.pixelColor(x, y)) for x in range(picture.width()) for y in range(picture.height())
    ]
    assert (max(lights) + 0.05) / (min(lights) + 0.05) >= 4.5


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_chip_beside_another_number_is_marked(editor: TextEditor) -> None:
    """12 and 99.25 without anything between them print as 1299.25."""

    def marked() -> list[bool]:
        document = editor.document()
        return [chips.runs_together(document, place) for place, _ in chips.chip_positions(document)]

    editor.replace_paragraphs(("检查{{E02}}{{E03}}件，处罚{{E08}}5元。",))
    assert marked() == [True, True, True]
    narrow = editor.document().idealWidth()
    editor.replace_paragraphs(("检查{{E02}}、{{E03}}件，处罚{{E08}}元。",))
    assert marked() == [False, False, False]
    assert narrow > editor.document().idealWidth()  # the mark has its room
