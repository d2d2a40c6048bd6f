"""A clerk at work: the things that change a workspace, done through the program's own services."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fazhi_desktop import assembly, paths
from fazhi_desktop.assembly import Resources
from fazhi_desktop.core import search
from fazhi_desktop.core.edits import Edit, edit
from fazhi_desktop.core.progress import QUIET
from fazhi_desktop.core.records import (
    Body,
    Key,
    Node,
    Record,
    RegisterRow,
    ReportHead,
    Return,
    node_key,
    value_key,
)
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.rollforward import roll_forward
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.export.service import export_report
from fazhi_desktop.importing import PRELOAD, ImportPlan, plan_import
from fazhi_desktop.reading.report import ReadReport, ReportReader, load_reading_words
from fazhi_desktop.reading.stored import stored
from fazhi_desktop.sandbox import Sandbox
from fazhi_desktop.store import backup, migrations
from fazhi_desktop.store.workspace import Store
from tests.reports.corpus import load
from tests.reports.raw_forms import raw_bytes

YEAR = 2023
EXTRA_STEP = ('CREATE TABLE "later" ("name" TEXT NOT NULL PRIMARY KEY, "text" TEXT NOT NULL)',)
"""A migration of a program to come, to be killed in."""


def new_workspace(path: Path, resources: Resources) -> None:
    """An empty workspace of an invented town."""
    assembly.new_workspace(path, resources, unit="甲镇人民政府", year=YEAR, filler="张某").close()


def migrated_program() -> None:
    """Let this process be the program that knows one more migration."""
    migrations.STEPS = (*migrations.STEPS[:1], EXTRA_STEP)


def present_program() -> None:
    """Let this process be the program as it is."""
    migrations.STEPS = migrations.STEPS[:1]


@dataclass(frozen=True)
class Material:
    """What departments and last year's clerk sent, read by the program's own readers, to be stored."""

    plans: tuple[ImportPlan, ...] = ()
    reports: tuple[ReadReport, ...] = ()


def sent(resources: Resources) -> Material:
    """The sample's workbooks, one plan each, and two finished reports of the corpus."""
    folder = paths.resources()
    books = sorted((folder / "sample" / "workbooks").glob("*.xlsx"))
    report = Report(Body("甲镇人民政府", "甲镇"), ReportHead(YEAR, ""), resources.catalogue, (), {})
    with Sandbox(preload=PRELOAD) as sandbox:
        plans = tuple(plan_import([book], report, sandbox, folder / "importing") for book in books)
    reader = ReportReader(resources.catalogue, load_reading_words(folder / "reading"))
    return Material(plans, tuple(reader.read(raw_bytes(entry), "报告") for entry in load("visible")[:2]))


