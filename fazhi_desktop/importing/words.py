"""The word lists by which workbooks are read, loaded from `resources/importing/words.toml`."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fazhi_desktop.core.errors import DataFault
from fazhi_desktop.core.toml_files import read_toml


@dataclass(frozen=True, eq=False)
class Words:
    """Word lists and patterns; label words are compared without blanks and with half-width brackets."""

    serial: frozenset[str]
    code: frozenset[str]
    unit: frozenset[str]
    note: frozenset[str]
    date: frozenset[str]
    month: frozenset[str]
    measure: frozenset[str]
    skipped: frozenset[str]
    skipped_pattern: re.Pattern[str]
    total: re.Pattern[str]
    numbering: re.Pattern[str]
    footnote: re.Pattern[str]
    meta_department: frozenset[str]
    meta_bare_department: frozenset[str]
    meta_person: frozenset[str]
    meta_other: frozenset[str]
    meta_period: frozenset[str]
    meta_unit: frozenset[str]
    meta_signed: frozenset[str]
    part_headers: frozenset[str]
    part: re.Pattern[str]
    class_headers: frozenset[str]
    current: re.Pattern[str]
    last: re.Pattern[str]
    now: re.Pattern[str]
    spoken: re.Pattern[str]
    register_title: re.Pattern[str]
    personal: frozenset[str]
    register_type: frozenset[str]
    register_result: frozenset[str]
    register_amount: frozenset[str]
    amount: re.Pattern[str]
    register_persons: frozenset[str]
    register_place: frozenset[str]
    personal_text: re.Pattern[str]
    file_noise: re.Pattern[str]
    file_department: re.Pattern[str]
    no_department: re.Pattern[str]
    after_department: re.Pattern[str]


_PLACES = {
    "serial": "columns.serial",
    "code": "columns.code",
    "unit": "columns.unit",
    "note": "columns.note",
    "date": "columns.date",
    "month": "columns.month",
    "measure": "columns.measure_only",
    "skipped": "columns.skipped",
    "skipped_pattern": "columns.skipped_pattern",
    "total": "rows.total",
    "numbering": "rows.numbering",
    "footnote": "rows.note",
    "meta_department": "meta.department",
    "meta_bare_department": "meta.bare_department",
    "meta_person": "meta.person",
    "meta_other": "meta.other",
    "meta_period": "meta.period",
    "meta_signed": "meta.signed",
    "meta_unit": "meta.unit",
    "part_headers": "parts.headers",
    "part": "parts.pattern",
    "class_headers": "parts.class_headers",
    "current": "periods.current",
    "last": "periods.last",
    "now": "periods.now",
    "spoken": "periods.spoken",
    "register_title": "register.titles",
    "personal": "register.personal",
    "register_type": "register.type",
    "register_result": "register.result",
    "register_amount": "register.amount",
    "amount": "register.amount_pattern",
    "register_persons": "register.persons",
    "register_place": "register.place",
    "personal_text": "personal_text.patterns",
    "file_noise": "file_names.noise",
    "file_department": "file_names.department",
    "no_department": "file_names.no_department",
    "after_department": "file_names.after_department",
}
_JOINED = {"personal_text"}


@lru_cache(maxsize=4)
def load_words(folder: str) -> Words:
    """Load `words.toml` of a folder; raises DataFault naming every missing or wrong list."""
    path = Path(folder) / "words.toml"
    data = read_toml(path)
    faults: list[str] = []
    values = {field: _entry(data, place, field, faults) for field, place in _PLACES.items()}
    if faults:
        raise DataFault([f"{path.name}：{fault}" for fault in faults])
    return Words(**values)


def _entry(data: dict[str, Any], place: str, field: str, faults: list[str]) -> Any:
    section, key = place.split(".")
    given = data.get(section, {}).get(key)
    try:
        if field in _JOINED and isinstance(given, list):
            return re.compile("|".join(given))
        if isinstance(given, str):
            return re.compile(given)
        if isinstance(given, list) and all(isinstance(word, str) for word in given):
            return frozenset(word.replace(" ", "") for word in given)
    except re.error as error:
        faults.append(f"{place} 不是有效的模式（{error}）")
        return None
    faults.append(f"缺少 {place}")
    return None
