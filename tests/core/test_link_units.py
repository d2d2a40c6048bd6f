"""The unit behind a linked sum of money is put right by the clean-up, and only there."""

from dataclasses import replace

import pytest

from fazhi_desktop.core.cleanup import clean_up, differences, mends
from fazhi_desktop.core.link_units import in_value_units
from fazhi_desktop.core.records import Key, Node, Record, node_key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from tests.checking.sample import sample, with_values


@pytest.mark.parametrize(
    ("unit", "text", "mended"),
    [
        ("元", "罚款{{E08}}万元。", "罚款{{E08}}元。"),
        ("万元", "罚款{{E08}} 元，", "罚款{{E08}} 万元，"),
        ("元", "罚款{{E08}}余万元", "罚款{{E08}}余元"),
        ("元", "罚款{{E08}}元。", "罚款{{E08}}元。"),
        ("元", "罚款{{E08}}，检查{{E02}}人次", "罚款{{E08}}，检查{{E02}}人次"),
    ],
)
def test_money_stands_in_the_unit_of_its_value(unit: str, text: str, mended: str) -> None:
    report = sample()
    fine = Value("E08", "value", "161290", unit=unit)
    report = replace(report, values={2023: {**report.values[2023], "E08": fine}})
    assert in_value_units(text, report) == mended


def written(text: str) -> tuple[Report, int]:
    """The sample with a text of its own under its last heading, and that heading."""
    node = sample().nodes[-1]
    changed = replace(node, paragraphs=(text,))
    nodes = (*sample().nodes[:-1], changed)
    return replace(with_values(sample(), E08="161290元"), nodes=nodes), node.id


def test_the_clean_up_shows_and_applies_it() -> None:
    report, node = written("全年罚款{{E08}}万元，同比持平。")
    found = [each for each in differences(report) if each.node == node]
    assert [each.after for each in found] == ["全年罚款{{E08}}元，同比持平。"]
    stored: dict[Key, Record] = {node_key(2023, entry.id): entry for entry in report.nodes}
    step = clean_up(report, found, lambda key: stored.get(key, report.head))
    (cell,) = step.cells
    assert isinstance(cell.new, Node)
    assert cell.new.paragraphs == ("全年罚款{{E08}}元，同比持平。",)


def test_a_place_is_mended_where_the_clean_up_changes_it() -> None:
    report, node = written("全年罚款{{E08}}万元，抓好整改,  再抓落实。")
    place = report.shown(report.nodes[-1].paragraphs[0]).text.index("161290")
    assert mends(report, node, 0, place, place + 6)
    assert not mends(report, node, 0, 0, 2)
    assert not mends(report, node, 5, 0, 2)
