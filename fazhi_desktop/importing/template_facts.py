"""Numbers of our own filled forms: named by the hidden IDs, as long as the row still says the same.

Departments unlock forms, insert and sort rows, rename the sheet or copy it; then the name in the row counts,
and a number whose row is no field of the form is left to the clerk.
"""

import re
from collections.abc import Mapping, Sequence

from fazhi_desktop.core.template_ids import FIELD
from fazhi_desktop.importing.facts import Fact, Reading
from fazhi_desktop.importing.structure import Table, Workbook
from fazhi_desktop.matching.labels import plain

_LETTERS = re.compile(r"[A-Z]+")
Ids = dict[tuple[str, str], str]
"""Code by sheet and cell."""


def template_ids(workbook: Workbook) -> Ids:
    """The hidden IDs of a workbook, under the name its only sheet has now; empty for foreign workbooks."""
    visible = [sheet.name or "" for sheet in workbook.sheets if not sheet.hidden]
    renamed = len(visible) == 1 and all(sheet not in visible for sheet, _, _ in workbook.ids)
    return {(visible[0] if renamed else sheet, cell): code for sheet, cell, code in workbook.ids}


def name_by_template(reading: Reading, table: Table, facts: list[Fact], sheet: str, ids: Ids) -> None:
    """Give each number of a form the indicator of its field; what is in no field's column is no value."""
    codes = {plain(reading.catalogue[code].name): code for code in ids.values() if code in reading.catalogue}
    columns = {found[0] for _, cell in ids if (found := _LETTERS.match(cell))}
    moved = False
    for fact in facts:
        code, row = ids.get((sheet, fact.cell or "")), fact.place[0] if fact.place else -1
        named = _named(table.rows[row].path, codes) if row >= 0 else None
        column = _LETTERS.match(fact.cell or "")
        in_field = table.columns[0].path == (FIELD,) or (column is not None and column[0] in columns)
        moved = moved or (in_field and code != named)
        fact.code, fact.proposed, fact.part, fact.period, fact.score = None, None, None, None, 1.0
        if in_field and named:
            fact.code = named
        elif in_field and code in reading.catalogue:
            fact.proposed, fact.refused = code, fact.refused or "uncertain"
    facts[:] = [fact for fact in facts if fact.code or fact.proposed]
    if moved:
        told = "收数表的行有移动或改名，已按各行的指标名称识别，认不出的没有导入，请核对。"
        reading.problem("warning", "template_moved", told, sheet=sheet)


def _named(path: Sequence[str], codes: Mapping[str, str]) -> str | None:
    """The field that a row's words name; where a form is nearly empty its unit stands among them."""
    return next((codes[words] for part in reversed(path) if (words := plain(part)) in codes), None)
