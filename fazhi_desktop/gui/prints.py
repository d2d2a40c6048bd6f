"""文件 › 与上次打印比较: what changed since a print, and the pages to print again."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.prints import MARK, Print, added, in_words, read
from fazhi_desktop.gui.editions import dress, fill, go
from fazhi_desktop.gui.latest import Latest
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.store.log import Head
from fazhi_desktop.store.past import report_at

if TYPE_CHECKING:
    from fazhi_desktop.document.differences import Difference
    from fazhi_desktop.document.tree import Edition

NAMES = {"public": "公开版", "submit": "报送版", "checking": "核稿稿"}
NONE = "还没有打印过。打印一次以后，在这里看改了哪些段落和数字、哪几页要重印。"
DRAFT = "现在有必须改的问题，各页都印着“草稿”。"
LOST = "那次打印时的稿子还原不出来（修改记录与那时的不同），只比较了页面。"


def open_prints(session: Session, services: Services) -> None:
    """Show what changed since the last print."""
    session.flush()
    PrintsDialog(session, services).open()


def note(session: Session, made: Print, numbers: tuple[int, ...]) -> None:
    """Remember a print that was made; where that cannot be written, say so and no more."""
    try:
        session.store.keep(MARK, added(session.store.log.kept(MARK), made, numbers))
    except FazhiError as error:
        session.said.emit(f"已打印，但没有记下印了什么：{error.message}")


class PrintsDialog(QDialog):
    """The prints of the year above, below what changed since the chosen one; Enter goes to its place."""

    def __init__(self, session: Session, services: Services) -> None:
        super().__init__(services.window)
        self._session, self._services = session, services
        self.form = services.forms.fill(self, "prints")
        dress(self.form.rows)
        self._changed: tuple[int, ...] = ()
        self._work = Latest(self)
        kept = read(session.store.log.kept(MARK))
        for entry in (entry for entry in kept if entry.year == session.year and entry.kind in NAMES):
            time = entry.time.replace("T", " ")[:16]
            self.form.which.addItem(f"{time}　{NAMES[entry.kind]}　{entry.sheets} 页", entry)
        self._connect()
        self._compare()

    def _connect(self) -> None:
        form = self.form
        self._work.done.connect(self._show)
        self._work.failed.connect(self._services.messages.failed)
        form.which.currentIndexChanged.connect(lambda _: self._compare())
        form.print.clicked.connect(self._print)
        form.buttons.rejected.connect(self.reject)
        form.rows.cellActivated.connect(lambda row, _: go(self, self._services, form.rows, row))

    def _compare(self) -> None:
        chosen: Print | None = self.form.which.currentData()
        self.form.which.setEnabled(chosen is not None)
        self.form.print.setEnabled(False)
        self.form.words.setText("正在比较…" if chosen is not None else NONE)
        if chosen is None:
            return
        session, renderer, report = self._session, self._services.renderer, self._session.report
        end = Head(chosen.rows, chosen.step, chosen.digest)
        try:
            before = report_at(session.store, report.catalogue, report.year, end)
        except FazhiError:
            before = None
        edition: Edition = "public" if chosen.kind == "public" else "submit"
        draft, checking = bool(session.finding_counts()[0]), chosen.kind == "checking"

        def compare() -> "tuple[Print, tuple[str, ...], tuple[Difference, ...] | None]":
            pages = renderer.pages(report, edition, draft=draft, checking=checking)
            changes = renderer.changes_since(before, report, edition) if before is not None else None
            return chosen, renderer.marks(pages.pdf, len(pages.sizes)), changes

        self._work.ask(compare)

    def _show(self, found: "tuple[Print, tuple[str, ...], tuple[Difference, ...] | None]") -> None:
        chosen, marks, changes = found
        fill(self.form.rows, changes or ())
        self._changed = chosen.changed(marks)
        self.form.print.setEnabled(bool(self._changed))
        numbers = sum(bool(row.code) for row in changes or ())
        texts = len(changes or ()) - numbers
        said = LOST if changes is None else f"改动文字 {texts} 处、数字 {numbers} 项。"
        same = "各页与纸上的一样。" if len(marks) >= len(chosen.pages) else ""
        draft = DRAFT if self._session.finding_counts()[0] and len(self._changed) == len(marks) else ""
        pages = f"要重印第 {in_words(self._changed)} 页。" if self._changed else same
        gone = range(len(marks), len(chosen.pages))
        extra = f"纸上第 {in_words(tuple(gone))} 页不要了。" if gone else ""
        self.form.words.setText(said + pages + draft + extra + ("双击一行转到填写处。" if changes else ""))

    def _print(self) -> None:
        from fazhi_desktop.gui.printing import open_print

        chosen: Print = self.form.which.currentData()
        self.accept()
        open_print(self._session, self._services, kind=chosen.kind, only=self._changed)
