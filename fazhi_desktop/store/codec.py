"""Records to rows and back: plain fields are columns, tuples are JSON text."""

import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from fazhi_desktop.core.records import KINDS, Node, Record
from fazhi_desktop.core.values import Value

Row = dict[str, Any]

_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
_DEEPEST = 4
"""The last level that the page has a heading for: 一、（一）1.（1）."""
_UNREADABLE = (TypeError, ValueError, KeyError, RecursionError, StopIteration)


class BadContent(Exception):
    """A row or a line of the change log holds what no record of its kind can hold."""


@cache
def _hints(record: type[Any]) -> dict[str, Any]:
    return get_type_hints(record)


@cache
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
        row[field.name] = _JSON.encode(value) if is_nested(type(record), field.name) else value
    return row


def from_row(kind: str, row: Row) -> Record:
    """Column values as the record of their kind; raises BadContent where a column holds something else."""
    record = KINDS[kind]
    try:
        values = {
            field.name: json.loads(row[field.name] or "[]")
            if is_nested(record, field.name)
            else row[field.name]
            for field in fields(record)
        }
        return _sound(_reader(record)(values))
    except _UNREADABLE as error:
        raise BadContent(kind) from error


def to_json(record: Record | None) -> str | None:
    """A record as JSON text for the change log; fields at their default are left out."""
    return None if record is None else _JSON.encode(record)


def from_json(kind: str, text: str | None) -> Record | None:
    """The record that `to_json` wrote; raises BadContent for anything else."""
    if text is None:
        return None
    try:
        return _sound(_reader(KINDS[kind])(json.loads(text)))
    except _UNREADABLE as error:
        raise BadContent(kind) from error


@cache
def _defaults(record: type[Any]) -> dict[str, Any]:
    return {field.name: field.default for field in fields(record)}


def _as_object(record: Any) -> dict[str, Any]:
    """What JSON does not know by itself: a record, without the fields at their default."""
    entries = ((name, getattr(record, name), default) for name, default in _defaults(type(record)).items())
    return {name: entry for name, entry, default in entries if entry != default}


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_as_object)


Reader = Callable[[Any], Any]


@cache
def _reader(hint: Any) -> Reader:
    """What makes a value out of plain JSON as its type hint wants it, and raises where it is something else.

    A file from elsewhere may hold anything, so nothing is believed.
    """
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _tuple_reader(inner)
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_reader(hint)
    if origin is UnionType:
        present = _reader(next(part for part in inner if part is not NoneType))
        return lambda value: None if value is None else present(value)
    allowed: Callable[[Any], bool] = (
        inner.__contains__ if origin is Literal else lambda value: type(value) is hint
    )

    def plain(value: Any) -> Any:
        if not allowed(value):
            raise TypeError(hint)
        return value

    return plain


def _tuple_reader(inner: tuple[Any, ...]) -> Reader:
    endless = len(inner) == 2 and inner[1] is Ellipsis
    readers = [_reader(part) for part in inner if part is not Ellipsis]

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise TypeError(inner)
        if endless:
            one = readers[0]
            return tuple([one(entry) for entry in value])
        return tuple([one(entry) for one, entry in zip(readers, value, strict=True)])

    return read


def _record_reader(record: type[Any]) -> Reader:
    readers = {field.name: _reader(_hints(record)[field.name]) for field in fields(record)}

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(record)
        return record(**{name: readers[name](entry) for name, entry in value.items() if name in readers})

    return read


def _sound(record: Record) -> Record:
    """The record, where the rest of the program can calculate with it."""
    if isinstance(record, Value):
        numbers = [record.number, record.high, record.numerator, record.denominator]
        shares = [end for source in record.sources for end in (source.number or "0").split("—")]
        if any(number is not None and not _NUMBER.fullmatch(number) for number in (*numbers, *shares)):
            raise ValueError(record.indicator)
    elif isinstance(record, Node) and (
        record.id < 1 or record.parent == record.id or not 1 <= record.level <= _DEEPEST
    ):
        raise ValueError(record.id)
    return record
