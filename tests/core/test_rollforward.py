"""The next year's report: outline and texts kept, numbers open, what is of last year marked."""

from dataclasses import replace

import pytest

from fazhi_desktop import paths
from fazhi_desktop.core.begin import is_as_made, report_cells
from fazhi_desktop.core.catalogue import load_catalogue
from fazhi_desktop.core.errors import WrongUsage
from fazhi_desktop.core.mention_words import load_mention_words
from fazhi_desktop.core.mentions import Scanner
from fazhi_desktop.core.outline import load_template
from fazhi_desktop.core.records import Body, Node, ReportHead, node_key, report_key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.rollforward import carried, carry_over, load_carry_words, moved_years, roll_forward
from fazhi_desktop.core.values import Value

FOLDER = paths.resources() / "reading"
TEXT = (
    "全年开展行政检查 {{E02}} 件。于2023年10月底组织培训15次，张某某到会。"
    "自今年9月以来走访{{T09}}次。依据柳政发〔2023〕4号文件推进。坚持依法办事。"
)


@pytest.fixture
def previous() -> Report:
    head = ReportHead(
        2023,
        "柳口镇2023年度法治政府建设情况报告",
        "final",
        ("2023年，柳口镇扎实推进。",),
        (("number", "柳法〔2023〕1号"), ("limit", "5000")),
        ("cases",),
        "sealed",
    )
    nodes = (
        Node(
            1,
            0,
            0,
            1,
            "2023年主要举措",
            "measures",
            paragraphs=(TEXT,),
            indicators=("E02", "T09"),
            unsure=True,
        ),
        Node(2, 0, 1, 1, "2024年工作安排", "next_year", paragraphs=("到2025年建成法治政府。",)),
    )
    values = {2023: {"E02": Value("E02", "value", "3010", unit="件")}}
    return Report(
        Body("柳口镇人民政府", "柳口镇"),
        head,
        load_catalogue(paths.resources() / "indicators"),
        nodes,
        values,
    )


def rolled(previous: Report) -> Report:
    made = {cell.key: cell.new for cell in roll_forward(previous, 2024).cells}
    head = made[report_key(2024)]
    nodes = tuple(node for number in (1, 2) if isinstance(node := made[node_key(2024, number)], Node))
    assert isinstance(head, ReportHead)
    return replace(previous, head=head, nodes=nodes, nodes_before=previous.nodes)


def test_links_stay_and_print_as_open(previous: Report) -> None:
    report = rolled(previous)
    assert report.nodes[0].paragraphs == (TEXT,)
    assert "〔待填：行政检查〕" in report.shown(TEXT).text
    assert report.value("E02", -1).shown == "3010"
    assert not any(cell.key.kind == "value" for cell in roll_forward(previous, 2024).cells)


def test_years_of_title_headings_and_preface_move_on(previous: Report) -> None:
    report = rolled(previous)
    assert report.head.title == "柳口镇2024年度法治政府建设情况报告"
    assert report.head.preface == ("2024年，柳口镇扎实推进。",)
    assert [node.heading for node in report.nodes] == ["2024年主要举措", "2025年工作安排"]
    assert (report.head.state, report.head.sealed, report.head.notice) == ("draft", "", (("limit", "5000"),))
    assert not report.nodes[0].unsure


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("２０２３年度报告", "２０２４年度报告"),
        ("2023年及2024年", "2024年及2025年"),
        ("《规划（2021—2025年）》", "《规划（2021—2025年）》"),
        ("2022年的报告", "2022年的报告"),
    ],
)
def test_only_the_report_year_and_the_one_after_move(text: str, moved: str) -> None:
    assert moved_years(text, 2023, 2024) == moved


def test_what_belongs_to_last_year_is_marked(previous: Report) -> None:
    report = rolled(previous)
    found = carried(report, Scanner(load_mention_words(FOLDER)), load_carry_words(FOLDER))
    texts = {node.id: node.paragraphs for node in report.nodes}
    said = [(mark.why, texts[mark.node][mark.paragraph][mark.start : mark.end]) for mark in found]
    assert said == [
        ("上年年份", "2023年10月底"),
        ("未联动的数字", "15次"),
        ("人名", "张某某"),
        ("上年的时间", "今年9月"),
        ("文号", "依据柳政发〔2023〕4号"),
        ("上年年份", "2025年"),
    ]


def test_a_rewritten_sentence_carries_no_mark(previous: Report) -> None:
    report = rolled(previous)
    fresh = replace(
        report.nodes[0],
        paragraphs=(TEXT.replace("于2023年10月底组织培训15次，张某某到会。", "组织培训16次。"),),
    )
    report = replace(report, nodes=(fresh, report.nodes[1]))
    found = carried(report, Scanner(load_mention_words(FOLDER)), load_carry_words(FOLDER))
    assert [mark.why for mark in found if mark.node == 1] == ["上年的时间", "文号"]


def test_an_earlier_or_existing_year_is_refused(previous: Report) -> None:
    with pytest.raises(WrongUsage, match="晚于"):
        roll_forward(previous, 2023)
    with pytest.raises(WrongUsage, match="已有 2024"):
        roll_forward(previous, 2024, years=(2023, 2024))


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        (("柳口镇人民政府", "2024年1月20日"), ()),
        (("中共柳口镇委员会　柳口镇人民政府", "二〇二四年一月二十日"), ()),
        (("加强培训，到村讲法。", "（２０２４年１月２０日）"), ("加强培训，到村讲法。",)),
        (("2024年1月20日前完成整改。",), ("2024年1月20日前完成整改。",)),
        (("柳口镇人民政府",), ("柳口镇人民政府",)),
    ],
)
def test_last_years_signature_and_date_are_left_behind(
    previous: Report, below: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    *first, last = previous.nodes
    signed = replace(last, paragraphs=(*last.paragraphs, *below))
    report = rolled(replace(previous, nodes=(*first, signed)))
    assert report.nodes[-1].paragraphs == (*last.paragraphs, *kept)


def test_a_year_that_exists_as_it_was_made_takes_over_the_texts(previous: Report) -> None:
    town = load_template(paths.resources() / "outlines" / "town.toml", previous.catalogue)
    cells = dict(report_cells(previous.body, town, 2024))
    head = cells.pop(report_key(2024))
    assert isinstance(head, ReportHead)
    nodes = tuple(node for node in cells.values() if isinstance(node, Node))
    made = replace(previous, head=replace(head, notice=(("limit", "3000"),)), nodes=nodes)
    assert is_as_made(made, [town])
    assert not is_as_made(replace(made, nodes=nodes[1:]), [town])
    step = carry_over(previous, made)
    new = {cell.key: cell.new for cell in step.cells}
    assert new[node_key(2024, 1)] == {cell.key: cell.new for cell in roll_forward(previous, 2024).cells}[
        node_key(2024, 1)
    ]
    assert {key.name for key, record in new.items() if record is None} == {
        str(node.id) for node in nodes if node.id > 2
    }
    taken = new[report_key(2024)]
    assert isinstance(taken, ReportHead)
    assert (taken.title, taken.notice) == ("柳口镇2024年度法治政府建设情况报告", (("limit", "3000"),))
