"""The practice year (演练年): an invented town's report with planted errors, from `resources/practice/`."""

import shutil
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fazhi_desktop import assembly, paths
from fazhi_desktop.checking.choices import Choices, choose
from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.records import Key, Record, node_key
from fazhi_desktop.demo import made_whole, place_of, write_values
from fazhi_desktop.foreign import make_gate
from fazhi_desktop.store.workspace import Store

WORKSPACE, WORKBOOKS = "演练.fazhi", "待导入的报送表"


@dataclass(frozen=True)
class Planted:
    """One error put into a text: at `place` (1.3.2, in counting numbers) `right` became `wrong`."""

    place: str
    right: str
    wrong: str
    rule: str


def is_practice(folder: Path) -> bool:
    """Whether a practice year lies in the folder."""
    return (folder / WORKSPACE).is_file()


def make_practice(folder: Path) -> Path:
    """Make the practice year in an empty or missing folder, unless it is there; returns its workspace."""
    if not is_practice(folder):
        with made_whole(folder) as part:
            _build(part, assembly.load_resources())
    return folder / WORKSPACE


def planted_errors() -> tuple[Planted, ...]:
    """The errors in the texts, in the order of the report."""
    return tuple(Planted(**table) for table in _data()["planted"])


def _data() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "practice" / "practice.toml").read_text("utf-8"))


def _build(folder: Path, resources: assembly.Resources) -> None:
    data = _data()
    shutil.copytree(paths.resources() / "practice" / "workbooks", folder / WORKBOOKS)
    words = {key: data[key] for key in ("unit", "short", "year", "filler", "outline")}
    with assembly.new_workspace(folder / WORKSPACE, resources, gate=make_gate(), **words) as store:
        write_values(store, data["year"] - 1, data["last_year"], data["note"])
        write_values(store, data["year"], data["values"], data["note"])
        _plant(store)
        # its texts are the outline's drafts, and that they are is no part of the exercise
        store.apply(choose(store.report(), Choices(off=("draft_text",)), "准备演练"))


def _plant(store: Store) -> None:
    report = store.report()
    places = {place_of(report, node): node for node in report.nodes}
    for error in planted_errors():
        node = places[error.place]
        whole = "\n".join(node.paragraphs)
        if whole.count(error.right) != 1:
            raise ValueError(f"practice.toml: {error.place} does not hold {error.right!r} once")
        text = whole.replace(error.right, error.wrong)
        places[error.place] = replace(node, paragraphs=tuple(line for line in text.split("\n") if line))
    changes: list[tuple[Key, Record | None]] = [
        (node_key(report.year, node.id), node) for node in places.values() if node != report.node(node.id)
    ]
    store.apply(edit("准备演练", changes, store.get))
