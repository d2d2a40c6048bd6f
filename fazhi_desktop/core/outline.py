"""Outlines: templates in `resources/outlines/*.toml`, numbering, and walking a report's nodes."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.links import links
from fazhi_desktop.core.records import ROLES, Node
from fazhi_desktop.core.toml_files import Reader, read_toml

CHINESE_DIGITS = "零一二三四五六七八九"


@frozen
class Part:
    """One heading of a template with what stands under it; `patterns` are sentences on offer (句式)."""

    heading: str
    role: str = "free"
    run_in: bool = False
    indicators: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    parts: tuple["Part", ...] = ()


@frozen
class Template:
    """A kind of body's outline (town, street, …).

    Attributes:
        not_reported: codes it has nothing to do with.
        endings: how the names of such bodies end.
    """

    name: str
    label: str
    title: str
    preface: tuple[str, ...]
    chapters: tuple[Part, ...]
    not_reported: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()

    def nodes(self) -> tuple[Node, ...]:
        """The template as nodes of a new report, ids from 1 in reading order."""
        made: list[Node] = []

        def add(parts: tuple[Part, ...], parent: int, level: int, role: str) -> None:
            for position, part in enumerate(parts):
                own = part.role if level == 1 else role
                node = Node(
                    len(made) + 1,
                    parent,
                    position,
                    level,
                    part.heading,
                    own,
                    part.run_in,
                    part.indicators,
                    part.paragraphs,
                )
                made.append(node)
                add(part.parts, node.id, level + 1, own)

        add(self.chapters, 0, 1, "free")
        return tuple(made)

    def walk(self) -> Iterator[Part]:
        """Every part in reading order."""
        pending = list(reversed(self.chapters))
        while pending:
            part = pending.pop()
            yield part
            pending.extend(reversed(part.parts))

    def drafts(self) -> Iterator[str]:
        """The texts a new report begins with, before `begin.fill`."""
        yield from (text for part in self.walk() for text in part.paragraphs)


_CHILD = {"chapter": "section", "section": "item", "item": "subitem"}
_KEYS = {"heading", "role", "run_in", "indicators", "paragraphs", "patterns"}


def load_template(path: Path, codes: Iterable[str], read: Reader = read_toml) -> Template:
    """Load one outline; raises DataFault with all faults."""
    faults: list[str] = []
    data = read(path)
    known = set(codes)
    chapters = tuple(
        _part(table, "chapter", f"{path.name} 第{place}章", known, faults)
        for place, table in enumerate(data.get("chapter", []), 1)
    )
    for key in ("name", "label", "title"):
        if not isinstance(data.get(key), str):
            faults.append(f"{path.name}：缺少 {key}")
    if not chapters:
        faults.append(f"{path.name}：没有任何章")
    hidden = tuple(data.get("not_reported", ()))
    faults += [f"{path.name}：not_reported 中有不存在的指标 {code}" for code in hidden if code not in known]
    if faults:
        raise DataFault(faults)
    preface = tuple(data.get("preface", ()))
    endings = tuple(data.get("endings", ()))
    return Template(data["name"], data["label"], data["title"], preface, chapters, hidden, endings)


def fitting(unit: str, templates: Iterable[Template]) -> str | None:
    """Name of the outline for a body of this name; None where its end tells nothing."""
    ends = [(end, template.name) for template in templates for end in template.endings]
    fits = [(len(end), name) for end, name in ends if unit.endswith(end)]
    return max(fits)[1] if fits else None


def _part(table: dict[str, Any], kind: str, where: str, known: set[str], faults: list[str]) -> Part:
    child = _CHILD.get(kind, "")
    faults += [f"{where}：不认识的项 {key}" for key in table if key not in _KEYS | {child}]
    heading, role = table.get("heading", ""), table.get("role", "free")
    if not heading:
        faults.append(f"{where}：缺少 heading")
    if role not in ROLES:
        faults.append(f"{where}：不认识的章性质 {role}")
    texts = (*table.get("paragraphs", ()), *table.get("patterns", ()))
    used = [*table.get("indicators", ()), *(link.code for text in texts for link in links(text))]
    faults += [f"{where}：用到不存在的指标 {code}" for code in used if code not in known]
    parts = (
        tuple(
            _part(inner, child, f"{where}.{place}", known, faults)
            for place, inner in enumerate(table.get(child, []), 1)
        )
        if child
        else ()
    )
    return Part(
        heading,
        role,
        bool(table.get("run_in", False)),
        tuple(table.get("indicators", ())),
        tuple(table.get("paragraphs", ())),
        tuple(table.get("patterns", ())),
        parts,
    )


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese: 一, 十, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return CHINESE_DIGITS[ones]
    return ("" if tens == 1 else CHINESE_DIGITS[tens]) + "十" + (CHINESE_DIGITS[ones] if ones else "")


def number_of(level: int, position: int) -> str:
    """The number of a heading (GB/T 9704-2012, 7.3.3): 一, （一）, 1., （1）; position counts from 0."""
    if level == 1:
        return chinese_number(position + 1)
    if level == 2:
        return f"（{chinese_number(position + 1)}）"
    return f"{position + 1}." if level == 3 else f"（{position + 1}）"


def heading_line(node: Node, position: int) -> str:
    """Number and heading as printed: 一、…, （一）…, 1.…"""
    mark = "、" if node.level == 1 else ""
    return f"{number_of(node.level, position)}{mark}{node.heading}"


def in_order(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Nodes in reading order."""
    below: dict[int, list[Node]] = {}
    for node in nodes:
        below.setdefault(node.parent, []).append(node)
    for siblings in below.values():
        siblings.sort(key=lambda node: (node.position, node.id))
    ordered: list[Node] = []
    pending = list(reversed(below.get(0, [])))
    while pending:
        node = pending.pop()
        ordered.append(node)
        pending.extend(reversed(below.get(node.id, [])))
    return tuple(ordered)
