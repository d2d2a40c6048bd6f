"""The chapters themselves: add, rename, move, delete."""

from typing import TYPE_CHECKING

from fazhi_desktop.core import restructure
from fazhi_desktop.core.records import Node
from fazhi_desktop.gui.line_dialog import LineDialog

if TYPE_CHECKING:
    from fazhi_desktop.gui.main_window import MainWindow


def add(window: "MainWindow") -> None:
    """Ask for a heading and add a chapter behind the current one."""
    current = window.book.current_chapter
    LineDialog(
        window.services,
        "添加一章",
        "章标题（不写序号）",
        "",
        "添加",
        lambda heading: _add(window, current, heading),
    ).open()


def _add(window: "MainWindow", current: Node | None, heading: str) -> None:
    report = window.session.report
    chapters = report.children.get(0, ())
    after = current.id if current else (chapters[-1].id if chapters else 0)
    new_id, changes = restructure.add(report, parent=0, after=after, heading=heading)
    if window.session.change(f"添加章“{heading}”", changes):
        window.book.page(f"chapter:{new_id}")


def rename(window: "MainWindow") -> None:
    """Ask for another heading of the current chapter."""
    chapter = _current(window)
    if chapter is not None:
        LineDialog(
            window.services,
            "修改本章标题",
            "章标题（不写序号）",
            chapter.heading,
            "修改",
            lambda heading: _rename(window, chapter, heading),
        ).open()


def _rename(window: "MainWindow", chapter: Node, heading: str) -> None:
    window.session.change(
        f"修改标题“{heading}”", restructure.rename(window.session.report, chapter.id, heading)
    )


def move(window: "MainWindow", by: int) -> None:
    """Move the current chapter."""
    chapter = _current(window)
    if chapter is not None:
        window.session.change(
            f"移动章“{chapter.heading}”", restructure.move(window.session.report, chapter.id, by)
        )


def delete(window: "MainWindow") -> None:
    """Delete the current chapter, after asking."""
    chapter = _current(window)
    if chapter is None:
        return
    count = restructure.written_characters(window.session.report, chapter.id)
    window.services.messages.ask(
        f"删除“{chapter.heading}”这一章？",
        "删除本章",
        lambda: _delete(window, chapter),
        detail=f"本章及下面各节共 {count} 字会一起删除，可以撤销。指标的数字不受影响。",
    )


def _delete(window: "MainWindow", chapter: Node) -> None:
    window.session.change(f"删除章“{chapter.heading}”", restructure.delete(window.session.report, chapter.id))


def _current(window: "MainWindow") -> Node | None:
    chapter = window.book.current_chapter
    if not window.session.editable:
        window.services.messages.inform(window.session.locked_reason)
        return None
    if chapter is None:
        window.session.said.emit("请先打开要处理的那一章。")
    return chapter
