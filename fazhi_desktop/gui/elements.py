"""报告 › 版头版记要素: the elements of the 公文 around the text."""

from dataclasses import replace

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPlainTextEdit

from fazhi_desktop.core.records import BODY, Key, Record, report_key
from fazhi_desktop.document.elements import FIELDS, ElementField, bracketed, elements_of, iso_date, plain_date
from fazhi_desktop.gui.dates import in_years_of
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

NONE = "无"
DATE_KEYS = {"date", "print_date"}


def open_elements(session: Session, services: Services) -> None:
    """Show the elements."""
    ElementsDialog(session, services).open()


class ElementsDialog(QDialog):
    """One line per element; an empty line takes the default, 无 leaves the element out."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session = session
        self.form = services.forms.fill(self, "elements")
        form = self.form
        self.lines: dict[str, QLineEdit | QPlainTextEdit] = {}
        for field in FIELDS:
            self._add(field)
        form.buttons.setParent(None)  # put back, it comes after the lines in the order of Tab, too
        form.rows.addWidget(form.buttons)
        name_buttons(form.buttons, "保存要素")
        form.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(session.editable)
        form.fault.setText(session.locked_reason)
        form.buttons.accepted.connect(self._keep)
        form.buttons.rejected.connect(self.reject)
        self.lines[FIELDS[0].key].setFocus()

    def text(self, key: str) -> str:
        """What stands in the line of an element."""
        line = self.lines[key]
        return line.toPlainText().strip() if isinstance(line, QPlainTextEdit) else line.text().strip()

    def write(self, key: str, text: str) -> None:
        """Put a text into the line of an element."""
        line = self.lines[key]
        if isinstance(line, QPlainTextEdit):
            line.setPlainText(text)
        else:
            line.setText(text)

    def _add(self, field: ElementField) -> None:
        given = self._given(field)
        default = getattr(elements_of(self._session.report), field.key, "")
        hint = in_years_of(field.hint, self._session.year)
        words = default if isinstance(default, str) and default and field.key not in given else hint
        shown = given.get(field.key)
        text = NONE if shown == "" else (shown or "")
        if field.key == "attachments":
            line: QLineEdit | QPlainTextEdit = QPlainTextEdit(text)
            line.setTabChangesFocus(True)
            line.setFixedHeight(72)
        else:
            line = QLineEdit(text)
        line.setPlaceholderText(words)
        line.setToolTip(hint)
        label = QLabel(f"{field.label}{'（本年）' if field.yearly else ''}")
        label.setBuddy(line)
        line.setAccessibleName(field.label)
        line.setEnabled(self._session.editable)
        self.form.inside.layout().addRow(label, line)
        self.lines[field.key] = line

    def _given(self, field: ElementField) -> dict[str, str]:
        report = self._session.report
        return dict(report.head.notice if field.yearly else report.body.elements)

    def _keep(self) -> None:
        report = self._session.report
        body, year = dict(report.body.elements), dict(report.head.notice)
        for field in FIELDS:
            goal, text = year if field.yearly else body, self._clean(field)
            if text and field.key in DATE_KEYS and not iso_date(text):
                self.form.fault.setText(
                    f"{field.label}“{text}”不是日历上的日期，请写成“2024年1月15日”的样子。"
                )
                self.lines[field.key].setFocus()
                return
            if text is None:
                goal.pop(field.key, None)
            else:
                goal[field.key] = text
        changes: list[tuple[Key, Record | None]] = [
            (BODY, replace(report.body, elements=tuple(body.items()))),
            (report_key(report.year), replace(report.head, notice=tuple(year.items()))),
        ]
        if self._session.change("修改版头版记要素", changes):
            self.accept()

    def _clean(self, field: ElementField) -> str | None:
        """The text to store: None for the default, '' for an element that is left out."""
        text = self.text(field.key)
        if not text:
            return None
        if text == NONE:
            return ""
        if field.key == "document_number":
            return bracketed(text)
        return plain_date(text) if field.key in DATE_KEYS else text
