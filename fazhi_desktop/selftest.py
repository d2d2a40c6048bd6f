"""`fazhi --selftest`: everything that has to travel in a built program, used once in a folder thrown away."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fazhi_desktop import assembly, demo, paths
from fazhi_desktop.core.errors import BadInput, FazhiError


@dataclass(frozen=True)
class Step:
    """One step: what was done, and why it failed, '' where it did not."""

    name: str
    fault: str
    seconds: float

    def line(self) -> str:
        """The step for people."""
        return f"{'✘' if self.fault else '✔'} {self.name}　{self.fault or f'{self.seconds:.1f} 秒'}"


def run_selftest() -> Iterator[Step]:
    """Import, check, export, render, read back and open a window; a step that fails does not end the test."""
    with tempfile.TemporaryDirectory(prefix="fazhi-selftest-", ignore_cleanup_errors=True) as scratch:
        place = Path(scratch)
        steps: tuple[tuple[str, Callable[[Path], None]], ...] = (
            ("导入示例报送表，导出成品和图表", _sample),
            ("审核示例报告", _check),
            ("导出全部格式并读回", _export),
            ("读回成品报告", _read),
            ("打开窗口，显示一页", _window),
        )
        for name, step in steps:
            began = time.monotonic()
            fault = ""
            try:
                step(place)
            except FazhiError as refusal:
                fault = refusal.message
            except Exception as error:  # a part that did not travel: say which
                fault = f"{type(error).__name__}: {error}"
            yield Step(name, fault, time.monotonic() - began)


def _demand(holds: bool, sentence: str) -> None:
    if not holds:
        raise BadInput(sentence)


def _workspace(place: Path) -> Path:
    return place / "示例" / demo.WORKSPACE


def _sample(place: Path) -> None:
    files = demo.make_demo(place / "示例")
    with assembly.open_workspace(_workspace(place), assembly.load_resources(), readonly=True) as store:
        report = store.report()
    filled = sum(report.value(code).state == "value" for code in report.catalogue)
    _demand(filled > 30, f"只导入了 {filled} 项")
    _demand(any(path.suffix == ".svg" for path in files), "没有图表")


def _check(place: Path) -> None:
    from fazhi_desktop.checking.kinds import checker

    resources = assembly.load_resources()
    rules = assembly.load_rules(resources)
    _demand(not rules.faults, "；".join(rules.faults))
    with assembly.open_workspace(_workspace(place), resources, readonly=True) as store:
        found = checker(rules).full(store.report())
    hard = [finding.message for finding in found if finding.severity == "hard"]
    _demand(not hard, "；".join(hard))


def _export(place: Path) -> None:
    from fazhi_desktop.export.exporter import FORMATS
    from fazhi_desktop.export.service import export_report
    from fazhi_desktop.export.templates import export_templates

    with assembly.open_workspace(_workspace(place), assembly.load_resources(), readonly=True) as store:
        report = store.report()
    result = export_report(report, place / "成品", FORMATS, "submit")
    _demand({file.format for file in result.files} == set(FORMATS), "缺少格式")
    _demand(bool(export_templates(report, place / "收数表", None)), "没有收数表")


def _made(place: Path, suffix: str) -> Path:
    return next((place / "成品").glob(f"*{suffix}"))


def _read(place: Path) -> None:
    from fazhi_desktop.reading.report import load_reading_words, read_report
    from fazhi_desktop.sandbox import Sandbox

    words = load_reading_words(paths.resources() / "reading")
    catalogue = assembly.load_resources().catalogue
    with Sandbox() as sandbox:
        for suffix in (".docx", ".pdf", ".html", ".txt"):
            path = _made(place, suffix)
            found = read_report(path, path.name, catalogue, words, sandbox)
            _demand(len(found.facts) > 20, f"{suffix} 只读出 {len(found.facts)} 个数字")


def _window(place: Path) -> None:
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform == "win32"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from fazhi_desktop.app import show_once

    tabs, ink = show_once(_workspace(place), place / "settings.ini")
    _demand(tabs > 5, f"只有 {tabs} 个页签")
    _demand(0.005 < ink < 0.5, f"第一页有 {ink:.1%} 是墨色")
