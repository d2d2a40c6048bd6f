"""The page of one chapter: its outline, its texts, and the indicators of the chosen heading."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QMenu

from fazhi_desktop.core import restructure
from fazhi_desktop.core.completion import tally, wanted_codes
from fazhi_desktop.core.links import Link
from fazhi_desktop.core.records import Key, Node
from fazhi_desktop.gui.chapter_findings import ChapterFindings
from fazhi_desktop.gui.editor import TextEditor
from fazhi_desktop.gui.flow import Flow, flow_ids
from fazhi_desktop.gui.guard import guarded
from fazhi_desktop.gui.line_dialog import LineDialog
from fazhi_desktop.gui.outline_tree import OutlineTree
from fazhi_desktop.gui.page import Page
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.section_form import SectionForm, codes_below, next_to_fill
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.source_panel import SourcePanel

FOCUS_KEY = "F6"
LOW = 400
"""A page of less height shows less of a number's source."""
LAYOUT, OUTLINE_WIDTH, FORM_WIDTH = "chapter", 250, 360
"""Widths of the panes, the same for every chapter: where the clerk's are kept, and those to begin with."""


class ChapterPage(Page):
    """A tab for one chapter."""

    def __init__(self, session: Session, services: Services, chapter_id: int) -> None:
        super().__init__(session, services)
        self.chapter_id = chapter_id
        for widget in (OutlineTree, SectionForm, Flow):
            services.forms.register(widget)
        self.form = services.forms.fill(self, "chapter_page")
        self.tree: OutlineTree = self.form.tree
        self.flow: Flow = self.form.flow
        self.rows: SectionForm = self.form.rows
        self.flow.use(session, services)
        self.rows.use(session, services)
        self.panel = SourcePanel(session, services)
        self.form.right_layout.addWidget(self.panel)
        self.form.right_layout.setStretchFactor(self.rows, 1)
        self.findings = ChapterFindings(self.form, session, services, self)
        for index in (0, 2):
            self.form.splitter.setStretchFactor(index, 0)
        self.form.splitter.setStretchFactor(1, 1)
        self._dress()
        self._connect()

    # showing

    @guarded()
    def showEvent(self, event: QShowEvent) -> None:
        splitter, width = self.form.splitter, self.window().width()
        if not splitter.restoreState(self.services.preferences.layout(LAYOUT)):
            left = max(OUTLINE_WIDTH, width // 5)  # a wide screen shows the headings whole
            splitter.setSizes([left, max(0, width - left - FORM_WIDTH), FORM_WIDTH])
        super().showEvent(event)

    @guarded()
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.set_short(short=self.height() < LOW)

    def refresh(self, keys: frozenset[Key] | None, initiator: object) -> None:
        chapter = self.session.report.node(self.chapter_id)
        if chapter is None:
            return
        chapters = self.session.report.children.get(0, ())
        preface = bool(chapters) and chapters[0].id == self.chapter_id
        self.tree.fill(self.session, chapter, self.services.icons, preface=preface)
        self.flow.show_nodes(flow_ids(self.session, self.chapter_id, preface=preface), keys, initiator)
        self._show_form()
        self.findings.show(self.flow.blocks)
        for button in (self.form.add, self.form.insert, self.form.patterns, self.form.clean, self.form.more):
            button.setEnabled(self.session.editable)

    def show_place(self, place: Place) -> None:
        if place.node is not None:
            self.tree.choose(place.node)
            self._show_form()
            self.flow.go_to(place.node, place.paragraph, place.start, place.length)
        if place.code:
            self._reveal_code(place.code, focus=place.paragraph is None)

    def place(self, page_id: str) -> Place:
        node, focus = self.tree.current_node() or 0, self.focusWidget()
        code = next((row.code for row in self.rows.rows if row.field is focus), None)
        block = self.flow.blocks.get(node)
        if code or block is None or block.editor is not focus:
            return Place(page_id, node=node, code=code)
        paragraph, start = block.editor.stored_place()
        return Place(page_id, node=node, paragraph=paragraph, start=start)

    def focus_first(self) -> None:
        self.tree.setFocus()

    def next_pane(self) -> None:
        """Put the keyboard into the next of outline, text and form."""
        focus = self.focusWidget()
        if self.tree.hasFocus():
            block = self.flow.blocks.get(self.tree.current_node() or self.chapter_id)
            if block is not None:
                block.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.form.middle.isAncestorOf(focus) and self.rows.rows:
            self.rows.go_to(self.rows.code)
        else:
            self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def current_node(self) -> Node | None:
        """The heading that is chosen; None for the preface."""
        node_id = self.tree.current_node()
        return self.session.report.node(node_id) if node_id else None

    def current_code(self) -> str:
        """The indicator that was chosen last."""
        return self.rows.code

    def choose_node(self, node_id: int) -> None:
        """The clerk chose a heading in the tree."""
        self._show_form()
        self.flow.go_to(node_id, focus=False)

    def enter_node(self, node_id: int) -> None:
        """The caret went into a text."""
        self.tree.choose(node_id)
        self._show_form()

    def _show_form(self) -> None:
        node, report = self.current_node(), self.session.report
        codes = codes_below(report, node) if node else ()
        self.rows.show_codes(codes)
        done = tally(report, codes, wanted_codes(report, self.session.required))
        wanted = f"已填 {done.filled}/{done.needed}" if done.needed else ""
        optional = f"可选 {len(codes) - done.needed}" if len(codes) > done.needed else ""
        self.form.count.setText("，".join(filter(None, (wanted, optional))))
        self.form.form_title.setText(f"{report.place(node)}的指标" if node else "本节指标")
        self.panel.show_code(self.rows.code if codes else "")

    def _reveal_code(self, code: str, *, focus: bool = True) -> None:
        """Go to an indicator's field, here where it is shown, else in the table."""
        report = self.session.report
        if code not in [row.code for row in self.rows.rows]:
            here = flow_ids(self.session, self.chapter_id, preface=False)[::-1]
            node = next(
                (
                    node
                    for node_id in here
                    if (node := report.node(node_id)) and code in codes_below(report, node)
                ),
                None,
            )
            if node is None:
                if focus:
                    self.services.jump(Place("table", code=code))
                return
            self.tree.choose(node.id)
            self._show_form()
        if focus:
            self.rows.go_to(code)
        else:
            self.rows.point_at(code)

    def _fill_on(self, by: int) -> None:
        """From the last field of a heading to the first of the next, and back."""
        here, report = self.current_node(), self.session.report
        ids = flow_ids(self.session, self.chapter_id, preface=False)
        node = next_to_fill(report, ids, here, by) if here else None
        if node is None:
            self.session.said.emit(f"本章{'后' if by > 0 else '前'}面没有要填的指标了。")
            return
        self.tree.choose(node.id)
        self._show_form()
        self.rows.go_to(codes_below(report, node)[0 if by > 0 else -1])

    # text

    def choose_number(self, editor: TextEditor) -> None:
        """Ask which number to insert into a text."""
        from fazhi_desktop.gui.insert_dialog import InsertDialog

        node = self.current_node()
        own = codes_below(self.session.report, node) if node else ()

        def insert(link: Link, before: str, after: str) -> None:
            editor.insert_link(link, before, after)
            editor.setFocus()

        InsertDialog(self.session, self.services, own, editor.selected_plain(), insert).open()

    def insert_at_caret(self) -> None:
        """Insert a number into the text that was edited last."""
        block = self.flow.editor or self.flow.blocks.get(self.tree.current_node() or self.chapter_id)
        if block is not None:
            self.choose_number(block.editor)

    def _insert_pattern(self, pattern: str) -> None:
        block = self.flow.blocks.get(self.tree.current_node() or self.chapter_id)
        if block is not None:
            block.editor.insert_text(pattern)
            block.editor.setFocus()

    def _fill_patterns(self) -> None:
        node = self.current_node()
        menu: QMenu = self.form.patterns.menu()
        menu.clear()
        report = self.session.report
        template = self.services.resources.templates.get(report.body.outline)
        offered = [
            pattern
            for part in (template.walk() if template and node else ())
            if node and part.heading == node.heading
            for pattern in part.patterns
        ]
        offered += [phrase for row in self.rows.rows if (phrase := report.catalogue[row.code].phrase)]
        for pattern in dict.fromkeys(offered):
            shown = report.shown(pattern).text
            action = menu.addAction(shown if len(shown) <= 40 else shown[:39] + "…")
            action.setToolTip(shown)
            action.triggered.connect(lambda _checked=False, text=pattern: self._insert_pattern(text))
        if not offered:
            menu.addAction("这一节没有备选句式").setEnabled(False)

    def clean_node(self) -> None:
        """Show what the cleaner would change in the chosen text."""
        self._clean([self.tree.current_node() or self.chapter_id])

    def clean_chapter(self) -> None:
        """Show what the cleaner would change in the whole chapter."""
        self._clean(list(self.flow.blocks))

    def _clean(self, ids: list[int]) -> None:
        from fazhi_desktop.gui.cleanup import open_cleanup

        open_cleanup(self.session, self.services, ids)

    # outline

    def add_node(self) -> None:
        """Ask for a heading and add it behind the chosen one."""
        node = self.current_node()
        if node is None or not self.session.editable:
            return
        below = node.level == 1
        LineDialog(
            self.services,
            "添加一节",
            "标题（不写序号）",
            "",
            "添加",
            lambda heading: self._add(node.id if below else node.parent, 0 if below else node.id, heading),
        ).open()

    def add_below(self) -> None:
        """Ask for a heading and add it under the chosen one."""
        node = self.current_node()
        if node is not None and node.level < restructure.DEEPEST and self.session.editable:
            LineDialog(
                self.services,
                "添加下一级",
                "标题（不写序号）",
                "",
                "添加",
                lambda heading: self._add(node.id, 0, heading),
            ).open()

    def _add(self, parent: int, after: int, heading: str) -> None:
        children = self.session.report.children.get(parent, ())
        if not after and children:
            after = children[-1].id
        new_id, changes = restructure.add(self.session.report, parent=parent, after=after, heading=heading)
        if self.session.change(f"添加“{heading}”", changes):
            self.tree.choose(new_id)
            self.choose_node(new_id)

    def rename_node(self, node_id: int, heading: str) -> None:
        """Store another heading; an empty one is not taken."""
        node = self.session.report.node(node_id)
        changes = restructure.rename(self.session.report, node_id, heading) if node and heading else []
        self.session.change(f"修改标题“{heading}”", changes)
        self.refresh(None, None)

    def move_node(self, by: int) -> None:
        """Move the chosen heading up or down."""
        node = self.current_node()
        if node is not None and node.level > 1 and self.session.editable:
            self.session.change(f"移动“{node.heading}”", restructure.move(self.session.report, node.id, by))

    def indent_node(self, by: int) -> None:
        """Put the chosen heading a level deeper or higher."""
        node = self.current_node()
        if node is None or node.level == 1 or not self.session.editable:
            return
        change = restructure.indent if by > 0 else restructure.outdent
        changes = change(self.session.report, node.id)
        if changes:
            self.session.change(f"调整“{node.heading}”的层级", changes)
        else:
            self.session.said.emit("这个标题不能再" + ("降一级。" if by > 0 else "升一级。"))

    def delete_node(self) -> None:
        """Delete the chosen heading, after asking."""
        node = self.current_node()
        if node is None or node.level == 1 or not self.session.editable:
            return
        count = restructure.written_characters(self.session.report, node.id)
        self.services.messages.ask(
            f"删除“{self.session.report.heading_line(node)}”？",
            "删除这一节",
            lambda: self.session.change(
                f"删除“{node.heading}”", restructure.delete(self.session.report, node.id)
            ),
            detail=f"其中 {count} 字正文会一起删除，可以撤销。指标的数字不受影响。",
        )

    # making

    def _dress(self) -> None:
        form, icons = self.form, self.services.icons
        for button, icon in (
            (form.add, "plus"),
            (form.up, "chevron-up"),
            (form.down, "chevron-down"),
            (form.more, "dots"),
            (form.insert, "hash"),
            (form.patterns, "quote"),
            (form.clean, "eraser"),
        ):
            button.setIcon(icons.icon(icon))
            button.setIconSize(QSize(16, 16))
        more = QMenu(self)
        for text, action in (
            ("添加同级…", self.add_node),
            ("添加下一级…", self.add_below),
            ("修改标题\tF2", self.tree.rename_current),
            ("升一级\tAlt+←", lambda: self.indent_node(-1)),
            ("降一级\tAlt+→", lambda: self.indent_node(1)),
            ("删除…\tDelete", self.delete_node),
        ):
            more.addAction(text, action)
        form.more.setMenu(more)
        patterns = QMenu(self)
        patterns.setToolTipsVisible(True)
        patterns.aboutToShow.connect(self._fill_patterns)
        form.patterns.setMenu(patterns)
        cleaning = QMenu(self)
        cleaning.addAction("清理这一节…", self.clean_node)
        cleaning.addAction("清理本章…", self.clean_chapter)
        form.clean.setMenu(cleaning)

    def _connect(self) -> None:
        form, tree = self.form, self.tree
        tree.node_chosen.connect(self.choose_node)
        tree.renamed.connect(self.rename_node)
        tree.move_wanted.connect(self.move_node)
        tree.indent_wanted.connect(self.indent_node)
        tree.delete_wanted.connect(self.delete_node)
        tree.customContextMenuRequested.connect(lambda point: form.more.menu().popup(tree.mapToGlobal(point)))
        form.splitter.splitterMoved.connect(
            lambda: self.services.preferences.keep_layout(LAYOUT, form.splitter.saveState())
        )
        form.add.clicked.connect(self.add_node)
        form.up.clicked.connect(lambda: self.move_node(-1))
        form.down.clicked.connect(lambda: self.move_node(1))
        form.insert.clicked.connect(self.insert_at_caret)
        QShortcut(QKeySequence(FOCUS_KEY), self, self.next_pane)
        self.flow.entered.connect(self.enter_node)
        self.flow.number_wanted.connect(self.choose_number)
        self.flow.code_chosen.connect(self._reveal_code)
        self.flow.detail_wanted.connect(self._show_detail)
        self.rows.chosen.connect(self.panel.show_code)
        self.rows.detail_wanted.connect(self._show_detail)
        self.rows.stepped_out.connect(self._fill_on)
        self.rows.calculator_wanted.connect(self._calculate)
        self.session.findings_changed.connect(self._note_findings)

    def _show_detail(self, code: str) -> None:
        self.panel.show_code(code)
        self.panel.show_detail()

    def _calculate(self, row: object) -> None:
        from fazhi_desktop.gui.calculator import CalculatorDialog
        from fazhi_desktop.gui.indicator_row import IndicatorRow

        if isinstance(row, IndicatorRow):
            CalculatorDialog(self.services, row.field.text(), row.take_text).open()

    def _note_findings(self) -> None:
        if self.isVisible():
            self.flow.show_marks()
            self.refresh(frozenset(), None)
        else:
            self._all_stale = True
