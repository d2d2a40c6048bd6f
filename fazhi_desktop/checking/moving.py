"""Numbers in the text whose source moved and which nobody has accepted yet."""

from collections.abc import Iterator

from fazhi_desktop.checking.findings import Finding, Place
from fazhi_desktop.checking.rules import Rule
from fazhi_desktop.checking.view import Subject, View
from fazhi_desktop.core.moved import moved


def moved_values(rule: Rule, view: View, _subject: Subject) -> Iterator[Finding]:
    """One finding for each number of the text that differs from what it was when it was written."""
    report = view.report
    for code, old in moved(report).items():
        value = report.value(code)
        uses = [said.place() for said in view.statements if said.link is not None and said.code == code]
        if uses:
            yield rule.finding(
                *uses,
                Place(indicator=code),
                name=report.catalogue.name(code),
                old=old,
                shown=f"{value.shown}{value.unit}" if value.state == "value" else "空缺",
                count=len(uses),
            )
