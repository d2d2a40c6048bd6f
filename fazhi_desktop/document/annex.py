"""附表: the indicators of a report by section, with last year and the change."""

from decimal import ROUND_HALF_UP, Decimal

from fazhi_desktop.core.catalogue import Indicator
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import QUALIFIERS, Value
from fazhi_desktop.document.elements import clean, width_in_characters
from fazhi_desktop.document.styles import POINTS_PER_MM, Styles
from fazhi_desktop.document.tree import Align, Cell, Column, Row, Table

QUALIFIER_WORDS = dict(zip(QUALIFIERS, ("", "余", "约", "不足", ""), strict=True))
_UNBROKEN = (1, 2, 3, 4)
"""Columns of units and numbers, which are not broken."""
_PADDING = 2.1
_LEAST = 30.0
"""Millimetres: at the sides of a cell, and of the first column."""
_SIGNS = {"+": 0.8, "%": 0.85, ".": 0.3}
"""Signs that are not half a character wide, in characters."""
_ALIGN: tuple[Align, ...] = ("left", "center", "right", "right", "right", "left")


def annex_table(report: Report, styles: Styles) -> Table | None:
    """The table of all indicators that have a value this year; None where none has.

    Columns: 指标, 单位, this year, last year, 增减, 数据来源.
    """
    rows: list[Row] = []
    for section, indicators in report.catalogue.sections().items():
        filled = [entry for entry in indicators if report.value(entry.code).state != "missing"]
        if filled:
            rows.append((Cell(section, span=6),))
            rows += [_row(report, indicator) for indicator in filled]
    if not rows:
        return None
    year = report.year
    header = ("指标", "单位", f"{year}年", f"{year - 1}年", "增减", "数据来源")
    widths = _widths(rows, styles)
    columns = tuple(Column(width, align) for width, align in zip(widths, _ALIGN, strict=True))
    return Table(columns, (tuple(Cell(text) for text in header),), tuple(rows), notes=_notes(report))


def _widths(rows: list[Row], styles: Styles) -> list[float]:
    """Widths in millimetres: where a unit or number would break, the first column makes room."""
    character = styles.styles["table"].size / POINTS_PER_MM
    widths = list(styles.annex_widths)
    for place in _UNBROKEN:
        longest = max(_width(row[place].text) for row in rows if len(row) > 1)
        widths[place] = max(widths[place], longest * character + _PADDING)
    widths[0] = max(widths[0] - sum(widths) + sum(styles.annex_widths), _LEAST)
    return widths


def _width(text: str) -> float:
    return sum(_SIGNS.get(char, width_in_characters(char)) for char in text)


def _row(report: Report, indicator: Indicator) -> Row:
    this, last = report.value(indicator.code), report.last_year(indicator.code)
    return (
        Cell(indicator.name),
        Cell(this.unit or indicator.unit),
        Cell(written(this), indicator.code),
        Cell(written(last), f"{indicator.code}@-1" if last.state == "value" else ""),
        Cell(change(this, last)),
        Cell(clean("、".join(departments(report, indicator, this)))),
    )


def written(value: Value) -> str:
    """A value in a table: digits and qualifier, — where the duty does not exist, '' where it is missing."""
    if value.state == "not_applicable":
        return "—"
    word = QUALIFIER_WORDS[value.qualifier] if value.shown else ""
    return f"{value.shown}{word}" if word == "余" else f"{word}{value.shown}"


def change(this: Value, last: Value) -> str:
    """The change against last year: +139（+4.8%）, +1.2个百分点, 持平; '' where it cannot be said."""
    new, old = this.decimal, last.decimal
    exact = this.qualifier == last.qualifier == "exact"
    if new is None or old is None or this.unit != last.unit or not exact:
        return ""
    difference = new - old
    if not difference:
        return "持平"
    if this.unit == "%":
        return f"{_signed(difference)}个百分点"
    share = (
        f"（{_signed((difference * 100 / abs(old)).quantize(Decimal('0.1'), ROUND_HALF_UP))}%）"
        if old
        else ""
    )
    return f"{_signed(difference)}{share}"


def _signed(number: Decimal) -> str:
    return f"{'+' if number > 0 else '-'}{format(abs(number), 'f')}"


def departments(report: Report, indicator: Indicator, value: Value) -> tuple[str, ...]:
    """Who supplied a value; where no source names a department, the catalogue's main supplier."""
    named = dict.fromkeys(source.department for source in value.sources if source.department)
    return tuple(named) or indicator.departments[:1]


def _notes(report: Report) -> tuple[str, ...]:
    values = [report.value(code) for code in report.catalogue]
    notes: list[str] = []
    if any(value.state == "not_applicable" for value in values):
        notes.append("“—”表示本单位不承担该项职责。")
    notes += [
        f"{indicator.name}：{indicator.definition}"
        for code, indicator in report.catalogue.items()
        if indicator.kind == "rate" and indicator.definition and report.value(code).state == "value"
    ]
    return tuple(f"{'注：' if not place else ''}{note}" for place, note in enumerate(notes))
