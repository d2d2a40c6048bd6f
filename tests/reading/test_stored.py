"""A read report as one edit: texts with linked numbers, values with their source, nothing chosen silently."""

from pathlib import Path

import pytest

from fazhi_desktop.core.catalogue import Catalogue
from fazhi_desktop.core.edits import Edit
from fazhi_desktop.core.errors import BadInput, WrongUsage
from fazhi_desktop.core.outline import in_order
from fazhi_desktop.core.records import (
    Body,
    Key,
    Node,
    Note,
    Record,
    ReportHead,
    node_key,
    report_key,
    value_key,
)
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.reading.report import ReadReport, ReportReader
from fazhi_desktop.reading.stored import plan, stored

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "sample"
TEXT = """柳口镇2023年度法治政府建设情况报告
这一年，柳口镇扎实推进法治政府建设，现将情况报告如下：
一、主要举措和成效
（一）规范行政执法
1.加强监管。全年开展行政检查 3,010 件，行政处罚29件，罚款金额16.13万元。
2.加强培训。组织执法业务培训15次，参训720余人次，举办合同管理培训一场。
二、党政主要负责人履行推进法治建设第一责任人职责情况
先后4次听取法治工作汇报，组织执法业务培训13次，尚无败诉案件。
"""


def nothing(_: Key) -> Record | None:
    return None


def put(edit: Edit, catalogue: Catalogue, year: int = 2023) -> Report:
    """The snapshot an edit makes of an empty workspace."""
    made = {cell.key: cell.new for cell in edit.cells if cell.new is not None}
    head = made[report_key(year)]
    assert isinstance(head, ReportHead)
    nodes = in_order(record for record in made.values() if isinstance(record, Node))
    values = {key.name: record for key, record in made.items() if isinstance(record, Value)}
    return Report(Body("柳口镇人民政府", "柳口镇"), head, catalogue, nodes, {year: values})


def printed(report: Report) -> list[str]:
    """Every line of a report as plain text."""
    lines = [report.head.title, *(report.shown(text).text for text in report.head.preface)]
    for node in report.nodes:
        texts = [report.shown(text).text for text in node.paragraphs]
        line = report.heading_line(node)
        lines += [f"{line}。{texts[0]}", *texts[1:]] if node.run_in else [line, *texts]
    return lines


@pytest.fixture(scope="module")
def read(reader: ReportReader) -> ReadReport:
    return reader.read_text(TEXT, "旧报告.txt")


def test_tied_digits_become_links_and_words_stay_beside_them(read: ReadReport, catalogue: Catalogue) -> None:
    report = put(stored(read, nothing), catalogue)
    item = next(node for node in report.nodes if node.heading == "加强监管")
    assert item.paragraphs == ("全年开展行政检查 {{E02}} 件，行政处罚{{E03}}件，罚款金额{{E08}}万元。",)
    assert item.indicators == ("E02", "E03", "E08")
    assert item.run_in


def test_values_keep_unit_qualifier_and_place(read: ReadReport, catalogue: Catalogue) -> None:
    values = put(stored(read, nothing, time="2024-01-02T09:00:00"), catalogue).values[2023]
    assert (values["E02"].number, values["E02"].unit) == ("3010", "件")
    assert (values["E08"].number, values["E08"].unit) == ("16.13", "万元")
    assert (values["T05"].number, values["T05"].qualifier) == ("720", "over")
    source = values["E02"].sources[0]
    assert (source.kind, source.file, source.note) == ("report", "旧报告.txt", "一（一）1")
    assert len(source.sha256 or "") == 64


def test_a_numeral_in_words_is_a_value_but_stays_text(read: ReadReport, catalogue: Catalogue) -> None:
    report = put(stored(read, nothing), catalogue)
    assert report.values[2023]["T07"].number == "1"
    assert report.values[2023]["L06.败诉"].number == "0"
    assert any("合同管理培训一场" in text for node in report.nodes for text in node.paragraphs)


