"""Outline, links and the report snapshot."""

from dataclasses import replace
from pathlib import Path

import pytest

from fazhi_desktop.core.begin import first_edit, short_name
from fazhi_desktop.core.catalogue import Catalogue, Indicator, load_catalogue
from fazhi_desktop.core.completion import completion
from fazhi_desktop.core.derivation import Derivation
from fazhi_desktop.core.edits import Cell, Edit, edit
from fazhi_desktop.core.errors import DataFault, environment_fault
from fazhi_desktop.core.links import Link, links, parts
from fazhi_desktop.core.outline import Part, Template, heading_line, in_order, load_template, number_of
from fazhi_desktop.core.records import Body, Department, Node, ReportHead, Return, changed_fields, value_key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.returns import returns_of
from fazhi_desktop.core.values import Source, Value, json_value

CATALOGUE = Catalogue(
    (
        Indicator("E02", "行政检查", "件"),
        Indicator("X12", "受理", "件"),
        Indicator("X13", "成功", "件"),
        Indicator("X14", "成功率", "%", kind="rate", formula="X13 / X12 * 100", formula_use="derive"),
        Indicator(
            "X15", "增长", "%", kind="rate", formula="(X12 - X12 @ -1) / X12 @ -1 * 100", formula_use="derive"
        ),
    )
)


