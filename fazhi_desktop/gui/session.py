"""The session: one open workspace and one year of it, as the window's pages see it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from fazhi_desktop.assembly import Resources
from fazhi_desktop.core.completion import Completion, completion
from fazhi_desktop.core.edits import Edit, edit
from fazhi_desktop.core.errors import FazhiError
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.moved import accept, moved, with_marks
from fazhi_desktop.core.records import Key, Record
from fazhi_desktop.core.report import Report
from fazhi_desktop.store.log import Change
from fazhi_desktop.store.workspace import Store

CHECKING = "正在审核…"
"""What is said of the checks until the first one of a window has ended."""
REQUIRED, COPIED = "missing_value", {"copied_text", "draft_text"}
"""The rules that name the indicators no report may lack, and the texts that nobody wrote this year."""


@frozen
class Saved:
    """What the title bar says about saving; `reason` is the sentence for a failure or for read-only."""

    state: Literal["saved", "saving", "failed", "readonly"]
    time: datetime | None = None
    reason: str = ""

    @property
    def words(self) -> str:
        """The words in the title bar."""
        if self.state == "saved":
            return f"已保存 {self.time:%H:%M}" if self.time else "已保存"
        return {"saving": "正在保存", "failed": "未能保存", "readonly": "只读"}[self.state]


class Session(QObject):
    """The one object through which the window reads and changes a workspace.

    Attributes:
        fault: why the last edit could not be written, None once one was; `pending` is that edit.
        checked: whether `findings` are what a check found; before the first one nothing is known.
        outside: what was last told about the file being moved or changed by others, None where all is well.

    Signals:
        changed(keys, initiator): an edit was written; `keys` is a frozenset of Key, derived ones included,
            `initiator` the widget that made it or None. The initiator need not refresh itself.
        year_changed(year): another year is shown; every page starts afresh.
        saved_changed(Saved): for the title bar.
        steps_changed(): 撤销 and 重做 have other names.
        flush_requested(): editors and fields write now what is typed (input methods included).
        findings_changed(): `findings` was replaced.
        refused(sentence): an edit could not be written.
        said(sentence): a short remark for the status line.
    """

    changed = Signal(object, object)
    year_changed = Signal(int)
    saved_changed = Signal(object)
    steps_changed = Signal()
    flush_requested = Signal()
    findings_changed = Signal()
    refused = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        store: Store,
        resources: Resources,
        *,
        year: int | None = None,
        readonly_reason: str = "",
        clock: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.store, self.resources = store, resources
        self.clock = clock
        self._year = year if year is not None else store.years[-1]
        self._report: Report | None = None
        self._completion: Mapping[int, Completion] | None = None
        self._moved: Mapping[str, str] | None = None
        self._readonly_reason = readonly_reason
        self.findings: tuple[Any, ...] = ()
        self.checked = False
        self.fault: FazhiError | None = None
        self.pending: Edit | None = None
        self.outside: FazhiError | None = None
        self._by_indicator: dict[str, tuple[Any, ...]] = {}
        self._backup_fault = ""
        self.saved = Saved("readonly", reason=readonly_reason) if store.readonly else Saved("saved")

    # reading

    @property
    def year(self) -> int:
        """The year that is shown."""
        return self._year

    @property
    def report(self) -> Report:
        """The snapshot of the year, made once after each change."""
        if self._report is None:
            self._report = self.store.report(self._year)
        return self._report

    @property
    def completion(self) -> Mapping[int, Completion]:
        """Completion of every heading, 0 the whole, counted once after each change."""
        if self._completion is None:
            self._completion = completion(self.report, self.required, self.copied)
        return self._completion

    @property
    def required(self) -> frozenset[str]:
        """Codes without a value that the rules demand."""
        return frozenset(
            place.indicator
            for finding in self.findings
            if finding.rule == REQUIRED
            for place in finding.places
            if place.indicator
        )

    @property
    def copied(self) -> frozenset[int]:
        """Headings whose text is last year's or the outline's, word for word, and nobody explained why."""
        explained = self.report.explanations
        return frozenset(
            place.node
            for finding in self.findings
            if finding.rule in COPIED and finding.fingerprint not in explained
            for place in finding.places
            if place.node
        )

    @property
    def editable(self) -> bool:
        """Whether anything may be changed: the file is ours and the year is a draft."""
        return not self.store.readonly and self.report.head.state == "draft"

    @property
    def locked_reason(self) -> str:
        """Why nothing may be changed, '' where it may."""
        if self.store.readonly:
            return self._readonly_reason or f"{self.store.path.name} 以只读方式打开，不能修改。"
        if self.report.head.state != "draft":
            return f"{self._year} 年度报告已定稿，只能查看。如需修改，请先在“报告”菜单中取消定稿。"
        return ""

    @property
    def moved(self) -> Mapping[str, str]:
        """Codes whose source moved and that nobody accepted yet, each with what it was before."""
        if self._moved is None:
            self._moved = moved(self.report)
        return self._moved

    def accept_moved(self, code: str) -> None:
        """Take the mark off a number whose source moved: the clerk has seen it."""
        self.apply(accept(self.report, [code]))

    def findings_of(self, code: str) -> tuple[Any, ...]:
        """Findings with an indicator among their places, hard ones first."""
        return self._by_indicator.get(code, ())

    def finding_counts(self) -> tuple[int, int]:
        """Hard findings, and soft ones that nobody explained yet."""
        explained = self.report.explanations
        hard = sum(finding.severity == "hard" for finding in self.findings)
        soft = sum(
            finding.severity == "soft" and finding.fingerprint not in explained for finding in self.findings
        )
        return hard, soft

    def history(self, key: Key) -> list[Change]:
        """All changes of one record, newest first."""
        return self.store.log.history(key)

    # changing

    def apply(self, wanted: Edit, initiator: object = None) -> bool:
        """Write an edit; True where it is on disk or changed nothing.

        False after a refusal, which is announced by `refused` and kept in `saved`; nothing was changed then.
        """
        if not wanted.cells:
            return True
        self._say_saved(Saved("saving"))
        try:
            keys = self.store.apply(with_marks(wanted, self.report))
        except FazhiError as error:
            self._fail(error, wanted)
            return False
        self._written(keys, initiator)
        self.tell_backup_fault()
        return True

    def change(
        self,
        label: str,
        changes: Iterable[tuple[Key, Record | None]],
        initiator: object = None,
        *,
        why: str = "",
        joins: bool = False,
    ) -> bool:
        """Write (key, new record) pairs as one edit, see `apply`."""
        return self.apply(edit(label, changes, self.store.get, why=why, joins=joins), initiator)

    def undo(self) -> bool:
        """Take the last step back, after writing what is being typed."""
        return self._step(self.store.undo, "撤销", lambda: self.store.undo_label)

    def redo(self) -> bool:
        """Do the last undone step again."""
        return self._step(self.store.redo, "重做", lambda: self.store.redo_label)

    def flush(self) -> None:
        """Have every editor write now what is typed in it."""
        self.flush_requested.emit()

    def end_burst(self) -> None:
        """The next commit of a text starts an undo step of its own."""
        self.store.end_burst()

    def reload(self) -> None:
        """Read everything anew, after the store was changed by somebody else than this session."""
        self._report = self._completion = self._moved = None
        self.year_changed.emit(self._year)
        self.steps_changed.emit()

    def set_year(self, year: int) -> None:
        """Show another year."""
        self.flush()
        if year != self._year:
            self._begin(year)

    def set_findings(self, findings: tuple[Any, ...]) -> None:
        """Replace the findings of the checks."""
        if findings != self.findings or not self.checked:
            self.findings, self.checked = findings, True
            self._by_indicator = _by_indicator(findings)
            self._completion = None
            self.findings_changed.emit()

    # inside

    def _step(self, action: Callable[[], frozenset[Key]], word: str, label: Callable[[], str | None]) -> bool:
        self.flush()
        name, final = label(), self.store.final_year_of_step(undone=word == "重做")
        if name is None or final is not None or not self.editable:
            closed = f"“{name}”改的是已定稿的 {final} 年度，不能{word}。如需修改，请先取消定稿。"
            none = f"没有可以{word}的步骤。"
            self.said.emit(self.locked_reason or (closed if final is not None else none))
            return False
        try:
            keys = action()
        except FazhiError as error:
            self._fail(error)
            return False
        self._written(keys, None)
        self.said.emit(f"已{word}：{name}")
        return True

    def _begin(self, year: int) -> None:
        """Begin anew with a year."""
        self._year = year
        self._report = self._completion = self._moved = None
        self.set_findings(())
        self.year_changed.emit(year)

    def _written(self, keys: frozenset[Key], initiator: object) -> None:
        self.fault, self.pending = None, None
        self._report = self._completion = self._moved = None
        if self._year not in self.store.years:  # the step that made it was taken back
            self._begin(self.store.years[-1])
        self._say_saved(Saved("saved", self.clock()))
        if keys:
            self.changed.emit(keys, initiator)
            self.steps_changed.emit()

    def tell_backup_fault(self) -> None:
        """Say once that the day's backup could not be written; the edit itself is on disk."""
        fault = self.store.daily.fault
        if fault and fault != self._backup_fault:
            self.refused.emit(f"修改已保存，但今天的自动备份没有成功：{fault}")
        self._backup_fault = fault

    def _fail(self, error: FazhiError, wanted: Edit | None = None) -> None:
        self.fault, self.pending = error, wanted
        self._say_saved(Saved("readonly" if self.store.readonly else "failed", reason=error.message))
        self.refused.emit(error.message)

    def _say_saved(self, saved: Saved) -> None:
        self.saved = saved
        self.saved_changed.emit(saved)


def _by_indicator(findings: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for finding in sorted(findings, key=lambda finding: finding.severity != "hard"):
        for code in {place.indicator for place in finding.places if place.indicator}:
            found[code] = (*found.get(code, ()), finding)
    return found
