"""The tables of one open workspace as records: what is stored, and replacing it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from fazhi_desktop.core.edits import Cell
from fazhi_desktop.core.errors import BadInput, Damaged
from fazhi_desktop.core.records import KINDS, Key, Node, Record, ReportHead, node_key, report_key
from fazhi_desktop.store.codec import BadContent, Row, from_row, to_row
from fazhi_desktop.store.database import delete_rows, write_rows
from fazhi_desktop.store.models import Models


def written(key: Key, record: Record) -> Row:
    """A record as a row of its table; BadInput for what could not be read again."""
    row = {"key_year": key.year, "key_name": key.name, **to_row(record)}
    try:
        for text in row.values():
            if isinstance(text, str):
                text.encode()
        same = _read(key.kind, row) == (key, record)
    except (BadContent, UnicodeEncodeError):
        same = False
    if not same:
        raise BadInput(f"“{key.name or key.kind}”含有无法保存的内容，没有保存。请改正后重试。")
    return row


class Tables:
    """Reads and writes records; every write stands in the caller's transaction.

    Attributes:
        known: the records of the kinds that were looked through, kept for who goes on with the open file.
    """

    def __init__(self, models: Models) -> None:
        self._models = models.records
        self.known: dict[str, dict[Key, Record]] = {}

    def load(self, kind: str) -> dict[Key, Record]:
        """All records of a kind; raises Damaged where one cannot be read as what it should be."""
        model = self._models[kind]
        try:
            return dict(_read(kind, row) for row in model.select().dicts())
        except (BadContent, ValueError, TypeError, OverflowError) as error:
            raise Damaged(f"数据表 {kind} 中有无法识别的内容，文件已损坏。请从备份恢复。") from error

    def everything(self) -> Iterator[tuple[Key, Record]]:
        """All records of all kinds."""
        for kind in KINDS:
            self.known[kind] = self.load(kind)
            yield from self.known[kind].items()

    def put(self, cells: Iterable[Cell], row: Callable[[Key, Record], Row] = written) -> None:
        """Replace the records of `cells` by their new ones; `row` gives them as rows, or raises BadInput."""
        rows: dict[str, list[Row]] = {}
        gone: dict[str, list[tuple[int, str]]] = {}
        for cell in cells:
            key = cell.key
            if cell.new is None:
                gone.setdefault(key.kind, []).append((key.year, key.name))
            else:
                rows.setdefault(key.kind, []).append(row(key, cell.new))
        for kind, keys in gone.items():
            delete_rows(self._models[kind], keys)
        for kind, changed in rows.items():
            write_rows(self._models[kind], changed, replace=True)


def _read(kind: str, row: dict[str, Any]) -> tuple[Key, Record]:
    record = from_row(kind, row)
    key = Key(kind, row["key_year"], row["key_name"])
    if not matches(key, record) or not 0 <= key.year < 10_000:
        raise BadContent(kind)
    return key, record


def matches(key: Key, record: Record) -> bool:
    """Whether a record stands under a key it can have: a heading's number is its key, a report's year too."""
    if isinstance(record, Node):
        return key == node_key(key.year, record.id)
    return not isinstance(record, ReportHead) or key == report_key(record.year)
