"""报告 › 保密审查: what has to be decided before publication, one by one, and the record of the decision."""

from dataclasses import replace
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem

from fazhi_desktop.checking.findings import in_words
from fazhi_desktop.checking.privacy import Item
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.publication import (
    ACTIONS,
    Action,
    Clearance,
    Decision,
    clear,
    decide,
    publication_of,
    record_lines,
    undecide,
    usual_mask,
)
from fazhi_desktop.gui.checks_live import live_checks
from fazhi_desktop.gui.columns import set_widths
from fazhi_desktop.gui.dates import read_date
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.sheet import SheetDialog

RESULTS = ("不涉及国家秘密、工作秘密和敏感信息，可以公开", "已按上列意见处理，处理后可以公开", "不宜公开")
_QUOTE = Qt.ItemDataRole.UserRole


def open_publication(session: Session, services: Services) -> None:
    """Show the work list."""
    PublicationDialog(session, services).open()


class PublicationDialog(QDialog):
    """The list on the left, the sentence and what happens to it on the right, the record below."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "publication")
        form = self.form
        self.setWindowTitle(f"保密审查（{session.year} 年度公开版）")
        self._items: dict[str, Item] = {}
        self._open = not session.store.readonly  # a final report is reviewed too: its text stays as it is
        header = form.items.header()
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        set_widths(header, {0: 7, 1: 6.3, 3: 6})
        form.halves.setSizes([540, 360])
        form.result.addItems(RESULTS)
        form.result.setCurrentIndex(-1)
        form.result.activated.connect(lambda _: form.result.lineEdit().setCursorPosition(0))
        form.result.lineEdit().setPlaceholderText("可以公开、处理后可以公开……")
        self._connect()
        self._show_record()
        self.fill()

    def _connect(self) -> None:
        form = self.form
        form.items.currentItemChanged.connect(lambda *_: self._show())
        for button in (form.mask, form.drop, form.keep):
            button.toggled.connect(lambda _: self._show_fields())
        form.decide.clicked.connect(self.decide)
        form.undecide.clicked.connect(self._take_back)
        form.clear.clicked.connect(self.keep_record)
        form.sheet.clicked.connect(lambda: self.sheet().open())
        form.buttons.rejected.connect(self.reject)

    # the list

    def fill(self, quote: str = "") -> None:
        """List what the report holds now; the words named, or the first undecided ones, are shown."""
        form, report = self.form, self._session.report
        self._items = {item.quote: item for item in live_checks(self._session).private_items()}
        known = publication_of(report)
        form.items.clear()
        for item in self._items.values():
            made = known.decision(item.quote)
            row = QTreeWidgetItem(
                [
                    ACTIONS[made.action] if made else "待处理",
                    item.label,
                    item.quote,
                    in_words(item.place, report),
                ]
            )
            colours = self._services.icons.colours
            row.setForeground(0, QColor(colours.done if made else colours.warning))
            row.setData(0, _QUOTE, item.quote)
            row.setToolTip(2, item.quote)
            form.items.addTopLevelItem(row)
            if item.quote == quote or (not quote and made is None and form.items.currentItem() is None):
                form.items.setCurrentItem(row)
        if form.items.currentItem() is None and self._items:
            form.items.setCurrentItem(form.items.topLevelItem(0))
        waiting = len(self.open_items())
        words = f"共 {len(self._items)} 项，还有 {waiting} 项待处理" if self._items else "没有需要处理的内容"
        form.counts.setText(words)
        self._show()

    def open_items(self) -> list[tuple[str, str]]:
        """(label, words) that nobody has decided about."""
        known = publication_of(self._session.report)
        return [
            (item.label, item.quote) for item in self._items.values() if known.decision(item.quote) is None
        ]

    def _chosen(self) -> Item | None:
        row = self.form.items.currentItem()
        return self._items.get(row.data(0, _QUOTE)) if row else None

    def _show(self) -> None:
        form, item = self.form, self._chosen()
        form.right.setEnabled(item is not None and self._open)
        form.fault.setText("" if self._open else self._session.locked_reason)
        if item is None:
            form.kind.setText("")
            form.around.setHtml(
                "<p>名字、电话、证件号、案号、住址等都没有发现。核对后可直接填写审查结论。</p>"
            )
            return
        made = publication_of(self._session.report).decision(item.quote)
        form.kind.setText(f"{item.label}：{item.quote}")
        form.around.setHtml(self._sentence(item))
        button = getattr(form, made.action if made else "mask")
        button.setChecked(True)
        form.cover.setText(made.mask if made and made.mask else usual_mask(item.quote, item.label))
        form.reason.setText(made.reason if made else "")
        form.undecide.setEnabled(made is not None)
        self._show_fields()

    def _sentence(self, item: Item) -> str:
        report, place = self._session.report, item.place
        node = report.node(place.node or 0)
        texts = report.head.preface if node is None else node.paragraphs
        text = report.shown(texts[place.paragraph]).text if place.paragraph < len(texts) else item.quote
        tint = self._services.icons.colours.warning_tint
        before, inside, after = text[: place.start], text[place.start : place.end], text[place.end :]
        before, after = before[before.rfind("。") + 1 :], after[: after.find("。") + 1 or None]
        return f"<p>{escape(before)}<b style='background:{tint}'>{escape(inside)}</b>{escape(after)}</p>"

    def _show_fields(self) -> None:
        form = self.form
        form.cover.setEnabled(form.mask.isChecked())
        form.reason.setEnabled(form.keep.isChecked())

    def decide(self) -> None:
        """Keep the decision about the chosen words and go on to the next."""
        form, item = self.form, self._chosen()
        if item is None:
            return
        action: Action = "mask" if form.mask.isChecked() else "drop" if form.drop.isChecked() else "keep"
        cover = form.cover.text().strip()
        usual = cover == usual_mask(item.quote, item.label)
        made = Decision(
            item.quote,
            item.label,
            action,
            cover if action == "mask" and not usual else "",
            form.reason.text().strip() if action == "keep" else "",
            self._session.report.body.filler,
            self._session.clock().strftime("%Y-%m-%d %H:%M"),
        )
        try:
            step = decide(self._session.report, [made])
        except FazhiError as error:
            form.fault.setText(error.message)
            form.reason.setFocus()
            return
        if self._session.apply(step):
            self.fill()

    def _take_back(self) -> None:
        item = self._chosen()
        if item is not None and self._session.apply(undecide(self._session.report, item.quote)):
            self.fill(item.quote)

    # the record

    def _show_record(self) -> None:
        form, made = self.form, publication_of(self._session.report).clearance
        today = self._session.clock().strftime("%Y-%m-%d")
        shown = made or Clearance(self._session.report.body.filler, "", today, "")
        for name in ("reviewer", "approver", "time", "remark"):
            getattr(form, name).setText(getattr(shown, name))
        form.result.setCurrentText(shown.result)
        form.clear.setEnabled(self._open)

    def keep_record(self) -> None:
        """Write who looked, when, and with what result."""
        form = self.form
        time = read_date(form.time.text(), year=self._session.year + 1)
        if not time:
            form.fault.setText(f"审查时间“{form.time.text()}”不是日期，没有保存。请写成 2025-01-10。")
            return
        made = Clearance(form.reviewer.text(), form.approver.text(), time, form.result.currentText())
        waiting = len(self.open_items())
        if waiting and "可以公开" in made.result:
            form.fault.setText(f"还有 {waiting} 项待处理，没有保存。请逐项决定后再写“可以公开”的结论。")
            return
        try:
            step = clear(self._session.report, replace(made, remark=form.remark.text().strip()))
        except FazhiError as error:
            form.fault.setText(error.message)
            return
        if self._session.apply(step):
            form.fault.setText("")
            self._session.said.emit("保密审查结论已保存。")

    def sheet(self) -> SheetDialog:
        """The record as a sheet to print."""
        lines = record_lines(self._session.report, self.open_items())
        return SheetDialog(self._services, lines, self._session.store.path.parent)
