"""全审 and the walk from finding to finding, from any page."""

from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.gui.checks_live import live_checks, place_to_go
from fazhi_desktop.gui.places import Place
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import Session


def check_all(session: Session, services: Services) -> None:
    """全审: apply every rule and show the list."""
    findings = live_checks(session).full()
    services.jump(Place("checks"))
    hard, soft = session.finding_counts()
    words = f"全审完成：必须改 {hard} 处，可说明 {soft} 处。" if findings else "全审完成，没有发现问题。"
    session.said.emit(words)


def next_finding(session: Session, services: Services) -> None:
    """Go to the place of the next finding."""
    _step(session, services, 1)


def previous_finding(session: Session, services: Services) -> None:
    """Go to the place of the previous finding."""
    _step(session, services, -1)


def _step(session: Session, services: Services, by: int) -> None:
    page = services.shown()
    if page is not None and page.step_finding(by):
        return
    finding = live_checks(session).step(by)
    if finding is None:
        session.said.emit("没有审核问题。")
        return
    go_to(session, services, finding)


def go_to(session: Session, services: Services, finding: Finding) -> None:
    """Jump to the first place of a finding and say what it is."""
    report = session.report
    place = next((place_to_go(place, report) for place in finding.places), Place("checks"))
    services.jump(place)
    findings = session.findings
    number = findings.index(finding) + 1 if finding in findings else 0
    session.said.emit(f"问题 {number}/{len(findings)}：{finding.message}")
