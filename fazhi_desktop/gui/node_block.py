"""One heading with its text in the flow of a chapter."""

from dataclasses import replace
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QMenu, QVBoxLayout, QWidget

from fazhi_desktop.core.links import Link
from fazhi_desktop.core.records import Key, Node, Record, node_key, report_key
from fazhi_desktop.core.values import Value
from fazhi_desktop.gui.change_words import place_of
from fazhi_desktop.gui.chips import ChipLook
from fazhi_desktop.gui.editor import TextEditor
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.source_panel import uses_html
from fazhi_desktop.gui.text_marks import TextMarks
from fazhi_desktop.gui.theme import dress
from fazhi_desktop.gui.value_text import full_text, main_source

PREFACE = 0


class _Heading(QLabel):
    pressed = Signal()

    @guarded()
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        super().mousePressEvent(event)


class NodeBlock(QWidget):
    """The heading line and the editor of one node, 0 for the preface.

    Signals:
        entered(id): the text has the keyboard, or the heading was clicked.
        stepped_out(block, by): an arrow key left the text.
        number_wanted(editor), code_chosen(code), detail_wanted(code)
    """

    entered = Signal(int)
    stepped_out = Signal(object, int)
    number_wanted = Signal(object)
    code_chosen = Signal(str)
    detail_wanted = Signal(str)

    def __init__(self, session: Session, services: Services, node_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._services = session, services
        self.node_id = node_id
        self.heading = _Heading(self)
        self.heading.setWordWrap(True)
        self.editor = TextEditor(self._look, self._describe, self._known, services.icons.colours, self)
        self.marks = TextMarks(self.editor, services.icons.colours)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 2)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addWidget(self.editor)
        self._connect()

    def refresh(self, initiator: object) -> None:
        """Show heading and text as stored; what is being typed stays."""
        report = self._session.report
        node = report.node(self.node_id)
        if node is None and self.node_id != PREFACE:
            return
        if node is None:
            line, role, paragraphs, words = report.head.title, "head", report.head.preface, "标题下的引言"
        else:
            line, paragraphs = report.heading_line(node), node.paragraphs
            role = "title" if node.level == 1 else "head" if node.level == 2 else "item"
            words = placeholder(node, has_below=bool(report.children.get(node.id)))
        self.heading.setText(line)
        dress(self.heading, "role", role)
        self.heading.setContentsMargins(6, 8 if role in {"title", "head"} else 0, 6, 2)
        self.editor.setPlaceholderText(words)
        self.editor.setAccessibleName(f"{line} 的正文")
        self.editor.setReadOnly(not self._session.editable)
        self.editor.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextEditorInteraction
            if self._session.editable
            else Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if initiator is not self.editor and not self.editor.dirty and not self.editor.composition.active:
            self.editor.set_paragraphs(paragraphs)
        else:
            self.editor.refresh_chips()

    def commit(self, paragraphs: tuple[str, ...]) -> None:
        """Store a text; where that fails it stays to be tried again."""
        change = self._change(paragraphs)
        if change is not None and not self._session.change(
            f"修改正文 {self._name()}", [change], self.editor, joins=True
        ):
            self.editor.keep_dirty()

    def _change(self, paragraphs: tuple[str, ...]) -> tuple[Key, Record] | None:
        report = self._session.report
        if self.node_id == PREFACE:
            return report_key(report.year), replace(report.head, preface=paragraphs)
        node = report.node(self.node_id)
        return (node_key(report.year, node.id), replace(node, paragraphs=paragraphs)) if node else None

    def _name(self) -> str:
        node = self._session.report.node(self.node_id)
        return self._session.report.place(node) if node else "引言"

    def _look(self, link: Link) -> ChipLook:
        value = self._session.report.value(link.code, link.offset)
        name = self._session.report.catalogue.name(link.code)
        if value.state == "not_applicable":
            return ChipLook(f"不适用：{name}", "not_applicable")
        if not value.shown:
            return ChipLook(f"待填：{name}", "missing")
        if link.offset:
            return ChipLook(value.shown)
        if link.code in self._session.moved:
            return ChipLook(value.shown, "moved")
        explained = self._session.report.explanations
        found = {
            finding.severity
            for finding in self._session.findings_of(link.code)
            if finding.fingerprint not in explained
        }
        return ChipLook(value.shown, "wrong" if "hard" in found else "doubtful" if found else "value")

    def _describe(self, link: Link) -> str:
        report = self._session.report
        value = report.value(link.code, link.offset)
        source = main_source(value)
        year = f"{report.year + link.offset} 年" if link.offset else ""
        lines = [
            f"<b>{link.code} {year}{report.catalogue.name(link.code)}</b>　{full_text(value)}",
            f"来源：{source.place() if source else '还没有填'}",
            f"用于：{uses_html(report, link.code)}",
            "按住 Ctrl 单击，转到它的填写处",
        ]
        was = "" if link.offset else self._session.moved.get(link.code, "")
        if was:
            lines.insert(1, f"<b>原为{was}，现为{now_words(value)}</b>。核对后点右键“确认变动”")
        for finding in () if link.offset else self._session.findings_of(link.code)[:3]:
            lines.append(("必须改：" if finding.severity == "hard" else "可说明：") + escape(finding.message))
        return "<p style='white-space:pre-wrap'>" + "<br>".join(lines) + "</p>"

    def _known(self, code: str) -> bool:
        return code in self._session.report.catalogue

    def _extend_menu(self, menu: QMenu, link: Link | None) -> None:
        menu.addSeparator()
        if self._session.editable:
            menu.addAction("插入数字…\tCtrl+K", lambda: self.number_wanted.emit(self.editor))
        menu.addAction("这一节的历史…", self._show_history)
        if link is not None:
            was = self._session.moved.get(link.code, "")
            if was and self._session.editable:
                now = now_words(self._session.report.value(link.code))
                menu.addAction(
                    f"确认变动（原为{was}，现为{now}）", lambda: self._session.accept_moved(link.code)
                )
            menu.addAction("转到填写处", lambda: self.code_chosen.emit(link.code))
            menu.addAction("来源、用处、历史、附注…\tF4", lambda: self.detail_wanted.emit(link.code))

    def _show_history(self) -> None:
        from fazhi_desktop.gui.history_dialog import HistoryDialog

        self._session.flush()
        report = self._session.report
        key = node_key(report.year, self.node_id) if self.node_id else report_key(report.year)
        HistoryDialog(self._session, self._services, about=place_of(key, report)).open()

    def _connect(self) -> None:
        editor = self.editor
        editor.committed.connect(self.commit)
        editor.burst_ended.connect(self._session.end_burst)
        editor.undo_wanted.connect(self._session.undo)
        editor.redo_wanted.connect(self._session.redo)
        editor.entered.connect(lambda: self.entered.emit(self.node_id))
        editor.stepped_out.connect(lambda by: self.stepped_out.emit(self, by))
        editor.number_wanted.connect(lambda: self.number_wanted.emit(editor))
        editor.chip_chosen.connect(lambda link: self.code_chosen.emit(link.code))
        editor.menu_wanted.connect(self._extend_menu)
        self.heading.pressed.connect(lambda: editor.setFocus(Qt.FocusReason.MouseFocusReason))
        self._session.flush_requested.connect(editor.finish)


def now_words(value: Value) -> str:
    """A value as a moved number is told: digits and unit, 空缺 where there is none."""
    return value.shown + value.unit if value.state == "value" else "空缺"


def placeholder(node: Node, *, has_below: bool) -> str:
    """What an empty text invites to."""
    return (
        "（可写一段引语，也可留空）" if has_below else "在此撰写正文。按 Ctrl+K 插入数字，句式在上方菜单中。"
    )
