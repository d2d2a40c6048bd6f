"""Puts the parts together for `app` and `cli`: resources loaded and checked, workspaces made and opened."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi_desktop import paths
from fazhi_desktop.core.begin import first_edit, short_name
from fazhi_desktop.core.catalogue import Catalogue, load_catalogue
from fazhi_desktop.core.errors import DataFault, WrongUsage
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.outline import Template, load_template
from fazhi_desktop.core.records import Body, Department
from fazhi_desktop.core.toml_files import Reader, TomlCache, read_toml
from fazhi_desktop.store.workspace import Store

if TYPE_CHECKING:
    from fazhi_desktop.checking.rules import RuleSet
    from fazhi_desktop.store.gate import Gate

SUFFIX = ".fazhi"
EARLIEST, LATEST = 2015, 2099


@frozen
class Resources:
    """The data files of the program, checked."""

    catalogue: Catalogue
    templates: Mapping[str, Template]
    departments: tuple[Department, ...]


def load_resources(folder: Path | None = None, *, cache: Path | None = None) -> Resources:
    """Load indicators, outlines and departments; raises DataFault with all faults of all files.

    Without `folder` those of the program and the office's own; `cache` is then the file that keeps what was
    parsed for the next start, of a window or a command.
    """
    if folder is not None:
        return _loaded(folder, dict.fromkeys(paths.OWN_KINDS, ()), read_toml)
    reader = TomlCache(cache if cache is not None else paths.tables())
    made = _loaded(paths.resources(), {kind: paths.own_files(kind) for kind in paths.OWN_KINDS}, reader)
    reader.keep()
    return made


def _loaded(root: Path, own: Mapping[str, Sequence[Path]], read: Reader) -> Resources:
    catalogue = load_catalogue(root / "indicators", read, own["indicators"])
    faults: list[str] = []
    templates: dict[str, Template] = {}
    for path in (*sorted((root / "outlines").glob("*.toml")), *own["outlines"]):
        try:
            template = load_template(path, catalogue, read)
        except DataFault as fault:
            faults += fault.faults
        else:
            templates[template.name] = template
    departments = _departments((root / "departments.toml", *own["departments"]), catalogue, faults, read)
    if faults:
        raise DataFault(faults)
    return Resources(catalogue, templates, departments)


def _departments(
    files: Sequence[Path], catalogue: Catalogue, faults: list[str], read: Reader
) -> tuple[Department, ...]:
    made: dict[str, Department] = {}
    for path in files:
        try:
            tables = read(path).get("department", [])
        except DataFault as fault:
            faults += fault.faults
            continue
        for position, table in enumerate(tables, 1):
            name = table.get("name")
            if not isinstance(name, str) or not name:
                faults.append(f"{path.name} 第 {position} 个科室：缺少 name")
                continue
            owned = tuple(
                code
                for code, indicator in catalogue.items()
                if indicator.input and indicator.departments[:1] == (name,)
            )
            made[name] = Department(
                name, tuple(table.get("aliases", ())), indicators=owned, position=len(made)
            )
    known = {name for indicator in catalogue.values() for name in indicator.departments}
    faults += [f"{files[0].name}：指标用到的科室 {name} 没有登记" for name in sorted(known - made.keys())]
    return tuple(made.values())


def load_rules(resources: Resources) -> "RuleSet":
    """The rules of the program, and the office's own; they know the drafts that the outlines give."""
    from fazhi_desktop.checking.kinds import load_checks

    rules = load_checks(paths.resources() / "checks", resources.catalogue, paths.own_files("checks"))
    drafts = (text for template in resources.templates.values() for text in template.drafts())
    return replace(rules, drafts=frozenset(drafts))


def new_workspace(
    path: Path,
    resources: Resources,
    *,
    unit: str,
    year: int,
    outline: str = "town",
    short: str = "",
    filler: str = "",
    gate: "Gate | None" = None,
) -> Store:
    """Make and open a workspace with its first year; raises WrongUsage for an existing file.

    `gate` will know it as ours once it is closed.
    """
    if not unit.strip():
        raise WrongUsage("没有写单位名称。请用全称，如 杨柳青镇人民政府。")
    if not unit.isprintable():
        raise WrongUsage("单位名称里有换行或看不见的字符，没有新建。请重新输入单位名称。")
    check_year(year)
    template = resources.templates.get(outline)
    if template is None:
        known = "、".join(resources.templates)
        raise WrongUsage(f"没有名为 {outline} 的提纲（可用：{known}）。")
    short = short.strip() or short_name(unit)
    body = Body(unit.strip(), short, outline, filler.strip(), not_reported=template.not_reported)
    first = first_edit(body, template, year, resources.departments)
    return _noted(Store.create(path, resources.catalogue, first), gate)


def open_workspace(
    path: Path,
    resources: Resources,
    *,
    readonly: bool = False,
    secret: str = "",
    gate: "Gate | None" = None,
) -> Store:
    """Open a workspace, with its password or recovery key where it has one; raises NotUsable or Locked.

    `gate` has admitted it, and will know it as ours once it is closed.
    """
    return _noted(Store.open(path, resources.catalogue, readonly=readonly, secret=secret), gate)


def _noted(store: Store, gate: "Gate | None") -> Store:
    store.on_left = gate.note if gate is not None else None
    return store


def check_year(year: int) -> None:
    """Refuse a year that cannot be a report year."""
    if not EARLIEST <= year <= LATEST:
        raise WrongUsage(f"年份 {year} 不对，应在 {EARLIEST} 至 {LATEST} 之间。")