@dataclass
class Clerk:
    """Does random things with one open workspace.

    Attributes:
        files: folder for exports, restored backups, copies and packages.
        said: called with a line for everything that was reported done.
        material: what there is to import and to read.
        formats: what is exported, one or two at a time.
    """

    store: Store
    resources: Resources
    files: Path
    chance: random.Random
    said: Callable[[str], None]
    material: Material = Material()
    formats: tuple[str, ...] = ("docx", "html", "txt", "xlsx")

    def work(self) -> None:
        """One thing after another, without end."""
        while True:
            self.once()

    def once(self) -> None:
        """One random thing."""
        self.chance.choice(self.actions())()

    def actions(self) -> list[Callable[[], None]]:
        """What a clerk does; typing, which is quickly done, comes oftener than the rest."""
        return [
            *[self.type_text, self.type_value] * 4,
            *[self.paste, self.import_workbook, self.read_report] * 2,
            self.replace_everywhere,
            self.new_year,
            self.undo,
            self.redo,
            self.back_up,
            self.restore,
            self.go_back,
            self.copy,
            self.pack,
            self.export,
        ]

    def type_text(self) -> None:
        """A burst of typing in one paragraph."""
        key = self.chance.choice(self._nodes())
        for _ in range(self.chance.randint(1, 4)):
            node = self.store.get(key)
            assert isinstance(node, Node)
            texts = (*node.paragraphs[:3], "检查" * self.chance.randint(1, 200))
            self._apply("修改正文", [(key, replace(node, paragraphs=texts))], joins=True)

    def type_value(self) -> None:
        """One number typed into its field; derived ones follow."""
        self._apply("填写", [self._value("typed")])

    def paste(self) -> None:
        """A block of numbers from a table."""
        self._apply("粘贴", dict(self._value("typed") for _ in range(12)).items())

    def import_workbook(self) -> None:
        """A backup, then values, register rows and the return as one edit: a real workbook's, or made up."""
        self.back_up("导入前")
        plan = self.chance.choice(self.material.plans) if self.material.plans else None
        step = plan.edit(self.store.get, learn=True) if plan is not None else None
        if step is not None and step.cells:
            self.store.apply(step)
            self._report()
            return
        number = self.chance.randrange(10**6)
        sent = Return(f"{number:064x}", "执法队", "执法队.xlsx", "2023-12-01T09:00:00", "sent", 30)
        places = range(number, number + 60)
        rows = [RegisterRow("培训", place, "2023-03-05", free=(("地点", "会议室"),)) for place in places]
        self._apply(
            "导入 执法队.xlsx",
            [
                *dict(self._value("cell") for _ in range(30)).items(),
                (Key("return", YEAR, sent.sha256), sent),
                *((Key("row", YEAR, f"培训/{row.id}"), row) for row in rows),
            ],
        )

    def read_report(self) -> None:
        """What the reading of a whole report writes: every text anew, and the numbers in them."""
        self.back_up("读入前")
        if self.material.reports:
            read, now = self.chance.choice(self.material.reports), self.store.report(YEAR)
            self.store.apply(stored(read, self.store.get, existing=now, year=YEAR, force=True))
            self._report()
            return
        nodes: list[tuple[Key, Record | None]] = []
        for key in self._nodes():
            node = self.store.get(key)
            assert isinstance(node, Node)
            nodes.append((key, replace(node, paragraphs=(f"读入{self.chance.random()}" * 20,))))
        self._apply("读入报告", [*nodes, *dict(self._value("report") for _ in range(30)).items()])

    def replace_everywhere(self) -> None:
        """全部替换, backed up before."""
        self.back_up("替换前")
        report = self.store.report(YEAR)
        changes = search.replacing(report, "检查", "核查", search.find(report, "检查"))
        self._apply("全部替换", changes)

    def new_year(self) -> None:
        """新建年度, once."""
        if YEAR + 1 not in self.store.years:
            self.back_up("新建年度前")
            self.store.apply(roll_forward(self.store.report(YEAR), YEAR + 1, years=self.store.years))
            self._report()

    def go_back(self) -> None:
        """Everything back to before one of the last edits."""
        self.back_up("还原前")
        step = self.store.back_to(max(1, self.store.log.head.step - self.chance.randint(1, 5)))
        if step.cells:
            self.store.apply(step)
            self._report()

    def undo(self) -> None:
        """Ctrl+Z."""
        self.store.undo()
        self._report()

    def redo(self) -> None:
        """Ctrl+Y."""
        self.store.redo()
        self._report()

    def back_up(self, reason: str = "手动") -> None:
        """A backup in the workspace's own folder."""
        self.said(f"file {self.store.backup(reason)}")

    def restore(self) -> None:
        """The newest backup into a new file."""
        for source in backup.backups(self.store.path)[:1]:
            self.said(f"file {backup.restore(source, self._new('恢复', '.fazhi'))}")

    def copy(self) -> None:
        """另存为."""
        self.said(f"file {self.store.saving_copy(self._new('另存', '.fazhi'))(QUIET)}")

    def pack(self) -> None:
        """传出."""
        target = self._new("传出", ".fzb")
        self.store.pack(target)
        self.said(f"package {target}")

    def export(self) -> None:
        """The report in one or two formats."""
        formats = self.chance.sample(self.formats, self.chance.randint(1, 2))
        made = export_report(self.store.report(), self.files / "导出", formats, "public")
        for file in made.files:
            self.said(f"page {file.path}")

    def pending(self) -> Edit:
        """An edit that is not applied yet."""
        return edit("填写", [self._value("typed")], self.store.get)

    def _apply(self, label: str, changes: Any, *, joins: bool = False) -> None:
        self.store.apply(edit(label, changes, self.store.get, joins=joins))
        self._report()

    def _report(self) -> None:
        head = self.store.log.head
        self.said(f"edit {head.rows} {head.digest}")

    def _nodes(self) -> list[Key]:
        return [node_key(YEAR, node.id) for node in self.store.of_kind(Node, YEAR)]

    def _value(self, kind: Any) -> tuple[Key, Value]:
        codes = [code for code, indicator in self.resources.catalogue.items() if indicator.kind == "count"]
        code, number = self.chance.choice(codes), str(self.chance.randrange(100_000))
        source = Source(kind, number, file="执法队.xlsx", sheet="Sheet1", cell="C5", raw=f"{number}件")
        unit = self.resources.catalogue[code].unit
        return value_key(YEAR, code), Value(code, "value", number, unit=unit, sources=(source,))

    def _new(self, word: str, suffix: str) -> Path:
        return self.files / f"{word}{self.chance.randrange(10**9)}{suffix}"
