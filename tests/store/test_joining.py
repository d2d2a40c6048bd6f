"""Two clerks with copies of one workspace: what each did is joined, contradictions are told."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fazhi_desktop.core.begin import first_edit
from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.errors import NotUsable
from fazhi_desktop.core.records import Body, Key, Node, Record, RegisterRow, node_key, report_key, value_key
from fazhi_desktop.store import checkup
from fazhi_desktop.store.gate import Gate
from fazhi_desktop.store.joining import brought, edit_of, other_side, plan
from fazhi_desktop.store.workspace import Store
from tests.store.town import CATALOGUE, TEMPLATE, fill


@pytest.fixture
def both(path: Path) -> Iterator[tuple[Store, Store]]:
    """Mine and theirs, from one state."""
    with Store.open(path, CATALOGUE) as store:
        store.apply(fill(store, "X12", "200"))
    copy = Path(shutil.copy(path, path.with_name("对方.fazhi")))
    with Store.open(path, CATALOGUE) as mine, Store.open(copy, CATALOGUE) as theirs:
        yield mine, theirs


def change(store: Store, *pairs: tuple[Key, Record | None]) -> None:
    store.apply(edit("改", pairs, store.get))


def node(store: Store, number: int) -> Node:
    found = store.get(node_key(2023, number))
    assert isinstance(found, Node)
    return found


def join(mine: Store, theirs: Store, *chosen: Key) -> tuple[Key, ...]:
    """Merge and give the conflicts."""
    other = brought(mine.log.digests(), theirs)
    found = plan(mine, other)
    mine.apply(edit_of(mine, other, found, frozenset(chosen)))
    return tuple(conflict.key for conflict in found.conflicts)


def test_what_only_one_side_did_is_taken_and_formulas_follow(both: tuple[Store, Store]) -> None:
    mine, theirs = both
    mine.apply(fill(mine, "E02", "1"))
    theirs.apply(fill(theirs, "X13", "150"))
    assert theirs.report().value("X14").shown == "75"
    assert join(mine, theirs) == ()
    report = mine.report()
    assert [report.value(code).shown for code in ("E02", "X12", "X13", "X14")] == ["1", "200", "150", "75"]
    assert mine.undo_label == "合并 对方.fazhi（张某）"
    again = plan(mine, brought(mine.log.digests(), theirs))
    assert again.changes == ()  # a second time there is nothing left
    mine.undo()
    assert mine.report().value("X13").state == "missing"


def test_the_same_number_on_both_sides_waits_for_the_clerk(both: tuple[Store, Store]) -> None:
    mine, theirs = both
    mine.apply(fill(mine, "E02", "1"))
    theirs.apply(fill(theirs, "E02", "2"))
    key = value_key(2023, "E02")
    assert join(mine, theirs) == (key,)
    assert mine.report().value("E02").shown == "1"
    join(mine, theirs, key)
    assert mine.report().value("E02").shown == "2"


def test_title_and_text_of_one_heading_are_joined(both: tuple[Store, Store]) -> None:
    mine, theirs = both
    change(mine, (node_key(2023, 1), replace(node(mine, 1), heading="新标题")))
    change(theirs, (node_key(2023, 1), replace(node(theirs, 1), paragraphs=("新正文。",))))
    assert join(mine, theirs) == ()
    assert (node(mine, 1).heading, node(mine, 1).paragraphs) == ("新标题", ("新正文。",))
    change(mine, (node_key(2023, 2), replace(node(mine, 2), paragraphs=("甲。",))))
    change(theirs, (node_key(2023, 2), replace(node(theirs, 2), paragraphs=("乙。",))))
    assert join(mine, theirs) == (node_key(2023, 2),)
    assert node(mine, 2).paragraphs == ("甲。",)


def test_headings_and_rows_that_both_added_both_stay(both: tuple[Store, Store]) -> None:
    mine, theirs = both
    for store, word in ((mine, "我的"), (theirs, "他的")):
        change(
            store,
            (node_key(2023, 3), Node(3, 1, 0, 2, word)),
            (node_key(2023, 4), Node(4, 3, 0, 3, f"{word}下级")),
            (Key("row", 2023, "培训/1"), RegisterRow("培训", 1, result=word)),
        )
    assert join(mine, theirs) == ()
    report = mine.report()
    by_heading = {entry.heading: entry for entry in report.nodes}
    for word in ("我的", "他的"):
        assert by_heading[f"{word}下级"].parent == by_heading[word].id
    rows = [row for row in mine.of_kind(RegisterRow, 2023) if row.register == "培训"]
    assert sorted(row.result for row in rows) == ["他的", "我的"]
    assert {row.id for row in rows} == {1, 2}


def test_no_heading_is_left_without_the_one_above_it(both: tuple[Store, Store]) -> None:
    mine, theirs = both
    change(mine, (node_key(2023, 3), Node(3, 1, 0, 2, "我加的")), (node_key(2023, 2), None))
    change(theirs, (node_key(2023, 1), None), (node_key(2023, 5), Node(5, 2, 0, 2, "他加的")))
    assert set(join(mine, theirs)) == {node_key(2023, 1), node_key(2023, 5)}
    assert {entry.heading for entry in mine.report().nodes} == {"举措", "我加的"}


def test_a_year_that_is_final_is_not_touched(both: tuple[Store, Store]) -> None:
    mine, theirs = both
    change(mine, (report_key(2023), replace(mine.report().head, state="final")))
    theirs.apply(fill(theirs, "E02", "2"))
    assert value_key(2023, "E02") in join(mine, theirs)
    assert mine.report().value("E02").state == "missing"


def test_another_workspace_is_refused(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "乙镇.fazhi"
    body = Body("乙镇人民政府", "乙镇")
    with (
        Store.create(other, CATALOGUE, first_edit(body, TEMPLATE, 2023, [])) as theirs,
        pytest.raises(NotUsable, match="不是从这个工作库复制出去的"),
    ):
        brought(store.log.digests(), theirs)


@pytest.mark.parametrize("way", ["file", "package"])
def test_the_other_side_is_read_from_its_file_or_package(
    both: tuple[Store, Store], tmp_path: Path, way: str
) -> None:
    mine, theirs = both
    theirs.apply(fill(theirs, "E02", "2"))
    target = theirs.path
    if way == "package":
        target = tmp_path / "他的.fzb"
        theirs.pack(target)
    before = target.read_bytes()
    gate = Gate(tmp_path / "known.txt", checkup.examine)
    with other_side(target, CATALOGUE, gate) as opened:
        found = brought(mine.log.digests(), opened)
    assert [key for key, _, _ in found.changes] == [value_key(2023, "E02")]
    assert target.read_bytes() == before
