"""Learned mappings: found again by template fingerprint or by department, replayed tolerantly."""

import hashlib
import json
import re
from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass, replace

from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.records import Key, Recipe
from fazhi_desktop.importing.structure import Workbook
from fazhi_desktop.matching.labels import plain

_YEAR = re.compile(r"(?:19|20)\d{2}")
FILE_KIND = "fazhi-recipes"
_ENOUGH = 0.5
_RENAMED = 82


@dataclass(frozen=True)
class Replay:
    """How far a learned mapping fitted: of `total` labels, recognised, renamed (old, new), missing."""

    total: int
    recognised: int
    renamed: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()

    def sentence(self) -> str:
        """34 列中识别 31，改名 2，缺 1。"""
        text = f"按上次的对应关系读取：{self.total} 项中识别 {self.recognised}，"
        text += f"改名 {len(self.renamed)}，缺 {len(self.missing)}。"
        if self.renamed:
            text += "改名：" + "、".join(f"{old}→{new}" for old, new in self.renamed[:5]) + "。"
        if self.missing:
            text += "缺：" + "、".join(self.missing[:5]) + "。"
        return text


def recipe_key(recipe: Recipe) -> Key:
    """Key of a recipe: department and fingerprint."""
    return Key("recipe", 0, f"{recipe.department}/{recipe.fingerprint}")


def headers_of(workbook: Workbook) -> list[str]:
    """Header paths of all numbers, in order, each once."""
    found: dict[str, None] = {}
    for sheet in workbook.sheets:
        for table in sheet.tables:
            for number in table.numbers:
                found["/".join((*table.rows[number.row].path, *table.columns[number.column].path))] = None
    return list(found)


def fingerprint_of(workbook: Workbook) -> str:
    """Fingerprint of a template: its header paths without years, whatever the file is called."""
    paths = sorted(
        {_YEAR.sub("", plain(path)) for path in headers_of(workbook)}
        | {
            _YEAR.sub("", plain(column.heading))
            for sheet in workbook.sheets
            for register in sheet.registers
            for column in register.columns
        }
    )
    return hashlib.sha256("\n".join(paths).encode()).hexdigest()[:24] if paths else ""


def learned_for(
    workbook: Workbook, department: str | None, recipes: Iterable[Recipe]
) -> tuple[dict[str, str], Replay | None]:
    """Header path -> code for this file from the best recipe, and how well it fitted."""
    fingerprint, headers = fingerprint_of(workbook), headers_of(workbook)
    best: tuple[float, Recipe] | None = None
    for recipe in recipes:
        if recipe.fingerprint == fingerprint:
            best = (2.0, recipe)
            break
        if department and recipe.department == department and recipe.labels:
            known = {_YEAR.sub("", label) for label, _ in recipe.labels}
            overlap = sum(1 for header in headers if _YEAR.sub("", header) in known) / max(1, len(known))
            if overlap >= _ENOUGH and (best is None or overlap > best[0]):
                best = (overlap, recipe)
    if best is None:
        return {}, None
    return _replay(headers, best[1])


def _replay(headers: list[str], recipe: Recipe) -> tuple[dict[str, str], Replay]:
    by_plain = {_YEAR.sub("", header): header for header in headers}
    learned: dict[str, str] = {}
    renamed: list[tuple[str, str]] = []
    missing: list[str] = []
    open_labels = [(label, code) for label, code in recipe.labels if _YEAR.sub("", label) not in by_plain]
    for label, code in recipe.labels:
        if (header := by_plain.get(_YEAR.sub("", label))) is not None:
            learned[header] = code
    recognised = len(learned)
    free = [header for header in headers if header not in learned]
    for label, code in open_labels:
        from rapidfuzz import fuzz, process

        found = process.extractOne(label, free, scorer=fuzz.ratio, score_cutoff=_RENAMED) if free else None
        if found is None:
            missing.append(label)
            continue
        learned[found[0]] = code
        free.remove(found[0])
        renamed.append((label, found[0]))
    return learned, Replay(len(recipe.labels), recognised, tuple(renamed), tuple(missing))


def recipes_to_text(recipes: Iterable[Recipe]) -> str:
    """Learned mappings as a JSON file to be carried to another office."""
    return json.dumps(
        {"kind": FILE_KIND, "recipes": [asdict(recipe) for recipe in recipes]}, ensure_ascii=False, indent=1
    )


def joined_recipes(own: Iterable[Recipe], given: Iterable[Recipe]) -> list[Recipe]:
    """Those of the given mappings that say something new, with what is known already kept as it is."""
    known = {recipe_key(recipe): recipe for recipe in own}
    changed: list[Recipe] = []
    for recipe in given:
        old = known.get(recipe_key(recipe))
        labels = {**dict(recipe.labels), **dict(old.labels if old else ())}
        if old is None or labels != dict(old.labels):
            changed.append(replace(recipe, labels=tuple(sorted(labels.items()))))
    return changed


def recipes_from_text(text: str, codes: Container[str]) -> list[Recipe]:
    """Mappings from such a file; entries for unknown indicators are left out. Raises BadInput."""
    try:
        data = json.loads(text)
        if data["kind"] != FILE_KIND:
            raise KeyError("kind")
        return [
            Recipe(
                str(entry["department"]),
                str(entry["fingerprint"]),
                tuple(
                    (str(label), str(code)) for label, code in entry["labels"] if not code or code in codes
                ),
                str(entry.get("time", "")),
            )
            for entry in data["recipes"]
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput("这不是本程序导出的对应关系文件，没有装入。请选择用“导出…”存成的文件。") from error
