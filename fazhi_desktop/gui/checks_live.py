"""The checks that follow every change, and where the clerk stands in the list of their findings."""

from PySide6.QtCore import QObject, QTimer, Signal

from fazhi_desktop.assembly import Resources, load_rules
from fazhi_desktop.checking.choices import chosen_rules
from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.findings import Finding, counted
from fazhi_desktop.checking.findings import Place as CheckedPlace
from fazhi_desktop.checking.kinds import KINDS, checker
from fazhi_desktop.checking.privacy import Item, items_to_decide, undecided
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.core.links import Shown
from fazhi_desktop.core.records import Key
from fazhi_desktop.core.report import Report
from fazhi_desktop.gui.latest import Latest
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.session import Session

PAUSE_MS = 120
"""Rest after a change before it is checked, so that what the clerk looks at is drawn first."""


class LiveChecks(QObject):
    """Keeps `session.findings` in step with the report. One per session, found by `live_checks`.

    Rules are loaded and first applied off the main thread; what is changed meanwhile is made up for.

    Attributes:
        current: fingerprint of the finding the clerk looks at, '' for none.

    Signals:
        current_changed(): another finding is looked at.
    """

    current_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._checker: Checker | None = None
        self._waiting: set[Key] = set()
        self.current = ""
        self._rule_faults: tuple[str, ...] = ()
        self._first = Latest(self)
        self._first.done.connect(self._take_first)
        self._first.failed.connect(_raise)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._follow)
        session.changed.connect(self._note)
        session.year_changed.connect(lambda _: self.full())
        report, resources = session.report, session.resources
        self._first.ask(lambda: _applied(report, resources))

    @property
    def faults(self) -> tuple[str, ...]:
        """Sentences about rules that could not be used."""
        return (*self._rule_faults, *(self._checker.faults if self._checker is not None else ()))

    def full(self) -> tuple[Finding, ...]:
        """Apply every rule (全审)."""
        self._waiting.clear()
        findings = counted(self._made().full(self._session.report))
        self._session.set_findings(findings)
        return findings

    def now(self) -> tuple[Finding, ...]:
        """The findings as the report stands: only what was changed a moment ago is still to be checked."""
        if self._checker is None:
            return self.full()
        self._timer.stop()
        self._follow()
        return self._session.findings

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The program's own rules, whether applied or not."""
        return self._made().given

    def unpublishable(self) -> tuple[Item, ...]:
        """What keeps a public edition from being made: personal data that nobody has decided about."""
        report = self._session.report
        return undecided(chosen_rules(self.rules, KINDS, report)[1], report)

    def private_items(self) -> tuple[Item, ...]:
        """What has to be decided before publication, decided or not."""
        report = self._session.report
        return items_to_decide(chosen_rules(self.rules, KINDS, report)[1], report)

    def step(self, by: int) -> Finding | None:
        """The next (1) or previous (-1) finding, which becomes the current one; None where there is none."""
        findings: tuple[Finding, ...] = self._session.findings
        if not findings:
            return None
        places = [finding.fingerprint for finding in findings]
        if self.current in places:
            found = findings[(places.index(self.current) + by) % len(findings)]
        else:
            found = findings[0 if by > 0 else -1]
        self.look_at(found)
        return found

    def look_at(self, finding: Finding) -> None:
        """Make a finding the current one."""
        if finding.fingerprint != self.current:
            self.current = finding.fingerprint
            self.current_changed.emit()

    def _made(self) -> Checker:
        if self._checker is None:
            self._rule_faults, self._checker = _loaded(self._session.resources)
        return self._checker

    def _take_first(self, result: tuple[Report, tuple[str, ...], Checker, tuple[Finding, ...]]) -> None:
        """The result of the first full check, unless somebody asked for one before it was there."""
        report, faults, made, findings = result
        if self._checker is not None:
            return
        self._rule_faults, self._checker = faults, made
        if report.year != self._session.year:
            self.full()
        elif self._waiting:
            self._follow()
        else:
            self._session.set_findings(findings)

    def _note(self, keys: frozenset[Key], _initiator: object) -> None:
        self._waiting |= keys
        self._timer.start()

    def _follow(self) -> None:
        if self._checker is None:
            return
        keys = frozenset(self._waiting)
        self._waiting.clear()
        if keys:
            self._session.set_findings(counted(self._checker.after(self._session.report, keys)))


def _raise(error: BaseException) -> None:
    """A rule engine that breaks down is a bug: let the crash dialog tell it."""
    raise error


def _loaded(resources: Resources) -> tuple[tuple[str, ...], Checker]:
    rules = load_rules(resources)
    return rules.faults, checker(rules)


def _applied(
    report: Report, resources: Resources
) -> tuple[Report, tuple[str, ...], Checker, tuple[Finding, ...]]:
    """Load the rules and apply them all; off the main thread."""
    faults, made = _loaded(resources)
    return report, faults, made, counted(made.full(report))


def cured_texts(finding: Finding, report: Report) -> frozenset[int]:
    """Headings in whose text the clean-up would mend what a finding says."""
    from fazhi_desktop.core.cleanup import mends

    return frozenset(
        place.node
        for place in finding.places
        if place.node is not None and mends(report, place.node, place.paragraph, place.start, place.end)
    )


def live_checks(session: Session) -> LiveChecks:
    """The checks of a session, started where they are not running yet."""
    found = session.findChild(LiveChecks)
    if isinstance(found, LiveChecks):
        return found
    return LiveChecks(session)


def place_to_go(place: CheckedPlace, report: Report) -> Place:
    """Where the window jumps for a place of a finding."""
    if place.indicator is not None and place.node is None:
        home = next((node.id for node in report.nodes if place.indicator in node.indicators), None)
        return Place("" if home is not None else "table", node=home, code=place.indicator)
    if place.node is None:
        return Place("checks")
    node = report.node(place.node)
    texts = report.head.preface if place.node == 0 else (node.paragraphs if node else ())
    if place.paragraph >= len(texts):
        return Place(node=place.node)
    shown = report.shown(texts[place.paragraph])
    start, end = stored(shown, place.start), stored(shown, place.end)
    return Place(node=place.node, paragraph=place.paragraph, start=start, length=max(0, end - start))


def stored(shown: Shown, position: int) -> int:
    """A position of the printed text as one of the stored text; inside a link: behind it."""
    moved = 0
    for start, end, link in shown.spans:
        if position <= start:
            break
        if position < end:
            return start + moved + len(str(link))
        moved += len(str(link)) - (end - start)
    return position + moved
