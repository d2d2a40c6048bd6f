"""口径: from which year on an indicator counts something else, or stands for what others counted before.

Kept as settings of the workspace, one per indicator and year, so that they hold for every year's report.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

from fazhi_desktop.core.edits import Edit, Read, edit
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import Key, Setting
from fazhi_desktop.core.units import same_family
from fazhi_desktop.core.values import Source, Value

_PREFIX = "break/"

Values = Mapping[int, Mapping[str, Value]]
Breaks = Mapping[str, tuple["Break", ...]]


@frozen
class Break:
    """What changed for an indicator in the year `since`.

    Attributes:
        note: in the clerk's words.
        old: codes that counted it before: one that was renamed, several that were merged; a code that
            several indicators name was split. Empty where the indicator itself counts something else now.
    """

    code: str
    since: int
    note: str = ""
    old: tuple[str, ...] = ()


def restated_name(code: str) -> str:
    """Name under which a report keeps last year's value of a code where it states it anew (`E02@-1`)."""
    return f"{code}@-1"


def base_code(name: str) -> str:
    """The code of a value's name, restated or not."""
    return name.partition("@")[0]


def break_key(code: str, since: int) -> Key:
    """Key of the break of a code in a year."""
    return Key("setting", 0, f"{_PREFIX}{since}/{code}")


def breaks_of(settings: Mapping[str, str]) -> dict[str, tuple[Break, ...]]:
    """All breaks among the settings by code, earliest first; an unreadable one is left out."""
    found: dict[str, list[Break]] = {}
    for name, text in settings.items():
        if name.startswith(_PREFIX) and (made := _read(name, text)):
            found.setdefault(made.code, []).append(made)
    return {code: tuple(sorted(made, key=lambda cut: cut.since)) for code, made in found.items()}


def _read(name: str, text: str) -> Break | None:
    since, _, code = name.removeprefix(_PREFIX).partition("/")
    try:
        data = json.loads(text)
        return Break(code, int(since), str(data["note"]), tuple(map(str, cast(list[Any], data["old"]))))
    except (ValueError, KeyError, TypeError):
        return None


def set_break(made: Break, name: str, current: Read) -> Edit:
    """The edit that keeps a break of the indicator called `name`, or drops one that says nothing any more."""
    text = json.dumps({"note": made.note, "old": made.old}, ensure_ascii=False)
    record = Setting(text) if made.note or made.old else None
    return edit(f"说明 {name} {made.since} 年的口径", [(break_key(made.code, made.since), record)], current)


def is_split(cut: Break, breaks: Breaks) -> bool:
    """Whether other indicators took over parts of the same old one."""
    return any(
        other.since == cut.since and set(other.old) & set(cut.old)
        for code, cuts in breaks.items()
        if code != cut.code
        for other in cuts
    )


def counts_as_before(code: str, year: int, breaks: Breaks) -> bool:
    """Whether a year's number may be compared with the year before: renamed and merged may, others not."""
    cuts = [cut for cut in breaks.get(code, ()) if cut.since == year]
    return all(cut.old and not is_split(cut, breaks) for cut in cuts)


def renamed(breaks: Breaks, after: int, until: int) -> dict[str, str]:
    """Codes that one other took the place of behind the year `after`, up to `until`."""
    return {
        cut.old[0]: code
        for code, cuts in breaks.items()
        for cut in cuts
        if after < cut.since <= until and len(cut.old) == 1 and not is_split(cut, breaks)
    }


def inherited(code: str, year: int, values: Values, breaks: Breaks) -> Value | None:
    """The value of a year before an indicator took the place of others, from theirs; None for a split."""
    cut = next((cut for cut in breaks.get(code, ()) if cut.old and year < cut.since), None)
    if cut is None or is_split(cut, breaks):
        return None
    parts = list(_parts(cut, values.get(year, {})))
    units = {part.unit for part in parts}
    if len(parts) < len(cut.old) or not all(same_family(parts[0].unit, unit) for unit in units):
        return None
    if len(parts) == 1:
        source = Source("formula", note=f"{year} 年为 {cut.old[0]}")
        return Value(
            code,
            "value",
            parts[0].number,
            parts[0].high,
            parts[0].unit,
            parts[0].qualifier,
            parts[0].period,
            sources=(source,),
        )
    numbers = [part.decimal for part in parts]
    if any(number is None for number in numbers):
        return None
    total = format(sum((number or Decimal(0) for number in numbers), Decimal(0)), "f")
    source = Source("formula", number=total, note=f"{year} 年为 {' + '.join(cut.old)}")
    return Value(code, "value", total, unit=parts[0].unit, sources=(source,))


def _parts(cut: Break, stored: Mapping[str, Value]) -> Iterator[Value]:
    for old in cut.old:
        value = stored.get(old)
        if value is not None and value.state == "value":
            yield value
