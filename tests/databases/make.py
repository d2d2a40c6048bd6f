"""Keeps a workspace as the present schema stores it: `python -m tests.databases.make`, once for each version.

Made is `v{n}.fazhi` with every kind of record, and `v{n}.txt` with what it says. Files of earlier versions
are never made again: they are what offices have on their disks.
"""

import json
import shutil
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from fazhi_desktop.core.begin import first_edit
from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.outline import Part, Template
from fazhi_desktop.core.records import (
    Body,
    Department,
    Explanation,
    Key,
    Note,
    Recipe,
    Record,
    RegisterRow,
    Return,
    Setting,
    value_key,
)
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.store import backup, database
from fazhi_desktop.store.models import Models
from fazhi_desktop.store.tables import Tables
from fazhi_desktop.store.workspace import Store
from tests.store.town import CATALOGUE

FOLDER = Path(__file__).parent
NOW = datetime(2024, 1, 15, 9, 30)
TEMPLATE = Template(
    "town",
    "镇",
    "{short}{year}年度法治政府建设情况报告",
    ("现将情况报告如下。",),
    (
        Part(
            "主要举措", "measures",
            parts=(Part("依法行政", indicators=("E02",), paragraphs=("检查{{E02}}件。",)),),
        ),
        Part("存在不足", "shortcomings", paragraphs=("“三项制度”落实不够。",)),
    ),
)  # fmt: skip


def records() -> list[tuple[Key, Record | None]]:
    """One of every kind that a new workspace lacks, with every field filled."""
    sha = "ab" * 32
    cell = Source(
        "cell", number="3010", file="统计表.xlsx", sha256=sha, sheet="Sheet1", cell="C5", raw="3010件",
        department="执法队", time="2024-01-10T08:00:00", note="去重后",
    )  # fmt: skip
    row = RegisterRow(
        "培训", 1, "2023-03-05", "法治", "合格", "300", "45", (("地点", "会议室"),), "台账.xlsx"
    )  # fmt: skip
    typed = Source("typed", note="无此职责")
    sent = Return(sha, "执法队", "统计表.xlsx", "2024-01-10T08:00:00", "sent", 1, "全部导入")
    learned = Recipe("执法队", "f", (("检查数", "E02"), ("备注", "")), "2024-01-10T08:00:00")
    return [
        (value_key(2023, "E02"), Value("E02", "value", "3010", unit="件", sources=(cell,))),
        (value_key(2023, "X12"), Value("X12", "value", "200", "220", "件", "range", sources=(typed,))),
        (value_key(2023, "X13"), Value("X13", "not_applicable", sources=(typed,))),
        (Key("return", 2023, sha), sent),
        (Key("note", 2023, "E02"), Note("电话核实", "张某", "2024-01-11T10:00:00")),
        (Key("explanation", 2023, "f1"), Explanation("上年口径不同", "张某", "2024-01-12T10:00:00")),
        (Key("row", 2023, "培训/1"), row),
        (Key("recipe", 0, "执法队/f"), learned),
        (Key("setting", 0, "x"), Setting('{"a": 1}')),
    ]


def _said(record: Record | Source) -> dict[str, Any]:
    values = {entry.name: getattr(record, entry.name) for entry in fields(record)}
    return {entry.name: values[entry.name] for entry in fields(record) if values[entry.name] != entry.default}


def told(path: Path) -> tuple[list[str], list[str]]:
    """Everything a workspace says: its records in order, and its log, newest first.

    Of a record only what is not as by default, so that fields of later programs do not matter.
    """
    with database.opened_at(path, mode="ro") as opened:
        found = sorted(Tables(Models(opened)).everything())
    lines: list[str] = []
    for key, record in found:
        said = _said(record)
        if isinstance(record, Value):
            said["sources"] = [_said(source) for source in record.sources]
        lines.append(f"{key.kind} {key.year} {key.name}: {json.dumps(said, ensure_ascii=False)}")
    with Store.open(path, CATALOGUE, readonly=True) as store:
        moments = store.log.moments()
        log = [f"{made.step} {made.time} {made.who} {made.label} {len(made.keys)}" for made in moments]
        return lines, [*log, store.log.head.digest]


def make(path: Path) -> None:
    """A workspace with three edits, one of them undone."""
    elements = (("文号", "1"),)
    body = Body("甲镇人民政府", "甲镇", "town", "张某", "某区", not_reported=("X14",), elements=elements)
    departments = [Department("执法队", ("综合执法队",), "李某", "123", ("E02",), "2024-01-20", 1)]
    first = first_edit(body, TEMPLATE, 2023, departments)
    with (
        patch("fazhi_desktop.store.workspace.user_name", return_value="张某"),
        Store.create(path, CATALOGUE, first, clock=lambda: NOW) as store,
    ):
        store.apply(edit("导入 统计表.xlsx", records(), store.get, why="年报"))
        store.apply(edit("清空", [(value_key(2023, "E02"), None)], store.get))
        store.undo()


if __name__ == "__main__":
    target = FOLDER / f"v{database.version_now()}.fazhi"
    make(target)
    said, log = told(target)
    target.with_suffix(".txt").write_text("\n".join((*said, "", *log, "")), "utf-8")
    shutil.rmtree(backup.folder(target))
