"""One indicator over the years: values with what was restated, renamed, split or counted differently."""

from collections.abc import Iterator
from dataclasses import replace

from fazhi_desktop.core.breaks import Break, counts_as_before, is_split, restated_name
from fazhi_desktop.core.edits import Edit, Read, edit
from fazhi_desktop.core.errors import BadInput
from fazhi_desktop.core.frozen import frozen
from fazhi_desktop.core.records import value_key
from fazhi_desktop.core.report import Report
from fazhi_desktop.core.values import Value


@frozen
class Point:
    """One year of an indicator.

    Attributes:
        value: as it is to be read today.
        stated: what that year's own report says, where the next year's restates it.
        comparable: with the year before.
        final: that year's report is closed.
        remarks: what a reader of the row must know, as sentences without a stop.
    """

    year: int
    value: Value
    stated: Value | None
    comparable: bool
    final: bool
    remarks: tuple[str, ...]


def series(report: Report, code: str) -> tuple[Point, ...]:
    """The indicator in every year up to the report's, from the first year that says something."""
    years = sorted({year for year in report.values if year <= report.year} | {report.year})
    points = [_point(report, code, year) for year in years]
    while len(points) > 1 and points[0].value.state == "missing" and not points[0].remarks:
        points.pop(0)
    return tuple(points)


def _point(report: Report, code: str, year: int) -> Point:
    value = report.value_in(code, year)
    new = report.values.get(year + 1, {}).get(restated_name(code)) if year < report.year else None
    stated = report.values.get(year, {}).get(code) if new is not None else None
    return Point(
        year,
        value,
        stated,
        counts_as_before(code, year, report.breaks),
        year in report.final_years,
        tuple(_remarks(report, code, year, value, new, stated)),
    )


def _remarks(
    report: Report, code: str, year: int, value: Value, new: Value | None, stated: Value | None
) -> Iterator[str]:
    if new is not None:
        before = f"原报 {stated.worded}{stated.unit}" if stated and stated.shown else "原未报"
        why = next((source.note for source in new.sources if source.note), "")
        yield f"{before}，{year + 1} 年报告更正" + (f"：{why}" if why else "")
    for cut in report.breaks.get(code, ()):
        if cut.since == year:
            yield _said(report, cut)
        elif year < cut.since and cut.old and code not in report.values.get(year, {}):
            yield from _before(report, cut, year, value)


def _said(report: Report, cut: Break) -> str:
    """What a break says in the year in which it begins."""
    names = "、".join(f"{old} {report.catalogue.name(old)}" for old in cut.old)
    if not cut.old:
        words = "本年起口径变化，与以前年度不能直接比较"
    elif is_split(cut, report.breaks):
        words = f"本年起由 {names} 拆分而来，与以前年度不能直接比较"
    else:
        words = f"本年起代替 {names}" if len(cut.old) == 1 else f"本年起由 {names} 合并"
    return words + (f"：{cut.note}" if cut.note else "")


def _before(report: Report, cut: Break, year: int, value: Value) -> Iterator[str]:
    """What the old indicators said in a year before the break."""
    stored = report.values.get(year, {})
    told = [
        f"{old} {report.catalogue.name(old)} {stored[old].worded}{stored[old].unit}"
        for old in cut.old
        if old in stored and stored[old].shown
    ]
    if told:
        yield ("取自 " if value.state != "missing" else "拆分前为 ") + "、".join(told)


def restate(report: Report, code: str, value: Value | None, why: str, current: Read) -> Edit:
    """The edit by which this year's report states last year's value anew, or takes that back (None).

    Last year's own report stays as it was. Raises BadInput without a reason.
    """
    name = report.catalogue.name(code)
    key = value_key(report.year, restated_name(code))
    if value is None:
        return edit(f"取消更正 {report.year - 1} 年 {name}", [(key, None)], current)
    if not why.strip():
        raise BadInput(f"更正 {report.year - 1} 年的“{name}”要写明原因，如“核减重复录入”。")
    sources = tuple(replace(source, note=why.strip()) for source in value.sources)
    return edit(
        f"更正 {report.year - 1} 年 {name}", [(key, value.with_sources(*sources))], current, why=why.strip()
    )
