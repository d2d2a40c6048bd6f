"""The panel under the form: where the chosen number comes from, where it is used, what it means."""

import html

from PySide6.QtWidgets import QWidget

from fazhi_desktop.core.report import Report
from fazhi_desktop.gui import entry
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.value_text import formula_text, main_source


def uses_html(report: Report, code: str) -> str:
    """Places where a number is used, as links `node/paragraph`."""
    links: list[str] = []
    for node_id, paragraph in report.uses.get(code, ()):
        node = report.node(node_id)
        name = report.place(node) if node else "引言"
        links.append(f'<a href="{node_id}/{paragraph}">{html.escape(name)}</a>')
    return " · ".join(links) if links else "正文中还没有用到"


def source_html(report: Report, code: str) -> str:
    """Where a value comes from, replaced imports included."""
    value = report.value(code)
    source = main_source(value)
    if source is None:
        suppliers = "、".join(report.catalogue[code].departments)
        return f"还没有填。应由 {html.escape(suppliers)} 提供。" if suppliers else "还没有填。"
    parts = [html.escape(source.place())]
    if source.raw and source.raw != value.shown:
        parts.append(f"原文“{html.escape(source.raw)}”")
    if source.department and source.kind == "cell":
        parts.append(html.escape(source.department))
    live = [entry for entry in value.sources if not entry.superseded]
    if len(live) > 1:
        parts.append(f"共 {len(live)} 个来源之和")
    text = "　".join(parts)
    kept = next((entry for entry in value.sources if entry.superseded), None)
    if kept is not None:
        text += f"<br>已替换：{html.escape(kept.place())} 的 {html.escape(kept.number or kept.raw or '')}"
    return text


class SourcePanel(QWidget):
    """Describes one indicator; its form is `ui/source_panel.ui`."""

    def __init__(self, session: Session, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "source_panel")
        self.code = ""
        self._short = True
        self.form.uses.linkActivated.connect(self._jump)
        self.form.reason.editingFinished.connect(self._keep_reason)
        self.form.detail.clicked.connect(self.show_detail)
        self.hide()

    def show_code(self, code: str) -> None:
        """Describe an indicator; nothing for ''."""
        self.code = code
        if not code:
            self.hide()
            return
        report, form = self._session.report, self.form
        indicator, value = report.catalogue[code], report.value(code)
        form.title.setText(f"{code} {indicator.name}")
        form.source.setText(source_html(report, code))
        form.uses.setText(uses_html(report, code))
        for label, words, text in (
            (form.meaning, form.meaning_label, indicator.definition),
            (form.formula, form.formula_label, formula_text(indicator, report)),
            (form.note, form.note_label, _note(report, code)),
        ):
            label.setText(text)
            label.setVisible(bool(text) and not self._short)
            words.setVisible(bool(text) and not self._short)
        replaced = entry.overridden(value) and self._session.editable
        form.reason.setVisible(replaced)
        form.reason_label.setVisible(replaced)
        typed = main_source(value)
        if replaced and not form.reason.hasFocus():
            form.reason.setText((typed.note if typed else "") or "")
        self.show()  # last: showing lays out what is visible

    def set_short(self, *, short: bool) -> None:
        """On a low screen leave meaning, formula and note to 详情, so that the fields keep their room."""
        if short != self._short:
            self._short = short
            self.show_code(self.code)

    def show_detail(self) -> None:
        """Open the dialog with everything about the value."""
        from fazhi_desktop.gui.value_dialog import ValueDialog

        self._session.flush()
        ValueDialog(self._session, self._services, self.code).open()

    def _keep_reason(self) -> None:
        source = main_source(self._session.report.value(self.code))
        reason = self.form.reason.text().strip()
        if source is not None and reason and reason != (source.note or ""):
            entry.set_reason(self._session, self.code, reason)

    def _jump(self, link: str) -> None:
        node, paragraph = link.split("/")
        self._services.jump(Place(node=int(node), paragraph=int(paragraph), code=self.code))


def _note(report: Report, code: str) -> str:
    note = report.notes.get(code)
    return f"{note.text}（{note.author} {note.time[:10]}）" if note else ""