def report(*values: Value, **changes: object) -> Report:
    nodes = (
        Node(1, 0, 0, 1, "举措", "measures"),
        Node(2, 1, 0, 2, "执法", paragraphs=("检查{{E02}}件",)),
        Node(3, 2, 0, 3, "规范", paragraphs=("上年{{E02@-1}}件",)),
    )
    made = Report(
        Body("甲镇人民政府", "甲镇"),
        ReportHead(2023, "甲镇2023年度报告", preface=("共{{E02}}件",)),
        CATALOGUE,
        nodes,
        {2023: {value.indicator: value for value in values}},
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def test_links_print_digits_or_say_what_is_missing() -> None:
    assert report(Value("E02", "value", "3010")).shown("检查{{E02}}件").text == "检查3010件"
    assert report().shown("检查{{E02}}件").text == "检查〔待填：行政检查〕件"
    assert report(Value("E02", "not_applicable")).shown("{{E02}}").text == "〔不适用：行政检查〕"
    assert report().shown("{{E02@-1}}").text == "〔待填：2022年行政检查〕"


def test_links_are_found_and_kept() -> None:
    text = "甲{{E02}}乙{{L06.败诉}}丙{{E02@-1}}{{坏}}"
    assert links(text) == [Link("E02"), Link("L06.败诉"), Link("E02", -1)]
    assert "".join(map(str, parts(text))) == text


def test_where_a_number_is_used() -> None:
    assert report().uses["E02"] == ((0, 0), (2, 0), (3, 0))


def test_places_and_numbers() -> None:
    found = report()
    item = found.node(3)
    assert item is not None
    assert found.place(item) == "一（一）1"
    assert [found.heading_line(node) for node in found.nodes] == ["一、举措", "（一）执法", "1.规范"]
    assert heading_line(Node(4, 3, 1, 4, "细目"), 1) == "（2）细目"
    assert number_of(1, 10) == "十一"
    assert found.node(99) is None


def test_nodes_come_in_reading_order() -> None:
    nodes = (Node(3, 2, 0, 3, "c"), Node(4, 0, 1, 1, "d"), Node(2, 1, 0, 2, "b"), Node(1, 0, 0, 1, "a"))
    assert [node.heading for node in in_order(nodes)] == ["a", "b", "c", "d"]


def test_short_names() -> None:
    assert [short_name(name) for name in ("杨柳青镇人民政府", "东山街道办事处", "甲镇", "人民政府")] == [
        "杨柳青镇",
        "东山街道",
        "甲镇",
        "人民政府",
    ]


def test_a_template_becomes_nodes() -> None:
    template = Template(
        "t",
        "乡镇",
        "{short}{year}年度报告",
        ("现将{year}年情况报告如下：",),
        (Part("{year}年举措", "measures", parts=(Part("执法", paragraphs=("{{E02}}件",)),)),),
    )
    made = first_edit(Body("甲镇人民政府", "甲镇"), template, 2023, [Department("执法队")])
    records = [cell.new for cell in made.cells]
    assert ReportHead(2023, "甲镇2023年度报告", preface=("现将2023年情况报告如下：",)) in records
    assert [record.heading for record in records if isinstance(record, Node)] == ["2023年举措", "执法"]
    assert [record.role for record in records if isinstance(record, Node)] == ["measures", "measures"]
    assert len(list(template.walk())) == 2


def test_an_edit_can_be_turned_round_and_joined() -> None:
    key = value_key(2023, "E02")
    one = Edit("填", (Cell(key, None, Value("E02", "value", "1")),))
    two = Edit("填", (Cell(key, Value("E02", "value", "1"), Value("E02", "value", "2")),))
    assert one.inverse().inverse() == one
    assert one.then(two).cells == (Cell(key, None, Value("E02", "value", "2")),)
    assert edit("无", [(key, None)], lambda _: None).cells == ()


def test_changed_fields_are_named() -> None:
    old, new = Value("E02", "value", "1"), Value("E02", "value", "2")
    assert changed_fields(old, new) == ("number",)
    assert "number" in changed_fields(None, new)
    assert changed_fields(None, None) == ()


def test_derived_values_follow_and_typed_ones_stay() -> None:
    derivation = Derivation(CATALOGUE)
    stored = {
        (2023, "X12"): Value("X12", "value", "6368"),
        (2023, "X13"): Value("X13", "value", "6217"),
        (2022, "X12"): Value("X12", "value", "6000"),
    }
    cells = list(derivation.follow([value_key(2023, "X13")], lambda year, code: stored.get((year, code))))
    made = cells[0].new
    assert isinstance(made, Value)
    assert made.shown == "97.63"
    assert made.sources[0].kind == "formula"
    assert (made.numerator, made.denominator) == ("6217", "6368")
    typed = Value("X14", "value", "97.6", sources=(Source("typed"),))
    stored[2023, "X14"] = typed
    assert (
        list(derivation.follow([value_key(2023, "X13")], lambda year, code: stored.get((year, code)))) == []
    )
    later = list(derivation.follow([value_key(2022, "X12")], lambda year, code: stored.get((year, code))))
    assert {cell.key for cell in later} == {value_key(2023, "X15")}


def test_approximate_inputs_give_no_derived_value() -> None:
    stored = {
        (2023, "X12"): Value("X12", "value", "100", qualifier="about"),
        (2023, "X13"): Value("X13", "value", "9"),
    }
    assert list(Derivation(CATALOGUE).follow([value_key(2023, "X13")], lambda y, c: stored.get((y, c)))) == []


def test_values_as_json() -> None:
    assert json_value(Value("E", "value", "99.77")) == 99.77
    assert json_value(Value("E", "value", "100")) == 100
    assert json_value(Value("E", "value", "30", "40")) == [30, 40]
    assert json_value(Value("E")) is None
    assert Value("E", "value", "30", "40").decimal is None


def test_sources_say_where() -> None:
    assert Source("cell", file="a.xlsx", sheet="S", cell="C4").place() == "《a.xlsx》·S!C4"
    assert Source("cell", file="a.xlsx").place() == "《a.xlsx》"
    assert Source("typed", note="电话").place() == "手工填写（电话）"


def test_returns_name_who_owes_what() -> None:
    from datetime import date

    departments = (
        Department("执法队", indicators=("E02",), due="2024-01-10"),
        Department("综治办", indicators=("X12",)),
        Department("空科室"),
    )
    rows = returns_of(report(Value("X12", "value", "1"), departments=departments), date(2024, 1, 11))
    assert [(row.department, row.state, row.owes) for row in rows] == [("执法队", "late", ("E02",))]
    assert (rows[0].needed, rows[0].optional) == (("E02",), ())


@pytest.mark.parametrize(
    ("spelled", "shown"),
    [
        ("执法队", "综合执法大队"),
        ("甲镇执法队", "综合执法大队"),
        ("镇综合执法大队（盖章）", "综合执法大队"),
        ("东方社区综合执法大队", "东方社区综合执法大队"),
        ("乙镇综合执法大队", "乙镇综合执法大队"),
        ("第一中学", "第一中学"),
    ],
)
def test_a_files_spelling_of_its_office_finds_the_office_on_the_board(spelled: str, shown: str) -> None:
    from datetime import date

    known = (Department("综合执法大队", aliases=("执法队",)), Department("司法所"))
    sent = Return("0" * 64, spelled, "表.xlsx", "2024-01-02T09:00:00", values=3)
    rows = returns_of(replace(report(departments=known), returns=(sent,)), date(2024, 1, 1))
    assert [row.department for row in rows if row.file] == [shown]


def test_a_department_that_sent_several_files_names_the_latest_and_all() -> None:
    from datetime import date

    sent = tuple(
        Return(f"{day:064d}", "司法所", f"{day}.xlsx", f"2024-01-0{day}T09:00:00") for day in (1, 3, 2)
    )
    (row,) = returns_of(replace(report(departments=(Department("司法所"),)), returns=sent), date(2024, 1, 9))
    assert (row.file, row.files) == ("3.xlsx", ("3.xlsx", "2.xlsx", "1.xlsx"))


def test_needed_indicators_are_owed_first() -> None:
    from datetime import date

    everything = (Department("执法队", indicators=("X12", "X13", "E02")),)
    row = returns_of(report(departments=everything), date(2024, 1, 1), ["X13"])[0]
    assert (row.needed, row.optional) == (("X13", "E02"), ("X12",))


def test_complete_means_what_the_texts_use_and_the_rules_demand() -> None:
    last_year = {2022: {"E02": Value("E02", "value", "1")}}
    done = report(values={2023: {"E02": Value("E02", "value", "2")}, **last_year})
    assert (completion(done)[0].percent, completion(report())[0].percent) == (100, 0)
    whole = completion(done, ["X12"])[0]
    assert (whole.filled, whole.needed, whole.percent < 100) == (1, 2, True)
    assert completion(report(Value("E02", "not_applicable")))[2].filled == 1


def test_an_optional_indicator_counts_once_it_is_given() -> None:
    nodes = (Node(1, 0, 0, 1, "举措", indicators=("X12", "X13")),)
    assert completion(report(nodes=nodes))[1].needed == 0
    given = completion(report(Value("X12", "value", "3"), nodes=nodes))[1]
    assert (given.filled, given.needed) == (1, 1)


def test_faults_of_resources_are_all_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[[indicator]]\ncode="A01"\nname="甲"\nkind="x"\nroles=["y"]\nfoo=1\nunits="z"\nminimum="1"\n'
        '[[indicator]]\nname="无码"\n[[indicator]]\ncode="A02"\nname="乙"\nformula="A02 +"\nat_most=["A99"]\n'
        '[[indicator]]\ncode="A02"\nname="乙"\ngroup="A77"\n',
        "utf-8",
    )
    (tmp_path / "b.toml").write_text("=", "utf-8")
    with pytest.raises(DataFault) as caught:
        load_catalogue(tmp_path)
    text = "\n".join(caught.value.faults)
    for piece in (
        "b.toml：不是有效的 TOML",
        "kind 只能是",
        "不认识的章性质 y",
        "不认识的项 foo",
        "units 应为文字列表",
        "minimum 的类型不对",
        "缺少 code",
        "写法有误",
        "不存在的 A99",
        "A02 重复",
        "所属 A77 不存在",
    ):
        assert piece in text
    with pytest.raises(DataFault, match="没有任何指标"):
        load_catalogue(tmp_path / "none")


