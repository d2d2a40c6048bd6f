"""Saves what can still be read of a damaged workspace into a new one.

Every record stands in the file twice, in its table and in the change log, and every line of the log proves
itself by its digest. So lines that prove themselves are believed before rows that nothing vouches for.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fazhi_desktop.core.edits import Cell, Edit
from fazhi_desktop.core.errors import EnvironmentFault, NotUsable
from fazhi_desktop.core.records import BODY, KINDS, Key, Record
from fazhi_desktop.store import database
from fazhi_desktop.store.checkup import faults_of
from fazhi_desktop.store.codec import BadContent, column_type, from_json, from_row
from fazhi_desktop.store.content import Content
from fazhi_desktop.store.log import Head, Row, link
from fazhi_desktop.store.placing import discard, placed, private_file
from fazhi_desktop.store.tables import matches

_State = dict[Key, Record]


@dataclass(frozen=True)
class Salvaged:
    """What came out: records in the new file, how many only the log still had, lines of the log given up.

    The new file has no password, `was_sealed` or not.
    """

    target: Path
    records: int
    from_log: int
    lines_lost: int
    was_sealed: bool

    def sentence(self) -> str:
        """For the clerk."""
        lost = (
            f"有 {self.lines_lost} 条修改记录已读不出，请对照备份或纸质材料核对。" if self.lines_lost else ""
        )
        sealed = "新文件没有密码，请重新设置。" if self.was_sealed else ""
        return f"已抢救 {self.records} 项内容到 {self.target}。{lost}{sealed}"


@dataclass
class _Lines:
    """The readable lines of a log.

    Attributes:
        prefix: lines from the first on without a gap, each proving itself.
        last: what the last proven line of each key says, with its number.
        certain: all lines behind this number are there and prove themselves.
    """

    prefix: list[Row] = field(default_factory=list[Row])
    last: dict[Key, tuple[int, Record | None]] = field(default_factory=dict[Key, tuple[int, Record | None]])
    certain: int = 0
    lost: int = 0


Read = Callable[[Path, Path, str], tuple[_Lines, _State]]


def salvage(
    path: Path, target: Path, *, now: str, who: str, key: str = "", read: Read | None = None
) -> Salvaged:
    """Save a damaged workspace into a new file; the damaged one is only read, by `read` where it is given.

    Raises WrongUsage where `target` exists, NotUsable where nothing can be read any more.
    """
    if not path.is_file():
        raise NotUsable(f"找不到工作库：{path}。请检查文件是否已移走或改名。")
    with placed(target, "抢救工作库") as part:
        lines, rows = (read or _read)(path, target.parent, key)
        state = _state(lines, rows)
        if BODY not in state:
            raise NotUsable(f"{path.name} 损坏太重，连填报单位也读不出，没有可以抢救的内容。请从备份恢复。")
        edit = Edit(f"抢救 {path.name}", tuple(_difference(_replayed(lines.prefix), state)))
        with database.sentences(target), database.opened_at(part) as made:
            database.prepare_new(made)
            with made.atomic():
                _write(made, lines.prefix, edit, who, now)
        if found := faults_of(part):
            raise EnvironmentFault(f"抢救出的内容核对不上（{found[0]}）。请从备份恢复。")
    only_log = sum(key not in rows for key in state)
    return Salvaged(target, len(state), only_log, lines.lost, bool(key))


def read_torn(_: bytes, options: dict[str, Any]) -> tuple[_Lines, _State]:
    """Reader for a child process: `_read` of a path, with copies in a folder, and a key."""
    return _read(Path(options["path"]), Path(options["folder"]), options["key"])


def _read(path: Path, folder: Path, key: str) -> tuple[_Lines, _State]:
    """The readable lines and records, from a copy in `folder` whose head is mended step by step.

    A sealed file cannot be mended: its head is nothing but its salt.
    """
    lines, rows = _Lines(), _State()
    for first_page in (None,) if key else (None, False, True):
        copy, rows = private_file(folder, f"{path.name}."), _State()
        try:
            shutil.copyfile(path, copy)
            if first_page is not None:
                mend_head(copy, first_page=first_page)
            with database.opened_at(copy, mode="ro", key=key) as opened:
                lines = _lines(readable_rows(opened, "change"))
                for kind in KINDS:
                    found = (_record(kind, row) for row in readable_rows(opened, kind))
                    rows.update(entry for entry in found if entry is not None)
        except database.driver_errors():
            continue
        finally:
            discard(copy)
        if BODY in _state(lines, rows):
            break
    return lines, rows


def _lines(rows: list[Row]) -> _Lines:
    numbered = [row for row in rows if isinstance(row["seq"], int)]
    found = _Lines(lost=len(rows) - len(numbered))
    previous: Row | None = None
    for row in numbered:
        number = row["seq"]
        follows = previous is not None and number == previous["seq"] + 1
        linked = link(str(previous["digest"]) if follows and previous else "", row) == row["digest"]
        proven = linked and (follows or number == 1)
        if proven and number == len(found.prefix) + 1:
            found.prefix.append(row)
        change = _said(row) if proven else None
        if change is not None:
            found.last[change[0]] = (number, change[1])
        else:
            found.lost += 1
            found.certain = number
        if not follows and number != 1:
            found.lost += number - 1 - (previous["seq"] if previous else 0)
            found.certain = number
        previous = row
    if len(numbered) < len(rows) and previous is not None:
        found.certain = previous["seq"]  # a line without its number may be the newest
    return found


def _said(row: Row) -> tuple[Key, Record | None] | None:
    try:
        key = _key(row["kind"], row["year"], row["name"])
        return key, from_json(key.kind, row["new"])
    except (BadContent, KeyError):
        return None


def _key(kind: str, year: Any, name: Any) -> Key:
    """The key that stands in a torn row; BadContent where it is none, which could not even be sorted."""
    if type(year) is not int or type(name) is not str:
        raise BadContent(kind)
    return Key(kind, year, name)


def _record(kind: str, row: dict[str, Any]) -> tuple[Key, Record] | None:
    """A row as SQLite gives it as the record it is, None where it is none."""
    try:
        values = {name.removeprefix("f_"): value for name, value in row.items()}
        for name, value in values.items():
            if name in KINDS[kind].__dataclass_fields__ and column_type(KINDS[kind], name) is bool:
                values[name] = bool(value)
        key = _key(kind, row["key_year"], row["key_name"])
        record = from_row(kind, values)
    except (BadContent, KeyError):
        return None
    return (key, record) if matches(key, record) else None


def _state(lines: _Lines, rows: _State) -> _State:
    """Rows, and over them what a proven line says with nothing unknown after it, or where there is no row."""
    state = dict(rows)
    for key, (number, record) in lines.last.items():
        if number > lines.certain or (key not in state and record is not None):
            state.pop(key, None)
            if record is not None:
                state[key] = record
    return state


def _replayed(prefix: list[Row]) -> _State:
    state: dict[Key, Record | None] = {}
    for row in prefix:
        state[Key(row["kind"], row["year"], row["name"])] = from_json(row["kind"], row["new"])
    return {key: record for key, record in state.items() if record is not None}


def _difference(old: _State, new: _State) -> list[Cell]:
    keys = sorted(old.keys() | new.keys())
    return [Cell(key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]


def _write(made: Any, prefix: list[Row], edit: Edit, who: str, now: str) -> None:
    """The kept log with the records it leads to, and the rest as one edit."""
    content = Content(made)
    tables, log = content.tables, content.log
    if prefix:
        end = prefix[-1]
        log.write(prefix, Head(end["seq"], end["step"], end["digest"]))
        tables.put(Cell(key, None, record) for key, record in _replayed(prefix).items())
    tables.put(edit.cells)
    log.append(edit, who=who, time=now)


_PAGE = 4096


def mend_head(path: Path, *, first_page: bool) -> None:
    """Write the head of a workspace anew over a torn one, in a copy; with `first_page` the whole first page.

    A head is the same in all workspaces but for the number of pages; so is the list of tables behind it, as
    they are made in the same order in an empty file (https://sqlite.org/fileformat2.html, 1.3).
    """
    fresh = private_file(path.parent, f"{path.name}.")
    try:
        with database.opened_at(fresh) as opened:
            database.prepare_new(opened)
        page = bytearray(fresh.read_bytes()[: _PAGE if first_page else 100])
    finally:
        discard(fresh)
    page[28:32] = (path.stat().st_size // _PAGE).to_bytes(4, "big")
    page[32:40] = bytes(8)  # free pages are of no use to a reader
    with path.open("r+b") as file:
        file.write(page)


def readable_rows(opened: Any, table: str) -> list[dict[str, Any]]:
    """What can still be read of a table in a damaged file, by row number; unreadable stretches are jumped."""
    found: dict[int, dict[str, Any]] = {}
    for sign in (1, -1):  # from the end as well, since a jump may go too far
        place, jump = (0 if sign > 0 else max(found, default=0) + _BEYOND), 1
        for _ in range(_TRIES):
            reached, ended = _stretch(opened, table, place, sign, found)
            jump = 1 if reached != place else jump * 2
            place = reached + sign * jump
            if ended or not 0 <= place <= _LAST_ROW:
                break
    return [found[place] for place in sorted(found)]


_TRIES, _BEYOND, _LAST_ROW = 500, 2**16, 2**40


def _stretch(
    opened: Any, table: str, place: int, sign: int, found: dict[int, dict[str, Any]]
) -> tuple[int, bool]:
    """Read rows beyond `place` into `found`; returns how far it came, and whether to the table's end."""
    order = "> ? ORDER BY rowid" if sign > 0 else "< ? ORDER BY rowid DESC"
    try:
        cursor = opened.execute_sql(f'SELECT rowid, * FROM "{table}" WHERE rowid {order}', (place,))
        names = [column[0] for column in cursor.description]
        for row in cursor:
            if (row[0] - place) * sign <= 0:
                return place, False  # a torn page sends the search in circles
            found.setdefault(row[0], dict(zip(names, row, strict=True)))
            place = row[0]
    except (*database.driver_errors(), ValueError):
        return place, False
    return place, True
