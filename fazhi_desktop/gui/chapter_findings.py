"""The list of what is wrong in a chapter: in its texts, and with the numbers that belong to it."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTreeWidgetItem

from fazhi_desktop.core.report import Report
from fazhi_desktop.gui.progress_marks import UNDONE
from fazhi_desktop.gui.services import Services
from fazhi_desktop.gui.session import REQUIRED, Session

PLACE = Qt.ItemDataRole.UserRole


class ChapterFindings(QObject):
    """Fills the list below the texts of a chapter; Enter or a click goes to the place."""

    def __init__(self, form: Any, session: Session, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._form, self._session, self._services = form, session, services
        form.findings.itemActivated.connect(self._go_to)
        form.findings.itemClicked.connect(self._go_to)

    def show(self, ids: Collection[int]) -> None:
        """List the findings of these headings that nobody explained, hard ones first."""
        explained = self._session.report.explanations
        inside, codes = set(ids), codes_of(self._session.report, ids)
        listing, icons = self._form.findings, self._services.icons
        listing.clear()
        for finding in sorted(self._session.findings, key=lambda finding: finding.severity != "hard"):
            if finding.rule == REQUIRED:  # the form and the chips show what is not filled yet
                continue
            if finding.severity == "soft" and finding.fingerprint in explained:
                continue
            place = next((place for place in finding.places if place.node in inside), None)
            if place is None and finding.rule not in UNDONE:
                place = next((place for place in finding.places if place.indicator in codes), None)
            if place is None:
                continue
            hard = finding.severity == "hard"
            item = QTreeWidgetItem([("必须改：" if hard else "可说明：") + finding.message])
            colour = icons.colours.error if hard else icons.colours.warning
            item.setIcon(0, icons.icon("alert-circle" if hard else "alert-triangle", colour))
            item.setData(0, PLACE, place)
            item.setToolTip(0, finding.message)
            listing.addTopLevelItem(item)
        self._form.findings_title.setText(f"本章问题 {listing.topLevelItemCount()}")
        self._form.findings_pane.setVisible(bool(listing.topLevelItemCount()))

    def _go_to(self, item: QTreeWidgetItem) -> None:
        from fazhi_desktop.gui.checks_live import place_to_go

        self._services.jump(place_to_go(item.data(0, PLACE), self._session.report))


def codes_of(report: Report, ids: Collection[int]) -> set[str]:
    """Indicators that headings ask for, or whose numbers stand in their texts."""
    inside = set(ids)
    own = {code for node in report.nodes if node.id in inside for code in node.indicators}
    return own | {code for code, uses in report.uses.items() if any(node in inside for node, _ in uses)}
