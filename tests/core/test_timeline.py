"""One record, a chapter or everything back to what it was."""

from fazhi_desktop.core.records import Key, Node, Record, node_key, value_key
from fazhi_desktop.core.timeline import Change, back_to, chapter, of_year, only, with_parents
from fazhi_desktop.core.values import Value

E02, E03 = value_key(2023, "E02"), value_key(2023, "E03")
CHAPTER, SECTION = Node(1, 0, 0, 1, "举措"), Node(2, 1, 0, 2, "执法", indicators=("E02",), paragraphs=("新",))
STATE: dict[Key, Record] = {
    E02: Value("E02", "value", "3", unit="次"),
    E03: Value("E03", "value", "30"),
    node_key(2023, 2): SECTION,
}
LOG = [
    Change(
        1, 1, "t1", "张某", "填写", "", E02, Value("E02", "value", "1", unit="件"), Value("E02", "value", "2")
    ),
    Change(2, 1, "t1", "张某", "填写", "", E03, None, Value("E03", "value", "30")),
    Change(
        3,
        2,
        "t2",
        "张某",
        "改正文",
        "",
        node_key(2023, 2),
        Node(2, 1, 0, 2, "执法", paragraphs=("旧",)),
        SECTION,
    ),
    Change(4, 2, "t2", "张某", "改正文", "", E02, Value("E02", "value", "2"), STATE[E02]),
]


def test_everything_goes_back_before_the_first_change() -> None:
    made = {cell.key: cell.new for cell in back_to(LOG, STATE.get).cells}
    assert made[E02] == Value("E02", "value", "1", unit="件")
    assert made[E03] is None
    restored = made[node_key(2023, 2)]
    assert isinstance(restored, Node)
    assert restored.paragraphs == ("旧",)


def test_one_record_or_one_field_alone() -> None:
    assert [cell.key for cell in back_to(LOG, STATE.get, scope=only([E03])).cells] == [E03]
    field = back_to(LOG, STATE.get, scope=only([E02]), field="unit").cells[0].new
    assert field == Value("E02", "value", "3", unit="件")
    assert back_to(LOG, STATE.get, scope=only([E03]), field="unit").cells == ()


def test_a_chapter_takes_its_texts_and_indicators_along() -> None:
    scope = chapter([CHAPTER, SECTION], 2023, 1)
    assert [scope(key) for key in (E02, E03, node_key(2023, 2))] == [True, False, True]
    assert of_year(2023)(E03)
    assert not of_year(2022)(E03)


def test_a_deleted_section_comes_back_with_its_chapter_and_a_heading_with_those_above_it() -> None:
    item = Node(3, 2, 0, 3, "规范执法", indicators=("E03",))
    then = {node_key(2023, node.id): node for node in (CHAPTER, SECTION, item)}
    now: dict[Key, Record] = {node_key(2023, 1): CHAPTER}
    scope = chapter([CHAPTER, SECTION, item], 2023, 1)
    assert all(map(scope, (*then, E02, E03)))
    alone = with_parents(node_key(2023, 3), now.get, then.get)
    assert [alone(node_key(2023, number)) for number in (1, 2, 3)] == [False, True, True]
    assert not with_parents(E02, now.get, then.get)(E03)
