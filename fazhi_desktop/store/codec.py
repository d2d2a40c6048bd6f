"""Records to rows and back: plain fields are columns, tuples are JSON text."""

import json
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from fazhi_desktop.core.records import KINDS, Record

Row = dict[str, Any]


@cache
def _hints(record: type[Any]) -> dict[str, Any]:
    return get_type_hints(record)


def is_nested(record: type[Any], name: str) -> bool:
    """Whether a field is kept as JSON text."""
    return get_origin(_hints(record)[name]) is tuple


def column_type(record: type[Any], name: str) -> type:
    """bool, int or str: what the column of a field holds."""
    hint = _hints(record)[name]
    if hint in (bool, int):
        return hint
    return str


def to_row(record: Record) -> Row:
    """A record as column values."""
    row: Row = {}
    for field in fields(record):
        value = getattr(record, field.name)
        row[field.name] = (
            json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))
            if is_nested(type(record), field.name)
            else value
        )
    return row


def from_row(kind: str, row: Row) -> Record:
    """Column values as the record of their kind."""
    record = KINDS[kind]
    values = {
        field.name: _rebuilt(_hints(record)[field.name], json.loads(row[field.name] or "[]"))
        if is_nested(record, field.name)
        else row[field.name]
        for field in fields(record)
    }
    return record(**values)


def to_json(record: Record | None) -> str | None:
    """A record as JSON text for the change log; fields at their default are left out."""
    return None if record is None else json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":"))


def from_json(kind: str, text: str | None) -> Record | None:
    """The record that `to_json` wrote."""
    return None if text is None else _rebuilt(KINDS[kind], json.loads(text))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]  # pyright: ignore[reportUnknownVariableType]
    return value


def _rebuilt(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_rebuilt(inner[0], entry) for entry in value)
        return tuple(_rebuilt(part, entry) for part, entry in zip(inner, value, strict=True))
    if is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        return hint(**{name: _rebuilt(hints[name], entry) for name, entry in value.items() if name in hints})
    if get_origin(hint) is UnionType:
        return value
    return value
