"""Every planted error of the corpus is seen, and an edit finds exactly what a full check finds."""

from collections.abc import Iterator

import pytest

from bench._planted import Case, Judge, cases, clean
from fazhi_desktop import assembly
from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.kinds import checker
from fazhi_desktop.checking.rules import RuleSet
from fazhi_desktop.core.records import Key, node_key, report_key, value_key
from fazhi_desktop.core.report import Report
from tests.checking.sample import resources, sample

pytestmark = pytest.mark.no_cover

LOWEST = 0.95


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return assembly.load_rules(resources())


def test_a_clean_report_has_no_finding(rules: RuleSet) -> None:
    applied = checker(rules)
    assert [finding.message for finding in applied.full(clean())] == []
    assert applied.faults == ()


def test_planted_errors_are_found_and_no_rule_breaks_down(rules: RuleSet) -> None:
    """One case in six; `python -m bench checking` runs them all."""
    judge, planted = Judge(checker(rules)), cases()
    missed: list[Case] = []
    for case in planted[::6]:
        if not judge.is_found(case):
            missed.append(case)
        assert judge.applied.faults == (), case.name
    assert len(planted) >= 200
    assert len(missed) <= len(planted) / 6 * (1 - LOWEST), [case.name for case in missed]


def test_after_an_edit_stands_what_a_full_check_finds(rules: RuleSet) -> None:
    applied, other = checker(rules), checker(rules)
    current = clean()
    applied.full(current)
    for case in cases()[::18]:
        keys = list(_changed(current, case.report))
        assert applied.after(case.report, keys) == other.full(case.report), case.name
        current = case.report


def _changed(old: Report, new: Report) -> Iterator[Key]:
    """Keys of the records in which two snapshots differ."""
    if old.body != new.body:
        yield Key("body", 0, "")
    if old.head != new.head:
        yield report_key(new.year)
    if old.settings != new.settings or old.nodes_before != new.nodes_before:
        yield Key("setting", 0, "")
    before, after = ({node.id: node for node in report.nodes} for report in (old, new))
    yield from (node_key(new.year, node) for node in {*before, *after} if before.get(node) != after.get(node))
    for year in {*old.values, *new.values}:
        was, now = old.values.get(year, {}), new.values.get(year, {})
        yield from (value_key(year, code) for code in {*was, *now} if was.get(code) != now.get(code))


TRUE_OF_THE_SAMPLE = {
    "account_of_law", "appearance_in_court", "before_founding", "counts_missing", "described_differently",
    "elements_missing", "headings_mixed", "measure_vague", "not_split", "part_year_figures",
    "precision_mixed", "rate_unattainable", "same_value_two_nouns", "unit_not_standard", "variants",
}  # fmt: skip
"""Rules that are right about the sample, which keeps the figures of a real report with their oddities."""


def test_fewer_than_one_false_alarm_per_thousand_characters(rules: RuleSet) -> None:
    applied: Checker = checker(rules)
    report = sample()
    found = applied.full(report)
    length = sum(len(report.shown(text).text) for node in report.nodes for text in node.paragraphs)
    false = [finding.message for finding in found if finding.rule not in TRUE_OF_THE_SAMPLE]
    assert len(false) * 1000 < length, false
    assert [finding.message for finding in found if finding.severity == "hard"] == []