def test_faults_of_outlines_are_all_named(tmp_path: Path) -> None:
    path = tmp_path / "o.toml"
    path.write_text('[[chapter]]\nrole="x"\nparagraphs=["{{E99}}"]\nsections=1\n', "utf-8")
    with pytest.raises(DataFault) as caught:
        load_template(path, CATALOGUE)
    text = "\n".join(caught.value.faults)
    for piece in (
        "缺少 heading",
        "不认识的章性质 x",
        "不存在的指标 E99",
        "不认识的项 sections",
        "缺少 title",
    ):
        assert piece in text
    path.write_text("name='a'\nlabel='b'\ntitle='c'\n", "utf-8")
    with pytest.raises(DataFault, match="没有任何章"):
        load_template(path, CATALOGUE)
    with pytest.raises(DataFault, match="无法读取"):
        load_template(tmp_path / "missing.toml", CATALOGUE)


def test_the_catalogue_is_a_mapping_with_names() -> None:
    assert len(CATALOGUE) == 5
    assert CATALOGUE.name("E02") == "行政检查"
    assert CATALOGUE.name("Q01") == "Q01"
    assert CATALOGUE.place("X12") == 1
    assert CATALOGUE.place("Q01") == 5
    assert [len(entries) for entries in CATALOGUE.sections().values()] == [5]


def test_environment_errors_are_sentences() -> None:
    import errno

    assert "磁盘已满" in environment_fault(OSError(errno.ENOSPC, "x"), "写入", "a").message
    assert "检查该位置" in environment_fault(OSError(9999, "x"), "写入", "a").message


@pytest.mark.parametrize(
    ("now", "before", "beside"),
    [
        (Value("E08", "value", "161300", unit="元"), ("8.75", "万元"), ("87500", "元")),
        (Value("E08", "value", "8.95", unit="万元"), ("87500", "元"), ("8.75", "万元")),
        (Value("E08", unit="元"), ("8.75", "万元"), ("87500", "元")),
        (Value("E08", "value", "36", unit="件"), ("42", "次"), ("42", "次")),
    ],
)
def test_last_years_money_stands_in_this_years_unit(
    now: Value, before: tuple[str, str], beside: tuple[str, str]
) -> None:
    number, unit = before
    values = {2023: {"E08": now}, 2022: {"E08": Value("E08", "value", number, unit=unit)}}
    last = report(values=values).last_year("E08")
    assert (last.number, last.unit) == beside
