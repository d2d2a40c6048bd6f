"""数据 › 本年通知: what this year's notice asks for."""

from dataclasses import replace

from PySide6.QtWidgets import QDialog, QDialogButtonBox

from fazhi_desktop.core.numerals import normalise
from fazhi_desktop.core.records import report_key
from fazhi_desktop.gui.dates import in_years_of, read_date
from fazhi_desktop.gui.forms import name_buttons
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session

DATES = (("returns_due", "科室交表截止"), ("due", "报送截止"), ("public", "公开截止"))


def open_notice(session: Session, services: Services) -> None:
    """Show this year's notice."""
    NoticeDialog(session, services).open()


class NoticeDialog(QDialog):
    """Number, deadlines, length limit and attachments; one edit."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session = session
        self.form = services.forms.fill(self, "notice")
        form = self.form
        self.setWindowTitle(f"本年通知（{session.year} 年度）")
        self._before = dict(session.report.head.notice)
        for key in ("name", "number", "limit", *(name for name, _ in DATES)):
            self._field(key).setText(self._before.get(key, ""))
            self._field(key).setPlaceholderText(in_years_of(self._field(key).placeholderText(), session.year))
        form.attachments.setPlainText(self._before.get("attachments", ""))
        name_buttons(form.buttons, "保存通知")
        form.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(session.editable)
        form.fault.setText(session.locked_reason)
        form.buttons.accepted.connect(self._keep)
        form.buttons.rejected.connect(self.reject)

    def _field(self, key: str):
        return getattr(self.form, {"name": "notice_name"}.get(key, key))

    def _keep(self) -> None:
        notice = dict(self._before)
        for key in ("name", "number"):
            notice[key] = " ".join(self._field(key).text().split())
        for key, words in DATES:
            found = read_date(self._field(key).text(), year=self._session.year + 1)
            if found is None:
                self._refuse(
                    key,
                    f"{words}“{self._field(key).text()}”不是日期，没有保存。请写成 2024-01-10 或 1月10日。",
                )
                return
            notice[key] = found
        limit = normalise(self.form.limit.text()).removesuffix("字").replace(",", "")
        if limit and not limit.isdigit():
            self._refuse(
                "limit", f"字数上限“{self.form.limit.text()}”不是整数，没有保存。请只写数字，如 5000。"
            )
            return
        notice["limit"] = limit
        lines = (line.strip() for line in self.form.attachments.toPlainText().splitlines())
        notice["attachments"] = "\n".join(line for line in lines if line)
        pairs = tuple((key, text) for key, text in notice.items() if text or key in self._cleared())
        head = replace(self._session.report.head, notice=pairs)
        if self._session.change("修改本年通知", [(report_key(self._session.year), head)]):
            self.accept()

    def _cleared(self) -> set[str]:
        """Entries of other dialogs whose empty text means something (an element left out)."""
        own = {"name", "number", "limit", "attachments", *(key for key, _ in DATES)}
        return {key for key in self._before if key not in own}

    def _refuse(self, key: str, sentence: str) -> None:
        self.form.fault.setText(sentence)
        self._field(key).setFocus()
        self._field(key).selectAll()
