"""A clerk at work: the things that change a workspace, done through the program's own services."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fazhi_desktop import assembly
from fazhi_desktop.assembly import Resources
from fazhi_desktop.core.edits import Edit, edit
from fazhi_desktop.core.records import Key, Node, Record, RegisterRow, Return, node_key, value_key
from fazhi_desktop.core.values import Source, Value
from fazhi_desktop.store import backup, migrations
from fazhi_desktop.store.workspace import Store

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


@dataclass
class Clerk:
    """Does random things with one open workspace.

    Attributes:
        files: folder for exports, restored backups and copies.
        said: called with a line for everything that was reported done.
    """

    store: Store
    resources: Resources
    files: Path
    chance: random.Random
    said: Callable[[str], None]

    def work(self) -> None:
        """One thing after another, without end."""
        while True:
            self.once()

    def once(self) -> None:
        """One random thing."""
        self.chance.choice(self.actions())()

    def actions(self) -> list[Callable[[], None]]:
        """What a clerk does; typing comes oftener than the rest."""
        return [
            self.type_text,
            self.type_text,
            self.type_value,
            self.type_value,
            self.paste,
            self.import_workbook,
            self.read_report,
            self.undo,
            self.redo,
            self.back_up,
            self.restore,
            self.copy,
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
        """What an import writes: a backup, then values, register rows, the return, all as one edit."""
        self.back_up("导入前")
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
        nodes: list[tuple[Key, Record | None]] = []
        for key in self._nodes():
            node = self.store.get(key)
            assert isinstance(node, Node)
            nodes.append((key, replace(node, paragraphs=(f"读入{self.chance.random()}" * 20,))))
        self._apply("读入报告", [*nodes, *dict(self._value("report") for _ in range(30)).items()])

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
        self.said(f"file {self.store.save_copy(self._new('另存', '.fazhi'))}")

    def export(self) -> None:
        """The report as a page for the browser."""
        from fazhi_desktop.export.service import export_report

        made = export_report(self.store.report(), self.files / "导出", ["html"], "public")
        self.said(f"page {made.files[0].path}")

    def pending(self) -> Edit:
        """An edit that is not applied yet."""
        return edit("填写", [self._value("typed")], self.store.get)

    def _apply(self, label: str, changes: Any, *, joins: bool = False) -> None:
        self.store.apply(edit(label, changes, self.store.get, joins=joins))
        self._report()

    def _report(self) -> None:
        head = self.store.log_end
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
