"""The sample: from the workbooks in `resources/sample/` to the finished report, as a clerk would."""

import shutil
import tempfile
import tomllib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from fazhi_desktop import assembly, paths
from fazhi_desktop.core.edits import edit
from fazhi_desktop.core.errors import WrongUsage, environment_fault
from fazhi_desktop.core.records import BODY, Key, Node, Record, node_key, report_key, value_key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.typed import read_typed
from fazhi_desktop.foreign import make_gate
from fazhi_desktop.store.workspace import Store

WORKSPACE, WORKBOOKS, CHARTS = "示例.fazhi", "科室报送表", "图表"
FORMATS = ("docx", "pdf", "html", "xlsx")


def is_demo(folder: Path) -> bool:
    """Whether a demo lies in the folder."""
    return (folder / WORKSPACE).is_file() and (folder / WORKBOOKS).is_dir()


def make_demo(folder: Path) -> list[Path]:
    """Make the sample in an empty or missing folder; a folder with a demo in it stays as it is.

    Returns what lies there. Raises WrongUsage for any other folder that is not empty.
    """
    if is_demo(folder):
        return _contents(folder)
    with made_whole(folder) as part:
        _build(part, assembly.load_resources())
    return _contents(folder)


@contextmanager
def made_whole(folder: Path) -> Generator[Path]:
    """Work beside the target and move everything there at the end, so that nothing stays half made.

    Raises WrongUsage for a folder that is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUsage(f"{folder} 里已有别的内容，没有改动。请换一个空文件夹。")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise environment_fault(error, "生成示例", folder) from error
    try:
        yield part
        part.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise environment_fault(error, "生成示例", folder) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _build(folder: Path, resources: assembly.Resources) -> None:
    sample = paths.resources() / "sample"
    text = tomllib.loads((sample / "report.toml").read_text("utf-8"))
    workbooks = folder / WORKBOOKS
    shutil.copytree(sample / "workbooks", workbooks)
    store = assembly.new_workspace(
        folder / WORKSPACE,
        resources,
        unit=text["unit"],
        year=text["year"],
        outline=text["outline"],
        short=text["short"],
        filler=text["filler"],
        gate=make_gate(),
    )
    with store:
        _write_texts(store, text)
        write_values(store, text["year"] - 1, text["last_year"], text["note"])
        _import(store, sorted(workbooks.iterdir()))
        _export(store.report(), folder)


def _write_texts(store: Store, text: dict[str, Any]) -> None:
    report = store.report()
    texts: dict[str, list[str]] = text["texts"]
    places = {place_of(report, node): node for node in report.nodes}
    changes: list[tuple[Key, Record | None]] = [
        (node_key(report.year, places[place].id), replace(places[place], paragraphs=tuple(paragraphs)))
        for place, paragraphs in texts.items()
        if place != "preface"
    ]
    head = replace(report.head, preface=tuple(texts["preface"]), notice=tuple(text["notice"].items()))
    body = replace(report.body, elements=tuple(text["elements"].items()))
    changes += [(report_key(report.year), head), (BODY, body)]
    store.apply(edit("写入示例正文", changes, store.get))


def place_of(report: Report, node: Node) -> str:
    """A node's path in counting numbers: 1.3.2."""
    siblings = [report.children[entry.parent] for entry in report.path(node)]
    return ".".join(str(row.index(entry) + 1) for row, entry in zip(siblings, report.path(node), strict=True))


def write_values(store: Store, year: int, written: dict[str, str], note: str) -> None:
    """Store one year's values as typed."""
    catalogue = store.report().catalogue
    now = datetime.now().isoformat(timespec="seconds")
    changes: list[tuple[Key, Record | None]] = []
    for code, text in written.items():
        typed = read_typed(catalogue[code], text, now=now, note=note)
        changes.append((value_key(year, code), typed.value))
    store.apply(edit(f"装入 {year} 年示例数", changes, store.get))


def _import(store: Store, files: list[Path]) -> None:
    from fazhi_desktop.importing.service import plan_import
    from fazhi_desktop.sandbox import Sandbox

    with Sandbox() as sandbox:
        plan = plan_import(files, store.report(), sandbox, paths.resources() / "importing")
    step = plan.edit(store.get)
    if step is not None:
        store.backup("导入前", step=step)
        store.apply(step)


def _export(report: Report, folder: Path) -> None:
    from fazhi_desktop.export.charts import export_charts
    from fazhi_desktop.export.service import export_report

    export_report(report, folder, FORMATS, "public")
    export_charts(report, folder / CHARTS)


def _contents(folder: Path) -> list[Path]:
    found = [folder / WORKSPACE, *sorted(entry for entry in folder.iterdir() if entry.is_file())]
    for name in (WORKBOOKS, CHARTS):
        found += sorted((folder / name).iterdir()) if (folder / name).is_dir() else []
    return list(dict.fromkeys(entry for entry in found if entry.suffix != ".lock"))
