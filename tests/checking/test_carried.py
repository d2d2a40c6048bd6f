"""What a new year keeps of last year's texts and must not: told with its place, gone once rewritten."""

from dataclasses import replace

import pytest

from fazhi_desktop import paths
from fazhi_desktop.checking import view
from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.kinds import checker, load_checks
from fazhi_desktop.core.edits import Edit
from fazhi_desktop.core.links import Link, Shown, shown
from fazhi_desktop.core.records import Node, ReportHead
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.rollforward import roll_forward, sentences_before
from tests.checking.sample import resources, sample

OLD = "全年检查{{E02}}件。于2023年10月底组织培训15次。自今年9月以来走访{{T09}}次，张某某到会。坚持依法办事。"


@pytest.fixture(scope="module")
def rules() -> Checker:
    return checker(load_checks(paths.resources() / "checks", resources().catalogue))


@pytest.fixture
def rolled() -> Report:
    """The year after a report with one text."""
    node = Node(1, 0, 0, 1, "举措", "measures", indicators=("E02",), paragraphs=(OLD,))
    last = replace(sample(), nodes=(node,))
    made: Edit = roll_forward(last, 2024)
    nodes = tuple(cell.new for cell in made.cells if isinstance(cell.new, Node))
    head = next(cell.new for cell in made.cells if isinstance(cell.new, ReportHead))
    return replace(last, head=head, nodes=nodes, nodes_before=(node,))


def test_everything_of_last_year_is_told_with_its_place(rules: Checker, rolled: Report) -> None:
    found = [finding for finding in rules.full(rolled) if finding.rule == "carried_over"]
    assert len(found) == 1
    quotes = [place.quote for place in found[0].places]
    assert quotes == ["2023年10月底", "15次", "今年9月", "张某某"]
    printed = rolled.shown(OLD).text
    assert [printed[place.start : place.end] for place in found[0].places] == quotes
    assert "照 2023 年原文" in found[0].message
    assert "“15次”（未联动的数字）" in found[0].message


def test_a_rewritten_sentence_is_this_years(rules: Checker, rolled: Report) -> None:
    text = OLD.replace("于2023年10月底组织培训15次", "于2024年5月组织培训18次")
    node = replace(rolled.nodes[0], paragraphs=(text,))
    found = [f for f in rules.full(replace(rolled, nodes=(node,))) if f.rule == "carried_over"]
    assert [place.quote for place in found[0].places] == ["今年9月", "张某某"]


def test_last_years_texts_are_read_once_and_anew_when_they_are_others(
    rolled: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counted(report: Report) -> frozenset[str]:
        read.append(len(report.nodes_before))
        return sentences_before(report)

    monkeypatch.setattr(view, "sentences_before", counted)
    rules = checker(load_checks(paths.resources() / "checks", resources().catalogue))
    first = rules.full(rolled)
    assert rules.full(replace(rolled, nodes=tuple(rolled.nodes))) == first
    assert read == [1]
    without = rules.full(replace(rolled, nodes_before=(replace(rolled.nodes[0], paragraphs=("别的。",)),)))
    assert "carried_over" in {finding.rule for finding in first}
    assert "carried_over" not in {finding.rule for finding in without}


def test_places_of_the_stored_text_are_found_in_the_printed_one() -> None:
    made: Shown = shown("甲{{E02}}乙{{E03}}丙", lambda link: "30" if link == Link("E02") else "123456789")
    assert made.text == "甲30乙123456789丙"
    stored = "甲{{E02}}乙{{E03}}丙"
    assert [made.printed(stored.index(char)) for char in "甲乙丙"] == [0, 3, 13]
    assert made.printed(len(stored)) == len(made.text)
    assert made.printed(stored.index("E03")) == 13
