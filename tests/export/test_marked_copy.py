"""花脸稿: tracked changes since a kept version; the two editions side by side; the public one as decided."""

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from fazhi_desktop.core.publication import Decision, decide
from fazhi_desktop.core.records import Setting
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.snapshots import Snapshot, snapshots, take
from fazhi_desktop.document.build import Options, build
from fazhi_desktop.document.differences import excerpts
from fazhi_desktop.document.marked_copy import marked_copy
from fazhi_desktop.document.tree import Document
from fazhi_desktop.export.exporter import Exporter
from tests.document.specimen import document, plans, report, styles

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

BEFORE = ("参训600余人次，“学法”——用法……并重。",)


def kept(old: Report, chapter: int) -> Snapshot:
    """The version that 留存 makes of a chapter."""
    cell = take(old, chapter, label="初稿", time="2024-01-02T09:00:00").cells[0]
    assert isinstance(cell.new, Setting)
    return snapshots(replace(old, settings={cell.key.name: cell.new.text}))[0]


def with_text(old: Report, node: int, *paragraphs: str) -> Report:
    nodes = tuple(replace(n, paragraphs=paragraphs) if n.id == node else n for n in old.nodes)
    return replace(old, nodes=nodes)


def changes(made: Document) -> list[tuple[str, str]]:
    runs = (
        run
        for block in made.blocks
        for run in (*getattr(block, "runs", ()), *getattr(block, "marked", ()))
        if run.change
    )
    return [(run.change, run.text) for run in runs]


def body(data: bytes) -> Any:
    with zipfile.ZipFile(BytesIO(data)) as file:
        return etree.fromstring(file.read("word/document.xml"))


def submitted(now: Report) -> Document:
    return build(now, styles(), plans(), Options("submit"))


def test_nothing_is_marked_where_nothing_changed() -> None:
    made = marked_copy(document("submit"), report(), [kept(report(), 1)])
    assert changes(made) == []
    assert (made.draft, made.masthead, made.colophon) == ("花脸稿", None, None)


def test_changed_numbers_added_and_deleted_paragraphs_are_marked_and_nothing_else() -> None:
    old = with_text(report(), 4, *BEFORE, "本段已经删去，不再保留。")
    made = marked_copy(document("submit"), report(), [kept(old, 1)])
    assert changes(made) == [("del", "600"), ("ins", "720"), ("del", "本段已经删去，不再保留。")]
    now = with_text(report(), 4, *report().nodes[3].paragraphs, "新写一段，说明新的情况。")
    assert changes(marked_copy(submitted(now), now, [kept(report(), 1)])) == [
        ("ins", "新写一段，说明新的情况。")
    ]


def test_the_changes_are_tracked_in_the_docx_and_taking_all_gives_the_report(exporter: Exporter) -> None:
    nodes = tuple(replace(n, heading="规范执法行为") if n.id == 2 else n for n in report().nodes)
    old = with_text(
        replace(report(), nodes=nodes), 4, "参训600余人次，“学法”——用法……并重。", "旧段落整段删去了。"
    )
    data = exporter.marked_copy(report(), [kept(old, 1)])
    made = body(data)
    taken = ["".join(entry.itertext()) for entry in made.iter(f"{W}del")]
    assert "600" in taken
    assert "旧段落整段删去了。" in taken
    assert not [t for entry in made.iter(f"{W}del") for t in entry.iter(f"{W}t")]
    numbers = [entry.get(f"{W}id") for entry in made.iter(f"{W}ins", f"{W}del")]
    assert len(set(numbers)) == len(numbers) > 4
    heading = next(p for p in made.iter(f"{W}p") if p.find(f".//{W}pStyle[@{W}val='Heading2']") is not None)
    assert "".join(t.text for t in heading.iter(f"{W}t")) == "（一）规范行政执法"
    assert exporter.marked_copy(report(), [kept(old, 1)]) == data


def test_an_edition_for_sending_has_no_tracked_change(exporter: Exporter) -> None:
    exporter.marked_copy(report(), [kept(with_text(report(), 4, "别的。"), 1)])
    made = body(exporter.render_docx(exporter.document(report(), "submit", draft=False)))
    assert not list(made.iter(f"{W}ins", f"{W}del", f"{W}delText"))


def decided() -> Report:
    old = with_text(report(), 4, "参训720余人次。联系人王某某。")
    edit = decide(old, [Decision("联系人王某某", "姓名", "drop")])
    assert isinstance(edit.cells[0].new, Setting)
    return replace(old, settings={"publication": edit.cells[0].new.text})


def test_the_public_edition_is_printed_as_decided(exporter: Exporter) -> None:
    public = "".join(exporter.document(decided(), "public", draft=False).texts())
    assert "参训720余人次。" in public
    assert "联系人" not in public
    assert "联系人王某某" in "".join(exporter.document(decided(), "submit", draft=False).texts())


@pytest.mark.parametrize(
    ("submit", "public", "shown"),
    [
        ("甲" * 40 + "丙丙" + "乙" * 40, "甲" * 40 + "丁" + "乙" * 40,
         ("……" + "甲" * 16 + "丙丙" + "乙" * 16 + "……", "……" + "甲" * 16 + "丁" + "乙" * 16 + "……")),
        ("甲" * 50, "甲" * 40, ("……" + "甲" * 26, "……" + "甲" * 16)),
        ("短句。", "短句", ("短句。", "短句")),
        ("", "乙" * 50, ("", "乙" * 50)),
    ],
)  # fmt: skip
def test_a_long_line_is_shown_around_its_difference(submit: str, public: str, shown: tuple[str, str]) -> None:
    assert excerpts(submit, public) == shown


def test_the_editions_stand_side_by_side(exporter: Exporter) -> None:
    rows = exporter.edition_differences(decided())
    by_place = {row.place: row for row in rows}
    assert by_place["版头"].other == ""
    assert by_place["主送机关"].one == "县委、县政府："
    assert {"附件说明", "落款", "版记"} <= set(by_place)
    changed = next(row for row in rows if row.other)
    assert changed.one.endswith("参训720余人次。联系人王某某。")
    assert changed.other.endswith("参训720余人次。")
    assert not any("行政检查" in row.one for row in rows)
