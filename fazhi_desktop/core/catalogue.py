"""The catalogue of indicators (指标), loaded from `resources/indicators/*.toml` and checked as a whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, cast

from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.formulas import FormulaFault, parse_formula
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import ROLES
from fazhi_desktop.core.toml_files import Reader, read_toml

Kind = Literal["count", "amount", "rate", "text"]
FormulaUse = Literal["derive", "equal", "warn"]


@frozen
class Indicator:
    """One entry of the catalogue; the keys of its TOML table are the fields.

    Attributes:
        unit: canonical unit; `units` the others that are accepted as written.
        departments: who supplies it, main supplier first.
        synonyms: other wordings that mean this indicator and no other.
        context: words whose nearness speaks for this indicator where a label is short.
        formula: expression over codes for the value; `formula_use` says what it is for:
            derive (computed where nothing else is stored), equal (hard), warn (soft).
        at_most, at_least: expressions the value must not pass.
        definition: 口径. phrase: sentence pattern with links. input: whether it takes a value.
        group: code of the row whose further part this is, '' for a row of its own.
        section: title of its group of the catalogue.
    """

    code: str
    name: str
    unit: str = ""
    units: tuple[str, ...] = ()
    kind: Kind = "count"
    departments: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    topic: str = ""
    synonyms: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    integer: bool = False
    formula: str = ""
    formula_use: FormulaUse = "warn"
    at_most: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    definition: str = ""
    phrase: str = ""
    input: bool = True
    group: str = ""
    row_name: str = ""
    note: str = ""
    section: str = ""


class Catalogue(Mapping[str, Indicator]):
    """All indicators by code, in the order of the catalogue; parts follow their row."""

    def __init__(self, indicators: tuple[Indicator, ...]) -> None:
        self._by_code = {indicator.code: indicator for indicator in indicators}
        self._order = {code: place for place, code in enumerate(self._by_code)}

    def __getitem__(self, code: str) -> Indicator:
        return self._by_code[code]

    @property
    def lookup(self) -> Callable[[str], Indicator]:
        """The way to an indicator for those who ask ten thousand times."""
        return self._by_code.__getitem__

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_code)

    def __len__(self) -> int:
        return len(self._by_code)

    def place(self, code: str) -> int:
        """Position of a code, behind all others where it is unknown."""
        return self._order.get(code, len(self._order))

    def name(self, code: str) -> str:
        """Name of a code, the code itself where it is unknown."""
        indicator = self._by_code.get(code)
        return indicator.name if indicator else code

    def sections(self) -> dict[str, list[Indicator]]:
        """Indicators by the catalogue's own grouping."""
        grouped: dict[str, list[Indicator]] = {}
        for indicator in self._by_code.values():
            grouped.setdefault(indicator.section, []).append(indicator)
        return grouped


_FIELDS = {field.name: field for field in fields(Indicator)}
_CHOICES = {"kind": ("count", "amount", "rate", "text"), "formula_use": ("derive", "equal", "warn")}
_TYPES: dict[str, tuple[type, ...]] = {
    "minimum": (int, float),
    "maximum": (int, float),
    "integer": (bool,),
    "input": (bool,),
}
_LISTS = {"units", "departments", "roles", "synonyms", "context", "at_most", "at_least"}


def load_catalogue(folder: Path, read: Reader = read_toml, more: Sequence[Path] = ()) -> Catalogue:
    """Load every file of the folder and `more`; raises DataFault with all faults, each with file and code."""
    faults: list[str] = []
    files: list[tuple[float, str, list[dict[str, Any]], str]] = []
    for path in (*sorted(folder.glob("*.toml")), *more):
        try:
            data = read(path)
        except DataFault as fault:
            faults += fault.faults
            continue
        files.append(
            (float(data.get("order", 99)), path.name, data.get("indicator", []), data.get("title", ""))
        )
    indicators: list[Indicator] = []
    for _, name, tables, title in sorted(files, key=lambda file: file[:2]):
        indicators += [made for table in tables if (made := _indicator(table, name, title, faults))]
    faults += _faults_together(indicators)
    if not indicators:
        faults.append(f"{folder.name}：没有任何指标")
    if faults:
        raise DataFault(faults)
    return Catalogue(tuple(indicators))


def _indicator(table: dict[str, Any], file: str, section: str, faults: list[str]) -> Indicator | None:
    where = f"{file} 指标 {table.get('code', '（无编码）')}"
    before = len(faults)
    faults += [f"{where}：缺少 {key}" for key in ("code", "name") if not table.get(key)]
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _FIELDS or key == "section":
            faults.append(f"{where}：不认识的项 {key}")
        elif key in _LISTS:
            entries = cast(list[object], value) if isinstance(value, list) else [None]
            if not all(isinstance(entry, str) for entry in entries):
                faults.append(f"{where}：{key} 应为文字列表")
            else:
                values[key] = tuple(entries)
        elif not isinstance(value, _TYPES.get(key, (str,))):
            faults.append(f"{where}：{key} 的类型不对")
        else:
            values[key] = value
    for key, allowed in _CHOICES.items():
        if key in values and values[key] not in allowed:
            faults.append(f"{where}：{key} 只能是 {'、'.join(allowed)}")
    faults += [f"{where}：不认识的章性质 {role}" for role in values.get("roles", ()) if role not in ROLES]
    return Indicator(**values, section=section) if len(faults) == before else None


def _faults_together(indicators: list[Indicator]) -> Iterator[str]:
    codes: set[str] = set()
    for indicator in indicators:
        if indicator.code in codes:
            yield f"指标编码 {indicator.code} 重复"
        codes.add(indicator.code)
    for indicator in indicators:
        if indicator.group and indicator.group not in codes:
            yield f"指标 {indicator.code}：所属 {indicator.group} 不存在"
        for text in (indicator.formula, *indicator.at_most, *indicator.at_least):
            if text:
                yield from _formula_faults(indicator.code, text, codes)


def _formula_faults(code: str, text: str, codes: set[str]) -> Iterator[str]:
    try:
        formula = parse_formula(text)
    except FormulaFault as fault:
        yield f"指标 {code}：{fault}"
        return
    for used, _ in formula.codes:
        if used not in codes:
            yield f"指标 {code}：公式“{text}”用到不存在的 {used}"
