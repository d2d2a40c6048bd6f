"""审核 › 审核说明: every explanation with its finding, as a sheet to print."""

from fazhi_desktop.checking.findings import in_words
from fazhi_desktop.core.explaining import Explained, sheet_lines
from fazhi_desktop.gui.checks_live import live_checks
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session
from fazhi_desktop.gui.sheet import SheetDialog


def open_explained(session: Session, services: Services) -> None:
    """Show the sheet."""
    session.flush()
    explained_sheet(session, services).open()


def explained_sheet(session: Session, services: Services) -> SheetDialog:
    """The 审核说明 of the year, in the order of the findings."""
    report = session.report
    entries: list[Explained] = []
    soft = [finding for finding in live_checks(session).now() if finding.severity == "soft"]
    for finding in soft:
        kept = report.explanations.get(finding.fingerprint)
        if kept is not None:
            place = in_words(finding.places[0], report) if finding.places else "全篇"
            when = kept.time[:10]
            entries.append(Explained(place, finding.message, kept.text, kept.author, when))
    lines = sheet_lines(report, entries, left=len(soft) - len(entries))
    return SheetDialog(services, lines, session.store.path.parent)
