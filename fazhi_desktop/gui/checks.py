"""审核: findings by chapter and severity, the place in its text, and the explanation of what may stand."""

from collections.abc import Iterator

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTreeWidgetItem

from fazhi_desktop.checking.findings import Finding, in_words, places_in_words
from fazhi_desktop.checking.findings import Place as CheckedPlace
from fazhi_desktop.core.explaining import as_sentence, offered
from fazhi_desktop.core.records import Explanation, Key
from fazhi_desktop.core.report import Report
from fazhi_desktop.gui.checks_live import cured_texts, live_checks
from fazhi_desktop.gui.commands import command
from fazhi_desktop.gui.finding_steps import check_all, go_to
from fazhi_desktop.gui.page import Page
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_text import full_text

_FINGERPRINT = Qt.ItemDataRole.UserRole
DIALOGS = {"elements_missing": "elements"}
"""Rules without a place in the text, and the command whose dialog mends what they say."""
FILTERS = (("all", "全部"), ("hard", "必须改"), ("open", "可说明，未说明"), ("explained", "已说明"))


class ChecksPage(Page):
    """The list of findings."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(session, services)
        self.form = services.forms.fill(self, "checks")
        self._checks = live_checks(session)
        self._shown: Finding | None = None
        self._stored = ""  # explanation of the one that is shown
        form = self.form
        for name, words in FILTERS:
            form.filter.addItem(words, name)
        form.halves.setSizes([560, 760])
        form.go.setIcon(services.icons.icon("arrow-right"))
        self._connect()

    def _connect(self) -> None:
        form = self.form
        self.session.findings_changed.connect(self._refill)
        self._checks.current_changed.connect(self._select_current)
        form.filter.currentIndexChanged.connect(lambda _: self._fill())
        form.tree.currentItemChanged.connect(lambda *_: self._show_current())
        form.tree.itemSelectionChanged.connect(self._show_buttons)
        form.tree.itemActivated.connect(lambda *_: self._go())
        form.tree.itemDoubleClicked.connect(lambda *_: self._go())
        form.tree.customContextMenuRequested.connect(self._show_menu)
        form.go.clicked.connect(self._go)
        form.cure.clicked.connect(self._cure)
        form.whole.clicked.connect(lambda: check_all(self.session, self.services))
        form.keep.clicked.connect(self._keep)
        form.withdraw.clicked.connect(self._withdraw)
        form.again.clicked.connect(self._use_again)
        form.into_text.clicked.connect(self._write_into_text)
        form.sheet.clicked.connect(self._show_sheet)
        form.explanation.textChanged.connect(self._show_buttons)
        self.session.flush_requested.connect(self._flush)

    def refresh(self, keys: frozenset[Key] | None, initiator: object) -> None:
        if keys is None:
            self._checks.now()
        self._fill()

    def focus_first(self) -> None:
        self.form.tree.setFocus()

    def _refill(self) -> None:
        if self.isVisible():
            self._fill()

    def findings(self) -> Iterator[Finding]:
        """The findings the filter lets through."""
        wanted = self.form.filter.currentData()
        explained = self.session.report.explanations
        for finding in self.session.findings:
            state = (
                finding.severity
                if finding.severity == "hard"
                else ("explained" if finding.fingerprint in explained else "open")
            )
            if wanted in ("all", state):
                yield finding

    def _fill(self) -> None:
        tree, report = self.form.tree, self.session.report
        blocked = tree.blockSignals(True)
        tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for finding in self.findings():
            group = _group(finding, report)
            if group not in groups:
                groups[group] = _head(group)
                groups[group].setFlags(Qt.ItemFlag.ItemIsEnabled)
                tree.addTopLevelItem(groups[group])
            groups[group].addChild(self._item(finding, report))
        for name, group in groups.items():
            group.setText(0, f"{name}（{group.childCount()}）")
            group.setExpanded(True)
            tree.setFirstColumnSpanned(tree.indexOfTopLevelItem(group), tree.rootIndex(), True)
        tree.blockSignals(blocked)
        self._say_counts()
        self._select_current()

    def _item(self, finding: Finding, report: Report) -> QTreeWidgetItem:
        explained = finding.fingerprint in report.explanations
        mark = "! 必须改" if finding.severity == "hard" else ("✔ 已说明" if explained else "△ 可说明")
        item = QTreeWidgetItem([mark, finding.message])
        item.setData(0, _FINGERPRINT, finding.fingerprint)
        item.setToolTip(1, f"{places_in_words(finding.places, report) or '全篇'}：{finding.message}")
        colours = self.services.icons.colours
        colour = (
            colours.error if finding.severity == "hard" else (colours.done if explained else colours.warning)
        )
        item.setForeground(0, QColor(colour))
        return item

    def _say_counts(self) -> None:
        hard, soft = self.session.finding_counts()
        form = self.form
        explained = len(self.session.findings) - hard - soft
        form.counts.setText(f"必须改 {hard}　可说明 {soft}　已说明 {explained}")
        faults = "\n".join(self._checks.faults)
        form.faults.setText(faults)
        form.faults.setVisible(bool(faults))
        empty = not form.tree.topLevelItemCount()
        form.empty.setVisible(empty)
        form.tree.setVisible(not empty)
        form.empty.setText(
            "没有这一类问题。"
            if self.session.findings
            else "没有审核问题。改动数字和文字时会随时再审，也可按 F9 全审。"
        )

    def _items(self) -> Iterator[QTreeWidgetItem]:
        tree = self.form.tree
        for row in range(tree.topLevelItemCount()):
            group = tree.topLevelItem(row)
            yield from (group.child(place) for place in range(group.childCount()))

    def _select_current(self) -> None:
        items = list(self._items())
        chosen = next((item for item in items if item.data(0, _FINGERPRINT) == self._checks.current), None)
        if chosen is None and items:
            chosen = items[0]
        if chosen is not None and chosen is not self.form.tree.currentItem():
            self._choose(chosen)
        self._show_current()

    def step_finding(self, by: int) -> bool:
        items = list(self._items())
        if not items:
            return False
        current = self.form.tree.currentItem()
        place = items.index(current) + by if current in items else 0
        chosen = items[place % len(items)]
        self._choose(chosen)
        self.session.said.emit(f"问题 {place % len(items) + 1}/{len(items)}：{chosen.text(1)}")
        return True

    def _choose(self, item: QTreeWidgetItem) -> None:
        """Choose one finding alone, though Shift is held for Shift+F8."""
        flags = QItemSelectionModel.SelectionFlag
        self.form.tree.setCurrentItem(item, 0, flags.ClearAndSelect | flags.Rows)

    def _chosen(self) -> Finding | None:
        item = self.form.tree.currentItem()
        fingerprint = item.data(0, _FINGERPRINT) if item else None
        return next((entry for entry in self.session.findings if entry.fingerprint == fingerprint), None)

    def _show_current(self) -> None:
        finding = self._chosen()
        form, report = self.form, self.session.report
        form.details.setEnabled(finding is not None)
        if self._shown is not None and (finding is None or finding.fingerprint != self._shown.fingerprint):
            self._flush()
        fresh = finding is None or self._shown is None or finding.fingerprint != self._shown.fingerprint
        self._shown = finding
        form.message.setText(finding.message if finding else "")
        if finding is not None:
            self._checks.look_at(finding)  # shows it once more where it was not the current one
        form.text.clear()
        if finding is None:
            form.place.setText("")
            form.explanation.setPlainText("")
        else:
            form.place.setText(places_in_words(finding.places, report))
            for place in finding.places:
                self._show_place(place, report)
            if not finding.places:
                form.text.setPlainText("这一条说的是整篇报告，没有具体位置。")
            form.go.setEnabled(bool(finding.places) or finding.rule in DIALOGS)
            form.text.moveCursor(QTextCursor.MoveOperation.Start)
            self._show_explanation(finding, fresh=fresh)
            form.who.setText(self._who(finding))
        self._show_buttons()

    def _show_explanation(self, finding: Finding, *, fresh: bool) -> None:
        """What is stored, unless the clerk typed something else: a step taken back takes its words along."""
        kept = self.session.report.explanations.get(finding.fingerprint)
        field, before = self.form.explanation, self._stored
        self._stored = kept.text if kept else ""
        if fresh or (self._stored != before and field.toPlainText().strip() == before):
            field.setPlainText(self._stored)

    def _who(self, finding: Finding) -> str:
        """Who explained it and when; what was written of the same thing before where nobody has yet."""
        kept = self.session.report.explanations.get(finding.fingerprint)
        if kept is not None:
            return f"{kept.author} {kept.time[:16].replace('T', ' ')} 说明"
        before = offered(self.session.report, finding.fingerprint)
        return f"以前的说明（{before.time[:4]}）：{before.text[:24]}" if before else ""

    def _show_place(self, place: CheckedPlace, report: Report) -> None:
        """Add a place to the right side: its paragraph with the piece marked, or the indicator's value."""
        cursor = self.form.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        quiet, marked, plain = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        colours = self.services.icons.colours
        quiet.setForeground(QColor(colours.secondary))
        marked.setBackground(QColor(colours.warning_tint))
        marked.setForeground(QColor(colours.error))
        marked.setFontUnderline(True)
        if not self.form.text.document().isEmpty():
            cursor.insertBlock()
            cursor.insertBlock()
        cursor.insertText(f"{in_words(place, report)}\n", quiet)
        if place.node is None:
            cursor.insertText(_value_words(place, report), plain)
            return
        node = report.node(place.node)
        texts = report.head.preface if place.node == 0 else (node.paragraphs if node else ())
        text = report.shown(texts[place.paragraph]).text if place.paragraph < len(texts) else ""
        if not text:
            cursor.insertText("（这里还没有文字）", quiet)
        cursor.insertText(text[: place.start], plain)
        cursor.insertText(text[place.start : place.end], marked)
        cursor.insertText(text[place.end :], plain)

    def _show_buttons(self) -> None:
        form, finding, report = self.form, self._shown, self.session.report
        soft = finding is not None and finding.severity == "soft"
        text = form.explanation.toPlainText().strip()
        kept = report.explanations.get(finding.fingerprint) if finding else None
        form.explanation.setEnabled(soft and self.session.editable)
        form.explanation.setPlaceholderText(
            "写明为什么可以这样，如：上年统计口径包含联合检查。"
            if soft
            else "这一条必须改正，不能以说明代替。"
        )
        form.cure.setVisible(bool(self.session.editable and finding and cured_texts(finding, report)))
        several = len(self._selected())
        form.keep.setText(f"保存 {several} 条说明" if several > 1 else "保存说明")
        form.keep.setEnabled(
            soft and self.session.editable and bool(text) and text != (kept.text if kept else "")
        )
        before = offered(report, finding.fingerprint) if finding and soft and not kept else None
        form.again.setVisible(before is not None)
        form.again.setEnabled(self.session.editable and before is not None and text != before.text)
        form.into_text.setVisible(soft)
        form.into_text.setEnabled(bool(text) and self.session.editable and self._home() is not None)
        form.withdraw.setVisible(kept is not None)
        form.withdraw.setEnabled(self.session.editable)

    def _keep(self) -> None:
        """Store the explanation; the keyboard goes back to the list, for the next one."""
        self._explain()
        self.form.tree.setFocus()

    def _explain(self) -> None:
        finding, text = self._shown, self.form.explanation.toPlainText().strip()
        if finding is None or not text:
            return
        now = self.session.clock().isoformat(timespec="seconds")
        made = Explanation(text, self.session.report.body.filler or "填报人", now)
        chosen = self._selected() if finding.fingerprint in self._selected() else [finding.fingerprint]
        keys = [Key("explanation", self.session.year, fingerprint) for fingerprint in chosen]
        if self.session.change("写审核说明", [(key, made) for key in keys]):
            words = f"这 {len(keys)} 条" if len(keys) > 1 else "这一条"
            self.session.said.emit(f"说明已保存，{words}不再计入待说明。")

    def _selected(self) -> list[str]:
        """Fingerprints of the soft findings that are selected; several may share one explanation."""
        wanted = {item.data(0, _FINGERPRINT) for item in self.form.tree.selectedItems()}
        findings = self.session.findings
        return [
            each.fingerprint for each in findings if each.fingerprint in wanted and each.severity == "soft"
        ]

    def _show_sheet(self) -> None:
        from fazhi_desktop.gui.explained import open_explained

        open_explained(self.session, self.services)

    def _use_again(self) -> None:
        """Take over what was written about the same finding before."""
        before = offered(self.session.report, self._shown.fingerprint) if self._shown else None
        if before is not None:
            self.form.explanation.setPlainText(before.text)

    def _home(self) -> int | None:
        """The heading whose text takes the explanation: the place's own, or the indicator's."""
        report = self.session.report
        for place in self._shown.places if self._shown else ():
            if place.node and report.node(place.node):
                return place.node
            home = next((node.id for node in report.nodes if place.indicator in node.indicators), None)
            if home is not None:
                return home
        return None

    def _write_into_text(self) -> None:
        """Make the explanation a sentence of the report."""
        home, text = self._home(), self.form.explanation.toPlainText()
        if home is None:
            return
        self._flush()
        step = as_sentence(self.session.report, home, text)
        if self.session.apply(step):
            node = self.session.report.node(home)
            where = self.session.report.place(node) if node else ""
            self.session.said.emit(f"说明已写到 {where} 的末尾，请到正文中看一遍。")

    def _withdraw(self) -> None:
        if self._shown is not None:
            key = Key("explanation", self.session.year, self._shown.fingerprint)
            self.form.explanation.setPlainText("")
            self.session.change("撤回审核说明", [(key, None)])

    def _flush(self) -> None:
        """Keep an explanation that was typed and not stored yet."""
        if self.form.keep.isEnabled():
            self._explain()

    def _go(self) -> None:
        finding = self._chosen()
        if finding is not None:
            self._flush()
            mended_in = command(DIALOGS.get(finding.rule, ""))
            if mended_in is not None:
                mended_in.run(self.session, self.services)
            else:
                go_to(self.session, self.services, finding)

    def _cure(self) -> None:
        """Show what the clean-up would mend in the texts of the finding."""
        from fazhi_desktop.gui.cleanup import open_cleanup

        if self._shown is not None:
            self._flush()
            open_cleanup(self.session, self.services, cured_texts(self._shown, self.session.report))

    def menu(self) -> QMenu | None:
        """The menu of the chosen finding."""
        finding = self._chosen()
        if finding is None:
            return None
        menu = QMenu(self)
        menu.addAction("去修改").triggered.connect(self._go)
        menu.addAction("添加说明").triggered.connect(lambda: self.form.explanation.setFocus())
        words = f"{places_in_words(finding.places, self.session.report) or '全篇'}　{finding.message}"
        menu.addAction("复制").triggered.connect(lambda: QGuiApplication.clipboard().setText(words))
        return menu

    def _show_menu(self, point: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self.form.tree.viewport().mapToGlobal(point))


def _head(group: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([group])
    font = item.font(0)
    font.setBold(True)
    item.setFont(0, font)
    return item


def _group(finding: Finding, report: Report) -> str:
    place = finding.places[0] if finding.places else None
    if place is None:
        return "全篇"
    if place.node is None:
        return "指标" if place.indicator else "报送表"
    node = report.node(place.node)
    return report.heading_line(report.path(node)[0]) if node else "前言"


def _value_words(place: CheckedPlace, report: Report) -> str:
    if place.indicator is None:
        return place.quote
    value = report.value(place.indicator)
    source = "；".join(source.place() for source in value.sources if not source.superseded)
    return full_text(value) + (f"　来源：{source}" if source else "")