def test_two_numbers_for_one_indicator_stay_text_with_a_note(read: ReadReport, catalogue: Catalogue) -> None:
    edit = stored(read, nothing)
    report = put(edit, catalogue)
    assert "T04" not in report.values[2023]
    assert [choice.code for choice in plan(read).choices if not choice.settled] == ["T04"]
    (note,) = (cell.new for cell in edit.cells if cell.key == Key("note", 2023, "T04"))
    assert isinstance(note, Note)
    assert "15次" in note.text
    assert "13次" in note.text
    assert any("培训15次" in text for node in report.nodes for text in node.paragraphs)


def test_the_text_comes_back_as_it_was(read: ReadReport, catalogue: Catalogue) -> None:
    assert printed(put(stored(read, nothing), catalogue)) == TEXT.replace("3,010", "3010").splitlines()


def test_a_year_with_content_is_replaced_by_force_only(read: ReadReport, catalogue: Catalogue) -> None:
    report = put(stored(read, nothing), catalogue)
    with pytest.raises(WrongUsage, match="--replace"):
        stored(read, nothing, existing=report)
    old: dict[Key, Record] = {
        report_key(2023): report.head,
        node_key(2023, 99): Node(99, 0, 0, 1, "旧章"),
        value_key(2023, "H01"): Value("H01", "value", "5", sources=(Source("report"),)),
        value_key(2023, "H02"): Value("H02", "value", "99", unit="%", sources=(Source("typed"),)),
    }
    values = {key.name: record for key, record in old.items() if isinstance(record, Value)}
    existing = Report(report.body, report.head, catalogue, (Node(99, 0, 0, 1, "旧章"),), {2023: values})
    edit = stored(read, old.get, existing=existing, force=True)
    after = {**old, **{cell.key: cell.new for cell in edit.cells}}
    assert after[node_key(2023, 99)] is None
    assert after[value_key(2023, "H01")] is None
    assert after[value_key(2023, "H02")] == old[value_key(2023, "H02")]


def test_a_report_without_a_year_asks_for_one(reader: ReportReader) -> None:
    with pytest.raises(BadInput, match="--year"):
        stored(reader.read_text("一、主要举措\n我镇全年开展检查3次，成效明显，群众满意。"), nothing)


def test_the_sample_is_read_whole(reader: ReportReader, catalogue: Catalogue) -> None:
    path = next(SAMPLE.glob("000_*.txt"), None)
    if path is None:
        pytest.skip("the sample report is not beside the repository")
    read = reader.read(path)
    levels = [heading.level for heading in read.headings]
    assert (levels.count(1), levels.count(2), levels.count(3)) == (4, 12, 10)
    joined = [line for line in (SAMPLE / "joined.txt").read_text("utf-8").splitlines() if line.strip()]
    assert [paragraph.text for paragraph in read.paragraphs] == joined
    assert read.year == 2023
    assert len(read.facts) == 41
    assert sum(1 for fact in read.facts if fact.indicator) >= 38
    back = printed(put(stored(read, nothing), catalogue))
    own_line = {heading.paragraph for heading in read.headings if not heading.run_in}
    assert back == [line.rstrip("。") if place in own_line else line for place, line in enumerate(joined)]


def test_tables_behind_the_report_are_no_text_of_its_last_chapter(reader: ReportReader) -> None:
    body = [
        "甲镇2023年度法治政府建设情况报告",
        "一、主要举措和成效",
        "全年开展行政检查120件。",
        "二、其他事项",
        "无其他事项。",
    ]
    for annex in ("附件", "附件1：", "附件甲镇2023年度主要指标表"):
        read = reader.read_text("\n".join([*body, annex, "行政检查 件 120 99 21.2%"]))
        assert [paragraph.text for paragraph in read.paragraphs] == body
        assert annex in read.dropped


def test_one_count_in_two_units_of_its_indicator_is_one_value(reader: ReportReader) -> None:
    text = TEXT.replace("尚无败诉案件", "推动作出行政处罚29宗")
    (choice,) = [each for each in plan(reader.read_text(text, "旧报告.txt")).choices if each.code == "E03"]
    assert len(choice.facts) == 2
    assert choice.settled
