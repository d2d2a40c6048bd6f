"""Review of a read report: headings and numbers marked by how sure they are, mended by keyboard, one edit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.import_pick import PickIndicatorDialog
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.waiting import back_up
from fazhi_desktop.gui.years import show_read
from fazhi_desktop.reading.facts import Fact
from fazhi_desktop.reading.report import ReadReport, ReportReader
from fazhi_desktop.reading.review import Review

_PLACE = Qt.ItemDataRole.UserRole
LEVEL_WORDS = ("正文", "一级", "二级", "三级", "四级")
SURE = 0.93
"""Score from which a tie is shown as sure."""


class ReadingDialog(QDialog):
    """Shows paragraphs at the left, the chosen one with its numbers at the right."""

    def __init__(self, session: Session, services: Services, read: ReadReport, reader: ReportReader) -> None:
        super().__init__(services.window)
        self._session, self._services, self._reader = session, services, reader
        self._readings = [("修订后", read), *([("修订前", read.original)] if read.original else [])]
        self.review = Review(reader, read)
        self.form = services.forms.fill(self, "reading_dialog")
        form = self.form
        form.headline.setText(f"《{read.name}》读得对吗？")
        form.year.setText(str(read.year or ""))
        for words, _ in self._readings:
            form.readings.addItem(words)
        form.readings.setVisible(len(self._readings) > 1)
        for place, words in enumerate(LEVEL_WORDS):
            form.level.addItem(words, place)
        for tree, stretched in ((form.paragraphs, 1), (form.facts, 0)):
            tree.header().setStretchLastSection(False)
            tree.header().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        set_widths(form.paragraphs.header(), {0: 5, 2: 4.6})
        set_widths(form.facts.header(), {1: 6.5, 2: 15, 3: 5.7})
        form.halves.setSizes([560, 520])
        name_buttons(form.buttons, "读入报告")
        self._connect()
        self._fill(0)

    def _connect(self) -> None:
        form = self.form
        form.paragraphs.currentItemChanged.connect(lambda *_: self._show_paragraph())
        form.level.activated.connect(lambda _: self.set_level(form.level.currentData()))
        form.join.clicked.connect(self.join)
        form.split.clicked.connect(self.split)
        form.tie.clicked.connect(self._pick)
        form.loosen.clicked.connect(lambda: self.tie(""))
        form.facts.itemActivated.connect(lambda *_: self._pick())
        form.facts.currentItemChanged.connect(lambda *_: self._show_fact_buttons())
        form.readings.activated.connect(self._choose_reading)
        form.buttons.accepted.connect(lambda: self._store())
        form.buttons.rejected.connect(self.reject)
        form.next_unsure.clicked.connect(self.go_to_unsure)
        for level in range(len(LEVEL_WORDS)):
            QShortcut(QKeySequence(f"Ctrl+{level}"), self).activated.connect(
                lambda chosen=level: self.set_level(chosen)
            )
        for keys, action in (("Ctrl+J", self.join), ("Ctrl+Return", self.split), ("F8", self.go_to_unsure)):
            QShortcut(QKeySequence(keys), self).activated.connect(action)

    # showing

    def _fill(self, chosen: int) -> None:
        form, read = self.form, self.review.read
        tree = form.paragraphs
        blocked = tree.blockSignals(True)
        tree.clear()
        for place, paragraph in enumerate(read.paragraphs):
            level = self.review.level_of(place)
            words = "标题" if place == read.title_line else LEVEL_WORDS[level]
            doubt = "？" if self.review.is_unsure(place) else ""
            facts = self.review.facts_of(place)
            open_facts = sum(_is_open(fact) for _, fact in facts)
            numbers = f"{len(facts)}" + (f"　△{open_facts}" if open_facts else "") if facts else ""
            item = QTreeWidgetItem([words + doubt, "　" * max(0, level - 1) + paragraph.text[:80], numbers])
            item.setData(0, _PLACE, place)
            font = item.font(1)
            font.setBold(level > 0 or place == read.title_line)
            item.setFont(1, font)
            if doubt:
                item.setForeground(0, QColor(self._services.icons.colours.warning))
            tree.addTopLevelItem(item)
        tree.setCurrentItem(tree.topLevelItem(min(chosen, tree.topLevelItemCount() - 1)))
        tree.blockSignals(blocked)
        self._show_paragraph()
        self._say_counts()

    def _say_counts(self) -> None:
        headings, numbers, tied = self.review.counts()
        notes = "".join(self.review.read.notes)
        self.form.counts.setText(
            f"读出 {headings} 个标题、{numbers} 个数字，其中 {tied} 个对上了指标，其余留作普通文字。{notes}"
        )

    def _place(self) -> int:
        item = self.form.paragraphs.currentItem()
        return int(item.data(0, _PLACE)) if item else -1

    def _show_paragraph(self) -> None:
        place, form = self._place(), self.form
        form.text.clear()
        form.facts.clear()
        if place < 0:
            return
        form.level.setCurrentIndex(self.review.level_of(place))
        self._show_text(place)
        report = self._session.report
        for index, fact in self.review.facts_of(place):
            name = (
                f"{report.catalogue.name(fact.indicator)}（{fact.indicator}）" if fact.indicator else "不联动"
            )
            item = QTreeWidgetItem(
                [fact.quote, f"{fact.number}{fact.mention.quantity.unit}", name, _sure_words(fact)]
            )
            item.setData(0, _PLACE, index)
            item.setToolTip(0, fact.quote)
            item.setToolTip(2, name)
            form.facts.addTopLevelItem(item)
        form.facts.setCurrentItem(form.facts.topLevelItem(0))
        self._show_fact_buttons()

    def _show_text(self, place: int) -> None:
        """The paragraph with its numbers coloured by how sure their tie is."""
        text, colours = self.review.read.paragraphs[place].text, self._services.icons.colours
        cursor = self.form.text.textCursor()
        position = 0
        for _, fact in sorted(self.review.facts_of(place), key=lambda entry: entry[1].mention.digits):
            start, end = fact.mention.digits
            if start < position:
                continue
            cursor.insertText(text[position:start], QTextCharFormat())
            marked = QTextCharFormat()
            marked.setBackground(
                QColor(
                    colours.tint
                    if fact.indicator and not _is_open(fact)
                    else colours.warning_tint
                    if fact.indicator
                    else colours.side
                )
            )
            marked.setFontUnderline(_is_open(fact))
            cursor.insertText(text[start:end], marked)
            position = end
        cursor.insertText(text[position:], QTextCharFormat())
        self.form.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _show_fact_buttons(self) -> None:
        fact = self._fact()
        self.form.tie.setEnabled(fact is not None)
        self.form.loosen.setEnabled(fact is not None and bool(fact.indicator))

    def _fact(self) -> Fact | None:
        item = self.form.facts.currentItem()
        return self.review.read.facts[item.data(0, _PLACE)] if item else None

    # mending

    def set_level(self, level: int) -> None:
        """Give the chosen paragraph a level."""
        place = self._place()
        if place >= 0:
            self.review.set_level(place, level)
            self._fill(place)

    def join(self) -> None:
        """Put the chosen paragraph and the next together."""
        place = self._place()
        if place >= 0:
            self.review.join(place)
            self._fill(place)

    def split(self) -> None:
        """Cut the chosen paragraph at the caret of the text."""
        place, position = self._place(), self.form.text.textCursor().position()
        if place >= 0 and position:
            self.review.split(place, position)
            self._fill(place)
        else:
            self.form.fault.setText("请先在右边的文字里把光标放到要分段的地方。")

    def tie(self, code: str) -> None:
        """Tie the chosen number to an indicator, '' for none."""
        item, place = self.form.facts.currentItem(), self._place()
        if item is not None:
            row = self.form.facts.indexOfTopLevelItem(item)
            self.review.tie(item.data(0, _PLACE), code)
            self._fill(place)
            self.form.facts.setCurrentItem(self.form.facts.topLevelItem(row))

    def go_to_unsure(self) -> None:
        """Show the next paragraph with something uncertain."""
        tree, start = self.form.paragraphs, self._place()
        count = tree.topLevelItemCount()
        for step in range(1, count + 1):
            place = (start + step) % count
            if self.review.is_unsure(place) or any(_is_open(fact) for _, fact in self.review.facts_of(place)):
                tree.setCurrentItem(tree.topLevelItem(place))
                return
        self.form.fault.setText("没有不确定的地方了。")

    def _pick(self) -> None:
        fact = self._fact()
        if fact is not None:
            offered = tuple(code for code in (fact.indicator, *fact.rivals) if code)
            PickIndicatorDialog(self._session, self._services, fact.quote, offered, self.tie).open()

    def _choose_reading(self, row: int) -> None:
        self.review = Review(self._reader, self._readings[row][1])
        self._fill(0)

    # storing

    def _store(self, *, replacing: bool = False) -> None:
        text = normalise(self.form.year.text()).removesuffix("年度").removesuffix("年")
        if not (text.isascii() and text.isdigit() and len(text) == 4):
            self.form.fault.setText("请写明这是哪一年的报告，如 2022。")
            self.form.year.setFocus()
            return
        year, store = int(text), self._session.store
        existing = store.report(year) if year in store.years else None
        if existing is not None and existing.head.state == "final":
            self.form.fault.setText(f"{year} 年度已定稿，不能读入。请先取消定稿，或改为别的年度。")
            return
        if not replacing and self._has_content(existing, year):
            self._services.messages.ask(
                f"{year} 年度已有内容，用这份报告替换吗？",
                "替换",
                lambda: self._store(replacing=True),
                detail="提纲和文字会换成这份报告的，其他来源的数字保留；可以撤销，读入前先自动备份。",
            )
            return
        self._write(existing, year)

    def _has_content(self, existing: Report | None, year: int) -> bool:
        if existing is None:
            return bool(self._session.store.of_kind(Value, year))
        return bool(existing.head.preface or any(node.paragraphs for node in existing.nodes))

    def _write(self, existing: Report | None, year: int) -> None:
        from fazhi_desktop.reading.stored import stored

        session = self._session
        try:
            step = stored(
                self.review.read,
                session.store.get,
                existing=existing,
                year=year,
                force=True,
                time=session.clock().isoformat(timespec="seconds"),
            )
        except FazhiError as error:
            self._refuse(error)
            return

        def carry_out() -> None:
            if session.apply(step):
                self.accept()
                show_read(session, self._services, year)

        back_up(session, self._services, "读入前", carry_out, self._refuse, step=step)

    def _refuse(self, error: FazhiError) -> None:
        self.form.fault.setText(error.message)


def _is_open(fact: Fact) -> bool:
    """Whether the clerk should look at a tie."""
    return not fact.chosen and bool(fact.score < SURE if fact.indicator else fact.rivals)


def _sure_words(fact: Fact) -> str:
    if not fact.indicator:
        return "△ 有相近" if _is_open(fact) else "—"
    return "△ 请核对" if _is_open(fact) else "✔ 确定"
