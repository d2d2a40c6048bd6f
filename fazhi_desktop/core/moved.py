"""Numbers whose source moved: marked in the text until the clerk accepts them (feature 59)."""

import json
from collections.abc import Iterable, Mapping

from fazhi_desktop.core.edits import Cell, Edit
from fazhi_desktop.core.records import Key, Setting
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value

SETTING = "moved"


def moved(report: Report) -> Mapping[str, str]:
    """Codes that moved and were not accepted yet, each with what it was before."""
    try:
        kept = json.loads(report.settings.get(SETTING, "{}"))
        return {str(code): str(old) for code, old in kept.items() if code in report.catalogue}
    except (ValueError, AttributeError):
        return {}


def with_marks(edit: Edit, report: Report) -> Edit:
    """An edit of values with the marks it leaves on numbers the text uses; `report` is before it.

    A value typed by the clerk into its own field marks nothing: who typed it knows.
    """
    marks = dict(moved(report))
    for cell in edit.cells:
        old, new = cell.old, cell.new
        if cell.key.kind != "value" or cell.key.year != report.year or not isinstance(old, Value):
            continue
        if new is not None and (not isinstance(new, Value) or new.same_as(old) or _typed(new)):
            continue
        if old.state == "value" and cell.key.name in report.uses:
            marks.setdefault(cell.key.name, old.shown + old.unit)
    marks = {code: was for code, was in marks.items() if not _back_again(code, was, edit)}
    cell = _cell(report, marks)
    return edit if cell is None else edit.then(Edit(edit.label, (cell,), why=edit.why, joins=edit.joins))


def accept(report: Report, codes: Iterable[str]) -> Edit:
    """The edit that takes the marks off: the clerk has seen the new values."""
    taken = set(codes)
    marks = {code: was for code, was in moved(report).items() if code not in taken}
    cell = _cell(report, marks)
    return Edit(f"确认 {len(taken)} 个变动的数字", () if cell is None else (cell,))


def _typed(value: Value) -> bool:
    current = [source for source in value.sources if not source.superseded]
    return bool(current) and all(source.kind == "typed" for source in current)


def _back_again(code: str, was: str, edit: Edit) -> bool:
    """Whether the edit gives a marked number its old value back."""
    for cell in edit.cells:
        if cell.key.kind == "value" and cell.key.name == code and isinstance(cell.new, Value):
            return cell.new.shown + cell.new.unit == was
    return False


def _cell(report: Report, marks: Mapping[str, str]) -> Cell | None:
    before = report.settings.get(SETTING)
    text = json.dumps(dict(marks), ensure_ascii=False, sort_keys=True)
    if text == (before or "{}"):
        return None
    key = Key("setting", report.year, SETTING)
    return Cell(key, Setting(before) if before is not None else None, Setting(text))
