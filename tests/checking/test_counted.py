"""What is said once is counted once, and places are told with their number."""

from dataclasses import replace

import pytest

from fazhi_desktop import assembly
from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.findings import Finding, counted, places_in_words
from fazhi_desktop.checking.kinds import checker
from fazhi_desktop.core.begin import fill
from tests.checking.sample import resources, sample, with_values


@pytest.fixture(scope="module")
def rules() -> Checker:
    return checker(assembly.load_rules(resources()))


def hard(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == "hard"]


def test_a_missing_required_number_counts_once_wherever_it_is_used(rules: Checker) -> None:
    report = with_values(sample(), E02=None)
    found = rules.full(report)
    about = [each for each in hard(found) if each.rule in ("missing_value", "link_to_missing")]
    assert len(about) > 1
    (once,) = [each for each in hard(counted(found)) if each.rule in ("missing_value", "link_to_missing")]
    assert once.rule == "missing_value"
    used = [place for each in about if each.rule == "link_to_missing" for place in each.places]
    assert list(once.places[1:]) == used


def test_a_number_that_is_not_required_still_counts_for_its_text(rules: Checker) -> None:
    found = counted(rules.full(with_values(sample(), T05=None)))
    assert [each.rule for each in hard(found)] == ["link_to_missing"]
    assert len({each.fingerprint for each in found}) == len(found)


def test_places_are_told_once_with_their_number(rules: Checker) -> None:
    report = with_values(sample(), E02=None)
    (finding,) = [each for each in counted(rules.full(report)) if each.rule == "missing_value"]
    places = (*finding.places, finding.places[-1])
    words = places_in_words(places, report)
    assert words.startswith("指标 E02 行政检查")
    assert words.endswith("一（三）2（2 处）")
    assert places_in_words((), report) == ""


def test_a_text_copied_from_last_year_is_said_once(rules: Checker) -> None:
    report = sample()
    texts = {node: "".join(node.paragraphs) for node in report.nodes}
    node = next(node for node, text in texts.items() if len(text) > 60 and "{{" not in text)
    copied = replace(report, nodes_before=(node,))
    found = [each for each in rules.full(copied) if each.rule in ("copied_text", "last_year_sentence")]
    assert [each.rule for each in found] == ["copied_text"]
    assert "逐字相同" in found[0].message
    assert {place.node for place in found[0].places} == {node.id}
    moved = replace(node, paragraphs=(*node.paragraphs, "今年已逐项整改。"))
    rest = replace(copied, nodes=tuple(moved if each.id == node.id else each for each in report.nodes))
    assert [each.rule for each in rules.full(rest) if each.rule == "copied_text"] == []


def test_a_text_as_the_outline_gave_it_is_said_once_and_not_when_it_was_last_years(rules: Checker) -> None:
    report = sample()
    template = resources().templates[report.body.outline]
    given = max(template.drafts(), key=len)
    node = next(node for node in report.nodes if node.paragraphs)
    draft = replace(node, paragraphs=(fill(given, report.body, report.year),))
    made = replace(report, nodes=tuple(draft if each.id == node.id else each for each in report.nodes))
    found = [each for each in rules.full(made) if each.rule == "draft_text"]
    assert [place.node for each in found for place in each.places] == [node.id]
    assert "还是程序给的底稿" in found[0].message
    printed = replace(draft, paragraphs=(report.shown(draft.paragraphs[0]).text,))
    again = replace(made, nodes_before=(printed,))
    assert [each.rule for each in rules.full(again) if each.rule in ("draft_text", "copied_text")] == [
        "copied_text"
    ]
