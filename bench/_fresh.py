"""Reports and errors that no rule was written for: read as texts, through the same door as a clerk's file."""

import tomllib
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from bench._planted import FOLDER
from fazhi_desktop import paths
from fazhi_desktop.checking.engine import Checker
from fazhi_desktop.checking.findings import Finding
from fazhi_desktop.core.records import Body, Node, Note, ReportHead, Setting
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value
from fazhi_desktop.reading.report import ReportReader, load_reading_words
from fazhi_desktop.reading.stored import stored
from tests.checking.sample import resources

TEXTS = FOLDER / "fresh"
BODIES = {
    "town": (Body("柳溪镇人民政府", "柳溪镇", "town", ""), 2024),
    "street": (Body("云台街道办事处", "云台街道", "street", ""), 2025),
    "district": (Body("临江区人民政府", "临江区", "district", ""), 2024),
    "department": (Body("安禾县水务局", "水务局", "department", ""), 2024),
    "township": (Body("青岭乡人民政府", "青岭乡", "town", ""), 2025),
    "county": (Body("双河县人民政府", "双河县", "district", ""), 2025),
    "harbour": (Body("临港镇人民政府", "临港镇", "town", ""), 2024),
    "ward": (Body("松园街道办事处", "松园街道", "street", ""), 2025),
    "health": (Body("清源县卫生健康局", "卫生健康局", "department", ""), 2024),
    "valley": (Body("云谷乡人民政府", "云谷乡", "town", ""), 2025),
    "port": (Body("海州区人民政府", "海州区", "district", ""), 2024),
    "bureau": (Body("丰泽县自然资源局", "自然资源局", "department", ""), 2024),
    "daxi": (Body("大溪镇人民政府", "大溪镇", "town", ""), 2025),
    "nanchen": (Body("南陈街道办事处", "南陈街道", "street", ""), 2024),
    "baishui": (Body("白水乡人民政府", "白水乡", "town", ""), 2023),
    "yingji": (Body("黎川县应急管理局", "应急管理局", "department", ""), 2025),
    "shijian": (Body("江北区市场监督管理局", "市场监督管理局", "department", ""), 2024),
    "pingyuan": (Body("平原县人民政府", "平原县", "district", ""), 2025),
    "yunling": (Body("云岭镇人民政府", "云岭镇", "town", ""), 2024),
    "xiguan": (Body("西关街道办事处", "西关街道", "street", ""), 2025),
    "jiaoyu": (Body("城阳区教育局", "教育局", "department", ""), 2023),
    "qinghe": (Body("清河镇人民政府", "清河镇", "town", ""), 2025),
    "zhifa": (Body("宁武市综合行政执法局", "综合行政执法局", "department", ""), 2025),
    "shanhe": (Body("山河乡人民政府", "山河乡", "town", ""), 2024),
    "dongshan": (Body("东山街道办事处", "东山街道", "street", ""), 2025),
    "longtan": (Body("龙潭乡人民政府", "龙潭乡", "town", ""), 2023),
    "huanbao": (Body("临海市生态环境局", "生态环境局", "department", ""), 2025),
    "baihe": (Body("白鹤区人民政府", "白鹤区", "district", ""), 2024),
    "xiangyang": (Body("向阳镇人民政府", "向阳镇", "town", ""), 2024),
    "renshe": (Body("青河县人力资源和社会保障局", "人力资源和社会保障局", "department", ""), 2025),
    "luoshan": (Body("罗山镇人民政府", "罗山镇", "town", ""), 2025),
    "fengtai": (Body("凤台乡人民政府", "凤台乡", "town", ""), 2024),
    "zhongshan": (Body("钟山街道办事处", "钟山街道", "street", ""), 2025),
    "wuxi": (Body("乌溪乡人民政府", "乌溪乡", "town", ""), 2025),
    "gushan": (Body("孤山镇人民政府", "孤山镇", "town", ""), 2024),
}

HINTS = frozenset({"elements_missing", "number_unknown"})
"""What is said of nearly every text: parts that a published one leaves off, numbers outside the catalogue."""


@dataclass(frozen=True)
class Plant:
    """One error in one of the texts; `rules` of which one has to see it, none where any but a hint may."""

    kind: str
    name: str
    old: str
    new: str
    rules: tuple[str, ...]


def plants(file: str = "fresh") -> Iterator[Plant]:
    """Every error of `planted/fresh.toml`, or of `second.toml` or `third.toml`."""
    for group in tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8"))["group"]:
        for name, old, new in group["plants"]:
            yield Plant(group["kind"], name, old, new, tuple(group.get("rules", ())))
        for name, first, last in group.get("cuts", ()):
            text = written(name)
            end = text.index(last) if last else len(text)
            yield Plant(group["kind"], name, text[text.index(first) : end], "", tuple(group.get("rules", ())))


@cache
def written(name: str) -> str:
    """A report of the folder as text."""
    return (TEXTS / f"{name}.txt").read_text("utf-8")


@cache
def _reader() -> ReportReader:
    return ReportReader(resources().catalogue, load_reading_words(paths.resources() / "reading"))


def taken_in(name: str, text: str) -> Report:
    """A text as the workspace holds it after `fazhi read --into`, with last year's report if there is one."""
    body, year = BODIES[name]
    last = (TEXTS / f"{name}_{year - 1}.txt").is_file()
    before = _report(body, year - 1, written(f"{name}_{year - 1}")) if last else None
    report = _report(body, year, text)
    if before is None:
        return report
    values = {**report.values, year - 1: before.values[year - 1]}
    return Report(
        body, report.head, report.catalogue, report.nodes, values, report.departments,
        notes=report.notes, nodes_before=before.nodes, settings=report.settings,
    )  # fmt: skip


def _report(body: Body, year: int, text: str) -> Report:
    read = _reader().read_text(text, "报告.txt")
    cells = stored(read, lambda _: None, year=year).cells
    records = [cell.new for cell in cells]
    notes = {cell.key.name: cell.new for cell in cells if isinstance(cell.new, Note)}
    settings = {cell.key.name: cell.new.text for cell in cells if isinstance(cell.new, Setting)}
    return Report(
        body,
        next(record for record in records if isinstance(record, ReportHead)),
        resources().catalogue,
        tuple(record for record in records if isinstance(record, Node)),
        {year: {record.indicator: record for record in records if isinstance(record, Value)}},
        resources().departments,
        notes=notes,
        settings=settings,
    )


class FreshJudge:
    """Tells which of the errors are found, and what a clean text is charged with."""

    def __init__(self, applied: Checker) -> None:
        self._applied = applied
        self.clean = {name: applied.full(taken_in(name, written(name))) for name in BODIES}

    def is_found(self, plant: Plant) -> bool:
        """Whether a rule of the plant says something that it does not say of the clean text."""
        return any(
            finding.rule in plant.rules if plant.rules else finding.rule not in HINTS
            for finding in self.new(plant)
        )

    def new(self, plant: Plant) -> list[Finding]:
        """What is said of the text with the error and not of the clean one."""
        text = written(plant.name).replace(plant.old, plant.new)
        assert text != written(plant.name), plant
        standing = {_said(finding) for finding in self.clean[plant.name]}
        return [
            each for each in self._applied.full(taken_in(plant.name, text)) if _said(each) not in standing
        ]

    def alarms(self, leaving: Container[str] = ()) -> float:
        """Findings on the clean texts per 1,000 characters, some rules left out."""
        found = [each for standing in self.clean.values() for each in standing if each.rule not in leaving]
        return len(found) * 1000 / sum(len(written(name)) for name in BODIES)


def _said(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message
