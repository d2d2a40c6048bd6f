"""Clean-up, 定稿, snapshots, explanations, moved numbers and the public edition, as a clerk sees them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from fazhi_desktop.core import cleanup, explaining, finalising, moved, publication, snapshots
from fazhi_desktop.core.edits import Cell, Edit
from fazhi_desktop.core.errors import BadInput, NotUsable
from fazhi_desktop.core.publication import Clearance, Decision
from fazhi_desktop.core.records import (
    KINDS,
    Explanation,
    Key,
    Node,
    Record,
    ReportHead,
    Setting,
    report_key,
    value_key,
)
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Source
from tests.checking.sample import sample, value, with_text, with_values


def applied(report: Report, edit: Edit) -> Report:
    """The report after an edit of its head, texts and settings."""
    for cell in edit.cells:
        new = cell.new
        if cell.key.kind == "setting":
            settings = {name: text for name, text in report.settings.items() if name != cell.key.name}
            assert cell.old == (
                Setting(report.settings[cell.key.name]) if cell.key.name in report.settings else None
            )
            report = replace(
                report,
                settings={**settings, **({cell.key.name: new.text} if isinstance(new, Setting) else {})},
            )
        elif isinstance(new, ReportHead):
            report = replace(report, head=new)
        elif isinstance(new, Node):
            report = replace(report, nodes=tuple(new if node.id == new.id else node for node in report.nodes))
        elif isinstance(new, Explanation):
            report = replace(report, explanations={**report.explanations, cell.key.name: new})
    return report


def records(report: Report) -> Callable[[object], Record | None]:
    found: dict[object, Record] = {("report", report.year, ""): report.head}
    found |= {("node", report.year, str(node.id)): node for node in report.nodes}
    return lambda key: found.get(key)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("学习不深,用得不够。", "学习不深，用得不够。"),
        ("普法(禁毒)讲座", "普法（禁毒）讲座"),
        ("抓住关键少数—领导干部。", "抓住关键少数——领导干部。"),
        ("严格 规范执法", "严格规范执法"),
        ("检查 {{E02}} 件", "检查{{E02}}件"),
    ],
)
def test_the_clean_up_mends_blanks_and_marks(before: str, after: str) -> None:
    assert cleanup.cleaned(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "案件3,039件", "上午8:30至11:30", "比例为3:2", "〔2021〕33号文件", "（2021）33号", "见http://a.gov.cn/x,y",
        "写信至ab-c@x.cn", "《法治 理念—专栏》", "30-40岁", "2023.10.8", "{{E02@-1}}件", "12345-6789",
    ],
)  # fmt: skip
def test_the_clean_up_leaves_numbers_times_documents_addresses_and_titles(text: str) -> None:
    assert cleanup.cleaned(text) == text


def test_differences_are_shown_before_the_chosen_ones_are_applied() -> None:
    report = with_text(sample(), "二（一）", "不够,深入{{E02}}。", "没有问题。")
    report = with_text(report, "二（二）", "年轻 同志少。")
    shown = cleanup.differences(report)
    assert [(found.before, found.after) for found in shown] == [
        ("不够,深入{{E02}}。", "不够，深入{{E02}}。"), ("年轻 同志少。", "年轻同志少。"),
    ]  # fmt: skip
    assert (",", "，") in shown[0].pieces
    edit = cleanup.clean_up(report, shown[:1], records(report))
    assert len(edit.cells) == 1
    mended = applied(report, edit)
    assert [found.before for found in cleanup.differences(mended)] == ["年轻 同志少。"]


def test_a_report_with_hard_findings_is_not_made_final() -> None:
    with pytest.raises(BadInput, match="还有 2 个必须改的问题，不能定稿。第一个是：总数不符。"):
        finalising.finalise(sample(), ["总数不符。", "缺数。"])
    with pytest.raises(BadInput, match="没有写说明"):
        finalising.finalise(sample(), [], ["变化较大。"])


def test_a_final_report_is_sealed_and_unlocked_with_a_reason() -> None:
    report = sample()
    final = applied(report, finalising.finalise(report, []))
    assert final.head.state == "final"
    assert finalising.is_intact(final)
    assert not finalising.is_intact(with_values(final, E02="1"))
    assert not finalising.is_intact(with_text(final, "二（一）", "改过。"))
    with pytest.raises(BadInput, match="已经定稿"):
        finalising.finalise(final, [])
    with pytest.raises(BadInput, match="写明理由"):
        finalising.unlock(final, " ")
    edit = finalising.unlock(final, "区里退回补充")
    assert edit.why == "区里退回补充"
    assert applied(final, edit).head == report.head
    with pytest.raises(BadInput, match="没有定稿"):
        finalising.unlock(report, "区里退回补充")


def test_a_chapter_is_kept_and_compared_with_what_it_is_now() -> None:
    report = sample()
    chapter = next(node for node in report.nodes if report.place(node) == "二")
    kept = applied(report, snapshots.take(report, chapter.id, label="送审前", time="2024-01-05T10:00:00"))
    snapshot = snapshots.snapshots(kept, chapter.id)[0]
    assert (snapshot.label, snapshots.compare(snapshot, kept)) == ("送审前", ())
    changed = with_values(with_text(kept, "二（一）", "新写的一段。"), E25="不足25")
    changes = snapshots.compare(snapshot, changed)
    assert any(change.after == "新写的一段。" and change.before for change in changes)
    assert any(("0", "5") in change.pieces for change in changes)
    assert snapshots.snapshots(applied(kept, snapshots.remove(kept, [snapshot]))) == ()
    assert snapshots.snapshots(replace(kept, settings={"snapshot/1/x": "{"})) == ()
    with pytest.raises(BadInput, match="不在提纲中"):
        snapshots.take(report, 9999, label="", time="t")


def test_an_explanation_is_kept_offered_again_and_made_a_sentence() -> None:
    report = sample()
    told = applied(report, explaining.explain(report, "jump.ab.01", "热线扩容", author="张某", time="t"))
    assert told.explanations["jump.ab.01"].text == "热线扩容"
    later = replace(report, explained_before=told.explanations)
    offered = explaining.offered(later, "jump.ab.02")
    assert offered is not None
    assert offered.text == "热线扩容"
    assert explaining.offered(later, "jump.cd.02") is None
    with pytest.raises(BadInput, match="说明太短"):
        explaining.explain(report, "jump.ab.01", "是", author="张某", time="t")
    node = next(node for node in report.nodes if report.place(node) == "二（一）")
    written = applied(report, explaining.as_sentence(report, node.id, "本年热线扩容，工单相应增加"))
    after = next(entry for entry in written.nodes if entry.id == node.id)
    assert after.paragraphs[-1].endswith("本年热线扩容，工单相应增加。")
    lines = explaining.sheet_lines(
        report, [explaining.Explained("指标 H01", "变化较大。", "热线扩容", "张某", "t")]
    )
    assert lines[-1] == "说明：热线扩容（张某 t）"
    assert explaining.sheet_lines(report, [])[-1] == "没有需要说明的问题。"
    assert explaining.sheet_lines(report, [], left=3)[-1] == "有 3 个可说明的问题，都还没有写说明。"


def test_a_number_whose_source_moved_is_marked_until_accepted() -> None:
    report = sample()
    old = report.value("E02")
    new = replace(value("E02", "3011"), sources=(Source("cell", file="a.xlsx"),))
    edit = moved.with_marks(Edit("导入", (Cell(value_key(2023, "E02"), old, new),)), report)
    marked = applied(with_values(report, E02="3011"), edit)
    assert moved.moved(marked) == {"E02": "3010件"}
    assert moved.moved(applied(marked, moved.accept(marked, ["E02"]))) == {}
    typed = moved.with_marks(Edit("填写", (Cell(value_key(2023, "E02"), old, value("E02", "3011")),)), report)
    assert len(typed.cells) == 1
    back = moved.with_marks(Edit("导入", (Cell(value_key(2023, "E02"), new, old),)), marked)
    assert moved.moved(applied(marked, back)) == {}


def test_the_public_edition_follows_the_decisions() -> None:
    report = with_text(
        sample(),
        "一（三）4",
        "化解刘某某积案。村民张建国电话13812345678，共{{X01}}件。结案率高。",
        "身份证在案。",
    )
    decisions = [
        Decision("张建国", "人员姓名", "mask"), Decision("13812345678", "电话号码", "mask"),
        Decision("刘某某", "隐名人员", "drop"), Decision("身份证", "身份证号", "drop"),
    ]  # fmt: skip
    kept = applied(report, publication.decide(report, decisions))
    public = publication.published(kept)
    node = next(node for node in public.nodes if public.place(node) == "一（三）4")
    assert node.paragraphs == ("村民张某某电话138****5678，共{{X01}}件。结案率高。",)
    assert publication.published(report, []) is report
    with pytest.raises(BadInput, match="写明理由"):
        publication.decide(report, [Decision("张建国", "人员姓名", "keep")])
    allowed = applied(
        kept, publication.decide(kept, [Decision("张建国", "人员姓名", "keep", reason="本人同意")])
    )
    assert "张建国" in "".join(
        text for node in publication.published(allowed).nodes for text in node.paragraphs
    )
    back = applied(allowed, publication.undecide(allowed, "张建国"))
    assert publication.publication_of(back).decision("张建国") is None


def test_the_clearance_record_is_printed_without_the_words_themselves() -> None:
    report = applied(sample(), publication.decide(sample(), [Decision("13812345678", "电话号码", "mask")]))
    assert "尚未审查。" in publication.record_lines(report, [("人员姓名", "张建国")])
    with pytest.raises(BadInput, match="审查人"):
        publication.clear(report, Clearance("", "", "2024-01-05", "可以公开"))
    cleared = applied(report, publication.clear(report, Clearance("李某", "王某", "2024-01-05", "可以公开")))
    text = "\n".join(publication.record_lines(cleared, [("人员姓名", "张建国")]))
    for words in (
        "结论：可以公开",
        "审查人：李某",
        "审批人：王某",
        "138****5678",
        "待处理：人员姓名“张某某”",
    ):
        assert words in text
    assert "13812345678" not in text


def test_a_final_report_is_closed_to_everything_but_its_opening() -> None:
    draft = sample()
    final = applied(draft, finalising.finalise(draft, []))
    there: dict[Key, Record] = {report_key(2023): final.head}
    number = Cell(value_key(2023, "E02"), None, value("E02", "1"))
    title = Cell(report_key(2023), final.head, replace(final.head, title="别的标题"))
    opening = finalising.unlock(final, "区里退回，补充数据")
    others = [Cell(Key(kind, 2023, "x"), None, None) for kind in KINDS if kind not in ("body", "department")]
    for cells in ((number,), (title,), *((cell,) for cell in others), (*opening.cells, number)):
        with pytest.raises(NotUsable, match=r"2023 年度报告已定稿.*取消定稿.*新建年度"):
            finalising.refuse_final(Edit("改", cells, why="区里退回，补充数据"), there.get)
    with pytest.raises(NotUsable):  # back to before 定稿, or theirs in a merge
        finalising.refuse_final(Edit("还原", opening.cells), there.get)
    finalising.refuse_final(opening, there.get)
    review = Cell(Key("setting", 2023, publication.SETTING), None, None)
    finalising.refuse_final(Edit("审查", (review,)), there.get)
    next_year = Edit("填写", (Cell(value_key(2024, "E02"), None, value("E02", "1")),))
    finalising.refuse_final(next_year, there.get)
